//! Work in threads of its own, watched from this one: what never ends is given up, what panics becomes a complaint.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};

use rayon::ThreadPoolBuilder;

use crate::diagnostic::Diagnostic;
use crate::panics::catch;
use crate::watchdog::{Overrun, TICK, Watchdog};

/// Why there is no result.
pub(super) enum Ended {
    /// The program itself failed.
    Failed(Diagnostic),
    /// A text or a template went on and on; it still does, until the process ends.
    GivenUp(Overrun),
    /// The system gave no threads, or took them away.
    Machine(String),
}

/// More threads would only cost memory.
const MAX_THREADS: usize = 64;
/// Stack of each thread: templates may stand inside each other, and components in them.
const STACK_BYTES: usize = 16 << 20;

/// Does `work` in a pool of threads, which parallel iterators in it use as well.
///
/// # Errors
/// See [`Ended`].
pub(super) fn watched<T: Send + 'static>(
    watchdog: &Watchdog,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Ended> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(n_threads())
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| Ended::Machine(format!("cannot start a thread: {error}")))?;
    let (sender, receiver) = mpsc::channel();
    pool.spawn(move || {
        // Nobody listens any more once the work was given up.
        let _ = sender.send(catch("the whole site", work));
    });
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(result) => return result.map_err(Ended::Failed),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(overrun) = watchdog.tick() {
                    return Err(Ended::GivenUp(overrun));
                }
            }
            Err(RecvTimeoutError::Disconnected) => {
                let message = "the thread that makes the site has ended before its time";
                return Err(Ended::Machine(message.to_owned()));
            }
        }
    }
}

/// As many threads as `RAYON_NUM_THREADS` asks for, else as there are cores.
pub(super) fn n_threads() -> usize {
    let asked = std::env::var("RAYON_NUM_THREADS").ok();
    let asked = asked.and_then(|text| text.parse().ok()).filter(|&n| n > 0);
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    asked.unwrap_or_else(cores).min(MAX_THREADS)
}

/// The pair of a watchdog for the work and for who waits.
pub(super) fn watchdog() -> (Arc<Watchdog>, Arc<Watchdog>) {
    let watchdog = Arc::new(Watchdog::default());
    (Arc::clone(&watchdog), watchdog)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_in_other_threads() {
        let watchdog = Watchdog::default();
        let here = std::thread::current().id();
        let there = watched(&watchdog, || std::thread::current().id());
        assert!(there.is_ok_and(|there| there != here));
    }

    #[test]
    fn a_panic_is_a_complaint() {
        let ended = watched(&Watchdog::default(), || -> u8 { panic!("no") });
        let Err(Ended::Failed(fault)) = ended else {
            panic!("it did not fail");
        };
        assert_eq!(fault.code, "internal-error");
    }
}
