//! Canonical words of a quantity.
//!
//! No-break spaces (U+00A0) stand between figure and scale, figure and unit, "di" and its unit, day and month.

use super::canonical::{Canonical, canonical};
use super::decimal::Decimal;
use super::locale::{Locale, Plural};
use super::measure::{self, Measure};
use super::scale::Scale;
use super::unit::Unit;
use super::value::{Amount, Form, KeyFigure, LocalWords, Qualifier, Quantity};

impl Quantity {
    /// The canonical words of the quantity: `circa 1.400 miliardi di dollari`, `about $1.4 trillion`.
    pub fn format(&self, locale: Locale, words: &LocalWords<'_>, form: Form) -> String {
        let told = match (&self.amount, canonical(self, locale, form)) {
            (Amount::Date(date), _) => return date.format(locale),
            (_, Some(told)) => told,
            (_, None) => return curly(words.words.unwrap_or_default()),
        };
        let speech = Speech {
            locale,
            words,
            form,
            told,
        };
        if form == Form::Chart {
            return speech.chart();
        }
        let qualifier = if form == Form::Alone {
            ""
        } else {
            locale.qualifier(told.qualifier)
        };
        joined(&[
            qualifier,
            &speech.body(),
            &curly(words.per.unwrap_or_default()),
        ])
    }

    /// The quantity in three parts: (`circa`, `1.400`, `miliardi di dollari`), (`about`, `$1.4`, `trillion`).
    pub fn key_figure(&self, locale: Locale, words: &LocalWords<'_>) -> KeyFigure {
        let form = Form::Table;
        let Some(told) = canonical(self, locale, form) else {
            let number = self.format(locale, words, form);
            return KeyFigure {
                qualifier: None,
                number,
                unit: String::new(),
            };
        };
        let speech = Speech {
            locale,
            words,
            form,
            told,
        };
        let number = format!(
            "{}{}{}",
            speech.currency_sign(),
            speech.span(),
            speech.attached_unit()
        );
        let unit = joined(&[
            speech.scale_word(),
            &speech.unit_phrase(" "),
            &curly(words.per.unwrap_or_default()),
        ]);
        let qualifier = Some(told.qualifier).filter(|&qualifier| qualifier != Qualifier::Exactly);
        KeyFigure {
            qualifier: qualifier.map(|known| locale.qualifier(known).to_owned()),
            number,
            unit,
        }
    }
}

/// All that the wording of a figure depends on.
struct Speech<'a> {
    locale: Locale,
    words: &'a LocalWords<'a>,
    form: Form,
    told: Canonical,
}

impl Speech<'_> {
    /// Figure, scale and unit.
    fn body(&self) -> String {
        match self.told.high {
            Some(high) => self.range(high),
            None => match self.number_word() {
                Some(word) => joined(&[word, self.noun_or_unit()]),
                None => self.figure(&self.number(&self.told.low)),
            },
        }
    }

    /// `number` with sign, scale and unit: `$1.4 trillion`.
    fn figure(&self, number: &str) -> String {
        let scale = self.scale_word();
        let gap = if scale.is_empty() { "" } else { "\u{a0}" };
        let head = format!(
            "{}{number}{}{gap}{scale}",
            self.currency_sign(),
            self.attached_unit()
        );
        let space = if self.is_noun() { " " } else { "\u{a0}" };
        match self.unit_phrase("\u{a0}") {
            unit if unit.is_empty() => head,
            unit if unit.starts_with("di\u{a0}") => format!("{head} {unit}"),
            unit => format!("{head}{space}{unit}"),
        }
    }

    fn range(&self, high: Decimal) -> String {
        let (low, last) = (self.number(&self.told.low), self.number(&high));
        let is_repeated = !self.currency_sign().is_empty() || !self.attached_unit().is_empty();
        match self.locale {
            Locale::It if is_repeated || self.told.measure == Measure::Of(Unit::Year) => {
                let (from, to) = (italian_article(&low), italian_article(&last));
                format!("da{from}{} a{to}{}", self.figure(&low), self.figure(&last))
            }
            Locale::It => format!("da {low} a {}", self.figure(&last)),
            Locale::En if is_repeated => format!("{} to {}", self.figure(&low), self.figure(&last)),
            Locale::En => format!("{low} to {}", self.figure(&last)),
            Locale::Other => self.figure(&self.span()),
        }
    }

    /// `1.400 mld $`, `$1,400bn`, `4,5 GW`.
    fn chart(&self) -> String {
        let Canonical { scale, measure, .. } = self.told;
        let scale = self.locale.scale_abbreviation(scale).unwrap_or_default();
        let unit = match self.noun() {
            Some(noun) => noun,
            None => measure::abbreviation(measure, self.locale, self.unit_plural()),
        };
        let number = self.span();
        match self.locale {
            _ if measure::is_attached(measure) => format!("{number}{unit}"),
            Locale::En if measure.is_money() => format!("{unit}{number}{scale}"),
            Locale::En => joined_tightly(&[&format!("{number}{scale}"), unit]),
            Locale::It | Locale::Other => joined_tightly(&[&number, scale, unit]),
        }
    }

    /// The figure, or both with a dash: `1–5`.
    fn span(&self) -> String {
        let low = self.number(&self.told.low);
        self.told
            .high
            .map_or(low.clone(), |high| format!("{low}–{}", self.number(&high)))
    }

    fn number(&self, figure: &Decimal) -> String {
        let whole = figure.whole_digits();
        let is_year = self.told.measure == Measure::Of(Unit::Year);
        let mut text = if is_year {
            whole
        } else {
            grouped(&whole, self.locale.group_mark())
        };
        let fraction = figure.fraction();
        if !fraction.is_empty() {
            text.push(self.locale.decimal_mark());
            text.push_str(&fraction);
        }
        text
    }

    /// The figure as a word, for small numbers of years, months, days and named things in running text.
    fn number_word(&self) -> Option<&'static str> {
        let Measure::Of(unit) = self.told.measure else {
            return None;
        };
        let is_span = matches!(unit, Unit::Years | Unit::Months | Unit::Days);
        let is_named = unit == Unit::Count && self.noun().is_some();
        let is_text = matches!(self.form, Form::Text | Form::Alone);
        if !is_text || self.told.scale != Scale::None || !is_span && !is_named {
            return None;
        }
        match (self.told.low.small()?, self.locale) {
            // Italian "un, una, uno" agrees with its noun, whose gender the data do not say.
            (1, Locale::It) => is_span.then_some("un"),
            (1, Locale::En) => Some("one"),
            (number, _) => self.locale.number_word(number),
        }
    }

    fn scale_word(&self) -> &'static str {
        self.locale
            .scale_word(self.told.scale, self.told.plural())
            .unwrap_or_default()
    }

    /// What stands before the figure: `$`.
    fn currency_sign(&self) -> &'static str {
        let is_before = self.locale == Locale::En && self.told.measure.is_money();
        if is_before {
            measure::abbreviation(self.told.measure, self.locale, Plural::Many)
        } else {
            ""
        }
    }

    /// What follows the figure without a space: `%`.
    fn attached_unit(&self) -> &'static str {
        if measure::is_attached(self.told.measure) {
            "%"
        } else {
            ""
        }
    }

    /// What follows figure and scale: `di dollari`, `square feet`, `stati`; `gap` stands after "di".
    fn unit_phrase(&self, gap: &str) -> String {
        if !self.currency_sign().is_empty() || !self.attached_unit().is_empty() {
            return String::new();
        }
        let unit = self.noun_or_unit();
        let needs_di =
            self.locale == Locale::It && !self.scale_word().is_empty() && !unit.is_empty();
        if needs_di {
            format!("di{gap}{unit}")
        } else {
            unit.to_owned()
        }
    }

    fn noun_or_unit(&self) -> &str {
        self.noun()
            .unwrap_or_else(|| measure::word(self.told.measure, self.locale, self.unit_plural()))
    }

    /// The noun of the data, for things and people.
    fn noun(&self) -> Option<&str> {
        let takes_noun = matches!(self.told.measure, Measure::Of(Unit::Count | Unit::People));
        let (one, many) = self.words.noun.filter(|_| takes_noun)?;
        Some(if self.unit_plural() == Plural::One {
            one
        } else {
            many
        })
    }

    fn is_noun(&self) -> bool {
        self.noun().is_some() || self.told.measure == Measure::Of(Unit::People)
    }

    /// The form of the unit: a million of anything is many.
    fn unit_plural(&self) -> Plural {
        if self.told.scale == Scale::None {
            self.told.plural()
        } else {
            Plural::Many
        }
    }
}

/// Digits in groups of three, from four digits on.
fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// What follows Italian "da" or "a" before a figure that takes an article: `dal 6,7%`, `dall’8%`, `dallo 0,6%`.
fn italian_article(number: &str) -> &'static str {
    let whole = number.split([',', '.']).next().unwrap_or_default();
    match whole {
        "0" => "llo ",
        "1" if !number.contains('.') => "ll’",
        "11" => "ll’",
        _ if whole.starts_with('8') => "ll’",
        _ => "l ",
    }
}

/// Joins what is not empty with spaces.
fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Joins what is not empty with no-break spaces.
fn joined_tightly(parts: &[&str]) -> String {
    parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\u{a0}")
}

/// With the apostrophes that print uses.
fn curly(text: &str) -> String {
    text.replace('\'', "’")
}
