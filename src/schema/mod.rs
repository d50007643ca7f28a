//! A site → JSON Schemas of its YAML files, for editors that complete, explain and check while somebody types: the keys,
//! what each is for, and the ids of this very site. They never decide anything: `check` does not read them.
//!
//! In: a [`Site`]; out: names and texts of files, the same for the same site. Knows nothing of where they are written.

mod data_file;
mod declaration;
mod fact;
mod front_matter;
mod lists;
mod shape;
mod site;
mod site_yaml;
mod words;

use serde_json::{Map, Value};

use crate::model::Site;

/// A file of that folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFile {
    /// Its name: `facts.json`.
    pub name: String,
    /// What it holds, with LF line ends.
    pub text: String,
}

/// The first thing in every schema; a file without it is nobody's but its author's.
const MARK: &str = "{\n  \"$comment\": \"Made by `spiega schema`";
const COMMENT: &str =
    "Made by `spiega schema` from site.yaml and the ids of the content; a change here is lost.";

/// Whether a file has been made by the program.
pub fn is_ours(text: &str) -> bool {
    text.starts_with(MARK)
}

/// The schemas of a site, sorted by name.
pub fn schemas(site: &Site) -> Vec<SchemaFile> {
    let view = site::View { site };
    let single = [
        ("facts", "facts/*.yaml", fact::facts(&view)),
        (
            "front-matter",
            "front matter",
            front_matter::front_matter(&view),
        ),
        ("glossary", "glossary.yaml", lists::glossary(&view)),
        (
            "home",
            "_index.yaml",
            data_file::data_file(&view, &site.config.home),
        ),
        ("site", "site.yaml", site_yaml::site_yaml(&view)),
        ("sources", "sources.yaml", lists::sources()),
        ("strings", "strings/*.yaml", words::words(&view)),
        ("timeline", "timeline.yaml", lists::timeline(&view)),
    ];
    let single = single.map(|(name, title, body)| file(name.to_owned(), title, body));
    let collections = site.config.collections.iter().map(|collection| {
        let title = format!("{}/*.yaml", collection.name);
        let body = data_file::data_file(&view, collection);
        file(format!("collection-{}", collection.name), &title, body)
    });
    let mut files: Vec<SchemaFile> = single.into_iter().chain(collections).collect();
    files.sort_by(|left, right| left.name.cmp(&right.name));
    files
}

fn file(name: String, title: &str, body: Value) -> SchemaFile {
    let mut schema = Map::new();
    schema.insert("$comment".into(), COMMENT.into());
    schema.insert(
        "$schema".into(),
        "http://json-schema.org/draft-07/schema#".into(),
    );
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    schema.insert("title".into(), title.into());
    SchemaFile {
        name: name + ".json",
        text: format!("{:#}\n", Value::Object(schema)),
    }
}
