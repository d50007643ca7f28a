//! The schemas of `sources.yaml`, `timeline.yaml` and `glossary.yaml`.

use serde_json::{Value, json};

use super::shape::{
    date, explained, filled_list_of, flag, language_tag, list_of, map, map_of, one_of, optional,
    or_null, or_text, required, text, url,
};
use super::site::View;
use crate::model::{Origin, Source};

pub(super) fn sources() -> Value {
    let source = map([
        required("title", "as printed, in the source's own language", text()),
        optional(
            "title_checked",
            "false: the title was not seen, and the source is listed by publisher and date",
            flag(),
        ),
        required("language", "its language", language_tag()),
        required("publisher", "who published it", publisher()),
        required("url", "its address", url()),
        optional(
            "published",
            "when it was published; null: not known",
            or_null(date()),
        ),
        required("kind", "what kind of source it is", one_of(Source::KINDS)),
        required(
            "read",
            "how much of it was read: copy is the whole as others republished it",
            one_of(Source::READ),
        ),
        optional("read_on", "when it was read", date()),
        optional("archive", "address of a lasting copy", url()),
        optional("note", "for editors, never published", text()),
    ]);
    map_of(explained(
        "a source",
        "where claims come from; texts cite it by its id: `[@ID]`",
        source,
    ))
}

fn publisher() -> Value {
    let mut publisher = map([
        required("name", "the publisher that was read", text()),
        optional(
            "of",
            "who wrote it first, one name or a list",
            or_text(list_of(text())),
        ),
        optional(
            "how",
            "via: printed on behalf of `of`; citing: reports what `of` wrote",
            one_of(Origin::NAMES),
        ),
    ]);
    publisher["dependencies"] = json!({"of": ["how"], "how": ["of"]});
    publisher
}

pub(super) fn timeline(view: &View<'_>) -> Value {
    let event = map([
        required("id", "its own id: its anchor on the timeline", text()),
        required("date", "when; events are shown in order of date", date()),
        required(
            "status",
            "how firm it is; planned, forecast and not final ones are shown as expected",
            view.status(),
        ),
        required("text", "one sentence, inline Markdown", view.localized()),
        optional("entities", "whom it touches", list_of(view.entity(&[]))),
        required(
            "sources",
            "ids of sources, one at least",
            filled_list_of(view.source()),
        ),
    ]);
    list_of(explained(
        "an event",
        "what happened, or is expected to",
        event,
    ))
}

pub(super) fn glossary(view: &View<'_>) -> Value {
    let term = map([
        required("term", "the word itself", view.localized()),
        required("text", "what it means, inline Markdown", view.localized()),
    ]);
    map_of(explained(
        "a term",
        "a word that the site explains; texts name it by its id: `[words](term:ID)`",
        term,
    ))
}
