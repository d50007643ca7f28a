//! `relation_kinds` of `site.yaml`: what a relation is called from each of its ends, and what it may point to.

use std::collections::BTreeMap;

use super::RelationKind;
use crate::diagnostic::Diagnostics;
use crate::lang::{Languages, Localized};
use crate::yaml::{MapReader, Node, expected};

/// Reads all kinds, by name; one that is wrong is reported and left out.
pub(super) fn read_kinds(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, RelationKind> {
    let Some(entries) = node.map() else {
        diagnostics.push(expected(
            node,
            "`relation_kinds`",
            "a map from kind to words",
        ));
        return BTreeMap::new();
    };
    let mut kinds = BTreeMap::new();
    for entry in entries {
        if let Some(kind) = read_relation_kind(&entry.value, languages, diagnostics) {
            kinds.insert(entry.key.clone(), kind);
        }
    }
    kinds
}

fn read_relation_kind(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<RelationKind> {
    let mut map = MapReader::new(node, "this kind of relation", diagnostics)?;
    let targets = map
        .texts("targets")
        .into_iter()
        .map(|(text, _)| text.to_owned())
        .collect();
    let mut forward = Vec::new();
    let mut backward = Vec::new();
    for tag in languages.tags() {
        let Some(pair) = map.require(tag) else {
            continue;
        };
        match pair.list() {
            Some([there, back]) => {
                forward.extend(there.scalar().map(str::to_owned));
                backward.extend(back.scalar().map(str::to_owned));
            }
            _ => {
                let error = expected(pair, "the words of a relation", "a list of two texts");
                map.diagnostics().push(error.help("write the words seen from the giver, then from the receiver: `[supplies, is supplied by]`"));
            }
        }
    }
    map.finish();
    let complete = forward.len() == languages.len() && backward.len() == languages.len();
    complete.then(|| RelationKind {
        forward: Localized::new(forward),
        backward: Localized::new(backward),
        targets,
    })
}
