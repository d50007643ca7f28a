//! What `--verbose` says: the program and the machine, the folders, and what each stage took and found.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use super::worker::n_threads;
use crate::check::Checked;
use crate::cli::SiteArgs;
use crate::model::Site;
use crate::progress::Progress;
use crate::render::Rendered;

/// Names of the stages, as a bar and `--verbose` show them.
pub(super) mod stage {
    pub(in crate::commands) const LOAD: &str = "reading";
    pub(in crate::commands) const MODEL: &str = "resolving";
    pub(in crate::commands) const RENDER: &str = "rendering";
    pub(in crate::commands) const CHECK: &str = "checking";
    pub(in crate::commands) const WRITE: &str = "writing";
}

/// The program, the machine and the site's folder; empty unless it was asked for.
pub(super) fn beginning(args: &SiteArgs) -> String {
    if !args.verbose {
        return String::new();
    }
    let program = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let machine = format!("{system}, {processor}, {} threads", n_threads());
    line(&program, &machine) + &line("site", &shown(&args.root))
}

/// What the first four stages took and found; empty unless it was asked for.
pub(super) fn stages(
    args: &SiteArgs,
    progress: &Progress,
    site: &Site,
    rendered: &Rendered,
    checked: &Checked,
) -> String {
    let mut text = beginning(args);
    if text.is_empty() {
        return text;
    }
    for (name, time) in progress.times() {
        let found = match name {
            stage::LOAD => read(site),
            stage::MODEL => resolved(site),
            stage::RENDER => made(rendered),
            _ => looked_at(checked),
        };
        text += &timed(name, time, &found);
    }
    text
}

/// What writing took and where it wrote; empty unless it was asked for.
pub(super) fn writing(args: &SiteArgs, time: Duration, output: &Path) -> String {
    match args.verbose {
        true => timed(stage::WRITE, time, &shown(output)),
        false => String::new(),
    }
}

fn line(name: &str, what: &str) -> String {
    format!("{name:<12}  {what}\n")
}

/// `rendering     0.042 s  44 pages, 9 other files`
fn timed(name: &str, time: Duration, what: &str) -> String {
    line(name, &format!("{:.3} s  {what}", time.as_secs_f64()))
}

/// The whole path of a folder, which may not be there.
fn shown(path: &Path) -> String {
    let whole = path.canonicalize().or_else(|_| std::path::absolute(path));
    let whole = whole.unwrap_or_else(|_| path.to_path_buf());
    whole.display().to_string()
}

fn counts(counts: &[(usize, &str)]) -> String {
    let mut text = String::new();
    for (n, name) in counts {
        let comma = if text.is_empty() { "" } else { ", " };
        let _ = write!(text, "{comma}{n} {name}");
    }
    text
}

fn read(site: &Site) -> String {
    counts(&[
        (site.files.count(), "files"),
        (site.templates.len(), "of them templates"),
        (site.assets.len(), "to be copied"),
    ])
}

fn resolved(site: &Site) -> String {
    counts(&[
        (site.pages.len(), "pages"),
        (site.entities.len(), "data files of pages"),
        (site.facts.len(), "facts"),
        (site.sources.len(), "sources"),
        (site.events.len(), "events"),
        (site.terms.len(), "terms"),
    ])
}

fn made(rendered: &Rendered) -> String {
    counts(&[
        (rendered.records.len(), "pages"),
        (rendered.files.len(), "other files"),
    ])
}

fn looked_at(checked: &Checked) -> String {
    let links = &checked.links;
    counts(&[
        (links.internal, "links inside the site"),
        (links.external, "to other sites"),
    ])
}
