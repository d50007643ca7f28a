//! `spiega check`: everything but writing; `--strict` turns warnings into errors.

use std::time::Instant;

use super::build::output_failure;
use super::fix::write_marks;
use super::pipeline::{print, run};
use super::summary::closing_line;
use super::{Exit, Outcome};
use crate::cli::CheckArgs;
use crate::render::LinkStyle;
use crate::sink::{NullSink, OutputError};

/// Checks the site.
pub fn check(args: &CheckArgs) -> Outcome {
    let start = Instant::now();
    let today = args.today.clone().unwrap_or_else(today);
    let fixed = match fix(args) {
        Ok(fixed) => fixed,
        Err(error) => return output_failure(&error),
    };
    let mut run = match run(&args.site, LinkStyle::Pretty, Some(&today), &NullSink) {
        Ok(run) => run,
        Err(error) => return output_failure(&error),
    };
    if args.strict {
        run.diagnostics.make_strict();
    }
    let messages = print(&run.diagnostics, &run.files, args.site.format);
    let report = if args.site.quiet {
        String::new()
    } else {
        fixed + &closing_line("checked", &run, start.elapsed())
    };
    let exit = if run.diagnostics.has_errors() {
        Exit::Content
    } else {
        Exit::Fine
    };
    Outcome {
        messages,
        report,
        exit,
    }
}

/// Writes marks, if that was asked for; says which.
fn fix(args: &CheckArgs) -> Result<String, OutputError> {
    if args.fix {
        write_marks(&args.site)
    } else {
        Ok(String::new())
    }
}

/// Today in UTC, as `YYYY-MM-DD`: dates of content carry no zone, and a day more or less only moves a warning.
fn today() -> String {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(epoch)
        .to_string()
}
