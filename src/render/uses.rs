//! Who uses what: pages that mention a page, cite a source, state a fact, explain a term. Worked out between the two
//! passes, from what the first one noted.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::link::{Target, resolve_link};
use super::page_lookup::PageLookup;
use super::page_text::PageText;
use super::record::Rendered;
use super::view::{LinkView, MentionsView};
use crate::diagnostic::Diagnostics;
use crate::lang::Lang;
use crate::load::View;
use crate::model::{Entity, Page, PageIndex, PageKind, Site};

/// Who uses what, by language and id; pages in the order of the site.
#[derive(Debug, Default)]
pub(super) struct Uses {
    mentions: Users,
    sources: Users,
    facts: Users,
    terms: Users,
    /// Sources that any page cites, the page of all facts included; by how many.
    cited: HashMap<String, usize>,
}

/// The pages that use something: by language, then by id.
type Users = Vec<HashMap<String, BTreeSet<PageIndex>>>;

/// What one page uses, by id.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageUses {
    mentions: BTreeSet<String>,
    sources: BTreeSet<String>,
    facts: BTreeSet<String>,
    terms: BTreeSet<String>,
    cited: BTreeSet<String>,
}

/// What changed for other pages when one page came to use other things than before.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// Ids of pages that are mentioned by other pages than before, each with the language.
    pub(super) mentions: BTreeSet<(String, Lang)>,
    /// Whether pages that list sources, facts or terms are to list other users.
    pub(super) lists: bool,
}

impl PageUses {
    /// What a page uses. Pages that list what others use count for nothing but the sources they cite.
    pub(super) fn of(site: &Site, page: &Page, text: &PageText) -> Self {
        let state = &text.state;
        let cited = state.citations().iter();
        let cited: BTreeSet<String> = cited.map(|citation| citation.source.clone()).collect();
        if matches!(
            page.kind,
            PageKind::View(View::Facts | View::Search | View::Sources | View::Status)
        ) {
            return Self {
                cited,
                ..Self::default()
            };
        }
        Self {
            mentions: mentioned(site, page, text),
            sources: cited.clone(),
            facts: state.facts().iter().map(|fact| fact.id.clone()).collect(),
            terms: state.terms().iter().map(|term| term.id.clone()).collect(),
            cited,
        }
    }
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
    /// Nobody uses anything yet.
    pub(super) fn none(n_languages: usize) -> Self {
        let users = || vec![HashMap::new(); n_languages];
        Self {
            mentions: users(),
            sources: users(),
            facts: users(),
            terms: users(),
            cited: HashMap::new(),
        }
    }

    /// Adds what a page uses.
    pub(super) fn add(&mut self, page: PageIndex, lang: Lang, used: &PageUses) {
        for (users, ids) in self.users(used) {
            for id in ids {
                match users[lang.index()].get_mut(id) {
                    Some(pages) => {
                        pages.insert(page);
                    }
                    None => {
                        users[lang.index()].insert(id.clone(), BTreeSet::from([page]));
                    }
                }
            }
        }
        for source in &used.cited {
            *self.cited.entry(source.clone()).or_default() += 1;
        }
    }

    /// A page uses other things than before: says what that changes for other pages.
    pub(super) fn replace(
        &mut self,
        page: PageIndex,
        lang: Lang,
        old: &PageUses,
        new: &PageUses,
        moved: &mut Moved,
    ) {
        let mentions = old.mentions.symmetric_difference(&new.mentions);
        moved.mentions.extend(mentions.map(|id| (id.clone(), lang)));
        moved.lists |=
            (&old.sources, &old.facts, &old.terms) != (&new.sources, &new.facts, &new.terms);
        self.remove(page, lang, old);
        self.add(page, lang, new);
    }

    fn remove(&mut self, page: PageIndex, lang: Lang, used: &PageUses) {
        for (users, ids) in self.users(used) {
            for id in ids {
                let Some(pages) = users[lang.index()].get_mut(id) else {
                    continue;
                };
                pages.remove(&page);
                if pages.is_empty() {
                    users[lang.index()].remove(id);
                }
            }
        }
        for source in &used.cited {
            if let Some(n) = self.cited.get_mut(source) {
                *n -= 1;
                if *n == 0 {
                    self.cited.remove(source);
                }
            }
        }
    }

    /// Each list of users, with the ids of what a page uses of its kind.
    fn users<'a>(&mut self, used: &'a PageUses) -> [(&mut Users, &'a BTreeSet<String>); 4] {
        [
            (&mut self.mentions, &used.mentions),
            (&mut self.sources, &used.sources),
            (&mut self.facts, &used.facts),
            (&mut self.terms, &used.terms),
        ]
    }

    /// What was used at all, for the checks.
    pub(super) fn to_rendered(&self) -> Rendered {
        let ids = |users: &Users| users.iter().flat_map(HashMap::keys).cloned().collect();
        Rendered {
            used_facts: ids(&self.facts),
            used_sources: self.cited.keys().cloned().collect(),
            used_terms: ids(&self.terms),
            ..Rendered::default()
        }
    }

    pub(super) fn pages_citing(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.sources[lookup.page.lang.index()].get(id))
    }

    pub(super) fn pages_stating(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.facts[lookup.page.lang.index()].get(id))
    }

    /// The pages of a language that state a fact, in the order of the site.
    pub(super) fn stating(&self, id: &str, lang: Lang) -> impl Iterator<Item = PageIndex> + '_ {
        let pages = self.facts[lang.index()].get(id);
        pages.into_iter().flatten().copied()
    }

    pub(super) fn pages_explaining(&self, lookup: &PageLookup<'_>, id: &str) -> Vec<LinkView> {
        links(lookup, self.terms[lookup.page.lang.index()].get(id))
    }

    /// The pages that mention this one, by kind: single pages first, then collections in the order of `site.yaml`.
    pub(super) fn mentions_view(&self, lookup: &PageLookup<'_>) -> Vec<MentionsView> {
        let site = lookup.shared.site;
        let mut groups: BTreeMap<Option<usize>, Vec<LinkView>> = BTreeMap::new();
        let mentions = self.mentions[lookup.page.lang.index()].get(&lookup.page.id);
        for index in mentions.into_iter().flatten() {
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
