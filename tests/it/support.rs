//! A small site in a folder of its own, and what the program says of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The folder of the package.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A temporary site; removed at the end.
pub(crate) struct Site {
    root: PathBuf,
}

impl Site {
    /// A folder without anything in it.
    pub(crate) fn empty(name: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = format!("{name}-{}-{n}", process::id());
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        fs::create_dir_all(&root).expect("a folder for the site");
        Self { root }
    }

    /// A path below the site's root.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file to read")
    }

    /// Writes a file, with the folders it needs.
    pub(crate) fn write(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("its folder");
        fs::write(path, bytes).expect("the file");
        self
    }

    /// Puts another text in the place of a file's.
    pub(crate) fn change_file(self, path: &str, change: impl Fn(&str) -> String) -> Self {
        let new = change(&self.read(path));
        self.write(path, new)
    }

    /// Runs the program in the site's root.
    pub(crate) fn run(&self, command: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_spiega"))
            .args(command)
            .current_dir(&self.root)
            .env_remove("NO_COLOR")
            .output()
            .expect("the program starts");
        Run::new(&output)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// What a run of the program left.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Its messages.
    pub(crate) stderr: String,
    /// Its report.
    pub(crate) stdout: String,
}

impl Run {
    fn new(output: &Output) -> Self {
        let text =
            |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program prints UTF-8");
        Self {
            code: output.status.code().expect("the program was not killed"),
            stderr: text(&output.stderr),
            stdout: text(&output.stdout),
        }
    }
}

/// Copies a folder into another one, over what is there.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let path = entry.path().strip_prefix(from).expect("below the folder");
        let target = to.join(path);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("the folder");
        } else {
            fs::copy(entry.path(), target).expect("the copy");
        }
    }
}
