//! What users of other generators met, told again as tests. Each test names the number of its case; a case stands for
//! its whole kind, so its neighbors are tried in the same place. Cases that do not apply are listed with the reason.

mod alternates;
mod anchors;
mod data;
mod dates;
mod footnotes;
mod languages;
mod machines;
mod markdown;
mod outputs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use spiega::render::percent_decode;

use crate::html::{self, Element};
use crate::source;
use crate::support::{Built, Run, Site, copy_tree, package};

/// The numbers of the cases that are tested here.
const NUMBERS: &[RangeInclusive<u32>] = &[1..=16, 31..=35, 42..=69, 77..=83];

/// Cases that no test can stand for, with the reason, in order of their numbers.
const NOT_APPLICABLE: &[(&str, &str)] = &[
    (
        "P61",
        "belongs to `serve`, which does not exist yet; that a draft is in no page and no list is shown for `build` by P62",
    ),
    (
        "P80",
        "needs a browser: tests/web/search.mjs asks for the words without accents and with every article, in every language",
    ),
];

/// Where the sites of the cases stand: as a project's page on GitHub does.
const BASE: &str = "https://u.github.io/repo/";

#[test]
fn every_case_has_a_test_or_a_reason() {
    let named = named_cases();
    let listed: Vec<&str> = NOT_APPLICABLE.iter().map(|(case, _)| *case).collect();
    assert!(listed.is_sorted(), "{listed:?}");
    for number in NUMBERS.iter().cloned().flatten() {
        let case = format!("P{number:02}");
        let ways = usize::from(named.contains(&case)) + usize::from(listed.contains(&&*case));
        assert_eq!(ways, 1, "{case}: name it in a test or give the reason");
    }
}

/// The numbers that begin the names of the test functions: `P07` of `p07_words_fall_back`.
fn named_cases() -> BTreeSet<String> {
    let files = source::every_file().into_iter();
    let files = files.filter(|(path, _)| path.starts_with("tests/it/cases/"));
    let mut named = BTreeSet::new();
    for (_, text) in files {
        let names = text.split("#[test]\nfn p").skip(1);
        let numbers = names.filter_map(|name| name.split_once('_'));
        named.extend(numbers.map(|(number, _)| format!("P{number}")));
    }
    named
}

/// A site in these languages with home pages that say nothing.
fn site(languages: &[&str]) -> Site {
    let site = Site::empty("case");
    copy_tree(&package().join("templates"), &site.path("templates"));
    let titles = languages.iter().map(|lang| format!("{lang}: Site {lang}"));
    let titles: Vec<String> = titles.collect();
    let config = format!(
        "languages: [{}]\nbase_url: {BASE}\ntitle: {{{}}}\n",
        languages.join(", "),
        titles.join(", ")
    );
    let site = site.write("content/site.yaml", config);
    let homes = languages.iter();
    homes.fold(site, |site, lang| text(site, "_index", lang, "", "Home."))
}

/// The site with more lines in `site.yaml`.
fn configured(site: Site, lines: &str) -> Site {
    site.change_file("content/site.yaml", |text| format!("{text}{lines}\n"))
}

/// The site with a text; `more` are lines of its front matter beside those that every text needs.
fn text(site: Site, id: &str, lang: &str, more: &str, body: &str) -> Site {
    let title = match more.contains("title:") {
        true => String::new(),
        false => format!("title: \"{id} {lang}\"\n"),
    };
    let more = match more {
        "" => String::new(),
        more => format!("{more}\n"),
    };
    let written = format!(
        "---\n{title}description: \"{id} ({lang}): a page of a small site for tests, which shows what becomes of a case.\"\nupdated: 2026-11-25\n{more}---\n\n{body}\n"
    );
    site.write(&format!("content/{id}.{lang}.md"), written)
}

/// The site with a page that has this body in both languages.
fn pair(site: Site, id: &str, it: &str, en: &str) -> Site {
    let site = text(site, id, "it", "", it);
    text(site, id, "en", "", en)
}

/// The elements of a page of the output.
fn page(built: &Built, path: &str) -> Vec<Element> {
    html::elements(&built.text(path))
}

/// The elements of this name in a page of the output.
fn all(built: &Built, path: &str, name: &str) -> Vec<Element> {
    let mut elements = page(built, path);
    elements.retain(|element| element.name == name);
    elements
}

/// The links of a page with these words.
fn links(built: &Built, path: &str, words: &str) -> Vec<Element> {
    let mut links = all(built, path, "a");
    links.retain(|link| link.text == words);
    links
}

/// The one link of a page with these words.
fn link(built: &Built, path: &str, words: &str) -> Element {
    let mut links = links(built, path, words);
    assert_eq!(links.len(), 1, "links `{words}` of {path}");
    links.remove(0)
}

/// The ids of a page.
fn ids(built: &Built, path: &str) -> Vec<String> {
    let elements = page(built, path).into_iter();
    let ids = elements.map(|element| element.get("id").to_owned());
    ids.filter(|id| !id.is_empty()).collect()
}

/// `hreflang` → address, of the alternates that the head of a page names.
fn alternates_of(built: &Built, path: &str) -> BTreeMap<String, String> {
    let links = all(built, path, "link").into_iter();
    let links = links.filter(|link| !link.get("hreflang").is_empty());
    let pairs = links.map(|link| {
        assert_eq!(link.get("rel"), "alternate");
        (link.get("hreflang").to_owned(), link.get("href").to_owned())
    });
    pairs.collect()
}

/// Every relative address of the output leads to a file, and every fragment to an id.
fn crawl(built: &Built) {
    let pages: BTreeMap<String, Vec<Element>> = built
        .pages()
        .into_iter()
        .map(|(path, text)| (path, html::elements(&text)))
        .collect();
    for (path, elements) in pages.iter().filter(|(path, _)| *path != "404.html") {
        let addresses = elements.iter().flat_map(|element| {
            let names = ["href", "src"].into_iter();
            names.map(|name| element.get(name))
        });
        for address in addresses.filter(|address| !address.is_empty()) {
            follow(built, &pages, path, address);
        }
    }
}

fn follow(built: &Built, pages: &BTreeMap<String, Vec<Element>>, path: &str, address: &str) {
    let own = format!("{BASE}{}", path.trim_end_matches("index.html"));
    let inside = address.strip_prefix(BASE);
    let target = match inside {
        Some(inside) => inside.split('#').next().map(percent_decode),
        None if address.starts_with('#') => Some(path.to_owned()),
        None => html::target(path, address),
    };
    let Some(mut target) = target else { return };
    if target.is_empty() || target.ends_with('/') {
        target += "index.html";
    }
    assert!(built.files.contains_key(&target), "{own}: {address}");
    let fragment = address.split_once('#').map(|(_, fragment)| fragment);
    if let (Some(fragment), Some(page)) = (fragment, pages.get(&target)) {
        let decoded = percent_decode(fragment);
        let ids = page.iter().map(|element| element.get("id"));
        let found = ids.into_iter().any(|id| id == fragment || id == decoded);
        assert!(found, "{own}: {address}");
    }
}

/// The messages of a code in `check`'s report, each from its severity to the next.
fn said(run: &Run, code: &str) -> Vec<String> {
    let messages = run.stderr.split("\n\n");
    let wanted = format!("[{code}]: ");
    messages
        .filter(|message| {
            let first = message.trim_start().lines().next();
            first.is_some_and(|line| line.contains(&wanted))
        })
        .map(str::to_owned)
        .collect()
}

/// Runs `check` on a fixed day.
fn check(site: &Site) -> Run {
    site.run(&["check", "--today", "2026-11-26"])
}
