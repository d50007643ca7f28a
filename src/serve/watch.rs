//! What changes on the disk, however editors save. Comes in: the folders of a site; goes out: word that the content of
//! a file is another one. The system's events only say when to look; what has changed is found by looking, so that
//! none that is lost, doubled or renamed by the system makes a difference.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::load::Stamps;

/// The folders below the root that are looked at.
const FOLDERS: [&str; 2] = ["content", "templates"];
/// How long nothing must happen until what happened is looked at.
const QUIET: Duration = Duration::from_millis(15);
/// How long is waited for that at most.
const STORM: Duration = Duration::from_millis(200);
/// The same for changes that come right after many others, as when a branch is switched.
const CALM: Duration = Duration::from_millis(100);
const LONG_STORM: Duration = Duration::from_secs(2);
/// What comes within this time of many changes belongs to them.
const SOON: Duration = Duration::from_millis(500);
/// How often is looked without an event: systems lose some.
const SAFETY_NET: Duration = Duration::from_secs(2);
/// How often is looked where the system gives no events.
const WITHOUT_EVENTS: Duration = Duration::from_millis(300);
/// From how many changed files on a change may be part of a larger one.
const MANY: usize = 5;

/// Looks at the folders of a site, and waits for changes.
pub struct Watch {
    root: PathBuf,
    /// What happened since it was last asked is one token, whatever it was.
    happened: Receiver<()>,
    /// Held so that the channel stays open where there is no watcher.
    sender: SyncSender<()>,
    watcher: Option<RecommendedWatcher>,
    /// Which folder the watcher has in its eye at each path.
    watched: [Option<u64>; FOLDERS.len()],
    /// When many files changed last.
    changed: Option<Instant>,
}

impl Watch {
    /// Begins to watch the site in `root`. Also gives a notice where the system gives no events: it then looks more
    /// often.
    pub fn new(root: &Path) -> (Self, Option<String>) {
        let (sender, happened) = sync_channel(1);
        let mut watch = Self {
            root: root.to_path_buf(),
            happened,
            sender,
            watcher: None,
            watched: [None; FOLDERS.len()],
            changed: None,
        };
        let notice = watch.begin().err().map(|error| {
            let often = WITHOUT_EVENTS.as_millis();
            format!("the system does not tell of changes ({error}); the files are looked at every {often} ms instead")
        });
        (watch, notice)
    }

    /// How the folders are now; `before` is how they were.
    pub fn scan(&self, before: &Stamps) -> Arc<Stamps> {
        Arc::new(Stamps::take(&self.root, before))
    }

    /// Waits until the files are not as they were, and quiet.
    pub fn wait(&mut self, mut seen: Arc<Stamps>) -> Arc<Stamps> {
        loop {
            let pause = match self.watcher {
                Some(_) => SAFETY_NET,
                None => WITHOUT_EVENTS,
            };
            match self.happened.recv_timeout(pause) {
                Ok(()) if self.changed.is_some_and(|last| last.elapsed() < SOON) => {
                    self.settle(CALM, LONG_STORM);
                }
                Ok(()) => self.settle(QUIET, STORM),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            let now = self.look(&seen);
            let n_changed = seen.n_changed(&now);
            if n_changed >= MANY {
                self.changed = Some(Instant::now());
            }
            if n_changed > 0 {
                return now;
            }
            // By now less may be in doubt.
            seen = now;
        }
    }

    /// How the folders are once they are quiet.
    pub fn quiet(&mut self, before: &Stamps) -> Arc<Stamps> {
        self.settle(CALM, LONG_STORM);
        self.changed = Some(Instant::now());
        self.look(before)
    }

    fn look(&mut self, before: &Stamps) -> Arc<Stamps> {
        self.renew();
        self.scan(before)
    }

    /// Waits for the end of what is going on, but not for ever.
    fn settle(&self, quiet: Duration, limit: Duration) {
        let begin = Instant::now();
        while begin.elapsed() < limit && self.happened.recv_timeout(quiet).is_ok() {}
    }

    fn begin(&mut self) -> notify::Result<()> {
        let sender = self.sender.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<_>| {
            if event.as_ref().map_or(true, may_change_content) {
                // A full channel says that something happened already.
                let _ = sender.try_send(());
            }
        })?;
        // The root tells when one of the folders goes and comes.
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for (folder, watched) in FOLDERS.iter().zip(&mut self.watched) {
            *watched = watch_folder(&mut watcher, &self.root.join(folder))?;
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Watches the folders that stand in the place of those that were watched.
    fn renew(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        for (folder, watched) in FOLDERS.iter().zip(&mut self.watched) {
            let path = self.root.join(folder);
            if inode(&path) != *watched {
                let _ = watcher.unwatch(&path);
                // Tried again at the next change or, at the latest, when the safety net looks.
                *watched = watch_folder(watcher, &path).unwrap_or(None);
            }
        }
    }
}

/// Watches a folder, if there is one, and gives its number.
fn watch_folder(watcher: &mut RecommendedWatcher, path: &Path) -> notify::Result<Option<u64>> {
    let inode = inode(path);
    if inode.is_some() {
        watcher.watch(path, RecursiveMode::Recursive)?;
    }
    Ok(inode)
}

fn inode(path: &Path) -> Option<u64> {
    let metadata = fs::symlink_metadata(path).ok()?;
    metadata.is_dir().then(|| metadata.ino())
}

/// Whether an event may mean that a file holds something else. That it was opened or read does not; the program itself
/// does so at every run.
fn may_change_content(event: &notify::Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, MetadataKind, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    /// A site in a folder of its own, which is gone at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("spiega-{name}-{}", std::process::id()));
            fs::create_dir_all(root.join("content")).unwrap();
            Self(root)
        }

        fn write(&self, text: &str) {
            fs::write(self.0.join("content/a.md"), text).unwrap();
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn p71_whatever_the_system_says_of_a_change_is_a_reason_to_look() {
        for (kind, is_reason) in [
            (EventKind::Any, true),
            (EventKind::Other, true),
            (EventKind::Create(CreateKind::Any), true),
            (EventKind::Remove(RemoveKind::File), true),
            (EventKind::Modify(ModifyKind::Any), true),
            (EventKind::Modify(ModifyKind::Data(DataChange::Any)), true),
            (
                EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
                true,
            ),
            (EventKind::Modify(ModifyKind::Name(RenameMode::From)), true),
            (EventKind::Modify(ModifyKind::Name(RenameMode::To)), true),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Write)),
                true,
            ),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Read)),
                false,
            ),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), false),
        ] {
            let found = may_change_content(&notify::Event::new(kind));
            assert_eq!(found, is_reason, "{kind:?}");
        }
    }

    #[test]
    fn without_events_the_files_are_looked_at_all_the_same() {
        let folder = Folder::new("no-events");
        folder.write("one");
        let (mut watch, _) = Watch::new(&folder.0);
        watch.watcher = None;
        let seen = watch.scan(&Stamps::default());
        folder.write("two and more");
        let now = watch.wait(seen);
        assert!(now == watch.scan(&now));
    }

    #[test]
    fn a_text_of_the_same_length_and_time_is_another_text() {
        let folder = Folder::new("same-time");
        let watch = Watch::new(&folder.0).0;
        let path = folder.0.join("content/a.md");
        folder.write("one");
        let seen = watch.scan(&Stamps::default());
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        folder.write("two");
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(time).unwrap();
        assert!(seen != watch.scan(&seen));
        folder.write("one");
        file.set_modified(time).unwrap();
        assert!(seen == watch.scan(&seen));
    }
}
