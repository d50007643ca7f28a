//! `spiega build`: all five stages; says how many pages in each language, and the time.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::pipeline::{Run, bar, output_folder, print, run, say};
use super::summary::closing_line;
use super::verbose::{self, stage};
use super::{Exit, Outcome};
use crate::cli::{BuildArgs, Format};
use crate::diagnostic::Files;
use crate::progress::Progress;
use crate::render::LinkStyle;
use crate::sink::{OutputError, OutputErrorKind};
use crate::write::{Protected, Staging};

/// Builds the site.
pub fn build(args: &BuildArgs) -> Outcome {
    let start = Instant::now();
    match try_build(args, start) {
        Ok(outcome) => outcome,
        Err(error) => output_failure(&error, args.site.format),
    }
}

fn try_build(args: &BuildArgs, start: Instant) -> Result<Outcome, OutputError> {
    let output = output_folder(&args.site.root, args.output.as_deref());
    let style = if args.portable {
        LinkStyle::Portable
    } else {
        LinkStyle::Pretty
    };
    let staging = Arc::new(Staging::open(&output, &protected(&args.site.root))?);
    let run = run(&args.site, style, None, Arc::clone(&staging) as _)?;
    let messages = print(&run.diagnostics, &run.files, args.site.format);
    let staging = match Arc::try_unwrap(staging) {
        Ok(staging) if !run.diagnostics.has_errors() => staging,
        Ok(staging) => {
            staging.discard();
            return Ok(refusal(args, messages, &run, start));
        }
        Err(shared) => {
            shared.abandon();
            return Ok(refusal(args, messages, &run, start));
        }
    };
    let changes = write(args, staging, &output)?;
    let report = if args.site.quiet {
        String::new()
    } else {
        format!(
            "{}{changes}{}",
            run.log,
            closing_line("built", &run, start.elapsed())
        )
    };
    Ok(Outcome {
        messages,
        report,
        exit: Exit::Fine,
    })
}

/// Writes the output and says what has changed.
fn write(args: &BuildArgs, staging: Staging, output: &Path) -> Result<String, OutputError> {
    let progress = Arc::new(Progress::default());
    progress.enter(stage::WRITE, 0);
    let _bar = bar(&args.site, &progress);
    let start = Instant::now();
    let summary = staging.commit()?;
    let log = verbose::writing(&args.site, start.elapsed(), output);
    if summary.nothing_changed {
        return Ok(log + "nothing has changed\n");
    }
    Ok(format!(
        "{log}{} files written, {} unchanged, {} removed\n",
        summary.written, summary.unchanged, summary.removed
    ))
}

/// What is said when the texts have errors. Where messages are for machines, there is nothing else among them.
fn refusal(args: &BuildArgs, mut messages: String, run: &Run, start: Instant) -> Outcome {
    let mut report = run.log.clone();
    if !args.site.quiet {
        let closing = closing_line("found", run, start.elapsed()) + "nothing was written\n";
        match args.site.format {
            Format::Text => messages += &closing,
            Format::Json | Format::Github => report += &closing,
        }
    }
    Outcome {
        messages,
        report,
        exit: Exit::Content,
    }
}

/// Folders of the root that hold what people keep by hand, here or in other generators.
const SOURCES: [&str; 6] = ["content", "schema", "src", "static", "templates", "tests"];

/// What the output must neither be, nor hold, nor lie in.
fn protected(root: &Path) -> Protected {
    Protected {
        root: root.to_path_buf(),
        sources: SOURCES.map(|name| root.join(name)).to_vec(),
    }
}

/// What is said when the output cannot be written.
pub(super) fn output_failure(error: &OutputError, format: Format) -> Outcome {
    let exit = if error.kind() == OutputErrorKind::Refused {
        Exit::Usage
    } else {
        Exit::Machine
    };
    Outcome {
        messages: say(&error.to_diagnostic(), &Files::default(), format),
        report: String::new(),
        exit,
    }
}
