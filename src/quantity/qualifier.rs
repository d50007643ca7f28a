//! "Circa", "up to" and the like beside a figure.

use super::figure::Found;
use super::locale::Locale;
use super::token::{Token, TokenKind};
use super::value::Qualifier;

/// A qualifier beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// What it says; `None` for one that no quantity has, such as "less than".
    pub(super) qualifier: Option<Qualifier>,
    /// Position of its first token.
    pub(super) start: usize,
}

/// The longest qualifier that ends right before the figure, or before the article or the opening of a range that the
/// figure has.
pub(super) fn before(tokens: &[Token<'_>], locale: Locale, figure: &Found) -> Option<Said> {
    let words = words_before(tokens, figure.tokens.start);
    let without_opening = words
        .split_last()
        .filter(|(last, _)| is_opening(tokens, locale, **last));
    longest(tokens, locale, &words).or_else(|| longest(tokens, locale, without_opening?.1))
}

/// The qualifier right after the figure, or at the end of the text that holds it.
pub(super) fn after(tokens: &[Token<'_>], locale: Locale, figure: &Found) -> Option<Said> {
    let words: Vec<usize> = words_from(tokens, figure.tokens.end);
    let says = |phrase: &str| {
        let n_words = phrase.split(' ').count();
        let starts = words
            .get(..n_words)
            .is_some_and(|some| matches(tokens, locale, some, phrase));
        let ends = words
            .len()
            .checked_sub(n_words)
            .is_some_and(|from| matches(tokens, locale, &words[from..], phrase));
        starts || ends
    };
    let table = locale.qualifiers_after().iter();
    let said = table
        .filter(|(_, phrases)| phrases.iter().any(|phrase| says(phrase)))
        .map(|&(qualifier, _)| qualifier);
    said.map(|qualifier| Said {
        qualifier,
        start: figure.tokens.end,
    })
    .next()
}

fn longest(tokens: &[Token<'_>], locale: Locale, words: &[usize]) -> Option<Said> {
    let mut best: Option<(usize, Said)> = None;
    for &(qualifier, phrases) in locale.qualifiers_before() {
        for phrase in phrases {
            let n_words = phrase.split(' ').count();
            let Some(tail) = words.len().checked_sub(n_words).map(|from| &words[from..]) else {
                continue;
            };
            let is_longer = best.is_none_or(|(longest, _)| n_words > longest);
            if is_longer && matches(tokens, locale, tail, phrase) {
                let start = tail.first().copied().unwrap_or_default();
                best = Some((n_words, Said { qualifier, start }));
            }
        }
    }
    best.map(|(_, said)| said)
}

/// Positions of the up to five words before `end`, apostrophes left out, up to any other sign or number.
fn words_before(tokens: &[Token<'_>], end: usize) -> Vec<usize> {
    let before = (0..end).rev().filter(|&at| !tokens[at].is_apostrophe());
    let mut words: Vec<usize> = before
        .take_while(|&at| tokens[at].kind == TokenKind::Word)
        .take(5)
        .collect();
    words.reverse();
    words
}

/// The same from `start` on, all of them.
fn words_from(tokens: &[Token<'_>], start: usize) -> Vec<usize> {
    let after = (start..tokens.len()).filter(|&at| !tokens[at].is_apostrophe());
    after
        .take_while(|&at| tokens[at].kind == TokenKind::Word)
        .collect()
}

fn matches(tokens: &[Token<'_>], locale: Locale, words: &[usize], phrase: &str) -> bool {
    let mut parts = phrase.split(' ').peekable();
    let mut words = words.iter();
    while let Some(part) = parts.next() {
        let Some(&at) = words.next() else {
            return false;
        };
        let is_last = parts.peek().is_none();
        let articulated = if is_last && locale == Locale::It {
            with_article(part)
        } else {
            &[]
        };
        if !tokens[at].is(part) && !articulated.iter().any(|form| tokens[at].is(form)) {
            return false;
        }
    }
    true
}

/// The forms of an Italian preposition with an article.
fn with_article(preposition: &str) -> &'static [&'static str] {
    match preposition {
        "a" => &["ad", "al", "all", "allo", "alla", "ai", "agli", "alle"],
        "di" => &[
            "d", "del", "dell", "dello", "della", "dei", "degli", "delle",
        ],
        _ => &[],
    }
}

fn is_opening(tokens: &[Token<'_>], locale: Locale, at: usize) -> bool {
    let openings: &[&str] = match locale {
        Locale::It => &[
            "il", "lo", "la", "l", "i", "gli", "le", "da", "dal", "dall", "dallo", "tra", "fra",
        ],
        Locale::En => &["the", "a", "an", "from", "between"],
        Locale::Other => &[],
    };
    openings.iter().any(|opening| tokens[at].is(opening))
}
