//! A site that is served: the program running, what it says, what it answers, and whether that is what a clean build
//! would make.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::support::{Site, read_tree};

/// How long anything may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program, serving a site.
pub(crate) struct Served {
    pub(crate) site: Site,
    child: Child,
    pub(crate) address: SocketAddr,
    /// The path of the site.
    pub(crate) base: String,
    said: Arc<Mutex<Vec<String>>>,
    last_good: BTreeMap<String, Vec<u8>>,
}

/// An answer of the server.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
        Some(Self {
            status: head.split(' ').nth(1)?.parse().ok()?,
            head,
            body: bytes[end + 4..].to_vec(),
        })
    }

    /// The value of a header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        named.next().map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("pages are UTF-8")
    }
}

impl Served {
    /// Serves a site at a free port; comes back once it says where.
    pub(crate) fn start(site: Site) -> Self {
        Self::start_with(site, &["--port", "0"])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(site: Site, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_spiega"))
            .arg("serve")
            .args(args)
            .current_dir(site.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = Arc::new(Mutex::new(Vec::new()));
        let out: Option<ChildStdout> = child.stdout.take();
        let err: Option<ChildStderr> = child.stderr.take();
        keep_lines(out.expect("it is piped"), Arc::clone(&said));
        keep_lines(err.expect("it is piped"), Arc::clone(&said));
        let mut served = Self {
            site,
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            base: String::new(),
            said,
            last_good: BTreeMap::new(),
        };
        let place = served.wait_for("where it is", |served| {
            let lines = served.said();
            let line = lines.iter().find(|line| line.contains("http://"))?;
            Some(line.split_once("http://")?.1.split(';').next()?.to_owned())
        });
        let (address, path) = place.split_once('/').expect("an address has a path");
        served.address = address.parse().expect("an address");
        served.base = format!("/{path}");
        served.wait_for("its first run", |served| {
            (served.n_runs() > 0).then_some(())
        });
        served
    }

    /// Everything said so far, line by line.
    pub(crate) fn said(&self) -> Vec<String> {
        self.said.lock().expect("no test has failed here").clone()
    }

    /// How often the site was made so far, for nothing or not.
    pub(crate) fn n_runs(&self) -> usize {
        let is_run =
            |line: &&String| line.ends_with(" s") || line.starts_with("files changed while");
        self.said().iter().filter(is_run).count()
    }

    /// The id of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until `look` finds what it looks for.
    pub(crate) fn wait_for<T>(&mut self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let begin = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            let ended = self.child.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "it has ended: {:?}", self.said());
            assert!(
                begin.elapsed() < PATIENCE,
                "there is not {what}: {:#?}",
                self.said()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Makes a change and waits until the site was made again.
    pub(crate) fn after(&mut self, change: impl FnOnce(&Site)) {
        let before = self.n_runs();
        change(&self.site);
        self.wait_for("another run", |served| {
            (served.n_runs() > before).then_some(())
        });
    }

    /// Waits, longer than any run takes to begin, and says how many there were.
    pub(crate) fn runs_within(&mut self, pause: Duration, change: impl FnOnce(&Site)) -> usize {
        let before = self.n_runs();
        change(&self.site);
        thread::sleep(pause);
        self.n_runs() - before
    }

    /// Asks for a path from the top of the server.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// Asks for a path below the site.
    pub(crate) fn page(&self, path: &str) -> Reply {
        self.get(&format!("{}{path}", self.base))
    }

    /// Asks with more headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Reply {
        let address = self.address;
        let more: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        let host = match more.to_lowercase().contains("host:") {
            true => String::new(),
            false => format!("Host: {address}\r\n"),
        };
        let request = format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n");
        let bytes = self.send(request.as_bytes());
        Reply::parse(&bytes).unwrap_or_else(|| panic!("no answer to {request}"))
    }

    /// Sends bytes and reads what comes until the end.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may have heard enough already.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// A connection that does not wait for ever.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream
    }

    /// Listens as the page at a path does, for the events that come.
    pub(crate) fn listen(&self, path: &str) -> Listening {
        let html = self.get(path).text();
        let version = html
            .split("data-spiega=\"")
            .nth(1)
            .expect("a page has the script");
        let version = version.split('"').next().unwrap_or_default();
        let page = path.replace('%', "%25").replace('/', "%2F");
        let mut stream = self.connect();
        let request = format!(
            "GET /.spiega/events?page={page}&version={version} HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        Listening {
            lines: BufReader::new(stream),
        }
    }

    /// Waits until the server answers what a clean build makes, or, where that fails, what the last good one made, and
    /// says whether it fails.
    pub(crate) fn must_be_clean(&mut self, when: &str) -> bool {
        let folder = format!("clean-{}", self.n_runs());
        let run = self.site.run(&["build", "--output", &folder]);
        if run.code == 0 {
            self.last_good = read_tree(&self.site.path(&folder));
            self.last_good.remove(".spiega");
            std::fs::remove_dir_all(self.site.path(&folder)).expect("the build");
        }
        let expected = self.last_good.clone();
        self.wait_for(
            &format!("what a clean build makes, after {when}"),
            |served| {
                let last = served
                    .said()
                    .into_iter()
                    .rfind(|line| line.ends_with(" s"))?;
                let fails = last.starts_with("nothing changed:");
                let is_right = fails == (run.code != 0) && served.difference(&expected).is_none();
                is_right.then_some(())
            },
        );
        run.code != 0
    }

    /// The first file that is served in another way than a build made it.
    pub(crate) fn difference(&self, expected: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        if expected.is_empty() {
            return (self.page("").status != 503).then(|| "there is a site".to_owned());
        }
        let other = |path: &&String| {
            let reply = self.page(&encode(path));
            let body = match path.ends_with(".html") {
                true => undress(&reply.text()).into_bytes(),
                false => reply.body,
            };
            reply.status != 200 || &body != expected.get(*path).expect("it is a path of these")
        };
        expected.keys().find(other).cloned()
    }

    /// Sends a signal and gives the exit code.
    pub(crate) fn stop(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("there is `kill`").success());
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that is open.
pub(crate) struct Listening {
    lines: BufReader<TcpStream>,
}

impl Listening {
    /// Name and data of the next event.
    pub(crate) fn next(&mut self) -> (String, serde_json::Value) {
        let name = self.line_after("event: ");
        let data = self.line_after("data: ");
        (name, serde_json::from_str(&data).expect("data are JSON"))
    }

    fn line_after(&mut self, beginning: &str) -> String {
        loop {
            let mut line = String::new();
            let n = self.lines.read_line(&mut line).expect("the server goes on");
            assert_ne!(n, 0, "the server has ended the events");
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.trim_end().to_owned();
            }
        }
    }
}

/// A page without the script of the server and what its policy says of it.
pub(crate) fn undress(html: &str) -> String {
    let (before, rest) = html
        .split_once("<script data-spiega=\"")
        .expect("the script");
    let (script, after) = rest.split_once("</script>").expect("its end");
    let (_, script) = script.split_once('>').expect("the tag's end");
    let source = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)));
    let before = before.replacen(&format!("script-src {source}; "), "", 1);
    let before = before.replacen(&format!(" {source}"), "", 1);
    format!("{before}{after}")
}

fn encode(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'%' | b' ' | b'"' | b'?' | b'#' => format!("%{byte:02x}"),
        byte if byte.is_ascii() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

fn keep_lines(stream: impl std::io::Read + Send + 'static, said: Arc<Mutex<Vec<String>>>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            said.lock().expect("no test has failed here").push(line);
        }
    });
}
