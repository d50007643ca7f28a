//! One fault, one complaint: what only follows from a file or an entry that is wrong itself is taken out again.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Flawed, Site};

/// Codes that say of a name that it does not exist, each with the files that would define it.
const ABOUT_NAMES: [(&str, &[&str]); 8] = [
    ("unknown-source", &["sources.yaml"]),
    ("unknown-fact", &["facts/"]),
    ("unknown-term", &["glossary.yaml"]),
    ("unknown-map", &["maps/"]),
    ("unknown-entity", &[]),
    ("missing-data-file", &[]),
    ("figure-without-subject", &[]),
    ("empty-figure", &["timeline.yaml"]),
];

/// Takes out the complaints about names that exist but could not be understood.
pub(super) fn drop_consequences(site: &Site, diagnostics: &mut Diagnostics) {
    let flawed = &site.flawed;
    if flawed.files.is_empty() && flawed.ids.is_empty() {
        return;
    }
    for (code, files) in ABOUT_NAMES {
        let is_lost = |file: &String| files.iter().any(|path| file.starts_with(path));
        if flawed.files.iter().any(is_lost) {
            diagnostics.drop_code(code);
        } else {
            diagnostics.retain(|diagnostic| {
                diagnostic.code != code || !names_flawed(diagnostic, site, flawed)
            });
        }
    }
}

/// Whether a complaint names, or stands on the page of, something that could not be understood.
fn names_flawed(diagnostic: &Diagnostic, site: &Site, flawed: &Flawed) -> bool {
    let is_flawed =
        |id: &str| flawed.ids.contains(id) || flawed.files.contains(&format!("{id}.yaml"));
    let mut named = diagnostic.message.split('`').skip(1).step_by(2);
    let file = diagnostic
        .place
        .map(|place| site.files.get(place.file).path.as_str());
    let page = file
        .and_then(|path| path.strip_prefix("content/")?.strip_suffix(".md"))
        .and_then(|path| path.rsplit_once('.'));
    named.any(is_flawed) || page.is_some_and(|(id, _)| is_flawed(id))
}
