//! A text → lines that are no wider than they may be. Knows widths, but not where they come from.

use std::ops::Range;

/// What measures a text.
pub(super) trait Measure {
    /// Its width.
    fn width(&self, text: &str) -> f32;

    /// How many bytes of its beginning are no wider than `width`: at least one letter, and whole letters.
    fn fitting(&self, text: &str, width: f32) -> usize;
}

/// A text in pieces that a line can end after, each measured.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    pieces: Vec<Piece<'a>>,
    space: f32,
}

#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    width: f32,
    /// Whether a space stands before it.
    spaced: bool,
}

/// How many steps the search for lines of even width takes.
const EVENING_STEPS: usize = 8;

impl<'a> Pieces<'a> {
    /// Takes a text apart at spaces and after hyphens, dashes and slashes; what is wider than `widest` anywhere.
    pub(super) fn new(text: &'a str, measure: &impl Measure, widest: f32) -> Self {
        let words = text
            .split(is_breaking_space)
            .filter(|word| !word.is_empty());
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        for word in words {
            for (at, part) in parts(word).into_iter().enumerate() {
                let spaced = at == 0 && !pieces.is_empty();
                push_broken(&mut pieces, part, spaced, measure, widest);
            }
        }
        Self {
            pieces,
            space: measure.width(" "),
        }
    }

    /// The lines of a paragraph of this width, all but the last as full as can be; `None` if a piece is too wide or if
    /// there are more lines than `most`.
    pub(super) fn fit(&self, width: f32, most: usize) -> Option<Vec<Range<usize>>> {
        let lines = self.fill(width);
        let is_narrow = |line: &Range<usize>| self.width(line) <= width;
        (lines.len() <= most && lines.iter().all(is_narrow)).then_some(lines)
    }

    /// The same with lines of about one width.
    pub(super) fn fit_evenly(&self, width: f32, most: usize) -> Option<Vec<Range<usize>>> {
        let mut best = self.fit(width, most)?;
        let (mut narrow, mut wide) = (0.0, width);
        for _ in 0..EVENING_STEPS {
            let middle = (narrow + wide) / 2.0;
            match self.fit(middle, best.len()) {
                Some(lines) => (best, wide) = (lines, middle),
                None => narrow = middle,
            }
        }
        Some(best)
    }

    /// At most `most` lines, the last one cut short where there are more.
    pub(super) fn cut(&self, width: f32, most: usize, measure: &impl Measure) -> Vec<String> {
        let mut lines = self.fill(width);
        if lines.len() <= most {
            return lines.iter().map(|line| self.text(line)).collect();
        }
        lines.truncate(most);
        let mut texts: Vec<String> = lines.iter().map(|line| self.text(line)).collect();
        if let Some(last) = texts.last_mut() {
            *last = shortened(last, width, measure);
        }
        texts
    }

    /// The words of a line.
    pub(super) fn text(&self, line: &Range<usize>) -> String {
        let mut text = String::new();
        for (at, piece) in self.pieces[line.clone()].iter().enumerate() {
            if at > 0 && piece.spaced {
                text.push(' ');
            }
            text.push_str(piece.text);
        }
        text
    }

    fn fill(&self, width: f32) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut filled = 0.0;
        for (at, piece) in self.pieces.iter().enumerate() {
            let space = if piece.spaced { self.space } else { 0.0 };
            match lines.last_mut() {
                Some(line) if filled + space + piece.width <= width => {
                    line.end = at + 1;
                    filled += space + piece.width;
                }
                _ => {
                    lines.push(at..at + 1);
                    filled = piece.width;
                }
            }
        }
        lines
    }

    fn width(&self, line: &Range<usize>) -> f32 {
        let pieces = self.pieces[line.clone()].iter().enumerate();
        let space = |at, piece: &Piece<'_>| {
            if at > 0 && piece.spaced {
                self.space
            } else {
                0.0
            }
        };
        pieces
            .map(|(at, piece)| space(at, piece) + piece.width)
            .sum()
    }
}

/// A text on one line, cut short where it is too wide.
pub(super) fn one_line(text: &str, width: f32, measure: &impl Measure) -> String {
    if measure.width(text) <= width {
        return text.to_owned();
    }
    shortened(text, width, measure)
}

/// As much of a text as fits with `…` behind it, by words where that leaves half of them.
fn shortened(text: &str, width: f32, measure: &impl Measure) -> String {
    let room = width - measure.width("…");
    let mut kept = text;
    if measure.width(text) > room {
        let fitting = &text[..measure.fitting(text, room)];
        let words = fitting.rfind(is_breaking_space);
        kept = &fitting[..words
            .filter(|end| end * 2 > fitting.len())
            .unwrap_or(fitting.len())];
    }
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–—-".contains(c));
    format!("{kept}…")
}

/// A word in parts that end in a hyphen, a dash or a slash.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, sign) in word.char_indices() {
        let end = at + sign.len_utf8();
        let is_inside = at > start && end < word.len();
        if is_inside && "-–—/".contains(sign) {
            parts.push(&word[start..end]);
            start = end;
        }
    }
    parts.push(&word[start..]);
    parts
}

fn push_broken<'a>(
    pieces: &mut Vec<Piece<'a>>,
    mut text: &'a str,
    mut spaced: bool,
    measure: &impl Measure,
    widest: f32,
) {
    loop {
        let width = measure.width(text);
        if width <= widest {
            pieces.push(Piece {
                text,
                width,
                spaced,
            });
            return;
        }
        let (piece, rest) = text.split_at(measure.fitting(text, widest));
        pieces.push(Piece {
            text: piece,
            width: measure.width(piece),
            spaced,
        });
        if rest.is_empty() {
            return;
        }
        (text, spaced) = (rest, false);
    }
}

fn is_breaking_space(sign: char) -> bool {
    sign.is_whitespace() && !"\u{a0}\u{202f}\u{2007}".contains(sign)
}
