//! How far the words of a figure reach in its text: over its qualifier, its noun and what it is per.

use std::ops::Range;

use super::figure::Found;
use super::locale::Locale;
use super::qualifier;
use super::token::{Token, starts_with, tokens};
use super::value::LocalWords;

/// Bytes around a figure that may hold words of it: "no more than", "posti di lavoro a tempo pieno all'anno".
const BYTES_AROUND: usize = 120;

/// The words that belong to a figure, as ranges of bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The figure with its noun and with what it is per.
    pub words: Range<usize>,
    /// The same with the qualifier before it or right behind it; equal to `words` where there is none.
    pub with_qualifier: Range<usize>,
}

impl Found {
    /// How far the words of the figure reach in `text`, in which it was found, if it states the quantity of `words`.
    pub fn reach(&self, text: &str, locale: Locale, words: &LocalWords<'_>) -> Reach {
        let window = window(text, &self.range);
        let offset = window.start;
        let all = tokens(&text[window]);
        let start = position(&all, self.range.start - offset);
        let after = position(&all, self.range.end - offset);
        let end = after_words(&all, after, words);
        let here = Found {
            tokens: start..end,
            ..self.clone()
        };
        let end_of = |at: usize| {
            at.checked_sub(1)
                .and_then(|last| all.get(last))
                .map_or(self.range.end, |token| offset + token.end())
        };
        let words = self.range.start..end_of(end).max(self.range.end);
        let before = qualifier::before(&all, locale, &here)
            .filter(|said| said.start < start)
            .and_then(|said| all.get(said.start))
            .map_or(words.start, |token| offset + token.start);
        let opening = start
            .checked_sub(1)
            .and_then(|at| all.get(at))
            .filter(|token| self.opens_range && opens_range(locale, token));
        let before = opening.map_or(before, |token| before.min(offset + token.start));
        let behind = qualifier_behind(&all, end, locale).map_or(words.end, end_of);
        Reach {
            with_qualifier: before..behind.max(words.end),
            words,
        }
    }
}

/// The position behind the noun at `at`, which "di" may tie to a scale: `3 milioni di posti`.
fn behind_noun(all: &[Token<'_>], at: usize, words: &LocalWords<'_>) -> Option<usize> {
    let at = at + usize::from(all.get(at).is_some_and(|token| token.is("di")));
    let rest = all.get(at..)?;
    let (one, many) = words.noun?;
    [many, one].iter().find_map(|form| {
        let form = tokens(form);
        starts_with(rest, &form).then_some(at + form.len())
    })
}

fn after_words(all: &[Token<'_>], at: usize, words: &LocalWords<'_>) -> usize {
    let mut at = behind_noun(all, at, words).unwrap_or(at);
    let per = tokens(words.per.unwrap_or_default());
    if all.get(at..).is_some_and(|rest| starts_with(rest, &per)) {
        at += per.len();
    }
    at
}

/// Whether a word opens a range: `da 1 a 5`, `between 1 and 5`.
fn opens_range(locale: Locale, token: &Token<'_>) -> bool {
    let words: &[&str] = match locale {
        Locale::It => &["da", "dai", "dal", "dagli", "tra", "fra"],
        Locale::En => &["from", "between"],
        Locale::Other => &[],
    };
    words.iter().any(|word| token.is(word))
}

/// The position behind a qualifier that follows directly: `1.400 miliardi circa`.
fn qualifier_behind(all: &[Token<'_>], at: usize, locale: Locale) -> Option<usize> {
    let rest = all.get(at..)?;
    let phrases = locale
        .qualifiers_after()
        .iter()
        .flat_map(|(_, phrases)| phrases.iter());
    phrases
        .map(|phrase| tokens(phrase))
        .find(|phrase| starts_with(rest, phrase))
        .map(|phrase| at + phrase.len())
}

/// The first token that ends behind `byte`.
fn position(all: &[Token<'_>], byte: usize) -> usize {
    all.partition_point(|token| token.end() <= byte)
}

/// The part of a text around a range; whole characters.
fn window(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut start = range.start.saturating_sub(BYTES_AROUND);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (range.end + BYTES_AROUND).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end.max(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::find;

    const IT: Locale = Locale::It;
    const EN: Locale = Locale::En;

    #[test]
    fn words_reach_over_qualifier_noun_and_rate() {
        let states = Some(("stato", "stati"));
        let table = [
            (
                "ha circa 1.400 miliardi di dollari.",
                IT,
                None,
                None,
                "1.400 miliardi di dollari",
                "circa 1.400 miliardi di dollari",
            ),
            (
                "gli oltre 1.200 posti",
                IT,
                Some(("posto", "posti")),
                None,
                "1.200 posti",
                "oltre 1.200 posti",
            ),
            (
                "fino ad 1 miliardo di dollari",
                IT,
                None,
                None,
                "1 miliardo di dollari",
                "fino ad 1 miliardo di dollari",
            ),
            (
                "in 12 stati americani",
                IT,
                states,
                None,
                "12 stati",
                "12 stati",
            ),
            (
                "1.400 miliardi di dollari circa, poi",
                IT,
                None,
                None,
                "1.400 miliardi di dollari",
                "1.400 miliardi di dollari circa",
            ),
            (
                "30 miliardi di dollari l'anno",
                IT,
                None,
                Some("l'anno"),
                "30 miliardi di dollari l'anno",
                "30 miliardi di dollari l'anno",
            ),
            (
                "some spend no more than $100 billion a year",
                EN,
                None,
                Some("a year"),
                "$100 billion a year",
                "no more than $100 billion a year",
            ),
            (
                "3 milioni di posti",
                IT,
                Some(("posto", "posti")),
                None,
                "3 milioni di posti",
                "3 milioni di posti",
            ),
            (
                "12 states",
                EN,
                Some(("state", "states")),
                None,
                "12 states",
                "12 states",
            ),
        ];
        for (text, locale, noun, per, words, with_qualifier) in table {
            let found = find(text, locale);
            let local = LocalWords {
                noun,
                per,
                words: None,
            };
            let reach = found[0].reach(text, locale, &local);
            assert_eq!(&text[reach.words], words, "{text}");
            assert_eq!(&text[reach.with_qualifier], with_qualifier, "{text}");
        }
    }

    #[test]
    fn a_window_never_cuts_a_character() {
        let text = format!("{0} 1,4 miliardi di dollari {0}", "è’".repeat(100));
        let found = find(&text, IT);
        let reach = found[0].reach(&text, IT, &LocalWords::default());
        assert_eq!(&text[reach.words], "1,4 miliardi di dollari");
    }
}
