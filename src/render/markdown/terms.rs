//! Terms of the glossary: the first use in a section is a button that explains it.

use std::ops::Range;

use super::escape::escape_attribute;
use super::frame::Frame;
use super::render::Renderer;
use super::types::Kind;
use crate::diagnostic::Diagnostic;

impl Renderer<'_> {
    pub(super) fn open_term(&mut self, id: &str, range: &Range<usize>) -> Frame {
        if !self.lookup.has_term(id) {
            self.report_unknown(Kind::Term, "unknown-term", "term", id, range);
            return Frame::Bare;
        }
        if self.open_headings > 0 || self.open_interactive > 0 {
            let place = if self.open_headings > 0 {
                "a heading"
            } else {
                "a link"
            };
            let diagnostic = Diagnostic::error(
                "misplaced-term",
                format!("the term `{id}` is explained inside {place}"),
            );
            self.report(
                diagnostic.help("explain it at its first use in running text"),
                range,
            );
            return Frame::Bare;
        }
        let place = self.place(range);
        if self.open_alternatives > 0 || !self.state.explain_term(id, place) {
            return Frame::Bare;
        }
        let id = escape_attribute(id);
        self.html.push_str(&format!(
            "<button type=\"button\" class=\"t\" popovertarget=\"_g-{id}\">"
        ));
        self.open_interactive += 1;
        Frame::Term {
            plain: self.plain.len(),
            range: range.clone(),
        }
    }

    pub(super) fn close_term(&mut self, plain: usize, range: &Range<usize>) {
        self.open_interactive -= 1;
        self.html.push_str("</button>");
        if self.plain.since(plain).trim().is_empty() {
            let diagnostic = Diagnostic::error("empty-link", "the explained term has no words");
            self.report(diagnostic.help("write `[words](term:id)`"), range);
        }
    }
}
