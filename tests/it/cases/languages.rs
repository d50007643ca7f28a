//! Languages, translations, and links that know the reader's language.

use super::{
    BASE, all, alternates_of, check, configured, crawl, ids, link, links, pair, said, site, text,
};
use crate::support::{Built, Site};

const SOURCES: &str = "daily:
  title: A plant, announced
  language: en
  publisher: {name: The Daily}
  url: https://news.example/daily
  published: 2026-03-01
  kind: press
  read: copy
";

/// A fact of `content/facts/all.yaml`, with these lines beside the ones that every fact needs.
fn fact(id: &str, lines: &str) -> String {
    format!(
        "{id}:\n  status: announced\n  as_of: 2025-11-06\n  label: {{it: etichetta, en: label}}\n  sources: [daily]\n{lines}\n"
    )
}

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

// P07: words of the interface that a language lacks are those of the site's default language, whichever that is.
fn words_of(site: Site, lang: &str, change: impl Fn(&str) -> String) -> Site {
    let italian = site.read("templates/strings/it.yaml");
    let words = change(&italian);
    assert_ne!(words, italian);
    site.write(&format!("templates/strings/{lang}.yaml"), words)
}

/// The words of the link that skips the header.
fn skip(built: &Built, path: &str) -> String {
    let mut links = all(built, path, "a");
    links.retain(|link| link.get("class") == "skip");
    links.remove(0).text
}

const SKIP: &str = "skip: Vai al contenuto\n";

#[test]
fn p07_words_fall_back_to_the_default_language() {
    for lacking in ["", "skip:\n", "skip: \"\"\n", "skip: \" \"\n", "skip: ~\n"] {
        let site = site(&["it", "sr"]).remove("templates/strings/en.yaml");
        let site = words_of(site, "sr", |words| {
            words
                .replace(SKIP, lacking)
                .replace("lang_name: Italiano", "lang_name: Srpski")
        });
        let run = check(&site);
        let warnings = said(&run, "missing-words");
        assert_eq!(warnings.len(), 1, "{}", run.stderr);
        assert!(
            warnings[0].contains("missing in `sr`: `skip`"),
            "{}",
            warnings[0]
        );
        assert!(
            warnings[0].contains("templates/strings/sr.yaml:"),
            "{}",
            warnings[0]
        );
        let built = site.build();
        assert_eq!(
            skip(&built, "sr/index.html"),
            "Vai al contenuto",
            "{lacking:?}"
        );
        assert_eq!(skip(&built, "it/index.html"), "Vai al contenuto");
        assert_eq!(
            link(&built, "it/index.html", "Srpski").get("href"),
            "../sr/"
        );
    }
}

#[test]
fn p07_the_default_language_comes_before_the_order_of_the_list() {
    let site = configured(site(&["sr", "de", "it-CH"]), "x_default: it-CH");
    let site = words_of(site, "sr", |words| words.replace(SKIP, ""));
    let site = words_of(site, "de", |words| {
        words.replace(SKIP, "skip: Zum Inhalt\n")
    });
    let built = site.build();
    assert_eq!(skip(&built, "sr/index.html"), "Vai al contenuto");
    assert_eq!(skip(&built, "de/index.html"), "Zum Inhalt");
}

#[test]
fn p07_a_language_without_any_words_is_one_warning() {
    let site = site(&["it", "sr"]).remove("templates/strings/en.yaml");
    let run = check(&site);
    let warnings = said(&run, "missing-words");
    assert_eq!(warnings.len(), 1, "{}", run.stderr);
    assert!(
        warnings[0].contains("no interface words for `sr`"),
        "{}",
        warnings[0]
    );
    let built = site.build();
    assert_eq!(skip(&built, "sr/index.html"), "Vai al contenuto");
    assert_eq!(link(&built, "it/index.html", "sr").get("hreflang"), "sr");
}

#[test]
fn p07_a_word_in_place_of_several_is_missing_too() {
    let site = words_of(site(&["it", "sr"]), "sr", |words| {
        let nav = words.lines().find(|line| line.starts_with("nav: {"));
        words.replace(nav.expect("words of the navigation"), "nav: Delovi")
    });
    let run = check(&site);
    assert_eq!(
        (run.code, said(&run, "missing-words").len()),
        (0, 1),
        "{}",
        run.stderr
    );
}

#[test]
fn p07_a_key_that_no_language_has_never_goes_unnoticed() {
    for key in ["not_translated", "skip", "in_other_language"] {
        let site = ["it", "en"]
            .into_iter()
            .fold(cities(&["it", "en"]), |site, lang| {
                site.change_file(&format!("templates/strings/{lang}.yaml"), |words| {
                    words.replace(&format!("\n{key}: "), "\nother: ")
                })
            });
        let run = site.run(&["check", "--strict"]);
        assert_eq!(run.code, 1, "{key}: {}", run.stderr);
        assert!(run.stderr.contains(key), "{}", run.stderr);
        assert!(run.stderr.contains("templates/"), "{}", run.stderr);
    }
    let run = site(&["it", "en"])
        .remove("templates/strings")
        .run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
}

// P08, P09: more of them stand in translations.rs.
const SITES: &str = "sites";

/// A pair of texts that was declared equal.
fn accepted() -> Site {
    let body = |first: &str, second: &str| {
        format!("{first}\n\n## S {{#s}}\n\n{second}\n\n- {first}\n- {second}")
    };
    let site = pair(
        site(&["it", "en"]),
        SITES,
        &body("Il gruppo costruisce.", "Altro non si sa."),
        &body("The group builds.", "More is not known."),
    );
    site.accept_all()
}

/// What `status` says of a text.
fn state(site: &Site, lang: &str) -> String {
    let report = site.run(&["status", "--format", "json"]).stdout;
    let lines = report.lines().map(|line| {
        serde_json::from_str::<serde_json::Value>(line).expect("one object on each line")
    });
    let mut states = lines.filter(|line| line["page"] == SITES && line["lang"] == lang);
    let state = states.next().expect("the state of the text");
    state["state"].as_str().expect("a word").to_owned()
}

fn english(site: Site, change: impl Fn(&str) -> String) -> Site {
    site.change_file("content/sites.en.md", change)
}

#[test]
fn p08_what_readers_do_not_see_makes_no_translation_stale() {
    let changes: [fn(&str) -> String; 9] = [
        |text| text.replace("updated: 2026-11-25", "updated: 2026-11-26"),
        |text| text.replace("\nupdated:", "\naliases: [old]\nupdated:"),
        |text| text.replace("\nupdated:", "\n# weight: 3\nupdated:"),
        |text| text.replace("The group builds.", "The\ngroup  builds.  "),
        |text| text.replace("More is", "More\u{a0}is"),
        |text| text.replace("\n\n", "\n\n\n\n"),
        |text| text.replace('\n', "\r\n"),
        |text| text.trim_end().to_owned(),
        |text| format!("\u{feff}{text}"),
    ];
    for change in changes {
        let site = english(accepted(), change);
        assert_eq!(state(&site, "it"), "current");
        let run = check(&site);
        assert!(!run.stderr.contains("translation"), "{}", run.stderr);
    }
}

#[test]
fn p08_a_changed_sentence_is_told_with_its_block() {
    let site = english(accepted(), |text| {
        text.replacen("More is not known.", "Nothing else is known.", 1)
    });
    assert_eq!(state(&site, "it"), "stale");
    assert_eq!(state(&site, "en"), "current");
    let run = check(&site);
    let told = said(&run, "stale-translation");
    assert_eq!(told.len(), 1, "{}", run.stderr);
    let line = site.read("content/sites.en.md");
    let line = line
        .lines()
        .position(|line| line == "Nothing else is known.");
    let block = format!("line {} (changed)", line.expect("the sentence") + 1);
    assert!(told[0].contains(&block), "{}", told[0]);
    assert!(told[0].contains("content/sites.it.md:"), "{}", told[0]);
}

#[test]
fn p09_a_stale_page_says_so_in_its_own_language() {
    let stale = |site: Site| english(site, |text| text.replace("More is", "Much is"));
    let banner = |built: &Built, lang: &str| {
        let mut notes = all(built, &format!("{lang}/sites/index.html"), "p");
        notes.retain(|note| note.get("class") == "note");
        notes.pop().map(|note| note.text)
    };
    let built = stale(accepted()).build();
    assert_eq!(
        banner(&built, "it").as_deref(),
        Some("La versione inglese di questa pagina è più recente.")
    );
    assert_eq!(banner(&built, "en"), None);
    assert_eq!(
        link(&built, "it/sites/index.html", "versione inglese").get("href"),
        "../../en/sites/"
    );
    crawl(&built);
    let built = stale(accepted()).accept_all().build();
    assert_eq!(banner(&built, "it"), None);
    let off = configured(stale(accepted()), "stale_notice: false").build();
    let never = configured(accepted(), "stale_notice: false").build();
    assert_eq!(
        off.text("it/sites/index.html"),
        never.text("it/sites/index.html")
    );
}

// P10: a date is written as its language writes it; a language that the program does not know gets the ISO form, never
// the names of another language's months.
#[test]
fn p10_dates_are_written_in_the_language_of_the_page() {
    let event = |n: usize, date: &str| {
        format!(
            "- {{id: e{n}, date: {date}, status: completed, text: {{it: Cosa., en: Thing., de: Ding.}}, sources: [daily]}}\n"
        )
    };
    let dates = ["2026-07-27", "2026-05-01", "2025-08", "2025-12-31"];
    let events: String = dates
        .iter()
        .enumerate()
        .map(|(n, date)| event(n, date))
        .collect();
    let site = site(&["it", "en", "de"]).write("content/timeline.yaml", events);
    let site = site.write("content/sources.yaml", SOURCES);
    let site = ["it", "en", "de"].into_iter().fold(site, |site, lang| {
        text(site, "dates", lang, "view: timeline", "X.")
    });
    let built = site.build();
    for (lang, expected) in [
        (
            "it",
            [
                "31 dicembre 2025",
                "agosto 2025",
                "27 luglio 2026",
                "1º maggio 2026",
                "1º marzo 2026",
            ],
        ),
        (
            "en",
            [
                "31 December 2025",
                "August 2025",
                "27 July 2026",
                "1 May 2026",
                "1 March 2026",
            ],
        ),
        (
            "de",
            [
                "2025-12-31",
                "2025-08",
                "2026-07-27",
                "2026-05-01",
                "2026-03-01",
            ],
        ),
    ] {
        let words = words(&built, &format!("{lang}/dates/index.html"));
        for date in expected {
            assert!(words.contains(date), "{lang}: {date}: {words}");
        }
        let foreign = if lang == "en" { "luglio" } else { "July" };
        assert!(!words.contains(foreign), "{words}");
    }
}

// An article before the day would have to be another one before 1, 8 and 11: "del 2", "dell'8".
#[test]
fn p10_no_article_stands_before_a_day() {
    for (written, day) in [("01", "1º"), ("02", "2"), ("08", "8"), ("11", "11")] {
        let site = english(accepted(), |text| text.replace("More is", "Much is"));
        let site = english(site, |text| {
            text.replace("2026-11-25", &format!("2026-12-{written}"))
        });
        let site = site.change_file("content/sites.it.md", |text| {
            text.replace(
                "updated: 2026-11-25",
                &format!("updated: 2026-11-{written}"),
            )
        });
        let built = site.build();
        let body = all(&built, "it/sites/index.html", "body").remove(0).text;
        let body = body.replace('\u{a0}', " ");
        for sentence in [
            format!("più recente ({day} dicembre 2026; questa: {day} novembre 2026)."),
            format!("Ultimo aggiornamento: {day} novembre 2026"),
        ] {
            assert!(body.contains(&sentence), "{sentence}: {body}");
        }
    }
}

// P11: a value is defined once and used everywhere.
fn investment(it: &str, en: &str) -> Site {
    let fact = fact(
        "investment",
        "  value: \"500\"\n  scale: billion\n  unit: USD",
    );
    let site = site(&["it", "en"]).write("content/facts/all.yaml", fact);
    let site = site
        .write("content/sources.yaml", SOURCES)
        .write("content/plant.png", "PNG");
    let views = [("figures", "facts"), ("list", "sources")];
    let site = views.into_iter().fold(site, |site, (id, view)| {
        let view = format!("view: {view}");
        let site = text(site, id, "it", &view, "X.");
        text(site, id, "en", &view, "X.")
    });
    pair(site, "use", it, en)
}

#[test]
fn p11_a_fact_is_written_by_its_language_wherever_it_stands() {
    let body = "Prose [](fact:investment).\n\n## Heading [](fact:investment)\n\n| A | B |\n|---|---|\n| x | [](fact:investment) |\n\n![Alt [](fact:investment)](plant.png)\n\n> - deep *[](fact:investment)*";
    let site = investment(body, body);
    let site = pair(site, "also", "[](fact:investment)", "[](fact:investment)");
    let built = site.build();
    for (lang, long, short) in [
        ("it", "500 miliardi di dollari", "500 miliardi"),
        ("en", "$500 billion", "$500 billion"),
    ] {
        let path = format!("{lang}/use/index.html");
        let text = |name: &str| all(&built, &path, name).remove(0);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert!(plain(&text("main").text).contains(&format!("Prose {long}.")));
        assert!(plain(&text("h2").text).contains(&format!("Heading {long}")));
        assert!(plain(&text("table").text).contains(short));
        assert_eq!(plain(text("img").get("alt")), format!("Alt {long}"));
        assert!(plain(&text("blockquote").text).contains(&format!("deep {long}")));
        let figures = format!("{lang}/figures/index.html");
        for page in ["use", "also"] {
            link(&built, &figures, &format!("{page} {lang}"));
        }
    }
    crawl(&built);
}

#[test]
fn p11_where_a_fact_cannot_stand_the_error_says_so() {
    for (body, code, place) in [
        ("[x [](fact:investment)](use.it.md)", "fact-in-link", ":7:1"),
        ("`[](fact:investment)`", "fact-in-link", ":7:1"),
        ("    [](fact:investment)", "fact-in-link", ":7:"),
        ("Words.\n\n- [](fact:investmant)", "unknown-fact", ":9:3"),
        ("![A [](fact:nothing) b](plant.png)", "unknown-fact", ":7:5"),
        (
            "[about $400 billion](fact:investment)",
            "fact-mismatch",
            ":7:1",
        ),
    ] {
        let run = investment("Nulla.", body).run(&["build"]);
        let errors = said(&run, code);
        assert_eq!((run.code, errors.len()), (1, 1), "{body}: {}", run.stderr);
        assert!(
            errors[0].contains(&format!("content/use.en.md{place}")),
            "{}",
            errors[0]
        );
    }
    let run = investment("[](fact:investmant)", "x").run(&["build"]);
    assert!(
        run.stderr.contains("did you mean `investment`?"),
        "{}",
        run.stderr
    );
}

// P12: a link that leads nowhere is told with the language that was searched and the nearest page.
#[test]
fn p12_a_broken_link_is_told_with_its_language() {
    for (body, place, near) in [
        ("Uno.\n\n[x](plans.it.md)", ":9:1", "plants.it.md"),
        ("[x](plants.en.mdd)", ":7:1", "plants"),
        ("[x](deep/plants.it.md)", ":7:1", "plants.it.md"),
        ("[x](/it/plans/)", ":7:1", "plants.it.md"),
        ("![x](plants.pgn)", ":7:1", "plants.png"),
    ] {
        let site =
            pair(site(&["it", "en"]), "plants", "X.", "X.").write("content/plants.png", "PNG");
        let site = pair(site, "a", body, "[x](plants.en.md)");
        let run = site.run(&["build"]);
        let errors = said(&run, "dead-link");
        assert_eq!((run.code, errors.len()), (1, 1), "{body}: {}", run.stderr);
        let error = &errors[0];
        assert!(
            error.contains(&format!("content/a.it.md{place}")),
            "{error}"
        );
        assert!(error.contains("`it`"), "{error}");
        assert!(error.contains(near), "{near}: {error}");
    }
}
