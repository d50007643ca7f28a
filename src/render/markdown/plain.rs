//! The words of the block that is being read, without marks and tags, and where in the source they stand.

use std::ops::Range;

/// Plain text of the open block, and how many words the blocks before it had.
#[derive(Debug, Default)]
pub(super) struct Plain {
    block: Block,
    words: usize,
    /// The elements that are open, from the outermost.
    open: Vec<Element>,
    n_elements: u32,
}

/// The plain text of a block with its pieces.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    pieces: Vec<Piece>,
    /// Whether it is a cell of a table.
    pub(super) is_cell: bool,
}

/// Words that came from one event.
#[derive(Clone, Debug)]
struct Piece {
    /// Where they begin in the plain text.
    start: usize,
    /// How many bytes of it they are.
    length: usize,
    /// Their bytes in the source; empty for words that the program wrote.
    source: Range<usize>,
    element: Element,
}

/// The innermost element around words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Element {
    /// Two pieces with the same number have the same parent.
    number: u32,
    standing: Standing,
}

/// How numbers among words are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// A number may be marked.
    #[default]
    Free,
    /// A number may not be marked: inside a link, a term or a block of raw HTML.
    Bound,
    /// Inside the words of a fact.
    Marked,
    /// Inside words that an author marked as without fact.
    Numberless,
    /// Code, addresses, words of the program: no number of the author's text.
    Verbatim,
}

impl Plain {
    /// Adds words of the author, which stand at `source`.
    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        let element = self.open.last().copied().unwrap_or_default();
        self.push_piece(text, source, element);
    }

    /// Adds code or another text that is to be left alone.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        let mut element = self.open.last().copied().unwrap_or_default();
        if element.standing != Standing::Marked {
            element.standing = Standing::Verbatim;
        }
        self.push_piece(text, 0..0, element);
    }

    /// Adds the space that a line break stands for.
    pub(super) fn push_space(&mut self) {
        self.block.text.push(' ');
    }

    fn push_piece(&mut self, text: &str, source: Range<usize>, element: Element) {
        self.block.pieces.push(Piece {
            start: self.block.text.len(),
            length: text.len(),
            source,
            element,
        });
        self.block.text.push_str(text);
    }

    /// Opens an element; words in it stand as it says, else as the words around it.
    pub(super) fn enter(&mut self, standing: Option<Standing>) {
        let around = self.open.last().copied().unwrap_or_default().standing;
        self.n_elements = self.n_elements.wrapping_add(1);
        self.open.push(Element {
            number: self.n_elements,
            standing: standing.unwrap_or(around),
        });
    }

    /// Closes the innermost element.
    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    /// The block turns out to be a cell of a table.
    pub(super) fn enter_cell(&mut self) {
        self.block.is_cell = true;
    }

    pub(super) fn len(&self) -> usize {
        self.block.text.len()
    }

    /// From a position that [`Plain::len`] gave in this block.
    pub(super) fn since(&self, start: usize) -> &str {
        self.block.text.get(start..).unwrap_or_default()
    }

    /// At most `characters` before a position.
    pub(super) fn before(&self, end: usize, characters: usize) -> &str {
        let text = self.block.text.get(..end).unwrap_or(&self.block.text);
        let start = text
            .char_indices()
            .rev()
            .take(characters)
            .last()
            .map_or(text.len(), |(at, _)| at);
        &text[start..]
    }

    /// Takes off what came after a position.
    pub(super) fn cut(&mut self, start: usize) -> String {
        self.cut_block(start).text
    }

    /// The same, with its pieces.
    pub(super) fn cut_block(&mut self, start: usize) -> Block {
        let Block { text, pieces, .. } = &mut self.block;
        if start > text.len() {
            return Block::default();
        }
        let first = pieces.partition_point(|piece| piece.start < start);
        let mut pieces = pieces.split_off(first);
        for piece in &mut pieces {
            piece.start -= start;
        }
        Block {
            text: text.split_off(start),
            pieces,
            is_cell: self.block.is_cell,
        }
    }

    /// Takes off spaces at the end.
    pub(super) fn trim_end(&mut self) {
        let Block { text, pieces, .. } = &mut self.block;
        text.truncate(text.trim_end().len());
        let end = text.len();
        while pieces.last().is_some_and(|piece| piece.start >= end) {
            pieces.pop();
        }
        if let Some(last) = pieces.last_mut() {
            last.length = last.length.min(end - last.start);
        }
    }

    /// Ends the block and hands it over.
    pub(super) fn end_block(&mut self) -> Block {
        self.words += self.block.text.split_whitespace().count();
        std::mem::take(&mut self.block)
    }

    pub(super) fn words(&self) -> usize {
        self.words
    }
}

impl Block {
    /// How the words of a range stand: what any of its pieces is, the strictest first.
    pub(super) fn standing(&self, range: &Range<usize>) -> Standing {
        let pieces = self.pieces_of(range);
        let has = |standing| {
            pieces
                .iter()
                .any(|piece| piece.element.standing == standing)
        };
        [
            Standing::Marked,
            Standing::Numberless,
            Standing::Verbatim,
            Standing::Bound,
        ]
        .into_iter()
        .find(|standing| has(*standing))
        .unwrap_or_default()
    }

    /// The bytes of the source that hold a range, markup between its words included.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        match self.pieces_of(range) {
            [] => 0..0,
            [first, rest @ ..] => {
                let last = rest.last().unwrap_or(first);
                let start = first.source_at(range.start).unwrap_or(first.source.start);
                let end = last.source_at(range.end).unwrap_or(last.source.end);
                start..end.max(start)
            }
        }
    }

    /// The same, where a mark may be put around it: both ends are where the author typed them, in one element.
    pub(super) fn markable(&self, range: &Range<usize>, source: &str) -> Option<Range<usize>> {
        let pieces = self.pieces_of(range);
        let (first, last) = (pieces.first()?, pieces.last()?);
        let free = |piece: &Piece| piece.element.standing == Standing::Free;
        if first.element.number != last.element.number || !pieces.iter().all(free) {
            return None;
        }
        let mut start = first.source_at(range.start)?;
        let end = last.source_at(range.end)?;
        let before = source.get(..start)?;
        if before.ends_with('\\') {
            // An escaped sign keeps its backslash; one that stands for itself would escape the bracket.
            if first.source.start != start {
                return None;
            }
            start -= 1;
        }
        let marked = source.get(start..end)?;
        let is_plain = !marked.is_empty() && !marked.contains(['[', ']', '`', '<']);
        let is_apart = !source[..start].ends_with(['!', '\\']);
        (is_plain && is_apart).then_some(start..end)
    }

    fn pieces_of(&self, range: &Range<usize>) -> &[Piece] {
        let first = self
            .pieces
            .partition_point(|piece| piece.start <= range.start)
            .saturating_sub(1);
        let end = self.pieces.partition_point(|piece| piece.start < range.end);
        self.pieces.get(first..end).unwrap_or_default()
    }
}

impl Piece {
    /// The byte of the source at a position of the plain text; none inside words that were typed in another way.
    fn source_at(&self, at: usize) -> Option<usize> {
        let within = at.checked_sub(self.start)?;
        if within == 0 {
            Some(self.source.start)
        } else if within == self.length {
            Some(self.source.end)
        } else if within < self.length && self.length == self.source.len() {
            Some(self.source.start + within)
        } else {
            None
        }
    }
}
