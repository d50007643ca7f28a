//! A small site in a folder of its own, and what the program makes of it: `Site::fixture("pair").build().check()`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::golden;
use crate::html;

/// The folder of the package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A temporary copy of a site; removed at the end.
pub(crate) struct Site {
    name: String,
    root: PathBuf,
    args: Vec<String>,
}

impl Site {
    /// A copy of `tests/sites/NAME`, over the templates that the small sites share.
    pub(crate) fn fixture(name: &str) -> Self {
        let site = Self::empty(name);
        let sites = package().join("tests/sites");
        site.share_templates();
        copy_tree(&sites.join(name), &site.root);
        site
    }

    /// The base of all faults, with the files of `tests/errors/CODE` laid over it.
    pub(crate) fn fault(code: &str) -> Self {
        let site = Self::empty(code);
        let errors = package().join("tests/errors");
        site.share_templates();
        copy_tree(&errors.join("_base"), &site.root);
        copy_tree(&errors.join(code), &site.root);
        let _ = fs::remove_file(site.root.join("expected.txt"));
        site
    }

    /// A folder without anything in it.
    pub(crate) fn empty(name: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = format!("{name}-{}-{n}", process::id());
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        fs::create_dir_all(&root).expect("a folder for the site");
        Self {
            name: name.to_owned(),
            root,
            args: Vec::new(),
        }
    }

    /// Templates and interface words; the words are those of the real site, so that they are checked too.
    fn share_templates(&self) {
        let templates = self.root.join("templates");
        copy_tree(&package().join("tests/sites/_templates"), &templates);
        copy_tree(
            &package().join("templates/strings"),
            &templates.join("strings"),
        );
    }

    /// Gives the site the real templates instead of the shared ones, without their style sheets and the engine of the search.
    pub(crate) fn with_real_templates(self) -> Self {
        let templates = self.root.join("templates");
        fs::remove_dir_all(&templates).expect("the shared templates");
        copy_tree(&package().join("templates"), &templates);
        fs::remove_dir_all(templates.join("assets/css")).expect("the style sheets");
        fs::remove_file(templates.join("assets/search/minisearch.js")).expect("the engine");
        self
    }

    /// Adds an argument for every run of the program.
    pub(crate) fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// A path below the site's root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn write(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("its folder");
        fs::write(path, bytes).expect("the file");
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file to read")
    }

    /// Puts another text in the place of a file's.
    pub(crate) fn change_file(self, path: &str, change: impl Fn(&str) -> String) -> Self {
        let old = self.read(path);
        let new = change(&old);
        assert_ne!(old, new, "{path} does not hold what was to be changed");
        self.write(path, new)
    }

    /// Takes a file or a folder away.
    pub(crate) fn remove(self, path: &str) -> Self {
        let path = self.path(path);
        let removed = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        removed.expect("what is to be removed");
        self
    }

    /// Every file below a folder of the site, `/`-separated, sorted.
    pub(crate) fn files_in(&self, folder: &str) -> Vec<String> {
        read_tree(&self.path(folder)).into_keys().collect()
    }

    /// Declares the texts of all pages equal.
    pub(crate) fn accept_all(self) -> Self {
        let run = self.run(&["accept", "--all"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        self
    }

    /// Runs the program in the site's root.
    pub(crate) fn run(&self, command: &[&str]) -> Run {
        self.run_where(command, &[])
    }

    /// Runs the program in the site's root, in a changed environment.
    pub(crate) fn run_where(&self, command: &[&str], environment: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_spiega"))
            .args(command)
            .args(&self.args)
            .current_dir(&self.root)
            .env_remove("GITHUB_WORKSPACE")
            .envs(environment.iter().copied())
            .output()
            .expect("the program starts");
        Run::new(&output)
    }

    /// Builds the site, which must go well.
    pub(crate) fn build(self) -> Built {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}: {}", self.name, run.stderr);
        Built {
            run,
            ..self.output()
        }
    }

    /// What stands in `public/`, however it came there.
    pub(crate) fn output(self) -> Built {
        let files = read_tree(&self.path("public"));
        Built {
            site: self,
            run: Run::default(),
            files,
            allowed: BTreeSet::new(),
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// What a run of the program left.
#[derive(Default)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Its messages.
    pub(crate) stderr: String,
    /// Its report.
    pub(crate) stdout: String,
}

impl Run {
    pub(crate) fn new(output: &Output) -> Self {
        let text =
            |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program prints UTF-8");
        Self {
            code: output.status.code().expect("the program was not killed"),
            stderr: text(&output.stderr),
            stdout: text(&output.stdout),
        }
    }

    /// The messages of a run with `--format json`, but for texts that nobody has declared equal: most small sites hold
    /// such texts, and what is said of them has tests of its own.
    pub(crate) fn objects(&self) -> Vec<serde_json::Value> {
        let objects = self.stderr.lines().map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("one object on each line")
        });
        objects
            .filter(|object| object["code"] != "translation-not-accepted")
            .collect()
    }

    /// Severity and code of every message, each once.
    pub(crate) fn codes(&self) -> BTreeSet<(&str, &str)> {
        codes_in(&self.stderr).collect()
    }
}

/// Severity and code of every message of a report, in order.
pub(crate) fn codes_in(report: &str) -> impl Iterator<Item = (&str, &str)> {
    report.lines().filter_map(|line| {
        let (severity, rest) = line.split_once('[')?;
        let (code, _) = rest.split_once("]: ")?;
        let known = ["error", "warning", "note"].contains(&severity);
        known.then_some((severity, code))
    })
}

/// A site that was built.
pub(crate) struct Built {
    /// The site it was built from.
    pub(crate) site: Site,
    /// What the program said.
    pub(crate) run: Run,
    /// The whole output: bytes by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    allowed: BTreeSet<String>,
}

impl Built {
    /// Says that a warning belongs to what is tested; it must be there, and no other may.
    pub(crate) fn with_warning(mut self, code: &str) -> Self {
        self.allowed.insert(code.to_owned());
        self
    }

    /// Leaves only some files of the output to be compared.
    pub(crate) fn only(mut self, paths: &[&str]) -> Self {
        self.files.retain(|path, _| paths.contains(&path.as_str()));
        assert_eq!(self.files.len(), paths.len(), "{paths:?}");
        self
    }

    /// Compares the whole output with `tests/sites/NAME.expected`.
    pub(crate) fn check(self) -> Self {
        let name = self.site.name.clone();
        self.check_as(&name)
    }

    /// Compares the whole output with `tests/sites/EXPECTED.expected`.
    pub(crate) fn check_as(self, expected: &str) -> Self {
        self.check_messages();
        golden::check_tree(expected, &self.files);
        self
    }

    /// Like [`Built::check`]; of pages, what stands inside `<main>`.
    pub(crate) fn check_mains(self) -> Self {
        self.check_messages();
        let mains = self.files.iter().map(|(path, bytes)| {
            let bytes = match path.ends_with(".html") {
                true => (html::main_of(&text_of(bytes)).to_owned() + "\n").into_bytes(),
                false => bytes.clone(),
            };
            (path.clone(), bytes)
        });
        golden::check_tree(&self.site.name, &mains.collect());
        self
    }

    /// Compares what stands inside `<main>` of one page with the whole page in `tests/sites/NAME.expected`.
    pub(crate) fn check_main(self, page: &str) -> Self {
        golden::check_main(&self.site.name, page, &self.text(page));
        self
    }

    fn check_messages(&self) {
        let said = self.run.codes();
        let warned: BTreeSet<String> = said.iter().map(|(_, code)| (*code).to_owned()).collect();
        assert_eq!(warned, self.allowed, "{}", self.run.stderr);
    }

    /// The text of a file of the output.
    pub(crate) fn text(&self, path: &str) -> String {
        let known = || self.files.keys().cloned().collect::<Vec<_>>().join(", ");
        let bytes = self.files.get(path);
        text_of(bytes.unwrap_or_else(|| panic!("the output has no {path}, but {}", known())))
    }

    /// Paths and texts of all pages.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        let pages = self
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"));
        pages
            .map(|(path, bytes)| (path.clone(), text_of(bytes)))
            .collect()
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("texts of the output are UTF-8")
}

/// Copies a folder into another one, over what is there.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for (path, bytes) in read_tree(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("its folder");
        fs::write(target, bytes).expect("the copy");
    }
}

/// All regular files below a folder, by path; empty where there is no such folder.
pub(crate) fn read_tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("a file of the tree"))
        })
        .collect()
}
