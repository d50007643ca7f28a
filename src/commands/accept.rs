//! `spiega accept`: writes into the front matter of each text of a page what it is to remember of the others.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::build::output_failure;
use super::pipeline::{Stages, print, run_stages};
use super::{Exit, Outcome};
use crate::cli::AcceptArgs;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Severity, did_you_mean};
use crate::load::{id_of, path_on_disk};
use crate::model::{PageIndex, Site};
use crate::render::LinkStyle;
use crate::render::translations::{agreement_line, translations_of};
use crate::sink::{NullSink, OutputError};
use crate::write::{Edit, set_front_matter_key};

/// Declares the texts of pages equal.
pub fn accept(args: &AcceptArgs) -> Outcome {
    match try_accept(args) {
        Ok(outcome) => outcome,
        Err(error) => output_failure(&error, args.site.format),
    }
}

fn try_accept(args: &AcceptArgs) -> Result<Outcome, OutputError> {
    let stages = match run_stages(&args.site, LinkStyle::Pretty, None, Arc::new(NullSink))? {
        Ok(stages) => stages,
        Err(run) => {
            let messages = print(&run.diagnostics, &run.files, args.site.format);
            return Ok(Outcome {
                messages,
                report: run.log,
                exit: Exit::Content,
            });
        }
    };
    let site = &stages.site;
    let mut problems = Diagnostics::new();
    let ids = if args.all {
        paired_ids(&stages)
    } else {
        named_ids(&stages, &args.ids, &mut problems)
    };
    let mut exit = if problems.has_errors() {
        Exit::Usage
    } else {
        Exit::Fine
    };
    let mut report = stages.log.clone();
    if exit == Exit::Fine {
        for id in &ids {
            report.push_str(&accept_page(args, &stages, id, &mut problems)?);
        }
        if problems.has_errors() {
            exit = Exit::Content;
        }
    }
    problems.sort(&site.files);
    Ok(Outcome {
        messages: print(&problems, &site.files, args.site.format),
        report: if args.site.quiet {
            String::new()
        } else {
            report
        },
        exit,
    })
}

/// Ids of the pages that have more than one text.
fn paired_ids(stages: &Stages) -> BTreeSet<String> {
    let translations = stages.rendered.translations.iter();
    translations
        .map(|translation| stages.site.page(translation.page).id.clone())
        .collect()
}

fn named_ids(stages: &Stages, names: &[String], problems: &mut Diagnostics) -> BTreeSet<String> {
    let paired = paired_ids(stages);
    let mut ids = BTreeSet::new();
    for name in names {
        let id = id_of_name(&stages.site, name);
        if paired.contains(&id) {
            ids.insert(id);
            continue;
        }
        let problem = if stages.site.has_id(&id) {
            Diagnostic::error("nothing-to-accept", format!("`{id}` has one text only"))
                .help("texts are declared equal in pairs; a draft counts with `--drafts`")
        } else {
            let near = did_you_mean(
                &id,
                paired.iter().map(String::as_str),
                "the ids are paths below content/ without language and extension",
            );
            Diagnostic::error("unknown-page", format!("no page has the id `{id}`")).help(near)
        };
        problems.push(problem);
    }
    ids
}

/// The id that a name on the command line stands for: an id, or the path of a text or data file.
fn id_of_name(site: &Site, name: &str) -> String {
    let name = name.trim_start_matches("./");
    let path = name.strip_prefix("content/").unwrap_or(name);
    let id = id_of(path, &site.config.languages).map(|(id, _)| id);
    id.unwrap_or_else(|| path.trim_end_matches(".yaml").to_owned())
}

/// Writes the texts of a page and says so; with errors in them nothing is written, and the errors are repeated.
fn accept_page(
    args: &AcceptArgs,
    stages: &Stages,
    id: &str,
    problems: &mut Diagnostics,
) -> Result<String, OutputError> {
    let site = &stages.site;
    let errors = errors_in(stages, id);
    if !errors.is_empty() {
        errors.into_iter().for_each(|error| problems.push(error));
        return Ok(format!("{id}: not accepted, there are errors in it\n"));
    }
    let mut written = Vec::new();
    for index in site.translations(id) {
        let path = &site.files.get(site.page(index).file).path;
        let line = line_of(stages, index);
        match set_front_matter_key(&path_on_disk(&args.site.root, path), "agrees_with", &line)? {
            Edit::Changed => written.push(path.as_str()),
            Edit::Unchanged => {}
            Edit::Refused => problems.push(refused(site, index, &line)),
        }
    }
    Ok(match written.as_slice() {
        [] => format!("{id}: nothing to change\n"),
        paths => format!("{id}: accepted, {} written\n", paths.join(", ")),
    })
}

fn line_of(stages: &Stages, page: PageIndex) -> String {
    let own = translations_of(&stages.rendered.translations, page);
    agreement_line(&stages.site, stages.site.page(page), own)
}

fn refused(site: &Site, index: PageIndex, line: &str) -> Diagnostic {
    let message = "this front matter cannot be changed without changing more than one key";
    Diagnostic::error("front-matter-form", message)
        .at(site.page(index).front_matter.place)
        .help(format!("put this line into it by hand:\n{line}"))
}

/// The errors in the texts of a page and in its data file.
fn errors_in(stages: &Stages, id: &str) -> Vec<Diagnostic> {
    let site = &stages.site;
    let texts = site.translations(id).map(|index| site.page(index).file);
    let data = site.entities.get(id).map(|entity| entity.file);
    let files: HashSet<FileId> = texts.chain(data).collect();
    let errors = stages.diagnostics.iter();
    errors
        .filter(|error| error.severity == Severity::Error)
        .filter(|error| error.place.is_some_and(|place| files.contains(&place.file)))
        .cloned()
        .collect()
}
