//! Dates in running text, so that their numbers are not taken for figures.

use super::date::PartialDate;
use super::decimal::Decimal;
use super::figure::{Found, FoundKind, Reader};
use super::locale::Locale;
use super::token::{Token, TokenKind};

impl Reader<'_> {
    /// The date that begins at `at`: `20 novembre 2025`, `1º novembre`, `November 2025`, `November 20, 2025`,
    /// `2025-11-20`.
    pub(super) fn date_at(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => self.iso_date_at(at).or_else(|| self.day_first(at)),
            TokenKind::Word => self.month_first(at),
            TokenKind::Name | TokenKind::Sign => None,
        }
    }

    /// The ordinal whose digits stand at `at`.
    pub(super) fn ordinal_at(&self, at: usize) -> Option<Found> {
        let end = self.after_ordinal_mark(at + 1);
        let number = self
            .day(at)
            .map_or(Decimal::whole(0), |day| Decimal::whole(u32::from(day)));
        (end > at + 1).then(|| Found::new(self.tokens, at..end, FoundKind::Ordinal, number))
    }

    fn day_first(&self, at: usize) -> Option<Found> {
        let day = self.day(at)?;
        let month_at = self.after_ordinal_mark(at + 1);
        let month = self.month(month_at)?;
        match self.year(month_at + 1) {
            Some(year) => Some(self.date(
                at,
                month_at + 2,
                Some(format!("{year}-{month:02}-{day:02}")),
            )),
            None => Some(self.date(at, month_at + 1, None)),
        }
    }

    fn month_first(&self, at: usize) -> Option<Found> {
        self.token(at + 1).filter(|token| token.is_number())?;
        let month = self.month(at)?;
        if let Some(year) = self.year(at + 1) {
            return Some(self.date(at, at + 2, Some(format!("{year}-{month:02}"))));
        }
        let is_name = self.token(at)?.text.starts_with(char::is_uppercase);
        let day = self
            .day(at + 1)
            .filter(|_| self.locale == Locale::En && is_name)?;
        let after_day = self.after_ordinal_mark(at + 2);
        let year_at =
            after_day + usize::from(self.token(after_day).is_some_and(|token| token.text == ","));
        match self.year(year_at) {
            Some(year) => {
                Some(self.date(at, year_at + 1, Some(format!("{year}-{month:02}-{day:02}"))))
            }
            None => Some(self.date(at, after_day, None)),
        }
    }

    fn iso_date_at(&self, at: usize) -> Option<Found> {
        let year = self.year(at)?;
        let is_part = |at: usize, n_digits: usize| {
            self.token(at)
                .filter(|token| token.is_glued && token.text.len() == n_digits)
        };
        let is_hyphen = |at: usize| is_part(at, 1).is_some_and(|token| token.text == "-");
        let month = is_part(at + 2, 2).filter(|token| token.is_number() && is_hyphen(at + 1))?;
        let day = is_part(at + 4, 2).filter(|token| token.is_number() && is_hyphen(at + 3))?;
        Some(self.date(
            at,
            at + 5,
            Some(format!("{year}-{}-{}", month.text, day.text)),
        ))
    }

    fn date(&self, start: usize, end: usize, iso: Option<String>) -> Found {
        let mut found = Found::new(self.tokens, start..end, FoundKind::Date, Decimal::whole(0));
        found.date = iso.and_then(|iso| PartialDate::parse(&iso).ok());
        found
    }

    fn day(&self, at: usize) -> Option<u8> {
        let token = self
            .token(at)
            .filter(|token| token.is_number() && token.text.len() <= 2)?;
        token.text.parse().ok().filter(|day| (1..=31).contains(day))
    }

    fn month(&self, at: usize) -> Option<usize> {
        let token = self
            .token(at)
            .filter(|token| token.kind == TokenKind::Word)?;
        // Names of months are ASCII in every locale there is.
        let is_month = |name: &&'static str| token.text.eq_ignore_ascii_case(name);
        self.locale
            .months()
            .iter()
            .position(is_month)
            .map(|position| position + 1)
    }

    fn year(&self, at: usize) -> Option<&str> {
        let is_year = |token: &&Token<'_>| {
            token.is_number() && token.text.len() == 4 && !token.text.contains(['.', ','])
        };
        self.token(at).filter(is_year).map(|token| token.text)
    }

    /// `at`, or the position after an ordinal's ending that is glued to its digits.
    fn after_ordinal_mark(&self, at: usize) -> usize {
        let is_mark = |token: &Token<'_>| {
            let is_english = self.locale == Locale::En
                && ["st", "nd", "rd", "th"].iter().any(|end| token.is(end));
            token.is_glued && (is_english || matches!(token.text, "º" | "ª" | "°"))
        };
        at + usize::from(self.token(at).is_some_and(is_mark))
    }
}
