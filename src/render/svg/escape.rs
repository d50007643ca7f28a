//! Text that cannot leave its place in HTML or SVG.

use std::fmt::Write;

/// Text between tags or in an attribute in double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\0' => html.push('\u{fffd}'),
            _ => html.push(c),
        }
    }
    html
}

/// A number with at most one decimal and no `-0`, as SVG writes it.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write!(text, "{}", if tenths == 0.0 { 0.0 } else { tenths });
    text
}

/// An attribute ` name="value"`, or nothing.
pub(super) fn attribute(name: &str, value: Option<&str>) -> String {
    value.map_or_else(String::new, |value| {
        format!(" {name}=\"{}\"", escape(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.01, "0"),
            (12.34, "12.3"),
            (100.0, "100"),
            (-2.05, "-2.1"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn markup_in_text_stays_text() {
        assert_eq!(escape("a\"><b>&\0"), "a&quot;&gt;&lt;b&gt;&amp;\u{fffd}");
        assert_eq!(attribute("lang", Some("\"x")), " lang=\"&quot;x\"");
        assert_eq!(attribute("lang", None), "");
    }
}
