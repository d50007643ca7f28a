//! The power of ten that a value is counted in.

/// The power of ten that a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// The value as it stands.
    None,
    /// 10^3.
    Thousand,
    /// 10^6.
    Million,
    /// 10^9: Italian *miliardo*.
    Billion,
    /// 10^12: Italian *mille miliardi*.
    Trillion,
}

impl Scale {
    /// Names used in data files, from the smallest.
    pub const NAMES: [&'static str; 5] = ["none", "thousand", "million", "billion", "trillion"];

    /// All scales, from the smallest; in the order of [`Scale::NAMES`].
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Thousand,
        Self::Million,
        Self::Billion,
        Self::Trillion,
    ];

    /// The scale of a name.
    pub fn parse(name: &str) -> Option<Self> {
        let position = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(position).copied()
    }

    /// Its name in data files.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The exponent of ten.
    pub const fn exponent(self) -> i32 {
        3 * self as i32
    }
}
