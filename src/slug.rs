//! Text → the part of an address that names it. The table of the tests is a promise: addresses must not change.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Lower-case ASCII letters and digits, words joined by hyphens; accents folded (`è` → `e`, `ß` → `ss`, `œ` → `oe`).
/// Apostrophes, no-break spaces and all other signs separate words. Empty when no letter or digit is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.nfc() {
        match deunicode_char(character) {
            Some("") => {}
            Some(folded) => folded
                .chars()
                .for_each(|letter| push(&mut slug, &mut gap, letter)),
            None => gap = true,
        }
    }
    slug
}

fn push(slug: &mut String, gap: &mut bool, letter: char) {
    if !letter.is_ascii_alphanumeric() {
        *gap = true;
        return;
    }
    if std::mem::take(gap) && !slug.is_empty() {
        slug.push('-');
    }
    slug.push(letter.to_ascii_lowercase());
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn the_documented_table_holds() {
        let table = [
            ("à è é ì ò ù ç ß œ Ł đ", "a-e-e-i-o-u-c-ss-oe-l-d"),
            ("Perché l'Ohio è centrale", "perche-l-ohio-e-centrale"),
            ("L’accordo", "l-accordo"),
            ("L'accordo", "l-accordo"),
            ("5\u{a0}GW di\u{202f}potenza", "5-gw-di-potenza"),
            ("What's wrong & why", "what-s-wrong-why"),
            ("qualita\u{300}", "qualita"),
            ("Sanità & società", "sanita-societa"),
            ("  -- a -- ", "a"),
            ("Schrödinger's", "schrodinger-s"),
            ("1.400 miliardi", "1-400-miliardi"),
            ("北京", "bei-jing"),
            ("…!", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
