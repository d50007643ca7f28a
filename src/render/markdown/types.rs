//! What goes into the stage and what comes out: plain values, no behavior.

use crate::diagnostic::{FileId, Place};

/// A Markdown text and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text without front matter, with LF line ends.
    pub body: &'a str,
    /// The file it stands in.
    pub file: FileId,
    /// Where `body` begins in the file, in bytes.
    pub offset: usize,
    /// What becomes of straight quotes.
    pub typography: Typography,
}

/// What becomes of straight quotes, `--` and `...`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typography {
    /// Printed as the language of the page writes them: « », “ ”, ’, –, ….
    #[default]
    ByLanguage,
    /// Left as they were typed.
    AsTyped,
}

/// A text as HTML, in the parts that a template places.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// HTML of all that stands before the first `##`; the first paragraph is `<p class="lead">`. May be empty.
    pub lead: String,
    /// The paragraphs of the lead as plain text, for lists and feeds.
    pub lead_text: String,
    /// One per `##`, in order.
    pub sections: Vec<Section>,
    /// Every heading, those of the sections included, in order.
    pub headings: Vec<Heading>,
    /// The footnotes in a labelled `<section>`; empty when there are none.
    pub footnotes_html: String,
    /// Words of running text, code and headings included, marks and figures not.
    pub word_count: usize,
}

/// A `##` and what stands under it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Id of its heading, unique in the page.
    pub id: String,
    /// The heading's inline HTML, without the `<h2>`.
    pub title_html: String,
    /// The heading as plain text.
    pub title_text: String,
    /// What stands under the heading, without it.
    pub html: String,
    /// Where a margin note may be put: a byte offset into `html`, behind the first run of text that has none.
    pub note_at: usize,
    /// Whether a source is cited in it, by the text or by a figure.
    pub has_citation: bool,
    /// Whether all of it stands in `.unknown` boxes, which need no citation.
    pub boxes_only: bool,
    /// The heading.
    pub place: Place,
}

/// A heading, for the list of contents and for aliases of its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Unique in the page.
    pub id: String,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// Plain text.
    pub text: String,
    /// The heading.
    pub place: Place,
    /// Index into [`Body::sections`]; `None` in the lead.
    pub section: Option<usize>,
    /// Where `<span id="alias"></span>` may be put: for level 2 a byte offset into [`Section::title_html`] (0), for the
    /// others into [`Section::html`] or [`Body::lead`], just behind the opening tag.
    pub offset: usize,
}

/// Interface words that stand in the HTML of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Names a citation mark, before its number: `Fonte`, `Source`.
    pub source: String,
    /// Names a footnote mark, before its number: `Nota`, `Note`.
    pub note: String,
    /// Heading of the footnotes: `Note`, `Notes`.
    pub notes_title: String,
    /// Names a back link, before its number: `torna al testo`, `back to the text`.
    pub back: String,
}

/// Where a link leads, as the site resolved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A page of the site.
    Page {
        /// Relative address.
        href: String,
        /// The page's title as plain text, for `[](page.en.md)`.
        title: String,
        /// Its language when it is not the reader's.
        hreflang: Option<String>,
    },
    /// Another site, an e-mail address, a telephone number.
    External {
        /// The address.
        href: String,
    },
    /// A place on the same page, or a file.
    Anchor {
        /// The address.
        href: String,
    },
    /// Nowhere, and already reported.
    Broken,
}

/// A picture of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Relative address.
    pub src: String,
    /// Pixels, when they are known.
    pub width: Option<u32>,
    /// Pixels, when they are known.
    pub height: Option<u32>,
}

/// What a text needs of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactMark {
    /// The fact as this language writes it, plain text with its no-break spaces.
    pub canonical: String,
    /// Its status.
    pub status: StatusMark,
}

/// A status badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMark {
    /// Class of the line: `st-ann`.
    pub class: String,
    /// The word: `annuncio`.
    pub label: String,
}

/// What an unknown id was meant to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A fact.
    Fact,
    /// A source.
    Source,
    /// A term of the glossary.
    Term,
    /// A status.
    Status,
    /// A figure made from data.
    Figure,
}
