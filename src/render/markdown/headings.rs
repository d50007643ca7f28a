//! Headings and their ids: the author's, or the slug of the words; unique in the page.

use std::ops::Range;

use pulldown_cmark::CowStr;
use unicode_normalization::UnicodeNormalization;

use super::escape::escape_attribute;
use super::frame::{Frame, OpenHeading};
use super::render::Renderer;
use super::sections::Head;
use super::tags;
use super::types::Heading;
use crate::characters::bad_id;
use crate::diagnostic::Diagnostic;

/// What stands in `{…}` behind a heading.
pub(super) struct Written<'s> {
    pub(super) id: Option<CowStr<'s>>,
    pub(super) classes: Vec<CowStr<'s>>,
    pub(super) attrs: Vec<(CowStr<'s>, Option<CowStr<'s>>)>,
}

impl Renderer<'_> {
    pub(super) fn open_heading(
        &mut self,
        level: u8,
        written: &Written<'_>,
        range: Range<usize>,
    ) -> Frame {
        let top_level = self.is_top_level();
        if level == 1 {
            let diagnostic = Diagnostic::warning(
                "second-h1",
                "`#` in a text: the page's title is its only heading of level 1",
            );
            self.report(diagnostic.help("write `##`"), &range);
        }
        let level = level.max(if top_level { 2 } else { 3 });
        self.check_level(level, &range);
        if level == 2 {
            self.finish_section();
            let position = self.sections.body.sections.len();
            self.state.enter_section(Some(position));
        } else {
            tags::fresh_line(&mut self.html);
        }
        let panel = self.panel_of(level, written, &range);
        if top_level && level <= 3 {
            self.sections.set_panel(panel);
        }
        self.open_headings += 1;
        let explicit = written.id.as_ref().map(|id| id.nfc().collect());
        Frame::Heading(OpenHeading {
            level,
            explicit,
            html: self.html.len(),
            range,
            top_level,
        })
    }

    pub(super) fn close_heading(&mut self, heading: OpenHeading) {
        self.open_headings -= 1;
        let title_html = super::take_from(&mut self.html, heading.html)
            .trim()
            .to_owned();
        let text = self
            .plain
            .since(0)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let place = self.place(&heading.range);
        if text.is_empty() {
            let diagnostic = Diagnostic::warning("empty-heading", "a heading without words");
            self.report(
                diagnostic.help("write its words, or take it out"),
                &heading.range,
            );
        }
        let explicit = heading
            .explicit
            .filter(|id| self.take_id(id, &heading.range));
        let is_explicit = explicit.is_some();
        let id = explicit.unwrap_or_else(|| self.state.ids.make(&text, place));
        let level = heading.level;
        let offset = if level == 2 {
            0
        } else {
            self.write_heading(level, &id, &title_html)
        };
        if heading.top_level {
            self.list_heading(Heading {
                level,
                id: id.clone(),
                explicit: is_explicit,
                text: text.clone(),
                place,
                section: None,
                offset,
            });
        }
        if level == 2 {
            self.sections.open(Head {
                id,
                title_html,
                title_text: text,
                place,
            });
        }
    }

    /// Takes an id that the author wrote for a heading or an element; reports one that is ours or taken.
    pub(super) fn take_id(&mut self, id: &str, range: &Range<usize>) -> bool {
        if let Some(error) = bad_id(id) {
            self.report(error, range);
            return false;
        }
        let place = self.place(range);
        let Some(first) = self.state.ids.take(id, place) else {
            return true;
        };
        let diagnostic =
            Diagnostic::error("duplicate-id", format!("the id `{id}` is given twice")).at(place);
        self.out.push(
            diagnostic
                .related(first, "first given here")
                .help("give one of them another id"),
        );
        false
    }

    /// Writes `<h3>` to `<h6>`; gives the position behind the opening tag.
    fn write_heading(&mut self, level: u8, id: &str, title_html: &str) -> usize {
        self.html
            .push_str(&format!("<h{level} id=\"{}\">", escape_attribute(id)));
        let offset = self.html.len();
        self.html.push_str(&format!("{title_html}</h{level}>\n"));
        offset
    }

    fn list_heading(&mut self, mut heading: Heading) {
        let in_section = heading.level == 2 || self.sections.head.is_some();
        heading.section = in_section.then_some(self.sections.body.sections.len());
        self.sections.body.headings.push(heading);
    }

    fn check_level(&mut self, level: u8, range: &Range<usize>) {
        let last = std::mem::replace(&mut self.sections.last_level, level).max(1);
        if level > last + 1 {
            let message = format!("a heading of level {level} follows one of level {last}");
            let help = format!("write `{}`", "#".repeat(usize::from(last + 1)));
            self.report(
                Diagnostic::warning("heading-level", message).help(help),
                range,
            );
        }
    }

    /// The box that a heading opens, by its class.
    fn panel_of(
        &mut self,
        level: u8,
        written: &Written<'_>,
        range: &Range<usize>,
    ) -> Option<&'static str> {
        let top_level = self.is_top_level();
        let mut panel = None;
        let mut strange = written.attrs.first().map(|(name, _)| name.to_string());
        for class in &written.classes {
            match &**class {
                "known" if level <= 3 && top_level => panel = Some("known"),
                "unknown" if level <= 3 && top_level => panel = Some("unknown"),
                other => strange = Some(format!(".{other}")),
            }
        }
        if let Some(strange) = strange {
            let inside = if top_level {
                ""
            } else {
                " inside another element"
            };
            let message =
                format!("`{strange}` means nothing behind a heading of level {level}{inside}");
            let help = "a heading takes an id, `{#id}`, and at levels 2 and 3, outside lists and quotations, `{.known}` or `{.unknown}`";
            self.report(
                Diagnostic::warning("heading-attribute", message).help(help),
                range,
            );
        }
        panel
    }
}
