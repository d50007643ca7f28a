//! Makes new files, never over others: a whole new folder, put together out of sight, or single files. What cannot be
//! finished is taken away again.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::walk::is_absent;
use crate::sink::OutputError;

/// Where a new folder is put together, inside it.
const STAGING: &str = ".spiega-init";

/// A folder in the making. Dropped before [`NewFolder::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct NewFolder {
    target: PathBuf,
    staging: PathBuf,
    /// Folders that were made for it, the outermost first.
    made: Vec<PathBuf>,
}

impl NewFolder {
    /// Begins a folder, which must not be there or be empty but for `.git`.
    ///
    /// # Errors
    /// It holds something, is no folder or a link, or the system does not let it be made.
    pub fn open(target: &Path) -> Result<Self, OutputError> {
        check_empty(target)?;
        let mut folder = Self {
            target: target.to_path_buf(),
            staging: target.join(STAGING),
            made: Vec::new(),
        };
        make_folders(target, &mut folder.made)?;
        if !is_absent(&folder.staging) {
            let removed = fs::remove_dir_all(&folder.staging);
            removed.map_err(|error| OutputError::system("remove", &folder.staging, &error))?;
        }
        make_folders(&folder.staging, &mut folder.made)?;
        Ok(folder)
    }

    /// Where its files stand until they are all there.
    pub fn root(&self) -> &Path {
        &self.staging
    }

    /// Writes files into it, out of sight.
    ///
    /// # Errors
    /// The system does not let them be written.
    pub fn write(&self, files: &[(String, Vec<u8>)]) -> Result<(), OutputError> {
        create_files(&self.staging, files)
    }

    /// Shows the folder: everything that was written is moved to its place.
    ///
    /// # Errors
    /// The system does not let it be moved; what had been moved is taken away.
    pub fn commit(mut self) -> Result<(), OutputError> {
        let mut moved = Vec::new();
        let shown = self.show(&mut moved);
        match &shown {
            Ok(()) => self.made.clear(),
            Err(_) => moved.iter().rev().for_each(|path| remove(path)),
        }
        shown.map_err(|error| OutputError::system("write", &self.target, &error))
    }

    fn show(&self, moved: &mut Vec<PathBuf>) -> io::Result<()> {
        for entry in fs::read_dir(&self.staging)? {
            let entry = entry?;
            let place = self.target.join(entry.file_name());
            if !is_absent(&place) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            fs::rename(entry.path(), &place)?;
            moved.push(place);
        }
        fs::remove_dir(&self.staging)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if self.made.is_empty() {
            return;
        }
        remove(&self.staging);
        let made = self.made.iter().rev();
        // Only folders that are empty go: whatever somebody else has put there meanwhile stays.
        made.for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// Takes a file or a folder away. The failure that this follows is the one that matters.
fn remove(path: &Path) {
    let is_folder = path
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir());
    let _ = match is_folder {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    };
}

fn check_empty(target: &Path) -> Result<(), OutputError> {
    let refuse = |problem: &str| {
        let message = format!("`{}` {problem}", target.display());
        Err(OutputError::refused(
            message,
            "name a folder that is new or empty",
        ))
    };
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OutputError::system("read", target, &error)),
    };
    if metadata.is_symlink() {
        return refuse("is a symbolic link");
    }
    if !metadata.is_dir() {
        return refuse("is not a folder");
    }
    let entries =
        fs::read_dir(target).map_err(|error| OutputError::system("read", target, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| OutputError::system("read", target, &error))?;
        let name = entry.file_name();
        if name != ".git" && name != STAGING {
            return refuse(&format!(
                "is not empty: it holds `{}`",
                name.to_string_lossy()
            ));
        }
    }
    Ok(())
}

/// Makes a folder and those it lies in, as far as they are not there; adds them to `made`, the outermost first.
fn make_folders(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), OutputError> {
    let missing = folder
        .ancestors()
        .take_while(|folder| is_absent(folder) && !folder.as_os_str().is_empty());
    let missing: Vec<&Path> = missing.collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder).map_err(|error| OutputError::system("write", folder, &error))?;
        made.push(folder.to_path_buf());
    }
    Ok(())
}

/// Makes files below a folder, with the folders they need; all of them, or none.
///
/// # Errors
/// One of them is there already, or the system does not let it be written; none is left then.
pub fn create_files(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), OutputError> {
    files
        .iter()
        .try_for_each(|(path, _)| check_place(root, path))?;
    let mut made = Vec::new();
    let created = files
        .iter()
        .try_for_each(|(path, bytes)| create_file(&root.join(path), bytes, &mut made));
    if created.is_err() {
        // Files and folders made here, the last first; a folder goes only if nothing else is in it.
        for path in made.iter().rev() {
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
        }
    }
    created
}

/// Nothing may be there yet, and the folders below the root must be folders, not links that lead elsewhere.
fn check_place(root: &Path, path: &str) -> Result<(), OutputError> {
    let place = root.join(path);
    if !is_absent(&place) {
        let message = format!("{path} is there already, and nothing was written");
        return Err(OutputError::refused(
            message,
            "choose another name, or move that file away",
        ));
    }
    let folders = place
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root);
    for folder in folders.filter(|folder| !is_absent(folder)) {
        if !folder
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_dir())
        {
            let message = format!(
                "`{}` is not a folder, and nothing was written",
                folder.display()
            );
            return Err(OutputError::refused(message, "put a folder in its place"));
        }
    }
    Ok(())
}

fn create_file(path: &Path, bytes: &[u8], made: &mut Vec<PathBuf>) -> Result<(), OutputError> {
    if let Some(folder) = path.parent() {
        make_folders(folder, made)?;
    }
    let failed = |error: io::Error| OutputError::system("write", path, &error);
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(failed)?;
    made.push(path.to_path_buf());
    file.write_all(bytes).map_err(failed)
}
