//! A quantity as a language tells it: which scale, which unit, which qualifier.

use super::decimal::Decimal;
use super::locale::{Locale, Plural};
use super::measure::{self, Measure};
use super::scale::Scale;
use super::unit::Unit;
use super::value::{Amount, Form, Qualifier, Quantity};

/// The most fraction digits that a change of scale may bring.
const MAX_FRACTION_DIGITS: u32 = 2;

/// The significant digits of a converted figure.
const CONVERTED_DIGITS: u32 = 3;

/// One figure or two, in the scale and unit that a language tells them in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Canonical {
    /// The figure, or the first of a range.
    pub(super) low: Decimal,
    /// The second figure of a range.
    pub(super) high: Option<Decimal>,
    pub(super) scale: Scale,
    pub(super) measure: Measure,
    pub(super) qualifier: Qualifier,
}

impl Canonical {
    /// Which form scale and noun take.
    pub(super) fn plural(&self) -> Plural {
        let is_one = self.low == Decimal::whole(1) && self.high.is_none();
        if is_one { Plural::One } else { Plural::Many }
    }
}

/// How `locale` tells the figures of a quantity; `None` for dates and words.
pub(super) fn canonical(quantity: &Quantity, locale: Locale, form: Form) -> Option<Canonical> {
    let (low, high) = match quantity.amount {
        Amount::Exact(figure) => (figure, None),
        Amount::Range(low, high) => (low, Some(high)),
        Amount::Date(_) | Amount::Words => return None,
    };
    let plain = Canonical {
        low,
        high,
        scale: quantity.scale,
        measure: Measure::Of(quantity.unit),
        qualifier: quantity.qualifier,
    };
    let canonical = match in_metric(&plain, quantity.unit, locale) {
        Some(metric) if form == Form::Chart || metric.low < million() => metric,
        Some(metric) => in_large_scale(&metric, locale),
        None if is_written_out(quantity, locale) => in_scale(&plain, Scale::None).unwrap_or(plain),
        None if form == Form::Chart => in_own_scale(&plain, locale),
        None => in_large_scale(&plain, locale),
    };
    Some(canonical)
}

/// The unit of the metric system for a unit of area of the other one, where the language wants it.
fn in_metric(plain: &Canonical, unit: Unit, locale: Locale) -> Option<Canonical> {
    let (measure, factor) =
        measure::metric(unit).filter(|_| locale == Locale::It && unit != Unit::Miles)?;
    let convert = |figure: Decimal| {
        figure
            .shifted(plain.scale.exponent())?
            .times(&factor)
            .map(|exact| rounded(&exact))
    };
    let qualifier = match plain.qualifier {
        Qualifier::Exactly => Qualifier::About,
        other => other,
    };
    let high = match plain.high {
        Some(high) => Some(convert(high)?),
        None => None,
    };
    Some(Canonical {
        low: convert(plain.low)?,
        high,
        scale: Scale::None,
        measure,
        qualifier,
    })
}

/// Three significant digits, and no fraction from 10 on.
fn rounded(exact: &Decimal) -> Decimal {
    let n_whole = u32::try_from(exact.whole_digits().len()).unwrap_or(u32::MAX);
    let n_digits = if *exact < Decimal::whole(10) {
        CONVERTED_DIGITS
    } else {
        CONVERTED_DIGITS.min(n_whole)
    };
    exact.rounded(n_digits)
}

/// Whether the digits say all, without a word for the scale.
fn is_written_out(quantity: &Quantity, locale: Locale) -> bool {
    let takes_no_scale = matches!(quantity.unit, Unit::Percent | Unit::Year);
    takes_no_scale || locale == Locale::Other || quantity.scale <= Scale::Thousand
}

/// The scale of the data; in Italian at most *miliardi*.
fn in_own_scale(plain: &Canonical, locale: Locale) -> Canonical {
    match locale.large_scales().first() {
        Some(&largest) if plain.scale > largest => in_scale(plain, largest).unwrap_or(*plain),
        _ => *plain,
    }
}

/// The largest scale with figures from 1 on and few fraction digits, else that of the data.
fn in_large_scale(plain: &Canonical, locale: Locale) -> Canonical {
    let is_good = |scaled: &Canonical| {
        let figures = [Some(scaled.low), scaled.high];
        let is_short = |figure: &Decimal| figure.fraction_digits() <= MAX_FRACTION_DIGITS;
        scaled.low >= Decimal::whole(1)
            && (scaled.scale == plain.scale || figures.iter().flatten().all(is_short))
    };
    let scales = locale.large_scales().iter();
    let best = scales
        .filter_map(|&scale| in_scale(plain, scale))
        .find(is_good);
    best.unwrap_or_else(|| in_own_scale(plain, locale))
}

fn in_scale(plain: &Canonical, scale: Scale) -> Option<Canonical> {
    let power = plain.scale.exponent() - scale.exponent();
    let high = match plain.high {
        Some(high) => Some(high.shifted(power)?),
        None => None,
    };
    Some(Canonical {
        low: plain.low.shifted(power)?,
        high,
        scale,
        ..*plain
    })
}

const fn million() -> Decimal {
    Decimal::whole(1_000_000)
}
