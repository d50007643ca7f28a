//! The tree of `site.yaml` → [`Config`].

use std::collections::BTreeMap;

use super::collection::{Collection, read_collection};
use super::external::read_external;
use super::localized::{Placed, read_localized, read_optional_localized};
use super::location::{read_base_url, read_domain, read_repository};
use super::relation_kind::read_kinds;
use super::{Chooser, Config, NavigationItem};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::lang::{Lang, Languages, Localized, is_language_tag};
use crate::yaml::{MapReader, Node, expected};

/// Reads the configuration; `None` if it is too broken to go on. All faults are reported.
pub fn parse_config(node: &Node, diagnostics: &mut Diagnostics) -> Option<Config> {
    let mut map = MapReader::new(node, "site.yaml", diagnostics)?;
    let top = map.place();
    let languages = read_languages(&mut map)?;
    let x_default = read_x_default(&mut map, &languages);
    let base_url = read_base_url(&mut map);
    let domain = read_domain(&mut map, base_url.as_ref());
    let repository = read_repository(&mut map);
    let name = map.text("name").map(str::to_owned);
    let external = map.get("external").filter(|node| !node.is_null()).cloned();
    let stale_notice = map.get("stale_notice").is_none() || map.flag("stale_notice");
    let cards = map.get("cards").is_none() || map.flag("cards");
    let nodes: BTreeMap<&str, Option<Node>> = KEYS.map(|key| (key, map.get(key).cloned())).into();
    map.finish();
    let node = |key: &str| nodes[key].as_ref().filter(|node| !node.is_null());
    let title = read_title(node("title"), top, &languages, diagnostics);
    let empty = Localized::new(vec![Placed::from(("", top)); languages.len()]);
    let optional = |key: &str, diagnostics: &mut Diagnostics| {
        read_optional_localized(node(key), &format!("`{key}`"), &languages, diagnostics)
    };
    let tagline = optional("tagline", diagnostics).unwrap_or_else(|| empty.clone());
    let footer = optional("footer", diagnostics).unwrap_or(empty);
    let credits = optional("credits", diagnostics);
    let chooser = node("chooser")
        .map(|node| read_chooser(node, &languages, diagnostics))
        .unwrap_or_default();
    let navigation = node("navigation")
        .map(|node| read_navigation(node, &languages, diagnostics))
        .unwrap_or_default();
    let home = read_home(node("home"), top, &languages, diagnostics);
    let collections = node("collections")
        .map(|node| read_collections(node, &languages, diagnostics))
        .unwrap_or_default();
    let relation_kinds = node("relation_kinds")
        .map(|node| read_kinds(node, &languages, diagnostics))
        .unwrap_or_default();
    let title = title?;
    Some(Config {
        x_default,
        name,
        base_url: base_url?,
        external: external
            .map(|node| read_external(&node, diagnostics))
            .unwrap_or_default(),
        domain,
        repository,
        tagline,
        footer,
        credits,
        chooser: fill_chooser(chooser, &title, &languages),
        title,
        navigation,
        home,
        collections,
        stale_notice,
        cards,
        relation_kinds,
        languages,
    })
}

/// Keys that are read once the languages are known.
const KEYS: [&str; 9] = [
    "title",
    "tagline",
    "footer",
    "credits",
    "chooser",
    "navigation",
    "home",
    "collections",
    "relation_kinds",
];

fn read_title(
    node: Option<&Node>,
    top: Place,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<Placed>> {
    let Some(node) = node else {
        let error = Diagnostic::error("missing-key", "site.yaml has no `title`").at(top);
        diagnostics.push(error.help("add a line `title: …`"));
        return None;
    };
    read_localized(node, "`title`", languages, diagnostics)
}

fn read_languages(map: &mut MapReader<'_, '_>) -> Option<Languages> {
    let place = map.require("languages")?.place;
    let mut tags: Vec<String> = Vec::new();
    for (tag, place) in map.texts("languages") {
        let problem = if !is_language_tag(tag) {
            Some("is not a language tag")
        } else if tags.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
            Some("stands there twice")
        } else {
            None
        };
        match problem {
            None => tags.push(tag.to_owned()),
            Some(problem) => {
                let error = Diagnostic::error("bad-language", format!("`{tag}` {problem}"))
                    .at(place)
                    .help("write BCP 47 tags, each once: `[it, en]`, `[de, pt-BR]`");
                map.diagnostics().push(error);
            }
        }
    }
    let languages = Languages::new(tags);
    if languages.is_none() && !map.diagnostics().has_errors() {
        let error = Diagnostic::error("bad-language", "a site needs 1 to 64 languages");
        map.diagnostics()
            .push(error.at(place).help("write `languages: [it, en]`"));
    }
    languages
}

fn read_x_default(map: &mut MapReader<'_, '_>, languages: &Languages) -> Lang {
    let first = languages
        .iter()
        .next()
        .expect("a site has at least one language");
    let Some(place) = map.get("x_default").map(|node| node.place) else {
        return first;
    };
    let Some(tag) = map.text("x_default") else {
        return first;
    };
    languages.find(tag).unwrap_or_else(|| {
        let error = Diagnostic::error(
            "unknown-language",
            format!("`{tag}` is not a language of the site"),
        )
        .at(place)
        .help(did_you_mean(tag, languages.tags(), "its languages are"));
        map.diagnostics().push(error);
        first
    })
}

fn read_chooser(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Chooser)> {
    let Some(entries) = node.map() else {
        diagnostics.push(expected(node, "`chooser`", "a map from language to texts"));
        return Vec::new();
    };
    let mut choosers = Vec::new();
    for entry in entries {
        if languages.find(&entry.key).is_none() {
            let error = Diagnostic::error(
                "unknown-language",
                format!("`{}` is not a language of the site", entry.key),
            )
            .at(entry.key_place)
            .help(did_you_mean(
                &entry.key,
                languages.tags(),
                "its languages are",
            ));
            diagnostics.push(error);
            continue;
        }
        let Some(mut map) = MapReader::new(&entry.value, "this half of the page", diagnostics)
        else {
            continue;
        };
        let mut text = |key| map.required_text(key).unwrap_or_default().to_owned();
        let chooser = Chooser {
            title: text("title"),
            text: text("text"),
            button: text("button"),
        };
        map.finish();
        choosers.push((entry.key.clone(), chooser));
    }
    choosers
}

/// A language without texts of its own gets the site's title.
fn fill_chooser(
    given: Vec<(String, Chooser)>,
    title: &Localized<Placed>,
    languages: &Languages,
) -> Localized<Chooser> {
    let chooser = |lang| {
        let tag = languages.tag(lang);
        let found = given
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(tag));
        found
            .map(|(_, chooser)| chooser.clone())
            .unwrap_or_else(|| Chooser {
                title: title.get(lang).text.clone(),
                text: String::new(),
                button: String::new(),
            })
    };
    Localized::new(languages.iter().map(chooser).collect())
}

fn read_navigation(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Vec<NavigationItem> {
    let Some(items) = node.list() else {
        diagnostics.push(expected(node, "`navigation`", "a list of pages"));
        return Vec::new();
    };
    let mut navigation = Vec::new();
    for item in items {
        let Some(mut map) = MapReader::new(item, "this link of the navigation", diagnostics) else {
            continue;
        };
        let place = map.get("page").map_or(item.place, |node| node.place);
        let page = map.required_text("page").map(str::to_owned);
        let title = map.require("title").cloned();
        map.finish();
        let title = title.and_then(|node| read_localized(&node, "`title`", languages, diagnostics));
        if let (Some(page), Some(title)) = (page, title) {
            navigation.push(NavigationItem { page, place, title });
        }
    }
    navigation
}

fn read_home(
    node: Option<&Node>,
    top: Place,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Collection {
    let empty = Node {
        place: top,
        value: crate::yaml::Value::Map(Vec::new()),
    };
    let node = node.filter(|node| {
        node.map().is_some() || {
            diagnostics.push(expected(node, "`home`", "a map"));
            false
        }
    });
    read_collection("", top, node.unwrap_or(&empty), languages, diagnostics)
        .expect("a map is read as a collection")
}

fn read_collections(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Vec<Collection> {
    let Some(entries) = node.map() else {
        diagnostics.push(expected(
            node,
            "`collections`",
            "a map from folder to declaration",
        ));
        return Vec::new();
    };
    let mut collections = Vec::new();
    for entry in entries {
        if RESERVED_FOLDERS.contains(&entry.key.as_str()) || entry.key.contains(['/', '.', '\\']) {
            let error = Diagnostic::error(
                "reserved-name",
                format!("`{}` cannot be a collection", entry.key),
            )
            .at(entry.key_place)
            .help("name another folder directly below content/");
            diagnostics.push(error);
            continue;
        }
        let collection = read_collection(
            &entry.key,
            entry.key_place,
            &entry.value,
            languages,
            diagnostics,
        );
        collections.extend(collection);
    }
    collections
}

/// Folders of content/ that have a meaning of their own.
const RESERVED_FOLDERS: [&str; 3] = ["facts", "maps", "static"];
