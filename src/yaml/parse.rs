//! Text → [`Node`], through the YAML crate's place-keeping wrapper.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};
use unicode_normalization::is_nfc;

use super::keys::{composed, repeated, repeated_key};
use super::node::{Entry, Node, Scalar, Value};
use crate::characters::{forbidden_character, is_forbidden};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// How many values the shortest document may grow to.
const MIN_NODES: usize = 10_000;

/// Reads one YAML document.
///
/// `offset` is where `text` begins in the file, in bytes: places count from the top of the file.
///
/// # Errors
/// The first fault of the syntax, a repeated key, or a document that grows too much, at its place.
pub fn parse_yaml(text: &str, file: FileId, offset: usize) -> Result<Node, Diagnostic> {
    // What is written out takes two bytes or more for each value, and aliases of aliases none.
    let max_nodes = MIN_NODES + text.len() / 2;
    let options = serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
        budget: serde_yaml::budget! { max_depth: 64, max_nodes: max_nodes, max_events: 2 * max_nodes },
    };
    let context = Context { text, file, offset };
    let node = serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options)
        .map(|raw| context.node(raw))
        .map_err(|error| context.error(&error))?;
    if let Some((c, place)) = forbidden(&node) {
        return Err(forbidden_character(c).at(place));
    }
    let repeated = { !is_nfc(text) }.then(|| repeated(&node)).flatten();
    repeated.map_or(Ok(node), Err)
}

/// The first character of a text that must not stand in one: an escape such as `\0` can write what the file cannot.
fn forbidden(node: &Node) -> Option<(char, Place)> {
    let find = |text: &str, place| Some((text.chars().find(|&c| is_forbidden(c))?, place));
    match &node.value {
        Value::Null => None,
        Value::Scalar(scalar) => find(&scalar.text, node.place),
        Value::List(items) => items.iter().find_map(forbidden),
        Value::Map(entries) => entries.iter().find_map(|entry| {
            find(&entry.key, entry.key_place).or_else(|| forbidden(&entry.value))
        }),
    }
}

struct Context<'a> {
    text: &'a str,
    file: FileId,
    offset: usize,
}

impl Context<'_> {
    fn node(&self, raw: Spanned<Raw>) -> Node {
        let place = self.place(raw.referenced);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Text(text) => Value::Scalar(Scalar {
                text: composed(text),
                typed: false,
            }),
            Raw::Typed(text) => {
                let as_written = self
                    .slice(raw.defined)
                    .filter(|written| !written.is_empty());
                Value::Scalar(Scalar {
                    text: as_written.map_or(text, str::to_owned),
                    typed: true,
                })
            }
            Raw::List(items) => {
                Value::List(items.into_iter().map(|item| self.node(item)).collect())
            }
            Raw::Map(entries) => {
                Value::Map(entries.into_iter().map(|entry| self.entry(entry)).collect())
            }
        };
        Node { place, value }
    }

    fn entry(&self, (key, value): (Spanned<String>, Spanned<Raw>)) -> Entry {
        Entry {
            key_place: self.place(key.referenced),
            key: composed(key.value),
            value: self.node(value),
        }
    }

    fn slice(&self, location: Location) -> Option<&str> {
        let span = location.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let length = usize::try_from(span.byte_len()?).ok()?;
        self.text.get(start..start + length)
    }

    fn place(&self, location: Location) -> Place {
        let span = location.span();
        let start = span
            .byte_offset()
            .map_or(0, |start| start as usize)
            .min(self.text.len());
        let length = span.byte_len().map_or(0, |length| length as usize);
        Place::new(
            self.file,
            self.offset + start..self.offset + (start + length).min(self.text.len()),
        )
    }

    fn error(&self, error: &serde_yaml::Error) -> Diagnostic {
        let start = error
            .location()
            .map_or(0, |location| self.offset_of(location));
        let rendered = error.to_string();
        let message = first_sentence(&rendered);
        let start = match message.contains("tab") {
            true => self.tab_near(start),
            false => start,
        };
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |newline| start + newline);
        let place = Place::new(
            self.file,
            self.offset + start..self.offset + end.min(start + 1).max(start),
        );
        if let Some(key) = message.strip_prefix("duplicate mapping key: ") {
            return repeated_key(key, place);
        }
        let (message, help) = match self.text[start..].starts_with(',') {
            true => (
                "a comma without a value beside it",
                "take the comma out; commas stand between the values of a list, `[a, b]`",
            ),
            false => for_writers(message),
        };
        let message = format!("this is not YAML that can be read: {message}");
        Diagnostic::error("invalid-yaml", message)
            .at(place)
            .help(help)
    }

    /// The tab that is meant: the first one from the line of `start` on.
    fn tab_near(&self, start: usize) -> usize {
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        self.text[line..]
            .find('\t')
            .map_or(start, |found| line + found)
    }

    /// Byte offset of a line and column, for errors whose place has no byte range.
    fn offset_of(&self, location: Location) -> usize {
        let line = usize::try_from(location.line()).unwrap_or(1).max(1);
        let column = usize::try_from(location.column()).unwrap_or(1).max(1);
        let start: usize = self
            .text
            .split_inclusive('\n')
            .take(line - 1)
            .map(str::len)
            .sum();
        let rest = self.text[start..].split('\n').next().unwrap_or_default();
        start
            + rest
                .char_indices()
                .nth(column - 1)
                .map_or(rest.len(), |(index, _)| index)
    }
}

/// The crate's message without its own place and excerpt, whose lines are not those of the file, and without its advice
/// to programmers.
fn first_sentence(rendered: &str) -> &str {
    let line = rendered.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let line = match line.strip_prefix("line ") {
        Some(rest) => rest.split_once(": ").map_or(rest, |(_, message)| message),
        None => line,
    };
    let line = line.split(" at line ").next().unwrap_or(line);
    line.split(", set ").next().unwrap_or(line)
}

/// The message and its remedy, where the crate speaks of its own functions to programmers; else as it is.
fn for_writers(message: &str) -> (&str, &'static str) {
    if message.contains("deserialize null into string") {
        let help = "write the key before the colon, in quotes if it is empty or `~`";
        ("a colon without a key before it", help)
    } else if message == "expected string scalar" {
        let help = "write a text before the colon; put it in quotes if it begins with `[` or `{`";
        ("a list or a map stands where a key is due", help)
    } else if message.contains("multiple YAML documents") {
        let help = "take the line `---` out, or put what follows into a file of its own";
        ("a line `---` begins a second document", help)
    } else {
        (message, remedy(message))
    }
}

fn remedy(message: &str) -> &'static str {
    if message.contains("tab") {
        "indent with spaces, never with tabs"
    } else if message.contains("mapping values are not allowed") {
        "put the text after the key in quotes: it holds a colon followed by a space"
    } else if message.contains("quote") || message.contains("quoted") {
        "close the quote on the same line, and write a quote inside quotes as `\\\"`"
    } else if message.contains("budget")
        || message.contains("recursion")
        || message.contains("depth")
    {
        "write it out plainly: at most 64 levels, and no aliases of aliases"
    } else {
        "check the quotes, the colons and the indentation of this line and the one before"
    }
}

/// What the crate hands over: as [`Value`], before places are made ours.
enum Raw {
    Null,
    Text(String),
    Typed(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a list or a map")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests;
