//! The state of a site as Markdown, which GitHub shows as the summary of a run: what is well is counted, the rest listed.

use std::fmt::Write as _;

use super::pipeline::Stages;
use super::status_words::{closing, words};
use crate::model::Fact;
use crate::quantity::PartialDate;
use crate::render::translations::{Row, TextState};

/// The most lines of a table: GitHub takes no summary of more than a megabyte.
const MAX_LINES: usize = 500;

/// The texts that are not well, and the facts to review.
pub(super) fn markdown(stages: &Stages, rows: &[Row], due: &[(PartialDate, &Fact)]) -> String {
    let mut text = format!("## Texts\n\n{}\n", closing(stages, rows));
    text += &texts(stages, rows);
    text += "\n## Facts to review\n\n";
    text += &match due {
        [] => "None is past its date of review.\n".to_owned(),
        due => facts(stages, due),
    };
    text
}

fn texts(stages: &Stages, rows: &[Row]) -> String {
    let is_well = |row: &&Row| {
        row.cells
            .iter()
            .all(|(state, _)| *state <= TextState::Current)
    };
    let unwell = rows.iter().filter(|row| !is_well(row));
    let lines: Vec<String> = unwell
        .map(|row| {
            let states = row
                .cells
                .iter()
                .map(|(state, _)| format!(" {} |", words(*state)));
            format!("| {} |{}", code(&row.id), states.collect::<String>())
        })
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        lines => format!(
            "\n{}",
            table("page", stages.site.config.languages.tags(), lines)
        ),
    }
}

fn facts(stages: &Stages, due: &[(PartialDate, &Fact)]) -> String {
    let files = &stages.site.files;
    let lines: Vec<String> = due
        .iter()
        .map(|(date, fact)| {
            let path = files.path_in_repository(fact.place.file);
            let line = files.line_column(fact.place).line;
            let place = code(&format!("{path}:{line}"));
            format!("| {} | {date} | {place} |", code(&fact.id))
        })
        .collect();
    table("fact", ["by", "where"].into_iter(), &lines)
}

fn table<'a>(
    first: &str,
    others: impl Iterator<Item = &'a str> + Clone,
    lines: &[String],
) -> String {
    let mut table = format!("| {first} |");
    others
        .clone()
        .for_each(|name| table += &format!(" {name} |"));
    let _ = writeln!(
        table,
        "\n|---|{}",
        others.map(|_| "---|").collect::<String>()
    );
    for line in lines.iter().take(MAX_LINES) {
        let _ = writeln!(table, "{line}");
    }
    if lines.len() > MAX_LINES {
        let _ = writeln!(table, "\nAnd {} more.", lines.len() - MAX_LINES);
    }
    table
}

/// A name as it is written, in a cell; file names may hold any sign.
fn code(name: &str) -> String {
    let name = name.replace('|', "\\|").replace('`', "'");
    format!("`{name}`")
}
