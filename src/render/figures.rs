//! `![caption](figure:…)` → a figure made from data: map, relations, timeline, bars, list.

use super::list::{list_items, sorted_members};
use super::markdown::{Lookup as _, PageState, render_inline};
use super::page_lookup::PageLookup;
use super::svg::{self, Badge, Ground};
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::model::{Entity, PageKind, Relation};
use crate::quantity::{Amount, Form};

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
        "map" => map(lookup, subject, caption, place, out),
        "relations" => relations(lookup, subject, caption, place, state, out),
        "timeline" => timeline(lookup, subject, place, state, out),
        "bars" => bars(lookup, subject.unwrap_or_default(), place, state, out),
        "list" => list(lookup, subject.unwrap_or_default(), place, state, out),
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

/// The entity that a figure is about: the one named, or the page's own.
fn subject<'a>(
    lookup: &PageLookup<'a>,
    named: Option<&str>,
    kind: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<&'a Entity> {
    let entities = &lookup.shared.site.entities;
    let id = named.unwrap_or(&lookup.page.id);
    let found = entities.get(id);
    if found.is_none() {
        let names = entities
            .keys()
            .map(String::as_str)
            .filter(|id| *id != "_index")
            .collect::<Vec<_>>();
        let error = match named {
            Some(named) => {
                Diagnostic::error("unknown-entity", format!("no entity is called `{named}`")).help(
                    did_you_mean(
                        named,
                        names.iter().copied(),
                        "entities are the data files of collections",
                    ),
                )
            }
            None => Diagnostic::error(
                "figure-without-subject",
                format!("this page has no data for `figure:{kind}`"),
            )
            .help(format!(
                "name the entity: `figure:{kind}:{}`",
                names.first().unwrap_or(&"partners/foxconn")
            )),
        };
        out.push(error.at(place));
    }
    found
}

fn collection(
    lookup: &PageLookup<'_>,
    named: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<usize> {
    let collections = &lookup.shared.site.config.collections;
    let found = collections
        .iter()
        .position(|collection| collection.name == named);
    if found.is_none() {
        let names = collections
            .iter()
            .map(|collection| collection.name.as_str());
        let error = Diagnostic::error(
            "unknown-collection",
            format!("no collection is called `{named}`"),
        );
        out.push(error.at(place).help(did_you_mean(
            named,
            names,
            "the collections of site.yaml are",
        )));
    }
    found
}

fn map(
    lookup: &PageLookup<'_>,
    named: Option<&str>,
    caption: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<String> {
    let site = lookup.shared.site;
    let own = match lookup.page.kind {
        PageKind::Entity(own) => Some(own),
        _ => site
            .config
            .collections
            .iter()
            .position(|collection| collection.map.is_some()),
    };
    let index = match named {
        Some(named) => collection(lookup, named, place, out)?,
        None => own.unwrap_or_default(),
    };
    let declared = site
        .config
        .collections
        .get(index)
        .and_then(|collection| collection.map.as_ref());
    let Some(shapes) = declared.and_then(|name| site.maps.get(&name.text)) else {
        if declared.is_none() {
            let error = Diagnostic::error("unknown-map", "this collection has no map").at(place);
            out.push(error.help("declare `map: NAME` for it in site.yaml"));
        }
        return None;
    };
    let current = site
        .entities
        .get(&lookup.page.id)
        .filter(|entity| entity.collection == Some(index));
    let current = if named.is_none() {
        current.and_then(|entity| entity.region.as_ref())
    } else {
        None
    };
    draw_map(
        lookup,
        index,
        shapes,
        current.map(|region| region.code.text.as_str()),
        caption,
        place,
        out,
    )
}

fn draw_map(
    lookup: &PageLookup<'_>,
    collection: usize,
    shapes: &crate::shapes::Shapes,
    current: Option<&str>,
    caption: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<String> {
    let lang = lookup.page.lang;
    let members = sorted_members(lookup.shared, collection, lang);
    let hrefs: Vec<(String, &str)> = members
        .iter()
        .map(|member| (lookup.page_href(member.page), member.title))
        .collect();
    let regions: Vec<svg::Region<'_>> = members
        .iter()
        .zip(&hrefs)
        .filter_map(|(member, (href, title))| {
            let region = member.entity.region.as_ref()?;
            Some(svg::Region {
                code: &region.code.text,
                name: title,
                href,
                ground: member.entity.status().map_or(Ground::Solid, Ground::of),
                note: region
                    .note
                    .as_ref()
                    .map(|note| note.get(lang).text.as_str()),
            })
        })
        .collect();
    let own_name = regions
        .iter()
        .find(|region| Some(region.code) == current)
        .map_or("", |region| region.name);
    let words = lookup.shared.words;
    let states = match current {
        Some(_) => words.fill(lang, "map.this", &[("state", own_name)]),
        None => lookup.word("map.all").to_owned(),
    };
    let group = words.fill(lang, "map.group", &[("states", &states)]);
    let outline = words.fill(lang, "map.outline", &[("state", own_name)]);
    let country = svg::Country {
        shapes,
        regions: &regions,
        words: svg::MapWords {
            group: &group,
            recent: lookup.word("map.recent"),
            others: lookup.word("map.others"),
            outline: &outline,
            scale: lookup.word("map.scale"),
        },
        caption_html: caption,
    };
    let drawn = match current {
        Some(code) => svg::region_map(&country, code),
        None => svg::country_map(&country),
    };
    drawn
        .map_err(|unknown| {
            // A code that the map lacks is reported at its data file; a figure without any region is reported here.
            if regions.is_empty() {
                out.push(
                    Diagnostic::error("unknown-region", unknown.to_string())
                        .at(place)
                        .help("give the entities a `region`"),
                );
            }
        })
        .ok()
}

fn relations(
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
        label: super::markdown::typographic(&relation.label.get(lang).text, lookup.locale()),
        status: relation.status,
        status_label: shared.status(relation.status, lang).label,
        text: render_inline(&text.text, text.place, lookup, state, out),
        date: date + &lookup.cite(&relation.sources, state),
    }
}

fn timeline(
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

fn bars(
    lookup: &PageLookup<'_>,
    ids: &str,
    place: Place,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Option<String> {
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let mut rows = Vec::new();
    for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let Some(fact) = shared.site.facts.get(id) else {
            let names = shared.site.facts.keys().map(String::as_str);
            let error =
                Diagnostic::error("unknown-fact", format!("no fact is called `{id}`")).at(place);
            out.push(error.help(did_you_mean(id, names, "facts are defined in facts/*.yaml")));
            return None;
        };
        let Amount::Exact(amount) = fact.quantity.amount else {
            let error = Diagnostic::error(
                "bad-chart",
                format!("`{id}` is not one number, so it cannot be a bar"),
            );
            out.push(
                error
                    .at(place)
                    .help("leave it out of the chart, or write a table"),
            );
            return None;
        };
        state.show_fact(&fact.id, place);
        let figure = fact
            .quantity
            .format(shared.locale(lang), &fact.words(lang), Form::Chart);
        let label = super::markdown::typographic(&fact.label.get(lang).text, lookup.locale());
        rows.push((
            label,
            figure,
            amount.to_f64() * 10_f64.powi(fact.quantity.scale.exponent()),
            fact.quantity.unit.name(),
            fact.status,
        ));
    }
    let labels: Vec<String> = rows
        .iter()
        .map(|row| shared.status(row.4, lang).label)
        .collect();
    let bars: Vec<svg::Bar<'_>> = rows
        .iter()
        .zip(&labels)
        .map(|((label, figure, amount, unit, status), word)| svg::Bar {
            label_html: label,
            figure,
            amount: *amount,
            unit,
            badge: Badge {
                status: *status,
                label: word,
            },
        })
        .collect();
    let hatched = rows
        .iter()
        .any(|row| svg::Fill::of(row.4.line()) == svg::Fill::Hatched);
    let pattern = if hatched && state.first_use("hatching") {
        svg::Pattern::Missing
    } else {
        svg::Pattern::OnPage
    };
    svg::bars(&svg::Bars {
        bars: &bars,
        pattern,
    })
    .map(|(html, _)| html)
    .map_err(|refused| {
        let error = Diagnostic::error("bad-chart", refused.to_string()).at(place);
        out.push(error.help(
            "one chart holds one kind of quantity; write `figure:bars:FACT,FACT`, or a table",
        ));
    })
    .ok()
}

fn list(
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
