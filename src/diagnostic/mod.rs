//! What the program complains about: a severity, a stable code, a place and a remedy. Stages fill a [`Diagnostics`]; only the command line prints it.

mod place;
pub mod report;
mod suggestion;

pub use place::{FileId, Files, LineColumn, Place, SourceFile, line_column};
pub use suggestion::{did_you_mean, nearest};

use std::collections::BTreeMap;

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

    fn kind(&self) -> Kind {
        let file = self.place.map(|place| place.file);
        (self.severity, self.code, file)
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

/// How many complaints of one code are kept for one file; more would bury the others.
const MAX_ALIKE: usize = 1_000;
/// After how many of them their words are worth no more thought.
const MAX_HELPED: usize = 100;

/// The complaints of a run, collected by the stages. Of those that one file raises with one code the first thousand are
/// kept; the rest are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    n_alike: BTreeMap<Kind, usize>,
    hidden: BTreeMap<Kind, usize>,
}

/// What makes complaints alike: severity, code and file.
type Kind = (Severity, &'static str, Option<FileId>);

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kind = diagnostic.kind();
        let n_alike = self.n_alike.entry(kind).or_default();
        *n_alike += 1;
        if *n_alike > MAX_ALIKE && kind.2.is_some() {
            *self.hidden.entry(kind).or_default() += 1;
        } else {
            self.list.push(diagnostic);
        }
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Self) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
        for (kind, n) in other.hidden {
            *self.hidden.entry(kind).or_default() += n;
        }
    }

    /// Whether there are so many errors of this code in this file that the next needs no help found for it.
    pub fn has_enough(&self, code: &'static str, file: FileId) -> bool {
        let kind = (Severity::Error, code, Some(file));
        self.n_alike.get(&kind).is_some_and(|&n| n >= MAX_HELPED)
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let kept = self
            .list
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity);
        let hidden = self.hidden.iter().filter(|(kind, _)| kind.0 == severity);
        kept.count() + hidden.map(|(_, n)| n).sum::<usize>()
    }

    /// Whether anything must keep the output from being written.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Takes out all of a code.
    pub fn drop_code(&mut self, code: &str) {
        self.list.retain(|diagnostic| diagnostic.code != code);
        self.hidden.retain(|kind, _| kind.1 != code);
    }

    /// Takes out those that do not hold.
    pub fn retain(&mut self, holds: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(holds);
    }

    /// All that were kept, in the order they were raised.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Puts them in the order of path and place, each once; those without a place come last. Says where some are not
    /// shown.
    pub fn sort(&mut self, files: &Files) {
        self.say_what_is_hidden();
        self.list.sort_by_cached_key(|diagnostic| {
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
        self.list.dedup();
    }

    /// One line for each kind that is not shown in full, behind the last that is.
    fn say_what_is_hidden(&mut self) {
        for (kind, n) in &mut self.hidden {
            let shown = self.list.iter().filter(|shown| shown.kind() == *kind);
            let Some(last) = shown
                .filter_map(|shown| shown.place)
                .max()
                .filter(|_| *n > 0)
            else {
                continue;
            };
            let behind = Place {
                end: last.end.saturating_add(1),
                ..last
            };
            let message = format!("{n} more like this in this file");
            let diagnostic = Diagnostic::new(kind.0, kind.1, message).at(behind);
            self.list
                .push(diagnostic.help("mend these first, then look again"));
            // The line itself counts as one.
            *n -= 1;
        }
    }

    /// Turns warnings into errors, as `--strict` asks.
    pub fn make_strict(&mut self) {
        let strict = |severity| match severity {
            Severity::Warning => Severity::Error,
            other => other,
        };
        for diagnostic in &mut self.list {
            diagnostic.severity = strict(diagnostic.severity);
        }
        for (kind, n) in std::mem::take(&mut self.hidden) {
            *self
                .hidden
                .entry((strict(kind.0), kind.1, kind.2))
                .or_default() += n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_alike_a_thousand_are_shown_and_the_rest_counted() {
        let mut files = Files::default();
        let (a, b) = (
            files.add("a.it.md".into(), "x".repeat(2_000)),
            files.add("b.it.md".into(), "x".repeat(2_000)),
        );
        let mut all = Diagnostics::new();
        for file in [a, b] {
            let mut found = Diagnostics::new();
            for start in 0..if file == a { 1_900 } else { 100 } {
                assert_eq!(found.has_enough("dead-link", file), start >= 100);
                let place = Place::new(file, start..start + 1);
                found.push(Diagnostic::error("dead-link", format!("{start}")).at(place));
            }
            found.push(Diagnostic::warning("stray-link", "w").at(Place::new(file, 5..6)));
            all.extend(found);
        }
        assert_eq!(all.count(Severity::Error), 2_000);
        all.sort(&files);
        assert_eq!(all.count(Severity::Error), 2_000);
        let shown: Vec<&str> = all.iter().map(|shown| shown.message.as_str()).collect();
        assert_eq!(shown.len(), 1_001 + 1 + 100 + 1);
        assert_eq!(
            shown[1_000..1_003],
            ["999", "900 more like this in this file", "0"]
        );
        all.make_strict();
        assert_eq!(all.count(Severity::Error), 2_002);
    }
}
