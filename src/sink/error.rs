//! What can go wrong while the output is written. Comes in: the path and the system's own error; goes out: one
//! sentence with the path in it, and a remedy where there is one. Knows no exit codes.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// Whose fault it is that nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputErrorKind {
    /// The output that was asked for would harm something: wrong use, exit code 2.
    Refused,
    /// Another process writes to the same output: exit code 3.
    Locked,
    /// The system said no (disk full, read-only, permission): exit code 3.
    System,
}

/// Why the output could not be written; the old output stands as it was unless the message says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputError {
    kind: OutputErrorKind,
    message: String,
    help: String,
}

impl OutputError {
    /// Whose fault it is.
    pub fn kind(&self) -> OutputErrorKind {
        self.kind
    }

    /// How to mend it, lower case and without a full stop.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The same as a complaint without a place: `output-refused`, `output-locked` or `output-failed`.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let code = match self.kind {
            OutputErrorKind::Refused => "output-refused",
            OutputErrorKind::Locked => "output-locked",
            OutputErrorKind::System => "output-failed",
        };
        Diagnostic::error(code, self.message.clone()).help(self.help.clone())
    }

    pub(crate) fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            kind: OutputErrorKind::Refused,
            message: message.into(),
            help: help.into(),
        }
    }

    pub(crate) fn locked(message: impl Into<String>) -> Self {
        Self {
            kind: OutputErrorKind::Locked,
            message: message.into(),
            help: "wait until it has ended, or give another `--output`".to_owned(),
        }
    }

    /// `action` completes "cannot …": `write`, `read`, `remove`.
    pub(crate) fn system(action: &str, path: &Path, error: &io::Error) -> Self {
        Self::failed(format!(
            "cannot {action} `{}`: {}",
            path.display(),
            words(error)
        ))
        .with_help(remedy(error))
    }

    /// The machine said no.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self {
            kind: OutputErrorKind::System,
            message: message.into(),
            help: LAST_REMEDY.to_owned(),
        }
    }

    #[must_use]
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for OutputError {}

/// What is left to do where nothing better is known.
const LAST_REMEDY: &str =
    "look at what the message names and at the disk it is on, then run this again";

/// What helps against what the system says.
fn remedy(error: &io::Error) -> &'static str {
    use io::ErrorKind::{
        FileTooLarge, InvalidFilename, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull,
    };
    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => "make room on this disk, then run this again",
        PermissionDenied => {
            "change the rights of this path and of its folder, or give another place"
        }
        ReadOnlyFilesystem => "give a place on a disk that can be written",
        NotADirectory => {
            "a part of this path is a file and no folder: move it away, or give another path"
        }
        NotFound => {
            "a part of this path is not there, or no longer: look at it, then run this again"
        }
        InvalidFilename => "give a shorter path",
        _ if error.raw_os_error() == Some(EMFILE) => {
            "allow more open files, as with `ulimit -n 1024`"
        }
        _ => LAST_REMEDY,
    }
}

/// The system's number for too many open files.
const EMFILE: i32 = 24;

/// The system's words without the number that Rust appends: `No space left on device`.
fn words(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_has_the_path_and_the_words_of_the_system() {
        let cases = [
            (28, "No space left on device", "make room"),
            (30, "Read-only file system", "that can be written"),
            (24, "Too many open files", "ulimit -n"),
            (13, "Permission denied", "change the rights"),
            (5, "Input/output error", "look at what"),
        ];
        for (number, words, help) in cases {
            let error = OutputError::system(
                "write",
                Path::new("public/a.html"),
                &io::Error::from_raw_os_error(number),
            );
            assert_eq!(
                error.to_string(),
                format!("cannot write `public/a.html`: {words}")
            );
            assert_eq!(error.kind(), OutputErrorKind::System);
            assert!(error.help().contains(help), "{}", error.help());
        }
    }
}
