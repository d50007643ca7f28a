//! `figure:list:COLLECTION` → the entities of a collection as rows.

use super::subject::collection;
use crate::diagnostic::{Diagnostics, Place};
use crate::render::list::list_items;
use crate::render::markdown::PageState;
use crate::render::page_lookup::PageLookup;
use crate::render::svg::{self, Badge};

/// The rows of the collection named; `None` when it was reported.
pub(super) fn list(
    lookup: &PageLookup<'_>,
    named: &str,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let index = collection(lookup, named, place, out)?;
    let items = list_items(lookup, index, state, out);
    let rows: Vec<svg::Item<'_>> = items
        .iter()
        .map(|(item, status)| svg::Item {
            title: &item.title,
            href: &item.href,
            lang: item.lang.as_deref(),
            lang_note: item.lang_note.as_deref(),
            summary_html: &item.summary,
            badge: status
                .zip(item.status.as_ref())
                .map(|(status, view)| Badge {
                    status,
                    label: &view.label,
                }),
        })
        .collect();
    Some(svg::item_list(&rows))
}
