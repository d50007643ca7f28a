//! The stage as a whole, on the disk; and every state that a killed process can leave there.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use super::exchange::{Journal, Way, finish, swap};
use super::lock::Lock;
use super::manifest::Manifest;
use super::target::Target;
use super::tree::NewTree;
use super::*;
use crate::sink::Sink;

/// A site's root of its own, with content and an output `public`; removed at the end.
struct Site {
    root: PathBuf,
}

impl Site {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "spiega-write-{}-{}",
            process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let root = std::env::temp_dir().join(name);
        let site = Self { root };
        site.lay("content/page.md", "text");
        site.lay("templates/page.html", "template");
        site
    }

    fn output(&self) -> PathBuf {
        self.root.join("public")
    }

    fn protected(&self) -> Protected {
        Protected {
            root: self.root.clone(),
            sources: vec![self.root.join("content"), self.root.join("templates")],
        }
    }

    fn lay(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn open(&self) -> Result<Staging, OutputError> {
        Staging::open(&self.output(), &self.protected())
    }

    fn build(&self, pages: &[(&str, &str)]) -> Result<Summary, OutputError> {
        let staging = self.open()?;
        for (path, text) in pages {
            staging.put(path, text.as_bytes())?;
        }
        staging.commit()
    }

    /// Every file, folder and link of the output but the mark, with its text or target.
    fn published(&self) -> BTreeMap<String, String> {
        let mut tree = snapshot(&self.output());
        tree.remove(".spiega");
        tree
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn is_clean(&self) {
        assert_eq!(self.names(), ["content", "public", "templates"]);
    }

    fn inode(&self, path: &str) -> u64 {
        fs::symlink_metadata(self.output().join(path))
            .unwrap()
            .ino()
    }

    fn target(&self) -> Target {
        Target::resolve(&self.output()).unwrap()
    }

    /// A complete new tree in the staging folder, as it stands just before the journal is written.
    fn stage(&self, pages: &[(&str, &str)]) -> Target {
        let target = self.target();
        fs::create_dir(&target.staging).unwrap();
        fs::write(target.staging.join("lock"), "999999\n").unwrap();
        let tree = NewTree::create(&target).unwrap();
        for (path, text) in pages {
            tree.write(Path::new(path), text.as_bytes()).unwrap();
        }
        let manifest = Manifest::new(pages.iter().map(|&(path, _)| path));
        tree.write(Path::new(".spiega"), manifest.text().as_bytes())
            .unwrap();
        target
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn snapshot(root: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap();
        let value = if entry.file_type().is_dir() {
            "(folder)".to_owned()
        } else if entry.path_is_symlink() {
            format!("-> {}", fs::read_link(entry.path()).unwrap().display())
        } else {
            fs::read_to_string(entry.path()).unwrap()
        };
        tree.insert(path.to_str().unwrap().to_owned(), value);
    }
    tree
}

fn tree_of(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |&(path, text): &(&str, &str)| (path.to_owned(), text.to_owned());
    entries.iter().map(owned).collect()
}

const FOLDER: &str = "(folder)";
const OLD: &[(&str, &str)] = &[
    ("a.html", "a1"),
    ("d/b.html", "b1"),
    ("gone/deep/c.html", "c1"),
];
const NEW: &[(&str, &str)] = &[("a.html", "a2"), ("d/b.html", "b1"), ("e/f.html", "f2")];

fn new_tree() -> BTreeMap<String, String> {
    let mut tree = tree_of(NEW);
    tree.extend(tree_of(&[("d", FOLDER), ("e", FOLDER)]));
    tree
}

#[test]
fn the_first_build_makes_the_output_and_leaves_nothing_beside_it() {
    let site = Site::new();
    let summary = site.build(NEW).unwrap();
    assert_eq!(
        summary,
        Summary {
            written: 3,
            ..Summary::default()
        }
    );
    assert_eq!(site.published(), new_tree());
    assert_eq!(
        fs::read_to_string(site.output().join(".spiega")).unwrap(),
        "spiega output 1\na.html\nd/b.html\ne/f.html\n"
    );
    site.is_clean();
}

#[test]
fn the_same_build_again_touches_nothing() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let before = fs::metadata(site.output()).unwrap();
    let summary = site.build(OLD).unwrap();
    let after = fs::metadata(site.output()).unwrap();
    assert_eq!(
        summary,
        Summary {
            unchanged: 3,
            nothing_changed: true,
            ..Summary::default()
        }
    );
    assert_eq!(
        (before.ino(), before.modified().unwrap()),
        (after.ino(), after.modified().unwrap())
    );
    site.is_clean();
}

#[test]
fn a_changed_build_keeps_equal_files_and_removes_ours_with_their_folders() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let (changed, equal) = (site.inode("a.html"), site.inode("d/b.html"));
    let summary = site.build(NEW).unwrap();
    assert_eq!(
        summary,
        Summary {
            written: 2,
            unchanged: 1,
            removed: 1,
            nothing_changed: false
        }
    );
    assert_eq!(site.published(), new_tree());
    assert_ne!(site.inode("a.html"), changed);
    assert_eq!(site.inode("d/b.html"), equal);
    assert_eq!(
        fs::metadata(site.output().join("d/b.html"))
            .unwrap()
            .nlink(),
        1
    );
    site.is_clean();
}

#[test]
fn a_removed_page_alone_is_a_change() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let summary = site.build(&OLD[..2]).unwrap();
    assert_eq!((summary.removed, summary.nothing_changed), (1, false));
    assert!(!site.output().join("gone").exists());
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let site = Site::new();
    site.build(&[("x/y.html", "1"), ("z", "2")]).unwrap();
    site.build(&[("x", "3"), ("z/y.html", "4")]).unwrap();
    assert_eq!(
        site.published(),
        tree_of(&[("x", "3"), ("z", FOLDER), ("z/y.html", "4")])
    );
}

#[test]
fn assets_are_copied_and_compared() {
    let site = Site::new();
    let copy = |expected: &str| {
        let staging = site.open().unwrap();
        staging
            .copy("s/x.txt", &site.root.join("content/page.md"))
            .unwrap();
        let summary = staging.commit().unwrap();
        assert_eq!(site.published()["s/x.txt"], expected);
        summary.nothing_changed
    };
    assert!(!copy("text"));
    assert!(copy("text"));
    site.lay("content/page.md", "TEXT");
    assert!(!copy("TEXT"));
    let staging = site.open().unwrap();
    symlink("/etc/passwd", site.root.join("content/link")).unwrap();
    assert!(
        staging
            .copy("s/y.txt", &site.root.join("content/link"))
            .is_err()
    );
}

#[test]
fn modes_do_not_depend_on_what_was_there() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let set = |path: &str, mode| {
        fs::set_permissions(site.output().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let mode = |path: &str| fs::metadata(site.output().join(path)).unwrap().mode() & 0o7777;
    set("a.html", 0o600);
    assert_eq!(site.build(OLD).unwrap().written, 1);
    set("d", 0o700);
    assert!(!site.build(OLD).unwrap().nothing_changed);
    assert_eq!((mode("a.html"), mode("d"), mode("")), (0o644, 0o755, 0o755));
    assert!(site.build(OLD).unwrap().nothing_changed);
}

#[test]
fn foreign_files_folders_and_links_survive() {
    let site = Site::new();
    site.build(OLD).unwrap();
    for path in [
        "CNAME",
        ".git/HEAD",
        ".git/refs/x",
        "gone/mine/n.txt",
        "gone/keep.txt",
        "d/own.txt",
    ] {
        site.lay(&format!("public/{path}"), "mine");
    }
    symlink("nowhere", site.output().join("link")).unwrap();
    fs::create_dir(site.output().join("empty")).unwrap();
    let kept = ["CNAME", ".git", "gone/mine", "link", "empty"].map(|path| site.inode(path));
    site.build(NEW).unwrap();
    let mut expected = new_tree();
    for path in [
        "CNAME",
        ".git/HEAD",
        ".git/refs/x",
        "gone/mine/n.txt",
        "gone/keep.txt",
        "d/own.txt",
    ] {
        expected.insert(path.to_owned(), "mine".to_owned());
    }
    expected.extend(tree_of(&[("link", "-> nowhere")]));
    expected.extend(tree_of(
        &[".git", ".git/refs", "gone", "gone/mine", "empty"].map(|path| (path, FOLDER)),
    ));
    assert_eq!(site.published(), expected);
    let now = ["CNAME", ".git", "gone/mine", "link", "empty"].map(|path| site.inode(path));
    assert_eq!(kept, now);
    assert!(site.build(NEW).unwrap().nothing_changed);
    site.build(OLD).unwrap();
    assert_eq!(site.published()["gone/keep.txt"], "mine");
    site.is_clean();
}

#[test]
fn a_foreign_file_where_a_page_goes_is_refused_unless_it_is_the_page() {
    for (foreign, page) in [
        ("x.html", "x.html"),
        ("x", "x/y.html"),
        ("d/x/n.txt", "d/x"),
    ] {
        let site = Site::new();
        site.build(OLD).unwrap();
        site.lay(&format!("public/{foreign}"), "mine");
        let before = snapshot(&site.root);
        let mut pages = OLD.to_vec();
        pages.push((page, "ours"));
        let error = site.build(&pages).unwrap_err();
        assert_eq!(error.kind(), OutputErrorKind::Refused, "{error}");
        assert!(
            error.to_string().contains("was not written by spiega"),
            "{error}"
        );
        assert_eq!(snapshot(&site.root), before);
    }
    let site = Site::new();
    site.build(OLD).unwrap();
    site.lay("public/x.html", "same");
    site.build(&[("x.html", "same")]).unwrap();
    site.build(&[("a.html", "a")]).unwrap();
    assert_eq!(site.published(), tree_of(&[("a.html", "a")]));
}

#[test]
fn a_folder_of_somebody_else_is_refused_but_dot_files_are_kept() {
    let site = Site::new();
    site.lay("public/notes/diary.txt", "mine");
    site.lay("public/.nojekyll", "mine");
    let before = snapshot(&site.root);
    let error = site.build(OLD).unwrap_err();
    assert_eq!(error.kind(), OutputErrorKind::Refused);
    assert!(error.to_string().contains("`notes`"), "{error}");
    assert_eq!(snapshot(&site.root), before);

    let site = Site::new();
    site.lay("public/.gitignore", "*");
    site.build(&[("a.html", "a")]).unwrap();
    assert_eq!(
        site.published(),
        tree_of(&[(".gitignore", "*"), ("a.html", "a")])
    );
    site.is_clean();
}

#[test]
fn an_output_that_is_holds_or_is_inside_the_sources_is_refused() {
    let site = Site::new();
    site.lay(".git/HEAD", "mine");
    symlink("content", site.root.join("linked")).unwrap();
    symlink("nowhere", site.root.join("dangling")).unwrap();
    let before = snapshot(&site.root);
    let outputs = [
        ".",
        "..",
        "content",
        "content/new/deep",
        "templates",
        ".git",
        ".git/x",
        "linked",
        "linked/x",
        "content/../content",
        "missing/..",
        "missing/../content/x",
        "missing/deep/../../linked/x",
        "dangling",
        "content/page.md",
        "../../../../../../..",
    ];
    for output in outputs {
        let output = site.root.join(output);
        let error = Staging::open(&output, &site.protected()).unwrap_err();
        assert_eq!(
            error.kind(),
            OutputErrorKind::Refused,
            "{}: {error}",
            output.display()
        );
        assert!(error.help().is_some());
    }
    assert!(Staging::open(Path::new("/"), &site.protected()).is_err());
    assert_eq!(snapshot(&site.root), before);
    let plain = Target::resolve(&site.root.join("missing/../b/")).unwrap();
    assert_eq!(
        plain.output,
        Target::resolve(&site.root.join("b")).unwrap().output
    );
}

#[test]
fn a_link_to_an_ordinary_folder_is_followed() {
    let site = Site::new();
    fs::create_dir(site.root.join("real")).unwrap();
    symlink("real", site.output()).unwrap();
    site.build(NEW).unwrap();
    assert!(fs::symlink_metadata(site.output()).unwrap().is_symlink());
    assert_eq!(site.published(), new_tree());
    assert_eq!(site.names(), ["content", "public", "real", "templates"]);
}

#[test]
fn parents_are_made_and_do_not_outlive_a_discarded_build() {
    let site = Site::new();
    let output = site.root.join("x/y/public");
    let staging = Staging::open(&output, &site.protected()).unwrap();
    staging.put("a.html", b"a").unwrap();
    staging.discard();
    assert!(!site.root.join("x").exists());
    let staging = Staging::open(&output, &site.protected()).unwrap();
    staging.put("a.html", b"a").unwrap();
    staging.commit().unwrap();
    assert_eq!(snapshot(&site.root.join("x/y")).len(), 3);
}

#[test]
fn a_discarded_build_leaves_everything_as_it_was() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let before = snapshot(&site.root);
    let staging = site.open().unwrap();
    staging.put("a.html", b"other").unwrap();
    staging.discard();
    assert_eq!(snapshot(&site.root), before);
}

#[test]
fn a_failed_put_cannot_be_committed() {
    let site = Site::new();
    site.build(OLD).unwrap();
    let before = snapshot(&site.root);
    for bad in ["../x", "/x", "a.html", ".spiega"] {
        let staging = site.open().unwrap();
        staging.put("a.html", b"other").unwrap();
        let error = staging.put(bad, b"x").unwrap_err();
        assert_eq!(staging.commit().unwrap_err(), error);
        assert_eq!(snapshot(&site.root), before);
    }
}

#[test]
fn two_builds_at_once_are_one_too_many() {
    let site = Site::new();
    let first = site.open().unwrap();
    let error = site.open().unwrap_err();
    assert_eq!(error.kind(), OutputErrorKind::Locked);
    let expected = format!("another spiega (process {}) is writing to", process::id());
    assert!(error.to_string().starts_with(&expected), "{error}");
    recover(&site.output()).unwrap();
    first.put("a.html", b"a").unwrap();
    first.commit().unwrap();
    assert!(site.build(&[("a.html", "a")]).unwrap().nothing_changed);
}

#[test]
fn many_threads_may_put() {
    use rayon::prelude::*;
    let site = Site::new();
    let staging = site.open().unwrap();
    (0..500_usize).into_par_iter().for_each(|i| {
        staging
            .put(&format!("d{}/e{}/p{i}.html", i % 7, i % 11), b"x")
            .unwrap();
    });
    assert_eq!(staging.commit().unwrap().written, 500);
}

/// Builds over what a killed process left, after `recover` was tried on a part of the cases.
fn is_put_right(site: &Site, after_recovery: &[(&str, &str)]) {
    recover(&site.output()).unwrap();
    let published = site.published();
    for (path, text) in after_recovery {
        assert_eq!(
            published.get(*path).map(String::as_str),
            Some(*text),
            "{path}"
        );
    }
    assert_eq!(published[".git/HEAD"], "mine");
    site.is_clean();
    site.build(NEW).unwrap();
    let mut expected = new_tree();
    expected.extend(tree_of(&[(".git", FOLDER), (".git/HEAD", "mine")]));
    assert_eq!(site.published(), expected);
    site.is_clean();
}

fn site_with_git() -> Site {
    let site = Site::new();
    site.build(OLD).unwrap();
    site.lay("public/.git/HEAD", "mine");
    site
}

#[test]
fn a_kill_before_the_journal_leaves_the_old_output() {
    let site = site_with_git();
    let target = site.stage(NEW);
    fs::write(target.staging.join("journal.draft"), "new 1").unwrap();
    is_put_right(&site, OLD);
}

#[test]
fn a_kill_after_the_journal_leaves_the_old_output() {
    let site = site_with_git();
    let target = site.stage(NEW);
    Journal::of(&target).unwrap().write(&target).unwrap();
    is_put_right(&site, OLD);
}

#[test]
fn a_kill_after_the_exchange_leaves_the_new_output() {
    for way in [Way::OneStep, Way::TwoRenames] {
        let site = site_with_git();
        let target = site.stage(NEW);
        Journal::of(&target).unwrap().write(&target).unwrap();
        swap(&target, way).unwrap();
        assert!(!site.output().join(".git").exists());
        is_put_right(&site, NEW);
    }
}

#[test]
fn a_kill_between_the_two_renames_is_completed() {
    let site = site_with_git();
    let target = site.stage(NEW);
    Journal::of(&target).unwrap().write(&target).unwrap();
    fs::rename(&target.output, target.old_tree()).unwrap();
    is_put_right(&site, NEW);
}

#[test]
fn a_kill_during_the_sweep_is_completed() {
    let site = site_with_git();
    let target = site.stage(NEW);
    Journal::of(&target).unwrap().write(&target).unwrap();
    swap(&target, Way::OneStep).unwrap();
    let old = target.new_tree();
    fs::rename(old.join(".git"), target.output.join(".git")).unwrap();
    fs::remove_file(old.join("a.html")).unwrap();
    fs::remove_dir_all(old.join("gone")).unwrap();
    is_put_right(&site, NEW);
}

#[test]
fn the_mark_outlives_every_folder_of_a_sweep() {
    let site = site_with_git();
    let target = site.stage(NEW);
    Journal::of(&target).unwrap().write(&target).unwrap();
    swap(&target, Way::OneStep).unwrap();
    let old = target.new_tree();
    let set = |mode| fs::set_permissions(old.join("gone"), fs::Permissions::from_mode(mode));
    set(0o555).unwrap();
    // The superuser may remove it all the same.
    if finish(&target).is_err() {
        assert!(old.join(".spiega").exists());
        set(0o755).unwrap();
    }
    is_put_right(&site, NEW);
    assert!(!site.output().join("gone").exists());
}

#[test]
fn a_kill_after_the_sweep_leaves_only_a_journal_to_remove() {
    let site = site_with_git();
    let target = site.stage(NEW);
    Journal::of(&target).unwrap().write(&target).unwrap();
    swap(&target, Way::OneStep).unwrap();
    finish(&target).unwrap();
    fs::write(target.staging.join("journal"), "new 1\nold 2\n").unwrap();
    is_put_right(&site, NEW);
}

#[test]
fn what_came_to_the_old_output_in_the_meantime_moves_over() {
    let site = site_with_git();
    site.lay("public/CNAME", "before");
    let target = site.stage(NEW);
    fs::hard_link(target.output.join("CNAME"), target.new_tree().join("CNAME")).unwrap();
    Journal::of(&target).unwrap().write(&target).unwrap();
    swap(&target, Way::OneStep).unwrap();
    let old = target.new_tree();
    fs::write(old.join("gone/late.txt"), "late").unwrap();
    fs::remove_file(old.join("CNAME")).unwrap();
    fs::write(old.join("CNAME"), "after").unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::File::open(old.join("CNAME"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    recover(&site.output()).unwrap();
    let published = site.published();
    assert_eq!(published["gone/late.txt"], "late");
    assert_eq!(published["CNAME"], "after");
    site.is_clean();
}

#[test]
fn an_exchange_that_cannot_be_told_apart_is_left_alone() {
    for journal in ["", "new 1\nold 2\n", "new x\nold 2\n"] {
        let site = site_with_git();
        let target = site.stage(NEW);
        fs::write(target.staging.join("journal"), journal).unwrap();
        let before = snapshot(&target.new_tree());
        let error = site.build(NEW).unwrap_err();
        assert_eq!(error.kind(), OutputErrorKind::System);
        assert!(error.to_string().contains(".public.spiega"), "{error}");
        assert!(recover(&site.output()).is_err());
        assert_eq!(snapshot(&target.new_tree()), before);
        assert_eq!(site.published()[".git/HEAD"], "mine");
    }
}

#[test]
fn the_lock_of_a_dead_process_holds_nobody() {
    let site = Site::new();
    let target = site.stage(NEW);
    drop(Lock::take(&target).unwrap());
    assert!(!target.staging.join("lock").exists());
    site.build(NEW).unwrap();
    site.is_clean();
}

#[test]
fn a_file_in_the_place_of_the_staging_folder_is_refused() {
    let site = Site::new();
    site.lay(".public.spiega", "mine");
    let error = site.build(NEW).unwrap_err();
    assert_eq!(error.kind(), OutputErrorKind::Refused, "{error}");
}
