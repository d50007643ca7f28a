//! Finished HTML → every id and every address in it. A scanner of tags and attributes, not a parser: what stands in
//! comments, scripts and styles is passed over. Must not allocate more than what it returns.

/// What was found in a page, in the order of the page. The texts still hold character references.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scanned<'a> {
    /// Values of `id` and of `name` on anchors.
    pub ids: Vec<&'a str>,
    /// Values of `href`, `src`, `poster` and the addresses of `srcset` and of pictures for social networks, each with its
    /// element.
    pub links: Vec<(&'a str, &'a str)>,
    /// Values of attributes that name an id of the page: `popovertarget`, `for`, `aria-labelledby` and so on.
    pub references: Vec<&'a str>,
}

const REFERENCES: [&str; 6] = [
    "popovertarget",
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "headers",
];

/// Names of `<meta>` whose content is the address of a picture.
const PICTURES: [&str; 3] = ["og:image", "og:image:url", "twitter:image"];

/// Scans a page.
pub(super) fn scan_html(html: &str) -> Scanned<'_> {
    let mut scanned = Scanned::default();
    let mut meta = Meta::default();
    visit_tags(html, &mut |element, name, value| {
        note(element, name, value, &mut scanned);
        if let Some(address) = meta.address(element, name, value) {
            scanned.links.push((element, address));
        }
    });
    scanned
}

/// What a `<meta>` has said so far; its attributes may come in any order.
#[derive(Default)]
struct Meta<'a> {
    is_picture: bool,
    content: Option<&'a str>,
}

impl<'a> Meta<'a> {
    /// The address of a picture, at the attribute that makes it known.
    fn address(&mut self, element: &str, name: &str, value: &'a str) -> Option<&'a str> {
        match name {
            "" => *self = Self::default(),
            "property" | "name" if element == "meta" && PICTURES.contains(&value) => {
                self.is_picture = true;
            }
            "content" if element == "meta" => self.content = Some(value),
            _ => return None,
        }
        self.content.filter(|_| self.is_picture)
    }
}

/// Calls `visit` with the element, the name and the value of every attribute in a page, and before them once for the
/// element itself, with an empty name.
pub(super) fn visit_tags<'a>(html: &'a str, visit: &mut impl FnMut(&'a str, &'a str, &'a str)) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name_end = rest
            .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
            .unwrap_or(rest.len());
        let name = &rest[..name_end];
        visit(name, "", "");
        rest = visit_attributes(name, &rest[name_end..], visit);
        if name == "script" || name == "style" {
            let close = if name == "script" {
                "</script"
            } else {
                "</style"
            };
            rest = rest.find(close).map_or("", |end| &rest[end..]);
        }
    }
}

/// Visits the attributes of a tag; gives what stands behind its `>`.
fn visit_attributes<'a>(
    element: &'a str,
    mut rest: &'a str,
    visit: &mut impl FnMut(&'a str, &'a str, &'a str),
) -> &'a str {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c))
            .unwrap_or(rest.len());
        if rest.is_empty() {
            return rest;
        }
        let name = &rest[..end.max(1).min(rest.len())];
        rest = &rest[name.len()..];
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            let (value, after) = attribute_value(after.trim_start());
            visit(element, name, value);
            rest = after;
        }
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '>')
        .unwrap_or(text.len());
    text.split_at(end)
}

fn note<'a>(element: &'a str, name: &str, value: &'a str, scanned: &mut Scanned<'a>) {
    match name {
        "id" => scanned.ids.push(value),
        "name" if element == "a" => scanned.ids.push(value),
        "href" | "src" | "poster" | "action" | "xlink:href" => scanned.links.push((element, value)),
        "srcset" => {
            let addresses = value
                .split(',')
                .filter_map(|candidate| candidate.split_whitespace().next());
            scanned
                .links
                .extend(addresses.map(|address| (element, address)));
        }
        _ if REFERENCES.contains(&name) => {
            scanned.references.extend(value.split_ascii_whitespace())
        }
        _ => {}
    }
}

/// Every id in a page, also one of another site.
pub fn ids_of(html: &str) -> Vec<String> {
    let ids = scan_html(html).ids.into_iter();
    ids.map(|id| unescape(id).into_owned()).collect()
}

/// Undoes the character references that templates and the Markdown stage write.
pub fn unescape(value: &str) -> std::borrow::Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_addresses_are_found_and_nothing_else() {
        let html = "<!doctype html><!-- <a href=\"no\"> --><p id=one class=x>a < b <a href=\"../x/?a&amp;b#c\">t</a>\
            <img alt='id=\"no\"' src='f.png' srcset=\"a.png 1x, b.png 2x\"><style>a[href=\"no\"]{}</style>\
            <script>\"<a href='no'>\"</script><button popovertarget=\"_f1\"><a name=old></a><svg><a href=\"#one\"/></svg>";
        let scanned = scan_html(html);
        assert_eq!(scanned.ids, ["one", "old"]);
        assert_eq!(
            scanned.links,
            [
                ("a", "../x/?a&amp;b#c"),
                ("img", "f.png"),
                ("img", "a.png"),
                ("img", "b.png"),
                ("a", "#one")
            ]
        );
        assert_eq!(scanned.references, ["_f1"]);
        assert_eq!(unescape("../x/?a&amp;b#c"), "../x/?a&b#c");
    }

    #[test]
    fn pictures_for_social_networks_are_addresses() {
        let html = "<meta property=og:image content=a.png><meta content='b.png' name=twitter:image><meta name=x content=no>\
            <meta property=\"og:image\"><meta content=no><p property=og:image content=no>";
        let scanned = scan_html(html);
        assert_eq!(scanned.links, [("meta", "a.png"), ("meta", "b.png")]);
    }

    #[test]
    fn broken_html_ends() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"x",
            "<!--",
            "<script>",
            "<a =x>",
            "<a / / >",
            "<a ==\"\">",
        ] {
            scan_html(html);
        }
    }
}
