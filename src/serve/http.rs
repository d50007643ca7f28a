//! The server: connections, and for each request who may ask, what is answered, with which headers.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, mpsc, watch};

use super::answer::answer;
use super::crowd::{Crowd, Pulse};
use super::events::{self, Listener, Stream, tell};
use super::guard::Access;
use super::state::State;

/// How long a request may take to arrive.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// How many connections may be pages that listen; the script of any other tries again.
const MAX_LISTENERS: usize = 128;
/// What the headers of a request may have in bytes.
const MAX_HEADER_BYTES: usize = 64 << 10;

type Answered = Response<Either<Full<Bytes>, Stream>>;

/// A server that answers from the newest state it was given.
#[derive(Debug)]
pub struct Server {
    states: watch::Sender<Arc<State>>,
    runtime: Runtime,
}

/// What all connections share.
#[derive(Clone)]
struct Shared {
    states: watch::Receiver<Arc<State>>,
    access: Access,
    listeners: Arc<Semaphore>,
}

impl Server {
    /// A server that does not answer yet; `stop` is called when the process is asked to end.
    ///
    /// # Errors
    /// The system gives no threads, or no word of signals.
    pub fn new(stop: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let (mut interrupt, mut terminate) = {
            let _inside = runtime.enter();
            (
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
            )
        };
        runtime.spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            stop();
        });
        let (states, _) = watch::channel(Arc::default());
        Ok(Self { states, runtime })
    }

    /// Begins to answer at a listener.
    ///
    /// # Errors
    /// The system does not take the listener.
    pub fn answer_at(&self, listener: TcpListener) -> io::Result<()> {
        let shared = Shared {
            states: self.states.subscribe(),
            access: Access::new(listener.local_addr()?),
            listeners: Arc::new(Semaphore::new(MAX_LISTENERS)),
        };
        listener.set_nonblocking(true)?;
        let listener = {
            let _inside = self.runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        self.runtime.spawn(accept(listener, shared));
        Ok(())
    }

    /// What is served now.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.states.borrow())
    }

    /// Serves another state from now on, and tells the pages that are open.
    pub fn show(&self, state: State) {
        self.states.send_replace(Arc::new(state));
    }
}

async fn accept(listener: tokio::net::TcpListener, shared: Shared) {
    let mut crowd = Crowd::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let pulse = crowd.pulse();
                let task = tokio::spawn(converse(stream, shared.clone(), pulse.clone()));
                crowd.join(pulse, task.abort_handle());
            }
            // No file handle is left, or the like: it may pass.
            Err(_) => {
                crowd.make_room();
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
}

/// Answers the requests of one connection; whatever goes wrong with it ends it and nothing else.
async fn converse(stream: TcpStream, shared: Shared, pulse: Pulse) {
    // Answers are small and awaited.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        pulse.beat();
        let answered = respond(&request, &shared, &pulse);
        async move { Ok::<_, Infallible>(answered) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_buf_size(MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let _ = connection.await;
}

fn respond(request: &Request<Incoming>, shared: &Shared, pulse: &Pulse) -> Answered {
    if !shared.access.admits(request) {
        let words = "403: this server answers to its own address alone\n";
        return plain(StatusCode::FORBIDDEN, words);
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut answered = plain(StatusCode::METHOD_NOT_ALLOWED, "405: GET and HEAD only\n");
        let allowed = "GET, HEAD"
            .parse()
            .expect("these words are a header's value");
        answered.headers_mut().insert(ALLOW, allowed);
        return answered;
    }
    if request.uri().path() == events::PATH {
        return listen(request, shared, pulse);
    }
    let state = Arc::clone(&shared.states.borrow());
    let answer = answer(&state, request.uri().path());
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let length = answer.body.len();
    let body = match *request.method() == Method::HEAD {
        true => Bytes::new(),
        false => answer.body,
    };
    let builder = headers(status, answer.kind).header(CONTENT_LENGTH, length);
    let builder = match answer.location {
        Some(location) => builder.header(LOCATION, location),
        None => builder,
    };
    finish(builder, Either::Left(Full::new(body)))
}

/// Begins to tell a page what changes.
fn listen(request: &Request<Incoming>, shared: &Shared, pulse: &Pulse) -> Answered {
    let Ok(place) = Arc::clone(&shared.listeners).try_acquire_owned() else {
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "503: too many pages are open\n",
        );
    };
    let listener = Listener::from_query(request.uri().query().unwrap_or_default());
    let (sender, receiver) = mpsc::channel(1);
    if *request.method() == Method::GET {
        pulse.listens();
        tokio::spawn(tell(listener, shared.states.clone(), sender));
    }
    let stream = Stream {
        receiver,
        _place: place,
    };
    finish(
        headers(StatusCode::OK, "text/event-stream"),
        Either::Right(stream),
    )
}

fn plain(status: StatusCode, words: &'static str) -> Answered {
    let body = Full::new(Bytes::from_static(words.as_bytes()));
    finish(
        headers(status, "text/plain; charset=utf-8"),
        Either::Left(body),
    )
}

fn headers(status: StatusCode, kind: &'static str) -> hyper::http::response::Builder {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header(CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin")
}

/// The answer; without its headers where one of them cannot be sent, as with a line end in an address.
fn finish(builder: hyper::http::response::Builder, body: Either<Full<Bytes>, Stream>) -> Answered {
    builder
        .body(body)
        .unwrap_or_else(|_| Response::new(Either::Left(Full::new(Bytes::new()))))
}
