//! Events on a spine: solid for what happened, dashed for what is expected.

use super::Badge;
use super::escape::{attribute, escape};

/// On which side of today an event is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It happened.
    Past,
    /// It is expected or planned.
    Expected,
}

/// One event.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Anchor, where the list is the page's own.
    pub id: Option<&'a str>,
    /// The date for machines, where it has such a form: `2025-11`.
    pub datetime: Option<&'a str>,
    /// The date in the reader's language.
    pub date: &'a str,
    /// Past or expected.
    pub standing: Standing,
    /// What happened, inline HTML.
    pub html: &'a str,
    /// Citation marks, HTML; may be empty.
    pub marks_html: &'a str,
    /// Status, where it is shown.
    pub badge: Option<Badge<'a>>,
}

/// The events in the order given; `expected` is the word for what has not happened: `previsto`.
/// Nothing when there are no events.
#[must_use]
pub fn timeline(events: &[Event<'_>], expected: &str) -> String {
    if events.is_empty() {
        return String::new();
    }
    let rows: String = events.iter().map(|event| row(event, expected)).collect();
    format!("<ol class=\"time\">\n{rows}</ol>\n")
}

fn row(event: &Event<'_>, expected: &str) -> String {
    let ahead = event.standing == Standing::Expected;
    let id = attribute("id", event.id);
    let class = attribute("class", ahead.then_some("next"));
    let word = if ahead {
        format!(" <b>({})</b>", escape(expected))
    } else {
        String::new()
    };
    let badge = event.badge.map_or_else(String::new, |badge| {
        format!("<p class=\"kick\">{}</p>", badge.html())
    });
    format!(
        "<li{id}{class}><p>{}{word}</p><div>{}{}{badge}</div></li>\n",
        date(event),
        event.html,
        event.marks_html
    )
}

fn date(event: &Event<'_>) -> String {
    let words = escape(event.date);
    match event.datetime {
        Some(datetime) => format!("<time datetime=\"{}\">{words}</time>", escape(datetime)),
        None => format!("<b>{words}</b>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    fn event<'a>() -> Event<'a> {
        Event {
            id: None,
            datetime: Some("2025-11"),
            date: "novembre 2025",
            standing: Standing::Past,
            html: "L’annuncio.",
            marks_html: "",
            badge: None,
        }
    }

    #[test]
    fn what_is_expected_says_so_in_line_and_word() {
        let badge = Some(Badge {
            status: Status::Planned,
            label: "in programma",
        });
        let ahead = Event {
            id: Some("start"),
            standing: Standing::Expected,
            badge,
            ..event()
        };
        assert_eq!(
            timeline(&[event(), ahead], "previsto"),
            "<ol class=\"time\">\n<li><p><time datetime=\"2025-11\">novembre 2025</time></p><div>L’annuncio.</div></li>\n\
             <li id=\"start\" class=\"next\"><p><time datetime=\"2025-11\">novembre 2025</time> <b>(previsto)</b></p>\
             <div>L’annuncio.<p class=\"kick\"><span class=\"st st-open\">in programma</span></p></div></li>\n</ol>\n"
        );
        assert_eq!(timeline(&[], "previsto"), "");
    }

    #[test]
    fn a_date_without_a_machine_form_is_no_time_element() {
        let vague = Event {
            datetime: None,
            date: "prima del <20>",
            ..event()
        };
        assert!(row(&vague, "").contains("<b>prima del &lt;20&gt;</b>"));
    }
}
