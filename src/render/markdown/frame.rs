//! What is open while the events go by: one frame per start event, closed by the matching end.

use std::ops::Range;

use pulldown_cmark::TagEnd;

/// An open element with what its end needs to know. Positions are bytes of the HTML or of the plain text so far.
#[derive(Debug)]
pub(super) enum Frame {
    /// Closed by its tag alone.
    Plain(TagEnd),
    /// Too deep, or already reported: only what it holds is written.
    Bare,
    Paragraph(Paragraph),
    Heading(OpenHeading),
    /// `> [!NOTE]`, from this position on.
    Aside {
        html: usize,
    },
    List(OpenList),
    /// An item; what it holds begins at this position.
    Item {
        html: usize,
        begins_bold: bool,
    },
    Table(OpenTable),
    TableHead,
    TableRow,
    Cell(Cell),
    /// Bold text that may be the name at the head of an item.
    Strong {
        heads_item: bool,
        plain: usize,
    },
    Link(OpenLink),
    Fact(Marked),
    /// Words whose numbers belong to no fact.
    Numberless(Marked),
    Term {
        plain: usize,
        range: Range<usize>,
    },
    Status(Marked),
    Citation {
        html: usize,
        plain: usize,
        range: Range<usize>,
        target: String,
        alone: bool,
    },
    Image(OpenImage),
    Footnote {
        html: usize,
        name: String,
        range: Range<usize>,
    },
}

#[derive(Debug)]
pub(super) struct Paragraph {
    /// Where its opening tag begins.
    pub(super) tag: usize,
    /// Where what it holds begins.
    pub(super) html: usize,
    /// Whether its tags were taken back for a figure that stands alone in it.
    pub(super) replaced: bool,
    /// Whether it is the lead's first.
    pub(super) is_lead: bool,
}

#[derive(Debug)]
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) explicit: Option<String>,
    pub(super) html: usize,
    pub(super) range: Range<usize>,
    pub(super) top_level: bool,
}

#[derive(Debug)]
pub(super) struct OpenList {
    pub(super) ordered: bool,
    /// Where the opening tag begins.
    pub(super) html: usize,
    /// Whether every item so far began with bold words and a full stop; only asked of an unordered list at the top.
    pub(super) rows: bool,
    pub(super) items: usize,
}

#[derive(Debug)]
pub(super) struct OpenTable {
    pub(super) classes: Vec<&'static str>,
    pub(super) column: usize,
    pub(super) in_head: bool,
}

#[derive(Debug)]
pub(super) struct Cell {
    pub(super) tag: usize,
    pub(super) html: usize,
    pub(super) name: &'static str,
    /// Badges of the facts in it, each label once.
    pub(super) badges: Vec<super::types::StatusMark>,
    /// Labels that the author wrote as a badge.
    pub(super) written: Vec<String>,
}

#[derive(Debug)]
pub(super) struct OpenLink {
    /// Where the opening tag begins.
    pub(super) tag: usize,
    /// Where the words begin.
    pub(super) html: usize,
    pub(super) plain: usize,
    pub(super) href: String,
    pub(super) hreflang: Option<String>,
    /// Written when the link has no words.
    pub(super) page_title: Option<String>,
    pub(super) destination: String,
    /// Whether its words are its address.
    pub(super) is_address: bool,
    pub(super) range: Range<usize>,
}

/// Words that name something by id.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) id: String,
    pub(super) html: usize,
    pub(super) plain: usize,
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) struct OpenImage {
    pub(super) destination: String,
    pub(super) title: String,
    pub(super) html: usize,
    pub(super) plain: usize,
    /// Whether nothing stands before it in its paragraph.
    pub(super) first: bool,
    pub(super) is_figure: bool,
    pub(super) range: Range<usize>,
}
