//! How far long work has come. Comes in: each stage as it begins, with how much there is to do in it, and each piece as
//! it is done, from any thread; goes out: where the work stands, for who shows it, and how long each stage has taken.
//! Knows nothing of what is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How far work has come.
#[derive(Debug, Default)]
pub struct Progress {
    stages: Mutex<Vec<Stage>>,
    n_done: AtomicUsize,
}

#[derive(Clone, Copy, Debug)]
struct Stage {
    name: &'static str,
    n_pieces: usize,
    begun: Instant,
}

/// Where work stands at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The stage that has begun last, as a participle: `reading`; empty before the first one.
    pub stage: &'static str,
    /// Pieces that are done in this stage; never more than there are.
    pub n_done: usize,
    /// Pieces that there are; 0 where nobody can know.
    pub n_pieces: usize,
}

impl Progress {
    /// A stage begins, and the one before it has ended; `n_pieces` is 0 where nobody can know.
    pub fn enter(&self, name: &'static str, n_pieces: usize) {
        let begun = Instant::now();
        let mut stages = self.stages();
        self.n_done.store(0, Ordering::Relaxed);
        stages.push(Stage {
            name,
            n_pieces,
            begun,
        });
    }

    /// A piece is done.
    pub fn step(&self) {
        self.n_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Where the work stands.
    pub fn now(&self) -> Standing {
        let stage = self.stages().last().copied();
        let n_done = self.n_done.load(Ordering::Relaxed);
        stage.map_or_else(Standing::default, |stage| Standing {
            stage: stage.name,
            n_done: n_done.min(stage.n_pieces),
            n_pieces: stage.n_pieces,
        })
    }

    /// How long each stage has taken, in order; the last one up to now.
    pub fn times(&self) -> Vec<(&'static str, Duration)> {
        let now = Instant::now();
        let stages = self.stages();
        let ends = stages.iter().skip(1).map(|stage| stage.begun).chain([now]);
        let each = stages.iter().zip(ends);
        each.map(|(stage, end)| (stage.name, end.duration_since(stage.begun)))
            .collect()
    }

    fn stages(&self) -> MutexGuard<'_, Vec<Stage>> {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_counts_its_own_pieces() {
        let progress = Progress::default();
        assert_eq!(progress.now(), Standing::default());
        progress.enter("reading", 0);
        progress.step();
        let standing = |stage, n_done, n_pieces| Standing {
            stage,
            n_done,
            n_pieces,
        };
        assert_eq!(progress.now(), standing("reading", 0, 0));
        progress.enter("rendering", 2);
        assert_eq!(progress.now(), standing("rendering", 0, 2));
        for n_done in [1, 2, 2] {
            progress.step();
            assert_eq!(progress.now(), standing("rendering", n_done, 2));
        }
        let times = progress.times();
        let names: Vec<&str> = times.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["reading", "rendering"]);
    }
}
