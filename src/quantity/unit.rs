//! What a value counts.

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// US dollars.
    Usd,
    /// New Taiwan dollars.
    Twd,
    /// Euros.
    Eur,
    /// Gigawatts.
    Gigawatts,
    /// Megawatts.
    Megawatts,
    /// Kilowatts.
    Kilowatts,
    /// Terawatt-hours.
    TerawattHours,
    /// Volts.
    Volts,
    /// Amperes.
    Amperes,
    /// Hundredths.
    Percent,
    /// People at work, unless the fact brings a noun.
    People,
    /// Square feet; shown in square metres where the language is metric.
    SquareFeet,
    /// Square metres.
    SquareMeters,
    /// Acres; shown in hectares where the language is metric.
    Acres,
    /// Kilometres.
    Kilometers,
    /// Miles.
    Miles,
    /// Metric tonnes.
    Tonnes,
    /// Racks a week.
    RacksPerWeek,
    /// Things, named by the fact's noun.
    Count,
    /// A date, of any precision.
    Date,
    /// A year of the calendar.
    Year,
    /// A span in days.
    Days,
    /// A span in years.
    Years,
    /// A span in months.
    Months,
    /// A span in hours.
    Hours,
}

impl Unit {
    /// Names used in data files.
    pub const NAMES: [&'static str; 25] = [
        "USD",
        "TWD",
        "EUR",
        "GW",
        "MW",
        "kW",
        "TWh",
        "V",
        "A",
        "percent",
        "people",
        "sq-ft",
        "sq-m",
        "acres",
        "km",
        "miles",
        "tonnes",
        "racks-per-week",
        "count",
        "date",
        "year",
        "days",
        "years",
        "months",
        "hours",
    ];

    /// All units, in the order of [`Unit::NAMES`].
    pub const ALL: [Self; 25] = [
        Self::Usd,
        Self::Twd,
        Self::Eur,
        Self::Gigawatts,
        Self::Megawatts,
        Self::Kilowatts,
        Self::TerawattHours,
        Self::Volts,
        Self::Amperes,
        Self::Percent,
        Self::People,
        Self::SquareFeet,
        Self::SquareMeters,
        Self::Acres,
        Self::Kilometers,
        Self::Miles,
        Self::Tonnes,
        Self::RacksPerWeek,
        Self::Count,
        Self::Date,
        Self::Year,
        Self::Days,
        Self::Years,
        Self::Months,
        Self::Hours,
    ];

    /// The unit of a name; letter case counts.
    pub fn parse(name: &str) -> Option<Self> {
        let position = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(position).copied()
    }

    /// Its name in data files.
    pub const fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Whether it is money.
    pub const fn is_currency(self) -> bool {
        matches!(self, Self::Usd | Self::Twd | Self::Eur)
    }

    /// The unit it is a multiple of, and the power of ten between the two.
    pub(super) const fn base(self) -> (Self, i32) {
        match self {
            Self::Gigawatts => (Self::Kilowatts, 6),
            Self::Megawatts => (Self::Kilowatts, 3),
            other => (other, 0),
        }
    }
}
