//! Citations: `[@source]`, `[@one; @two]`, several side by side.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::frame::Frame;
use super::render::Renderer;
use super::types::Kind;
use crate::diagnostic::Diagnostic;

impl<'a> Renderer<'a> {
    /// `alone` tells `[@a]` from `[…][@a]`.
    pub(super) fn open_citation(&mut self, label: &str, alone: bool, range: Range<usize>) -> Frame {
        let target = label.to_owned();
        Frame::Citation {
            html: self.html.len(),
            plain: self.plain.len(),
            range,
            target,
            alone,
        }
    }

    pub(super) fn close_citation(
        &mut self,
        words: &str,
        range: &Range<usize>,
        label: &str,
        alone: bool,
    ) {
        if self.open_interactive > 0 {
            self.report_nested(range);
            return;
        }
        let first = if alone { "" } else { self.first_label(range) };
        if !alone && !first.trim_start().starts_with('@') {
            let message =
                format!("the citation `[{label}]` is written as the address of `{words}`");
            let help = match words.starts_with('^') {
                true => format!("write `[{words}] [{label}]`, a space between note and citation"),
                false => format!("write `{words}[{label}]`, the citation behind the words"),
            };
            self.report(
                Diagnostic::error("citation-form", message).help(help),
                range,
            );
            return;
        }
        let ids: Vec<&str> = first
            .split(';')
            .chain(label.split(';'))
            .map(str::trim)
            .collect();
        for id in ids.into_iter().skip(usize::from(alone)) {
            self.cite(id, range);
        }
    }

    /// What stands in the first brackets of `[@a][@b]`, as it was typed.
    fn first_label(&self, range: &Range<usize>) -> &'a str {
        let typed = self.source.get(range.clone()).unwrap_or_default();
        typed
            .strip_prefix('[')
            .and_then(|rest| rest.rsplit_once("]["))
            .map_or("", |(first, _)| first)
    }

    fn cite(&mut self, typed: &str, range: &Range<usize>) {
        let typed: String = typed.nfc().collect();
        let id = typed.strip_prefix('@').unwrap_or_default();
        if id.is_empty() || id.contains(|c: char| c.is_whitespace() || matches!(c, '@' | ',')) {
            let diagnostic = Diagnostic::error(
                "citation-form",
                format!("`{typed}` is not the name of one source"),
            );
            self.report(diagnostic.help("write `[@one]` or `[@one; @two]`"), range);
            return;
        }
        if !self.lookup.has_source(id) {
            self.report_unknown(Kind::Source, "unknown-source", "source", id, range);
            self.state.count_mark();
            return;
        }
        if self.open_alternatives > 0 {
            return;
        }
        self.close_up();
        let place = self.place(range);
        let mark = self.state.cite(id, self.lookup.words(), place);
        self.html.push_str(&mark);
    }

    /// Takes back the space before a mark, so that it never begins a line.
    fn close_up(&mut self) {
        if matches!(
            self.frames.last(),
            Some(Frame::Paragraph(_) | Frame::Item { .. } | Frame::Cell(_))
        ) {
            self.html
                .truncate(self.html.trim_end_matches([' ', '\n']).len());
            self.plain.trim_end();
        }
    }
}
