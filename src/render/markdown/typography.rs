//! Quotes and apostrophes as the language prints them. pulldown-cmark has paired single quotes and made every `'` and
//! `"` an event of its own; here each gets its sign from its neighbors in the source and from the quotes that are open.

use std::ops::Range;

use crate::quantity::Locale;

/// English words that begin with an apostrophe.
const CLIPPED: [&str; 4] = ["tis", "twas", "em", "til"];

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
            ("'", "‘") => Some(self.open_single(locale, &source[range.end..], &around)),
            ("'", "’") => Some(self.close_single(&around)),
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
        let closes_later = || rest.match_indices('\'').any(|(at, _)| ends_word(rest, at));
        if self.single.is_none() && around.opens() && closes_later() {
            return self.open_single(locale, rest, &around);
        }
        self.close_single(&around)
    }

    fn double(&mut self, locale: Locale, around: &Around) -> &'static str {
        let inner = self.doubles > 0;
        if around.opens() {
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
        if is_clipped(after) || around.before.is_some_and(char::is_alphanumeric) {
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

    fn close_single(&mut self, around: &Around) -> Sign {
        let in_word = around.after.is_some_and(char::is_alphanumeric);
        match self.single {
            Some(close) if !in_word => {
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

/// Whether the apostrophe at `at` has a word before it and none behind it.
fn ends_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
}

/// `90 `, `90s `, `n' roll`, `tis the season`: an apostrophe stands before them, not a quote.
fn is_clipped(after: &str) -> bool {
    let word: &str = after
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let year = word.trim_end_matches('s');
    let is_year = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    let lower = word.to_ascii_lowercase();
    is_year
        || CLIPPED.contains(&lower.as_str())
        || (lower == "n" && after[1..].starts_with(['\'', '’']))
}

/// The characters beside a quote, emphasis signs skipped.
struct Around {
    before: Option<char>,
    /// Whether `before` is an apostrophe behind a letter, as in `l'"accordo"`.
    elided: bool,
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
        let after = source[range.end..].chars().find(|c| !is_emphasis(*c));
        Self {
            before: nearest,
            elided,
            after,
        }
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

fn is_emphasis(character: char) -> bool {
    matches!(character, '*' | '_' | '~')
}
