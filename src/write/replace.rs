//! Puts another text in the place of a file beside or among the sources, in one step; makes the file where there is none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes beside the file and renames over it, so that it is the old one or the new one at any moment.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = beside(path);
    let written = fs::write(&draft, bytes)
        .and_then(|()| match fs::metadata(path) {
            Ok(old) => fs::set_permissions(&draft, old.permissions()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        })
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // What matters is the first failure; the draft is hidden and never read.
        let _ = fs::remove_file(&draft);
    }
    written
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.spiega"))
}
