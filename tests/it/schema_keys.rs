//! The keys of each schema are those that the program reads and those that ARCHITECTURE.md explains: no more and no less.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Site, package};

/// A map of the content: its mark in the texts below, and where its schema stands.
struct Place {
    mark: &'static str,
    file: &'static str,
    pointer: &'static str,
    /// Keys that the text itself gives, since without them the program would not read on.
    given: &'static [&'static str],
}

const fn place(
    mark: &'static str,
    file: &'static str,
    pointer: &'static str,
    given: &'static [&'static str],
) -> Place {
    Place {
        mark,
        file,
        pointer,
        given,
    }
}

const COLLECTION: &str = "/properties/collections/additionalProperties";
const FIELD: &str =
    "/properties/collections/additionalProperties/properties/fields/additionalProperties";

/// The maps of `site.yaml`; the configuration is given up after its faults, so they have a site of their own.
const SITE: [Place; 9] = [
    place(
        "@site",
        "site",
        "",
        &[
            "languages",
            "base_url",
            "title",
            "external",
            "chooser",
            "navigation",
            "collections",
            "relation_kinds",
        ],
    ),
    place("@external", "site", "/properties/external", &[]),
    place("@chooser", "site", "/properties/chooser/properties/it", &[]),
    place("@link", "site", "/properties/navigation/items", &[]),
    place("@collection", "site", COLLECTION, &["fields"]),
    place("@field", "site", FIELD, &["kind"]),
    place("@item", "site", "/definitions/item", &["kind"]),
    place("@part", "site", "/definitions/part", &["kind"]),
    place(
        "@kind",
        "site",
        "/properties/relation_kinds/additionalProperties",
        &[],
    ),
];

const SITE_YAML: &str = "\
languages: [it, en]
base_url: https://example.org/
title: {it: A, en: B}
external: {@external}
chooser: {it: {@chooser}}
navigation: [{@link}]
collections:
  firms:
    fields:
      plain: {kind: text, @field}
      many: {kind: list, of: {kind: text, @item}}
      some: {kind: group, fields: {a: {kind: text, @part}}}
    @collection
relation_kinds: {supplies: {@kind}}
@site
";

/// The maps of all other files.
const DATA: [Place; 9] = [
    place("@front", "front-matter", "", &[]),
    place("@data", "collection-firms", "", &["relations", "region"]),
    place(
        "@relation",
        "collection-firms",
        "/properties/relations/items",
        &[],
    ),
    place("@region", "collection-firms", "/properties/region", &[]),
    place("@fact", "facts", "/additionalProperties", &[]),
    place(
        "@source",
        "sources",
        "/additionalProperties",
        &["publisher", "title", "language", "url"],
    ),
    place(
        "@publisher",
        "sources",
        "/additionalProperties/properties/publisher",
        &["of", "how"],
    ),
    place("@event", "timeline", "/items", &[]),
    place("@term", "glossary", "/additionalProperties", &[]),
];

const DATA_FILES: [(&str, &str); 6] = [
    ("content/page.it.md", "---\n@front\n---\n"),
    (
        "content/firms/alfa.yaml",
        "relations: [{@relation}]\nregion: {@region}\n@data\n",
    ),
    ("content/facts/more.yaml", "more: {@fact}\n"),
    (
        "content/sources.yaml",
        "more: {publisher: {of: A, how: via, @publisher}, title: A, language: en, url: 'https://a.example/', @source}\n",
    ),
    ("content/timeline.yaml", "- {@event}\n"),
    ("content/glossary.yaml", "more: {@term}\n"),
];

const MAP: &str = r#"{"viewBox": "0 0 9 9", "nation": "M0 0", "borders": "M0 0", "states":
  [{"postal": "A", "d": "M0 0", "detail": null, "centroid": [1, 1], "bbox": [0, 0, 9, 9]}]}"#;

/// A site whose collection has a map and groups, so that its data files may hold every built-in key.
fn site() -> Site {
    let site = Site::fault("_base")
        .write("content/maps/land.json", MAP)
        .change_file("content/site.yaml", |text| {
            text.replace(
                "    fields:",
                "    map: land\n    groups: {big: {it: A, en: B}}\n    fields:",
            )
        });
    let run = site.run(&["schema"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    site
}

/// The keys of the map at a place of a schema, as it stands there.
fn keys_at(site: &Site, file: &str, pointer: &str) -> BTreeSet<String> {
    let text = site.read(&format!("schema/{file}.json"));
    let schema: Value = serde_json::from_str(&text).expect("a schema is JSON");
    let map = schema.pointer(pointer).expect(pointer);
    assert_eq!(map["additionalProperties"], false, "{file} {pointer}");
    let keys = map["properties"]
        .as_object()
        .expect("a map has keys")
        .keys();
    keys.cloned().collect()
}

/// The text with a line of keys for each mark: all keys of the schema, without a value, and one that no map has.
fn with_every_key(site: &Site, text: &str, places: &[Place]) -> String {
    places.iter().fold(text.to_owned(), |text, place| {
        let keys = keys_at(site, place.file, place.pointer);
        let keys = keys
            .iter()
            .filter(|key| !place.given.contains(&key.as_str()));
        let unknown = format!("qqqqqq-{}: null", &place.mark[1..]);
        let keys: Vec<String> = keys
            .map(|key| format!("{key}: null"))
            .chain([unknown])
            .collect();
        let line = text
            .lines()
            .find(|line| line.contains(place.mark))
            .unwrap_or_default();
        let separator = match line.trim_start().starts_with('@') {
            true => format!("\n{}", &line[..line.len() - line.trim_start().len()]),
            false => ", ".to_owned(),
        };
        text.replace(place.mark, &keys.join(&separator))
    })
}

/// What a message says of the keys that a map has: the first ten of them, or up to twelve, and how many there are.
fn listed(help: &str) -> (Vec<&str>, usize) {
    let names: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
    let more = help
        .strip_suffix(" more")
        .and_then(|help| help.rsplit(' ').next());
    let more: usize = more.map_or(0, |n| n.parse().expect("a number"));
    let n = names.len() + more;
    (names, n)
}

/// Faults of the schemas of some maps: keys that are not read, and keys that are read and not there.
fn faults(schemas: &Site, site: &Site, places: &[Place]) -> Vec<String> {
    let said = site.run(&["check", "--format", "json"]).stderr;
    let messages = said
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let unknown: Vec<(String, String)> = messages
        .filter(|message| message["code"] == "unknown-key")
        .map(|message| {
            let text = |key: &str| message[key].as_str().expect("a text").to_owned();
            let key = text("message")
                .rsplit('`')
                .nth(1)
                .expect("a key")
                .to_owned();
            (key, text("help"))
        })
        .collect();
    let mut faults = Vec::new();
    let extra = unknown
        .iter()
        .filter(|(key, _)| !key.starts_with("qqqqqq-"));
    faults.extend(extra.map(|(key, _)| format!("`{key}` is in a schema and is not read")));
    for place in places {
        let mark = &place.mark[1..];
        let keys = keys_at(schemas, place.file, place.pointer);
        let found = unknown
            .iter()
            .find(|(key, _)| key.strip_prefix("qqqqqq-") == Some(mark));
        let Some((_, help)) = found else {
            faults.push(format!("{mark}: no keys are named"));
            continue;
        };
        let (names, n) = listed(help);
        let first: Vec<&str> = keys.iter().take(names.len()).map(String::as_str).collect();
        if names != first || n != keys.len() {
            faults.push(format!(
                "{mark}: {n} keys are read, {names:?} …, and the schema has {keys:?}"
            ));
        }
    }
    faults
}

#[test]
fn every_key_that_is_read_is_in_a_schema_and_no_other() {
    let schemas = site();
    let config = with_every_key(&schemas, SITE_YAML, &SITE);
    let broken = Site::fault("_base").write("content/site.yaml", config);
    assert_eq!(faults(&schemas, &broken, &SITE), [] as [String; 0]);
    let broken = DATA_FILES.iter().fold(site(), |site, (path, text)| {
        let text = with_every_key(&schemas, text, &DATA);
        site.write(path, text)
    });
    assert_eq!(faults(&schemas, &broken, &DATA), [] as [String; 0]);
}

/// The keys in the first column of the table whose head stands first after `heading`.
fn table(heading: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(package().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, text) = text.split_once(heading).expect(heading);
    let lines = text.lines().skip_while(|line| !line.starts_with("|---"));
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split(" | ").next().unwrap_or_default().to_owned());
    let names = cells.flat_map(|cell| {
        let names = cell.split('`').skip(1).step_by(2).map(str::to_owned);
        names.collect::<Vec<_>>()
    });
    names.collect()
}

#[test]
fn every_key_that_is_explained_is_in_a_schema_and_no_other() {
    let site = site();
    for (heading, file, pointer, beside) in [
        ("\n### Front matter\n", "front-matter", "", &[] as &[&str]),
        ("\n### site.yaml\n", "site", "", &[]),
        ("\n| key of a declaration |", "site", COLLECTION, &[]),
        // These stand in the line of `kind`.
        (
            "\n| key of a field |",
            "site",
            FIELD,
            &["collection", "of", "fields"],
        ),
        // This is the field that the collection of the small site declares.
        ("\n### Data files\n", "collection-firms", "", &["since"]),
        (
            "\n| key of a relation |",
            "collection-firms",
            "/properties/relations/items",
            &[],
        ),
        ("\n### Facts\n", "facts", "/additionalProperties", &[]),
        ("\n### Sources\n", "sources", "/additionalProperties", &[]),
        ("\n### Timeline\n", "timeline", "/items", &[]),
    ] {
        let mut explained = table(heading);
        explained.extend(beside.iter().map(|key| (*key).to_owned()));
        assert_eq!(explained, keys_at(&site, file, pointer), "{heading}");
    }
}

#[test]
fn the_home_page_is_declared_with_keys_of_a_collection() {
    let site = site();
    let home = keys_at(&site, "site", "/properties/home");
    let expected = ["block", "brief", "fields", "figures_title", "template"];
    assert_eq!(home, expected.map(str::to_owned).into());
    assert!(home.is_subset(&keys_at(&site, "site", COLLECTION)));
}
