//! Unicode form of keys and texts: what is typed with decomposed letters is the same.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// Texts and keys in composed Unicode form, so that an id is the same however it is typed.
pub(super) fn composed(text: String) -> String {
    match text.is_ascii() || is_nfc(&text) {
        true => text,
        false => text.nfc().collect(),
    }
}

/// A key that stands in a map twice, in two Unicode forms: the crate takes them for two.
pub(super) fn repeated(node: &Node) -> Option<Diagnostic> {
    match &node.value {
        Value::Null | Value::Scalar(_) => None,
        Value::List(items) => items.iter().find_map(repeated),
        Value::Map(entries) => {
            let mut keys = HashSet::new();
            let mut twice = entries.iter().filter(|entry| !keys.insert(&entry.key));
            let here = twice
                .next()
                .map(|entry| repeated_key(&entry.key, entry.key_place));
            here.or_else(|| entries.iter().find_map(|entry| repeated(&entry.value)))
        }
    }
}

/// The complaint about a key that stands in a map twice.
pub(super) fn repeated_key(key: &str, place: Place) -> Diagnostic {
    let message = format!("the key `{key}` stands here a second time");
    Diagnostic::error("invalid-yaml", message)
        .at(place)
        .help("keep one of the two keys and delete the other")
}
