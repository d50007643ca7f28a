//! What machines read: feeds, the words of the search, the page for addresses that lead nowhere, what hosts serve; and
//! how much memory a large site takes.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::{BASE, all, configured, page, site, text};
use crate::html::{self, Element};
use crate::support::{Built, Site};

/// A source that events cite.
const DAILY: &str = "daily: {title: A, language: en, publisher: {name: B}, url: \"https://example.org/a\", published: 2026-11-20, kind: press, read: whole}\n";

/// The texts of all elements of this name in a feed.
fn texts(feed: &[Element], name: &str) -> Vec<String> {
    let named = feed.iter().filter(|element| element.name == name);
    named.map(|element| element.text.clone()).collect()
}

/// A page's entry: the body, as elements, of the entry with this id.
fn body_of(built: &Built, feed: &str, id: &str) -> Vec<Element> {
    let feed = built.text(feed);
    let entry = feed
        .split("<entry>")
        .find(|entry| entry.contains(&format!("<id>{id}</id>")));
    let entry = entry.unwrap_or_else(|| panic!("{id} is not in {feed}"));
    let elements = html::elements(&format!(
        "<entry>{}",
        entry.split("</feed>").next().unwrap_or_default()
    ));
    html::elements(&texts(&elements, "content").concat())
}

fn in_languages(languages: &[&str]) -> Site {
    languages.iter().fold(site(languages), |site, lang| {
        text(
            site,
            "news",
            lang,
            &format!("title: News ({lang})"),
            "News.",
        )
    })
}

#[test]
fn p77_a_feed_is_known_by_its_own_address_and_speaks_its_own_language() {
    for languages in [
        &["it", "en"][..],
        &["en", "it"],
        &["de", "it", "pt-BR"],
        &["it"],
    ] {
        let built = in_languages(languages).build();
        for lang in languages {
            let root = if languages.len() == 1 {
                String::new()
            } else {
                format!("{lang}/")
            };
            let own = format!("{BASE}{root}feed.xml");
            let feed = html::elements(&built.text(&format!("{root}feed.xml")));
            assert_eq!(
                (feed[0].name.as_str(), feed[0].get("xml:lang")),
                ("feed", *lang)
            );
            let ids = texts(&feed, "id");
            assert_eq!(ids[0], own);
            let links = feed.iter().filter(|element| element.name == "link");
            let links: Vec<_> = links
                .map(|link| (link.get("rel"), link.get("href")))
                .collect();
            assert_eq!(
                links[..2],
                [("self", &*own), ("alternate", &*format!("{BASE}{root}"))]
            );
            let titles: BTreeSet<String> = texts(&feed, "title").into_iter().skip(1).collect();
            assert_eq!(
                titles,
                [format!("News ({lang})"), format!("_index {lang}")].into()
            );
            for address in ids[1..]
                .iter()
                .map(String::as_str)
                .chain(links[2..].iter().map(|link| link.1))
            {
                assert!(
                    address.starts_with(&format!("{BASE}{root}")),
                    "{lang}: {address}"
                );
            }
        }
    }
}

#[test]
fn p77_ids_stay_the_same_whatever_is_built_again() {
    let ids = |built: &Built| -> BTreeSet<String> {
        ["it", "en"]
            .iter()
            .flat_map(|lang| {
                texts(
                    &html::elements(&built.text(&format!("{lang}/feed.xml"))),
                    "id",
                )
            })
            .collect()
    };
    let first = in_languages(&["it", "en"]).build();
    let before = (ids(&first), first.text("it/feed.xml"));
    let again = first.site.build();
    assert_eq!((ids(&again), again.text("it/feed.xml")), before);
    let changed = again.site.change_file("content/news.it.md", |text| {
        let text = text.replace("title: News", "title: Altre notizie");
        text.replace("updated: 2026-11-25", "updated: 2026-11-26")
            .replace("\nNews.", "\nAltro.")
    });
    let changed = changed.build();
    assert_eq!(ids(&changed), before.0);
    assert_ne!(changed.text("it/feed.xml"), before.1);
    let elsewhere = changed.site.arg("--portable").build();
    assert_eq!(ids(&elsewhere), before.0);
}

#[test]
fn p77_an_event_has_an_id_of_its_own_in_each_language() {
    let event = "- {id: opening, date: 2026-11-20, status: announced, text: {it: Apre., en: It opens.}, sources: [daily]}\n";
    let site = site(&["it", "en"])
        .write("content/timeline.yaml", event)
        .write("content/sources.yaml", DAILY);
    let site = text(site, "timeline", "it", "view: timeline", "");
    let built = text(site, "timeline", "en", "view: timeline", "").build();
    for (lang, words) in [("it", "Apre."), ("en", "It opens.")] {
        let feed = html::elements(&built.text(&format!("{lang}/feed.xml")));
        let id = format!("{BASE}{lang}/timeline/#opening");
        assert!(texts(&feed, "id").contains(&id), "{:?}", texts(&feed, "id"));
        assert!(texts(&feed, "summary").contains(&words.to_owned()));
    }
}

#[test]
fn p78_links_and_pictures_of_a_feed_lead_to_the_output_from_anywhere() {
    let lead = "See [x](../other.LANG.md), [y](../other.LANG.md#part), [](z.LANG.md), [up](../_index.LANG.md), [here](#here), \
        [plan](piano.txt), <a href=\"../other.LANG.md\">raw</a>, [out](https://example.org/?a=1&b=2), [mail](mailto:a@b.example).\n\n\
        ![A photo](foto%20uno.png) and ![another](../foto.png \"Una\").\n\n## Here {#here}\n";
    let mut site = site(&["it", "en"]);
    for lang in ["it", "en"] {
        site = text(site, "other", lang, "", "## Part {#part}\n\nOther.");
        site = text(site, "deep/z", lang, "", "Zed.");
        site = text(site, "deep/page", lang, "", &lead.replace("LANG", lang));
    }
    let png = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    let site = site
        .write("content/deep/foto uno.png", png)
        .write("content/foto.png", png);
    let built = site.write("content/deep/piano.txt", "x").build();
    for (lang, folder) in [("it", "it"), ("en", "en")] {
        let id = format!("{BASE}{lang}/deep/page/");
        let body = body_of(&built, &format!("{lang}/feed.xml"), &id);
        let addresses: Vec<&str> = body
            .iter()
            .flat_map(|element| [element.get("href"), element.get("src")])
            .filter(|address| !address.is_empty())
            .collect();
        assert_eq!(addresses.len(), 11, "{addresses:?}");
        let mut inside = 0;
        for address in &addresses {
            let Some(path) = address.strip_prefix(BASE) else {
                assert!(
                    address.starts_with("https://example.org/") || address.starts_with("mailto:"),
                    "{address}"
                );
                continue;
            };
            inside += 1;
            let path = path
                .split('#')
                .next()
                .unwrap_or_default()
                .replace("%20", " ");
            let file = if path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path
            };
            assert!(
                built.files.contains_key(&file),
                "{address}: {:?}",
                built.files.keys()
            );
        }
        assert_eq!(inside, 9);
        for wanted in ["other/", "other/#part", "deep/z/", "", "deep/page/#here"] {
            let wanted = format!("{BASE}{folder}/{wanted}");
            assert!(addresses.contains(&&*wanted), "{wanted}: {addresses:?}");
        }
    }
}

/// The words that the search of a language looks in.
fn index_of(built: &Built, lang: &str) -> Vec<Value> {
    let script = built.text(&format!("assets/search.{lang}.js"));
    let json = script
        .trim()
        .strip_prefix("spiegaSearch(")
        .and_then(|rest| rest.strip_suffix(");"));
    let index: Value = serde_json::from_str(json.expect("a call")).expect("JSON");
    index["documents"].as_array().expect("documents").clone()
}

#[test]
fn p79_each_search_page_has_all_that_it_needs_in_the_output() {
    for languages in [&["it", "en"][..], &["en", "it", "pt-BR"], &["it"]] {
        let site = languages
            .iter()
            .fold(in_languages(languages), |site, lang| {
                text(
                    site,
                    "cerca",
                    lang,
                    &format!("view: search\ntitle: Search ({lang})"),
                    "",
                )
            });
        let built = site.build();
        for lang in languages {
            let root = if languages.len() == 1 {
                String::new()
            } else {
                format!("{lang}/")
            };
            let path = format!("{root}cerca/index.html");
            let form = all(&built, &path, "form");
            for address in [form[0].get("data-script"), form[0].get("data-index")] {
                let file = html::target(&path, address).expect("a relative address");
                assert!(built.files.contains_key(&file), "{address}");
            }
            assert!(
                form[0]
                    .get("data-index")
                    .ends_with(&format!("/search.{lang}.js"))
            );
            let engine = html::target(&path, form[0].get("data-script"));
            let engine = built.text(&engine.expect("a relative address"));
            for word in [
                "import ",
                "import(",
                "importScripts",
                "XMLHttpRequest",
                " fetch(",
                "lunr",
            ] {
                assert!(
                    !engine.contains(word),
                    "{word}: it asks for more than is there"
                );
            }
            assert!(!index_of(&built, lang).is_empty());
        }
    }
}

#[test]
fn p79_an_index_holds_the_pages_of_its_language_and_no_stubs() {
    let mut site = in_languages(&["it", "en"]);
    for lang in ["it", "en"] {
        site = text(site, "cerca", lang, "view: search\ntitle: Search", "");
        site = text(site, "stato", lang, "view: status\ntitle: Status", "");
        site = text(site, "draft", lang, "draft: true", "Not yet.");
        site = text(
            site,
            "moved",
            lang,
            &format!("aliases: [/{lang}/old/, /{lang}/older.html]"),
            "Moved: qualità, perché, l’accordo.",
        );
    }
    let built = text(site, "solo", "it", "languages: [it]", "Solo.").build();
    assert!(built.files.contains_key("it/old/index.html"));
    for (lang, wanted) in [
        ("it", vec!["", "moved/", "news/", "solo/"]),
        ("en", vec!["", "moved/", "news/"]),
    ] {
        let index = index_of(&built, lang);
        let hrefs = index
            .iter()
            .map(|document| document["href"].as_str().expect("an address"));
        let found: BTreeSet<String> = hrefs
            .map(|href| {
                html::target(&format!("{lang}/cerca/index.html"), href).expect("a relative address")
            })
            .collect();
        let wanted = wanted.into_iter().map(|path| format!("{lang}/{path}"));
        assert_eq!(found, wanted.collect(), "{lang}");
    }
}

#[test]
fn p81_the_page_for_lost_readers_stands_at_the_top_in_every_language() {
    for languages in [
        &["it", "en"][..],
        &["en", "it"],
        &["de", "it", "en"],
        &["it"],
    ] {
        for more in ["", "x_default: it"] {
            for option in [&[][..], &["--portable"]] {
                let site = configured(in_languages(languages), more);
                let built = option
                    .iter()
                    .fold(site, |site, option| site.arg(option))
                    .build();
                is_for_all(&built, languages, !option.is_empty());
            }
        }
    }
    let bare = site(&["it", "en"]).build();
    is_for_all(&bare, &["it", "en"], false);
}

fn is_for_all(built: &Built, languages: &[&str], is_portable: bool) {
    let named: Vec<&String> = built
        .files
        .keys()
        .filter(|path| path.contains("404"))
        .collect();
    assert_eq!(named, ["404.html"]);
    let elements = page(built, "404.html");
    let blocks = elements
        .iter()
        .filter(|element| element.name == "div" && !element.get("lang").is_empty());
    let blocks: Vec<&Element> = blocks.collect();
    let langs: Vec<&str> = blocks.iter().map(|block| block.get("lang")).collect();
    assert_eq!(langs, languages);
    for block in &blocks {
        assert!(block.text.trim().len() > 20, "{}", block.text);
    }
    let homes = elements.iter().filter(|element| element.name == "a");
    let homes: Vec<(&str, &str)> = homes
        .map(|link| (link.get("hreflang"), link.get("href")))
        .collect();
    // On a disk there is no top that a path could begin at.
    let base = match is_portable {
        true => BASE,
        false => BASE.trim_start_matches("https://u.github.io"),
    };
    let wanted: Vec<(&str, String)> = match languages {
        [lang] => vec![(lang, base.to_owned())],
        _ => languages
            .iter()
            .map(|lang| (*lang, format!("{base}{lang}/")))
            .collect(),
    };
    let homes: Vec<(&str, String)> = homes
        .into_iter()
        .map(|(lang, href)| (lang, href.trim_end_matches("index.html").to_owned()))
        .collect();
    assert_eq!(homes, wanted);
    assert!(elements.iter().all(|element| element.name != "script"));
}

#[test]
fn p81_no_content_takes_its_place() {
    for (path, words) in [
        ("content/static/404.html", "mine"),
        ("content/static/404.HTML", "mine"),
    ] {
        let run = site(&["it", "en"]).write(path, words).run(&["build"]);
        assert_eq!(run.code, 1, "{path}: {}", run.stderr);
        assert!(
            run.codes().contains(&("error", "address-collision")),
            "{}",
            run.stderr
        );
    }
    let alias = text(
        site(&["it", "en"]),
        "lost",
        "it",
        "languages: [it]\naliases: [/404.html]",
        "x",
    );
    assert_eq!(alias.run(&["build"]).code, 1);
    let built = text(
        site(&["it", "en"]),
        "404",
        "it",
        "languages: [it]",
        "Una pagina.",
    )
    .build();
    assert!(built.files.contains_key("404.html") && built.files.contains_key("it/404/index.html"));
    assert_eq!(all(&built, "404.html", "h2").len(), 2);
}

/// As many pages in each language as the case names; a program that was not made to be fast gets fewer.
const MANY: usize = if cfg!(debug_assertions) { 1_000 } else { 5_000 };
/// What the program itself and the templates may take, in kB, and a page with its translation on top.
const MEMORY: (usize, usize) = (50_000, 40);

#[test]
fn p82_a_large_site_takes_little_memory_and_its_feeds_stay_short() {
    let words = format!(
        "{}\n\n## A heading\n\n",
        "Some words about something. ".repeat(40)
    )
    .repeat(3);
    let mut many = site(&["it", "en"]);
    for n in 0..MANY {
        for lang in ["it", "en"] {
            many = text(many, &format!("p{n}"), lang, "", &words);
        }
    }
    let peak = peak_of_build(&many);
    let (base, each) = MEMORY;
    assert!(peak < base + MANY * each, "{peak} kB for {MANY} pages");
    // Were it less than the texts alone, it would not have been measured.
    assert!(peak > 5_000, "{peak} kB");
    let built = many.output();
    for lang in ["it", "en"] {
        assert!(
            built
                .files
                .contains_key(&format!("{lang}/p{}/index.html", MANY - 1))
        );
        let feed = built.text(&format!("{lang}/feed.xml"));
        assert_eq!(feed.matches("<entry>").count(), 50);
        assert!(feed.len() < 200_000, "{} bytes", feed.len());
    }
}

/// The most memory that a build holds at any moment, in kB, as the system counts it.
fn peak_of_build(site: &Site) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spiega"));
    command
        .args(["build", "--quiet"])
        .current_dir(site.path(""));
    let mut child = command.stderr(Stdio::null()).spawn().expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        peak = now.unwrap_or(peak);
        if let Some(ended) = child.try_wait().expect("a child") {
            break ended;
        }
        sleep(Duration::from_millis(5));
    };
    assert!(ended.success());
    peak
}

#[test]
fn p82_a_feed_of_many_events_holds_the_newest() {
    let events: String = (1..=80)
        .map(|n| format!("- {{id: e{n}, date: {}-01-01, status: announced, text: {{it: Uno., en: One.}}, sources: [daily]}}\n", 1900 + n))
        .collect();
    let site = site(&["it", "en"])
        .write("content/timeline.yaml", events)
        .write("content/sources.yaml", DAILY);
    let site = text(site, "timeline", "it", "view: timeline", "");
    let built = text(site, "timeline", "en", "view: timeline", "").build();
    let feed = html::elements(&built.text("it/feed.xml"));
    let dates: Vec<String> = texts(&feed, "updated").into_iter().skip(1).collect();
    assert_eq!(dates.len(), 50);
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    // Two pages, and 48 events from the last one on.
    assert_eq!(
        dates.last().map(String::as_str),
        Some("1933-01-01T12:00:00Z")
    );
}

#[test]
fn p83_every_output_says_that_github_shall_serve_it_whole() {
    for languages in [&["it", "en"][..], &["it"]] {
        let site = in_languages(languages);
        let built = site.build();
        assert_eq!(built.text(".nojekyll"), "");
        let own = built.site.write("content/static/.nojekyll", "").build();
        assert_eq!(own.text(".nojekyll"), "");
        let again = own.site.remove("content/static/.nojekyll").build();
        assert_eq!(again.text(".nojekyll"), "");
    }
}

#[test]
fn p83_no_part_of_an_address_begins_with_an_underscore() {
    let mut site = in_languages(&["it", "en"]);
    for lang in ["it", "en"] {
        site = text(site, "_draft", lang, "", "x");
        site = text(site, "_section/_index", lang, "", "x");
        site = text(site, "_section/__page", lang, "", "x");
        site = text(site, "deep/_more/_page", lang, "", "x");
    }
    let built = site.build();
    assert!(
        built.files.contains_key("it/section/page/index.html"),
        "{:?}",
        built.files.keys()
    );
    for path in built.files.keys() {
        assert!(path.split('/').all(|part| !part.starts_with('_')), "{path}");
    }
    for (path, place) in [
        ("content/static/_redirects", "content/static/_redirects"),
        ("content/static/_a/b.txt", "content/static/_a/b.txt"),
        ("content/static/a/_b/c.txt", "content/static/a/_b/c.txt"),
        ("content/_img/photo.png", "content/_img/photo.png"),
        ("content/_photo.png", "content/_photo.png"),
    ] {
        let run = in_languages(&["it", "en"]).write(path, "x").run(&["build"]);
        assert_eq!(run.code, 1, "{path}: {}", run.stderr);
        assert!(
            run.codes().contains(&("error", "bad-name")),
            "{path}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(place), "{path}: {}", run.stderr);
    }
    for more in [
        "slug: _b",
        "aliases: [/it/_b/]",
        "aliases: [_b/]",
        "aliases: [/it/a/_b.html]",
    ] {
        let site = text(
            in_languages(&["it", "en"]),
            "one",
            "it",
            &format!("languages: [it]\n{more}"),
            "x",
        );
        let run = site.run(&["build"]);
        assert_eq!(run.code, 1, "{more}: {}", run.stderr);
        assert!(
            run.stderr.contains("content/one.it.md"),
            "{more}: {}",
            run.stderr
        );
    }
    let collection = "collections:\n  firms: {title: {it: F, en: F}, slug: {it: _f, en: firms}}";
    let firm = text(
        in_languages(&["it", "en"]),
        "firms/one",
        "it",
        "languages: [it]",
        "x",
    );
    let run = configured(firm, collection).run(&["build"]);
    assert!(
        run.code == 1 && run.stderr.contains("bad-slug"),
        "{}",
        run.stderr
    );
}
