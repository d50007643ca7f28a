//! How a language writes numbers, scales, months and qualifiers: tables, and nothing that decides.

use super::Qualifier;
use super::scale::Scale;

/// The languages whose way of writing quantities is known, by BCP 47 primary subtag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Italian.
    It,
    /// English, in British spelling.
    En,
    /// Any other language: digits written out, units by their code, dates in ISO form.
    Other,
}

/// Words that say a number of at most ten.
const NUMBERS_IT: &[(&str, u32)] = &[
    ("un", 1),
    ("una", 1),
    ("uno", 1),
    ("due", 2),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("sette", 7),
    ("otto", 8),
    ("nove", 9),
    ("dieci", 10),
    ("zero", 0),
];
const NUMBERS_EN: &[(&str, u32)] = &[
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("zero", 0),
];

const SCALES_IT: &[(&str, Scale)] = &[
    ("mila", Scale::Thousand),
    ("milione", Scale::Million),
    ("milioni", Scale::Million),
    ("mln", Scale::Million),
    ("miliardo", Scale::Billion),
    ("miliardi", Scale::Billion),
    ("mld", Scale::Billion),
    ("bilione", Scale::Trillion),
    ("bilioni", Scale::Trillion),
    ("trilione", Scale::Trillion),
    ("trilioni", Scale::Trillion),
];
const SCALES_EN: &[(&str, Scale)] = &[
    ("thousand", Scale::Thousand),
    ("million", Scale::Million),
    ("mn", Scale::Million),
    ("m", Scale::Million),
    ("billion", Scale::Billion),
    ("bn", Scale::Billion),
    ("trillion", Scale::Trillion),
    ("trn", Scale::Trillion),
    ("tn", Scale::Trillion),
];

const MONTHS_IT: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Phrases that qualify a number, by what they say; `None` is a qualifier that no fact has.
type Qualifiers = [(Option<Qualifier>, &'static [&'static str])];

/// Before a number. The first phrase of each kind is the canonical one; a last word `a` or `di` also stands for its forms
/// with an article, and an apostrophe is left out.
const BEFORE_IT: &Qualifiers = &[
    (
        Some(Qualifier::About),
        &[
            "circa",
            "quasi",
            "attorno a",
            "intorno a",
            "più o meno",
            "all incirca",
        ],
    ),
    (
        Some(Qualifier::AtLeast),
        &[
            "oltre",
            "più di",
            "almeno",
            "non meno di",
            "superiore a",
            "superiori a",
        ],
    ),
    (
        Some(Qualifier::UpTo),
        &["fino a", "al massimo", "non più di"],
    ),
    (None, &["meno di", "inferiore a", "inferiori a"]),
];
const BEFORE_EN: &Qualifiers = &[
    (
        Some(Qualifier::About),
        &[
            "about",
            "around",
            "roughly",
            "nearly",
            "almost",
            "some",
            "approximately",
        ],
    ),
    (
        Some(Qualifier::AtLeast),
        &[
            "over",
            "more than",
            "at least",
            "above",
            "upwards of",
            "no less than",
            "no fewer than",
        ],
    ),
    (Some(Qualifier::UpTo), &["up to", "at most", "no more than"]),
    (None, &["less than", "fewer than", "under", "below"]),
];
/// After a number or its noun.
const AFTER_IT: &Qualifiers = &[
    (
        Some(Qualifier::About),
        &["circa", "all incirca", "più o meno"],
    ),
    (Some(Qualifier::AtLeast), &["o più", "almeno"]),
    (Some(Qualifier::UpTo), &["al massimo"]),
];
const AFTER_EN: &Qualifiers = &[
    (Some(Qualifier::About), &["or so", "approximately"]),
    (Some(Qualifier::AtLeast), &["or more", "at least"]),
    (Some(Qualifier::UpTo), &["at most"]),
];

impl Locale {
    /// The locale of a BCP 47 tag, by its primary subtag: `it-CH` is Italian.
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(primary) if primary.eq_ignore_ascii_case("it") => Self::It,
            Some(primary) if primary.eq_ignore_ascii_case("en") => Self::En,
            _ => Self::Other,
        }
    }

    /// What stands before the fraction.
    pub(super) const fn decimal_mark(self) -> char {
        match self {
            Self::It => ',',
            Self::En | Self::Other => '.',
        }
    }

    /// What stands between groups of three digits.
    pub(super) const fn group_mark(self) -> char {
        match self {
            Self::It => '.',
            Self::En => ',',
            Self::Other => '\u{a0}',
        }
    }

    /// The larger scales that figures are told in, from the largest; Italian stops at *miliardi*.
    pub(super) const fn large_scales(self) -> &'static [Scale] {
        match self {
            Self::It => &[Scale::Billion, Scale::Million],
            Self::En => &[Scale::Trillion, Scale::Billion, Scale::Million],
            Self::Other => &[],
        }
    }

    /// Whether the house style has a word for a scale; Italian *trilioni* is read, so that it can be refused.
    pub(super) fn has_scale(self, scale: Scale) -> bool {
        self != Self::It || scale <= Scale::Billion
    }

    /// The word of a large scale after a figure: `miliardo`, `miliardi`; `None` where there is none.
    pub(super) fn scale_word(self, scale: Scale, plural: Plural) -> Option<&'static str> {
        Some(match (self, scale, plural) {
            (Self::It, Scale::Million, Plural::One) => "milione",
            (Self::It, Scale::Million, Plural::Many) => "milioni",
            (Self::It, Scale::Billion, Plural::One) => "miliardo",
            (Self::It, Scale::Billion, Plural::Many) => "miliardi",
            (Self::En, Scale::Million, _) => "million",
            (Self::En, Scale::Billion, _) => "billion",
            (Self::En, Scale::Trillion, _) => "trillion",
            _ => return None,
        })
    }

    /// The short form of a large scale, for charts.
    pub(super) const fn scale_abbreviation(self, scale: Scale) -> Option<&'static str> {
        match (self, scale) {
            (Self::It, Scale::Million) => Some("mln"),
            (Self::It, Scale::Billion) => Some("mld"),
            (Self::En, Scale::Million) => Some("m"),
            (Self::En, Scale::Billion) => Some("bn"),
            (Self::En, Scale::Trillion) => Some("tn"),
            _ => None,
        }
    }

    /// Every word that says a scale, in lower case.
    pub(super) const fn scales(self) -> &'static [(&'static str, Scale)] {
        match self {
            Self::It => SCALES_IT,
            Self::En => SCALES_EN,
            Self::Other => &[],
        }
    }

    /// Words that say a number of at most ten, in lower case.
    pub(super) const fn numbers(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::It => NUMBERS_IT,
            Self::En => NUMBERS_EN,
            Self::Other => &[],
        }
    }

    /// The word for a whole number from two to ten.
    pub(super) fn number_word(self, number: usize) -> Option<&'static str> {
        let find =
            |&&(_, value): &&(&str, u32)| (2..=10).contains(&number) && value as usize == number;
        self.numbers().iter().find(find).map(|&(word, _)| word)
    }

    /// Names of the months, as they are written.
    pub(super) const fn months(self) -> &'static [&'static str] {
        match self {
            Self::It => &MONTHS_IT,
            Self::En => &MONTHS_EN,
            Self::Other => &[],
        }
    }

    /// Phrases that qualify the number after them.
    pub(super) const fn qualifiers_before(self) -> &'static Qualifiers {
        match self {
            Self::It => BEFORE_IT,
            Self::En => BEFORE_EN,
            Self::Other => &[],
        }
    }

    /// Phrases that qualify the number before them.
    pub(super) const fn qualifiers_after(self) -> &'static Qualifiers {
        match self {
            Self::It => AFTER_IT,
            Self::En => AFTER_EN,
            Self::Other => &[],
        }
    }

    /// The canonical qualifier; empty for an exact figure.
    pub(super) const fn qualifier(self, qualifier: Qualifier) -> &'static str {
        match (self, qualifier) {
            (_, Qualifier::Exactly) => "",
            (Self::It, Qualifier::About) => "circa",
            (Self::It, Qualifier::AtLeast) => "oltre",
            (Self::It, Qualifier::UpTo) => "fino a",
            (Self::En, Qualifier::About) => "about",
            (Self::En, Qualifier::AtLeast) => "over",
            (Self::En, Qualifier::UpTo) => "up to",
            (Self::Other, Qualifier::About) => "≈",
            (Self::Other, Qualifier::AtLeast) => "≥",
            (Self::Other, Qualifier::UpTo) => "≤",
        }
    }
}

/// Which form of a noun a figure takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plural {
    /// The figure is 1.
    One,
    /// It is any other.
    Many,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primary_subtag_decides() {
        for (tag, locale) in [
            ("it", Locale::It),
            ("IT-ch", Locale::It),
            ("en-GB", Locale::En),
            ("ita", Locale::Other),
            ("fr", Locale::Other),
            ("", Locale::Other),
        ] {
            assert_eq!(Locale::of(tag), locale, "{tag}");
        }
    }
}
