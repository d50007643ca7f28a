//! `glossary.yaml` → terms, by id.

use std::collections::BTreeMap;

use super::values::check_id;
use crate::config::{Config, Placed, read_localized};
use crate::diagnostic::{Diagnostics, Place};
use crate::lang::Localized;
use crate::yaml::{MapReader, Node, expected};

/// A word that the site explains.
#[derive(Debug)]
pub struct Term {
    /// Id by which texts explain it.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Its name.
    pub name: Localized<Placed>,
    /// One or two sentences, inline Markdown.
    pub text: Localized<Placed>,
}

/// Reads all terms.
pub(super) fn read_terms(
    node: &Node,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Term> {
    let mut terms = BTreeMap::new();
    let Some(entries) = node.map() else {
        if !node.is_null() {
            diagnostics.push(expected(node, "glossary.yaml", "a map from id to term"));
        }
        return terms;
    };
    for entry in entries {
        if !check_id(&entry.key, entry.key_place, diagnostics) {
            continue;
        }
        if let Some(term) = read_term(
            &entry.key,
            entry.key_place,
            &entry.value,
            config,
            diagnostics,
        ) {
            terms.insert(entry.key.clone(), term);
        }
    }
    terms
}

fn read_term(
    id: &str,
    place: Place,
    node: &Node,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Term> {
    let mut map = MapReader::new(node, "this term", diagnostics)?;
    let name = map.require("term").cloned();
    let text = map.require("text").cloned();
    map.finish();
    let name = read_localized(&name?, "`term`", &config.languages, diagnostics);
    let text = read_localized(&text?, "`text`", &config.languages, diagnostics);
    Some(Term {
        id: id.to_owned(),
        place,
        name: name?,
        text: text?,
    })
}
