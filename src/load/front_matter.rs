//! A text file → front matter and the offset of its body.

use super::agreements::read_agreements;
use super::view::View;
use crate::agreement::Agreement;
use crate::characters::is_blank;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::lang::{Lang, Languages};
use crate::quantity::PartialDate;
use crate::yaml::{MapReader, parse_yaml};

/// The longest front matter that is read.
pub const MAX_FRONT_MATTER_BYTES: usize = 64 * 1024;

/// What stands between the `---` lines of a text.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// Title of the page.
    pub title: String,
    /// Where the title stands.
    pub title_place: Place,
    /// One or two sentences for search results.
    pub description: String,
    /// Where the description stands.
    pub description_place: Place,
    /// Day of the last change in content.
    pub updated: Option<PartialDate>,
    /// Where `updated` stands.
    pub updated_place: Place,
    /// Last part of the address, if the author chose it.
    pub slug: Option<(String, Place)>,
    /// Old addresses that become redirect pages.
    pub aliases: Vec<(String, Place)>,
    /// Whether it is left out of a published site.
    pub draft: bool,
    /// The languages the page is meant for, if not all; empty when what stands there is wrong.
    pub languages: Option<Vec<Lang>>,
    /// Which data the page shows.
    pub view: Option<View>,
    /// What is remembered of the texts in other languages that this one was declared equal to.
    pub agrees_with: Vec<(Lang, Agreement)>,
    /// Where the front matter begins.
    pub place: Place,
}

impl FrontMatter {
    /// What is remembered of the text in another language.
    pub fn agreement_with(&self, lang: Lang) -> Option<&Agreement> {
        let mut agreements = self.agrees_with.iter();
        agreements
            .find(|(of, _)| *of == lang)
            .map(|(_, agreement)| agreement)
    }
}

/// Reads the front matter of a text; `None` if there is no page to be made of it. The second value is where the body begins.
pub(super) fn read_page(
    text: &str,
    file: FileId,
    lang: Lang,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Option<(FrontMatter, usize)> {
    let (yaml, body_offset) = match split(text) {
        Ok(split) => split,
        Err(fault) => {
            diagnostics.push(fault.diagnostic(file));
            return None;
        }
    };
    let node = parse_yaml(&text[yaml.clone()], file, yaml.start)
        .map_err(|error| diagnostics.push(error))
        .ok()?;
    let map = MapReader::new(&node, "the front matter", diagnostics)?;
    read_keys(map, lang, languages, Place::new(file, 0..3))
        .map(|front_matter| (front_matter, body_offset))
}

fn read_keys(
    mut map: MapReader<'_, '_>,
    lang: Lang,
    languages: &Languages,
    top: Place,
) -> Option<FrontMatter> {
    let place_of = |map: &mut MapReader<'_, '_>, key| map.get(key).map_or(top, |node| node.place);
    let title_place = place_of(&mut map, "title");
    let description_place = place_of(&mut map, "description");
    let updated_place = place_of(&mut map, "updated");
    let title = required_words(&mut map, "title", title_place);
    let description = required_words(&mut map, "description", description_place);
    let updated = map.required_text("updated").map(str::to_owned);
    let updated = updated.and_then(|text| read_day(&text, updated_place, &mut map));
    let slug_place = place_of(&mut map, "slug");
    let slug = map.text("slug").map(|slug| (slug.to_owned(), slug_place));
    let aliases = map.texts("aliases").into_iter();
    let aliases = aliases
        .map(|(text, place)| (text.to_owned(), place))
        .collect();
    let agrees_with = map
        .get("agrees_with")
        .map(|node| read_agreements(node, lang, languages, map.diagnostics()))
        .unwrap_or_default();
    let draft = map.flag("draft");
    let view = read_view(&mut map);
    let only = read_languages(&mut map, languages);
    map.finish();
    Some(FrontMatter {
        title: title?,
        title_place,
        description: description.unwrap_or_default(),
        description_place,
        updated,
        updated_place,
        slug,
        aliases,
        draft,
        languages: only,
        view,
        agrees_with,
        place: top,
    })
}

fn required_words(map: &mut MapReader<'_, '_>, key: &'static str, place: Place) -> Option<String> {
    let words = map
        .required_text(key)?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if is_blank(&words) {
        let error = Diagnostic::error("missing-key", format!("`{key}` is empty")).at(place);
        map.diagnostics().push(error.help(format!("write a {key}")));
        return None;
    }
    Some(words)
}

fn read_day(text: &str, place: Place, map: &mut MapReader<'_, '_>) -> Option<PartialDate> {
    match PartialDate::parse(text) {
        Ok(date @ PartialDate::Day(_)) => Some(date),
        Ok(_) => {
            let error = Diagnostic::error(
                "bad-date",
                format!("`updated` needs a day, and `{text}` has none"),
            )
            .at(place);
            map.diagnostics()
                .push(error.help("write year, month and day: `2026-11-25`"));
            None
        }
        Err(problem) => {
            let error = Diagnostic::error("bad-date", format!("`{text}` is not a date: {problem}"))
                .at(place);
            map.diagnostics()
                .push(error.help("write year, month and day: `2026-11-25`"));
            None
        }
    }
}

fn read_view(map: &mut MapReader<'_, '_>) -> Option<View> {
    let place = map.get("view").map(|node| node.place)?;
    let name = map.text("view")?;
    let view = View::parse(name);
    if view.is_none() {
        let error = Diagnostic::error("unknown-value", format!("`{name}` is not a view"))
            .at(place)
            .help(crate::diagnostic::did_you_mean(
                name,
                View::NAMES,
                "the views are",
            ));
        map.diagnostics().push(error);
    }
    view
}

fn read_languages(map: &mut MapReader<'_, '_>, languages: &Languages) -> Option<Vec<Lang>> {
    let node = map.get("languages").filter(|node| !node.is_null())?;
    let (place, n_items) = (node.place, node.list().map(<[_]>::len));
    let texts = map.texts("languages");
    let mut is_right = Some(texts.len()) == n_items && !texts.is_empty();
    if n_items == Some(0) {
        let error = Diagnostic::error("missing-key", "`languages` is empty").at(place);
        map.diagnostics()
            .push(error.help("name the languages that the page is meant for, or delete the line"));
    }
    let mut only = Vec::new();
    for (tag, place) in texts {
        match languages.find(tag) {
            Some(lang) => only.push(lang),
            None => {
                is_right = false;
                let error = Diagnostic::error(
                    "unknown-language",
                    format!("`{tag}` is not a language of the site"),
                )
                .at(place)
                .help(crate::diagnostic::did_you_mean(
                    tag,
                    languages.tags(),
                    "its languages are",
                ));
                map.diagnostics().push(error);
            }
        }
    }
    if !is_right {
        only.clear();
    }
    Some(only)
}

/// Why a text has no front matter that can be read, and where.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    Empty,
    Missing,
    /// The first line with words is meant as a fence, and is none.
    NotQuite(std::ops::Range<usize>),
    Unclosed,
    /// The same, with the line that was meant to close it.
    NotClosedBy(std::ops::Range<usize>),
    TooLong,
}

impl Fault {
    fn diagnostic(&self, file: FileId) -> Diagnostic {
        let fence = Place::new(file, 0..3);
        match self {
            Self::Empty => Diagnostic::error("missing-front-matter", "this file is empty")
                .at(Place::file(file))
                .help("a text begins with a line `---`, its title, description and date, and a second line `---`"),
            Self::Missing => Diagnostic::error("missing-front-matter", "missing front matter")
                .at(Place::file(file))
                .help("begin the file with a line `---`, then `title:`, `description:` and `updated:`, then a second line `---`"),
            Self::NotQuite(line) => Diagnostic::error("missing-front-matter", "this line does not open the front matter")
                .at(Place::new(file, line.clone()))
                .help("the first line of a text is `---`, with nothing before or behind it, and YAML stands below it"),
            Self::NotClosedBy(line) => Diagnostic::error("unclosed-front-matter", "the front matter is never closed")
                .at(fence)
                .related(Place::new(file, line.clone()), "this line does not close it")
                .help("put a line `---`, with nothing before or behind it, between the last key and the text"),
            Self::Unclosed => Diagnostic::error("unclosed-front-matter", "the front matter is never closed")
                .at(fence)
                .help("put a line `---` between the last key and the text"),
            Self::TooLong => Diagnostic::error("too-large", "the front matter is longer than 64 kB")
                .at(fence)
                .help("close it with a line `---` after its last key"),
        }
    }
}

/// The range of the YAML in a text without byte order mark, and where the body begins; `None` if there is none.
pub fn front_matter_range(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    split(text).ok()
}

/// The range of the YAML and where the body begins. The fences may have blanks or tabs behind them.
fn split(text: &str) -> Result<(std::ops::Range<usize>, usize), Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(near_fence(text, 0).map_or(Fault::Missing, Fault::NotQuite));
    }
    let start = first.len();
    let mut offset = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok((start..offset, offset + line.len()));
        }
        // No line of YAML begins so; the next `---` is a rule of the text.
        let not_quite = || near_fence(line, offset).filter(|found| found.start == offset);
        if let Some(found) = not_quite() {
            return Err(Fault::NotClosedBy(found));
        }
        offset += line.len();
        if offset - start > MAX_FRONT_MATTER_BYTES {
            let closed = text[start..]
                .split('\n')
                .any(|line| line.trim_end() == "---");
            return Err(if closed {
                Fault::TooLong
            } else {
                Fault::Unclosed
            });
        }
    }
    Err(unclosed(text, start))
}

/// The front matter that begins at `start` has no end; names the first line that may have been meant as one.
fn unclosed(text: &str, start: usize) -> Fault {
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if let Some(found) = near_fence(line, offset) {
            return Fault::NotClosedBy(found);
        }
        offset += line.len();
    }
    Fault::Unclosed
}

/// The first line with words, if it looks like a fence. `offset` is where `text` stands in the file.
fn near_fence(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split('\n').next()?.trim_end();
    let is_fence = line.starts_with("---") || line.starts_with("+++") || line == "..." || {
        let is_sign = |c: char| matches!(c, '-' | '–' | '—' | '+' | '`' | '=');
        !matches!(line, "" | "-" | "+" | "=") && line.chars().all(is_sign)
    };
    is_fence.then(|| offset + start..offset + start + line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_may_have_blanks_behind_them() {
        for text in ["---\na: 1\n---\nbody", "--- \t\na: 1\n---  \nbody"] {
            let (yaml, body) = split(text).expect(text);
            assert_eq!((&text[yaml], &text[body..]), ("a: 1\n", "body"));
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        assert_eq!(split(""), Err(Fault::Empty));
        assert_eq!(split("# Title\n"), Err(Fault::Missing));
        assert_eq!(split("---\ntitle: x\n\n# Body\n"), Err(Fault::Unclosed));
        assert_eq!(split(" ----\na: 1\n---\n"), Err(Fault::NotQuite(1..5)));
        for text in ["---\na: 1\n----\nb\n", "---\na: 1\n----\nb\n\n---\nc\n"] {
            assert_eq!(split(text), Err(Fault::NotClosedBy(9..13)));
        }
        assert_eq!(split("---\na: 1\n ---\nb"), Err(Fault::NotClosedBy(10..13)));
        assert!(split("---\na:\n-\n- b\nc: |\n  ----\n---\n").is_ok());
        let long = format!("---\na: {}\n---\n", "x".repeat(MAX_FRONT_MATTER_BYTES));
        assert_eq!(split(&long), Err(Fault::TooLong));
    }
}
