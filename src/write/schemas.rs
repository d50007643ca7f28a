//! Schemas → the folder `schema/`: those that differ are written, those that the program made and makes no more are
//! removed, and files of others stay as they are.

use std::fs;
use std::path::Path;

use super::replace::replace;
use crate::load::decode_text;
use crate::schema::{SchemaFile, is_ours};
use crate::sink::OutputError;

/// How many files were touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SchemaSummary {
    /// New or changed.
    pub written: usize,
    /// As they were.
    pub unchanged: usize,
    /// No longer made.
    pub removed: usize,
}

/// Writes schemas into `folder`, which is made if it is not there.
///
/// # Errors
/// A file that stands in the way and was not made by the program, before anything is written; what the system refuses.
pub fn write_schemas(folder: &Path, schemas: &[SchemaFile]) -> Result<SchemaSummary, OutputError> {
    let mut summary = SchemaSummary::default();
    let mut changed = Vec::new();
    for schema in schemas {
        match text_of(&folder.join(&schema.name))? {
            Some(text) if text == schema.text => summary.unchanged += 1,
            Some(text) if !is_ours(&text) => return Err(in_the_way(&folder.join(&schema.name))),
            _ => changed.push(schema),
        }
    }
    fs::create_dir_all(folder).map_err(|error| OutputError::system("make", folder, &error))?;
    for schema in changed {
        let path = folder.join(&schema.name);
        replace(&path, schema.text.as_bytes())
            .map_err(|error| OutputError::system("write", &path, &error))?;
        summary.written += 1;
    }
    summary.removed = remove_others(folder, schemas)?;
    Ok(summary)
}

/// The text of a file; `None` if there is no such file.
fn text_of(path: &Path) -> Result<Option<String>, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(decode_text(bytes).unwrap_or_default())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::system("read", path, &error)),
    }
}

fn in_the_way(path: &Path) -> OutputError {
    OutputError::refused(
        format!("`{}` was not made by `spiega schema`", path.display()),
        "give that file another name, or move it out of the folder",
    )
}

fn remove_others(folder: &Path, schemas: &[SchemaFile]) -> Result<usize, OutputError> {
    let entries =
        fs::read_dir(folder).map_err(|error| OutputError::system("read", folder, &error))?;
    let mut removed = 0;
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let is_wanted = schemas.iter().any(|schema| name == *schema.name);
        let is_json = path
            .extension()
            .is_some_and(|extension| extension == "json");
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_wanted || !is_json || !is_file || !text_of(&path)?.is_some_and(|text| is_ours(&text))
        {
            continue;
        }
        fs::remove_file(&path).map_err(|error| OutputError::system("remove", &path, &error))?;
        removed += 1;
    }
    Ok(removed)
}
