//! The one step in which the new output takes the old one's place, and what has to follow. Comes in: a target whose
//! new tree is complete; goes out: the new output, with the foreign folders of the old one, and no old one.
//!
//! The order on the disk, so that [`finish`] can put everything right after a kill at any moment:
//! 1. `journal` names the inodes of the new tree and of the old output; before it exists, `new` is scrap.
//! 2. The two are exchanged (then `new` has the inode of the old output), or, where the system cannot, the output is
//!    renamed to `old` and `new` to the output.
//! 3. Foreign folders move from the old tree into the output.
//! 4. The old tree is swept: ours is removed, anything foreign that is still there moves over.
//! 5. The journal is removed.
//!
//! Nothing is flushed to the disk (no fsync): a killed process loses nothing, a power cut may lose the last build.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::manifest::{MARK, Manifest};
use super::target::Target;
use super::walk::{
    Entry, EntryKind, Levels, descend, is_absent, remove_file, remove_folders, remove_tree,
    with_many_threads,
};
use crate::sink::OutputError;

/// How the two trees change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// In one step; the old output is then in `new`.
    OneStep,
    /// Two renames, with no output for a moment; the old output is then in `old`.
    TwoRenames,
}

/// Puts the new tree in the output's place and moves `foreign` (paths relative to both) over from the old one.
///
/// Errors: when the exchange or a move fails everything is put back; when only the sweeping fails, the new output
/// stands and the next command tries again.
pub(super) fn exchange(target: &Target, foreign: &[PathBuf]) -> Result<(), OutputError> {
    if is_absent(&target.output) {
        return rename(target, &target.new_tree(), &target.output);
    }
    Journal::of(target)?.write(target)?;
    let way = match swap(target, Way::OneStep) {
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => {
            swap(target, Way::TwoRenames).map(|()| Way::TwoRenames)
        }
        result => result.map(|()| Way::OneStep),
    }
    .map_err(|error| exchange_failed(target, error))?;
    if let Err(error) = move_foreign(target, way, foreign) {
        swap_back(target, way)?;
        return Err(error);
    }
    finish(target).map_err(|error| {
        error.with_help("the new output stands; the next build goes on removing the old one")
    })
}

/// Brings the staging folder to rest, whatever a killed process left there: an exchange that was begun is completed,
/// anything else is scrap. The lock must be held.
pub(super) fn finish(target: &Target) -> Result<(), OutputError> {
    let (new, old) = (target.new_tree(), target.old_tree());
    let Some(journal) = Journal::read(target)? else {
        return remove_tree(&new);
    };
    match (inode(&new), inode(&old)) {
        (None, None) => {}
        (None, Some(_)) => sweep(target, &old)?,
        (Some(_), Some(_)) => {
            rename(target, &new, &target.output)?;
            sweep(target, &old)?;
        }
        (Some(inode), None) if inode == journal.old => sweep(target, &new)?,
        (Some(inode), None) if inode == journal.new => remove_tree(&new)?,
        (Some(_), None) => return Err(unclear(target)),
    }
    remove_file(&Journal::path(target))
}

/// Which of the two trees is which, by the inodes of their roots: they survive a rename.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Journal {
    new: u64,
    old: u64,
}

impl Journal {
    /// The journal of an exchange that has not begun.
    pub(super) fn of(target: &Target) -> Result<Self, OutputError> {
        let of = |path: &Path| {
            let metadata = fs::symlink_metadata(path);
            metadata
                .map(|metadata| metadata.ino())
                .map_err(|error| OutputError::system("read", path, &error))
        };
        Ok(Self {
            new: of(&target.new_tree())?,
            old: of(&target.output)?,
        })
    }

    /// Writes it beside its final name first: a journal that exists is complete.
    pub(super) fn write(&self, target: &Target) -> Result<(), OutputError> {
        let path = Self::path(target);
        let draft = path.with_extension("draft");
        let text = format!("new {}\nold {}\n", self.new, self.old);
        let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path));
        if written.is_err() {
            // The first error counts; a draft that stays is overwritten by the next build.
            let _ = fs::remove_file(&draft);
        }
        written.map_err(|error| OutputError::system("write", &path, &error))
    }

    /// Errors: a journal that says nothing, as a power cut may leave it.
    fn read(target: &Target) -> Result<Option<Self>, OutputError> {
        let path = Self::path(target);
        remove_file(&path.with_extension("draft"))?;
        match fs::read(&path) {
            Ok(bytes) => Self::parse(&String::from_utf8_lossy(&bytes))
                .map(Some)
                .ok_or_else(|| unclear(target)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::system("read", &path, &error)),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (new, old) = text.strip_prefix("new ")?.split_once("\nold ")?;
        Some(Self {
            new: new.parse().ok()?,
            old: old.strip_suffix('\n')?.parse().ok()?,
        })
    }

    fn path(target: &Target) -> PathBuf {
        target.staging.join("journal")
    }
}

/// Lets the new tree and the output change places; on an error both are where they were.
pub(super) fn swap(target: &Target, way: Way) -> Result<(), Errno> {
    let (new, old) = (target.new_tree(), target.old_tree());
    match way {
        Way::OneStep => renameat_with(CWD, &new, CWD, &target.output, RenameFlags::EXCHANGE),
        Way::TwoRenames => {
            rustix::fs::rename(&target.output, &old)?;
            rustix::fs::rename(&new, &target.output).inspect_err(|_| {
                // If this fails as well, `finish` completes the exchange instead.
                let _ = rustix::fs::rename(&old, &target.output);
            })
        }
    }
}

fn swap_back(target: &Target, way: Way) -> Result<(), OutputError> {
    let swapped = match way {
        Way::OneStep => swap(target, way),
        Way::TwoRenames => rustix::fs::rename(&target.output, target.new_tree())
            .and_then(|()| rustix::fs::rename(target.old_tree(), &target.output)),
    };
    swapped.map_err(|error| exchange_failed(target, error))
}

fn exchange_failed(target: &Target, error: Errno) -> OutputError {
    match error {
        Errno::BUSY | Errno::XDEV => target.mounted(),
        _ => OutputError::system("exchange", &target.shown, &io::Error::from(error)),
    }
}

/// Moves all or, on an error, none.
fn move_foreign(target: &Target, way: Way, foreign: &[PathBuf]) -> Result<(), OutputError> {
    let old = match way {
        Way::OneStep => target.new_tree(),
        Way::TwoRenames => target.old_tree(),
    };
    for (n_moved, path) in foreign.iter().enumerate() {
        let Err(error) = fs::rename(old.join(path), target.output.join(path)) else {
            continue;
        };
        for moved in foreign[..n_moved].iter().rev() {
            // What stays in the new tree is moved on by the sweep, should the exchange not go back either.
            let _ = fs::rename(target.output.join(moved), old.join(moved));
        }
        let failed = OutputError::system("move", &target.shown.join(path), &error);
        return Err(failed.with_help(
            "spiega did not write it and would carry it over: keep it outside the output, or let it be moved",
        ));
    }
    Ok(())
}

/// Removes an old output file by file; what is not ours, or came in the meantime, moves to the output.
fn sweep(target: &Target, old: &Path) -> Result<(), OutputError> {
    let manifest = Manifest::read(old, &target.shown)?.unwrap_or_default();
    with_many_threads(|| {
        let levels = sweep_files(target, old, &manifest)?;
        // The mark goes after every folder but the root: a sweep that is interrupted begins again, and needs it to
        // tell an empty folder of ours from one of somebody else.
        let (root, below) = levels.split_at(1);
        remove_folders(old, below)?;
        remove_file(&old.join(MARK))?;
        remove_folders(old, root)
    })
}

/// Empties the folders of an old output; returns them.
fn sweep_files(target: &Target, old: &Path, manifest: &Manifest) -> Result<Levels, OutputError> {
    descend(old, |entries| {
        let mut folders = Vec::new();
        for entry in entries {
            if is_to_go_down(&entry, target, manifest) {
                folders.push(entry.path);
            } else if !is_mark(&entry) {
                sweep_entry(&entry, target, old, manifest)?;
            }
        }
        Ok(folders)
    })
}

fn is_mark(entry: &Entry) -> bool {
    entry.kind == EntryKind::File && entry.path == Path::new(MARK)
}

fn is_to_go_down(entry: &Entry, target: &Target, manifest: &Manifest) -> bool {
    entry.kind == EntryKind::Folder
        && (entry
            .path
            .to_str()
            .is_some_and(|path| manifest.has_folder(path))
            || inode(&target.output.join(&entry.path)).is_some())
}

fn sweep_entry(
    entry: &Entry,
    target: &Target,
    old: &Path,
    manifest: &Manifest,
) -> Result<(), OutputError> {
    let (from, to) = (old.join(&entry.path), target.output.join(&entry.path));
    let is_ours = entry.path.to_str().is_some_and(|path| manifest.holds(path));
    if is_ours && entry.kind == EntryKind::File {
        return remove_file(&from);
    }
    match (fs::symlink_metadata(&from), fs::symlink_metadata(&to)) {
        (Ok(left), Ok(carried)) if !is_newer(&left, &carried) => remove_file(&from),
        _ => {
            let parent = to.parent().unwrap_or(&target.output);
            fs::create_dir_all(parent)
                .map_err(|error| OutputError::system("create", parent, &error))?;
            rename(target, &from, &to)
        }
    }
}

/// Whether a foreign file was replaced while the exchange was under way.
fn is_newer(left: &Metadata, carried: &Metadata) -> bool {
    let time = |metadata: &Metadata| (metadata.mtime(), metadata.mtime_nsec());
    left.ino() != carried.ino() && time(left) > time(carried)
}

fn rename(target: &Target, from: &Path, to: &Path) -> Result<(), OutputError> {
    fs::rename(from, to).map_err(|error| {
        let below = to.strip_prefix(&target.output).unwrap_or(Path::new(""));
        let shown = match below.as_os_str().is_empty() {
            true => target.shown.clone(),
            false => target.shown.join(below),
        };
        let action = format!("move `{}` to", from.display());
        OutputError::system(&action, &shown, &error)
    })
}

/// The inode of a folder; `None` when there is none of that name.
fn inode(path: &Path) -> Option<u64> {
    let metadata = fs::symlink_metadata(path).ok()?;
    metadata.is_dir().then(|| metadata.ino())
}

fn unclear(target: &Target) -> OutputError {
    OutputError::failed(format!(
        "`{}` holds an exchange that was cut short, and nothing tells which of its two sides is new",
        target.staging.display()
    ))
    .with_help("look for files of yours in it, move them to the output, then remove it")
}
