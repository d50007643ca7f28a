//! The pages that show data of the whole site: timeline, sources, index of all pages.

use super::data_view::{CatalogueView, EventView, GroupView, IndexView, ItemView, TimelineView};
use super::list::sort_key;
use super::markdown::{Lookup as _, PageState, render_inline};
use super::page_lookup::PageLookup;
use super::page_text::PageData;
use super::search::search_view;
use super::source_view::source_view;
use super::uses::Uses;
use super::view::LinkView;
use crate::diagnostic::Diagnostics;
use crate::model::{Event, Page, PageIndex, PageKind};

/// All events, in order of date.
pub(super) fn timeline_view(
    lookup: &PageLookup<'_>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> TimelineView {
    let events = lookup.shared.site.events.iter();
    TimelineView {
        events: events
            .map(|event| event_view(lookup, event, state, out))
            .collect(),
    }
}

fn event_view(
    lookup: &PageLookup<'_>,
    event: &Event,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> EventView {
    let lang = lookup.page.lang;
    let text = event.text.get(lang);
    let entities = event
        .entities
        .iter()
        .filter_map(|id| lookup.link_to(&id.text))
        .collect();
    state.start_section();
    EventView {
        id: event.id.clone(),
        datetime: event.date.datetime_attr(),
        date: event.date.format(lookup.shared.locale(lang)),
        expected: lookup.is_expected(event),
        status: lookup.status_view(event.status),
        html: render_inline(&text.text, text.place, lookup, state, out),
        later: Vec::new(),
        entities,
        marks: lookup.cite(&event.sources, state),
    }
}

/// All sources, in order of publisher, with the pages that cite them.
pub(super) fn catalogue_view(lookup: &PageLookup<'_>, uses: &Uses) -> CatalogueView {
    let mut sources: Vec<_> = lookup.shared.site.sources.values().collect();
    sources.sort_by_cached_key(|source| {
        (
            sort_key(&source.publisher.name),
            source.published.map(|(date, _)| date),
            source.id.as_str(),
        )
    });
    let view = |source: &crate::model::Source| {
        let mut view = source_view(lookup, source);
        view.pages = uses.pages_citing(lookup, &source.id);
        view
    };
    CatalogueView {
        sources: sources.into_iter().map(view).collect(),
    }
}

/// Puts the pages that use each fact or term into the data of a page.
pub(super) fn add_uses(data: &mut PageData, lookup: &PageLookup<'_>, uses: &Uses) {
    match data {
        PageData::Facts(view) => {
            for fact in view.groups.iter_mut().flat_map(|group| &mut group.facts) {
                fact.pages = uses.pages_stating(lookup, &fact.id);
            }
        }
        PageData::Glossary(view) => {
            for term in &mut view.terms {
                term.pages = uses.pages_explaining(lookup, &term.id);
            }
        }
        _ => {}
    }
}

/// All pages of the language by kind; those that exist only in another language are marked.
pub(super) fn index_view(lookup: &PageLookup<'_>) -> IndexView {
    let site = lookup.shared.site;
    let mut single = Vec::new();
    let mut by_collection: Vec<Vec<ItemView>> =
        site.config.collections.iter().map(|_| Vec::new()).collect();
    for (index, page) in site.indexed_pages() {
        let shown = site.find_any(&page.id, lookup.page.lang) == Some(index);
        if !shown || page.id == lookup.page.id || page.is_for_editors() {
            continue;
        }
        let item = lookup.index_item(index, page);
        match page.kind {
            PageKind::Entity(collection) | PageKind::List(collection) => {
                by_collection[collection].push(item)
            }
            _ => single.push(item),
        }
    }
    let mut groups = vec![GroupView {
        title: None,
        items: single,
    }];
    for (collection, mut items) in site.config.collections.iter().zip(by_collection) {
        items.sort_by_cached_key(|item| sort_key(&item.title));
        let title = lookup.typographic(&collection.title.get(lookup.page.lang).text);
        groups.push(GroupView {
            title: Some(title),
            items,
        });
    }
    groups.retain(|group| !group.items.is_empty());
    IndexView {
        groups,
        search: search_view(lookup),
    }
}

impl PageLookup<'_> {
    fn index_item(&self, index: PageIndex, page: &Page) -> ItemView {
        let lang = self.foreign_tag(index);
        ItemView {
            title: self.typographic(&page.front_matter.title),
            href: self.page_href(index),
            lang_note: lang.as_deref().map(|tag| self.in_language(tag)),
            lang,
            summary: super::escape::escape_html(&self.typographic(&page.front_matter.description))
                .into_owned(),
            status: None,
        }
    }

    /// A link to the page of an id, in the reader's language if it is there.
    pub(super) fn link_to(&self, id: &str) -> Option<LinkView> {
        let index = self.shared.site.find_any(id, self.page.lang)?;
        let lang = self.foreign_tag(index);
        Some(LinkView {
            title: super::pages::short_title(self, id),
            href: self.page_href(index),
            note: lang.as_deref().map(|tag| self.in_language(tag)),
            lang,
        })
    }

    /// Plain text with the quotes, dashes and apostrophes of the page's language.
    pub(super) fn typographic(&self, text: &str) -> String {
        super::markdown::typographic(text, self.locale())
    }
}
