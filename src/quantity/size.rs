//! How large figures and quantities are, roughly, in units that compare: to look up the few quantities that a figure may
//! state among many, and the nearest one. Exact comparison stays with [`Quantity::equals_found`].

use super::decimal::Decimal;
use super::figure::Found;
use super::measure::{self, Measure};
use super::scale::Scale;
use super::unit::Unit;
use super::value::Quantity;

/// What is measured: sizes compare only within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dimension(Measure);

/// A size within a dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// What is measured.
    pub dimension: Dimension,
    /// How much of it, in its smallest unit.
    pub value: f64,
    /// Whether it is counted in the unit of the other system, so that texts round it.
    pub is_converted: bool,
}

impl Found {
    /// Its size; `None` for years, dates and ordinals, and for what is too large to count. A figure that says no unit,
    /// or one that no quantity is counted in, is taken for a count of things.
    pub fn size(&self) -> Option<Size> {
        if !self.is_amount() {
            return None;
        }
        let measure = match self.measure {
            None | Some(Measure::Unlisted) => Measure::Of(Unit::Count),
            Some(measure) => measure,
        };
        size(
            measure,
            &self.number,
            self.scale.unwrap_or(Scale::None),
            None,
        )
    }
}

impl Found {
    /// Whether it says a unit that no quantity is counted in, so that its size compares with nothing.
    pub fn has_foreign_unit(&self) -> bool {
        matches!(
            self.measure,
            Some(Measure::Unlisted | Measure::ForeignMoney)
        )
    }
}

impl Quantity {
    /// The sizes that a text may give it: of its figure, or of both ends, in its own unit and in that of the other
    /// system. Counts of people are also counts of things, which texts name by any noun.
    pub fn sizes(&self) -> Vec<Size> {
        let mut sizes = Vec::new();
        for figure in self.figures() {
            sizes.extend(size(Measure::Of(self.unit), figure, self.scale, None));
            if let Some((other, factor)) = measure::metric(self.unit) {
                sizes.extend(size(other, figure, self.scale, Some(&factor)));
            }
            let counted_as = match self.unit {
                Unit::People => Some(Unit::Count),
                Unit::Count => Some(Unit::People),
                _ => None,
            };
            sizes.extend(
                counted_as.and_then(|unit| size(Measure::Of(unit), figure, self.scale, None)),
            );
        }
        sizes
    }
}

fn size(
    measure: Measure,
    number: &Decimal,
    scale: Scale,
    factor: Option<&Decimal>,
) -> Option<Size> {
    let (base, power) = match measure {
        Measure::Of(unit) => (Measure::Of(unit.base().0), unit.base().1),
        other => (other, 0),
    };
    let number = number.shifted(scale.exponent() + power)?;
    Some(Size {
        dimension: Dimension(base),
        value: number.to_f64() * factor.map_or(1.0, |factor| factor.to_f64()),
        is_converted: factor.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Amount, Locale, Qualifier, find};

    fn quantity(value: &str, scale: Scale, unit: Unit) -> Quantity {
        Quantity {
            amount: Amount::Exact(Decimal::parse(value).unwrap()),
            scale,
            unit,
            qualifier: Qualifier::Exactly,
        }
    }

    #[test]
    fn a_figure_has_the_size_of_what_it_states() {
        let table = [
            ("$1.4 trillion", "1400", Scale::Billion, Unit::Usd),
            ("1,200 MW", "1.2", Scale::None, Unit::Gigawatts),
            ("12 states", "12", Scale::None, Unit::Count),
            ("400 workers", "400", Scale::None, Unit::People),
            ("1,200 jobs", "1200", Scale::None, Unit::Count),
            ("7.1%", "7.1", Scale::None, Unit::Percent),
        ];
        for (text, value, scale, unit) in table {
            let found = find(text, Locale::En)[0].size().unwrap();
            let sizes = quantity(value, scale, unit).sizes();
            assert!(sizes.contains(&found), "{text}: {found:?} {sizes:?}");
        }
    }

    #[test]
    fn a_converted_figure_is_near_its_quantity() {
        let found = find("about 35 hectares", Locale::En)[0].size().unwrap();
        let sizes = quantity("86.34", Scale::None, Unit::Acres).sizes();
        let near = sizes
            .iter()
            .filter(|size| size.dimension == found.dimension)
            .any(|size| (size.value - found.value).abs() / found.value < 0.01);
        assert!(near);
    }

    #[test]
    fn years_dates_and_ordinals_have_no_size() {
        for text in ["2025", "20 November 2025", "2nd"] {
            let sizes: Vec<_> = find(text, Locale::En).iter().map(Found::size).collect();
            assert_eq!(sizes, [None], "{text}");
        }
    }
}
