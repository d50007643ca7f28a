//! As much of HTML as the tests need: attributes in double quotes, and the inside of `<main>`.

use spiega::render::percent_decode;

/// The values of an attribute, in order, without character references.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening)
        .map(|(at, _)| {
            let value = &html[at + opening.len()..];
            let value = value.split('"').next().unwrap_or_default();
            value.replace("&amp;", "&")
        })
        .collect()
}

/// Elements without an end tag.
const VOID: [&str; 7] = ["br", "hr", "img", "input", "link", "meta", "wbr"];
/// Elements that no paragraph holds.
const BLOCKS: [&str; 14] = [
    "aside",
    "blockquote",
    "div",
    "dl",
    "figure",
    "h2",
    "h3",
    "h4",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// The path of every element, as `div ul li p`, in order; fails where a tag ends nothing, is left open, or stands where
/// a browser would move it: a block in a paragraph, anything but items in a list, a cell outside a row.
pub(crate) fn element_paths(html: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut paths = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').expect("a tag ends").0;
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{html}");
            continue;
        }
        if tag.starts_with('!') {
            continue;
        }
        let parent = open.last().copied().unwrap_or_default();
        let in_list = matches!(parent, "ul" | "ol");
        assert_eq!(in_list, name == "li", "`{name}` in `{parent}`: {html}");
        let in_row = parent == "tr";
        assert_eq!(
            in_row,
            matches!(name, "td" | "th"),
            "`{name}` in `{parent}`: {html}"
        );
        let in_words = ["p", "h2", "h3", "a", "em", "strong", "code"].iter();
        let is_moved = BLOCKS.contains(&name) && in_words.clone().any(|words| open.contains(words));
        assert!(!is_moved, "`{name}` in `{}`: {html}", open.join(" "));
        open.push(name);
        paths.push(open.join(" "));
        if VOID.contains(&name) {
            open.pop();
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {html}");
    paths
}

/// The text of HTML without its tags.
pub(crate) fn text_of(html: &str) -> String {
    let pieces = html.split('<').map(|piece| match piece.split_once('>') {
        Some((_, text)) => text,
        None => piece,
    });
    pieces
        .collect::<String>()
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// What stands between `<main …>` and `</main>`, without the blanks at its ends; all of it where there is no `<main>`.
pub(crate) fn main_of(html: &str) -> &str {
    let inside = html.split_once("<main").and_then(|(_, rest)| {
        let (_, inside) = rest.split_once('>')?;
        Some(inside.split_once("</main>")?.0)
    });
    inside.unwrap_or(html).trim()
}

/// The file of the output that a relative address of a page leads to: path without a slash in front, decoded.
/// `None` for addresses of other sites, data and fragments of the page itself.
pub(crate) fn target(page: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty()
        || path
            .split('/')
            .next()
            .is_some_and(|first| first.contains(':'))
    {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop().expect("the address stays inside the output")),
            "." => {}
            other => parts.push(other),
        }
    }
    Some(percent_decode(&parts.join("/")))
}
