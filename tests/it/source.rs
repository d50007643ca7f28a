//! The program's own source, as text that can be searched: tests cut off, comments and strings blanked out.

use std::ops::Range;

use crate::support::{package, read_tree};

/// A file of `src/`.
pub(crate) struct SourceText {
    /// Path below the package: `src/load/mod.rs`.
    pub(crate) path: String,
    /// Its text up to its tests.
    pub(crate) text: String,
    /// The same, every byte of a comment or inside a string a blank; offsets and lines are those of `text`.
    pub(crate) code: String,
}

/// Every file of the source but those that hold only tests, sorted by path.
pub(crate) fn all() -> Vec<SourceText> {
    let files = read_tree(&package().join("src")).into_iter();
    files
        .filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs"))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("source is UTF-8");
            SourceText::new(&format!("src/{path}"), &text)
        })
        .collect()
}

/// Path and whole text of every Rust file of the package, tests included.
pub(crate) fn every_file() -> Vec<(String, String)> {
    let folders = ["src", "tests/it", "examples"].into_iter();
    let files = folders.flat_map(|folder| {
        let files = read_tree(&package().join(folder)).into_iter();
        files.map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
    });
    files
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("source is UTF-8")))
        .collect()
}

impl SourceText {
    /// A file; what stands in its module of tests is left out.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let end = text.find("#[cfg(test)]\nmod tests {");
        let text = text[..end.unwrap_or(text.len())].to_owned();
        Self {
            path: path.to_owned(),
            code: blank(&text),
            text,
        }
    }

    /// Path of its module below the crate: `["render", "link"]`; a folder's `mod.rs` is the folder.
    pub(crate) fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let parts = path.split('/').filter(|part| *part != "mod");
        parts.map(str::to_owned).collect()
    }

    /// Whether it is `lib.rs` or `main.rs`, which may use everything.
    pub(crate) fn is_crate_root(&self) -> bool {
        ["src/lib.rs", "src/main.rs"].contains(&self.path.as_str())
    }

    /// Whether it is the `mod.rs` of a folder.
    pub(crate) fn is_door(&self) -> bool {
        self.path.ends_with("/mod.rs")
    }

    /// Where the arguments of every call of `name` stand, parentheses left out.
    pub(crate) fn calls(&self, name: &str) -> Vec<Range<usize>> {
        let opening = format!("{name}(");
        let found = self.code.match_indices(&opening);
        found
            .filter(|(at, _)| {
                !self.code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            })
            .map(|(at, _)| {
                let start = at + opening.len();
                start..start + balanced(&self.code[start..], '(', ')')
            })
            .collect()
    }

    /// The strings in a range, without their quotes.
    pub(crate) fn strings(&self, range: Range<usize>) -> Vec<&str> {
        let text = &self.text[range.clone()];
        let mut strings = Vec::new();
        let mut quotes = self.code[range].match_indices('"').map(|(at, _)| at);
        while let (Some(start), Some(end)) = (quotes.next(), quotes.next()) {
            strings.push(&text[start + 1..end]);
        }
        strings
    }

    /// Name of every function, and where it stands from its `fn` to its last brace.
    pub(crate) fn functions(&self) -> Vec<(&str, Range<usize>)> {
        let found = self.code.match_indices("fn ");
        found
            .filter(|(at, _)| self.code[..*at].ends_with([' ', '\n', '(']))
            .filter_map(|(at, _)| {
                let rest = &self.code[at + 3..];
                let name = rest
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()?;
                let open = rest.find(['{', ';'])?;
                let has_body = rest[open..].starts_with('{') && !name.is_empty();
                let start = at + 3 + open;
                let length = || balanced(&self.code[start + 1..], '{', '}') + 2;
                has_body.then(|| (name, at..start + length()))
            })
            .collect()
    }

    /// The line of an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }
}

/// How far it is to the closing sign of what was opened before `code`.
fn balanced(code: &str, open: char, close: char) -> usize {
    let mut depth = 1;
    for (at, c) in code.char_indices() {
        depth += i32::from(c == open) - i32::from(c == close);
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

/// The text with blanks for comments, characters and what stands inside strings; quotes stay.
fn blank(text: &str) -> String {
    let mut code = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let in_word = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (hidden, length) = match c {
            '/' if rest.starts_with("//") => {
                let length = rest.find('\n').unwrap_or(rest.len());
                (0..length, length)
            }
            '"' => {
                let length = string_length(rest);
                (1..length - 1, length)
            }
            'r' if !in_word && is_raw(rest) => raw_string(rest),
            '\'' => {
                let length = character_length(rest);
                (0..length, length.max(1))
            }
            _ => (0..0, c.len_utf8()),
        };
        let hidden = &mut code[at + hidden.start..at + hidden.end];
        hidden
            .iter_mut()
            .filter(|b| **b != b'\n')
            .for_each(|b| *b = b' ');
        at += length;
    }
    String::from_utf8(code).expect("whole characters were blanked")
}

/// Bytes of a string with both its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

fn is_raw(text: &str) -> bool {
    text[1..].trim_start_matches('#').starts_with('"') && !text[1..].starts_with("#[")
}

/// What to hide of a raw string, and its length.
fn raw_string(text: &str) -> (Range<usize>, usize) {
    let start = text.find('"').unwrap_or(0) + 1;
    let closing = format!("\"{}", &text[1..start - 1]);
    let end = text[start..]
        .find(&closing)
        .map_or(text.len(), |at| start + at);
    (start..end, (end + closing.len()).min(text.len()))
}

/// Bytes of a character with both its quotes; 0 for a lifetime.
fn character_length(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(0, |at| at + 4),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}
