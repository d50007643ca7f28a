//! Texts that differ by language: a map from tag to text.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::lang::{Languages, Localized};
use crate::yaml::{Node, Value, expected};

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The text.
    pub text: String,
    /// Where it stands, quotes included.
    pub place: Place,
}

impl From<(&str, Place)> for Placed {
    fn from((text, place): (&str, Place)) -> Self {
        Self {
            text: text.to_owned(),
            place,
        }
    }
}

/// Reads a text for every language; `what` names it in messages.
///
/// A site with one language may write the text alone.
pub fn read_localized(
    node: &Node,
    what: &str,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    match &node.value {
        Value::Map(_) => read_map(node, what, languages, diagnostics),
        Value::Scalar(_) if languages.len() == 1 => same_in_all(node, what, languages, diagnostics),
        _ => {
            let form = languages
                .tags()
                .map(|tag| format!("{tag}: …"))
                .collect::<Vec<_>>()
                .join(", ");
            let error =
                expected(node, what, "a text for each language").help(format!("write {{{form}}}"));
            diagnostics.push(error);
            None
        }
    }
}

/// Like [`read_localized`], but a text alone stands for all languages (names of people, for example).
pub fn read_localized_or_same(
    node: &Node,
    what: &str,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    match &node.value {
        Value::Scalar(_) => same_in_all(node, what, languages, diagnostics),
        _ => read_localized(node, what, languages, diagnostics),
    }
}

/// Like [`read_localized`], for a key that may be absent or null.
pub fn read_optional_localized(
    node: Option<&Node>,
    what: &str,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    let node = node.filter(|node| !node.is_null())?;
    read_localized(node, what, languages, diagnostics)
}

fn same_in_all(
    node: &Node,
    what: &str,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    let placed = read_placed(node, what, diagnostics)?;
    Some(Localized::new(vec![placed; languages.len()]))
}

fn read_map(
    node: &Node,
    what: &str,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    let entries = node.map()?;
    for entry in entries {
        if languages.find(&entry.key).is_none() {
            let error = Diagnostic::error(
                "unknown-language",
                format!("`{}` is not a language of the site", entry.key),
            )
            .at(entry.key_place)
            .help(did_you_mean(
                &entry.key,
                languages.tags(),
                "its languages are",
            ));
            diagnostics.push(error);
        }
    }
    let mut texts = Vec::with_capacity(languages.len());
    for lang in languages.iter() {
        let tag = languages.tag(lang);
        let entry = entries
            .iter()
            .find(|entry| entry.key.eq_ignore_ascii_case(tag));
        match entry.filter(|entry| !entry.value.is_null()) {
            Some(entry) => texts.extend(read_placed(&entry.value, what, diagnostics)),
            None => {
                let error =
                    Diagnostic::error("missing-language", format!("{what} has no text in `{tag}`"))
                        .at(entries.first().map_or(node.place, |entry| entry.key_place))
                        .help(format!("add `{tag}: …`"));
                diagnostics.push(error);
            }
        }
    }
    (texts.len() == languages.len()).then(|| Localized::new(texts))
}

fn read_placed(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<Placed> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.typed => Some(Placed {
            text: scalar.text.trim().to_owned(),
            place: node.place,
        }),
        Value::Scalar(scalar) => {
            diagnostics.push(
                expected(node, what, "text").help(format!("put it in quotes: \"{}\"", scalar.text)),
            );
            None
        }
        _ => {
            diagnostics.push(expected(node, what, "text"));
            None
        }
    }
}
