//! The path of a request → what is answered, from the state of one moment. No file system, no network: what is not in
//! the snapshot does not exist.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use hyper::body::Bytes;

use super::address::{HTML, decode, media_type, resolve};
use super::dress::{self, look_at};
use super::state::State;
use super::store::Snapshot;

/// What is answered to a request.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) body: Bytes,
    /// Where to go instead.
    pub(super) location: Option<String>,
}

/// A page at an address as the browser has it or should have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Another number when the page must be loaded again.
    pub(super) page: u64,
    /// Another number when its style sheets alone are others.
    pub(super) style: u64,
}

impl Version {
    /// Reads what [`Version::to_text`] wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (page, style) = text.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        Some(Self {
            page: number(page)?,
            style: number(style)?,
        })
    }

    /// As the script in the page holds it.
    pub(super) fn to_text(&self) -> String {
        format!("{:x}-{:x}", self.page, self.style)
    }
}

/// What stands at an address, before the script is put in.
enum Found {
    File(u16, &'static str, Bytes),
    Moved(u16, String),
}

/// Answers a path, which is percent-encoded and begins with a slash.
pub(super) fn answer(state: &State, path: &str) -> Answer {
    let (status, kind, body) = match find(state, path) {
        Found::File(status, kind, body) => (status, kind, body),
        Found::Moved(status, location) => {
            return Answer {
                status,
                kind: HTML,
                body: Bytes::new(),
                location: Some(location),
            };
        }
    };
    let body = match str::from_utf8(&body) {
        Ok(html) if kind == HTML => {
            let (version, _) = version_of(state, path, status, html);
            dress::dress(html, &version.to_text()).into()
        }
        _ => body,
    };
    Answer {
        status,
        kind,
        body,
        location: None,
    }
}

/// The version of the page at a path, and its style sheets; `None` where there is no page.
pub(super) fn version(state: &State, path: &str) -> Option<(Version, Vec<String>)> {
    match find(state, path) {
        Found::File(status, HTML, body) => {
            Some(version_of(state, path, status, str::from_utf8(&body).ok()?))
        }
        _ => None,
    }
}

fn version_of(state: &State, path: &str, status: u16, html: &str) -> (Version, Vec<String>) {
    let look = look_at(html);
    let mut page = DefaultHasher::new();
    (status, look.rest).hash(&mut page);
    if let (Some(site), Some(path)) = (&state.site, decode(path)) {
        let parts = dress::parts_of(html).filter_map(|part| resolve(&path, part));
        let files = parts.filter_map(|part| site.get(part.strip_prefix(site.base())?));
        files.for_each(|file| file.digest().hash(&mut page));
    }
    let mut style = DefaultHasher::new();
    look.styles.hash(&mut style);
    let version = Version {
        page: page.finish(),
        style: style.finish(),
    };
    (version, look.styles)
}

fn find(state: &State, path: &str) -> Found {
    let Some(site) = &state.site else {
        return Found::File(503, HTML, broken_page().into());
    };
    let base = site.base();
    if path == "/" && base != "/" {
        return Found::Moved(302, base.to_owned());
    }
    let Some(decoded) = decode(path) else {
        let words = "400: this address is not written as addresses are\n";
        return Found::File(400, media_type("a.txt"), words.into());
    };
    let folder = format!("{decoded}/");
    match decoded.strip_prefix(base) {
        Some(below) => find_below(site, below, path),
        None if folder == *base => Found::Moved(301, base.to_owned()),
        None => Found::File(404, HTML, outside_page(base).into()),
    }
}

fn find_below(site: &Snapshot, below: &str, path: &str) -> Found {
    let is_folder = below.is_empty() || below.ends_with('/');
    let file = match is_folder {
        true => format!("{below}index.html"),
        false => below.to_owned(),
    };
    if let Some(body) = site.get(&file) {
        return Found::File(200, media_type(&file), body.bytes());
    }
    if !is_folder && site.get(&format!("{below}/index.html")).is_some() {
        return Found::Moved(301, format!("{path}/"));
    }
    let missing = site.get("404.html").map(|page| page.bytes());
    let missing = missing.unwrap_or_else(|| outside_page(site.base()).into());
    Found::File(404, HTML, missing)
}

/// What stands at every address until there is a site; what is wrong with it is shown over it.
fn broken_page() -> String {
    let words = "<p>It shows here as soon as it has none. What is wrong stands over this page, and where <code>spiega serve</code> runs.</p>";
    own_page("The site has errors", words)
}

/// What stands at addresses that are not below the site.
fn outside_page(base: &str) -> String {
    let base = escape(base);
    let words = format!("<p>The site stands at <a href=\"{base}\">{base}</a>.</p>");
    own_page("404: there is nothing here", &words)
}

fn own_page(title: &str, words: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n<h1>{title}</h1>\n{words}\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        match c {
            '<' | '>' | '&' | '"' | '\'' => drop(write!(escaped, "&#{};", u32::from(c))),
            c => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::serve::MemorySink;
    use crate::sink::Sink as _;

    fn state(base: &str, files: &[(&str, &str)]) -> State {
        let sink = MemorySink::new(None);
        for (path, text) in files {
            sink.put(path, text.as_bytes()).expect("memory is there");
        }
        State {
            site: Some(Arc::new(sink.finish(base.into()))),
            ..State::default()
        }
    }

    #[test]
    fn addresses_are_found_letter_for_letter_below_the_base() {
        let files = [
            ("index.html", "<p>home"),
            ("en/a/index.html", "<p>a"),
            ("en/Foto è.png", "x"),
            ("404.html", "<p>missing"),
        ];
        let state = state("/repo/", &files);
        for (path, status, location) in [
            ("/repo/", 200, None),
            ("/repo/en/a/", 200, None),
            ("/repo/en/a/index.html", 200, None),
            ("/repo/en/Foto%20%C3%A8.png", 200, None),
            ("/repo/en/foto%20%C3%A8.png", 404, None),
            ("/repo/en/A/", 404, None),
            ("/repo/en/", 404, None),
            ("/repo/../repo/", 404, None),
            ("/repo//", 404, None),
            ("/en/a/", 404, None),
            ("/repo/%", 400, None),
            ("/", 302, Some("/repo/")),
            ("/repo", 301, Some("/repo/")),
            ("/repo/en/a", 301, Some("/repo/en/a/")),
        ] {
            let answer = answer(&state, path);
            assert_eq!(answer.status, status, "{path}");
            assert_eq!(answer.location.as_deref(), location, "{path}");
        }
    }

    #[test]
    fn another_picture_is_another_page_and_another_style_is_not() {
        let html = |style: &str| format!("<style>{style}</style><img src=\"../a.png\">");
        let state_of = |style: &str, picture: &str| {
            let page = html(style);
            state("/r/", &[("en/index.html", &page), ("a.png", picture)])
        };
        let version_of = |state: &State| version(state, "/r/en/").expect("a page").0;
        let first = version_of(&state_of("p{}", "1"));
        assert_eq!(first, version_of(&state_of("p{}", "1")));
        assert_ne!(first.page, version_of(&state_of("p{}", "2")).page);
        let restyled = version_of(&state_of("q{}", "1"));
        assert_eq!(first.page, restyled.page);
        assert_ne!(first.style, restyled.style);
        assert_eq!(Version::parse(&first.to_text()), Some(first));
    }

    #[test]
    fn without_a_good_site_every_address_says_so() {
        for path in ["/", "/repo/en/", "/%"] {
            assert_eq!(answer(&State::default(), path).status, 503);
        }
    }
}
