//! The rules of `check` over sources, dates, terms, events and pages that nobody reaches: a small site without a fault,
//! one change, what is said of it.

use crate::support::{Site, copy_tree, package};

const TODAY: &str = "2026-11-25";

/// A site of which there is nothing to say.
pub(crate) fn small_site() -> Site {
    let site = Site::empty("rules");
    copy_tree(&package().join("templates"), &site.path("templates"));
    let mut site = site
        .write("content/site.yaml", SITE)
        .write("content/sources.yaml", source(""))
        .write("content/glossary.yaml", GLOSSARY)
        .write("content/timeline.yaml", event("announced", "2026-11-20"));
    for (lang, title) in [("it", "Una prova"), ("en", "A test")] {
        let file = |name: &str| format!("content/{name}.{lang}.md");
        let view = |name: &str| page(&format!("{title}: {name}"), &format!("view: {name}\n"), "");
        let body = "A [plant](term:plant).[@daily]";
        site = site
            .write(&file("_index"), page(title, "", body))
            .write(&file("sources"), view("sources"))
            .write(&file("glossary"), view("glossary"))
            .write(&file("timeline"), view("timeline"));
    }
    site
}

fn page(title: &str, more: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{title}: a page of a small site for tests, which shows a single rule of the program.\"\nupdated: 2026-11-25\n{more}---\n{body}\n"
    )
}

const SITE: &str = "languages: [it, en]
base_url: https://example.org/repo/
title: {it: Prova, en: Test}
navigation:
  - {page: timeline, title: {it: Date, en: Dates}}
  - {page: sources, title: {it: Fonti, en: Sources}}
  - {page: glossary, title: {it: Parole, en: Words}}
";

const GLOSSARY: &str = "plant:
  term: {it: stabilimento, en: plant}
  text: {it: Dove si lavora., en: Where people work.}
";

fn source(more: &str) -> String {
    format!(
        "daily:\n  title: A plant is announced\n  language: en\n  publisher: {{name: The Daily}}\n  url: https://news.example/daily\n  published: 2026-03-01\n  kind: press\n  read: copy\n{more}"
    )
}

fn event(status: &str, date: &str) -> String {
    format!(
        "- id: opening\n  date: {date}\n  status: {status}\n  text: {{it: Apre lo stabilimento., en: The plant opens.}}\n  sources: [daily]\n"
    )
}

/// What `check` says of a site: code, file, message.
fn said(site: &Site) -> Vec<(String, String, String)> {
    let run = site.run(&["check", "--format", "json", "--today", TODAY]);
    run.objects()
        .iter()
        .map(|object| {
            let text = |key: &str| object[key].as_str().unwrap_or_default().to_owned();
            (text("code"), text("file"), text("message"))
        })
        .collect()
}

fn codes(site: &Site) -> Vec<String> {
    said(site).into_iter().map(|(code, ..)| code).collect()
}

#[test]
fn the_small_site_is_without_fault() {
    assert_eq!(said(&small_site()), []);
}

#[test]
fn what_was_done_was_not_done_in_the_future() {
    for (old, new, expected) in [
        ("2026-03-01", "2026-11-25", None),
        ("2026-03-01", "2026-11-26", Some("published")),
        ("2026-03-01", "2026-11", None),
        ("2026-03-01", "2026-12", Some("published")),
        ("2026-03-01", "2027", Some("published")),
        ("read: copy", "read: copy\n  read_on: 2026-11-25", None),
        (
            "read: copy",
            "read: copy\n  read_on: 2026-11-26",
            Some("read_on"),
        ),
    ] {
        let site = small_site().write("content/sources.yaml", source("").replace(old, new));
        let said = said(&site);
        let keys: Vec<&str> = said
            .iter()
            .map(|(code, file, message)| {
                assert_eq!(
                    (code.as_str(), file.as_str()),
                    ("future-date", "content/sources.yaml")
                );
                message.split('`').nth(1).expect("the message names a key")
            })
            .collect();
        assert_eq!(keys, expected.into_iter().collect::<Vec<_>>(), "{new}");
    }
}

#[test]
fn a_term_is_used_by_a_text() {
    let mark = "A [plant](term:plant).";
    for (it, en, expected) in [
        (mark, mark, &[] as &[&str]),
        (mark, "A plant.", &[]),
        ("A plant.", "A plant.", &["unused-term"]),
    ] {
        let mut site = small_site();
        for (lang, text) in [("it", it), ("en", en)]
            .into_iter()
            .filter(|(_, text)| *text != mark)
        {
            site = site.change_file(&format!("content/_index.{lang}.md"), |old| {
                old.replace(mark, text)
            });
        }
        assert_eq!(codes(&site), expected, "{it} {en}");
    }
}

#[test]
fn what_was_planned_for_a_day_that_is_past_is_overdue() {
    for (status, date, overdue) in [
        ("planned", "2026-11-24", true),
        ("planned", "2026-11-25", false),
        ("planned", "2026-11", false),
        ("planned", "2026-10", true),
        ("planned", "2026-Q3", true),
        ("planned", "2026-Q4", false),
        ("planned", "2025", true),
        ("planned", "2026", false),
        ("planned", "before 2026-11-26", false),
        ("planned", "before 2026-11-25", true),
        ("planned", "after 2020", false),
        ("announced", "2020", false),
        ("forecast", "2020", false),
    ] {
        let site = small_site().write("content/timeline.yaml", event(status, date));
        let expected: &[&str] = if overdue { &["overdue-event"] } else { &[] };
        assert_eq!(codes(&site), expected, "{status} {date}");
    }
}

#[test]
fn an_event_is_expected_while_its_date_lies_ahead_of_the_page() {
    for (status, date, expected) in [
        ("planned", "2027", true),
        ("planned", "2026-11-25", true),
        ("planned", "after 2025", true),
        ("forecast", "2030-Q1", true),
        ("forecast", "2025-11-06", false),
        ("not-finalized", "2025-09", false),
        ("announced", "2027", false),
    ] {
        let site = small_site().write("content/timeline.yaml", event(status, date));
        assert_eq!(site.run(&["build"]).code, 0);
        let html = site.read("public/en/timeline/index.html");
        assert_eq!(html.contains("(expected)"), expected, "{status} {date}");
    }
}

#[test]
fn the_page_of_sources_shows_when_a_source_was_read_and_its_copy() {
    let more = "  read_on: 2026-11-20\n  archive: https://copies.example/daily?a=1&b=2\n";
    let site = small_site().write("content/sources.yaml", source(more));
    let run = site.run(&["build"]);
    assert!(
        run.code == 0 && run.stdout.contains("built"),
        "{}",
        run.stderr
    );
    for (page, words, copy) in [
        (
            "it/sources",
            "letta per intero in una copia, 20 novembre 2026",
            "copia conservata",
        ),
        (
            "en/sources",
            "read in full, as a copy, 20 November 2026",
            "archived copy",
        ),
    ] {
        let html = site
            .read(&format!("public/{page}/index.html"))
            .replace('\u{a0}', " ");
        let link =
            format!("{words} · <a href=\"https://copies.example/daily?a=1&amp;b=2\">{copy}</a>");
        assert!(html.contains(&link), "{html}");
    }
}

#[test]
fn every_way_of_reading_has_its_words() {
    for read in ["whole", "copy", "excerpt", "headline"] {
        let text = source("").replace("read: copy", &format!("read: {read}"));
        let site = small_site().write("content/sources.yaml", text);
        assert_eq!(codes(&site), [] as [&str; 0], "{read}");
    }
}

/// The small site with a page `extra` in both languages.
fn with_extra(name: &str, more: &str, body: &str) -> Site {
    let mut site = small_site();
    for lang in ["it", "en"] {
        let title = format!("Extra {lang}");
        site = site.write(
            &format!("content/{name}.{lang}.md"),
            page(&title, more, body),
        );
    }
    site
}

/// The files that `check` calls orphans; it must say nothing else.
fn orphans(site: &Site) -> Vec<String> {
    let orphans = said(site).into_iter().map(|(code, file, message)| {
        assert_eq!(code, "orphan-page", "{message}");
        file
    });
    orphans.collect()
}

const BOTH: [&str; 2] = ["content/extra.en.md", "content/extra.it.md"];

#[test]
fn a_page_that_nobody_leads_to_is_named_in_each_language() {
    let text = |lang: &'static str| {
        move |site: Site| {
            let link = format!("[extra](extra.{lang}.md)");
            site.change_file(&format!("content/_index.{lang}.md"), |old| {
                old.to_owned() + &link
            })
        }
    };
    let (it, en) = (text("it"), text("en"));
    let plain = || with_extra("extra", "", "Nothing.");
    for (what, site, expected) in [
        ("alone", plain(), &BOTH as &[&str]),
        (
            "a text, and the switch of languages",
            it(plain()),
            &BOTH[..1],
        ),
        ("texts in both languages", en(it(plain())), &[]),
        (
            "its own link",
            with_extra("extra", "", "[Up](#up)\n\n## Up {#up}\n\nNothing."),
            &BOTH,
        ),
    ] {
        assert_eq!(orphans(&site), expected, "{what}");
    }
}

#[test]
fn menus_and_redirects_lead_to_a_page() {
    let menu = with_extra("extra", "", "Nothing.").change_file("content/site.yaml", |old| {
        old.to_owned() + "  - {page: extra, title: {it: Altro, en: More}}\n"
    });
    let redirect = with_extra("extra", "aliases: [/old/]\n", "Nothing.")
        .change_file("content/extra.en.md", |old| old.replace("/old/", "/older/"));
    for site in [menu, redirect] {
        assert_eq!(orphans(&site), [] as [&str; 0]);
    }
}

#[test]
fn lists_of_uses_and_the_index_lead_nobody_to_a_page() {
    for (what, body) in [
        ("cites a source", "Said.[@daily]"),
        ("explains a term", "A [plant](term:plant)."),
        ("mentions a page", "See [the dates](timeline.it.md)."),
    ] {
        assert_eq!(orphans(&with_extra("extra", "", body)), BOTH, "{what}");
    }
    let mut site = with_extra("extra", "", "Nothing.").change_file("content/site.yaml", |old| {
        old.to_owned() + "  - {page: search, title: {it: Cerca, en: Search}}\n"
    });
    for lang in ["it", "en"] {
        let text = page(&format!("Search {lang}"), "view: search\n", "");
        site = site.write(&format!("content/search.{lang}.md"), text);
    }
    assert_eq!(orphans(&site), BOTH);
}

#[test]
fn a_list_leads_to_its_members() {
    let collection = "collections:\n  firms:\n    title: {it: Aziende, en: Firms}\n    slug: {it: aziende, en: firms}\n    template: entity\n    fields: {since: {kind: date}}\n";
    let member = |menu: &str| {
        with_extra("firms/alfa", "", "Alfa.\n\n## A {#a}\n\nSaid.[@daily]")
            .write("content/firms/alfa.yaml", "since: 2020\n")
            .change_file("content/site.yaml", |old| {
                old.to_owned() + menu + collection
            })
    };
    let alone = ["content/firms/alfa.en.md", "content/firms/alfa.it.md"];
    assert_eq!(orphans(&member("")), alone);
    let mut listed = member("  - {page: firms/_index, title: {it: Aziende, en: Firms}}\n");
    for lang in ["it", "en"] {
        let text = page(&format!("Firms {lang}"), "", "");
        listed = listed.write(&format!("content/firms/_index.{lang}.md"), text);
    }
    assert_eq!(orphans(&listed), [] as [&str; 0]);
}
