//! Who may ask: this machine's own browser, for pages of this server. Another site that is open in it may not, by
//! whatever name it calls this address.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{HOST, HeaderMap, HeaderValue, ORIGIN};
use hyper::{Method, Request};

/// The addresses that the server may be called by.
#[derive(Clone, Debug)]
pub(super) struct Access {
    address: SocketAddr,
}

impl Access {
    /// Those of a server that listens at `address`.
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Whether a request may be answered.
    pub(super) fn admits<T>(&self, request: &Request<T>) -> bool {
        let headers = request.headers();
        let mut hosts = headers.get_all(HOST).iter().peekable();
        let is_named = hosts.peek().is_some();
        let host =
            is_named && hosts.all(|host| text(Some(host)).is_some_and(|host| self.is_own(host)));
        let authority = request.uri().authority();
        let asked = authority.is_none_or(|authority| self.is_own(authority.as_str()));
        let origin = headers.get_all(ORIGIN).iter().all(|origin| {
            let host = text(Some(origin)).and_then(|origin| origin.strip_prefix("http://"));
            host.is_some_and(|host| self.is_own(host))
        });
        host && asked && origin && !is_part_of_another_site(request.method(), headers)
    }

    /// Whether `host:port` is a name of this server.
    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        port == Some(self.address.port()) && self.is_own_name(name)
    }

    fn is_own_name(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        if name == "localhost" {
            return true;
        }
        let bare = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        let Ok(address) = bare.unwrap_or(&name).parse::<IpAddr>() else {
            return false;
        };
        // A name can be made to lead here by anybody, an address cannot.
        let own = self.address.ip();
        address.is_loopback() || address == own || own.is_unspecified()
    }
}

/// Whether a browser asks for a part of a page of another site, as opposed to going to a page of this one.
fn is_part_of_another_site(method: &Method, headers: &HeaderMap) -> bool {
    let site = text(headers.get("sec-fetch-site"));
    let mode = text(headers.get("sec-fetch-mode"));
    let is_foreign = matches!(site, Some("cross-site" | "same-site"));
    is_foreign && (mode != Some("navigate") || method != Method::GET)
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value?.to_str().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(address: &str, headers: &[(&str, &str)]) -> bool {
        let request = headers.iter().fold(Request::get("/"), |request, header| {
            request.header(header.0, header.1)
        });
        let address = address.parse().expect("an address");
        Access::new(address).admits(&request.body(()).expect("a request"))
    }

    #[test]
    fn only_the_servers_own_names_are_answered() {
        for (address, host, admitted) in [
            ("127.0.0.1:8000", "127.0.0.1:8000", true),
            ("127.0.0.1:8000", "LocalHost:8000", true),
            ("127.0.0.1:8000", "[::1]:8000", true),
            ("127.0.0.1:8000", "127.0.0.1", false),
            ("127.0.0.1:8000", "127.0.0.1:8001", false),
            ("127.0.0.1:8000", "evil.example:8000", false),
            ("127.0.0.1:8000", "127.0.0.1.evil.example:8000", false),
            ("127.0.0.1:8000", "192.168.1.2:8000", false),
            ("127.0.0.1:80", "localhost", true),
            ("127.0.0.1:80", "[::1]", true),
            ("192.168.1.2:8000", "192.168.1.2:8000", true),
            ("0.0.0.0:8000", "192.168.1.2:8000", true),
            ("0.0.0.0:8000", "evil.example:8000", false),
            ("127.0.0.1:8000", "", false),
        ] {
            let found = admits(address, &[("host", host)]);
            assert_eq!(found, admitted, "{address} as {host}");
        }
        assert!(!admits("127.0.0.1:8000", &[]));
    }

    #[test]
    fn other_sites_get_nothing() {
        let host = ("host", "localhost:8000");
        for (headers, admitted) in [
            (vec![("origin", "http://localhost:8000")], true),
            (vec![("origin", "http://evil.example")], false),
            (vec![("origin", "https://localhost:8000")], false),
            (vec![("origin", "null")], false),
            // What is said twice must be true twice: else it depends on the reader which of them counts.
            (vec![("host", "127.0.0.1:8000")], true),
            (vec![("host", "evil.example:8000")], false),
            (
                vec![
                    ("origin", "http://localhost:8000"),
                    ("origin", "http://evil.example"),
                ],
                false,
            ),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "cross-site")], false),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "no-cors"),
                ],
                false,
            ),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                ],
                true,
            ),
        ] {
            let all: Vec<_> = [host].into_iter().chain(headers).collect();
            assert_eq!(admits("127.0.0.1:8000", &all), admitted, "{all:?}");
        }
    }
}
