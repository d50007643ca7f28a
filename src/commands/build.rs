//! `spiega build`: all five stages; says how many pages in each language, and the time.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::pipeline::{Run, output_folder, print, run};
use super::summary::closing_line;
use super::{Exit, Outcome};
use crate::cli::BuildArgs;
use crate::render::LinkStyle;
use crate::sink::{OutputError, OutputErrorKind};
use crate::write::{Protected, Staging};

/// Builds the site.
pub fn build(args: &BuildArgs) -> Outcome {
    let start = Instant::now();
    match try_build(args, start) {
        Ok(outcome) => outcome,
        Err(error) => output_failure(&error),
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
            return Ok(refusal(messages, &run, start));
        }
        Err(shared) => {
            shared.abandon();
            return Ok(refusal(messages, &run, start));
        }
    };
    let summary = staging.commit()?;
    let changes = if summary.nothing_changed {
        "nothing has changed\n".to_owned()
    } else {
        format!(
            "{} files written, {} unchanged, {} removed\n",
            summary.written, summary.unchanged, summary.removed
        )
    };
    let report = if args.site.quiet {
        String::new()
    } else {
        changes + &closing_line("built", &run, start.elapsed())
    };
    Ok(Outcome {
        messages,
        report,
        exit: Exit::Fine,
    })
}

/// What is said when the texts have errors.
fn refusal(messages: String, run: &Run, start: Instant) -> Outcome {
    let closing = closing_line("found", run, start.elapsed());
    Outcome {
        messages: format!("{messages}{closing}nothing was written\n"),
        report: String::new(),
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
pub(super) fn output_failure(error: &OutputError) -> Outcome {
    let diagnostic = error.to_diagnostic();
    let files = crate::diagnostic::Files::default();
    let messages = crate::diagnostic::report::render(
        &diagnostic,
        &files,
        crate::diagnostic::report::Style::Plain,
    );
    let exit = if error.kind() == OutputErrorKind::Refused {
        Exit::Usage
    } else {
        Exit::Machine
    };
    Outcome {
        messages,
        report: String::new(),
        exit,
    }
}
