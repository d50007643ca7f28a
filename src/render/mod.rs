//! Site + templates → outputs, handed one by one to a [`Sink`]. A pure function: no clock, no disk, no order of hashes,
//! the same bytes at any number of threads. What stays of each page is its [`PageRecord`].

mod address;
mod aliases;
mod backlinks;
mod catalogue;
mod css;
mod escape;
mod fact_index;
mod facts_data;
mod facts_page;
mod figures;
mod fixed;
mod glossary_page;
mod later;
mod link;
mod list;
pub mod markdown;
mod marks;
mod page_facts;
mod page_lookup;
mod pages;
mod record;
mod scan;
mod sections;
mod shared;
mod source_view;
mod stale;
mod status_page;
pub mod svg;
mod tally;
mod templates;
mod text;
mod ties;
pub mod translations;
mod unmarked;
mod uses;
mod view;
mod words;

pub use address::{LinkStyle, join, percent_decode};
pub use record::PageRecord;
pub use scan::{ids_of, unescape};
pub use tally::Tally;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;
use tera::Context;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{PageIndex, Site};
use crate::sink::{OutputError, Sink};
use aliases::add_aliases;
use css::{bundle_css, policy_hash};
use markdown::Mark;
use page_lookup::PageLookup;
use record::record;
use sections::uncited_sections;
use shared::Shared;
use tally::{proposed_marks, tally_texts};
use templates::{Templates, load_templates};
use text::{PageData, PageText, render_text};
use translations::Translation;
use uses::{Uses, collect_uses};
use words::read_words;

/// What came of rendering.
#[derive(Debug, Default)]
pub struct Rendered {
    /// One per HTML file, in the order of the pages; fixed pages come last.
    pub records: Vec<PageRecord>,
    /// Other files that were made, without a slash in front.
    pub files: Vec<String>,
    /// Ids of the facts that a page other than the page of all facts states.
    pub used_facts: HashSet<String>,
    /// Ids of the sources that a page cites.
    pub used_sources: HashSet<String>,
    /// Ids of the terms that a text explains.
    pub used_terms: HashSet<String>,
    /// Sections of entities' pages that cite nothing.
    pub uncited: Vec<Place>,
    /// Marks that numbers of the texts lack.
    pub marks: Vec<Mark>,
    /// What the texts of each language hold, in the order of the languages.
    pub tallies: Vec<Tally>,
    /// How the texts of each page stand to each other.
    pub translations: Vec<Translation>,
}

/// The icon, drawn as data so that it costs no request.
const ICON: &str = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%230a5a45'%20d='M1%201h14v14H1z'/%3E%3Cpath%20fill='none'%20stroke='%23fff'%20stroke-width='2'%20d='M4%204h4l4%204v4'/%3E%3C/svg%3E";

/// Renders the whole site into `sink`.
///
/// # Errors
/// The sink's own: the machine's fault. Faults of the content are diagnostics.
pub fn render_site(
    site: &Site,
    style: LinkStyle,
    sink: &dyn Sink,
    diagnostics: &mut Diagnostics,
) -> Result<Rendered, OutputError> {
    let words = read_words(site, diagnostics);
    let css = bundle_css(site);
    let csp = format!(
        "default-src 'none'; connect-src 'self'; style-src '{}'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
        policy_hash(&css)
    );
    let globals = [
        ("css", css.into()),
        ("csp", csp.into()),
        ("icon", ICON.into()),
    ];
    let templates = load_templates(site, &globals, diagnostics);
    let shared = Shared::new(site, &words, style);
    let rendered = render_all(&shared, templates.as_ref(), sink, diagnostics)?;
    Ok(Rendered {
        translations: shared.translations,
        ..rendered
    })
}

fn render_all(
    shared: &Shared<'_>,
    templates: Option<&Templates>,
    sink: &dyn Sink,
    diagnostics: &mut Diagnostics,
) -> Result<Rendered, OutputError> {
    let site = shared.site;
    let mut texts = render_texts(shared, diagnostics);
    let Some(templates) = templates else {
        return Ok(Rendered::default());
    };
    if report_missing_templates(shared, templates, diagnostics) {
        return Ok(Rendered::default());
    }
    let uses = collect_uses(site, &texts);
    let uncited = uncited_sections(site, &texts);
    let aliases = add_aliases(site, &mut texts);
    let data_files = facts_data::data_files(shared, &uses);
    let (marks, tallies) = (proposed_marks(&texts), tally_texts(site, &texts));
    let finished = finish_pages(shared, templates, &uses, texts, aliases, sink);
    let mut rendered = Rendered {
        uncited,
        marks,
        tallies,
        ..uses.into_rendered()
    };
    let mut faults = Vec::new();
    for page in finished {
        match page? {
            Ok(record) => rendered.records.push(record),
            Err(fault) => faults.push(fault),
        }
    }
    report_faults(faults, diagnostics);
    render_fixed(shared, templates, sink, &mut rendered, diagnostics)?;
    put_files(data_files, sink, &mut rendered)?;
    copy_assets(site, sink, &mut rendered)?;
    Ok(rendered)
}

fn render_texts(shared: &Shared<'_>, diagnostics: &mut Diagnostics) -> Vec<PageText> {
    let rendered: Vec<(PageText, Diagnostics)> = shared
        .site
        .pages
        .par_iter()
        .map(|page| {
            let mut found = Diagnostics::new();
            (render_text(shared, page, &mut found), found)
        })
        .collect();
    let take = |(text, found)| {
        diagnostics.extend(found);
        text
    };
    rendered.into_iter().map(take).collect()
}

/// Reports templates that pages name and that do not exist; true if there are any.
fn report_missing_templates(
    shared: &Shared<'_>,
    templates: &Templates,
    diagnostics: &mut Diagnostics,
) -> bool {
    if shared.site.templates.is_empty() && diagnostics.has_errors() {
        // The folder could not be read, and that has been said.
        return true;
    }
    let mut missing = BTreeMap::new();
    for page in &shared.site.pages {
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
        let error = Diagnostic::error(
            "missing-template",
            format!("there is no template templates/{name}"),
        )
        .at(*place);
        diagnostics
            .push(error.help("write it, or name another one in site.yaml (`template: entity`)"));
    }
    !missing.is_empty()
}

type Finished = Result<Result<PageRecord, Diagnostic>, OutputError>;

fn finish_pages(
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
    let written = written_links(&text);
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
        written,
        n_words,
        ..record(path, &html, listed)
    };
    Ok(Ok(record))
}

/// Reports the faults of templates, one for each place: with the first page that it kept from being made.
fn report_faults(faults: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
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
        PageData::Index(view) => context.insert("index", view),
        PageData::Status(view) => context.insert("status", view),
    }
    let listed = backlinks::listed(&page.mentions, &text.data, catalogue.as_ref());
    (context, listed)
}

fn render_fixed(
    shared: &Shared<'_>,
    templates: &Templates,
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
    for page in html {
        match page {
            Ok((path, html)) => {
                sink.put(&path, html.as_bytes())?;
                rendered.records.push(record(path, &html, Vec::new()));
            }
            Err(fault) => diagnostics.push(fault),
        }
    }
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
