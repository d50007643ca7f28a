//! `spiega status`: the state of every text, and the facts that are past their date of review.

use std::fmt::Write as _;
use std::sync::Arc;

use super::build::output_failure;
use super::check::today;
use super::pipeline::{Stages, print, run_stages};
use super::status_markdown::markdown;
use super::status_words::{closing, words};
use super::{Exit, Outcome};
use crate::check::Today;
use crate::cli::{Format, StatusArgs};
use crate::model::Fact;
use crate::quantity::PartialDate;
use crate::render::LinkStyle;
use crate::render::translations::{Row, translation_table};
use crate::sink::NullSink;

/// Shows the state of the site's texts. Errors in the content are counted, not shown: that is what `check` is for.
pub fn status(args: &StatusArgs) -> Outcome {
    let stages = match run_stages(&args.site, LinkStyle::Pretty, None, Arc::new(NullSink)) {
        Ok(Ok(stages)) => stages,
        Ok(Err(run)) => {
            return Outcome {
                messages: print(&run.diagnostics, &run.files, args.site.format),
                report: String::new(),
                exit: Exit::Content,
            };
        }
        Err(error) => return output_failure(&error, args.site.format),
    };
    let rows = translation_table(&stages.site, &stages.rendered.translations);
    let due = due_facts(&stages, args.today.map_or_else(today, Today::exactly));
    let report = match args.site.format {
        Format::Json => json(&stages, &rows, &due),
        Format::Text => stages.log.clone() + &text(&stages, &rows, &due),
        Format::Github => markdown(&stages, &rows, &due),
    };
    Outcome {
        messages: String::new(),
        report,
        exit: Exit::Fine,
    }
}

/// The facts past their date of review, the earliest first.
fn due_facts(stages: &Stages, today: Today) -> Vec<(PartialDate, &Fact)> {
    let facts = stages.site.facts.values();
    let mut due: Vec<(PartialDate, &Fact)> = facts
        .filter_map(|fact| Some((fact.review_by?.0, fact)))
        .filter(|(date, _)| today.is_after(date))
        .collect();
    due.sort_by_key(|(date, fact)| (*date, fact.id.as_str()));
    due
}

fn text(stages: &Stages, rows: &[Row], due: &[(PartialDate, &Fact)]) -> String {
    let languages = &stages.site.config.languages;
    let wide = rows.iter().map(|row| row.id.chars().count());
    let wide = wide.max().unwrap_or_default().max("page".len());
    let mut text = format!("{:wide$}", "page");
    for tag in languages.tags() {
        let _ = write!(text, "  {tag:STATE_WIDTH$}");
    }
    let mut text = text.trim_end().to_owned() + "\n";
    for row in rows {
        let mut line = format!("{:wide$}", row.id);
        for (state, _) in &row.cells {
            let _ = write!(line, "  {:STATE_WIDTH$}", words(*state));
        }
        text += line.trim_end();
        text.push('\n');
    }
    let _ = write!(text, "\n{}\n", closing(stages, rows));
    if !due.is_empty() {
        text += "\nto be reviewed by now:\n";
    }
    for (date, fact) in due {
        let file = stages.site.files.get(fact.place.file);
        let line = stages.site.files.line_column(fact.place).line;
        let _ = writeln!(text, "{date}  {}  {}:{line}", fact.id, file.path);
    }
    text
}

/// As wide as the longest of the [`words`].
const STATE_WIDTH: usize = 12;

/// One object a line: the texts, then the facts.
fn json(stages: &Stages, rows: &[Row], due: &[(PartialDate, &Fact)]) -> String {
    let site = &stages.site;
    let mut lines = String::new();
    for row in rows {
        for (tag, (state, index)) in site.config.languages.tags().zip(&row.cells) {
            let page = index.map(|index| site.page(index));
            let updated = page.and_then(|page| page.front_matter.updated);
            let object = serde_json::json!({
                "page": row.id,
                "lang": tag,
                "state": state.name(),
                "file": page.map(|page| site.files.get(page.file).path.as_str()),
                "updated": updated.map(|date| date.to_string()),
            });
            let _ = writeln!(lines, "{object}");
        }
    }
    for (date, fact) in due {
        let object = serde_json::json!({
            "fact": fact.id,
            "review_by": date.to_string(),
            "file": site.files.get(fact.place.file).path.as_str(),
            "line": site.files.line_column(fact.place).line,
        });
        let _ = writeln!(lines, "{object}");
    }
    lines
}
