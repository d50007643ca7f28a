//! Going down a folder level by level, in parallel, without recursion: a tree of any depth needs one open folder a
//! thread. Comes in: a root; goes out: what each visit makes of a folder's entries. Never follows a symbolic link.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::sink::OutputError;

/// Few enough for a process that may open only 64 files.
const N_THREADS: usize = 16;

/// What an entry of a folder is, without following links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// A folder.
    Folder,
    /// A regular file.
    File,
    /// A symbolic link, a FIFO, a socket or a device.
    Other,
}

/// An entry of a folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Path relative to the root of the walk.
    pub(super) path: PathBuf,
    /// What it is.
    pub(super) kind: EntryKind,
}

/// Folders by depth, relative to the root of a walk; the first level is the root alone, as the empty path.
pub(super) type Levels = Vec<Vec<PathBuf>>;

/// Visits `root` and then the folders that each visit asks to go down into; returns all that were visited.
pub(super) fn descend<V>(root: &Path, visit: V) -> Result<Levels, OutputError>
where
    V: Fn(Vec<Entry>) -> Result<Vec<PathBuf>, OutputError> + Sync,
{
    let mut visited = Vec::new();
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let next = level
            .par_iter()
            .map(|folder| visit(entries(root, folder)?))
            .collect::<Result<Vec<_>, _>>()?;
        visited.push(level);
        level = next.into_iter().flatten().collect();
    }
    Ok(visited)
}

/// Does work that mostly waits for the disk, with more threads than there may be cores.
///
/// Removing a folder can take milliseconds where freed blocks are discarded at once; several at a time take no longer.
pub(super) fn with_many_threads<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let many = ThreadPoolBuilder::new().num_threads(N_THREADS).build();
    // Where the system gives no threads, this one does it all.
    let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    match many.or_else(|_| alone().build()) {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Removes a folder with everything in it; fine when it is not there.
pub(super) fn remove_tree(root: &Path) -> Result<(), OutputError> {
    if is_absent(root) {
        return Ok(());
    }
    with_many_threads(|| {
        let levels = descend(root, |entries| {
            let (folders, files) = split_folders(entries);
            for file in files {
                remove_file(&root.join(file.path))?;
            }
            Ok(folders)
        })?;
        remove_folders(root, &levels)
    })
}

/// Removes empty folders, the deepest first.
pub(super) fn remove_folders(root: &Path, levels: &[Vec<PathBuf>]) -> Result<(), OutputError> {
    levels.iter().rev().try_for_each(|level| {
        level.par_iter().try_for_each(|folder| {
            let path = below(root, folder);
            // An open folder gives its blocks back when it is closed, and not under the lock of its parent, where the
            // other threads wait: this halves the time where freed blocks are discarded at once.
            let _open = fs::File::open(&path);
            fs::remove_dir(&path).map_err(|error| OutputError::system("remove", &path, &error))
        })
    })
}

/// Removes a file or a link; fine when it is not there.
pub(super) fn remove_file(path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::system("remove", path, &error))
        }
        _ => Ok(()),
    }
}

/// Whether nothing at all, not even a dangling link, has this name.
pub(super) fn is_absent(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn split_folders(entries: Vec<Entry>) -> (Vec<PathBuf>, Vec<Entry>) {
    let (folders, files): (Vec<Entry>, Vec<Entry>) = entries
        .into_iter()
        .partition(|entry| entry.kind == EntryKind::Folder);
    (folders.into_iter().map(|entry| entry.path).collect(), files)
}

fn entries(root: &Path, folder: &Path) -> Result<Vec<Entry>, OutputError> {
    let path = below(root, folder);
    let failed = |error: io::Error| OutputError::system("read", &path, &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(&path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = kind_of(entry.file_type().map_err(failed)?);
        let name: OsString = entry.file_name();
        entries.push(Entry {
            path: folder.join(name),
            kind,
        });
    }
    Ok(entries)
}

/// `root` itself for the empty path, without the slash that joining would put at its end.
fn below(root: &Path, folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() {
        root.to_owned()
    } else {
        root.join(folder)
    }
}

fn kind_of(file_type: fs::FileType) -> EntryKind {
    if file_type.is_dir() {
        EntryKind::Folder
    } else if file_type.is_file() {
        EntryKind::File
    } else {
        EntryKind::Other
    }
}
