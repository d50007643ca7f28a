//! What is being made at this moment and for how long, so that a text or a template that never ends can be ended.
//!
//! Comes in: the begin and the end of each piece of work, from any thread, and a tick at equal intervals from the
//! thread that waits. Goes out: first the request to stop, which the work asks for ([`is_overdue`]), then the name of
//! what did not stop. Ticks are counted, not hours read: a process that was suspended has lost no time.

use std::cell::RefCell;
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::progress::Progress;

/// The time between two ticks.
pub const TICK: Duration = Duration::from_millis(50);
/// Ticks after which work is asked to stop: 10 seconds.
const LIMIT: u32 = 200;
/// Ticks after which work that goes on is given up.
const GRACE: u32 = LIMIT + 20;
/// By how many bytes the process may grow during one piece of work.
const MAX_GROWTH: u64 = 800_000_000;

thread_local! {
    static CURRENT: RefCell<Option<Arc<Work>>> = const { RefCell::new(None) };
}

/// All work that is going on.
#[derive(Debug, Default)]
pub struct Watchdog {
    /// Counts each piece of work that ends.
    pub progress: Arc<Progress>,
    works: Mutex<Vec<Arc<Work>>>,
    has_barked: AtomicBool,
}

/// A piece of work: a text or a template that makes a page.
#[derive(Debug)]
struct Work {
    /// The file that would be to blame, below the site's root.
    file: String,
    /// What is being made.
    what: String,
    n_ticks: AtomicU32,
    /// Memory of the process when it was first seen.
    memory: AtomicU64,
}

/// Work that went too far and did not stop by itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Overrun {
    /// The file that is to blame, below the site's root.
    pub file: String,
    /// What was being made.
    pub what: String,
    /// What there was too much of, for a message.
    pub excess: &'static str,
}

/// Marks the end of a piece of work when it is dropped.
#[derive(Debug)]
pub struct Going<'a> {
    watchdog: &'a Watchdog,
    work: Arc<Work>,
}

/// What is said of work that takes too long.
pub const TOO_LONG: &str = "it takes more than 10 seconds";
const TOO_LARGE: &str = "it takes more than 800 MB of memory";

impl Watchdog {
    /// Notes that this thread begins a piece of work: the file that would be to blame, and what is being made.
    pub fn begin(&self, file: impl Into<String>, what: impl Into<String>) -> Going<'_> {
        let work = Arc::new(Work {
            file: file.into(),
            what: what.into(),
            n_ticks: AtomicU32::new(0),
            memory: AtomicU64::new(0),
        });
        self.works().push(Arc::clone(&work));
        CURRENT.set(Some(Arc::clone(&work)));
        Going {
            watchdog: self,
            work,
        }
    }

    /// Counts one tick for everything that is going on; says what did not stop although it was asked to.
    pub fn tick(&self) -> Option<Overrun> {
        self.tick_with(memory())
    }

    /// Whether any work was asked to stop: what comes after it need not be begun.
    pub fn has_barked(&self) -> bool {
        self.has_barked.load(Ordering::Relaxed)
    }

    fn tick_with(&self, memory: Option<u64>) -> Option<Overrun> {
        for work in &*self.works() {
            let (n_ticks, excess) = work.tick(memory.unwrap_or(0));
            if n_ticks >= LIMIT {
                self.has_barked.store(true, Ordering::Relaxed);
            }
            if let Some(excess) = excess {
                let (file, what) = (work.file.clone(), work.what.clone());
                return Some(Overrun { file, what, excess });
            }
        }
        None
    }

    fn works(&self) -> MutexGuard<'_, Vec<Arc<Work>>> {
        self.works.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Work {
    /// How many ticks it has seen with this one, and why it must be given up.
    fn tick(&self, memory: u64) -> (u32, Option<&'static str>) {
        let n_ticks = self.n_ticks.fetch_add(1, Ordering::Relaxed) + 1;
        if n_ticks == 1 {
            self.memory.store(memory, Ordering::Relaxed);
        }
        let growth = memory.saturating_sub(self.memory.load(Ordering::Relaxed));
        let excess = match n_ticks {
            _ if growth > MAX_GROWTH => Some(TOO_LARGE),
            GRACE.. => Some(TOO_LONG),
            _ => None,
        };
        (n_ticks, excess)
    }
}

impl Drop for Going<'_> {
    fn drop(&mut self) {
        CURRENT.set(None);
        self.watchdog.progress.step();
        self.watchdog
            .works()
            .retain(|work| !Arc::ptr_eq(work, &self.work));
    }
}

/// Whether what this thread is making has taken too long and should stop.
pub fn is_overdue() -> bool {
    CURRENT.with_borrow(|work| {
        work.as_ref()
            .is_some_and(|work| work.n_ticks.load(Ordering::Relaxed) >= LIMIT)
    })
}

/// Bytes of memory that the process holds; `None` where the system does not say.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes = line.trim().strip_suffix(" kB")?.parse::<u64>().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_asked_to_stop_and_then_given_up() {
        let watchdog = Watchdog::default();
        let going = watchdog.begin("templates/pages/page.html", "content/a.it.md");
        for _ in 1..LIMIT {
            assert_eq!(watchdog.tick_with(None), None);
        }
        assert!(!is_overdue() && !watchdog.has_barked());
        assert_eq!(watchdog.tick_with(None), None);
        assert!(is_overdue() && watchdog.has_barked());
        for _ in LIMIT + 1..GRACE {
            assert_eq!(watchdog.tick_with(None), None);
        }
        let overrun = watchdog.tick_with(None).expect("it did not stop");
        assert_eq!(
            (overrun.file.as_str(), overrun.excess),
            ("templates/pages/page.html", TOO_LONG)
        );
        drop(going);
        assert_eq!(watchdog.tick_with(None), None);
        assert!(!is_overdue());
    }

    #[test]
    fn work_that_eats_the_memory_is_given_up_at_once() {
        let watchdog = Watchdog::default();
        let _going = watchdog.begin("templates/pages/page.html", "content/a.it.md");
        assert_eq!(watchdog.tick_with(Some(3 * MAX_GROWTH)), None);
        assert_eq!(watchdog.tick_with(Some(4 * MAX_GROWTH)), None);
        let overrun = watchdog.tick_with(Some(4 * MAX_GROWTH + 1));
        assert_eq!(overrun.map(|overrun| overrun.excess), Some(TOO_LARGE));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_says_how_large_the_process_is() {
        assert!(memory().is_some_and(|bytes| bytes > 1_000_000));
    }
}
