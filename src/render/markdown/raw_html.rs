//! Raw HTML in a text: what is on the list of [`super::allowed`] passes with its nesting kept, all else is reported
//! and shown as text. Comments are dropped.

use std::collections::HashSet;
use std::ops::Range;

use super::allowed::{Element, Form, allowed, allowed_names};
use super::escape::push_text;
use super::html_tag::{Attribute, Piece, pieces, restore_references};
use super::plain::Standing;
use super::render::{MAX_DEPTH, Renderer};
use super::tags;
use crate::diagnostic::Diagnostic;

/// Raw elements that are open, and the HTML block that is being read.
#[derive(Debug, Default)]
pub(super) struct RawHtml {
    open: Vec<OpenElement>,
    /// Names that were refused: their end tags need no second complaint.
    refused: HashSet<String>,
    block: String,
    /// Where each line of the block begins: in `block` and in the source.
    lines: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct OpenElement {
    name: &'static str,
    form: Form,
    /// How many frames are open around it.
    depth: usize,
    is_interactive: bool,
    range: Range<usize>,
}

impl RawHtml {
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn add_to_block(&mut self, html: &str, range: &Range<usize>) {
        self.lines.push((self.block.len(), range.start));
        self.block.push_str(html);
    }
}

impl Renderer<'_> {
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        for (piece, _) in pieces(html) {
            self.piece(piece, range, Form::Phrasing);
        }
    }

    pub(super) fn close_html_block(&mut self) {
        let block = std::mem::take(&mut self.raw.block);
        let lines = std::mem::take(&mut self.raw.lines);
        tags::fresh_line(&mut self.html);
        for (piece, range) in pieces(&block) {
            let is_code = |open: &OpenElement| matches!(open.name, "code" | "kbd");
            if let (Piece::Text(text), false) = (&piece, self.raw.open.iter().any(is_code)) {
                let place = |part: Range<usize>| {
                    in_source(&lines, &(range.start + part.start..range.start + part.end))
                };
                self.check_raw_text(text, place);
            }
            self.piece(piece, &in_source(&lines, &range), Form::Flow);
        }
        tags::fresh_line(&mut self.html);
        self.end_block();
    }

    /// Closes, with a complaint, raw elements that were opened inside an element that ends now.
    pub(super) fn close_raw_above(&mut self, depth: usize) {
        while self
            .raw
            .open
            .last()
            .is_some_and(|element| element.depth > depth)
        {
            self.close_unclosed();
        }
    }

    /// Closes, with a complaint, raw elements that cannot hold the block that begins now.
    pub(super) fn close_phrasing_raw(&mut self) {
        while self
            .raw
            .open
            .last()
            .is_some_and(|element| element.form != Form::Flow)
        {
            self.close_unclosed();
        }
    }

    /// Closes, with a complaint, all that is open at the end of the text.
    pub(super) fn close_all_raw(&mut self) {
        while !self.raw.is_closed() {
            self.close_unclosed();
        }
    }

    fn close_unclosed(&mut self) {
        let Some(element) = self.raw.open.pop() else {
            return;
        };
        self.end_raw(&element);
        let message = format!("`<{}>` is not closed where it must be", element.name);
        let help = format!("write `</{}>` before the block ends", element.name);
        self.report(
            Diagnostic::error("raw-html", message).help(help),
            &element.range,
        );
    }

    fn end_raw(&mut self, element: &OpenElement) {
        self.open_interactive -= usize::from(element.is_interactive);
        self.html.push_str(&format!("</{}>", element.name));
        self.plain.leave();
    }

    fn piece(&mut self, piece: Piece<'_>, range: &Range<usize>, around: Form) {
        match piece {
            Piece::Comment => {}
            Piece::Text(text) => self.raw_text(text, range),
            Piece::Other(typed) => self.refuse(typed, "a declaration or an instruction", range),
            Piece::Close { name, typed } => self.close_raw(&name, typed, range),
            Piece::Open {
                name,
                attributes,
                typed,
            } => match fault(&name, &attributes) {
                Ok(element) => self.open_raw(element, &attributes, typed, range, around),
                Err(what) => {
                    self.raw.refused.insert(name);
                    self.refuse(typed, &what, range);
                }
            },
        }
    }

    /// Text between the tags of an HTML block; its character references were meant.
    fn raw_text(&mut self, text: &str, range: &Range<usize>) {
        let mut escaped = String::new();
        push_text(&mut escaped, text);
        self.html.push_str(&restore_references(&escaped));
        self.plain.enter(Some(Standing::Bound));
        self.plain.push(text, range.clone());
        self.plain.leave();
    }

    fn open_raw(
        &mut self,
        element: &'static Element,
        attributes: &[Attribute],
        typed: &str,
        range: &Range<usize>,
        around: Form,
    ) {
        let is_block = matches!(element.form, Form::Flow | Form::Line);
        if is_block && (around != Form::Flow || !self.holds_block(element.name)) {
            self.raw.refused.insert(element.name.to_owned());
            self.refuse(
                typed,
                &format!("the block `<{}>` inside a line of text", element.name),
                range,
            );
            return;
        }
        let depth = self.frames.len();
        if depth + self.raw.open.len() >= MAX_DEPTH {
            self.raw.refused.insert(element.name.to_owned());
            self.report_depth(range);
            push_text(&mut self.html, typed);
            return;
        }
        if element.name == "img" {
            self.raw_image(attributes, range);
            return;
        }
        let (written, is_interactive) = self.raw_attributes(element.name, attributes, range);
        self.html.push_str(&format!("<{}{written}>", element.name));
        if element.form == Form::Void {
            return;
        }
        self.open_interactive += usize::from(is_interactive);
        self.plain.enter(standing_in(element.name, is_interactive));
        let (name, form, range) = (element.name, element.form, range.clone());
        self.raw.open.push(OpenElement {
            name,
            form,
            depth,
            is_interactive,
            range,
        });
    }

    fn close_raw(&mut self, name: &str, typed: &str, range: &Range<usize>) {
        let depth = self.frames.len();
        if self
            .raw
            .open
            .last()
            .is_some_and(|element| element.name == name && element.depth == depth)
        {
            if let Some(element) = self.raw.open.pop() {
                self.end_raw(&element);
            }
        } else if self.raw.refused.contains(name) {
            push_text(&mut self.html, typed);
        } else {
            let message = format!("`</{name}>` ends nothing that begins in the same block");
            let help =
                "close raw elements in the order in which they were opened, inside the same block";
            self.report(Diagnostic::error("raw-html", message).help(help), range);
            push_text(&mut self.html, typed);
        }
    }

    /// Whether the innermost raw element of the same level can hold a block.
    fn holds_block(&self, name: &str) -> bool {
        let depth = self.frames.len();
        match self
            .raw
            .open
            .last()
            .filter(|element| element.depth == depth)
        {
            Some(element) => element.form == Form::Flow && (name != "dd" || element.name != "dd"),
            None => true,
        }
    }

    fn refuse(&mut self, typed: &str, what: &str, range: &Range<usize>) {
        push_text(&mut self.html, typed);
        let help = format!(
            "write it in Markdown, or `\\<` for the sign itself; raw HTML may be {}",
            allowed_names()
        );
        self.report(
            Diagnostic::error("raw-html", format!("raw HTML is not allowed here: {what}"))
                .help(help),
            range,
        );
    }
}

/// How numbers inside a raw element stand; `None` where that is the same as around it.
fn standing_in(name: &str, is_interactive: bool) -> Option<Standing> {
    match name {
        "code" | "kbd" | "q" | "cite" => Some(Standing::Verbatim),
        _ => is_interactive.then_some(Standing::Bound),
    }
}

/// The element of a tag, or what is wrong with the tag.
fn fault(name: &str, attributes: &[Attribute]) -> Result<&'static Element, String> {
    let element = allowed(name).ok_or_else(|| format!("the element `{name}`"))?;
    let strange = attributes
        .iter()
        .find(|attribute| !element.attributes.contains(&attribute.name.as_str()));
    match strange {
        Some(attribute) => Err(format!("the attribute `{}` of `{name}`", attribute.name)),
        None => Ok(element),
    }
}

/// The range in the source of a range of an HTML block.
fn in_source(lines: &[(usize, usize)], range: &Range<usize>) -> Range<usize> {
    let line = lines
        .partition_point(|(start, _)| *start <= range.start)
        .saturating_sub(1);
    let (start, source) = lines.get(line).copied().unwrap_or_default();
    let begins = source + range.start.saturating_sub(start);
    begins..begins + range.len()
}
