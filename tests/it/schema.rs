//! `spiega schema`: its files say what the readers accept and what ARCHITECTURE.md tells, VS Code finds them, and nobody
//! else's file is touched.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Run, Site, copy_tree, package, read_tree};

/// A copy of the real site.
fn real() -> Site {
    let site = Site::empty("schema");
    for folder in ["content", "templates", "schema"] {
        copy_tree(&package().join(folder), &site.path(folder));
    }
    site
}

fn schema_of(site: &Site, name: &str) -> Value {
    let text = site.read(&format!("schema/{name}.json"));
    serde_json::from_str(&text).expect("a schema is JSON")
}

fn write_schemas(site: &Site) -> Run {
    let run = site.run(&["schema"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run
}

/// A schema without the ids that its site has: who adds one on GitHub's web page cannot run the program.
fn without_ids(schema: &mut Value) {
    if let Value::Object(keys) = schema {
        let hint = keys.get("errorMessage").and_then(Value::as_str);
        if hint.is_some_and(|hint| hint.contains("run `spiega schema`")) {
            keys.remove("enum");
        }
    }
    match schema {
        Value::Object(keys) => keys.values_mut().for_each(without_ids),
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

#[test]
fn the_schemas_of_the_repository_are_current_but_for_ids() {
    let site = real();
    let stood = read_tree(&site.path("schema"));
    write_schemas(&site);
    let made = read_tree(&site.path("schema"));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&stood), names(&made), "run `spiega schema`");
    for (name, bytes) in &stood {
        let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("JSON");
        let (mut old, mut new) = (parse(bytes), parse(&made[name]));
        without_ids(&mut old);
        without_ids(&mut new);
        assert!(
            old == new,
            "schema/{name} is out of date: run `spiega schema`"
        );
    }
}

/// Whether a path is that of a glob, in which `*` stands for part of one name.
fn matches(glob: &str, path: &str) -> bool {
    match glob.split_once('*') {
        None => glob == path,
        Some((before, after)) => path
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .is_some_and(|name| !name.contains('/')),
    }
}

#[test]
fn vs_code_finds_one_schema_for_each_yaml_file() {
    let settings = fs::read_to_string(package().join(".vscode/settings.json")).expect("settings");
    let settings: Value = serde_json::from_str(&settings).expect("JSON");
    let globs: Vec<(&str, &str)> = settings["yaml.schemas"]
        .as_object()
        .expect("a map from schema to glob")
        .iter()
        .map(|(schema, glob)| (schema.as_str(), glob.as_str().expect("a glob")))
        .collect();
    for folder in ["content", "templates"] {
        for path in read_tree(&package().join(folder)).into_keys() {
            let path = format!("{folder}/{path}");
            let own = globs.iter().filter(|(_, glob)| matches(glob, &path));
            let own: Vec<&str> = own.map(|(schema, _)| *schema).collect();
            let wanted = usize::from(path.ends_with(".yaml"));
            assert_eq!(
                own.len(),
                wanted,
                "{path} in .vscode/settings.json: {own:?}"
            );
        }
    }
    let printed = real().run(&["schema", "--format", "json"]).stdout;
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(
        settings["yaml.schemas"], printed,
        "put what `spiega schema --format json` prints into .vscode/settings.json"
    );
}

#[test]
fn a_new_site_comes_with_the_settings_for_its_schemas() {
    let site = Site::empty("new-site");
    let made = site.run(&["init", "."]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let settings: Value = serde_json::from_str(&site.read(".vscode/settings.json")).expect("JSON");
    let printed = site.run(&["schema", "--format", "json"]).stdout;
    let printed: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(settings["yaml.schemas"], printed);
}

#[test]
fn only_what_has_changed_is_written_and_only_our_own_is_removed() {
    let site = Site::fault("_base");
    let run = write_schemas(&site);
    assert_eq!(run.stdout, "schema/: 9 written, 0 unchanged, 0 removed\n");
    let site = site
        .write("schema/mine.json", "{}\n")
        .write(
            "schema/notes.txt",
            "{\n  \"$comment\": \"Made by `spiega schema`",
        )
        .change_file("content/site.yaml", |text| {
            text.replace("firms:", "people:")
        })
        .remove("content/firms");
    let run = write_schemas(&site);
    let written = run.stdout.split(';').next();
    assert_eq!(written, Some("schema/: 4 written, 5 unchanged, 1 removed"));
    let names = site.files_in("schema");
    assert!(names.contains(&"mine.json".to_owned()) && names.contains(&"notes.txt".to_owned()));
    assert!(
        names.contains(&"collection-people.json".to_owned()),
        "{names:?}"
    );
    assert!(
        !names.contains(&"collection-firms.json".to_owned()),
        "{names:?}"
    );
    let before = read_tree(&site.path("schema"));
    let run = write_schemas(&site);
    assert!(
        run.stdout
            .starts_with("schema/: 0 written, 9 unchanged, 0 removed")
    );
    assert_eq!(read_tree(&site.path("schema")), before);
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let site = Site::fault("_base").write("schema/timeline.json", "{\"mine\": true}\n");
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .starts_with("error[output-refused]: `./schema/timeline.json` was not made by"),
        "{}",
        run.stderr
    );
    assert_eq!(site.files_in("schema"), ["timeline.json"]);
    assert_eq!(site.read("schema/timeline.json"), "{\"mine\": true}\n");
}

#[test]
fn old_schemas_are_a_note_that_never_fails() {
    let outdated = |site: &Site| {
        let run = site.run(&["check", "--strict", "--today", "2026-11-25"]);
        (
            run.code,
            run.stderr.matches("note[outdated-schema]").count(),
        )
    };
    let site = Site::fault("_base");
    assert_eq!(outdated(&site), (0, 0), "no schemas, nothing to say");
    write_schemas(&site);
    assert_eq!(outdated(&site), (0, 0), "they are current");
    let site = site.change_file("content/sources.yaml", |text| {
        format!(
            "{text}\nweekly:\n{}",
            text.split_once('\n').expect("a source").1
        )
    });
    assert_eq!(outdated(&site).1, 1, "there is a new id");
    write_schemas(&site);
    assert_eq!(outdated(&site).1, 0);
    let site = site.remove("schema/glossary.json");
    let run = site.run(&["check"]);
    assert!(
        run.stderr.contains("the schema `glossary.json` is missing"),
        "{}",
        run.stderr
    );
    let site = site.write("content/glossary.yaml", "[\n");
    assert_eq!(outdated(&site), (1, 0), "errors hide ids");
}

#[test]
fn schemas_are_written_for_a_site_with_errors_too() {
    let site = Site::fault("_base").change_file("content/facts/all.yaml", |text| {
        format!("{text}  colour: red\nbroken: {{value: \"1\"}}\n")
    });
    let run = write_schemas(&site);
    assert!(
        run.stdout
            .ends_with("errors in the content, see `spiega check`\n"),
        "{}",
        run.stdout
    );
    let ids = schema_of(&site, "home")["properties"]["facts"]["items"]["enum"].clone();
    assert_eq!(ids, serde_json::json!(["broken", "cost"]));
}

#[test]
fn a_site_with_one_language_may_write_texts_alone() {
    let kinds = |site: Site| {
        write_schemas(&site);
        schema_of(&site, "glossary")["additionalProperties"]["properties"]["term"]["type"].clone()
    };
    let two = Site::fault("_base");
    assert_eq!(kinds(two), serde_json::json!("object"));
    let config = "languages: [it]\nbase_url: https://example.org/\ntitle: Prova\n";
    let one = Site::fault("_base").write("content/site.yaml", config);
    assert_eq!(kinds(one), serde_json::json!(["object", "string"]));
}
