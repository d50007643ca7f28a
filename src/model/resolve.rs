//! Ties the nouns together: pairs texts, gives addresses, checks every reference of the data.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entity::read_entity;
use super::fact::read_facts;
use super::glossary::read_terms;
use super::map::read_map;
use super::page::{FACTS_CSV, FACTS_JSON};
use super::page::{folder_of, name_of};
use super::permalink::{Claims, folder_path, language_root, resolve_paths};
use super::redirects::resolve_redirects;
use super::references::check_references;
use super::source::read_sources;
use super::timeline::read_events;
use super::{Drafts, Entity, Page, PageIndex, PageKind, Redirect, Site, page_index};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::lang::Lang;
use crate::load::{Asset, DataSource, PageSource, Sources};

/// Resolves everything that was read.
pub fn resolve_site(sources: Sources, drafts: Drafts, diagnostics: &mut Diagnostics) -> Site {
    let config = sources.config;
    let entities = read_entities(
        &sources.data,
        &sources.pages,
        &config,
        &sources.broken,
        diagnostics,
    );
    let facts = read_facts(&sources.facts, &config, diagnostics);
    let source_map = sources
        .sources
        .as_ref()
        .map(|node| read_sources(node, diagnostics))
        .unwrap_or_default();
    let events = sources
        .timeline
        .as_ref()
        .map(|node| read_events(node, &config, diagnostics))
        .unwrap_or_default();
    let terms = sources
        .glossary
        .as_ref()
        .map(|node| read_terms(node, &config, diagnostics))
        .unwrap_or_default();
    let maps = sources
        .maps
        .into_iter()
        .filter_map(|(name, file)| Some((name, read_map(file, &sources.files, diagnostics)?)))
        .collect();
    check_pairs(&sources.pages, &config, &sources.broken, diagnostics);
    let (mut pages, left_out) = make_pages(sources.pages, &config, drafts);
    resolve_paths(&mut pages, &config, diagnostics);
    let redirects = resolve_redirects(&pages, &config, diagnostics);
    let assets = place_assets(sources.assets, &pages, &config);
    claim_all(&pages, &redirects, &assets, &config, diagnostics);
    let site = Site {
        by_id: index_pages(&pages, &config),
        addresses: super::lookup::Addresses::new(&pages, &assets),
        files: sources.files,
        config,
        pages,
        drafts: left_out,
        broken: sources.broken,
        entities,
        facts,
        sources: source_map,
        events,
        terms,
        maps,
        redirects,
        assets,
        templates: sources.templates,
    };
    check_references(&site, diagnostics);
    site
}

fn read_entities(
    data: &[DataSource],
    pages: &[PageSource],
    config: &Config,
    broken: &HashSet<(String, Lang)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Entity> {
    let known: HashSet<&str> = pages.iter().map(|page| page.id.as_str()).collect();
    let mut entities = BTreeMap::new();
    for data in data {
        let collection = config
            .collections
            .iter()
            .position(|collection| collection.name == folder_of(&data.id));
        let index = name_of(&data.id) == "_index";
        let declaration = match collection {
            _ if data.id == "_index" => &config.home,
            Some(collection) if !index => &config.collections[collection],
            _ => {
                let error = Diagnostic::error("unexpected-data-file", "no collection is declared for this data file")
                    .at(Place::file(data.file))
                    .help("only entities of a collection that site.yaml declares, and the home page, have a data file");
                diagnostics.push(error);
                continue;
            }
        };
        if !known.contains(data.id.as_str()) && !broken.iter().any(|(id, _)| *id == data.id) {
            let error = Diagnostic::error(
                "data-without-text",
                format!("there is no text for `{}`", data.id),
            )
            .at(Place::file(data.file))
            .help(format!(
                "write content/{}.LANG.md for each language, or delete this file",
                data.id
            ));
            diagnostics.push(error);
        }
        if let Some(entity) = read_entity(data, declaration, collection, config, diagnostics) {
            entities.insert(entity.id.clone(), entity);
        }
    }
    report_missing_data(pages, config, &entities, data, diagnostics);
    entities
}

/// A text of a collection whose declaration requires fields needs its data file.
fn report_missing_data(
    pages: &[PageSource],
    config: &Config,
    entities: &BTreeMap<String, Entity>,
    data: &[DataSource],
    diagnostics: &mut Diagnostics,
) {
    let mut reported = HashSet::new();
    for page in pages.iter().filter(|page| name_of(&page.id) != "_index") {
        let Some(collection) = config.collection(folder_of(&page.id)) else {
            continue;
        };
        let required: Vec<&str> = collection
            .fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.name.as_str())
            .collect();
        let missing =
            !entities.contains_key(&page.id) && !data.iter().any(|data| data.id == page.id);
        if missing && !required.is_empty() && reported.insert(page.id.as_str()) {
            let error = Diagnostic::error(
                "missing-data-file",
                format!("there is no content/{}.yaml", page.id),
            )
            .at(page.front_matter.place)
            .help(format!("write it, with at least: {}", required.join(", ")));
            diagnostics.push(error);
        }
    }
}

/// Every text has its partners, unless its front matter says for which languages it is meant.
fn check_pairs(
    pages: &[PageSource],
    config: &Config,
    broken: &HashSet<(String, Lang)>,
    diagnostics: &mut Diagnostics,
) {
    let mut by_id: BTreeMap<&str, Vec<&PageSource>> = BTreeMap::new();
    for page in pages {
        by_id.entry(&page.id).or_default().push(page);
    }
    for (id, texts) in by_id {
        let meant: Vec<Lang> = match texts
            .iter()
            .find_map(|page| page.front_matter.languages.as_ref())
        {
            Some(only) => only.clone(),
            None => config.languages.iter().collect(),
        };
        for page in &texts {
            if !meant.contains(&page.lang) {
                let message = format!(
                    "`{}` is not among the languages that `{id}` is meant for",
                    config.languages.tag(page.lang)
                );
                let error =
                    Diagnostic::error("unmeant-language", message).at(page.front_matter.place);
                diagnostics.push(error.help("add it to `languages`, or delete this text"));
            }
        }
        for lang in meant {
            let there = texts.iter().any(|page| page.lang == lang)
                || broken.contains(&(id.to_owned(), lang));
            if !there {
                let (tag, own) = (
                    config.languages.tag(lang),
                    config.languages.tag(texts[0].lang),
                );
                let error = Diagnostic::error("missing-translation", format!("`{id}` has no text in `{tag}`"))
                    .at(texts[0].front_matter.title_place)
                    .help(format!("write content/{id}.{tag}.md, or add `languages: [{own}]` to this text if there shall be none"));
                diagnostics.push(error);
            }
        }
    }
}

fn make_pages(
    sources: Vec<PageSource>,
    config: &Config,
    drafts: Drafts,
) -> (Vec<Page>, HashSet<(String, Lang)>) {
    let mut left_out = HashSet::new();
    let mut pages = Vec::with_capacity(sources.len());
    for source in sources {
        if source.front_matter.draft && drafts == Drafts::LeftOut {
            left_out.insert((source.id, source.lang));
            continue;
        }
        pages.push(Page {
            kind: kind_of(&source, config),
            id: source.id,
            lang: source.lang,
            file: source.file,
            body_offset: source.body_offset,
            front_matter: source.front_matter,
            path: String::new(),
        });
    }
    pages.sort_by(|left, right| (&left.id, left.lang).cmp(&(&right.id, right.lang)));
    (pages, left_out)
}

fn kind_of(source: &PageSource, config: &Config) -> PageKind {
    let collection = config
        .collections
        .iter()
        .position(|collection| collection.name == folder_of(&source.id));
    match (source.id.as_str(), source.front_matter.view, collection) {
        ("_index", ..) => PageKind::Home,
        (_, Some(view), _) => PageKind::View(view),
        (id, None, Some(collection)) if name_of(id) == "_index" => PageKind::List(collection),
        (_, None, Some(collection)) => PageKind::Entity(collection),
        _ => PageKind::Single,
    }
}

fn index_pages(pages: &[Page], config: &Config) -> HashMap<String, Vec<Option<PageIndex>>> {
    let mut by_id: HashMap<String, Vec<Option<PageIndex>>> = HashMap::new();
    for (index, page) in pages.iter().enumerate() {
        let texts = by_id
            .entry(page.id.clone())
            .or_insert_with(|| vec![None; config.languages.len()]);
        texts[page.lang.index()] = Some(page_index(index));
    }
    by_id
}

/// Files of `static/` go to the top; a file beside texts goes beside the pages of its folder, once per language.
fn place_assets(assets: Vec<Asset>, pages: &[Page], config: &Config) -> Vec<(Asset, Vec<String>)> {
    let mut folders: HashMap<(String, Lang), String> = HashMap::new();
    for page in pages
        .iter()
        .filter(|page| name_of(&page.id) == "_index" && page.id != "_index")
    {
        let slug = page
            .path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        folders.insert((folder_of(&page.id).to_owned(), page.lang), slug);
    }
    let targets = |asset: &Asset| -> Vec<String> {
        if let Some(path) = asset.path.strip_prefix("static/") {
            return vec![path.to_owned()];
        }
        let (folder, name) = (folder_of(&asset.path), name_of(&asset.path));
        let place = |lang| {
            let root = language_root(config, lang);
            format!(
                "{}{}{name}",
                &root[1..],
                folder_path(folder, lang, &folders, config)
            )
        };
        config.languages.iter().map(place).collect()
    };
    assets
        .into_iter()
        .map(|asset| (targets(&asset), asset))
        .map(|(targets, asset)| (asset, targets))
        .collect()
}

fn claim_all(
    pages: &[Page],
    redirects: &[Redirect],
    assets: &[(Asset, Vec<String>)],
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    let mut claims = Claims::default();
    for name in generated_files(config, pages) {
        claims.claim(
            &name,
            None,
            &format!("the generated file {name}"),
            diagnostics,
        );
    }
    for page in pages {
        let what = format!(
            "the page {}.{}.md",
            page.id,
            config.languages.tag(page.lang)
        );
        let place = page
            .front_matter
            .slug
            .as_ref()
            .map_or(page.title_place(), |(_, place)| *place);
        claims.claim(&page.output_path(), Some(place), &what, diagnostics);
    }
    for redirect in redirects {
        claims.claim(
            &redirect.output_path(),
            Some(redirect.place),
            "this alias",
            diagnostics,
        );
    }
    for (asset, targets) in assets {
        for target in targets {
            let what = format!("the file content/{}", asset.path);
            claims.claim(target, Some(Place::file(asset.file)), &what, diagnostics);
        }
    }
    report_bad_asset_names(assets, diagnostics);
}

fn report_bad_asset_names(assets: &[(Asset, Vec<String>)], diagnostics: &mut Diagnostics) {
    for (asset, _) in assets {
        let bad = asset.path.split('/').find(|part| {
            part.starts_with('_')
                || part.ends_with(['.', ' '])
                || part
                    .chars()
                    .any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
        });
        if let Some(bad) = bad {
            let error = Diagnostic::error("bad-name", format!("`{}` cannot be published", bad.escape_debug()))
                .at(Place::file(asset.file))
                .help("rename it: some hosts do not serve names that begin with `_`, and some systems cannot hold these characters");
            diagnostics.push(error);
        }
    }
}

/// Files at the top of the output that the program makes for this site.
fn generated_files(config: &Config, pages: &[Page]) -> Vec<String> {
    let mut names: Vec<String> = ["404.html", "sitemap.xml", "robots.txt", ".nojekyll"]
        .map(str::to_owned)
        .to_vec();
    if config.languages.len() > 1 {
        names.push("index.html".into());
    }
    if config.domain.is_some() {
        names.push("CNAME".into());
    }
    if pages.iter().any(Page::shows_facts) {
        names.extend([FACTS_JSON, FACTS_CSV].map(str::to_owned));
    }
    names
}
