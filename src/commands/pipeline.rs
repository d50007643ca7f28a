//! The stages that `build` and `check` share.

use std::path::Path;
use std::sync::Arc;

use super::verbose::{self, stage};
use super::worker::{Ended, watchdog, watched};
use super::workspace::root_in_repository;
use crate::check::{Checked, Today, check_site};
use crate::cli::{Format, SiteArgs};
use crate::config::{BaseUrl, Config};
use crate::diagnostic::report::{Style, render, render_github, render_json};
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Place};
use crate::load::{Loaded, load_site};
use crate::model::{Drafts, Site, resolve_site};
use crate::progress::Progress;
use crate::render::{LinkStyle, Rendered, render_site};
use crate::sink::{NullSink, OutputError, Sink};
use crate::terminal::{Bar, is_colored};
use crate::watchdog::{Overrun, Watchdog};

/// What came of the first four stages.
pub(super) struct Run {
    pub(super) files: Files,
    pub(super) diagnostics: Diagnostics,
    /// What was made; `None` when the configuration could not be read.
    pub(super) made: Option<Made>,
    /// What `--verbose` says, if it was given.
    pub(super) log: String,
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
    /// What `--verbose` says, if it was given.
    pub(super) log: String,
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
            made: Some(Made::of(&stages.site, stages.checked)),
            files: stages.site.files,
            diagnostics: stages.diagnostics,
            log: stages.log,
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
    let _bar = bar(args, &watchdog.progress);
    let args = args.clone();
    let work = move || stages(&args, style, today, &*sink, &of_the_work);
    match watched(&watchdog, work) {
        Ok(result) => result,
        Err(ended) => Run::ended(ended).map(Err),
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
    let progress = &*watchdog.progress;
    let site = match load_and_resolve(args, progress, &mut diagnostics) {
        Ok(site) => site,
        Err(files) => return Ok(Err(Run::without_site(args, files, diagnostics))),
    };
    let sink = sink_for(sink, &diagnostics);
    // Each page is rendered as a text and made with a template.
    progress.enter(stage::RENDER, 2 * site.pages.len());
    let rendered = render_site(&site, style, sink, watchdog, &mut diagnostics)?;
    progress.enter(stage::CHECK, 0);
    let checked = check_site(&site, &rendered, today, &mut diagnostics);
    diagnostics.sort(&site.files);
    let log = verbose::stages(args, progress, &site, &rendered, &checked);
    Ok(Ok(Box::new(Stages {
        site,
        rendered,
        checked,
        diagnostics,
        log,
    })))
}

/// The first two stages; the files that were read when the configuration could not be.
pub(super) fn load_and_resolve(
    args: &SiteArgs,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> Result<Site, Files> {
    progress.enter(stage::LOAD, 0);
    let mut sources = match load_site(&args.root, diagnostics) {
        Loaded::Sources(sources) => sources,
        Loaded::Nothing(mut files) => {
            files.set_root(root_in_repository(&args.root));
            return Err(files);
        }
    };
    sources.files.set_root(root_in_repository(&args.root));
    override_addresses(&mut sources.config, args, diagnostics);
    let drafts = if args.drafts {
        Drafts::Built
    } else {
        Drafts::LeftOut
    };
    progress.enter(stage::MODEL, 0);
    Ok(resolve_site(*sources, drafts, diagnostics))
}

/// With an error nothing is written, so nothing need be kept; two pages may claim one file.
pub(super) fn sink_for<'a>(sink: &'a dyn Sink, diagnostics: &Diagnostics) -> &'a dyn Sink {
    if diagnostics.has_errors() {
        &NullSink
    } else {
        sink
    }
}

impl Made {
    /// What is told of a site that was made.
    pub(super) fn of(site: &Site, checked: Checked) -> Self {
        Self {
            languages: tags(site),
            #[cfg(feature = "serve")]
            base_path: site.config.base_url.path().to_owned(),
            n_pages: count_pages(site),
            checked,
        }
    }
}

impl Run {
    /// The configuration could not be read.
    pub(super) fn without_site(args: &SiteArgs, files: Files, diagnostics: Diagnostics) -> Self {
        Self {
            files,
            diagnostics,
            made: None,
            log: verbose::beginning(args),
        }
    }

    /// The work has ended before its time.
    ///
    /// # Errors
    /// When it was the system that ended it.
    pub(super) fn ended(ended: Ended) -> Result<Self, OutputError> {
        match ended {
            Ended::Failed(fault) => Ok(Self::failed(fault)),
            Ended::GivenUp(overrun) => Ok(Self::given_up(overrun)),
            Ended::Machine(problem) => Err(OutputError::failed(problem)
                .with_help("end other programs, or ask for one thread: `RAYON_NUM_THREADS=1`")),
        }
    }

    /// The program itself failed.
    fn failed(fault: Diagnostic) -> Self {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(fault);
        Self {
            files: Files::default(),
            diagnostics,
            made: None,
            log: String::new(),
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
        match read_base_url(text) {
            Ok(base_url) => config.set_base_url(base_url, diagnostics),
            Err(error) => diagnostics.push(error),
        }
    }
    if let Some(url) = &args.repository {
        match check_repository(url) {
            Ok(()) => config.set_repository(url),
            Err(error) => diagnostics.push(error),
        }
    }
}

/// The address behind `--base-url`.
pub(super) fn read_base_url(text: &str) -> Result<BaseUrl, Diagnostic> {
    BaseUrl::parse(text).map_err(|problem| {
        let message = format!("`--base-url {text}` is not the address of a site: {problem}");
        Diagnostic::error("bad-base-url", message)
            .help("write it as in `https://owner.github.io/site/`")
    })
}

/// The address behind `--repository`.
pub(super) fn check_repository(url: &str) -> Result<(), Diagnostic> {
    BaseUrl::parse(url).map(drop).map_err(|problem| {
        let message = format!("`--repository {url}` is not the address of a repository: {problem}");
        Diagnostic::error("bad-repository", message)
            .help("write it as in `https://github.com/owner/site`")
    })
}

/// All diagnostics as text.
pub(super) fn print(diagnostics: &Diagnostics, files: &Files, format: Format) -> String {
    let each = diagnostics.iter();
    each.map(|diagnostic| say(diagnostic, files, format))
        .collect()
}

/// A diagnostic as text.
pub(super) fn say(diagnostic: &Diagnostic, files: &Files, format: Format) -> String {
    let style = if is_colored() {
        Style::Colored
    } else {
        Style::Plain
    };
    match format {
        Format::Text => render(diagnostic, files, style) + "\n",
        Format::Json => render_json(diagnostic, files),
        Format::Github => render_github(diagnostic, files),
    }
}

/// A bar for work that takes long, unless nobody would want one.
pub(super) fn bar(args: &SiteArgs, progress: &Arc<Progress>) -> Bar {
    match args.format {
        Format::Text if !args.quiet => Bar::over(Arc::clone(progress)),
        _ => Bar::default(),
    }
}

/// The folder of the output: the one asked for, or `public` below the root.
pub(super) fn output_folder(root: &Path, asked: Option<&Path>) -> std::path::PathBuf {
    asked.map_or_else(|| root.join("public"), Path::to_path_buf)
}
