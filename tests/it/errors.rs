//! Every code that the source raises, with the smallest site that raises it, the whole report, and its line in
//! `docs/diagnostics.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::codes;
use crate::golden;
use crate::setup;
use crate::source;
use crate::support::{Site, codes_in, package};

fn folder() -> PathBuf {
    package().join("tests/errors")
}

/// The folders of tests/errors: `CODE`, or `CODE.VARIANT` where one site cannot show every way to raise a code.
fn fixtures() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("tests/errors").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with('_')).collect()
}

fn code_of(fixture: &str) -> &str {
    fixture.split('.').next().unwrap_or(fixture)
}

#[test]
fn the_base_of_all_faults_is_without_fault() {
    let run = Site::fault("_base").run(&["check", "--today", "2026-11-25", "--strict"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn every_code_gives_its_report_and_no_other() {
    let mut fixtures = fixtures();
    fixtures.retain(|fixture| can_be_raised(code_of(fixture)));
    let failures = fixtures.par_iter().filter_map(|fixture| fault_of(fixture));
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Whether the program was built with the part that raises a code.
fn can_be_raised(code: &str) -> bool {
    match code {
        "undrawable-card" => cfg!(feature = "cards"),
        "gone-address"
        | "links-not-remembered"
        | "moved-address"
        | "unknown-anchor"
        | "unverified-address" => cfg!(feature = "external"),
        _ => true,
    }
}

/// What is wrong with a fixture.
fn fault_of(fixture: &str) -> Option<String> {
    let prepared = setup::prepare(fixture, Site::fault(fixture));
    let report = prepared.site.run(&prepared.command).stderr;
    let report = without_pairs(&report, code_of(fixture));
    let raised: BTreeSet<&str> = codes_in(&report).map(|(_, code)| code).collect();
    if raised != BTreeSet::from([code_of(fixture)]) {
        return Some(format!("{fixture}: the site raises {raised:?}\n{report}"));
    }
    let expected = folder().join(fixture).join("expected.txt");
    golden::difference_of_text(&expected, &report).map(|words| format!("{fixture}: {words}"))
}

/// The code for faults of the program itself; the tests of `src/panics.rs` raise it.
const NEVER_RAISED: &str = "internal-error";
/// A fault changes one text of a pair and not the other; what is said of that belongs to fixtures of its own.
fn without_pairs(report: &str, code: &str) -> String {
    let of_pairs = ["stale-translation", "translation-", "updated-not-changed"];
    if of_pairs.iter().any(|prefix| code.starts_with(prefix)) {
        return report.to_owned();
    }
    let messages = report.split_inclusive("\n\n");
    let others = messages.filter(|message| {
        codes_in(message).all(|(_, said)| !of_pairs.iter().any(|prefix| said.starts_with(prefix)))
    });
    others.collect()
}

#[test]
fn every_code_has_a_fixture() {
    let raised = codes::raised();
    let fixtures: BTreeSet<String> = fixtures().iter().map(|f| code_of(f).to_owned()).collect();
    let missing: Vec<_> = raised
        .keys()
        .filter(|code| !fixtures.contains(*code) && *code != NEVER_RAISED)
        .collect();
    let unused: Vec<_> = fixtures
        .iter()
        .filter(|code| !raised.contains_key(*code))
        .collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "write the smallest site that raises it, in tests/errors/CODE: {missing:?}\ndelete what no code raises: {unused:?}"
    );
}

#[test]
fn every_code_is_explained_to_editors() {
    let raised = codes::raised();
    let explained = explained();
    let wanted: Vec<String> = raised
        .iter()
        .map(|(code, severities)| {
            let severities: Vec<&str> = severities.iter().copied().collect();
            format!("{code} ({})", severities.join(" or "))
        })
        .collect();
    let missing: Vec<_> = wanted
        .iter()
        .filter(|line| !explained.contains(line))
        .collect();
    let unused: Vec<_> = explained
        .iter()
        .filter(|line| !wanted.contains(line))
        .collect();
    assert!(
        missing.is_empty() && unused.is_empty(),
        "write a line `| `code` | severity | what it means | how to mend it |` in docs/diagnostics.md for: {missing:?}\ndelete: {unused:?}"
    );
    let mut sorted = explained.clone();
    sorted.sort();
    assert_eq!(
        explained, sorted,
        "the lines of docs/diagnostics.md stand in the order of their codes"
    );
}

/// Code and severity of every line of the table, as `code (severity)`.
fn explained() -> Vec<String> {
    let text = fs::read_to_string(package().join("docs/diagnostics.md")).unwrap_or_default();
    let lines = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let code = cells.next()?.strip_suffix('`')?;
        let severity = cells.next()?;
        Some(format!("{code} ({severity})"))
    });
    lines.collect()
}

#[test]
fn every_message_has_a_remedy() {
    for fixture in fixtures() {
        let report = fs::read_to_string(folder().join(&fixture).join("expected.txt"));
        let report = report.expect("a report");
        let messages: Vec<&str> = report
            .split("\n\n")
            .filter(|text| !text.trim().is_empty())
            .collect();
        for message in messages
            .iter()
            .filter(|message| codes_in(message).count() > 0)
        {
            let helps = message.matches("= help: ").count();
            assert_eq!(helps, codes_in(message).count(), "{fixture}: {message}");
            let help = message.split("= help: ").nth(1).unwrap_or_default();
            assert!(help.trim().len() > 5, "{fixture}: {message}");
        }
    }
}

/// Functions that leave the remedy of what they raise to others.
const REMEDY_OF_THE_CALLER: [(&str, &str); 3] = [
    ("src/render/link_help.rs", "dead"),
    ("src/render/unmarked.rs", "undecided"),
    ("src/render/unmarked.rs", "unused"),
];

#[test]
fn every_place_that_raises_a_code_gives_its_remedy() {
    let mut without = Vec::new();
    for file in source::all() {
        let functions = file.functions();
        for severity in ["error", "warning", "note"] {
            for arguments in file.calls(&format!("Diagnostic::{severity}")) {
                let around = functions
                    .iter()
                    .filter(|(_, body)| body.contains(&arguments.start));
                let Some((name, body)) = around.min_by_key(|(_, body)| body.len()) else {
                    continue;
                };
                if !file.code[arguments.start..body.end].contains("help(") {
                    without.push((file.path.clone(), (*name).to_owned()));
                }
            }
        }
    }
    let expected = REMEDY_OF_THE_CALLER.map(|(path, name)| (path.to_owned(), name.to_owned()));
    assert_eq!(without, expected, "say how to mend it, with `.help(…)`");
}
