//! Finished files in memory. Comes in: what the stages hand over; goes out: a snapshot of the whole site that nobody
//! changes any more. A file whose bytes are those of the last snapshot is the same file, in the same place of memory.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hyper::body::Bytes;

use crate::sink::{Draw, OutputError, Sink};

/// A finished file.
pub(super) enum Body {
    /// Its bytes, and a digest of them once somebody asked.
    Made(Bytes, OnceLock<u64>),
    /// What makes its bytes, and the bytes once somebody asked.
    Drawn(Draw, OnceLock<Bytes>),
}

impl Body {
    fn made(bytes: Bytes) -> Arc<Self> {
        Arc::new(Self::Made(bytes, OnceLock::new()))
    }

    /// Its bytes; the first call draws what was not drawn yet.
    pub(super) fn bytes(&self) -> Bytes {
        match self {
            Self::Made(bytes, _) => bytes.clone(),
            Self::Drawn(draw, drawn) => drawn.get_or_init(|| draw().into()).clone(),
        }
    }

    /// A number that is another one when the bytes are others. The path of what is drawn changes with its bytes.
    pub(super) fn digest(&self) -> u64 {
        match self {
            Self::Made(bytes, digest) => *digest.get_or_init(|| {
                let mut hasher = DefaultHasher::new();
                bytes.hash(&mut hasher);
                hasher.finish()
            }),
            Self::Drawn(..) => 0,
        }
    }

    fn holds(&self, bytes: &[u8]) -> bool {
        let is_there = |own: &Bytes| own.as_ptr() == bytes.as_ptr() && own.len() == bytes.len();
        matches!(self, Self::Made(own, _) if is_there(own) || own == bytes)
    }
}

type Files = HashMap<String, Arc<Body>>;

/// A whole site as one run made it.
pub struct Snapshot {
    base: String,
    files: Files,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files at {}", self.files.len(), self.base)
    }
}

impl Snapshot {
    /// The path that the site stands below, beginning and ending with a slash: `/`, `/repo/`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The file at a path below the site, letter for letter: `en/index.html`.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Body>> {
        self.files.get(path)
    }

    /// How many files are new, others or gone, compared with an older snapshot.
    pub fn n_changed(&self, old: Option<&Self>) -> usize {
        let Some(old) = old else {
            return self.files.len();
        };
        let is_old = |(path, body): &(&String, &Arc<Body>)| {
            old.get(path).is_some_and(|old| Arc::ptr_eq(old, body))
        };
        let n_new = self.files.iter().filter(|file| !is_old(file)).count();
        let gone = old.files.keys().filter(|path| self.get(path).is_none());
        n_new + gone.count()
    }
}

/// Takes the files of one run, to become a [`Snapshot`].
pub struct MemorySink {
    old: Option<Arc<Snapshot>>,
    files: Mutex<Files>,
}

impl fmt::Debug for MemorySink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} files", self.files().len())
    }
}

impl MemorySink {
    /// A sink for the run that comes after the one that made `old`.
    pub fn new(old: Option<Arc<Snapshot>>) -> Self {
        Self {
            old,
            files: Mutex::default(),
        }
    }

    /// What was taken, as a site below `base`; the sink is empty afterwards.
    pub fn finish(&self, base: String) -> Snapshot {
        let files = std::mem::take(&mut *self.files());
        Snapshot { base, files }
    }

    fn keep(&self, path: &str, body: Arc<Body>) {
        self.files().insert(path.to_owned(), body);
    }

    fn old(&self, path: &str) -> Option<&Arc<Body>> {
        self.old.as_ref()?.get(path)
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let same = self.old(path).filter(|old| old.holds(bytes));
        let made = || Body::made(Bytes::copy_from_slice(bytes));
        self.keep(path, same.map_or_else(made, Arc::clone));
        Ok(())
    }

    fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) -> Result<(), OutputError> {
        let same = self.old(path).filter(|old| old.holds(bytes));
        let made = || Body::made(Bytes::from_owner(Arc::clone(bytes)));
        self.keep(path, same.map_or_else(made, Arc::clone));
        Ok(())
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), OutputError> {
        let bytes = fs::read(from).map_err(|error| OutputError::system("read", from, &error))?;
        self.put(path, &bytes)
    }

    fn put_drawn(&self, path: &str, draw: Draw) -> Result<(), OutputError> {
        let drawn = || Arc::new(Body::Drawn(draw, OnceLock::new()));
        let old = self.old(path).map(Arc::clone);
        self.keep(path, old.unwrap_or_else(drawn));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn snapshot(old: Option<&Arc<Snapshot>>, files: &[(&str, &str)]) -> Arc<Snapshot> {
        let sink = MemorySink::new(old.cloned());
        for (path, text) in files {
            sink.put(path, text.as_bytes()).expect("memory is there");
        }
        Arc::new(sink.finish("/".into()))
    }

    #[test]
    fn what_has_not_changed_is_kept_once() {
        let old = snapshot(None, &[("a", "1"), ("b", "2"), ("c", "3")]);
        let new = snapshot(Some(&old), &[("a", "1"), ("b", "4"), ("d", "3")]);
        let same = |path: &str| match (old.get(path), new.get(path)) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            _ => false,
        };
        assert_eq!(["a", "b", "c"].map(same), [true, false, false]);
        assert_eq!(new.n_changed(Some(&old)), 3);
        assert_eq!(new.n_changed(None), 3);
    }

    #[test]
    fn what_is_slow_to_make_is_made_once_and_only_when_asked_for() {
        let n_drawn = Arc::new(AtomicUsize::new(0));
        let put = |old: Option<Arc<Snapshot>>| {
            let n_drawn = Arc::clone(&n_drawn);
            let draw = move || vec![u8::try_from(n_drawn.fetch_add(1, Ordering::Relaxed)).unwrap()];
            let sink = MemorySink::new(old);
            sink.put_drawn("card-1.png", Arc::new(draw)).unwrap();
            Arc::new(sink.finish("/".into()))
        };
        let first = put(None);
        let second = put(Some(Arc::clone(&first)));
        assert_eq!(n_drawn.load(Ordering::Relaxed), 0);
        for snapshot in [&second, &first, &second] {
            assert_eq!(snapshot.get("card-1.png").unwrap().bytes(), &[0][..]);
        }
        assert_eq!(n_drawn.load(Ordering::Relaxed), 1);
    }
}
