//! Facts from the data files to the finished pages: numbers with and without marks, units, later figures, the files for
//! machines, the count.

mod data;
mod later;
mod marks;
mod units;

use crate::support::{Run, Site, copy_tree, package};

const TODAY: &str = "2026-11-25";

const SITE: &str = "languages: [it, en]
base_url: https://example.org/repo/
title: {it: Prova, en: Test}
navigation:
  - {page: facts, title: {it: Numeri, en: Figures}}
  - {page: sources, title: {it: Fonti, en: Sources}}
  - {page: timeline, title: {it: Date, en: Dates}}
  - {page: glossary, title: {it: Parole, en: Words}}
  - {page: text, title: {it: Testo, en: Text}}
home:
  fields:
    amount: {kind: localized, label: {it: Valore, en: Value}}
  block: [amount]
";

const SOURCES: &str = "daily:
  title: A plant, announced
  language: en
  publisher: {name: The Daily, of: Agency, how: via}
  url: https://news.example/daily
  published: 2026-03-01
  kind: press
  read: copy
weekly:
  title: Unchecked
  title_checked: false
  language: en
  publisher: {name: The Weekly}
  url: https://news.example/weekly
  published: null
  kind: press
  read: headline
";

/// A site with these facts, on whose home page all of them are shown; its texts are empty but for what a test adds.
fn site(facts: &[String]) -> Site {
    let site = Site::empty("facts");
    copy_tree(&package().join("templates"), &site.path("templates"));
    let ids: Vec<String> = facts.iter().map(|fact| id_of(fact).to_owned()).collect();
    let shown: String = ids.iter().map(|id| format!("[](fact:{id}); ")).collect();
    let mut site = site
        .write("content/site.yaml", SITE)
        .write("content/sources.yaml", SOURCES)
        .write("content/facts/all.yaml", facts.concat())
        .write("content/timeline.yaml", event("Cosa.", "Thing."))
        .write("content/glossary.yaml", term("Cosa.", "Thing."));
    for lang in ["it", "en"] {
        for view in ["facts", "sources", "timeline", "glossary"] {
            site = site.write(
                &path(view, lang),
                page(view, &format!("view: {view}\n"), "Testo."),
            );
        }
        let home = format!("{shown}[@daily; @weekly] [x](term:plant)");
        site = site
            .write(&path("_index", lang), page("home", "", &home))
            .write(&path("text", lang), page("text", "", "Testo."));
    }
    site
}

/// A fact of a data file, with these lines beside the ones that every fact needs.
fn fact(id: &str, lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!(
        "{id}:\n  status: announced\n  as_of: 2025-11-06\n  label: {{it: etichetta, en: label}}\n  sources: [daily]\n{lines}"
    )
}

fn id_of(fact: &str) -> &str {
    fact.split(':').next().unwrap_or_default()
}

fn path(name: &str, lang: &str) -> String {
    format!("content/{name}.{lang}.md")
}

fn page(name: &str, more: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"Page {name}\"\ndescription: \"Page {name} of a small site for tests, which shows what becomes of the facts of its data files.\"\nupdated: 2026-11-25\n{more}---\n\n{body}\n"
    )
}

fn event(it: &str, en: &str) -> String {
    format!(
        "- id: opening\n  date: 2025-11-20\n  status: announced\n  text: {{it: '{it}', en: '{en}'}}\n  sources: [daily]\n"
    )
}

fn term(it: &str, en: &str) -> String {
    format!("plant:\n  term: {{it: stabilimento, en: plant}}\n  text: {{it: '{it}', en: '{en}'}}\n")
}

/// The site with this body of the page `text`, in both languages or in Italian alone.
fn with_text(site: Site, it: &str, en: &str) -> Site {
    site.write(&path("text", "it"), page("text", "", it))
        .write(&path("text", "en"), page("text", "", en))
}

/// What `check` says of a site, `code: message`, in order.
fn said(site: &Site) -> Vec<String> {
    messages(&site.run(&["check", "--format", "json", "--today", TODAY]))
}

fn messages(run: &Run) -> Vec<String> {
    run.objects()
        .iter()
        .map(|object| {
            let text = |key: &str| object[key].as_str().unwrap_or_default();
            format!("{}: {}", text("code"), text("message"))
        })
        .collect()
}

/// The codes alone.
fn codes(site: &Site) -> Vec<String> {
    let code = |message: String| message.split(':').next().unwrap_or_default().to_owned();
    said(site).into_iter().map(code).collect()
}

/// Builds the site, which must go well, and gives a page of it.
fn built(site: &Site, page: &str) -> String {
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site.read(&format!("public/{page}"))
}

/// The words of a piece of HTML, with plain spaces.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for sign in html.chars() {
        match sign {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '\u{a0}' if !in_tag => words.push(' '),
            sign if !in_tag => words.push(sign),
            _ => {}
        }
    }
    words
}
