//! Diagnostics as text for people: `error[code]: message`, `--> file:line:column`, the line, the remedy.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Files, LineColumn, Place, Severity, line_column};

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For files and pipes.
    Plain,
    /// For terminals.
    Colored,
}

/// How much of a line is shown on both sides of a place far from the beginning of its line.
const EXCERPT_BYTES: usize = 160;
/// Up to here the whole beginning of a line is handed to the renderer, which cuts it to the width of a terminal.
const WHOLE_BYTES: usize = 4096;

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
        group = excerpt.add_to(group, AnnotationKind::Primary, None);
    }
    for (excerpt, what) in &related {
        group = excerpt.add_to(group, AnnotationKind::Context, Some(what));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    // Between a place and an excerpt that does not know it, the renderer puts a line for a name.
    let text = renderer.render(&[group]);
    let lines = text.lines().filter(|line| line.trim() != ":::");
    lines.flat_map(|line| [line, "\n"]).collect()
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
        let (at, last) = (files.line_column(place), files.last_line_column(place));
        let path = escape_property(&files.path_in_repository(place.file));
        let _ = write!(
            properties,
            ",file={path},line={},endLine={}",
            at.line, last.line
        );
        // GitHub refuses columns of what takes more than one line.
        if at.line == last.line {
            let _ = write!(properties, ",col={},endColumn={}", at.column, last.column);
        }
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

/// What is wrong and how to mend it. A line that is to be pasted stands by itself.
fn sentence(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) if help.contains('\n') => format!("{}\n{help}", diagnostic.message),
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
    at: LineColumn,
    /// Whether the beginning of the line is not shown.
    is_cut: bool,
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
        let is_cut = start - line_start > WHOLE_BYTES;
        let from = if is_cut {
            floor(text, start - EXCERPT_BYTES)
        } else {
            line_start
        };
        let to = floor(text, line_end.min(start + EXCERPT_BYTES));
        let end = floor(text, (place.end as usize).clamp(start, to));
        Self {
            path: &file.path,
            at: line_column(text, start),
            is_cut,
            text: &text[from..to],
            span: start - from..end - from,
        }
    }

    fn add_to(
        &'a self,
        group: Group<'a>,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Group<'a> {
        let snippet = Snippet::source(self.text)
            .line_start(self.at.line)
            .annotation(kind.span(self.span.clone()).label(label));
        if !self.is_cut {
            return group.element(snippet.path(self.path));
        }
        // The renderer would count the column in what is shown.
        let origin = Origin::path(self.path)
            .line(self.at.line)
            .char_column(self.at.column);
        group.element(origin).element(snippet)
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
    fn columns_are_those_of_the_file_however_long_the_line() {
        for before in [10, 100, 500, 4_095, 4_097, 100_000] {
            let mut files = Files::default();
            let text = format!(
                "---\n{}è[x](y) {}\n",
                "a".repeat(before),
                "b ".repeat(9_000)
            );
            let id = files.add("content/a.it.md".into(), text);
            let error =
                Diagnostic::error("dead-link", "x").at(Place::new(id, before + 6..before + 12));
            let text = render(&error, &files, Style::Plain);
            let place = format!("--> content/a.it.md:2:{}\n", before + 2);
            assert!(text.contains(&place), "{before}: {text}");
            assert!(text.contains("^^^^^^"), "{before}: {text}");
            assert!(text.len() < 1_000, "{before}: {text}");
        }
    }

    #[test]
    fn github_gets_one_line_with_escapes() {
        let (files, id) = files();
        let warning = Diagnostic::warning("stale", "100% old\nsay so").at(Place::new(id, 20..26));
        let expected = "::warning title=stale,file=content/partners/foxconn.yaml,line=2,endLine=2,col=11,endColumn=16::100%25 old%0Asay so\n";
        assert_eq!(render_github(&warning, &files), expected);
    }

    #[test]
    fn github_gets_paths_from_the_top_of_the_repository_and_columns_of_one_line_alone() {
        let mut files = Files::default();
        files.set_root("siti/a,b".to_owned());
        let text = "è così\nsì: 1\n";
        let id = files.add("content/50%: però.it.md".into(), text.into());
        let path = "file=siti/a%2Cb/content/50%25%3A però.it.md";
        for (range, at) in [
            (0..0, "line=1,endLine=1,col=1,endColumn=1"),
            (3..8, "line=1,endLine=1,col=3,endColumn=6"),
            (3..11, "line=1,endLine=2"),
            (9..12, "line=2,endLine=2,col=1,endColumn=2"),
            (9..text.len(), "line=2,endLine=2,col=1,endColumn=6"),
        ] {
            let error = Diagnostic::error("x-y", "a\r\nb")
                .at(Place::new(id, range))
                .help("c");
            let expected = format!("::error title=x-y,{path},{at}::a%0D%0Ab (c)\n");
            assert_eq!(render_github(&error, &files), expected);
        }
        let to_paste = Diagnostic::note("x-y", "a").help("write this:\nb: [c]");
        let expected = "::notice title=x-y::a%0Awrite this:%0Ab: [c]\n";
        assert_eq!(render_github(&to_paste, &files), expected);
        let without_place = Diagnostic::note("x-y", "a");
        assert_eq!(
            render_github(&without_place, &files),
            "::notice title=x-y::a\n"
        );
    }
}
