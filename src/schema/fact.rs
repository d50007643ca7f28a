//! The schema of a file of `facts/`.

use serde_json::{Value, json};

use super::shape::{
    Key, date, decimal, filled_list_of, flag, map, map_of, one_of, optional, pair_of, required,
    text,
};
use super::site::View;
use crate::quantity::{Scale, Unit};
use crate::status::Status;

pub(super) fn facts(view: &View<'_>) -> Value {
    map_of(fact(view))
}

fn fact(view: &View<'_>) -> Value {
    let mut fact = map(quantity(view).into_iter().chain(origin(view)));
    fact["title"] = "a fact".into();
    fact["description"] = "a figure, a date or a quantity in words, written once; texts name it by its id: `[words](fact:ID)`".into();
    fact["oneOf"] = ["value", "range", "words"]
        .map(|key| json!({"required": [key]}))
        .to_vec()
        .into();
    fact["allOf"] = json!([
        date_where_the_unit_is_one(),
        speaker_where_it_is_only_said()
    ]);
    fact
}

/// What is said.
fn quantity<'a>(view: &View<'_>) -> [Key<'a>; 10] {
    let flags = "one of `about`, `at_least` and `up_to`, as the source says";
    [
        optional(
            "value",
            "exact decimal in quotes, digits and a point: \"1400\", \"4.5\"; for `unit: date` and `unit: year` a date",
            json!({}),
        ),
        optional(
            "range",
            "instead of `value`: from and to",
            pair_of(decimal()),
        ),
        optional(
            "words",
            "instead of `value`, for a quantity that is only given in words",
            view.localized(),
        ),
        optional(
            "scale",
            "what the value is counted in: thousand is 10³, million 10⁶, billion 10⁹, trillion 10¹²; without it, none",
            one_of(Scale::NAMES),
        ),
        optional(
            "unit",
            "what the value counts; without it, count",
            one_of(Unit::NAMES),
        ),
        optional("about", &format!("circa / about; {flags}"), flag()),
        optional("at_least", &format!("oltre / over; {flags}"), flag()),
        optional("up_to", &format!("fino a / up to; {flags}"), flag()),
        optional(
            "noun",
            "singular and plural of what is counted: [facility, facilities]",
            view.for_each_language(&pair_of(text())),
        ),
        optional("per", "what a rate is per: a year", view.localized()),
    ]
}

/// Who says so, when, and what comes after it.
fn origin<'a>(view: &View<'_>) -> [Key<'a>; 9] {
    [
        required("status", "how firm it is", view.status()),
        required("as_of", "date of truth", date()),
        required(
            "label",
            "what the figure means, in plain words without a number",
            view.localized(),
        ),
        required(
            "sources",
            "ids of sources, one at least",
            filled_list_of(view.source()),
        ),
        optional(
            "said_by",
            "who says so; needed where the status is that of a claim",
            view.localized_or_same(),
        ),
        optional(
            "replaced_by",
            "a newer figure for the same quantity",
            view.fact(),
        ),
        optional(
            "followed_by",
            "a later figure that is counted in another way",
            view.fact(),
        ),
        optional(
            "review_by",
            "date after which `check` asks to look at it again",
            date(),
        ),
        optional(
            "note",
            "inline Markdown, shown on the page of all facts",
            view.localized(),
        ),
    ]
}

fn date_where_the_unit_is_one() -> Value {
    let units = [Unit::Date, Unit::Year].map(Unit::name);
    json!({
        "if": {"properties": {"unit": {"enum": units}}, "required": ["unit"]},
        "then": {"properties": {"value": date()}},
        "else": {"properties": {"value": decimal()}},
    })
}

fn speaker_where_it_is_only_said() -> Value {
    let statuses = Status::ALL.iter().filter(|status| status.needs_speaker());
    let statuses: Vec<&str> = statuses.map(|status| status.name()).collect();
    json!({
        "if": {"properties": {"status": {"enum": statuses}}, "required": ["status"]},
        "then": {"required": ["said_by"]},
    })
}
