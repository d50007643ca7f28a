//! `spiega new`: the files of a new page, from what `site.yaml` declares.

use std::fmt::Write as _;

use super::build::output_failure;
use super::check::today;
use super::pipeline::print;
use super::{Exit, Outcome};
use crate::cli::NewArgs;
use crate::diagnostic::{Diagnostics, Files, Severity};
use crate::load::{Loaded, load_site};
use crate::scaffold::{NewPage, PlannedFile, Taken, plan_page};
use crate::write::create_files;

/// Makes the files of a new page.
pub fn new(args: &NewArgs) -> Outcome {
    let mut said = Diagnostics::new();
    let sources = match load_site(&args.site.root, &mut said) {
        Loaded::Sources(sources) => sources,
        Loaded::Nothing(files) => return refusal(args, said, &files, Exit::Content),
    };
    // What is wrong elsewhere is no reason not to begin a page; what is declared must be understood.
    said.retain(|said| {
        let file = said.place.map(|place| sources.files.get(place.file));
        said.severity == Severity::Error
            && file.is_some_and(|file| file.path == "content/site.yaml")
    });
    if said.has_errors() {
        return refusal(args, said, &sources.files, Exit::Content);
    }
    let page = NewPage {
        collection: &args.collection,
        name: &args.id,
        title: args.title.as_deref(),
        today: args.today.unwrap_or_else(|| today().in_utc),
    };
    match plan_page(&page, &sources.config, &Taken::of(&sources)) {
        Ok(files) => create(args, &files),
        Err(error) => {
            said.push(error);
            refusal(args, said, &sources.files, Exit::Usage)
        }
    }
}

fn refusal(args: &NewArgs, mut said: Diagnostics, files: &Files, exit: Exit) -> Outcome {
    said.sort(files);
    Outcome {
        messages: print(&said, files, args.site.format) + "nothing was written\n",
        report: String::new(),
        exit,
    }
}

fn create(args: &NewArgs, files: &[PlannedFile]) -> Outcome {
    if let Err(error) = create_files(&args.site.root, files) {
        return output_failure(&error);
    }
    let mut report = String::new();
    for (path, _) in files {
        let _ = writeln!(report, "wrote {path}");
    }
    let id = format!("{}/{}", args.collection, args.id);
    let _ = writeln!(
        report,
        "next: fill in what `spiega check --drafts` names, take out `draft: true`, then spiega accept {id}"
    );
    Outcome {
        messages: String::new(),
        report: if args.site.quiet {
            String::new()
        } else {
            report
        },
        exit: Exit::Fine,
    }
}
