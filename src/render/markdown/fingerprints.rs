//! A Markdown text → one fingerprint per block, as the reader sees it: blind to line wrapping, to kinds of spaces and
//! quotes, to comments, to how a list, a heading or a table is typed. The words of a fact are left out, since they are
//! checked against the fact in every language; so are titles that the program writes.
//!
//! A block is what is read in one go: a paragraph, a heading, an item of a list, a row of a table, a code block.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::html_tag::{Piece, pieces};
use super::parser::{Spanned, parse, without_hiding_tabs};
use super::substance::{Item, Substance, numbers, substance_hash};
use super::types::{Text, Typography};
use crate::agreement::{Fingerprint, ShortHash, short_hash};
use crate::diagnostic::Place;
use crate::model::NO_FACT;

/// Blocks of one text that are told apart; the last fingerprint of a longer text stands for all that follows.
pub const MAX_BLOCKS: usize = 2_000;

/// A block and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What is remembered of it.
    pub fingerprint: Fingerprint,
    /// What it names.
    pub substance: Substance,
    /// Where it begins.
    pub place: Place,
}

/// The blocks of a text, in order. `page_of` gives the id of the page that a link leads to, if it is one of the site.
pub fn fingerprint_body(text: &Text<'_>, page_of: &dyn Fn(&str) -> Option<String>) -> Vec<Block> {
    let (source, undefined) = (without_hiding_tabs(text.body), RefCell::default());
    let mut reader = Reader::new(text, page_of);
    for spanned in parse(&source, Typography::ByLanguage, &undefined) {
        reader.event(spanned);
    }
    reader.end_block();
    reader.blocks
}

/// A text of the front matter as a block.
pub fn fingerprint_line(kind: &str, line: &str, place: Place) -> Block {
    let substance: Substance = numbers(line).collect();
    Block {
        fingerprint: Fingerprint {
            wording: wording_hash(kind, line),
            substance: substance_hash(&substance),
        },
        substance,
        place,
    }
}

/// Stands in the wording before what is not words.
const MARK: char = '\u{1}';

struct Reader<'a> {
    text: &'a Text<'a>,
    page_of: &'a dyn Fn(&str) -> Option<String>,
    blocks: Vec<Block>,
    /// What is open around the block, outermost first.
    containers: Vec<&'static str>,
    /// What the block is, when it is more than its container says.
    kind: Option<String>,
    start: usize,
    wording: String,
    /// The words alone, for the numbers in them.
    plain: String,
    substance: Substance,
    /// The links that are open.
    links: Vec<OpenLink>,
    html: String,
}

/// A link whose words may not count.
enum OpenLink {
    /// Its words are read.
    Read,
    /// `[7 GW](fact:none)`: no link, only words that no fact checks.
    Plain,
    /// Its words are checked elsewhere.
    Skipped,
    /// `[@a][@b]`: its words are a source too.
    Source(String),
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text<'a>, page_of: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            text,
            page_of,
            blocks: Vec::new(),
            containers: Vec::new(),
            kind: None,
            start: 0,
            wording: String::new(),
            plain: String::new(),
            substance: Substance::new(),
            links: Vec::new(),
            html: String::new(),
        }
    }

    fn event(&mut self, (event, range): Spanned<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => {
                self.mark("code");
                self.words(&words);
                self.mark("/code");
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.raw_html(&html),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.mark("br"),
            Event::FootnoteReference(_) => self.mark("note"),
            Event::TaskListMarker(done) => self.mark(if done { "done" } else { "to do" }),
            Event::Rule => self.end_block(),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        if let Some(name) = container(&tag, self.containers.last().copied()) {
            self.begin_block(range);
            self.containers.push(name);
            return;
        }
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => self.begin_block(range),
            Tag::Heading {
                level, id, classes, ..
            } => {
                self.begin_block(range);
                let level = (level as u8).max(2);
                self.kind = Some(format!("h{level} {}", classes.join(" ")));
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                self.substance.insert(Item::Heading(level, id));
            }
            Tag::TableHead | Tag::TableRow => self.begin_block(range),
            Tag::TableCell => self.mark("cell"),
            Tag::Emphasis => self.mark("em"),
            Tag::Strong => self.mark("strong"),
            Tag::Strikethrough => self.mark("del"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.open_image(&dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.close_link(),
            TagEnd::Emphasis => self.mark("/em"),
            TagEnd::Strong => self.mark("/strong"),
            TagEnd::Strikethrough => self.mark("/del"),
            TagEnd::Image => self.mark("/img"),
            TagEnd::TableCell => {}
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.raw_html(&html);
                self.end_block();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => self.end_block(),
            _ => {
                self.end_block();
                self.containers.pop();
            }
        }
    }

    fn words(&mut self, words: &str) {
        match self.links.last_mut() {
            Some(OpenLink::Skipped) => {}
            Some(OpenLink::Source(typed)) => typed.push_str(words),
            Some(OpenLink::Read | OpenLink::Plain) | None => {
                self.wording.push_str(words);
                self.plain.push_str(words);
            }
        }
    }

    /// Notes what is not words; no number goes on behind it.
    fn mark(&mut self, what: &str) {
        if matches!(self.links.last(), Some(OpenLink::Skipped)) {
            return;
        }
        self.plain.push(' ');
        self.wording.extend([MARK, '<']);
        self.wording.push_str(what);
        self.wording.push('>');
    }

    fn open_link(&mut self, kind: LinkType, address: &str) {
        match kind {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown => {
                self.cite(address);
                self.links.push(OpenLink::Skipped);
                return;
            }
            LinkType::ReferenceUnknown => {
                self.cite(address);
                self.links.push(OpenLink::Source(String::new()));
                return;
            }
            _ => {}
        }
        match address.split_once(':') {
            Some(("fact", NO_FACT)) => {
                self.links.push(OpenLink::Plain);
                return;
            }
            Some(("fact", id)) => {
                self.substance.insert(Item::Fact(id.to_owned()));
                self.mark(address);
                self.links.push(OpenLink::Skipped);
                return;
            }
            Some(("status", name)) => {
                self.substance.insert(Item::Status(name.to_owned()));
                self.mark("status");
            }
            Some(("term", _)) => self.mark(address),
            _ => match (self.page_of)(address) {
                Some(id) => {
                    self.substance.insert(Item::Page(id));
                    self.mark("a");
                }
                None => self.mark(address),
            },
        }
        self.links.push(OpenLink::Read);
    }

    fn close_link(&mut self) {
        match self.links.pop() {
            Some(OpenLink::Source(typed)) => self.cite(&typed),
            Some(OpenLink::Read) => self.mark("/a"),
            Some(OpenLink::Skipped | OpenLink::Plain) | None => {}
        }
    }

    /// The space before a citation is not seen.
    fn cite(&mut self, label: &str) {
        self.wording.truncate(self.wording.trim_end().len());
        self.mark("cite");
        for id in label.split(';') {
            let id = id.trim().trim_start_matches('@');
            self.substance.insert(Item::Source(id.to_owned()));
        }
    }

    fn open_image(&mut self, address: &str) {
        match address.strip_prefix("figure:") {
            Some(name) => {
                self.substance.insert(Item::Figure(name.to_owned()));
                self.mark("figure");
            }
            None => self.mark(address),
        }
    }

    fn raw_html(&mut self, html: &str) {
        for (piece, _) in pieces(html) {
            match piece {
                Piece::Comment => {}
                Piece::Text(words) => self.words(words),
                Piece::Open { typed, .. } | Piece::Close { typed, .. } | Piece::Other(typed) => {
                    self.mark(typed);
                }
            }
        }
    }

    fn begin_block(&mut self, range: &Range<usize>) {
        self.end_block();
        self.start = range.start;
    }

    /// Ends the block that is open, if anything was read since the one before.
    fn end_block(&mut self) {
        let kind = self.kind.take();
        if self.wording.trim().is_empty() && self.substance.is_empty() {
            self.wording.clear();
            self.plain.clear();
            return;
        }
        let kind = kind.as_deref().or(self.containers.last().copied());
        self.substance.extend(numbers(&self.plain));
        let fingerprint = Fingerprint {
            wording: wording_hash(kind.unwrap_or("p"), &self.wording),
            substance: substance_hash(&self.substance),
        };
        let block = Block {
            fingerprint,
            substance: std::mem::take(&mut self.substance),
            place: self.place(),
        };
        self.wording.clear();
        self.plain.clear();
        self.push(block);
    }

    /// The first line of the block.
    fn place(&self) -> Place {
        let first_line = self.text.body[self.start..].lines().next();
        let start = self.text.offset + self.start;
        Place::new(
            self.text.file,
            start..start + first_line.unwrap_or_default().len(),
        )
    }

    fn push(&mut self, block: Block) {
        if self.blocks.len() < MAX_BLOCKS {
            self.blocks.push(block);
        } else if let Some(last) = self.blocks.last_mut() {
            last.fold(block);
        }
    }
}

impl Block {
    /// Makes this block stand for the one after it too.
    pub(super) fn fold(&mut self, next: Self) {
        let (own, other) = (self.fingerprint, next.fingerprint);
        let both = |own: u16, other: u16| short_hash(&format!("{own} {other}"));
        self.fingerprint = Fingerprint {
            wording: both(own.wording, other.wording),
            substance: both(own.substance, other.substance),
        };
        self.substance.extend(next.substance);
    }
}

/// What a reader sees blocks stand in; `None` for what is a block itself, or part of one.
fn container(tag: &Tag<'_>, around: Option<&str>) -> Option<&'static str> {
    Some(match tag {
        Tag::BlockQuote(None) => "quote",
        Tag::BlockQuote(Some(_)) => "aside",
        Tag::List(None) => "ul",
        Tag::List(Some(_)) => "ol",
        Tag::Item if around == Some("ol") => "numbered",
        Tag::Item => "li",
        Tag::FootnoteDefinition(_) => "note",
        Tag::DefinitionList => "dl",
        Tag::DefinitionListTitle => "dt",
        Tag::DefinitionListDefinition => "dd",
        Tag::Table(_) => "table",
        _ => return None,
    })
}

/// Runs of spaces count as one; kinds of quotes and apostrophes are a matter of the keyboard.
fn wording_hash(kind: &str, wording: &str) -> u16 {
    let mut hash = ShortHash::default();
    hash.push(kind);
    let composed: Cow<'_, str> = if is_nfc(wording) {
        wording.into()
    } else {
        wording.nfc().collect::<String>().into()
    };
    for word in composed.split_whitespace() {
        hash.push(" ");
        if is_plain(word) {
            hash.push(word);
        } else {
            hash.push(&word.replace(QUOTES, "'"));
        }
    }
    hash.finish()
}

/// All of them count as one sign.
const QUOTES: [char; 9] = ['"', '“', '”', '„', '«', '»', '‘', '’', '\u{2bc}'];

/// Most words need no second look.
fn is_plain(word: &str) -> bool {
    let sees = |plain, byte: u8| plain & byte.is_ascii() & (byte != b'"');
    word.bytes().fold(true, sees)
}

#[cfg(test)]
mod tests;
