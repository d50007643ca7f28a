//! Disk → [`Sources`]: every text of `content/` and `templates/`, read once, sorted by path; nothing is skipped silently.

mod again;
mod agreements;
mod file_id;
mod front_matter;
mod normalize;
mod schemas;
mod tree;
mod view;

pub use again::{Changes, Stamps, reread_body};
pub use file_id::{Role, id_of, role_of};
pub use front_matter::{FrontMatter, MAX_FRONT_MATTER_BYTES, front_matter_range};
pub use schemas::SCHEMA_FOLDER;
pub use tree::{Asset, MAX_TEXT_BYTES, path_on_disk};
pub use view::View;

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use rayon::prelude::*;

use crate::config::{Config, parse_config};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place};
use crate::lang::Lang;
use crate::panics::catch;
use crate::yaml::{Node, parse_yaml};
use front_matter::read_page;
use schemas::read_schemas;
use tree::{Content, read_tree};

/// Everything that was read.
#[derive(Debug)]
pub struct Sources {
    /// The texts of all files.
    pub files: Files,
    /// What `site.yaml` says.
    pub config: Config,
    /// The pages' texts, sorted by path.
    pub pages: Vec<PageSource>,
    /// Data files of pages: `partners/foxconn.yaml`, `_index.yaml`.
    pub data: Vec<DataSource>,
    /// Files of `facts/`, each a tree.
    pub facts: Vec<Node>,
    /// `sources.yaml`.
    pub sources: Option<Node>,
    /// `timeline.yaml`.
    pub timeline: Option<Node>,
    /// `glossary.yaml`.
    pub glossary: Option<Node>,
    /// Maps by name, as JSON texts.
    pub maps: Vec<(String, FileId)>,
    /// Files that are copied as they are.
    pub assets: Vec<Asset>,
    /// Templates by their path below `templates/`.
    pub templates: Vec<(String, FileId)>,
    /// Files of `schema/` by name.
    pub schemas: Vec<(String, FileId)>,
    /// Texts that exist but could not be read; what is wrong with them has been said.
    pub broken: HashSet<(String, Lang)>,
    /// The same for all other files, by their paths below `content/`.
    pub broken_files: BTreeSet<String>,
}

/// One text in one language.
#[derive(Debug)]
pub struct PageSource {
    /// Path below `content/` without language and extension: `partners/foxconn`.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// The file.
    pub file: FileId,
    /// Where the body begins, in bytes from the top of the file.
    pub body_offset: usize,
    /// What stands above the body.
    pub front_matter: FrontMatter,
}

/// A data file of a page.
#[derive(Debug)]
pub struct DataSource {
    /// The id of the page it belongs to.
    pub id: String,
    /// The file.
    pub file: FileId,
    /// What it holds.
    pub node: Node,
}

/// The text of a file as it is loaded: without byte order mark, with LF line ends; `None` if it is not UTF-8.
pub fn decode_text(bytes: Vec<u8>) -> Option<String> {
    normalize::decode(bytes).ok()
}

/// What came of loading: the sources, or only the files that diagnostics point into.
pub enum Loaded {
    /// All was read, though single files may be missing for errors that are reported.
    Sources(Box<Sources>),
    /// The configuration could not be read, so that no page could be understood.
    Nothing(Files),
}

/// Reads the site below `root`.
pub fn load_site(root: &Path, diagnostics: &mut Diagnostics) -> Loaded {
    let mut files = Files::default();
    let content = read_tree(root, &mut files, diagnostics);
    let Some(config) = load_config(&content, &mut files, diagnostics) else {
        return Loaded::Nothing(files);
    };
    let schemas = read_schemas(root, &mut files);
    let mut sources = Sources {
        config,
        pages: Vec::new(),
        data: Vec::new(),
        facts: Vec::new(),
        sources: None,
        timeline: None,
        glossary: None,
        maps: Vec::new(),
        assets: content.assets,
        templates: content.templates,
        schemas,
        broken: HashSet::new(),
        broken_files: BTreeSet::new(),
        files,
    };
    for path in &content.unreadable {
        sources.note_broken(path);
    }
    let parsed: Vec<(Option<Part>, Diagnostics)> = content
        .texts
        .par_iter()
        .map(|(path, file)| {
            let mut found = Diagnostics::new();
            let name = &sources.files.get(*file).path;
            let part = catch(name, || parse_part(path, *file, &sources, &mut found));
            let part = part.map_err(|fault| found.push(fault.at(Place::file(*file))));
            (part.ok().flatten(), found)
        })
        .collect();
    for ((part, found), (path, _)) in parsed.into_iter().zip(&content.texts) {
        diagnostics.extend(found);
        match part {
            Some(part) => sources.take(part),
            None => sources.note_broken(path),
        }
    }
    Loaded::Sources(Box::new(sources))
}

impl Sources {
    fn note_broken(&mut self, path: &str) {
        match id_of(path, &self.config.languages) {
            Some(text) => {
                self.broken.insert(text);
            }
            None if path != "site.yaml" => {
                self.broken_files.insert(path.to_owned());
            }
            None => {}
        }
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Page(page) => self.pages.push(*page),
            Part::Data(data) => self.data.push(data),
            Part::Facts(node) => self.facts.push(node),
            Part::Sources(node) => self.sources = Some(node),
            Part::Timeline(node) => self.timeline = Some(node),
            Part::Glossary(node) => self.glossary = Some(node),
            Part::Map(name, file) => self.maps.push((name, file)),
        }
    }
}

/// A file that was understood.
enum Part {
    Page(Box<PageSource>),
    Data(DataSource),
    Facts(Node),
    Sources(Node),
    Timeline(Node),
    Glossary(Node),
    Map(String, FileId),
}

fn load_config(
    content: &Content,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Option<Config> {
    let Some(&(_, file)) = content.texts.iter().find(|(path, _)| path == "site.yaml") else {
        if !diagnostics.has_errors() {
            let file = files.add("content/site.yaml".into(), String::new());
            let error = Diagnostic::error("missing-site-yaml", "there is no content/site.yaml")
                .at(Place::file(file))
                .help("run the program in the folder that holds content/ and templates/, or name it with `--root DIR`");
            diagnostics.push(error);
        }
        return None;
    };
    let node = parse(files, file, diagnostics)?;
    parse_config(&node, diagnostics)
}

fn parse(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    parse_yaml(&files.get(file).text, file, 0)
        .map_err(|error| diagnostics.push(error))
        .ok()
}

fn parse_part(
    path: &str,
    file: FileId,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Part> {
    let role = role_of(path, file, &sources.config.languages, diagnostics)?;
    let mut tree = || parse(&sources.files, file, diagnostics);
    Some(match role {
        Role::Config => return None,
        Role::Facts => Part::Facts(tree()?),
        Role::Sources => Part::Sources(tree()?),
        Role::Timeline => Part::Timeline(tree()?),
        Role::Glossary => Part::Glossary(tree()?),
        Role::Map(name) => Part::Map(name, file),
        Role::Data(id) => Part::Data(DataSource {
            id,
            file,
            node: tree()?,
        }),
        Role::Page(id, lang) => {
            let text = &sources.files.get(file).text;
            let (front_matter, body_offset) =
                read_page(text, file, lang, &sources.config.languages, diagnostics)?;
            Part::Page(Box::new(PageSource {
                id,
                lang,
                file,
                body_offset,
                front_matter,
            }))
        }
    })
}
