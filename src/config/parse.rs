//! The tree of `site.yaml` → [`Config`].

use std::collections::BTreeMap;

use super::collection::{Collection, read_collection};
use super::external::read_external;
use super::localized::{Placed, read_localized, read_optional_localized};
use super::{BaseUrl, Chooser, Config, NavigationItem, RelationKind, Repository};
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
    let nodes: BTreeMap<&str, Option<Node>> = KEYS
        .into_iter()
        .map(|key| (key, map.get(key).cloned()))
        .collect();
    map.finish();
    let node = |key: &str| nodes[key].as_ref().filter(|node| !node.is_null());
    let mut required = |key: &str| match node(key) {
        Some(node) => read_localized(node, &format!("`{key}`"), &languages, diagnostics),
        None => {
            let error = Diagnostic::error("missing-key", format!("site.yaml has no `{key}`"));
            diagnostics.push(error.at(top).help(format!("add a line `{key}: …`")));
            None
        }
    };
    let title = required("title");
    let empty = Localized::new(vec![
        Placed {
            text: String::new(),
            place: top
        };
        languages.len()
    ]);
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

fn read_base_url(map: &mut MapReader<'_, '_>) -> Option<BaseUrl> {
    let place = map.require("base_url")?.place;
    let text = map.text("base_url")?;
    BaseUrl::parse(text)
        .map_err(|problem| {
            let error = Diagnostic::error("bad-base-url", format!("`{text}` is not the address of a site: {problem}"))
                .at(place)
                .help("write the address the home page will have, such as `https://OWNER.github.io/REPOSITORY/`");
            map.diagnostics().push(error);
        })
        .ok()
}

fn read_domain(map: &mut MapReader<'_, '_>, base_url: Option<&BaseUrl>) -> Option<String> {
    let place = map
        .get("domain")
        .filter(|node| !node.is_null())
        .map(|node| node.place)?;
    let domain = map.text("domain")?.to_owned();
    let plain = domain.split('.').count() > 1
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    if !plain {
        let error = Diagnostic::error("bad-domain", format!("`{domain}` is not a domain"))
            .at(place)
            .help("write the bare name, such as `www.example.org`");
        map.diagnostics().push(error);
    } else if let Some(error) =
        base_url.and_then(|base_url| domain_contradiction(&domain, base_url))
    {
        map.diagnostics().push(error.at(place));
    }
    Some(domain)
}

/// The error for a domain that the base URL contradicts, without its place.
pub(crate) fn domain_contradiction(domain: &str, base_url: &BaseUrl) -> Option<Diagnostic> {
    let agrees = base_url.host() == domain.to_lowercase() && base_url.path() == "/";
    (!agrees).then(|| {
        let message = format!(
            "the domain `{domain}` contradicts the base URL `{}`",
            base_url.as_str()
        );
        Diagnostic::error("domain-contradiction", message).help(format!(
            "set `base_url: https://{domain}/`, or delete `domain`"
        ))
    })
}

fn read_repository(map: &mut MapReader<'_, '_>) -> Option<Repository> {
    let branch = map.text("branch").unwrap_or("main").to_owned();
    let place = map
        .get("repository")
        .filter(|node| !node.is_null())
        .map(|node| node.place)?;
    let url = map.text("repository")?;
    if BaseUrl::parse(url).is_err() {
        let error = Diagnostic::error(
            "bad-repository",
            format!("`{url}` is not the address of a repository"),
        )
        .at(place)
        .help("write `repository: https://github.com/OWNER/NAME`");
        map.diagnostics().push(error);
        return None;
    }
    Some(Repository {
        url: url.trim_end_matches('/').to_owned(),
        branch,
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

fn read_kinds(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, RelationKind> {
    let Some(entries) = node.map() else {
        diagnostics.push(expected(
            node,
            "`relation_kinds`",
            "a map from kind to words",
        ));
        return BTreeMap::new();
    };
    let mut kinds = BTreeMap::new();
    for entry in entries {
        if let Some(kind) = read_relation_kind(&entry.value, languages, diagnostics) {
            kinds.insert(entry.key.clone(), kind);
        }
    }
    kinds
}

fn read_relation_kind(
    node: &Node,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<RelationKind> {
    let mut map = MapReader::new(node, "this kind of relation", diagnostics)?;
    let targets = map
        .texts("targets")
        .into_iter()
        .map(|(text, _)| text.to_owned())
        .collect();
    let mut forward = Vec::new();
    let mut backward = Vec::new();
    for tag in languages.tags() {
        let Some(pair) = map.require(tag) else {
            continue;
        };
        match pair.list() {
            Some([there, back]) => {
                forward.extend(there.scalar().map(str::to_owned));
                backward.extend(back.scalar().map(str::to_owned));
            }
            _ => {
                let error = expected(pair, "the words of a relation", "a list of two texts");
                map.diagnostics().push(error.help("write the words seen from the giver, then from the receiver: `[supplies, is supplied by]`"));
            }
        }
    }
    map.finish();
    let complete = forward.len() == languages.len() && backward.len() == languages.len();
    complete.then(|| RelationKind {
        forward: Localized::new(forward),
        backward: Localized::new(backward),
        targets,
    })
}
