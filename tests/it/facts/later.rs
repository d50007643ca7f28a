//! Later figures: every page that states a fact which another one replaces or follows says so, once, in its place.

use super::{built, event, fact, page, path, site, with_text, words_of};
use crate::support::Site;

/// Spending was counted in another way later; sites became more, twice; power stayed.
fn facts() -> Vec<String> {
    let noun = "noun: {it: [sede, sedi], en: [site, sites]}";
    let later = |id: &str, lines: &[&str]| {
        fact(id, lines).replace("as_of: 2025-11-06", "as_of: 2026-02-20")
    };
    vec![
        fact(
            "spending",
            &[
                "value: '1400'",
                "scale: billion",
                "unit: USD",
                "about: true",
                "followed_by: compute",
            ],
        ),
        later(
            "compute",
            &["value: '600'", "scale: billion", "unit: USD", "about: true"],
        ),
        fact("sites-1", &["value: '20'", noun, "replaced_by: sites-2"]),
        fact("sites-2", &["value: '30'", noun, "replaced_by: sites-3"]),
        later("sites-3", &["value: '40'", noun]),
        fact("power", &["value: '4.5'", "unit: GW"]),
    ]
}

const FOLLOWED: &str = "Dato successivo, calcolato in altro modo: circa 600 miliardi di dollari (20 febbraio 2026); prima: circa 1.400 miliardi di dollari.";
const REPLACED: &str = "Dato più recente: 40 sedi (20 febbraio 2026); prima: 20 sedi.";

/// The notes of the Italian page `text`, with the tags that open them.
fn notes(site: &Site) -> Vec<(String, String)> {
    notes_in(&built(site, "it/text/index.html"))
}

fn notes_in(html: &str) -> Vec<(String, String)> {
    let starts = ["Dato successivo", "Dato più recente"];
    let lines = html
        .lines()
        .filter(|line| starts.iter().any(|start| line.contains(start)));
    lines
        .map(|line| {
            let open = line.split_inclusive('>').next().unwrap_or_default();
            (open.to_owned(), words_of(line).trim().to_owned())
        })
        .collect()
}

#[test]
fn a_page_says_that_there_is_a_later_figure_unless_it_states_it() {
    let note = |class: &str, words: &str| (format!("<p class=\"{class}\">"), words.to_owned());
    let aside = |words: &str| note("aside side", words);
    let table: [(&str, Vec<(String, String)>); 12] = [
        ("## A\n\n[](fact:power)", vec![]),
        ("## A\n\n[](fact:spending)", vec![aside(FOLLOWED)]),
        (
            "## A\n\n[](fact:spending)\n\n## B\n\n[](fact:spending)",
            vec![aside(FOLLOWED)],
        ),
        (
            "## A\n\n[](fact:spending)\n\n## B\n\n[](fact:compute)",
            vec![],
        ),
        ("## A\n\n[](fact:compute)", vec![]),
        ("## A\n\n[](fact:sites-1)", vec![aside(REPLACED)]),
        ("## A\n\n[](fact:sites-1) [](fact:sites-3)", vec![]),
        (
            "## A\n\n[](fact:sites-1) [](fact:sites-2)",
            vec![aside(
                "Dato più recente: 40 sedi (20 febbraio 2026); prima: 30 sedi.",
            )],
        ),
        (
            "## A\n\n[](fact:spending) [](fact:sites-1)",
            vec![
                ("<p>".to_owned(), FOLLOWED.to_owned()),
                ("<p>".to_owned(), REPLACED.to_owned()),
            ],
        ),
        ("[](fact:spending)", vec![note("kick", FOLLOWED)]),
        (
            "[](fact:spending)\n\n## A\n\n[](fact:spending)",
            vec![aside(FOLLOWED)],
        ),
        (
            "## A\n\n[](fact:power)\n\n## B\n\n[](fact:power), circa 1.400 miliardi di dollari. [](fact:spending)",
            vec![aside(FOLLOWED)],
        ),
    ];
    for (text, expected) in table {
        let site = with_text(site(&facts()), text, "Text.");
        assert_eq!(notes(&site), expected, "{text}");
    }
}

#[test]
fn the_note_leads_to_the_page_of_facts_and_stands_beside_the_text() {
    let text = "## A {#a}\n\n[](fact:spending)\n\n> [!NOTE]\n> Prima.\n\n| T |\n|--|\n| x |\n\nPoi.\n\n### C\n\nAltro.\n\n## B {#b}\n\nX.";
    let html = built(
        &with_text(site(&facts()), text, "Text."),
        "it/text/index.html",
    );
    let section = html.split("id=\"a\"").nth(1).expect("the section");
    let link = "<a href=\"../facts/#compute\">circa 600\u{a0}miliardi di\u{a0}dollari</a> (<time datetime=\"2026-02-20\">20\u{a0}febbraio 2026</time>)";
    let note = section.find(link).expect("the note");
    // The first run of text has a note of the author's; so this one stands beside the second.
    for before in ["Prima.", "<table>", "Poi.", "Altro."] {
        assert!(section.find(before).is_some_and(|at| at < note), "{before}");
    }
    assert!(section.find("id=\"b\"").is_some_and(|at| at > note));
}

#[test]
fn each_language_says_it_in_its_words() {
    let site = with_text(
        site(&facts()),
        "[](fact:spending)",
        "[](fact:spending), [](fact:sites-1)",
    );
    built(&site, "it/text/index.html");
    let english = words_of(&site.read("public/en/text/index.html"));
    for words in [
        "Later figure, counted in another way: about $600 billion (20 February 2026); earlier: about $1.4 trillion.",
        "Newer figure: 40 sites (20 February 2026); earlier: 20 sites.",
    ] {
        assert!(english.contains(words), "{words}");
    }
}

#[test]
fn key_figures_and_events_say_it_too() {
    let home = page(
        "home",
        "",
        "[](fact:power) [](fact:sites-3) [@daily; @weekly] [x](term:plant)",
    );
    let site = site(&facts())
        .write("content/_index.yaml", "facts: [spending]\n")
        .write(&path("_index", "it"), &home)
        .write(&path("_index", "en"), home)
        .write(
            "content/timeline.yaml",
            event("[](fact:spending) e [](fact:sites-2).", "X."),
        );
    let home = notes_in(&built(&site, "it/index.html"));
    assert_eq!(
        home,
        [("<p class=\"kick\">".to_owned(), FOLLOWED.to_owned())]
    );
    let timeline = site.read("public/it/timeline/index.html");
    let event = timeline.split("id=\"opening\"").nth(1).expect("the event");
    assert_eq!(notes_in(event).len(), 2, "{event}");
}

#[test]
fn the_page_of_facts_shows_what_came_before_and_after() {
    let mut facts = facts();
    facts.push(fact(
        "old",
        &[
            "value: '7'",
            "unit: GW",
            "replaced_by: power",
            "followed_by: compute",
        ],
    ));
    let html = built(&site(&facts), "it/facts/index.html");
    let entry = |id: &str| {
        let entry = html
            .split(&format!("<div id=\"{id}\">"))
            .nth(1)
            .expect("the fact");
        words_of(entry.split("</div>").next().unwrap_or_default())
    };
    for (id, expected) in [
        (
            "old",
            vec![
                "sostituito da 4,5 GW, 6 novembre 2025",
                "dato successivo, calcolato in altro modo: circa 600 miliardi di dollari, 20 febbraio 2026",
            ],
        ),
        ("power", vec!["sostituisce 7 GW, 6 novembre 2025"]),
        (
            "compute",
            vec![
                "dato precedente, calcolato in altro modo: 7 GW",
                "dato precedente, calcolato in altro modo: circa 1.400 miliardi di dollari",
            ],
        ),
        (
            "sites-2",
            vec!["sostituisce 20 sedi", "sostituito da 40 sedi"],
        ),
    ] {
        for words in expected {
            assert!(entry(id).contains(words), "{id}: {}", entry(id));
        }
    }
    assert!(!html.contains("Dato successivo"), "{html}");
}

#[test]
fn a_long_history_takes_time_in_proportion() {
    let facts: Vec<String> = (0..4000)
        .map(|n| {
            let value = format!("value: '{}'", n + 1);
            let next = format!("replaced_by: f{}", n + 1);
            let lines = if n < 3999 {
                vec![value.as_str(), &next]
            } else {
                vec![value.as_str()]
            };
            fact(&format!("f{n}"), &lines)
        })
        .collect();
    let start = std::time::Instant::now();
    built(&site(&facts), "it/facts/index.html");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
