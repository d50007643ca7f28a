//! One site, made again and again while it is edited. What came of each run is what a first run would give; what a change
//! of bodies cannot reach is not made again.

use std::path::PathBuf;
use std::sync::Arc;

use super::pipeline::{Made, Run, load_and_resolve, sink_for};
use super::verbose::{self, stage};
use super::worker::{watchdog, watched};
use crate::check::{KnownLinks, check_again};
use crate::cli::SiteArgs;
use crate::diagnostic::Diagnostics;
use crate::load::{Changes, Stamps, path_on_disk, reread_body};
use crate::model::{PageIndex, Site};
use crate::render::{LinkStyle, Memo, render_again};
use crate::sink::{OutputError, Sink};
use crate::watchdog::Watchdog;

/// A site that is being edited.
pub(super) struct Desk {
    args: SiteArgs,
    /// What lay on the disk when the last run began; `None` before the first.
    stamps: Option<Arc<Stamps>>,
    last: Option<Box<Last>>,
}

/// What the next run can build on.
struct Last {
    site: Site,
    /// What loading and resolving had to say; no errors.
    said: Diagnostics,
    memo: Memo,
    links: KnownLinks,
}

impl Desk {
    pub(super) fn new(args: &SiteArgs) -> Self {
        Self {
            args: args.clone(),
            stamps: None,
            last: None,
        }
    }

    /// Makes the site into `sink`, as its files are `now`. Of a site with errors not every page goes into the sink.
    ///
    /// # Errors
    /// The sink's own, and threads that the system does not give.
    pub(super) fn run(
        &mut self,
        now: &Arc<Stamps>,
        sink: Arc<dyn Sink + Send>,
    ) -> Result<Run, OutputError> {
        let before = self.stamps.replace(Arc::clone(now));
        let changes = before.map_or(Changes::Tree, |before| before.changes(now));
        let last = match changes {
            Changes::Tree => None,
            Changes::Content(paths) => self.last.take().and_then(|last| self.reread(last, &paths)),
        };
        let (watchdog, of_the_work) = watchdog();
        let args = self.args.clone();
        let work = move || make(&args, last, &*sink, &of_the_work);
        match watched(&watchdog, work) {
            Ok(made) => {
                let (run, last) = made?;
                self.last = last;
                Ok(run)
            }
            Err(ended) => {
                self.last = None;
                Run::ended(ended)
            }
        }
    }

    /// The last run with the bodies that have changed; `None` when anything else has.
    fn reread(&self, mut last: Box<Last>, paths: &[PathBuf]) -> Option<Box<Last>> {
        for path in paths {
            let page = self.page_of(&last.site, path)?;
            let file = last.site.page(page).file;
            let text = reread_body(path, &last.site.files.get(file).text)?;
            last.site.files.replace_text(file, text);
            last.memo.note_changed(page);
        }
        Some(last)
    }

    fn page_of(&self, site: &Site, path: &std::path::Path) -> Option<PageIndex> {
        let name = path.file_name()?.to_str()?;
        let is_it =
            |known: &str| known.ends_with(name) && path_on_disk(&self.args.root, known) == path;
        let mut pages = site.indexed_pages();
        let page = pages.find(|(_, page)| is_it(&site.files.get(page.file).path))?;
        Some(page.0)
    }
}

/// What came of a run, and what the next one can build on.
type RunAndLast = Result<(Run, Option<Box<Last>>), OutputError>;

fn make(
    args: &SiteArgs,
    last: Option<Box<Last>>,
    sink: &dyn Sink,
    watchdog: &Watchdog,
) -> RunAndLast {
    let last = match last {
        Some(last) => last,
        None => {
            let mut said = Diagnostics::new();
            match load_and_resolve(args, &watchdog.progress, &mut said) {
                Ok(site) => Box::new(Last {
                    site,
                    said,
                    memo: Memo::default(),
                    links: KnownLinks::default(),
                }),
                Err(files) => return Ok((Run::without_site(args, files, said), None)),
            }
        }
    };
    make_again(args, last, sink, watchdog)
}

fn make_again(
    args: &SiteArgs,
    mut last: Box<Last>,
    sink: &dyn Sink,
    watchdog: &Watchdog,
) -> RunAndLast {
    let progress = &*watchdog.progress;
    let mut diagnostics = last.said.clone();
    let sink = sink_for(sink, &diagnostics);
    let (site, memo) = (&last.site, &mut last.memo);
    let style = LinkStyle::Pretty;
    progress.enter(stage::RENDER, 2 * site.pages.len());
    let rendered = render_again(site, style, sink, watchdog, memo, &mut diagnostics)?;
    progress.enter(stage::CHECK, 0);
    let checked = check_again(site, &rendered, None, &mut last.links, &mut diagnostics);
    diagnostics.sort(&site.files);
    let run = Run {
        log: verbose::stages(args, progress, site, &rendered, &checked),
        files: site.files.clone(),
        diagnostics,
        made: Some(Made::of(site, checked)),
    };
    let can_go_on = last.memo.is_filled() && !last.said.has_errors();
    Ok((run, can_go_on.then_some(last)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::sync::{Mutex, PoisonError};

    use super::*;
    use crate::cli::Format;
    use crate::diagnostic::report::{Style, render};

    /// All files of an output, and where those lie in memory that are kept there from run to run.
    #[derive(Default)]
    struct Kept(
        Mutex<BTreeMap<String, Vec<u8>>>,
        Mutex<BTreeMap<String, usize>>,
    );

    impl Sink for Kept {
        fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
            let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            assert!(
                files.insert(path.to_owned(), bytes.to_vec()).is_none(),
                "{path}"
            );
            Ok(())
        }

        fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) -> Result<(), OutputError> {
            let mut places = self.1.lock().unwrap_or_else(PoisonError::into_inner);
            places.insert(path.to_owned(), bytes.as_ptr().addr());
            self.put(path, bytes)
        }

        fn copy(&self, path: &str, from: &Path) -> Result<(), OutputError> {
            self.put(path, &fs::read(from).expect("an asset"))
        }
    }

    /// What a run says, what it makes where there is no error, and where in memory.
    struct Ran {
        said: String,
        files: Option<BTreeMap<String, Vec<u8>>>,
        places: BTreeMap<String, usize>,
    }

    fn run(desk: &mut Desk) -> Ran {
        let sink = Arc::new(Kept::default());
        let before = desk.stamps.clone().unwrap_or_default();
        let now = Arc::new(Stamps::take(&desk.args.root, &before));
        let run = desk
            .run(&now, Arc::clone(&sink) as _)
            .expect("a machine that works");
        let said = run.diagnostics.iter();
        let files = std::mem::take(&mut *sink.0.lock().expect("no panic"));
        let places = std::mem::take(&mut *sink.1.lock().expect("no panic"));
        Ran {
            said: said
                .map(|said| render(said, &run.files, Style::Plain))
                .collect(),
            files: (!run.diagnostics.has_errors()).then_some(files),
            places,
        }
    }

    fn copy_folder(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            let to = to.join(entry.file_name());
            match entry.path().is_dir() {
                true => copy_folder(&entry.path(), &to),
                false => drop(fs::copy(entry.path(), to).expect("a file")),
            }
        }
    }

    fn desk(root: &Path) -> Desk {
        Desk::new(&SiteArgs {
            root: root.to_path_buf(),
            drafts: false,
            base_url: None,
            repository: None,
            format: Format::Text,
            quiet: true,
            verbose: false,
        })
    }

    /// Changes to a file of the site: what stands there, and what takes its place; all of it for an empty text.
    const EDITS: [(&str, &str, &str); 14] = [
        ("about.en.md", "\n\n## ", "\n\nMore words.\n\n## "),
        (
            "about.en.md",
            "## ",
            "## Another title of the section, see [](partners/google.en.md): ",
        ),
        (
            "partners/google.it.md",
            "\n## ",
            "\n## Tutt'altro titolo {#altro}\n\nSi veda [](../states/ohio.it.md).\n\n## ",
        ),
        ("partners/google.it.md", "#altro", "#ancora"),
        (
            "partners/google.it.md",
            "Si veda [](../states/ohio.it.md).",
            "Niente [](fact:no-such-fact).",
        ),
        (
            "partners/google.en.md",
            "\n## ",
            "\n## Broken [link](nowhere.en.md)\n\n## ",
        ),
        (
            "partners/google.it.md",
            "Niente [](fact:no-such-fact).",
            "Ora [](fact:us-facilities)[@oai-foxconn] e [](term:rack).",
        ),
        (
            "partners/google.en.md",
            "[link](nowhere.en.md)",
            "[link](foxconn.en.md#deal)",
        ),
        ("partners/google.it.md", "[@oai-foxconn]", ""),
        ("partners/foxconn.en.md", "{#deal}", "{#bargain}"),
        ("partners/foxconn.en.md", "{#bargain}", "{#deal}"),
        ("partners/google.it.md", "title: ", "title: Nuovo "),
        ("glossary.yaml", "  text:", "  text: "),
        ("timeline.it.md", "\n", "\n"),
    ];

    fn copy_of_the_site(name: &str) -> PathBuf {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = std::env::temp_dir().join(format!("spiega-{name}-{}", std::process::id()));
        for folder in ["content", "templates"] {
            copy_folder(&here.join(folder), &root.join(folder));
        }
        root
    }

    fn edit(root: &Path, file: &str, old: &str, new: &str) {
        let path = root.join("content").join(file);
        let text = fs::read_to_string(&path).expect("a text");
        assert!(text.contains(old), "{file}: {old}");
        fs::write(&path, text.replacen(old, new, 1)).expect("a text");
    }

    #[test]
    fn every_run_gives_what_a_first_run_would() {
        let root = copy_of_the_site("again");
        let mut again = desk(&root);
        assert!(run(&mut again).files.is_some());
        for (file, old, new) in EDITS {
            edit(&root, file, old, new);
            let ran = run(&mut again);
            let first = run(&mut desk(&root));
            assert_eq!(ran.said, first.said, "{file}: {new}");
            assert!(ran.files == first.files, "{file}: other pages after {new}");
        }
        fs::remove_dir_all(&root).expect("a folder");
    }

    #[test]
    fn pages_that_a_change_cannot_reach_are_not_made_again() {
        let root = copy_of_the_site("reach");
        let mut again = desk(&root);
        let first = run(&mut again);
        edit(
            &root,
            "partners/google.en.md",
            "\n\n## ",
            "\n\nMore words.\n\n## ",
        );
        let second = run(&mut again);
        let mut anew: Vec<&str> = Vec::new();
        for (path, place) in &second.places {
            if first.places.get(path) != Some(place) {
                anew.push(path);
            }
        }
        let expected = [
            "en/partners/google/index.html",
            "en/status/index.html",
            "it/partner/google/index.html",
            "it/stato/index.html",
        ];
        assert_eq!(anew, expected);
        fs::remove_dir_all(&root).expect("a folder");
    }
}
