//! Sections of all pages that cite nothing, where they should.

use std::sync::Arc;

use super::page_text::PageText;
use crate::diagnostic::Place;
use crate::model::{PageKind, Site};

/// Sections of entities' pages without a citation; boxes of what is not known need none.
pub(super) fn uncited_sections(site: &Site, texts: &[Arc<PageText>]) -> Vec<Place> {
    let entities = site
        .pages
        .iter()
        .zip(texts)
        .filter(|(page, _)| matches!(page.kind, PageKind::Entity(_)));
    let sections = entities.flat_map(|(_, text)| &text.body.sections);
    sections
        .filter(|section| !section.has_citation && !section.boxes_only)
        .map(|section| section.place)
        .collect()
}
