//! What becomes of the files of the old output. Comes in: the old output on the disk, its manifest and the new one;
//! goes out: what to carry over and how much goes away, or a refusal. Writes nothing.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::{MARK, Manifest};
use super::target::Target;
use super::walk::{Entry, EntryKind, descend, is_absent};
use crate::sink::OutputError;

/// The foreign things to carry over, sorted, and the number of files of ours that go.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Files, links and other things that are not folders, relative to the output.
    pub(super) foreign_files: Vec<PathBuf>,
    /// Folders that hold nothing of ours, taken whole; never one inside another.
    pub(super) foreign_folders: Vec<PathBuf>,
    /// Files of ours that the new output lacks.
    pub(super) n_removed: usize,
    collisions: Vec<PathBuf>,
}

/// What the paths of two manifests say about an entry.
enum Fate {
    /// A folder with something of ours below it, old or new.
    GoDown,
    /// Ours, and in the new output too.
    Stays,
    /// Ours, and not in the new output.
    Goes,
    /// Not ours.
    Foreign,
    /// Not ours, and where something of ours has to go.
    Collides,
}

/// Looks at the whole old output. `is_replaced` says of a path of the new output whether its bytes differ from what
/// stands there now: a foreign file with the very bytes of a page becomes ours.
pub(super) fn plan(
    target: &Target,
    old: &Manifest,
    new: &Manifest,
    is_replaced: impl Fn(&str) -> bool + Sync,
) -> Result<Plan, OutputError> {
    if is_absent(&target.output) {
        return Ok(Plan::default());
    }
    let plan = Mutex::new(Plan::default());
    descend(&target.output, |entries| {
        let mut plan = plan.lock().unwrap_or_else(PoisonError::into_inner);
        let mut folders = Vec::new();
        for entry in entries {
            match fate(&entry, old, new, &is_replaced) {
                Fate::GoDown => folders.push(entry.path),
                Fate::Stays => {}
                Fate::Goes => plan.n_removed += 1,
                Fate::Collides => plan.collisions.push(entry.path),
                Fate::Foreign if entry.kind == EntryKind::Folder => {
                    plan.foreign_folders.push(entry.path)
                }
                Fate::Foreign => plan.foreign_files.push(entry.path),
            }
        }
        Ok(folders)
    })?;
    plan.into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .checked(&target.shown)
}

impl Plan {
    fn checked(mut self, shown: &Path) -> Result<Self, OutputError> {
        self.foreign_files.sort_unstable();
        self.foreign_folders.sort_unstable();
        self.collisions.sort_unstable();
        let Some(first) = self.collisions.first() else {
            return Ok(self);
        };
        let more = match self.collisions.len() {
            1 => String::new(),
            n_all => format!(" (and {} more)", n_all - 1),
        };
        Err(OutputError::refused(
            format!(
                "`{}`{more} was not written by spiega, and a page has to go there",
                shown.join(first).display()
            ),
            "move it away, or remove it if it does not matter",
        ))
    }
}

fn fate(entry: &Entry, old: &Manifest, new: &Manifest, is_replaced: impl Fn(&str) -> bool) -> Fate {
    let Some(path) = entry.path.to_str() else {
        return foreign(&entry.path, new);
    };
    match entry.kind {
        EntryKind::File if path == MARK => Fate::Stays,
        EntryKind::File if old.holds(path) && new.holds(path) => Fate::Stays,
        EntryKind::File if old.holds(path) => Fate::Goes,
        EntryKind::File if new.holds(path) && !is_replaced(path) => Fate::Stays,
        EntryKind::Folder if old.has_folder(path) || new.has_folder(path) => Fate::GoDown,
        _ if path == MARK => Fate::Collides,
        _ if new.has_folder(path) => Fate::Collides,
        _ => foreign(&entry.path, new),
    }
}

/// A foreign thing collides with a page of its own name or of the name of a folder above it.
fn foreign(path: &Path, new: &Manifest) -> Fate {
    let is_page = |path: &Path| path.to_str().is_some_and(|path| new.holds(path));
    if path.ancestors().any(is_page) {
        Fate::Collides
    } else {
        Fate::Foreign
    }
}
