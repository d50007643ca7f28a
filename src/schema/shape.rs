//! The shapes that schemas are put together from: text, dates, ids, lists, maps. In: what a value may be; out: JSON Schema
//! as a value. Knows the forms of YAML and nothing of the site.
//!
//! `errorMessage` and `patternErrorMessage` are words of the language servers for editors; other readers pass them over.

use serde_json::{Map, Value, json};

/// A key of a map and what it may hold.
pub(super) struct Key<'a> {
    name: &'a str,
    is_required: bool,
    shape: Value,
}

/// A key that must be there; `about` says what it is for.
pub(super) fn required<'a>(name: &'a str, about: &str, shape: Value) -> Key<'a> {
    Key {
        name,
        is_required: true,
        shape: explained(name, about, shape),
    }
}

/// A key that may be left out.
pub(super) fn optional<'a>(name: &'a str, about: &str, shape: Value) -> Key<'a> {
    Key {
        is_required: false,
        ..required(name, about, shape)
    }
}

/// A shape with what the editor shows of it.
pub(super) fn explained(title: &str, about: &str, mut shape: Value) -> Value {
    shape["title"] = title.into();
    shape["description"] = about.into();
    shape
}

/// A map with these keys and no others.
pub(super) fn map<'a>(keys: impl IntoIterator<Item = Key<'a>>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in keys {
        if key.is_required {
            required.push(key.name);
        }
        properties.insert(key.name.to_owned(), key.shape);
    }
    let mut map =
        json!({"type": "object", "additionalProperties": false, "properties": properties});
    if !required.is_empty() {
        map["required"] = required.into();
    }
    map
}

/// A map from names of the author's choice to values of one shape.
pub(super) fn map_of(shape: Value) -> Value {
    json!({"type": "object", "additionalProperties": shape})
}

/// A list.
pub(super) fn list_of(shape: Value) -> Value {
    json!({"type": "array", "items": shape})
}

/// A list with one item or more.
pub(super) fn filled_list_of(shape: Value) -> Value {
    json!({"type": "array", "items": shape, "minItems": 1})
}

/// Two items.
pub(super) fn pair_of(shape: Value) -> Value {
    json!({"type": "array", "items": shape, "minItems": 2, "maxItems": 2})
}

/// Text.
pub(super) fn text() -> Value {
    json!({"type": "string", "errorMessage": "text belongs here; put a number or a truth value in quotes"})
}

/// Text of a form; `form` says what to write.
pub(super) fn text_like(pattern: &str, form: &str) -> Value {
    json!({
        "type": "string",
        "pattern": pattern,
        "errorMessage": form,
        "patternErrorMessage": form,
    })
}

/// `true` or `false`.
pub(super) fn flag() -> Value {
    json!({"type": "boolean", "errorMessage": "write `true` or `false` without quotes"})
}

/// One of a closed list of words.
pub(super) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Value {
    let words: Vec<&str> = words.into_iter().collect();
    json!({"type": "string", "enum": words})
}

/// One of the ids that the site has now; `what` is what they name: `a fact`.
pub(super) fn id_of<'a>(what: &str, ids: impl IntoIterator<Item = &'a str>) -> Value {
    let mut shape = one_of(ids);
    shape["errorMessage"] =
        format!("this is not {what} that the site has; if it is new, run `spiega schema`").into();
    shape
}

/// A date with the precision that is known.
pub(super) fn date() -> Value {
    json!({
        "type": ["string", "integer"],
        "minimum": 1000,
        "maximum": 9999,
        "pattern": "^((before|after) )?[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        "errorMessage": DATE,
        "patternErrorMessage": DATE,
        "examples": ["2025-11-20", "2025-11", "2025-Q3", "2025", "before 2026-01"],
    })
}

const DATE: &str = "write a date with the precision that is known: 2025-11-20, 2025-11, 2025-Q3 or 2025, or `before` or `after` and one of these";

/// A day of the calendar.
pub(super) fn day() -> Value {
    let form = "write year, month and day: 2025-11-20";
    text_like("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", form)
}

/// An exact decimal as text.
pub(super) fn decimal() -> Value {
    let form = "write digits in quotes, with a point before a fraction: \"1400\", \"4.5\"";
    text_like(DECIMAL, form)
}

/// A number, with or without quotes.
pub(super) fn number() -> Value {
    json!({
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": DECIMAL,
        "patternErrorMessage": "write digits, with a point before a fraction: 12, 4.5",
    })
}

const DECIMAL: &str = r"^(0|[1-9][0-9]*)(\.[0-9]+)?$";

/// An absolute address.
pub(super) fn url() -> Value {
    let form = "write the whole address, beginning with `https://`";
    let pattern = r#"^https?://[^/?#:\s"<>\\^`{|}][^\s"<>\\^`{|}]*$"#;
    text_like(pattern, form)
}

/// A BCP 47 tag.
pub(super) fn language_tag() -> Value {
    let form = "write a BCP 47 tag, such as it, en or pt-BR";
    text_like("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", form)
}

/// The same value, or null.
pub(super) fn or_null(mut shape: Value) -> Value {
    let mut kinds = match shape["type"].take() {
        Value::Array(kinds) => kinds,
        kind => vec![kind],
    };
    kinds.push("null".into());
    shape["type"] = kinds.into();
    if let Some(Value::Array(words)) = shape.get_mut("enum") {
        words.push(Value::Null);
    }
    shape
}

/// The same value, or a text alone.
pub(super) fn or_text(mut shape: Value) -> Value {
    shape["type"] = json!([shape["type"], "string"]);
    shape
}
