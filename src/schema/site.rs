//! What of the site goes into its schemas: languages, and the ids that a value may name. Ids are sorted.

use std::collections::BTreeSet;

use serde_json::Value;

use super::shape::{Key, id_of, map, one_of, or_text, required, text};
use crate::config::Collection;
use crate::model::{Site, folder_of};
use crate::status::Status;

/// A site as its schemas see it.
pub(super) struct View<'a> {
    pub(super) site: &'a Site,
}

impl<'a> View<'a> {
    /// The tags of the languages.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.site.config.languages.tags()
    }

    /// A value of one shape for each language.
    pub(super) fn for_each_language(&self, shape: &Value) -> Value {
        let key = |tag: &'a str| -> Key<'a> { required(tag, "in this language", shape.clone()) };
        map(self.tags().map(key))
    }

    /// A text for each language; a site with one language may write the text alone.
    pub(super) fn localized(&self) -> Value {
        self.localized_like(&text())
    }

    /// The same, for texts of one shape.
    pub(super) fn localized_like(&self, shape: &Value) -> Value {
        let localized = self.for_each_language(shape);
        match self.site.config.languages.len() {
            1 => or_text(localized),
            _ => localized,
        }
    }

    /// A text for each language, or one for all.
    pub(super) fn localized_or_same(&self) -> Value {
        or_text(self.for_each_language(&text()))
    }

    /// An id of a fact.
    pub(super) fn fact(&self) -> Value {
        self.known("a fact", self.site.facts.keys())
    }

    /// An id of a source.
    pub(super) fn source(&self) -> Value {
        self.known("a source", self.site.sources.keys())
    }

    /// An id of an entity; of one of the collections, if any is named.
    pub(super) fn entity(&self, collections: &[&str]) -> Value {
        let flawed = self.site.flawed.ids.iter();
        let all = self.site.entities.keys().chain(flawed);
        let fits = |id: &&str| {
            let folder = folder_of(id);
            let declared = self.site.config.collection(folder).is_some();
            declared && (collections.is_empty() || collections.contains(&folder))
        };
        let ids: BTreeSet<&str> = all.map(String::as_str).filter(fits).collect();
        id_of("an entity", ids)
    }

    /// An id of a page, drafts included.
    pub(super) fn page(&self) -> Value {
        let drafts = self.site.drafts.iter().map(|(id, _)| id.as_str());
        let ids: BTreeSet<&str> = self.site.ids().chain(drafts).collect();
        id_of("a page", ids)
    }

    /// A status.
    pub(super) fn status(&self) -> Value {
        one_of(Status::ALL.iter().map(|status| status.name()))
    }

    /// The name of a collection.
    pub(super) fn collection(&self) -> Value {
        let collections = self.site.config.collections.iter();
        let names: BTreeSet<&str> = collections.map(|known| known.name.as_str()).collect();
        id_of("a collection", names)
    }

    /// The code of a region of a collection's map; `None` where it has no map.
    pub(super) fn region(&self, declaration: &Collection) -> Option<Value> {
        let map = self.site.maps.get(&declaration.map.as_ref()?.text)?;
        let codes = map.states.iter().map(|region| region.code.as_str());
        Some(one_of(codes.collect::<BTreeSet<&str>>()))
    }

    /// Ids, with those whose own entry is wrong: whoever names them is not wrong for that.
    fn known(&self, what: &str, ids: impl Iterator<Item = &'a String>) -> Value {
        let flawed = self.site.flawed.ids.iter();
        let flawed = flawed.filter(|id| folder_of(id).is_empty());
        let ids: BTreeSet<&str> = ids.chain(flawed).map(String::as_str).collect();
        id_of(what, ids)
    }
}
