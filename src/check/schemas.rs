//! Are the schemas for editors those of this site? Only a note: who edits on a web page cannot run the program.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::model::Site;
use crate::schema::{SchemaFile, is_ours, schemas};

/// Nothing is said where the program has written no schema, and where the site has errors, which hide some of its ids.
pub(super) fn check_schemas(site: &Site, diagnostics: &mut Diagnostics) {
    let text = |file: &FileId| site.files.get(*file).text.as_str();
    let ours = site.schemas.iter().filter(|(_, file)| is_ours(text(file)));
    let ours: Vec<&(String, FileId)> = ours.collect();
    let Some((_, first)) = ours.first().filter(|_| !diagnostics.has_errors()) else {
        return;
    };
    let wanted = schemas(site);
    let is_current = |name: &str, text: &str| {
        let same = |schema: &&SchemaFile| schema.name == name && schema.text == text;
        wanted.iter().any(|schema| same(&schema))
    };
    let old = ours
        .iter()
        .find(|(name, file)| !is_current(name, text(file)));
    let missing = wanted
        .iter()
        .find(|schema| !ours.iter().any(|(name, _)| *name == schema.name));
    let (place, problem) = match (old, missing) {
        (Some((_, file)), _) => (
            file,
            "this schema is not that of the site as it is now".to_owned(),
        ),
        (None, Some(schema)) => (first, format!("the schema `{}` is missing", schema.name)),
        (None, None) => return,
    };
    let note = Diagnostic::note("outdated-schema", problem).at(Place::file(*place));
    diagnostics
        .push(note.help("run `spiega schema`; until then, editors may mark new ids as unknown"));
}
