//! The closing lines of a command.

use std::time::Duration;

use super::pipeline::{Made, Run};
use crate::diagnostic::Severity;

/// "44 pages (22 it, 22 en), 1,203 links, no problems, 0.12 s".
pub(super) fn closing_line(verb: &str, run: &Run, time: Duration) -> String {
    let pages = run.made.as_ref().map(pages).unwrap_or_default();
    format!(
        "{verb}{pages}{} in {:.2} s\n",
        problems(run),
        time.as_secs_f64()
    )
}

fn pages(made: &Made) -> String {
    let total: usize = made.n_pages.iter().sum();
    let each: Vec<String> = made
        .n_pages
        .iter()
        .zip(&made.languages)
        .map(|(n, tag)| format!("{n} {tag}"))
        .collect();
    let links = made.checked.links;
    format!(
        " {} ({}), {} looked at ({} to a fragment, {} to other sites),",
        count(total, "page"),
        each.join(", "),
        count(links.internal + links.external, "link"),
        links.fragments,
        links.external
    )
}

/// "2 errors, 1 warning"; "no problems".
pub(super) fn problems(run: &Run) -> String {
    let named = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ];
    let parts: Vec<String> = named
        .iter()
        .map(|(severity, name)| (run.diagnostics.count(*severity), name))
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| count(n, name))
        .collect();
    if parts.is_empty() {
        " no problems".to_owned()
    } else {
        format!(" {}", parts.join(", "))
    }
}

fn count(n: usize, name: &str) -> String {
    format!("{n} {name}{}", if n == 1 { "" } else { "s" })
}
