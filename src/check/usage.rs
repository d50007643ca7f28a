//! What nobody uses, what lacks a source, what is past its date.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::quantity::{Locale, PartialDate};
use crate::render::Rendered;

/// Facts and sources that no page uses.
pub(super) fn check_usage(site: &Site, rendered: &Rendered, diagnostics: &mut Diagnostics) {
    if rendered.records.is_empty() {
        return;
    }
    for fact in site
        .facts
        .values()
        .filter(|fact| !rendered.used_facts.contains(&fact.id))
    {
        let warning = Diagnostic::warning(
            "unused-fact",
            format!("no page uses the fact `{}`", fact.id),
        )
        .at(fact.place);
        diagnostics.push(warning.help("use it in a text, or delete it"));
    }
    for source in site
        .sources
        .values()
        .filter(|source| !rendered.used_sources.contains(&source.id))
    {
        let warning = Diagnostic::warning(
            "unused-source",
            format!("nothing cites the source `{}`", source.id),
        );
        diagnostics.push(warning.at(source.place).help("cite it, or delete it"));
    }
    for section in &rendered.uncited {
        let warning =
            Diagnostic::warning("section-without-citation", "this section cites no source")
                .at(*section);
        diagnostics.push(warning.help("cite the source of what it says: `[@id]`"));
    }
}

/// Facts past their review date and pages dated in the future; silent when the day is not known.
pub(super) fn check_dates(site: &Site, today: Option<&str>, diagnostics: &mut Diagnostics) {
    let Some(today) = today.and_then(|today| PartialDate::parse(today).ok()) else {
        return;
    };
    for fact in site.facts.values() {
        if let Some((date, place)) = fact.review_by.filter(|(date, _)| *date < today) {
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
    for page in &site.pages {
        if let Some(date) = page.front_matter.updated.filter(|date| *date > today) {
            let message = format!("`updated` is in the future: {}", date.format(Locale::Other));
            diagnostics.push(
                Diagnostic::warning("future-date", message)
                    .at(page.front_matter.updated_place)
                    .help("write the day of the last change"),
            );
        }
    }
}
