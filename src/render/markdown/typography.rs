//! Quotes and apostrophes as the language prints them. pulldown-cmark has paired single quotes and made every `'` and
//! `"` an event of its own; here each gets its sign from its neighbors in the source and from the quotes that are open.

use std::ops::Range;

use crate::quantity::Locale;

/// Words that begin with an apostrophe, English and Italian ones.
const CLIPPED: [&str; 12] = [
    "tis",
    "twas",
    "em",
    "til",
    "sto",
    "sta",
    "sti",
    "ste",
    "ndrangheta",
    "ndrine",
    "ndrina",
    "nduja",
];
/// Italian words whose end is cut off in the middle of a sentence: `un po' di`, `a mo' di`.
const CUT: [&str; 2] = ["po", "mo"];

/// Characters in which a single quote that closes is looked for.
const MAX_QUOTATION: usize = 1_000;

/// The quotes that are open in a block.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    doubles: usize,
    /// The sign that will close the open single quote.
    single: Option<&'static str>,
}

/// What a straight `'` or `"` becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A quotation mark.
    Quote(&'static str),
    /// ’ inside or at the edge of a word.
    Apostrophe,
}

impl Sign {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Quote(sign) => sign,
            Self::Apostrophe => "’",
        }
    }
}

impl Quotes {
    /// The sign for the text of an event, if it is a straight quote of the source.
    pub(super) fn sign(
        &mut self,
        locale: Locale,
        text: &str,
        source: &str,
        range: &Range<usize>,
    ) -> Option<Sign> {
        let typed = source.get(range.clone())?;
        if !matches!(typed, "\"" | "'") {
            return None;
        }
        let around = Around::of(source, range);
        match (typed, text) {
            ("\"", "“" | "”") => Some(Sign::Quote(self.double(locale, &around))),
            ("'", "‘") => Some(self.open_single(locale, block_rest(source, range.end), &around)),
            ("'", "’") => Some(self.close_single(block_rest(source, range.end), &around)),
            _ => None,
        }
    }

    /// A whole plain text, such as a title: quotes, apostrophes, `--` and `...`.
    pub(super) fn typeset(locale: Locale, text: &str) -> String {
        let mut quotes = Self::default();
        let mut set = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(sign) = text[at..].chars().next() {
            let range = at..at + sign.len_utf8();
            let (typed, written) = match sign {
                '"' => (1, quotes.double(locale, &Around::of(text, &range))),
                '\'' => (1, quotes.plain_single(locale, text, &range).as_str()),
                '-' if text[at..].starts_with("---") => (3, "—"),
                '-' if text[at..].starts_with("--") => (2, "–"),
                '.' if text[at..].starts_with("...") => (3, "…"),
                _ => (range.len(), &text[range.clone()]),
            };
            set.push_str(written);
            at += typed;
        }
        set
    }

    /// A single quote that no parser has paired: it opens when it stands before a word and another one ends a word.
    fn plain_single(&mut self, locale: Locale, text: &str, range: &Range<usize>) -> Sign {
        let around = Around::of(text, range);
        let rest = &text[range.end..];
        if self.single.is_none() && around.opens() {
            return self.open_single(locale, rest, &around);
        }
        self.close_single(rest, &around)
    }

    fn double(&mut self, locale: Locale, around: &Around) -> &'static str {
        let inner = self.doubles > 0;
        if around.opens() || !inner && around.begins() {
            self.doubles += 1;
            return double_signs(locale, inner).0;
        }
        if inner {
            self.doubles -= 1;
            return double_signs(locale, self.doubles > 0).1;
        }
        let inches = around.before.is_some_and(|before| before.is_ascii_digit());
        if inches {
            "\""
        } else {
            double_signs(locale, false).1
        }
    }

    fn open_single(&mut self, locale: Locale, after: &str, around: &Around) -> Sign {
        if is_clipped(after)
            || around.before.is_some_and(char::is_alphanumeric)
            || !closes_in(after)
        {
            return Sign::Apostrophe;
        }
        let (open, close) = if locale == Locale::It && self.doubles > 0 {
            ("“", "”")
        } else {
            ("‘", "’")
        };
        self.single = Some(close);
        Sign::Quote(open)
    }

    fn close_single(&mut self, after: &str, around: &Around) -> Sign {
        let in_word = around.after.is_some_and(char::is_alphanumeric) || around.elides;
        let cut = || around.ends_cut_word && closes_in(after);
        match self.single {
            Some(close) if !in_word && !cut() => {
                self.single = None;
                Sign::Quote(close)
            }
            _ => Sign::Apostrophe,
        }
    }
}

fn double_signs(locale: Locale, inner: bool) -> (&'static str, &'static str) {
    match (locale, inner) {
        (Locale::It, false) => ("«", "»"),
        (Locale::En | Locale::Other, true) => ("‘", "’"),
        _ => ("“", "”"),
    }
}

/// What follows in the block: up to an empty line, and no further than a quotation may reach.
fn block_rest(source: &str, start: usize) -> &str {
    let rest = source.get(start..).unwrap_or_default();
    let rest = rest.split("\n\n").next().unwrap_or_default();
    let end = rest.char_indices().nth(MAX_QUOTATION);
    &rest[..end.map_or(rest.len(), |(at, _)| at)]
}

/// Whether a single quote that is open before `text` is closed in it.
fn closes_in(text: &str) -> bool {
    text.match_indices('\'').any(|(at, _)| ends_word(text, at))
}

/// Whether the apostrophe at `at` has a word before it and none behind it.
fn ends_word(text: &str, at: usize) -> bool {
    let around = Around::of(text, &(at..at + 1));
    around.before.is_some_and(|c| !c.is_whitespace())
        && !around.after.is_some_and(char::is_alphanumeric)
        && !around.elides
}

/// `90 `, `90s `, `n' roll`, `tis the season`: an apostrophe stands before them, not a quote.
fn is_clipped(after: &str) -> bool {
    let word: &str = after
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let year = word.trim_end_matches('s');
    let is_year = (year.len() == 2 || year.len() == 3 && year.ends_with("00"))
        && year.bytes().all(|byte| byte.is_ascii_digit());
    let lower = word.to_ascii_lowercase();
    let is_quoted = after[word.len()..].starts_with('\'');
    is_year
        || (CLIPPED.contains(&lower.as_str()) && !is_quoted)
        || (lower == "n" && after[1..].starts_with(['\'', '’']))
}

/// The characters beside a quote, emphasis signs skipped.
struct Around {
    before: Option<char>,
    /// Whether `before` is an apostrophe behind a letter, as in `l'"accordo"`.
    elided: bool,
    /// Whether it is an apostrophe of this kind itself: a letter before it, a quote that opens behind it.
    elides: bool,
    /// Whether one of [`CUT`] stands before it.
    ends_cut_word: bool,
    after: Option<char>,
}

impl Around {
    fn of(source: &str, range: &Range<usize>) -> Self {
        let mut before = source[..range.start]
            .chars()
            .rev()
            .filter(|c| !is_emphasis(*c))
            .take(2);
        let nearest = before.next();
        let elided =
            matches!(nearest, Some('\'' | '’')) && before.next().is_some_and(char::is_alphabetic);
        let mut behind = source[range.end..].chars().filter(|c| !is_emphasis(*c));
        let after = behind.next();
        let elides = nearest.is_some_and(char::is_alphabetic)
            && matches!(after, Some('"' | '«' | '“'))
            && behind.next().is_some_and(char::is_alphanumeric);
        Self {
            before: nearest,
            elided,
            elides,
            ends_cut_word: ends_cut_word(&source[..range.start]),
            after,
        }
    }

    /// Whether nothing but a blank stands before, and no blank behind.
    fn begins(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
            && self.after.is_some_and(|after| !after.is_whitespace())
    }

    fn opens(&self) -> bool {
        let room_before = match self.before {
            None => true,
            Some('\'' | '’') if self.elided => {
                return self.after.is_some_and(char::is_alphanumeric);
            }
            Some(before) => before.is_whitespace() || "([{«“‘'’\"-–—/|>=".contains(before),
        };
        room_before
            && self
                .after
                .is_some_and(|after| !after.is_whitespace() && !").,;:!?".contains(after))
    }
}

fn ends_cut_word(before: &str) -> bool {
    CUT.iter().any(|word| {
        before
            .strip_suffix(word)
            .is_some_and(|rest| rest.ends_with(char::is_whitespace))
    })
}

fn is_emphasis(character: char) -> bool {
    matches!(character, '*' | '_' | '~')
}
