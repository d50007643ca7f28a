//! What a text remembers of its translation, from the moment an editor declared the two equal: the key `agrees_with`.
//!
//! ```yaml
//! agrees_with: [2026-11-25-bcdf, ghjkmnpq, rstvbcdf]
//! ```
//!
//! First the [`Edition`] of the other text, then one [`Fingerprint`] per block of it: four letters for its wording, four
//! for its substance. The letters are sixteen consonants, each worth four bits, so that YAML never takes them for a
//! number, a date or a truth value.

use std::fmt;

use crate::quantity::PartialDate;

/// The digits from 0 to 15.
const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrstv";

/// What is remembered of one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Hash of what the reader sees.
    pub wording: u16,
    /// Hash of what does not depend on the language: figures, sources, pages linked to, headings.
    pub substance: u16,
}

/// The state of a text that `updated` speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its day.
    pub updated: PartialDate,
    /// Hash of the figures, statuses, dates and sources that the page states.
    pub data: u16,
}

/// What a text remembers of another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The other text's edition; `None` if it had no date.
    pub edition: Option<Edition>,
    /// The other text's blocks, in order.
    pub blocks: Vec<Fingerprint>,
}

impl Agreement {
    /// Reads the entries of the list.
    ///
    /// # Errors
    /// The position of the first entry that is none.
    pub fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self, usize> {
        let mut agreement = Self::default();
        for (position, entry) in entries.into_iter().enumerate() {
            match (Fingerprint::parse(entry), Edition::parse(entry)) {
                (Some(fingerprint), _) => agreement.blocks.push(fingerprint),
                (None, Some(edition)) if position == 0 => agreement.edition = Some(edition),
                _ => return Err(position),
            }
        }
        Ok(agreement)
    }
}

/// As a list in YAML, on one line.
impl fmt::Display for Agreement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition = self.edition.map(|edition| edition.to_string());
        let blocks = self.blocks.iter().map(Fingerprint::to_string);
        let entries: Vec<String> = edition.into_iter().chain(blocks).collect();
        write!(formatter, "[{}]", entries.join(", "))
    }
}

impl Fingerprint {
    fn parse(text: &str) -> Option<Self> {
        let (wording, substance) = text.split_at_checked(4)?;
        Some(Self {
            wording: read_letters(wording)?,
            substance: read_letters(substance)?,
        })
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}{}",
            letters(self.wording),
            letters(self.substance)
        )
    }
}

impl Edition {
    fn parse(text: &str) -> Option<Self> {
        let (date, data) = text.rsplit_once('-')?;
        match PartialDate::parse(date) {
            Ok(updated @ PartialDate::Day(_)) => Some(Self {
                updated,
                data: read_letters(data)?,
            }),
            _ => None,
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.updated, letters(self.data))
    }
}

fn letters(value: u16) -> String {
    [12, 8, 4, 0]
        .map(|shift| char::from(LETTERS[usize::from(value >> shift & 0xf)]))
        .iter()
        .collect()
}

fn read_letters(text: &str) -> Option<u16> {
    if text.len() != 4 {
        return None;
    }
    text.bytes().try_fold(0, |value, byte| {
        let digit = LETTERS.iter().position(|&letter| letter == byte)?;
        Some(value << 4 | u16::try_from(digit).ok()?)
    })
}

/// A hash that is the same on every machine and in every version of the program: FNV-1a of 64 bits, mixed and cut.
#[derive(Clone, Copy, Debug)]
pub struct ShortHash(u64);

impl Default for ShortHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl ShortHash {
    /// Goes on with a text; where one ends and the next begins makes no difference.
    pub fn push(&mut self, text: &str) {
        self.0 = text.bytes().fold(self.0, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    }

    /// The hash of all texts so far.
    pub fn finish(self) -> u16 {
        let mixed = (self.0 ^ self.0 >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mixed = (mixed ^ mixed >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        u16::try_from(mixed >> 48).unwrap_or_default()
    }
}

/// The hash of one text.
pub fn short_hash(text: &str) -> u16 {
    let mut hash = ShortHash::default();
    hash.push(text);
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let line = "[2026-11-25-bcdf, ghjkmnpq, vvvvbbbb]";
        let entries = line.trim_matches(['[', ']']).split(", ");
        let agreement = Agreement::parse(entries).expect("well written");
        assert_eq!(agreement.blocks.len(), 2);
        assert_eq!(agreement.blocks[1].wording, 0xffff);
        assert_eq!(agreement.blocks[1].substance, 0);
        assert_eq!(agreement.to_string(), line);
    }

    #[test]
    fn what_is_no_fingerprint_is_refused_by_its_position() {
        for (entries, position) in [
            (vec!["bcdfghjk", "bcdfghj"], 1),
            (vec!["bcdfghjka"], 0),
            (vec!["bcdfghja"], 0),
            (vec!["bcdfghjk", "2026-11-25-bcdf"], 1),
            (vec!["2026-11-bcdf"], 0),
            (vec!["2026-13-25-bcdf"], 0),
            (vec!["èèèè"], 0),
            (vec![""], 0),
        ] {
            assert_eq!(
                Agreement::parse(entries.clone()),
                Err(position),
                "{entries:?}"
            );
        }
    }

    #[test]
    fn the_hash_never_changes() {
        let hashes = ["", "a", "Un accordo.", "Un accordo!"].map(short_hash);
        assert_eq!(hashes.map(letters), ["tvsb", "mdpd", "tchd", "vvtv"]);
    }
}
