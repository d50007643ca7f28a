//! The texts are the site's own: no run of six words stands in the article that the site started from.
//!
//! `data/shingles.txt` holds that article's runs of six words, not as words but as the first 12 hex digits of the
//! SHA-256 of each: in lower case, without accents and punctuation, words of letters and digits joined by one space.
//! What a fact says in its own form is no text of anybody's, and passes.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::mutations::real_site;
use crate::support::Built;

const FORBIDDEN: &str = include_str!("data/shingles.txt");
/// Words of a run.
const RUN: usize = 6;

/// Elements around which words do not touch, although no space stands there.
const INLINE: [&str; 12] = [
    "a", "abbr", "b", "bdi", "cite", "del", "em", "i", "q", "span", "strong", "sup",
];

/// Lower case, without accents and punctuation.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .to_lowercase()
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn hash(run: &[String]) -> String {
    let digest = Sha256::digest(run.join(" "));
    digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The runs of a text that stand in the list, but for those that lie within the words of a fact.
fn borrowed(text: &str, forbidden: &HashSet<&str>, facts: &[Vec<String>]) -> Vec<String> {
    let words = words(text);
    let is_fact = |run: &[String]| {
        facts
            .iter()
            .any(|fact| fact.windows(RUN).any(|own| own == run))
    };
    let runs = words.windows(RUN);
    let found = runs.filter(|run| forbidden.contains(hash(run).as_str()) && !is_fact(run));
    found.map(|run| run.join(" ")).collect()
}

/// What a reader may read of a page, the words of the head and of attributes included; without citation marks.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let end = rest[open..]
            .find('>')
            .map_or(rest.len(), |end| open + end + 1);
        let tag = &rest[open..end];
        let name: String = tag[1..]
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let skipped = match name.as_str() {
            "script" | "style" => Some(format!("</{name}>")),
            "button" if tag.contains("class=\"c\"") => Some("</button>".to_owned()),
            _ => None,
        };
        let close = skipped.and_then(|close| Some(end + rest[end..].find(&close)? + close.len()));
        if !INLINE.contains(&name.as_str()) && name != "button" {
            text.push(' ');
        }
        for attribute in ["content", "alt", "title", "aria-label"] {
            let values = crate::html::attributes(tag, attribute);
            values
                .iter()
                .for_each(|value| text.extend([" ", value.as_str(), " "]));
        }
        rest = &rest[close.unwrap_or(end)..];
    }
    text.push_str(rest);
    let marks = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    marks
        .iter()
        .fold(text, |text, (mark, sign)| text.replace(mark, sign))
}

/// The words of each fact in each language, in the form that the program writes.
fn words_of_facts(built: &Built) -> Vec<Vec<String>> {
    let data: serde_json::Value = serde_json::from_str(&built.text("facts.json")).expect("JSON");
    let facts = data["facts"].as_array().expect("a list of facts").iter();
    let texts = facts.flat_map(|fact| {
        fact["text"]
            .as_object()
            .expect("a text per language")
            .values()
    });
    texts
        .map(|text| words(text.as_str().expect("a text")))
        .collect()
}

#[test]
fn no_run_of_six_words_is_borrowed() {
    let forbidden: HashSet<&str> = FORBIDDEN.lines().collect();
    let built = real_site().build();
    let facts = words_of_facts(&built);
    let mut n_words = 0;
    for (path, html) in built.pages() {
        let text = text_of(&html);
        n_words += words(&text).len();
        let found = borrowed(&text, &forbidden, &facts);
        assert!(
            found.is_empty(),
            "{path} says in the article's words: {found:?}"
        );
    }
    assert!(n_words > 15_000, "only {n_words} words were looked at");
}

#[test]
fn a_borrowed_run_is_found_whatever_it_is_dressed_in() {
    let run = words("Perché l'accordo non ha importi");
    let hash = hash(&run);
    let forbidden = HashSet::from([hash.as_str()]);
    for html in [
        "<p>Si sa perché l’accordo <em>non</em> ha im<b>porti</b>: nessuno.</p>",
        "<p>PERCHE\u{301} L'ACCORDO non<button class=\"c\">1</button> ha</p><p>importi</p>",
        "<meta name=\"description\" content=\"Perche l&#39;accordo, non ha importi\">",
    ] {
        let found = borrowed(&text_of(html), &forbidden, &[]);
        assert_eq!(found, ["perche l accordo non ha importi"], "{html}");
    }
    assert!(borrowed("perché l'accordo non ha un importo", &forbidden, &[]).is_empty());
    let fact = words("circa perché l'accordo non ha importi oggi");
    assert!(borrowed("perché l'accordo non ha importi", &forbidden, &[fact]).is_empty());
    let part = words("l'accordo non ha importi");
    assert_eq!(
        borrowed("perché l'accordo non ha importi", &forbidden, &[part]).len(),
        1
    );
}

#[test]
fn the_list_holds_runs_of_the_article() {
    // A figure of the article in its own form: the one run of the list that is known here, and exempt as a fact.
    let figure = words("circa 1.400 miliardi di dollari");
    let forbidden: HashSet<&str> = FORBIDDEN.lines().collect();
    let is_hash = |line: &&str| line.len() == 12 && line.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(forbidden.len() > 300 && forbidden.iter().all(is_hash));
    assert_eq!(
        borrowed("circa 1.400 miliardi di dollari", &forbidden, &[]).len(),
        1
    );
    assert!(borrowed("circa 1.400 miliardi di dollari", &forbidden, &[figure]).is_empty());
}
