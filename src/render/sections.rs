//! What the sections of all pages have to do with each other: ids of counterparts, and sections that cite nothing.

use super::text::PageText;
use crate::diagnostic::Place;
use crate::model::{PageIndex, PageKind, Site};

/// For each page and section, the ids that its translations give to the same heading and that the page itself does not have.
pub(super) fn heading_aliases(site: &Site, texts: &[PageText]) -> Vec<Vec<Vec<String>>> {
    let heading_ids = |index: PageIndex| &texts[index.0 as usize].body.sections;
    site.indexed_pages()
        .map(|(own, page)| {
            let sections = heading_ids(own);
            let others: Vec<_> = site
                .translations(&page.id)
                .filter(|&other| other != own && heading_ids(other).len() == sections.len())
                .map(heading_ids)
                .collect();
            let state = &texts[own.0 as usize].state;
            let alias = |at: usize| -> Vec<String> {
                let mut ids: Vec<String> = others
                    .iter()
                    .map(|sections| sections[at].id.clone())
                    .collect();
                ids.sort_unstable();
                ids.dedup();
                ids.retain(|id| !state.has_id(id));
                ids
            };
            (0..sections.len()).map(alias).collect()
        })
        .collect()
}

/// Sections of entities' pages without a citation; boxes of what is not known need none.
pub(super) fn uncited_sections(site: &Site, texts: &[PageText]) -> Vec<Place> {
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
