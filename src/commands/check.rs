//! `spiega check`: everything but writing; `--strict` turns warnings into errors.

use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;

use super::build::output_failure;
use super::external::try_external;
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
    let today = args.today.unwrap_or_else(today);
    let fixed = match fix(args) {
        Ok(fixed) => fixed,
        Err(error) => return output_failure(&error),
    };
    let day = today.to_string();
    let sink = Arc::new(NullSink);
    let mut run = match run(&args.site, LinkStyle::Pretty, Some(&day), sink) {
        Ok(run) => run,
        Err(error) => return output_failure(&error),
    };
    let tried = try_external(args, today, &mut run);
    if args.strict {
        run.diagnostics.make_strict();
    }
    let messages = print(&run.diagnostics, &run.files, args.site.format);
    let report = if args.site.quiet {
        String::new()
    } else {
        fixed + &closing_line("checked", &run, start.elapsed()) + &tried
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

/// Today in UTC: dates of content carry no zone, and a day more or less only moves a warning.
pub(super) fn today() -> Date {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    let epoch = jiff::civil::date(1970, 1, 1);
    let since = jiff::Span::new().try_days(days);
    since
        .and_then(|since| epoch.checked_add(since))
        .unwrap_or(epoch)
}
