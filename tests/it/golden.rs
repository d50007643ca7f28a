//! Outputs against what they should be, file by file; `SPIEGA_BLESS=1` rewrites what they should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::html;
use crate::support::{package, read_tree};

const HELP: &str = "if the new output is right, run `SPIEGA_BLESS=1 cargo test --test it`, and read the difference before you commit it";

/// Whether expectations are rewritten instead of compared.
pub(crate) fn blesses() -> bool {
    std::env::var_os("SPIEGA_BLESS").is_some_and(|value| !value.is_empty())
}

fn folder_of(name: &str) -> PathBuf {
    package()
        .join("tests/sites")
        .join(format!("{name}.expected"))
}

/// Compares a whole output with `tests/sites/NAME.expected`; both must hold the same files.
pub(crate) fn check_tree(name: &str, actual: &BTreeMap<String, Vec<u8>>) {
    let folder = folder_of(name);
    let actual = &readable(actual);
    if blesses() {
        let _ = fs::remove_dir_all(&folder);
        for (path, bytes) in actual {
            write(&folder.join(path), bytes);
        }
        return;
    }
    let expected = read_tree(&folder);
    let paths: BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let faults: Vec<String> = paths
        .into_iter()
        .filter_map(|path| match (expected.get(path), actual.get(path)) {
            (Some(_), None) => Some(format!("{path}: expected, but not in the output")),
            (None, Some(_)) => Some(format!("{path}: in the output, but not expected")),
            (Some(old), Some(new)) => difference(old, new).map(|words| format!("{path}: {words}")),
            (None, None) => None,
        })
        .collect();
    assert!(
        faults.is_empty(),
        "the output of `{name}` has changed:\n{}\n{HELP}",
        faults.join("\n")
    );
}

/// The files of an output, with words in the place of pictures that the program draws: their names tell already what
/// they are made from, and `src/card/tests.rs` holds how they are drawn.
fn readable(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let shown = |path: &str, bytes: &[u8]| match path.starts_with("assets/cards/") {
        true => b"a card\n".to_vec(),
        false => bytes.to_vec(),
    };
    let files = files.iter();
    files
        .map(|(path, bytes)| (path.clone(), shown(path, bytes)))
        .collect()
}

/// Compares the inside of `<main>` of a page with that of the expected page.
pub(crate) fn check_main(name: &str, page: &str, actual: &str) {
    if blesses() {
        return;
    }
    let expected = fs::read_to_string(folder_of(name).join(page)).expect("an expected page");
    let (old, new) = (html::main_of(&expected), html::main_of(actual));
    if let Some(words) = difference(old.as_bytes(), new.as_bytes()) {
        panic!("`<main>` of {page} of `{name}` has changed: {words}\n{HELP}");
    }
}

/// How a text differs from that of a file.
pub(crate) fn difference_of_text(path: &Path, actual: &str) -> Option<String> {
    if blesses() {
        write(path, actual.as_bytes());
        return None;
    }
    let expected = fs::read(path).unwrap_or_default();
    difference(&expected, actual.as_bytes()).map(|words| format!("{words}\n{HELP}"))
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("its folder");
    fs::write(path, bytes).expect("the expected file");
}

/// Where two texts part: the first line that differs, both ways.
fn difference(old: &[u8], new: &[u8]) -> Option<String> {
    if old == new {
        return None;
    }
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let line = |text: &str, n: usize| text.lines().nth(n).unwrap_or("(nothing)").to_owned();
    let same = old.lines().zip(new.lines());
    let n = same.take_while(|(old, new)| old == new).count();
    Some(format!(
        "line {}\n  - {}\n  + {}",
        n + 1,
        line(&old, n),
        line(&new, n)
    ))
}
