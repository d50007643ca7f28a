//! A YAML file in Italian and English → the same in the languages of the new site. Every map whose keys are just `it` and
//! `en` gets the keys of these languages, each with the text of the one it begins with; every other byte stays.

use std::ops::Range;

use super::languages::Language;
use crate::diagnostic::FileId;
use crate::yaml::{Entry, Node, Value, parse_yaml};

/// Puts the languages of the site in the place of `it` and `en`. A text that is no YAML comes back as it is.
pub(super) fn localize_yaml(text: &str, languages: &[Language<'_>]) -> String {
    let Ok(node) = parse_yaml(text, FileId(0), 0) else {
        return text.to_owned();
    };
    let mut edits = Vec::new();
    collect(&node, text, languages, &mut edits);
    let mut localized = text.to_owned();
    for (range, words) in edits.into_iter().rev() {
        localized.replace_range(range, &words);
    }
    localized
}

/// The edits below a node, in the order of the text.
fn collect(
    node: &Node,
    text: &str,
    languages: &[Language<'_>],
    edits: &mut Vec<(Range<usize>, String)>,
) {
    match &node.value {
        Value::Map(entries) => match entries.as_slice() {
            [it, en] if it.key == "it" && en.key == "en" => {
                edits.push(edit(it, en, text, languages));
            }
            entries => {
                let values = entries.iter().map(|entry| &entry.value);
                values.for_each(|value| collect(value, text, languages, edits));
            }
        },
        Value::List(items) => {
            let items = items.iter();
            items.for_each(|item| collect(item, text, languages, edits));
        }
        Value::Scalar(_) | Value::Null => {}
    }
}

/// What stands behind the keys is taken as it is written; so is what stands between the two.
fn edit(it: &Entry, en: &Entry, text: &str, languages: &[Language<'_>]) -> (Range<usize>, String) {
    let (first, second) = (written(it, text), written(en, text));
    let between = &text[first.end..en.key_place.start as usize];
    let entries: Vec<String> = languages
        .iter()
        .map(|language| {
            let value = if language.base == "it" {
                &first
            } else {
                &second
            };
            format!("{}{}", yaml_text(language.tag), &text[value.clone()])
        })
        .collect();
    let range = it.key_place.start as usize..second.end;
    (range, entries.join(between))
}

/// From behind the key to the end of the value, without the blanks and line ends that a block takes with it.
fn written(entry: &Entry, text: &str) -> Range<usize> {
    let start = entry.key_place.end as usize;
    let end = entry.value.place.end as usize;
    start..start + text[start..end].trim_end().len()
}

/// A text as YAML, in double quotes (which are those of JSON) unless it is a plain word.
pub(super) fn yaml_text(text: &str) -> String {
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let is_plain = match parse_yaml(text, FileId(0), 0).map(|node| node.value) {
        Ok(Value::Scalar(scalar)) => is_word && !scalar.typed,
        _ => false,
    };
    if is_plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn localized(text: &str, tags: &[&str]) -> String {
        let languages: Vec<Language<'_>> = tags.iter().map(|tag| Language::of(tag)).collect();
        localize_yaml(text, &languages)
    }

    #[test]
    fn only_texts_by_language_change() {
        for (text, expected) in [
            (
                "a: {it: uno, en: one} # why\n",
                "a: {de: one, fr: one} # why\n",
            ),
            (
                "a: {it: [uno, due], en: [one, two], b: [c]}\nd: {it: \"x, y\", en: 'z'}\n",
                "a: {it: [uno, due], en: [one, two], b: [c]}\nd: {de: 'z', fr: 'z'}\n",
            ),
            (
                "- a:\n    it: \"uno\"\n    en: \"one\"\n  b: {it: [x], en: [y]}\n",
                "- a:\n    de: \"one\"\n    fr: \"one\"\n  b: {de: [y], fr: [y]}\n",
            ),
            (
                "c:\n  it:\n    t: uno\n    u: due\n  en:\n    t: one\n    u: two\n\nd: e\n",
                "c:\n  de:\n    t: one\n    u: two\n  fr:\n    t: one\n    u: two\n\nd: e\n",
            ),
        ] {
            assert_eq!(localized(text, &["de", "fr"]), expected);
            assert_eq!(localized(text, &["it", "en"]), text);
        }
        assert_eq!(
            localized("a: {it: uno, en: one}\n", &["it"]),
            "a: {it: uno}\n"
        );
        assert_eq!(
            localized("a: {it: uno, en: one}\n", &["no"]),
            "a: {\"no\": one}\n"
        );
    }

    #[test]
    fn what_is_no_plain_word_is_quoted() {
        for (text, expected) in [
            ("pt-BR", "pt-BR"),
            ("no", "\"no\""),
            ("null", "\"null\""),
            ("1400", "\"1400\""),
            ("a \"b\": c", "\"a \\\"b\\\": c\""),
        ] {
            assert_eq!(yaml_text(text), expected);
        }
    }
}
