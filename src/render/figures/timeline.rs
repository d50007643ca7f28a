//! `figure:timeline` → the events that touch an entity.

use super::subject::subject;
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::render::markdown::{PageState, render_inline};
use crate::render::page_lookup::PageLookup;
use crate::render::svg;

/// The events of the entity named, else of the page's own; `None` when it was reported.
pub(super) fn timeline(
    lookup: &PageLookup<'_>,
    named: Option<&str>,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let entity = subject(lookup, named, "timeline", place, out)?;
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let touching = |ids: &[Placed]| ids.iter().any(|id| id.text == entity.id);
    let rows: Vec<_> = shared
        .site
        .events
        .iter()
        .filter(|event| touching(&event.entities))
        .map(|event| {
            let text = event.text.get(lang);
            let html = render_inline(&text.text, text.place, lookup, state, out);
            (
                event,
                html,
                lookup.cite(&event.sources, state),
                event.date.format(shared.locale(lang)),
                event.date.datetime_attr(),
            )
        })
        .collect();
    if rows.is_empty() {
        let error = Diagnostic::error(
            "empty-figure",
            format!("no event of timeline.yaml touches `{}`", entity.id),
        );
        out.push(
            error
                .at(place)
                .help("delete this figure, or name the entity at an event"),
        );
        return None;
    }
    let events: Vec<svg::Event<'_>> = rows
        .iter()
        .map(|(event, html, marks, date, datetime)| svg::Event {
            id: None,
            datetime: datetime.as_deref(),
            date,
            standing: if lookup.is_expected(event) {
                svg::Standing::Expected
            } else {
                svg::Standing::Past
            },
            html,
            marks_html: marks,
            badge: None,
        })
        .collect();
    Some(svg::timeline(&events, lookup.word("expected")))
}
