//! Interface words: `templates/strings/LANG.yaml`, as a tree for templates and by dotted key for the program.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Severity};
use crate::lang::{Lang, Localized};
use crate::model::Site;
use crate::yaml::{self, Node, expected, parse_yaml};

/// The words of all languages of the site, each complete.
#[derive(Debug)]
pub(super) struct InterfaceWords {
    trees: Localized<Value>,
    /// Keys that were asked for and that no language has.
    unknown: Mutex<BTreeSet<String>>,
}

/// Reads the words of the site's languages. A key that a language lacks, or has no words for, is taken from the first of
/// [`fallback_order`] that has it, with a warning; so is a whole missing file.
pub(super) fn read_words(site: &Site, diagnostics: &mut Diagnostics) -> InterfaceWords {
    let languages = &site.config.languages;
    let files: Vec<(String, FileId, Value)> = site
        .templates
        .iter()
        .filter_map(|(path, file)| {
            let tag = path.strip_prefix("strings/")?.strip_suffix(".yaml")?;
            let node = parse_yaml(&site.files.get(*file).text, *file, 0)
                .map_err(|error| diagnostics.push(error))
                .ok()?;
            if node.map().is_none() {
                diagnostics.push(expected(&node, "this file", "a map of words"));
                return None;
            }
            Some((tag.to_owned(), *file, to_json(&node)))
        })
        .collect();
    let own = |lang: Lang| find(&files, languages.tag(lang)).map(|index| &files[index]);
    let order = fallback_order(site, &files);
    let words = languages
        .iter()
        .map(|lang| {
            let mut tree =
                own(lang).map_or_else(|| Value::Object(Map::new()), |(_, _, tree)| tree.clone());
            let mut missing = Vec::new();
            for &other in &order {
                fill(&mut tree, &files[other].2, "", &mut missing);
            }
            name_by_tag(&mut tree, languages.tag(lang));
            report_missing(
                languages.tag(lang),
                own(lang).map(|(_, file, _)| *file),
                &missing,
                &files,
                diagnostics,
            );
            tree
        })
        .collect();
    InterfaceWords::new(words)
}

/// The position of a language's file: under its own tag, else under that of the language it is a variety of.
fn find(files: &[(String, FileId, Value)], tag: &str) -> Option<usize> {
    let position = |tag: &str| {
        let mut files = files.iter();
        files.position(|(known, ..)| known.eq_ignore_ascii_case(tag))
    };
    position(tag).or_else(|| position(tag.split('-').next().unwrap_or(tag)))
}

/// The files that stand in for others: that of the site's default language first, then those of its other languages, then
/// what else is there.
fn fallback_order(site: &Site, files: &[(String, FileId, Value)]) -> Vec<usize> {
    let languages = &site.config.languages;
    let mut order: Vec<usize> = Vec::new();
    for lang in std::iter::once(site.config.x_default).chain(languages.iter()) {
        let own = find(files, languages.tag(lang));
        order.extend(own.filter(|index| !order.contains(index)));
    }
    let rest: Vec<usize> = (0..files.len())
        .filter(|index| !order.contains(index))
        .collect();
    order.extend(rest);
    order
}

/// Words that name their own language, which another language's would belie.
const OWN: [&str; 3] = ["lang_name", "locale", "chooser.button"];

/// Gives a language that lacks [`OWN`] words its tag in their place.
fn name_by_tag(tree: &mut Value, tag: &str) {
    let Value::Object(tree) = tree else { return };
    let name = tree
        .entry("lang_name")
        .or_insert_with(|| tag.into())
        .clone();
    tree.entry("locale")
        .or_insert_with(|| tag.replace('-', "_").into());
    if let Some(Value::Object(chooser)) = tree.get_mut("chooser") {
        chooser.entry("button").or_insert(name);
    }
}

/// Adds what `from` has and `tree` lacks, but for [`OWN`] words; notes the dotted keys.
fn fill(tree: &mut Value, from: &Value, prefix: &str, missing: &mut Vec<String>) {
    let (Value::Object(tree), Value::Object(from)) = (tree, from) else {
        return;
    };
    for (key, value) in from {
        let dotted = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        if OWN.contains(&dotted.as_str()) {
            if !tree.contains_key(key) && !missing.contains(&dotted) {
                missing.push(dotted);
            }
            continue;
        }
        match tree.get_mut(key) {
            Some(own) if own.is_object() || !value.is_object() => {
                fill(own, value, &dotted, missing);
            }
            _ => {
                tree.insert(key.clone(), without_own(value, &dotted));
                missing.push(dotted);
            }
        }
    }
}

/// A branch of words without those that name its language.
fn without_own(value: &Value, dotted: &str) -> Value {
    let Value::Object(words) = value else {
        return value.clone();
    };
    let is_shared = |key: &str| !OWN.contains(&format!("{dotted}.{key}").as_str());
    let shared = words.iter().filter(|(key, _)| is_shared(key));
    let copied = shared.map(|(key, value)| (key.clone(), value.clone()));
    Value::Object(copied.collect())
}

fn report_missing(
    tag: &str,
    file: Option<FileId>,
    missing: &[String],
    files: &[(String, FileId, Value)],
    diagnostics: &mut Diagnostics,
) {
    if missing.is_empty() {
        return;
    }
    let shown = shown_keys(missing);
    let warning = match file {
        Some(file) => Diagnostic::warning(
            "missing-words",
            format!("these interface words are missing in `{tag}`: {shown}"),
        )
        .at(Place::file(file))
        .help("translate them; until then another language's words are shown"),
        None => Diagnostic::warning(
            "missing-words",
            format!("there are no interface words for `{tag}`"),
        )
        .at(Place::file(files[0].1))
        .help(format!(
            "write templates/strings/{tag}.yaml; until then another language's words are shown"
        )),
    };
    diagnostics.push(warning);
}

/// The first keys of a list, and how many more there are.
fn shown_keys<S: AsRef<str>>(keys: &[S]) -> String {
    let shown = keys.iter().take(6).map(|key| format!("`{}`", key.as_ref()));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match keys.len() {
        ..=6 => shown,
        more => format!("{shown} and {} more", more - 6),
    }
}

fn to_json(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Null => Value::String(String::new()),
        yaml::Value::Scalar(scalar) => Value::String(scalar.text.clone()),
        yaml::Value::List(items) => Value::Array(items.iter().map(to_json).collect()),
        yaml::Value::Map(entries) => Value::Object(
            entries
                .iter()
                .filter(|entry| !is_blank(&entry.value))
                .map(|entry| (entry.key.clone(), to_json(&entry.value)))
                .collect(),
        ),
    }
}

/// Whether there is a key and nothing to show behind it.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        yaml::Value::Null => true,
        yaml::Value::Scalar(scalar) => scalar.text.trim().is_empty(),
        yaml::Value::List(_) | yaml::Value::Map(_) => false,
    }
}

impl InterfaceWords {
    fn new(trees: Vec<Value>) -> Self {
        Self {
            trees: Localized::new(trees),
            unknown: Mutex::default(),
        }
    }

    /// The whole tree of a language, for templates.
    pub(super) fn tree(&self, lang: Lang) -> &Value {
        self.trees.get(lang)
    }

    /// The words of a dotted key, `status.announced`; `None` where no language has it.
    pub(super) fn find(&self, lang: Lang, key: &str) -> Option<&str> {
        let mut parts = key.split('.');
        let words = parts.try_fold(self.trees.get(lang), |tree, part| tree.get(part));
        words.and_then(Value::as_str)
    }

    /// The words of a dotted key that must be there; where no language has it the key itself, to be reported by
    /// [`InterfaceWords::report_unknown`].
    pub(super) fn get<'a>(&'a self, lang: Lang, key: &'a str) -> &'a str {
        self.find(lang, key).unwrap_or_else(|| {
            let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
            unknown.insert(key.to_owned());
            key
        })
    }

    /// Whether any key was asked for that no language has.
    pub(super) fn has_unknown(&self) -> bool {
        let unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        !unknown.is_empty()
    }

    /// Reports the keys that were asked for and that no language has: a reader would see the bare key.
    pub(super) fn report_unknown(&self, site: &Site, diagnostics: &mut Diagnostics) {
        let unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<&str> = unknown.iter().map(String::as_str).collect();
        let is_faulty = |file| {
            let mut said = diagnostics.iter();
            said.any(|said| {
                said.severity == Severity::Error && said.place.is_some_and(|at| at.file == file)
            })
        };
        let mut files = site.templates.iter();
        let file = files.find(|(path, file)| path.starts_with("strings/") && !is_faulty(*file));
        if keys.is_empty() || file.is_none() && diagnostics.has_errors() {
            // Where no file could be read, that has been said.
            return;
        }
        let place = file.map_or(site.config.home.place, |(_, file)| Place::file(*file));
        let shown = shown_keys(&keys);
        let message = format!("no language has these interface words: {shown}");
        // No error, because small templates print few of the words that the program asks for.
        let warning = Diagnostic::warning("unknown-words", message).at(place);
        diagnostics.push(warning.help("write them, in templates/strings/"));
    }

    /// Like [`InterfaceWords::get`], with `{placeholders}` filled in.
    pub(super) fn fill(&self, lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.get(lang, key).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }

    /// Names in a row, as the language joins them: "A, B e C".
    pub(super) fn list(&self, lang: Lang, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [name] => name.clone(),
            [first @ .., last] => self.fill(
                lang,
                "list_and",
                &[("first", &first.join(", ")), ("last", last)],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Languages;

    #[test]
    fn names_are_joined_as_the_language_joins_them() {
        let words = |and: &str| {
            let tree = serde_json::json!({ "list_and": format!("{{first}} {and} {{last}}") });
            InterfaceWords::new(vec![tree])
        };
        let lang = Languages::new(vec!["it".into()])
            .unwrap()
            .iter()
            .next()
            .unwrap();
        for (names, italian, english) in [
            (&[] as &[&str], "", ""),
            (&["AFP"], "AFP", "AFP"),
            (&["FT", "Reuters"], "FT e Reuters", "FT and Reuters"),
            (&["A", "B", "C"], "A, B e C", "A, B and C"),
        ] {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(words("e").list(lang, &names), italian);
            assert_eq!(words("and").list(lang, &names), english);
        }
    }
}
