//! Faults of every kind, from outside: what is refused, where it is said, that it is said once, and that nothing is
//! written. Neighbors of the cases stand in the same table.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::net::UnixListener;
use std::process::Command;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::{Run, Site, codes_in};

fn site() -> Site {
    Site::fault("_base")
}

/// The site with a text in both languages.
fn with_page(name: &str, more: &str, body: &str) -> Site {
    let page = |lang: &str| {
        let words = format!(
            "{name} ({lang}): a page of a small site for tests, which shows a rule of the program."
        );
        format!(
            "---\ntitle: \"{name} {lang}\"\ndescription: \"{words}\"\nupdated: 2026-11-25\n{more}---\n{body}\n"
        )
    };
    let write = |site: Site, lang| site.write(&format!("content/{name}.{lang}.md"), page(lang));
    ["it", "en"].into_iter().fold(site(), write)
}

/// Checks that `check` raises these errors and no others, each as often as it stands there, and that `build` leaves
/// nothing; gives the report.
fn raises(site: &Site, codes: &[&str]) -> String {
    let run = site.run(&["check", "--today", "2026-11-25"]);
    let raised: Vec<&str> = codes_in(&run.stderr)
        .filter(|(severity, _)| *severity == "error")
        .map(|(_, code)| code)
        .collect();
    assert_eq!((run.code, raised.as_slice()), (1, codes), "{}", run.stderr);
    let built = site.run(&["build"]);
    assert_eq!(built.code, 1, "{}", built.stderr);
    assert!(!site.path("public").exists());
    assert!(!site.path(".public.spiega").exists());
    run.stderr
}

/// Runs `build` behind a line of the shell, such as `ulimit -n 64`.
fn build_behind(site: &Site, shell: &str) -> Run {
    let script = format!("{shell}; exec \"$0\" build");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_spiega")]);
    let output = command.current_dir(site.path("")).output();
    Run::new(&output.expect("the shell starts"))
}

#[test]
fn one_fault_of_a_shared_file_is_one_error() {
    for (path, from, to, code) in [
        ("sources.yaml", "kind: press", "kind: pres", "unknown-value"),
        ("sources.yaml", "daily:", "daily: \"", "invalid-yaml"),
        (
            "facts/all.yaml",
            "sources: [daily]",
            "sources: []",
            "fact-without-source",
        ),
        ("facts/all.yaml", "cost:", "cost: \"", "invalid-yaml"),
        ("glossary.yaml", "plant:", "plant: \"", "invalid-yaml"),
        ("_index.it.md", "---\n", "--\n", "missing-front-matter"),
    ] {
        let path = format!("content/{path}");
        let site = site().change_file(&path, |text| text.replacen(from, to, 1));
        let report = raises(&site, &[code]);
        assert!(report.contains(&format!("--> {path}:")), "{report}");
    }
}

#[test]
fn one_fault_of_a_template_is_one_error() {
    let page = "{% extends \"layouts/base.html\" %}\n{% block data %}<a href=\"/nope/\">x</a>{% endblock data %}\n";
    let mut site = site().write("templates/pages/page.html", page);
    for name in ["a", "b", "c", "d"] {
        let link = format!("\n[](../{name}.it.md)");
        site = site.change_file("content/_index.it.md", |text| {
            text.to_owned() + &link.replace("../", "")
        });
        let text = fs::read_to_string(site.path("content/page.it.md")).expect("a page");
        let text = text.replace("La pagina", &format!("Pagina {name}"));
        let only = text.replacen("---\n", "---\nlanguages: [it]\n", 1);
        site = site.write(&format!("content/{name}.it.md"), only);
    }
    let report = raises(&site, &["dead-link"]);
    assert!(report.contains("`/nope/` (and 5 more pages)"), "{report}");
}

#[test]
fn templates_that_are_not_there_are_named_once() {
    for name in ["404", "chooser", "page", "home"] {
        let path = format!("templates/pages/{name}.html");
        let report = raises(&site().remove(&path), &["missing-template"]);
        assert!(report.contains(&path), "{report}");
    }
    let twenty = |site: Site, n: usize| {
        let next = format!("{{% include \"chain/{}.html\" %}}", n + 1);
        site.write(&format!("templates/chain/{n}.html"), next)
    };
    let site = (0..40)
        .fold(site(), twenty)
        .write("templates/chain/40.html", "x");
    raises(&site, &["template-error"]);
}

#[test]
fn all_unknown_names_of_templates_are_said_at_their_places() {
    let page = "{% extends \"layouts/base.html\" %}\n{% block data %}{{ page.title | nope }}\n{{ load_data(path=\"/etc/passwd\") }}{% endblock data %}\n";
    let site = site().write("templates/pages/page.html", page);
    let report = raises(&site, &["template-error", "template-error"]);
    for place in ["page.html:2:33", "page.html:3:4"] {
        assert!(report.contains(place), "{report}");
    }
}

#[test]
fn two_pages_of_one_address_are_named_both() {
    for (first, second) in [
        ("same", "same"),
        ("About", "about"),
        ("caff\u{e8}", "caffe\u{300}"),
        ("stra\u{df}e", "STRASSE"),
    ] {
        let slug = |slug: &str| format!("slug: \"{slug}\"\n");
        let other = with_page("two", &slug(second), "Two.");
        let site = with_page("one", &slug(first), "One.");
        let site = ["it", "en"].into_iter().fold(site, |site, lang| {
            let path = format!("content/two.{lang}.md");
            let text = fs::read(other.path(&path)).expect("the other page");
            site.write(&path, text)
        });
        let report = raises(&site, &["address-collision", "address-collision"]);
        assert!(
            report.contains("one.it.md") && report.contains("two.it.md"),
            "{report}"
        );
    }
}

#[test]
fn slugs_and_folders_that_do_not_travel_are_refused() {
    for slug in [
        "../x",
        "CON",
        "lpt\u{b9}",
        "a\u{ad}b",
        "it",
        "sitemap.xml",
        "name. ",
    ] {
        let site = with_page("one", &format!("slug: \"{slug}\"\n"), "One.");
        raises(&site, &["bad-slug", "bad-slug"]);
    }
    for folder in ["CON", "!!!", "it"] {
        let site = with_page(&format!("{folder}/one"), "", "One.");
        raises(&site, &["bad-slug", "bad-slug"]);
    }
    let slug = |text: &str| text.replace("slug: {it: aziende", "slug: {it: ../aziende");
    raises(
        &site().change_file("content/site.yaml", slug),
        &["bad-slug"],
    );
}

#[test]
fn links_lead_to_files_that_exist() {
    for (link, code) in [
        ("[x](only.it.md)", "dead-link"),
        ("[x](http:nope)", "unsafe-address"),
        ("[x](https:///nope)", "unsafe-address"),
        ("[x](HTTPS://Example.org/repo/nope/)", "dead-link"),
    ] {
        let site = with_page("only", "languages: [en]\n", link)
            .remove("content/only.it.md")
            .change_file("content/_index.en.md", |text| {
                format!("{text}\n[](only.en.md)\n")
            });
        let report = raises(&site, &[code]);
        assert!(report.contains("only.en.md:7:1"), "{report}");
    }
}

#[test]
fn what_nobody_sees_is_no_text() {
    for (field, code) in [
        ("title: \"a\\0b\"", "control-character"),
        ("title: \"\\u200b\\u00a0\"", "missing-key"),
        ("title: \"a\\u0085b\"", "control-character"),
    ] {
        let site = site().change_file("content/page.it.md", |text| {
            text.replace("title: \"La pagina\"", field)
        });
        let report = raises(&site, &[code]);
        assert!(report.contains("content/page.it.md:2:8"), "{report}");
    }
    for c in ["\u{0}", "\u{c}", "\u{92}", "\u{feff}"] {
        let site = site().change_file("content/page.it.md", |text| format!("{text}\na{c}b\n"));
        let report = raises(&site, &["control-character"]);
        assert!(report.contains("content/page.it.md:9:2"), "{report}");
    }
}

#[test]
fn names_that_no_message_could_hold_are_refused_on_one_line() {
    for name in [
        b"a\nb.txt".to_vec(),
        b"a\x1b[31m.it.md".to_vec(),
        "a\u{202e}b.it.md".into(),
        b"caff\xe8.it.md".to_vec(),
        b"caff\xe8/a.txt".to_vec(),
    ] {
        let site = site();
        let path = site.path("content").join(OsString::from_vec(name));
        fs::create_dir_all(path.parent().expect("a folder")).expect("its folder");
        fs::write(path, "x").expect("the file");
        let report = raises(&site, &["bad-name"]);
        let place = report.lines().find(|line| line.contains("-->"));
        let is_plain = |line: &str| line.ends_with(":1:1") && !line.contains(char::is_control);
        assert!(place.is_some_and(is_plain), "{report}");
    }
}

#[test]
fn what_is_no_file_is_refused_before_it_is_opened() {
    let places = [
        "content/pipe.it.md",
        "content/static/pipe",
        "content/glossary.yaml",
        "templates/pipe.html",
    ];
    for path in places {
        let site = site();
        let _ = fs::remove_file(site.path(path));
        fs::create_dir_all(site.path("content/static")).expect("a folder");
        let mode = Mode::RUSR | Mode::WUSR;
        mknodat(CWD, site.path(path), FileType::Fifo, mode, 0).expect("a pipe");
        let report = raises(&site, &["not-a-regular-file"]);
        assert!(report.contains(path), "{report}");
    }
    let site = site();
    let _socket = UnixListener::bind(site.path("content/s.it.md")).expect("a socket");
    raises(&site, &["not-a-regular-file"]);
}

#[test]
fn a_missing_word_is_another_languages_word() {
    let site = site().change_file("templates/strings/it.yaml", |text| {
        let line = text.lines().find(|line| line.starts_with("skip:"));
        text.replace(line.expect("a word"), "skip:")
    });
    let run = site.run(&["check"]);
    assert!(
        run.codes().contains(&("warning", "missing-words")),
        "{}",
        run.stderr
    );
}

#[test]
fn many_errors_are_shown_up_to_a_thousand_and_all_counted() {
    let links: String = (0..1_500)
        .map(|n| format!("[x](nope-{n}.it.md) "))
        .collect();
    let site = site().change_file("content/page.it.md", |text| format!("{text}\n{links}\n"));
    let run = site.run(&["check"]);
    assert_eq!(codes_in(&run.stderr).count(), 1_001);
    assert!(run.stderr.contains("500 more like this in this file"));
    assert!(run.stdout.contains("1500 errors"), "{}", run.stdout);
}

#[test]
fn a_machine_with_little_to_give_builds_or_says_why() {
    for (limit, code) in [("ulimit -n 16", 0), ("ulimit -s 1024", 0), ("umask 777", 0)] {
        let run = build_behind(&site(), limit);
        assert_eq!(run.code, code, "{limit}: {}", run.stderr);
    }
    let run = build_behind(&site(), "exec >/dev/full");
    assert_eq!((run.code, run.stderr.as_str()), (3, ""));
    let run = build_behind(&site(), "export RAYON_NUM_THREADS=100000");
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_day_that_does_not_exist_is_wrong_use() {
    for day in ["junk", "2025", "2025-02-30"] {
        let run = site().run(&["check", "--today", day]);
        assert_eq!(run.code, 2, "{day}: {}", run.stderr);
    }
}
