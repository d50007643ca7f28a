//! Pages whose card for social networks cannot be drawn.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::render::Rendered;

/// Says once for the whole site which letter stands in the way, and on how many pages one does.
pub(super) fn check_cards(site: &Site, rendered: &Rendered, diagnostics: &mut Diagnostics) {
    let mut records = rendered.records.iter();
    let place = |index| site.page(index).title_place();
    let undrawable = records.by_ref().filter_map(|record| {
        let place = record.page.map_or(site.config.home.place, place);
        Some((place, record.undrawable?))
    });
    let undrawable: Vec<_> = undrawable.collect();
    let Some((place, letter)) = undrawable.first() else {
        return;
    };
    let others = match undrawable.len() - 1 {
        0 => String::new(),
        1 => " (and another page)".to_owned(),
        n => format!(" (and {n} more pages)"),
    };
    let message = format!(
        "this page has no card for social networks, since its font has no `{letter}`{others}"
    );
    diagnostics.push(
        Diagnostic::warning("undrawable-card", message)
            .at(*place)
            .help(
                "write `cards: false` in site.yaml, or a title in Latin, Greek or Cyrillic letters",
            ),
    );
}
