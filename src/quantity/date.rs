//! Dates with the precision they have; no clock and no time zone.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

/// A date with the precision it has, or one known only to lie before or after another.
///
/// The order is that of a timeline: by the start of the period; "before" stands right before its date, a less precise
/// date before the more precise ones inside it, "after" at the end of its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// `2025`.
    Year(i16),
    /// `2025-Q3`: year, and quarter from 1 to 4.
    Quarter(i16, u8),
    /// `2025-11`: year, and month from 1 to 12.
    Month(i16, u8),
    /// `2025-11-20`.
    Day(Date),
    /// `before 2025-11-20`.
    Before(Period),
    /// `after 2026-01`.
    After(Period),
}

/// A date that is a stretch of time: a year, a quarter, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A year.
    Year(i16),
    /// Year, and quarter from 1 to 4.
    Quarter(i16, u8),
    /// Year, and month from 1 to 12.
    Month(i16, u8),
    /// A day.
    Day(Date),
}

impl PartialDate {
    /// Reads `2025`, `2025-Q3`, `2025-11`, `2025-11-20`, or `before` or `after` and one of these.
    ///
    /// # Errors
    /// Anything else, and days that no calendar has; the error says what to write.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        if let Some(rest) = text.strip_prefix("before ") {
            return Period::parse(rest).map(Self::Before);
        }
        if let Some(rest) = text.strip_prefix("after ") {
            return Period::parse(rest).map(Self::After);
        }
        Period::parse(text).map(Self::from)
    }

    /// The value of `<time datetime>`: `2025`, `2025-11`, `2025-11-20`; `None` for what HTML has no form for.
    pub fn datetime_attr(&self) -> Option<String> {
        match self {
            Self::Year(_) | Self::Month(..) | Self::Day(_) => Some(self.to_string()),
            Self::Quarter(..) | Self::Before(_) | Self::After(_) => None,
        }
    }

    /// The year of the date, or of the date it lies before or after.
    pub fn year(&self) -> i16 {
        self.period().first_day().0
    }

    /// The first day of the period, as (year, month, day).
    pub fn first_day(&self) -> (i16, u8, u8) {
        self.period().first_day()
    }

    /// The last day of the period, as (year, month, day); what a date that is past is compared with.
    pub fn last_day(&self) -> (i16, u8, u8) {
        self.period().last_day()
    }

    /// Whether no day that it may mean is `today` or later; "after" a day has no end.
    pub fn is_past(&self, today: &Self) -> bool {
        match self {
            Self::Before(period) => period.first_day() <= today.first_day(),
            Self::After(_) => false,
            _ => self.last_day() < today.first_day(),
        }
    }

    /// Whether every day that it may mean is later than `today`; "before" a day has no beginning.
    pub fn is_future(&self, today: &Self) -> bool {
        match self {
            Self::Before(_) => false,
            Self::After(period) => period.last_day() >= today.last_day(),
            _ => self.first_day() > today.last_day(),
        }
    }

    /// The period itself, without "before" and "after".
    pub const fn period(&self) -> Period {
        match *self {
            Self::Year(year) => Period::Year(year),
            Self::Quarter(year, quarter) => Period::Quarter(year, quarter),
            Self::Month(year, month) => Period::Month(year, month),
            Self::Day(date) => Period::Day(date),
            Self::Before(period) | Self::After(period) => period,
        }
    }

    fn key(&self) -> ((i16, u8, u8), u8, u8) {
        let period = self.period();
        match self {
            Self::Before(_) => (period.first_day(), 0, period.precision()),
            Self::After(_) => (period.last_day(), 2, period.precision()),
            _ => (period.first_day(), 1, period.precision()),
        }
    }
}

impl From<Period> for PartialDate {
    fn from(period: Period) -> Self {
        match period {
            Period::Year(year) => Self::Year(year),
            Period::Quarter(year, quarter) => Self::Quarter(year, quarter),
            Period::Month(year, month) => Self::Month(year, month),
            Period::Day(date) => Self::Day(date),
        }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// As it is written in a data file.
impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(_) => formatter.write_str("before ")?,
            Self::After(_) => formatter.write_str("after ")?,
            _ => {}
        }
        self.period().fmt(formatter)
    }
}

impl Period {
    fn parse(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let year = parts
            .next()
            .and_then(|part| digits(part, 4))
            .ok_or(DateError::Form)?;
        let year = i16::try_from(year)
            .ok()
            .filter(|&year| year > 0)
            .ok_or(DateError::Form)?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Ok(Self::Year(year)),
            (Some(quarter), None, _) if quarter.starts_with('Q') => {
                Self::parse_quarter(year, &quarter[1..])
            }
            (Some(month), None, _) => Ok(Self::Month(year, parse_month(month)?)),
            (Some(month), Some(day), None) => Self::parse_day(year, parse_month(month)?, day),
            _ => Err(DateError::Form),
        }
    }

    fn parse_quarter(year: i16, quarter: &str) -> Result<Self, DateError> {
        match digits(quarter, 1) {
            Some(quarter @ 1..=4) => Ok(Self::Quarter(year, quarter as u8)),
            _ => Err(DateError::Quarter),
        }
    }

    fn parse_day(year: i16, month: u8, day: &str) -> Result<Self, DateError> {
        let day = digits(day, 2).ok_or(DateError::Form)?;
        let (month, day) = (month as i8, i8::try_from(day).map_err(|_| DateError::Form)?);
        Date::new(year, month, day)
            .map(Self::Day)
            .map_err(|_| DateError::NoSuchDay)
    }

    fn first_day(self) -> (i16, u8, u8) {
        match self {
            Self::Year(year) => (year, 1, 1),
            Self::Quarter(year, quarter) => (year, 3 * quarter - 2, 1),
            Self::Month(year, month) => (year, month, 1),
            Self::Day(date) => (
                date.year(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            ),
        }
    }

    fn last_day(self) -> (i16, u8, u8) {
        let (year, month) = match self {
            Self::Year(year) => (year, 12),
            Self::Quarter(year, quarter) => (year, 3 * quarter),
            Self::Month(year, month) => (year, month),
            Self::Day(_) => return self.first_day(),
        };
        let days = Date::new(year, month as i8, 1).map_or(31, |date| date.days_in_month());
        (year, month, days.unsigned_abs())
    }

    const fn precision(self) -> u8 {
        match self {
            Self::Year(_) => 0,
            Self::Quarter(..) => 1,
            Self::Month(..) => 2,
            Self::Day(_) => 3,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Quarter(year, quarter) => write!(formatter, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(date) => write!(formatter, "{date}"),
        }
    }
}

/// Why a text is not a date; displayed, it says what to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It has another form.
    Form,
    /// Its month is not one of twelve.
    Month,
    /// Its quarter is not one of four.
    Quarter,
    /// The month has no such day.
    NoSuchDay,
}

impl fmt::Display for DateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Form => {
                "write `2025`, `2025-Q3`, `2025-11` or `2025-11-20`, alone or after `before` or `after`"
            }
            Self::Month => "there is no such month; write it from `01` to `12`",
            Self::Quarter => "there is no such quarter; write it from `Q1` to `Q4`",
            Self::NoSuchDay => "the calendar has no such day",
        })
    }
}

impl std::error::Error for DateError {}

fn parse_month(text: &str) -> Result<u8, DateError> {
    match digits(text, 2) {
        Some(month @ 1..=12) => Ok(month as u8),
        Some(_) => Err(DateError::Month),
        None => Err(DateError::Form),
    }
}

/// Exactly `n_digits` ASCII digits.
fn digits(text: &str, n_digits: usize) -> Option<u16> {
    let is_number = text.len() == n_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_back_as_they_were_written() {
        let texts = [
            "2025",
            "2025-Q3",
            "2025-11",
            "2025-11-20",
            "before 2025-11-20",
            "after 2026-01",
            "before 2025-Q1",
        ];
        for text in texts {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, error) in [
            ("", DateError::Form),
            ("25", DateError::Form),
            ("0000", DateError::Form),
            ("20 novembre 2025", DateError::Form),
            ("2025-1-1", DateError::Form),
            ("2025-11-20-1", DateError::Form),
            ("2025/11/20", DateError::Form),
            ("before", DateError::Form),
            ("before before 2025", DateError::Form),
            ("2025-13", DateError::Month),
            ("2025-00-10", DateError::Month),
            ("2025-Q5", DateError::Quarter),
            ("2025-Q", DateError::Quarter),
            ("2025-Qé", DateError::Quarter),
            ("2025-02-30", DateError::NoSuchDay),
            ("2025-02-29", DateError::NoSuchDay),
            ("2025-04-00", DateError::NoSuchDay),
        ] {
            assert_eq!(PartialDate::parse(text), Err(error), "{text}");
        }
        assert!(PartialDate::parse("2024-02-29").is_ok());
    }

    #[test]
    fn the_order_is_that_of_a_timeline() {
        let sorted = [
            "2024-12-31",
            "before 2025",
            "2025",
            "2025-Q1",
            "2025-01",
            "2025-01-01",
            "2025-02",
            "before 2025-11-20",
            "2025-11-20",
            "after 2025-11-20",
            "2025-11-30",
            "after 2025-11",
            "2025-12",
            "after 2025",
            "2026",
        ];
        let dates: Vec<PartialDate> = sorted
            .iter()
            .map(|text| PartialDate::parse(text).unwrap())
            .collect();
        assert!(dates.is_sorted());
    }

    #[test]
    fn a_date_is_past_or_future_only_if_all_of_it_is() {
        let date = |text| PartialDate::parse(text).unwrap();
        for (text, past, future) in [
            ("2026-11-24", true, false),
            ("2026-11-25", false, false),
            ("2026-11-26", false, true),
            ("2026-10", true, false),
            ("2026-11", false, false),
            ("2026-12", false, true),
            ("2026-Q3", true, false),
            ("2026-Q4", false, false),
            ("2027-Q1", false, true),
            ("2025", true, false),
            ("2026", false, false),
            ("2027", false, true),
            ("before 2026-11-25", true, false),
            ("before 2026-11-26", false, false),
            ("before 2026", true, false),
            ("before 2030", false, false),
            ("after 2025", false, false),
            ("after 2026-11-24", false, false),
            ("after 2026-11-25", false, true),
            ("after 2026", false, true),
        ] {
            let today = date("2026-11-25");
            assert_eq!(date(text).is_past(&today), past, "{text} is past");
            assert_eq!(date(text).is_future(&today), future, "{text} is future");
        }
    }

    #[test]
    fn html_gets_only_what_it_has_a_form_for() {
        for (text, attribute) in [
            ("2025", Some("2025")),
            ("2025-11", Some("2025-11")),
            ("2025-11-20", Some("2025-11-20")),
            ("2025-Q3", None),
            ("before 2025", None),
            ("after 2026-01", None),
        ] {
            assert_eq!(
                PartialDate::parse(text).unwrap().datetime_attr().as_deref(),
                attribute,
                "{text}"
            );
        }
    }
}
