//! The mark that an output carries: the file `.spiega`, which lists what is ours. Comes in: its text, or the paths
//! of a build; goes out: the other of the two. Knows nothing of staging.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::sink::OutputError;

/// Name of the mark in the output's root; a dot file, which a plain host does not serve.
pub(super) const MARK: &str = ".spiega";

const FORMAT: &str = "spiega output ";
const VERSION: &str = "1";

/// The files of an output that spiega wrote, relative to it and `/`-separated; without the mark itself.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    paths: HashSet<String>,
    folders: HashSet<String>,
    text: String,
}

impl Manifest {
    /// The manifest of the paths of a build, in any order.
    pub(super) fn new<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sorted: Vec<&str> = paths.into_iter().collect();
        sorted.sort_unstable();
        let mut text = format!("{FORMAT}{VERSION}\n");
        for path in &sorted {
            text.push_str(path);
            text.push('\n');
        }
        Self::of(sorted, text)
    }

    /// Reads the mark of the output at `folder`; `None` when there is none.
    ///
    /// `shown` is the folder's name in messages. Errors: a mark of another version, or a damaged one.
    pub(super) fn read(folder: &Path, shown: &Path) -> Result<Option<Self>, OutputError> {
        let mark = folder.join(MARK);
        if !fs::symlink_metadata(&mark).is_ok_and(|metadata| metadata.is_file()) {
            return Ok(None);
        }
        match fs::read_to_string(&mark) {
            Ok(text) => Self::parse(text, shown).map(Some),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(damaged(shown)),
            Err(error) => Err(OutputError::system("read", &shown.join(MARK), &error)),
        }
    }

    fn parse(text: String, shown: &Path) -> Result<Self, OutputError> {
        let mut lines = text.lines();
        match lines.next().and_then(|line| line.strip_prefix(FORMAT)) {
            Some(VERSION) => {}
            Some(_) => return Err(other_version(shown)),
            None => return Err(damaged(shown)),
        }
        let paths: Vec<&str> = lines.collect();
        if paths.iter().any(|path| path_fault(path).is_some()) {
            return Err(damaged(shown));
        }
        let owned = text.clone();
        Ok(Self::of(paths, owned))
    }

    fn of(paths: Vec<&str>, text: String) -> Self {
        let folders = ancestors_of(paths.iter().copied());
        Self {
            folders,
            paths: paths.into_iter().map(str::to_owned).collect(),
            text,
        }
    }

    /// Whether the file is ours.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether one of our files stands somewhere below this folder; never true of the root, `""`.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// The folders that our files stand in, each with its parents, without the root.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.folders.iter().map(String::as_str)
    }

    /// The text of the mark: a line with the version, then a path a line, sorted.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// What is wrong with a path that is to be written; `None` when it is relative, `/`-separated and stays inside.
pub(super) fn path_fault(path: &str) -> Option<&'static str> {
    if path == MARK || path.starts_with(".spiega/") {
        return Some("that name is kept for spiega's own list");
    }
    if path.chars().any(char::is_control) {
        return Some("it has a control character");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    path.split('/').find_map(|part| match part {
        "" => Some("it has an empty part"),
        "." | ".." => Some("it has a `.` or `..` part"),
        _ => None,
    })
}

/// The part before the last `/`; `""` for a file of the root.
pub(super) fn parent_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn ancestors_of<'a>(paths: impl Iterator<Item = &'a str>) -> HashSet<String> {
    let mut folders = HashSet::new();
    for path in paths {
        let mut folder = parent_of(path);
        while !folder.is_empty() && !folders.contains(folder) {
            folders.insert(folder.to_owned());
            folder = parent_of(folder);
        }
    }
    folders
}

fn damaged(shown: &Path) -> OutputError {
    OutputError::refused(
        format!("the list `{}` is damaged", shown.join(MARK).display()),
        "spiega cannot tell which files are its own: remove the output folder, or give another `--output`",
    )
}

fn other_version(shown: &Path) -> OutputError {
    OutputError::refused(
        format!(
            "`{}` was written by another version of spiega",
            shown.display()
        ),
        "remove the output folder, or give another `--output`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let written = Manifest::new(["b/c/d.html", "a.html"]);
        assert_eq!(written.text(), "spiega output 1\na.html\nb/c/d.html\n");
        let read = Manifest::parse(written.text().to_owned(), Path::new("public")).unwrap();
        assert!(read.holds("a.html") && read.holds("b/c/d.html") && !read.holds("b"));
        assert!(read.has_folder("b") && read.has_folder("b/c") && !read.has_folder("a.html"));
        assert_eq!(read.text(), written.text());
    }

    #[test]
    fn a_strange_mark_is_refused() {
        for text in [
            "",
            "hello\n",
            "spiega output 2\n",
            "spiega output 1\n../x\n",
        ] {
            assert!(Manifest::parse(text.to_owned(), Path::new("public")).is_err());
        }
    }

    #[test]
    fn only_paths_that_stay_inside_are_written() {
        for path in [
            "a",
            "a/b.html",
            ".nojekyll",
            ".well-known/x",
            "..a/b..",
            "à",
        ] {
            assert_eq!(path_fault(path), None, "{path}");
        }
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/../b",
            "./a",
            "a/.",
            "a\nb",
            "a\0b",
            ".spiega",
            ".spiega/x",
        ] {
            assert!(path_fault(path).is_some(), "{path:?}");
        }
    }
}
