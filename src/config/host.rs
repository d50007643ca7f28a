//! Host and port of an address → the one form in which browsers and name servers know them. Must not look anything up.

/// `U.Example:443` of `https` → `u.example`: lower case, without the port that the scheme has anyway; letters outside
/// ASCII as name servers know them, `xn--…`.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn plain_host(scheme: &str, written: &str) -> Result<String, String> {
    let (name, port) = split_port(written);
    if name.is_empty() {
        return Err("it has no host".into());
    }
    let own = if scheme == "https" { "443" } else { "80" };
    let port = match port {
        "" => String::new(),
        port if port == own => String::new(),
        port if is_port(port) => format!(":{port}"),
        _ => return Err("its port is not a number up to 65535".into()),
    };
    if name.starts_with('[') {
        return Ok(name.to_ascii_lowercase() + &port);
    }
    let name = ascii_name(name).ok_or_else(|| format!("`{name}` is no host"))?;
    Ok(name + &port)
}

/// Name and port; an address in brackets holds colons of its own.
pub(super) fn split_port(host: &str) -> (&str, &str) {
    let end = host.rfind(']').map_or(0, |bracket| bracket + 1);
    match host[end..].find(':') {
        Some(colon) => (&host[..end + colon], &host[end + colon + 1..]),
        None => (host, ""),
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

/// A name as name servers know it; `None` for what cannot be one.
fn ascii_name(name: &str) -> Option<String> {
    let stands = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c) || !c.is_ascii();
    let is_whole = name.chars().all(stands) && name.split('.').all(|label| !label.is_empty());
    is_whole.then(|| idna::domain_to_ascii(name).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::plain_host;

    #[test]
    fn hosts_have_one_form() {
        for (scheme, written, plain) in [
            ("https", "U.GitHub.io", "u.github.io"),
            ("https", "x.org:443", "x.org"),
            ("http", "x.org:443", "x.org:443"),
            ("http", "X.org:80", "x.org"),
            ("https", "x.org:", "x.org"),
            ("http", "127.0.0.1:8000", "127.0.0.1:8000"),
            ("http", "[::1]:8000", "[::1]:8000"),
            ("https", "münchen.example", "xn--mnchen-3ya.example"),
            (
                "https",
                "MU\u{308}NCHEN.example:8443",
                "xn--mnchen-3ya.example:8443",
            ),
            ("https", "caffè.it", "xn--caff-8oa.it"),
            ("https", "bücher.köln", "xn--bcher-kva.xn--kln-sna"),
            ("https", "пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("https", "例え.jp", "xn--r8jz45g.jp"),
            ("https", "xn--caff-8oa.it", "xn--caff-8oa.it"),
        ] {
            let found = plain_host(scheme, written);
            assert_eq!(found.as_deref(), Ok(plain), "{written}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for written in [
            "", ":80", "x..org", "x.org.", ".org", "a(b", "x:1a", "x:70000", "x:+1",
        ] {
            assert!(plain_host("https", written).is_err(), "{written}");
        }
    }
}
