//! One text against another of the same page: what has changed since an editor declared the two equal.

use std::collections::HashMap;

use super::diff::{Gap, gaps};
use super::{Accord, Change, Differences, Translation};
use crate::agreement::{Agreement, Edition};
use crate::lang::Lang;
use crate::model::PageIndex;
use crate::render::markdown::{Block, Substance};

/// A text with its blocks.
pub(super) struct Content<'a> {
    pub(super) page: PageIndex,
    pub(super) lang: Lang,
    pub(super) blocks: Vec<Block>,
    pub(super) edition: Option<Edition>,
    /// What the text remembers of others.
    pub(super) remembered: &'a [(Lang, Agreement)],
}

impl Content<'_> {
    /// What another text would remember of this one, were the two declared equal now.
    fn agreement(&self) -> Agreement {
        Agreement {
            edition: self.edition,
            blocks: self.blocks.iter().map(|block| block.fingerprint).collect(),
        }
    }

    fn remembers(&self, lang: Lang) -> Option<&Agreement> {
        let mut remembered = self.remembered.iter();
        remembered
            .find(|(of, _)| *of == lang)
            .map(|(_, agreement)| agreement)
    }
}

/// How `own` stands to `other`.
pub(super) fn compare(own: &Content<'_>, other: &Content<'_>) -> Translation {
    let now = other.agreement();
    let mut translation = Translation {
        page: own.page,
        other: other.page,
        accord: Accord::Current,
        is_behind: false,
        changes: Vec::new(),
        differences: Differences::default(),
        moved_on_from: None,
        agreement: now,
    };
    let returned = other.remembers(own.lang);
    let own_now = own.agreement();
    translation.moved_on_from = returned.and_then(|returned| unmoved(returned, &own_now));
    let Some(remembered) = own.remembers(other.lang) else {
        translation.accord = Accord::NotAccepted;
        return translation;
    };
    let gaps = gaps(&remembered.blocks, &translation.agreement.blocks);
    if gaps.is_empty() {
        return translation;
    }
    translation.accord = Accord::Stale;
    translation.changes = changes(&gaps, &other.blocks);
    if let Some(returned) = returned {
        translation.is_behind = returned.blocks == own_now.blocks;
        translation.differences = differences(own, other, returned, remembered);
    }
    if translation.differences != Differences::default() {
        translation.accord = Accord::Differs;
    }
    translation
}

/// The edition that was accepted, if the page states other data by now and its date has not moved.
fn unmoved(accepted: &Agreement, now: &Agreement) -> Option<Edition> {
    let (accepted, now) = (accepted.edition?, now.edition?);
    (accepted.data != now.data && now.updated <= accepted.updated).then_some(accepted)
}

fn changes(gaps: &[Gap], blocks: &[Block]) -> Vec<Change> {
    let mut changes = Vec::new();
    for gap in gaps {
        let n_changed = gap.old.len().min(gap.new.len());
        let (changed, added) = blocks[gap.new.clone()].split_at(n_changed);
        changes.extend(changed.iter().map(|block| Change::Changed(block.place)));
        changes.extend(added.iter().map(|block| Change::Added(block.place)));
        let before = gap
            .new
            .end
            .checked_sub(1)
            .and_then(|index| blocks.get(index));
        let place = before.map(|block| block.place);
        changes.extend((n_changed..gap.old.len()).map(|_| Change::Removed(place)));
    }
    changes
}

/// What differs now and did not, or not in this way, when the two were declared equal.
fn differences(
    own: &Content<'_>,
    other: &Content<'_>,
    own_then: &Agreement,
    other_then: &Agreement,
) -> Differences {
    let then = gaps(&substances(own_then), &substances(other_then));
    let (own_hashes, other_hashes) = (substances(&own.agreement()), substances(&other.agreement()));
    let now = gaps(&own_hashes, &other_hashes);
    let old_own = then.iter().flat_map(|gap| gap.old.clone());
    let old_own = old_own.map(|index| own_then.blocks[index].substance);
    let old_other = then.iter().flat_map(|gap| gap.new.clone());
    let old_other = old_other.map(|index| other_then.blocks[index].substance);
    let here = now.iter().flat_map(|gap| gap.old.clone());
    let there = now.iter().flat_map(|gap| gap.new.clone());
    let here = not_among(here, &own_hashes, old_own);
    let there = not_among(there, &other_hashes, old_other);
    if here.is_empty() && there.is_empty() {
        return Differences::default();
    }
    let (own_items, other_items) = (items(&own.blocks, &here), items(&other.blocks, &there));
    Differences {
        only_here: own_items.difference(&other_items).cloned().collect(),
        only_there: other_items.difference(&own_items).cloned().collect(),
        n_blocks: Some((own.blocks.len(), other.blocks.len())),
    }
}

fn substances(agreement: &Agreement) -> Vec<u16> {
    let blocks = agreement.blocks.iter();
    blocks.map(|block| block.substance).collect()
}

/// The positions whose hash is not in the other list; a hash that stands there twice covers two of them.
fn not_among(
    positions: impl Iterator<Item = usize>,
    hashes: &[u16],
    known: impl Iterator<Item = u16>,
) -> Vec<usize> {
    let mut counts: HashMap<u16, usize> = HashMap::new();
    known.for_each(|hash| *counts.entry(hash).or_default() += 1);
    let is_new = |&position: &usize| match counts.get_mut(&hashes[position]) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    positions.filter(is_new).collect()
}

fn items(blocks: &[Block], positions: &[usize]) -> Substance {
    let blocks = positions.iter().map(|&position| &blocks[position]);
    blocks.flat_map(|block| block.substance.clone()).collect()
}
