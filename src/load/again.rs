//! What of the disk has changed since it was last looked at, and the bodies of texts in which nothing else has.
//!
//! A file is read again when its size, its times or its number on the disk are others than before, or when it was written
//! so shortly before the last look that a second writing may have left the same times. What counts is its content.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::front_matter::front_matter_range;
use super::normalize::decode;
use super::tree::{is_dropping, read_file};
use crate::characters::is_forbidden;

/// How exact the times of files are at worst.
const GRAIN: Duration = Duration::from_secs(2);

/// All that a build may read below a root, as it was at one moment.
#[derive(Debug, Default)]
pub struct Stamps(BTreeMap<OsString, Stamp>);

/// What tells one state of a file from another.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    /// Everything the system says without reading: kind, size, times, number.
    quick: [i64; 7],
    /// Whether it was written just before it was looked at.
    is_fresh: bool,
    /// What it holds, or that it cannot be read.
    content: u64,
}

/// What has changed between two looks.
#[derive(Debug, PartialEq, Eq)]
pub enum Changes {
    /// No file came or went; these hold something else.
    Content(Vec<PathBuf>),
    /// Files came or went.
    Tree,
}

impl PartialEq for Stamps {
    fn eq(&self, other: &Self) -> bool {
        self.n_changed(other) == 0
    }
}

impl Stamps {
    /// Looks at `content/` and `templates/` below `root`; what `last` knows already is not read again.
    pub fn take(root: &Path, last: &Self) -> Self {
        let now = SystemTime::now();
        let found: Vec<(PathBuf, Option<Metadata>)> = ["content", "templates"]
            .into_iter()
            .flat_map(|folder| entries(root, folder))
            .collect();
        let stamps = found.into_par_iter().map(|(path, metadata)| {
            let last = last.0.get(path.as_os_str());
            let stamp = stamp(&path, metadata.as_ref(), last, now);
            (path.into_os_string(), stamp)
        });
        Self(stamps.collect())
    }

    /// How many files hold something else in `newer`, came or went.
    pub fn n_changed(&self, newer: &Self) -> usize {
        let is_other = |(path, stamp): &(&OsString, &Stamp)| {
            let old = self.0.get(*path);
            old.is_none_or(|old| (old.quick[0], old.content) != (stamp.quick[0], stamp.content))
        };
        let gone = self.0.keys().filter(|path| !newer.0.contains_key(*path));
        newer.0.iter().filter(is_other).count() + gone.count()
    }

    /// What is different in `newer`.
    pub fn changes(&self, newer: &Self) -> Changes {
        let kinds = self.0.iter().map(|(path, stamp)| (path, stamp.quick[0]));
        if !kinds.eq(newer.0.iter().map(|(path, stamp)| (path, stamp.quick[0]))) {
            return Changes::Tree;
        }
        let both = self.0.values().zip(&newer.0);
        let changed = both.filter(|(old, (_, new))| old.content != new.content);
        Changes::Content(changed.map(|(_, (path, _))| path.into()).collect())
    }
}

fn entries(root: &Path, folder: &'static str) -> Vec<(PathBuf, Option<Metadata>)> {
    let walker = WalkDir::new(root.join(folder)).follow_links(false);
    let walker = walker.follow_root_links(false).into_iter();
    let entries = walker.filter_entry(|entry| entry.depth() == 0 || !is_dropping(entry, folder));
    entries
        .map(|entry| match entry {
            Ok(entry) => (entry.path().to_path_buf(), entry.metadata().ok()),
            Err(error) => (error.path().unwrap_or(root).to_path_buf(), None),
        })
        .collect()
}

fn stamp(path: &Path, metadata: Option<&Metadata>, last: Option<&Stamp>, now: SystemTime) -> Stamp {
    let quick = metadata.map_or([0; 7], quick);
    let is_fresh = metadata.is_some_and(|metadata| {
        let written = metadata.modified().unwrap_or(now);
        written + GRAIN >= now
    });
    let content = match last.filter(|last| last.quick == quick && !last.is_fresh) {
        Some(last) => last.content,
        None => content(path, metadata),
    };
    Stamp {
        quick,
        is_fresh,
        content,
    }
}

/// The kind comes first.
fn quick(metadata: &Metadata) -> [i64; 7] {
    if metadata.is_dir() {
        // What is in a folder has stamps of its own.
        return [1, 0, 0, 0, 0, 0, 0];
    }
    let kind = if metadata.is_file() { 2 } else { 3 };
    [
        kind,
        i64::try_from(metadata.size()).unwrap_or(i64::MAX),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
        i64::try_from(metadata.ino()).unwrap_or_default(),
    ]
}

/// A number for what a file holds; of one that is too long for a text, or that cannot be read, for what the system says.
fn content(path: &Path, metadata: Option<&Metadata>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let file = metadata.filter(|metadata| metadata.is_file());
    match file.map(|_| read_file(path)) {
        Some(Ok(bytes)) => bytes.hash(&mut hasher),
        Some(Err(error)) => (error.kind(), file.map(quick)).hash(&mut hasher),
        None => {}
    }
    hasher.finish()
}

/// The text of a file that was read before as `old`, if nothing but what stands below its front matter has changed and
/// there is nothing to complain about.
pub fn reread_body(path: &Path, old: &str) -> Option<String> {
    let (_, body) = front_matter_range(old)?;
    let text = decode(read_file(path).ok()?).ok()?;
    let is_whole = text.get(..body)? == &old[..body] && !text.contains(is_forbidden);
    is_whole.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn look(root: &Path, last: &Stamps) -> (Stamps, Changes) {
        let stamps = Stamps::take(root, last);
        let changes = last.changes(&stamps);
        (stamps, changes)
    }

    #[test]
    fn what_changes_is_what_files_hold() {
        let root = std::env::temp_dir().join(format!("spiega-stamps-{}", std::process::id()));
        let content = root.join("content");
        fs::create_dir_all(&content).expect("a folder");
        let (a, b) = (content.join("a.it.md"), content.join("b.it.md"));
        fs::write(&a, "uno").expect("a file");
        let (first, _) = look(&root, &Stamps::default());
        assert_eq!(look(&root, &first).1, Changes::Content(vec![]));
        // The same size, perhaps within the same moment.
        fs::write(&a, "due").expect("a file");
        let (second, changes) = look(&root, &first);
        assert_eq!(changes, Changes::Content(vec![a.clone()]));
        // Written anew with what it held, by another file's hand, with other rights.
        fs::write(&b, "due").expect("a file");
        assert_eq!(look(&root, &second).1, Changes::Tree);
        fs::rename(&b, &a).expect("a file");
        let (third, changes) = look(&root, &second);
        assert_eq!(changes, Changes::Content(vec![]));
        fs::write(content.join(".a.it.md.swp"), "x").expect("a file");
        assert_eq!(look(&root, &third).1, Changes::Content(vec![]));
        fs::remove_dir_all(&content).expect("a folder");
        assert_eq!(look(&root, &third).1, Changes::Tree);
        fs::remove_dir_all(&root).expect("a folder");
    }

    #[test]
    fn a_body_is_read_again_when_nothing_else_has_changed() {
        let path = std::env::temp_dir().join(format!("spiega-body-{}.md", std::process::id()));
        let old = "---\ntitle: a\n---\nuno\n";
        for (new, is_body) in [
            ("---\r\ntitle: a\r\n---\r\ndue\r\n", true),
            ("---\ntitle: a\n---\n", true),
            ("---\ntitle: b\n---\nuno\n", false),
            ("---\ntitle: a\n---\ndu\u{7}e\n", false),
            ("---\n", false),
            ("", false),
        ] {
            fs::write(&path, new).expect("a file");
            assert_eq!(reread_body(&path, old).is_some(), is_body, "{new:?}");
        }
        fs::remove_file(&path).expect("a file");
        assert_eq!(reread_body(&path, old), None);
    }
}
