//! The program from outside: exit codes, messages in each form, and what it leaves on the disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::support::{Run, Site};

/// A pair with a link that leads nowhere.
fn broken() -> Site {
    Site::fixture("pair").change_file("content/_index.it.md", |text| {
        text.replace("guide.it.md", "giude.it.md")
    })
}

/// A pair with a warning.
fn doubtful() -> Site {
    let site = Site::fixture("pair").change_file("content/guide.it.md", |text| {
        text.replace("Si legge", "Perche' si legge")
    });
    site.accept_all()
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_spiega"))
}

fn run_without_site(args: &[&str]) -> Run {
    Run::new(&program().args(args).output().expect("the program starts"))
}

#[test]
fn a_good_site_ends_in_0_and_says_what_was_made() {
    let site = Site::fixture("pair");
    let run = site.run(&["build"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "13 files written, 0 unchanged, 0 removed");
    assert!(
        lines[1].starts_with("built 6 pages (3 it, 3 en), "),
        "{}",
        lines[1]
    );
    assert!(lines[1].contains(" no problems in "), "{}", lines[1]);
}

#[test]
fn problems_in_the_content_end_in_1() {
    for command in ["build", "check"] {
        let run = broken().run(&[command]);
        assert_eq!((run.code, run.codes().len()), (1, 1), "{command}");
        assert!(
            run.stderr.starts_with("error[dead-link]: "),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn warnings_end_in_1_only_when_strict() {
    let site = doubtful();
    assert_eq!(site.run(&["build"]).code, 0);
    let run = site.run(&["check"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.starts_with("warning[apostrophe-accent]: "),
        "{}",
        run.stderr
    );
    let run = site.run(&["check", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.starts_with("error[apostrophe-accent]: "),
        "{}",
        run.stderr
    );
}

#[test]
fn wrong_use_ends_in_2_and_shows_the_right_one() {
    for (args, hint) in [
        (vec!["build", "--portabel"], "--portable"),
        (vec!["biuld"], "build"),
        (vec!["check", "--format", "xml"], "json"),
        (vec![], "Usage: spiega"),
    ] {
        let run = run_without_site(&args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(hint), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn an_output_that_would_do_harm_ends_in_2() {
    let site = Site::fixture("pair").write("precious/thesis.txt", "years of work");
    for output in ["content", "templates/x", ".", "..", "precious"] {
        let run = site.run(&["build", "--output", output]);
        assert_eq!(run.code, 2, "{output}: {}", run.stderr);
        assert_eq!(
            run.codes(),
            [("error", "output-refused")].into(),
            "{output}"
        );
    }
    assert_eq!(site.files_in("precious"), ["thesis.txt"]);
}

#[test]
fn the_machine_s_fault_ends_in_3() {
    let site = Site::fixture("pair").write("file", "not a folder");
    let run = site.run(&["build", "--output", "file/public"]);
    assert_eq!(
        (run.code, run.codes()),
        (3, [("error", "output-failed")].into())
    );
}

#[test]
fn a_report_that_nobody_can_take_ends_in_3() {
    let site = Site::fixture("pair");
    let full = File::options().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let mut command = program();
    command.arg("check").current_dir(site.path("")).stdout(full);
    let status = command.stderr(Stdio::null()).status().expect("it starts");
    assert_eq!(status.code(), Some(3));
}

#[test]
fn help_names_every_option() {
    let all = run_without_site(&["--help"]);
    assert_eq!((all.code, all.stderr.as_str()), (0, ""));
    for (command, options) in [
        (
            "build",
            vec![
                "--root",
                "--output",
                "--base-url",
                "--portable",
                "--drafts",
                "--quiet",
            ],
        ),
        (
            "check",
            vec!["--root", "--strict", "--format", "--today", "--drafts"],
        ),
    ] {
        assert!(all.stdout.contains(command), "{}", all.stdout);
        let run = run_without_site(&[command, "--help"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        for option in options {
            assert!(run.stdout.contains(option), "{command} {option}");
        }
    }
    let version = run_without_site(&["--version"]);
    assert_eq!(
        version.stdout,
        concat!("spiega ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn messages_for_machines_are_one_object_a_line() {
    let run = broken().run(&["check", "--format", "json"]);
    let message: serde_json::Value = serde_json::from_str(run.stderr.trim()).expect("one object");
    let expected = serde_json::json!({
        "severity": "error",
        "code": "dead-link",
        "message": "there is no page `giude` in `it` or any other language",
        "file": "content/_index.it.md",
        "line": 7,
        "column": 34,
        "help": "did you mean `guide.it.md`?",
    });
    assert_eq!(message, expected);
}

#[test]
fn messages_for_github_are_workflow_commands() {
    let run = broken().run(&["check", "--format", "github"]);
    let expected = "::error title=dead-link,file=content/_index.it.md,line=7,endLine=7,col=34,endColumn=48::there is no page `giude` in `it` \
        or any other language (did you mean `guide.it.md`?)\n";
    assert_eq!(run.stderr, expected);
    let run = doubtful().run(&["check", "--format", "github"]);
    assert!(
        run.stderr.starts_with("::warning title=apostrophe-accent,"),
        "{}",
        run.stderr
    );
}

#[test]
fn messages_for_people_show_the_line() {
    let run = broken().run(&["check"]);
    let expected = "\
error[dead-link]: there is no page `giude` in `it` or any other language
 --> content/_index.it.md:7:34
  |
7 | Il [progetto](about.it.md#why) e [](giude.it.md).
  |                                  ^^^^^^^^^^^^^^^
  |
  = help: did you mean `guide.it.md`?

";
    assert_eq!(run.stderr, expected);
}

#[test]
fn quiet_leaves_out_the_report_alone() {
    let run = Site::fixture("pair").run(&["build", "--quiet"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
    let run = doubtful().run(&["check", "--quiet"]);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("apostrophe-accent"), "{}", run.stderr);
}

#[test]
fn the_root_may_be_named() {
    let site = Site::fixture("pair");
    let root = site.path("").to_string_lossy().into_owned();
    let run = run_without_site(&["build", "--root", &root]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.path("public/it/index.html").exists());
}

#[test]
fn nothing_is_written_when_there_are_errors() {
    let site = broken();
    let before = site.files_in("");
    let run = site.run(&["build"]);
    assert!(
        run.stderr.ends_with("nothing was written\n"),
        "{}",
        run.stderr
    );
    assert_eq!(site.files_in(""), before);
}

#[test]
fn check_writes_nothing() {
    let site = Site::fixture("pair");
    let before = site.files_in("");
    assert_eq!(site.run(&["check"]).code, 0);
    assert_eq!(site.files_in(""), before);
}

#[test]
fn the_old_output_stays_byte_for_byte_when_there_are_errors() {
    let site = Site::fixture("pair");
    assert_eq!(site.run(&["build"]).code, 0);
    let before = snapshot(&site);
    let site = site.change_file("content/_index.it.md", |text| {
        text.replace("guide.it.md", "x.it.md")
    });
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(snapshot(&site), before);
    assert!(!site.path(".public.spiega").exists());
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_output() {
    let built = Site::fixture("assets").build();
    let site = ["it", "en"].iter().fold(built.site, |site, lang| {
        site.remove(&format!("content/plans/_index.{lang}.md"))
            .change_file(&format!("content/_index.{lang}.md"), |text| {
                text.replace("plans/plan.txt", "line.svg")
                    .replace("plans/_index", "_index")
            })
    });
    let built = site.remove("content/plans/plan.txt").build();
    let left = built
        .files
        .keys()
        .filter(|path| path.contains("pla") || path.contains("piani"));
    assert_eq!(left.count(), 0, "{:?}", built.files.keys());
    assert!(!built.text("sitemap.xml").contains("plans"));
}

/// Bytes and times of every file of the output.
fn snapshot(site: &Site) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = site.files_in("public").into_iter();
    files
        .map(|path| {
            let file = site.path("public").join(&path);
            let metadata = fs::metadata(&file).expect("a file of the output");
            let bytes = fs::read(&file).expect("a file of the output");
            (path, (bytes, metadata.modified().expect("its time")))
        })
        .collect()
}
