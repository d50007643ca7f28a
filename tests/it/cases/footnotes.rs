//! Footnotes, and the summaries that lists show.

use super::markdown::{main_of, page, said, said_of, shown};
use crate::html;
use crate::support::Site;

/// The site with a summary for its entity in Italian, and a list page that shows it.
fn with_summary(summary: &str) -> Site {
    let site = Site::fault("_base")
        .change_file("content/site.yaml", |text| {
            text.replace("fields:\n", "fields:\n      summary: {kind: localized}\n")
        })
        .write(
            "content/firms/alfa.yaml",
            format!(
                "summary:\n  it: {}\n  en: One.\n",
                serde_json::json!(summary)
            ),
        );
    ["it", "en"].into_iter().fold(site, |site, lang| {
        let text = site.read(&format!("content/page.{lang}.md"));
        let (head, _) = text.rsplit_once("---\n").expect("front matter");
        let list = head.replace("title: \"", "title: \"Elenco ");
        site.write(&format!("content/firms/_index.{lang}.md"), list + "---\n")
    })
}

#[test]
fn p48_notes_stand_at_the_end_with_ways_back() {
    let body = "Uno[^a], due[^b], tre[^a].\n\n[^a]: *Prima* nota.\n\n## Sezione {#s}\n\nTesto.\n\n[^b]: Seconda.";
    for (lang, label, back) in [
        ("it", "Note", "torna al testo"),
        ("en", "Notes", "back to the text"),
    ] {
        let main = shown(lang, body);
        html::element_paths(&main);
        let (before, notes) = main
            .split_once("<section class=\"zone\"")
            .expect("the notes");
        assert!(
            before.contains("Testo.") && !before.contains("nota"),
            "{main}"
        );
        assert!(notes.starts_with(" aria-labelledby=\"_notes\">"), "{main}");
        assert!(
            notes.contains(&format!("<h2 id=\"_notes\">{label}</h2>")),
            "{main}"
        );
        assert_eq!(notes.matches("<li").count(), 2, "{main}");
        let links = html::attributes(notes, "href");
        assert_eq!(links, ["#_nr1-1", "#_nr1-2", "#_nr2-1"], "{main}");
        assert_eq!(notes.matches(back).count(), 3, "{main}");
        let ids = html::attributes(before, "id");
        assert!(
            links.iter().all(|link| ids.contains(&link[1..].to_owned())),
            "{main}"
        );
        assert_eq!(
            html::attributes(before, "href")
                .iter()
                .filter(|link| *link == "#_n1")
                .count(),
            2
        );
    }
}

#[test]
fn p48_marks_and_notes_stand_in_every_place() {
    for (body, place) in [
        ("## Titolo[^a] {#t}\n\nx\n\n[^a]: nota", "heading"),
        ("- x[^a]\n\n  [^a]: nota", "item"),
        ("> x[^a]\n>\n> [^a]: nota", "quotation"),
        ("> [!NOTE]\n> x[^a]\n\n[^a]: nota", "margin"),
        ("| a[^a] |\n|---|\n| b[^a] |\n\n[^a]: nota", "table"),
        ("x[^A]\n\n[^a]: nota\n\n    - uno\n    - due", "long note"),
        ("x[^perché]\n\n[^perché]: nota", "label"),
        (
            "x[^a]\n\n[^a]: nota[^b] e[^a]\n\n[^b]: altra",
            "note in a note",
        ),
    ] {
        let main = shown("it", body);
        html::element_paths(&main);
        let (before, notes) = main.split_once("<section class=\"zone\"").expect(place);
        assert!(
            !before.contains("nota") && notes.contains("nota"),
            "{place}: {main}"
        );
        let ids = html::attributes(&main, "id");
        for link in html::attributes(&main, "href")
            .iter()
            .filter(|link| link.starts_with("#_n"))
        {
            assert!(
                ids.contains(&link[1..].to_owned()),
                "{place}: {link}: {main}"
            );
        }
    }
}

#[test]
fn p48_unused_undefined_and_repeated_notes_are_named() {
    for (body, expected) in [
        ("x\n\n[^a]: nota", &["unused-footnote 9:1"] as &[&str]),
        ("😀 x[^a]", &["undefined-footnote 7:4"]),
        ("- x\n\n\t- y[^a]", &["undefined-footnote 9:5"]),
        ("x[^a]\n\n[^a]: uno\n\n[^a]: due", &["duplicate-id 11:1"]),
        ("x[^a]\n\n[^a]: uno[^b]", &["undefined-footnote 9:10"]),
        ("`x[^a]` \\[^a]", &[]),
    ] {
        assert_eq!(said_of(body), expected, "{body}");
    }
}

#[test]
fn p48_a_note_before_a_citation_needs_a_space() {
    let site = page("it", "x[^a][@daily]\n\n[^a]: nota");
    let run = site.run(&["check"]);
    assert!(
        run.stderr.contains("write `[^a] [@daily]`"),
        "{}",
        run.stderr
    );
    let main = shown("it", "x[^a] [@daily]\n\n[^a]: nota");
    assert!(main.contains("</sup><button"), "{main}");
}

#[test]
fn p48_what_an_unused_note_holds_leads_nowhere_wrong() {
    let body =
        "x\n\n[^a]: mai [2 dollari](fact:cost)[@daily] [parola](term:plant)[^b]\n\n[^b]: altra";
    assert_eq!(said_of(body), ["unused-footnote 9:1"]);
    let main = shown("it", body);
    html::element_paths(&main);
    assert_eq!(main.matches("<li id=\"_n").count(), 2, "{main}");
}

#[test]
fn p49_a_summary_takes_no_notes_to_a_list() {
    let site = with_summary("Uno[^a] e due[^b].");
    let expected = ["undefined-footnote 2:7", "undefined-footnote 2:7"];
    assert_eq!(said(&site, "content/firms/alfa.yaml"), expected);
    // The lead is no summary: its notes stay on its page.
    let lead = Site::fault("_base").change_file("content/firms/alfa.it.md", |text| {
        text.to_owned() + "Uno[^a] e due[^b].\n\n[^a]: prima\n[^b]: seconda\n"
    });
    let built = with_summary("Uno.")
        .write(
            "content/firms/alfa.it.md",
            lead.read("content/firms/alfa.it.md"),
        )
        .build();
    let list = built.text("it/aziende/index.html");
    assert!(
        list.contains("Uno.") && !list.contains("#_n") && !list.contains("prima"),
        "{list}"
    );
}

#[test]
fn p49_the_feed_tells_of_a_lead_without_its_notes() {
    let body = "Uno[^a] due[^b] [@daily] [tre][f].\n\n## T {#t}\n\nx[^a]\n\n[^a]: prima\n[^b]: seconda\n\n[f]: firms/alfa.it.md";
    let feed = page("it", body).build().text("it/feed.xml");
    let link = "&lt;a href=&quot;https://example.org/repo/it/aziende/alfa/&quot;&gt;tre&lt;/a&gt;";
    let lead = format!("&lt;p&gt;Uno due {link}.&lt;/p&gt;");
    assert!(feed.contains(&lead), "{lead}: {feed}");
    assert!(!feed.contains("#_n") && !feed.contains("prima"), "{feed}");
}

#[test]
fn p49_a_citation_in_a_summary_belongs_to_the_list() {
    let built = with_summary("Uno.[@daily]").build();
    let list = built.text("it/aziende/index.html");
    let ids = html::attributes(&list, "id");
    for id in ["_s1", "_f1", "_c1-1"] {
        assert!(ids.contains(&id.to_owned()), "{id}: {list}");
    }
    for link in html::attributes(&list, "href")
        .iter()
        .filter(|link| link.starts_with('#'))
    {
        assert!(ids.contains(&link[1..].to_owned()), "{link}: {list}");
    }
}

#[test]
fn p50_links_and_pictures_in_a_note_are_resolved_and_copied() {
    let body = "x[^a]\n\n[^a]: Vedi [](firms/alfa.en.md), [qui](#t), ![Foto](foto.png) e [file](dati.csv).\n\n    ![Foto](foto.png \"Didascalia\")\n\n## T {#t}\n\ny";
    let site = page("it", body)
        .write("content/foto.png", "x")
        .write("content/dati.csv", "a,b\n");
    let built = site.build();
    let main = html::main_of(&built.text("it/page/index.html")).to_owned();
    let notes = main
        .split_once("<section class=\"zone\"")
        .expect("the notes")
        .1;
    for expected in [
        "<a href=\"../aziende/alfa/\">Alfa</a>",
        "<a href=\"#t\">qui</a>",
        "<img src=\"../foto.png\" alt=\"Foto\"",
        "<a href=\"../dati.csv\">file</a>",
        "<figcaption>Didascalia</figcaption>",
    ] {
        assert!(notes.contains(expected), "{expected}: {notes}");
    }
    for file in ["it/foto.png", "it/dati.csv"] {
        assert!(built.files.contains_key(file), "{file}");
    }
}

#[test]
fn p50_what_is_wrong_in_a_note_is_said_at_its_place() {
    for (typed, code, column) in [
        ("[b](nope.it.md)", "dead-link", 10),
        ("![b](nope.png)", "dead-link", 10),
        ("[b](#nope)", "dead-anchor", 10),
        ("[b](firms/alfa.it.md#nope)", "dead-anchor", 10),
        ("<a href=\"nope/\">b</a>", "dead-link", 10),
        ("[3 dollari](fact:cost)", "fact-mismatch", 10),
        ("[b](term:nope)", "unknown-term", 10),
        ("[@nope]", "unknown-source", 10),
        ("[b](javascript:x)", "unsafe-address", 10),
    ] {
        let body = format!("x[^a]\n\n[^a]: 😀 {typed}");
        assert_eq!(
            said_of(&body)[0],
            format!("{code} 9:{}", column - 1),
            "{typed}"
        );
        let crlf = body.replace('\n', "\r\n");
        assert_eq!(
            said_of(&crlf)[0],
            format!("{code} 9:{}", column - 1),
            "{typed}"
        );
    }
}

#[test]
fn p51_a_reference_defined_later_is_a_link_in_the_lead() {
    let body =
        "[Foxconn][f], [F][], [f] e [È][è].\n\n## T {#t}\n\nx\n\n[f]: firms/alfa.it.md\n[è]: #t";
    let main = main_of(page("it", body), "it");
    let lead = main.split("<h2").next().unwrap_or_default();
    for words in ["Foxconn", "F", "f"] {
        assert!(
            lead.contains(&format!("<a href=\"../aziende/alfa/\">{words}</a>")),
            "{main}"
        );
    }
    assert!(
        lead.contains("<a href=\"#t\">È</a>") && !lead.contains('['),
        "{main}"
    );
}

#[test]
fn p51_a_summary_has_links_and_never_brackets() {
    let built = with_summary("Vedi [](alfa.it.md) e [la pagina](../page.it.md).").build();
    let list = built.text("it/aziende/index.html");
    assert!(
        list.contains("<a href=\"../page/\">la pagina</a>"),
        "{list}"
    );
    let undefined = said(&with_summary("[Foxconn][f]"), "content/firms/alfa.yaml");
    assert_eq!(undefined, ["undefined-reference 2:7"]);
}
