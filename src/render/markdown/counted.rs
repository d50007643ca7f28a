//! Numbers of a text that no mark explains: what the site is asked about one, what it answers, and how many there are.

use std::ops::Range;

use crate::quantity::Found;

/// A number of a text that no mark ties to a fact.
#[derive(Clone, Debug)]
pub struct Unmarked<'a> {
    /// The number.
    pub found: &'a Found,
    /// The number that follows in the same block, which may be the other end of a range.
    pub next: Option<&'a Found>,
    /// The number with what it is one with: both ends of a range that share their unit.
    pub range: Range<usize>,
    /// Plain text of the block or of a part of it, in which both were found.
    pub text: &'a str,
    /// The number in the file, or the value of a data file that holds it.
    pub place: crate::diagnostic::Place,
    /// Whether it stands in a cell of a table.
    pub is_in_cell: bool,
    /// Whether a mark may stand there: not inside a link, for example.
    pub may_be_marked: bool,
}

/// A number that counts as marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Id of the fact that it states.
    pub fact: String,
    /// What a mark may hold, in bytes of the block's text; the first that can be marked is.
    pub ranges: Vec<Range<usize>>,
    /// How many numbers of the block it takes: two for a range.
    pub n_numbers: usize,
}

/// How many numbers with a currency or a unit stand in texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberCount {
    /// Marked as a fact, or counted as marked.
    pub with_fact: usize,
    /// Marked as belonging to no fact, on purpose.
    pub without_fact: usize,
    /// Neither.
    pub loose: usize,
}

impl NumberCount {
    /// All of them.
    pub fn total(&self) -> usize {
        self.with_fact + self.without_fact + self.loose
    }

    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.with_fact += other.with_fact;
        self.without_fact += other.without_fact;
        self.loose += other.loose;
    }
}
