//! One request at a time to each host, with a pause after it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Whether a host may be asked again in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Welcome {
    /// It may.
    Open,
    /// It wants fewer requests.
    Worn,
}

/// Lets requests through, host by host.
#[derive(Debug)]
pub(super) struct Pace {
    pause: Duration,
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

#[derive(Debug)]
struct Host {
    last: Option<Instant>,
    welcome: Welcome,
}

impl Pace {
    /// `pause` lies between the end of a request and the next one to the same host.
    pub(super) fn new(pause: Duration) -> Self {
        Self {
            pause,
            hosts: Mutex::default(),
        }
    }

    /// Makes a request when it is the host's turn; `None` if the host wants no more of them.
    pub(super) fn turn<T>(&self, host: &str, request: impl FnOnce() -> (T, Welcome)) -> Option<T> {
        let host = self.host(host);
        let mut host = locked(&host);
        if host.welcome == Welcome::Worn {
            return None;
        }
        if let Some(last) = host.last {
            thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        let (answer, welcome) = request();
        host.last = Some(Instant::now());
        host.welcome = welcome;
        Some(answer)
    }

    fn host(&self, name: &str) -> Arc<Mutex<Host>> {
        let mut hosts = locked(&self.hosts);
        let host = hosts.entry(name.to_owned()).or_insert_with(|| {
            Arc::new(Mutex::new(Host {
                last: None,
                welcome: Welcome::Open,
            }))
        });
        Arc::clone(host)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_to_one_host_stand_apart_and_others_do_not_wait() {
        let pace = Pace::new(Duration::from_millis(30));
        let at = |host: &str| pace.turn(host, || (Instant::now(), Welcome::Open)).unwrap();
        let (first, other, second) = (at("a"), at("b"), at("a"));
        assert!(second - first >= Duration::from_millis(30));
        assert!(other < second);
    }

    #[test]
    fn a_host_that_wants_fewer_requests_gets_none() {
        let pace = Pace::new(Duration::ZERO);
        assert_eq!(pace.turn("a", || (1, Welcome::Worn)), Some(1));
        assert_eq!(pace.turn("a", || (2, Welcome::Open)), None);
        assert_eq!(pace.turn("b", || (3, Welcome::Open)), Some(3));
    }
}
