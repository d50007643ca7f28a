//! Text and addresses → HTML that cannot leave its place.

use std::fmt::Write;

/// Text between tags.
pub(super) fn escape_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    push_text(&mut html, text);
    html
}

/// The value of an attribute in double quotes.
pub(super) fn escape_attribute(text: &str) -> String {
    escape_text(text)
}

/// An address as the value of an attribute: what must not stand in one is percent-encoded, what is already encoded is
/// left alone.
pub(super) fn escape_href(address: &str) -> String {
    let mut html = String::with_capacity(address.len());
    for &byte in address.as_bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("&#x27;"),
            _ if stands_in_address(byte) => html.push(char::from(byte)),
            _ => {
                let _ = write!(html, "%{byte:02X}");
            }
        }
    }
    html
}

/// [`escape_text`] into an existing string.
pub(super) fn push_text(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\0']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

fn stands_in_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~!*();:@=+$,/?#%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_attribute() {
        assert_eq!(
            escape_attribute("a\"><b>&\0"),
            "a&quot;&gt;&lt;b&gt;&amp;\u{fffd}"
        );
        assert_eq!(escape_href("/a\"onclick=\"x(1)"), "/a%22onclick=%22x(1)");
        assert_eq!(
            escape_href("/à?b=1&c='2'"),
            "/%C3%A0?b=1&amp;c=&#x27;2&#x27;"
        );
        assert_eq!(escape_href("/a%20b [c]"), "/a%20b%20%5Bc%5D");
    }
}
