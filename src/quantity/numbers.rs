//! The figures of a running text, in order; what is no figure (names, times, fractions) is passed over.

use super::figure::{Found, FoundKind, NumberWords, Reader};
use super::locale::Locale;
use super::token::{Token, TokenKind, tokens};

/// Finds the numbers of a running text: figures with their currency, scale and unit, years, dates and ordinals.
///
/// Left out are digits that belong to a name (`GB200`, `GPT-4`, `5G`), times, fractions and versions (`24/7`, `1.2.3`),
/// and number words, unless a scale follows (`due miliardi`). Ranges are two figures: in `da 1 a 5 miliardi di dollari`
/// each has the scale and the unit.
pub fn find(text: &str, locale: Locale) -> Vec<Found> {
    read_figures(&tokens(text), locale, NumberWords::BeforeScale)
}

/// Whether [`find`] may find anything: a quick look that lets most texts pass.
pub fn may_hold_number(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    text.bytes().any(is_digit)
        || ["mili", "Mili", "mila", "llion", "thousand"]
            .iter()
            .any(|part| text.contains(part))
}

/// The figures of a text that is in tokens.
pub(super) fn read_figures(
    tokens: &[Token<'_>],
    locale: Locale,
    words: NumberWords<'_>,
) -> Vec<Found> {
    let reader = Reader {
        locale,
        tokens,
        words,
    };
    let mut figures: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = reader.any_figure(at);
        at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
        figures.extend(found);
    }
    reader.share_units(&mut figures);
    figures
}

impl Reader<'_> {
    fn any_figure(&self, at: usize) -> Option<Found> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Word => self.date_at(at).or_else(|| self.figure_in_words(at)),
            TokenKind::Number if self.belongs_to_name(at) => None,
            TokenKind::Number => self
                .date_at(at)
                .or_else(|| self.ordinal_at(at))
                .or_else(|| self.figure_in_digits(at)),
            TokenKind::Name | TokenKind::Sign => None,
        }
    }

    /// Whether the digits at `at` are tied to others as in `24/7` and `10:30`, or to a name as in `GPT-4`.
    fn belongs_to_name(&self, at: usize) -> bool {
        let is_slash = |token: &&Token<'_>| token.is_glued && matches!(token.text, "/" | ":");
        let glued = |at: usize| self.token(at).filter(|token| token.is_glued);
        let tied_after = self.token(at + 1).filter(is_slash).is_some()
            && glued(at + 2).is_some_and(Token::is_number);
        let Some((previous, sign)) = at
            .checked_sub(2)
            .and_then(|from| self.token(from).zip(self.token(at - 1)))
        else {
            return tied_after;
        };
        let tied_before = glued(at).is_some() && is_slash(&sign) && previous.is_number();
        let is_name = matches!(previous.kind, TokenKind::Word | TokenKind::Name);
        let named = glued(at).is_some()
            && sign.is_glued
            && matches!(sign.text, "-" | "\u{2011}")
            && is_name;
        tied_after || tied_before || named
    }

    /// Gives a figure the scale and unit of the one that a range or a choice ties it to.
    fn share_units(&self, figures: &mut [Found]) {
        for second in 1..figures.len() {
            let (left, right) = figures.split_at_mut(second);
            let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) else {
                continue;
            };
            let can_share =
                matches!(left.kind, FoundKind::Plain | FoundKind::Money) && right.is_amount();
            if can_share && left.scale.is_none() && self.are_tied(left, right) {
                share(left, right);
            }
        }
    }

    /// Whether one word or dash ties two figures to a range: `1–5`, `da 1 a 5`, `tra 1 e 5`.
    fn are_tied(&self, left: &Found, right: &Found) -> bool {
        let between = self
            .tokens
            .get(left.tokens.end..right.tokens.start)
            .unwrap_or_default();
        let opening = left
            .tokens
            .start
            .checked_sub(1)
            .and_then(|at| self.token(at));
        let opens =
            |words: &[&str]| opening.is_some_and(|token| words.iter().any(|word| token.is(word)));
        let [tie, apostrophe @ ..] = between else {
            return false;
        };
        if !matches!(apostrophe, []) && !matches!(apostrophe, [only] if only.is_apostrophe()) {
            return false;
        }
        let is_one_of = |words: &[&str]| words.iter().any(|word| tie.is(word));
        match self.locale {
            _ if is_one_of(&["-", "–", "—"]) => true,
            Locale::It if is_one_of(&["a", "ai", "agli", "al", "all"]) => {
                opens(&["da", "dai", "dagli", "dal", "dall"])
            }
            Locale::It if is_one_of(&["e"]) => opens(&["tra", "fra"]),
            Locale::It => is_one_of(&["o"]),
            Locale::En if is_one_of(&["and"]) => opens(&["between"]),
            Locale::En => is_one_of(&["to", "or"]),
            Locale::Other => false,
        }
    }
}

fn share(left: &mut Found, right: &mut Found) {
    match (left.measure, right.measure) {
        (Some(_), None) => right.measure = left.measure,
        (None, _) => left.measure = right.measure,
        (Some(one), Some(other)) if one != other => return,
        (Some(_), Some(_)) => {}
    }
    left.scale = right.scale;
    left.opens_range = true;
    left.settle_kind();
    right.settle_kind();
}
