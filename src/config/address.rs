//! Addresses of the configuration: where the site stands, where its sources are kept.

use unicode_normalization::UnicodeNormalization;

use super::host::{plain_host, split_port};

/// `https://host/path/`, with exactly one slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    url: String,
    host_end: usize,
}

impl BaseUrl {
    /// Reads an absolute `http` or `https` address without query and fragment; a final slash may be missing. Whatever
    /// letter case, port or letters outside ASCII it is written with, it is kept as browsers send it.
    ///
    /// # Errors
    /// What is wrong with it, for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) =
            split_scheme(text).ok_or("it must begin with `https://` or `http://`")?;
        if let Some(bad) = text
            .chars()
            .find(|c| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(*c))
        {
            return Err(format!("it must not hold the character {bad:?}"));
        }
        if rest.contains(['?', '#']) {
            return Err("it must not hold a query or a fragment".into());
        }
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if host.contains('@') {
            return Err("it must not hold a name before `@`".into());
        }
        let origin = format!("{scheme}://{}", plain_host(scheme, host)?);
        let host_end = origin.len();
        Ok(Self {
            url: origin + &plain_path(path)?,
            host_end,
        })
    }

    /// The address, ending in one slash.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The path, beginning and ending with a slash: `/` or `/repo/`.
    pub fn path(&self) -> &str {
        &self.url[self.host_end..]
    }

    /// Host without port, in lower case.
    pub fn host(&self) -> &str {
        let (name, _) = split_port(self.authority());
        name
    }

    /// What stands behind the address of the site in an address of its own: empty, or from `/`, `?` or `#` on. `None`
    /// for other sites. Whether it is `http` or `https`, and letter case of the host, make no difference.
    pub fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (scheme, rest) = split_scheme(address)?;
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let is_ours = plain_host(scheme, host).is_ok_and(|host| host == self.authority());
        is_ours.then(|| self.below_path(path)).flatten()
    }

    /// The same for an address without scheme and host, `/repo/x/`.
    pub fn below_path<'a>(&self, path: &'a str) -> Option<&'a str> {
        let mut rest = path;
        for own in self.path().split('/').filter(|segment| !segment.is_empty()) {
            let behind = rest.strip_prefix('/')?;
            let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
            if composed(&behind[..end]) != composed(own) {
                return None;
            }
            rest = &behind[end..];
        }
        Some(rest)
    }

    fn authority(&self) -> &str {
        let start = self.url.find("://").map_or(0, |index| index + 3);
        &self.url[start..self.host_end]
    }

    /// The absolute address of a site-relative path, which begins with a slash. Characters outside ASCII are percent-encoded.
    pub fn join(&self, path: &str) -> String {
        format!("{}{}", self.url, encode_path(path.trim_start_matches('/')))
    }
}

/// Scheme and what follows `://`, of an address of the web.
fn split_scheme(address: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let known = ["https", "http"].into_iter();
    let scheme = { known }.find(|known| scheme.eq_ignore_ascii_case(known))?;
    Some((scheme, rest))
}

/// The path of the home page, beginning and ending with a slash, in ASCII.
fn plain_path(path: &str) -> Result<String, String> {
    let mut plain = String::from("/");
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let name = composed(segment);
        if name == "." || name == ".." {
            return Err("its path must not hold `.` or `..`".into());
        }
        if name == "index.html" {
            return Err("it must be the address of a folder".into());
        }
        match segment.is_ascii() {
            true => plain.push_str(segment),
            false => plain.push_str(&encode_path(&name)),
        }
        plain.push('/');
    }
    Ok(plain)
}

/// What a part of an address names: without percent-encoding, in composed Unicode form.
pub fn composed(part: &str) -> String {
    percent_decode(part).nfc().collect()
}

/// Percent-encodes what may not stand in the path of an address; slashes stay.
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Undoes percent-encoding; what is not valid UTF-8 after that stays as it was.
pub fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = bytes
            .get(index + 1..index + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match hex
            .filter(|hex| bytes[index] == b'%' && !hex.starts_with('+'))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            Some(byte) => {
                decoded.push(byte);
                index += 3;
            }
            None => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Where the sources of the site are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// `https://github.com/OWNER/NAME`, without a final slash; `None` where nobody has said.
    pub url: Option<String>,
    /// The branch that texts are edited on.
    pub branch: String,
    /// The folder of the repository that holds `content/`, without slashes at its ends; empty for the top.
    pub folder: String,
}

impl Repository {
    /// The address at which a file is edited on GitHub; `path` is below the site's root.
    pub fn edit_url(&self, path: &str) -> Option<String> {
        let url = self.url.as_ref()?;
        let parts = [self.branch.as_str(), self.folder.as_str(), path];
        let parts = parts.iter().filter(|part| !part.is_empty());
        let encoded: Vec<String> = parts.map(|part| encode_path(part)).collect();
        Some(format!("{url}/edit/{}", encoded.join("/")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_edited_where_it_stands_in_the_repository() {
        for (branch, folder, path, address) in [
            ("main", "", "content/a.it.md", "main/content/a.it.md"),
            (
                "texts/it",
                "sites/one",
                "content/a.it.md",
                "texts/it/sites/one/content/a.it.md",
            ),
            (
                "a#1",
                "il sito",
                "content/città 100%/però?.it.md",
                "a%231/il%20sito/content/citt%C3%A0%20100%25/per%C3%B2%3F.it.md",
            ),
        ] {
            let repository = Repository {
                url: Some("https://github.com/o/n".to_owned()),
                branch: branch.to_owned(),
                folder: folder.to_owned(),
            };
            let wanted = format!("https://github.com/o/n/edit/{address}");
            assert_eq!(repository.edit_url(path), Some(wanted));
        }
    }

    #[test]
    fn addresses_of_the_site_itself_are_known() {
        let base = BaseUrl::parse("https://u.example/repo/").expect("valid");
        for (address, rest) in [
            ("https://u.example/repo/a/", Some("/a/")),
            ("HTTPS://U.Example/repo", Some("")),
            ("https://u.example/repo#x", Some("#x")),
            ("https://u.example/Repo/", None),
            ("http://u.example:80/repo/a#x", Some("/a#x")),
            ("https://u.example:443/%72epo/a", Some("/a")),
            ("https://u.example:8080/repo/", None),
            ("ftp://u.example/repo/", None),
            ("https://u.example/repo2/", None),
            ("https://u.example", None),
            ("https://u.example.org/repo/", None),
            ("è", None),
        ] {
            assert_eq!(base.below(address), rest, "{address}");
        }
    }

    #[test]
    fn a_base_url_ends_in_one_slash() {
        for (given, url, path) in [
            (
                "https://u.github.io/repo",
                "https://u.github.io/repo/",
                "/repo/",
            ),
            (
                "https://u.github.io/repo/",
                "https://u.github.io/repo/",
                "/repo/",
            ),
            ("https://u.github.io", "https://u.github.io/", "/"),
            ("http://127.0.0.1:8000//", "http://127.0.0.1:8000/", "/"),
            ("HTTPS://X.org//a//b", "https://x.org/a/b/", "/a/b/"),
            ("https://x.org/a%20b/", "https://x.org/a%20b/", "/a%20b/"),
        ] {
            let base = BaseUrl::parse(given).expect(given);
            assert_eq!((base.as_str(), base.path()), (url, path), "{given}");
        }
        assert_eq!(
            BaseUrl::parse("https://U.GitHub.io:80/x")
                .expect("valid")
                .host(),
            "u.github.io"
        );
    }

    #[test]
    fn paths_outside_ascii_are_known_however_they_are_written() {
        let base = BaseUrl::parse("https://mu\u{308}nchen.example/u\u{308}/").expect("valid");
        assert_eq!(base.as_str(), "https://xn--mnchen-3ya.example/%C3%BC/");
        for (address, rest) in [
            ("https://münchen.example/ü/a", Some("/a")),
            ("https://xn--mnchen-3ya.example/%c3%bc", Some("")),
            ("https://münchen.example/u/a", None),
        ] {
            assert_eq!(base.below(address), rest, "{address}");
        }
        assert_eq!(base.below_path("/ü/a/?b"), Some("/a/?b"));
        assert_eq!(base.below_path("/a/"), None);
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for given in [
            "",
            "u.github.io",
            "ftp://x/",
            "https://",
            "https:///x",
            "https://x/?q",
            "https://x/a b",
            "https://x/../y",
            "https://x/%2E%2e/y",
            "https://x/repo/index.html",
            "https://a:b@x/",
            "https://x:port/",
        ] {
            assert!(BaseUrl::parse(given).is_err(), "{given}");
        }
    }

    #[test]
    fn absolute_addresses_are_ascii() {
        let base = BaseUrl::parse("https://x.org/r").expect("valid");
        assert_eq!(
            base.join("/it/caffè 1/"),
            "https://x.org/r/it/caff%C3%A8%201/"
        );
    }
}
