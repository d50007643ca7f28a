//! The connections that are open. Where there are too many, the one that has been silent longest makes room: who asks is
//! answered, however many others hold on without asking.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::task::AbortHandle;

/// How many connections are held at the same time.
const MOST: usize = 2_000;
/// The time of a connection that is meant to be silent.
const LISTENS: u64 = u64::MAX;

/// The connections that are open.
pub(super) struct Crowd {
    begun: Instant,
    open: Vec<(Pulse, AbortHandle)>,
}

/// When a connection has asked last, in milliseconds.
#[derive(Clone)]
pub(super) struct Pulse {
    begun: Instant,
    asked: Arc<AtomicU64>,
}

impl Crowd {
    /// Nobody is there yet. Takes as many file handles as the system may give.
    pub(super) fn new() -> Self {
        let limit = getrlimit(Resource::Nofile);
        // Without more there is room for fewer.
        let _ = setrlimit(
            Resource::Nofile,
            Rlimit {
                current: limit.maximum,
                ..limit
            },
        );
        Self {
            begun: Instant::now(),
            open: Vec::new(),
        }
    }

    /// The pulse of somebody who comes.
    pub(super) fn pulse(&self) -> Pulse {
        let pulse = Pulse {
            begun: self.begun,
            asked: Arc::default(),
        };
        pulse.beat();
        pulse
    }

    /// Lets somebody in, in the place of another if there are too many.
    pub(super) fn join(&mut self, pulse: Pulse, task: AbortHandle) {
        if self.open.len() >= MOST {
            self.open.retain(|(_, task)| !task.is_finished());
        }
        if self.open.len() >= MOST {
            self.make_room();
        }
        self.open.push((pulse, task));
    }

    /// Ends the connection that has been silent longest.
    pub(super) fn make_room(&mut self) {
        self.open.retain(|(_, task)| !task.is_finished());
        let silent = self.open.iter().enumerate();
        let silent = silent.min_by_key(|(_, (pulse, _))| pulse.asked.load(Ordering::Relaxed));
        if let Some((at, _)) = silent {
            let (_, task) = self.open.swap_remove(at);
            task.abort();
        }
    }
}

impl Pulse {
    /// A request has come.
    pub(super) fn beat(&self) {
        let now = self.begun.elapsed().as_millis();
        let now = u64::try_from(now).unwrap_or(LISTENS - 1);
        self.asked.store(now, Ordering::Relaxed);
    }

    /// From now on the connection only listens.
    pub(super) fn listens(&self) {
        self.asked.store(LISTENS, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_has_been_silent_longest_makes_room() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut crowd = Crowd::new();
            let stay = || tokio::spawn(tokio::time::sleep(Duration::from_secs(60)));
            let tasks: Vec<_> = (0..MOST).map(|_| stay()).collect();
            let pulses: Vec<Pulse> = tasks.iter().map(|_| crowd.pulse()).collect();
            for (task, pulse) in tasks.iter().zip(&pulses) {
                crowd.join(pulse.clone(), task.abort_handle());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
            let silent = MOST / 2;
            pulses[0].listens();
            for (at, pulse) in pulses.iter().enumerate().skip(1) {
                if at != silent {
                    pulse.beat();
                }
            }
            let late = stay();
            crowd.join(crowd.pulse(), late.abort_handle());
            tokio::time::sleep(Duration::from_millis(5)).await;
            let ended = tasks
                .iter()
                .enumerate()
                .filter(|(_, task)| task.is_finished());
            let ended: Vec<usize> = ended.map(|(at, _)| at).collect();
            assert_eq!(ended, [silent]);
            assert!(!late.is_finished() && crowd.open.len() == MOST);
        });
    }
}
