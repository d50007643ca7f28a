//! Who uses what: pages that mention a page, cite a source, state a fact, explain a term. Worked out between the two
//! passes, from what the first one noted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::link::{Target, resolve_link};
use super::page_lookup::PageLookup;
use super::page_text::PageText;
use super::record::Rendered;
use super::view::{LinkView, MentionsView};
use crate::diagnostic::Diagnostics;
use crate::lang::Lang;
use crate::load::View;
use crate::model::{Entity, Page, PageIndex, PageKind, Site};

/// Who uses what, by id; pages in the order of the site.
#[derive(Debug, Default)]
pub(super) struct Uses {
    mentions: HashMap<(String, Lang), BTreeSet<PageIndex>>,
    sources: HashMap<(String, Lang), BTreeSet<PageIndex>>,
    facts: HashMap<(String, Lang), BTreeSet<PageIndex>>,
    terms: HashMap<(String, Lang), BTreeSet<PageIndex>>,
    /// Sources that any page cites, the page of all facts included.
    cited: HashSet<String>,
}

/// Collects the uses of all pages.
pub(super) fn collect_uses(site: &Site, texts: &[PageText]) -> Uses {
    let mut uses = Uses::default();
    for ((index, page), text) in site.indexed_pages().zip(texts) {
        text.state.citations().iter().for_each(|citation| {
            uses.cited.insert(citation.source.clone());
        });
        if matches!(
            page.kind,
            PageKind::View(View::Facts | View::Search | View::Sources | View::Status)
        ) {
            continue;
        }
        for id in mentioned(site, page, text) {
            uses.mentions
                .entry((id, page.lang))
                .or_default()
                .insert(index);
        }
        let note = |map: &mut HashMap<(String, Lang), BTreeSet<PageIndex>>, id: &str| {
            map.entry((id.to_owned(), page.lang))
                .or_default()
                .insert(index);
        };
        text.state
            .citations()
            .iter()
            .for_each(|citation| note(&mut uses.sources, &citation.source));
        text.state
            .facts()
            .iter()
            .for_each(|fact| note(&mut uses.facts, &fact.id));
        text.state
            .terms()
            .iter()
            .for_each(|term| note(&mut uses.terms, &term.id));
    }
    uses
}

/// Ids of the pages that the texts of a page link to or the fields of its data file name; relations are listed on both
/// ends by themselves.
fn mentioned(site: &Site, page: &Page, text: &PageText) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for link in text.state.links() {
        let target = resolve_link(
            site,
            page,
            &link.destination,
            link.place,
            &mut Diagnostics::new(),
        );
        if let Target::Page(index, _) = target {
            ids.insert(site.page(index).id.clone());
        }
    }
    let entity = site.entities.get(&page.id);
    ids.extend(entity.into_iter().flat_map(Entity::named_entities));
    ids.remove(&page.id);
    ids
}

impl Uses {
    /// What was used at all, for the checks.
    pub(super) fn into_rendered(self) -> Rendered {
        Rendered {
            used_facts: self.facts.into_keys().map(|(id, _)| id).collect(),
            used_sources: self.cited,
            used_terms: self.terms.into_keys().map(|(id, _)| id).collect(),
            ..Rendered::default()
        }
    }

    pub(super) fn pages_citing(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.sources.get(&(id.to_owned(), lookup.page.lang)))
    }

    pub(super) fn pages_stating(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.facts.get(&(id.to_owned(), lookup.page.lang)))
    }

    /// The pages of a language that state a fact, in the order of the site.
    pub(super) fn stating(&self, id: &str, lang: Lang) -> impl Iterator<Item = PageIndex> + '_ {
        let pages = self.facts.get(&(id.to_owned(), lang));
        pages.into_iter().flatten().copied()
    }

    pub(super) fn pages_explaining(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.terms.get(&(id.to_owned(), lookup.page.lang)))
    }

    /// The pages that mention this one, by kind: single pages first, then collections in the order of `site.yaml`.
    pub(super) fn mentions_view(&self, lookup: &PageLookup<'_>) -> Vec<MentionsView> {
        let site = lookup.shared.site;
        let mut groups: BTreeMap<Option<usize>, Vec<LinkView>> = BTreeMap::new();
        for index in self
            .mentions
            .get(&(lookup.page.id.clone(), lookup.page.lang))
            .into_iter()
            .flatten()
        {
            let kind = match site.page(*index).kind {
                PageKind::Entity(collection) => Some(collection),
                _ => None,
            };
            groups
                .entry(kind)
                .or_default()
                .extend(lookup.link_to(&site.page(*index).id));
        }
        groups
            .into_iter()
            .map(|(kind, items)| {
                let title = match kind {
                    Some(collection) => lookup.typographic(
                        &site.config.collections[collection]
                            .title
                            .get(lookup.page.lang)
                            .text,
                    ),
                    None => lookup.word("mentions_other").to_owned(),
                };
                MentionsView { title, items }
            })
            .collect()
    }
}

fn links(lookup: &PageLookup<'_>, pages: Option<&BTreeSet<PageIndex>>) -> Vec<LinkView> {
    let pages = pages.into_iter().flatten();
    pages
        .filter_map(|index| lookup.link_to(&lookup.shared.site.page(*index).id))
        .collect()
}
