//! Cards as a whole, and the parts whose faults a picture would hide.

use super::face::{BOLD, MEDIUM, missing};
use super::wrap::{Measure, Pieces, one_line};
use super::*;

/// Every letter is one wide.
struct Letters;

impl Measure for Letters {
    fn width(&self, text: &str) -> f32 {
        text.chars().count() as f32
    }

    fn fitting(&self, text: &str, width: f32) -> usize {
        let mut ends = text
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let nth = (width as usize).max(1) - 1;
        ends.nth(nth).unwrap_or(text.len())
    }
}

fn card(title: &str) -> Card {
    Card {
        lang: "it".into(),
        site: "OpenAI–Foxconn, spiegato".into(),
        kind: "Partner".into(),
        title: title.into(),
        description: "Che cosa prevede l’accordo del novembre 2025, che cosa no, e perché.".into(),
        status: Some(Badge {
            line: Line::Dashed,
            cell: cell("Accordo con OpenAI", "da definire"),
        }),
        figure: Some(cell("Valore annunciato", "circa 1.400 miliardi di dollari")),
        updated: Some(cell("Ultimo aggiornamento", "25 novembre 2026")),
        colors: Colors::SHEET,
    }
}

fn cell(label: &str, value: &str) -> Cell {
    Cell {
        label: label.into(),
        value: value.into(),
    }
}

fn lines(text: &str, width: f32, most: usize) -> Vec<String> {
    Pieces::new(text, &Letters, width).cut(width, most, &Letters)
}

#[test]
fn words_go_to_the_next_line_when_there_is_no_room() {
    assert_eq!(lines("uno due tre", 7.0, 4), ["uno due", "tre"]);
    assert_eq!(
        lines("OpenAI–Foxconn e/o", 10.0, 4),
        ["OpenAI–", "Foxconn e/", "o"]
    );
    assert_eq!(
        lines("5\u{a0}GW di\n rete", 4.0, 4),
        ["5\u{a0}GW", "di", "rete"]
    );
    assert_eq!(lines("", 4.0, 4), [""; 0]);
}

#[test]
fn a_word_that_is_wider_than_a_line_is_broken() {
    assert_eq!(
        lines("Donaudampfschiff", 6.0, 4),
        ["Donaud", "ampfsc", "hiff"]
    );
    assert_eq!(lines("a Donaudampf è", 6.0, 4), ["a", "Donaud", "ampf è"]);
}

#[test]
fn what_does_not_fit_ends_in_an_ellipsis() {
    assert_eq!(lines("uno due tre quattro", 7.0, 2), ["uno due", "tre…"]);
    assert_eq!(lines("uno due, tre quattro", 9.0, 1), ["uno due…"]);
    assert_eq!(one_line("Donaudampfschiff", 6.0, &Letters), "Donau…");
    assert_eq!(one_line("Donau", 6.0, &Letters), "Donau");
}

#[test]
fn lines_of_a_title_are_of_about_one_width() {
    let pieces = Pieces::new("aaaa bbbb cccc dd", &Letters, 14.0);
    let lines = pieces.fit_evenly(14.0, 4).unwrap();
    let texts: Vec<String> = lines.iter().map(|line| pieces.text(line)).collect();
    assert_eq!(texts, ["aaaa bbbb", "cccc dd"]);
}

#[test]
fn letters_are_kerned_and_accents_composed() {
    let width = |text| BOLD.shape(text, "it").width;
    assert!(width("AVAV") < 2.0 * (width("A") + width("V")) - 0.02);
    assert_eq!(width("perche\u{301}"), width("perché"));
    assert_eq!(MEDIUM.shape("", "it").width, 0.0);
}

#[test]
fn letters_that_the_font_lacks_are_found() {
    for text in [
        "Perché l’Ohio è «centrale»: 5\u{202f}GW — £1,400bn…",
        "Łódź, Þór, ğ, ő, Ắ, α, Ω, ё, ї, ₴, e\u{301}, non\u{2011}breaking, soft\u{ad}hyphen",
    ] {
        assert_eq!(missing(text), None, "{text}");
    }
    for (text, letter) in [("富士康", '富'), ("a שלום", 'ש'), ("a 🙂", '🙂')] {
        assert_eq!(missing(text), Some(letter), "{text}");
    }
    assert_eq!(card("富士康").undrawable(), Some('富'));
    let described = Card {
        description: "富士康".into(),
        ..card("Foxconn")
    };
    assert_eq!(described.undrawable(), None);
}

#[test]
fn a_card_is_a_small_png_of_the_right_size_and_the_same_every_time() {
    let long = "Che cosa cambia, e che cosa no, con l’accordo fra le due aziende ".repeat(9);
    let empty = Card {
        kind: String::new(),
        description: String::new(),
        status: None,
        figure: None,
        updated: None,
        ..card("")
    };
    let titled = ["Foxconn", &long, &"W".repeat(1000), "\u{a0}"].map(card);
    for card in titled.into_iter().chain([empty]) {
        let file = card.draw();
        assert_eq!(file, card.draw());
        assert!(file.len() < 60_000, "{}: {} bytes", card.title, file.len());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file))
            .read_info()
            .unwrap();
        assert_eq!((reader.info().width, reader.info().height), (WIDTH, HEIGHT));
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
    }
}

/// Cards that stand in an output already are not drawn again, so they would stay as they were.
#[test]
fn what_is_drawn_in_another_way_has_another_version() {
    let file = card("Che cosa cambia, e che cosa no, con l’accordo").draw();
    let mut reader = png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let hash: String = Sha256::digest(&pixels)[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        (DRAWING, hash.as_str()),
        ("1", "792bb83d"),
        "raise `DRAWING` in src/card/mod.rs, then write what is found here"
    );
}

#[test]
fn the_digest_tells_cards_apart() {
    let same = card("Foxconn").digest("partners/foxconn");
    assert_eq!(same.len(), 16);
    assert_eq!(same, card("Foxconn").digest("partners/foxconn"));
    let changed: [fn(&mut Card); 6] = [
        |card| card.title.push('!'),
        |card| card.description.push('!'),
        |card| card.status = None,
        |card| card.figure = None,
        |card| card.status.as_mut().unwrap().line = Line::Dotted,
        |card| card.colors.ink[0] += 1,
    ];
    for change in changed {
        let mut other = card("Foxconn");
        change(&mut other);
        assert_ne!(same, other.digest("partners/foxconn"));
    }
    assert_ne!(same, card("Foxconn").digest("partners-foxconn"));
}
