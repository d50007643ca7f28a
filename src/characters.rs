//! Characters that nobody sees: what may not stand in names, and what makes a text only seem to say something.

use crate::diagnostic::Diagnostic;

/// A character that must not stand in any text: controls but for tab and line feed, a byte order mark where two files
/// were put together, and what Unicode says is none.
pub fn is_forbidden(c: char) -> bool {
    let is_control = c.is_control() && c != '\t' && c != '\n';
    is_control
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{feff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The complaint about such a character, without its place.
pub fn forbidden_character(c: char) -> Diagnostic {
    let message = format!(
        "this text holds the control character U+{:04X}",
        u32::from(c)
    );
    Diagnostic::error("control-character", message)
        .help("delete it: nobody sees it, and browsers do not take it")
}

/// A character without any width or shape of its own: also what changes the direction, joins or forbids a break.
pub fn is_invisible(c: char) -> bool {
    is_forbidden(c)
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffd}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The id of the main part of every page.
pub const MAIN_ID: &str = "main";

/// The complaint about an id that an author gave, without its place; `None` for one that may be given.
pub fn bad_id(id: &str) -> Option<Diagnostic> {
    if id.starts_with('_') {
        let help = "ids that begin with `_` are made by the program: take the sign off";
        let message = format!("the id `{id}` begins with `_`");
        return Some(Diagnostic::error("reserved-id", message).help(help));
    }
    if id == MAIN_ID {
        let message = format!("the id `{id}` is that of the main part of every page");
        return Some(Diagnostic::error("reserved-id", message).help("give it another id"));
    }
    let bad = id.chars().find(|&c| c.is_whitespace() || is_invisible(c));
    let message = match bad {
        Some(bad) => format!("the id `{}` holds the character {bad:?}", id.escape_debug()),
        None if id.is_empty() => "an id is empty".to_owned(),
        None => return None,
    };
    let help = "write letters, digits and hyphens, such as `letter-of-intent`";
    Some(Diagnostic::error("bad-id", message).help(help))
}

/// Whether there is anything to see.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_forbidden_and_signs_of_scripts_are_not() {
        for c in [
            '\0',
            '\u{7}',
            '\u{1b}',
            '\r',
            '\u{7f}',
            '\u{85}',
            '\u{92}',
            '\u{fffe}',
            '\u{1ffff}',
            '\u{feff}',
        ] {
            assert!(is_forbidden(c), "{c:?}");
        }
        for c in ['\t', '\n', 'è', '\u{200d}', '\u{200e}', '\u{fffd}', '😀'] {
            assert!(!is_forbidden(c), "{c:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_blank() {
        assert!(is_blank(" \u{a0}\u{200b}\u{2060}\u{3164}\t"));
        assert!(!is_blank("\u{200b}."));
    }
}
