//! What the texts of the site hold, counted: for `spiega count`, and the marks that `spiega check --fix` may write.

use std::collections::HashMap;
use std::sync::Arc;

use super::markdown::{Mark, NumberCount};
use super::page_text::PageText;
use crate::diagnostic::Place;
use crate::model::Site;

/// What the texts of one language hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Marks that cite a source, on all pages.
    pub citations: usize,
    /// Numbers with a currency or a unit; one in a data file counts once, however many pages show it.
    pub numbers: NumberCount,
}

/// Counts the texts of all pages, by language.
pub(super) fn tally_texts(site: &Site, texts: &[Arc<PageText>]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); site.config.languages.len()];
    let mut values: HashMap<(usize, Place), NumberCount> = HashMap::new();
    for (page, text) in site.pages.iter().zip(texts) {
        let lang = page.lang.index();
        let marks = text
            .state
            .citations()
            .iter()
            .map(|citation| citation.marks as usize);
        tallies[lang].citations += marks.sum::<usize>();
        for (value, count) in text.state.numbers() {
            match value {
                None => tallies[lang].numbers.add(*count),
                Some(place) => {
                    let known = values.entry((lang, *place)).or_insert(*count);
                    if count.loose < known.loose {
                        *known = *count;
                    }
                }
            }
        }
    }
    for ((lang, _), count) in values {
        tallies[lang].numbers.add(count);
    }
    tallies
}

/// The marks that numbers of the texts lack, in the order of the pages.
pub(super) fn proposed_marks(texts: &[Arc<PageText>]) -> Vec<Mark> {
    texts
        .iter()
        .flat_map(|text| text.state.proposed_marks())
        .cloned()
        .collect()
}
