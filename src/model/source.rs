//! `sources.yaml` → sources: where claims come from.

use std::collections::BTreeMap;

use super::values::{check_id, read_date, read_text, read_url};
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::lang::is_language_tag;
use crate::quantity::PartialDate;
use crate::yaml::{MapReader, Node, expected};

/// A citation: where a claim comes from.
#[derive(Debug)]
pub struct Source {
    /// Id by which texts cite it.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// Its title, in its own language.
    pub title: String,
    /// Whether the title was seen; if not, the source is listed by publisher and date.
    pub title_checked: bool,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Who published it.
    pub publisher: Publisher,
    /// Its address.
    pub url: Placed,
    /// When it was published, if that is known, and where that stands.
    pub published: Option<(PartialDate, Place)>,
    /// What kind of source it is.
    pub kind: &'static str,
    /// How much of it was read.
    pub read: &'static str,
    /// When it was read, if that is known, and where that stands.
    pub read_on: Option<(PartialDate, Place)>,
    /// The address of a lasting copy.
    pub archive: Option<Placed>,
}

/// Who published a source.
#[derive(Debug)]
pub struct Publisher {
    /// The publisher read.
    pub name: String,
    /// Who wrote it first, one or several, and how it came to the publisher.
    pub origin: Option<(Vec<String>, Origin)>,
}

/// How a text came to its publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Published on behalf of the first.
    Via,
    /// Reports what the first wrote.
    Citing,
}

impl Source {
    /// What kind of source there is.
    pub const KINDS: [&'static str; 3] = ["primary", "press", "trade"];
    /// How much of a source may have been read.
    pub const READ: [&'static str; 4] = ["whole", "copy", "excerpt", "headline"];
}

impl Origin {
    /// How a text may have come to its publisher.
    pub const NAMES: [&'static str; 2] = ["via", "citing"];
}

/// Reads all sources, by id.
pub(super) fn read_sources(node: &Node, diagnostics: &mut Diagnostics) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    let Some(entries) = node.map() else {
        if !node.is_null() {
            diagnostics.push(expected(node, "sources.yaml", "a map from id to source"));
        }
        return sources;
    };
    for entry in entries {
        if !check_id(&entry.key, entry.key_place, diagnostics) {
            continue;
        }
        if let Some(source) = read_source(&entry.key, entry.key_place, &entry.value, diagnostics) {
            sources.insert(entry.key.clone(), source);
        }
    }
    sources
}

fn read_source(
    id: &str,
    place: Place,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let mut map = MapReader::new(node, "this source", diagnostics)?;
    let title = map.required_text("title").map(str::to_owned);
    let title_checked = map.get("title_checked").is_none() || map.flag("title_checked");
    let language = placed_text(&mut map, "language");
    let publisher = map.require("publisher").cloned();
    let url = placed_text(&mut map, "url");
    let archive = optional_text(&mut map, "archive");
    let published = optional_text(&mut map, "published");
    let read_on = optional_text(&mut map, "read_on");
    let kind = one_of(&mut map, "kind", &Source::KINDS);
    let read = one_of(&mut map, "read", &Source::READ);
    map.get("note");
    map.finish();
    language
        .iter()
        .for_each(|language| check_language(language, diagnostics));
    let url = url.map(|url| read_url(url, diagnostics));
    let archive = archive.and_then(|archive| read_url(archive, diagnostics));
    Some(Source {
        id: id.to_owned(),
        place,
        title: title?,
        title_checked,
        language: language?.text,
        publisher: read_publisher(&publisher?, diagnostics)?,
        url: url??,
        published: published.and_then(|date| placed_date(&date, diagnostics)),
        kind: kind?,
        read: read?,
        read_on: read_on.and_then(|date| placed_date(&date, diagnostics)),
        archive,
    })
}

fn check_language(language: &Placed, diagnostics: &mut Diagnostics) {
    if !is_language_tag(&language.text) {
        let message = format!("`{}` is not a language tag", language.text);
        let error = Diagnostic::error("bad-language", message).at(language.place);
        diagnostics.push(error.help("write a BCP 47 tag, such as `en` or `zh`"));
    }
}

fn placed_date(date: &Placed, diagnostics: &mut Diagnostics) -> Option<(PartialDate, Place)> {
    Some((read_date(date, diagnostics)?, date.place))
}

fn placed_text(map: &mut MapReader<'_, '_>, key: &'static str) -> Option<Placed> {
    let node = map.require(key)?.clone();
    read_text(&node, key, map.diagnostics())
}

fn optional_text(map: &mut MapReader<'_, '_>, key: &'static str) -> Option<Placed> {
    let node = map.get(key).filter(|node| !node.is_null())?.clone();
    read_text(&node, key, map.diagnostics())
}

fn one_of(
    map: &mut MapReader<'_, '_>,
    key: &'static str,
    allowed: &[&'static str],
) -> Option<&'static str> {
    let placed = placed_text(map, key)?;
    let found = allowed.iter().find(|&&known| known == placed.text).copied();
    if found.is_none() {
        let error = Diagnostic::error(
            "unknown-value",
            format!("`{}` is not a value of `{key}`", placed.text),
        )
        .at(placed.place)
        .help(did_you_mean(
            &placed.text,
            allowed.iter().copied(),
            "its values are",
        ));
        map.diagnostics().push(error);
    }
    found
}

fn read_publisher(node: &Node, diagnostics: &mut Diagnostics) -> Option<Publisher> {
    let mut map = MapReader::new(node, "this publisher", diagnostics)?;
    let name = map.required_text("name").map(str::to_owned);
    let of = map.get("of").filter(|node| !node.is_null());
    let how = if of.is_some() {
        one_of(&mut map, "how", &Origin::NAMES)
    } else {
        None
    };
    map.finish();
    let of = of.and_then(|node| read_authors(node, diagnostics));
    let origin = of.zip(how).map(|(of, how)| {
        (
            of,
            if how == "via" {
                Origin::Via
            } else {
                Origin::Citing
            },
        )
    });
    Some(Publisher {
        name: name?,
        origin,
    })
}

/// The names of `of`: one, or a list of several; `None` if there are none.
fn read_authors(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let items = node.list().unwrap_or(std::slice::from_ref(node)).iter();
    let names: Vec<String> = items
        .filter_map(|item| read_text(item, "of", diagnostics))
        .map(|name| name.text)
        .collect();
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::yaml::parse_yaml;

    fn publisher(text: &str) -> (Option<Publisher>, Vec<String>) {
        let node = parse_yaml(text, FileId(0), 0).unwrap();
        let mut diagnostics = Diagnostics::new();
        let publisher = read_publisher(&node, &mut diagnostics);
        let said = diagnostics.iter().map(|found| found.code.to_owned());
        (publisher, said.collect())
    }

    #[test]
    fn a_publisher_may_have_the_words_of_others_one_or_several() {
        for (text, of, how) in [
            ("{name: Mint}", &[] as &[&str], None),
            ("{name: Mint, of: null}", &[], None),
            ("{name: Mint, of: [], how: via}", &[], None),
            (
                "{name: Dawn, of: AFP, how: via}",
                &["AFP"],
                Some(Origin::Via),
            ),
            (
                "{name: Mint, of: [Financial Times, Reuters], how: citing}",
                &["Financial Times", "Reuters"],
                Some(Origin::Citing),
            ),
        ] {
            let (publisher, said) = publisher(text);
            let origin = publisher.unwrap().origin;
            assert_eq!(said, [] as [&str; 0], "{text}");
            assert_eq!(origin.as_ref().map(|(_, how)| *how), how, "{text}");
            assert_eq!(origin.map_or_else(Vec::new, |(of, _)| of), of, "{text}");
        }
    }

    #[test]
    fn wrong_publishers_are_refused() {
        for (text, code) in [
            (
                "{name: Mint, of: [Reuters, {a: b}], how: via}",
                "wrong-type",
            ),
            ("{name: Mint, of: 3.5, how: via}", "wrong-type"),
            ("{name: Mint, of: [Reuters]}", "missing-key"),
            ("{name: Mint, of: [Reuters], how: by}", "unknown-value"),
            ("{name: Mint, off: Reuters}", "unknown-key"),
        ] {
            assert_eq!(publisher(text).1, [code], "{text}");
        }
    }
}
