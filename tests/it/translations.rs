//! Pairs of texts through the finished program: when one falls behind, what the editor reads, what the reader reads.
//! The numbers are those of the cases that other generators' users reported.

use std::fs;

use crate::support::{Run, Site, copy_tree, package};

const IT: &str = "content/plants.it.md";
const EN: &str = "content/plants.en.md";

/// Every pair is accepted.
fn site() -> Site {
    let site = Site::empty("translations");
    let content = package().join("tests/sites/translations/content");
    copy_tree(&content, &site.path("content"));
    copy_tree(&package().join("templates"), &site.path("templates"));
    site
}

fn check(site: &Site) -> Run {
    site.run(&["check", "--today", "2026-11-26"])
}

/// Builds the site.
fn build(site: &Site) {
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// A file of the output.
fn page(site: &Site, path: &str) -> String {
    text(site, &format!("public/{path}"))
}

/// Whether a message of this severity and code was printed.
fn says(run: &Run, severity: &str, code: &str) -> bool {
    run.stderr.contains(&format!("{severity}[{code}]: "))
}

fn changed(site: Site, path: &str, from: &str, to: &str) -> Site {
    site.change_file(path, |text| {
        assert!(text.contains(from), "{path} does not hold `{from}`");
        text.replace(from, to)
    })
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).expect(path)
}

/// The line of a message, or of a text, with which a text remembers the other one.
fn agreement(text: &str) -> &str {
    let mut lines = text.lines().map(str::trim);
    let line = lines.find(|line| line.starts_with("agrees_with: "));
    line.expect("a line to paste")
}

/// What `status` says of a text.
fn state(site: &Site, id: &str, lang: &str) -> String {
    let report = site.run(&["status", "--format", "json"]).stdout;
    let wanted = format!("\"lang\":\"{lang}\",\"page\":\"{id}\",\"state\":\"");
    let mut lines = report.lines();
    let found = lines.find_map(|line| line.split_once(&wanted));
    let (_, rest) = found.unwrap_or_else(|| panic!("{id} in {lang}: {report}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn accepted_pairs_are_quiet() {
    let run = site().run(&["check", "--strict", "--today", "2026-11-26"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

// P02, P13: a page that one language lacks is named in words there, and nothing leads nowhere.
#[test]
fn a_page_of_one_language_is_linked_and_marked() {
    let built = site();
    build(&built);
    let list = page(&built, "it/citta/index.html");
    assert!(
        list.contains("lang=\"en\" hreflang=\"en\">Leeds</a> (in inglese)"),
        "{list}"
    );
    let law = page(&built, "en/law/index.html");
    let alternates: Vec<&str> = law
        .lines()
        .filter(|line| line.contains("rel=\"alternate\" hreflang"))
        .collect();
    let english = "href=\"https://example.org/repo/en/law/\">";
    assert_eq!(
        alternates,
        [
            format!("<link rel=\"alternate\" hreflang=\"en\" {english}"),
            format!("<link rel=\"alternate\" hreflang=\"x-default\" {english}"),
        ]
    );
    assert!(
        law.contains("<span lang=\"it\">Italiano</span>: not translated yet"),
        "{law}"
    );
    let missing = site();
    fs::remove_file(missing.path(IT)).expect("the Italian text");
    let run = check(&missing);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("`plants` has no text in `it`"),
        "{}",
        run.stderr
    );
}

// P08: what the reader does not see changes nothing.
#[test]
fn line_wrapping_and_other_keys_make_nothing_stale() {
    for (from, to) in [
        ("The group builds in", "The group\nbuilds   in"),
        ("- Some are new.\n", "* Some are new.\n\n"),
        ("## Where {#where}", "Where {#where}\n---"),
        (
            "updated: 2026-11-25",
            "slug: the-sites\nupdated: 2026-11-26",
        ),
        ("\n\nNothing", "\n\n<!-- a note -->\n\nNothing"),
        ("[40 sites](fact:plants)", "[](fact:plants)"),
    ] {
        let site = changed(site(), EN, from, to);
        assert_eq!(state(&site, "plants", "it"), "current", "{to}");
        assert!(!check(&site).stderr.contains("translation"), "{to}");
    }
}

// P08: one sentence does, and the report says which block it is.
#[test]
fn a_changed_sentence_is_a_note_with_its_line() {
    let site = changed(site(), EN, "Some are new.", "A few are new.");
    assert_eq!(state(&site, "plants", "it"), "stale");
    assert_eq!(state(&site, "plants", "en"), "current");
    let run = site.run(&["check", "--strict", "--today", "2026-11-25"]);
    let line = text(&site, EN)
        .lines()
        .position(|line| line.contains("A few are"));
    let line = line.expect("the sentence") + 1;
    let message =
        format!("{EN} has changed since the two were declared equal: line {line} (changed)");
    assert!(run.stderr.contains(&message), "{}", run.stderr);
    assert!(says(&run, "note", "stale-translation"));
    assert!(
        run.stderr.contains(&format!("::: {EN}:{line}:1")),
        "{}",
        run.stderr
    );
}

#[test]
fn added_and_deleted_blocks_are_told_by_line() {
    for (from, to, message) in [
        (
            "Nothing is",
            "More.\n\nNothing is",
            "8 blocks here and 9 there; changed there: line 16 (new)",
        ),
        (
            "- Some are new.\n",
            "",
            "8 blocks here and 7 there; changed there: a block after line 11 (gone)",
        ),
    ] {
        let site = changed(site(), EN, from, to);
        let run = check(&site);
        assert!(says(&run, "warning", "translation-differs"), "{to}");
        assert!(run.stderr.contains(message), "{message}: {}", run.stderr);
        assert_eq!(state(&site, "plants", "it"), "differs");
    }
}

#[test]
fn new_differences_in_substance_are_warnings() {
    for (from, to, named) in [
        (
            "In 2025",
            "In 2024",
            "only here the digits `2025`; only there the digits `2024`",
        ),
        (
            "prices.[@paper]",
            "prices.[@press]",
            "only here the source `paper`; only there the source `press`",
        ),
        (
            "[Turin](cities/turin.en.md)",
            "Turin",
            "only here a link to `cities/turin`",
        ),
        (
            "## Where {#where}",
            "### Where {#where}",
            "only here the heading `{#where}` of level 2",
        ),
        (
            "Nothing is said of",
            "About 12",
            "only there the digits `12`",
        ),
    ] {
        let site = changed(site(), EN, from, to);
        let run = check(&site);
        assert!(
            says(&run, "warning", "translation-differs"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(named), "{named}: {}", run.stderr);
    }
}

#[test]
fn differences_that_were_accepted_stay_quiet() {
    let site = changed(site(), EN, "prices.[@paper]", "12 prices.[@press]");
    assert_eq!(site.run(&["accept", "plants"]).code, 0);
    assert!(!check(&site).stderr.contains("translation"));
    let site = changed(site, EN, "Nothing is said", "They do not speak");
    let run = check(&site);
    assert!(says(&run, "note", "stale-translation"), "{}", run.stderr);
    assert!(!says(&run, "warning", "translation-differs"));
    let site = changed(site, EN, "12 prices", "13 prices");
    assert!(says(&check(&site), "warning", "translation-differs"));
}

#[test]
fn the_same_change_on_both_sides_is_no_difference() {
    let site = changed(site(), EN, "In 2025", "In 2024");
    let site = changed(site, IT, "Nel 2025", "Nel 2024");
    let run = check(&site);
    assert!(
        !says(&run, "warning", "translation-differs"),
        "{}",
        run.stderr
    );
    assert_eq!(state(&site, "plants", "it"), "stale");
    assert_eq!(state(&site, "plants", "en"), "stale");
}

// P09: the reader is told, in the language of the page, until the pair is accepted again or the site wants no such notes.
#[test]
fn a_stale_page_tells_its_reader() {
    let later = "updated: 2026-11-26";
    let site = changed(site(), EN, "updated: 2026-11-25", later);
    let site = changed(site, EN, "Some are new.", "A few are new.");
    build(&site);
    let note = "<p class=\"note\">La <a href=\"../../en/plants/\" hreflang=\"en\">versione inglese</a> di questa pagina è più recente (<time datetime=\"2026-11-26\">26\u{a0}novembre 2026</time>; questa: <time datetime=\"2026-11-25\">25\u{a0}novembre 2026</time>).</p>";
    assert!(page(&site, "it/plants/index.html").contains(note));
    assert!(!page(&site, "en/plants/index.html").contains("class=\"note\""));
    let table = page(&site, "it/status/index.html");
    assert!(table.contains("<td>da aggiornare, "), "{table}");

    let site = changed(
        site,
        "content/site.yaml",
        "x_default",
        "stale_notice: false\nx_default",
    );
    build(&site);
    assert!(!page(&site, "it/plants/index.html").contains("più recente"));

    let site = changed(site, "content/site.yaml", "stale_notice: false\n", "");
    assert_eq!(site.run(&["accept", "content/plants.it.md"]).code, 0);
    build(&site);
    assert!(!page(&site, "it/plants/index.html").contains("più recente"));
}

#[test]
fn where_the_dates_say_nothing_the_note_leaves_them_out() {
    let site = changed(site(), IT, "Alcune sono", "Certe sono");
    build(&site);
    let note = "<p class=\"note\">The <a href=\"../../it/plants/\" hreflang=\"it\">Italian version</a> of this page is more recent.</p>";
    assert!(page(&site, "en/plants/index.html").contains(note));
}

// P62: a draft in one language leaves the other one alone.
#[test]
fn a_draft_is_no_translation() {
    let site = site();
    assert_eq!(state(&site, "notes", "it"), "draft");
    assert_eq!(state(&site, "notes", "en"), "alone");
    assert!(!check(&site).stderr.contains("notes"));
    build(&site);
    let notes = page(&site, "en/notes/index.html");
    assert!(!notes.contains("hreflang=\"it\""), "{notes}");
}

// P63: a date in the future is told with its page.
#[test]
fn a_date_in_the_future_is_told() {
    let site = changed(site(), EN, "updated: 2026-11-25", "updated: 2027-01-01");
    let run = site.run(&["check", "--today", "2026-11-25"]);
    let message = "`updated` is in the future: 2027-01-01\n --> content/plants.en.md:4:10";
    assert!(run.stderr.contains(message), "{}", run.stderr);
}

#[test]
fn dates_must_move_with_figures_and_not_with_words() {
    let moved = |run: &Run| says(run, "warning", "updated-not-changed");
    let site = changed(
        site(),
        "content/facts/all.yaml",
        "status: announced",
        "status: planned",
    );
    let run = check(&site);
    assert!(moved(&run), "{}", run.stderr);
    assert!(!run.stderr.contains("stale"), "{}", run.stderr);
    let site = changed(site, EN, "updated: 2026-11-25", "updated: 2026-11-26");
    let site = changed(site, IT, "updated: 2026-11-25", "updated: 2026-11-26");
    assert!(!moved(&check(&site)));
    assert_eq!(site.run(&["accept", "--all"]).code, 0);
    let site = changed(site, EN, "Some are new.", "A few are new.");
    assert!(!moved(&check(&site)));
}

#[test]
fn the_printed_lines_settle_a_pair_without_a_terminal() {
    let site = site()
        .change_file(IT, without_agreement)
        .change_file(EN, without_agreement);
    assert_eq!(state(&site, "plants", "it"), "not-accepted");
    let run = site.run(&["check", "--strict", "--today", "2026-11-26"]);
    assert_eq!(run.code, 1);
    let message = |path: &str| {
        let mut messages = run.stderr.split("\n\n");
        let of = format!(" --> {path}:");
        let found =
            messages.find(|message| message.contains("not-accepted") && message.contains(&of));
        agreement(found.unwrap_or_else(|| panic!("{path}: {}", run.stderr))).to_owned()
    };
    let (it, en) = (message(IT), message(EN));
    let paste =
        |line: String| move |text: &str| text.replacen("updated:", &format!("{line}\nupdated:"), 1);
    let site = site.change_file(IT, paste(it)).change_file(EN, paste(en));
    assert!(!check(&site).stderr.contains("translation"));
    assert_eq!(state(&site, "plants", "it"), "current");
}

fn without_agreement(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .filter(|line| !line.starts_with("agrees_with"))
        .collect()
}

#[test]
fn accepting_changes_one_key_and_no_other_byte() {
    let site = site()
        .change_file(IT, |text| {
            "\u{feff}".to_owned() + &without_agreement(text).replace('\n', "\r\n")
        })
        .change_file(EN, |text| {
            text.replace("agrees_with", "# a comment\nagrees_with")
        })
        .change_file(EN, |text| text.replace("Some are", "A few are"))
        .change_file(IT, |text| text.replace("Alcune sono", "Certe sono"));
    let (it, en) = (text(&site, IT), text(&site, EN));
    let run = site.run(&["accept", "plants"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (
            0,
            "plants: accepted, content/plants.it.md, content/plants.en.md written\n"
        )
    );
    let (new_it, new_en) = (text(&site, IT), text(&site, EN));
    assert_eq!(
        new_it.replace(&format!("{}\r\n", agreement(&new_it)), ""),
        it
    );
    assert_eq!(without_agreement(&new_en), without_agreement(&en));
    assert_eq!(new_en.lines().count(), en.lines().count());
    let again = site.run(&["accept", "--all"]);
    assert!(!again.stdout.contains("written"), "{}", again.stdout);
}

#[test]
fn pages_with_errors_are_not_accepted() {
    let site = changed(site(), EN, "[@paper]", "[@nobody]");
    let before = (text(&site, IT), text(&site, EN));
    let run = site.run(&["accept", "plants"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[unknown-source]"),
        "{}",
        run.stderr
    );
    assert_eq!((text(&site, IT), text(&site, EN)), before);
}

#[test]
fn what_cannot_be_accepted_is_wrong_use() {
    let site = site();
    for (id, message) in [
        ("plant", "did you mean `plants`?"),
        ("law", "`law` has one text only"),
        ("notes", "`notes` has one text only"),
    ] {
        let run = site.run(&["accept", id]);
        assert_eq!(run.code, 2, "{id}");
        assert!(run.stderr.contains(message), "{id}: {}", run.stderr);
    }
    assert_eq!(site.run(&["accept"]).code, 2);
}

#[test]
fn many_pairs_never_accepted_are_counted_at_the_end() {
    let site = (0..15).fold(site(), |site, n| {
        ["it", "en"].into_iter().fold(site, |site, lang| {
            let text = format!("---\ntitle: \"{lang} {n}\"\ndescription: \"{n} {lang}: a page of a small site, one of many, with a description as long as they must be.\"\nupdated: 2026-11-25\n---\n");
            site.write(&format!("content/more-{n:02}.{lang}.md"), text)
        })
    });
    let run = check(&site);
    assert_eq!(
        run.stderr
            .matches("warning[translation-not-accepted]")
            .count(),
        21
    );
    assert!(
        run.stderr
            .contains("10 more texts have never been declared equal"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_page_for_editors_is_not_for_robots() {
    let built = site();
    build(&built);
    let status = page(&built, "it/status/index.html");
    assert!(status.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(status.contains("<td>bozza</td>"), "{status}");
    assert!(
        status.contains("<time datetime=\"2027-06-30\">"),
        "{status}"
    );
    assert!(!page(&built, "sitemap.xml").contains("/status/"));
}

#[test]
fn status_is_a_table_with_the_facts_to_review() {
    let report = site().run(&["status", "--today", "2027-07-01"]).stdout;
    let expected = "\
page           it            en
_index         current       current
cities/_index  current       current
cities/leeds   -             alone
cities/turin   current       current
law            -             alone
notes          draft         alone
plants         current       current
status         current       current

14 texts: 3 alone, 10 current, 1 draft

to be reviewed by now:
2027-06-30  plants  content/facts/all.yaml:1
";
    assert_eq!(report, expected);
    let report = site().run(&["status", "--today", "2027-06-30"]).stdout;
    assert!(!report.contains("reviewed"), "{report}");
}

#[test]
fn with_three_languages_a_text_remembers_each_other_by_name() {
    let site = site().change_file("content/site.yaml", |text| {
        text.replace("[it, en]", "[it, en, de]")
    });
    let site = site.change_file("content/site.yaml", |text| {
        text.replace("en: Test}", "en: Test, de: Test}")
            .replace("en: Cities}", "en: Cities, de: Orte}")
            .replace("en: cities}", "en: cities, de: orte}")
    });
    let site = site.change_file("content/facts/all.yaml", |text| {
        text.replace("en: [site, sites]}", "en: [site, sites], de: [Ort, Orte]}")
            .replace("en: sites}", "en: sites, de: Orte}")
    });
    let german = text(&site, EN);
    let german = without_agreement(&german).replace("Some are new", "Einige sind neu");
    let home = "---\ntitle: \"Anfang\"\ndescription: \"Anfang\"\nupdated: 2026-11-25\n---\n";
    let site = site
        .write("content/plants.de.md", german)
        .write("content/_index.de.md", home);
    // With two languages it was a list: it still speaks of the first other language.
    assert_eq!(state(&site, "plants", "en"), "current");
    assert_eq!(state(&site, "plants", "it"), "not-accepted");
    assert_eq!(state(&site, "plants", "de"), "not-accepted");
    let run = site.run(&["accept", "plants"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(text(&site, IT).contains("\nagrees_with: {en: [2026-11-25-"));
    assert!(text(&site, IT).contains("], de: [2026-11-25-"));
    assert!(text(&site, "content/plants.de.md").contains("\nagrees_with: {it: [2026-11-25-"));
    for lang in ["it", "en", "de"] {
        assert_eq!(state(&site, "plants", lang), "current", "{lang}");
    }
    let site = changed(site, IT, "Alcune sono", "Certe sono");
    assert_eq!(state(&site, "plants", "en"), "stale");
    assert_eq!(state(&site, "plants", "de"), "stale");
    assert_eq!(state(&site, "plants", "it"), "current");
}
