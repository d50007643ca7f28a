//! Facts by size, so that the few that a number may state are found without looking at all of them.

use std::collections::HashMap;

use crate::model::Fact;
use crate::quantity::{Dimension, Found, Locale};

/// Differences of arithmetic, as a share.
const SAME: f64 = 1e-9;
/// What rounding to two digits may change, as a share.
const ROUNDED: f64 = 0.06;

/// By dimension, in order of size.
type Sizes<'a> = HashMap<Dimension, Vec<(f64, &'a Fact)>>;

/// Facts by what they measure and by size.
#[derive(Debug, Default)]
pub(super) struct FactIndex<'a> {
    /// In the units of the facts, and in those of the other system, in which texts round.
    exact: Sizes<'a>,
    rounded: Sizes<'a>,
}

impl<'a> FactIndex<'a> {
    pub(super) fn new(facts: impl Iterator<Item = &'a Fact>) -> Self {
        let mut index = Self::default();
        for fact in facts {
            for size in fact.quantity.sizes() {
                let map = if size.is_converted {
                    &mut index.rounded
                } else {
                    &mut index.exact
                };
                map.entry(size.dimension)
                    .or_default()
                    .push((size.value, fact));
            }
        }
        for sizes in index.exact.values_mut().chain(index.rounded.values_mut()) {
            sizes.sort_by(|(left, one), (right, other)| {
                left.total_cmp(right).then_with(|| one.id.cmp(&other.id))
            });
        }
        index
    }

    /// The facts that a number may state, whatever else its text lacks: those in the facts' own units first, each kind in
    /// order of size and id.
    pub(super) fn fitting<'i>(
        &'i self,
        locale: Locale,
        found: &'i Found,
    ) -> impl Iterator<Item = &'a Fact> + 'i {
        near(&self.exact, found, SAME)
            .iter()
            .chain(near(&self.rounded, found, ROUNDED))
            .map(|(_, fact)| *fact)
            .filter(move |fact| fact.quantity.equals_found(locale, found))
    }

    /// The fact nearest in size among those that measure the same.
    pub(super) fn nearest(&self, found: &Found) -> Option<&'a Fact> {
        let size = found.size().filter(|_| !found.has_foreign_unit())?;
        [&self.exact, &self.rounded]
            .into_iter()
            .filter_map(|map| map.get(&size.dimension))
            .flat_map(|sizes| {
                let at = sizes.partition_point(|(known, _)| *known < size.value);
                sizes[at.saturating_sub(1)..].iter().take(2)
            })
            .min_by(|(left, _), (right, _)| {
                (left - size.value)
                    .abs()
                    .total_cmp(&(right - size.value).abs())
            })
            .map(|(_, fact)| *fact)
    }
}

/// The facts whose size is that of a number, up to a share of it.
fn near<'i, 'a>(sizes: &'i Sizes<'a>, found: &Found, share: f64) -> &'i [(f64, &'a Fact)] {
    let Some(size) = found.size() else {
        return &[];
    };
    let sizes = sizes.get(&size.dimension).map_or(&[][..], Vec::as_slice);
    let from = sizes.partition_point(|(known, _)| *known < size.value * (1.0 - share));
    let to = sizes.partition_point(|(known, _)| *known <= size.value * (1.0 + share));
    sizes.get(from..to).unwrap_or_default()
}
