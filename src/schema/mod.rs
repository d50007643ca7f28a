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
    /// The files that it is for, below the root; `None`: what stands at the top of texts, which is no file.
    pub glob: Option<String>,
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
    let home = data_file::data_file(&view, &site.config.home);
    let words = words::words(&view);
    let single = [
        ("facts", "content/facts/*.yaml", fact::facts(&view)),
        ("glossary", "content/glossary.yaml", lists::glossary(&view)),
        ("home", "content/_index.yaml", home),
        ("site", "content/site.yaml", site_yaml::site_yaml(&view)),
        ("sources", "content/sources.yaml", lists::sources()),
        ("strings", "templates/strings/*.yaml", words),
        ("timeline", "content/timeline.yaml", lists::timeline(&view)),
    ];
    let single = single.map(|(name, glob, body)| file(name, glob, body));
    let collections = site.config.collections.iter().map(|collection| {
        let name = format!("collection-{}", collection.name);
        let glob = format!("content/{}/*.yaml", collection.name);
        file(&name, &glob, data_file::data_file(&view, collection))
    });
    let mut files: Vec<SchemaFile> = single.into_iter().chain(collections).collect();
    files.push(SchemaFile {
        glob: None,
        ..file(
            "front-matter",
            "front matter",
            front_matter::front_matter(&view),
        )
    });
    files.sort_by(|left, right| left.name.cmp(&right.name));
    files
}

fn file(name: &str, glob: &str, body: Value) -> SchemaFile {
    let mut schema = Map::new();
    schema.insert("$comment".into(), COMMENT.into());
    schema.insert(
        "$schema".into(),
        "http://json-schema.org/draft-07/schema#".into(),
    );
    if let Value::Object(body) = body {
        schema.extend(body);
    }
    schema.insert("title".into(), glob.into());
    SchemaFile {
        name: format!("{name}.json"),
        glob: Some(glob.to_owned()),
        text: format!("{:#}\n", Value::Object(schema)),
    }
}
