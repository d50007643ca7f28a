//! A text value of a data file → its fingerprint, in the same terms as the blocks of a text.

use super::fingerprints::{Block, MAX_BLOCKS, fingerprint_body};
use super::types::{Text, Typography};
use crate::diagnostic::Place;

/// A text value of a data file as one block, which stands at the value; `None` if it says nothing.
pub fn fingerprint_value(
    value: &str,
    place: Place,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Option<Block> {
    let text = Text {
        body: &guarded(value),
        file: place.file,
        offset: 0,
        typography: Typography::ByLanguage,
    };
    let block = fingerprint_body(&text, page_of).into_iter().next()?;
    Some(Block { place, ..block })
}

/// A value as the parser gets it: behind a bracket and on one line, nothing is a sign of a list, a heading or a table.
pub(super) fn guarded(value: &str) -> String {
    format!("({}", value.trim().replace(['\n', '\r'], " "))
}

/// Lets the last block that is told apart stand for all that follow.
pub fn fold_rest(blocks: &mut Vec<Block>) {
    let rest = blocks.split_off(blocks.len().min(MAX_BLOCKS));
    if let Some(last) = blocks.last_mut() {
        rest.into_iter().for_each(|block| last.fold(block));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn block(value: &str) -> Option<Block> {
        let place = Place::new(FileId(0), 7..9);
        fingerprint_value(value, place, &|_| None)
    }

    #[test]
    fn a_value_is_one_block_at_its_place() {
        for value in [
            "words",
            "1. no list",
            "# no heading",
            "a\n\nb",
            "[](status:planned)",
        ] {
            let block = block(value).expect("a block");
            assert_eq!(block.place, Place::new(FileId(0), 7..9), "{value}");
        }
        let names = |value| block(value).map(|block| block.substance.len());
        assert_eq!(
            names("[7 GW](fact:a)[@b], 3 of [](status:planned)"),
            Some(4)
        );
        assert_ne!(block("a b"), block("a c"));
        assert_eq!(block("a  b"), block("a\nb"));
    }

    #[test]
    fn what_follows_the_last_block_changes_it() {
        let block = |value: usize| block(&value.to_string()).expect("a block");
        let folded = |last: usize| {
            let mut blocks: Vec<Block> = (0..MAX_BLOCKS + 5).chain([last]).map(block).collect();
            fold_rest(&mut blocks);
            blocks
        };
        assert_eq!(folded(1).len(), MAX_BLOCKS);
        assert_ne!(folded(1).last(), folded(2).last());
    }
}
