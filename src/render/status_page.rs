//! The page for editors: the state of every text, and the facts that are to be looked at again. It shows dates and leaves
//! the judgement to the reader, since a page knows no today. Pages of which no text is built are not on it: it is public.

use serde::Serialize;

use super::markdown::Lookup as _;
use super::page_lookup::PageLookup;
use super::translations::{Row, TextState, translation_table};
use super::view::{DateView, LinkView};
use crate::load::View;
use crate::model::{Fact, PageKind};
use crate::quantity::{Form, PartialDate};

/// Data of the page for editors.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StatusPageView {
    /// The languages of the site, each under its own name.
    pub languages: Vec<LanguageView>,
    /// One per page, in the order of ids.
    pub pages: Vec<PageStateView>,
    /// Facts with a date of review, the earliest first.
    pub facts: Vec<ReviewView>,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LanguageView {
    /// Tag.
    pub lang: String,
    /// Its own name.
    pub name: String,
}

/// The state of the texts of a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageStateView {
    /// The page.
    pub page: LinkView,
    /// One per language.
    pub cells: Vec<TextStateView>,
}

/// The state of a text.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TextStateView {
    /// In words.
    pub label: String,
    /// Day of its last change; null if it is not built.
    pub updated: Option<DateView>,
}

/// A fact that is to be looked at again.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ReviewView {
    /// What it means.
    pub label: String,
    /// As the language writes it.
    pub value: String,
    /// Where it stands on the page of all facts; null if there is no such page.
    pub href: Option<String>,
    /// By when.
    pub by: DateView,
}

/// The data of the page.
pub(super) fn status_view(lookup: &PageLookup<'_>) -> StatusPageView {
    let shared = lookup.shared;
    let languages = &shared.site.config.languages;
    let name = |lang| LanguageView {
        lang: languages.tag(lang).to_owned(),
        name: shared.words.get(lang, "lang_name").to_owned(),
    };
    let rows = translation_table(shared.site, &shared.translations);
    StatusPageView {
        languages: languages.iter().map(name).collect(),
        pages: rows
            .iter()
            .filter_map(|row| page_state(lookup, row))
            .collect(),
        facts: reviews(lookup),
    }
}

/// `None` for pages of which no text is built.
fn page_state(lookup: &PageLookup<'_>, row: &Row) -> Option<PageStateView> {
    let site = lookup.shared.site;
    let updated = |index| site.page(index).front_matter.updated;
    let cells = row.cells.iter().map(|(state, index)| TextStateView {
        label: state_word(lookup, *state),
        updated: index.and_then(updated).map(|date| date_view(lookup, date)),
    });
    Some(PageStateView {
        page: lookup.link_to(&row.id)?,
        cells: cells.collect(),
    })
}

fn state_word(lookup: &PageLookup<'_>, state: TextState) -> String {
    let key = format!("translation.{}", state.name());
    lookup.word_or_none(&key).unwrap_or(key)
}

fn date_view(lookup: &PageLookup<'_>, date: PartialDate) -> DateView {
    DateView {
        datetime: date.datetime_attr().unwrap_or_default(),
        text: date.format(lookup.locale()),
    }
}

fn reviews(lookup: &PageLookup<'_>) -> Vec<ReviewView> {
    let facts = lookup.shared.site.facts.values();
    let mut due: Vec<(PartialDate, &Fact)> = facts
        .filter_map(|fact| Some((fact.review_by?.0, fact)))
        .collect();
    due.sort_by_key(|(date, fact)| (*date, fact.id.as_str()));
    let mut pages = lookup.shared.site.pages.iter();
    let catalogue = pages
        .find(|page| page.lang == lookup.page.lang && page.kind == PageKind::View(View::Facts));
    let view = |(date, fact): (PartialDate, &Fact)| ReviewView {
        label: lookup.typographic(&fact.label.get(lookup.page.lang).text),
        value: fact
            .quantity
            .format(lookup.locale(), &fact.words(lookup.page.lang), Form::Table),
        href: catalogue.map(|page| format!("{}#{}", lookup.href(&page.path), fact.id)),
        by: date_view(lookup, date),
    };
    due.into_iter().map(view).collect()
}
