//! `maps/NAME.json` → outlines of regions, drawn by collections that declare them.

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place};
use crate::shapes::Shapes;

/// Reads a map.
pub(super) fn read_map(
    file: FileId,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<Shapes> {
    let text = &files.get(file).text;
    match Shapes::parse(text) {
        Ok(map) => Some(map),
        Err(error) => {
            let start: usize = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum();
            let at = start + error.column().saturating_sub(1);
            let message = format!("this map cannot be read: {error}");
            let error = Diagnostic::error("bad-map", message).at(Place::new(file, at..at + 1));
            diagnostics
                .push(error.help("a map is JSON with `viewBox`, `nation`, `borders` and `states`"));
            None
        }
    }
}
