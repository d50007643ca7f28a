//! The site of this repository, changed in one place at a time: what `check` says of each change, and where.
//!
//! Each row names a file, words in it, and what they become; the words must stand there once, so that the table tells
//! when the content has moved on. Everything that is said of the change is listed: the row fails when one message lacks,
//! when one comes on top, and when one stands on another line.

mod data;
mod figures;
mod languages;
mod pages;
mod row;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use row::{Copy, Row};
use serde_json::Value;

use crate::support::{Site, copy_tree, package, read_tree};

/// How many kinds of change the tables hold at least.
const ENOUGH: usize = 36;

/// A copy of the real site.
pub(crate) fn real_site() -> Site {
    let site = Site::empty("real");
    for folder in ["content", "templates"] {
        copy_tree(&package().join(folder), &site.path(folder));
    }
    site
}

/// The newest `updated` of the real texts: a day on which nothing of the content lies ahead.
pub(crate) fn newest_day() -> String {
    let texts = read_tree(&package().join("content")).into_iter();
    let texts = texts.filter(|(path, _)| path.ends_with(".md"));
    let days = texts.filter_map(|(_, bytes)| {
        let text = String::from_utf8(bytes).expect("texts are UTF-8");
        let line = text.lines().find_map(|line| line.strip_prefix("updated: "));
        line.map(str::to_owned)
    });
    days.max().expect("texts with a date")
}

fn rows() -> Vec<Row> {
    let tables = [
        figures::rows(),
        data::rows(),
        languages::rows(),
        pages::rows(),
    ];
    tables.into_iter().flatten().collect()
}

#[test]
fn the_real_site_has_nothing_to_mend() {
    let day = newest_day();
    let run = real_site().run(&["check", "--strict", "--format", "json", "--today", &day]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn no_number_of_the_real_site_is_loose() {
    let run = real_site().run(&["count", "--format", "json"]);
    let counted: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let languages = counted["languages"]
        .as_array()
        .expect("a list of languages");
    assert_eq!(languages.len(), 2);
    for language in languages {
        let number = |key: &str| language["numbers"][key].as_u64().expect("a number");
        assert_eq!(number("loose"), 0, "{language}");
        // One definition: what a gigawatt is.
        assert_eq!(number("without_fact"), 1, "{language}");
        assert_eq!(number("with_fact") + 1, number("total"), "{language}");
        assert!(number("with_fact") > 100, "{language}");
    }
    for key in ["facts", "sources"] {
        assert!(counted[key].as_u64() > Some(100), "{counted}");
    }
    for key in ["pages", "words", "citations"] {
        assert!(
            languages
                .iter()
                .all(|language| language[key].as_u64() > Some(20)),
            "{counted}"
        );
    }
}

#[test]
fn every_change_is_told_where_it_was_made() {
    let (rows, day) = (rows(), newest_day());
    assert!(rows.len() >= ENOUGH, "only {} kinds of change", rows.len());
    let copies = Copy::share(&rows);
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(copy) = copies.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = copy.faults(&day);
                    faults.lock().expect("no worker fails").extend(found);
                }
            });
        }
    });
    let mut faults = faults.into_inner().expect("no worker fails");
    faults.sort();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
