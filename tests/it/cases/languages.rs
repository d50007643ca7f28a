//! Languages, translations, and links that know the reader's language.

use super::{
    BASE, all, alternates_of, check, configured, crawl, ids, link, links, pair, said, site, text,
};
use crate::support::{Built, Site};

/// The text that readers see of a page.
fn words(built: &Built, path: &str) -> String {
    let text = all(built, path, "main").remove(0).text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// P01, getzola/zola: a link leads to the reader's language whatever language is written.
#[test]
fn p01_a_link_leads_to_the_readers_language() {
    for written in ["b.it.md", "b.en.md", "./b.en.md", "b%2Een.md"] {
        let site = pair(site(&["it", "en"]), "b", "Bi.", "Be.");
        let site = pair(
            site,
            "a",
            &format!("[B]({written})"),
            &format!("[B]({written})"),
        );
        let built = site.build();
        assert_eq!(link(&built, "it/a/index.html", "B").get("href"), "../b/");
        assert_eq!(link(&built, "en/a/index.html", "B").get("href"), "../b/");
        assert_eq!(link(&built, "it/a/index.html", "B").get("hreflang"), "");
        assert!(said(&built.run, "link-to-other-language").is_empty());
    }
}

#[test]
fn p01_where_a_text_is_missing_the_link_says_so() {
    let site = text(site(&["it", "en"]), "b", "en", "languages: [en]", "Be.");
    let site = pair(site, "a", "Uno.\n\nDue: [B](b.en.md#x).", "[B](b.en.md)");
    let site = site.change_file("content/b.en.md", |text| format!("{text}\n## X {{#x}}\n"));
    let run = check(&site);
    let warnings = said(&run, "link-to-other-language");
    assert_eq!(warnings.len(), 1, "{}", run.stderr);
    assert!(warnings[0].starts_with("warning["), "{}", warnings[0]);
    assert!(
        warnings[0].contains("content/a.it.md:9:6"),
        "{}",
        warnings[0]
    );
    assert_eq!(site.run(&["check", "--strict"]).code, 1);
    let built = site.build();
    let italian = link(&built, "it/a/index.html", "B");
    assert_eq!(italian.get("href"), "../../en/b/#x");
    assert_eq!(italian.get("hreflang"), "en");
    assert_eq!(link(&built, "en/a/index.html", "B").get("hreflang"), "");
    crawl(&built);
}

#[test]
fn p01_with_three_languages_the_written_one_is_taken_for_a_missing_one() {
    let site = site(&["it", "en", "de"]);
    let site = text(site, "b", "en", "languages: [en, de]", "Be.");
    let site = text(site, "b", "de", "languages: [en, de]", "Bä.");
    for (written, href) in [("de", "../de/b/"), ("en", "../en/b/")] {
        let home = format!("[B](b.{written}.md)");
        let site = text(site_copy(&site), "_index", "it", "", &home);
        let built = site.build();
        let link = link(&built, "it/index.html", "B");
        assert_eq!((link.get("href"), link.get("hreflang")), (href, written));
    }
}

/// Another site of the same content.
fn site_copy(of: &Site) -> Site {
    let copy = Site::empty("case");
    crate::support::copy_tree(&of.path(""), &copy.path(""));
    copy
}

// P02: what one language lacks is listed with its language, and named in words by the switch. A page at the missing
// address is not made: nothing is invented.
fn cities(languages: &[&str]) -> Site {
    let localized = |word: &str| {
        let pairs: Vec<String> = languages
            .iter()
            .map(|lang| format!("{lang}: {word}-{lang}"))
            .collect();
        pairs.join(", ")
    };
    let site = configured(
        site(languages),
        &format!(
            "collections:\n  cities: {{title: {{{}}}, slug: {{{}}}}}",
            localized("Cities"),
            localized("cities")
        ),
    );
    let site = site.write("content/cities/leeds.yaml", "{}");
    let lists = languages.iter();
    let site = lists.fold(site, |site, lang| {
        text(site, "cities/_index", lang, "", "All.")
    });
    text(
        site,
        "cities/leeds",
        "en",
        "languages: [en]\ntitle: Leeds",
        "A city.",
    )
}

#[test]
fn p02_a_page_of_one_language_is_listed_with_its_language() {
    let built = cities(&["it", "en"]).build();
    let item = link(&built, "it/cities-it/index.html", "Leeds");
    assert_eq!(item.get("href"), "../../en/cities-en/leeds/");
    assert_eq!((item.get("lang"), item.get("hreflang")), ("en", "en"));
    assert!(words(&built, "it/cities-it/index.html").contains("Leeds (in inglese)"));
    let own = link(&built, "en/cities-en/index.html", "Leeds");
    assert_eq!((own.get("lang"), own.get("hreflang")), ("", ""));
    assert!(!words(&built, "en/cities-en/index.html").contains("(in"));
    let leeds = "en/cities-en/leeds/index.html";
    assert!(links(&built, leeds, "Italiano").is_empty());
    assert!(
        built
            .text(leeds)
            .contains("<span lang=\"it\">Italiano</span>: not translated yet")
    );
    assert!(!built.files.contains_key("it/cities-it/leeds/index.html"));
    crawl(&built);
}

#[test]
fn p02_with_three_languages_each_missing_one_is_named() {
    let built = cities(&["de", "it", "en"]).build();
    for list in ["de/cities-de/index.html", "it/cities-it/index.html"] {
        let item = link(&built, list, "Leeds");
        assert_eq!(
            (item.get("lang"), item.get("hreflang")),
            ("en", "en"),
            "{list}"
        );
    }
    let switch = all(&built, "en/cities-en/leeds/index.html", "nav");
    let notes = switch
        .iter()
        .map(|nav| nav.text.matches("not translated yet").count());
    assert_eq!(notes.sum::<usize>(), 2);
    crawl(&built);
}

#[test]
fn p02_a_missing_text_is_an_error_that_names_the_page() {
    let site = cities(&["it", "en"]).change_file("content/cities/leeds.en.md", |text| {
        text.replace("languages: [en]\n", "")
    });
    let run = site.run(&["build"]);
    let errors = said(&run, "missing-translation");
    assert_eq!((run.code, errors.len()), (1, 1), "{}", run.stderr);
    assert!(
        errors[0].contains("`cities/leeds` has no text in `it`"),
        "{}",
        errors[0]
    );
    assert!(
        errors[0].contains("content/cities/leeds.en.md:"),
        "{}",
        errors[0]
    );
    assert!(!site.path("public").exists());
}

// P03: what needs no language stands once, and counts for every language.
const FACILITIES: &str = "collections:
  states: {title: {it: Stati, en: States}, slug: {it: stati, en: states}}
  partners: {title: {it: Aziende, en: Partners}, slug: {it: aziende, en: partners}}
  facilities:
    title: {it: Impianti, en: Facilities}
    slug: {it: impianti, en: facilities}
    block: [opened, place]
    fields:
      opened: {kind: date, label: {it: Aperto, en: Opened}}
      state: {kind: entity, collection: states, label: {it: Stato, en: State}}
      partners: {kind: list, of: {kind: entity, collection: partners}, label: {it: Aziende, en: Partners}}
      place: {kind: group, label: {it: Luogo, en: Place}, fields: {near: {kind: entity, collection: states}}}";

fn facilities(block: &str) -> Site {
    let config = FACILITIES.replace("[opened, place]", block);
    let site = configured(site(&["it", "en"]), &config);
    let site = ["states", "partners", "facilities"]
        .into_iter()
        .fold(site, |site, list| {
            pair(site, &format!("{list}/_index"), "Tutti.", "All.")
        });
    let entities = [
        ("states/ohio", "{}"),
        ("states/texas", "{}"),
        ("partners/foxconn", "{}"),
        (
            "facilities/lordstown",
            "opened: 2026-05-01\nstate: states/ohio\npartners: [partners/foxconn]\nplace: {near: states/texas}",
        ),
    ];
    entities.into_iter().fold(site, |site, (id, data)| {
        let site = site.write(&format!("content/{id}.yaml"), data);
        pair(site, id, "Testo.", "Text.")
    })
}

#[test]
fn p03_what_needs_no_language_is_written_once() {
    let built = facilities("[opened, state, partners, place]").build();
    for (lang, own, date, state, partner) in [
        ("it", "impianti", "1º\u{a0}maggio 2026", "stati", "aziende"),
        ("en", "facilities", "1\u{a0}May 2026", "states", "partners"),
    ] {
        let facility = format!("{lang}/{own}/lordstown/index.html");
        let main = all(&built, &facility, "dl").remove(0);
        for value in [
            date,
            &format!("states/ohio {lang}"),
            &format!("partners/foxconn {lang}"),
        ] {
            assert!(main.text.contains(value), "{value}: {}", main.text);
        }
        let title = format!("facilities/lordstown {lang}");
        for page in [
            format!("{lang}/{state}/ohio/index.html"),
            format!("{lang}/{partner}/foxconn/index.html"),
            format!("{lang}/{state}/texas/index.html"),
        ] {
            let back = link(&built, &page, &title);
            assert_eq!(
                back.get("href"),
                format!("../../{own}/lordstown/"),
                "{page}"
            );
        }
    }
    crawl(&built);
}

#[test]
fn p03_a_field_that_no_page_shows_lists_its_page_too() {
    let built = facilities("[opened]").build();
    link(
        &built,
        "it/stati/ohio/index.html",
        "facilities/lordstown it",
    );
    link(
        &built,
        "it/aziende/foxconn/index.html",
        "facilities/lordstown it",
    );
}

// P04: a page is found in the other language by its id, not by its address.
#[test]
fn p04_slugs_may_differ_by_language() {
    let site = text(
        site(&["it", "en", "de"]),
        "sites",
        "it",
        "slug: siti-produttivi",
        "Qui.",
    );
    let site = text(site, "sites", "en", "slug: manufacturing-sites", "Here.");
    let site = text(site, "sites", "de", "slug: standorte", "Hier.");
    let built = site.build();
    let paths = [
        ("it", "it/siti-produttivi/"),
        ("en", "en/manufacturing-sites/"),
        ("de", "de/standorte/"),
    ];
    for (own, path) in paths {
        let file = format!("{path}index.html");
        let alternates = alternates_of(&built, &file);
        for (lang, other) in paths {
            assert_eq!(alternates[lang], format!("{BASE}{other}"), "{file}");
            let mut switch = all(&built, &file, "a");
            switch.retain(|link| link.get("hreflang") == lang);
            let hrefs: Vec<&str> = switch.iter().map(|link| link.get("href")).collect();
            let expected = format!("../../{other}");
            assert_eq!(
                hrefs,
                if own == lang {
                    vec![]
                } else {
                    vec![expected.as_str()]
                },
                "{file}"
            );
        }
    }
    crawl(&built);
}

// P05: with and without a final slash the base URL is the same.
#[test]
fn p05_home_addresses_end_in_one_slash() {
    for (base, languages) in [
        ("https://u.github.io/repo", ["it", "en"]),
        ("https://u.github.io", ["de", "fr"]),
        ("https://u.github.io/a/b", ["it", "en"]),
    ] {
        let with_base = |base: &str| {
            let site = site(&languages).change_file("content/site.yaml", |text| {
                text.replace(
                    &format!("base_url: {BASE}"),
                    &format!("base_url: \"{base}\" "),
                )
            });
            site.build()
        };
        let without = with_base(base);
        let with = with_base(&format!("{base}/"));
        let option = site(&languages).arg("--base-url").arg(base).build();
        assert!(without.files == with.files, "{base}");
        assert!(without.files == option.files, "{base}");
        for lang in languages {
            let home = format!("{base}/{lang}/");
            let path = format!("{lang}/index.html");
            let canonical = all(&with, &path, "link");
            let canonical = canonical.iter().find(|link| link.get("rel") == "canonical");
            assert_eq!(canonical.expect("a canonical address").get("href"), home);
            assert_eq!(alternates_of(&with, &path)[lang], home);
            assert_eq!(alternates_of(&with, &path)["x-default"], format!("{base}/"));
        }
        for (path, text) in with.pages() {
            assert!(!text.contains("publicindex"), "{path}");
            let text = text.replace("https://", "");
            assert!(
                !text.contains("href=\"//") && !text.contains(".io//"),
                "{path}"
            );
        }
    }
}

#[test]
fn p05_a_site_of_one_language_has_one_home() {
    let one = |base: &str| site(&["it"]).arg("--base-url").arg(base).build();
    let (with, without) = (one(BASE), one(BASE.trim_end_matches('/')));
    assert!(with.files == without.files);
    assert!(
        with.text("index.html")
            .contains(&format!("<link rel=\"canonical\" href=\"{BASE}\">"))
    );
}

// P06: a fragment does not keep a link from being understood.
#[test]
fn p06_links_with_a_fragment_lead_to_the_readers_language() {
    let site = pair(
        site(&["it", "en"]),
        "b",
        "## Fatti {#fatti}\n\nX.",
        "## Facts {#fatti}\n\nX.",
    );
    let site = pair(
        site,
        "deep/er/c",
        "## Fatti {#fatti}\n\nX.",
        "## Facts {#fatti}\n\nX.",
    );
    let home = |site, lang, rest| {
        text(
            site,
            "_index",
            lang,
            "",
            &format!("{rest}\n\n## X {{#fatti}}\n\nX."),
        )
    };
    let site = home(
        home(site, "it", "[C](deep/er/c.it.md#fatti)"),
        "en",
        "[C](deep/er/c.en.md#fatti)",
    );
    let body = "[B](b.en.md#fatti) [b](./b.it.md#fatti) [Home](_index.en.md#fatti) [C](deep/er/c.en.md#fatti) [Q](b.it.md?x=1#fatti)";
    let site = pair(site, "a", body, body);
    let site = pair(
        site,
        "deep/d",
        "[Home](../_index.en.md#fatti)",
        "[Home](../_index.it.md#fatti)",
    );
    let built = site.build();
    for lang in ["it", "en"] {
        let path = format!("{lang}/a/index.html");
        let href = |words: &str| link(&built, &path, words).get("href").to_owned();
        for (words, expected) in [
            ("B", "../b/#fatti"),
            ("b", "../b/#fatti"),
            ("Home", "../#fatti"),
            ("C", "../deep/er/c/#fatti"),
        ] {
            assert_eq!(href(words), expected, "{path}");
        }
        assert!(href("Q").ends_with("#fatti"));
        let deep = link(&built, &format!("{lang}/deep/d/index.html"), "Home");
        assert_eq!(deep.get("href"), "../../#fatti");
        assert!(ids(&built, &format!("{lang}/index.html")).contains(&"fatti".to_owned()));
    }
    crawl(&built);
}
