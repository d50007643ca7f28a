//! Two lists → the gaps between what they have in common.

use std::ops::Range;

/// Pairs of entries that are compared one by one; where there are more, the whole stretch counts as changed.
const MAX_PAIRS: usize = 1_000_000;

/// A stretch of the old list and what stands in its place in the new one; never both empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The gaps, in order; empty if the lists are equal.
pub(super) fn gaps<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Gap> {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let pairs = old_rest.iter().rev().zip(new_rest.iter().rev());
    let after = pairs.take_while(|(a, b)| a == b).count();
    let old_middle = &old_rest[..old_rest.len() - after];
    let new_middle = &new_rest[..new_rest.len() - after];
    let common = if old_middle.len() * new_middle.len() <= MAX_PAIRS {
        common(old_middle, new_middle)
    } else {
        Vec::new()
    };
    let mut gaps = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let end = (old_middle.len(), new_middle.len());
    for (at_old, at_new) in common.into_iter().chain([end]) {
        if from_old < at_old || from_new < at_new {
            gaps.push(Gap {
                old: before + from_old..before + at_old,
                new: before + from_new..before + at_new,
            });
        }
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    gaps
}

/// The longest list of entries that both have in the same order, by their positions.
fn common<T: PartialEq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            let (down, right_of) = (lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
            lengths[i * width + j] = if left == right {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                down.max(right_of)
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_what_is_not_in_common() {
        for (old, new, expected) in [
            ("abc", "abc", vec![]),
            ("abc", "axc", vec![(1..2, 1..2)]),
            ("abc", "ac", vec![(1..2, 1..1)]),
            ("ac", "abc", vec![(1..1, 1..2)]),
            ("aaa", "aa", vec![(2..3, 2..2)]),
            ("abcdef", "xbcyzf", vec![(0..1, 0..1), (3..5, 3..5)]),
            ("ab", "ba", vec![(0..1, 0..0), (2..2, 1..2)]),
            ("", "a", vec![(0..0, 0..1)]),
            ("", "", vec![]),
        ] {
            let (old_list, new_list): (Vec<char>, Vec<char>) =
                (old.chars().collect(), new.chars().collect());
            let found: Vec<_> = gaps(&old_list, &new_list)
                .into_iter()
                .map(|gap| (gap.old, gap.new))
                .collect();
            assert_eq!(found, expected, "{old} {new}");
        }
    }

    #[test]
    fn long_lists_without_anything_in_common_are_one_gap() {
        let old: Vec<usize> = (0..5_000).collect();
        let new: Vec<usize> = (5_000..10_000).collect();
        assert_eq!(gaps(&old, &new).len(), 1);
    }
}
