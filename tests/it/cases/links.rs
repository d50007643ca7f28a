//! Links that lead nowhere, into the site and out of it.

use super::{all, crawl, ids, link, pair, said, site, text};
use crate::support::{Run, Site};

/// A site with a page `b` that holds anchors of all kinds, a list page, files, and a page `a` with this Italian text.
fn linking(body: &str) -> Site {
    let site = pair(
        site(&["it", "en"]),
        "b",
        "## Uno {#uno}\n\nX.[^1]\n\n[^1]: Nota.\n\n### Due\n\nY. <a id=\"grezzo\"></a>\n\n<div id=\"riquadro\">\n\nZ.\n\n</div>",
        "## One {#one}\n\nX.[^1]\n\n[^1]: Note.\n\n### Two\n\nY. <a id=\"raw\"></a>",
    );
    let site = pair(site, "d/_index", "L.", "L.");
    let site = pair(site, "d/e", "E.", "E.");
    let site = site
        .write("content/d/f.txt", "F")
        .write("content/static/s/g.html", "<p id=\"k\">K</p>");
    pair(site, "a", body, "A.")
}

/// The one error of a link that is line 7 of `a.it.md`, with its column and what it says.
fn error(body: &str, code: &str, column: usize) -> String {
    let run = linking(body).run(&["check"]);
    let messages = said(&run, code);
    assert_eq!((run.code, messages.len()), (1, 1), "{body}: {}", run.stderr);
    let place = format!("--> content/a.it.md:7:{column}\n");
    assert!(
        messages[0].contains(&place) && messages[0].contains("= help: "),
        "{}",
        messages[0]
    );
    messages.concat()
}

fn href(body: &str) -> String {
    let built = linking(body).build();
    crawl(&built);
    link(&built, "it/a/index.html", "x").get("href").to_owned()
}

// P36: fragments of the page itself, wherever the link stands.
#[test]
fn p36_fragments_of_the_page_itself_are_checked() {
    for (body, column) in [
        ("[x](#abcd)", 1),
        ("Prima [x](#abcd).", 7),
        ("[x](a.it.md#abcd)", 1),
        ("[x](a.en.md#abcd)", 1),
        ("[x](#%61bcd)", 1),
        ("[x](/it/a/#abcd)", 1),
        ("<a href=\"#abcd\">x</a>", 1),
        ("- uno\n- [x](#abcd)", 3),
        ("[x][r]\n\n[r]: #abcd", 1),
        ("| a |\n|---|\n| [x](#abcd) |", 3),
        ("> [x](#abcd)", 3),
        ("x[^1]\n\n[^1]: [x](#abcd)", 7),
    ] {
        let run = linking(body).run(&["check"]);
        let messages = said(&run, "dead-anchor");
        assert_eq!((run.code, messages.len()), (1, 1), "{body}: {}", run.stderr);
        assert!(
            messages[0].contains("there is no `#abcd` on the page /it/a/"),
            "{}",
            messages[0]
        );
        let line = 7 + body
            .lines()
            .position(|line| {
                line.contains("[x](") || line.contains("[x][") || line.contains("href")
            })
            .unwrap_or(0);
        assert!(
            messages[0].contains(&format!("content/a.it.md:{line}:{column}\n")),
            "{}",
            messages[0]
        );
    }
    let message = error("[x](#qualita) ## no", "dead-anchor", 1);
    assert!(message.contains("no headings"), "{message}");
    for (body, target) in [
        ("[x](#l-atto)\n\n## L'atto\n\nX.", "#l-atto"),
        ("[x](#)", "#"),
        ("[x](#main)", "#main"),
    ] {
        assert_eq!(href(body), target);
    }
}

// P37: an address from the top that leads nowhere, and how many links were looked at.
#[test]
fn p37_addresses_from_the_top_are_checked() {
    for written in [
        "/non-esiste/",
        "/non-esiste",
        "/it/non-esiste/",
        "/repo/non-esiste/",
        "/non-esiste.pdf",
        "/../a/",
        "/it//b/",
        "https://u.github.io/repo/non-esiste/",
        "http://u.github.io:80/repo/non-esiste",
        "HTTPS://U.GitHub.io/repo/non-esiste/#x",
    ] {
        let message = error(&format!("[x]({written})"), "dead-link", 1);
        assert!(
            message.contains(&format!("`{written}` leads nowhere")),
            "{message}"
        );
        error(&format!("<a href=\"{written}\">x</a>"), "dead-link", 1);
    }
    error("![x](/non-esiste.png)", "dead-link", 1);
    error("[x][r]\n\n[r]: /non-esiste/", "dead-link", 1);
}

#[test]
fn p37_the_summary_counts_links_by_kind() {
    let count = |body: &str| {
        let run = linking(body).run(&["check"]);
        let (_, rest) = run.stdout.split_once("), ").expect("the pages");
        let (links, _) = rest.split_once(" to other sites").expect("the links");
        let numbers = links.split(|c: char| !c.is_ascii_digit());
        let numbers = numbers.filter_map(|number| number.parse::<usize>().ok());
        numbers.collect::<Vec<usize>>()
    };
    let before = count("X.");
    assert_eq!(before.len(), 3, "all, of them to fragments, to other sites");
    for (body, added) in [
        ("[x](d/f.txt)", [1, 0, 0]),
        ("[x](#y)\n\n<a id=\"y\"></a>", [1, 1, 0]),
        ("[x](/s/g.html)", [1, 0, 0]),
        ("[x](b.it.md#uno)", [2, 1, 0]),
        ("[x](https://other.example/)", [1, 0, 1]),
        ("[x](mailto:a@b.example)", [1, 0, 1]),
    ] {
        let after = count(body);
        let difference: Vec<usize> = after
            .iter()
            .zip(&before)
            .map(|(after, before)| after - before)
            .collect();
        assert_eq!(difference, added, "{body}");
    }
}

// P38: ids of raw HTML, of notes, of lists and of the templates are known; what only looks like one is not.
#[test]
fn p38_ids_of_html_and_templates_are_known() {
    for (body, target) in [
        ("[x](b.it.md#grezzo)", "../b/#grezzo"),
        ("[x](b.it.md#riquadro)", "../b/#riquadro"),
        ("[x](b.it.md#main)", "../b/#main"),
        ("[x](b.it.md#_n1)", "../b/#_n1"),
        ("[x](#q) <A ID='q'></A>", "#q"),
        ("[x](#q)\n\n- <span id=q>s</span>", "#q"),
        ("[x](#q)\n\n| a |\n|---|\n| <span id=\"q\">s</span> |", "#q"),
        ("[x](#q)\n\nT\n: <a id=\"q\"></a>d", "#q"),
        ("[x](#q) y[^1]\n\n[^1]: <a id=\"q\"></a>n", "#q"),
        ("[x](#è) <a id=\"e\u{300}\"></a>", "#%C3%A8"),
        ("[x](#%C3%A8) <a id=\"è\"></a>", "#%C3%A8"),
    ] {
        assert_eq!(href(body), target);
    }
    for body in [
        "[x](#q) `<a id=\"q\">`",
        "[x](#q) <!-- <a id=\"q\"></a> -->",
        "[x](#q) <a id=\"Q\"></a>",
        "[x](#fn1) y[^1]\n\n[^1]: n",
    ] {
        error(body, "dead-anchor", 1);
    }
    let layout = linking("[x](b.it.md#piede) [y](#piede)")
        .change_file("templates/layouts/base.html", |text| {
            text.replace("</body>", "<div id=\"piede\"></div></body>")
        });
    crawl(&layout.build());
}

// P38: an id that no address can name, or that the page has already, is an error where it stands.
#[test]
fn p38_wrong_ids_are_errors() {
    for (body, code) in [
        ("<a id=\"a b\"></a>", "bad-id"),
        ("<a id=\"\"></a>", "bad-id"),
        ("<span id=\"_s1\">x</span>", "reserved-id"),
        ("<span id=\"main\">x</span>", "reserved-id"),
        ("## X {#main}", "reserved-id"),
    ] {
        error(body, code, 1);
    }
    error("<a id=\"q\"></a><a id=\"q\"></a>", "duplicate-id", 15);
    let built = linking("## Main\n\nX.").build();
    assert!(ids(&built, "it/a/index.html").contains(&"main-2".to_owned()));
}

// P39: fragments of another page, in the reader's language and by the name of the other.
#[test]
fn p39_fragments_of_other_pages_are_checked() {
    for written in [
        "b.it.md#zzz",
        "b.en.md#zzz",
        "./b.it.md#zzz",
        "b.it.md?q#zzz",
        "/it/b/#zzz",
        "/b#zzz",
        "https://u.github.io/repo/it/b/#zzz",
    ] {
        let message = error(&format!("[x]({written})"), "dead-anchor", 1);
        assert!(
            message.contains("there is no `#zzz` on the page /it/b/"),
            "{message}"
        );
        assert!(
            message.contains("its ids are: due, grezzo, one, riquadro, two, uno"),
            "{message}"
        );
    }
    for (written, near) in [
        ("b.it.md#Uno", "uno"),
        ("b.it.md#grezo", "grezzo"),
        ("/en/b/#onne", "one"),
    ] {
        let message = error(&format!("[x]({written})"), "dead-anchor", 1);
        assert!(
            message.contains(&format!("did you mean `#{near}`?")),
            "{message}"
        );
    }
    // What the English text alone has is not on the Italian page; headings answer to both ids.
    error("[x](b.en.md#raw)", "dead-anchor", 1);
    for (written, target) in [
        ("b.it.md#uno", "../b/#uno"),
        ("b.it.md#one", "../b/#one"),
        ("b.en.md#due", "../b/#due"),
        ("b.it.md#two", "../b/#two"),
        ("b.it.md#u%6Eo", "../b/#uno"),
        ("/en/b/#raw", "../../en/b/#raw"),
        ("/en/b/#uno", "../../en/b/#uno"),
        ("b.it.md?q=1#uno", "../b/?q=1#uno"),
        ("d/f.txt?v=2#page=3", "../d/f.txt?v=2#page=3"),
        ("static/s/g.html#k", "../../s/g.html#k"),
        ("?q=1", "./?q=1"),
    ] {
        assert_eq!(href(&format!("[x]({written})")), target);
    }
}

// P39: a path that leads nowhere comes with the one that was meant.
#[test]
fn p39_dead_paths_show_what_was_meant() {
    for (written, near) in [
        ("d", "d/_index.it.md"),
        ("d/", "d/_index.it.md"),
        ("./", "_index.it.md"),
        ("d/e", "d/e.it.md"),
        ("d/e/", "d/e.it.md"),
        ("d/e.html", "d/e.it.md"),
        ("d/e.md", "d/e.it.md"),
        ("d/e.fr.md", "d/e.it.md"),
        ("d/e.it.MD", "d/e.it.md"),
        ("d/e.it.md/", "d/e.it.md"),
        ("D/e.it.md", "d/e.it.md"),
        ("s/g.html", "static/s/g.html"),
        ("/static/s/g.html", "static/s/g.html"),
        ("/d/ee/", "d/e.it.md"),
        ("d/ff.txt", "d/f.txt"),
    ] {
        let message = error(&format!("[x]({written})"), "dead-link", 1);
        assert!(
            message.contains(&format!("`{near}`")),
            "{written}: {message}"
        );
    }
    for path in ["../x", "../../b.it.md", ".."] {
        let message = error(&format!("[x]({path})"), "dead-link", 1);
        assert!(message.contains("leads out of content/"), "{message}");
    }
    for (written, right) in [("D/F.txt", "d/f.txt"), ("d/e.IT.md", "d/e.it.md")] {
        let message = error(&format!("[x]({written})"), "wrong-case", 1);
        let help = format!("write the name as the file has it: `{right}`");
        assert!(message.contains(&help), "{message}");
    }
}

// P37: what the program makes can be linked to.
#[test]
fn p37_files_of_the_program_are_known() {
    let site = text(
        linking("[x](/it/feed.xml) [y](/repo/sitemap.xml) [z](/facts.json) [w](/feed.xml)"),
        "facts",
        "it",
        "view: facts\nlanguages: [it]",
        "X.",
    );
    let built = site.build();
    crawl(&built);
    let found = all(&built, "it/a/index.html", "a");
    let found: Vec<&str> = found
        .iter()
        .map(|link| link.get("href"))
        .filter(|href| href.contains('.') && !href.ends_with('/'))
        .collect();
    let expected = [
        "../feed.xml",
        "../../sitemap.xml",
        "../../facts.json",
        "../feed.xml",
    ];
    assert!(
        expected.iter().all(|href| found.contains(href)),
        "{found:?}"
    );
    error("[x](/facts.json)", "dead-link", 1);
}

#[cfg(feature = "external")]
mod other_sites {
    use std::time::Duration;

    use super::{Run, linking, said};
    use crate::mock::{Reply, Server};
    use crate::support::{Site, codes_in};

    fn tried(site: &Site, day: &str) -> Run {
        site.run(&[
            "check",
            "--external",
            "--external-pause",
            "0",
            "--external-timeout",
            "2000",
            "--today",
            day,
        ])
    }

    fn linking_to(server: &Server, paths: &[&str]) -> Site {
        let links: String = paths
            .iter()
            .map(|path| format!("- [p]({})\n", server.url(path)))
            .collect();
        linking(&links)
    }

    /// The codes of what is said of other sites, in order of their places.
    fn codes(run: &Run) -> Vec<&str> {
        let known = [
            "gone-address",
            "unverified-address",
            "unknown-anchor",
            "moved-address",
        ];
        let codes = codes_in(&run.stderr).map(|(_, code)| code);
        codes.filter(|code| known.contains(code)).collect()
    }

    // P40: anchors of GitHub's pages are under another id, or made by a script.
    #[test]
    fn p40_anchors_that_no_page_holds_are_not_missed() {
        let page = "<h2><a id=\"user-content-install\" href=\"#install\"></a>Install</h2><p id=\"L\u{e0}\">";
        let server = Server::start(move |_, _| Reply::file("text/html", page));
        for path in [
            "/r#install",
            "/r#user-content-install",
            "/r#L10",
            "/r#L10-L20",
            "/r#L10C3-L20C7",
            "/r#:~:text=words",
            "/r#install:~:text=words",
            "/r#!/state",
            "/r#/state",
            "/r#L%C3%A0",
            "/r#",
        ] {
            let run = tried(&linking_to(&server, &[path]), "2026-11-26");
            assert_eq!(codes(&run), [] as [&str; 0], "{path}: {}", run.stderr);
        }
        for path in ["/r#uninstall", "/r#Install", "/r#line-10"] {
            let run = tried(&linking_to(&server, &[path]), "2026-11-26");
            assert_eq!(codes(&run), ["unknown-anchor"], "{path}: {}", run.stderr);
            let skipping = linking_to(&server, &[path]).change_file("content/site.yaml", |text| {
                format!(
                    "{text}external: {{skip_anchors: [\"{}\"]}}\n",
                    server.url("/r")
                )
            });
            let run = tried(&skipping, "2026-11-26");
            assert_eq!(codes(&run), [] as [&str; 0], "{path}: {}", run.stderr);
        }
    }

    // P41: an answer that proves nothing is no dead link, and a dead link is one.
    #[test]
    fn p41_what_could_not_be_verified_is_not_called_dead() {
        let reply = |_: &str, path: &str| match path {
            "/slow" => Reply {
                after: Duration::from_secs(5),
                ..Reply::status(200)
            },
            "/round" => Reply::to(302, "/round"),
            "/moved-and-gone" => Reply::to(301, "/404"),
            _ => Reply::status(path[1..].parse().unwrap_or(200)),
        };
        let server = Server::start(reply);
        let other = Server::start(|_, _| Reply::status(429));
        for path in [
            "/400", "/401", "/403", "/405", "/406", "/418", "/451", "/500", "/502", "/503", "/999",
            "/slow", "/round",
        ] {
            let run = tried(&linking_to(&server, &[path]), "2026-11-26");
            assert_eq!(
                codes(&run),
                ["unverified-address"],
                "{path}: {}",
                run.stderr
            );
            assert_eq!(run.code, 0);
        }
        let run = tried(&linking_to(&other, &["/a", "/b"]), "2026-11-26");
        assert_eq!(codes(&run), ["unverified-address"; 2], "{}", run.stderr);
        for path in ["/404", "/410", "/moved-and-gone"] {
            let run = tried(&linking_to(&server, &[path]), "2026-11-26");
            assert_eq!(codes(&run), ["gone-address"], "{path}: {}", run.stderr);
            assert!(said(&run, "gone-address")[0].contains("content/a.it.md:7:3"));
        }
    }

    // P41: what was found is kept with its date, and nothing but this check asks.
    #[test]
    fn p41_answers_are_kept_with_their_date_and_builds_ask_for_nothing() {
        let server = Server::start(|_, path| Reply::status(path[1..].parse().unwrap_or(200)));
        let site = linking_to(&server, &["/200", "/403", "/404"]);
        for command in [
            &["build"] as &[&str],
            &["build", "--portable"],
            &["check"],
            &["status"],
            &["count"],
            &["accept", "--all"],
        ] {
            site.run(command);
        }
        assert_eq!(server.take_lines(), [] as [&str; 0]);
        tried(&site, "2026-11-26");
        assert!(!server.take_lines().is_empty());
        assert_eq!(
            site.read(".spiega-links.json")
                .matches("\"date\": \"2026-11-26\"")
                .count(),
            3
        );
        let again = tried(&site, "2026-11-27");
        assert_eq!(server.take_lines(), [] as [&str; 0]);
        assert_eq!(
            codes(&again),
            ["unverified-address", "gone-address"],
            "{}",
            again.stderr
        );
        // What the site itself answers for is looked up among its files, whatever the address is written with.
        let own = linking("[x](http://U.github.io:80/repo/it/b)");
        tried(&own, "2026-11-26");
        let known = std::fs::read_to_string(own.path(".spiega-links.json")).unwrap_or_default();
        assert!(!known.contains("github.io"), "{known}");
    }
}
