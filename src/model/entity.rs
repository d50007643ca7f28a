//! Data files → entities: declared fields, key figures, relations. References are checked in [`super::resolve`].

use super::values::{read_date, read_decimal, read_status, read_text, read_url};
use crate::config::{
    Collection, Config, Field, FieldKind, Placed, read_localized, read_optional_localized,
};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, did_you_mean};
use crate::lang::Localized;
use crate::load::DataSource;
use crate::quantity::{Decimal, PartialDate};
use crate::status::Status;
use crate::yaml::{MapReader, Node, expected};

/// A thing that pages speak about, or the home page: what its data file says.
#[derive(Debug)]
pub struct Entity {
    /// Id of its page: `partners/foxconn`.
    pub id: String,
    /// The data file.
    pub file: FileId,
    /// Where the data begin.
    pub place: Place,
    /// Position of its collection in the configuration; `None` for the home page.
    pub collection: Option<usize>,
    /// Declared fields that are present, in the order of the declaration.
    pub fields: Vec<(String, FieldValue)>,
    /// Ids of the facts shown as key figures, in order.
    pub facts: Vec<Placed>,
    /// What it gives to others.
    pub relations: Vec<Relation>,
    /// The group of the list that it stands in.
    pub group: Option<Placed>,
    /// Its place in lists that are ordered by number.
    pub order: Option<Decimal>,
    /// Its region of the collection's map.
    pub region: Option<Region>,
}

/// What a declared field holds.
#[derive(Debug)]
pub enum FieldValue {
    /// `null`: known to be not known.
    Null,
    /// The same text in all languages.
    Text(String),
    /// An absolute address.
    Url(Placed),
    /// Inline Markdown per language.
    Localized(Localized<Placed>),
    /// An exact decimal.
    Number(Decimal),
    /// A date.
    Date(PartialDate),
    /// A status.
    Status(Status),
    /// A reference to a fact, a source or an entity.
    Reference(ReferenceKind, Placed),
    /// Several values of one kind.
    List(Vec<FieldValue>),
    /// Named values.
    Group(Vec<(String, FieldValue)>),
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A fact.
    Fact,
    /// A source.
    Source,
    /// An entity of the named collection.
    Entity(String),
}

/// What one entity gives to another; written once, at the giver.
#[derive(Debug)]
pub struct Relation {
    /// Name of a kind that `site.yaml` declares.
    pub kind: Placed,
    /// Id of the receiver.
    pub to: Placed,
    /// How firm it is.
    pub status: Status,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// Over the line of the diagram.
    pub label: Localized<Placed>,
    /// One line of the table, inline Markdown.
    pub text: Localized<Placed>,
    /// Ids of sources, at least one.
    pub sources: Vec<Placed>,
    /// Where it stands.
    pub place: Place,
}

/// A region of the map of a collection.
#[derive(Debug)]
pub struct Region {
    /// Its code on the map: `OH`.
    pub code: Placed,
    /// What the key of the map says of it.
    pub note: Option<Localized<Placed>>,
}

impl Relation {
    /// The longest label over a line of the diagram, in characters.
    pub const MAX_LABEL: usize = 28;
}

impl Entity {
    /// The value of a declared field, if it is present.
    pub fn field(&self, name: &str) -> Option<&FieldValue> {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The value of its field `status`.
    pub fn status(&self) -> Option<Status> {
        match self.field("status") {
            Some(FieldValue::Status(status)) => Some(*status),
            _ => None,
        }
    }

    /// The ids of the entities that its fields name, those in lists and groups included.
    pub fn named_entities(&self) -> Vec<String> {
        let mut ids = Vec::new();
        let values = self.fields.iter().map(|(_, value)| value);
        values.for_each(|value| value.add_entities(&mut ids));
        ids
    }
}

impl FieldValue {
    fn add_entities(&self, ids: &mut Vec<String>) {
        match self {
            Self::Reference(ReferenceKind::Entity(_), id) => ids.push(id.text.clone()),
            Self::List(values) => values.iter().for_each(|value| value.add_entities(ids)),
            Self::Group(values) => {
                let values = values.iter().map(|(_, value)| value);
                values.for_each(|value| value.add_entities(ids));
            }
            _ => {}
        }
    }
}

/// Reads the data file of an entity of a collection, or of the home page.
pub(super) fn read_entity(
    data: &DataSource,
    declaration: &Collection,
    collection: Option<usize>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Entity> {
    let mut map = MapReader::new(&data.node, "this data file", diagnostics)?;
    let facts = placed(map.texts("facts"));
    let relations: Vec<Node> = map.list("relations").to_vec();
    let region = map.get("region").cloned();
    let order = map.get("order").cloned();
    let group_place = map.get("group").map(|node| node.place);
    let group = map.text("group").map(str::to_owned);
    let values: Vec<(&Field, Option<Node>)> = declaration
        .fields
        .iter()
        .map(|field| (field, map.get(&field.name).cloned()))
        .collect();
    let place = map.place();
    map.finish();
    let mut fields = Vec::new();
    for (field, node) in values {
        let Some(node) = node else { continue };
        if let Some(value) = read_value(&field.kind, &node, &field.name, config, diagnostics) {
            fields.push((field.name.clone(), value));
        }
    }
    let group = group
        .zip(group_place)
        .map(|(text, place)| Placed { text, place });
    if let Some(group) = &group {
        check_group(group, declaration, diagnostics);
    }
    Some(Entity {
        id: data.id.clone(),
        file: data.file,
        place,
        collection,
        fields,
        facts,
        relations: relations
            .iter()
            .filter_map(|node| read_relation(node, config, diagnostics))
            .collect(),
        group,
        order: order.and_then(|node| read_decimal(&node, "order", diagnostics)),
        region: region.and_then(|node| read_region(&node, config, diagnostics)),
    })
}

fn placed(texts: Vec<(&str, Place)>) -> Vec<Placed> {
    texts.into_iter().map(Placed::from).collect()
}

/// Reports the required fields that a data file lacks, or has without a value.
pub(super) fn report_missing_fields(
    data: &DataSource,
    declaration: &Collection,
    diagnostics: &mut Diagnostics,
) {
    let Some(entries) = data.node.map() else {
        return;
    };
    for field in declaration.fields.iter().filter(|field| field.required) {
        let entry = entries.iter().find(|entry| entry.key == field.name);
        if entry.is_some_and(|entry| !entry.value.is_null()) {
            continue;
        }
        let top = entries
            .first()
            .map_or(data.node.place, |first| first.key_place);
        let place = entry.map_or(top, |entry| entry.value.place);
        let error = Diagnostic::error(
            "missing-key",
            format!("this data file has no `{}`", field.name),
        )
        .at(place)
        .help(match field.about.as_str() {
            "" => format!("add a line `{}: …`", field.name),
            about => format!("add a line `{}: …` ({about})", field.name),
        });
        diagnostics.push(error);
    }
}

fn check_group(group: &Placed, declaration: &Collection, diagnostics: &mut Diagnostics) {
    let names: Vec<&str> = declaration
        .groups
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    if !names.contains(&group.text.as_str()) {
        let error = Diagnostic::error(
            "unknown-group",
            format!("`{}` is not a group of this collection", group.text),
        )
        .at(group.place)
        .help(did_you_mean(
            &group.text,
            names.iter().copied(),
            "its groups in site.yaml are",
        ));
        diagnostics.push(error);
    }
}

fn read_value(
    kind: &FieldKind,
    node: &Node,
    name: &str,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<FieldValue> {
    if node.is_null() {
        return Some(FieldValue::Null);
    }
    let quoted = format!("`{name}`");
    Some(match kind {
        FieldKind::Localized => FieldValue::Localized(read_localized(
            node,
            &quoted,
            &config.languages,
            diagnostics,
        )?),
        FieldKind::List(of) => {
            let Some(items) = node.list() else {
                diagnostics.push(expected(node, &quoted, "a list, such as `[a, b]`"));
                return None;
            };
            let read = |item| read_value(of, item, name, config, diagnostics);
            FieldValue::List(items.iter().filter_map(read).collect())
        }
        FieldKind::Group(kinds) => {
            FieldValue::Group(read_group(kinds, node, &quoted, config, diagnostics)?)
        }
        FieldKind::Number => FieldValue::Number(read_decimal(node, name, diagnostics)?),
        _ => read_scalar(kind, read_text(node, name, diagnostics)?, diagnostics)?,
    })
}

fn read_group(
    kinds: &[(String, FieldKind)],
    node: &Node,
    what: &str,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, FieldValue)>> {
    let mut map = MapReader::new(node, what, diagnostics)?;
    let nodes: Vec<_> = kinds
        .iter()
        .filter_map(|(name, kind)| Some((name, kind, map.get(name)?.clone())))
        .collect();
    map.finish();
    let read = |(name, kind, node): (&String, &FieldKind, Node)| {
        read_value(kind, &node, name, config, diagnostics).map(|value| (name.clone(), value))
    };
    Some(nodes.into_iter().filter_map(read).collect())
}

fn read_scalar(
    kind: &FieldKind,
    placed: Placed,
    diagnostics: &mut Diagnostics,
) -> Option<FieldValue> {
    Some(match kind {
        FieldKind::Date => FieldValue::Date(read_date(&placed, diagnostics)?),
        FieldKind::Status => FieldValue::Status(read_status(&placed, diagnostics)?),
        FieldKind::Url => FieldValue::Url(read_url(placed, diagnostics)?),
        FieldKind::Fact => FieldValue::Reference(ReferenceKind::Fact, placed),
        FieldKind::Source => FieldValue::Reference(ReferenceKind::Source, placed),
        FieldKind::Entity(collection) => {
            FieldValue::Reference(ReferenceKind::Entity(collection.clone()), placed)
        }
        _ => FieldValue::Text(placed.text),
    })
}

fn read_relation(node: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Option<Relation> {
    let mut map = MapReader::new(node, "this relation", diagnostics)?;
    let mut text = |key: &'static str, required: bool| {
        let node = if required {
            map.require(key)
        } else {
            map.get(key).filter(|node| !node.is_null())
        };
        node.cloned()
            .and_then(|node| read_text(&node, key, map.diagnostics()))
    };
    let (kind, to, status) = (text("kind", true), text("to", true), text("status", true));
    let (since, until) = (text("since", false), text("until", false));
    let label = map.require("label").cloned();
    let words = map.require("text").cloned();
    let sources = placed(map.texts("sources"));
    let place = map.place();
    if map.lacks("sources") {
        let error =
            Diagnostic::error("relation-without-source", "this relation has no source").at(place);
        map.diagnostics()
            .push(error.help("add `sources: […]` with ids of sources.yaml"));
    }
    map.finish();
    let languages = &config.languages;
    let label = label.and_then(|node| read_localized(&node, "`label`", languages, diagnostics));
    let words = words.and_then(|node| read_localized(&node, "`text`", languages, diagnostics));
    for label in label
        .iter()
        .flat_map(Localized::iter)
        .filter(|label| label.text.chars().count() > Relation::MAX_LABEL)
    {
        let n = label.text.chars().count();
        let error = Diagnostic::error(
            "long-label",
            format!(
                "this label has {n} characters, and {} fit",
                Relation::MAX_LABEL
            ),
        );
        diagnostics.push(
            error
                .at(label.place)
                .help("say it shorter; the whole sentence belongs into `text`"),
        );
    }
    Some(Relation {
        status: read_status(&status?, diagnostics)?,
        since: since.and_then(|since| read_date(&since, diagnostics)),
        until: until.and_then(|until| read_date(&until, diagnostics)),
        kind: kind?,
        to: to?,
        label: label?,
        text: words?,
        sources,
        place,
    })
}

fn read_region(node: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Option<Region> {
    let mut map = MapReader::new(node, "this region", diagnostics)?;
    let code = map.require("code").cloned();
    let note = map.get("note").cloned();
    map.finish();
    let code = read_text(&code?, "code", diagnostics)?;
    let note = read_optional_localized(note.as_ref(), "`note`", &config.languages, diagnostics);
    Some(Region { code, note })
}
