//! The data file of a new page: every declared field with its explanation and its form, the required ones to be filled in.

use std::fmt::Write as _;

use super::localize::yaml_text;
use crate::config::{Collection, Config, Field, FieldKind, Order};
use crate::status::Status;

/// The text of the data file. A required field stands there without a value, so that `check` names it until it has one.
pub(super) fn data_file(id: &str, collection: &Collection, config: &Config) -> String {
    let mut text = format!(
        "# {id}: what is the same in every language. Take the `#` from a line to use its key.\n"
    );
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        collection.fields.iter().partition(|field| field.required);
    if !required.is_empty() {
        text += "\n# ---- to be filled in ----\n";
    }
    required
        .iter()
        .for_each(|field| write_field(&mut text, field, config));
    if !optional.is_empty() {
        text += "\n# ---- if they are known; `null` means that nobody says ----\n";
    }
    optional
        .iter()
        .for_each(|field| write_field(&mut text, field, config));
    text += "\n# ---- what every page may have ----\n";
    text + &built_in_keys(collection, config)
}

fn write_field(text: &mut String, field: &Field, config: &Config) {
    let about = field.about.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = yaml_text(&field.name);
    let form = form(&field.kind, config);
    let about = if about.is_empty() {
        String::new()
    } else {
        format!("{about}: ")
    };
    // Both are comments: a line end in a name of a group's field must not end them.
    let _ = match field.required {
        true => writeln!(text, "\n# {about}{form}\n{name}:"),
        false => writeln!(text, "\n# {about}{form}\n# {name}:"),
    };
}

/// How a value of a kind is written.
fn form(kind: &FieldKind, config: &Config) -> String {
    match kind {
        FieldKind::Text => "\"…\"".to_owned(),
        FieldKind::Localized => localized(config),
        FieldKind::Number => "a number such as 12 or 4.5".to_owned(),
        FieldKind::Date => "a date as far as it is known, 2025-11-20, 2025-11 or 2025".to_owned(),
        FieldKind::Status => {
            let names: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
            format!("one of {}", names.join(", "))
        }
        FieldKind::Url => "a whole address, https://…".to_owned(),
        FieldKind::Fact => "an id of content/facts/".to_owned(),
        FieldKind::Source => "an id of content/sources.yaml".to_owned(),
        FieldKind::Entity(collection) => format!("{collection}/…, a page of that folder"),
        FieldKind::List(of) => format!("[{}, …]", form(of, config)),
        FieldKind::Group(fields) => {
            let fields = fields.iter().map(|(name, kind)| {
                let form = form(kind, config);
                format!("{}: {form}", yaml_text(name))
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `{it: "…", en: "…"}`
fn localized(config: &Config) -> String {
    let tags = config.languages.tags().map(yaml_text);
    let texts: Vec<String> = tags.map(|tag| format!("{tag}: \"…\"")).collect();
    format!("{{{}}}", texts.join(", "))
}

fn built_in_keys(collection: &Collection, config: &Config) -> String {
    let localized = localized(config);
    let mut text = String::new();
    let mut key = |about: &str, line: &str| {
        let _ = writeln!(text, "\n# {about}\n# {line}");
    };
    key(
        "key figures, in this order: ids of content/facts/",
        "facts: []",
    );
    if !collection.groups.is_empty() {
        let groups: Vec<String> = collection
            .groups
            .iter()
            .map(|(name, _)| yaml_text(name))
            .collect();
        key(
            &format!("its group in the list: one of {}", groups.join(", ")),
            "group:",
        );
    }
    if collection.order == Order::Number {
        key("its place in the list, a number", "order:");
    }
    if collection.map.is_some() {
        key(
            &format!(
                "its region of the map, with what the key says of it: {{code: …, note: {localized}}}"
            ),
            "region:",
        );
    }
    if !config.relation_kinds.is_empty() {
        let kinds: Vec<String> = config
            .relation_kinds
            .keys()
            .map(|kind| yaml_text(kind))
            .collect();
        let form = format!(
            "{{kind: …, to: COLLECTION/ID, status: …, label: {localized}, text: {localized}, sources: [ID]}}"
        );
        key(
            &format!(
                "what it gives to others, of the kinds {}: {form}",
                kinds.join(", ")
            ),
            "relations: []",
        );
    }
    text
}
