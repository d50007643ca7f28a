//! `timeline.yaml` → events, in order of their dates.

use super::values::{check_id, read_date, read_status, read_text};
use crate::config::{Config, Placed, read_localized};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::lang::Localized;
use crate::quantity::PartialDate;
use crate::status::Status;
use crate::yaml::{MapReader, Node, expected};

/// Something that happened, or is expected to.
#[derive(Debug)]
pub struct Event {
    /// Its id, also the fragment of its address on the timeline.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// When, with the precision that is known.
    pub date: PartialDate,
    /// Where the date stands.
    pub date_place: Place,
    /// How firm it is.
    pub status: Status,
    /// One sentence, inline Markdown.
    pub text: Localized<Placed>,
    /// Ids of the entities it touches.
    pub entities: Vec<Placed>,
    /// Ids of sources, at least one.
    pub sources: Vec<Placed>,
}

/// Reads all events, sorted by date and then by their order in the file.
pub(super) fn read_events(
    node: &Node,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<Event> {
    if node.is_null() {
        return Vec::new();
    }
    let Some(items) = node.list() else {
        diagnostics.push(expected(node, "timeline.yaml", "a list of events"));
        return Vec::new();
    };
    let mut events: Vec<Event> = items
        .iter()
        .filter_map(|item| read_event(item, config, diagnostics))
        .collect();
    report_repeated_ids(&events, diagnostics);
    events.sort_by_key(|event| event.date);
    events
}

fn read_event(node: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Option<Event> {
    let mut map = MapReader::new(node, "this event", diagnostics)?;
    let mut text = |key: &'static str| {
        let node = map.require(key)?.clone();
        read_text(&node, key, map.diagnostics())
    };
    let (id, date, status) = (text("id"), text("date"), text("status"));
    let words = map.require("text").cloned();
    let mut ids = |key: &'static str| -> Vec<Placed> {
        map.texts(key).into_iter().map(Placed::from).collect()
    };
    let (entities, sources) = (ids("entities"), ids("sources"));
    let place = map.place();
    if map.lacks("sources") {
        let error = Diagnostic::error("event-without-source", "this event has no source").at(place);
        map.diagnostics()
            .push(error.help("add `sources: […]` with ids of sources.yaml"));
    }
    map.finish();
    if let Some(id) = &id {
        check_id(&id.text, id.place, diagnostics);
    }
    let date = date?;
    Some(Event {
        date_place: date.place,
        date: read_date(&date, diagnostics)?,
        status: read_status(&status?, diagnostics)?,
        text: read_localized(&words?, "`text`", &config.languages, diagnostics)?,
        id: id?.text,
        place,
        entities,
        sources,
    })
}

fn report_repeated_ids(events: &[Event], diagnostics: &mut Diagnostics) {
    let mut seen = std::collections::HashMap::new();
    for event in events {
        if let Some(first) = seen.insert(event.id.as_str(), event.place) {
            let error = Diagnostic::error(
                "duplicate-id",
                format!("two events have the id `{}`", event.id),
            )
            .at(event.place)
            .related(first, "the first one");
            diagnostics.push(error.help("give each event an id of its own"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::yaml::parse_yaml;

    /// The dates of a timeline, with and without quotes, in the order in which it stands.
    fn dates_of(written: &[&str]) -> Vec<String> {
        let config = "{languages: [en], base_url: 'https://a.example/', title: {en: A}}";
        let mut found = Diagnostics::new();
        let config = parse_yaml(config, FileId(0), 0).unwrap();
        let config = crate::config::parse_config(&config, &mut found).unwrap();
        let events = written.iter().enumerate().map(|(n, date)| {
            format!(
                "- {{id: e{n}, date: {date}, status: planned, text: {{en: A.}}, sources: [a]}}\n"
            )
        });
        let node = parse_yaml(&events.collect::<String>(), FileId(0), 0).unwrap();
        let events = read_events(&node, &config, &mut found);
        let said: Vec<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(said, [] as [&str; 0]);
        events.iter().map(|event| event.date.to_string()).collect()
    }

    #[test]
    fn dates_of_every_precision_come_back_as_they_were_written() {
        for date in [
            "2025",
            "2025-Q3",
            "2025-11",
            "2025-11-20",
            "before 2025",
            "before 2025-Q3",
            "before 2025-11",
            "before 2025-11-20",
            "after 2025",
            "after 2025-Q3",
            "after 2025-11",
            "after 2025-11-20",
        ] {
            for written in [date.to_owned(), format!("\"{date}\""), format!("'{date}'")] {
                assert_eq!(dates_of(&[&written]), [date], "{written}");
            }
        }
    }

    #[test]
    fn events_stand_in_order_of_their_dates_whatever_their_precision() {
        let written = [
            "2026",
            "after 2025-11",
            "2025-11-20",
            "2025-Q4",
            "before 2025-11-20",
            "2025",
        ];
        let sorted = [
            "2025",
            "2025-Q4",
            "before 2025-11-20",
            "2025-11-20",
            "after 2025-11",
            "2026",
        ];
        assert_eq!(dates_of(&written), sorted);
    }
}
