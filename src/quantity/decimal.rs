//! Exact decimals: digits and the place of the point, never a float.

use std::cmp::Ordering;
use std::fmt;

/// The most digits a decimal of the data may have, so that every product that is needed fits 128 bits.
const MAX_DIGITS: usize = 15;

/// The same for a number in a text, which may be written out with the zeros of its scale.
const MAX_DIGITS_WRITTEN_OUT: usize = 27;

/// An exact decimal that is not negative. It remembers the fraction digits it was written with; two decimals are equal
/// when their values are.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    mantissa: u128,
    fraction_digits: u32,
}

impl Decimal {
    /// Reads `1400` or `4.5`: digits, and a point only between digits.
    ///
    /// # Errors
    /// Anything else; the error says what to write instead.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let has_point = whole.len() != text.len();
        if text.is_empty() {
            return Err(DecimalError::Empty);
        }
        if text.starts_with(['+', '-', '−']) {
            return Err(DecimalError::Sign);
        }
        if text.contains(',') || fraction.contains('.') {
            return Err(DecimalError::Separator);
        }
        if !whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit())
        {
            return Err(DecimalError::NotDigits);
        }
        if whole.is_empty() || has_point && fraction.is_empty() {
            return Err(DecimalError::BarePoint);
        }
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(DecimalError::LeadingZero);
        }
        let is_short = whole.len() + fraction.len() <= MAX_DIGITS;
        let decimal = if is_short {
            Self::from_digits(whole, fraction)
        } else {
            None
        };
        decimal.ok_or(DecimalError::TooLong)
    }

    /// The decimal of a whole part and a fraction, both digits only; `None` when there are too many.
    pub(super) fn from_digits(whole: &str, fraction: &str) -> Option<Self> {
        if whole.len() + fraction.len() > MAX_DIGITS_WRITTEN_OUT {
            return None;
        }
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        Some(Self {
            mantissa,
            fraction_digits: u32::try_from(fraction.len()).ok()?,
        })
    }

    /// A whole number.
    pub(super) const fn whole(number: u32) -> Self {
        Self {
            mantissa: number as u128,
            fraction_digits: 0,
        }
    }

    /// `mantissa` × 10^-`fraction_digits`.
    pub(super) const fn new(mantissa: u128, fraction_digits: u32) -> Self {
        Self {
            mantissa,
            fraction_digits,
        }
    }

    /// The nearest float, for the length of a line in a drawing; never for text.
    #[expect(clippy::cast_precision_loss, reason = "a drawing needs three digits")]
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / power_of_ten(self.fraction_digits) as f64
    }

    /// The digits before the point.
    pub(super) fn whole_digits(&self) -> String {
        (self.mantissa / power_of_ten(self.fraction_digits)).to_string()
    }

    /// The digits after the point, as many as were written.
    pub(super) fn fraction(&self) -> String {
        if self.fraction_digits == 0 {
            return String::new();
        }
        let rest = self.mantissa % power_of_ten(self.fraction_digits);
        format!("{rest:0width$}", width = self.fraction_digits as usize)
    }

    /// The value × 10^`power`, without the zeros at its end that this brings; `None` when it has too many digits.
    pub(super) fn shifted(&self, power: i32) -> Option<Self> {
        let fraction_digits = i64::from(self.fraction_digits) - i64::from(power);
        let shifted = if fraction_digits >= 0 {
            Self {
                mantissa: self.mantissa,
                fraction_digits: u32::try_from(fraction_digits).ok()?,
            }
        } else {
            let zeros = u32::try_from(-fraction_digits).ok()?;
            let mantissa = self.mantissa.checked_mul(10u128.checked_pow(zeros)?)?;
            Self {
                mantissa,
                fraction_digits: 0,
            }
        };
        (shifted.fraction_digits <= 30).then(|| if power == 0 { *self } else { shifted.trimmed() })
    }

    /// The product, exact; `None` when it has too many digits.
    pub(super) fn times(&self, factor: &Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(factor.mantissa)?;
        Some(
            Self {
                mantissa,
                fraction_digits: self.fraction_digits + factor.fraction_digits,
            }
            .trimmed(),
        )
    }

    /// Rounded half up to `n_digits` significant digits.
    pub(super) fn rounded(&self, n_digits: u32) -> Self {
        let length = u32::try_from(self.mantissa.to_string().len()).unwrap_or(u32::MAX);
        let Some(dropped) = length.checked_sub(n_digits).filter(|&dropped| dropped > 0) else {
            return *self;
        };
        let unit = power_of_ten(dropped);
        let kept = (self.mantissa + unit / 2) / unit;
        Self {
            mantissa: kept * unit,
            fraction_digits: self.fraction_digits,
        }
        .trimmed()
    }

    /// How many digits stand after the point.
    pub(super) const fn fraction_digits(&self) -> u32 {
        self.fraction_digits
    }

    /// The value as a small whole number, if it is one.
    pub(super) fn small(&self) -> Option<usize> {
        let trimmed = self.trimmed();
        if trimmed.fraction_digits > 0 {
            None
        } else {
            usize::try_from(trimmed.mantissa).ok()
        }
    }

    /// Without zeros at the end of the fraction.
    fn trimmed(mut self) -> Self {
        while self.fraction_digits > 0 && self.mantissa.is_multiple_of(10) {
            self.mantissa /= 10;
            self.fraction_digits -= 1;
        }
        self
    }

    /// Whole part, and the fraction as a number of `width` digits.
    fn split(&self, width: u32) -> (u128, u128) {
        let unit = power_of_ten(self.fraction_digits);
        let fraction =
            (self.mantissa % unit).saturating_mul(power_of_ten(width - self.fraction_digits));
        (self.mantissa / unit, fraction)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let width = self.fraction_digits.max(other.fraction_digits);
        self.split(width).cmp(&other.split(width))
    }
}

/// As it is written in a data file: `1400`, `4.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.whole_digits())?;
        if self.fraction_digits > 0 {
            write!(formatter, ".{}", self.fraction())?;
        }
        Ok(())
    }
}

/// Why a text is not a decimal; displayed, it says what to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// Nothing is written.
    Empty,
    /// It has a sign.
    Sign,
    /// It has a comma, or points between thousands.
    Separator,
    /// It has something besides digits and a point.
    NotDigits,
    /// Its point has no digit on one side.
    BarePoint,
    /// It begins with a zero that counts nothing.
    LeadingZero,
    /// It has too many digits.
    TooLong,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "nothing is written; write digits: `1400`",
            Self::Sign => "it has a sign; write the digits alone and let the words say whether it is a loss",
            Self::Separator => {
                "thousands have no separator and a fraction follows a point; write `1400` or `1400.5`"
            }
            Self::NotDigits => "only digits and one point are allowed; write `1400` or `4.5`",
            Self::BarePoint => "a point needs digits on both sides; write `0.5` or `5.0`",
            Self::LeadingZero => "it begins with a zero that counts nothing; write `5`, not `05`",
            Self::TooLong => "it has more than 15 digits; write it with a larger `scale`",
        })
    }
}

impl std::error::Error for DecimalError {}

/// 10^`power`, or the largest number there is; no decimal has that many digits.
fn power_of_ten(power: u32) -> u128 {
    10u128.checked_pow(power).unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn the_grammar_refuses_whatever_could_be_read_in_two_ways() {
        let refused = [
            ("", DecimalError::Empty),
            ("+5", DecimalError::Sign),
            ("-5", DecimalError::Sign),
            ("1.400,5", DecimalError::Separator),
            ("38,5", DecimalError::Separator),
            ("1.400.000", DecimalError::Separator),
            ("1_000", DecimalError::NotDigits),
            ("1e3", DecimalError::NotDigits),
            (" 5", DecimalError::NotDigits),
            ("٣", DecimalError::NotDigits),
            (".5", DecimalError::BarePoint),
            ("5.", DecimalError::BarePoint),
            (".", DecimalError::BarePoint),
            ("05", DecimalError::LeadingZero),
            ("1234567890123456", DecimalError::TooLong),
        ];
        for (text, error) in refused {
            assert_eq!(Decimal::parse(text), Err(error), "{text}");
        }
        for text in ["0", "1400", "4.5", "0.05", "7.10", "123456789012345"] {
            assert_eq!(decimal(text).to_string(), text);
        }
    }

    #[test]
    fn equal_values_are_equal_however_many_zeros_they_end_with() {
        assert_eq!(decimal("1.40"), decimal("1.4"));
        assert!(decimal("0.9") < decimal("1"));
        assert!(decimal("123456789012345") > decimal("0.00000000000001"));
        assert_eq!(decimal("1400").shifted(9), decimal("1.4").shifted(12));
        assert_eq!(decimal("1400").shifted(-3), Some(decimal("1.4")));
    }

    #[test]
    fn rounding_is_half_up_and_keeps_the_size() {
        for (from, n_digits, to) in [
            ("575999", 3, "576000"),
            ("34.94", 2, "35"),
            ("0.1250", 2, "0.13"),
            ("7", 3, "7"),
        ] {
            assert_eq!(decimal(from).rounded(n_digits), decimal(to), "{from}");
        }
    }
}
