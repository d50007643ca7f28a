//! What a figure in a text may be measured in, and how each language says it: tables and exact conversions.

use super::decimal::Decimal;
use super::locale::{Locale, Plural};
use super::unit::Unit;

/// What a figure in a text is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    /// A unit of the data.
    Of(Unit),
    /// Hectares, which only texts use.
    Hectares,
    /// Money that no fact is counted in.
    ForeignMoney,
    /// A unit that no fact is counted in, but that the noun of a count may name.
    Unlisted,
}

impl Measure {
    pub(super) const fn is_money(self) -> bool {
        match self {
            Self::Of(unit) => unit.is_currency(),
            Self::Hectares | Self::Unlisted => false,
            Self::ForeignMoney => true,
        }
    }
}

/// The measure of the metric system for a unit of the other one, and what one of it is in that measure, exactly.
pub(super) const fn metric(unit: Unit) -> Option<(Measure, Decimal)> {
    match unit {
        Unit::SquareFeet => Some((Measure::Of(Unit::SquareMeters), Decimal::new(9_290_304, 8))),
        Unit::Acres => Some((Measure::Hectares, Decimal::new(40_468_564_224, 11))),
        Unit::Miles => Some((Measure::Of(Unit::Kilometers), Decimal::new(1_609_344, 6))),
        _ => None,
    }
}

/// The word for a measure after a figure; empty for what has none.
pub(super) const fn word(measure: Measure, locale: Locale, plural: Plural) -> &'static str {
    let Measure::Of(unit) = measure else {
        return match (measure, locale, plural) {
            (Measure::Hectares, Locale::It, Plural::One) => "ettaro",
            (Measure::Hectares, Locale::It, Plural::Many) => "ettari",
            (Measure::Hectares, Locale::En, Plural::One) => "hectare",
            (Measure::Hectares, Locale::En, Plural::Many) => "hectares",
            (Measure::Hectares, Locale::Other, _) => "ha",
            _ => "",
        };
    };
    match (locale, plural) {
        (Locale::It, Plural::One) => italian(unit).0,
        (Locale::It, Plural::Many) => italian(unit).1,
        (Locale::En, Plural::One) => english(unit).0,
        (Locale::En, Plural::Many) => english(unit).1,
        (Locale::Other, _) => code(unit),
    }
}

/// The short form for charts.
pub(super) const fn abbreviation(measure: Measure, locale: Locale, plural: Plural) -> &'static str {
    match (measure, locale) {
        (Measure::Of(Unit::Usd), Locale::It | Locale::En) => "$",
        (Measure::Of(Unit::Twd), Locale::It | Locale::En) => "NT$",
        (Measure::Of(Unit::Eur), Locale::It | Locale::En) => "€",
        (Measure::Of(Unit::SquareFeet), Locale::En) => "sq ft",
        (Measure::Of(Unit::SquareMeters), _) => "m²",
        (Measure::Hectares, _) => "ha",
        _ => word(measure, locale, plural),
    }
}

/// Whether a measure follows the figure without a space.
pub(super) fn is_attached(measure: Measure) -> bool {
    measure == Measure::Of(Unit::Percent)
}

const fn italian(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Usd => ("dollaro", "dollari"),
        Unit::Twd => ("dollaro di Taiwan", "dollari di Taiwan"),
        Unit::Eur => ("euro", "euro"),
        Unit::People => ("addetto", "addetti"),
        Unit::SquareFeet => ("piede quadrato", "piedi quadrati"),
        Unit::SquareMeters => ("metro quadrato", "metri quadrati"),
        Unit::Acres => ("acro", "acri"),
        Unit::Miles => ("miglio", "miglia"),
        Unit::Tonnes => ("tonnellata", "tonnellate"),
        Unit::RacksPerWeek => ("rack a settimana", "rack a settimana"),
        Unit::Days => ("giorno", "giorni"),
        Unit::Years => ("anno", "anni"),
        Unit::Months => ("mese", "mesi"),
        Unit::Hours => ("ora", "ore"),
        _ => (code(unit), code(unit)),
    }
}

const fn english(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::People => ("worker", "workers"),
        Unit::SquareFeet => ("square foot", "square feet"),
        Unit::SquareMeters => ("square metre", "square metres"),
        Unit::Acres => ("acre", "acres"),
        Unit::Miles => ("mile", "miles"),
        Unit::Tonnes => ("tonne", "tonnes"),
        Unit::RacksPerWeek => ("rack a week", "racks a week"),
        Unit::Days => ("day", "days"),
        Unit::Years => ("year", "years"),
        Unit::Months => ("month", "months"),
        Unit::Hours => ("hour", "hours"),
        _ => (code(unit), code(unit)),
    }
}

/// The international code or symbol; empty for what has none.
const fn code(unit: Unit) -> &'static str {
    match unit {
        Unit::Usd => "USD",
        Unit::Twd => "TWD",
        Unit::Eur => "EUR",
        Unit::Gigawatts => "GW",
        Unit::Megawatts => "MW",
        Unit::Kilowatts => "kW",
        Unit::TerawattHours => "TWh",
        Unit::Volts => "V",
        Unit::Amperes => "A",
        Unit::Percent => "%",
        Unit::SquareFeet => "ft²",
        Unit::SquareMeters => "m²",
        Unit::Acres => "ac",
        Unit::Kilometers => "km",
        Unit::Miles => "mi",
        Unit::Tonnes => "t",
        Unit::RacksPerWeek => "/ 7 d",
        Unit::Days => "d",
        Unit::Years => "a",
        Unit::Months => "mo",
        Unit::Hours => "h",
        Unit::People | Unit::Count | Unit::Date | Unit::Year => "",
    }
}

/// Symbols whose letter case counts.
pub(super) const SYMBOLS: &[(&str, Unit)] = &[
    ("V", Unit::Volts),
    ("A", Unit::Amperes),
    ("t", Unit::Tonnes),
];

/// Currency codes and signs that may stand before a figure, in lower case; of several that fit the longest holds.
pub(super) const BEFORE: &[(&str, Measure)] = &[
    ("$", Measure::Of(Unit::Usd)),
    ("us $", Measure::Of(Unit::Usd)),
    ("usd", Measure::Of(Unit::Usd)),
    ("nt $", Measure::Of(Unit::Twd)),
    ("twd", Measure::Of(Unit::Twd)),
    ("€", Measure::Of(Unit::Eur)),
    ("eur", Measure::Of(Unit::Eur)),
    ("£", Measure::ForeignMoney),
    ("¥", Measure::ForeignMoney),
    ("c $", Measure::ForeignMoney),
    ("a $", Measure::ForeignMoney),
    ("hk $", Measure::ForeignMoney),
    ("s $", Measure::ForeignMoney),
];

/// Words and signs after a figure in every language, in lower case; of several that fit the longest holds.
const AFTER_ALL: &[(&str, Measure)] = &[
    ("$", Measure::Of(Unit::Usd)),
    ("us $", Measure::Of(Unit::Usd)),
    ("usd", Measure::Of(Unit::Usd)),
    ("nt $", Measure::Of(Unit::Twd)),
    ("twd", Measure::Of(Unit::Twd)),
    ("€", Measure::Of(Unit::Eur)),
    ("eur", Measure::Of(Unit::Eur)),
    ("euro", Measure::Of(Unit::Eur)),
    ("gw", Measure::Of(Unit::Gigawatts)),
    ("gigawatt", Measure::Of(Unit::Gigawatts)),
    ("mw", Measure::Of(Unit::Megawatts)),
    ("megawatt", Measure::Of(Unit::Megawatts)),
    ("kw", Measure::Of(Unit::Kilowatts)),
    ("kilowatt", Measure::Of(Unit::Kilowatts)),
    ("twh", Measure::Of(Unit::TerawattHours)),
    ("volt", Measure::Of(Unit::Volts)),
    ("%", Measure::Of(Unit::Percent)),
    ("m²", Measure::Of(Unit::SquareMeters)),
    ("km", Measure::Of(Unit::Kilometers)),
    ("yen", Measure::ForeignMoney),
    ("kg", Measure::Unlisted),
    ("cm", Measure::Unlisted),
    ("mm", Measure::Unlisted),
    ("nm", Measure::Unlisted),
    ("°", Measure::Unlisted),
    ("kwh", Measure::Unlisted),
    ("mwh", Measure::Unlisted),
    ("gwh", Measure::Unlisted),
    ("watt", Measure::Unlisted),
    ("mb", Measure::Unlisted),
    ("gb", Measure::Unlisted),
    ("tb", Measure::Unlisted),
    ("pb", Measure::Unlisted),
    ("gigabyte", Measure::Unlisted),
    ("terabyte", Measure::Unlisted),
    ("gbps", Measure::Unlisted),
    ("mhz", Measure::Unlisted),
    ("ghz", Measure::Unlisted),
];

const AFTER_IT: &[(&str, Measure)] = &[
    ("dollaro", Measure::Of(Unit::Usd)),
    ("dollari", Measure::Of(Unit::Usd)),
    ("dollaro di taiwan", Measure::Of(Unit::Twd)),
    ("dollari di taiwan", Measure::Of(Unit::Twd)),
    ("dollari taiwanesi", Measure::Of(Unit::Twd)),
    ("nuovi dollari di taiwan", Measure::Of(Unit::Twd)),
    ("nuovi dollari taiwanesi", Measure::Of(Unit::Twd)),
    ("dollari canadesi", Measure::ForeignMoney),
    ("dollari australiani", Measure::ForeignMoney),
    ("sterline", Measure::ForeignMoney),
    ("yuan", Measure::ForeignMoney),
    ("rupie", Measure::ForeignMoney),
    ("terawattora", Measure::Of(Unit::TerawattHours)),
    ("ampere", Measure::Of(Unit::Amperes)),
    ("per cento", Measure::Of(Unit::Percent)),
    ("percento", Measure::Of(Unit::Percent)),
    ("addetto", Measure::Of(Unit::People)),
    ("addetti", Measure::Of(Unit::People)),
    ("dipendenti", Measure::Of(Unit::People)),
    ("lavoratori", Measure::Of(Unit::People)),
    ("persone", Measure::Of(Unit::People)),
    ("posti di lavoro", Measure::Of(Unit::People)),
    ("posti", Measure::Of(Unit::People)),
    ("piede quadrato", Measure::Of(Unit::SquareFeet)),
    ("piedi quadrati", Measure::Of(Unit::SquareFeet)),
    ("metro quadrato", Measure::Of(Unit::SquareMeters)),
    ("metri quadrati", Measure::Of(Unit::SquareMeters)),
    ("metri quadri", Measure::Of(Unit::SquareMeters)),
    ("mq", Measure::Of(Unit::SquareMeters)),
    ("acro", Measure::Of(Unit::Acres)),
    ("acri", Measure::Of(Unit::Acres)),
    ("ettaro", Measure::Hectares),
    ("ettari", Measure::Hectares),
    ("chilometro", Measure::Of(Unit::Kilometers)),
    ("chilometri", Measure::Of(Unit::Kilometers)),
    ("miglio", Measure::Of(Unit::Miles)),
    ("miglia", Measure::Of(Unit::Miles)),
    ("tonnellata", Measure::Of(Unit::Tonnes)),
    ("tonnellate", Measure::Of(Unit::Tonnes)),
    ("rack a settimana", Measure::Of(Unit::RacksPerWeek)),
    ("rack alla settimana", Measure::Of(Unit::RacksPerWeek)),
    ("giorno", Measure::Of(Unit::Days)),
    ("giorni", Measure::Of(Unit::Days)),
    ("anno", Measure::Of(Unit::Years)),
    ("anni", Measure::Of(Unit::Years)),
    ("mese", Measure::Of(Unit::Months)),
    ("mesi", Measure::Of(Unit::Months)),
    ("ora", Measure::Of(Unit::Hours)),
    ("ore", Measure::Of(Unit::Hours)),
    ("chilo", Measure::Unlisted),
    ("chili", Measure::Unlisted),
    ("chilogrammo", Measure::Unlisted),
    ("chilogrammi", Measure::Unlisted),
    ("grammi", Measure::Unlisted),
    ("metro", Measure::Unlisted),
    ("metri", Measure::Unlisted),
    ("metri cubi", Measure::Unlisted),
    ("centimetri", Measure::Unlisted),
    ("millimetri", Measure::Unlisted),
    ("nanometri", Measure::Unlisted),
    ("piedi", Measure::Unlisted),
    ("pollici", Measure::Unlisted),
    ("libbre", Measure::Unlisted),
    ("litro", Measure::Unlisted),
    ("litri", Measure::Unlisted),
    ("grado", Measure::Unlisted),
    ("gradi", Measure::Unlisted),
    ("chilowattora", Measure::Unlisted),
    ("megawattora", Measure::Unlisted),
    ("gigawattora", Measure::Unlisted),
    ("secondo", Measure::Unlisted),
    ("secondi", Measure::Unlisted),
    ("minuto", Measure::Unlisted),
    ("minuti", Measure::Unlisted),
    ("settimana", Measure::Unlisted),
    ("settimane", Measure::Unlisted),
];

const AFTER_EN: &[(&str, Measure)] = &[
    ("dollar", Measure::Of(Unit::Usd)),
    ("dollars", Measure::Of(Unit::Usd)),
    ("us dollars", Measure::Of(Unit::Usd)),
    ("american dollars", Measure::Of(Unit::Usd)),
    ("taiwan dollars", Measure::Of(Unit::Twd)),
    ("new taiwan dollars", Measure::Of(Unit::Twd)),
    ("euros", Measure::Of(Unit::Eur)),
    ("canadian dollars", Measure::ForeignMoney),
    ("australian dollars", Measure::ForeignMoney),
    ("pounds", Measure::ForeignMoney),
    ("yuan", Measure::ForeignMoney),
    ("rupees", Measure::ForeignMoney),
    ("gigawatts", Measure::Of(Unit::Gigawatts)),
    ("megawatts", Measure::Of(Unit::Megawatts)),
    ("kilowatts", Measure::Of(Unit::Kilowatts)),
    ("terawatt hours", Measure::Of(Unit::TerawattHours)),
    ("terawatt - hours", Measure::Of(Unit::TerawattHours)),
    ("volts", Measure::Of(Unit::Volts)),
    ("amps", Measure::Of(Unit::Amperes)),
    ("amperes", Measure::Of(Unit::Amperes)),
    ("per cent", Measure::Of(Unit::Percent)),
    ("percent", Measure::Of(Unit::Percent)),
    ("worker", Measure::Of(Unit::People)),
    ("workers", Measure::Of(Unit::People)),
    ("employees", Measure::Of(Unit::People)),
    ("people", Measure::Of(Unit::People)),
    ("job", Measure::Of(Unit::People)),
    ("jobs", Measure::Of(Unit::People)),
    ("square foot", Measure::Of(Unit::SquareFeet)),
    ("square feet", Measure::Of(Unit::SquareFeet)),
    ("square - foot", Measure::Of(Unit::SquareFeet)),
    ("sq ft", Measure::Of(Unit::SquareFeet)),
    ("square metre", Measure::Of(Unit::SquareMeters)),
    ("square metres", Measure::Of(Unit::SquareMeters)),
    ("sq m", Measure::Of(Unit::SquareMeters)),
    ("acre", Measure::Of(Unit::Acres)),
    ("acres", Measure::Of(Unit::Acres)),
    ("ha", Measure::Hectares),
    ("hectare", Measure::Hectares),
    ("hectares", Measure::Hectares),
    ("kilometre", Measure::Of(Unit::Kilometers)),
    ("kilometres", Measure::Of(Unit::Kilometers)),
    ("mile", Measure::Of(Unit::Miles)),
    ("miles", Measure::Of(Unit::Miles)),
    ("tonne", Measure::Of(Unit::Tonnes)),
    ("tonnes", Measure::Of(Unit::Tonnes)),
    ("rack a week", Measure::Of(Unit::RacksPerWeek)),
    ("racks a week", Measure::Of(Unit::RacksPerWeek)),
    ("rack per week", Measure::Of(Unit::RacksPerWeek)),
    ("racks per week", Measure::Of(Unit::RacksPerWeek)),
    ("day", Measure::Of(Unit::Days)),
    ("days", Measure::Of(Unit::Days)),
    ("year", Measure::Of(Unit::Years)),
    ("years", Measure::Of(Unit::Years)),
    ("month", Measure::Of(Unit::Months)),
    ("months", Measure::Of(Unit::Months)),
    ("hour", Measure::Of(Unit::Hours)),
    ("hours", Measure::Of(Unit::Hours)),
    ("kilo", Measure::Unlisted),
    ("kilos", Measure::Unlisted),
    ("kilogram", Measure::Unlisted),
    ("kilograms", Measure::Unlisted),
    ("kilogrammes", Measure::Unlisted),
    ("grams", Measure::Unlisted),
    ("lb", Measure::Unlisted),
    ("lbs", Measure::Unlisted),
    ("metre", Measure::Unlisted),
    ("metres", Measure::Unlisted),
    ("cubic metres", Measure::Unlisted),
    ("centimetres", Measure::Unlisted),
    ("millimetres", Measure::Unlisted),
    ("nanometres", Measure::Unlisted),
    ("foot", Measure::Unlisted),
    ("feet", Measure::Unlisted),
    ("inch", Measure::Unlisted),
    ("inches", Measure::Unlisted),
    ("litre", Measure::Unlisted),
    ("litres", Measure::Unlisted),
    ("gallons", Measure::Unlisted),
    ("degree", Measure::Unlisted),
    ("degrees", Measure::Unlisted),
    ("watts", Measure::Unlisted),
    ("kilowatt hours", Measure::Unlisted),
    ("kilowatt - hours", Measure::Unlisted),
    ("megawatt hours", Measure::Unlisted),
    ("megawatt - hours", Measure::Unlisted),
    ("gigawatt hours", Measure::Unlisted),
    ("gigawatt - hours", Measure::Unlisted),
    ("gigabytes", Measure::Unlisted),
    ("terabytes", Measure::Unlisted),
    ("second", Measure::Unlisted),
    ("seconds", Measure::Unlisted),
    ("minute", Measure::Unlisted),
    ("minutes", Measure::Unlisted),
    ("week", Measure::Unlisted),
    ("weeks", Measure::Unlisted),
];

/// Every phrase that may follow a figure, in lower case; spaces stand between tokens.
pub(super) fn phrases(locale: Locale) -> impl Iterator<Item = &'static (&'static str, Measure)> {
    let own = match locale {
        Locale::It => AFTER_IT,
        Locale::En => AFTER_EN,
        Locale::Other => &[],
    };
    AFTER_ALL.iter().chain(own)
}
