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
