//! The new output while it is being built in the staging folder. Comes in: files to write, copy or link; goes out: a
//! tree with modes 0644 and 0755 whatever the umask. Nothing in it is ever opened for writing twice, since a name in
//! it may be a hard link to a file of the old output.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::compare::open_regular;
use super::target::Target;
use crate::sink::OutputError;

/// Mode of every file.
pub(super) const FILE_MODE: u32 = 0o644;
/// Mode of every folder.
pub(super) const FOLDER_MODE: u32 = 0o755;

/// A tree that grows from any number of threads.
#[derive(Debug)]
pub(super) struct NewTree {
    root: PathBuf,
    old: PathBuf,
    shown: PathBuf,
    made: RwLock<HashSet<PathBuf>>,
}

impl NewTree {
    /// Makes the empty tree.
    pub(super) fn create(target: &Target) -> Result<Self, OutputError> {
        let root = target.new_tree();
        make_folder(&root).map_err(|error| OutputError::system("create", &root, &error))?;
        Ok(Self {
            root,
            old: target.output.clone(),
            shown: target.shown.clone(),
            made: RwLock::default(),
        })
    }

    /// Writes a file.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
        self.make_parents(path)?;
        create_file(&self.root.join(path))
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|error| self.failed("write", path, &error))
    }

    /// Writes what `source` still holds.
    pub(super) fn copy(&self, path: &Path, source: &mut File) -> Result<(), OutputError> {
        self.make_parents(path)?;
        create_file(&self.root.join(path))
            .and_then(|mut file| io::copy(source, &mut file))
            .map(drop)
            .map_err(|error| self.failed("write", path, &error))
    }

    /// Takes over a file of ours from the old output: a hard link, or a copy where there are none.
    pub(super) fn keep(&self, path: &Path) -> Result<(), OutputError> {
        self.make_parents(path)?;
        let (old, new) = (self.old.join(path), self.root.join(path));
        match fs::hard_link(&old, &new) {
            Err(error) if is_final(&error) => Err(self.failed("write", path, &error)),
            Err(_) => {
                copy_with_time(&old, &new).map_err(|error| self.failed("write", path, &error))
            }
            Ok(()) => Ok(()),
        }
    }

    /// Takes over a foreign file or link, with its owner, mode and times; `false` when it cannot be linked.
    pub(super) fn link_foreign(&self, path: &Path) -> Result<bool, OutputError> {
        self.make_parents(path)?;
        match fs::hard_link(self.old.join(path), self.root.join(path)) {
            Err(error) if is_final(&error) => Err(self.failed("keep", path, &error)),
            linked => Ok(linked.is_ok()),
        }
    }

    /// Makes the folders above `path`, each once.
    pub(super) fn make_parents(&self, path: &Path) -> Result<(), OutputError> {
        let missing: Vec<&Path> = {
            let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
            path.ancestors()
                .skip(1)
                .take_while(|folder| !folder.as_os_str().is_empty() && !made.contains(*folder))
                .collect()
        };
        for folder in missing.into_iter().rev() {
            match make_folder(&self.root.join(folder)) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(self.failed("create", folder, &error));
                }
                _ => {}
            }
            let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    fn failed(&self, action: &str, path: &Path, error: &io::Error) -> OutputError {
        OutputError::system(action, &self.shown.join(path), error)
    }
}

/// Whether neither a copy nor a rename would help where a hard link failed.
fn is_final(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(
        error.kind(),
        NotADirectory | NotFound | QuotaExceeded | ReadOnlyFilesystem | StorageFull
    )
}

fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    set_mode(fs::metadata(path)?, FOLDER_MODE, |mode| {
        fs::set_permissions(path, mode)
    })
}

fn create_file(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path)?;
    set_mode(file.metadata()?, FILE_MODE, |mode| {
        file.set_permissions(mode)
    })?;
    Ok(file)
}

/// Sets the lower nine bits of a mode unless the umask left them alone; a file system without modes is fine.
fn set_mode(
    metadata: fs::Metadata,
    wanted: u32,
    set: impl Fn(Permissions) -> io::Result<()>,
) -> io::Result<()> {
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o777 == wanted {
        return Ok(());
    }
    match set(Permissions::from_mode((mode & !0o777) | wanted)) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

fn copy_with_time(old: &Path, new: &Path) -> io::Result<()> {
    let (mut source, metadata) = open_regular(old)?;
    let mut file = create_file(new)?;
    io::copy(&mut source, &mut file)?;
    file.set_modified(metadata.modified()?)
}
