//! Diagrams of relations as SVG: legs, labels, the table.

use super::*;
use crate::status::Status;

const WORDS: RelationsWords<'static> = RelationsWords {
    group: "Schema \"A\"",
    company: "Azienda",
    gives: "Che cosa dà",
    date: "Data",
    key: "Ogni linea va da chi dà a chi riceve.",
};

fn row<'a>(name: &'a str, status: Status) -> Relation<'a> {
    Relation {
        name,
        href: Some("../a&b/"),
        label: "cloud",
        badge: Badge {
            status,
            label: status.name(),
        },
        text_html: "servizi <b>cloud</b>",
        date_html: "2025",
    }
}

fn draw(rows: &[Relation<'_>]) -> RelationsFigure {
    relations(&Relations {
        name: "OpenAI",
        rows,
        words: WORDS,
        caption_html: "",
    })
}

#[test]
fn a_diagram_has_four_to_twelve_rows() {
    for (n_rows, drawn) in [
        (0, Drawn::TooFew),
        (3, Drawn::TooFew),
        (4, Drawn::Both),
        (12, Drawn::Both),
        (13, Drawn::TooMany),
    ] {
        let figure = draw(&vec![row("Nvidia", Status::Announced); n_rows]);
        assert_eq!(figure.drawn, drawn, "{n_rows}");
        assert_eq!(
            figure.html.contains("<svg"),
            drawn == Drawn::Both,
            "{n_rows}"
        );
        assert_eq!(
            figure.html.matches("<tr><th scope=\"row\">").count(),
            n_rows
        );
        assert_eq!(figure.html.is_empty(), n_rows == 0);
    }
}

#[test]
fn each_line_looks_like_its_status() {
    let rows = [
        Status::Announced,
        Status::Operating,
        Status::Planned,
        Status::Claimed,
        Status::Cancelled,
        Status::Unknown,
    ]
    .map(|status| row("Nvidia", status));
    let html = draw(&rows).html;
    for (part, n) in [
        ("class=\"tr\"", 1),
        ("class=\"tr dbl\"", 1),
        ("class=\"tr gap\"", 1),
        ("class=\"tr dash\"", 1),
        ("class=\"tr said\"", 2),
        ("class=\"tr off\"", 1),
        ("l8-12\"", 1),
        ("class=\"pad p-said\"", 1),
        ("a4 4 0 1 0 8 0", 6),
        ("h9v10h-9z", 6),
    ] {
        assert_eq!(html.matches(part).count(), n, "{part}");
    }
}

#[test]
fn the_key_names_each_line_once_with_all_its_words() {
    let rows = [
        Status::Completed,
        Status::Announced,
        Status::Operating,
        Status::Announced,
    ]
    .map(|status| row("Nvidia", status));
    assert_eq!(
        line_key(&rows),
        "<ul class=\"key\"><li class=\"st st-runs\">completed, operating</li>\
         <li class=\"st st-ann\">announced</li></ul>\n"
    );
}

#[test]
fn text_from_data_stays_text() {
    let hostile = Relation {
        label: "a<b>&\"",
        ..row("<script>\"", Status::Announced)
    };
    let html = draw(&[hostile; 4]).html;
    assert!(!html.contains("<script>") && !html.contains("a<b>"));
    assert!(html.contains("aria-label=\"Schema &quot;A&quot;\""));
    assert!(html.contains("<a href=\"../a&amp;b/\">"));
    let nowhere = Relation {
        href: None,
        ..hostile
    };
    assert!(!draw(&[nowhere; 4]).html.contains("<a "));
}

#[test]
fn long_words_are_pressed_into_their_room() {
    let long = Relation {
        label: "wafers, packages and whole machines",
        ..row("Taiwan Semiconductor", Status::Announced)
    };
    let html = draw(&[long; 8]).html;
    assert_eq!(html.matches("lengthAdjust").count(), 16);
    let short = draw(&[row("SoftBank", Status::Announced); 8]).html;
    assert_eq!(short.matches("lengthAdjust").count(), 0);
}

#[test]
fn a_label_of_28_letters_is_hardly_pressed() {
    for n_rows in MIN_ROWS..=MAX_ROWS {
        let layout = Layout::new(n_rows);
        for row in 0..n_rows {
            assert!(width("progetta, prepara produzione", 12.5) / layout.label_room(row) < 1.25);
        }
    }
}

#[test]
fn a_long_receiver_takes_more_lines() {
    assert_eq!(chip_name("OpenAI", 100.0).matches("<text").count(), 1);
    assert_eq!(
        chip_name("Taiwan Semiconductor Co", 100.0)
            .matches("<text")
            .count(),
        3
    );
}

#[test]
fn the_direction_is_told_even_without_a_caption() {
    let rows = [row("Nvidia", Status::Announced); 4];
    assert!(
        draw(&rows)
            .html
            .contains("<p>Ogni linea va da chi dà a chi riceve.</p>")
    );
    let own = Relations {
        name: "OpenAI",
        rows: &rows,
        words: WORDS,
        caption_html: "Chi <b>dà</b>",
    };
    assert!(relations(&own).html.contains("<p>Chi <b>dà</b></p>"));
}
