//! The folder `schema/`, if there is one → the schemas that the program has written there before.
//!
//! They are no part of the site and nothing is made of them: what cannot be read there is nobody's fault.

use std::fs;
use std::path::Path;

use super::normalize::decode;
use crate::diagnostic::{FileId, Files};

/// The folder below the root that schemas stand in.
pub const SCHEMA_FOLDER: &str = "schema";

/// Names and texts of the files that end in `.json`, sorted.
pub(super) fn read_schemas(root: &Path, files: &mut Files) -> Vec<(String, FileId)> {
    let entries = fs::read_dir(root.join(SCHEMA_FOLDER)).into_iter().flatten();
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".json"))
        .collect();
    names.sort_unstable();
    let read = |name: String| {
        let bytes = fs::read(root.join(SCHEMA_FOLDER).join(&name)).ok()?;
        let text = decode(bytes).ok()?;
        let file = files.add(format!("{SCHEMA_FOLDER}/{name}"), text);
        Some((name, file))
    };
    names.into_iter().filter_map(read).collect()
}
