//! Numbers in digits as they stand in a text, with the marks between them.

use super::decimal::Decimal;
use super::locale::Locale;

/// A number in digits, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) value: Decimal,
    pub(super) style: Style,
    /// The value with the marks of the other convention, where that reads otherwise.
    pub(super) otherwise: Option<Decimal>,
}

/// Whether a number is written as its language writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// It is.
    Right,
    /// Four digits or more stand together.
    Ungrouped,
    /// Its marks are those of another language.
    Foreign,
    /// It is a word.
    Word,
}

/// Reads digits with points and commas between them; `None` if no convention allows them, or there are too many.
pub(super) fn read_number(text: &str, locale: Locale) -> Option<Written> {
    let (group, point) = match locale {
        Locale::It => ('.', ','),
        Locale::En | Locale::Other => (',', '.'),
    };
    let foreign = read_with(text, point, group).map(|(value, _)| value);
    match read_with(text, group, point) {
        Some((value, style)) => {
            let otherwise = foreign.filter(|foreign| *foreign != value);
            Some(Written {
                value,
                style,
                otherwise,
            })
        }
        None => foreign.map(|value| Written {
            value,
            style: Style::Foreign,
            otherwise: None,
        }),
    }
}

fn read_with(text: &str, group: char, point: char) -> Option<(Decimal, Style)> {
    let (whole, fraction) = text.split_once(point).unwrap_or((text, ""));
    if fraction.contains([group, point]) {
        return None;
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let style = if first.len() > 3 {
        Style::Ungrouped
    } else {
        Style::Right
    };
    Decimal::from_digits(&digits, fraction).map(|value| (value, style))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_marks() {
        for (text, locale, value, style) in [
            ("1.400", Locale::It, "1400", Style::Right),
            ("1,4", Locale::It, "1.4", Style::Right),
            ("1.400,5", Locale::It, "1400.5", Style::Right),
            ("1,400.5", Locale::It, "1400.5", Style::Foreign),
            ("1.4", Locale::It, "1.4", Style::Foreign),
            ("1400", Locale::It, "1400", Style::Ungrouped),
            ("1,400", Locale::En, "1400", Style::Right),
            ("1.400", Locale::En, "1.4", Style::Right),
            ("7,1", Locale::En, "7.1", Style::Foreign),
            ("1.000.000", Locale::En, "1000000", Style::Foreign),
        ] {
            let written = read_number(text, locale).unwrap();
            assert_eq!(
                (written.value, written.style),
                (Decimal::parse(value).unwrap(), style),
                "{text}"
            );
        }
        for text in ["1.2.3", "1,2,3", "1.40.0", "1234567890123456789012345678"] {
            assert_eq!(read_number(text, Locale::It), None, "{text}");
        }
    }
}
