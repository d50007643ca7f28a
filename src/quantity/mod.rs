//! Exact quantities, their words in each language, and the check of words against them.
//!
//! In: the numbers of data files ([`Quantity`]) and the words that belong to them in one language ([`LocalWords`]).
//! Out: canonical words ([`Quantity::format`]), key figures ([`Quantity::key_figure`]), the verdict on an author's words
//! ([`Quantity::stated_by`]) and the numbers of a running text ([`find`]). It knows nothing of sites, facts or files.
//!
//! # When words state a quantity
//!
//! 1. *What is said must be right.* Number, scale, unit and qualifier that stand in the marked words agree with the
//!    quantity, whatever the mention; so does every other figure in digits there. Years, dates and ordinals beside the
//!    figure are not looked at.
//! 2. *What may be left out differs by mention.* [`Mention::First`]: nothing may. [`Mention::Cell`]: the unit or noun,
//!    which the table says elsewhere. [`Mention::Again`]: all but the number, and the scale too.
//! 3. *What is not compared*: kinds of spaces and apostrophes, letter case, Unicode composition, words around the
//!    figure, and `per` ("a year").
//! 4. *Numbers are written as the language writes them*: `1.400` and `1,4` in Italian, `1,400` and `1.4` in English,
//!    four digits grouped too. Words up to ten pass (`cinque stati`, `un miliardo`, `a billion`).
//! 5. *Scales are free, their sums are not*: `$1,400 billion` states 1.4 trillion, `1.200 MW` states 1.2 GW, and `bn`,
//!    `m`, `tn`, `mld`, `mln` pass; *trilioni* does not exist in Italian.
//! 6. *Qualifiers* stand right before the number (at most an article between the two), inside the marked words or in the
//!    characters before them, or right after it (`1.400 miliardi circa`); the lists are in `locale.rs`. An exact figure
//!    has none inside the mark.
//! 7. *A unit of the other system* (square metres for square feet, hectares for acres, kilometres for miles) states the
//!    quantity when it is rounded to two to six significant digits and says "circa" / "about".
//! 8. *A noun* given with the quantity stands in the mark, singular or plural; without one any noun passes.
//! 9. *A range* is stated by both its ends, *words* by the same words, *a date* by the same precision; again, a date may
//!    drop its year and words may drop some of theirs.
//!
//! In [`Locale::Other`] only the digits are compared, with either decimal mark and at any scale.

mod agreement;
mod canonical;
mod date;
mod date_figure;
mod date_words;
mod decimal;
mod figure;
mod format;
mod locale;
mod measure;
mod numbers;
mod qualifier;
mod reach;
mod scale;
mod size;
mod token;
mod unit;
mod value;
mod words;
mod written;

#[cfg(test)]
mod tests;

pub use date::{DateError, PartialDate, Period};
pub use decimal::{Decimal, DecimalError};
pub use figure::{Found, FoundKind};
pub use locale::Locale;
pub use numbers::{find, may_hold_number};
pub use reach::Reach;
pub use scale::Scale;
pub use size::{Dimension, Size};
pub use unit::Unit;
pub use value::{
    Amount, Form, KeyFigure, LocalWords, Mention, Mismatch, MismatchKind, Qualifier, Quantity,
};
