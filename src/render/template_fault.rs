//! What went wrong in a template: the engine's errors → complaints at their places, one for all pages that meet it.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::model::Site;

/// A template that failed while it made a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplateFault {
    /// Code of the complaint.
    pub(super) code: &'static str,
    /// What is wrong.
    pub(super) reason: String,
    /// Where, in the template.
    pub(super) place: Place,
    /// How to mend it.
    pub(super) help: &'static str,
    /// What was being made.
    pub(super) page: String,
}

/// What mends most faults.
pub(super) const HELP: &str = "mend the template; ARCHITECTURE.md lists the values it may use";

/// Reports faults, in the order of their places; what many pages meet is said once.
pub(super) fn report(faults: Vec<TemplateFault>, diagnostics: &mut Diagnostics) {
    let mut pages: BTreeMap<(Place, &'static str, String), (&'static str, Vec<String>)> =
        BTreeMap::new();
    for fault in faults {
        let key = (fault.place, fault.code, fault.reason);
        let (_, pages) = pages.entry(key).or_insert((fault.help, Vec::new()));
        pages.push(fault.page);
    }
    for ((place, code, reason), (help, pages)) in pages {
        let more = match pages.len() {
            1 => String::new(),
            2 => " (and 1 more page)".to_owned(),
            n => format!(" (and {} more pages)", n - 1),
        };
        let message = format!(
            "the template failed while making {}: {reason}{more}",
            pages[0]
        );
        diagnostics.push(Diagnostic::error(code, message).at(place).help(help));
    }
}

/// Templates by name, to find places in them.
pub(super) struct Names<'a> {
    pub(super) site: &'a Site,
    pub(super) files: &'a [(String, FileId)],
}

impl Names<'_> {
    /// What an error of the engine says, and where.
    pub(super) fn locate(&self, error: &Error) -> (String, Place) {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let at = (span.start_line, span.start_col);
                let place = self.place(report.filename(), Some(at));
                (report.message().to_owned(), place)
            }
            ErrorKind::CircularInclude { tpl, include_chain } => (
                format!("`{tpl}` includes itself: {}", include_chain.join(" → ")),
                self.place(tpl, None),
            ),
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain,
            } => (
                format!("`{tpl}` extends itself: {}", inheritance_chain.join(" → ")),
                self.place(tpl, None),
            ),
            ErrorKind::MissingParent { current, parent } => (
                format!("it extends `{parent}`, which does not exist"),
                self.place(current, None),
            ),
            other => (other.to_string(), self.place("", None)),
        };
        (lower_first(&message), place)
    }

    /// The complaints of an error that was met while loading; the engine puts several into one text.
    pub(super) fn load_faults(&self, error: &Error) -> Vec<Diagnostic> {
        let found = match error.kind() {
            ErrorKind::Msg(text) => self.split(text),
            _ => Vec::new(),
        };
        let found = if found.is_empty() {
            vec![self.locate(error)]
        } else {
            found
        };
        let complaint = |(message, place): (String, Place)| {
            let message = format!("this template cannot be used: {message}");
            Diagnostic::error("template-error", message)
                .at(place)
                .help(HELP)
        };
        found.into_iter().map(complaint).collect()
    }

    /// Takes a text of reports apart: `error: MESSAGE`, ` --> NAME:LINE:COLUMN`, an excerpt, an empty line.
    fn split(&self, text: &str) -> Vec<(String, Place)> {
        let mut lines = text.lines();
        let mut found = Vec::new();
        while let Some(line) = lines.next() {
            let Some(message) = line.strip_prefix("error: ") else {
                continue;
            };
            let place = lines.next().and_then(|line| {
                let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
                let column: usize = parts.next()?.parse().ok()?;
                let line: usize = parts.next()?.parse().ok()?;
                Some(self.place(parts.next()?, Some((line, column.saturating_sub(1)))))
            });
            found.extend(place.map(|place| (lower_first(message), place)));
        }
        found
    }

    /// A place in a template: line from 1, column in characters from 0.
    pub(super) fn place(&self, name: &str, at: Option<(usize, usize)>) -> Place {
        let found = self
            .files
            .iter()
            .find(|(known, _)| known == name)
            .or_else(|| self.files.first());
        let Some((_, file)) = found else {
            return self.site.config.home.place;
        };
        let Some((line, column)) = at else {
            return Place::file(*file);
        };
        let text = &self.site.files.get(*file).text;
        let start: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = text
            .get(start..)
            .unwrap_or_default()
            .split('\n')
            .next()
            .unwrap_or_default();
        let offset = rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(index, _)| index);
        Place::new(*file, start + offset..start + offset + 1)
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|first| first.to_lowercase().collect::<String>())
        .unwrap_or_default();
    (first + chars.as_str()).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_pages_meet_is_said_once() {
        let fault = |page: &str, start| TemplateFault {
            code: "template-error",
            reason: "cannot divide by 0".into(),
            place: Place::new(FileId(0), start..start + 1),
            help: HELP,
            page: page.into(),
        };
        let mut diagnostics = Diagnostics::new();
        let faults = vec![fault("a", 4), fault("b", 4), fault("c", 9), fault("d", 4)];
        report(faults, &mut diagnostics);
        let messages: Vec<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.message.as_str())
            .collect();
        let expected = [
            "the template failed while making a: cannot divide by 0 (and 2 more pages)",
            "the template failed while making c: cannot divide by 0",
        ];
        assert_eq!(messages, expected);
    }
}
