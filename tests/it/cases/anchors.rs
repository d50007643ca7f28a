//! Headings and the ids that links lead to.

use super::{all, check, crawl, ids, link, pair, said, site, text};
use crate::support::{Built, Site};

/// A site whose page `a` holds this body in both languages.
fn with(body: &str) -> Site {
    pair(site(&["it", "en"]), "a", body, body)
}

/// The ids that the sections of the page `a` get.
fn section_ids(built: &Built) -> Vec<String> {
    let headings = all(built, "it/a/index.html", "h2").into_iter();
    let ids = headings.map(|heading| heading.get("id").to_owned());
    ids.filter(|id| !id.starts_with('_')).collect()
}

/// The id of a page's only section.
fn id_of(body: &str) -> String {
    let ids = section_ids(&with(&format!("{body}\n\nX.")).build());
    assert_eq!(ids.len(), 1, "{body}");
    ids.concat()
}

// P31: the words of a heading give its id in ASCII letters, by the table of src/slug.rs, and never an empty one.
#[test]
fn p31_ids_keep_letters_of_any_script() {
    for (heading, id) in [
        ("Perché l'Ohio è centrale", "perche-l-ohio-e-centrale"),
        (
            "Perche\u{301} l'Ohio e\u{300} centrale",
            "perche-l-ohio-e-centrale",
        ),
        ("PERCHÉ", "perche"),
        (" è", "e"),
        ("È", "e"),
        ("Größe und Maß", "grosse-und-mass"),
        ("Œuvre à l’État", "oeuvre-a-l-etat"),
        ("Шта је споразум", "shta-je-sporazum"),
        ("Šta je Đorđe", "sta-je-dorde"),
        ("Łódź", "lodz"),
        ("1.400 miliardi", "1-400-miliardi"),
        ("…", "section"),
        ("«»", "section"),
        ("Da *non* `perdere`", "da-non-perdere"),
        ("*Per*ché", "perche"),
        ("**È** [vero](_index.it.md)?", "e-vero"),
        ("a_b __c__", "a-b-c"),
        ("~~Ieri~~ oggi", "ieri-oggi"),
        ("![Però](a.png) sì", "pero-si"),
        ("Prima -- dopo", "prima-dopo"),
        ("a.b/c\\#d", "a-b-c-d"),
    ] {
        let site = with(&format!("## {heading}\n\nX.")).write("content/a.png", "PNG");
        assert_eq!(section_ids(&site.build()), [id], "{heading}");
    }
    for body in ["Perché\n---", "##   Perché   ##", "## Perché\u{a0}"] {
        assert_eq!(id_of(body), "perche", "{body}");
    }
}

#[test]
fn p31_the_table_of_contents_and_links_use_the_id() {
    let body = "[qui](#perche-l-ohio-e-centrale)\n\n## Perché l'Ohio è centrale\n\nX.\n\n## è\n\nX.\n\n## È\n\nX.";
    let site = text(site(&["it", "en"]), "_index", "it", "", body);
    let site = pair(site, "a", "[là](_index.it.md#e-2)", "X.");
    let built = site.build();
    let home = "it/index.html";
    assert_eq!(
        link(&built, home, "qui").get("href"),
        "#perche-l-ohio-e-centrale"
    );
    let toc = all(&built, home, "a")
        .into_iter()
        .filter(|link| link.text != "qui");
    let toc: Vec<String> = toc.map(|link| link.get("href").to_owned()).collect();
    for id in ["perche-l-ohio-e-centrale", "e", "e-2"] {
        assert!(toc.contains(&format!("#{id}")), "{toc:?}");
        assert!(ids(&built, home).contains(&id.to_owned()));
    }
    assert_eq!(link(&built, "it/a/index.html", "là").get("href"), "../#e-2");
    crawl(&built);
}

// P32: of the ways to write an id, one is right; all others are errors that show it.
#[test]
fn p32_every_wrong_spelling_of_an_id_shows_the_right_one() {
    for (heading, id, spellings) in [
        (
            "L'accordo",
            "l-accordo",
            &[
                "l'accordo",
                "L'accordo",
                "l%27accordo",
                "L%27accordo",
                "l’accordo",
                "L’accordo",
                "l%E2%80%99accordo",
                "l%e2%80%99accordo",
                "l\u{2bc}accordo",
                "laccordo",
                "L-accordo",
            ][..],
        ),
        (
            "Schrödinger's cat",
            "schrodinger-s-cat",
            &[
                "schrödinger's-cat",
                "schrödingers-cat",
                "schr%C3%B6dinger%27s-cat",
                "schr%c3%b6dinger’s-cat",
                "schro\u{308}dinger's-cat",
                "schro%CC%88dinger-s-cat",
            ],
        ),
        (
            "Perché l'Ohio è centrale",
            "perche-l-ohio-e-centrale",
            &[
                "perché-l'ohio-è-centrale",
                "Perch%C3%A9-l%27Ohio-%C3%A8-centrale",
                "perché-lohio-è-centrale",
                "perch-lohio--centrale",
            ],
        ),
    ] {
        for spelling in spellings {
            for target in ["", "a.it.md"] {
                let site = with(&format!(
                    "## {heading}\n\n[x]({target}#{spelling})\n\n## X\n\nX."
                ));
                let run = site.run(&["build"]);
                let errors = said(&run, "dead-anchor");
                assert_eq!(
                    (run.code, errors.len()),
                    (1, 2),
                    "{spelling}: {}",
                    run.stderr
                );
                let help = format!("did you mean `#{id}`?");
                for (error, lang) in errors.iter().zip(["en", "it"]) {
                    assert!(error.contains(&help), "{spelling}: {error}");
                    assert!(
                        error.contains(&format!("content/a.{lang}.md:9:1")),
                        "{error}"
                    );
                }
            }
        }
        let encoded = id.replace('-', "%2D").replace('c', "%63");
        for spelling in [id, &encoded] {
            let built = with(&format!(
                "## {heading}\n\n[x](#{spelling}) [y](a.en.md#{spelling})"
            ))
            .build();
            crawl(&built);
        }
    }
}

#[test]
fn p32_ids_of_raw_html_and_links_from_the_top_are_composed_too() {
    let body = "<span id=\"pero\u{300}\">X</span> [x](#però) [y](/it/caffe\u{300}/#pero\u{300}) [z](/it/caff%C3%A8/#pero%CC%80)";
    let site = pair(site(&["it", "en"]), "b", "[A](a.it.md)", "[A](a.en.md)");
    let site = text(site, "a", "it", "slug: caffè", body);
    let built = text(site, "a", "en", "", "X.").build();
    let path = "it/caff\u{e8}/index.html";
    assert!(ids(&built, path).contains(&"per\u{f2}".to_owned()));
    for (words, fragment) in [
        ("x", "#per\u{f2}"),
        ("y", "#per\u{f2}"),
        ("z", "#per\u{f2}"),
    ] {
        let href = spiega::render::percent_decode(link(&built, path, words).get("href"));
        assert_eq!(href, fragment, "{words}");
    }
    crawl(&built);
}

#[test]
fn p32_the_table_of_contents_leads_to_ids_of_any_form() {
    for id in ["per\u{f2}", "l'accordo", "a&b", "50%41", "50%"] {
        let body = format!("## Words {{#{id}}}\n\nX.");
        let site = ["it", "en"]
            .into_iter()
            .fold(site(&["it", "en"]), |site, lang| {
                text(site, "_index", lang, "", &body)
            });
        crawl(&site.build());
    }
}

#[test]
fn p32_an_id_that_an_author_wrote_is_found_in_every_encoding() {
    for (id, spellings) in [
        (
            "però",
            &[
                "però",
                "per%C3%B2",
                "per%c3%b2",
                "pero\u{300}",
                "pero%CC%80",
            ][..],
        ),
        ("pero\u{300}", &["però", "per%C3%B2", "pero\u{300}"]),
        ("l'accordo", &["l'accordo", "l%27accordo"]),
        (
            "l’accordo",
            &["l’accordo", "l%E2%80%99accordo", "l%e2%80%99accordo"],
        ),
        ("Größe", &["Größe", "Gr%C3%B6%C3%9Fe"]),
        ("a&b", &["a&b", "a&amp;b", "a%26b"]),
        ("a.b:c", &["a.b:c", "a%2Eb%3Ac"]),
        ("50%", &["50%25"]),
        ("50%41", &["50%2541"]),
        ("50%+1", &["50%+1", "50%25+1"]),
    ] {
        for spelling in spellings {
            let body =
                format!("[x](#{spelling}) [y](a.it.md#{spelling})\n\n## Words {{#{id}}}\n\nX.");
            let site = with(&body);
            let run = check(&site);
            assert_eq!(run.code, 0, "{spelling}: {}", run.stderr);
            let built = site.build();
            crawl(&built);
            assert_eq!(section_ids(&built).len(), 1);
        }
    }
}

// P33: every kind of space separates words.
#[test]
fn p33_no_break_spaces_separate_words() {
    for space in [
        " ", "\u{a0}", "\u{202f}", "\u{2009}", "\u{2007}", "\u{2003}", "\u{3000}", "&nbsp;",
        "&#xa0;", "&#x202F;", "&thinsp;", " \u{a0} ", "\t", "\u{2011}", "\u{2014}",
    ] {
        assert_eq!(
            id_of(&format!("## 5{space}GW di{space}potenza")),
            "5-gw-di-potenza",
            "{space:?}"
        );
    }
}

// P34: how HTML writes a sign leaves no trace in an id.
#[test]
fn p34_escapes_leave_no_trace_in_ids() {
    for (heading, id) in [
        ("What's wrong & why", "what-s-wrong-why"),
        ("What&#39;s wrong &amp; why", "what-s-wrong-why"),
        ("What&#x27;s wrong &amp; why", "what-s-wrong-why"),
        ("What&apos;s wrong", "what-s-wrong"),
        ("What’s \"wrong\"", "what-s-wrong"),
        ("R&D", "r-d"),
        ("R&amp;D &lt;b&gt;", "r-d-b"),
        ("`<b>` & `&amp;`", "b-amp"),
        ("perch&eacute;", "perche"),
        ("a\\&b \\*c\\*", "a-b-c"),
        ("\\<b\\>", "b"),
    ] {
        assert_eq!(id_of(&format!("## {heading}")), id, "{heading}");
    }
}

#[test]
fn p34_facts_leave_no_escapes_in_ids() {
    let facts = "beds:\n  value: \"12\"\n  unit: count\n  noun: {it: [\"posto d'R&D\", \"posti d'R&D\"], en: [\"R&D's place\", \"R&D's places\"]}\n  status: announced\n  as_of: 2025-11\n  label: {it: posti, en: places}\n  sources: [daily]\n";
    let sources = "daily: {title: T, language: en, publisher: {name: P}, url: \"https://n.example/\", published: null, kind: press, read: copy}\n";
    for heading in ["Con [](fact:beds)", "Con *[](fact:beds)*"] {
        let site = with(&format!("## {heading}\n\n[@daily]"));
        let site = site
            .write("content/facts/all.yaml", facts)
            .write("content/sources.yaml", sources);
        assert_eq!(section_ids(&site.build()), ["con-12-posti-d-r-d"]);
    }
}

// P35: a heading answers to the ids that its translations give it, so that a fragment leads to the same place.
#[test]
fn p35_a_heading_answers_to_the_ids_of_its_translations() {
    let english = "L.\n\n### Early {#early}\n\nX.\n\n## Sites {#sites}\n\nX.\n\n### Known {#known .known}\n\nX.\n\n### Not known {.unknown #open}\n\nX.\n\n#### Deep {#deep}\n\nX.\n\n## Plans {#plans}\n\nX.";
    for (italian, own) in [
        (
            "L.\n\n### Prima\n\nX.\n\n## Siti\n\nX.\n\n### Si sa {.known}\n\nX.\n\n### Non si sa {.unknown}\n\nX.\n\n#### Fondo\n\nX.\n\n## Piani\n\nX.",
            ["prima", "siti", "si-sa", "non-si-sa", "fondo", "piani"],
        ),
        (
            "L.\n\n### Prima {#pr}\n\nX.\n\nSiti {#siti}\n---\n\nX.\n\n### Si sa {#ss .known}\n\nX.\n\n### Non si sa {#ns .unknown}\n\nX.\n\n#### Fondo {#fondo-é}\n\nX.\n\n## Piani {#piani}\n\nX.",
            ["pr", "siti", "ss", "ns", "fondo-é", "piani"],
        ),
    ] {
        let names = ["early", "sites", "known", "open", "deep", "plans"];
        let link = |id: &str| format!("[{id}](a.en.md#{id}) ");
        let body: String = names.iter().chain(&own).map(|id| link(id)).collect();
        let site = pair(
            pair(site(&["it", "en"]), "a", italian, english),
            "b",
            &body,
            &body,
        );
        let built = site.build();
        for path in ["it/a/index.html", "en/a/index.html"] {
            let ids = ids(&built, path);
            for id in names.iter().chain(&own) {
                let n = ids.iter().filter(|known| known == id).count();
                assert_eq!(n, 1, "{id}: {path}: {ids:?}");
            }
        }
        crawl(&built);
    }
}

#[test]
fn p35_with_three_languages_each_answers_to_all() {
    let site = text(site(&["it", "en", "de"]), "a", "it", "", "## Siti\n\nX.");
    let site = text(site, "a", "en", "", "## Sites {#sites}\n\nX.");
    let site = text(site, "a", "de", "", "## Standorte {#orte}\n\nX.");
    let body = "[x](a.en.md#sites) [y](a.en.md#orte) [z](a.en.md#siti)";
    let site = ["it", "en", "de"]
        .into_iter()
        .fold(site, |site, lang| text(site, "b", lang, "", body));
    let built = site.build();
    for lang in ["it", "en", "de"] {
        let ids = ids(&built, &format!("{lang}/a/index.html"));
        for id in ["sites", "orte", "siti"] {
            assert!(ids.contains(&id.to_owned()), "{lang}: {id}");
        }
    }
    crawl(&built);
}

#[test]
fn p35_where_texts_have_other_sections_every_broken_link_is_named() {
    let english = "[up](#sites)\n\n## Sites {#sites}\n\nX.";
    for italian in [
        "## Siti {#siti}\n\nX.\n\n## Altro\n\nX.",
        "## Altro\n\nX.\n\n## Siti\n\nX.",
        "X.",
    ] {
        let site = pair(site(&["it", "en"]), "a", italian, english);
        let body = "X. [one](a.en.md#sites)\n\n[two](a.it.md#sites)";
        let site = pair(site, "b", body, body);
        let run = site.run(&["build"]);
        let errors = said(&run, "dead-anchor");
        assert_eq!(
            (run.code, errors.len()),
            (1, 2),
            "{italian}: {}",
            run.stderr
        );
        for (error, place) in errors
            .iter()
            .zip(["content/b.it.md:7:4", "content/b.it.md:9:1"])
        {
            assert!(error.contains(place), "{error}");
            assert!(
                error.contains("`#sites`") && error.contains("/it/a/"),
                "{error}"
            );
        }
    }
}

#[test]
fn p35_an_id_of_another_heading_is_left_to_it() {
    let italian = "## Uno {#b}\n\nX.\n\n## Due {#a}\n\nX.";
    let english = "## One {#a}\n\nX.\n\n## Two {#b}\n\nX.";
    let built = pair(site(&["it", "en"]), "a", italian, english).build();
    assert_eq!(section_ids(&built), ["b", "a"]);
    let ids = ids(&built, "it/a/index.html");
    assert_eq!(ids.iter().filter(|id| *id == "a").count(), 1);
}
