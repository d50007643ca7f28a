//! The only file that knows the HTTP client: one request, one answer, no redirect followed.

use std::io::Read as _;

use ureq::{Agent, Body, Error, http};

use super::Manners;
use super::location::as_asked;

/// Sends requests.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// Whether there is something, without sending it.
    Head,
    /// The same, with a server that knows no `HEAD`: the answer is not read to its end.
    Get,
    /// The text of the page.
    Page,
}

/// What a server says.
#[derive(Debug)]
pub(super) struct Answer {
    /// Status code.
    pub(super) status: u16,
    /// Where a redirect leads, as written.
    pub(super) location: Option<String>,
    /// The text of the page, where it was asked for, is HTML and came whole.
    pub(super) html: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// No host has this name.
    NoHost,
    /// Anything else, in words.
    Other(String),
}

/// A page longer than this is not searched.
const MAX_PAGE_BYTES: u64 = 4_000_000;

impl Client {
    /// A client that asks with these manners.
    pub(super) fn new(manners: &Manners) -> Self {
        let config = Agent::config_builder()
            .user_agent(&manners.user_agent)
            .timeout_global(Some(manners.timeout))
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self {
            agent: config.new_agent(),
        }
    }

    /// Asks once.
    pub(super) fn ask(&self, request: Request, url: &str) -> Result<Answer, Silence> {
        let url = as_asked(url);
        let answer = match request {
            Request::Head => self.agent.head(&url).call(),
            Request::Get | Request::Page => self.agent.get(&url).call(),
        };
        let mut answer = answer.map_err(|error| silence(&error))?;
        let location = answer.headers().get(http::header::LOCATION);
        let location = location.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Ok(Answer {
            status: answer.status().as_u16(),
            location,
            html: if request == Request::Page {
                page_of(&mut answer)
            } else {
                None
            },
        })
    }
}

fn page_of(answer: &mut http::Response<Body>) -> Option<String> {
    let kind = answer.body().mime_type()?;
    let encoded = answer
        .headers()
        .contains_key(http::header::CONTENT_ENCODING);
    if encoded || !["text/html", "application/xhtml+xml"].contains(&kind) {
        return None;
    }
    let mut bytes = Vec::new();
    let mut reader = answer.body_mut().as_reader().take(MAX_PAGE_BYTES + 1);
    reader.read_to_end(&mut bytes).ok()?;
    let whole = bytes.len() as u64 <= MAX_PAGE_BYTES;
    whole.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

fn silence(error: &Error) -> Silence {
    let words = match error {
        Error::HostNotFound => return Silence::NoHost,
        Error::Io(error) if is_unknown_host(error) => return Silence::NoHost,
        Error::Io(error) => format!("no connection: {error}"),
        Error::Timeout(_) => "no answer in time".to_owned(),
        Error::Tls(problem) => format!("no safe connection: {problem}"),
        Error::Rustls(problem) => format!("no safe connection: {problem}"),
        other => other.to_string(),
    };
    Silence::Other(words)
}

/// Whether a name is known to belong to no host, which is more than a look-up that failed for now. The standard library
/// tells only in words.
fn is_unknown_host(error: &std::io::Error) -> bool {
    const WINDOWS_HOST_NOT_FOUND: i32 = 11_001;
    let words = error.to_string();
    let look_up = words.starts_with("failed to lookup address information");
    let for_now = words.contains("emporary") || words.contains("ry again");
    look_up && !for_now || error.raw_os_error() == Some(WINDOWS_HOST_NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn only_a_name_that_nobody_has_means_that_a_host_is_gone() {
        let look_up = "failed to lookup address information: ";
        for (words, gone) in [
            (format!("{look_up}Name or service not known"), true),
            (
                format!("{look_up}No address associated with hostname"),
                true,
            ),
            (format!("{look_up}Name does not resolve"), true),
            (
                format!("{look_up}Temporary failure in name resolution"),
                false,
            ),
            (format!("{look_up}Try again"), false),
            ("Connection refused".to_owned(), false),
        ] {
            let error = Error::Io(io::Error::other(words.clone()));
            assert_eq!(silence(&error) == Silence::NoHost, gone, "{words}");
        }
        assert_eq!(silence(&Error::HostNotFound), Silence::NoHost);
        assert_ne!(silence(&Error::Tls("no certificate")), Silence::NoHost);
    }
}
