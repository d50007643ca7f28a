//! Status badges: `[](status:announced)`.

use super::escape::{escape_attribute, escape_text};
use super::frame::Marked;
use super::render::Renderer;
use super::types::{Kind, StatusMark};

/// A badge with its line and word.
pub(super) fn badge_html(status: &StatusMark, label: &str) -> String {
    format!(
        "<span class=\"st {}\">{}</span>",
        escape_attribute(&status.class),
        escape_text(label)
    )
}

impl Renderer<'_> {
    /// Writes the badge; the author's words, if there are any, take the place of the label.
    pub(super) fn close_status(&mut self, marked: &Marked) {
        let Some(status) = self.lookup.status(&marked.id) else {
            self.report_unknown(
                Kind::Status,
                "unknown-status",
                "status",
                &marked.id,
                &marked.range,
            );
            return;
        };
        self.html.truncate(marked.html);
        let words = self.plain.cut(marked.plain);
        let label = if words.trim().is_empty() {
            &status.label
        } else {
            words.trim()
        };
        self.html.push_str(&badge_html(&status, label));
        self.plain.push_verbatim(label);
        self.note_written_badge(&status.label);
    }
}
