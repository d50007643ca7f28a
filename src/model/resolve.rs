//! Ties the nouns together: pairs texts, gives addresses, checks every reference of the data.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::claims::claim_all;
use super::entity::{read_entity, report_missing_fields};
use super::fact::read_facts;
use super::flawed::{declared, flawed};
use super::glossary::read_terms;
use super::map::read_map;
use super::page::{folder_of, name_of};
use super::pairs::{check_home, check_pairs};
use super::permalink::{folder_path, language_root, resolve_paths};
use super::redirects::resolve_redirects;
use super::references::check_references;
use super::source::read_sources;
use super::timeline::read_events;
use super::{Drafts, Entity, Flawed, Page, PageIndex, PageKind, Site, page_index};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place};
use crate::lang::Lang;
use crate::load::{Asset, DataSource, PageSource, Sources};
use crate::shapes::Shapes;
use crate::yaml::Node;

/// Resolves everything that was read.
pub fn resolve_site(sources: Sources, drafts: Drafts, diagnostics: &mut Diagnostics) -> Site {
    let declared = declared(&sources);
    let config = sources.config;
    let entities = read_entities(
        &sources.data,
        &sources.pages,
        &config,
        drafts,
        &sources.broken,
        diagnostics,
    );
    let facts = read_facts(&sources.facts, &config, diagnostics);
    let source_map = read_file(&sources.sources, |node| read_sources(node, diagnostics));
    let events = read_file(&sources.timeline, |node| {
        read_events(node, &config, diagnostics)
    });
    let terms = read_file(&sources.glossary, |node| {
        read_terms(node, &config, diagnostics)
    });
    let mut flawed_files = sources.broken_files;
    let maps = read_maps(sources.maps, &sources.files, &mut flawed_files, diagnostics);
    check_home(
        &sources.pages,
        &config,
        drafts,
        &sources.broken,
        diagnostics,
    );
    check_pairs(&sources.pages, &config, &sources.broken, diagnostics);
    let (mut pages, left_out) = make_pages(sources.pages, &config, drafts);
    resolve_paths(&mut pages, &config, diagnostics);
    let redirects = resolve_redirects(&pages, &config, diagnostics);
    let assets = place_assets(sources.assets, &pages, &config);
    let mut site = Site {
        by_id: index_pages(&pages, &config),
        addresses: super::lookup::Addresses::new(&pages, &assets, &config),
        files: sources.files,
        config,
        pages,
        drafts: left_out,
        broken: sources.broken,
        flawed: Flawed::default(),
        entities,
        facts,
        sources: source_map,
        events,
        terms,
        maps,
        redirects,
        assets,
        templates: sources.templates,
        schemas: sources.schemas,
    };
    claim_all(&site, diagnostics);
    site.flawed = flawed(&site, declared, flawed_files);
    check_references(&site, diagnostics);
    site
}

/// What a data file holds; nothing if there is none.
fn read_file<T: Default>(node: &Option<Node>, read: impl FnOnce(&Node) -> T) -> T {
    node.as_ref().map(read).unwrap_or_default()
}

/// The outlines of `content/maps/`; the names of unreadable files go to `flawed`.
fn read_maps(
    files: Vec<(String, FileId)>,
    texts: &Files,
    flawed: &mut BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Shapes> {
    let mut maps = BTreeMap::new();
    for (name, file) in files {
        match read_map(file, texts, diagnostics) {
            Some(map) => {
                maps.insert(name, map);
            }
            None => {
                flawed.insert(format!("maps/{name}.json"));
            }
        }
    }
    maps
}

fn read_entities(
    data: &[DataSource],
    pages: &[PageSource],
    config: &Config,
    drafts: Drafts,
    broken: &HashSet<(String, Lang)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Entity> {
    let known: HashSet<&str> = pages.iter().map(|page| page.id.as_str()).collect();
    let is_built = |page: &&PageSource| drafts == Drafts::Built || !page.front_matter.draft;
    let built: HashSet<&str> = pages
        .iter()
        .filter(is_built)
        .map(|page| page.id.as_str())
        .collect();
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
        // A page that is still a draft may lack what it will need.
        if built.contains(data.id.as_str()) || !known.contains(data.id.as_str()) {
            report_missing_fields(data, declaration, diagnostics);
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
