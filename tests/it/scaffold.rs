//! What `init` and `new` make: a site without a fault in any languages, a page that only needs to be filled in; and that
//! neither ever writes over anything.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::{Built, Site, package, read_tree};

/// A site that `init` has made.
fn begun(args: &[&str]) -> Site {
    let site = Site::empty("init");
    let run = site.run(&[&["init", "."], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}");
    site
}

fn assert_without_fault(site: &Site) {
    let run = site.run(&["check", "--strict", "--today", "2026-12-01"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

fn built(site: Site) -> Built {
    let run = site.run(&["build", "--base-url", "https://owner.example/repo/"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    site.output()
}

#[test]
fn a_new_site_is_without_fault_in_any_languages() {
    for (languages, homes) in [
        ("it,en", vec!["it/", "en/"]),
        ("de,fr", vec!["de/", "fr/"]),
        ("it", vec![""]),
        ("nl", vec![""]),
        ("it-CH,en-GB,zh-Hant", vec!["it-CH/", "en-GB/", "zh-Hant/"]),
        ("no,en", vec!["no/", "en/"]),
    ] {
        let site = begun(&["--lang", languages]);
        assert_without_fault(&site);
        let built = built(site);
        for home in homes {
            let page = built.text(&format!("{home}index.html"));
            let tag = home.trim_end_matches('/');
            let lang = if tag.is_empty() { languages } else { tag };
            assert!(
                page.contains(&format!("lang=\"{lang}\"")),
                "{languages} {home}"
            );
        }
    }
}

#[test]
fn languages_may_be_named_one_by_one_and_are_reported_when_they_must_be_translated() {
    let site = Site::empty("init");
    let run = site.run(&["init", "new/site", "--lang", "it", "--lang", "de"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains("to be translated: de "),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("`PROGRAM`"), "{}", run.stdout);
    let text = site.read("new/site/content/partners/council.de.md");
    assert!(text.starts_with("---\n# to be translated: "), "{text}");
    assert!(!text.contains(".en.md"), "{text}");
    let words = site.read("new/site/templates/strings/de.yaml");
    assert!(words.starts_with("# to be translated: "), "{words}");
    assert!(words.contains("\nlang_name: Deutsch\n"), "{words}");
    let config = site.read("new/site/content/site.yaml");
    assert!(config.contains("{it: [costruisce per, fa costruire a], de: [builds for, has work done by], targets: [partners]}"));
    assert!(!config.contains("en:"), "{config}");
    assert!(
        site.read("new/site/content/about.it.md")
            .starts_with("---\ntitle: ")
    );
}

#[test]
fn a_new_site_gets_its_name_and_its_addresses() {
    let site = begun(&[
        "--title",
        "Ponte: \"A\"",
        "--repository",
        "https://github.com/Owner/bridge",
        "--program",
        "owner/spiega",
    ]);
    let config = site.read("content/site.yaml");
    for line in [
        "title: {it: \"Ponte: \\\"A\\\"\", en: \"Ponte: \\\"A\\\"\"}",
        "base_url: \"https://owner.github.io/bridge/\"",
        "repository: \"https://github.com/Owner/bridge\"",
    ] {
        assert!(
            config.lines().any(|known| known == line),
            "{line}\n{config}"
        );
    }
    let workflow = site.read(".github/workflows/site.yml");
    assert!(
        workflow.contains("\n  PROGRAM: owner/spiega\n"),
        "{workflow}"
    );
    assert_without_fault(&site);
    let site = begun(&[
        "--base-url",
        "https://www.example.org",
        "--repository",
        "https://github.com/a/b",
    ]);
    let config = site.read("content/site.yaml");
    assert!(
        config.contains("\nbase_url: \"https://www.example.org\"\n"),
        "{config}"
    );
}

#[test]
fn a_change_of_one_token_is_a_change_of_every_page() {
    let tokens = "templates/assets/css/tokens.css";
    let site = begun(&[]);
    let (old, new) = ("--green: #0a5a45", "--green: #7a1f5c");
    let is_in = |page: &str, token: &str| page.contains(&token.replace(": ", ":"));
    let pages = built(site).pages();
    let with_old = pages.iter().filter(|(_, page)| is_in(page, old)).count();
    assert_eq!(with_old, pages.len());
    let site = begun(&[]).change_file(tokens, |css| css.replace(old, new));
    for (path, page) in built(site).pages() {
        assert!(is_in(&page, new) && !is_in(&page, old), "{path}");
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let site = Site::empty("init")
        .write("full/thesis.txt", "years of work")
        .write("file", "a file")
        .write("git/.git/config", "");
    fs::create_dir(site.path("empty")).expect("an empty folder");
    symlink(site.path("empty"), site.path("link")).expect("a link");
    let before = site.files_in("");
    for (dir, code, diagnostic) in [
        ("full", 2, "output-refused"),
        ("file", 2, "output-refused"),
        ("link", 2, "output-refused"),
        ("file/site", 3, "output-failed"),
        ("/proc/no/site", 3, "output-failed"),
    ] {
        let run = site.run(&["init", dir]);
        assert_eq!(
            (run.code, run.codes()),
            (code, [("error", diagnostic)].into()),
            "{dir}"
        );
        assert_eq!(site.files_in(""), before, "{dir}");
    }
    for dir in ["empty", "git"] {
        assert_eq!(site.run(&["init", dir]).code, 0, "{dir}");
        assert!(site.path(dir).join("content/site.yaml").exists(), "{dir}");
        assert_eq!(site.run(&["init", dir]).code, 2, "{dir}, again");
    }
}

#[test]
fn what_cannot_be_a_site_is_not_begun() {
    let site = Site::empty("init");
    for args in [
        &["--lang", "it,IT"][..],
        &["--lang", "it_IT"],
        &["--base-url", "example.org"],
        &["--repository", "owner/name"],
        &["--program", "https://github.com/owner/name"],
        &["--title", ""],
        &["--title", " \u{200b}"],
        &["--title", "a\nb"],
    ] {
        let run = site.run(&[&["init", "site"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
        assert!(!site.path("site").exists(), "{args:?}");
    }
}

#[test]
fn the_workflow_of_a_new_site_uses_the_actions_of_this_repository() {
    let own = read_tree(&package().join(".github/workflows"));
    let own: Vec<String> = own
        .into_values()
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let theirs = read_tree(&package().join("starter/.github"));
    let mut n_actions = 0;
    for (path, bytes) in theirs {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for (_, action) in text
            .lines()
            .filter_map(|line| line.split_once("uses: actions/"))
        {
            n_actions += 1;
            assert!(
                own.iter().any(|text| text.contains(action)),
                "{path}: {action}"
            );
        }
    }
    assert!(n_actions > 0);
}

/// A site whose collection declares a field of every kind.
fn site_of_all_kinds() -> Site {
    begun(&[]).change_file("content/site.yaml", |config| {
        config.replace("\n# Words seen from", ALL_KINDS)
    })
}

const ALL_KINDS: &str = "
  things:
    title: {it: Cose, en: Things}
    order: number
    groups: {old: {it: Vecchie, en: Old}}
    fields:
      a: {kind: text, required: true, about: \"a # sign: text\"}
      b: {kind: localized, required: true, about: a text}
      c: {kind: number, required: true, about: a number}
      d: {kind: date, required: true, about: a date}
      e: {kind: status, required: true, about: a status}
      f: {kind: url, required: true}
      g: {kind: fact, required: true, about: a fact}
      h: {kind: source, required: true, about: a source}
      i: {kind: entity, collection: places, required: true, about: a place}
      j: {kind: list, of: {kind: entity, collection: places}, required: true, about: some places}
      k: {kind: group, fields: {x: {kind: text}, y: {kind: number}}, required: true, about: a pair}
      l: {kind: text, about: not needed}

# Words seen from";

const REQUIRED: [(&str, &str); 11] = [
    ("a", "\"x\""),
    ("b", "{it: uno, en: one}"),
    ("c", "12"),
    ("d", "2026-11"),
    ("e", "planned"),
    ("f", "https://example.org/"),
    ("g", "cost"),
    ("h", "agreement"),
    ("i", "places/north-bank"),
    ("j", "[places/north-bank, places/south-bank]"),
    ("k", "{x: \"x\", y: 4.5}"),
];

#[test]
fn a_new_page_holds_every_key_and_is_no_obstacle_until_it_is_filled_in() {
    let site = site_of_all_kinds();
    let run = site.run(&["new", "things", "old-clock", "--today", "2026-12-01"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for path in ["old-clock.yaml", "old-clock.it.md", "old-clock.en.md"] {
        assert!(
            run.stdout
                .contains(&format!("wrote content/things/{path}\n")),
            "{}",
            run.stdout
        );
    }
    let data = site.read("content/things/old-clock.yaml");
    for line in [
        "# a # sign: text: \"…\"",
        "a:",
        "# l:",
        "# group:",
        "# order:",
        "# relations: []",
    ] {
        assert!(data.lines().any(|known| known == line), "{line}\n{data}");
    }
    let english = site.read("content/things/old-clock.en.md");
    assert!(
        english.starts_with("---\ntitle: \"Old clock (to be translated)\"\n"),
        "{english}"
    );
    assert!(
        english.contains("\nupdated: 2026-12-01\ndraft: true\n---\n"),
        "{english}"
    );
    assert!(
        site.read("content/things/old-clock.it.md")
            .starts_with("---\ntitle: \"Old clock\"\n")
    );
    assert_without_fault(&site);
    let run = site.run(&["check", "--drafts", "--format", "json"]);
    let missing: Vec<String> = run
        .objects()
        .iter()
        .filter(|object| object["severity"] == "error")
        .map(|object| object["message"].as_str().unwrap_or_default().to_owned())
        .collect();
    let expected = REQUIRED.map(|(key, _)| format!("this data file has no `{key}`"));
    assert_eq!(
        (run.code, missing),
        (1, expected.to_vec()),
        "{}",
        run.stderr
    );
    assert!(
        !built(site)
            .files
            .keys()
            .any(|path| path.contains("old-clock"))
    );
}

#[test]
fn filling_in_the_keys_and_taking_the_drafts_out_publishes_the_page() {
    let site = site_of_all_kinds();
    assert_eq!(site.run(&["new", "things", "clock"]).code, 0);
    let site = site.change_file("content/things/clock.yaml", |data| {
        REQUIRED.iter().fold(data.to_owned(), |data, (key, value)| {
            data.replace(&format!("\n{key}:\n"), &format!("\n{key}: {value}\n"))
        })
    });
    let site = ["it", "en"].into_iter().fold(site, |site, lang| {
        site.change_file(&format!("content/things/clock.{lang}.md"), |text| {
            text.replace("draft: true\n", "")
        })
    });
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for page in [
        "public/it/things/clock/index.html",
        "public/en/things/clock/index.html",
    ] {
        assert!(site.path(page).exists(), "{page}");
    }
}

#[test]
fn a_new_page_takes_nothing_s_place() {
    let site = begun(&[]).write("content/partners/Big.it.md", "not a text");
    let before = site.files_in("content");
    for (collection, id, diagnostic) in [
        ("partners", "council", "address-collision"),
        ("partners", "comune", "address-collision"),
        ("partners", "Council", "bad-slug"),
        ("partners", "con", "bad-slug"),
        ("partners", "it", "bad-slug"),
        ("partners", "../x", "bad-slug"),
        ("partners", "", "bad-slug"),
        ("partners", "a\u{7}b", "bad-slug"),
        ("partner", "x", "unknown-collection"),
        ("facts", "x", "unknown-collection"),
    ] {
        let run = site.run(&["new", collection, id]);
        assert_eq!(
            (run.code, run.codes()),
            (2, [("error", diagnostic)].into()),
            "{collection} {id}"
        );
        assert!(
            run.stderr.ends_with("nothing was written\n"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(site.files_in("content"), before);
    // Nobody else's folder is written into, whatever stands there.
    let site = begun(&[]).write("elsewhere/kept", "");
    fs::remove_dir_all(site.path("content/partners")).expect("the folder");
    symlink(site.path("elsewhere"), site.path("content/partners")).expect("a link");
    let run = site.run(&["new", "partners", "x"]);
    assert_eq!(
        (run.code, run.codes()),
        (2, [("error", "output-refused")].into())
    );
    assert_eq!(site.files_in("elsewhere"), ["kept"]);
}

#[test]
fn a_declaration_that_cannot_be_read_gives_no_page() {
    let site = begun(&[]).change_file("content/site.yaml", |config| {
        config.replace("kind: date", "kind: dat")
    });
    let run = site.run(&["new", "partners", "x"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.codes().contains(&("error", "unknown-value")),
        "{}",
        run.stderr
    );
    assert!(!site.path("content/partners/x.yaml").exists());
}
