//! The commands: each runs stages of the pipeline and says what came of it. Nothing is printed here.

mod accept;
mod again;
mod build;
mod check;
mod count;
mod external;
mod fix;
mod init;
mod new;
mod pipeline;
mod schema;
mod status;
mod status_markdown;
mod status_words;
mod summary;
mod worker;
mod workspace;

pub use accept::accept;
pub use build::build;
pub use check::check;
pub use count::count;
pub use init::init;
pub use new::new;
pub use schema::schema;
pub use status::status;

use crate::diagnostic::report::{Style, render};
use crate::diagnostic::{Diagnostic, Files};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// Problems in the content.
    Content,
    /// Wrong use of the program.
    Usage,
    /// The machine's fault.
    Machine,
}

impl Exit {
    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Machine => 3,
        }
    }
}

/// What a command has to say.
#[derive(Debug)]
pub struct Outcome {
    /// For standard error: diagnostics.
    pub messages: String,
    /// For standard output: the report.
    pub report: String,
    /// How it ended.
    pub exit: Exit,
}

/// What is said when the program itself fails.
pub fn failure(fault: &Diagnostic) -> Outcome {
    Outcome {
        messages: render(fault, &Files::default(), Style::Plain),
        report: String::new(),
        exit: Exit::Machine,
    }
}
