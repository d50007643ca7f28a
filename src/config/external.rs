//! `external` of site.yaml: which addresses of other sites are left alone.

use super::localized::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::yaml::{MapReader, Node};

/// How `check --external` treats addresses of other sites. All texts are beginnings of addresses.
#[derive(Clone, Debug, Default)]
pub struct External {
    /// Never tried.
    pub skip: Vec<Placed>,
    /// Tried, but their pages are not searched for the fragment.
    pub skip_anchors: Vec<Placed>,
}

impl External {
    /// Whether an address is to be tried.
    pub fn tries(&self, url: &str) -> bool {
        !begins(url, &self.skip)
    }

    /// Whether the page at an address is searched for fragments.
    pub fn looks_for_anchors(&self, url: &str) -> bool {
        !begins(url, &self.skip_anchors)
    }
}

fn begins(url: &str, prefixes: &[Placed]) -> bool {
    prefixes
        .iter()
        .any(|prefix| url.starts_with(prefix.text.as_str()))
}

/// Reads the map.
pub(super) fn read_external(node: &Node, diagnostics: &mut Diagnostics) -> External {
    let Some(mut map) = MapReader::new(node, "`external`", diagnostics) else {
        return External::default();
    };
    let external = External {
        skip: prefixes(&mut map, "skip"),
        skip_anchors: prefixes(&mut map, "skip_anchors"),
    };
    map.finish();
    external
}

fn prefixes(map: &mut MapReader<'_, '_>, key: &'static str) -> Vec<Placed> {
    let mut prefixes = Vec::new();
    for (text, place) in map.texts(key) {
        if text.starts_with("https://") || text.starts_with("http://") {
            prefixes.push(Placed {
                text: text.to_owned(),
                place,
            });
            continue;
        }
        let message = format!("`{text}` is not the beginning of an address");
        let error = Diagnostic::error("bad-url", message).at(place);
        map.diagnostics()
            .push(error.help("begin it with `https://`, as in `https://www.example.org/`"));
    }
    prefixes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::yaml::parse_yaml;

    #[test]
    fn addresses_are_left_alone_by_their_beginning() {
        for (text, tried, searched, codes) in [
            ("{}", true, true, &[] as &[&str]),
            ("{skip: ['https://a.example/']}", false, true, &[]),
            ("{skip_anchors: ['https://a.example/b']}", true, false, &[]),
            (
                "{skip: ['https://b.example/', 'https://a']}",
                false,
                true,
                &[],
            ),
            ("{skip: ['http://a.example/']}", true, true, &[]),
            ("{skip: [a.example]}", true, true, &["bad-url"]),
            ("{skip: ['']}", true, true, &["bad-url"]),
            ("{skips: []}", true, true, &["unknown-key"]),
            ("[]", true, true, &["wrong-type"]),
        ] {
            let mut found = Diagnostics::new();
            let node = parse_yaml(text, FileId(0), 0).unwrap();
            let external = read_external(&node, &mut found);
            let url = "https://a.example/b#c";
            assert_eq!(external.tries(url), tried, "{text}");
            assert_eq!(external.looks_for_anchors(url), searched, "{text}");
            let said: Vec<&str> = found.iter().map(|found| found.code).collect();
            assert_eq!(said, codes, "{text}");
        }
    }
}
