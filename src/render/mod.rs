//! Site + templates → outputs, handed one by one to a [`Sink`]. A pure function: no clock, no disk, no order of hashes,
//! the same bytes at any number of threads. What stays of each page is its [`PageRecord`].

mod address;
mod aliases;
mod answers;
mod backlinks;
mod catalogue;
mod css;
mod data_view;
mod engine;
mod escape;
mod fact_index;
mod facts_data;
mod facts_page;
mod feed;
mod figures;
mod finish;
mod fixed;
mod glossary_page;
mod json_ld;
mod later;
mod link;
mod link_help;
mod list;
pub mod markdown;
mod marks;
mod memo;
mod nesting;
mod page_facts;
mod page_lookup;
mod page_text;
mod pages;
mod passes;
mod record;
mod scan;
mod search;
mod sections;
mod shared;
mod source_view;
mod stale;
mod status_page;
pub mod svg;
mod tally;
mod template_fault;
mod templates;
mod text;
mod ties;
pub mod translations;
mod unmarked;
mod uses;
mod view;
mod visible;
mod words;

pub use address::{LinkStyle, join, percent_decode};
pub use memo::Memo;
pub use record::{PageRecord, Rendered};
pub use scan::{ids_of, unescape};
pub use tally::Tally;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::sink::{OutputError, Sink};
use crate::watchdog::Watchdog;
use css::{CSS_SLOT, content_policy};
use memo::Anew;
use page_lookup::PageLookup;
use passes::Passes;
use record::record;
use shared::Shared;
use templates::{Templates, load_templates};
use words::read_words;

/// The icon, drawn as data so that it costs no request.
const ICON: &str = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%230a5a45'%20d='M1%201h14v14H1z'/%3E%3Cpath%20fill='none'%20stroke='%23fff'%20stroke-width='2'%20d='M4%204h4l4%204v4'/%3E%3C/svg%3E";

/// Renders the whole site into `sink`, telling `watchdog` what it is at.
///
/// # Errors
/// The sink's own: the machine's fault. Faults of the content are diagnostics.
pub fn render_site(
    site: &Site,
    style: LinkStyle,
    sink: &dyn Sink,
    watchdog: &Watchdog,
    diagnostics: &mut Diagnostics,
) -> Result<Rendered, OutputError> {
    render(site, style, (sink, watchdog), None, diagnostics)
}

/// The same, making no more than what the bodies reach that have changed since the run that filled `memo`.
///
/// # Errors
/// The sink's own.
pub fn render_again(
    site: &Site,
    style: LinkStyle,
    sink: &dyn Sink,
    watchdog: &Watchdog,
    memo: &mut Memo,
    diagnostics: &mut Diagnostics,
) -> Result<Rendered, OutputError> {
    render(site, style, (sink, watchdog), Some(memo), diagnostics)
}

fn render(
    site: &Site,
    style: LinkStyle,
    (sink, watchdog): (&dyn Sink, &Watchdog),
    mut memo: Option<&mut Memo>,
    diagnostics: &mut Diagnostics,
) -> Result<Rendered, OutputError> {
    let keeps = memo.is_some();
    let (mut known, changed) = memo.as_deref_mut().map(Memo::take).unwrap_or_default();
    let words = read_words(site, diagnostics);
    let globals = [
        ("css", CSS_SLOT.into()),
        ("csp", content_policy(None).into()),
        ("icon", ICON.into()),
    ];
    let templates = load_templates(site, &globals, watchdog, diagnostics);
    let texts = Anew::texts(site, &known, &changed);
    let pages = texts.with_translations(site);
    let translations = known.translations(site, &pages);
    let shared = Shared::new(site, &words, style, translations);
    let passes = Passes {
        shared: &shared,
        templates: templates.as_ref(),
        sink,
        watchdog,
        keeps,
        texts,
        pages,
    };
    let (rendered, known) = passes.run(known, diagnostics)?;
    words.report_unknown(site, diagnostics);
    if let (Some(memo), Some(known), false) = (memo, known, words.has_unknown()) {
        memo.keep(known);
    }
    Ok(Rendered {
        translations: shared.translations,
        ..rendered
    })
}

/// Reports templates that pages name and that do not exist; true if there are any.
fn report_missing_templates(
    shared: &Shared<'_>,
    templates: &Templates<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    if shared.site.templates.is_empty() && diagnostics.has_errors() {
        // The folder could not be read, and that has been said.
        return true;
    }
    let mut missing = BTreeMap::new();
    let site = shared.site;
    let needed = [
        ("pages/404.html", true),
        ("pages/chooser.html", site.config.languages.len() > 1),
        ("pages/redirect.html", !site.redirects.is_empty()),
    ];
    for (name, is_needed) in needed {
        if is_needed && !templates.has(name) {
            missing.insert(name.to_owned(), site.config.home.place);
        }
    }
    for page in &site.pages {
        let lookup = PageLookup { shared, page };
        let name = pages::template_of(&lookup);
        if !templates.has(&name) {
            let declared = shared
                .site
                .declaration(page)
                .map(|declaration| declaration.template.place);
            missing
                .entry(name)
                .or_insert_with(|| declared.unwrap_or_else(|| page.title_place()));
        }
    }
    for (name, place) in &missing {
        let path = format!("templates/{name}");
        let is_said = diagnostics.iter().any(|said| {
            said.place
                .is_some_and(|place| shared.site.files.get(place.file).path == path)
        });
        if is_said {
            continue;
        }
        let error = Diagnostic::error("missing-template", format!("there is no template {path}"))
            .at(*place);
        diagnostics
            .push(error.help("write it, or name another one in site.yaml (`template: entity`)"));
    }
    !missing.is_empty()
}

fn render_fixed(
    shared: &Shared<'_>,
    templates: &Templates<'_>,
    sink: &dyn Sink,
    rendered: &mut Rendered,
    diagnostics: &mut Diagnostics,
) -> Result<(), OutputError> {
    let redirects = shared
        .site
        .redirects
        .iter()
        .map(|redirect| fixed::redirect(shared, templates, redirect));
    let html = fixed::chooser(shared, templates)
        .into_iter()
        .chain([fixed::not_found(shared, templates)])
        .chain(redirects);
    let mut faults = Vec::new();
    for page in html {
        match page {
            Ok((path, html)) => {
                sink.put(&path, html.as_bytes())?;
                let record = record(path, &html, Vec::new());
                rendered.records.push(Arc::new(record));
            }
            Err(fault) => faults.push(fault),
        }
    }
    template_fault::report(faults, diagnostics);
    let files = std::iter::once(fixed::sitemap(shared.site)).chain(fixed::host_files(shared.site));
    put_files(files, sink, rendered)
}

/// Hands over files that are no pages.
fn put_files(
    files: impl IntoIterator<Item = fixed::Output>,
    sink: &dyn Sink,
    rendered: &mut Rendered,
) -> Result<(), OutputError> {
    for (path, text) in files {
        sink.put(&path, text.as_bytes())?;
        rendered.files.push(path);
    }
    Ok(())
}

fn copy_assets(site: &Site, sink: &dyn Sink, rendered: &mut Rendered) -> Result<(), OutputError> {
    for (asset, targets) in &site.assets {
        for target in targets {
            sink.copy(target, &asset.source)?;
            rendered.files.push(target.clone());
        }
    }
    Ok(())
}
