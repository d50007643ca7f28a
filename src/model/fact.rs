//! `facts/*.yaml` → facts: every figure, once, with its source, its date and who says so.

use std::collections::BTreeMap;

use super::fact_history::check_successors;
use super::values::{check_id, read_date, read_status, read_text};
use crate::config::{Config, Placed, read_localized_or_same, read_optional_localized};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::lang::{Lang, Localized};
use crate::quantity::{Amount, Decimal, LocalWords, PartialDate, Qualifier, Quantity, Scale, Unit};
use crate::status::Status;
use crate::yaml::{MapReader, Node, expected};

/// In the place of an id in a text: the marked number belongs to no fact, on purpose.
pub const NO_FACT: &str = "none";

/// A figure, a date or a quantity given in words.
#[derive(Debug)]
pub struct Fact {
    /// Id by which texts mark it.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// What is said, exactly.
    pub quantity: Quantity,
    /// Singular and plural of what is counted.
    pub noun: Option<Localized<(String, String)>>,
    /// "a year", "al mese".
    pub per: Option<Localized<Placed>>,
    /// The quantity in words, when it has no number.
    pub words: Option<Localized<Placed>>,
    /// How firm it is.
    pub status: Status,
    /// Date of truth.
    pub as_of: PartialDate,
    /// What the figure means, inline Markdown without figures.
    pub label: Localized<Placed>,
    /// Ids of sources, at least one.
    pub sources: Vec<Placed>,
    /// Who says so.
    pub said_by: Option<Localized<Placed>>,
    /// Id of a newer figure for the same quantity.
    pub replaced_by: Option<Placed>,
    /// Id of a later figure that is counted in another way.
    pub followed_by: Option<Placed>,
    /// When an editor should look at it again.
    pub review_by: Option<(PartialDate, Place)>,
    /// Shown on the facts page, inline Markdown.
    pub note: Option<Localized<Placed>>,
}

impl Fact {
    /// The words of a language that belong to the quantity.
    pub fn words(&self, lang: Lang) -> LocalWords<'_> {
        LocalWords {
            noun: self
                .noun
                .as_ref()
                .map(|noun| noun.get(lang))
                .map(|(one, many)| (one.as_str(), many.as_str())),
            per: self.per.as_ref().map(|per| per.get(lang).text.as_str()),
            words: self
                .words
                .as_ref()
                .map(|words| words.get(lang).text.as_str()),
        }
    }
}

/// Reads the facts of all files, by id; an id that two files define is an error.
pub(super) fn read_facts(
    nodes: &[Node],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Fact> {
    let mut facts: BTreeMap<String, Fact> = BTreeMap::new();
    for node in nodes {
        let Some(entries) = node.map() else {
            if !node.is_null() {
                diagnostics.push(expected(node, "a file of facts", "a map from id to fact"));
            }
            continue;
        };
        for entry in entries {
            if entry.key == NO_FACT {
                let message = format!("a fact cannot be called `{NO_FACT}`");
                let error = Diagnostic::error("reserved-id", message).at(entry.key_place);
                diagnostics.push(error.help(
                    "give it another name: `fact:none` marks a number that belongs to no fact",
                ));
                continue;
            }
            if let Some(first) = facts.get(&entry.key) {
                let error = Diagnostic::error(
                    "duplicate-fact",
                    format!("the fact `{}` is defined twice", entry.key),
                )
                .at(entry.key_place)
                .related(first.place, "first defined here");
                diagnostics.push(error.help("keep one of the two: a figure is defined once"));
                continue;
            }
            if !check_id(&entry.key, entry.key_place, diagnostics) {
                continue;
            }
            if let Some(fact) = read_fact(
                &entry.key,
                entry.key_place,
                &entry.value,
                config,
                diagnostics,
            ) {
                facts.insert(entry.key.clone(), fact);
            }
        }
    }
    check_successors(&facts, diagnostics);
    facts
}

/// The keys that need languages, taken from the map before it is closed.
struct Later {
    noun: Option<Node>,
    per: Option<Node>,
    words: Option<Node>,
    label: Option<Node>,
    said_by: Option<Node>,
    note: Option<Node>,
}

fn read_fact(
    id: &str,
    place: Place,
    node: &Node,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Fact> {
    let mut map = MapReader::new(node, "this fact", diagnostics)?;
    let quantity = read_quantity(&mut map, place);
    let status = scalar(&mut map, "status", Presence::Required);
    let as_of = scalar(&mut map, "as_of", Presence::Required);
    let sources = read_source_ids(&mut map, id, place);
    let replaced_by = scalar(&mut map, "replaced_by", Presence::Optional);
    let followed_by = scalar(&mut map, "followed_by", Presence::Optional);
    let review_by = scalar(&mut map, "review_by", Presence::Optional);
    let mut take = |key| map.get(key).filter(|node| !node.is_null()).cloned();
    let mut later = Later {
        noun: take("noun"),
        per: take("per"),
        words: take("words"),
        said_by: take("said_by"),
        note: take("note"),
        label: None,
    };
    later.label = map.require("label").cloned();
    map.finish();
    let languages = &config.languages;
    let label = read_optional_localized(later.label.as_ref(), "`label`", languages, diagnostics);
    let said_by = later
        .said_by
        .and_then(|node| read_localized_or_same(&node, "`said_by`", languages, diagnostics));
    let status = read_status(&status?, diagnostics)?;
    if said_by.is_none() {
        check_speaker(status, place, diagnostics);
    }
    Some(Fact {
        id: id.to_owned(),
        place,
        quantity: quantity?,
        noun: read_noun(later.noun.as_ref(), config, diagnostics),
        per: read_optional_localized(later.per.as_ref(), "`per`", languages, diagnostics),
        words: read_optional_localized(later.words.as_ref(), "`words`", languages, diagnostics),
        status,
        as_of: read_date(&as_of?, diagnostics)?,
        label: label?,
        sources,
        said_by,
        replaced_by,
        followed_by,
        review_by: review_by.and_then(|date| Some((read_date(&date, diagnostics)?, date.place))),
        note: read_optional_localized(later.note.as_ref(), "`note`", languages, diagnostics),
    })
}

/// At least one.
fn read_source_ids(map: &mut MapReader<'_, '_>, id: &str, place: Place) -> Vec<Placed> {
    let texts = map.texts("sources").into_iter();
    let sources: Vec<Placed> = texts.map(Placed::from).collect();
    if map.lacks("sources") {
        let error = Diagnostic::error(
            "fact-without-source",
            format!("the fact `{id}` has no source"),
        )
        .at(place);
        map.diagnostics()
            .push(error.help("add `sources: […]` with ids of sources.yaml"));
    }
    sources
}

/// A fact that is only said by somebody says by whom.
fn check_speaker(status: Status, place: Place, diagnostics: &mut Diagnostics) {
    if status.needs_speaker() {
        let message = format!("a fact that is `{}` must say who says so", status.name());
        let error = Diagnostic::error("fact-without-speaker", message).at(place);
        diagnostics.push(error.help("add `said_by: {…}` with a name in each language"));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
}

fn scalar(map: &mut MapReader<'_, '_>, key: &'static str, presence: Presence) -> Option<Placed> {
    let node = match presence {
        Presence::Required => map.require(key)?,
        Presence::Optional => map.get(key).filter(|node| !node.is_null())?,
    };
    let node = node.clone();
    read_text(&node, key, map.diagnostics())
}

fn read_quantity(map: &mut MapReader<'_, '_>, place: Place) -> Option<Quantity> {
    let unit = scalar(map, "unit", Presence::Optional);
    let scale = scalar(map, "scale", Presence::Optional);
    let value = map.get("value").filter(|node| !node.is_null()).cloned();
    let range = map
        .texts("range")
        .into_iter()
        .map(Placed::from)
        .collect::<Vec<_>>();
    let has_words = map.get("words").is_some_and(|node| !node.is_null());
    let qualifier = read_qualifier(map, place);
    let diagnostics = map.diagnostics();
    let unit = match unit {
        Some(unit) => known(
            &unit,
            Unit::parse(&unit.text),
            "unit",
            &Unit::NAMES,
            diagnostics,
        )?,
        None => Unit::Count,
    };
    let scale = match scale {
        Some(scale) => known(
            &scale,
            Scale::parse(&scale.text),
            "scale",
            &Scale::NAMES,
            diagnostics,
        )?,
        None => Scale::None,
    };
    let amount = match (value, range.as_slice(), has_words) {
        (Some(value), [], false) => read_amount(&value, unit, diagnostics)?,
        (None, [from, to], false) => {
            Amount::Range(decimal(from, diagnostics)?, decimal(to, diagnostics)?)
        }
        (None, [], true) => Amount::Words,
        _ => {
            let error = Diagnostic::error(
                "bad-value",
                "a fact has one of `value`, `range` and `words`",
            )
            .at(place);
            diagnostics.push(
                error.help("write `value: \"1400\"`, or `range: [\"1\", \"5\"]`, or `words: {…}`"),
            );
            return None;
        }
    };
    Some(Quantity {
        amount,
        scale,
        unit,
        qualifier,
    })
}

fn read_qualifier(map: &mut MapReader<'_, '_>, place: Place) -> Qualifier {
    let given: Vec<Qualifier> = [
        ("about", Qualifier::About),
        ("at_least", Qualifier::AtLeast),
        ("up_to", Qualifier::UpTo),
    ]
    .into_iter()
    .filter_map(|(key, qualifier)| map.flag(key).then_some(qualifier))
    .collect();
    if given.len() > 1 {
        let error = Diagnostic::error(
            "bad-value",
            "a fact has one of `about`, `at_least` and `up_to`",
        )
        .at(place);
        map.diagnostics()
            .push(error.help("keep the one that the source says"));
    }
    given.first().copied().unwrap_or(Qualifier::Exactly)
}

fn known<T>(
    placed: &Placed,
    found: Option<T>,
    what: &str,
    names: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    if found.is_none() {
        let error = Diagnostic::error(
            "unknown-value",
            format!("`{}` is not a {what}", placed.text),
        )
        .at(placed.place)
        .help(did_you_mean(
            &placed.text,
            names.iter().copied(),
            &format!("each {what} is one of"),
        ));
        diagnostics.push(error);
    }
    found
}

fn read_amount(node: &Node, unit: Unit, diagnostics: &mut Diagnostics) -> Option<Amount> {
    let placed = read_text(node, "value", diagnostics)?;
    if matches!(unit, Unit::Date | Unit::Year) {
        return read_date(&placed, diagnostics).map(Amount::Date);
    }
    decimal(&placed, diagnostics).map(Amount::Exact)
}

fn decimal(placed: &Placed, diagnostics: &mut Diagnostics) -> Option<Decimal> {
    Decimal::parse(&placed.text)
        .map_err(|problem| {
            let message = format!("`{}` is not an exact decimal: {problem}", placed.text);
            let error = Diagnostic::error("bad-number", message).at(placed.place);
            diagnostics.push(
                error.help(
                    "write digits alone, with a point before a fraction: `\"1400\"`, `\"4.5\"`",
                ),
            );
        })
        .ok()
}

fn read_noun(
    node: Option<&Node>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Localized<(String, String)>> {
    let mut map = MapReader::new(node?, "this noun", diagnostics)?;
    let mut nouns = Vec::new();
    for tag in config.languages.tags() {
        let Some(pair) = map.require(tag) else {
            continue;
        };
        match pair
            .list()
            .map(|items| items.iter().filter_map(Node::scalar).collect::<Vec<_>>())
            .as_deref()
        {
            Some([one, many]) => nouns.push(((*one).to_owned(), (*many).to_owned())),
            _ => {
                let error = expected(pair, "a noun", "its singular and its plural");
                map.diagnostics()
                    .push(error.help("write both: `[sede, sedi]`"));
            }
        }
    }
    map.finish();
    (nouns.len() == config.languages.len()).then(|| Localized::new(nouns))
}
