//! Dates of the content against today's: what is past that should not be, and what cannot have happened yet.

use super::today::Today;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::Site;
use crate::quantity::{Locale, PartialDate};
use crate::status::Status;

/// Checks all dates; silent when the day is not known.
pub(super) fn check_dates(site: &Site, today: Option<Today>, diagnostics: &mut Diagnostics) {
    let Some(today) = today else {
        return;
    };
    check_reviews(site, today, diagnostics);
    check_events(site, today, diagnostics);
    for page in &site.pages {
        let front_matter = &page.front_matter;
        let updated = front_matter
            .updated
            .map(|date| (date, front_matter.updated_place));
        let help = "write the day of the last change";
        check_future("updated", updated, help, today, diagnostics);
    }
    for source in site.sources.values() {
        let help = "write the day on which it appeared, or `null`";
        check_future("published", source.published, help, today, diagnostics);
        let help = "write the day on which it was read";
        check_future("read_on", source.read_on, help, today, diagnostics);
    }
}

/// Facts past their review date.
fn check_reviews(site: &Site, today: Today, diagnostics: &mut Diagnostics) {
    for fact in site.facts.values() {
        if let Some((date, place)) = fact.review_by.filter(|(date, _)| today.is_after(date)) {
            let message = format!(
                "the fact `{}` was to be reviewed by {}",
                fact.id,
                date.format(Locale::Other)
            );
            diagnostics.push(
                Diagnostic::warning("review-due", message)
                    .at(place)
                    .help("look at its sources again, then move the date"),
            );
        }
    }
}

/// Events that are still planned though their date is over.
fn check_events(site: &Site, today: Today, diagnostics: &mut Diagnostics) {
    let planned = site
        .events
        .iter()
        .filter(|event| event.status == Status::Planned);
    for event in planned.filter(|event| today.is_after(&event.date)) {
        let message = format!(
            "the event `{}` was planned for {}, which is past",
            event.id,
            event.date.format(Locale::Other)
        );
        diagnostics.push(
            Diagnostic::warning("overdue-event", message)
                .at(event.date_place)
                .help("look what became of it, then give it another status or another date"),
        );
    }
}

/// A date of something that was done and that lies ahead.
fn check_future(
    key: &str,
    date: Option<(PartialDate, Place)>,
    help: &str,
    today: Today,
    diagnostics: &mut Diagnostics,
) {
    let Some((date, place)) = date.filter(|(date, _)| today.is_before(date)) else {
        return;
    };
    let message = format!("`{key}` is in the future: {}", date.format(Locale::Other));
    diagnostics.push(
        Diagnostic::warning("future-date", message)
            .at(place)
            .help(help),
    );
}
