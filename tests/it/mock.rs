//! A web server on this machine that answers as it is told and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server says to a request: status, further header lines, body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
    pub(crate) after: Duration,
}

impl Reply {
    /// An empty answer.
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
            after: Duration::ZERO,
        }
    }

    /// A redirect.
    pub(crate) fn to(status: u16, location: &str) -> Self {
        Self {
            headers: vec![format!("Location: {location}")],
            ..Self::status(status)
        }
    }

    /// A file of a kind.
    pub(crate) fn file(kind: &str, body: &str) -> Self {
        Self {
            headers: vec![format!("Content-Type: {kind}")],
            body: body.to_owned(),
            ..Self::status(200)
        }
    }
}

/// What the server was asked: `HEAD /path`, and the program's name for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) user_agent: String,
}

/// How many requests are answered at the same time, by any number of servers.
#[derive(Default)]
pub(crate) struct AtOnce {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl AtOnce {
    pub(crate) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

/// The server; it ends with its value.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    /// Starts to answer; `reply` gets the method and the path.
    pub(crate) fn start(reply: impl Fn(&str, &str) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_counted(Arc::default(), reply)
    }

    /// The same, counting the requests that are answered at the same time.
    pub(crate) fn start_counted(
        at_once: Arc<AtOnce>,
        reply: impl Fn(&str, &str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let server = Self {
            address: listener.local_addr().expect("its address"),
            asked: Arc::default(),
            ended: Arc::default(),
        };
        let (asked, ended) = (Arc::clone(&server.asked), Arc::clone(&server.ended));
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                let (asked, at_once) = (Arc::clone(&asked), Arc::clone(&at_once));
                let reply = Arc::clone(&reply);
                thread::spawn(move || answer(stream, &asked, &at_once, &*reply));
            }
        });
        server
    }

    /// The absolute address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked since the last time this was called.
    pub(crate) fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().expect("no thread failed"))
    }

    /// The same, as lines in the order of the alphabet.
    pub(crate) fn take_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .take_asked()
            .into_iter()
            .map(|asked| asked.line)
            .collect();
        lines.sort_unstable();
        lines
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

fn answer(
    mut stream: TcpStream,
    asked: &Mutex<Vec<Asked>>,
    at_once: &AtOnce,
    reply: &(dyn Fn(&str, &str) -> Reply + Send + Sync),
) {
    let Some((line, user_agent)) = read_request(&stream) else {
        return;
    };
    let now = at_once.now.fetch_add(1, Ordering::SeqCst) + 1;
    at_once.most.fetch_max(now, Ordering::SeqCst);
    let mut words = line.split(' ');
    let (method, path) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let reply = reply(method, path);
    asked.lock().expect("no thread failed").push(Asked {
        line: format!("{method} {path}"),
        user_agent,
    });
    thread::sleep(reply.after);
    at_once.now.fetch_sub(1, Ordering::SeqCst);
    let headers: String = reply
        .headers
        .iter()
        .map(|header| format!("{header}\r\n"))
        .collect();
    let body = if method == "HEAD" { "" } else { &reply.body };
    // The program may have hung up: that is its right.
    let _ = write!(
        stream,
        "HTTP/1.1 {} Reply\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        reply.status,
        reply.body.len()
    );
}

/// The first line and the `User-Agent` of a request.
fn read_request(stream: &TcpStream) -> Option<(String, String)> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    let mut user_agent = String::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("user-agent")
        {
            value.trim().clone_into(&mut user_agent);
        }
    }
    Some((first, user_agent))
}
