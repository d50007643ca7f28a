//! `![caption](figure:…)` → a figure made from data: map, relations, timeline, bars, list.

mod bars;
mod list;
mod map;
mod relations;
mod subject;
mod timeline;

use super::markdown::PageState;
use super::page_lookup::PageLookup;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};

/// The names that may stand behind `figure:`, before a second colon.
pub(super) const NAMES: [&str; 5] = ["map", "relations", "timeline", "bars", "list"];

/// The HTML of a figure; `None` when it was reported.
pub(super) fn figure(
    lookup: &PageLookup<'_>,
    name: &str,
    caption: &str,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let (kind, subject) = name
        .split_once(':')
        .map_or((name, None), |(kind, subject)| (kind, Some(subject)));
    match kind {
        "map" => map::map(lookup, subject, caption, place, out),
        "relations" => relations::relations(lookup, subject, caption, place, state, out),
        "timeline" => timeline::timeline(lookup, subject, place, state, out),
        "bars" => bars::bars(lookup, subject.unwrap_or_default(), place, state, out),
        "list" => list::list(lookup, subject.unwrap_or_default(), place, state, out),
        _ => {
            let error = Diagnostic::error(
                "unknown-figure",
                format!("`{name}` is not a figure made from data"),
            );
            out.push(
                error
                    .at(place)
                    .help(did_you_mean(kind, NAMES, "figures are")),
            );
            None
        }
    }
}
