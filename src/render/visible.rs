//! HTML of a text or of a view → the words that a reader sees of it.

use super::scan::unescape;

/// Elements after which a word ends even where no space stands.
const BLOCKS: [&str; 20] = [
    "p",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "div",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "br",
    "section",
    "blockquote",
];

/// The words of a piece of HTML, with single spaces between them; drawings and citation marks are left out.
pub(super) fn visible_words(html: &str) -> String {
    let mut words = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.push_str(&rest[..open]);
        rest = &rest[open..];
        let tag_end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[1..tag_end];
        let name = tag.trim_start_matches('/');
        let name = &name[..name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len())];
        rest = match unseen(name, tag) {
            Some(close) => rest
                .find(close)
                .map_or("", |end| &rest[end + close.len()..]),
            None => &rest[tag_end..],
        };
        if BLOCKS.contains(&name) {
            words.push(' ');
        }
    }
    words.push_str(rest);
    unescape(&words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where an element ends of which nothing is to be read as part of the text.
fn unseen(name: &str, tag: &str) -> Option<&'static str> {
    match name {
        "svg" if !tag.starts_with('/') => Some("</svg>"),
        "button" if tag.contains("class=\"c\"") => Some("</button>"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_a_reader_sees() {
        for (html, expected) in [
            ("<p>Uno <b>due</b>.</p><p>Tre</p>", "Uno due. Tre"),
            (
                "un<button class=\"c\" id=\"_c1\">1</button> po&#39; &amp; più",
                "un po' & più",
            ),
            ("i <button class=\"t\">rack</button>s", "i racks"),
            ("a<svg><text>no</text></svg>b", "ab"),
            ("5\u{a0}GW", "5 GW"),
            ("a <", "a"),
            ("<svg>", ""),
        ] {
            assert_eq!(visible_words(html), expected);
        }
    }
}
