//! A build on its way to the output. Comes in: what the sinks are given; goes out: one exchange, or none. Decides
//! only which files are new; how trees are built, planned and exchanged is its neighbors' business.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{Read, Seek};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::compare::{open_regular, same_bytes};
use super::exchange;
use super::foreign::must_hold_no_texts;
use super::lock::Lock;
use super::manifest::{MARK, Manifest, path_fault};
use super::plan::{self, Plan};
use super::target::{Protected, Target};
use super::tree::{FILE_MODE, FOLDER_MODE, NewTree};
use super::walk::with_many_threads;
use crate::sink::{OutputError, Sink};

/// What a build did to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files whose bytes (or mode) are new.
    pub written: usize,
    /// Files that were there already, byte for byte.
    pub unchanged: usize,
    /// Files of ours that are gone.
    pub removed: usize,
    /// Whether the output was left alone altogether.
    pub nothing_changed: bool,
}

/// A new output that nobody sees yet. Dropping it, like [`Staging::discard`], leaves the old output as it was.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    old: Manifest,
    tree: NewTree,
    files: Mutex<HashMap<String, Fate>>,
    failure: Mutex<Option<OutputError>>,
    lock: Lock,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// In the new tree already.
    Written,
    /// In the old output, with the same bytes and mode.
    Unchanged,
}

impl Staging {
    /// Checks that `output` may be written, locks it and finishes what a killed process began.
    ///
    /// Parents that do not exist are made. Errors: [`crate::sink::OutputErrorKind::Refused`] when the output is, holds or
    /// is inside protected folders, is neither empty nor ours, or holds texts that are not; [`crate::sink::OutputErrorKind::Locked`], without
    /// waiting, when another process builds it.
    pub fn open(output: &Path, protected: &Protected) -> Result<Self, OutputError> {
        let target = Target::resolve(output)?;
        target.keep_away_from(protected)?;
        target.must_not_be_mounted()?;
        must_hold_no_texts(&target, &target.manifest()?)?;
        let lock = Lock::take(&target)?;
        exchange::finish(&target)?;
        Ok(Self {
            // Read again: another process may have built between the check above and the lock.
            old: target.manifest()?,
            tree: NewTree::create(&target)?,
            files: Mutex::default(),
            failure: Mutex::default(),
            target,
            lock,
        })
    }

    /// Makes the new output the output, or leaves the old one alone if nothing differs.
    ///
    /// Errors: the first one of any [`Sink`] call; a foreign file that stands where one of ours goes; whatever the
    /// system says. The output is then as it was, unless the message is about removing the old one.
    pub fn commit(self) -> Result<Summary, OutputError> {
        if let Some(failure) = hold(&self.failure).take() {
            return Err(failure);
        }
        let files = std::mem::take(&mut *hold(&self.files));
        let new = Manifest::new(files.keys().map(String::as_str));
        let mut summary = summary_of(&files);
        if summary.written == 0 && self.is_current(&new) {
            summary.nothing_changed = true;
            return Ok(summary);
        }
        let is_replaced = |path: &str| files.get(path) == Some(&Fate::Written);
        let (n_removed, to_move) = with_many_threads(|| {
            let plan = plan::plan(&self.target, &self.old, &new, is_replaced)?;
            Ok((plan.n_removed, self.complete(&files, &new, plan)?))
        })?;
        summary.removed = n_removed;
        exchange::exchange(&self.target, &to_move)?;
        Ok(summary)
    }

    /// Removes the new output; the old one stays as it was.
    pub fn discard(self) {}

    /// The same while threads that were given up still hold it, and end with the process.
    pub fn abandon(&self) {
        // Such a thread may write at this moment; the next command sweeps what stays.
        let _ = exchange::finish(&self.target);
        self.lock.release();
    }

    /// Whether the output, all of whose files have the right bytes, is right in everything else.
    fn is_current(&self, new: &Manifest) -> bool {
        self.old.text() == new.text()
            && new
                .folders()
                .chain([""])
                .all(|folder| self.has_mode_of_ours(&self.target.output.join(folder)))
    }

    fn has_mode_of_ours(&self, folder: &Path) -> bool {
        let has_mode = |metadata: fs::Metadata| metadata.mode() & 0o777 == FOLDER_MODE;
        !self.lock.keeps_modes() || fs::metadata(folder).is_ok_and(has_mode)
    }

    /// Brings everything into the new tree that is not there yet; returns what can only be moved, after the exchange.
    fn complete(
        &self,
        files: &HashMap<String, Fate>,
        new: &Manifest,
        plan: Plan,
    ) -> Result<Vec<PathBuf>, OutputError> {
        files
            .par_iter()
            .filter(|&(_, &fate)| fate == Fate::Unchanged)
            .try_for_each(|(path, _)| self.tree.keep(Path::new(path)))?;
        let mut to_move = plan.foreign_folders;
        for folder in &to_move {
            self.tree.make_parents(folder)?;
        }
        for file in plan.foreign_files {
            if !self.tree.link_foreign(&file)? {
                to_move.push(file);
            }
        }
        self.tree.write(Path::new(MARK), new.text().as_bytes())?;
        Ok(to_move)
    }

    /// Whether the old output has this file with these bytes and the right mode.
    fn is_unchanged(&self, path: &str, n_bytes: u64, bytes: impl Read) -> bool {
        // Whatever keeps the old file from being read, a new one takes its place.
        let Ok((file, metadata)) = open_regular(&self.target.output.join(path)) else {
            return false;
        };
        metadata.len() == n_bytes
            && (metadata.mode() & 0o777 == FILE_MODE || !self.lock.keeps_modes())
            && same_bytes(file, bytes).unwrap_or(false)
    }

    fn check(&self, path: &str) -> Result<(), OutputError> {
        match path_fault(path) {
            Some(fault) => Err(OutputError::refused(
                format!("`{path}` cannot be written: {fault}"),
                "give its page another slug",
            )),
            None => Ok(()),
        }
    }

    fn record(&self, path: &str, fate: Fate) -> Result<(), OutputError> {
        match hold(&self.files).entry(path.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(fate);
                Ok(())
            }
            Entry::Occupied(_) => Err(OutputError::refused(
                format!("`{path}` is written twice"),
                "give one of its two sources another slug",
            )),
        }
    }

    fn remember<T>(&self, result: Result<T, OutputError>) -> Result<T, OutputError> {
        result.inspect_err(|error| {
            hold(&self.failure).get_or_insert_with(|| error.clone());
        })
    }

    fn put_page(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.check(path)?;
        if self.is_unchanged(path, bytes.len() as u64, bytes) {
            return self.record(path, Fate::Unchanged);
        }
        self.record(path, Fate::Written)?;
        self.tree.write(Path::new(path), bytes)
    }

    fn copy_asset(&self, path: &str, from: &Path) -> Result<(), OutputError> {
        let failed = |error| OutputError::system("read", from, &error);
        self.check(path)?;
        let (mut source, metadata) = open_regular(from).map_err(failed)?;
        if self.is_unchanged(path, metadata.len(), &source) {
            return self.record(path, Fate::Unchanged);
        }
        source.rewind().map_err(failed)?;
        self.record(path, Fate::Written)?;
        self.tree.copy(Path::new(path), &mut source)
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.remember(self.put_page(path, bytes))
    }

    fn copy(&self, path: &str, from: &Path) -> Result<(), OutputError> {
        self.remember(self.copy_asset(path, from))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next command, which also says why if it cannot.
        let _ = exchange::finish(&self.target);
    }
}

fn summary_of(files: &HashMap<String, Fate>) -> Summary {
    let is_written = |&&fate: &&Fate| fate == Fate::Written;
    let n_written = files.values().filter(is_written).count();
    Summary {
        written: n_written,
        unchanged: files.len() - n_written,
        ..Summary::default()
    }
}

/// A panic elsewhere leaves these maps whole, so a poisoned lock is as good as any.
fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
