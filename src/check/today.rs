//! The day it is, which content is compared with and nothing else. Dates of content carry no zone, so that the clock can
//! only tell what day it may be.

use jiff::civil::{Date, date};

use crate::quantity::PartialDate;

/// Seconds by which the clocks of the easternmost and the westernmost inhabited places differ from UTC.
const FURTHEST_EAST: i64 = 14 * 3_600;
const FURTHEST_WEST: i64 = -12 * 3_600;
const DAY: i64 = 86_400;

/// Today: one day, or all days that it may be somewhere on Earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day in UTC, or the one that was asked for.
    pub in_utc: Date,
    earliest: PartialDate,
    latest: PartialDate,
}

impl Today {
    /// A day that was asked for.
    pub fn exactly(day: Date) -> Self {
        let only = PartialDate::Day(day);
        Self {
            in_utc: day,
            earliest: only,
            latest: only,
        }
    }

    /// The day at so many seconds after the beginning of 1970 in UTC, in every zone at once: an editor in Auckland and a
    /// server in Los Angeles get the same answer.
    pub fn at(seconds: i64) -> Self {
        let day = |offset: i64| {
            let days = jiff::Span::new().try_days((seconds + offset).div_euclid(DAY));
            let epoch = date(1970, 1, 1);
            days.and_then(|days| epoch.checked_add(days))
                .unwrap_or(epoch)
        };
        Self {
            in_utc: day(0),
            earliest: PartialDate::Day(day(FURTHEST_WEST)),
            latest: PartialDate::Day(day(FURTHEST_EAST)),
        }
    }

    /// Whether a date is over everywhere.
    pub fn is_after(&self, date: &PartialDate) -> bool {
        date.is_past(&self.earliest)
    }

    /// Whether a date has come nowhere yet.
    pub fn is_before(&self, date: &PartialDate) -> bool {
        date.is_future(&self.latest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_over_when_it_is_over_everywhere() {
        // 2026-11-25, 11:00, 12:00 and 09:00 in UTC.
        for (hour, over, to_come) in [
            (11, "2026-11-23", "2026-11-27"),
            (12, "2026-11-24", "2026-11-27"),
            (9, "2026-11-23", "2026-11-26"),
        ] {
            let today = Today::at(20_782 * DAY + hour * 3_600);
            let day = |text: &str| PartialDate::parse(text).expect(text);
            let next = |text: &str, days: i64| match day(text) {
                PartialDate::Day(date) => {
                    PartialDate::Day(date.saturating_add(jiff::Span::new().days(days)))
                }
                other => other,
            };
            assert_eq!(today.in_utc, date(2026, 11, 25));
            assert!(
                today.is_after(&day(over)) && !today.is_after(&next(over, 1)),
                "{hour}"
            );
            assert!(
                today.is_before(&day(to_come)) && !today.is_before(&next(to_come, -1)),
                "{hour}"
            );
        }
    }

    #[test]
    fn a_day_that_was_asked_for_is_that_day() {
        let today = Today::exactly(date(2024, 2, 29));
        let day = |text: &str| PartialDate::parse(text).expect(text);
        assert!(today.is_after(&day("2024-02-28")) && today.is_before(&day("2024-03-01")));
        assert!(!today.is_after(&day("2024-02-29")) && !today.is_before(&day("2024-02-29")));
    }
}
