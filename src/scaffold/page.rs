//! A new page of a collection: its data file and a text in every language, drafts until somebody fills them in.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::PlannedFile;
use super::data_file::data_file;
use super::localize::yaml_text;
use crate::config::{Collection, Config};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::load::Sources;
use crate::model::check_segment;
use crate::slug::slug;

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewPage<'a> {
    /// Name of the collection.
    pub collection: &'a str,
    /// Name of the page in it: the last part of its id.
    pub name: &'a str,
    /// Its title; `None`: made from the name.
    pub title: Option<&'a str>,
    /// The day that its texts say they are of.
    pub today: Date,
}

/// Ids and addresses that there are already.
#[derive(Debug)]
pub struct Taken(Vec<(String, String)>);

impl Taken {
    /// What the pages, data files and copied files of a site have taken.
    pub fn of(sources: &Sources) -> Self {
        let mut taken = Vec::new();
        for page in &sources.pages {
            let path = format!(
                "content/{}.{}.md",
                page.id,
                sources.config.languages.tag(page.lang)
            );
            if let (Some((slug, _)), Some((folder, _))) =
                (&page.front_matter.slug, page.id.rsplit_once('/'))
            {
                taken.push((alike(&format!("{folder}/{slug}")), path.clone()));
            }
            taken.push((alike(&page.id), path));
        }
        let data = sources.data.iter();
        taken.extend(data.map(|data| (alike(&data.id), format!("content/{}.yaml", data.id))));
        let assets = sources.assets.iter();
        taken.extend(assets.map(|asset| (alike(&asset.path), format!("content/{}", asset.path))));
        Self(taken)
    }

    /// The file that has an id or its address, or stands in a folder of that name.
    fn by(&self, id: &str) -> Option<&str> {
        let id = alike(id);
        let same = |known: &str| {
            let rest = known.strip_prefix(&id);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut taken = self.0.iter();
        taken
            .find(|(known, _)| same(known))
            .map(|(_, path)| path.as_str())
    }
}

/// What is one name on systems that do not tell letter case or Unicode forms apart.
fn alike(id: &str) -> String {
    id.nfc().flat_map(char::to_lowercase).collect()
}

/// The files of a new page: the data file, then the texts in the order of the languages.
///
/// # Errors
/// There is no such collection, or the name cannot be that of a page or is taken.
pub fn plan_page(
    new: &NewPage<'_>,
    config: &Config,
    taken: &Taken,
) -> Result<Vec<PlannedFile>, Diagnostic> {
    let collection = find_collection(new.collection, config)?;
    check_name(new, config, taken)?;
    let id = format!("{}/{}", collection.name, new.name);
    let mut files = vec![(
        format!("content/{id}.yaml"),
        data_file(&id, collection, config).into(),
    )];
    for (n, tag) in config.languages.tags().enumerate() {
        let words = Words::of(tag);
        let title = new.title.map_or_else(|| title_of(new.name), str::to_owned);
        let title = match n {
            0 => title,
            _ => format!("{title} ({})", words.to_translate),
        };
        files.push((
            format!("content/{id}.{tag}.md"),
            text(&title, new.today, words).into(),
        ));
    }
    Ok(files)
}

fn find_collection<'a>(name: &str, config: &'a Config) -> Result<&'a Collection, Diagnostic> {
    config.collection(name).ok_or_else(|| {
        let names = config
            .collections
            .iter()
            .map(|collection| collection.name.as_str());
        Diagnostic::error(
            "unknown-collection",
            format!("site.yaml declares no collection `{name}`"),
        )
        .help(did_you_mean(name, names, "its collections are"))
    })
}

fn check_name(new: &NewPage<'_>, config: &Config, taken: &Taken) -> Result<(), Diagnostic> {
    let name = new.name;
    let wrong = |problem: String| {
        Diagnostic::error(
            "bad-slug",
            format!(
                "`{}` cannot be the name of a page: {problem}",
                name.escape_debug()
            ),
        )
    };
    let plain = slug(name);
    if name != plain {
        let help = match plain.as_str() {
            "" => "write lower-case letters, digits and hyphens".to_owned(),
            plain => format!("write `{plain}`"),
        };
        return Err(
            wrong("it holds more than lower-case letters, digits and hyphens".to_owned())
                .help(help),
        );
    }
    check_segment(name, config).map_err(|problem| wrong(problem).help("choose another name"))?;
    if let Some(path) = taken.by(&format!("{}/{name}", new.collection)) {
        let message = format!(
            "there is already a page `{}/{name}`, or one with its address: {path}",
            new.collection
        );
        return Err(Diagnostic::error("address-collision", message)
            .help("choose another name, or change that page"));
    }
    Ok(())
}

/// `acme-robotics` → `Acme robotics`
fn title_of(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + letters.as_str()
}

/// What a new text says until it is written, in a language that the program knows; else in English.
#[derive(Clone, Copy)]
struct Words {
    to_translate: &'static str,
    description: &'static str,
    body: &'static str,
}

impl Words {
    fn of(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("it") => Self {
                to_translate: "da tradurre",
                description: "Da scrivere: che cosa dice questa pagina.",
                body: "Da scrivere: di che cosa parla questa pagina, in poche righe.",
            },
            _ => Self {
                to_translate: "to be translated",
                description: "To be written: what this page says.",
                body: "To be written: what this page is about, in a few lines.",
            },
        }
    }
}

/// The description is shorter than it may be, so that `check` names it until it is written.
fn text(title: &str, today: Date, words: Words) -> String {
    format!(
        "---\ntitle: {}\ndescription: {}\nupdated: {today}\ndraft: true\n---\n\n{}\n",
        yaml_text(title),
        yaml_text(words.description),
        words.body
    )
}
