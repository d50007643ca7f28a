//! Dates, zones of time, drafts.

use super::markdown::{page, said};
use crate::html;
use crate::support::{Built, Site};

const ZONES: [&str; 6] = [
    "UTC",
    "Pacific/Auckland",
    "America/Los_Angeles",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
    "nowhere",
];

/// A site whose dates show in every place that has one.
fn dated(date: &str) -> Site {
    let event = format!(
        "- id: opening\n  date: {date}\n  status: announced\n  text: {{it: Apre., en: It opens.}}\n  entities: [firms/alfa]\n  sources: [daily]\n"
    );
    let site = Site::fault("_base")
        .write("content/timeline.yaml", event)
        .write("content/firms/alfa.yaml", format!("since: {date}\n"))
        .change_file("content/site.yaml", |text| {
            text.replace("fields:\n", "block: [since]\n    fields:\n")
        })
        .change_file("content/sources.yaml", |text| {
            text.replace("published: 2026-03-01", &format!("published: {date}"))
        });
    ["it", "en"].into_iter().fold(site, |site, lang| {
        let text = site.read(&format!("content/page.{lang}.md"));
        let (head, _) = text.rsplit_once("---\n").expect("front matter");
        let head = head.replace("title: \"", "title: \"Date ");
        site.write(
            &format!("content/timeline.{lang}.md"),
            format!("{head}view: timeline\n---\n"),
        )
        .write(
            &format!("content/page.{lang}.md"),
            text.replace("updated: 2026-11-25", &format!("updated: {date}")),
        )
    })
}

fn built_in(site: Site, zone: &str) -> Built {
    let run = site.run_where(&["build"], &[("TZ", zone)]);
    assert_eq!(run.code, 0, "{zone}: {}", run.stderr);
    site.output()
}

#[test]
fn p59_a_build_is_the_same_in_every_zone() {
    let outputs = ZONES.map(|zone| built_in(dated("2026-11-25"), zone).files);
    for (zone, files) in ZONES.iter().zip(&outputs) {
        assert!(*files == outputs[0], "{zone}");
    }
    for file in [
        "it/page/index.html",
        "en/page/index.html",
        "it/timeline/index.html",
    ] {
        assert!(outputs[0].contains_key(file), "{file}");
    }
}

#[test]
fn p59_nothing_is_left_out_for_its_date_and_no_date_carries_a_zone() {
    for date in ["2026-11-25", "2027-01-01", "9999-12-31", "0001-01-01"] {
        let built = built_in(dated(date), "UTC");
        assert!(built.files.contains_key("it/page/index.html"), "{date}");
        let timeline = built.text("it/timeline/index.html");
        assert!(timeline.contains(&format!("({date})")), "{timeline}");
    }
    for zoned in [
        "2026-11-25T00:00:00Z",
        "2026-11-25 23:30:00 -08:00",
        "2026-11-25T00:00",
    ] {
        let site = page("it", "x").change_file("content/page.it.md", |text| {
            text.replace("updated: 2026-11-25", &format!("updated: {zoned}"))
        });
        assert_eq!(
            said(&site, "content/page.it.md"),
            ["bad-date 4:10"],
            "{zoned}"
        );
    }
}

#[test]
fn p59_what_check_says_is_the_same_in_every_zone() {
    let site = dated("2026-11-26");
    let reports = ZONES.map(|zone| {
        let run = site.run_where(&["check", "--today", "2026-11-25"], &[("TZ", zone)]);
        (run.code, run.stderr)
    });
    assert!(reports.iter().all(|report| *report == reports[0]));
    assert!(reports[0].1.contains("future-date"), "{}", reports[0].1);
    // By the clock, only what has come nowhere on Earth lies in the future.
    for zone in ZONES {
        let run = dated("9999-12-31").run_where(&["check"], &[("TZ", zone)]);
        assert!(
            run.codes().contains(&("warning", "future-date")),
            "{zone}: {}",
            run.stderr
        );
    }
}

#[test]
fn p60_a_date_is_shown_as_it_was_written() {
    for (date, italian, english) in [
        ("2026-11-25", "25 novembre 2026", "25 November 2026"),
        ("2026-01-01", "1º gennaio 2026", "1 January 2026"),
        ("2025-12-31", "31 dicembre 2025", "31 December 2025"),
        ("2024-02-29", "29 febbraio 2024", "29 February 2024"),
        ("2026-03-29", "29 marzo 2026", "29 March 2026"),
    ] {
        for zone in ["America/Los_Angeles", "Pacific/Kiritimati"] {
            let built = built_in(dated(date), zone);
            for (lang, expected, entity) in [
                ("it", italian, "it/aziende/alfa"),
                ("en", english, "en/firms/alfa"),
            ] {
                for page in [&format!("{lang}/timeline"), entity, &format!("{lang}/page")] {
                    let html = built
                        .text(&format!("{page}/index.html"))
                        .replace('\u{a0}', " ");
                    assert!(html.contains(expected), "{zone} {page}: {expected}: {html}");
                }
            }
            let feed = built.text("it/feed.xml");
            let updated = format!("<updated>{date}T12:00:00Z</updated>");
            assert!(feed.contains(&updated), "{zone}: {feed}");
            let sitemap = built.text("sitemap.xml");
            assert!(
                sitemap.contains(&format!("<lastmod>{date}</lastmod>")),
                "{zone}: {sitemap}"
            );
        }
    }
}

#[test]
fn p60_a_date_keeps_the_precision_it_has() {
    for (date, machine, italian) in [
        ("2026-11", "2026-11", "novembre 2026"),
        ("2026", "2026", "2026"),
        ("before 2026-11-25", "2026-11-25", "25 novembre 2026"),
    ] {
        let site = dated("2026-11-25").change_file("content/timeline.yaml", |text| {
            text.replace("date: 2026-11-25", &format!("date: {date}"))
        });
        let timeline = built_in(site, "America/Los_Angeles").text("it/timeline/index.html");
        let shown = timeline.replace('\u{a0}', " ");
        assert!(shown.contains(italian), "{shown}");
        assert!(
            !shown.contains("24 novembre") && !shown.contains(&format!("{machine}T")),
            "{shown}"
        );
    }
}

#[test]
fn p60_days_that_the_calendar_does_not_have_are_refused() {
    for date in [
        "2026-02-29",
        "2100-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "2026-1-5",
        "25/11/2026",
        "2026-11-25T10:00:00Z",
        "0000-01-01",
    ] {
        for (file, from, place) in [
            ("content/page.it.md", "updated: 2026-11-25", "4:10"),
            ("content/sources.yaml", "published: 2026-03-01", "6:14"),
            ("content/facts/all.yaml", "as_of: 2026-03-01", "5:10"),
        ] {
            let key = from.split(' ').next().unwrap_or_default();
            let site = Site::fault("_base")
                .change_file(file, |text| text.replace(from, &format!("{key} {date}")));
            assert_eq!(
                said(&site, file),
                [format!("bad-date {place}")],
                "{file} {date}"
            );
        }
    }
    for date in [
        "2024-02-29",
        "2000-02-29",
        "\"2026-11-25\"",
        "2026-11-25 # oggi",
    ] {
        let site = Site::fault("_base").change_file("content/page.it.md", |text| {
            text.replace("updated: 2026-11-25", &format!("updated: {date}"))
        });
        assert_eq!(said(&site, "content/page.it.md"), [] as [&str; 0], "{date}");
    }
}

/// The site with the entity's Italian text as a draft, and everything that may lead to it.
fn half_draft() -> Site {
    let relation = "since: null\nowner: firms/beta\nrelations:\n  - {kind: supplies, to: firms/beta, status: announced, label: {it: x, en: x}, text: {it: x, en: x}, sources: [daily]}\n";
    let site = dated("2026-11-25")
        .change_file("content/site.yaml", |text| {
            let text = text.replace(
                "    fields:\n",
                "    fields:\n      owner: {kind: entity, collection: firms}\n",
            );
            text.replace("block: [since]", "block: [owner]")
                + "navigation:\n  - {page: firms/beta, title: {it: Bozza, en: Beta}}\n"
        })
        .change_file("content/timeline.yaml", |text| {
            text.replace("firms/alfa", "firms/beta")
        })
        .write("content/firms/beta.yaml", "{}\n")
        .write("content/firms/alfa.yaml", relation);
    let site = ["it", "en"].into_iter().fold(site, |site, lang| {
        let text = site.read(&format!("content/firms/alfa.{lang}.md"));
        let (head, _) = text.rsplit_once("agrees_with").expect("front matter");
        let head = head.replace("Alpha", "Beta").replace("Alfa", "Beta-it");
        let draft = if lang == "it" { "draft: true\n" } else { "" };
        let list = head
            .replace("title: \"", "title: \"Elenco ")
            .replace("Beta-it", "aziende");
        site.write(
            &format!("content/firms/beta.{lang}.md"),
            format!("{head}{draft}---\n"),
        )
        .write(&format!("content/firms/_index.{lang}.md"), list + "---\n")
    });
    site.change_file("content/page.it.md", |text| {
        text.to_owned() + "\n![Le aziende](figure:list:firms)\n"
    })
}

#[test]
fn p62_a_draft_in_one_language_leaves_the_other_published() {
    let built = half_draft().build();
    assert!(built.files.contains_key("en/firms/beta/index.html"));
    assert!(
        !built
            .files
            .keys()
            .any(|path| path.starts_with("it/") && path.contains("beta"))
    );
    let english = built.text("en/firms/beta/index.html");
    let languages = html::attributes(&english, "hreflang");
    assert_eq!(languages, ["en", "x-default"], "{english}");
    let sitemap = built.text("sitemap.xml");
    let entry = sitemap
        .lines()
        .find(|line| line.contains("<loc>https://example.org/repo/en/firms/beta/"));
    assert!(
        !entry.expect("the page").contains("hreflang=\"it\""),
        "{sitemap}"
    );
    for (path, text) in built.pages() {
        assert!(
            ["Beta-it", "aziende/beta", "Bozza"]
                .iter()
                .all(|hidden| !text.contains(hidden)),
            "{path}: {text}"
        );
    }
}

#[test]
fn p62_lists_and_data_lead_to_the_published_text_and_say_its_language() {
    let built = half_draft().build();
    for page in ["it/aziende", "it/page", "it/aziende/alfa"] {
        let main = html::main_of(&built.text(&format!("{page}/index.html"))).to_owned();
        let link = main.find("en/firms/beta/\"").expect(page);
        let rest = main[link..].split("</").next().unwrap_or_default();
        assert!(rest.contains("hreflang=\"en\""), "{page}: {main}");
        assert!(main.contains("(in inglese)"), "{page}: {main}");
    }
    assert!(
        built
            .text("en/index.html")
            .contains("<nav><a href=\"firms/beta/\">Beta</a></nav>")
    );
}

#[test]
fn p62_texts_link_to_what_is_published() {
    let link = |lang: &str, to: &str| {
        let to = format!("\n[beta](firms/beta.{to}.md)\n");
        let path = format!("content/page.{lang}.md");
        let site = half_draft().change_file(&path, |text| text.to_owned() + &to);
        said(&site, &path)
    };
    assert_eq!(link("en", "en"), [] as [&str; 0]);
    assert_eq!(link("en", "it"), [] as [&str; 0]);
    assert_eq!(link("it", "en"), ["link-to-other-language 11:1"]);
    assert_eq!(link("it", "it"), ["link-to-draft 11:1"]);
}

#[test]
fn p62_the_table_of_states_shows_the_draft() {
    let run = half_draft().run(&["status"]);
    let row = run
        .stdout
        .lines()
        .find(|line| line.starts_with("firms/beta"));
    let cells: Vec<&str> = row.expect("the page").split_whitespace().collect();
    assert_eq!(cells, ["firms/beta", "draft", "alone"], "{}", run.stdout);
    let with_drafts = half_draft().arg("--drafts").build();
    assert!(with_drafts.files.contains_key("it/aziende/beta/index.html"));
    let english = with_drafts.text("en/firms/beta/index.html");
    assert!(html::attributes(&english, "hreflang").contains(&"it".to_owned()));
}

#[test]
fn p63_a_date_in_the_future_is_named() {
    for (date, named) in [
        ("2026-11-25", false),
        ("2026-11-26", true),
        ("2099-01-01", true),
        ("9999-12-31", true),
    ] {
        let text = page("it", "x").read("content/page.it.md");
        let text = text.replace("updated: 2026-11-25", &format!("updated: {date}"));
        let site = page("it", "x").write("content/page.it.md", text);
        let run = site.run(&["check", "--today", "2026-11-25"]);
        let message = format!("`updated` is in the future: {date}");
        assert_eq!(
            run.stderr.contains(&message),
            named,
            "{date}: {}",
            run.stderr
        );
        let expected: &[&str] = if named { &["future-date 4:10"] } else { &[] };
        assert_eq!(said(&site, "content/page.it.md"), expected, "{date}");
        let strict = site.run(&["check", "--strict", "--today", "2026-11-25"]);
        assert!(!named || strict.code == 1, "{date}");
    }
}

#[test]
fn p63_a_draft_may_wait_for_its_day() {
    let site = page("it", "x").change_file("content/page.it.md", |text| {
        text.replace("updated: 2026-11-25", "updated: 2099-01-01\ndraft: true")
    });
    let site = site.change_file("content/_index.it.md", |text| {
        text.replace("[](page.it.md), ", "")
    });
    assert_eq!(said(&site, "content/page.it.md"), [] as [&str; 0]);
}
