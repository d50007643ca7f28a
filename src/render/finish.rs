//! Second pass over the pages: text and data of each → its template → the sink. What stays of a page is its record.

use std::sync::Arc;

use rayon::prelude::*;
use tera::Context;

use super::css::content_policy;
use super::memo::{PageMade, Placed};
use super::page_lookup::PageLookup;
use super::page_text::{PageData, PageText};
use super::search::script_sources;
use super::shared::Shared;
use super::template_fault::TemplateFault;
use super::templates::Templates;
use super::uses::Uses;
use super::{PageRecord, backlinks, catalogue, marks, pages, record, template_fault};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::PageIndex;
use crate::panics::catch;
use crate::sink::{OutputError, Sink};
use crate::watchdog::TOO_LONG;

/// What kept a page from being made.
enum Fault {
    Template(TemplateFault),
    Program(Diagnostic),
    /// Another page took so long that this one was not begun.
    Skipped,
}

type Finished = Result<Result<PageMade, Fault>, OutputError>;

/// What the second pass works with.
pub(super) struct Finish<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) templates: &'a Templates<'a>,
    pub(super) uses: &'a Uses,
    pub(super) sink: &'a dyn Sink,
    /// Whether the pages stay in memory.
    pub(super) keeps: bool,
}

/// Finishes all pages but those that are known, which are handed on; the pages that could be made, and whether some were
/// not begun because another took too long.
///
/// # Errors
/// The sink's own.
pub(super) fn finish_pages(
    pass: &Finish<'_>,
    placed: Vec<Placed>,
    known: &(dyn Fn(PageIndex) -> Option<PageMade> + Sync),
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<PageMade>, bool), OutputError> {
    let finished: Vec<Finished> = placed
        .into_par_iter()
        .enumerate()
        .map(|(index, placed)| {
            let index = crate::model::page_index(index);
            match known(index) {
                Some(page) => {
                    let path = &page.record.path;
                    pass.sink.put_shared(path, &page.html)?;
                    Ok(Ok(page))
                }
                None => pass.finish_safely(index, placed),
            }
        })
        .collect();
    let mut pages = Vec::with_capacity(finished.len());
    let mut faults = Vec::new();
    for page in finished {
        match page? {
            Ok(page) => pages.push(page),
            Err(Fault::Template(fault)) => faults.push(fault),
            Err(Fault::Program(fault)) => diagnostics.push(fault),
            Err(Fault::Skipped) => {}
        }
    }
    template_fault::report(faults, diagnostics);
    let has_barked = pass.templates.watchdog.has_barked();
    if has_barked {
        report_skipped(diagnostics);
    }
    Ok((pages, has_barked))
}

/// Says that there are no pages, where nothing else does: the slow one came to its end after all.
fn report_skipped(diagnostics: &mut Diagnostics) {
    if !diagnostics.has_errors() {
        let error = Diagnostic::error(
            "too-slow",
            format!("making a page took too long: {TOO_LONG}"),
        );
        diagnostics.push(error.help("look for the page that is much larger than the others, or try again on a machine that has less to do"));
    }
}

impl Finish<'_> {
    /// Finishes a page, whatever happens.
    fn finish_safely(&self, index: PageIndex, placed: Placed) -> Finished {
        if self.templates.watchdog.has_barked() {
            return Ok(Err(Fault::Skipped));
        }
        let page = self.shared.site.page(index);
        let lookup = PageLookup {
            shared: self.shared,
            page,
        };
        let finish = || self.finish_page(&lookup, placed, index);
        catch(&pages::page_name(&lookup), finish)
            .unwrap_or_else(|fault| Ok(Err(Fault::Program(fault.at(Place::file(page.file))))))
    }

    fn finish_page(
        &self,
        lookup: &PageLookup<'_>,
        (text, aliases): Placed,
        index: PageIndex,
    ) -> Finished {
        let mut text = Arc::unwrap_or_clone(text);
        let n_words = text.body.word_count;
        let written = written_links(&text);
        let (context, listed) = page_context(lookup, &mut text, aliases, self.uses);
        let name = pages::page_name(lookup);
        let template = pages::template_of(lookup);
        let html = match self
            .templates
            .render(self.shared.site, &template, &context, &name)
        {
            Ok(html) => html,
            Err(fault) => return Ok(Err(Fault::Template(fault))),
        };
        let html = marks::drop_idle_ids(&html, text.state.citations());
        let path = lookup.page.output_path();
        let record = Arc::new(PageRecord {
            page: Some(index),
            written,
            n_words,
            ..record(path, &html, listed)
        });
        let mut made = PageMade {
            record,
            html: Arc::default(),
        };
        if self.keeps {
            made.html = html.as_bytes().into();
            self.sink.put_shared(&made.record.path, &made.html)?;
        } else {
            self.sink.put(&made.record.path, html.as_bytes())?;
        }
        Ok(Ok(made))
    }
}

/// Links to a fragment or to another site, which the checks report where they stand.
fn written_links(text: &PageText) -> Vec<(String, Place)> {
    let links = text.state.links().iter();
    links
        .filter(|link| link.href.contains('#') || link.href.contains("//"))
        .map(|link| (link.href.clone(), link.place))
        .collect()
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
        PageData::Index(view) => {
            if let Some(search) = &view.search {
                context.insert("csp", &content_policy(Some(&script_sources(search))));
            }
            context.insert("index", view);
        }
        PageData::Status(view) => context.insert("status", view),
    }
    let listed = backlinks::listed(&page.mentions, &text.data, catalogue.as_ref());
    (context, listed)
}
