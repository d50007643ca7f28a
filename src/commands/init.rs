//! `spiega init`: a small new site in a folder of its own, checked before anybody sees it.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::accept::accept;
use super::build::output_failure;
use super::pipeline::{check_repository, print, read_base_url, run};
use super::{Exit, Outcome};
use crate::cli::{AcceptArgs, Format, InitArgs, SiteArgs};
use crate::diagnostic::{Diagnostic, Diagnostics, Files};
use crate::lang::MAX_LANGUAGES;
use crate::render::LinkStyle;
use crate::scaffold::{NewSite, plan_site};
use crate::sink::{NullSink, OutputError};
use crate::write::NewFolder;

/// The languages of a site for which none are named.
const LANGUAGES: [&str; 2] = ["it", "en"];

/// Makes a new site.
pub fn init(args: &InitArgs) -> Outcome {
    let languages = match args.languages.as_slice() {
        [] => LANGUAGES.map(str::to_owned).to_vec(),
        languages => languages.to_vec(),
    };
    let mut problems = Diagnostics::new();
    check_languages(&languages, &mut problems);
    check_addresses(args, &mut problems);
    if problems.has_errors() {
        return refusal(&problems);
    }
    let new = NewSite {
        languages: &languages,
        title: args.title.as_deref(),
        base_url: args.base_url.as_deref(),
        repository: args.repository.as_deref(),
        program: args.program.as_deref(),
    };
    match make(args, &new) {
        Ok(outcome) => outcome,
        Err(error) => output_failure(&error),
    }
}

fn check_languages(languages: &[String], problems: &mut Diagnostics) {
    for (n, tag) in languages.iter().enumerate() {
        if languages[..n]
            .iter()
            .any(|other| other.eq_ignore_ascii_case(tag))
        {
            let message = format!("`--lang` names `{tag}` twice");
            problems
                .push(Diagnostic::error("bad-language", message).help("name each language once"));
        }
    }
    if languages.len() > MAX_LANGUAGES {
        let message = format!("`--lang` names {} languages", languages.len());
        let help = format!("a site has {MAX_LANGUAGES} at most");
        problems.push(Diagnostic::error("bad-language", message).help(help));
    }
}

fn check_addresses(args: &InitArgs, problems: &mut Diagnostics) {
    let base_url = args.base_url.as_deref().map(read_base_url);
    let repository = args.repository.as_deref().map(check_repository);
    let errors = [
        base_url.and_then(Result::err),
        repository.and_then(Result::err),
    ];
    errors
        .into_iter()
        .flatten()
        .for_each(|error| problems.push(error));
}

/// Wrong use: what is wrong, and nothing made.
fn refusal(problems: &Diagnostics) -> Outcome {
    Outcome {
        messages: print(problems, &Files::default(), Format::Text),
        report: String::new(),
        exit: Exit::Usage,
    }
}

/// Puts the site together out of sight, declares its texts equal, checks it, and only then shows it.
fn make(args: &InitArgs, new: &NewSite<'_>) -> Result<Outcome, OutputError> {
    let files = plan_site(new);
    let folder = NewFolder::open(&args.dir)?;
    folder.write(&files)?;
    let site = SiteArgs {
        root: folder.root().to_path_buf(),
        drafts: false,
        base_url: None,
        repository: None,
        format: Format::Text,
        quiet: true,
    };
    let accepted = accept(&AcceptArgs {
        site: site.clone(),
        ids: Vec::new(),
        all: true,
    });
    if accepted.exit != Exit::Fine {
        return Ok(accepted);
    }
    let run = run(&site, LinkStyle::Pretty, None, Arc::new(NullSink))?;
    let messages = print(&run.diagnostics, &run.files, Format::Text);
    if run.diagnostics.has_errors() {
        return Ok(Outcome {
            messages: messages + "nothing was written\n",
            report: String::new(),
            exit: Exit::Content,
        });
    }
    folder.commit()?;
    let report = if args.quiet {
        String::new()
    } else {
        report(&args.dir, files.len(), new)
    };
    Ok(Outcome {
        messages,
        report,
        exit: Exit::Fine,
    })
}

/// What stands there now, what is left to do, and how to go on.
fn report(dir: &Path, n_files: usize, new: &NewSite<'_>) -> String {
    let mut text = format!(
        "wrote {n_files} files into {}: a site in {}\n",
        dir.display(),
        new.languages.join(", ")
    );
    let untranslated = new.untranslated();
    if !untranslated.is_empty() {
        let _ = writeln!(
            text,
            "to be translated: {} begins with English, in the texts, in the YAML files, and in templates/strings/",
            untranslated.join(", ")
        );
    }
    if new.program.is_none() {
        text += "before it goes to GitHub: name the repository of the program in .github/workflows/site.yml, at `PROGRAM`\n";
    }
    let _ = writeln!(
        text,
        "next: cd {}, read README.md, spiega build",
        dir.display()
    );
    text
}
