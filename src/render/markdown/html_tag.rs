//! Raw HTML → tags, comments and the text between them, by the grammar of CommonMark 0.31 §6.6. Never fails: what is no
//! tag is text.

use std::ops::Range;

/// A piece of raw HTML, with how it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    Text(&'h str),
    Comment,
    Open {
        name: String,
        attributes: Vec<Attribute>,
        typed: &'h str,
    },
    Close {
        name: String,
        typed: &'h str,
    },
    /// A declaration, an instruction, a CDATA section.
    Other(&'h str),
}

/// An attribute; the name in lower case, the value with its character references resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
}

/// Cuts raw HTML into pieces with their ranges.
pub(super) fn pieces(html: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut found = Vec::new();
    let (mut text, mut at) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let Some((piece, length)) = tag(&html[open..]) else {
            at = open + 1;
            continue;
        };
        if text < open {
            found.push((Piece::Text(&html[text..open]), text..open));
        }
        found.push((piece, open..open + length));
        (text, at) = (open + length, open + length);
    }
    if text < html.len() {
        found.push((Piece::Text(&html[text..]), text..html.len()));
    }
    found
}

/// Puts back the character references of a text that was escaped as a whole.
pub(super) fn restore_references(escaped: &str) -> String {
    let mut parts = escaped.split("&amp;");
    let mut restored = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_reference = part
            .split_once(';')
            .is_some_and(|(name, _)| is_reference_name(name));
        restored.push_str(if is_reference { "&" } else { "&amp;" });
        restored.push_str(part);
    }
    restored
}

fn is_reference_name(name: &str) -> bool {
    let body = name.strip_prefix('#').unwrap_or(name);
    (1..=32).contains(&body.len()) && body.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The tag at the start of `html`, and its length.
fn tag(html: &str) -> Option<(Piece<'_>, usize)> {
    let until =
        |end: &str, from: usize| html.get(from..)?.find(end).map(|at| from + at + end.len());
    if html.starts_with("<!--") {
        return Some((Piece::Comment, until("-->", 2).unwrap_or(html.len())));
    }
    if html.starts_with("<![CDATA[") {
        let length = until("]]>", 0).unwrap_or(html.len());
        return Some((Piece::Other(&html[..length]), length));
    }
    if html.starts_with("<?") || html.starts_with("<!") {
        let length = until(">", 0).unwrap_or(html.len());
        return Some((Piece::Other(&html[..length]), length));
    }
    let mut cursor = Cursor { rest: &html[1..] };
    let closes = cursor.eat('/');
    let name = cursor.name(|byte| byte.is_ascii_alphanumeric() || byte == b'-')?;
    let attributes = if closes {
        Vec::new()
    } else {
        cursor.attributes()?
    };
    cursor.skip_space();
    if !closes {
        cursor.eat('/');
    }
    if !cursor.eat('>') {
        return None;
    }
    let length = html.len() - cursor.rest.len();
    let typed = &html[..length];
    let piece = if closes {
        Piece::Close { name, typed }
    } else {
        Piece::Open {
            name,
            attributes,
            typed,
        }
    };
    Some((piece, length))
}

struct Cursor<'h> {
    rest: &'h str,
}

impl<'h> Cursor<'h> {
    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_space(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self
            .rest
            .trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        self.rest.len() < before
    }

    /// A name in lower case; it begins with a letter (for attributes also `_` or `:`).
    fn name(&mut self, belongs: impl Fn(u8) -> bool) -> Option<String> {
        let length = self.rest.bytes().take_while(|byte| belongs(*byte)).count();
        let (name, rest) = self.rest.split_at(length);
        let begins_well = name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':'));
        self.rest = rest;
        begins_well.then(|| name.to_ascii_lowercase())
    }

    fn attributes(&mut self) -> Option<Vec<Attribute>> {
        let mut attributes = Vec::new();
        loop {
            let spaced = self.skip_space();
            if !spaced || self.rest.starts_with(['>', '/']) {
                return Some(attributes);
            }
            let name = self.name(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-')
            })?;
            let after_name = self.rest;
            self.skip_space();
            let value = if self.eat('=') {
                self.skip_space();
                self.value()?
            } else {
                self.rest = after_name;
                ""
            };
            attributes.push(Attribute {
                name,
                value: resolve_references(value),
            });
        }
    }

    fn value(&mut self) -> Option<&'h str> {
        let quote = self.rest.chars().next()?;
        let (value, rest) = if matches!(quote, '"' | '\'') {
            self.rest[1..].split_once(quote)?
        } else {
            let is_end = |c: char| {
                c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`')
            };
            self.rest
                .split_at(self.rest.find(is_end).unwrap_or(self.rest.len()))
        };
        self.rest = rest;
        (!value.is_empty() || matches!(quote, '"' | '\'')).then_some(value)
    }
}

/// Resolves numeric references and those of the five signs; others stay as they are and are escaped on the way out,
/// so that nothing can hide in them.
fn resolve_references(value: &str) -> String {
    let mut parts = value.split('&');
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part
            .split_once(';')
            .and_then(|(name, rest)| Some((reference(name)?, rest)))
        {
            Some((character, rest)) => {
                resolved.push(character);
                resolved.push_str(rest);
            }
            None => {
                resolved.push('&');
                resolved.push_str(part);
            }
        }
    }
    resolved
}

fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#')?.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => number(hexadecimal, 16),
            None => number(&name[1..], 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let html = "a <b class='x' id=y open>c</B ><!-- <i> --> < 3 <a href=\"x> <?php ?><br/>";
        let kinds: Vec<String> = pieces(html)
            .into_iter()
            .map(|(piece, _)| match piece {
                Piece::Text(text) => format!("text {text}"),
                Piece::Comment => "comment".to_owned(),
                Piece::Open {
                    name, attributes, ..
                } => {
                    let shown: Vec<String> = attributes
                        .iter()
                        .map(|a| format!("{}={}", a.name, a.value))
                        .collect();
                    format!("open {name} {}", shown.join(","))
                }
                Piece::Close { name, .. } => format!("close {name}"),
                Piece::Other(typed) => format!("other {typed}"),
            })
            .collect();
        let expected = [
            "text a ",
            "open b class=x,id=y,open=",
            "text c",
            "close b",
            "comment",
            "text  < 3 <a href=\"x> ",
            "other <?php ?>",
            "open br ",
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn references_cannot_hide_a_scheme() {
        assert_eq!(
            resolve_references("java&#115;cript&#x3A;a&colon;&amp;b&"),
            "javascript:a&colon;&b&"
        );
        assert_eq!(
            restore_references("a &amp;eacute; &amp; &amp;#39; &amp;x y;"),
            "a &eacute; &amp; &#39; &amp;x y;"
        );
    }
}
