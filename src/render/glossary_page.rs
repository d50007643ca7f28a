//! The glossary: its data and its views.

use serde::Serialize;

use super::list::sort_key;
use super::markdown::{PageState, render_inline};
use super::page_lookup::PageLookup;
use super::view::{LinkView, OtherName};
use crate::diagnostic::Diagnostics;
use crate::model::Term;

/// Data of the glossary.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GlossaryView {
    /// In order of name.
    pub terms: Vec<TermView>,
}

/// A term of the glossary.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TermView {
    /// Fragment.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in the other languages.
    pub others: Vec<OtherName>,
    /// What it means, HTML.
    pub html: String,
    /// Pages that use it.
    pub pages: Vec<LinkView>,
}

/// All terms, in order of name.
pub(super) fn glossary_view(
    lookup: &PageLookup<'_>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> GlossaryView {
    let lang = lookup.page.lang;
    let mut terms: Vec<&Term> = lookup.shared.site.terms.values().collect();
    terms.sort_by_cached_key(|term| (sort_key(&term.name.get(lang).text), term.id.as_str()));
    GlossaryView {
        terms: terms
            .into_iter()
            .map(|term| term_view(lookup, term, state, out))
            .collect(),
    }
}

fn term_view(
    lookup: &PageLookup<'_>,
    term: &Term,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> TermView {
    let languages = &lookup.shared.site.config.languages;
    let text = term.text.get(lookup.page.lang);
    let others = languages.iter().filter(|lang| *lang != lookup.page.lang);
    TermView {
        id: term.id.clone(),
        name: lookup.typographic(&term.name.get(lookup.page.lang).text),
        others: others
            .map(|lang| OtherName {
                lang: languages.tag(lang).to_owned(),
                name: super::markdown::typographic(
                    &term.name.get(lang).text,
                    lookup.shared.locale(lang),
                ),
            })
            .collect(),
        html: render_inline(&text.text, text.place, lookup, state, out),
        pages: Vec::new(),
    }
}
