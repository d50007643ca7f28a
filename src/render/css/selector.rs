//! A selector → the names that a page must hold for it to match anything. Names in brackets (`:not(.a)`) are not asked
//! for, so that what is kept is always enough.

use std::collections::HashMap;

/// The names that selectors ask for, each with its number: `.class`, `#id`, `element`.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    classes: HashMap<String, usize>,
    ids: HashMap<String, usize>,
    elements: HashMap<String, usize>,
}

impl Vocabulary {
    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.classes.len() + self.ids.len() + self.elements.len()
    }

    /// The number of a class, if a selector asks for it.
    pub(super) fn class(&self, name: &str) -> Option<usize> {
        self.classes.get(name).copied()
    }

    /// The number of an id, if a selector asks for it.
    pub(super) fn id(&self, name: &str) -> Option<usize> {
        self.ids.get(name).copied()
    }

    /// The number of an element in any letter case, if a selector asks for it.
    pub(super) fn element(&self, name: &str) -> Option<usize> {
        let number = self.elements.get(name);
        number
            .or_else(|| self.elements.get(&name.to_ascii_lowercase()))
            .copied()
    }

    fn number(&mut self, kind: char, name: &str) -> usize {
        let next = self.len();
        let (names, name) = match kind {
            '.' => (&mut self.classes, name.to_owned()),
            '#' => (&mut self.ids, name.to_owned()),
            _ => (&mut self.elements, name.to_ascii_lowercase()),
        };
        *names.entry(name).or_insert(next)
    }
}

/// A selector without commas.
#[derive(Debug)]
pub(super) struct Selector {
    pub(super) text: String,
    /// Numbers of the names that it asks for.
    pub(super) needs: Vec<usize>,
}

/// Reads a selector.
pub(super) fn read_selector(text: &str, vocabulary: &mut Vocabulary) -> Selector {
    let mut needs = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (kind, name_start) = match c {
            // Not worth understanding: such a rule is in every page.
            '\\' | '|' | '&' => {
                needs.clear();
                break;
            }
            '(' | '[' => {
                rest = &rest[bracket_end(rest)..];
                continue;
            }
            '.' | '#' | ':' => (c, 1),
            c if is_name(c) => ('e', 0),
            c => {
                rest = &rest[c.len_utf8()..];
                continue;
            }
        };
        let name = &rest[name_start..];
        let length = name.find(|c| !is_name(c)).unwrap_or(name.len());
        if kind != ':' && length > 0 {
            needs.push(vocabulary.number(kind, &name[..length]));
        }
        rest = &name[length..];
    }
    Selector {
        text: text.to_owned(),
        needs,
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Where the bracket that a text begins with is closed; strings may hold brackets.
fn bracket_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}
