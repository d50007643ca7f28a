//! Where the output goes, and whether it may go there. Comes in: the path that the user gave and the folders to keep
//! away from; goes out: resolved paths, or a refusal. Reads the disk, writes nothing.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use super::manifest::Manifest;
use crate::sink::OutputError;

/// The folders that an output must not touch.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    /// The site's root: the output may be inside it, but neither be it nor hold it.
    pub root: PathBuf,
    /// `content`, `templates` and whatever else is kept by hand: the output may not be inside them either. Those
    /// that do not exist count as well. The root's `.git` need not be named.
    pub sources: Vec<PathBuf>,
}

/// An output folder, which may not exist yet, and the staging folder beside it.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The output as the user named it, for messages.
    pub(super) shown: PathBuf,
    /// The output, absolute and with its links resolved.
    pub(super) output: PathBuf,
    /// `.NAME.spiega` beside the output.
    pub(super) staging: PathBuf,
}

impl Target {
    /// Finds the output; a link to a folder is followed, once.
    pub(super) fn resolve(shown: &Path) -> Result<Self, OutputError> {
        let output = resolve_path(shown)?;
        if fs::metadata(&output).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(refused(shown, "is not a folder"));
        }
        let Some(name) = output.file_name() else {
            return Err(refused(shown, "cannot be the output"));
        };
        let mut staging = OsString::from(".");
        staging.push(name);
        staging.push(".spiega");
        Ok(Self {
            shown: shown.to_owned(),
            staging: output.with_file_name(staging),
            output,
        })
    }

    /// The tree that is being built; after the exchange, the old output.
    pub(super) fn new_tree(&self) -> PathBuf {
        self.staging.join("new")
    }

    /// The old output on its way out, where the exchange takes two renames.
    pub(super) fn old_tree(&self) -> PathBuf {
        self.staging.join("old")
    }

    /// Refuses an output that is, holds, or is inside what people keep by hand.
    pub(super) fn keep_away_from(&self, protected: &Protected) -> Result<(), OutputError> {
        self.must_not_hold(&protected.root, "the site's root")?;
        let git = protected.root.join(".git");
        for source in protected.sources.iter().chain([&git]) {
            self.must_not_hold(source, "the site's sources")?;
            if is_inside(&self.output, &resolve_leniently(source)) {
                let what = format!("is inside `{}`, which holds sources", source.display());
                return Err(refused(&self.shown, &what));
            }
        }
        match env::var_os("HOME").filter(|home| !home.is_empty()) {
            Some(home) => self.must_not_hold(Path::new(&home), "the home folder"),
            None => Ok(()),
        }
    }

    fn must_not_hold(&self, kept: &Path, what: &str) -> Result<(), OutputError> {
        if !is_inside(&resolve_leniently(kept), &self.output) {
            return Ok(());
        }
        let what = format!("is or holds {what}, `{}`", kept.display());
        Err(refused(&self.shown, &what))
    }

    /// What of the output is ours: nothing when it does not exist, is empty, or has only dot files.
    ///
    /// Errors: anything else without our mark.
    pub(super) fn manifest(&self) -> Result<Manifest, OutputError> {
        if let Some(manifest) = Manifest::read(&self.output, &self.shown)? {
            return Ok(manifest);
        }
        let failed = |error: &io::Error| OutputError::system("read", &self.shown, error);
        let entries = match fs::read_dir(&self.output) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            other => other.map_err(|error| failed(&error))?,
        };
        for entry in entries {
            let name = entry.map_err(|error| failed(&error))?.file_name();
            if !name.as_encoded_bytes().starts_with(b".") {
                return Err(self.not_ours(Path::new(&name)));
            }
        }
        Ok(Manifest::default())
    }

    fn not_ours(&self, name: &Path) -> OutputError {
        OutputError::refused(
            format!(
                "`{}` was not made by spiega and is not empty: it holds `{}` and no `.spiega`",
                self.shown.display(),
                name.display()
            ),
            "give another `--output`, or empty this folder yourself if nothing in it matters",
        )
    }

    /// Refuses an output that cannot be exchanged because it is a file system of its own.
    pub(super) fn must_not_be_mounted(&self) -> Result<(), OutputError> {
        let parent = self.output.parent().unwrap_or(&self.output);
        match (fs::metadata(&self.output), fs::metadata(parent)) {
            (Ok(output), Ok(parent)) if output.dev() != parent.dev() => Err(self.mounted()),
            _ => Ok(()),
        }
    }

    /// The error for an output that is a mount point.
    pub(super) fn mounted(&self) -> OutputError {
        OutputError::failed(format!(
            "`{}` is a mount point, which cannot be exchanged in one step",
            self.shown.display()
        ))
        .with_help(self.give_another_place())
    }

    /// The remedy when nothing can stand beside the output.
    pub(super) fn give_another_place(&self) -> String {
        let inside = self.shown.join("site");
        let place = match self.output.is_dir() {
            true => format!(
                "give a folder inside it, such as `--output {}`",
                inside.display()
            ),
            false => "give an `--output` in a folder that can be written".to_owned(),
        };
        format!("spiega builds beside the output and exchanges the two: {place}")
    }
}

fn refused(shown: &Path, what: &str) -> OutputError {
    OutputError::refused(
        format!("the output `{}` {what}", shown.display()),
        "give another `--output`; `public` below the site's root is the usual one",
    )
}

/// Absolute path without links; of what does not exist, the part that does is resolved.
fn resolve_path(path: &Path) -> Result<PathBuf, OutputError> {
    let failed = |error: &io::Error| OutputError::system("read", path, error);
    let named = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let mut absolute = std::path::absolute(named).map_err(|error| failed(&error))?;
    loop {
        let (existing, missing) = split_existing(&absolute).map_err(|error| failed(&error))?;
        let resolved = match fs::canonicalize(existing) {
            Ok(resolved) => resolved,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(refused(path, "is a symbolic link that leads nowhere"));
            }
            Err(error) => return Err(failed(&error)),
        };
        let goes_up = |missing: &Path| {
            missing
                .components()
                .any(|part| part == Component::ParentDir)
        };
        let is_whole = !goes_up(missing);
        let joined = join_missing(resolved, missing);
        if is_whole {
            return Ok(joined);
        }
        // What comes after `missing/..` may exist again, and be a link.
        absolute = joined;
    }
}

/// The part of an absolute path that exists, and the rest.
fn split_existing(absolute: &Path) -> io::Result<(&Path, &Path)> {
    for existing in absolute.ancestors() {
        match fs::symlink_metadata(existing) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
            Ok(_) => {
                let missing = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
                return Ok((existing, missing));
            }
        }
    }
    Err(io::Error::from(io::ErrorKind::NotFound))
}

/// The folder `..` of one that does not exist is the one that it would be made in: nothing there can be a link.
fn join_missing(mut folder: PathBuf, missing: &Path) -> PathBuf {
    for part in missing.components() {
        match part {
            Component::ParentDir => {
                folder.pop();
            }
            part => folder.push(part),
        }
    }
    folder
}

/// The same for a folder to keep away from, which may be broken in any way without being our concern.
fn resolve_leniently(path: &Path) -> PathBuf {
    resolve_path(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether `inner` is `outer` or stands somewhere below it; compares folders, not only names, since a file system
/// may ignore letter case or show one folder twice.
fn is_inside(inner: &Path, outer: &Path) -> bool {
    let wanted = identity(outer);
    inner
        .ancestors()
        .any(|folder| folder == outer || (wanted.is_some() && identity(folder) == wanted))
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}
