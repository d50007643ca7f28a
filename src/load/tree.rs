//! The only reader of what the site is made from: walks `content/` and `templates/`, refuses what is not a regular file, reads the texts.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::file_id::is_text;
use super::normalize::{composed, decode};
use crate::characters::{forbidden_character, is_forbidden, is_invisible};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place};

/// The longest text that is read.
pub const MAX_TEXT_BYTES: u64 = 10_000_000;

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path below `content/`, composed: `static/robots.txt`, `partners/plant.jpg`.
    pub path: String,
    /// Where it lies on the disk.
    pub source: PathBuf,
    /// A place for messages about it: the file without content.
    pub file: FileId,
}

/// What was found below the root.
pub(super) struct Content {
    /// Texts by their path below `content/`.
    pub(super) texts: Vec<(String, FileId)>,
    /// Files to be copied.
    pub(super) assets: Vec<Asset>,
    /// Templates by their path below `templates/`.
    pub(super) templates: Vec<(String, FileId)>,
    /// Paths below `content/` that exist but could not be read.
    pub(super) unreadable: Vec<String>,
}

/// Reads both folders, in the order of their paths.
pub(super) fn read_tree(root: &Path, files: &mut Files, diagnostics: &mut Diagnostics) -> Content {
    let content = walk(root, "content", files, diagnostics);
    let templates = walk(root, "templates", files, diagnostics);
    let (texts, assets): (Vec<Found>, Vec<Found>) =
        content.into_iter().partition(|found| is_text(&found.path));
    let texts = read_texts("content", texts, files, diagnostics);
    let assets = take_assets(assets, files, diagnostics);
    Content {
        unreadable: complained_about(files, diagnostics),
        texts,
        assets,
        templates: read_texts("templates", templates, files, diagnostics),
    }
}

/// The paths below `content/` of all files that there was a complaint about.
fn complained_about(files: &Files, diagnostics: &Diagnostics) -> Vec<String> {
    let places = diagnostics.iter().filter_map(|said| said.place);
    let paths = places.map(|place| files.get(place.file).path.as_str());
    let below = paths.filter_map(|path| path.strip_prefix("content/"));
    below.map(str::to_owned).collect()
}

/// Where a file lies that was read, from its path below `root` as messages show it: names on the disk may be decomposed.
pub fn path_on_disk(root: &Path, path: &str) -> PathBuf {
    let mut found = root.to_path_buf();
    for name in path.split('/') {
        let plain = found.join(name);
        let other = || {
            let entries = fs::read_dir(&found).ok()?.flatten();
            let names = entries.map(|entry| entry.file_name());
            names
                .into_iter()
                .find(|entry| composed(&entry.to_string_lossy()) == name)
        };
        found = match plain.exists() {
            true => plain,
            false => other().map_or(plain, |other| found.join(other)),
        };
    }
    found
}

/// The files that are copied; those that cannot be opened are reported, so that `check` finds them too.
fn take_assets(found: Vec<Found>, files: &mut Files, diagnostics: &mut Diagnostics) -> Vec<Asset> {
    let opened: Vec<io::Result<()>> = found
        .par_iter()
        .map(|found| fs::File::open(&found.source).map(drop))
        .collect();
    let mut assets = Vec::with_capacity(found.len());
    for (found, opened) in found.into_iter().zip(opened) {
        let path = format!("content/{}", found.path);
        match opened {
            Ok(()) => assets.push(Asset {
                file: files.add(path, String::new()),
                path: found.path,
                source: found.source,
            }),
            Err(error) => diagnostics.push(unreadable(path, &error, files)),
        }
    }
    assets
}

/// The complaint about a file that the system does not give.
fn unreadable(path: String, error: &io::Error, files: &mut Files) -> Diagnostic {
    let problem = format!("{path} cannot be read: {}", system_words(error));
    let place = Place::file(files.add(path, String::new()));
    Diagnostic::error("unreadable", problem)
        .at(place)
        .help(read_help(error))
}

/// A regular file, not yet read.
struct Found {
    /// Path below the folder walked, composed, `/`-separated.
    path: String,
    source: PathBuf,
}

fn walk(root: &Path, folder: &str, files: &mut Files, diagnostics: &mut Diagnostics) -> Vec<Found> {
    let top = root.join(folder);
    let mut found: Vec<Found> = Vec::new();
    let walker = WalkDir::new(&top)
        .follow_links(false)
        .follow_root_links(false)
        .sort_by_file_name();
    for entry in walker
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_dropping(entry, folder))
    {
        match entry {
            Ok(entry) => take_entry(&entry, &top, folder, &mut found, files, diagnostics),
            Err(error) => {
                let path = error.path().map_or_else(
                    || folder.to_owned(),
                    |path| printable(&shown(path, &top, folder)),
                );
                let missing = error.depth() == 0
                    && error
                        .io_error()
                        .is_some_and(|e| e.kind() == io::ErrorKind::NotFound);
                let problem = match error.io_error() {
                    _ if missing => format!("there is no folder {folder}/"),
                    Some(error) => format!("{path} cannot be read: {}", system_words(error)),
                    None => format!("{path} cannot be read: {error}"),
                };
                let place = Place::file(files.add(path, String::new()));
                let help = if missing {
                    "run the program in the folder that holds content/ and templates/, or name it with `--root DIR`"
                } else {
                    "make it readable, or take it out of the site's folder"
                };
                diagnostics.push(
                    Diagnostic::error("unreadable", problem)
                        .at(place)
                        .help(help),
                );
            }
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    refuse_twins(&mut found, folder, files, diagnostics);
    found
}

fn take_entry(
    entry: &DirEntry,
    top: &Path,
    folder: &str,
    found: &mut Vec<Found>,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) {
    let kind = entry.file_type();
    let path = shown(entry.path(), top, folder);
    if kind.is_file() {
        if let Some(problem) = name_fault(entry.path(), top) {
            let place = Place::file(files.add(printable(&path), String::new()));
            let error = Diagnostic::error("bad-name", problem).at(place);
            diagnostics.push(error.help("rename it with letters, digits and hyphens"));
            return;
        }
        let path = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .trim_start_matches('/')
            .to_owned();
        found.push(Found {
            path,
            source: entry.path().to_path_buf(),
        });
    } else if !kind.is_dir() {
        let path = printable(&path);
        let place = Place::file(files.add(path.clone(), String::new()));
        let what = if kind.is_symlink() {
            "a symbolic link"
        } else {
            "not a regular file"
        };
        let error = Diagnostic::error("not-a-regular-file", format!("{path} is {what}")).at(place);
        diagnostics
            .push(error.help(
                "only regular files are read: put a copy of the file there, or take it away",
            ));
    } else if entry.depth() == 0 && entry.path_is_symlink() {
        let place = Place::file(files.add(path.clone(), String::new()));
        let error =
            Diagnostic::error("not-a-regular-file", format!("{path} is a symbolic link")).at(place);
        diagnostics.push(error.help("put the folder itself there"));
    }
}

/// Why no message and no address could name a file.
fn name_fault(path: &Path, top: &Path) -> Option<String> {
    let below = path.strip_prefix(top).unwrap_or(path);
    let Some(name) = below.to_str() else {
        return Some("the name of this file or of its folder is not UTF-8".into());
    };
    // Some scripts and some emoji cannot do without the two joiners.
    let is_wrong = |c| match c {
        '\t' | '\n' => true,
        '\u{200c}' | '\u{200d}' => false,
        c => is_invisible(c),
    };
    let c = name.chars().find(|&c| is_wrong(c))?;
    Some(format!(
        "the name of this file or of its folder holds the invisible character U+{:04X}",
        u32::from(c)
    ))
}

/// A path for messages, on one line whatever it holds.
fn printable(path: &str) -> String {
    let escape = |c: char| match is_invisible(c) || c.is_control() {
        true => c.escape_unicode().to_string(),
        false => c.to_string(),
    };
    path.chars().map(escape).collect()
}

/// What editors and systems leave behind, and hidden files; never read, never published.
pub(super) fn is_dropping(entry: &DirEntry, folder: &str) -> bool {
    let Some(name) = entry.file_name().to_str() else {
        return false;
    };
    let in_static = folder == "content"
        && entry.depth() >= 2
        && entry
            .path()
            .components()
            .any(|part| part.as_os_str() == "static");
    // `.nojekyll` need not be read: every output has one.
    let hidden = name.starts_with('.') && !(in_static && name == ".well-known");
    hidden
        || name.starts_with('#') && name.ends_with('#')
        || name.ends_with('~')
        || [".swp", ".swo", ".bak", ".tmp", ".orig", ".part"]
            .iter()
            .any(|ending| name.ends_with(ending))
        || ["4913", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// A path for messages: below the site's root, composed, `/`-separated.
fn shown(path: &Path, top: &Path, folder: &str) -> String {
    let below = path.strip_prefix(top).unwrap_or(path);
    let parts = below
        .components()
        .map(|part| composed(&part.as_os_str().to_string_lossy()));
    std::iter::once(folder.to_owned())
        .chain(parts)
        .collect::<Vec<_>>()
        .join("/")
}

/// Two names that differ in Unicode form alone are one file on some systems.
fn refuse_twins(
    found: &mut Vec<Found>,
    folder: &str,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) {
    found.dedup_by(|second, first| {
        let twins = second.path == first.path;
        if twins {
            let place = Place::file(files.add(format!("{folder}/{}", second.path), String::new()));
            let error = Diagnostic::error(
                "same-name",
                "two files here have names that differ only in Unicode form",
            );
            diagnostics.push(
                error
                    .at(place)
                    .help("keep one of them, with a composed name (NFC)"),
            );
        }
        twins
    });
}

fn read_texts(
    folder: &str,
    found: Vec<Found>,
    files: &mut Files,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, FileId)> {
    let read: Vec<io::Result<Vec<u8>>> = found
        .par_iter()
        .map(|found| read_file(&found.source))
        .collect();
    let mut texts = Vec::with_capacity(found.len());
    for (found, bytes) in found.into_iter().zip(read) {
        let path = format!("{folder}/{}", found.path);
        match bytes.map(decode) {
            Ok(Ok(text)) => match text.char_indices().find(|&(_, c)| is_forbidden(c)) {
                None => texts.push((found.path, files.add(path, text))),
                Some((offset, c)) => {
                    let range = offset..offset + c.len_utf8();
                    let place = Place::new(files.add(path, text), range);
                    diagnostics.push(forbidden_character(c).at(place));
                }
            },
            Ok(Err((text, offset))) => {
                let place = Place::new(files.add(path, text), offset..offset + 3);
                let error =
                    Diagnostic::error("not-utf8", "this file is not UTF-8 from here on").at(place);
                diagnostics
                    .push(error.help("save it as UTF-8 (without which è or € come out wrong)"));
            }
            Err(error) => diagnostics.push(unreadable(path, &error, files)),
        }
    }
    texts
}

fn read_help(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::FileTooLarge => "split it into several pages",
        io::ErrorKind::PermissionDenied => "make it readable, or take it out of the site's folder",
        _ => "check the file, or take it out of the site's folder",
    }
}

pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    let too_large = || {
        io::Error::new(
            io::ErrorKind::FileTooLarge,
            "it is longer than the limit of 10 MB",
        )
    };
    if metadata.len() > MAX_TEXT_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        Err(too_large())
    } else {
        Ok(bytes)
    }
}

/// The system's words for an error, in lower case and without its number.
fn system_words(error: &io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
