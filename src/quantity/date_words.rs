//! Dates in words, per language, and the recognition of a date in an author's words.

use super::date::{PartialDate, Period};
use super::locale::Locale;
use super::token::{contains, ends_with, tokens};

const QUARTERS_IT: [&str; 4] = ["primo", "secondo", "terzo", "quarto"];
const QUARTERS_EN: [&str; 4] = ["first", "second", "third", "fourth"];

const BEFORE_IT: [&str; 4] = ["prima del", "prima dell'", "prima di", "prima della"];
const AFTER_IT: [&str; 3] = ["dopo il", "dopo l'", "dopo"];

impl PartialDate {
    /// The date in words: `20 novembre 2025`, `third quarter of 2025`, `prima del 20 novembre 2025`; ISO form in other
    /// languages. A no-break space stands between day and month.
    pub fn format(&self, locale: Locale) -> String {
        let period = self.period();
        let words = period_words(period, locale);
        match (locale, self) {
            (Locale::Other, _) => self.to_string(),
            (Locale::It, Self::Before(_)) => format!("prima {}{words}", italian_of(period)),
            (Locale::It, Self::After(_)) => format!("dopo {}{words}", italian_the(period)),
            (Locale::En, Self::Before(_)) => format!("before {}{words}", english_the(period)),
            (Locale::En, Self::After(_)) => format!("after {}{words}", english_the(period)),
            _ => words,
        }
    }

    /// Whether `marked` says the date; the word for "before" or "after" may stand at the end of `before`.
    pub(super) fn is_said(&self, locale: Locale, marked: &str, before: &str) -> bool {
        let said = forms(self.period(), locale)
            .into_iter()
            .find_map(|form| prefix_of(marked, &form));
        said.is_some_and(|prefix| self.bound_agrees(locale, &prefix, before))
    }

    /// Whether `marked` says the date or the date without its year.
    pub(super) fn is_said_again(&self, locale: Locale, marked: &str) -> bool {
        let year = self
            .period()
            .to_string()
            .get(..4)
            .unwrap_or_default()
            .to_owned();
        let mut known = forms(self.period(), locale);
        if !matches!(self.period(), Period::Year(_)) {
            let short: Vec<String> = known.iter().map(|form| without_year(form, &year)).collect();
            known.extend(short);
        }
        let mut said = known.iter().filter_map(|form| prefix_of(marked, form));
        said.any(|prefix| bound_of(locale, &prefix).is_none_or(|bound| Some(bound) == self.bound()))
    }

    fn bound(&self) -> Option<Bound> {
        match self {
            Self::Before(_) => Some(Bound::Before),
            Self::After(_) => Some(Bound::After),
            _ => None,
        }
    }

    /// Whether what stands before the date in the mark, or before the mark, bounds it as this date is bounded.
    fn bound_agrees(&self, locale: Locale, prefix: &str, before: &str) -> bool {
        match (self.bound(), bound_of(locale, prefix)) {
            (bound, Some(said)) => bound == Some(said),
            (None, None) => true,
            (Some(bound), None) => bound_of(locale, &format!("{before}{prefix}")) == Some(bound),
        }
    }
}

/// On which side of its period a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Before,
    After,
}

fn bound_of(locale: Locale, prefix: &str) -> Option<Bound> {
    let (before, after): (&[&str], &[&str]) = match locale {
        Locale::It => (&BEFORE_IT, &AFTER_IT),
        Locale::En => (&["before", "before the"], &["after", "after the"]),
        Locale::Other => (&["before"], &["after"]),
    };
    let prefix = tokens(prefix);
    let ends = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| ends_with(&prefix, &tokens(phrase)))
    };
    if ends(before) {
        Some(Bound::Before)
    } else if ends(after) {
        Some(Bound::After)
    } else {
        None
    }
}

/// The words of `marked` before `form`, if it says `form`.
fn prefix_of(marked: &str, form: &str) -> Option<String> {
    let words = tokens(marked);
    let at = contains(&words, &tokens(form))?;
    marked.get(..words.get(at)?.start).map(str::to_owned)
}

/// The form without its year and the word that ties the two.
fn without_year(form: &str, year: &str) -> String {
    let short = form
        .strip_suffix(year)
        .or_else(|| form.strip_prefix(year))
        .unwrap_or(form)
        .trim();
    let short = short
        .strip_suffix(" del")
        .or_else(|| short.strip_suffix(" of"))
        .unwrap_or(short);
    short.trim_matches('-').to_owned()
}

/// Every way of saying the period that passes, the canonical one first; longer ones before those inside them.
fn forms(period: Period, locale: Locale) -> Vec<String> {
    let canonical = period_words(period, locale);
    let mut forms = vec![canonical];
    match (locale, period) {
        (Locale::It, Period::Quarter(year, quarter)) => {
            forms.push(format!(
                "{} trimestre del {year}",
                quarter_word(&QUARTERS_IT, quarter)
            ));
            forms.push(format!("Q{quarter} {year}"));
        }
        (Locale::En, Period::Quarter(year, quarter)) => forms.push(format!("Q{quarter} {year}")),
        (Locale::It, Period::Day(date)) if date.day() == 1 => {
            let rest = format!("{} {}", month(locale, period), date.year());
            forms.extend(["1°", "1", "primo"].map(|day| format!("{day} {rest}")));
        }
        _ => {}
    }
    forms
}

fn period_words(period: Period, locale: Locale) -> String {
    let month = month(locale, period);
    match (locale, period) {
        (Locale::It, Period::Quarter(year, quarter)) => {
            format!("{} trimestre {year}", quarter_word(&QUARTERS_IT, quarter))
        }
        (Locale::En, Period::Quarter(year, quarter)) => {
            format!("{} quarter of {year}", quarter_word(&QUARTERS_EN, quarter))
        }
        (Locale::It | Locale::En, Period::Month(year, _)) => format!("{month} {year}"),
        (Locale::It, Period::Day(date)) if date.day() == 1 => {
            format!("1º\u{a0}{month} {}", date.year())
        }
        (Locale::It | Locale::En, Period::Day(date)) => {
            format!("{}\u{a0}{month} {}", date.day(), date.year())
        }
        (Locale::Other, _) | (_, Period::Year(_)) => period.to_string(),
    }
}

fn month(locale: Locale, period: Period) -> &'static str {
    let number = match period {
        Period::Month(_, month) => month,
        Period::Day(date) => date.month().unsigned_abs(),
        Period::Year(_) | Period::Quarter(..) => return "",
    };
    locale
        .months()
        .get(usize::from(number).saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

fn quarter_word(words: &[&'static str; 4], quarter: u8) -> &'static str {
    words
        .get(usize::from(quarter).saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

/// Italian "di" and the article that the period takes.
fn italian_of(period: Period) -> &'static str {
    match period {
        Period::Month(..) => "di ",
        Period::Day(date) if matches!(date.day(), 8 | 11) => "dell’",
        _ => "del ",
    }
}

fn italian_the(period: Period) -> &'static str {
    match period {
        Period::Month(..) => "",
        Period::Day(date) if matches!(date.day(), 8 | 11) => "l’",
        _ => "il ",
    }
}

fn english_the(period: Period) -> &'static str {
    if matches!(period, Period::Quarter(..)) {
        "the "
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        for (text, it, en) in [
            (
                "2025-11-20",
                "20\u{a0}novembre 2025",
                "20\u{a0}November 2025",
            ),
            (
                "2025-11-01",
                "1º\u{a0}novembre 2025",
                "1\u{a0}November 2025",
            ),
            // P10
            ("2026-07-27", "27\u{a0}luglio 2026", "27\u{a0}July 2026"),
            ("2026-05-01", "1º\u{a0}maggio 2026", "1\u{a0}May 2026"),
            // P60
            (
                "2026-11-25",
                "25\u{a0}novembre 2026",
                "25\u{a0}November 2026",
            ),
            ("2025-11", "novembre 2025", "November 2025"),
            ("2025", "2025", "2025"),
            ("2025-Q3", "terzo trimestre 2025", "third quarter of 2025"),
            (
                "before 2025-11-20",
                "prima del 20\u{a0}novembre 2025",
                "before 20\u{a0}November 2025",
            ),
            (
                "before 2025-11-08",
                "prima dell’8\u{a0}novembre 2025",
                "before 8\u{a0}November 2025",
            ),
            (
                "before 2025-11",
                "prima di novembre 2025",
                "before November 2025",
            ),
            ("before 2025", "prima del 2025", "before 2025"),
            ("after 2026-01", "dopo gennaio 2026", "after January 2026"),
            (
                "after 2025-11-11",
                "dopo l’11\u{a0}novembre 2025",
                "after 11\u{a0}November 2025",
            ),
            (
                "after 2025-11-01",
                "dopo il 1º\u{a0}novembre 2025",
                "after 1\u{a0}November 2025",
            ),
            (
                "after 2025-Q1",
                "dopo il primo trimestre 2025",
                "after the first quarter of 2025",
            ),
        ] {
            assert_eq!(date(text).format(Locale::It), it);
            assert_eq!(date(text).format(Locale::En), en);
            assert_eq!(date(text).format(Locale::Other), text);
        }
    }

    #[test]
    fn the_words_of_a_date_are_recognised() {
        for (text, locale, marked, before) in [
            ("2025-11-20", Locale::It, "il 20 Novembre 2025", ""),
            ("2025-11-01", Locale::It, "1 novembre 2025", ""),
            ("2025-11-01", Locale::It, "1° novembre 2025", ""),
            ("2025-11-01", Locale::It, "primo novembre 2025", ""),
            ("2025-11-20", Locale::En, "20 November 2025", ""),
            ("2025-11", Locale::En, "November 2025", "before "),
            ("2025-Q3", Locale::It, "terzo trimestre del 2025", ""),
            ("2025-Q3", Locale::En, "Q3 2025", ""),
            (
                "before 2025-11-20",
                Locale::It,
                "20 novembre 2025",
                "prima del ",
            ),
            (
                "before 2025-11-20",
                Locale::It,
                "prima del 20 novembre 2025",
                "",
            ),
            (
                "before 2025-11-08",
                Locale::It,
                "8 novembre 2025",
                "prima dell’",
            ),
            ("after 2026-01", Locale::En, "January 2026", "after "),
        ] {
            assert!(
                date(text).is_said(locale, marked, before),
                "{text}: {before}[{marked}]"
            );
        }
        for (text, locale, marked, before) in [
            ("2025-11-20", Locale::It, "120 novembre 2025", ""),
            ("2025-11-20", Locale::It, "20 novembre", ""),
            ("2025-11-20", Locale::It, "21 novembre 2025", ""),
            ("2025-11-20", Locale::It, "prima del 20 novembre 2025", ""),
            ("2025-11-20", Locale::En, "November 20, 2025", ""),
            ("before 2025-11-20", Locale::It, "20 novembre 2025", "dal "),
            (
                "before 2025-11-20",
                Locale::It,
                "dopo il 20 novembre 2025",
                "",
            ),
        ] {
            assert!(
                !date(text).is_said(locale, marked, before),
                "{text}: {before}[{marked}]"
            );
        }
    }

    #[test]
    fn the_second_time_a_date_may_drop_its_year() {
        assert!(date("2025-11-20").is_said_again(Locale::It, "il 20 novembre"));
        assert!(date("2025-11-01").is_said_again(Locale::It, "1º novembre"));
        assert!(date("2025-11-20").is_said_again(Locale::En, "20 November"));
        assert!(date("2025-Q3").is_said_again(Locale::En, "the third quarter"));
        assert!(date("2025-11-20").is_said_again(Locale::En, "20 November 2025"));
        assert!(!date("2025-11-20").is_said_again(Locale::En, "21 November"));
        assert!(!date("2025").is_said_again(Locale::En, "that year"));
    }
}
