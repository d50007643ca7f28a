//! The part of `site.yaml`'s schema that declares collections and their fields.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::shape::{
    Key, explained, flag, id_of, list_of, map, map_of, one_of, optional, required, text, text_like,
};
use super::site::View;
use crate::config::FieldKind;

/// A collection.
pub(super) fn collection(view: &View<'_>) -> Value {
    let maps = view.site.maps.keys().map(String::as_str);
    let only_collections = [
        optional(
            "title",
            "name of the collection in lists and groups; without it, the folder's name",
            view.localized(),
        ),
        optional(
            "slug",
            "the folder's part of the address; without it, the folder's name",
            view.localized(),
        ),
        optional(
            "order",
            "title, or number: by the key `order` of each data file; without it, title",
            one_of(["title", "number"]),
        ),
        optional(
            "groups",
            "groups of the list page, in order: id and title",
            map_of(view.localized()),
        ),
        optional("map", "a map of content/maps/", id_of("a map", maps)),
        optional(
            "schema",
            "what its entities are in the words of schema.org, for search engines",
            schema_org(),
        ),
    ];
    explained(
        "a collection",
        "a folder of entities",
        map(only_collections.into_iter().chain(shared(view))),
    )
}

fn schema_org() -> Value {
    let form = "write a type as schema.org does, such as Organization";
    let mut shape = text_like("^[A-Z][A-Za-z0-9]*$", form);
    shape["examples"] = json!(["Organization", "Place"]);
    shape
}

/// The home page, which is declared like a collection.
pub(super) fn home(view: &View<'_>) -> Value {
    map(shared(view))
}

/// The keys that collections and the home page share.
fn shared<'a>(view: &View<'_>) -> [Key<'a>; 5] {
    let templates = view.site.templates.iter();
    let templates: BTreeSet<&str> = templates
        .filter_map(|(path, _)| path.strip_prefix("pages/")?.strip_suffix(".html"))
        .collect();
    [
        optional(
            "template",
            "name in templates/pages/, without extension; without it, entity (home for the home page)",
            id_of("a template", templates),
        ),
        optional(
            "brief",
            "id of the section that stands in the head, beside the title block",
            text(),
        ),
        optional(
            "figures_title",
            "over the key figures, inline Markdown",
            view.localized(),
        ),
        optional(
            "fields",
            "what a data file may hold beside the built-in keys",
            map_of(field(view)),
        ),
        optional(
            "block",
            "names of fields: the cells of the title block, in order",
            list_of(text()),
        ),
    ]
}

fn field(view: &View<'_>) -> Value {
    let own = [
        optional("required", "true: absent or null is an error", flag()),
        optional("about", "what it is for; shown when it is missing", text()),
        optional(
            "label",
            "label of its cell in the title block",
            view.localized(),
        ),
        optional(
            "label_field",
            "name of another field whose text is the label",
            text(),
        ),
        optional("wide", "true: its cell takes the whole width", flag()),
    ];
    explained("a field", "a key of data files", of_a_kind(view, own))
}

/// The shapes that hold each other: what a list is of, and what a group holds.
pub(super) fn definitions(view: &View<'_>) -> Value {
    let about = optional("about", "what it is for", text());
    json!({"item": of_a_kind(view, []), "part": of_a_kind(view, [about])})
}

/// A kind of value, what belongs to it, and these keys.
fn of_a_kind<'a>(view: &View<'_>, own: impl IntoIterator<Item = Key<'a>>) -> Value {
    let kind = [
        required("kind", "what it may hold", one_of(FieldKind::NAMES)),
        optional(
            "collection",
            "for entity: of which collection",
            view.collection(),
        ),
        optional(
            "of",
            "for list: what its items are",
            json!({"$ref": "#/definitions/item"}),
        ),
        optional(
            "fields",
            "for group: what it holds",
            map_of(json!({"$ref": "#/definitions/part"})),
        ),
    ];
    let mut shape = map(kind.into_iter().chain(own));
    shape["allOf"] = [("list", "of"), ("group", "fields")]
        .map(|(kind, key)| {
            json!({
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"required": [key]},
            })
        })
        .to_vec()
        .into();
    shape
}
