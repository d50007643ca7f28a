//! What makes two spellings of one file the same: byte order mark, line ends, Unicode form of names.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text of a file without byte order mark and with LF line ends.
///
/// # Errors
/// The offset of the first byte that is not UTF-8, counted in the text that is returned beside it, in which
/// every wrong byte is a replacement character.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, (String, usize)> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(normalize(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let before = normalize(String::from_utf8_lossy(&bytes[..valid]).into_owned());
            let after = normalize(String::from_utf8_lossy(&bytes[valid..]).into_owned());
            let offset = before.len();
            Err((before + &after, offset))
        }
    }
}

fn normalize(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// A file name in the composed Unicode form, whatever form the disk keeps it in.
pub(super) fn composed(name: &str) -> String {
    if is_nfc(name) {
        name.to_owned()
    } else {
        name.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_make_no_difference() {
        for bytes in ["\u{feff}a\r\nb\r\n", "a\r\nb\r\n", "a\rb\r", "a\nb\n"] {
            assert_eq!(decode(bytes.into()).expect("UTF-8"), "a\nb\n");
        }
    }

    #[test]
    fn the_first_wrong_byte_is_found_in_the_text_shown() {
        let (text, offset) = decode(b"uno\r\ncaff\xe8\r\n".to_vec()).expect_err("not UTF-8");
        assert_eq!((text.as_str(), offset), ("uno\ncaff\u{fffd}\n", 8));
    }

    #[test]
    fn names_are_composed() {
        assert_eq!(composed("qualita\u{300}.it.md"), "qualità.it.md");
    }
}
