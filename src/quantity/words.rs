//! Whether an author's words state a quantity; the rules are in the documentation of this folder.

use super::agreement::{Bare, Noun, UnitFit};
use super::decimal::Decimal;
use super::figure::{Found, FoundKind, NumberWords};
use super::locale::Locale;
use super::numbers::read_figures;
use super::qualifier;
use super::token::{Token, TokenKind, contains, tokens};
use super::unit::Unit;
use super::value::{
    Amount, Form, LocalWords, Mention, Mismatch, MismatchKind, Qualifier, Quantity,
};
use super::written::{Style, read_number};

/// How many characters before the mark are looked at, for a qualifier.
const CHARACTERS_BEFORE: usize = 40;

impl Quantity {
    /// Whether the marked words state the quantity; `before` is the text right before them, as long as one likes.
    ///
    /// # Errors
    /// What is wrong, with the canonical words.
    pub fn stated_by(
        &self,
        locale: Locale,
        words: &LocalWords<'_>,
        marked: &str,
        before: &str,
        mention: Mention,
    ) -> Result<(), Mismatch> {
        let verdict = match (&self.amount, locale) {
            (Amount::Words, _) => words_agree(words.words.unwrap_or_default(), marked, mention),
            (Amount::Date(date), _) => {
                let is_said = date.is_said(locale, marked, last_characters(before));
                let is_said =
                    is_said || mention == Mention::Again && date.is_said_again(locale, marked);
                if is_said {
                    Ok(())
                } else {
                    Err(MismatchKind::DateDiffers)
                }
            }
            (_, Locale::Other) => self.digits_agree(marked),
            _ => Statement::check(self, locale, words, marked, before, mention),
        };
        let form = if mention == Mention::Cell {
            Form::Table
        } else {
            Form::Text
        };
        verdict.map_err(|kind| Mismatch {
            expected: self.format(locale, words, form),
            kind,
        })
    }

    /// Whether the digits of every figure stand in the text, at any scale and with any marks.
    fn digits_agree(&self, marked: &str) -> Result<(), MismatchKind> {
        let said = loose_numbers(marked);
        let scales = [-12, -9, -6, -3, 0, 3, 6, 9, 12];
        let is_figure = |number: &Decimal, figure: &Decimal| {
            scales.iter().any(|&power| {
                number
                    .shifted(power)
                    .is_some_and(|shifted| shifted == *figure)
            })
        };
        let is_said = |figure: &Decimal| said.iter().any(|number| is_figure(number, figure));
        if said.is_empty() {
            return Err(MismatchKind::NumberMissing);
        }
        if self.figures().all(is_said) {
            Ok(())
        } else {
            Err(MismatchKind::NumberDiffers)
        }
    }
}

/// More digits than any quantity has.
const MAX_JOINED: usize = 27;

/// Marked words and what stands before them, read.
struct Statement<'a> {
    quantity: &'a Quantity,
    locale: Locale,
    mention: Mention,
    tokens: &'a [Token<'a>],
    /// Position of the first token of the mark.
    mark: usize,
    noun: Noun,
}

impl Statement<'_> {
    fn check(
        quantity: &Quantity,
        locale: Locale,
        words: &LocalWords<'_>,
        marked: &str,
        before: &str,
        mention: Mention,
    ) -> Result<(), MismatchKind> {
        let before = last_characters(before);
        let text = format!("{before}{marked}");
        let tokens = tokens(&text);
        let mark = tokens
            .iter()
            .position(|token| token.end() > before.len())
            .unwrap_or(tokens.len());
        let mut figures = read_figures(&tokens, locale, NumberWords::All(words.noun));
        figures.retain(|figure| figure.tokens.end > mark);
        let noun = said_noun(words, &tokens[mark..]);
        let statement = Statement {
            quantity,
            locale,
            mention,
            tokens: &tokens,
            mark,
            noun,
        };
        let figures = statement.relevant(figures);
        match &quantity.amount {
            Amount::Exact(figure) => statement.states_figure(&figures, figure),
            Amount::Range(low, high) => statement.states_range(&figures, low, high),
            Amount::Date(_) | Amount::Words => Ok(()),
        }
    }

    /// The figures that could say the quantity: amounts, those in digits where there are any, years where there are no
    /// amounts.
    fn relevant(&self, mut figures: Vec<Found>) -> Vec<Found> {
        let is_year = |figure: &Found| figure.kind == FoundKind::Year;
        let has_amount = figures.iter().any(Found::is_amount);
        let wants_years = self.quantity.unit == Unit::Year || !has_amount;
        figures.retain(|figure| {
            if wants_years {
                figure.is_amount() || is_year(figure)
            } else {
                figure.is_amount()
            }
        });
        if figures.iter().any(|figure| figure.style != Style::Word) {
            figures.retain(|figure| figure.style != Style::Word);
        }
        figures
    }

    /// Every figure in digits is right, and one says all that is due.
    fn states_figure(&self, figures: &[Found], exact: &Decimal) -> Result<(), MismatchKind> {
        let mut verdict = Err(MismatchKind::NumberMissing);
        for figure in figures {
            let fit = self.fits(figure, exact);
            match fit {
                Err(kind) if figure.style != Style::Word => return Err(kind),
                Err(kind) if verdict.is_err() => verdict = Err(kind),
                Ok(fit) if verdict.is_err() => {
                    verdict = self
                        .says_unit(figure, fit)
                        .and_then(|()| self.says_qualifier(figure, fit));
                }
                _ => {}
            }
        }
        verdict
    }

    fn states_range(
        &self,
        figures: &[Found],
        low: &Decimal,
        high: &Decimal,
    ) -> Result<(), MismatchKind> {
        let [first, second] = figures else {
            let is_short = figures.len() < 2;
            return Err(if is_short {
                MismatchKind::NumberMissing
            } else {
                MismatchKind::NumberDiffers
            });
        };
        let fit = self.fits(first, low)?;
        self.says_unit(second, self.fits(second, high)?)?;
        self.says_qualifier(first, fit)
    }

    fn fits(&self, figure: &Found, exact: &Decimal) -> Result<UnitFit, MismatchKind> {
        let bare = if self.mention == Mention::Again {
            Bare::Allowed
        } else {
            Bare::Refused
        };
        self.quantity
            .fits(self.locale, figure, exact, self.noun, bare)
    }

    fn says_unit(&self, figure: &Found, fit: UnitFit) -> Result<(), MismatchKind> {
        let needs_none = match self.quantity.unit {
            Unit::Year => true,
            Unit::Count => self.noun == Noun::Unknown,
            Unit::People => self.noun == Noun::Unknown && self.has_word_after(figure),
            _ => false,
        };
        let is_due = self.mention == Mention::First && !needs_none;
        if is_due && fit == UnitFit::Missing {
            Err(MismatchKind::UnitMissing)
        } else {
            Ok(())
        }
    }

    fn has_word_after(&self, figure: &Found) -> bool {
        let rest = self.tokens.get(figure.tokens.end..).unwrap_or_default();
        rest.iter().any(|token| token.kind == TokenKind::Word)
    }

    fn says_qualifier(&self, figure: &Found, fit: UnitFit) -> Result<(), MismatchKind> {
        let due = match (self.quantity.qualifier, fit) {
            (Qualifier::Exactly, UnitFit::Converted(_)) => Qualifier::About,
            (qualifier, _) => qualifier,
        };
        let said = [
            qualifier::before(self.tokens, self.locale, figure),
            qualifier::after(self.tokens, self.locale, figure),
        ];
        let said: Vec<_> = said.into_iter().flatten().collect();
        let is_due = due != Qualifier::Exactly && self.mention != Mention::Again;
        if due != Qualifier::Exactly && said.iter().any(|said| said.qualifier == Some(due)) {
            Ok(())
        } else if said.iter().any(|said| said.start >= self.mark) || is_due && !said.is_empty() {
            Err(MismatchKind::QualifierDiffers)
        } else if is_due {
            Err(MismatchKind::QualifierMissing)
        } else {
            Ok(())
        }
    }
}

fn said_noun(words: &LocalWords<'_>, mark: &[Token<'_>]) -> Noun {
    match words.noun {
        None => Noun::Unknown,
        Some((one, many))
            if contains(mark, &tokens(one))
                .or(contains(mark, &tokens(many)))
                .is_some() =>
        {
            Noun::Said
        }
        Some(_) => Noun::Unsaid,
    }
}

fn words_agree(expected: &str, marked: &str, mention: Mention) -> Result<(), MismatchKind> {
    let (expected, marked) = (tokens(expected), tokens(marked));
    let is_whole = contains(&marked, &expected).is_some();
    let is_part = mention != Mention::First && contains(&expected, &marked).is_some();
    if is_whole || is_part {
        Ok(())
    } else {
        Err(MismatchKind::WordsDiffer)
    }
}

/// Every number that the digits of a text can be read as, in any convention, with spaces between thousands too.
fn loose_numbers(text: &str) -> Vec<Decimal> {
    let mut numbers = Vec::new();
    let mut joined = String::new();
    for token in tokens(text) {
        let continues = token.is_number()
            && !token.is_glued
            && token.text.split([',', '.']).next().is_some_and(is_group);
        if !continues || joined.len() > MAX_JOINED {
            joined.clear();
        }
        if token.is_number() {
            joined.push_str(token.text);
            let readings = [token.text, joined.as_str()];
            numbers.extend(
                readings
                    .iter()
                    .filter_map(|text| read_number(text, Locale::Other))
                    .flat_map(|written| {
                        [Some(written.value), written.otherwise]
                            .into_iter()
                            .flatten()
                    }),
            );
        }
    }
    numbers
}

fn is_group(digits: &str) -> bool {
    digits.len() == 3
}

/// The end of a text.
fn last_characters(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(CHARACTERS_BEFORE - 1)
        .map_or(0, |(at, _)| at);
    &text[start..]
}
