//! What an open page is told: to load itself again, to take other style sheets, what is wrong, that all is well.
//!
//! A page says which version it shows when it begins to listen, so one that has missed something catches up.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use serde_json::json;
use tokio::sync::{OwnedSemaphorePermit, mpsc, watch};
use tokio::time::{sleep, timeout};

use super::answer::{Version, version};
use super::state::{Problems, State};

/// Where pages listen. No file of a site can stand there.
pub(super) const PATH: &str = "/.spiega/events";

/// How often a page that there is nothing to tell hears that the server is there.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How long a page may leave unread what it was told.
const PATIENCE: Duration = Duration::from_secs(30);

/// A page that listens.
pub(super) struct Listener {
    path: String,
    shown: Option<Version>,
    problems: Option<Arc<Problems>>,
}

impl Listener {
    /// Reads the query of a request, `page=…&version=…`; the path is percent-encoded twice.
    pub(super) fn from_query(query: &str) -> Self {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| super::address::decode(value))
                .unwrap_or_default()
        };
        Self {
            path: value("page"),
            shown: Version::parse(&value("version")),
            problems: None,
        }
    }

    /// What the page must be told to show this state.
    fn news(&mut self, state: &State) -> String {
        let mut news = String::new();
        let now = version(state, &self.path);
        let page = |version: Option<&Version>| version.map(|version| version.page);
        let version = now.as_ref().map(|(version, _)| version.clone());
        if page(self.shown.as_ref()) != page(version.as_ref()) {
            news += &event("reload", &json!({}));
        } else if self.shown != version {
            let styles = now.map(|(_, styles)| styles).unwrap_or_default();
            let text = version.as_ref().map(Version::to_text);
            news += &event("css", &json!({"version": text, "styles": styles}));
        }
        self.shown = version;
        let told = self.problems.replace(Arc::clone(&state.problems));
        if told.is_none_or(|told| !Arc::ptr_eq(&told, &state.problems)) {
            news += &match state.problems.is_empty() {
                true => event("fine", &json!({})),
                false => event("errors", &json!(&*state.problems)),
            };
        }
        news
    }
}

/// Tells a page what changes, until it goes away.
pub(super) async fn tell(
    mut listener: Listener,
    mut states: watch::Receiver<Arc<State>>,
    sender: mpsc::Sender<Bytes>,
) {
    let mut text = "retry: 500\n\n".to_owned();
    loop {
        let state = Arc::clone(&states.borrow_and_update());
        text += &listener.news(&state);
        drop(state);
        if !text.is_empty() {
            let sent = timeout(PATIENCE, sender.send(std::mem::take(&mut text).into()));
            if !matches!(sent.await, Ok(Ok(()))) {
                return;
            }
        }
        tokio::select! {
            changed = states.changed() => if changed.is_err() { return },
            () = sender.closed() => return,
            () = sleep(HEARTBEAT) => text += ":\n\n",
        }
    }
}

fn event(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// The answer that never ends; its place among the listeners is free again when it is dropped.
pub(super) struct Stream {
    pub(super) receiver: mpsc::Receiver<Bytes>,
    pub(super) _place: OwnedSemaphorePermit,
}

impl Body for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let received = self.receiver.poll_recv(context);
        received.map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::{MemorySink, Problem};
    use crate::sink::Sink as _;

    fn state(html: &str) -> State {
        let sink = MemorySink::new(None);
        sink.put("index.html", html.as_bytes()).expect("memory");
        State {
            site: Some(Arc::new(sink.finish("/".into()))),
            ..State::default()
        }
    }

    fn names(news: &str) -> Vec<&str> {
        let lines = news.lines();
        lines
            .filter_map(|line| line.strip_prefix("event: "))
            .collect()
    }

    #[test]
    fn a_page_is_told_what_it_does_not_know() {
        let first = state("<style>a</style><p>1");
        let shown = version(&first, "/").expect("a page").0.to_text();
        let mut listener = Listener::from_query(&format!("page=%2F&version={shown}"));
        assert_eq!(names(&listener.news(&first)), ["fine"]);
        assert_eq!(listener.news(&first), "");
        let restyled = State {
            problems: Arc::clone(&first.problems),
            ..state("<style>b</style><p>1")
        };
        let news = listener.news(&restyled);
        assert_eq!(names(&news), ["css"]);
        assert!(news.contains("\"styles\":[\"b\"]"), "{news}");
        let problem = Problem {
            title: "error[x]: y\nz".into(),
            place: None,
            excerpt: String::new(),
            help: None,
        };
        let problems = Problems {
            list: vec![problem],
            more: 0,
        };
        let broken = State {
            problems: Arc::new(problems),
            ..restyled.clone()
        };
        let news = listener.news(&broken);
        assert_eq!(names(&news), ["errors"]);
        assert_eq!(news.lines().count(), 3, "{news}");
        let mended = state("<style>b</style><p>2");
        assert_eq!(names(&listener.news(&mended)), ["reload", "fine"]);
    }

    #[test]
    fn a_page_of_an_unknown_version_is_loaded_again() {
        let mut listener = Listener::from_query("page=/&version=%zz");
        assert_eq!(names(&listener.news(&state("x"))), ["reload", "fine"]);
    }
}
