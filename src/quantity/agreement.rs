//! Whether one figure of a text has the value of a quantity.

use super::canonical::canonical;
use super::decimal::Decimal;
use super::figure::{Found, FoundKind};
use super::locale::Locale;
use super::measure::{self, Measure};
use super::scale::Scale;
use super::unit::Unit;
use super::value::{Amount, Form, MismatchKind, Quantity};
use super::written::Style;

/// The significant digits that a converted figure may be rounded to.
const CONVERTED_DIGITS: std::ops::RangeInclusive<u32> = 2..=6;

/// Whether the noun of a quantity stands beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// It does.
    Said,
    /// The quantity has one and the text does not say it.
    Unsaid,
    /// The quantity has none, or nobody looked.
    Unknown,
}

/// How a figure's unit relates to that of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitFit {
    /// None is said.
    Missing,
    /// It is the unit, or a multiple of it.
    Same,
    /// It is the unit of the other system, and what one of the quantity's units is in it.
    Converted(Decimal),
}

/// Whether a number may stand without the scale that its quantity has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// It may: the scale was said before.
    Allowed,
    /// It may not.
    Refused,
}

impl Quantity {
    /// Whether a figure of a running text says this quantity, with or without its unit, scale and qualifier; of a range,
    /// either end.
    pub fn equals_found(&self, locale: Locale, found: &Found) -> bool {
        if let Amount::Date(date) = self.amount {
            return found.date == Some(date);
        }
        let is_year = found.kind == FoundKind::Year && self.unit == Unit::Year;
        let may_fit = found.is_amount() || is_year;
        may_fit
            && self.figures().any(|figure| {
                self.fits(locale, found, figure, Noun::Unknown, Bare::Allowed)
                    .is_ok()
            })
    }

    /// How far a figure of a running text is from this quantity, in thousandths of the larger: to find the nearest fact.
    /// `None` where the units do not compare.
    pub fn distance(&self, found: &Found) -> Option<u64> {
        let fit = self
            .unit_fit(found, Noun::Unknown)
            .ok()
            .filter(|_| found.is_amount())?;
        let said = approximately(&self.base_value(
            &found.number,
            found.scale.unwrap_or(Scale::None),
            found.measure,
        )?);
        let factor = if let UnitFit::Converted(factor) = fit {
            approximately(&factor)
        } else {
            1.0
        };
        let distances = self.figures().filter_map(|figure| {
            let exact = approximately(&self.base_value(
                figure,
                self.scale,
                Some(Measure::Of(self.unit)),
            )?) * factor;
            let largest = said.max(exact);
            Some(if largest > 0.0 {
                (said - exact).abs() / largest * 1000.0
            } else {
                0.0
            })
        });
        distances.map(|distance| distance.round() as u64).min()
    }

    /// Whether `found` says `figure`, one of the figures of this quantity, and how its unit fits.
    pub(super) fn fits(
        &self,
        locale: Locale,
        found: &Found,
        figure: &Decimal,
        noun: Noun,
        bare: Bare,
    ) -> Result<UnitFit, MismatchKind> {
        let fit = self.unit_fit(found, noun)?;
        if found.scale.is_some_and(|scale| !locale.has_scale(scale)) {
            return Err(MismatchKind::ScaleDiffers);
        }
        let has_value = match fit {
            UnitFit::Converted(factor) => self.is_converted(found, figure, &factor),
            UnitFit::Missing | UnitFit::Same => self.is_value(found, &found.number, figure),
        };
        if has_value {
            let is_right =
                matches!(found.style, Style::Right | Style::Word) || self.unit == Unit::Year;
            return if is_right {
                Ok(fit)
            } else {
                Err(MismatchKind::Separators)
            };
        }
        let is_digits = self.is_same_digits(locale, found, figure);
        if is_digits && found.scale.is_none() && found.measure.is_none() && bare == Bare::Allowed {
            return Ok(fit);
        }
        Err(match found.otherwise {
            Some(otherwise) if self.is_value(found, &otherwise, figure) => MismatchKind::Separators,
            _ if is_digits && found.scale.is_none() && self.scale != Scale::None => {
                MismatchKind::ScaleMissing
            }
            _ if is_digits => MismatchKind::ScaleDiffers,
            _ => MismatchKind::NumberDiffers,
        })
    }

    /// The one figure or the two ends.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Decimal> {
        let figures = match &self.amount {
            Amount::Exact(figure) => [Some(figure), None],
            Amount::Range(low, high) => [Some(low), Some(high)],
            Amount::Date(_) | Amount::Words => [None, None],
        };
        figures.into_iter().flatten()
    }

    fn unit_fit(&self, found: &Found, noun: Noun) -> Result<UnitFit, MismatchKind> {
        let takes_noun = matches!(self.unit, Unit::Count | Unit::People);
        if takes_noun && noun == Noun::Said {
            return Ok(UnitFit::Same);
        }
        let Some(measure) = found.measure else {
            return Ok(UnitFit::Missing);
        };
        let may_be_noun = matches!(measure, Measure::Of(Unit::People) | Measure::Unlisted);
        if takes_noun {
            let is_same = may_be_noun && noun == Noun::Unknown;
            return if is_same {
                Ok(UnitFit::Same)
            } else {
                Err(MismatchKind::UnitDiffers)
            };
        }
        if matches!(measure, Measure::Of(unit) if unit.base().0 == self.unit.base().0) {
            return Ok(UnitFit::Same);
        }
        match measure::metric(self.unit) {
            Some((other, factor)) if other == measure => Ok(UnitFit::Converted(factor)),
            _ => Err(MismatchKind::UnitDiffers),
        }
    }

    fn is_value(&self, found: &Found, number: &Decimal, figure: &Decimal) -> bool {
        let said = self.base_value(number, found.scale.unwrap_or(Scale::None), found.measure);
        let exact = self.base_value(figure, self.scale, Some(Measure::Of(self.unit)));
        said.is_some() && said == exact
    }

    /// The value in the smallest unit of its kind; a figure without unit counts in the quantity's own.
    fn base_value(
        &self,
        number: &Decimal,
        scale: Scale,
        measure: Option<Measure>,
    ) -> Option<Decimal> {
        let unit = match measure {
            Some(Measure::Of(unit)) => unit,
            Some(Measure::Hectares | Measure::ForeignMoney | Measure::Unlisted) | None => self.unit,
        };
        number.shifted(scale.exponent() + unit.base().1)
    }

    fn is_converted(&self, found: &Found, figure: &Decimal, factor: &Decimal) -> bool {
        let said = found
            .number
            .shifted(found.scale.unwrap_or(Scale::None).exponent());
        let exact = figure
            .shifted(self.scale.exponent())
            .and_then(|figure| figure.times(factor));
        let (Some(said), Some(exact)) = (said, exact) else {
            return false;
        };
        CONVERTED_DIGITS
            .into_iter()
            .any(|n_digits| exact.rounded(n_digits) == said)
    }

    /// Whether the number alone is that of the data, or the one the language tells.
    fn is_same_digits(&self, locale: Locale, found: &Found, figure: &Decimal) -> bool {
        let of_figure = Self {
            amount: Amount::Exact(*figure),
            ..self.clone()
        };
        let told = canonical(&of_figure, locale, Form::Text).map(|told| told.low);
        found.number == *figure || told == Some(found.number)
    }
}

/// For comparing sizes only.
fn approximately(decimal: &Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or(0.0)
}
