//! The event loop. It keeps the stack of what is open and the text of the block so far; every element that needs more
//! than its tag is opened and closed in a file of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::counted::NumberCount;
use super::escape::push_text;
use super::frame::Frame;
use super::lint::Lint;
use super::lookup::Lookup;
use super::notes::Notes;
use super::parser::Spanned;
use super::plain::{Plain, Standing};
use super::raw_html::RawHtml;
use super::sections::Sections;
use super::state::PageState;
use super::tags;
use super::types::Body;
use super::typography::Quotes;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};

/// Elements inside each other, beyond which only their text is written.
pub(super) const MAX_DEPTH: usize = 100;
/// HTML allowed per byte of source, and on top of it.
const HTML_PER_BYTE: usize = 100;
const HTML_ALLOWANCE: usize = 1_000_000;

/// Where the source stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// A page's text: its ranges are ranges of the file.
    Body { file: FileId, offset: usize },
    /// A value of a data file: its place stands for all of it.
    Value(Place),
}

/// One text on its way to HTML.
pub(super) struct Renderer<'a> {
    pub(super) source: &'a str,
    pub(super) origin: Origin,
    pub(super) lookup: &'a dyn Lookup,
    pub(super) state: &'a mut PageState,
    pub(super) out: &'a mut Diagnostics,
    /// HTML since the last `##`.
    pub(super) html: String,
    /// HTML handed to `sections` before.
    pub(super) html_before: usize,
    /// Text of the block so far.
    pub(super) plain: Plain,
    pub(super) frames: Vec<Frame>,
    pub(super) raw: RawHtml,
    pub(super) quotes: Quotes,
    pub(super) lint: Lint,
    pub(super) notes: Notes,
    pub(super) sections: Sections,
    /// Headings, facts' words, links and buttons that are open: what must not be put into them is refused.
    pub(super) open_headings: usize,
    pub(super) open_interactive: usize,
    /// Pictures whose alternative text is being read: no HTML is kept of it.
    pub(super) open_alternatives: usize,
    pub(super) in_code: bool,
    /// The numbers with a unit that were seen.
    pub(super) numbers: NumberCount,
    /// Whether the next event ends a paragraph.
    pub(super) ends_paragraph: bool,
    too_deep: bool,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        source: &'a str,
        origin: Origin,
        lookup: &'a dyn Lookup,
        state: &'a mut PageState,
        out: &'a mut Diagnostics,
    ) -> Self {
        Self {
            source,
            origin,
            lookup,
            state,
            out,
            html: String::with_capacity(source.len() + source.len() / 2),
            html_before: 0,
            plain: Plain::default(),
            frames: Vec::new(),
            raw: RawHtml::default(),
            quotes: Quotes::default(),
            lint: Lint::default(),
            notes: Notes::default(),
            sections: Sections::default(),
            open_headings: 0,
            open_interactive: 0,
            open_alternatives: 0,
            in_code: false,
            numbers: NumberCount::default(),
            ends_paragraph: false,
            too_deep: false,
        }
    }

    /// Reads all events; stops, with an error, when the HTML grows out of proportion.
    pub(super) fn run<'s>(&mut self, events: impl Iterator<Item = Spanned<'s>>) {
        let limit = self
            .source
            .len()
            .saturating_mul(HTML_PER_BYTE)
            .saturating_add(HTML_ALLOWANCE);
        let mut events = events.peekable();
        while let Some((event, range)) = events.next() {
            self.ends_paragraph = matches!(events.peek(), Some((Event::End(TagEnd::Paragraph), _)));
            self.event(event, range.clone());
            if self.html_before + self.html.len() > limit {
                let message = format!("the text makes more than {limit} bytes of HTML");
                self.report(
                    Diagnostic::error("too-much-html", message).help("split the page"),
                    &range,
                );
                break;
            }
        }
        self.close_all_raw();
    }

    /// Closes the last section and collects the footnotes.
    pub(super) fn finish(mut self) -> Body {
        self.finish_section();
        let footnotes_html = self.finish_notes();
        let word_count = self.plain.words();
        Body {
            footnotes_html,
            word_count,
            ..self.sections.body
        }
    }

    /// The place of a range of the source.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        match self.origin {
            Origin::Body { file, offset } => {
                Place::new(file, offset + range.start..offset + range.end)
            }
            Origin::Value(place) => place,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic, range: &Range<usize>) {
        let place = self.place(range);
        self.out.push(diagnostic.at(place));
    }

    /// Whether nothing is open around what comes next.
    pub(super) fn is_top_level(&self) -> bool {
        self.frames.is_empty() && self.raw.is_closed() && matches!(self.origin, Origin::Body { .. })
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(TagEnd::HtmlBlock) => self.close_html_block(),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, &range),
            Event::Html(html) => self.raw.add_to_block(&html, &range),
            Event::InlineHtml(html) => {
                let html = self.without_escaped_pipes(&html);
                self.inline_html(&html, &range);
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.hard_break(&range),
            Event::Rule => self.rule(),
            Event::FootnoteReference(name) => self.footnote_mark(&name),
            Event::TaskListMarker(done) => self.task_marker(done),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if is_block(&tag) {
            self.begin_block();
        }
        if matches!(tag, Tag::HtmlBlock) {
            return;
        }
        let frame = if self.frames.len() < MAX_DEPTH {
            self.open(tag, range)
        } else {
            self.refuse_depth(&range)
        };
        self.plain.enter(standing_in(&frame));
        self.frames.push(frame);
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) -> Frame {
        match tag {
            Tag::Paragraph => self.open_paragraph(),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let written = super::headings::Written { id, classes, attrs };
                self.open_heading(level as u8, &written, range)
            }
            Tag::BlockQuote(Some(kind)) => self.open_aside(kind, &range),
            Tag::List(start) => self.open_list(start),
            Tag::Item => self.open_item(),
            Tag::FootnoteDefinition(name) => self.open_footnote(&name, range),
            Tag::Table(alignments) => self.open_table(&alignments),
            Tag::TableHead => self.open_table_head(),
            Tag::TableRow => self.open_table_row(),
            Tag::TableCell => self.open_cell(),
            Tag::Strong => self.open_strong(),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(link_type, &dest_url, &title, range),
            Tag::Image {
                dest_url, title, ..
            } => self.open_image(&dest_url, &title, range),
            tag => self.open_plain(&tag),
        }
    }

    fn open_plain(&mut self, tag: &Tag<'_>) -> Frame {
        self.in_code |= matches!(tag, Tag::CodeBlock(_));
        tags::open(&mut self.html, tag);
        Frame::Plain(tag.to_end())
    }

    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.close_raw_above(self.frames.len());
        let is_block = !matches!(
            frame,
            Frame::Strong { .. }
                | Frame::Link(_)
                | Frame::Fact(_)
                | Frame::Numberless(_)
                | Frame::Term { .. }
                | Frame::Status(_)
                | Frame::Citation { .. }
                | Frame::Image(_)
                | Frame::Bare
                | Frame::Plain(TagEnd::Emphasis | TagEnd::Strikethrough)
        );
        self.close(frame);
        self.plain.leave();
        if is_block {
            self.end_block();
        }
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Plain(tag) => self.close_plain(tag),
            Frame::Bare => {}
            Frame::Paragraph(paragraph) => self.close_paragraph(&paragraph),
            Frame::Heading(heading) => self.close_heading(heading),
            Frame::Aside { html } => self.close_aside(html),
            Frame::List(list) => self.close_list(&list),
            Frame::Item { begins_bold, .. } => self.close_item(begins_bold),
            Frame::Table(_) => self.html.push_str("</tbody>\n</table></div>\n"),
            Frame::TableHead => self.close_table_head(),
            Frame::TableRow => self.html.push_str("</tr>\n"),
            Frame::Cell(cell) => self.close_cell(cell),
            Frame::Strong { heads_item, plain } => self.close_strong(heads_item, plain),
            Frame::Link(link) => self.close_link(link),
            Frame::Fact(marked) => self.close_fact(&marked),
            Frame::Numberless(marked) => self.close_numberless(&marked),
            Frame::Term { plain, range } => self.close_term(plain, &range),
            Frame::Status(marked) => self.close_status(&marked),
            Frame::Citation {
                html,
                plain,
                range,
                target,
                alone,
            } => {
                self.html.truncate(html);
                let words = self.plain.cut(plain);
                self.close_citation(&words, &range, &target, alone);
            }
            Frame::Image(image) => self.close_image(image),
            Frame::Footnote { html, name, range } => self.close_footnote(html, &name, &range),
        }
    }

    fn close_plain(&mut self, tag: TagEnd) {
        self.in_code &= tag != TagEnd::CodeBlock;
        tags::close(&mut self.html, tag);
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.in_code {
            self.check_code(text, &range);
            push_text(&mut self.html, text);
            self.plain.push_verbatim(text);
            return;
        }
        // An inline value is parsed behind a bracket, which keeps its first characters from being block signs.
        let is_guard = range.start == 0 && matches!(self.origin, Origin::Value(_));
        let (text, range) = if is_guard {
            (&text[1..], 1..range.end)
        } else {
            (text, range)
        };
        let unescaped = self.without_escaped_pipes(text);
        let text = &*unescaped;
        let sign = self
            .quotes
            .sign(self.lookup.locale(), text, self.source, &range);
        self.check_text(text, sign, &range);
        let text = sign.map_or(text, |sign| sign.as_str());
        push_text(&mut self.html, text);
        self.plain.push(text, range);
    }

    fn code(&mut self, text: &str, range: &Range<usize>) {
        self.check_code(text, range);
        tags::code(&mut self.html, text);
        self.plain.push_verbatim(text);
    }

    fn line_break(&mut self, html: &str) {
        self.html.push_str(html);
        self.plain.push_space();
    }

    /// A backslash, or two spaces; the parser also takes tabs, which nobody means.
    fn hard_break(&mut self, range: &Range<usize>) {
        let typed = self.source.get(range.clone()).unwrap_or_default();
        let typed = typed.trim_end_matches('\n');
        if typed.contains('\t') && !typed.ends_with("  ") {
            self.line_break("\n");
        } else {
            self.line_break("<br>\n");
        }
    }

    fn rule(&mut self) {
        self.begin_block();
        tags::fresh_line(&mut self.html);
        self.html.push_str("<hr>\n");
        self.end_block();
    }

    fn task_marker(&mut self, done: bool) {
        let checked = if done { " checked" } else { "" };
        self.html
            .push_str(&format!("<input type=\"checkbox\" disabled{checked}> "));
    }

    fn refuse_depth(&mut self, range: &Range<usize>) -> Frame {
        self.report_depth(range);
        Frame::Bare
    }

    /// Says, once, that elements stand too deep inside each other.
    pub(super) fn report_depth(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            let message = format!("more than {MAX_DEPTH} elements inside each other");
            let diagnostic = Diagnostic::error("too-deep", message);
            self.report(diagnostic.help("flatten the text"), range);
        }
    }
}

/// How numbers inside an element stand; `None` where that is the same as around it.
fn standing_in(frame: &Frame) -> Option<Standing> {
    match frame {
        Frame::Fact(_) => Some(Standing::Marked),
        Frame::Numberless(_) => Some(Standing::Numberless),
        Frame::Link(link) if link.is_address => Some(Standing::Verbatim),
        Frame::Link(_) | Frame::Term { .. } | Frame::Status(_) => Some(Standing::Bound),
        _ => None,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
