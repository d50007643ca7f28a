//! Every unit, from the data file to the words of both languages and back.

use super::{built, codes, fact, path, said, site, with_text, words_of};
use crate::support::Site;

/// The lines of the fact; its words in Italian and English; whether a text that says the same without a mark states it
/// (dates and years are left alone).
type Unit = (&'static [&'static str], &'static str, &'static str, bool);

const UNITS: [Unit; 30] = [
    (
        &[
            "value: '1400'",
            "scale: billion",
            "unit: USD",
            "about: true",
        ],
        "circa 1.400 miliardi di dollari",
        "about $1.4 trillion",
        true,
    ),
    (
        &["value: '731.8'", "scale: billion", "unit: TWD"],
        "731,8 miliardi di dollari di Taiwan",
        "NT$731.8 billion",
        true,
    ),
    (
        &["value: '3'", "scale: million", "unit: EUR"],
        "3 milioni di euro",
        "€3 million",
        true,
    ),
    (
        &["range: ['1', '5']", "scale: billion", "unit: USD"],
        "da 1 a 5 miliardi di dollari",
        "$1 billion to $5 billion",
        true,
    ),
    (
        &["value: '100'", "scale: billion", "unit: USD", "up_to: true"],
        "fino a 100 miliardi di dollari",
        "up to $100 billion",
        true,
    ),
    (
        &[
            "value: '30'",
            "scale: billion",
            "unit: USD",
            "per: {it: l'anno, en: a year}",
        ],
        "30 miliardi di dollari l’anno",
        "$30 billion a year",
        true,
    ),
    (&["value: '4.5'", "unit: GW"], "4,5 GW", "4.5 GW", true),
    (&["value: '600'", "unit: MW"], "600 MW", "600 MW", true),
    (&["value: '130'", "unit: kW"], "130 kW", "130 kW", true),
    (&["value: '176'", "unit: TWh"], "176 TWh", "176 TWh", true),
    (&["value: '800'", "unit: V"], "800 V", "800 V", true),
    (&["value: '63'", "unit: A"], "63 A", "63 A", true),
    (&["value: '7.1'", "unit: percent"], "7,1%", "7.1%", true),
    (
        &["value: '400'", "unit: people", "at_least: true"],
        "oltre 400 addetti",
        "over 400 workers",
        true,
    ),
    (
        &[
            "value: '2616'",
            "unit: people",
            "noun: {it: [posto di lavoro, posti di lavoro], en: [job, jobs]}",
        ],
        "2.616 posti di lavoro",
        "2,616 jobs",
        true,
    ),
    (
        &["value: '6.2'", "scale: million", "unit: sq-ft"],
        "circa 576.000 metri quadrati",
        "6.2 million square feet",
        true,
    ),
    (
        &["value: '93000'", "unit: sq-m"],
        "93.000 metri quadrati",
        "93,000 square metres",
        true,
    ),
    (
        &["value: '86.34'", "unit: acres"],
        "circa 35 ettari",
        "86.34 acres",
        true,
    ),
    (&["value: '3'", "unit: km"], "3 km", "3 km", true),
    (
        &["value: '25'", "unit: miles"],
        "25 miglia",
        "25 miles",
        true,
    ),
    (
        &["value: '1.36'", "unit: tonnes"],
        "1,36 tonnellate",
        "1.36 tonnes",
        true,
    ),
    (
        &["value: '2000'", "unit: racks-per-week", "up_to: true"],
        "fino a 2.000 rack a settimana",
        "up to 2,000 racks a week",
        true,
    ),
    (
        &[
            "value: '12'",
            "noun: {it: [stato, stati], en: [state, states]}",
        ],
        "12 stati",
        "12 states",
        true,
    ),
    (
        &[
            "value: '400'",
            "scale: thousand",
            "noun: {it: [chip, chip], en: [chip, chips]}",
            "about: true",
        ],
        "circa 400.000 chip",
        "about 400,000 chips",
        true,
    ),
    (
        &["value: '2025-11-20'", "unit: date"],
        "20 novembre 2025",
        "20 November 2025",
        false,
    ),
    (&["value: '2031'", "unit: year"], "2031", "2031", false),
    (
        &["value: '180'", "unit: days"],
        "180 giorni",
        "180 days",
        true,
    ),
    (&["value: '15'", "unit: years"], "15 anni", "15 years", true),
    (
        &["value: '18'", "unit: months"],
        "18 mesi",
        "18 months",
        true,
    ),
    (&["value: '48'", "unit: hours"], "48 ore", "48 hours", true),
];

/// The name of the fact at a position.
fn id(position: usize) -> String {
    format!("figure-{position}")
}

/// A site with all of them, whose texts have a section for each, written by `body` from its id and its words.
fn all(body: impl Fn(&str, &str) -> String) -> Site {
    let numbered = || UNITS.iter().enumerate();
    let facts: Vec<String> = numbered().map(|(at, unit)| fact(&id(at), unit.0)).collect();
    let text = |words: fn(&Unit) -> &'static str| -> String {
        let section = |(at, unit)| format!("## S{at}\n\n{}\n\n", body(&id(at), words(unit)));
        numbered().map(section).collect()
    };
    with_text(site(&facts), &text(|unit| unit.1), &text(|unit| unit.2))
}

#[test]
fn every_unit_is_written_in_both_languages() {
    let site = all(|id, _| format!("Sono [](fact:{id})."));
    let (it, en) = (
        built(&site, "it/text/index.html"),
        site.read("public/en/text/index.html"),
    );
    for (lines, italian, english, _) in UNITS {
        for (html, words) in [(&it, italian), (&en, english)] {
            assert!(
                words_of(html).contains(&format!("Sono {words}.")),
                "{lines:?}: {words}"
            );
        }
    }
}

#[test]
fn the_words_of_every_unit_pass_in_a_mark() {
    assert_eq!(
        said(&all(|id, words| format!("[{words}](fact:{id})."))),
        [""; 0]
    );
}

#[test]
fn a_digit_that_differs_is_an_error_in_every_unit() {
    let site = all(|id, words| {
        let digit = words.find(|c: char| c.is_ascii_digit()).expect("a digit");
        let other = if words[digit..].starts_with('9') {
            "8"
        } else {
            "9"
        };
        format!(
            "[{}{other}{}](fact:{id}).",
            &words[..digit],
            &words[digit + 1..]
        )
    });
    assert_eq!(codes(&site), vec!["fact-mismatch"; 2 * UNITS.len()]);
}

#[test]
fn the_words_of_every_unit_count_as_marked_and_get_their_mark() {
    let site = all(|id, words| format!("Sono {words}, si dice.\n\n[](fact:{id})"));
    assert_eq!(said(&site), [""; 0]);
    let run = site.run(&["check", "--fix"]);
    let (it, en) = (
        site.read(&path("text", "it")),
        site.read(&path("text", "en")),
    );
    for (at, (lines, italian, english, counts)) in UNITS.iter().enumerate() {
        for (text, words) in [(&it, italian), (&en, english)] {
            let mark = format!("Sono [{words}](fact:{}), si dice.", id(at));
            assert_eq!(
                text.contains(&mark),
                *counts,
                "{lines:?}: {words}\n{}",
                run.stdout
            );
        }
    }
    assert_eq!(said(&site), [""; 0]);
}
