//! A finished page → the page as it is served, with the script that tells it what changes, and a policy that admits
//! this script and nothing else. Also what of a page can change without loading it again: its style sheets.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What is put into each page.
const SCRIPT: &str = include_str!("script.js");

static SCRIPT_SOURCE: LazyLock<String> = LazyLock::new(|| policy_source(SCRIPT));

/// `'sha256-…'`, by which a policy admits a text.
fn policy_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The page with the script, which is told what version of the page it stands in.
pub(super) fn dress(html: &str, version: &str) -> String {
    let mut dressed = String::with_capacity(html.len() + SCRIPT.len() + 200);
    let policy = policy(html).unwrap_or(0..0);
    dressed += &html[..policy.start];
    if !policy.is_empty() {
        dressed += &admit(&html[policy.clone()]);
    }
    let rest = &html[policy.end..];
    let end = rest.rfind("</body>").unwrap_or(rest.len());
    dressed += &rest[..end];
    dressed += &format!("<script data-spiega=\"{version}\">{SCRIPT}</script>");
    dressed += &rest[end..];
    dressed
}

/// Where the value of the content policy stands.
fn policy(html: &str) -> Option<Range<usize>> {
    let metas = html.match_indices("<meta ").map(|(at, _)| at);
    metas.into_iter().find_map(|at| {
        let tag = &html[at..at + html[at..].find('>')?];
        tag.contains("http-equiv=\"Content-Security-Policy\"")
            .then_some(())?;
        let start = at + tag.find("content=\"")? + "content=\"".len();
        Some(start..start + html[start..].find('"')?)
    })
}

/// The policy that also admits the script, and lets it ask this server.
fn admit(policy: &str) -> String {
    let source = &*SCRIPT_SOURCE;
    let admitted = match directive(policy, "script-src") {
        Some(at) => format!("{} {source}{}", &policy[..at], &policy[at..]),
        None => format!("script-src {source}; {policy}"),
    };
    match directive(policy, "connect-src") {
        Some(_) => admitted,
        None => format!("connect-src 'self'; {admitted}"),
    }
}

/// Where the name of a directive ends.
fn directive(policy: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    for directive in policy.split(';') {
        let start = at + directive.len() - directive.trim_start().len();
        if directive.split_whitespace().next() == Some(name) {
            return Some(start + name.len());
        }
        at += directive.len() + 1;
    }
    None
}

/// What of a page is its style sheets, and the rest as a number.
pub(super) struct Look {
    /// The texts of its style sheets, in order.
    pub(super) styles: Vec<String>,
    /// Another number when anything else is another.
    pub(super) rest: u64,
}

/// Takes a page apart.
pub(super) fn look_at(html: &str) -> Look {
    let texts = style_texts(html).into_iter();
    let styles: Vec<String> = texts.map(|text| html[text].to_owned()).collect();
    // The policy admits the styles by their hashes; other hashes do not make it another page.
    let policy = policy(html).unwrap_or(0..0);
    let mut bare = html[policy.clone()].to_owned();
    for style in &styles {
        bare = bare.replace(&policy_source(style), "");
    }
    let page = [&html[..policy.start], &bare, &html[policy.end..]].concat();
    let mut hasher = DefaultHasher::new();
    let mut at = 0;
    for text in style_texts(&page) {
        page[at..text.start].hash(&mut hasher);
        at = text.end;
    }
    page[at..].hash(&mut hasher);
    let rest = hasher.finish();
    Look { styles, rest }
}

/// Where the texts of the style sheets stand.
fn style_texts(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(tag) = html[at..].find("<style") {
        let Some(open) = html[at + tag..].find('>') else {
            break;
        };
        let start = at + tag + open + 1;
        let length = html[start..].find("</style").unwrap_or(html.len() - start);
        found.push(start..start + length);
        at = start + length;
    }
    found
}

/// The addresses of what a page shows beside its own text: pictures, scripts and style sheets in files.
pub(super) fn parts_of(html: &str) -> impl Iterator<Item = &str> {
    let values = |name: &'static str| {
        let found = html.match_indices(name);
        found.filter_map(move |(at, _)| html[at + name.len()..].split('"').next())
    };
    let sheets = values(" href=\"").filter(|href| href.ends_with(".css"));
    values(" src=\"").chain(sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta name=\"a\" content=\"b\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'self'; style-src 'HASH'\"><style>STYLE</style></head><body>WORDS</body>\n";

    fn page(style: &str, words: &str) -> String {
        let page = PAGE.replace("'HASH'", &policy_source(style));
        page.replace("STYLE", style).replace("WORDS", words)
    }

    #[test]
    fn the_script_stands_at_the_end_and_the_policy_admits_it() {
        let source = &*SCRIPT_SOURCE;
        let dressed = dress(&page("p{}", "x"), "7");
        let script = format!("x<script data-spiega=\"7\">{SCRIPT}</script></body>\n");
        assert!(dressed.ends_with(&script));
        let policy = format!("content=\"script-src {source}; default-src 'none'; connect-src");
        assert!(dressed.contains(&policy), "{dressed}");
        assert!(dress("<p>x", "7").ends_with("</script>"));
    }

    #[test]
    fn a_policy_keeps_what_it_admits() {
        let source = &*SCRIPT_SOURCE;
        for (policy, admitted) in [
            (
                "default-src 'none'; script-src 'a' 'strict-dynamic'; connect-src 'self'",
                format!(
                    "default-src 'none'; script-src {source} 'a' 'strict-dynamic'; connect-src 'self'"
                ),
            ),
            (
                "script-src-attr 'none'",
                format!("connect-src 'self'; script-src {source}; script-src-attr 'none'"),
            ),
        ] {
            assert_eq!(admit(policy), admitted);
        }
    }

    #[test]
    fn another_style_is_the_same_page() {
        let look = look_at(&page("p{}", "x"));
        let restyled = look_at(&page("p{color:red}", "x"));
        assert_eq!(look.styles, ["p{}"]);
        assert_eq!(restyled.styles, ["p{color:red}"]);
        assert_eq!(look.rest, restyled.rest);
        assert_ne!(look.rest, look_at(&page("p{}", "y")).rest);
        let other_policy = page("p{}", "x").replace("default-src 'none'", "default-src 'self'");
        assert_ne!(look.rest, look_at(&other_policy).rest);
    }

    #[test]
    fn the_script_cannot_end_before_its_end() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }

    #[test]
    fn what_a_page_shows_beside_its_text_is_found() {
        let html = "<img alt=\"\" src=\"a.png\"><link rel=\"x\" href=\"b.css\"><a href=\"c/\">";
        assert_eq!(parts_of(html).collect::<Vec<_>>(), ["a.png", "b.css"]);
    }
}
