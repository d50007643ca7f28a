//! `figure:relations` → what others give to an entity, as a diagram and as a table.

use super::subject::subject;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Entity, Relation};
use crate::render::markdown::{Lookup as _, PageState, render_inline};
use crate::render::page_lookup::PageLookup;
use crate::render::svg::{self, Badge};

/// The relations that lead to the entity named, else to the page's own; `None` when it was reported.
pub(super) fn relations(
    lookup: &PageLookup<'_>,
    named: Option<&str>,
    caption: &str,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let entity = subject(lookup, named, "relations", place, out)?;
    if entity.id == lookup.page.id {
        state.first_use("relations");
    }
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let incoming = shared.incoming(&entity.id);
    if incoming.is_empty() {
        let error = Diagnostic::error("empty-figure", format!("nothing points to `{}`", entity.id))
            .at(place);
        out.push(error.help("delete this figure, or write a relation at the giver's data file"));
        return None;
    }
    let rows: Vec<RelationRow> = incoming
        .iter()
        .map(|(giver, relation)| relation_row(lookup, giver, relation, state, out))
        .collect();
    let drawn_rows: Vec<svg::Relation<'_>> = rows.iter().map(RelationRow::borrow).collect();
    let name = shared.title(&entity.id, lang);
    let givers: std::collections::HashSet<&str> = incoming
        .iter()
        .map(|(giver, _)| giver.id.as_str())
        .collect();
    let n = givers.len().to_string();
    let words = shared.words;
    let group = words.fill(lang, "relations.group", &[("n", &n), ("name", name)]);
    let gives = words.fill(lang, "relations.gives", &[("name", name)]);
    let figure = svg::relations(&svg::Relations {
        name,
        rows: &drawn_rows,
        words: svg::RelationsWords {
            group: &group,
            company: lookup.word("relations.company"),
            gives: &gives,
            date: lookup.word("relations.date"),
            key: lookup.word("relations.key"),
        },
        caption_html: caption,
    });
    if figure.drawn == svg::Drawn::TooMany {
        let message = format!(
            "{} relations are too many for a diagram; the table stands alone",
            rows.len()
        );
        out.push(
            Diagnostic::warning("crowded-figure", message)
                .at(place)
                .help(format!("a diagram holds at most {} rows", svg::MAX_ROWS)),
        );
    }
    Some(figure.html)
}

/// A row with the texts it borrows from.
struct RelationRow<'a> {
    name: &'a str,
    href: Option<String>,
    label: String,
    status: crate::status::Status,
    status_label: String,
    text: String,
    date: String,
}

impl RelationRow<'_> {
    fn borrow(&self) -> svg::Relation<'_> {
        svg::Relation {
            name: self.name,
            href: self.href.as_deref(),
            label: &self.label,
            badge: Badge {
                status: self.status,
                label: &self.status_label,
            },
            text_html: &self.text,
            date_html: &self.date,
        }
    }
}

fn relation_row<'a>(
    lookup: &PageLookup<'a>,
    giver: &'a Entity,
    relation: &Relation,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> RelationRow<'a> {
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let text = relation.text.get(lang);
    let date = relation
        .since
        .map(|date| shared.date_html(date, lang))
        .unwrap_or_default();
    RelationRow {
        name: shared.title(&giver.id, lang),
        href: shared
            .site
            .find_any(&giver.id, lang)
            .map(|index| lookup.page_href(index)),
        label: crate::render::markdown::typographic(
            &relation.label.get(lang).text,
            lookup.locale(),
        ),
        status: relation.status,
        status_label: shared.status(relation.status, lang).label,
        text: render_inline(&text.text, text.place, lookup, state, out),
        date: date + &lookup.cite(&relation.sources, state),
    }
}
