//! What the search page looks in: pages, facts, terms and events of a language → a script that holds their words. The
//! search itself is a script of the templates, `assets/search/`, which the page loads when a reader turns to it.

use std::sync::Arc;

use serde::Serialize;

use super::css::policy_hash;
use super::data_view::SearchView;
use super::fixed::Output;
use super::page_lookup::PageLookup;
use super::page_text::{PageData, PageText};
use super::shared::Shared;
use super::visible::visible_words;
use crate::model::{Page, PageKind, SEARCH_SCRIPT, Site, search_index};

/// Folder of the scripts, below `templates/`.
const FOLDER: &str = "assets/search/";
/// The script that stands in the page itself and loads the others.
const LOADER: &str = "assets/search/loader.js";

/// What is found: a page, or a place on one.
#[derive(Serialize)]
struct Document<'a> {
    kind: usize,
    title: String,
    href: String,
    text: Arc<str>,
    #[serde(skip)]
    kind_title: &'a str,
}

/// All that one language has.
#[derive(Serialize)]
struct SearchIndex<'a> {
    kinds: Vec<&'a str>,
    documents: Vec<Document<'a>>,
}

/// The search of a page, if the templates have scripts for it.
pub(super) fn search_view(lookup: &PageLookup<'_>) -> Option<SearchView> {
    let tag = lookup.shared.site.config.languages.tag(lookup.page.lang);
    Some(SearchView {
        script: lookup.href(&format!("/{SEARCH_SCRIPT}")),
        index: lookup.href(&format!("/{}", search_index(tag))),
        loader: script(lookup.shared.site, LOADER)?.trim().to_owned(),
    })
}

/// The sources of scripts that the content policy of a search page admits: its own, and what that one loads.
pub(super) fn script_sources(view: &SearchView) -> String {
    format!("'{}' 'strict-dynamic'", policy_hash(&view.loader))
}

fn script<'a>(site: &'a Site, path: &str) -> Option<&'a str> {
    let mut templates = site.templates.iter();
    let (_, file) = templates.find(|(known, _)| known == path)?;
    Some(&site.files.get(*file).text)
}

/// Whether the site has a search, so that the words of its pages are wanted.
pub(super) fn has_search(site: &Site) -> bool {
    script(site, LOADER).is_some() && site.pages.iter().any(Page::is_search)
}

/// The scripts and the words of every language that has a search page; `words` are those of each page.
pub(super) fn search_files(
    shared: &Shared<'_>,
    texts: &[Arc<PageText>],
    words: &[Arc<str>],
) -> Vec<Output> {
    let site = shared.site;
    if !has_search(site) {
        return Vec::new();
    }
    let pages = site.pages.iter().filter(|page| page.is_search());
    let mut files: Vec<Output> = pages
        .map(|page| {
            let lookup = PageLookup { shared, page };
            let tag = site.config.languages.tag(page.lang);
            let documents = documents(&lookup, texts, words);
            let json = serde_json::to_string(&with_kinds(documents)).unwrap_or_default();
            (search_index(tag), format!("spiegaSearch({json});\n"))
        })
        .collect();
    files.push((SEARCH_SCRIPT.to_owned(), all_scripts(site)));
    files
}

/// Every script but the loader, in order of name.
fn all_scripts(site: &Site) -> String {
    let mut paths: Vec<&str> = site
        .templates
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    paths.retain(|path| path.starts_with(FOLDER) && path.ends_with(".js") && *path != LOADER);
    paths.sort_unstable();
    let texts = paths.into_iter().filter_map(|path| script(site, path));
    texts.map(|text| format!("{}\n", text.trim_end())).collect()
}

/// Numbers the kinds in the order in which they first come.
fn with_kinds(mut documents: Vec<Document<'_>>) -> SearchIndex<'_> {
    let mut kinds: Vec<&str> = Vec::new();
    for document in &mut documents {
        let known = kinds.iter().position(|kind| *kind == document.kind_title);
        document.kind = known.unwrap_or_else(|| {
            kinds.push(document.kind_title);
            kinds.len() - 1
        });
    }
    SearchIndex { kinds, documents }
}

fn documents<'a>(
    search: &PageLookup<'a>,
    texts: &[Arc<PageText>],
    words: &[Arc<str>],
) -> Vec<Document<'a>> {
    let site = search.shared.site;
    let lang = search.page.lang;
    let own = site.pages.iter().zip(texts.iter().zip(words));
    let own = own.filter(|(page, _)| page.lang == lang && !page.is_search());
    let shown: Vec<_> = own.filter(|(page, _)| !page.is_for_editors()).collect();
    let mut found: Vec<Document<'_>> = shown
        .iter()
        .map(|(page, (_, words))| page_document(search, page, words))
        .collect();
    for (page, (text, _)) in shown {
        found.extend(data_documents(search, page, &text.data));
    }
    found
}

fn page_document<'a>(search: &PageLookup<'a>, page: &'a Page, words: &Arc<str>) -> Document<'a> {
    Document {
        kind: 0,
        kind_title: kind_title(search, page),
        title: search.typographic(&page.front_matter.title),
        href: search.href(&page.path),
        text: Arc::clone(words),
    }
}

/// The words of a page that a search looks in.
pub(super) fn page_words(lookup: &PageLookup<'_>, text: &PageText) -> Arc<str> {
    let cells = text
        .block
        .iter()
        .map(|cell| format!("{}: {}", cell.label, cell.html));
    let figures = text.figures.iter().map(|figure| {
        let qualifier = figure.qualifier.as_deref().unwrap_or_default();
        let (number, unit) = (&figure.number, &figure.unit);
        format!("{qualifier} {number} {unit} {}", figure.label)
    });
    let ties = text.ties.iter().flat_map(|group| {
        let items = group.items.iter();
        items.map(|tie| format!("{} {}: {}", group.title, tie.title, tie.text))
    });
    let sections = text.body.sections.iter();
    let sections = sections.map(|section| format!("{}. {}", section.title_html, section.html));
    let parts = [text.body.lead.clone()].into_iter().chain(sections);
    let parts = parts.chain(cells).chain(figures).chain(ties);
    let words: Vec<String> = parts
        .map(|part| visible_words(&part))
        .filter(|words| !words.is_empty())
        .collect();
    match words.is_empty() {
        true => lookup
            .typographic(&lookup.page.front_matter.description)
            .into(),
        false => words.join(" ").into(),
    }
}

fn kind_title<'a>(search: &PageLookup<'a>, page: &Page) -> &'a str {
    let shared = search.shared;
    match page.kind {
        PageKind::Entity(collection) => {
            let titles = &shared.site.config.collections[collection].title;
            &titles.get(page.lang).text
        }
        _ => shared.words.get(page.lang, "search.pages"),
    }
}

/// What a page lists: each fact, term or event at its place.
fn data_documents<'a>(
    search: &PageLookup<'a>,
    page: &'a Page,
    data: &PageData,
) -> Vec<Document<'a>> {
    let place = |id: &str, title: String, text: String| Document {
        kind: 0,
        kind_title: &page.front_matter.title,
        title: visible_words(&title),
        href: format!("{}#{id}", search.href(&page.path)),
        text: visible_words(&text).into(),
    };
    match data {
        PageData::Facts(view) => {
            let facts = view.groups.iter().flat_map(|group| &group.facts);
            let text = |fact: &super::facts_page::FactView| {
                // A mark between them, or "about half" runs into "October".
                let said_by = fact.said_by.iter().map(|who| format!(" · {who}"));
                let said_by = said_by.collect::<String>();
                format!("{} · {}{said_by}", fact.value, fact.as_of)
            };
            facts
                .map(|fact| place(&fact.id, fact.label.clone(), text(fact)))
                .collect()
        }
        PageData::Glossary(view) => {
            let terms = view.terms.iter();
            terms
                .map(|term| place(&term.id, term.name.clone(), term.html.clone()))
                .collect()
        }
        PageData::Timeline(view) => {
            let events = view.events.iter();
            events
                .map(|event| place(&event.id, event.date.clone(), event.html.clone()))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_numbered_as_they_come() {
        let document = |kind_title| Document {
            kind: 9,
            title: String::new(),
            href: String::new(),
            text: "".into(),
            kind_title,
        };
        let index = with_kinds(vec![document("b"), document("a"), document("b")]);
        let numbers: Vec<usize> = index.documents.iter().map(|each| each.kind).collect();
        assert_eq!((index.kinds, numbers), (vec!["b", "a"], vec![0, 1, 0]));
    }
}
