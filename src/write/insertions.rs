//! Inserts words into a text of the sources and changes nothing else: every other byte stays, byte order mark and line ends
//! too. Knows nothing of what it inserts.

use std::fs;
use std::path::Path;

use super::replace::replace;
use crate::load::decode_text;
use crate::sink::OutputError;

/// Words to be inserted into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Where, in bytes of the text as it was loaded: without byte order mark, with LF line ends.
    pub at: usize,
    /// The words; no line ends.
    pub words: String,
}

/// Inserts words into the file at `path`, which was loaded as `text`; `insertions` are in order. `false` when the file has
/// changed since: then it is left alone.
///
/// # Errors
/// The file cannot be read or written; it is then as it was.
pub fn insert_words(
    path: &Path,
    text: &str,
    insertions: &[Insertion],
) -> Result<bool, OutputError> {
    let bytes = fs::read(path).map_err(|error| OutputError::system("read", path, &error))?;
    if decode_text(bytes.clone()).as_deref() != Some(text) {
        return Ok(false);
    }
    replace(path, &with_insertions(&bytes, insertions))
        .map_err(|error| OutputError::system("write", path, &error))?;
    Ok(true)
}

fn with_insertions(bytes: &[u8], insertions: &[Insertion]) -> Vec<u8> {
    let added: usize = insertions
        .iter()
        .map(|insertion| insertion.words.len())
        .sum();
    let mut edited = Vec::with_capacity(bytes.len() + added);
    let mut insertions = insertions.iter().peekable();
    let mark: &[u8] = b"\xef\xbb\xbf";
    let start = if bytes.starts_with(mark) {
        mark.len()
    } else {
        0
    };
    edited.extend_from_slice(&bytes[..start]);
    // Position in the text as it was loaded.
    let mut at = 0;
    for (index, &byte) in bytes.iter().enumerate().skip(start) {
        while let Some(insertion) = insertions.next_if(|insertion| insertion.at <= at) {
            edited.extend_from_slice(insertion.words.as_bytes());
        }
        edited.push(byte);
        let ends_with_lf = byte == b'\r' && bytes.get(index + 1) == Some(&b'\n');
        at += usize::from(!ends_with_lf);
    }
    insertions.for_each(|insertion| edited.extend_from_slice(insertion.words.as_bytes()));
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insertion(at: usize, words: &str) -> Insertion {
        Insertion {
            at,
            words: words.to_owned(),
        }
    }

    #[test]
    fn all_other_bytes_stay() {
        let table = [
            ("a b c\n", "a [b] c\n"),
            ("\u{feff}a b c", "\u{feff}a [b] c"),
            ("\r\n b\r\n", "\r\n [b]\r\n"),
            ("\r b\r", "\r [b]\r"),
            ("è b", "è[ ]b"),
        ];
        let insertions = [insertion(2, "["), insertion(3, "]")];
        for (before, after) in table {
            let edited = with_insertions(before.as_bytes(), &insertions);
            assert_eq!(String::from_utf8(edited).unwrap(), after, "{before:?}");
        }
    }

    #[test]
    fn a_file_that_has_changed_is_left_alone() {
        let path = std::env::temp_dir().join(format!("spiega-insertions-{}", std::process::id()));
        fs::write(&path, "a\r\nb").unwrap();
        let insertions = [insertion(2, "["), insertion(3, "]")];
        assert_eq!(insert_words(&path, "a\nc", &insertions), Ok(false));
        assert_eq!(insert_words(&path, "a\nb", &insertions), Ok(true));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a\r\n[b]");
        fs::remove_file(&path).unwrap();
    }
}
