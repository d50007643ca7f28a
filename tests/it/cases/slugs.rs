//! Names and addresses: letters outside ASCII, letter case, two sources of one address.

use unicode_normalization::UnicodeNormalization as _;

use super::{all, check, configured, crawl, ids, link, pair, said, site, text};
use crate::support::Site;

fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// The folder of the page whose file has this name; `None` where there is none.
fn folder_of(name: &str) -> Option<String> {
    let title = "title: T";
    let built = text(site(&["it"]), name, "it", title, "X.").build();
    let pages = built.pages().into_iter().map(|(path, _)| path);
    let mut folders = pages.filter_map(|path| path.strip_suffix("/index.html").map(str::to_owned));
    let folder = folders.next();
    assert_eq!(folders.next(), None, "{name}");
    folder
}

const GLOSSARY: &str =
    "  term: {it: Sanità & società, en: Health & society}\n  text: {it: Testo., en: Text.}\n";

// P25: what the reader sees keeps its accents, what stands in the address has plain letters.
#[test]
fn p25_accents_stay_in_words_and_leave_addresses() {
    for (name, folder) in [
        ("Sanità & società", "sanita-societa"),
        ("SANITÀ", "sanita"),
        ("perché l'Ohio è centrale", "perche-l-ohio-e-centrale"),
        ("città-e-qualità_2", "citta-e-qualita-2"),
        ("v1.2 (bozza)", "v1-2-bozza"),
    ] {
        assert_eq!(folder_of(name).as_deref(), Some(folder), "{name}");
        assert_eq!(
            folder_of(&decomposed(name)).as_deref(),
            Some(folder),
            "{name}"
        );
    }
    let title = "title: \"Sanità & società\"";
    let built = text(
        site(&["it"]),
        "Sanità & società",
        "it",
        title,
        "## Sanità & società\n\nX.",
    );
    let built = pair_of_links(built).build();
    let found = link(&built, "b/index.html", "Sanità & società");
    assert_eq!(found.get("href"), "../sanita-societa/");
    let headings = all(&built, "sanita-societa/index.html", "h2");
    assert!(
        headings
            .iter()
            .any(|heading| heading.text == "Sanità & società"
                && heading.get("id") == "sanita-societa")
    );
    // A declared folder gives the same as any other.
    let declared = configured(site(&["it"]), "collections:\n  città nuove: {}");
    let built = text(declared, "città nuove/_index", "it", "", "X.").build();
    assert!(built.files.contains_key("citta-nuove/index.html"));
}

fn pair_of_links(site: Site) -> Site {
    text(site, "b", "it", "", "[](<Sanità & società.it.md>)")
}

// P26: composed and decomposed letters are the same, in names, links, ids, data and texts.
#[test]
fn p26_unicode_form_makes_no_difference() {
    let (composed, other) = ("qualità".to_owned(), decomposed("qualità"));
    let mut outputs = Vec::new();
    for (name, link_to, term, key) in [
        (&composed, &composed, &composed, &composed),
        (&other, &composed, &composed, &other),
        (&composed, &other, &other, &composed),
        (&other, &other, &other, &other),
    ] {
        let site = pair(site(&["it", "en"]), name, "## Metà\n\nX.", "## Half\n\nX.");
        let site = site.write("content/glossary.yaml", format!("{key}:\n{GLOSSARY}"));
        let site = pair(site, "gl", "X.", "X.");
        let site = ["it", "en"].iter().fold(site, |site, lang| {
            text(site, "terms", lang, "view: glossary", "X.")
        });
        let body = format!(
            "[a]({link_to}.it.md) [b]({link_to}.it.md#met{}) [c](qualit%C3%A0.it.md) [d](qualita%CC%80.it.md) [e](term:{term}) [f](terms.it.md#{term})",
            "a"
        );
        let built = pair(site, "b", &body, &body).build();
        crawl(&built);
        let pages: Vec<String> = built.pages().into_iter().map(|(path, _)| path).collect();
        assert_eq!(
            pages.iter().filter(|path| path.contains("qualit")).count(),
            2,
            "{pages:?}"
        );
        let anchors = ids(&built, "it/terms/index.html");
        assert_eq!(
            anchors.iter().filter(|id| id.as_str() == composed).count(),
            1,
            "{anchors:?}"
        );
        for (words, href) in [
            ("a", "../qualita/"),
            ("c", "../qualita/"),
            ("d", "../qualita/"),
            ("f", "../terms/#qualit%C3%A0"),
        ] {
            assert_eq!(link(&built, "it/b/index.html", words).get("href"), href);
        }
        outputs.push(built.text("it/b/index.html") + &built.text("it/terms/index.html"));
    }
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn p26_two_names_of_one_composed_form_are_an_error() {
    let both = pair(site(&["it", "en"]), "qualità", "X.", "X.");
    let both = pair(both, &decomposed("qualità"), "Y.", "Y.");
    assert_eq!(said(&check(&both), "same-name").len(), 2);
    let terms = format!("qualità:\n{GLOSSARY}{}:\n{GLOSSARY}", decomposed("qualità"));
    let run = check(&site(&["it", "en"]).write("content/glossary.yaml", terms));
    let message = said(&run, "invalid-yaml").concat();
    assert!(
        message.contains("a second time") && message.contains("glossary.yaml:4:1"),
        "{message}"
    );
}

// P26: marks go into decomposed texts too, and no other byte changes.
#[test]
fn p26_marks_are_written_into_decomposed_texts() {
    let facts = "power:\n  value: \"5\"\n  unit: GW\n  status: announced\n  as_of: 2025-11-20\n  label: {it: potenza}\n  sources: [s]\n";
    let source = "s:\n  title: T\n  language: it\n  publisher: {name: P}\n  url: https://x.example/\n  published: 2025-11-20\n  kind: press\n  read: whole\n";
    let body = decomposed("La città è lì: 5 GW, [5 GW](fact:power). Però.[@s]");
    let site = text(site(&["it"]), "a", "it", "title: T", &body)
        .write("content/facts/f.yaml", facts)
        .write("content/sources.yaml", source);
    let before = site.read("content/a.it.md");
    let run = site.run(&["check", "--fix"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = before.replacen("5 GW,", "[5 GW](fact:power),", 1);
    assert_eq!(site.read("content/a.it.md"), expected);
}

// P27: a slug is taken as it was chosen, or refused at its place.
#[test]
fn p27_a_chosen_slug_is_never_altered() {
    let with = |slug: &str| {
        text(
            site(&["it", "en"]),
            "p",
            "it",
            &format!("slug: {slug}\nlanguages: [it]"),
            "X.",
        )
    };
    for (written, slug) in [
        ("cfg_attr", "cfg_attr"),
        ("Ohio", "Ohio"),
        ("a.b", "a.b"),
        ("a--b", "a--b"),
        ("\"1.400\"", "1.400"),
        ("a+b", "a+b"),
        ("(a)", "(a)"),
        ("😀", "😀"),
        ("caffè", "caffè"),
        ("\"caffe\\u0300\"", "caffè"),
        ("ß", "ß"),
        ("日本", "日本"),
        ("index", "index"),
    ] {
        let built = pair(with(written), "b", "[x](p.it.md)", "X.").build();
        assert!(
            built.files.contains_key(&format!("it/{slug}/index.html")),
            "{written}"
        );
        crawl(&built);
    }
    let (fits, long, wide) = ("x".repeat(100), "x".repeat(101), "è".repeat(51));
    assert_eq!(with(&fits).run(&["check"]).code, 0);
    for slug in [
        "a b",
        "a%2Fb",
        "..",
        ".",
        "con",
        "aux.html",
        "COM1.txt",
        "a.",
        "_x",
        ".x",
        "a/b",
        "/a",
        "a#b",
        "a?b",
        "\"\"",
        "\"a\\tb\"",
        "\"a\\nb\"",
        "\"a\\u200bb\"",
        "\"a\\u00a0b\"",
        "\"a\\u202eb\"",
        "\" a\"",
        "a&b",
        "l'a",
        "\"a:b\"",
        "it",
        "EN",
        "index.html",
        "404.html",
        "sitemap.xml",
        "facts.json",
        "CNAME",
        &long,
        &wide,
    ] {
        let run = with(slug).run(&["check"]);
        let messages = said(&run, "bad-slug");
        assert_eq!((run.code, messages.len()), (1, 1), "{slug}: {}", run.stderr);
        assert!(
            messages[0].contains("content/p.it.md:5:7") && messages[0].contains("= help: "),
            "{}",
            messages[0]
        );
    }
    for slug in ["404", "2026", "true", "[a]", "{a: b}"] {
        let messages = said(&with(slug).run(&["check"]), "wrong-type");
        assert_eq!(messages.len(), 1, "{slug}");
    }
}

// P28: src/slug.rs holds the table; a file's name, a heading and the folder of a collection all follow it.
#[test]
fn p28_letters_are_always_folded_in_the_same_way() {
    for (name, folder) in [
        ("à è é ì ò ù ç ß œ Ł đ", "a-e-e-i-o-u-c-ss-oe-l-d"),
        ("À È É Ì Ò Ù Ç ẞ Œ ł Đ", "a-e-e-i-o-u-c-ss-oe-l-d"),
        ("Đorđe", "dorde"),
        ("Łódź", "lodz"),
        ("ıstanbul İzmir", "istanbul-izmir"),
        ("Tiếng Việt ở Đặng", "tieng-viet-o-dang"),
        ("ﬁne ﬂotta", "fine-flotta"),
        ("Azərbaycan", "azerbaycan"),
        ("объект", "obekt"),
        ("北京", "bei-jing"),
        ("ñ ø å æ þ ő ș", "n-o-a-ae-th-o-s"),
    ] {
        assert_eq!(folder_of(name).as_deref(), Some(folder), "{name}");
        let site = text(site(&["it"]), "a", "it", "", &format!("## {name}\n\nX."));
        let site = text(
            configured(site, &format!("collections:\n  \"{name}\": {{}}")),
            &format!("{name}/_index"),
            "it",
            "title: T",
            "X.",
        );
        let built = site.build();
        assert!(
            ids(&built, "a/index.html").contains(&folder.to_owned()),
            "{name}"
        );
        assert!(
            built.files.contains_key(&format!("{folder}/index.html")),
            "{name}"
        );
    }
}

#[test]
fn p28_a_name_without_a_letter_is_an_error() {
    for name in ["…", "&", "-", "«»"] {
        let run = text(site(&["it"]), name, "it", "title: T", "X.").run(&["check"]);
        let message = said(&run, "bad-slug").concat();
        assert!(
            message.contains("add a line `slug: …`"),
            "{name}: {message}"
        );
    }
}

/// What is said of collisions.
fn collision(site: &Site) -> String {
    let run = check(site);
    let messages = said(&run, "address-collision");
    assert_eq!(run.code, 1, "{}", run.stderr);
    let message = messages.join("\n\n");
    assert!(
        message.contains("= help: give one of them another slug or name"),
        "{}",
        run.stderr
    );
    message
}

// P30: what claims a taken address is an error that names both, whatever the two are.
#[test]
fn p30_two_sources_never_share_an_address() {
    let it = || site(&["it", "en"]);
    let slugs = |a: &str, b: &str| {
        let site = text(
            it(),
            "a",
            "it",
            &format!("slug: {a}\nlanguages: [it]"),
            "X.",
        );
        text(
            site,
            "b",
            "it",
            &format!("slug: {b}\nlanguages: [it]"),
            "X.",
        )
    };
    let page = || pair(it(), "a", "X.", "X.");
    let alias = |alias: &str| {
        text(
            page(),
            "b",
            "it",
            &format!("languages: [it]\naliases: [{alias}]"),
            "X.",
        )
    };
    let file = |site: Site, path: &str| site.write(&format!("content/{path}"), "F");
    for (site, first, second) in [
        (
            pair(pair(it(), "ohio", "X.", "X."), "Ohio", "X.", "X."),
            "ohio.it.md",
            "Ohio.it.md",
        ),
        (
            pair(pair(it(), "perché", "X.", "X."), "perche", "X.", "X."),
            "perché.it.md",
            "perche.it.md",
        ),
        (
            page().write("content/a.IT.md", page().read("content/a.it.md")),
            "page a.it.md",
            "page a.IT.md",
        ),
        (slugs("zz", "zz"), "a.it.md", "b.it.md"),
        (slugs("zz", "ZZ"), "a.it.md", "b.it.md"),
        (slugs("straße", "STRASSE"), "a.it.md", "b.it.md"),
        (slugs("tè", "\"te\\u0300\""), "a.it.md", "b.it.md"),
        (slugs("ﬁ", "fi"), "a.it.md", "b.it.md"),
        (slugs("ς", "Σ"), "a.it.md", "b.it.md"),
        (
            pair(page(), "a/_index", "X.", "X."),
            "a/_index.it.md",
            "a.it.md",
        ),
        (
            file(page(), "static/it/a/index.html"),
            "content/static/it/a/index.html",
            "a.it.md",
        ),
        (
            file(page(), "static/IT/A/Index.HTML"),
            "content/static/IT/A/Index.HTML",
            "a.it.md",
        ),
        (
            file(page(), "static/it/a"),
            "content/static/it/a",
            "a.it.md",
        ),
        (
            file(page(), "static/IT/c.txt"),
            "content/static/IT/c.txt",
            "it/feed.xml",
        ),
        (
            file(page(), "a/index.html"),
            "content/a/index.html",
            "a.it.md",
        ),
        (
            file(file(page(), "f.png"), "F.png"),
            "content/f.png",
            "content/F.png",
        ),
        (alias("a"), "an alias of the page b.it.md", "a.it.md"),
        (alias("/en/A/"), "an alias of the page b.it.md", "a.en.md"),
        (
            alias("b"),
            "an alias of the page b.it.md",
            "the page b.it.md",
        ),
        (
            alias("z, /it/Z/"),
            "an alias of the page b.it.md",
            "an alias of the page b.it.md",
        ),
        (
            file(alias("z"), "static/it/z/index.html"),
            "an alias of the page b.it.md",
            "content/static/it/z/index.html",
        ),
        (
            file(alias("/z.html"), "static/Z.html"),
            "an alias of the page b.it.md",
            "content/static/Z.html",
        ),
        (
            alias("/404.html"),
            "an alias of the page b.it.md",
            "404.html",
        ),
        (slugs("feed.xml", "q"), "a.it.md", "it/feed.xml"),
    ] {
        let message = collision(&site);
        assert!(
            message.contains(first) && message.contains(second),
            "{message}"
        );
        let run = site.run(&["build"]);
        assert_eq!((run.code, site.path("public").exists()), (1, false));
    }
}

#[test]
fn p30_files_of_the_program_are_taken() {
    for name in [
        "index.html",
        "Index.html",
        "404.html",
        "sitemap.xml",
        "SITEMAP.XML",
        "robots.txt",
        "it/feed.xml",
        "it/index.html",
        "it",
        "sitemap.xml/x",
        "facts.json",
        "assets/search.js",
    ] {
        let site = text(
            site(&["it", "en"]),
            "facts",
            "it",
            "view: facts\nlanguages: [it]",
            "X.",
        );
        let site = site.write(&format!("content/static/{name}"), "F");
        let message = collision(&site);
        assert!(
            message.contains(&format!("content/static/{name}")),
            "{message}"
        );
    }
}

// P30: what only looks alike has addresses of its own.
#[test]
fn p30_what_differs_is_built() {
    let site = text(site(&["it", "en"]), "a", "it", "slug: same", "X.");
    let site = text(site, "a", "en", "slug: same", "X.");
    let site = pair(site, "deep/a", "X.", "X.");
    let site = pair(site, "Deep/b", "X.", "X.").write("content/static/it.html", "F");
    let built = site.write("content/static/it/same/f.txt", "F").build();
    for path in [
        "it/same/index.html",
        "en/same/index.html",
        "it/deep/a/index.html",
        "it/deep/b/index.html",
        "it.html",
    ] {
        assert!(built.files.contains_key(path), "{path}");
    }
    crawl(&built);
}
