//! First pass over a page: everything that its texts and its data say, as HTML, in the order in which the reader meets it.

use super::catalogue::{index_view, timeline_view};
use super::escape::escape_html;
use super::facts_page::facts_view;
use super::glossary_page::glossary_view;
use super::later::add_notes;
use super::list::list_view;
use super::markdown::{PageState, Text, Typography, render_body, render_inline};
use super::page_facts::facts_of_page;
use super::page_lookup::PageLookup;
use super::page_text::{PageData, PageText};
use super::shared::Shared;
use super::status_page::status_view;
use super::ties::ties_view;
use super::view::{CellView, FigureView};
use crate::config::{Field, Placed};
use crate::diagnostic::{Diagnostics, Place};
use crate::load::View;
use crate::model::{Entity, Fact, FieldValue, Page, PageKind};
use crate::quantity::{Form, LocalWords, Quantity};

/// Renders the texts of a page.
pub(super) fn render_text(shared: &Shared<'_>, page: &Page, out: &mut Diagnostics) -> PageText {
    let lookup = PageLookup { shared, page };
    let mut state = PageState::new();
    state.expect_facts(facts_of_page(&lookup));
    let file = shared.site.files.get(page.file);
    let text = Text {
        body: &file.text[page.body_offset..],
        file: page.file,
        offset: page.body_offset,
        typography: Typography::ByLanguage,
    };
    let mut body = render_body(&text, &lookup, &mut state, out);
    state.start_section();
    let data_file = shared.site.entities.get(&page.id);
    let declaration = shared.site.declaration(page);
    let block = title_block(&lookup, data_file, &mut state, out);
    let figures = key_figures(&lookup, data_file, &mut state, out);
    let ties = match (page.kind, data_file) {
        (PageKind::Entity(_), Some(entity)) => ties_view(&lookup, entity, &mut state, out),
        _ => Vec::new(),
    };
    let lang = page.lang;
    let config = &shared.site.config;
    let mut inline =
        |text: &Placed| render_inline(&text.text, text.place, &lookup, &mut state, out);
    let figures_title = declaration.and_then(|declaration| declaration.figures_title.as_ref());
    let figures_title = figures_title
        .filter(|_| !figures.is_empty())
        .map(|title| inline(title.get(lang)));
    let footer = inline(config.footer.get(lang));
    let credits = config
        .credits
        .as_ref()
        .map(|credits| inline(credits.get(lang)));
    let mut data = page_data(&lookup, &mut state, out);
    let terms = used_terms(&lookup, &mut state, out);
    let later = add_notes(&lookup, &mut body, &mut data, &state);
    PageText {
        body,
        block,
        figures,
        figures_title,
        ties,
        footer,
        credits,
        data,
        terms,
        later,
        state,
    }
}

/// The cells of the title block that the page's data file fills.
fn title_block(
    lookup: &PageLookup<'_>,
    entity: Option<&Entity>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Vec<CellView> {
    let declaration = lookup.shared.site.declaration(lookup.page);
    let (Some(declaration), Some(entity)) = (declaration, entity) else {
        return Vec::new();
    };
    let named = |name: &str| declaration.fields.iter().find(|field| field.name == name);
    let fields = declaration
        .block
        .iter()
        .filter_map(|cell| named(&cell.text));
    fields
        .filter_map(|field| cell(lookup, entity, field, state, out))
        .collect()
}

fn page_data(lookup: &PageLookup<'_>, state: &mut PageState, out: &mut Diagnostics) -> PageData {
    match lookup.page.kind {
        PageKind::List(collection) => PageData::List(list_view(lookup, collection, state, out)),
        PageKind::View(View::Timeline) => PageData::Timeline(timeline_view(lookup, state, out)),
        PageKind::View(View::Glossary) => PageData::Glossary(glossary_view(lookup, state, out)),
        PageKind::View(View::Facts) => PageData::Facts(facts_view(lookup, state, out)),
        PageKind::View(View::Search) => PageData::Index(index_view(lookup)),
        PageKind::View(View::Sources) => PageData::Sources,
        PageKind::View(View::Status) => PageData::Status(status_view(lookup)),
        PageKind::Home | PageKind::Entity(_) | PageKind::Single => PageData::None,
    }
}

/// The terms that the page explains, each once, with what its popover says.
fn used_terms(
    lookup: &PageLookup<'_>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut ids: Vec<String> = state.terms().iter().map(|term| term.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let explain = |id: String| {
        let term = lookup.shared.site.terms.get(&id)?;
        let text = term.text.get(lookup.page.lang);
        Some((
            id,
            render_inline(&text.text, text.place, lookup, state, out),
        ))
    };
    ids.into_iter().filter_map(explain).collect()
}

fn cell(
    lookup: &PageLookup<'_>,
    entity: &Entity,
    field: &Field,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<CellView> {
    let lang = lookup.page.lang;
    let value = entity.field(&field.name)?;
    let label = match (&field.label, &field.label_field) {
        (Some(label), _) => Some(label.get(lang)),
        (None, Some(name)) => match entity.field(name) {
            Some(FieldValue::Localized(label)) => Some(label.get(lang)),
            _ => None,
        },
        (None, None) => None,
    };
    let label = label
        .map(|label| render_inline(&label.text, label.place, lookup, state, out))
        .unwrap_or_default();
    Some(CellView {
        label,
        html: value_html(lookup, value, state, out),
        wide: field.wide,
    })
}

/// The value of a declared field, as the title block shows it.
fn value_html(
    lookup: &PageLookup<'_>,
    value: &FieldValue,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> String {
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    match value {
        FieldValue::Null => lookup.word("not_given").to_owned(),
        FieldValue::Text(text) => escape_html(text).into_owned(),
        FieldValue::Url(url) => url_html(&url.text),
        FieldValue::Localized(text) => {
            let text = text.get(lang);
            render_inline(&text.text, text.place, lookup, state, out)
        }
        FieldValue::Number(number) => Quantity::plain(*number).format(
            shared.locale(lang),
            &LocalWords::default(),
            Form::Table,
        ),
        FieldValue::Date(date) => shared.date_html(*date, lang),
        FieldValue::Status(status) => super::markdown::render_badge(&shared.status(*status, lang)),
        FieldValue::Reference(kind, placed) => reference_html(lookup, kind, placed, state, out),
        FieldValue::List(values) => values
            .iter()
            .map(|value| value_html(lookup, value, state, out))
            .collect::<Vec<_>>()
            .join(", "),
        FieldValue::Group(values) => values
            .iter()
            .map(|(_, value)| value_html(lookup, value, state, out))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// A link that shows its address, without the scheme and the final slash.
fn url_html(url: &str) -> String {
    let shown = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (url, shown) = (escape_html(url), escape_html(shown.trim_end_matches('/')));
    format!("<a href=\"{url}\">{shown}</a>")
}

fn reference_html(
    lookup: &PageLookup<'_>,
    kind: &crate::model::ReferenceKind,
    placed: &Placed,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> String {
    use crate::model::ReferenceKind;
    let markdown = match kind {
        ReferenceKind::Fact => format!("[](fact:{})", placed.text),
        ReferenceKind::Source => format!("[@{}]", placed.text),
        ReferenceKind::Entity(_) => {
            let spelling =
                super::link_help::spelling(lookup.shared.site, lookup.page, &placed.text);
            if let Some(html) = foreign_html(lookup, placed, &spelling, state) {
                return html;
            }
            format!("[]({spelling})")
        }
    };
    render_inline(&markdown, placed.place, lookup, state, out)
}

/// A link to an entity without a text in the page's language, or with a draft alone: it says so, as lists do.
fn foreign_html(
    lookup: &PageLookup<'_>,
    placed: &Placed,
    spelling: &str,
    state: &mut PageState,
) -> Option<String> {
    let link = lookup.link_to(&placed.text)?;
    let lang = escape_html(link.lang.as_deref()?).into_owned();
    state.note_link(spelling, &link.href, placed.place);
    Some(format!(
        "<a href=\"{}\" lang=\"{lang}\" hreflang=\"{lang}\">{}</a> {}",
        escape_html(&link.href),
        escape_html(&link.title),
        escape_html(link.note.as_deref().unwrap_or_default())
    ))
}

fn key_figures(
    lookup: &PageLookup<'_>,
    entity: Option<&Entity>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Vec<FigureView> {
    let ids = entity
        .map(|entity| entity.facts.as_slice())
        .unwrap_or_default();
    let facts: Vec<&Fact> = ids
        .iter()
        .filter_map(|id| lookup.shared.site.facts.get(&id.text))
        .collect();
    facts
        .into_iter()
        .zip(ids)
        .map(|(fact, id)| key_figure(lookup, fact, id.place, state, out))
        .collect()
}

fn key_figure(
    lookup: &PageLookup<'_>,
    fact: &Fact,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> FigureView {
    let lang = lookup.page.lang;
    let figure = fact
        .quantity
        .key_figure(lookup.shared.locale(lang), &fact.words(lang));
    let label = fact.label.get(lang);
    state.mention_fact(&fact.id, place);
    FigureView {
        qualifier: figure.qualifier,
        number: figure.number,
        unit: figure.unit,
        label: render_inline(&label.text, label.place, lookup, state, out),
        status: lookup.status_view(fact.status),
        marks: lookup.cite(one_source(fact, state), state),
    }
}

/// One source is enough beside a key figure, the others stand on the page of all facts: one that the page cites
/// already, else the first.
fn one_source<'a>(fact: &'a Fact, state: &PageState) -> &'a [Placed] {
    let cited = |source: &Placed| {
        state
            .citations()
            .iter()
            .any(|citation| citation.source == source.text)
    };
    let at = fact.sources.iter().position(cited).unwrap_or(0);
    fact.sources.get(at..=at).unwrap_or_default()
}
