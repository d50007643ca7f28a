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

/// An element of HTML or XML, in the order of the opening tags.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name, with the prefix it has: `a`, `xhtml:link`.
    pub(crate) name: String,
    /// Its attributes in order, character references resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// The text up to its end, that of the elements in it included, character references resolved.
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute; empty where it has none of this name.
    pub(crate) fn get(&self, name: &str) -> &str {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Elements that have no end.
const VOID: [&str; 8] = ["base", "br", "hr", "img", "input", "link", "meta", "wbr"];

/// Elements whose inside is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// All elements of a page or of an XML file; panics where tags do not close each other in order or an attribute stands
/// there twice.
pub(crate) fn elements(markup: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = markup;
    while let Some((text, tag)) = rest.split_once('<') {
        let text = resolve(text);
        open.iter().for_each(|&at| elements[at].text += &text);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").expect("the end of a comment").1;
            continue;
        }
        let (tag, after) = split_tag(tag);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop().map(|at| elements[at].name.as_str());
            assert_eq!(last, Some(name.trim()), "</{tag} ends another element");
        } else if !tag.starts_with(['!', '?']) {
            let element = element(tag.trim_end_matches('/'));
            if RAW.contains(&&*element.name) {
                let end = format!("</{}", element.name);
                rest = &rest[rest.find(&end).expect("the end of a script")..];
            }
            if !tag.ends_with('/') && !VOID.contains(&&*element.name) {
                open.push(elements.len());
            }
            elements.push(element);
        }
    }
    assert!(open.is_empty(), "{} elements have no end", open.len());
    elements
}

/// The inside of a tag, and what follows it; a `>` in quotes does not end it.
fn split_tag(tag: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = tag.find(|c: char| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    let end = end.unwrap_or_else(|| panic!("<{tag} has no end"));
    (&tag[..end], &tag[end + 1..])
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim().is_empty() {
        let end = rest.find([' ', '=']).filter(|&at| at > 0);
        let key = rest[..end.unwrap_or(rest.len())].to_owned();
        rest = &rest[key.len()..];
        let value = rest.strip_prefix("=\"").map_or("", |value| {
            let end = value.find('"').expect("a value in quotes");
            rest = &value[end + 1..];
            &value[..end]
        });
        rest = rest.trim_start();
        assert!(
            attributes.iter().all(|(known, _)| *known != key),
            "<{tag} has `{key}` twice"
        );
        attributes.push((key, resolve(value)));
    }
    Element {
        name: name.to_owned(),
        attributes,
        text: String::new(),
    }
}

fn resolve(text: &str) -> String {
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}");
    plain.replace("&amp;", "&")
}
