//! The rules of the source tree, each failing with what to do: who may use whom, how long things may be, what every
//! file begins with.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{self, SourceText};
use crate::uses;

/// The modules at the top of `src/`, from the ground up. A stage uses those before it; the ground floor is one stage.
const STAGES: [&[&str]; 12] = [
    &[
        "agreement",
        "characters",
        "diagnostic",
        "embedded",
        "lang",
        "panics",
        "quantity",
        "shapes",
        "sink",
        "slug",
        "status",
        "watchdog",
        "yaml",
    ],
    &["config"],
    &["load"],
    &["model"],
    &["schema"],
    &["render"],
    &["check"],
    &["external"],
    &["write"],
    &["scaffold"],
    &["cli"],
    &["commands"],
];

const MAX_FILE_LINES: usize = 400;
const MAX_FUNCTION_LINES: usize = 60;

fn stage_of(module: &str) -> Option<usize> {
    STAGES.iter().position(|stage| stage.contains(&module))
}

#[test]
fn every_stage_uses_only_those_before_it() {
    let mut faults = Vec::new();
    for file in source::all().iter().filter(|file| !file.is_crate_root()) {
        let own = file.module()[0].clone();
        let Some(own_stage) = stage_of(&own) else {
            faults.push(format!(
                "{}: say in tests/it/tidy.rs at which stage `{own}` stands",
                file.path
            ));
            continue;
        };
        for (used, line) in uses::top_modules(file) {
            let is_before = |stage: usize| {
                stage < own_stage || stage == own_stage && (stage == 0 || used == own)
            };
            match stage_of(&used) {
                Some(stage) if is_before(stage) => {}
                Some(_) => faults.push(format!(
                    "{}:{line}: `{own}` uses `{used}`, which comes after it: move what both need to the lower of the two, or further down",
                    file.path
                )),
                None => faults.push(format!("{}:{line}: `{used}` is no module at the top of src/", file.path)),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn modules_of_one_folder_do_not_use_each_other_in_a_ring() {
    let files = source::all();
    let rings: Vec<String> = uses::graphs(&files)
        .iter()
        .flat_map(|(folder, graph)| {
            let rings = rings_of(graph).into_iter();
            rings.map(move |ring| format!("{folder}: {}", ring.join(" → ")))
        })
        .collect();
    assert!(
        rings.is_empty(),
        "these modules use each other; move what two of them need into a third one below them:\n{}",
        rings.join("\n")
    );
}

#[test]
fn no_file_is_longer_than_one_can_keep_in_mind() {
    let too_long: Vec<String> = source::all()
        .iter()
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > MAX_FILE_LINES)
        .map(|(file, n_lines)| format!("{}: {n_lines} lines", file.path))
        .collect();
    assert!(
        too_long.is_empty(),
        "split these files, whose code may have {MAX_FILE_LINES} lines, by what they speak of:\n{}",
        too_long.join("\n")
    );
}

#[test]
fn no_function_is_longer_than_a_screen() {
    let mut too_long = Vec::new();
    for file in &source::all() {
        for (name, body) in file.functions() {
            let n_lines = file.line(body.end) - file.line(body.start) + 1;
            if n_lines > MAX_FUNCTION_LINES {
                too_long.push(format!(
                    "{}:{}: `{name}`, {n_lines} lines",
                    file.path,
                    file.line(body.start)
                ));
            }
        }
    }
    assert!(
        too_long.is_empty(),
        "take steps out of these functions, which may have {MAX_FUNCTION_LINES} lines, and give each a name:\n{}",
        too_long.join("\n")
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = source::every_file()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(
        silent.is_empty(),
        "begin these files with `//! ` and what comes in, what goes out, and what they must not know: {silent:?}"
    );
}

#[test]
fn nothing_is_left_to_do() {
    let marks = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("];
    // This file names the marks.
    let files = source::every_file()
        .into_iter()
        .filter(|(path, _)| path != "tests/it/tidy.rs");
    let left: Vec<String> = files
        .flat_map(|(path, text)| {
            let lines: Vec<&str> = text.lines().collect();
            let marked = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
            marked
                .map(|(n, line)| format!("{path}:{}: {}", n + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        left.is_empty(),
        "do it now, or write an issue and take the mark out:\n{}",
        left.join("\n")
    );
}

#[test]
fn tidy_finds_what_it_looks_for() {
    let text = "use crate::{model::Site, lang};\n// crate::check\nfn one() {\n    crate::write::go(\"}\", '}');\n}\n";
    let load = SourceText::new("src/load/mod.rs", text);
    let used: Vec<(String, usize)> = uses::top_modules(&load).into_iter().collect();
    let expected = [("lang", 1), ("model", 1), ("write", 4)];
    assert_eq!(used, expected.map(|(name, line)| (name.to_owned(), line)));
    let functions = load.functions().into_iter();
    let functions: Vec<(&str, usize)> = functions
        .map(|(name, body)| (name, load.text[body].lines().count()))
        .collect();
    assert_eq!(functions, [("one", 3)]);
    let ring = [
        SourceText::new("src/model/mod.rs", "mod a;\nmod b;\npub use b::B;\n"),
        SourceText::new("src/model/a.rs", "use super::B;\n"),
        SourceText::new("src/model/b.rs", "use super::a::A;\n"),
    ];
    let graphs = uses::graphs(&ring);
    assert_eq!(rings_of(&graphs["src/model"]), [["a", "b", "a"]]);
    let one_thing = [
        SourceText::new("src/model/mod.rs", "mod a;\nmod b;\n"),
        SourceText::new("src/model/a.rs", "use super::b::go;\npub struct A;\n"),
        SourceText::new("src/model/b.rs", "use super::a::A;\nimpl A {}\n"),
    ];
    let graphs = uses::graphs(&one_thing);
    assert!(rings_of(&graphs["src/model"]).is_empty());
}

/// Modules that can be reached from themselves, each ring once.
fn rings_of(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let mut rings = Vec::new();
    let mut done = BTreeSet::new();
    for start in graph.keys() {
        if done.contains(start) {
            continue;
        }
        if let Some(ring) = way_back(graph, start) {
            done.extend(ring.iter().cloned());
            rings.push(ring);
        }
    }
    rings
}

/// The shortest way from a module back to itself.
fn way_back(graph: &BTreeMap<String, BTreeSet<String>>, start: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in graph.get(way.last()?).into_iter().flatten() {
                let mut way = way.clone();
                way.push(next.clone());
                if next == start {
                    return Some(way);
                }
                if seen.insert(next.clone()) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}
