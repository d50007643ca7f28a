//! `figure:bars:FACT,FACT` → a chart of facts that count the same thing.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::model::Fact;
use crate::quantity::{Amount, Form};
use crate::render::markdown::{PageState, render_inline};
use crate::render::page_lookup::PageLookup;
use crate::render::svg::{self, Badge};
use crate::status::Status;

/// A bar with the texts it borrows from.
struct BarRow<'a> {
    label_html: String,
    figure: String,
    amount: f64,
    unit: &'a str,
    status: Status,
    status_label: String,
}

impl BarRow<'_> {
    fn borrow(&self) -> svg::Bar<'_> {
        svg::Bar {
            label_html: &self.label_html,
            figure: &self.figure,
            amount: self.amount,
            unit: self.unit,
            badge: Badge {
                status: self.status,
                label: &self.status_label,
            },
        }
    }
}

/// The chart of the facts named by `ids`, which are separated by commas; `None` when it was reported.
pub(super) fn bars(
    lookup: &PageLookup<'_>,
    ids: &str,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let mut rows = Vec::new();
    for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let fact = named_fact(lookup, id, place, out)?;
        rows.push(bar_row(lookup, fact, place, state, out)?);
    }
    let bars: Vec<svg::Bar<'_>> = rows.iter().map(BarRow::borrow).collect();
    let hatched = rows
        .iter()
        .any(|row| svg::Fill::of(row.status.line()) == svg::Fill::Hatched);
    let pattern = if hatched && state.first_use("hatching") {
        svg::Pattern::Missing
    } else {
        svg::Pattern::OnPage
    };
    let drawn = svg::bars(&svg::Bars {
        bars: &bars,
        pattern,
    });
    let refused = |refused: svg::BarsRefused| {
        let error = Diagnostic::error("bad-chart", refused.to_string()).at(place);
        out.push(error.help(
            "one chart holds one kind of quantity; write `figure:bars:FACT,FACT`, or a table",
        ));
    };
    drawn.map(|(html, _)| html).map_err(refused).ok()
}

fn named_fact<'a>(
    lookup: &PageLookup<'a>,
    id: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<&'a Fact> {
    let facts = &lookup.shared.site.facts;
    let fact = facts.get(id);
    if fact.is_none() {
        let names = facts.keys().map(String::as_str);
        let error = Diagnostic::error("unknown-fact", format!("no fact is called `{id}`"));
        let help = did_you_mean(id, names, "facts are defined in facts/*.yaml");
        out.push(error.at(place).help(help));
    }
    fact
}

fn bar_row<'a>(
    lookup: &PageLookup<'a>,
    fact: &'a Fact,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<BarRow<'a>> {
    let Amount::Exact(amount) = fact.quantity.amount else {
        let message = format!("`{}` is not one number, so it cannot be a bar", fact.id);
        let error = Diagnostic::error("bad-chart", message).at(place);
        out.push(error.help("leave it out of the chart, or write a table"));
        return None;
    };
    state.show_fact(&fact.id, place);
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let (words, label) = (fact.words(lang), fact.label.get(lang));
    Some(BarRow {
        label_html: render_inline(&label.text, label.place, lookup, state, out),
        figure: fact
            .quantity
            .format(shared.locale(lang), &words, Form::Chart),
        amount: amount.to_f64() * 10_f64.powi(fact.quantity.scale.exponent()),
        unit: fact.quantity.unit.name(),
        status: fact.status,
        status_label: shared.status(fact.status, lang).label,
    })
}
