//! Front matter, data files, spellings of files, places of errors, references, pages that nothing leads to.

use std::collections::BTreeMap;

use super::markdown::{page, said};
use crate::support::{Built, Site, read_tree};

const PAGE: &str = "content/page.it.md";

/// The site with another text in the place of a line of the Italian page's front matter.
fn with_line(line: &str, new: &str) -> Site {
    page("it", "x").change_file(PAGE, |text| {
        let old = text.lines().find(|old| old.starts_with(line)).expect(line);
        text.replacen(old, new, 1)
    })
}

/// The spellings of a file that make no difference to places.
fn spellings() -> [fn(&str) -> String; 4] {
    [
        str::to_owned,
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| format!("\u{feff}{}", text.replace('\n', "\r")),
    ]
}

/// The site with its Italian page in another spelling.
fn spelled(site: Site, spelling: fn(&str) -> String) -> Site {
    let text = spelling(&site.read(PAGE));
    site.write(PAGE, text)
}

#[test]
fn p52_a_fault_is_placed_in_the_file() {
    for (line, expected) in [
        ("aliases: [a, b,, c]", "invalid-yaml 4:16"),
        ("aliases: [\"è 😀\",, c]", "invalid-yaml 4:17"),
        ("aliases: \"a", "invalid-yaml 4:10"),
        ("aliases: a: b", "invalid-yaml 4:11"),
        ("aliases: 'it's'", "invalid-yaml 4:14"),
        ("aliases: @a", "invalid-yaml 4:10"),
        ("\taliases: [a]", "invalid-yaml 4:1"),
        ("title: \"b\"", "invalid-yaml 4:1"),
        ("updated: 2026-11-31", "bad-date 4:10"),
        ("updated: 2026-11-25,", "bad-date 4:10"),
        ("slug: \"è/😀\"", "bad-slug 4:7"),
        ("tilte: x", "unknown-key 4:1"),
        ("slug: 12", "wrong-type 4:7"),
    ] {
        for spelling in spellings() {
            let key = "updated: 2026-11-25";
            let keeps = if line.starts_with("updated") {
                ""
            } else {
                "\nupdated: 2026-11-25"
            };
            let site = spelled(with_line(key, &format!("{line}{keeps}")), spelling);
            assert_eq!(
                said(&site, PAGE).first().map(String::as_str),
                Some(expected),
                "{line}"
            );
        }
    }
}

#[test]
fn p52_the_same_in_data_files() {
    for (file, text, expected) in [
        (
            "firms/alfa.yaml",
            "since: 2020\nfacts: [cost,, cost]\n",
            "invalid-yaml 2:14",
        ),
        ("firms/alfa.yaml", "facts:\n\t- cost\n", "invalid-yaml 2:1"),
        (
            "firms/alfa.yaml",
            "facts:\n  - cost\n  - \"è 😀\"\n",
            "unknown-fact 3:5",
        ),
        (
            "firms/alfa.yaml",
            "facts: [cost, \"😀\", costt]\n",
            "unknown-fact 1:15",
        ),
        (
            "timeline.yaml",
            "- id: a\n  date: 2026\n  stato: x\n",
            "unknown-key 3:3",
        ),
        (
            "glossary.yaml",
            "plant:\n  term: {it: \"è\",, en: b}\n",
            "invalid-yaml 2:18",
        ),
    ] {
        let path = format!("content/{file}");
        for spelling in spellings() {
            let site = Site::fault("_base").write(&path, spelling(text));
            let said = said(&site, &path);
            assert!(said.contains(&expected.to_owned()), "{text}: {said:?}");
        }
    }
}

#[test]
fn p52_the_places_of_texts_count_tabs_and_wide_signs_as_one() {
    for (body, expected) in [
        ("😀 [x](nope.it.md)", "dead-link 7:3"),
        ("- è\n\n\t- 漢字 [x](nope.it.md)", "dead-link 9:7"),
        ("qualita\u{300} [x](nope.it.md)", "dead-link 7:10"),
        ("> 👩\u{200d}🔬 [x](nope.it.md)", "dead-link 7:7"),
        ("| a |\t[x](nope.it.md) |\n|---|---|", "dead-link 7:7"),
        ("## 😀 [x](nope.it.md) {#t}\n\nx", "dead-link 7:6"),
        ("uno\n\n\n\tdue\n\ntre [x](nope.it.md)  ", "dead-link 12:5"),
    ] {
        for spelling in spellings() {
            let site = spelled(page("it", body), spelling);
            assert_eq!(said(&site, PAGE), [expected], "{body}");
        }
    }
}

#[test]
fn p53_a_fault_has_reason_line_column_excerpt_and_remedy() {
    let run = with_line("title", "title: La pagina: due").run(&["check"]);
    assert_eq!(run.code, 1);
    for expected in [
        "error[invalid-yaml]: this is not YAML that can be read: mapping values are not allowed",
        "--> content/page.it.md:2:17",
        "2 | title: La pagina: due\n",
        "= help: put the text after the key in quotes: it holds a colon followed by a space",
    ] {
        assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
    }
    for (line, expected) in [
        ("title: 1.400", "put it in quotes: `title: \"1.400\"`"),
        ("title: \"La", "close the quote on the same line"),
        ("title:", "content/page.it.md:2:"),
    ] {
        let run = with_line("title", line).run(&["check"]);
        assert!(
            run.code == 1 && run.stderr.contains(expected),
            "{line}: {}",
            run.stderr
        );
    }
}

#[test]
fn p53_what_a_list_or_a_template_needs_is_asked_of_the_file() {
    for key in ["updated", "title", "description"] {
        let run = with_line(key, "draft: false").run(&["check"]);
        let expected = format!("error[missing-key]: the front matter has no `{key}`");
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
        assert!(
            run.stderr.contains("--> content/page.it.md:2:1"),
            "{}",
            run.stderr
        );
    }
    let event = "- id: a\n  date: 2026\n  status: announced\n  text: {it: x, en: x}\n  sources: [daily]\n- id: b\n  status: announced\n  text: {it: x, en: x}\n  sources: [daily]\n";
    let site = Site::fault("_base").write("content/timeline.yaml", event);
    assert_eq!(said(&site, "content/timeline.yaml"), ["missing-key 6:3"]);
    let template = "{% extends \"layouts/base.html\" %}\n{% block data %}{{ page.nope.date }}{% endblock data %}\n";
    let run = Site::fault("_base")
        .write("templates/pages/page.html", template)
        .run(&["check"]);
    for expected in [
        "content/page.it.md",
        "field `nope`",
        "--> templates/pages/page.html:2:",
    ] {
        assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
    }
}

/// The site `whole` with every text of `content/` in another spelling, but for files that are copied.
fn respelled(spelling: fn(&str) -> String) -> Site {
    let site = Site::fixture("whole");
    let texts = read_tree(&site.path("content")).into_iter();
    let texts = texts.filter(|(path, _)| {
        [".md", ".yaml", ".json"]
            .iter()
            .any(|end| path.ends_with(end))
    });
    let texts: Vec<(String, Vec<u8>)> = texts
        .filter(|(path, _)| !path.starts_with("static/"))
        .collect();
    assert!(texts.len() > 10);
    texts.into_iter().fold(site, |site, (path, bytes)| {
        let text = String::from_utf8(bytes).expect("a text");
        site.write(&format!("content/{path}"), spelling(&text))
    })
}

fn outputs(built: Built) -> (BTreeMap<String, Vec<u8>>, String) {
    (built.files.clone(), built.run.stderr.clone())
}

#[test]
fn p54_marks_line_ends_and_last_lines_make_no_difference() {
    let plain = outputs(respelled(str::to_owned).build());
    let spellings: [fn(&str) -> String; 5] = [
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| text.replace('\n', "\r"),
        |text| text.trim_end_matches('\n').to_owned(),
        |text| {
            format!(
                "\u{feff}{}",
                text.trim_end_matches('\n').replace('\n', "\r\n")
            )
        },
    ];
    for (n, spelling) in spellings.into_iter().enumerate() {
        assert!(
            outputs(respelled(spelling).build()) == plain,
            "spelling {n}"
        );
    }
}

#[test]
fn p55_a_copy_with_other_line_ends_gives_the_same_bytes() {
    let body = "```rust {1,3-4}\nuno\n\n\tdue\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>\nx\n\n*y*\n</div>\n\n> [!NOTE]\n> a\\\n> b  \n> c\n\nTermine\n: definizione\n\nx[^1]\n\n[^1]: nota\n\n    altra\n\n[r]: page.it.md\n";
    let lf = outputs(page("it", body).build());
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let all = |site: Site| {
        let paths = ["content", "templates"].map(|top| {
            let files = site.files_in(top).into_iter();
            files
                .map(move |file| format!("{top}/{file}"))
                .collect::<Vec<_>>()
        });
        paths.concat().into_iter().fold(site, |site, path| {
            let text = site.read(&path);
            site.write(&path, crlf(&text))
        })
    };
    assert!(outputs(all(page("it", body)).build()) == lf);
    let mixed = |text: &str| text.replacen('\n', "\r\n", 9);
    assert!(outputs(page("it", body).change_file(PAGE, mixed).build()) == lf);
    let whole = Site::fixture("whole").files_in("content").len();
    assert!(
        whole > 10
            && outputs(respelled(|text| text.replace('\n', "\r\n")).build())
                == outputs(respelled(str::to_owned).build())
    );
}

#[test]
fn p56_blanks_behind_a_fence_do_not_hide_it() {
    let fenced = |opens: &str, closes: &str| {
        page("it", "x").change_file(PAGE, |text| {
            let (head, body) = text.rsplit_once("---\n").expect("front matter");
            head.replacen("---", opens, 1) + closes + "\n" + body
        })
    };
    let plain = page("it", "x").build();
    for (opens, closes) in [
        ("--- ", "---"),
        ("---\t", "--- \t "),
        ("---\u{a0}", "---"),
        ("---", "---\u{3000}"),
    ] {
        let site = fenced(opens, closes);
        for spelling in spellings() {
            let built = Site::fault("_base")
                .write(PAGE, spelling(&site.read(PAGE)))
                .build();
            assert!(built.files == plain.files, "{opens:?} {closes:?}");
        }
    }
    for (opens, expected) in [
        ("----", "missing-front-matter 1:1"),
        (" ---", "missing-front-matter 1:2"),
        ("+++", "missing-front-matter 1:1"),
        ("—", "missing-front-matter 1:1"),
        ("--- yaml", "missing-front-matter 1:1"),
        ("\n---", "missing-front-matter 2:1"),
        ("# Titolo", "missing-front-matter 1:1"),
    ] {
        assert_eq!(said(&fenced(opens, "---"), PAGE), [expected], "{opens}");
    }
    let endings = ["----", "...", "+++", "—", "--- x"];
    let with_rule = endings.map(|closes| format!("{closes}\nuno\n\n---\n\ndue"));
    let alone = [" ---"].into_iter().chain(endings).map(str::to_owned);
    for closes in alone.chain(with_rule) {
        let site = fenced("---", &closes);
        assert_eq!(said(&site, PAGE), ["unclosed-front-matter 1:1"], "{closes}");
        let run = site.run(&["check"]);
        assert!(
            run.stderr.contains("this line does not close it"),
            "{}",
            run.stderr
        );
    }
}

/// The site with fields that name entities, a second firm, and a collection of places.
fn with_references(alfa: &str) -> Site {
    let fields = "since: {kind: date}\n      owner: {kind: entity, collection: firms}\n      partners: {kind: list, of: {kind: entity, collection: firms}}\n      more: {kind: group, fields: {seat: {kind: entity, collection: places}}}\n  places:\n    title: {it: Luoghi, en: Places}\n";
    let site = Site::fault("_base")
        .change_file("content/site.yaml", |text| {
            text.replace("since: {kind: date}\n", fields)
        })
        .write("content/firms/alfa.yaml", alfa)
        .write("content/firms/foxconn.yaml", "{}\n")
        .write("content/places/ohio.yaml", "{}\n");
    ["it", "en"].into_iter().fold(site, |site, lang| {
        let text = site.read(&format!("content/firms/alfa.{lang}.md"));
        let (head, _) = text.rsplit_once("agrees_with").expect("front matter");
        let named = |name: &str| head.replace("title: \"", &format!("title: \"{name} ")) + "---\n";
        site.write(
            &format!("content/firms/foxconn.{lang}.md"),
            named("Foxconn"),
        )
        .write(&format!("content/places/ohio.{lang}.md"), named("Ohio"))
    })
}

const ALFA: &str = "content/firms/alfa.yaml";

#[test]
fn p57_a_reference_to_nothing_is_an_error_at_its_item() {
    for (alfa, place, suggestion) in [
        ("partners: [firms/foxcon]\n", "1:12", "firms/foxconn"),
        ("partners: [foxcon]\n", "1:12", "firms/foxconn"),
        (
            "partners:\n  - firms/foxconn\n  - firms/foxcon\n",
            "3:5",
            "firms/foxconn",
        ),
        (
            "partners: [firms/foxconn, \"firms/😀\", firms/alfa]\n",
            "1:27",
            "",
        ),
        ("owner: Firms/Foxconn\n", "1:8", "firms/foxconn"),
        ("owner: /firms/foxconn\n", "1:8", "firms/foxconn"),
        ("owner: places/foxconn\n", "1:8", "firms/foxconn"),
        ("owner: firms/foxconn.it.md\n", "1:8", ""),
        ("more: {seat: places/ohi}\n", "1:14", "places/ohio"),
    ] {
        for spelling in spellings() {
            let site = with_references(&spelling(alfa));
            assert_eq!(
                said(&site, ALFA),
                [format!("unknown-entity {place}")],
                "{alfa}"
            );
            let run = site.run(&["check"]);
            let help = format!("did you mean `{suggestion}`?");
            assert!(
                suggestion.is_empty() || run.stderr.contains(&help),
                "{}",
                run.stderr
            );
        }
    }
}

#[test]
fn p57_a_reference_to_the_wrong_collection_is_an_error() {
    for (alfa, expected) in [
        (
            "partners: [firms/foxconn, places/ohio]\n",
            "wrong-collection 1:27",
        ),
        ("owner: places/ohio\n", "wrong-collection 1:8"),
        ("more: {seat: firms/foxconn}\n", "wrong-collection 1:14"),
        ("owner: page\n", "unknown-entity 1:8"),
        ("owner: [firms/foxconn]\n", "wrong-type 1:8"),
        ("partners: firms/foxconn\n", "wrong-type 1:11"),
    ] {
        assert_eq!(said(&with_references(alfa), ALFA), [expected], "{alfa}");
    }
    let good =
        "owner: firms/foxconn\npartners: [firms/alfa, firms/foxconn]\nmore: {seat: places/ohio}\n";
    assert_eq!(said(&with_references(good), ALFA), [] as [&str; 0]);
}

#[test]
fn p57_a_reference_to_a_draft_is_an_error_unless_drafts_are_built() {
    let relation = "relations:\n  - {kind: supplies, to: firms/foxconn, status: announced, label: {it: x, en: x}, text: {it: x, en: x}, sources: [daily]}\n";
    for (alfa, place) in [
        ("partners: [firms/foxconn]\n", "1:12"),
        ("owner: firms/foxconn\n", "1:8"),
        (relation, "2:26"),
    ] {
        let draft = |langs: &[&str]| {
            langs.iter().fold(with_references(alfa), |site, lang| {
                site.change_file(&format!("content/firms/foxconn.{lang}.md"), |text| {
                    text.replacen("---\n", "---\ndraft: true\n", 1)
                })
            })
        };
        let both = draft(&["it", "en"]);
        assert_eq!(
            said(&both, ALFA),
            [format!("reference-to-draft {place}")],
            "{alfa}"
        );
        assert_eq!(both.run(&["build"]).code, 1);
        assert!(!both.path("public").exists());
        assert_eq!(said(&both.arg("--drafts"), ALFA), [] as [&str; 0], "{alfa}");
        assert_eq!(said(&draft(&["it"]), ALFA), [] as [&str; 0], "{alfa}");
    }
}

#[test]
fn p58_orphans_are_named_one_by_one_in_each_language() {
    let site = with_references("{}\n").change_file("content/_index.en.md", |text| {
        text.to_owned() + "\n[](places/ohio.en.md)\n"
    });
    let run = site.run(&["check", "--format", "json"]);
    let objects = run.objects();
    let orphans = objects
        .iter()
        .filter(|object| object["code"] == "orphan-page");
    let orphans: Vec<(&str, &str)> = orphans
        .map(|object| {
            let text = |key: &str| object[key].as_str().unwrap_or_default();
            assert!(object["line"].is_u64() && object["column"].is_u64());
            (text("file"), text("message"))
        })
        .collect();
    let message =
        |lang: &str, path: &str| format!("no page, menu or list in `{lang}` leads to `{path}`");
    let expected = [
        (
            "content/firms/foxconn.en.md",
            message("en", "/en/firms/foxconn/"),
        ),
        (
            "content/firms/foxconn.it.md",
            message("it", "/it/aziende/foxconn/"),
        ),
        (
            "content/places/ohio.it.md",
            message("it", "/it/places/ohio/"),
        ),
    ];
    let expected: Vec<(&str, &str)> = expected
        .iter()
        .map(|(file, said)| (*file, said.as_str()))
        .collect();
    assert_eq!(orphans, expected);
    let text = site.run(&["check"]).stderr;
    assert_eq!(text.matches("warning[orphan-page]").count(), 3, "{text}");
}
