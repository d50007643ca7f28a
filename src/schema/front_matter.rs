//! The schema of what stands between the two lines `---` at the top of a text.

use serde_json::{Value, json};

use super::shape::{day, flag, list_of, map, one_of, optional, or_null, required, text, text_like};
use super::site::View;
use crate::load::View as DataView;

pub(super) fn front_matter(view: &View<'_>) -> Value {
    let tag = || one_of(view.tags());
    let old_address = "write the old address, as /it/vecchio/ or as its last part alone";
    map([
        required(
            "title",
            "title of the page, at most 70 characters",
            long(1, 70),
        ),
        required(
            "description",
            "for search results, 70 to 160 characters",
            long(70, 160),
        ),
        required("updated", "day of the last change in content", day()),
        optional(
            "slug",
            "last part of the address; without it, the file's name; not on the home page",
            text(),
        ),
        optional(
            "aliases",
            "old addresses, each becomes a page that leads here",
            list_of(text_like(r"^\S+$", old_address)),
        ),
        optional("draft", "true: left out of the published site", flag()),
        optional(
            "languages",
            "the languages that the page is meant for, if not all",
            or_null(list_of(tag())),
        ),
        optional("view", "which data the page shows", one_of(DataView::NAMES)),
        optional(
            "agrees_with",
            "what the text remembers of its translation; `spiega accept` writes it, `spiega check` prints it",
            agreements(view),
        ),
    ])
}

fn long(min: usize, max: usize) -> Value {
    let mut text = text();
    text["minLength"] = min.into();
    text["maxLength"] = max.into();
    text
}

/// A list alone speaks of the first other language.
fn agreements(view: &View<'_>) -> Value {
    let list = list_of(text());
    let lists = view
        .tags()
        .map(|tag| optional(tag, "in this language", list.clone()));
    let mut either = map(lists);
    either["items"] = list["items"].clone();
    either["type"] = json!(["array", "object", "null"]);
    either
}
