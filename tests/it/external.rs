//! `check --external` against servers on this machine: what it says of each answer, what it asks, what it remembers.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::mock::{AtOnce, Reply, Server};
use crate::rules::small_site;
use crate::support::Site;

const TODAY: &str = "2026-11-25";
const MEMORY: &str = ".spiega-links.json";

/// The small site, whose own address is not tried, with links to these addresses in its English text.
fn linking_to<'a>(urls: impl IntoIterator<Item = &'a str>) -> Site {
    let links: String = urls
        .into_iter()
        .map(|url| format!("\n- [page]({url})"))
        .collect();
    small_site()
        .change_file("content/_index.en.md", |old| format!("{old}\n{links}\n"))
        .change_file("content/site.yaml", |old| {
            old.to_owned()
                + "repository: https://github.com/owner/site\nexternal: {skip: [https://news.example/]}\n"
        })
}

/// Severity, code, message and line of what is said of other sites.
type Said = Vec<(String, String, String, u64)>;

fn try_on(site: &Site, day: &str, more: &[&str]) -> Said {
    let mut command = vec!["check", "--external", "--format", "json", "--today", day];
    command.extend(["--external-pause", "0", "--external-timeout", "3000"]);
    command.extend(more);
    let objects = site.run(&command).objects().into_iter();
    let text =
        |object: &serde_json::Value, key: &str| object[key].as_str().unwrap_or_default().to_owned();
    objects
        .map(|object| {
            (
                text(&object, "severity"),
                text(&object, "code"),
                text(&object, "message"),
                object["line"].as_u64().unwrap_or_default(),
            )
        })
        .collect()
}

/// What is said of each address that anything is said of.
fn by_path(server: &Server, said: &Said) -> BTreeMap<String, (String, String)> {
    let base = server.url("");
    let path = |message: &str| {
        let url = message
            .split('`')
            .nth(1)
            .expect("the message names an address");
        url.strip_prefix(&base).expect("of this server").to_owned()
    };
    said.iter()
        .map(|(severity, code, message, _)| {
            let known = [
                "gone-address",
                "moved-address",
                "unverified-address",
                "unknown-anchor",
            ];
            assert!(known.contains(&code.as_str()), "{message}");
            (
                path(message),
                (format!("{severity}[{code}]"), message.clone()),
            )
        })
        .collect()
}

fn check_classes(reply: fn(&str, &str) -> Reply, cases: &[(&str, &str, &str)]) {
    let server = Server::start(reply);
    let urls: Vec<String> = cases.iter().map(|(path, ..)| server.url(path)).collect();
    let site = linking_to(urls.iter().map(String::as_str));
    let said = try_on(&site, TODAY, &[]);
    let found = by_path(&server, &said);
    for (path, code, words) in cases {
        let path = path.split('#').next().unwrap_or_default();
        let (said, message) = found.get(path).cloned().unwrap_or_default();
        assert_eq!(&said, code, "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
    }
    let expected = cases.iter().filter(|(_, code, _)| !code.is_empty()).count();
    assert_eq!(said.len(), expected, "{said:?}");
}

const GONE: &str = "warning[gone-address]";
const MOVED: &str = "note[moved-address]";
const UNVERIFIED: &str = "note[unverified-address]";
const ANCHOR: &str = "note[unknown-anchor]";

#[test]
fn each_answer_has_its_class() {
    let reply = |method: &str, path: &str| match (method, path) {
        (_, "/ok" | "/ok?a=1&b=2") => Reply::status(200),
        (_, "/empty") => Reply::status(204),
        (_, "/gone") => Reply::status(410),
        (_, "/password") => Reply::status(401),
        (_, "/private") => Reply::status(403),
        (_, "/broken") => Reply::status(500),
        (_, "/closed") => Reply::status(503),
        (_, "/unchanged") => Reply::status(304),
        (_, "/slow") => Reply {
            after: Duration::from_secs(6),
            ..Reply::status(200)
        },
        ("HEAD", "/no-head") => Reply::status(405),
        ("HEAD", "/knows-no-head") => Reply::status(501),
        ("HEAD", "/hides-from-head") => Reply::status(404),
        (_, "/no-head" | "/knows-no-head" | "/hides-from-head") => Reply::status(200),
        ("HEAD", "/no-head-and-gone") => Reply::status(405),
        _ => Reply::status(404),
    };
    check_classes(
        reply,
        &[
            ("/ok", "", ""),
            ("/ok?a=1&b=2", "", ""),
            ("/empty", "", ""),
            ("/missing", GONE, "answers 404"),
            ("/gone", GONE, "answers 410"),
            ("/password", UNVERIFIED, "answers 401"),
            ("/private", UNVERIFIED, "answers 403"),
            ("/broken", UNVERIFIED, "answers 500"),
            ("/closed", UNVERIFIED, "answers 503"),
            ("/unchanged", UNVERIFIED, "answers 304"),
            ("/slow", UNVERIFIED, "no answer in time"),
            ("/no-head", "", ""),
            ("/knows-no-head", "", ""),
            ("/hides-from-head", "", ""),
            ("/no-head-and-gone", GONE, "answers 404"),
        ],
    );
}

#[test]
fn redirects_are_followed_and_only_lasting_ones_are_news() {
    let reply = |_: &str, path: &str| match path {
        "/ok" => Reply::status(200),
        "/forever" => Reply::to(301, "/ok"),
        "/forever-too" => Reply::to(308, "ok"),
        "/for-now" => Reply::to(302, "/ok"),
        "/for-now-too" => Reply::to(307, "/ok"),
        "/see-other" => Reply::to(303, "/ok"),
        "/forever-then-for-now" => Reply::to(301, "/for-now"),
        "/for-now-then-forever" => Reply::to(302, "/forever"),
        "/forever-to-nothing" => Reply::to(301, "/missing"),
        "/forever-to-private" => Reply::to(301, "/private"),
        "/private" => Reply::status(403),
        "/itself" => Reply::to(302, "/itself"),
        "/circle" => Reply::to(301, "/circle/2"),
        "/circle/2" => Reply::to(301, "/circle"),
        "/nowhere" => Reply::status(302),
        "/mail" => Reply::to(302, "mailto:a@b.example"),
        "/ftp" => Reply::to(302, "ftp://b.example/"),
        "/five" => Reply::to(302, "/4"),
        "/six" => Reply::to(302, "/five"),
        "/4" => Reply::to(302, "/3"),
        "/3" => Reply::to(302, "/2"),
        "/2" => Reply::to(302, "/1"),
        "/1" => Reply::to(302, "/ok"),
        _ => Reply::status(404),
    };
    check_classes(
        reply,
        &[
            ("/forever", MOVED, "/ok`"),
            ("/forever-too", MOVED, "/ok`"),
            ("/for-now", "", ""),
            ("/for-now-too", "", ""),
            ("/see-other", "", ""),
            ("/forever-then-for-now", MOVED, "/for-now`"),
            ("/for-now-then-forever", "", ""),
            ("/forever-to-nothing", GONE, "answers 404"),
            ("/forever-to-private", UNVERIFIED, "answers 403"),
            ("/itself", UNVERIFIED, "in a circle"),
            ("/circle", UNVERIFIED, "in a circle"),
            ("/nowhere", UNVERIFIED, "without saying where"),
            ("/mail", UNVERIFIED, "mailto:a@b.example"),
            ("/ftp", UNVERIFIED, "ftp://b.example/"),
            ("/five", "", ""),
            ("/six", UNVERIFIED, "more than 5 redirects"),
        ],
    );
}

#[test]
fn fragments_are_looked_for_where_that_can_be_done() {
    let page = "<!doctype html><h2 id=\"usage\">U</h2><a name=old></a><h2 id=\"user-content-install\">I</h2>";
    let reply = move |method: &str, path: &str| match (method, path) {
        ("HEAD", _) => Reply::status(405),
        (_, "/paper") => Reply::file("application/pdf", "%PDF"),
        (_, "/missing") => Reply::status(404),
        (_, "/elsewhere") => Reply::to(302, "/page"),
        _ => Reply::file("text/html; charset=utf-8", page),
    };
    let server = Server::start(reply);
    for (link, expected) in [
        ("/page#usage", None),
        ("/page#old", None),
        ("/page#install", None),
        ("/page#user-content-install", None),
        ("/page#user-content-other", None),
        ("/page#L10-L20", None),
        ("/page#L7", None),
        ("/page#:~:text=words", None),
        ("/page#", None),
        ("/elsewhere#usage", None),
        ("/paper#page=3", None),
        ("/page#other", Some((ANCHOR, "`#other`"))),
        ("/elsewhere#other", Some((ANCHOR, "`#other`"))),
        ("/missing#usage", Some((GONE, "answers 404"))),
    ] {
        let url = server.url(link);
        let said = try_on(&linking_to([url.as_str()]), TODAY, &[]);
        let found = said
            .iter()
            .map(|(severity, code, message, _)| (format!("{severity}[{code}]"), message.clone()));
        let found: Vec<_> = found.collect();
        match expected {
            None => assert_eq!(found, [], "{link}"),
            Some((code, words)) => {
                assert_eq!(
                    (found.len(), found[0].0.as_str()),
                    (1, code),
                    "{link}: {found:?}"
                );
                assert!(found[0].1.contains(words), "{link}: {found:?}");
            }
        }
    }
}

#[test]
fn addresses_and_anchors_are_left_out_by_their_beginning() {
    for (external, asked, said) in [
        ("{}", &["GET /docs/a", "HEAD /private"] as &[&str], 2),
        (
            "{skip_anchors: [BASE/docs/]}",
            &["HEAD /docs/a", "HEAD /private"],
            1,
        ),
        ("{skip: [BASE/private]}", &["GET /docs/a"], 1),
        ("{skip: [BASE/]}", &[], 0),
    ] {
        let server = Server::start(|_, path| match path {
            "/docs/a" => Reply::file("text/html", "<p>"),
            _ => Reply::status(401),
        });
        let urls = [server.url("/docs/a#none"), server.url("/private")];
        let external = external.replace("BASE", &server.url(""));
        let site = linking_to(urls.iter().map(String::as_str))
            .write("content/sources.yaml", "{}")
            .change_file("content/site.yaml", |old| {
                old.replace("{skip: [https://news.example/]}", &external)
            });
        let found = try_on(&site, TODAY, &[]);
        let of_others = found.iter().filter(|(_, code, ..)| {
            ["unknown-anchor", "unverified-address"].contains(&code.as_str())
        });
        assert_eq!(of_others.count(), said, "{external}: {found:?}");
        assert_eq!(server.take_lines(), asked, "{external}");
    }
}

#[test]
fn no_server_and_no_safe_connection_are_no_proof_of_anything() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        format!("http://{}/", listener.local_addr().expect("its address"))
    };
    let plain = Server::start(|_, _| Reply::status(200));
    let not_tls = plain.url("/").replace("http:", "https:");
    for url in [closed.as_str(), not_tls.as_str(), "http://127.0.0.1:99999/"] {
        let said = try_on(&linking_to([url]), TODAY, &[]);
        let codes: Vec<&str> = said.iter().map(|(_, code, ..)| code.as_str()).collect();
        assert_eq!(codes, ["unverified-address"], "{url}: {said:?}");
    }
}

#[test]
fn sources_and_their_copies_are_tried_and_reported_at_their_lines() {
    let server = Server::start(|_, path| match path {
        "/ok" => Reply::status(200),
        _ => Reply::status(404),
    });
    for (url, archive, lines) in [
        ("/ok", "/ok?copy", &[9_u64] as &[u64]),
        ("/lost", "/ok", &[5]),
        ("/lost", "/lost?copy", &[5, 9]),
        ("/ok", "/ok", &[]),
    ] {
        let archive = format!("  archive: {}\n", server.url(archive));
        let site = linking_to([]).change_file("content/sources.yaml", |old| {
            old.replace("https://news.example/daily", &server.url(url)) + &archive
        });
        let said = try_on(&site, TODAY, &[]);
        let found: Vec<u64> = said.iter().map(|(.., line)| *line).collect();
        assert_eq!(found, lines, "{said:?}");
    }
}

#[test]
fn what_was_found_is_remembered_for_some_days() {
    let server = Server::start(|_, path| match path {
        "/ok" => Reply::status(200),
        "/page" => Reply::file("text/html", "<h2 id=a>"),
        "/moved" => Reply::to(301, "/ok"),
        "/private" => Reply::status(401),
        _ => Reply::status(404),
    });
    let urls = ["/ok", "/page#a", "/moved", "/private", "/missing"].map(|path| server.url(path));
    let site = linking_to(urls.iter().map(String::as_str));
    let all = [
        "GET /missing",
        "GET /page",
        "HEAD /missing",
        "HEAD /moved",
        "HEAD /ok",
        "HEAD /ok",
        "HEAD /private",
    ];
    let bad = [
        "GET /missing",
        "HEAD /missing",
        "HEAD /moved",
        "HEAD /ok",
        "HEAD /private",
    ];
    let mut first = None;
    for (day, asked) in [
        (TODAY, &all as &[&str]),
        (TODAY, &[]),
        ("2026-12-01", &[]),
        ("2026-12-02", &bad),
        ("2026-12-08", &[]),
        ("2026-12-09", &bad),
        ("2026-12-15", &[]),
        ("2026-12-25", &all),
        // A day before the one that was written down: nothing is known of it.
        (TODAY, &all),
    ] {
        let said = try_on(&site, day, &[]);
        assert_eq!(server.take_lines(), asked, "{day}");
        assert_eq!(&said, first.get_or_insert_with(|| said.clone()), "{day}");
    }
    let text = site.read(MEMORY);
    assert!(text.contains("\"date\": \"2026-11-25\""), "{text}");
    let with_other = site.change_file("content/_index.en.md", |old| {
        old.replace("/page#a", "/page#b")
    });
    assert_eq!(try_on(&with_other, TODAY, &[]).len(), 4);
    assert_eq!(
        server.take_lines(),
        ["GET /page"],
        "another fragment is another question"
    );
    let without = with_other.change_file("content/_index.en.md", |old| old.replace("/ok", "/new"));
    try_on(&without, TODAY, &[]);
    let text = without.read(MEMORY);
    assert!(
        !text.contains("/ok\": {") && text.contains("/new\": {"),
        "{text}"
    );
}

#[test]
fn a_memory_that_cannot_be_understood_is_made_anew() {
    let server = Server::start(|_, _| Reply::status(200));
    let url = server.url("/ok");
    for text in [
        "",
        "{",
        "[]",
        "{\"version\": 2, \"addresses\": {}}",
        "\u{0}",
    ] {
        let site = linking_to([url.as_str()]).write(MEMORY, text);
        let codes = |said: Said| {
            said.into_iter()
                .map(|(_, code, ..)| code)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            codes(try_on(&site, TODAY, &[])),
            ["links-not-remembered"],
            "{text}"
        );
        assert_eq!(codes(try_on(&site, TODAY, &[])), [] as [&str; 0], "{text}");
        assert_eq!(server.take_lines(), ["HEAD /ok"], "{text}");
    }
}

#[test]
fn a_host_that_wants_fewer_requests_gets_no_more() {
    let server = Server::start(|_, _| Reply::status(429));
    let urls = ["/a", "/b", "/c"].map(|path| server.url(path));
    let site = linking_to(urls.iter().map(String::as_str));
    let said = try_on(&site, TODAY, &[]);
    assert_eq!(server.take_lines(), ["HEAD /a"]);
    let found = by_path(&server, &said);
    assert!(
        found.len() == 3 && found.values().all(|(code, _)| code == UNVERIFIED),
        "{said:?}"
    );
    // What was not asked for is not remembered.
    try_on(&site, TODAY, &[]);
    assert_eq!(server.take_lines(), ["HEAD /b"]);
}

#[test]
fn a_host_gets_one_request_at_a_time_and_four_hosts_are_asked_at_once() {
    let slow = || Reply {
        after: Duration::from_millis(150),
        ..Reply::status(200)
    };
    let (all, one) = (Arc::<AtOnce>::default(), Arc::<AtOnce>::default());
    let mut servers: Vec<Server> = (0..6)
        .map(|_| Server::start_counted(Arc::clone(&all), move |_, _| slow()))
        .collect();
    servers.push(Server::start_counted(Arc::clone(&one), move |_, _| slow()));
    let urls: Vec<String> = servers
        .iter()
        .flat_map(|server| ["/a", "/b", "/c"].map(|path| server.url(path)))
        .collect();
    let site = linking_to(urls.iter().map(String::as_str));
    assert_eq!(try_on(&site, TODAY, &[]), []);
    assert!(
        (2..=4).contains(&all.most()),
        "{} hosts at once",
        all.most()
    );
    assert_eq!(one.most(), 1);
}

#[test]
fn the_program_says_who_asks() {
    let server = Server::start(|_, _| Reply::status(200));
    let url = server.url("/ok");
    let own = "https://github.com/someone/fork";
    for (more, address) in [
        (&[] as &[&str], "https://github.com/owner/site"),
        (&["--repository", own], own),
    ] {
        try_on(&linking_to([url.as_str()]), TODAY, more);
        let asked = server.take_asked();
        let version = env!("CARGO_PKG_VERSION");
        let name = format!("spiega/{version} (checks links; +{address})");
        assert_eq!(
            asked
                .iter()
                .map(|asked| &asked.user_agent)
                .collect::<Vec<_>>(),
            [&name]
        );
    }
}

#[test]
fn nothing_else_ever_asks_for_anything() {
    let server = Server::start(|_, _| Reply::status(404));
    let url = server.url("/missing#a");
    let archive = format!("  archive: {}\n", server.url("/copy"));
    let site = linking_to([url.as_str()]).change_file("content/sources.yaml", |old| {
        old.replace("https://news.example/daily", &server.url("/source")) + &archive
    });
    let site = site.accept_all();
    for command in [
        &["build"] as &[&str],
        &["check"],
        &["check", "--strict", "--today", TODAY],
        &["check", "--external-pause", "0"],
    ] {
        assert_eq!(site.run(command).code, 0, "{command:?}");
    }
    assert_eq!(server.take_lines(), [] as [&str; 0]);
    assert!(!site.path(MEMORY).exists());
}

#[test]
fn an_address_that_is_gone_fails_only_under_strict() {
    for (status, strict, code) in [
        (404, false, 0),
        (404, true, 1),
        (403, true, 0),
        (200, true, 0),
    ] {
        let server = Server::start(move |_, _| Reply::status(status));
        let url = server.url("/a");
        let mut command = vec![
            "check",
            "--external",
            "--external-pause",
            "0",
            "--today",
            TODAY,
        ];
        command.extend(strict.then_some("--strict"));
        let run = linking_to([url.as_str()]).accept_all().run(&command);
        assert_eq!(run.code, code, "{status} {strict}: {}", run.stderr);
        assert!(
            run.stdout
                .ends_with("addresses of other sites: 1 tried, 0 known from before\n")
        );
    }
}

#[test]
fn addresses_in_fields_are_tried_too() {
    let server = Server::start(|_, _| Reply::status(410));
    let fields =
        "home:\n  fields:\n    page: {kind: url}\n    pages: {kind: list, of: {kind: url}}\n";
    let data = format!(
        "page: {}\npages: [{}, {}]\n",
        server.url("/a"),
        server.url("/b"),
        server.url("/a")
    );
    let site = linking_to([])
        .change_file("content/site.yaml", |old| old.to_owned() + fields)
        .write("content/_index.yaml", data);
    let said = try_on(&site, TODAY, &[]);
    let found: Vec<(&str, u64)> = said
        .iter()
        .map(|(_, code, _, line)| (code.as_str(), *line))
        .collect();
    assert_eq!(
        found,
        [("gone-address", 1), ("gone-address", 2)],
        "{said:?}"
    );
}
