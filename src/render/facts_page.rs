//! The page of all facts with their history: its data and its views.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::markdown::{Lookup as _, PageState, render_inline};
use super::page_lookup::PageLookup;
use super::view::{LinkView, StatusView};
use crate::diagnostic::Diagnostics;
use crate::model::{FACTS_CSV, FACTS_JSON, Fact, Site};
use crate::quantity::Form;

/// Data of the facts page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FactsView {
    /// By the file that defines them.
    pub groups: Vec<FactGroupView>,
    /// The same as JSON.
    pub json: Option<String>,
    /// The same as CSV.
    pub csv: Option<String>,
}

/// Facts that one file defines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FactGroupView {
    /// Name of the group; null when there is one.
    pub title: Option<String>,
    /// In order of id.
    pub facts: Vec<FactView>,
}

/// A fact with its history.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FactView {
    /// Fragment.
    pub id: String,
    /// As the language writes it.
    pub value: String,
    /// What it means.
    pub label: String,
    /// How firm it is.
    pub status: StatusView,
    /// Date of truth.
    pub as_of: String,
    /// Who says so.
    pub said_by: Option<String>,
    /// HTML.
    pub note: Option<String>,
    /// Citation marks, HTML.
    pub marks: String,
    /// Pages that state it.
    pub pages: Vec<LinkView>,
    /// What came after: the newer figure, then the one that is counted in another way.
    pub later: Vec<FactLinkView>,
    /// What came before, in order of id.
    pub earlier: Vec<FactLinkView>,
}

/// An earlier or later fact.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FactLinkView {
    /// How the two hang together, in words.
    pub kind: String,
    /// Fragment.
    pub href: String,
    /// As the language writes it.
    pub value: String,
    /// Date of truth.
    pub date: Option<String>,
}

/// All facts, in groups by the file that defines them.
pub(super) fn facts_view(
    lookup: &PageLookup<'_>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> FactsView {
    let site = lookup.shared.site;
    let mut by_file: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in site.facts.values() {
        by_file
            .entry(&site.files.get(fact.place.file).path)
            .or_default()
            .push(fact);
    }
    let alone = by_file.len() == 1;
    let earlier = earlier_facts(site);
    let groups = by_file
        .into_iter()
        .map(|(path, facts)| FactGroupView {
            title: (!alone).then(|| lookup.fact_group(path)),
            facts: facts
                .into_iter()
                .map(|fact| fact_view(lookup, fact, &earlier, state, out))
                .collect(),
        })
        .collect();
    FactsView {
        groups,
        json: Some(lookup.href(&format!("/{FACTS_JSON}"))),
        csv: Some(lookup.href(&format!("/{FACTS_CSV}"))),
    }
}

/// The facts that each fact came after, in order of id.
fn earlier_facts(site: &Site) -> HashMap<&str, Vec<&Fact>> {
    let mut earlier: HashMap<&str, Vec<&Fact>> = HashMap::new();
    for fact in site.facts.values() {
        for next in fact.successors() {
            let known = earlier.entry(&next.text).or_default();
            if known.last().is_none_or(|last| last.id != fact.id) {
                known.push(fact);
            }
        }
    }
    earlier
}

fn fact_view(
    lookup: &PageLookup<'_>,
    fact: &Fact,
    earlier: &HashMap<&str, Vec<&Fact>>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> FactView {
    let (lang, locale) = (lookup.page.lang, lookup.locale());
    let note = fact.note.as_ref().map(|note| note.get(lang));
    let label = fact.label.get(lang);
    FactView {
        id: fact.id.clone(),
        value: fact.quantity.format(locale, &fact.words(lang), Form::Table),
        label: lookup.typographic(&label.text),
        status: lookup.status_view(fact.status),
        as_of: fact.as_of.format(locale),
        said_by: fact
            .said_by
            .as_ref()
            .map(|name| lookup.typographic(&name.get(lang).text)),
        note: note.map(|note| render_inline(&note.text, note.place, lookup, state, out)),
        marks: lookup.cite(&fact.sources, state),
        pages: Vec::new(),
        later: later_links(lookup, fact),
        earlier: earlier_links(lookup, fact, earlier),
    }
}

fn later_links(lookup: &PageLookup<'_>, fact: &Fact) -> Vec<FactLinkView> {
    let link = |next: &crate::config::Placed, key| {
        let next = lookup.shared.site.facts.get(&next.text)?;
        Some(fact_link(lookup, key, next))
    };
    let replaced = fact
        .replaced_by
        .iter()
        .filter_map(|next| link(next, "later.replaced"));
    let followed = fact
        .followed_by
        .iter()
        .filter_map(|next| link(next, "later.followed"));
    replaced.chain(followed).collect()
}

fn earlier_links(
    lookup: &PageLookup<'_>,
    fact: &Fact,
    earlier: &HashMap<&str, Vec<&Fact>>,
) -> Vec<FactLinkView> {
    let facts = earlier.get(fact.id.as_str()).into_iter().flatten();
    facts
        .map(|other| {
            let is_replaced = other
                .replaced_by
                .as_ref()
                .is_some_and(|next| next.text == fact.id);
            let key = if is_replaced {
                "later.replaces"
            } else {
                "later.follows"
            };
            fact_link(lookup, key, other)
        })
        .collect()
}

fn fact_link(lookup: &PageLookup<'_>, key: &str, fact: &Fact) -> FactLinkView {
    let (lang, locale) = (lookup.page.lang, lookup.locale());
    FactLinkView {
        kind: lookup.shared.words.get(lang, key).to_owned(),
        href: format!("#{}", fact.id),
        value: fact.quantity.format(locale, &fact.words(lang), Form::Table),
        date: Some(fact.as_of.format(locale)),
    }
}

impl PageLookup<'_> {
    /// The name of a group of facts: the interface's words for its file, else the title of the collection of that name.
    fn fact_group(&self, path: &str) -> String {
        let name = path
            .rsplit('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".yaml");
        let key = format!("facts.groups.{name}");
        let collection = self.shared.site.config.collection(name);
        match (self.word_or_none(&key), collection) {
            (Some(words), _) => words,
            (None, Some(collection)) => {
                self.typographic(&collection.title.get(self.page.lang).text)
            }
            (None, None) => name.to_owned(),
        }
    }
}
