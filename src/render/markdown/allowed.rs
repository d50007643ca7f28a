//! The short list of raw HTML that a text may hold.

/// What an element may stand in and hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A block that holds blocks.
    Flow,
    /// A block that holds a line of text.
    Line,
    /// Part of a line of text.
    Phrasing,
    /// Part of a line of text, without an end tag.
    Void,
}

/// An element that may be written as raw HTML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) attributes: &'static [&'static str],
}

const ELEMENTS: [Element; 29] = [
    element("a", Form::Phrasing, &["href", "id", "hreflang", "lang"]),
    element("abbr", Form::Phrasing, &["title"]),
    element("b", Form::Phrasing, &[]),
    element("br", Form::Void, &[]),
    element("cite", Form::Phrasing, &[]),
    element("code", Form::Phrasing, &[]),
    element("dd", Form::Flow, &[]),
    element("del", Form::Phrasing, &[]),
    element("details", Form::Flow, &["open"]),
    element("div", Form::Flow, &["id", "lang"]),
    element("dl", Form::Flow, &[]),
    element("dt", Form::Line, &[]),
    element("em", Form::Phrasing, &[]),
    element("i", Form::Phrasing, &[]),
    element("img", Form::Void, &["src", "alt", "width", "height"]),
    element("ins", Form::Phrasing, &[]),
    element("kbd", Form::Phrasing, &[]),
    element("mark", Form::Phrasing, &[]),
    element("p", Form::Line, &[]),
    element("q", Form::Phrasing, &[]),
    element("s", Form::Phrasing, &[]),
    element("small", Form::Phrasing, &[]),
    element("span", Form::Phrasing, &["id", "lang"]),
    element("strong", Form::Phrasing, &[]),
    element("sub", Form::Phrasing, &[]),
    element("summary", Form::Line, &[]),
    element("sup", Form::Phrasing, &[]),
    element("time", Form::Phrasing, &["datetime"]),
    element("wbr", Form::Void, &[]),
];

/// The element of a lower-case name, if it is on the list.
pub(super) fn allowed(name: &str) -> Option<&'static Element> {
    ELEMENTS.iter().find(|element| element.name == name)
}

/// The names on the list, for help texts.
pub(super) fn allowed_names() -> String {
    ELEMENTS.map(|element| element.name).join(", ")
}

const fn element(name: &'static str, form: Form, attributes: &'static [&'static str]) -> Element {
    Element {
        name,
        form,
        attributes,
    }
}
