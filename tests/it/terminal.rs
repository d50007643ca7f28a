//! What somebody sees who sits at a terminal, and what nobody else sees: colors, a bar, and what `--verbose` says.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::Site;

/// What stands on the screen of a terminal in which the program runs, with all that was wiped out again.
///
/// The terminal is that of `script`, which is part of util-linux.
fn on_terminal(site: &Site, args: &str, environment: &[(&str, &str)]) -> String {
    let line = format!("'{}' {args}", env!("CARGO_BIN_EXE_spiega"));
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .current_dir(site.path(""));
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
        .env("TERM", "xterm")
        .envs(environment.iter().copied());
    let output = command.stdin(Stdio::null()).output();
    let output = output.expect("`script`, which is part of util-linux");
    String::from_utf8(output.stdout).expect("the program prints UTF-8")
}

/// A site with something to say.
fn broken() -> Site {
    Site::fixture("pair").change_file("content/_index.it.md", |text| {
        text.replace("guide.it.md", "giude.it.md")
    })
}

const ESCAPE: char = '\u{1b}';

#[test]
fn colors_are_for_terminals_and_not_where_they_are_not_wanted() {
    let site = broken();
    for (environment, colored) in [
        (&[][..], true),
        (&[("NO_COLOR", "")], true),
        (&[("NO_COLOR", "1")], false),
        (&[("NO_COLOR", "0")], false),
        (&[("TERM", "dumb")], false),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
        (&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], true),
    ] {
        for args in ["check", "build --output content/public"] {
            let screen = on_terminal(&site, args, environment);
            assert!(screen.contains("error"), "{screen}");
            assert_eq!(
                screen.contains(ESCAPE),
                colored,
                "{environment:?}: {screen}"
            );
        }
    }
    for format in ["json", "github"] {
        let screen = on_terminal(&site, &format!("check --format {format}"), &[]);
        assert!(
            screen.contains("dead-link") && !screen.contains(ESCAPE),
            "{screen}"
        );
    }
    for (value, colored) in [("", false), ("0", false), ("1", true)] {
        let run = site.run_where(&["check"], &[("CLICOLOR_FORCE", value)]);
        assert_eq!(run.stderr.contains(ESCAPE), colored, "{value}");
    }
}

/// A template that counts to a number for each page, a hundred times.
fn counting_to(n: usize) -> Site {
    let page = format!(
        "{{% extends \"layouts/base.html\" %}}\n{{% block data %}}{{% for i in range(end=100) %}}{{% for j in range(end={n}) %}}{{% if j == 1 %}}.{{% endif %}}{{% endfor %}}{{% endfor %}}{{% endblock data %}}\n"
    );
    let mut site = Site::fixture("pair").write("templates/pages/page.html", page);
    for n in 0..20 {
        for lang in ["it", "en"] {
            let text = format!(
                "---\ntitle: \"p{n} {lang}\"\ndescription: \"p{n} ({lang}): a page of a small site for tests, which shows that long work shows a bar.\"\nupdated: 2026-11-25\n---\n\nA page.\n"
            );
            site = site.write(&format!("content/p{n}.{lang}.md"), text);
        }
    }
    site
}

#[test]
fn long_work_shows_a_bar_and_wipes_it_out() {
    // However fast the machine is, there is a number that it takes some seconds to count to.
    let mut n = 50;
    let site = loop {
        let site = counting_to(n);
        let begun = Instant::now();
        let run = site.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        // Where nobody sits at a terminal there is no bar.
        assert!(!run.stderr.contains(ESCAPE) && !run.stderr.contains("rendering"));
        if begun.elapsed() > Duration::from_secs(3) {
            break site;
        }
        assert!(n < 100_000, "no template is slow here");
        n = (n * 2).min(100_000);
    };
    let screen = on_terminal(&site, "build", &[]);
    let bar = screen
        .find("rendering [")
        .unwrap_or_else(|| panic!("no bar: {screen:?}"));
    assert!(screen[bar..].contains("/92"), "{screen:?}");
    let wiped = screen.rfind("\u{1b}[2K").expect("it is wiped out");
    assert!(
        wiped > bar && !screen[wiped..].contains("rendering"),
        "{screen:?}"
    );
    assert!(screen[wiped..].contains("built 46 pages"), "{screen:?}");
    for (args, environment) in [
        ("build --quiet", &[][..]),
        ("build", &[("TERM", "dumb")]),
        ("build --format json", &[]),
    ] {
        let screen = on_terminal(&site, args, environment);
        assert!(!screen.contains("rendering"), "{args}: {screen:?}");
        assert!(!screen.contains("\u{1b}[2K"), "{args}: {screen:?}");
    }
}

#[test]
#[cfg(feature = "external")]
fn addresses_that_are_tried_are_counted() {
    use crate::mock::{Reply, Server};
    let server = Server::start(|_, _| Reply::status(200));
    let links: String = (0..6)
        .map(|n| format!("\n- [page]({})", server.url(&format!("/{n}"))))
        .collect();
    let site = crate::rules::small_site().change_file("content/_index.en.md", |text| {
        text.to_owned() + &links + "\n"
    });
    let site = site.change_file("content/site.yaml", |text| {
        text.to_owned() + "external: {skip: [https://]}\n"
    });
    let screen = on_terminal(&site, "check --external --external-pause 700", &[]);
    assert!(screen.contains("trying addresses ["), "{screen:?}");
    assert!(screen.contains("/6"), "{screen:?}");
    assert!(screen.contains("6 tried"), "{screen:?}");
}

#[test]
fn short_work_shows_no_bar() {
    for args in ["build", "check", "status", "accept --all"] {
        let screen = on_terminal(&Site::fixture("pair"), args, &[]);
        assert!(
            !screen.contains("reading") && !screen.contains("rendering"),
            "{screen:?}"
        );
    }
}

/// The names at the beginnings of the lines that `--verbose` adds to a report.
fn told(report: &str) -> Vec<&str> {
    let lines = report.lines().filter_map(|line| line.split_once("  "));
    lines.map(|(name, _)| name.trim()).collect()
}

#[test]
fn verbose_says_what_each_stage_took_and_where() {
    let site = Site::fixture("pair");
    let program = concat!("spiega ", env!("CARGO_PKG_VERSION"));
    let stages = [
        program,
        "site",
        "reading",
        "resolving",
        "rendering",
        "checking",
    ];
    let run = site.run(&["build", "--verbose"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(
        told(&run.stdout),
        [&stages[..], &["writing"]].concat(),
        "{}",
        run.stdout
    );
    let root = site.path("").canonicalize().expect("the root");
    let root = root.to_string_lossy();
    assert!(
        run.stdout.contains(&format!("{root}/public\n")),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("6 pages"), "{}", run.stdout);
    for command in [
        &["check", "-v"][..],
        &["status", "-v"],
        &["count", "-v"],
        &["accept", "--all", "-v"],
    ] {
        let run = site.run(command);
        let told = told(&run.stdout);
        assert_eq!(told[..6], stages, "{command:?}: {}", run.stdout);
        assert_eq!(run.stderr, "", "{command:?}");
    }
    let plain = site.run(&["check"]);
    assert_eq!(plain.stdout.lines().count(), 1, "{}", plain.stdout);
}

#[test]
fn verbose_says_it_when_there_are_errors_too_and_never_among_what_machines_read() {
    let site = broken();
    for format in ["text", "json", "github"] {
        let run = site.run(&["build", "--verbose", "--format", format]);
        assert_eq!(run.code, 1);
        assert!(run.stdout.contains("rendering"), "{format}: {}", run.stdout);
        assert!(
            !run.stderr.contains("rendering"),
            "{format}: {}",
            run.stderr
        );
    }
    let site = Site::fixture("pair");
    for command in ["status", "count"] {
        let run = site.run(&[command, "-v", "--format", "json"]);
        for line in run.stdout.lines() {
            let _: serde_json::Value = serde_json::from_str(line).expect("JSON alone");
        }
        assert!(!run.stdout.is_empty(), "{command}");
    }
    let empty = Site::empty("empty").run(&["check", "-v"]);
    assert!(empty.stdout.contains("site"), "{}", empty.stdout);
}

#[test]
fn quiet_and_verbose_exclude_each_other() {
    let run = Site::fixture("pair").run(&["build", "--quiet", "--verbose"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot be used with"), "{}", run.stderr);
}

#[test]
fn what_machines_read_is_nothing_but_messages() {
    let harmful = ["build", "--output", "content/public"];
    let file = ["build", "--output", "content/site.yaml/public"];
    for (site, command, codes) in [
        (broken(), &["build"][..], "dead-link"),
        (Site::fixture("pair"), &harmful, "output-refused"),
        (Site::fixture("pair"), &file, "output-failed"),
        (Site::empty("empty"), &["status"], "unreadable"),
        (Site::fixture("pair"), &["accept", "nope"], "unknown-page"),
    ] {
        let json = site.run(&[command, &["--format", "json"]].concat());
        for line in json.stderr.lines() {
            let object: serde_json::Value =
                serde_json::from_str(line).expect("one object on each line");
            assert_eq!(object["code"], codes, "{command:?}");
        }
        let github = site.run(&[command, &["--format", "github"]].concat());
        let title = format!("::error title={codes}");
        assert!(
            github.stderr.lines().all(|line| line.starts_with(&title)),
            "{}",
            github.stderr
        );
        assert!(!json.stderr.is_empty() && json.code == github.code && json.code > 0);
    }
}
