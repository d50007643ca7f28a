//! What the server answers, and to whom.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use crate::served::Served;
use crate::support::Site;

fn whole() -> Served {
    Served::start(Site::fixture("whole").with_real_templates())
}

#[test]
fn every_file_is_what_a_build_makes_but_for_the_script_and_its_policy() {
    let mut served = whole();
    assert!(!served.must_be_clean("the start"));
    let page = served.page("en/").text();
    assert_eq!(page.matches("<script data-spiega=").count(), 1);
    assert_eq!(page.matches("; script-src ").count(), 0);
    assert_eq!(page.matches("content=\"script-src 'sha256-").count(), 1);
    let search = served.page("en/search/").text();
    let policies = search.matches("script-src 'sha256-").count();
    assert_eq!(
        (policies, search.matches("'strict-dynamic'").count()),
        (1, 1)
    );
    // The small shell has no policy, and gets none.
    let mut served = Served::start(Site::fixture("assets"));
    assert!(!served.must_be_clean("the start"));
    assert_eq!(served.page(".well-known/security.txt").status, 200);
    assert!(!served.page("en/").text().contains("script-src"));
}

#[test]
fn addresses_lead_where_they_lead_on_a_host_for_pages() {
    let served = whole();
    assert_eq!(served.base, "/repo/");
    for (path, status, location, kind) in [
        ("/", 302, "/repo/", ""),
        ("/repo", 301, "/repo/", ""),
        ("/repo/", 200, "", "text/html; charset=utf-8"),
        ("/repo/?a=b", 200, "", "text/html; charset=utf-8"),
        ("/repo/en", 301, "/repo/en/", ""),
        ("/repo/en/", 200, "", "text/html; charset=utf-8"),
        ("/repo/en/nothing/", 404, "", "text/html; charset=utf-8"),
        ("/other/", 404, "", "text/html; charset=utf-8"),
        ("/repo/../Cargo.toml", 404, "", "text/html; charset=utf-8"),
        (
            "/repo/%2e%2e/%2e%2e/etc/passwd",
            404,
            "",
            "text/html; charset=utf-8",
        ),
        (
            "/repo/content/site.yaml",
            404,
            "",
            "text/html; charset=utf-8",
        ),
        (
            "/repo/sitemap.xml",
            200,
            "",
            "application/xml; charset=utf-8",
        ),
        (
            "/repo/facts.json",
            200,
            "",
            "application/json; charset=utf-8",
        ),
        ("/repo/facts.csv", 200, "", "text/csv; charset=utf-8"),
        ("/repo/robots.txt", 200, "", "text/plain; charset=utf-8"),
        ("/repo/%zz", 400, "", "text/plain; charset=utf-8"),
    ] {
        let reply = served.get(path);
        assert_eq!(
            (reply.status, reply.header("location")),
            (status, location),
            "{path}"
        );
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        if !kind.is_empty() {
            assert_eq!(reply.header("content-type"), kind, "{path}");
        }
    }
    let missing = served.page("en/nothing/").text();
    assert!(missing.contains("href=\"/repo/en/\""), "{missing}");
    assert!(served.get("/other/").text().contains("href=\"/repo/\""));
}

#[test]
fn the_path_of_another_base_url_counts() {
    let mut served = Served::start_with(
        Site::fixture("pair")
            .arg("--base-url")
            .arg("https://example.org/pr/12/"),
        &["--port", "0", "--base-url", "https://example.org/pr/12/"],
    );
    assert_eq!(served.base, "/pr/12/");
    assert!(!served.must_be_clean("the start"));
}

#[test]
fn only_get_and_head_are_answered() {
    let served = Served::start(Site::fixture("pair"));
    for method in [
        "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "SPIEGA",
    ] {
        let reply = served.ask(method, "/repo/en/", &[]);
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
    let (get, head) = (
        served.get("/repo/en/"),
        served.ask("HEAD", "/repo/en/", &[]),
    );
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty() && !get.body.is_empty());
    let length = get.body.len().to_string();
    assert_eq!(head.header("content-length"), length);
    assert_eq!(get.header("content-length"), length);
}

#[test]
fn other_sites_and_other_names_get_nothing() {
    let served = Served::start(Site::fixture("pair"));
    let port = served.address.port();
    let local = format!("Host: localhost:{port}");
    let own_origin = format!("Origin: http://localhost:{port}");
    let rebound = format!("Host: evil.example:{port}");
    for path in ["/repo/en/", "/.spiega/events", "/nothing"] {
        for (headers, admitted) in [
            (vec![local.as_str()], true),
            (vec![local.as_str(), own_origin.as_str()], true),
            (vec![rebound.as_str()], false),
            (vec!["Host: localhost"], false),
            (vec![local.as_str(), "Origin: http://evil.example"], false),
            (vec![local.as_str(), "Origin: null"], false),
            (vec![local.as_str(), "Sec-Fetch-Site: cross-site"], false),
        ] {
            // What listens gets an answer that never ends.
            if admitted && path.ends_with("events") {
                continue;
            }
            let reply = served.ask("GET", path, &headers);
            assert_eq!(reply.status != 403, admitted, "{path} {headers:?}");
        }
    }
    let absolute = served.ask("GET", "http://evil.example/repo/en/", &[]);
    assert_eq!(absolute.status, 403);
}

#[test]
fn no_request_ends_the_server() {
    let served = Served::start(Site::fixture("pair"));
    let long = "x".repeat(10_000);
    let many: String = (0..500).map(|n| format!("A{n}: b\r\n")).collect();
    let requests: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET / HTTP/1.0\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        (0..=255).cycle().take(100_000).collect(),
        format!("GET /{long} HTTP/1.1\r\nHost: {}\r\n\r\n", served.address).into_bytes(),
        format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nA: {long}\r\n\r\n",
            served.address
        )
        .into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{many}\r\n", served.address).into_bytes(),
        format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nContent-Length: 99999999999999999999\r\n\r\n",
            served.address
        )
        .into_bytes(),
        format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            served.address
        )
        .into_bytes(),
        format!(
            "GET /.spiega/events?page=%&version=& HTTP/1.1\r\nHost: {}\r\n\r\n",
            served.address
        )
        .into_bytes(),
    ];
    for request in requests {
        let mut stream = served.connect();
        let _ = stream.write_all(&request);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        stream
            .set_read_timeout(Some(Duration::from_millis(200)))
            .expect("a limit");
        let _ = stream.read(&mut [0; 1000]);
        drop(stream);
        let words = String::from_utf8_lossy(&request)
            .chars()
            .take(60)
            .collect::<String>();
        assert_eq!(served.get("/repo/en/").status, 200, "after {words:?}");
    }
}

#[test]
fn half_a_request_keeps_nobody_waiting_and_is_given_up() {
    let served = Served::start(Site::fixture("pair"));
    let mut slow: Vec<_> = (0..400).map(|_| served.connect()).collect();
    for stream in &mut slow {
        stream
            .write_all(b"GET /repo/en/ HTTP/1.1\r\nHost:")
            .expect("half a request");
    }
    let begin = Instant::now();
    assert_eq!(served.get("/repo/en/").status, 200);
    assert!(begin.elapsed() < Duration::from_secs(10));
    for stream in slow.iter_mut().take(20) {
        let mut answer = Vec::new();
        let ended = stream.read_to_end(&mut answer);
        let said = String::from_utf8_lossy(&answer).into_owned();
        assert!(ended.is_ok() && !said.contains("200"), "{ended:?} {said}");
    }
    assert_eq!(served.get("/repo/en/").status, 200);
}
