//! The schema of `templates/strings/LANG.yaml`: the keys that any of these files has, each wanted in all of them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shape::{explained, map, required, text};
use super::site::View;
use crate::yaml::{Node, parse_yaml};

pub(super) fn words(view: &View<'_>) -> Value {
    let site = view.site;
    let files = site.templates.iter().filter(|(path, _)| {
        path.strip_prefix("strings/")
            .is_some_and(|name| name.ends_with(".yaml"))
    });
    // What cannot be read has been complained about.
    let trees =
        files.filter_map(|(_, file)| parse_yaml(&site.files.get(*file).text, *file, 0).ok());
    let trees: Vec<Node> = trees.collect();
    branch(&trees.iter().collect::<Vec<_>>())
}

/// A word, or a map of words: what stands at one place of all files.
fn branch(nodes: &[&Node]) -> Value {
    let maps = nodes.iter().filter_map(|node| node.map());
    let mut keys: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
    for entry in maps.flatten() {
        keys.entry(&entry.key).or_default().push(&entry.value);
    }
    if keys.is_empty() {
        return text();
    }
    let about = "words of the interface; those in braces are filled in by the program";
    let keys = keys.iter();
    explained(
        "words",
        about,
        map(keys.map(|(key, nodes)| required(key, about, branch(nodes)))),
    )
}
