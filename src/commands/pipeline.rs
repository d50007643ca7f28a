//! The stages that `build` and `check` share.

use std::path::Path;
use std::sync::Arc;

use super::worker::{Ended, watchdog, watched};
use crate::check::{Checked, Today, check_site};
use crate::cli::{Format, SiteArgs};
use crate::config::{BaseUrl, Config};
use crate::diagnostic::report::{Style, render, render_github, render_json};
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Place};
use crate::load::{Loaded, load_site};
use crate::model::{Drafts, Site, resolve_site};
use crate::render::{LinkStyle, Rendered, render_site};
use crate::sink::{NullSink, OutputError, Sink};
use crate::watchdog::{Overrun, Watchdog};

/// What came of the first four stages.
pub(super) struct Run {
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    /// What was made; `None` when the configuration could not be read.
    pub(super) made: Option<Made>,
}

/// What was made of a site that could be read.
pub(super) struct Made {
    pub(super) languages: Vec<String>,
    pub(super) n_pages: Vec<usize>,
    pub(super) checked: Checked,
    /// Path of `base_url`, beginning and ending with a slash.
    #[cfg(feature = "serve")]
    pub(super) base_path: String,
}

/// What the first four stages leave behind.
pub(super) struct Stages {
    pub(super) site: Site,
    pub(super) rendered: Rendered,
    pub(super) checked: Checked,
    /// Sorted.
    pub(super) diagnostics: Diagnostics,
}

/// Runs load, model, render and check in threads of their own. `sink` gets the pages, unless the texts have errors.
///
/// # Errors
/// The sink's own, and threads that the system does not give.
pub(super) fn run(
    args: &SiteArgs,
    style: LinkStyle,
    today: Option<Today>,
    sink: Arc<dyn Sink + Send>,
) -> Result<Run, OutputError> {
    Ok(match run_stages(args, style, today, sink)? {
        Ok(stages) => Run {
            made: Some(Made {
                languages: tags(&stages.site),
                n_pages: count_pages(&stages.site),
                #[cfg(feature = "serve")]
                base_path: stages.site.config.base_url.path().to_owned(),
                checked: stages.checked,
            }),
            files: stages.site.files,
            diagnostics: stages.diagnostics,
        },
        Err(run) => run,
    })
}

/// Like [`run`], for commands that need the site itself; the inner error is a site of which there is nothing to show.
///
/// # Errors
/// The sink's own, and threads that the system does not give.
pub(super) fn run_stages(
    args: &SiteArgs,
    style: LinkStyle,
    today: Option<Today>,
    sink: Arc<dyn Sink + Send>,
) -> Result<Result<Box<Stages>, Run>, OutputError> {
    let (watchdog, of_the_work) = watchdog();
    let args = args.clone();
    let work = move || stages(&args, style, today, &*sink, &of_the_work);
    match watched(&watchdog, work) {
        Ok(result) => result,
        Err(Ended::Failed(fault)) => Ok(Err(Run::failed(fault))),
        Err(Ended::GivenUp(overrun)) => Ok(Err(Run::given_up(overrun))),
        Err(Ended::Machine(problem)) => Err(OutputError::failed(problem)),
    }
}

fn stages(
    args: &SiteArgs,
    style: LinkStyle,
    today: Option<Today>,
    sink: &dyn Sink,
    watchdog: &Watchdog,
) -> Result<Result<Box<Stages>, Run>, OutputError> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = match load_site(&args.root, &mut diagnostics) {
        Loaded::Sources(sources) => sources,
        Loaded::Nothing(files) => {
            return Ok(Err(Run {
                files,
                diagnostics,
                made: None,
            }));
        }
    };
    override_addresses(&mut sources.config, args, &mut diagnostics);
    let drafts = if args.drafts {
        Drafts::Built
    } else {
        Drafts::LeftOut
    };
    let site = resolve_site(*sources, drafts, &mut diagnostics);
    // With an error nothing is written, so nothing need be kept; two pages may claim one file.
    let sink = if diagnostics.has_errors() {
        &NullSink
    } else {
        sink
    };
    let rendered = render_site(&site, style, sink, watchdog, &mut diagnostics)?;
    let checked = check_site(&site, &rendered, today, &mut diagnostics);
    diagnostics.sort(&site.files);
    Ok(Ok(Box::new(Stages {
        site,
        rendered,
        checked,
        diagnostics,
    })))
}

impl Run {
    /// The program itself failed.
    fn failed(fault: Diagnostic) -> Self {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(fault);
        Self {
            files: Files::default(),
            diagnostics,
            made: None,
        }
    }

    /// A text or a template went on and on.
    fn given_up(overrun: Overrun) -> Self {
        let mut files = Files::default();
        let message = format!("{} was given up: {}", overrun.what, overrun.excess);
        let help = if overrun.file.starts_with("templates/") {
            "look in this file for a loop that repeats too much, or for a text that grows"
        } else {
            "split this text into several pages"
        };
        let error = Diagnostic::error("too-slow", message)
            .at(Place::file(files.add(overrun.file, String::new())))
            .help(help);
        Self {
            files,
            ..Self::failed(error)
        }
    }
}

fn tags(site: &Site) -> Vec<String> {
    site.config.languages.tags().map(str::to_owned).collect()
}

fn count_pages(site: &Site) -> Vec<usize> {
    let of = |lang| site.pages.iter().filter(|page| page.lang == lang).count();
    site.config.languages.iter().map(of).collect()
}

/// The addresses of the command line take the place of those in `site.yaml`.
fn override_addresses(config: &mut Config, args: &SiteArgs, diagnostics: &mut Diagnostics) {
    if let Some(text) = &args.base_url {
        match BaseUrl::parse(text) {
            Ok(base_url) => config.set_base_url(base_url, diagnostics),
            Err(problem) => {
                let message =
                    format!("`--base-url {text}` is not the address of a site: {problem}");
                diagnostics.push(
                    Diagnostic::error("bad-base-url", message)
                        .help("write it as in `https://owner.github.io/site/`"),
                );
            }
        }
    }
    if let Some(url) = &args.repository {
        match BaseUrl::parse(url) {
            Ok(_) => config.set_repository(url),
            Err(problem) => {
                let message =
                    format!("`--repository {url}` is not the address of a repository: {problem}");
                diagnostics.push(
                    Diagnostic::error("bad-repository", message)
                        .help("write it as in `https://github.com/owner/site`"),
                );
            }
        }
    }
}

/// All diagnostics as text.
pub(super) fn print(diagnostics: &Diagnostics, files: &Files, format: Format) -> String {
    let style = if is_colored() {
        Style::Colored
    } else {
        Style::Plain
    };
    diagnostics
        .iter()
        .map(|diagnostic| match format {
            Format::Text => render(diagnostic, files, style) + "\n",
            Format::Json => render_json(diagnostic, files),
            Format::Github => render_github(diagnostic, files),
        })
        .collect()
}

/// Color only on terminals, and not where `NO_COLOR` is set to anything.
fn is_colored() -> bool {
    use std::io::IsTerminal as _;
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// The folder of the output: the one asked for, or `public` below the root.
pub(super) fn output_folder(root: &Path, asked: Option<&Path>) -> std::path::PathBuf {
    asked.map_or_else(|| root.join("public"), Path::to_path_buf)
}
