//! `spiega serve`: shows the site in a browser and makes it again at every change, until it is told to end.
//!
//! One thread makes the site and waits for changes; this one says what that one has to say, and hears when to stop.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Instant;

use super::again::Desk;
use super::pipeline::{Run, print};
use super::summary::problems;
use super::{Exit, Outcome, Said, failure};
use crate::cli::ServeArgs;
use crate::diagnostic::report::{Style, render};
use crate::diagnostic::{Diagnostic, Diagnostics, Files, Severity};
use crate::load::Stamps;
use crate::panics::catch;
use crate::serve::{MemorySink, Problem, Problems, Server, State, Watch};
use crate::sink::OutputError;

/// The first port that is tried.
const FIRST_PORT: u16 = 8000;
/// How many more are tried when it is taken.
const MORE_PORTS: u16 = 10;
/// How many errors the browser shows.
const MAX_SHOWN: usize = 20;
/// How often a run is thrown away because files changed meanwhile; then it is shown all the same, until the next.
const MAX_STALE: usize = 5;

/// What the other threads have to say to this one.
enum Message {
    Said(Said),
    /// The process is asked to end.
    Stop,
    /// The program itself failed.
    Failed(Diagnostic),
}

/// Serves the site until the process is asked to end; `say` gets what there is to say meanwhile.
pub fn serve(args: &ServeArgs, say: &mut dyn FnMut(&Said)) -> Outcome {
    let (listener, address) = match listen(args.host, args.port) {
        Ok(listening) => listening,
        Err(message) => return machine_failure(message),
    };
    if !args.host.is_loopback() {
        say(&Said::Message(format!(
            "warning: at {} the site can be read by other machines, drafts and all that is not published yet included\n",
            args.host
        )));
    }
    let (sender, receiver) = channel();
    let worker = Worker::new(args, address, sender.clone());
    thread::spawn(move || {
        let ended = catch("the site that is served", || worker.work(listener));
        let last = match ended {
            Ok(Ok(())) => return,
            Ok(Err(error)) => {
                Diagnostic::error("output-failed", format!("cannot start the server: {error}"))
                    .help("end other programs, then try again")
            }
            Err(fault) => fault,
        };
        // Nobody listens any more when the process ends.
        let _ = sender.send(Message::Failed(last));
    });
    for message in receiver {
        match message {
            Message::Said(said) => say(&said),
            Message::Stop => break,
            Message::Failed(fault) => return failure(&fault),
        }
    }
    Outcome {
        messages: String::new(),
        report: String::new(),
        exit: Exit::Fine,
    }
}

/// Listens at the port that was asked for, or at the first free one of a few.
fn listen(host: IpAddr, port: Option<u16>) -> Result<(TcpListener, SocketAddr), String> {
    let ports = match port {
        Some(port) => port..=port,
        None => FIRST_PORT..=FIRST_PORT + MORE_PORTS,
    };
    let mut error = None;
    for port in ports {
        match TcpListener::bind((host, port)).and_then(|it| Ok((it.local_addr()?, it))) {
            Ok((address, listener)) => return Ok((listener, address)),
            Err(other) => {
                let is_taken = other.kind() == io::ErrorKind::AddrInUse;
                error = Some((port, other));
                if !is_taken {
                    break;
                }
            }
        }
    }
    let (port, error) =
        error.map_or_else(Default::default, |(port, error)| (port, error.to_string()));
    let words = error.split(" (os error").next().unwrap_or_default();
    let address = SocketAddr::new(host, port);
    Err(format!(
        "error: cannot listen at {address}: {words}\n  = help: end what listens there, or give another `--port` or `--host`\n"
    ))
}

fn machine_failure(messages: String) -> Outcome {
    Outcome {
        messages,
        report: String::new(),
        exit: Exit::Machine,
    }
}

/// Makes the site, again and again.
struct Worker {
    args: ServeArgs,
    address: SocketAddr,
    sender: Sender<Message>,
    desk: Desk,
    watch: Watch,
}

/// What came of a run.
struct Made {
    state: State,
    /// Where the site stands, as far as that could be read.
    base: Option<String>,
    /// The errors, as the terminal shows them.
    messages: String,
    /// What it was, in a line.
    report: String,
}

impl Worker {
    fn new(args: &ServeArgs, address: SocketAddr, sender: Sender<Message>) -> Self {
        let (watch, notice) = Watch::new(&args.site.root);
        let worker = Self {
            args: args.clone(),
            address,
            sender,
            desk: Desk::new(&args.site),
            watch,
        };
        if let Some(notice) = notice {
            worker.say(Said::Message(format!("note: {notice}\n")));
        }
        worker
    }

    /// Never ends by itself, but when the server cannot be started.
    fn work(mut self, listener: TcpListener) -> io::Result<()> {
        let stop = self.sender.clone();
        let server = Server::new(move || {
            // Nobody listens any more when the process ends already.
            let _ = stop.send(Message::Stop);
        })?;
        let seen = self.watch.scan(&Stamps::default());
        let (mut made, mut seen) = self.make_quiet(&State::default(), seen);
        server.show(made.state.clone());
        // Who asks earlier waits for the first run.
        server.answer_at(listener)?;
        self.announce(made.base.as_deref());
        loop {
            self.tell(&made);
            let now = self.watch.wait(seen);
            (made, seen) = self.make_quiet(&server.state(), now);
            server.show(made.state.clone());
        }
    }

    /// Makes the site until no file changes meanwhile; `seen` is how the files are now.
    fn make_quiet(&mut self, old: &State, mut seen: Arc<Stamps>) -> (Made, Arc<Stamps>) {
        for _ in 0..MAX_STALE {
            let made = self.make(old, &seen);
            let now = self.watch.scan(&seen);
            if now == seen {
                return (made, now);
            }
            self.report("files changed while the site was made: making it again\n".into());
            seen = self.watch.quiet(&seen);
        }
        (self.make(old, &seen), seen)
    }

    fn make(&mut self, old: &State, seen: &Arc<Stamps>) -> Made {
        let start = Instant::now();
        let sink = Arc::new(MemorySink::new(old.site.clone()));
        let run = self.desk.run(seen, Arc::clone(&sink) as _);
        let run = run.unwrap_or_else(|error| failed(&error));
        let seconds = start.elapsed().as_secs_f64();
        let found = problems(&run);
        let base = run.made.as_ref().map(|made| made.base_path.clone());
        match &run.made {
            Some(of) if !run.diagnostics.has_errors() => {
                let site = Arc::new(sink.finish(of.base_path.clone()));
                let n_changed = site.n_changed(old.site.as_deref());
                let verb = old.site.as_ref().map_or("made", |_| "changed");
                let plural = if n_changed == 1 { "" } else { "s" };
                Made {
                    base,
                    state: State {
                        site: Some(site),
                        problems: Arc::default(),
                    },
                    messages: String::new(),
                    report: format!("{n_changed} file{plural} {verb},{found} in {seconds:.2} s\n"),
                }
            }
            _ => Made {
                base,
                state: State {
                    site: old.site.clone(),
                    problems: Arc::new(shown(&run)),
                },
                messages: print(&errors_of(&run), &run.files, self.args.site.format),
                report: format!("nothing changed:{found} in {seconds:.2} s\n"),
            },
        }
    }

    /// Says where the site is.
    fn announce(&self, base: Option<&str>) {
        let address = self.address;
        let base = base.unwrap_or("/");
        self.report(format!(
            "the site is at http://{address}{base}; Ctrl+C ends\n"
        ));
    }

    fn tell(&self, made: &Made) {
        if !made.messages.is_empty() {
            self.say(Said::Message(made.messages.clone()));
        }
        self.report(made.report.clone());
    }

    fn report(&self, line: String) {
        if !self.args.site.quiet {
            self.say(Said::Report(line));
        }
    }

    fn say(&self, said: Said) {
        // Nobody listens any more when the process ends.
        let _ = self.sender.send(Message::Said(said));
    }
}

/// A run whose files could not be read or kept.
fn failed(error: &OutputError) -> Run {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(error.to_diagnostic());
    Run {
        files: Files::default(),
        diagnostics,
        made: None,
        log: String::new(),
    }
}

fn errors(run: &Run) -> impl Iterator<Item = &Diagnostic> {
    let all = run.diagnostics.iter();
    all.filter(|diagnostic| diagnostic.severity == Severity::Error)
}

fn errors_of(run: &Run) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    errors(run).for_each(|error| diagnostics.push(error.clone()));
    diagnostics
}

/// The errors of a run as the browser shows them.
fn shown(run: &Run) -> Problems {
    let list: Vec<Problem> = errors(run)
        .take(MAX_SHOWN)
        .map(|error| problem(error, &run.files))
        .collect();
    let n_errors = run.diagnostics.count(Severity::Error);
    Problems {
        more: n_errors.saturating_sub(list.len()),
        list,
    }
}

fn problem(error: &Diagnostic, files: &Files) -> Problem {
    let place = error.place.map(|place| {
        let at = files.line_column(place);
        let path = &files.get(place.file).path;
        format!("{path}:{}:{}", at.line, at.column)
    });
    let bare = Diagnostic {
        help: None,
        ..error.clone()
    };
    let report = render(&bare, files, Style::Plain);
    // Title and place are shown by themselves.
    let lines = report.lines().skip(1);
    let excerpt: Vec<&str> = lines.skip_while(|line| line.contains("-->")).collect();
    Problem {
        title: format!("error[{}]: {}", error.code, error.message),
        place,
        excerpt: excerpt.join("\n"),
        help: error.help.clone(),
    }
}
