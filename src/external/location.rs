//! Addresses of other sites: their host, and where a redirect leads.

/// The host of an absolute address, in lower case, with its port if it has one.
pub(super) fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    host.to_lowercase()
}

/// The address, in ASCII, that a redirect from `url` names; `None` if it is none of http or https.
pub(super) fn redirect_target(url: &str, location: &str) -> Option<String> {
    let location = location.trim();
    let (scheme, rest) = url.split_once("://")?;
    let authority_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let target = if let Some((other, rest)) = scheme_of(location) {
        let known = ["http", "https"].contains(&other.to_ascii_lowercase().as_str());
        (known && rest.starts_with("//")).then(|| location.to_owned())?
    } else if location.starts_with("//") {
        format!("{scheme}:{location}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with(['?', '#']) {
        format!("{scheme}://{authority}{path}{location}")
    } else {
        let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
        format!(
            "{scheme}://{authority}/{}{location}",
            folder.trim_start_matches('/')
        )
    };
    Some(in_ascii(&without_dots(&target)))
}

/// The scheme of an address, and what follows its colon.
fn scheme_of(location: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = location.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// Takes `.` and `..` out of the path of an absolute address.
fn without_dots(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let path_end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (place, query) = rest.split_at(path_end);
    let mut segments = place.split('/');
    let authority = segments.next().unwrap_or_default();
    let mut path: Vec<&str> = Vec::new();
    let mut segments = segments.peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    path.pop();
                }
                if last {
                    path.push("");
                }
            }
            _ => path.push(segment),
        }
    }
    format!("{scheme}://{authority}/{}{query}", path.join("/"))
}

/// An address as it is asked for: in ASCII and without its fragment.
pub(super) fn as_asked(url: &str) -> String {
    in_ascii(url.split('#').next().unwrap_or_default())
}

/// An address, or what a server gives for one, with all percent-encoded that addresses do not hold.
pub(super) fn in_ascii(url: &str) -> String {
    let mut asked = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            asked.push(char::from(byte));
        } else {
            asked.push_str(&format!("%{byte:02X}"));
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_stands_before_the_path() {
        for (url, host) in [
            ("https://News.Example/a/b?c#d", "news.example"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("https://me:secret@a.example?q", "a.example"),
            ("nothing", "nothing"),
            ("", ""),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }

    #[test]
    fn redirects_are_read_against_the_address_they_come_from() {
        let from = "https://a.example/one/two?x=/y/#z";
        for (location, target) in [
            ("https://b.example/c", Some("https://b.example/c")),
            ("HTTP://b.example", Some("HTTP://b.example/")),
            ("//b.example/c?d", Some("https://b.example/c?d")),
            ("/c", Some("https://a.example/c")),
            (
                "/c?u=https://b.example/",
                Some("https://a.example/c?u=https://b.example/"),
            ),
            ("c", Some("https://a.example/one/c")),
            ("./c/./d", Some("https://a.example/one/c/d")),
            ("../c", Some("https://a.example/c")),
            ("../../../c/..", Some("https://a.example/")),
            ("?d", Some("https://a.example/one/two?d")),
            ("#d", Some("https://a.example/one/two#d")),
            (" /c ", Some("https://a.example/c")),
            ("", Some("https://a.example/one/")),
            (
                "/c`\u{9b}è #d",
                Some("https://a.example/c%60%C2%9B%C3%A8%20#d"),
            ),
            ("ftp://b.example/", None),
            ("mailto:a@b.example", None),
            ("https:c", None),
            ("a/b:c", Some("https://a.example/one/a/b:c")),
        ] {
            assert_eq!(
                redirect_target(from, location).as_deref(),
                target,
                "{location}"
            );
        }
        let bare = redirect_target("https://a.example", "c");
        assert_eq!(bare.as_deref(), Some("https://a.example/c"));
    }

    #[test]
    fn what_is_asked_for_is_ascii_and_has_no_fragment() {
        for (url, asked) in [
            ("https://a.example/b#c", "https://a.example/b"),
            (
                "https://a.example/città?q=è",
                "https://a.example/citt%C3%A0?q=%C3%A8",
            ),
            ("https://a.example/%C3%A0", "https://a.example/%C3%A0"),
            ("https://a.example/a b", "https://a.example/a%20b"),
        ] {
            assert_eq!(as_asked(url), asked);
        }
    }
}
