//! Texts that people have written into an output. Comes in: an output and its manifest; goes out: a refusal, if it holds
//! Markdown that is not ours. Everything else that is foreign is kept and never asked about.
//!
//! Who keeps Markdown in an output takes it for the place where a site is written, and would edit pages that the next
//! build makes anew.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::Manifest;
use super::target::Target;
use super::walk::{Entry, EntryKind, descend, is_absent};
use crate::sink::OutputError;

/// Refuses an output that holds Markdown which spiega did not write; hidden folders are not looked into.
pub(super) fn must_hold_no_texts(target: &Target, manifest: &Manifest) -> Result<(), OutputError> {
    if is_absent(&target.output) {
        return Ok(());
    }
    let texts = Mutex::new(Vec::new());
    descend(&target.output, |entries| {
        let mut folders = Vec::new();
        for entry in entries.into_iter().filter(|entry| !is_hidden(&entry.path)) {
            match entry.kind {
                EntryKind::Folder => folders.push(entry.path),
                _ if is_foreign_text(&entry, manifest) => {
                    let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
                    texts.push(entry.path);
                }
                _ => {}
            }
        }
        Ok(folders)
    })?;
    let mut texts = texts.into_inner().unwrap_or_else(PoisonError::into_inner);
    texts.sort_unstable();
    match texts.first() {
        Some(first) => Err(refused(target, first, &texts)),
        None => Ok(()),
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

fn is_foreign_text(entry: &Entry, manifest: &Manifest) -> bool {
    let extension = entry.path.extension().unwrap_or_default();
    let is_text = ["md", "markdown"]
        .into_iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    is_text && !entry.path.to_str().is_some_and(|path| manifest.holds(path))
}

fn refused(target: &Target, first: &Path, texts: &[PathBuf]) -> OutputError {
    let more = match texts.len() {
        1 => String::new(),
        n_all => format!(" (and {} more)", n_all - 1),
    };
    OutputError::refused(
        format!(
            "`{}`{more} was not written by spiega, and Markdown in an output looks like the sources of a site",
            target.shown.join(first).display()
        ),
        "if it is a text of the site, move it to `content/`; if it is to be published as it is, to `content/static/`",
    )
}
