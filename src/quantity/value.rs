//! The types that the other modules of this folder share.

use std::fmt;

use super::date::PartialDate;
use super::decimal::Decimal;
use super::scale::Scale;
use super::unit::Unit;

/// Something counted, measured, dated or said in words, exactly; it holds no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// How much, counted in `scale`.
    pub amount: Amount,
    /// The power of ten that `amount` is counted in.
    pub scale: Scale,
    /// What is counted.
    pub unit: Unit,
    /// How exact it is.
    pub qualifier: Qualifier,
}

impl Quantity {
    /// A bare number.
    pub fn plain(number: Decimal) -> Self {
        Self {
            amount: Amount::Exact(number),
            scale: Scale::None,
            unit: Unit::Count,
            qualifier: Qualifier::Exactly,
        }
    }
}

/// How much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One figure.
    Exact(Decimal),
    /// From the first figure to the second.
    Range(Decimal, Decimal),
    /// A date.
    Date(PartialDate),
    /// Only words, which [`LocalWords::words`] holds.
    Words,
}

/// How exact a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// As it stands.
    Exactly,
    /// "circa", "about".
    About,
    /// "oltre", "over".
    AtLeast,
    /// "fino a", "up to".
    UpTo,
}

/// The words of one language that belong to a quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocalWords<'a> {
    /// Singular and plural of what is counted.
    pub noun: Option<(&'a str, &'a str)>,
    /// What a rate is per: "l'anno", "a year".
    pub per: Option<&'a str>,
    /// The quantity itself, for [`Amount::Words`].
    pub words: Option<&'a str>,
}

/// Where a quantity is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Running text: `circa 1.400 miliardi di dollari`, `about eight years`.
    Text,
    /// A cell of a table: the same, small numbers in digits.
    Table,
    /// A chart: short, without qualifier, in the scale of the data: `1.400 mld $`, `$1,400bn`.
    Chart,
    /// Running text without the qualifier.
    Alone,
}

/// Whether a text speaks of a quantity for the first time in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mention {
    /// The first time in a section: the full form is due.
    First,
    /// The first time, but in a cell of a table: the unit may stand elsewhere.
    Cell,
    /// Later in the section: the bare number passes.
    Again,
}

/// A quantity in three parts, set large at the head of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// `circa`, `over`; `None` for an exact figure.
    pub qualifier: Option<String>,
    /// `1.400`, `$1.4`.
    pub number: String,
    /// `miliardi di dollari`, `trillion`; empty where the number says all.
    pub unit: String,
}

/// Words that do not state a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The canonical words, with no-break spaces.
    pub expected: String,
    /// What is wrong with the words.
    pub kind: MismatchKind,
}

/// What is wrong with words that should state a quantity; displayed, it is a clause such as `the number differs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MismatchKind {
    /// No figure stands there.
    NumberMissing,
    /// The figure is another one.
    NumberDiffers,
    /// The figure is right, but written with the marks of another language, or its digits are not grouped.
    Separators,
    /// "milioni", "billion" is missing.
    ScaleMissing,
    /// The digits are right and the scale is not.
    ScaleDiffers,
    /// The unit, currency or noun is missing.
    UnitMissing,
    /// The unit or currency is another one.
    UnitDiffers,
    /// "circa", "up to" is missing.
    QualifierMissing,
    /// The words qualify the figure, and not as the quantity does.
    QualifierDiffers,
    /// The date is another one, or less precise.
    DateDiffers,
    /// The words are not those of the quantity.
    WordsDiffer,
}

impl fmt::Display for MismatchKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NumberMissing => "the number is missing",
            Self::NumberDiffers => "the number differs",
            Self::Separators => "the number is not written as this language writes it",
            Self::ScaleMissing => "the scale is missing",
            Self::ScaleDiffers => "the scale differs",
            Self::UnitMissing => "the unit is missing",
            Self::UnitDiffers => "the unit differs",
            Self::QualifierMissing => "the qualifier is missing",
            Self::QualifierDiffers => "the qualifier differs",
            Self::DateDiffers => "the date differs",
            Self::WordsDiffer => "the words differ",
        })
    }
}
