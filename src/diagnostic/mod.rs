//! What the program complains about: a severity, a stable code, a place and a remedy. Stages fill a [`Diagnostics`]; only the command line prints it.

mod place;
pub mod report;
mod suggestion;

pub use place::{FileId, Files, LineColumn, Place, SourceFile, line_column};
pub use suggestion::{did_you_mean, nearest};

/// How bad it is. Errors stop the writing, warnings only under `--strict`, notes never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something wrong could be published.
    Error,
    /// Worth mending; an error under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

/// One complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the rule, kebab-case.
    pub code: &'static str,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where; `None` only for what stands in no file (an option of the command line).
    pub place: Option<Place>,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that play a part, each with what it is.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// An error: nothing will be written.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A warning: an error under `--strict`.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A note: shown, never fails.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            place: None,
            help: None,
            related: Vec::new(),
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that plays a part.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, what.into()));
        self
    }
}

/// The complaints of a run, collected by the stages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Whether anything must keep the output from being written.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// All of them, in the order they were raised.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Puts them in the order of path and place, each once; those without a place come last.
    pub fn sort(&mut self, files: &Files) {
        self.0.sort_by_cached_key(|diagnostic| {
            let path = diagnostic
                .place
                .map(|place| files.get(place.file).path.clone());
            (
                path.is_none(),
                path,
                diagnostic.place,
                diagnostic.severity,
                diagnostic.code,
                diagnostic.message.clone(),
            )
        });
        self.0.dedup();
    }

    /// Turns warnings into errors, as `--strict` asks.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.0 {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }
}
