//! Top-level blocks → the lead and the sections, with the wrappers that the layout needs: running text in `.flow`,
//! what has a place of its own (tables, figures, margin notes) beside it, boxes side by side.

use std::ops::Range;

use super::render::Renderer;
use super::types::{Body, Heading, Section};
use crate::diagnostic::Place;

/// What is finished, and the blocks of the section that is not.
#[derive(Debug, Default)]
pub(super) struct Sections {
    pub(super) body: Body,
    /// The heading of the open section; none in the lead.
    pub(super) head: Option<Head>,
    blocks: Vec<Block>,
    open_block: Option<Block>,
    /// The box that blocks go into, and how many boxes there were before it.
    panel: Option<Panel>,
    n_panels: usize,
    /// Citation marks before the section.
    marks_before: u64,
    /// Headings before what is in the section's HTML.
    headings_before: usize,
    pub(super) last_level: u8,
    pub(super) has_lead_paragraph: bool,
}

/// A `##`.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title_html: String,
    pub(super) title_text: String,
    pub(super) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Panel {
    class: &'static str,
    number: usize,
}

#[derive(Debug)]
struct Block {
    html: Range<usize>,
    in_flow: bool,
    panel: Option<Panel>,
}

impl Sections {
    /// The block that is open needs a place of its own.
    pub(super) fn stand_alone(&mut self) {
        if let Some(block) = &mut self.open_block {
            block.in_flow = false;
        }
    }

    /// What is open is no block of the section after all.
    pub(super) fn discard_block(&mut self) {
        self.open_block = None;
    }

    /// Opens a box with the block that is open, or closes the last one.
    pub(super) fn set_panel(&mut self, class: Option<&'static str>) {
        self.n_panels += 1;
        self.panel = class.map(|class| Panel {
            class,
            number: self.n_panels,
        });
        if let Some(block) = &mut self.open_block {
            block.panel = self.panel;
        }
    }

    fn begin_block(&mut self, html: usize) {
        let panel = self.panel;
        self.open_block.get_or_insert(Block {
            html: html..html,
            in_flow: true,
            panel,
        });
    }

    fn end_block(&mut self, html: usize) {
        let Some(mut block) = self.open_block.take() else {
            return;
        };
        if block.html.start < html {
            block.html.end = html;
            self.blocks.push(block);
        }
    }

    fn finish(&mut self, html: &str, marks: u64) {
        let headings = self
            .body
            .headings
            .get_mut(self.headings_before..)
            .unwrap_or_default();
        let (assembled, note_at) = assemble(html, &self.blocks, headings);
        let in_unknown = |block: &Block| block.panel.is_some_and(|panel| panel.class == "unknown");
        match self.head.take() {
            None => self.body.lead = assembled,
            Some(head) => self.body.sections.push(Section {
                id: head.id,
                title_html: head.title_html,
                title_text: head.title_text,
                html: assembled,
                note_at,
                has_citation: marks > self.marks_before,
                boxes_only: !self.blocks.is_empty() && self.blocks.iter().all(in_unknown),
                place: head.place,
            }),
        }
        self.marks_before = marks;
        self.headings_before = self.body.headings.len();
        self.blocks.clear();
        self.open_block = None;
        self.panel = None;
    }

    /// Ends the heading that opens a section.
    pub(super) fn open(&mut self, head: Head) {
        self.head = Some(head);
        self.headings_before = self.body.headings.len();
    }
}

impl Renderer<'_> {
    /// Starts any block: its text begins anew.
    pub(super) fn begin_block(&mut self) {
        self.clear_block();
        self.close_phrasing_raw();
        if self.is_top_level() {
            self.sections.begin_block(self.html.len());
        }
    }

    pub(super) fn end_block(&mut self) {
        self.clear_block();
        if self.is_top_level() {
            self.sections.end_block(self.html.len());
        }
    }

    /// Hands what was written since the last `##` to the sections.
    pub(super) fn finish_section(&mut self) {
        let html = std::mem::take(&mut self.html);
        self.html_before += html.len();
        self.sections.end_block(html.len());
        self.sections.finish(&html, self.state.total_marks());
    }

    fn clear_block(&mut self) {
        let block = self.plain.end_block();
        self.settle_numbers(&block);
        self.quotes = super::typography::Quotes::default();
        self.lint = super::lint::Lint::default();
    }
}

/// Puts the blocks of a section together; moves the offsets of its headings with them. Tells where a margin note may go.
fn assemble(html: &str, blocks: &[Block], headings: &mut [Heading]) -> (String, usize) {
    let mut copy = Copy {
        html,
        out: String::with_capacity(html.len() + 64),
        headings,
        next: 0,
        text_ends: Vec::new(),
    };
    for group in blocks.chunk_by(|left, right| left.panel.is_some() == right.panel.is_some()) {
        if group[0].panel.is_some() {
            copy.panels(group);
        } else {
            copy.running(group);
        }
    }
    let has_note = |end: &usize| is_note(&copy.out[*end..]);
    let free = copy.text_ends.iter().find(|end| !has_note(end));
    let note_at = free.copied().unwrap_or(copy.out.len());
    (copy.out, note_at)
}

fn is_note(html: &str) -> bool {
    ["<p class=\"aside", "<div class=\"aside"]
        .iter()
        .any(|tag| html.starts_with(tag))
}

struct Copy<'a> {
    html: &'a str,
    out: String,
    headings: &'a mut [Heading],
    next: usize,
    /// Where runs of text end in `out`.
    text_ends: Vec<usize>,
}

impl Copy<'_> {
    fn running(&mut self, blocks: &[Block]) {
        for group in blocks.chunk_by(|left, right| left.in_flow == right.in_flow) {
            if group[0].in_flow {
                self.wrapped("<div class=\"flow\">\n", group);
                self.text_ends.push(self.out.len());
            } else {
                group.iter().for_each(|block| self.block(block));
            }
        }
    }

    fn panels(&mut self, blocks: &[Block]) {
        let boxes: Vec<&[Block]> = blocks
            .chunk_by(|left, right| left.panel == right.panel)
            .collect();
        let several = boxes.len() > 1;
        if several {
            self.out.push_str("<div class=\"two wide\">\n");
        }
        for group in boxes {
            let class = group[0].panel.map_or("unknown", |panel| panel.class);
            self.wrapped(&format!("<div class=\"{class}\">"), group);
        }
        if several {
            self.out.push_str("</div>\n");
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block]) {
        self.out.push_str(open);
        blocks.iter().for_each(|block| self.block(block));
        self.out.push_str("</div>\n");
    }

    fn block(&mut self, block: &Block) {
        let start = self.out.len();
        let html = self.html.get(block.html.clone()).unwrap_or_default();
        self.out.push_str(html.strip_prefix('\n').unwrap_or(html));
        while let Some(heading) = self
            .headings
            .get_mut(self.next)
            .filter(|h| h.offset <= block.html.end)
        {
            let skipped = usize::from(html.starts_with('\n'));
            heading.offset = start + heading.offset.saturating_sub(block.html.start + skipped);
            self.next += 1;
        }
    }
}
