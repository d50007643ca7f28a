//! `spiega check`: everything but writing; `--strict` turns warnings into errors.

use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::build::output_failure;
use super::external::try_external;
use super::fix::write_marks;
use super::pipeline::{print, run};
use super::summary::closing_line;
use super::{Exit, Outcome};
use crate::check::Today;
use crate::cli::CheckArgs;
use crate::render::LinkStyle;
use crate::sink::{NullSink, OutputError};

/// Checks the site.
pub fn check(args: &CheckArgs) -> Outcome {
    let start = Instant::now();
    let today = args.today.map_or_else(today, Today::exactly);
    let fixed = match fix(args) {
        Ok(fixed) => fixed,
        Err(error) => return output_failure(&error, args.site.format),
    };
    let sink = Arc::new(NullSink);
    let mut run = match run(&args.site, LinkStyle::Pretty, Some(today), sink) {
        Ok(run) => run,
        Err(error) => return output_failure(&error, args.site.format),
    };
    let tried = try_external(args, today.in_utc, &mut run);
    if args.strict {
        run.diagnostics.make_strict();
    }
    let messages = print(&run.diagnostics, &run.files, args.site.format);
    let report = if args.site.quiet {
        String::new()
    } else {
        let closing = closing_line("checked", &run, start.elapsed());
        [&run.log, &fixed, &closing, &tried]
            .map(String::as_str)
            .concat()
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

/// The day by the clock, which is read here and nowhere else.
pub(super) fn today() -> Today {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs());
    Today::at(i64::try_from(seconds).unwrap_or_default())
}
