//! The program while it serves: how it begins and ends, what it needs and what it leaves alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::served::Served;
use crate::support::Site;

/// Makes another text of a page.
fn reword(site: &Site, n: usize) {
    let path = site.path("content/guide.en.md");
    let text = fs::read_to_string(&path).expect("the text");
    let front = text.rfind("---\n").expect("front matter") + 4;
    fs::write(path, format!("{}One reads it, {n}.\n", &text[..front])).expect("the text");
}

#[test]
fn it_ends_cleanly_when_it_is_asked_to() {
    for signal in ["-TERM", "-INT"] {
        let served = Served::start(Site::fixture("pair"));
        let _open = served.listen("/repo/en/");
        let _idle = served.connect();
        assert_eq!(served.stop(signal), Some(0), "{signal}");
    }
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_the_machines_fault() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let run = Site::fixture("pair").run(&["serve", "--port", &port]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""));
    let expected = format!("error: cannot listen at 127.0.0.1:{port}: Address already in use\n");
    assert!(run.stderr.starts_with(&expected), "{}", run.stderr);
    assert!(run.stderr.contains("`--port`"), "{}", run.stderr);
}

#[test]
fn without_a_port_the_first_free_one_of_a_few_is_taken() {
    let served = [Site::fixture("pair"), Site::fixture("pair")];
    let ports = served
        .map(|site| Served::start_with(site, &[]))
        .map(|served| {
            let page = served.page("en/");
            assert_eq!(page.status, 200);
            (served.address.port(), served)
        });
    assert_ne!(ports[0].0, ports[1].0);
    assert!(ports.iter().all(|(port, _)| (8000..=8010).contains(port)));
}

#[test]
fn drafts_are_shown_when_they_are_asked_for() {
    for (args, status) in [
        (["--port", "0"].as_slice(), 404),
        (&["--port", "0", "--drafts"], 200),
    ] {
        let served = Served::start_with(Site::fixture("drafts"), args);
        assert_eq!(served.page("en/places/rome/").status, status, "{args:?}");
    }
}

#[test]
fn it_listens_to_this_machine_alone_unless_it_is_told_otherwise() {
    let warned = |served: &Served| {
        let lines = served.said();
        lines
            .iter()
            .any(|line| line.starts_with("warning: at 0.0.0.0 "))
    };
    let served = Served::start(Site::fixture("pair"));
    assert!(served.address.ip().is_loopback() && !warned(&served));
    let served = Served::start_with(Site::fixture("pair"), &["--port", "0", "--host", "0.0.0.0"]);
    assert!(served.address.ip().is_unspecified() && warned(&served));
}

#[test]
fn public_is_left_alone() {
    let look = |site: &Site| -> BTreeMap<String, (u64, SystemTime)> {
        let files = site.files_in("public").into_iter();
        files
            .map(|path| {
                let metadata = fs::metadata(site.path(&format!("public/{path}"))).expect("a file");
                (path, (metadata.len(), metadata.modified().expect("a time")))
            })
            .collect()
    };
    let site = Site::fixture("pair");
    assert_eq!(site.run(&["build"]).code, 0);
    let before = look(&site);
    let names = |site: &Site| -> BTreeSet<OsString> {
        let entries = fs::read_dir(site.path("")).expect("the root");
        entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect()
    };
    let names_before = names(&site);
    let mut served = Served::start(site);
    served.after(|site| reword(site, 1));
    served.after(|site| fs::remove_file(site.path("content/guide.en.md")).expect("the text"));
    assert_eq!(look(&served.site), before);
    // What a build writes is no reason to make the site again.
    let n_runs = served.runs_within(Duration::from_millis(2_500), |site| {
        fs::write(site.path("public/new.html"), "new").expect("a file");
    });
    assert_eq!(n_runs, 0);
    assert_eq!(names(&served.site), names_before);
}

#[test]
fn it_does_not_grow() {
    let memory = |served: &Served| -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", served.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        kilobytes
            .and_then(|number| number.parse().ok())
            .expect("a number")
    };
    let mut served = Served::start(Site::fixture("pair"));
    let mut open = served.listen("/repo/en/guide/");
    for n in 0..40 {
        served.after(|site| reword(site, n));
    }
    let early = memory(&served);
    for n in 40..240 {
        served.after(|site| reword(site, n));
    }
    let late = memory(&served);
    assert!(late < early + 8_000, "{early} kB, then {late} kB");
    assert_eq!(open.next().0, "fine");
    assert_eq!(open.next().0, "reload");
}

#[test]
fn quiet_says_errors_and_nothing_else() {
    let site = Site::fixture("pair").change_file("content/_index.en.md", |text| {
        text.replace("guide.en.md", "giude.en.md")
    });
    let free = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let port = free.expect("a free port").port().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_spiega"))
        .args(["serve", "--quiet", "--port", &port])
        .current_dir(site.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let address = format!("127.0.0.1:{port}");
    let begin = Instant::now();
    let mut stream = loop {
        match TcpStream::connect(&address) {
            Ok(stream) => break stream,
            Err(error) => assert!(begin.elapsed() < Duration::from_secs(60), "{error}"),
        }
        thread::sleep(Duration::from_millis(20));
    };
    // The first answer comes after the first run.
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it hears");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    thread::sleep(Duration::from_secs(1));
    child.kill().expect("it runs");
    let output = child.wait_with_output().expect("it has ended");
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error[dead-link]: "), "{said}");
}
