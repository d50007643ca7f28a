//! What exists but could not be understood, and has been complained about: nothing more is said of what refers to it.

use std::collections::{BTreeSet, HashSet};

use super::Site;
use crate::load::Sources;

/// What exists but could not be understood.
#[derive(Debug, Default)]
pub struct Flawed {
    /// Files below `content/`, other than pages.
    pub files: BTreeSet<String>,
    /// Ids of sources, facts, terms and data files whose own entry is wrong.
    pub ids: HashSet<String>,
}

/// The ids that the files name.
pub(super) fn declared(sources: &Sources) -> HashSet<String> {
    let single = [&sources.sources, &sources.glossary];
    let maps = single.into_iter().flatten().chain(&sources.facts);
    let keys = maps.filter_map(|node| node.map()).flatten();
    let entries = keys.map(|entry| entry.key.clone());
    let data = sources.data.iter().map(|data| data.id.clone());
    entries.chain(data).collect()
}

/// Of the ids that the files name, those that came to nothing.
pub(super) fn flawed(site: &Site, declared: HashSet<String>, files: BTreeSet<String>) -> Flawed {
    let is_there = |id: &String| {
        site.sources.contains_key(id)
            || site.facts.contains_key(id)
            || site.terms.contains_key(id)
            || site.entities.contains_key(id)
    };
    let ids = declared.into_iter().filter(|id| !is_there(id));
    Flawed {
        ids: ids.collect(),
        files,
    }
}
