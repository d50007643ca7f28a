//! Reads a map by declared keys: wrong types, missing and unknown keys become diagnostics at their place, and reading goes on.

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};

/// A map being read. Ask for the keys you know, then call [`MapReader::finish`], which complains about the others.
pub struct MapReader<'a, 'd> {
    node: &'a Node,
    what: &'a str,
    known: Vec<&'a str>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> MapReader<'a, 'd> {
    /// Starts to read; `what` names the map in messages (`this fact`). `None` and an error if it is not a map.
    pub fn new(node: &'a Node, what: &'a str, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        if node.map().is_none() {
            diagnostics.push(expected(node, what, "a map of keys and values"));
            return None;
        }
        Some(Self {
            node,
            what,
            known: Vec::new(),
            diagnostics,
        })
    }

    /// The value of a key, or `None` if it is absent. Null counts as present.
    pub fn get(&mut self, key: &'a str) -> Option<&'a Node> {
        self.known.push(key);
        self.node
            .map()?
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// The value of a key that must be there and not be null.
    pub fn require(&mut self, key: &'a str) -> Option<&'a Node> {
        match self.get(key) {
            Some(node) if !node.is_null() => Some(node),
            Some(node) => {
                let error = Diagnostic::error("missing-key", format!("`{key}` is empty"))
                    .at(node.place)
                    .help(format!("{} needs a value here", self.what));
                self.diagnostics.push(error);
                None
            }
            None => {
                let error =
                    Diagnostic::error("missing-key", format!("{} has no `{key}`", self.what))
                        .at(self.place())
                        .help(format!("add a line `{key}: …`"));
                self.diagnostics.push(error);
                None
            }
        }
    }

    /// Text of a key; `None` if absent, null or of another type (which is reported).
    pub fn text(&mut self, key: &'a str) -> Option<&'a str> {
        let node = self.get(key).filter(|node| !node.is_null())?;
        text(node, key, self.diagnostics)
    }

    /// Text of a key that must be there.
    pub fn required_text(&mut self, key: &'a str) -> Option<&'a str> {
        let node = self.require(key)?;
        text(node, key, self.diagnostics)
    }

    /// `true` or `false`; false if absent.
    pub fn flag(&mut self, key: &'a str) -> bool {
        let Some(node) = self.get(key) else {
            return false;
        };
        match &node.value {
            Value::Scalar(scalar) if scalar.typed && scalar.text.eq_ignore_ascii_case("true") => {
                true
            }
            Value::Scalar(scalar) if scalar.typed && scalar.text.eq_ignore_ascii_case("false") => {
                false
            }
            _ => {
                self.diagnostics.push(expected(
                    node,
                    &format!("`{key}`"),
                    "`true` or `false` without quotes",
                ));
                false
            }
        }
    }

    /// The items of a list; empty if absent or null.
    pub fn list(&mut self, key: &'a str) -> &'a [Node] {
        let Some(node) = self.get(key).filter(|node| !node.is_null()) else {
            return &[];
        };
        node.list().unwrap_or_else(|| {
            self.diagnostics.push(expected(
                node,
                &format!("`{key}`"),
                "a list, such as `[a, b]`",
            ));
            &[]
        })
    }

    /// The items of a list of texts, each with its place; wrong items are reported and left out.
    pub fn texts(&mut self, key: &'a str) -> Vec<(&'a str, Place)> {
        let items = self.list(key);
        items
            .iter()
            .filter_map(|item| Some((text(item, key, self.diagnostics)?, item.place)))
            .collect()
    }

    /// Whether a list is absent, null or without items; not so if what stands there is no list, which is reported.
    pub fn lacks(&mut self, key: &'a str) -> bool {
        self.get(key)
            .is_none_or(|node| node.is_null() || node.list().is_some_and(<[Node]>::is_empty))
    }

    /// Where the map stands.
    pub fn place(&self) -> Place {
        let start = self.node.place;
        match self.node.map().and_then(|entries| entries.first()) {
            Some(first) => first.key_place,
            None => start,
        }
    }

    /// The list that complaints go to.
    pub fn diagnostics(&mut self) -> &mut Diagnostics {
        self.diagnostics
    }

    /// Complains about every key that was not asked for.
    pub fn finish(self) {
        for entry in self.node.map().into_iter().flatten() {
            if !self.known.contains(&entry.key.as_str()) {
                let error = Diagnostic::error(
                    "unknown-key",
                    format!("{} has no key `{}`", self.what, entry.key),
                )
                .at(entry.key_place)
                .help(did_you_mean(
                    &entry.key,
                    self.known.iter().copied(),
                    "its keys are",
                ));
                self.diagnostics.push(error);
            }
        }
    }
}

/// The text of a scalar; numbers and truth values without quotes are refused, since YAML would change them.
fn text<'a>(node: &'a Node, key: &str, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.typed => Some(&scalar.text),
        Value::Scalar(scalar) => {
            let error = expected(node, &format!("`{key}`"), "text")
                .help(format!("put it in quotes: `{key}: \"{}\"`", scalar.text));
            diagnostics.push(error);
            None
        }
        _ => {
            diagnostics.push(expected(node, &format!("`{key}`"), "text"));
            None
        }
    }
}

/// An error that says what was expected and what stands there.
pub fn expected(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(
        "wrong-type",
        format!("{what} must be {wanted}, but this is {}", node.kind()),
    )
    .at(node.place)
    .help(format!("write {wanted}"))
}
