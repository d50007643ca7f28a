//! The numbers of a block that no mark ties to a fact. The site says which fact each of them states, if it does; then it
//! counts as marked. Left alone are code, addresses and quotations; so are years, dates and ordinals, which are no
//! amounts.

use std::ops::Range;

use super::counted::{Counted, NumberCount, Unmarked};
use super::plain::{Block, Standing};
use super::render::{Origin, Renderer};
use crate::quantity::{Found, find, may_hold_number};

/// Bytes of a text that are looked at at once, so that a long block takes little memory.
const STRETCH: usize = 64 * 1024;
/// Loose numbers that are reported in one text; those beyond are counted alone.
const MAX_REPORTED: usize = 10_000;

/// A part of a block: whole sentences where it has any.
#[derive(Clone, Copy)]
struct Stretch<'b> {
    block: &'b Block,
    text: &'b str,
    /// Where it begins in the block.
    start: usize,
}

impl Stretch<'_> {
    fn in_block(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }
}

impl Renderer<'_> {
    /// Looks at the numbers of a block that has ended.
    pub(super) fn settle_numbers(&mut self, block: &Block) {
        if !may_hold_number(&block.text) {
            return;
        }
        let quotations = quotations(&block.text);
        let mut start = 0;
        while start < block.text.len() {
            let text = first_stretch(&block.text[start..]);
            self.settle_stretch(Stretch { block, text, start }, &quotations);
            start += text.len();
        }
    }

    fn settle_stretch(&mut self, stretch: Stretch<'_>, quotations: &[Range<usize>]) {
        let found = find(stretch.text, self.lookup.locale());
        let mut at = 0;
        while let Some(number) = found.get(at) {
            let range = stretch.in_block(&number.range);
            at += match stretch.block.standing(&range) {
                Standing::Marked => self.count_number(number, |count| &mut count.with_fact),
                Standing::Numberless => self.count_number(number, |count| &mut count.without_fact),
                _ if !number.is_amount() => 1,
                Standing::Verbatim => 1,
                _ if is_inside(quotations, &range) => 1,
                standing => self.settle_number(stretch, &found[at..], standing),
            };
        }
    }

    /// Notes a number that needs no look; gives how many numbers that was.
    fn count_number(
        &mut self,
        number: &Found,
        kind: impl Fn(&mut NumberCount) -> &mut usize,
    ) -> usize {
        *kind(&mut self.numbers) += usize::from(number.has_unit());
        1
    }

    /// Asks the site about the first of some numbers; gives how many of them its answer covers.
    fn settle_number(
        &mut self,
        stretch: Stretch<'_>,
        numbers: &[Found],
        standing: Standing,
    ) -> usize {
        let [found, rest @ ..] = numbers else {
            return 1;
        };
        let end = rest.first().filter(|_| found.opens_range());
        let range = found.range.start..end.unwrap_or(found).range.end;
        let place = self.place(&stretch.block.source(&stretch.in_block(&range)));
        let unmarked = Unmarked {
            found,
            next: rest.first(),
            range,
            text: stretch.text,
            place,
            is_in_cell: stretch.block.is_cell,
            may_be_marked: standing == Standing::Free,
        };
        let out = Some(&mut *self.out).filter(|_| self.numbers.loose < MAX_REPORTED);
        let Some(counted) = self.lookup.unmarked(&unmarked, self.state, out) else {
            let n_numbers = 1 + usize::from(end.is_some());
            for number in numbers.iter().take(n_numbers) {
                self.count_number(number, |count| &mut count.loose);
            }
            return n_numbers;
        };
        self.state.mention_fact(&counted.fact, place);
        for number in numbers.iter().take(counted.n_numbers) {
            self.count_number(number, |count| &mut count.with_fact);
        }
        self.propose_mark(stretch, &counted);
        counted.n_numbers.max(1)
    }

    /// Notes the mark that the number may get, if it stands in a text of its own.
    fn propose_mark(&mut self, stretch: Stretch<'_>, counted: &Counted) {
        if matches!(self.origin, Origin::Value(_)) {
            return;
        }
        let ranges = counted.ranges.iter();
        let source = ranges
            .filter_map(|range| {
                stretch
                    .block
                    .markable(&stretch.in_block(range), self.source)
            })
            .next();
        if let Some(source) = source {
            let place = self.place(&source);
            self.state.propose_mark(&counted.fact, place);
        }
    }
}

/// The beginning of a text, up to the end of a sentence, else of a word.
fn first_stretch(text: &str) -> &str {
    if text.len() <= STRETCH {
        return text;
    }
    let mut end = STRETCH;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let longest = &text[..end];
    let sentence = longest.rfind(". ").map(|at| at + 2);
    let word = || longest.rfind(' ').map(|at| at + 1);
    &text[..sentence.or_else(word).unwrap_or(end)]
}

fn is_inside(quotations: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = quotations.partition_point(|quotation| quotation.start <= range.start);
    after
        .checked_sub(1)
        .and_then(|at| quotations.get(at))
        .is_some_and(|quotation| range.end <= quotation.end)
}

/// What stands between quotation marks, and addresses that are written out; in order, none inside another.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Quotations::default();
    for (at, sign) in text.char_indices() {
        quotations.read(text, at, sign);
    }
    quotations.end_word(text.len());
    quotations.ranges
}

/// What is open while the signs of a text go by.
#[derive(Default)]
struct Quotations {
    ranges: Vec<Range<usize>>,
    /// Where « “ ‘ opened.
    open: [Option<usize>; 3],
    /// Where the word began, and whether it is an address.
    word: usize,
    is_address: bool,
    before: Option<char>,
}

impl Quotations {
    fn read(&mut self, text: &str, at: usize, sign: char) {
        let end = at + sign.len_utf8();
        match sign {
            '«' => self.open(0, at),
            '„' => self.open(1, at),
            '“' if self.open[1].is_none() => self.open(1, at),
            '‘' => self.open(2, at),
            '»' => self.close(0, end),
            '“' | '”' => self.close(1, end),
            '’' if ends_quote(self.before, &text[end..]) => self.close(2, end),
            ':' => self.is_address |= text[end..].starts_with("//"),
            _ if sign.is_whitespace() => {
                self.end_word(at);
                self.word = end;
            }
            _ => {}
        }
        self.before = Some(sign);
    }

    fn open(&mut self, kind: usize, at: usize) {
        self.open[kind].get_or_insert(at);
    }

    fn close(&mut self, kind: usize, end: usize) {
        if let Some(start) = self.open[kind].take() {
            self.add(start..end);
        }
    }

    fn end_word(&mut self, end: usize) {
        if std::mem::take(&mut self.is_address) {
            self.add(self.word..end);
        }
    }

    /// Adds a range that ends last; it swallows those that it holds.
    fn add(&mut self, range: Range<usize>) {
        let ranges = &mut self.ranges;
        while ranges.last().is_some_and(|last| last.start >= range.start) {
            ranges.pop();
        }
        if ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
}

/// Whether `’` ends a quotation rather than a word such as `l’`.
fn ends_quote(before: Option<char>, rest: &str) -> bool {
    before.is_some_and(|before| !before.is_whitespace()) && !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_sentences() {
        let sentence = format!("{} Sono 5 GW. ", "à".repeat(20_000));
        let text = sentence.repeat(10);
        let (mut rest, mut parts) = (text.as_str(), Vec::new());
        while !rest.is_empty() {
            let part = first_stretch(rest);
            parts.push(part);
            rest = &rest[part.len()..];
        }
        assert!(
            parts
                .iter()
                .all(|part| part.len() <= STRETCH && part.ends_with(". "))
        );
        assert_eq!(parts.concat(), text);
        for text in ["é".repeat(STRETCH), "a ".repeat(STRETCH)] {
            assert!(!first_stretch(&text).is_empty());
        }
    }

    #[test]
    fn quotations_and_addresses_are_found() {
        let table: [(&str, &[&str]); 8] = [
            ("a «b “c” d» e «f»", &["«b “c” d»", "«f»"]),
            ("“a” and ‘b’s c’, d", &["“a”", "‘b’s c’"]),
            ("„a“ b „c”", &["„a“", "„c”"]),
            ("l’accordo dell’anno", &[]),
            ("an open “quote", &[]),
            ("see https://x.test/5GW now", &["https://x.test/5GW"]),
            ("“https://x.test/5GW”", &["“https://x.test/5GW”"]),
            ("» a « b", &[]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> = quotations(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
