//! One figure of a text: number, scale, currency or unit, read at a token.

use std::ops::Range;

use super::date::PartialDate;
use super::decimal::Decimal;
use super::locale::Locale;
use super::measure::{self, Measure};
use super::scale::Scale;
use super::token::{Token, TokenKind, starts_with, tokens};
use super::written::{Style, read_number};

/// Bytes of the longest number word there is: `quattro`.
const LONGEST_NUMBER_WORD: usize = 7;

/// A figure that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the text, with currency, scale and unit.
    pub range: Range<usize>,
    /// What it is.
    pub kind: FoundKind,
    /// The number; for a date its year, or 0.
    pub(super) number: Decimal,
    pub(super) style: Style,
    /// The number, read with the marks of the other convention.
    pub(super) otherwise: Option<Decimal>,
    pub(super) scale: Option<Scale>,
    pub(super) measure: Option<Measure>,
    /// The date, where its year is known.
    pub(super) date: Option<PartialDate>,
    /// Whether the figure that follows is the other end of its range, or the other choice.
    pub(super) opens_range: bool,
    /// Positions of its tokens.
    pub(super) tokens: Range<usize>,
}

/// What a figure in a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoundKind {
    /// A number that is none of the others.
    Plain,
    /// A year of the calendar: four digits from 1900 to 2099, alone.
    Year,
    /// A date with a month.
    Date,
    /// `1º`, `2nd`.
    Ordinal,
    /// With a currency.
    Money,
    /// With a unit of measure, percentages and people included.
    WithUnit,
}

impl Found {
    /// A figure without scale and unit.
    pub(super) fn new(
        source: &[Token<'_>],
        at: Range<usize>,
        kind: FoundKind,
        number: Decimal,
    ) -> Self {
        let start = source.get(at.start).map_or(0, |token| token.start);
        let end = at
            .end
            .checked_sub(1)
            .and_then(|last| source.get(last))
            .map_or(start, Token::end);
        Self {
            range: start..end,
            kind,
            number,
            style: Style::Right,
            otherwise: None,
            scale: None,
            measure: None,
            date: None,
            opens_range: false,
            tokens: at,
        }
    }

    /// Whether it is a number that a fact may be told in.
    pub const fn is_amount(&self) -> bool {
        matches!(
            self.kind,
            FoundKind::Plain | FoundKind::Money | FoundKind::WithUnit
        )
    }

    /// Whether it says a currency or a unit.
    pub const fn has_unit(&self) -> bool {
        matches!(self.kind, FoundKind::Money | FoundKind::WithUnit)
    }

    /// Whether it has its scale and unit from the figure that follows: `1` in `da 1 a 5 miliardi di dollari`.
    pub const fn opens_range(&self) -> bool {
        self.opens_range
    }

    /// Puts the kind right after scale or measure changed.
    pub(super) fn settle_kind(&mut self) {
        self.kind = match self.measure {
            Some(measure) if measure.is_money() => FoundKind::Money,
            Some(_) => FoundKind::WithUnit,
            None => FoundKind::Plain,
        };
    }
}

/// Which number words count as figures.
#[derive(Clone, Copy, Debug)]
pub(super) enum NumberWords<'a> {
    /// Only those before a scale: `due miliardi`.
    BeforeScale,
    /// All; articles only before a scale, a unit or this noun.
    All(Option<(&'a str, &'a str)>),
}

/// What is read of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) locale: Locale,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) words: NumberWords<'a>,
}

/// What follows a number.
struct Tail {
    scale: Option<Scale>,
    measure: Option<Measure>,
    /// Position after it.
    end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(at)
    }

    /// The figure in digits whose number stands at `at`; `None` where the digits are part of a name or a time.
    pub(super) fn figure_in_digits(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        let written = read_number(token.text, self.locale)?;
        let tail = self.tail(at + 1);
        if tail.end == at + 1 && self.has_letters_glued(at + 1) {
            return None;
        }
        let (before, start) = self.currency_before(at);
        let mut found = Found::new(
            self.tokens,
            start..tail.end,
            FoundKind::Plain,
            written.value,
        );
        found.style = written.style;
        found.otherwise = written.otherwise;
        found.scale = tail.scale;
        found.measure = before.or(tail.measure);
        found.settle_kind();
        if found.kind == FoundKind::Plain && found.scale.is_none() && is_year(token.text) {
            found.kind = FoundKind::Year;
            found.date = PartialDate::parse(token.text).ok();
        }
        Some(found)
    }

    /// The figure whose number is the word at `at`.
    pub(super) fn figure_in_words(&self, at: usize) -> Option<Found> {
        let is_short = |token: &&Token<'_>| {
            token.kind == TokenKind::Word && token.text.len() <= LONGEST_NUMBER_WORD
        };
        let token = self.token(at).filter(is_short)?;
        let &(word, number) = self
            .locale
            .numbers()
            .iter()
            .find(|(word, _)| token.is(word))?;
        let after = at + 1 + usize::from(self.token(at + 1).is_some_and(Token::is_apostrophe));
        let tail = self.tail(after);
        let counts = match self.words {
            NumberWords::BeforeScale => tail.scale.is_some(),
            NumberWords::All(noun) => {
                !is_article(word)
                    || tail.end > after
                    || noun.is_some_and(|noun| self.has_noun(after, noun))
            }
        };
        if !counts {
            return None;
        }
        let end = if tail.end > after { tail.end } else { at + 1 };
        let mut found = Found::new(
            self.tokens,
            at..end,
            FoundKind::Plain,
            Decimal::whole(number),
        );
        found.style = Style::Word;
        found.scale = tail.scale;
        found.measure = tail.measure;
        found.settle_kind();
        Some(found)
    }

    /// Scale and unit from `at` on; `end` stays at `at` where there is neither.
    fn tail(&self, at: usize) -> Tail {
        let mut end = at;
        let scale = self.scale(self.after_hyphen(at));
        if scale.is_some() {
            end = self.after_hyphen(at) + 1;
        }
        let unit_at = self.after_hyphen(if scale.is_some() {
            self.after_di(end)
        } else {
            end
        });
        let measure = self.measure(unit_at);
        if let Some((_, n_tokens)) = measure {
            end = unit_at + n_tokens;
        }
        Tail {
            scale,
            measure: measure.map(|(measure, _)| measure),
            end,
        }
    }

    fn scale(&self, at: usize) -> Option<Scale> {
        let token = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        let &(word, scale) = self
            .locale
            .scales()
            .iter()
            .find(|(word, _)| token.is(word))?;
        (word != "m" || token.is_glued).then_some(scale)
    }

    /// The longest unit or currency at `at`, and how many tokens it takes.
    fn measure(&self, at: usize) -> Option<(Measure, usize)> {
        let token = self.token(at)?;
        if let Some(&(_, unit)) = measure::SYMBOLS
            .iter()
            .find(|(symbol, _)| token.text == *symbol)
        {
            return Some((Measure::Of(unit), 1));
        }
        let fits = |phrase: &str| {
            let n_tokens = self.phrase_length(at, phrase)?;
            let next_is_its_number = self
                .token(at + n_tokens)
                .is_some_and(|next| next.is_number() && next.is_glued);
            (!next_is_its_number).then_some(n_tokens)
        };
        measure::phrases(self.locale)
            .filter_map(|&(phrase, measure)| fits(phrase).map(|n_tokens| (measure, n_tokens)))
            .max_by_key(|&(_, n_tokens)| n_tokens)
    }

    /// The currency right before `at`, and the position of its first token.
    fn currency_before(&self, at: usize) -> (Option<Measure>, usize) {
        let fits = |phrase: &str| {
            let n_tokens = 1 + phrase.bytes().filter(|&byte| byte == b' ').count();
            let start = at.checked_sub(n_tokens)?;
            let is_whole = n_tokens == 1 || self.token(at - 1).is_some_and(|sign| sign.is_glued);
            (is_whole && self.phrase_length(start, phrase).is_some()).then_some(start)
        };
        let found = measure::BEFORE
            .iter()
            .filter_map(|&(phrase, measure)| Some((measure, fits(phrase)?)));
        match found.min_by_key(|&(_, start)| start) {
            Some((measure, start)) => (Some(measure), start),
            None => (None, at),
        }
    }

    /// How many tokens `phrase` takes at `at`, if it stands there.
    fn phrase_length(&self, at: usize, phrase: &str) -> Option<usize> {
        let first = self.token(at)?.text.bytes().next()?.to_ascii_lowercase();
        if phrase.bytes().next() != Some(first) {
            return None;
        }
        let mut n_tokens = 0;
        for word in phrase.split(' ') {
            self.token(at + n_tokens).filter(|token| token.is(word))?;
            n_tokens += 1;
        }
        Some(n_tokens)
    }

    /// `at`, or the position after a hyphen that ties number and word: `180-day`.
    fn after_hyphen(&self, at: usize) -> usize {
        let is_tie = |token: &Token<'_>| token.is_glued && matches!(token.text, "-" | "\u{2011}");
        let is_word = |token: &Token<'_>| token.is_glued && token.kind == TokenKind::Word;
        let ties = self.token(at).is_some_and(is_tie) && self.token(at + 1).is_some_and(is_word);
        at + usize::from(ties)
    }

    /// `at`, or the position after Italian "di", "d'".
    fn after_di(&self, at: usize) -> usize {
        let Some(token) = self.token(at).filter(|_| self.locale == Locale::It) else {
            return at;
        };
        if token.is("di") {
            at + 1
        } else if token.is("d") && self.token(at + 1).is_some_and(Token::is_apostrophe) {
            at + 2
        } else {
            at
        }
    }

    fn has_letters_glued(&self, at: usize) -> bool {
        let is_letters =
            |token: &Token<'_>| matches!(token.kind, TokenKind::Word | TokenKind::Name);
        self.token(at)
            .is_some_and(|token| token.is_glued && is_letters(token))
    }

    fn has_noun(&self, at: usize, (one, many): (&str, &str)) -> bool {
        let rest = self.tokens.get(at..).unwrap_or_default();
        [one, many]
            .iter()
            .any(|form| starts_with(rest, &tokens(form)))
    }
}

fn is_article(word: &str) -> bool {
    matches!(word, "un" | "una" | "a" | "an")
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && !text.contains(['.', ','])
}
