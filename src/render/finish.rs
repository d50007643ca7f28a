//! The second pass: what was said and who uses what → finished pages, through the templates.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use super::page_lookup::PageLookup;
use super::page_text::{PageData, PageText};
use super::record::{PageRecord, fragments_of, record};
use super::shared::Shared;
use super::templates::Templates;
use super::uses::Uses;
use super::{backlinks, catalogue, marks, pages};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::PageIndex;
use crate::sink::{OutputError, Sink};

/// A page that was made, the fault that kept it from being made, or the sink's error.
pub(super) type Finished = Result<Result<PageRecord, Diagnostic>, OutputError>;

/// Makes all pages, in parallel, and hands each to the sink.
pub(super) fn finish_pages(
    shared: &Shared<'_>,
    templates: &Templates,
    uses: &Uses,
    texts: Vec<PageText>,
    aliases: Vec<Vec<Vec<String>>>,
    sink: &dyn Sink,
) -> Vec<Finished> {
    shared
        .site
        .pages
        .par_iter()
        .zip(texts)
        .zip(aliases)
        .enumerate()
        .map(|(index, ((page, text), aliases))| {
            let lookup = PageLookup { shared, page };
            finish_page(
                &lookup,
                templates,
                uses,
                text,
                aliases,
                crate::model::page_index(index),
                sink,
            )
        })
        .collect()
}

fn finish_page(
    lookup: &PageLookup<'_>,
    templates: &Templates,
    uses: &Uses,
    mut text: PageText,
    aliases: Vec<Vec<String>>,
    index: PageIndex,
    sink: &dyn Sink,
) -> Finished {
    let n_words = text.body.word_count;
    let fragments = fragments_of(&text);
    let (context, listed) = page_context(lookup, &mut text, aliases, uses);
    let name = pages::page_name(lookup);
    let html = match templates.render(
        lookup.shared.site,
        &pages::template_of(lookup),
        &context,
        &name,
    ) {
        Ok(html) => html,
        Err(fault) => return Ok(Err(fault)),
    };
    let html = marks::drop_idle_ids(&html, text.state.citations());
    let path = lookup.page.output_path();
    sink.put(&path, html.as_bytes())?;
    let record = PageRecord {
        page: Some(index),
        fragments,
        n_words,
        ..record(path, &html, listed)
    };
    Ok(Ok(record))
}

/// What the template of a page gets, and the addresses in the page's lists of uses.
fn page_context(
    lookup: &PageLookup<'_>,
    text: &mut PageText,
    aliases: Vec<Vec<String>>,
    uses: &Uses,
) -> (Context, Vec<String>) {
    catalogue::add_uses(&mut text.data, lookup, uses);
    let mut context = Context::new();
    context.insert("site", &pages::site_view(lookup, text));
    let page = pages::page_view(lookup, text, aliases, uses);
    context.insert("page", &page);
    context.insert("nav", &pages::nav_view(lookup));
    context.insert("switch", &pages::switch_view(lookup));
    context.insert(
        "alternates",
        &pages::alternates(lookup.shared.site, lookup.page),
    );
    context.insert("t", lookup.shared.words.tree(lookup.page.lang));
    let catalogue =
        matches!(text.data, PageData::Sources).then(|| catalogue::catalogue_view(lookup, uses));
    match &text.data {
        PageData::None => {}
        PageData::List(view) => context.insert("list", view),
        PageData::Timeline(view) => context.insert("timeline", view),
        PageData::Glossary(view) => context.insert("glossary", view),
        PageData::Facts(view) => context.insert("facts", view),
        PageData::Sources => context.insert("catalogue", &catalogue),
        PageData::Index(view) => context.insert("index", view),
    }
    let listed = backlinks::listed(&page.mentions, &text.data, catalogue.as_ref());
    (context, listed)
}

/// Reports the faults of templates, one for each place: with the first page that it kept from being made.
pub(super) fn report_faults(faults: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
    let mut by_place: BTreeMap<Option<Place>, Vec<Diagnostic>> = BTreeMap::new();
    for fault in faults {
        by_place.entry(fault.place).or_default().push(fault);
    }
    for mut faults in by_place.into_values() {
        let n_more = faults.len() - 1;
        let mut first = faults.swap_remove(0);
        if n_more > 0 {
            let pages = if n_more == 1 { "page" } else { "pages" };
            first.message += &format!(" (and {n_more} more {pages})");
        }
        diagnostics.push(first);
    }
}
