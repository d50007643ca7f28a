//! Paragraphs, lists and margin notes.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, TagEnd};

use super::frame::{Frame, OpenList, Paragraph};
use super::render::{Origin, Renderer};
use super::tags;
use crate::diagnostic::Diagnostic;

impl Renderer<'_> {
    pub(super) fn open_paragraph(&mut self) -> Frame {
        let tag = self.html.len();
        let is_lead = self.is_top_level()
            && self.sections.head.is_none()
            && !self.sections.has_lead_paragraph;
        if matches!(self.origin, Origin::Body { .. }) {
            tags::fresh_line(&mut self.html);
            self.html
                .push_str(if is_lead { "<p class=\"lead\">" } else { "<p>" });
        }
        Frame::Paragraph(Paragraph {
            tag,
            html: self.html.len(),
            replaced: false,
            is_lead,
        })
    }

    pub(super) fn close_paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.replaced || matches!(self.origin, Origin::Value(_)) {
            return;
        }
        self.html.push_str("</p>\n");
        if !self.is_top_level() || self.sections.head.is_some() {
            return;
        }
        self.sections.has_lead_paragraph = true;
        if paragraph.is_lead {
            self.sections.stand_alone();
        }
        let lead = &mut self.sections.body.lead_text;
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead.push_str(self.plain.since(0).trim());
    }

    pub(super) fn open_list(&mut self, start: Option<u64>) -> Frame {
        let at_top = self.is_top_level();
        tags::fresh_line(&mut self.html);
        let html = self.html.len();
        tags::open(&mut self.html, &pulldown_cmark::Tag::List(start));
        let ordered = start.is_some();
        Frame::List(OpenList {
            ordered,
            html,
            rows: at_top && !ordered,
            items: 0,
        })
    }

    /// A list whose items all begin with a name in bold and a full stop is set as rows.
    pub(super) fn close_list(&mut self, list: &OpenList) {
        tags::close(&mut self.html, TagEnd::List(list.ordered));
        if list.rows && list.items > 0 {
            self.html
                .insert_str(list.html + "<ul".len(), " class=\"plain rows\"");
            self.sections.stand_alone();
        }
    }

    pub(super) fn open_item(&mut self) -> Frame {
        tags::open(&mut self.html, &pulldown_cmark::Tag::Item);
        Frame::Item {
            html: self.html.len(),
            begins_bold: false,
        }
    }

    pub(super) fn close_item(&mut self, begins_bold: bool) {
        if let Some(Frame::List(list)) = self.frames.last_mut() {
            list.rows &= begins_bold;
            list.items += 1;
        }
        tags::close(&mut self.html, TagEnd::Item);
    }

    pub(super) fn open_strong(&mut self) -> Frame {
        let here = self.html.len();
        let heads_item = match self.frames.as_slice() {
            [.., Frame::Item { html, .. }] => *html == here,
            [.., Frame::Item { html, .. }, Frame::Paragraph(paragraph)] => {
                paragraph.tag == *html && paragraph.html == here
            }
            _ => false,
        };
        self.html.push_str("<strong>");
        Frame::Strong {
            heads_item,
            plain: self.plain.len(),
        }
    }

    pub(super) fn close_strong(&mut self, heads_item: bool, plain: usize) {
        self.html.push_str("</strong>");
        if !heads_item || !self.plain.since(plain).trim_end().ends_with(['.', '?']) {
            return;
        }
        let item = self
            .frames
            .iter_mut()
            .rev()
            .find(|frame| matches!(frame, Frame::Item { .. }));
        if let Some(Frame::Item { begins_bold, .. }) = item {
            *begins_bold = true;
        }
    }

    pub(super) fn open_aside(&mut self, kind: BlockQuoteKind, range: &Range<usize>) -> Frame {
        if kind != BlockQuoteKind::Note {
            let diagnostic = Diagnostic::warning("note-kind", "the only kind of note is `[!NOTE]`");
            self.report(diagnostic.help("write `> [!NOTE]`"), range);
        }
        if self.is_top_level() {
            self.sections.stand_alone();
        }
        tags::fresh_line(&mut self.html);
        Frame::Aside {
            html: self.html.len(),
        }
    }

    /// A note of one paragraph is that paragraph; a longer one is a box around its blocks.
    pub(super) fn close_aside(&mut self, html: usize) {
        let class = if self.is_top_level() {
            "aside side"
        } else {
            "aside"
        };
        let inner = super::take_from(&mut self.html, html);
        let paragraph = inner
            .strip_prefix("<p>")
            .and_then(|rest| rest.strip_suffix("</p>\n"));
        match paragraph.filter(|words| !words.contains("</p>")) {
            Some(words) => self
                .html
                .push_str(&format!("<p class=\"{class}\">{words}</p>\n")),
            None => self
                .html
                .push_str(&format!("<div class=\"{class}\">\n{inner}</div>\n")),
        }
    }
}
