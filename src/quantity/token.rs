//! Text → words, numbers and signs, in one pass; spaces are only remembered as such.

use unicode_normalization::UnicodeNormalization;

/// One word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    /// As it stands in the text.
    pub(super) text: &'a str,
    /// First byte in the text.
    pub(super) start: usize,
    /// Whether it follows the token before it without a space.
    pub(super) is_glued: bool,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters.
    Word,
    /// ASCII digits, with points and commas between digits.
    Number,
    /// Letters and then digits: `GB200`, `H100`, `Q3`.
    Name,
    /// Any other character.
    Sign,
}

impl Token<'_> {
    /// One past its last byte.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    pub(super) fn is_apostrophe(&self) -> bool {
        matches!(self.text, "'" | "’")
    }

    /// Whether it is `word`, which is in lower case; case, kind of apostrophe and Unicode form are not compared.
    pub(super) fn is(&self, word: &str) -> bool {
        same(self.text, word)
    }
}

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut is_glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || is_joiner(first) {
            is_glued &= !first.is_whitespace();
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = first_token(&text[at..], first);
        tokens.push(Token {
            kind,
            text: &text[at..at + length],
            start: at,
            is_glued,
        });
        at += length;
        is_glued = true;
    }
    tokens
}

/// Where `phrase` stands in `words`; `None` if it does not, or is empty.
pub(super) fn contains(words: &[Token<'_>], phrase: &[Token<'_>]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    words
        .windows(phrase.len())
        .position(|window| same_tokens(window, phrase))
}

/// Whether `words` begin with `phrase`, which is not empty.
pub(super) fn starts_with(words: &[Token<'_>], phrase: &[Token<'_>]) -> bool {
    !phrase.is_empty() && words.len() >= phrase.len() && same_tokens(words, phrase)
}

/// Whether `words` end with `phrase`.
pub(super) fn ends_with(words: &[Token<'_>], phrase: &[Token<'_>]) -> bool {
    words.len() >= phrase.len() && same_tokens(&words[words.len() - phrase.len()..], phrase)
}

fn same_tokens(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    left.iter()
        .zip(right)
        .all(|(left, right)| same(left.text, right.text))
}

fn same(left: &str, right: &str) -> bool {
    // Most pairs differ in their first letter; composing and folding never makes two ASCII letters equal.
    if let (Some(one), Some(other)) = (left.bytes().next(), right.bytes().next())
        && one.is_ascii()
        && other.is_ascii()
        && !one.eq_ignore_ascii_case(&other)
    {
        return false;
    }
    if left.is_ascii() && right.is_ascii() {
        return left.eq_ignore_ascii_case(right);
    }
    folded(left).eq(folded(right))
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfc()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == '’' { '\'' } else { letter })
}

/// Kind and length in bytes of the token that `text` begins with.
fn first_token(text: &str, first: char) -> (TokenKind, usize) {
    if first.is_ascii_digit() {
        return (TokenKind::Number, number_length(text));
    }
    if !is_letter(first) {
        return (TokenKind::Sign, first.len_utf8());
    }
    let letters = length_while(text, is_letter);
    if text[letters..].starts_with(|next: char| next.is_ascii_digit()) {
        return (
            TokenKind::Name,
            length_while(text, |next| is_letter(next) || next.is_ascii_digit()),
        );
    }
    (TokenKind::Word, letters)
}

fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1) {
        end += 1;
    }
    end
}

fn length_while(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|next| !belongs(next)).unwrap_or(text.len())
}

/// Letters, the marks that combine with them, and the digits that stand above the line in `m²`.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '\u{300}'..='\u{36f}' | '²' | '³')
}

/// Characters without width that may stand inside a word.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text).collect()
    }

    #[test]
    fn numbers_keep_their_marks_and_leave_the_full_stop() {
        assert_eq!(texts("1.400, 7,1%."), ["1.400", ",", "7,1", "%", "."]);
        assert_eq!(texts("US$1.4tn"), ["US", "$", "1.4", "tn"]);
        assert_eq!(texts("GB200 e 5G"), ["GB200", "e", "5", "G"]);
        assert_eq!(
            texts("l'1º m² 24/7"),
            ["l", "'", "1", "º", "m²", "24", "/", "7"]
        );
    }

    #[test]
    fn case_apostrophes_and_composition_are_not_compared() {
        assert!(tokens("PIU\u{300}")[0].is("più"));
        assert!(tokens("’")[0].is("'"));
        assert!(contains(&tokens("a Più o meno b"), &tokens("più o meno")) == Some(1));
        assert!(contains(&tokens("ab"), &[]).is_none());
    }
}
