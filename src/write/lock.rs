//! One process at a time: the staging folder and the lock file in it. Comes in: a target; goes out: a lock that is
//! held until it is dropped. A killed process holds nothing, since the system drops its `flock`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::target::Target;
use super::tree::FILE_MODE;
use crate::sink::OutputError;

/// Another process may remove the lock file between our opening and locking it; then we start again.
const TRIES: usize = 1000;

/// The right to write beside an output; the staging folder exists as long as it is held.
#[derive(Debug)]
pub(super) struct Lock {
    /// Open as long as the lock is held.
    _file: File,
    keeps_modes: bool,
    staging: PathBuf,
    made_parents: Vec<PathBuf>,
}

impl Lock {
    /// Makes the staging folder, with the parents it lacks, and locks it without waiting.
    pub(super) fn take(target: &Target) -> Result<Self, OutputError> {
        let made_parents = make_parents(target)?;
        let taken = try_lock(target);
        if taken.is_err() {
            // Only if it is empty; whoever else is about to lock it makes it again.
            let _ = fs::remove_dir(&target.staging);
            remove_parents(&made_parents);
        }
        let file = taken?;
        Ok(Self {
            keeps_modes: keeps_modes(&file),
            _file: file,
            staging: target.staging.clone(),
            made_parents,
        })
    }

    /// Whether files keep the modes they are given, which those of FAT and its like do not.
    pub(super) fn keeps_modes(&self) -> bool {
        self.keeps_modes
    }

    /// Removes the lock file, and the staging folder if nothing is left in it.
    pub(super) fn release(&self) {
        // What cannot be removed is swept by the next build; there is nobody to tell now.
        let _ = fs::remove_file(lock_path(&self.staging));
        let _ = fs::remove_dir(&self.staging);
        remove_parents(&self.made_parents);
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.release();
    }
}

fn keeps_modes(file: &File) -> bool {
    let kept = |metadata: fs::Metadata| metadata.mode() & 0o777 == FILE_MODE;
    let mode = fs::Permissions::from_mode(FILE_MODE);
    file.set_permissions(mode).is_ok() && file.metadata().is_ok_and(kept)
}

fn try_lock(target: &Target) -> Result<File, OutputError> {
    let path = lock_path(&target.staging);
    let failed = |error: &io::Error| OutputError::system("lock", &path, error);
    for _ in 0..TRIES {
        make_staging(target)?;
        let mut file = match open_lock(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.map_err(|error| failed(&error))?,
        };
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) if is_file_at(&file, &path) => {
                write_process_id(&mut file);
                return Ok(file);
            }
            Ok(()) | Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) => return Err(held(target, &path)),
            Err(error) => {
                // The file system has no locks at all, so this file is nobody's.
                let _ = fs::remove_file(&path);
                return Err(failed(&io::Error::from(error)));
            }
        }
    }
    Err(held(target, &path))
}

fn lock_path(staging: &Path) -> PathBuf {
    staging.join("lock")
}

fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(FILE_MODE)
        .open(path)
}

/// Whether the opened file still has its name.
fn is_file_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(opened), Ok(named)) => (opened.dev(), opened.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

fn write_process_id(file: &mut File) {
    // Only a message of another process needs the number: on a full disk the lock holds without it.
    let _ = file.set_len(0);
    let _ = writeln!(file, "{}", process::id());
}

fn held(target: &Target, path: &Path) -> OutputError {
    let shown = target.shown.display();
    let holder = fs::read_to_string(path)
        .ok()
        .and_then(|text| text.trim().parse::<u32>().ok());
    OutputError::locked(match holder {
        Some(process) => format!("another spiega (process {process}) is writing to `{shown}`"),
        None => format!("another spiega is writing to `{shown}`"),
    })
}

fn make_staging(target: &Target) -> Result<(), OutputError> {
    match fs::create_dir(&target.staging) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            match fs::symlink_metadata(&target.staging) {
                Ok(metadata) if !metadata.is_dir() => Err(OutputError::refused(
                    format!("`{}` is not a folder", target.staging.display()),
                    "spiega builds in a folder of that name: move it away",
                )),
                _ => Ok(()),
            }
        }
        Err(error) => Err(cannot_stand_beside(target, &error)),
    }
}

fn cannot_stand_beside(target: &Target, error: &io::Error) -> OutputError {
    let failed = OutputError::system("create", &target.staging, error);
    match error.kind() {
        io::ErrorKind::PermissionDenied => failed.with_help(target.give_another_place()),
        io::ErrorKind::ReadOnlyFilesystem => {
            failed.with_help("give an `--output` in a folder that can be written")
        }
        _ => failed,
    }
}

/// Makes the folders above the output that do not exist; returns them, the outermost first.
fn make_parents(target: &Target) -> Result<Vec<PathBuf>, OutputError> {
    let mut missing: Vec<PathBuf> = target
        .output
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    for (n_made, folder) in missing.iter().enumerate() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                remove_parents(&missing[..n_made]);
                return Err(OutputError::system("create", folder, &error));
            }
            _ => {}
        }
    }
    Ok(missing)
}

/// Removes the folders that are still empty, which they are not once an output stands in them.
fn remove_parents(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
