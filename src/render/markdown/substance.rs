//! What a block says beside its words: what must be the same in every language.

use std::collections::BTreeSet;
use std::fmt;

use crate::agreement::short_hash;

/// A thing that a block names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The block is a heading: its level, and its id if the author wrote one.
    Heading(u8, String),
    /// A fact, by id.
    Fact(String),
    /// A number outside the marks of facts: its digits alone, since languages separate them in different ways.
    Number(String),
    /// A status, by name.
    Status(String),
    /// A figure made from data, by name.
    Figure(String),
    /// A source, by id.
    Source(String),
    /// A page of the site that is linked to, by id.
    Page(String),
}

/// As messages name it.
impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heading(level, id) if id.is_empty() => {
                write!(formatter, "a heading of level {level}")
            }
            Self::Heading(level, id) => {
                write!(formatter, "the heading `{{#{id}}}` of level {level}")
            }
            Self::Fact(id) => write!(formatter, "the fact `{id}`"),
            Self::Number(digits) => write!(formatter, "the digits `{digits}`"),
            Self::Status(name) => write!(formatter, "the status `{name}`"),
            Self::Figure(name) => write!(formatter, "the figure `{name}`"),
            Self::Source(id) => write!(formatter, "the source `{id}`"),
            Self::Page(id) => write!(formatter, "a link to `{id}`"),
        }
    }
}

/// All that a block names, each thing once.
pub type Substance = BTreeSet<Item>;

/// The second half of a fingerprint. The text that is hashed is part of the format: changing it makes every pair stale.
pub(super) fn substance_hash(substance: &Substance) -> u16 {
    let keys: Vec<String> = substance.iter().map(key).collect();
    short_hash(&keys.join("\n"))
}

fn key(item: &Item) -> String {
    match item {
        Item::Heading(level, id) => format!("h{level}:{id}"),
        Item::Fact(id) => format!("fact:{id}"),
        Item::Number(digits) => format!("number:{digits}"),
        Item::Status(name) => format!("status:{name}"),
        Item::Figure(name) => format!("figure:{name}"),
        Item::Source(id) => format!("source:{id}"),
        Item::Page(id) => format!("page:{id}"),
    }
}

/// The numbers of a text: runs of digits, with the signs that may separate them inside a number taken out.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Item> + '_ {
    // Most blocks have none: looking for the first one at whole stretches of bytes is much faster.
    let mut stretches = text.as_bytes().chunks(64);
    let has_digit = |stretch: &[u8]| {
        let sees = |found, byte: &u8| found | byte.is_ascii_digit();
        stretch.iter().fold(false, sees)
    };
    let mut rest = if stretches.any(has_digit) { text } else { "" };
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|byte| byte.is_ascii_digit())?;
        rest = &rest[start..];
        let end = number_end(rest);
        let (number, after) = rest.split_at(end);
        rest = after;
        Some(Item::Number(
            number.chars().filter(char::is_ascii_digit).collect(),
        ))
    })
}

/// Where the number at the start of a text ends: points, commas and no-break spaces belong to it between digits.
fn number_end(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, character)) = chars.next() {
        let separates = matches!(character, '.' | ',' | '\u{a0}' | '\u{202f}')
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !character.is_ascii_digit() && !separates {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_every_language() {
        for (text, expected) in [
            ("1.400 miliardi, 7,1%", vec!["1400", "71"]),
            ("$1,400 billion, 7.1%.", vec!["1400", "71"]),
            (
                "1\u{202f}400 et 20-11-2025",
                vec!["1400", "20", "11", "2025"],
            ),
            ("il 20 novembre 2025.", vec!["20", "2025"]),
            ("nessuno", vec![]),
            ("GB200", vec!["200"]),
            ("è 5", vec!["5"]),
        ] {
            let found: Vec<Item> = numbers(text).collect();
            let expected: Vec<Item> = expected
                .into_iter()
                .map(|n| Item::Number(n.into()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
