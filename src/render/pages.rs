//! Second pass over a page: its texts and what others say of it → the view that its template gets.

use super::escape::escape_html;
use super::json_ld::json_ld;
use super::markdown::{Body, Lookup as _};
use super::page_lookup::PageLookup;
use super::page_text::PageText;
use super::source_view::{cited_source, source_label};
use super::uses::Uses;
use super::view::{
    AlternateView, CellView, CrumbView, DateView, HtmlView, NavView, PageView, PopView,
    SectionView, SiteView, SourceView, SwitchView, TocView,
};
use crate::lang::Lang;
use crate::model::{Page, PageKind, parent_of};

/// Longest title that a search result shows whole, in characters.
const MAX_TITLE: usize = 70;

/// The page itself. `body` is taken apart: its parts are moved into the view.
pub(super) fn page_view(
    lookup: &PageLookup<'_>,
    text: &mut PageText,
    aliases: Vec<Vec<String>>,
    uses: &Uses,
) -> PageView {
    let page = lookup.page;
    let config = &lookup.shared.site.config;
    let body = std::mem::take(&mut text.body);
    let toc = if page.kind == PageKind::Home {
        toc(lookup, &body, text)
    } else {
        Vec::new()
    };
    let declaration = lookup.shared.site.declaration(page);
    let brief = declaration.and_then(|declaration| declaration.brief.as_deref());
    let mut sections = sections(body.sections, aliases);
    let brief = brief
        .and_then(|id| sections.iter().position(|section| section.id == id))
        .map(|at| sections.remove(at));
    let title = lookup.typographic(&page.front_matter.title);
    let site_title = lookup.typographic(&config.title.get(page.lang).text);
    let updated = page.front_matter.updated.map(|date| DateView {
        datetime: date.datetime_attr().unwrap_or_default(),
        text: date.format(lookup.locale()),
    });
    let crumbs = crumbs(lookup);
    let block = dated_block(lookup, std::mem::take(&mut text.block), updated.as_ref());
    let later = std::mem::take(&mut text.later).into_iter();
    PageView {
        id: page.id.clone(),
        kind: kind_name(page.kind).to_owned(),
        lang: config.languages.tag(page.lang).to_owned(),
        head_title: head_title(page.kind, &title, &site_title),
        title,
        description: lookup.typographic(&page.front_matter.description),
        canonical: Some(config.base_url.join(&page.path)),
        robots: page.is_for_editors().then_some("noindex"),
        updated,
        edit: edit_address(lookup),
        card: None,
        json_ld: json_ld(lookup, &crumbs),
        crumbs,
        stale: super::stale::stale_view(lookup),
        lead: Some(body.lead).filter(|lead| !lead.is_empty()),
        brief,
        sections,
        toc,
        block,
        figures: std::mem::take(&mut text.figures),
        figures_title: text.figures_title.take(),
        ties: std::mem::take(&mut text.ties),
        mentions: uses.mentions_view(lookup),
        later: later.map(|html| HtmlView { html }).collect(),
        notes: Some(body.footnotes_html).filter(|notes| !notes.is_empty()),
        sources: sources(lookup, text),
        pops: pops(lookup, text),
    }
}

/// The title block with a last cell for the day of the last change; empty where there is no title block.
fn dated_block(
    lookup: &PageLookup<'_>,
    mut block: Vec<CellView>,
    updated: Option<&DateView>,
) -> Vec<CellView> {
    if let (Some(updated), false) = (updated, block.is_empty()) {
        let (datetime, text) = (&updated.datetime, &updated.text);
        block.push(CellView {
            label: lookup.word("updated").to_owned(),
            html: format!("<time datetime=\"{datetime}\">{text}</time>"),
            wide: false,
        });
    }
    fill_rows(&mut block);
    block
}

/// What stands in the browser's tab and over a search result: the page's title, and the site's where both fit.
fn head_title(kind: PageKind, title: &str, site_title: &str) -> String {
    let both = format!("{title} · {site_title}");
    if kind == PageKind::Home || both.chars().count() > MAX_TITLE {
        title.to_owned()
    } else {
        both
    }
}

/// Two cells stand in a row; one that would stand alone takes the whole width.
fn fill_rows(block: &mut [super::view::CellView]) {
    let mut waiting: Option<usize> = None;
    for at in 0..=block.len() {
        let wide = block.get(at).is_none_or(|cell| cell.wide);
        waiting = match waiting {
            Some(alone) if wide => {
                block[alone].wide = true;
                None
            }
            None if !wide => Some(at),
            _ => None,
        };
    }
}

fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::List(_) => "list",
        PageKind::Entity(_) => "entity",
        PageKind::View(view) => view.name(),
        PageKind::Single => "page",
    }
}

/// The template of a page, below `templates/`.
pub(super) fn template_of(lookup: &PageLookup<'_>) -> String {
    let page = lookup.page;
    let name = match (page.kind, lookup.shared.site.declaration(page)) {
        (PageKind::Home | PageKind::Entity(_), Some(declaration)) => &declaration.template.text,
        _ => kind_name(page.kind),
    };
    format!("pages/{name}.html")
}

/// All sections of the text, and the sources where there are any.
fn toc(lookup: &PageLookup<'_>, body: &Body, text: &PageText) -> Vec<TocView> {
    let entry = |id: &str, title: &str| TocView {
        id: id.to_owned(),
        title: title.to_owned(),
    };
    let sections = body.sections.iter();
    let mut toc: Vec<TocView> = sections
        .map(|section| entry(&section.id, &section.title_html))
        .collect();
    if !text.state.citations().is_empty() {
        toc.push(entry("_sources", lookup.word("sources")));
    }
    toc
}

fn sections(
    sections: Vec<super::markdown::Section>,
    aliases: Vec<Vec<String>>,
) -> Vec<SectionView> {
    let mut aliases = aliases.into_iter();
    sections
        .into_iter()
        .map(|section| SectionView {
            id: section.id,
            aliases: aliases.next().unwrap_or_default(),
            title: section.title_html,
            html: section.html,
        })
        .collect()
}

fn edit_address(lookup: &PageLookup<'_>) -> Option<String> {
    let site = lookup.shared.site;
    let path = &site.files.get(lookup.page.file).path;
    site.config.repository.edit_url(path)
}

/// From the home page down to the page itself.
fn crumbs(lookup: &PageLookup<'_>) -> Vec<CrumbView> {
    let page = lookup.page;
    if page.kind == PageKind::Home {
        return Vec::new();
    }
    let mut crumbs = vec![CrumbView {
        title: lookup.typographic(&page.front_matter.title),
        href: None,
    }];
    let mut id = page.id.clone();
    while let Some(parent) = parent_of(&id) {
        if let Some(index) = lookup.shared.site.find(&parent, page.lang) {
            crumbs.push(CrumbView {
                title: short_title(lookup, &parent),
                href: Some(lookup.page_href(index)),
            });
        }
        id = parent;
    }
    crumbs.reverse();
    crumbs
}

/// The title of a page in navigation and breadcrumb: the one that the navigation gives it, if it does.
pub(super) fn short_title(lookup: &PageLookup<'_>, id: &str) -> String {
    let site = lookup.shared.site;
    let item = site.config.navigation.iter().find(|item| item.page == id);
    // What leads to a text in another language has that text's own title.
    let item = item.filter(|_| site.find(id, lookup.page.lang).is_some());
    let title = item.map(|item| item.title.get(lookup.page.lang).text.as_str());
    let own = || {
        site.find_any(id, lookup.page.lang)
            .map_or(id, |index| site.page(index).front_matter.title.as_str())
    };
    lookup.typographic(title.unwrap_or_else(own))
}

fn sources(lookup: &PageLookup<'_>, text: &PageText) -> Vec<SourceView> {
    let site = lookup.shared.site;
    let numbered = text.state.citations().iter().enumerate();
    numbered
        .filter_map(|(index, citation)| {
            Some(cited_source(
                lookup,
                site.sources.get(&citation.source)?,
                index + 1,
                citation.marks,
            ))
        })
        .collect()
}

fn pops(lookup: &PageLookup<'_>, text: &mut PageText) -> Vec<PopView> {
    let site = lookup.shared.site;
    let lang = lookup.page.lang;
    let numbered = text.state.citations().iter().enumerate();
    let mut pops: Vec<PopView> = numbered
        .filter_map(|(index, citation)| {
            let n = index + 1;
            let label = source_label(lookup, site.sources.get(&citation.source)?);
            let label = escape_html(&label);
            let words = lookup
                .shared
                .words
                .fill(lang, "source", &[("n", &n.to_string())]);
            Some(PopView {
                id: format!("_f{n}"),
                html: format!("{label}. <a href=\"#_s{n}\">{words}</a>"),
            })
        })
        .collect();
    let glossary = site
        .pages
        .iter()
        .find(|page| page.lang == lang && page.kind == PageKind::View(crate::load::View::Glossary));
    for (id, html) in std::mem::take(&mut text.terms) {
        let Some(term) = site.terms.get(&id) else {
            continue;
        };
        let name = lookup.typographic(&term.name.get(lang).text);
        let name = escape_html(&name);
        let link = glossary.map(|page| {
            let href = lookup.href(&page.path);
            format!(
                "<p><a href=\"{href}#{id}\">{}</a></p>",
                lookup.word("glossary_entry")
            )
        });
        let html = format!("<p><b>{name}</b>. {html}</p>{}", link.unwrap_or_default());
        pops.push(PopView {
            id: format!("_g-{id}"),
            html,
        });
    }
    pops
}

/// What is the same on all pages of the language, but for the way home.
pub(super) fn site_view(lookup: &PageLookup<'_>, text: &mut PageText) -> SiteView {
    let site = lookup.shared.site;
    let lang = lookup.page.lang;
    SiteView {
        title: lookup.typographic(&site.config.title.get(lang).text),
        tagline: lookup.typographic(&site.config.tagline.get(lang).text),
        lang: site.config.languages.tag(lang).to_owned(),
        home: lookup.href(&crate::model::language_root(&site.config, lang)),
        footer: Some(std::mem::take(&mut text.footer)).filter(|footer| !footer.is_empty()),
        credits: text.credits.take(),
        feed: lookup
            .shared
            .feeds
            .get(lang)
            .as_deref()
            .map(|path| lookup.href(path)),
    }
}

/// The links of the header that exist in the page's language.
pub(super) fn nav_view(lookup: &PageLookup<'_>) -> Vec<NavView> {
    let (site, page) = (lookup.shared.site, lookup.page);
    let link = |item: &crate::config::NavigationItem| {
        let index = site.find(&item.page, page.lang)?;
        let target = site.page(index);
        let below = target.kind != PageKind::Home && page.path.starts_with(&target.path);
        Some(NavView {
            title: lookup.typographic(&item.title.get(page.lang).text),
            href: lookup.page_href(index),
            current: if target.id == page.id {
                Some("page")
            } else {
                below.then_some("true")
            },
        })
    };
    site.config.navigation.iter().filter_map(link).collect()
}

/// The language switch; empty when the site has one language.
pub(super) fn switch_view(lookup: &PageLookup<'_>) -> Vec<SwitchView> {
    let (site, page) = (lookup.shared.site, lookup.page);
    let languages = &site.config.languages;
    if languages.len() == 1 {
        return Vec::new();
    }
    let entry = |lang: Lang| {
        let current = lang == page.lang;
        let index = site.find(&page.id, lang).filter(|_| !current);
        let missing = !current && index.is_none();
        SwitchView {
            lang: languages.tag(lang).to_owned(),
            name: lookup.shared.words.get(lang, "lang_name").to_owned(),
            href: index.map(|index| lookup.page_href(index)),
            current,
            note: missing.then(|| lookup.word("not_translated").to_owned()),
        }
    };
    languages.iter().map(entry).collect()
}

/// The page in every language that it exists in, itself included, and `x-default`; empty when the site has one language.
pub(super) fn alternates(site: &crate::model::Site, page: &Page) -> Vec<AlternateView> {
    let config = &site.config;
    if config.languages.len() == 1 {
        return Vec::new();
    }
    let absolute = |path: &str| config.base_url.join(path);
    let mut alternates: Vec<AlternateView> = site
        .translations(&page.id)
        .map(|index| site.page(index))
        .map(|page| AlternateView {
            hreflang: config.languages.tag(page.lang).to_owned(),
            href: absolute(&page.path),
        })
        .collect();
    let default = if page.kind == PageKind::Home {
        Some(absolute("/"))
    } else {
        site.find_any(&page.id, config.x_default)
            .map(|index| absolute(&site.page(index).path))
    };
    alternates.extend(default.map(|href| AlternateView {
        hreflang: "x-default".into(),
        href,
    }));
    alternates
}

/// How messages name a page: by the file that it comes from.
pub(super) fn page_name(lookup: &PageLookup<'_>) -> String {
    lookup.shared.site.files.get(lookup.page.file).path.clone()
}
