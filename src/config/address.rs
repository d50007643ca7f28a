//! Addresses of the configuration: where the site stands, where its sources are kept.

/// `https://host/path/`, with exactly one slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    url: String,
    host_end: usize,
}

impl BaseUrl {
    /// Reads an absolute `http` or `https` address without query and fragment; a final slash may be missing.
    ///
    /// # Errors
    /// What is wrong with it, for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("it must begin with `https://` or `http://`")?;
        if let Some(bad) = text
            .chars()
            .find(|c| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(*c))
        {
            return Err(format!("it must not hold the character {bad:?}"));
        }
        if rest.contains(['?', '#']) {
            return Err("it must not hold a query or a fragment".into());
        }
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() || host.starts_with(':') || host.contains('@') {
            return Err("it has no host".into());
        }
        let path = &rest[host.len()..];
        if path
            .split('/')
            .any(|segment| segment == ".." || segment == ".")
        {
            return Err("its path must not hold `.` or `..`".into());
        }
        let host_end = text.len() - rest.len() + host.len();
        let url = format!("{}{}/", &text[..host_end], path.trim_end_matches('/'));
        Ok(Self { url, host_end })
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
    pub fn host(&self) -> String {
        let start = self.url.find("://").map_or(0, |index| index + 3);
        let host = &self.url[start..self.host_end];
        host.split(':').next().unwrap_or_default().to_lowercase()
    }

    /// What stands behind the address of the site in an address of its own: empty, or from `/`, `?` or `#` on. `None`
    /// for other sites. Letter case of scheme and host makes no difference.
    pub fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        let own = self.url.trim_end_matches('/');
        let (origin, path) = own.split_at(self.host_end);
        let is_ours = address.get(..origin.len())?.eq_ignore_ascii_case(origin);
        let rest = is_ours
            .then(|| address[origin.len()..].strip_prefix(path))
            .flatten()?;
        (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
    }

    /// The absolute address of a site-relative path, which begins with a slash. Characters outside ASCII are percent-encoded.
    pub fn join(&self, path: &str) -> String {
        format!("{}{}", self.url, encode_path(path.trim_start_matches('/')))
    }
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
