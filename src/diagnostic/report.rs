//! Diagnostics as text for people: `error[code]: message`, `--> file:line:column`, the line, the remedy.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Files, Place, Severity, line_column};

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For files and pipes.
    Plain,
    /// For terminals.
    Colored,
}

/// Longest excerpt of a line that is shown; what lies beyond is cut on both sides.
const EXCERPT_BYTES: usize = 160;

/// One diagnostic as text, several lines, with a final newline.
pub fn render(diagnostic: &Diagnostic, files: &Files, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let excerpt = diagnostic.place.map(|place| Excerpt::new(files, place));
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|(place, what)| (Excerpt::new(files, *place), what.as_str()))
        .collect();
    let mut group = Group::with_title(
        level
            .primary_title(&*diagnostic.message)
            .id(diagnostic.code),
    );
    if let Some(excerpt) = &excerpt {
        group = group.element(excerpt.snippet(AnnotationKind::Primary, None));
    }
    for (excerpt, what) in &related {
        group = group.element(excerpt.snippet(AnnotationKind::Context, Some(what)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// One diagnostic as a workflow command of GitHub Actions, which puts it on its line of a pull request.
pub fn render_github(diagnostic: &Diagnostic, files: &Files) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = format!("title={}", escape_property(diagnostic.code));
    if let Some(place) = diagnostic.place {
        let at = files.line_column(place);
        let path = escape_property(&files.get(place.file).path);
        let _ = write!(
            properties,
            ",file={path},line={},col={}",
            at.line, at.column
        );
    }
    format!(
        "::{kind} {properties}::{}\n",
        escape_data(&sentence(diagnostic))
    )
}

/// One diagnostic as a JSON object on one line.
pub fn render_json(diagnostic: &Diagnostic, files: &Files) -> String {
    let at = diagnostic.place.map(|place| files.line_column(place));
    let value = serde_json::json!({
        "severity": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": diagnostic.place.map(|place| files.get(place.file).path.as_str()),
        "line": at.map(|at| at.line),
        "column": at.map(|at| at.column),
        "help": diagnostic.help,
    });
    format!("{value}\n")
}

fn sentence(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{} ({help})", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The line a place stands on, cut to a bearable length.
struct Excerpt<'a> {
    path: &'a str,
    line: usize,
    text: &'a str,
    span: Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn new(files: &'a Files, place: Place) -> Self {
        let file = files.get(place.file);
        let text = file.text.as_str();
        let start = floor(text, place.start as usize);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let from = floor(
            text,
            line_start.max(start.saturating_sub(EXCERPT_BYTES / 2)),
        );
        // The first column of what is shown must be the first column of the line, or the place printed would be wrong.
        let from = if start - line_start < EXCERPT_BYTES {
            line_start
        } else {
            from
        };
        let to = floor(text, line_end.min(from + EXCERPT_BYTES * 2).max(start));
        let end = floor(text, (place.end as usize).clamp(start, to));
        Self {
            path: &file.path,
            line: line_column(text, start).line,
            text: &text[from..to],
            span: start - from..end - from,
        }
    }

    fn snippet(
        &'a self,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text)
            .path(self.path)
            .line_start(self.line)
            .annotation(kind.span(self.span.clone()).label(label))
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (Files, super::super::FileId) {
        let mut files = Files::default();
        let id = files.add(
            "content/partners/foxconn.yaml".into(),
            "status: x\nsupplier: foxcon\n".into(),
        );
        (files, id)
    }

    #[test]
    fn a_report_has_place_line_and_remedy() {
        let (files, id) = files();
        let error = Diagnostic::error("unknown-entity", "no entity is called `foxcon`")
            .at(Place::new(id, 20..26))
            .help("did you mean `foxconn`?");
        let expected = "\
error[unknown-entity]: no entity is called `foxcon`
 --> content/partners/foxconn.yaml:2:11
  |
2 | supplier: foxcon
  |           ^^^^^^
  |
  = help: did you mean `foxconn`?
";
        assert_eq!(render(&error, &files, Style::Plain), expected);
    }

    #[test]
    fn github_gets_one_line_with_escapes() {
        let (files, id) = files();
        let warning = Diagnostic::warning("stale", "100% old\nsay so").at(Place::new(id, 20..26));
        let expected = "::warning title=stale,file=content/partners/foxconn.yaml,line=2,col=11::100%25 old%0Asay so\n";
        assert_eq!(render_github(&warning, &files), expected);
    }
}
