//! The output folder: what it may never be, what stays in it, what goes.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::{BASE, pair, site, text};
use crate::support::{Run, Site};

fn plain() -> Site {
    pair(site(&["it", "en"]), "page", "La pagina.", "The page.")
}

/// Path, mode, and bytes or target of everything below a folder, hidden files and links too.
fn snapshot(site: &Site, folder: &str) -> BTreeMap<String, (u32, Vec<u8>)> {
    let root = site.path(folder);
    let entries = walkdir::WalkDir::new(&root).min_depth(1).into_iter();
    let entries = entries.map(|entry| {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(&root).expect("below it");
        let metadata = entry.path().symlink_metadata().expect("its metadata");
        let bytes = match metadata.is_file() {
            true => fs::read(entry.path()).expect("a file"),
            false => Vec::new(),
        };
        (
            path.to_string_lossy().into_owned(),
            (metadata.permissions().mode(), bytes),
        )
    });
    entries.collect()
}

fn built(site: Site) -> Site {
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// Checks that `build` refuses this output as wrong use and touches nothing.
fn is_refused(site: &Site, output: &str, environment: &[(&str, &str)]) -> Run {
    let before = snapshot(site, "");
    let run = site.run_where(&["build", "--output", output], environment);
    assert_eq!(run.code, 2, "{output}: {}", run.stderr);
    assert_eq!(
        run.codes(),
        [("error", "output-refused")].into(),
        "{output}"
    );
    assert!(run.stderr.contains("= help: "), "{output}: {}", run.stderr);
    assert!(snapshot(site, "") == before, "{output}");
    run
}

#[test]
fn p64_the_root_what_holds_it_and_what_is_precious_are_no_output() {
    let site = plain().write("precious/thesis.txt", "years of work");
    let site = site.write("hidden/.notes", "x").write("hidden/note", "x");
    symlink(".", site.path("here")).expect("a link");
    symlink("..", site.path("up")).expect("a link");
    symlink("nowhere", site.path("dangling")).expect("a link");
    let root = site.path("").to_string_lossy().into_owned();
    let spelled = ["/", "/..", "//", "/."].map(str::to_owned);
    let relative = [
        ".",
        "./",
        "./.",
        "..",
        "../",
        "../..",
        "public/..",
        "./public/..",
        "./public/../",
        "public/./..",
        "a/b/../..",
        "public/../..",
        "content/..",
        "content/../",
        "content//..//",
        "here",
        "here/",
        "here/.",
        "here/public/..",
        "here/../",
        "up",
        "up/.",
        "up/x/..",
        "precious",
        "precious/",
        "./precious/.",
        "missing/../precious",
        "hidden",
        "dangling",
    ];
    let folder = root
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let absolute =
        ["", "/", "/public/..", "/../"].map(|end| format!("{}{end}", root.trim_end_matches('/')));
    let around = [format!("../{folder}"), format!("../{folder}/x/..")];
    let relative = relative.map(str::to_owned);
    for output in relative
        .iter()
        .chain(&spelled)
        .chain(&absolute)
        .chain(&around)
    {
        is_refused(&site, output, &[]);
    }
}

#[test]
fn p64_the_same_paths_are_refused_when_the_output_is_there() {
    let site = built(plain());
    for output in [
        "public/..",
        "./public/../",
        "public/../content",
        "public/it/../..",
    ] {
        is_refused(&site, output, &[]);
    }
}

#[test]
fn p64_the_home_folder_and_what_holds_it_are_no_output() {
    let site = plain();
    fs::create_dir_all(site.path("people/me")).expect("a home");
    symlink("people/me", site.path("mine")).expect("a link");
    let home = site.path("people/me").to_string_lossy().into_owned();
    for output in [
        "people/me",
        "people/me/",
        "people",
        "people/me/x/..",
        "mine",
        &home,
    ] {
        let run = is_refused(&site, output, &[("HOME", &home)]);
        assert!(
            run.stderr.contains("home folder"),
            "{output}: {}",
            run.stderr
        );
    }
    let run = site.run_where(&["build", "--output", "people/me/site"], &[("HOME", &home)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn p64_a_folder_that_harms_nobody_may_be_spelled_in_any_way() {
    for output in [
        "site/",
        "./site/.",
        "missing/../site",
        "content/../site",
        "a/b/../../site/",
    ] {
        let site = plain();
        let run = site.run(&["build", "--output", output]);
        assert_eq!(run.code, 0, "{output}: {}", run.stderr);
        assert!(site.path("site/it/index.html").exists(), "{output}");
        for stray in ["missing", "a", ".site.spiega", "public"] {
            assert!(!site.path(stray).exists(), "{output}: {stray}");
        }
    }
}

/// What users keep in an output: for git, for hosts, for themselves.
const KEPT: &[(&str, &str)] = &[
    (".git/HEAD", "ref: refs/heads/pages"),
    (".git/refs/heads/pages", "0000"),
    (".gitignore", "*.log"),
    (".domains", "example.org"),
    (".well-known/security.txt", "Contact: x"),
    ("CNAME", "example.org"),
    ("_redirects", "/a /b 301"),
    ("_headers", "/*"),
    ("it/google1234.html", "google"),
    ("it/page/own.txt", "mine"),
    ("old/index.html", "an older site"),
];

#[test]
fn p65_what_users_keep_in_the_output_stays_through_every_build() {
    let site = KEPT.iter().fold(built(plain()), |site, (path, text)| {
        site.write(&format!("public/{path}"), text)
    });
    let kept = |site: &Site| {
        for (path, text) in KEPT {
            assert_eq!(site.read(&format!("public/{path}")), *text, "{path}");
        }
    };
    let site = built(site);
    kept(&site);
    let site = built(site.change_file("content/page.it.md", |text| {
        text.replace("La pagina.", "Altro.")
    }));
    kept(&site);
    let site = built(
        site.remove("content/page.it.md")
            .remove("content/page.en.md"),
    );
    kept(&site);
    assert_eq!(site.files_in("public/it/page"), ["own.txt"]);
    let site = text(site, "_index", "it", "", "[x](nope.it.md)");
    assert_eq!(site.run(&["build"]).code, 1);
    kept(&site);
}

#[test]
fn p65_a_git_file_of_a_worktree_stays_and_so_do_links() {
    let site = built(plain().write("public/.git", "gitdir: ../.git/worktrees/public"));
    symlink("it/index.html", site.path("public/start.html")).expect("a link");
    let site = built(text(site, "more", "it", "languages: [it]", "Di più."));
    assert_eq!(site.read("public/.git"), "gitdir: ../.git/worktrees/public");
    let link = fs::read_link(site.path("public/start.html")).expect("still a link");
    assert_eq!(link.to_str(), Some("it/index.html"));
}

#[test]
fn p65_a_file_of_the_user_is_never_overwritten() {
    let site = built(plain()).write("public/CNAME", "mine.example.org");
    let site = site.change_file("content/site.yaml", |text| {
        text.replace(BASE, "https://example.org/") + "domain: example.org\n"
    });
    let before = snapshot(&site, "public");
    let run = site.run(&["build"]);
    assert_eq!(
        (run.code, run.codes()),
        (2, [("error", "output-refused")].into()),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("public/CNAME"), "{}", run.stderr);
    assert!(snapshot(&site, "public") == before);
    let site = built(site.write("public/CNAME", "example.org\n"));
    assert_eq!(site.read("public/CNAME"), "example.org\n");
}

#[test]
fn p66_the_file_of_a_renamed_page_goes_with_its_folder() {
    let old = built(plain());
    assert!(old.path("public/it/page/index.html").exists());
    let slug = |text: &str| text.replacen("---\n", "---\nslug: nuova\n", 1);
    let new = built(old.change_file("content/page.it.md", slug));
    assert!(!new.path("public/it/page").exists());
    assert!(new.path("public/it/nuova/index.html").exists());
    let mark = new.read("public/.spiega");
    assert!(
        mark.contains("\nit/nuova/index.html\n") && !mark.contains("it/page/"),
        "{mark}"
    );
    assert!(!new.read("public/sitemap.xml").contains("/it/page/"));
    // The list is of what is there, no more and no less.
    let mut listed: Vec<String> = mark.lines().skip(1).map(str::to_owned).collect();
    listed.push(".spiega".to_owned());
    listed.sort();
    assert_eq!(listed, new.files_in("public"));
}

#[test]
fn p66_folders_that_are_renamed_or_turn_into_pages_leave_nothing() {
    let site = pair(plain(), "deep/er/one", "Uno.", "One.");
    let site = built(pair(site, "deep/two", "Due.", "Two."));
    assert!(site.path("public/it/deep/er/one/index.html").exists());
    fs::rename(site.path("content/deep"), site.path("content/flat")).expect("another name");
    let site = built(site);
    assert!(!site.path("public/it/deep").exists());
    let site = built(site.remove("content/flat/er"));
    assert!(!site.path("public/it/flat/er").exists());
    assert!(site.path("public/it/flat/two/index.html").exists());
    let site = pair(site.remove("content/flat"), "flat", "Piatto.", "Flat.");
    let site = built(site);
    assert_eq!(site.files_in("public/it/flat"), ["index.html"]);
}

#[test]
fn p67_no_folder_of_sources_is_an_output_whether_it_is_there_or_not() {
    let site = pair(plain(), "partners/acme", "Acme.", "Acme.");
    let site = site.write("content/static/logo.svg", "<svg/>");
    symlink("content", site.path("linked")).expect("a link");
    let folders = ["content", "schema", "src", "static", "templates", "tests"];
    for folder in folders {
        for end in [
            "",
            "/",
            "/public",
            "/deep/er/public",
            "/x/..",
            "/../x/../{}",
        ] {
            is_refused(
                &site,
                &format!("{folder}{}", end.replace("{}", folder)),
                &[],
            );
        }
    }
    for output in [
        "content/static",
        "content/static/public",
        "content/partners",
        "linked/public",
        "linked/static",
    ] {
        is_refused(&site, output, &[]);
    }
}

#[test]
fn p67_an_output_with_texts_that_the_program_did_not_write_is_refused() {
    for path in [
        "notes.md",
        "NOTES.MD",
        "deep/er/notes.it.md",
        ".x/../it/notes.markdown",
        "it/page/page.it.md",
    ] {
        let site = built(plain()).write("public/it/x.txt", "mine");
        fs::create_dir_all(site.path("public/.x")).expect("a folder");
        let site = site.write(&format!("public/{path}"), "half an hour of work");
        let site = site.change_file("content/page.it.md", |text| {
            text.replace("La pagina.", "Altro.")
        });
        let run = is_refused(&site, "public", &[]);
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(run.stderr.contains(name), "{path}: {}", run.stderr);
        let fresh = plain().write(&format!("site/{path}"), "half an hour of work");
        is_refused(&fresh, "site", &[]);
    }
}

#[test]
fn p67_texts_that_are_published_as_they_are_and_those_of_tools_are_no_hindrance() {
    let site = plain().write("content/static/notes.md", "# Notes");
    let site = built(built(site).write("public/.git/description.md", "x"));
    assert_eq!(site.read("public/notes.md"), "# Notes");
    let site = built(site.remove("content/static/notes.md"));
    assert!(!site.path("public/notes.md").exists());
}

#[test]
fn p68_order_of_the_disk_threads_and_machine_make_no_difference() {
    let original = rich();
    let files: Vec<String> = original.files_in("");
    let forwards = built_elsewhere(
        &original,
        files.iter(),
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "Asia/Tokyo")],
    );
    for (n, environment) in [
        [("RAYON_NUM_THREADS", "7"), ("LC_ALL", "tr_TR.UTF-8")],
        [("RAYON_NUM_THREADS", "2"), ("TZ", "America/New_York")],
        [("NO_COLOR", "1"), ("USER", "somebody")],
    ]
    .iter()
    .enumerate()
    {
        let mut shuffled: Vec<&String> = files.iter().rev().collect();
        let middle = shuffled.len() / (n + 2);
        shuffled.rotate_left(middle);
        let other = built_elsewhere(&original, shuffled.into_iter(), environment);
        assert_eq!(
            other.keys().collect::<Vec<_>>(),
            forwards.keys().collect::<Vec<_>>()
        );
        for (path, file) in &other {
            assert!(forwards[path] == *file, "{path}: {environment:?}");
        }
    }
}

/// A site with much that has no order of its own.
fn rich() -> Site {
    let site = plain()
        .write("content/static/a.txt", "a")
        .write("content/static/b/a.txt", "a");
    (0..12).fold(site, |site, n| {
        let body = format!(
            "[](page.it.md) [](p{}.it.md)\n\n## Uno\n\n## Due\n",
            (n + 5) % 12
        );
        pair(
            site,
            &format!("p{n}"),
            &body,
            &body.replace(".it.md", ".en.md"),
        )
    })
}

/// The output of a copy of the site, whose files are made in this order.
fn built_elsewhere<'a>(
    of: &Site,
    paths: impl Iterator<Item = &'a String>,
    environment: &[(&str, &str)],
) -> BTreeMap<String, (u32, Vec<u8>)> {
    let copy = paths.fold(Site::empty("elsewhere"), |copy, path| {
        copy.write(path, fs::read(of.path(path)).expect("a file"))
    });
    let run = copy.run_where(&["build"], environment);
    assert_eq!(run.code, 0, "{}", run.stderr);
    snapshot(&copy, "public")
}

#[test]
fn p69_every_link_of_the_content_is_an_error_that_names_it() {
    let outside = Site::empty("outside")
        .write("secret.txt", "SECRET")
        .write("folder/secret.it.md", "SECRET");
    let secret = outside.path("secret.txt").to_string_lossy().into_owned();
    let folder = outside.path("folder").to_string_lossy().into_owned();
    for (link, target) in [
        ("content/other.it.md", "page.it.md"),
        ("content/other.it.md", "nowhere.it.md"),
        ("content/other.it.md", "other.it.md"),
        ("content/loop", "."),
        ("content/loop", "../content"),
        ("content/up", ".."),
        ("content/deep/folder", &folder),
        ("content/static/secret.txt", &secret),
        ("content/static/folder", &folder),
        ("content/static", &folder),
        ("content/page.yaml", "/dev/zero"),
        ("content/sources.yaml", &secret),
        ("content/facts", &folder),
        ("content/facts/all.yaml", &secret),
        ("templates/pages/extra.html", &secret),
        ("templates/extra", &folder),
    ] {
        let site = plain();
        let path = site.path(link);
        fs::create_dir_all(path.parent().expect("a folder")).expect("its folder");
        symlink(target, &path).expect("a link");
        for command in ["check", "build"] {
            let run = site.run(&[command]);
            let codes: Vec<_> = run
                .codes()
                .into_iter()
                .filter(|(severity, _)| *severity == "error")
                .collect();
            assert_eq!(
                (run.code, codes.as_slice()),
                (1, &[("error", "not-a-regular-file")][..]),
                "{link}: {}",
                run.stderr
            );
            assert!(
                run.stderr.contains(&format!("--> {link}:1:1")),
                "{link}: {}",
                run.stderr
            );
            assert!(!run.stderr.contains("SECRET"), "{link}");
        }
        assert!(!site.path("public").exists(), "{link}");
    }
}
