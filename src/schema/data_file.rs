//! The schema of the data files of a collection, or of the home page's: the built-in keys, and the fields that `site.yaml` declares.

use serde_json::Value;

use super::shape::{
    Key, date, explained, filled_list_of, id_of, list_of, map, number, optional, or_null, required,
    text, url,
};
use super::site::View;
use crate::config::{Collection, Field, FieldKind};
use crate::model::Relation;

pub(super) fn data_file(view: &View<'_>, declaration: &Collection) -> Value {
    let fields = declaration
        .fields
        .iter()
        .map(|field| field_key(view, field));
    map(fields.chain(built_in(view, declaration)))
}

/// A field; what may be null is known not to be known.
fn field_key<'a>(view: &View<'_>, field: &'a Field) -> Key<'a> {
    let shape = value_of(view, &field.kind);
    if field.required {
        required(&field.name, &field.about, shape)
    } else {
        let about = format!("{}; null: nobody says", field.about);
        let about = about.trim_start_matches("; ");
        optional(&field.name, about, or_null(shape))
    }
}

fn value_of(view: &View<'_>, kind: &FieldKind) -> Value {
    match kind {
        FieldKind::Text => text(),
        FieldKind::Localized => view.localized(),
        FieldKind::Number => number(),
        FieldKind::Date => date(),
        FieldKind::Status => view.status(),
        FieldKind::Url => url(),
        FieldKind::Fact => view.fact(),
        FieldKind::Source => view.source(),
        FieldKind::Entity(collection) if collection.is_empty() => view.entity(&[]),
        FieldKind::Entity(collection) => view.entity(&[collection]),
        FieldKind::List(of) => list_of(or_null(value_of(view, of))),
        FieldKind::Group(fields) => map(fields.iter().map(|(name, kind)| {
            optional(name, "part of this group", or_null(value_of(view, kind)))
        })),
    }
}

/// The keys of every data file; a group and a region only where the collection has some.
fn built_in<'a>(view: &View<'_>, declaration: &Collection) -> Vec<Key<'a>> {
    let mut keys = vec![
        optional(
            "facts",
            "the key figures, in this order",
            list_of(view.fact()),
        ),
        optional(
            "relations",
            "what it gives to others; each relation is written once, at the giver",
            list_of(relation(view)),
        ),
        optional(
            "order",
            "its place in lists, where the collection is ordered by number",
            number(),
        ),
    ];
    if !declaration.groups.is_empty() {
        let groups = declaration.groups.iter().map(|(id, _)| id.as_str());
        let about = "the group of the list that it stands in";
        keys.push(optional(
            "group",
            about,
            id_of("a group of this collection", groups),
        ));
    }
    keys.extend(view.region(declaration).map(|code| region(view, code)));
    keys
}

fn region<'a>(view: &View<'_>, code: Value) -> Key<'a> {
    let region = map([
        required("code", "its code on the map", code),
        optional(
            "note",
            "what the key of the map says of it",
            view.localized(),
        ),
    ]);
    optional("region", "its region of the collection's map", region)
}

fn relation(view: &View<'_>) -> Value {
    let kinds = &view.site.config.relation_kinds;
    let mut label = text();
    label["maxLength"] = Relation::MAX_LABEL.into();
    let relation = map([
        required(
            "kind",
            "a kind that `relation_kinds` of site.yaml declares",
            id_of("a kind of relation", kinds.keys().map(String::as_str)),
        ),
        required("to", "the receiver", view.entity(&targets(view))),
        required(
            "status",
            "how firm it is: the line of the diagram",
            view.status(),
        ),
        optional("since", "since when", date()),
        optional("until", "until when", date()),
        required(
            "label",
            "over the line of the diagram, plain words",
            view.localized_like(&label),
        ),
        required(
            "text",
            "the line of the table, inline Markdown",
            view.localized(),
        ),
        required(
            "sources",
            "ids of sources, one at least",
            filled_list_of(view.source()),
        ),
    ]);
    explained("a relation", "what this entity gives to another", relation)
}

/// The collections that some kind of relation may point to; none: all.
fn targets<'a>(view: &View<'a>) -> Vec<&'a str> {
    let kinds = &view.site.config.relation_kinds;
    if kinds.values().any(|kind| kind.targets.is_empty()) {
        return Vec::new();
    }
    let targets = kinds.values().flat_map(|kind| &kind.targets);
    targets.map(String::as_str).collect()
}
