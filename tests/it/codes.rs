//! The codes that the source raises, read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::source::{self, SourceText};

/// Severities by code.
pub(crate) type Codes = BTreeMap<String, BTreeSet<&'static str>>;

const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

/// Every code with the severities that it is raised with. A code stands as text in the call of `Diagnostic::error` (or
/// `warning`, or `note`), in a call of a function that takes a `code`, or in a `let code = …;`.
pub(crate) fn raised() -> Codes {
    let files = source::all();
    let helpers: Vec<(String, &'static str)> = files.iter().flat_map(helpers_of).collect();
    let mut codes = Codes::new();
    for file in &files {
        for severity in SEVERITIES {
            for arguments in file.calls(&format!("Diagnostic::{severity}")) {
                note(&mut codes, first_argument(file, arguments), severity);
            }
        }
        for (helper, severity) in &helpers {
            let calls = file.calls(helper).into_iter();
            for arguments in calls.filter(|call| !file.code[call.clone()].contains("Diagnostic::"))
            {
                let strings = file.strings(arguments);
                note(
                    &mut codes,
                    strings.into_iter().find(|s| is_code(s)),
                    severity,
                );
            }
        }
        for (at, _) in file.code.match_indices("let code =") {
            let end = file.code[at..].find(';').map_or(at, |end| at + end);
            let strings = file.strings(at..end).into_iter();
            for code in strings.filter(|text| is_code(text)) {
                note(&mut codes, Some(code), "error");
            }
        }
    }
    codes
}

fn note(codes: &mut Codes, code: Option<&str>, severity: &'static str) {
    if let Some(code) = code {
        codes.entry(code.to_owned()).or_default().insert(severity);
    }
}

/// The first argument of a call, if it is a text.
fn first_argument(file: &SourceText, arguments: Range<usize>) -> Option<&str> {
    let is_text = file.code[arguments.clone()].trim_start().starts_with('"');
    is_text.then(|| file.strings(arguments)[0])
}

/// Functions that are given a code, with the severity that they raise it with.
fn helpers_of(file: &SourceText) -> Vec<(String, &'static str)> {
    let raises = |body: &str| {
        SEVERITIES
            .into_iter()
            .find(|severity| body.contains(&format!("Diagnostic::{severity}(code")))
    };
    let functions = file.functions().into_iter();
    functions
        .filter_map(|(name, body)| Some((name.to_owned(), raises(&file.code[body])?)))
        .filter(|(name, _)| name != "to_diagnostic")
        .collect()
}

/// Kebab-case of two words or more.
fn is_code(text: &str) -> bool {
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    text.contains('-') && text.bytes().all(letters)
}
