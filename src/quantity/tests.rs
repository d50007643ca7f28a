//! Tests of the whole: what is written, what is accepted, what is found.

use super::*;

const IT: Locale = Locale::It;
const EN: Locale = Locale::En;

/// A quantity from a short notation: `~1400 billion USD`, `>20 …`, `<100 …`, `1-5 billion USD`, `2025-11-20 date`.
fn quantity(notation: &str) -> Quantity {
    let (qualifier, rest) = match notation.as_bytes()[0] {
        b'~' => (Qualifier::About, &notation[1..]),
        b'>' => (Qualifier::AtLeast, &notation[1..]),
        b'<' => (Qualifier::UpTo, &notation[1..]),
        _ => (Qualifier::Exactly, notation),
    };
    let parts: Vec<&str> = rest.split(' ').collect();
    let unit = Unit::parse(parts[parts.len() - 1]).unwrap();
    let scale = if parts.len() == 3 {
        Scale::parse(parts[1]).unwrap()
    } else {
        Scale::None
    };
    let amount = match parts[0].split_once('-') {
        _ if unit == Unit::Date => Amount::Date(PartialDate::parse(parts[0]).unwrap()),
        Some((low, high)) => {
            Amount::Range(Decimal::parse(low).unwrap(), Decimal::parse(high).unwrap())
        }
        None => Amount::Exact(Decimal::parse(parts[0]).unwrap()),
    };
    Quantity {
        amount,
        scale,
        unit,
        qualifier,
    }
}

fn noun(locale: Locale) -> LocalWords<'static> {
    let noun = if locale == IT {
        ("stato", "stati")
    } else {
        ("state", "states")
    };
    LocalWords {
        noun: Some(noun),
        ..LocalWords::default()
    }
}

/// The cells of a line of a table.
fn row<const N: usize>(line: &str) -> [&str; N] {
    let cells: Vec<&str> = line.split(" | ").collect();
    cells
        .try_into()
        .expect("as many cells as the table has columns")
}

/// The text before a mark, and the mark: `circa [1.400]`.
fn mark(text: &str) -> (&str, &str) {
    let (before, marked) = text.split_once('[').unwrap();
    (before, marked.strip_suffix(']').unwrap())
}

/// With no-break spaces for underscores.
fn tied(text: &str) -> String {
    text.replace('_', "\u{a0}")
}

fn form_of(name: &str) -> Form {
    let forms = [Form::Text, Form::Table, Form::Chart, Form::Alone];
    forms
        .into_iter()
        .find(|form| format!("{form:?}") == name)
        .unwrap()
}

fn spaced(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn bare() -> LocalWords<'static> {
    LocalWords::default()
}

#[test]
fn text_is_written_as_each_language_writes_it() {
    for line in [
        // The rows of the house style.
        "1400000000000 USD | 1.400.000.000.000_dollari | $1,400,000,000,000",
        "1400 billion USD | 1.400_miliardi di_dollari | $1.4_trillion",
        "1.4 trillion USD | 1.400_miliardi di_dollari | $1.4_trillion",
        "<100 billion USD | fino a 100_miliardi di_dollari | up to $100_billion",
        "7.1 percent | 7,1% | 7.1%",
        "12345.5 count | 12.345,5 | 12,345.5",
        "20 billion USD | 20_miliardi di_dollari | $20_billion",
        "38 billion USD | 38_miliardi di_dollari | $38_billion",
        "1 million USD | 1_milione di_dollari | $1_million",
        "1 billion USD | 1_miliardo di_dollari | $1_billion",
        "1000 count | 1.000 | 1,000",
        "1234 count | 1.234 | 1,234",
        "1 million EUR | 1_milione di_euro | €1_million",
        "3.2 percent | 3,2% | 3.2%",
        // What a data file may hold, qualifier by qualifier and unit by unit.
        "~1400 billion USD | circa 1.400_miliardi di_dollari | about $1.4_trillion",
        ">20 billion USD | oltre 20_miliardi di_dollari | over $20_billion",
        "1-5 billion USD | da 1 a 5_miliardi di_dollari | $1_billion to $5_billion",
        "569 million USD | 569_milioni di_dollari | $569_million",
        "53875 USD | 53.875_dollari | $53,875",
        "731.8 billion TWD | 731,8_miliardi di_dollari di Taiwan | NT$731.8_billion",
        "4.5 GW | 4,5_GW | 4.5_GW",
        "27 percent | 27% | 27%",
        "6.2 million sq-ft | circa 576.000_metri quadrati | 6.2_million_square feet",
        "86.34 acres | circa 35_ettari | 86.34_acres",
        "3 km | 3_km | 3_km",
        "1.86 miles | 1,86_miglia | 1.86_miles",
        "1.36 tonnes | 1,36_tonnellate | 1.36_tonnes",
        "<2000 racks-per-week | fino a 2.000_rack a settimana | up to 2,000_racks a week",
        "~400 people | circa 400 addetti | about 400 workers",
        "8 years | otto anni | eight years",
        "1 years | un anno | one year",
        "18 months | 18_mesi | 18_months",
        "1 hours | 1_ora | 1_hour",
        "2025-11-20 date | 20_novembre 2025 | 20_November 2025",
        "2025 year | 2025 | 2025",
        "5 thousand people | 5.000 addetti | 5,000 workers",
        "400 thousand USD | 400.000_dollari | $400,000",
        "1425 million USD | 1.425_milioni di_dollari | $1,425_million",
        "0.5 billion USD | 500_milioni di_dollari | $500_million",
        "1234.5 billion USD | 1.234,5_miliardi di_dollari | $1,234.5_billion",
        "6.7-12 percent | dal 6,7% al 12% | 6.7% to 12%",
        "8-11 percent | dall’8% all’11% | 8% to 11%",
        "3-5 GW | da 3 a 5_GW | 3 to 5_GW",
        "2026-2027 year | dal 2026 al 2027 | 2026 to 2027",
        "100 million sq-ft | circa 9,29_milioni di_metri quadrati | 100_million_square feet",
        "315 acres | circa 127_ettari | 315_acres",
    ] {
        let [notation, it, en] = row(line);
        assert_eq!(
            quantity(notation).format(IT, &bare(), Form::Text),
            tied(it),
            "{line}"
        );
        assert_eq!(
            quantity(notation).format(EN, &bare(), Form::Text),
            tied(en),
            "{line}"
        );
    }
}

#[test]
fn nouns_follow_the_number_and_small_ones_are_words_in_text_only() {
    for line in [
        "12 count | Text | 12 stati | 12 states",
        "5 count | Text | cinque stati | five states",
        ">5 count | Alone | cinque stati | five states",
        "5 count | Table | 5 stati | 5 states",
        "5 count | Chart | 5_stati | 5_states",
        "1 count | Text | 1 stato | one state",
        "2-5 count | Text | da 2 a 5 stati | 2 to 5 states",
        "2 million count | Text | 2_milioni di_stati | 2_million states",
        "13000 people | Text | 13.000 stati | 13,000 states",
        "5 GW | Text | 5_GW | 5_GW",
    ] {
        let [notation, form, it, en] = row(line);
        assert_eq!(
            quantity(notation).format(IT, &noun(IT), form_of(form)),
            tied(it),
            "{line}"
        );
        assert_eq!(
            quantity(notation).format(EN, &noun(EN), form_of(form)),
            tied(en),
            "{line}"
        );
    }
}

#[test]
fn charts_keep_the_scale_of_the_data_and_other_forms_their_qualifier() {
    for line in [
        "~1400 billion USD | Chart | 1.400_mld_$ | $1,400bn",
        "1.4 trillion USD | Chart | 1.400_mld_$ | $1.4tn",
        "569 million USD | Chart | 569_mln_$ | $569m",
        "1-5 billion USD | Chart | 1–5_mld_$ | $1–5bn",
        "4.5 GW | Chart | 4,5_GW | 4.5_GW",
        "27 percent | Chart | 27% | 27%",
        "6.2 million sq-ft | Chart | 576.000_m² | 6.2m_sq ft",
        "~1400 billion USD | Alone | 1.400_miliardi di_dollari | $1.4_trillion",
        "~8 years | Table | circa 8_anni | about 8_years",
    ] {
        let [notation, form, it, en] = row(line);
        assert_eq!(
            quantity(notation).format(IT, &bare(), form_of(form)),
            tied(it),
            "{line}"
        );
        assert_eq!(
            quantity(notation).format(EN, &bare(), form_of(form)),
            tied(en),
            "{line}"
        );
    }
}

#[test]
fn rates_and_words_come_from_the_data() {
    let rate = quantity("30 billion USD");
    let it = LocalWords {
        per: Some("l'anno"),
        ..bare()
    };
    let en = LocalWords {
        per: Some("a year"),
        ..bare()
    };
    assert_eq!(
        spaced(&rate.format(IT, &it, Form::Text)),
        "30 miliardi di dollari l’anno"
    );
    assert_eq!(
        spaced(&rate.format(EN, &en, Form::Text)),
        "$30 billion a year"
    );
    assert_eq!(rate.key_figure(IT, &it).unit, "miliardi di dollari l’anno");
    let said = Quantity {
        amount: Amount::Words,
        ..quantity("0 percent")
    };
    let words = LocalWords {
        words: Some("quasi un quarto"),
        ..bare()
    };
    assert_eq!(said.format(IT, &words, Form::Text), "quasi un quarto");
    assert_eq!(said.key_figure(IT, &words).number, "quasi un quarto");
}

#[test]
fn other_languages_get_digits_and_codes() {
    for (notation, expected) in [
        ("~1400 billion USD", "≈ 1 400 000 000 000 USD"),
        (">4.5 GW", "≥ 4.5 GW"),
        ("1-5 million EUR", "1 000 000–5 000 000 EUR"),
        ("27 percent", "27%"),
        ("2025-11-20 date", "2025-11-20"),
    ] {
        assert_eq!(
            spaced(&quantity(notation).format(Locale::Other, &bare(), Form::Text)),
            expected
        );
    }
}

#[test]
fn key_figures_have_three_parts() {
    for (notation, locale, words, parts) in [
        (
            "~1400 billion USD",
            IT,
            bare(),
            ("circa", "1.400", "miliardi di dollari"),
        ),
        (
            "~1400 billion USD",
            EN,
            bare(),
            ("about", "$1.4", "trillion"),
        ),
        (
            "<100 billion USD",
            IT,
            bare(),
            ("fino a", "100", "miliardi di dollari"),
        ),
        (">40 count", IT, noun(IT), ("oltre", "40", "stati")),
        ("12 count", EN, bare(), ("", "12", "")),
        ("27 percent", IT, bare(), ("", "27%", "")),
        ("4.5 GW", IT, bare(), ("", "4,5", "GW")),
        ("8 years", IT, bare(), ("", "8", "anni")),
        (
            "6.2 million sq-ft",
            IT,
            bare(),
            ("circa", "576.000", "metri quadrati"),
        ),
        (
            "1-5 billion USD",
            IT,
            bare(),
            ("", "1–5", "miliardi di dollari"),
        ),
        ("1-5 billion USD", EN, bare(), ("", "$1–5", "billion")),
        (
            "2025-11-20 date",
            IT,
            bare(),
            ("", "20\u{a0}novembre 2025", ""),
        ),
    ] {
        let key = quantity(notation).key_figure(locale, &words);
        let qualifier = key.qualifier.as_deref().unwrap_or_default();
        assert_eq!(
            (qualifier, key.number.as_str(), key.unit.as_str()),
            parts,
            "{notation}"
        );
    }
}

#[test]
fn canonical_words_state_their_quantity_and_a_changed_digit_does_not() {
    for unit in Unit::ALL {
        for scale in Scale::ALL {
            for value in ["1", "7.1", "12", "1400", "53875"] {
                for qualifier in [
                    Qualifier::Exactly,
                    Qualifier::About,
                    Qualifier::AtLeast,
                    Qualifier::UpTo,
                ] {
                    let amount = Amount::Exact(Decimal::parse(value).unwrap());
                    if unit != Unit::Date && (unit != Unit::Year || value == "1400") {
                        round_trip(&Quantity {
                            amount,
                            scale,
                            unit,
                            qualifier,
                        });
                    }
                }
            }
        }
    }
    for notation in [
        "1-5 billion USD",
        "~3-5 GW",
        "6.7-12 percent",
        "8-11 percent",
        "2-5 acres",
        "300-400 sq-ft",
    ] {
        round_trip(&quantity(notation));
    }
}

fn round_trip(quantity: &Quantity) {
    for locale in [IT, EN, Locale::Other] {
        for words in [bare(), noun(locale)] {
            for form in [Form::Text, Form::Table] {
                let text = quantity.format(locale, &words, form);
                let verdict = quantity.stated_by(locale, &words, &text, "", Mention::First);
                assert_eq!(verdict, Ok(()), "{text:?} {quantity:?}");
                assert_eq!(
                    quantity.stated_by(locale, &words, &text, "", Mention::Again),
                    Ok(()),
                    "{text:?}"
                );
                if let Some(at) = text.find(|letter: char| letter.is_ascii_digit()) {
                    let digit = if text.as_bytes()[at] == b'9' {
                        "8"
                    } else {
                        "9"
                    };
                    let wrong = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
                    assert!(
                        quantity
                            .stated_by(locale, &words, &wrong, "", Mention::Again)
                            .is_err(),
                        "{wrong:?}"
                    );
                }
            }
            if quantity.qualifier != Qualifier::Exactly && locale != Locale::Other {
                let text = quantity.format(locale, &words, Form::Alone);
                let before = format!("gli {} ", locale.qualifier(quantity.qualifier));
                assert!(
                    quantity
                        .stated_by(locale, &words, &text, "", Mention::First)
                        .is_err(),
                    "{text:?}"
                );
                let verdict = quantity.stated_by(locale, &words, &text, &before, Mention::First);
                assert_eq!(verdict, Ok(()), "{before:?} {text:?} {quantity:?}");
            }
        }
    }
}

#[test]
fn variants_of_the_house_style_pass_at_first_mention() {
    for line in [
        "~1400 billion USD | it | [circa 1.400 miliardi di dollari]",
        "~1400 billion USD | it | [CIRCA 1.400\u{202f}miliardi\u{a0}di dollari]",
        "~1400 billion USD | it | un totale di circa [1.400 miliardi di dollari]",
        "~1400 billion USD | it | [1.400 miliardi di dollari circa]",
        "~1400 billion USD | it | [i circa 1.400 miliardi di dollari]",
        "~1400 billion USD | it | all’[incirca 1.400 miliardi di dollari]",
        "~1400 billion USD | it | più o meno [1.400 mld $]",
        "~1400 billion USD | it | attorno ai [1.400 miliardi di dollari]",
        "~1.4 trillion USD | it | [quasi 1.400 miliardi di dollari]",
        "~1400 billion USD | en | [about $1.4tn]",
        "~1400 billion USD | en | [about $1,400 billion]",
        "~1400 billion USD | en | [some US$1.4 trillion]",
        "~1400 billion USD | en | [roughly 1.4 trillion dollars]",
        "~1400 billion USD | en | about the [$1.4-trillion plan]",
        "~1.4 billion USD | en | [around $1.4bn]",
        "569 million USD | en | [$569m]",
        "569 million USD | en | spread over [$569 million]",
        "<100 billion USD | it | [non più di 100 miliardi di dollari]",
        "<100 billion USD | it | fino ai [100 miliardi di dollari]",
        "<100 billion USD | en | [no more than $100 billion]",
        ">20 billion USD | it | [più di 20 miliardi di dollari]",
        ">20 billion USD | it | superiore ai [20 miliardi di dollari]",
        ">20 billion USD | it | oltre i [20 miliardi di dollari]",
        ">20 billion USD | en | [upwards of $20 billion]",
        "100 billion USD | it | dei [100 miliardi di dollari]",
        "1 billion USD | it | [un miliardo di dollari]",
        "1 billion USD | en | [a billion dollars]",
        "<1 million EUR | it | [fino ad un milione d'euro]",
        "~400 people | it | [circa 400 addetti]",
        "~400 people | it | [circa 400 dipendenti]",
        "~400 people | en | [some 400 robots and staff]",
        "1-5 billion USD | it | [tra 1 e 5 miliardi di dollari]",
        "1-5 billion USD | it | [da uno a cinque miliardi di dollari]",
        "1-5 billion USD | it | [1–5 miliardi di dollari]",
        "1-5 billion USD | en | [$1-5 billion]",
        "1-5 billion USD | en | [between $1bn and $5bn]",
        "1-5 billion USD | en | [from 1 to 5 billion dollars]",
        "4.5 GW | it | [4,5 gigawatt]",
        "4.5 GW | en | [4.5 gigawatts]",
        "4.5 GW | it | [4.500 MW]",
        "600 MW | en | the [600-megawatt extension]",
        "~27 percent | it | [circa il 27%]",
        "~8 percent | it | [circa l'8 per cento]",
        "7.1 percent | en | [7.1 per cent]",
        "6.2 million sq-ft | it | [6,2 milioni di piedi quadrati]",
        "6.2 million sq-ft | it | [circa 580.000 metri quadrati]",
        "6.2 million sq-ft | en | [about 576,000 square metres]",
        "86.34 acres | it | [86,34 acri]",
        "86.34 acres | it | [circa 35 ettari]",
        ">86.34 acres | it | [oltre 34,9 ettari]",
        "86.34 acres | en | [about 35 hectares]",
        "315 acres | it | [circa 127 ettari (315 acri)]",
        "1.86 miles | it | [circa 3 km]",
        "<2000 racks-per-week | en | [up to 2,000 racks per week]",
        "8 years | it | [otto anni]",
        "8 years | en | the [eight-year plan]",
        "~8 years | it | in [circa 8 anni]",
        "180 days | en | [180-day moratorium]",
        "20 billion USD | it | [20 miliardi di dollari nel 2025]",
        "2025-11-20 date | it | [il 20 novembre 2025]",
        "2025 year | it | [nel 2025]",
        "400 thousand people | it | [400mila persone]",
    ] {
        let [notation, locale, text] = row(line);
        let (before, marked) = mark(text);
        let verdict = quantity(notation).stated_by(
            Locale::of(locale),
            &bare(),
            marked,
            before,
            Mention::First,
        );
        assert_eq!(verdict, Ok(()), "{line}");
    }
}

#[test]
fn nouns_pass_in_either_form() {
    for line in [
        "5 count | it | [cinque stati]",
        "5 count | it | [5 Stati americani]",
        "5 count | it | [5 grandi stati]",
        "1 count | it | [uno stato]",
        "1 count | en | [a state]",
        ">12 count | it | gli oltre [12 stati]",
        ">12 count | en | [12 states or more]",
        "5 count | en | [one of five states]",
    ] {
        let [notation, locale, text] = row(line);
        let ((before, marked), locale) = (mark(text), Locale::of(locale));
        let verdict =
            quantity(notation).stated_by(locale, &noun(locale), marked, before, Mention::First);
        assert_eq!(verdict, Ok(()), "{line}");
    }
    let jobs = LocalWords {
        noun: Some(("posto di lavoro", "posti di lavoro")),
        ..bare()
    };
    let states = |marked| {
        quantity("1242 people")
            .stated_by(IT, &jobs, marked, "", Mention::First)
            .map_err(|it| it.kind)
    };
    assert_eq!(states("1.242 posti di lavoro"), Ok(()));
    assert_eq!(states("1.242 lavoratori"), Err(MismatchKind::UnitDiffers));
    assert_eq!(states("1.242"), Err(MismatchKind::UnitMissing));
}

#[test]
fn what_is_wrong_is_named_with_the_right_words() {
    for line in [
        "~1400 billion USD | it | [circa 1.300 miliardi di dollari] | NumberDiffers",
        "~1400 billion USD | it | [circa 1,4 trilioni di dollari] | ScaleDiffers",
        "~1400 billion USD | it | [circa 1,400 miliardi di dollari] | Separators",
        "~1400 billion USD | it | [circa 1400 miliardi di dollari] | Separators",
        "~1400 billion USD | en | [about $1,4 trillion] | Separators",
        "~1400 billion USD | en | [about $1.400 billion] | Separators",
        "~1400 billion USD | it | [circa 1.400 milioni di dollari] | ScaleDiffers",
        "~1400 billion USD | en | [about $1.4 billion] | ScaleDiffers",
        "~1400 billion USD | it | [circa 1.400 dollari] | ScaleMissing",
        "~1400 billion USD | it | [circa 1.400] | ScaleMissing",
        "~1400 billion USD | it | [circa 1.400 miliardi] | UnitMissing",
        "~1400 billion USD | it | [circa 1.400 miliardi di euro] | UnitDiffers",
        "~1400 billion USD | en | [about £1.4 trillion] | UnitDiffers",
        "~1400 billion USD | en | [about HK$1.4 trillion] | UnitDiffers",
        "~1400 billion USD | it | impegni per [1.400 miliardi di dollari] | QualifierMissing",
        "~1400 billion USD | it | oltre [1.400 miliardi di dollari] | QualifierDiffers",
        "~1400 billion USD | it | [fino a 1.400 miliardi di dollari] | QualifierDiffers",
        "569 million USD | it | [circa 569 milioni di dollari] | QualifierDiffers",
        "<100 billion USD | en | [less than $100 billion] | QualifierDiffers",
        "100 billion USD | en | [less than $100 billion] | QualifierDiffers",
        ">20 billion USD | it | [non più di 20 miliardi di dollari] | QualifierDiffers",
        "~1400 billion USD | it | [moltissimi soldi] | NumberMissing",
        "~1400 billion USD | it | [] | NumberMissing",
        "12 count | it | [12 GW] | UnitDiffers",
        "4.5 GW | it | [4,5 MW] | ScaleDiffers",
        "86.34 acres | it | [35 ettari] | QualifierMissing",
        "86.34 acres | it | [circa 36 ettari] | NumberDiffers",
        "1-5 billion USD | it | [5 miliardi di dollari] | NumberMissing",
        "1-5 billion USD | it | [da 1 a 6 miliardi di dollari] | NumberDiffers",
        "20 billion USD | it | [20 miliardi di dollari, non 21 miliardi di dollari] | NumberDiffers",
        "2025-11-20 date | it | [21 novembre 2025] | DateDiffers",
        "2025-11-20 date | it | [20 novembre] | DateDiffers",
    ] {
        let [notation, locale, text, kind] = row(line);
        let ((before, marked), locale, quantity) =
            (mark(text), Locale::of(locale), quantity(notation));
        let verdict = quantity.stated_by(locale, &bare(), marked, before, Mention::First);
        let mismatch = verdict.expect_err(line);
        assert_eq!(format!("{:?}", mismatch.kind), kind, "{line}");
        assert_eq!(
            mismatch.expected,
            quantity.format(locale, &bare(), Form::Text)
        );
    }
}

#[test]
fn later_mentions_and_cells_may_leave_out_what_was_said() {
    for line in [
        "~1400 billion USD | it | 1.400 | Again",
        "~1400 billion USD | it | 1.400 miliardi | Again",
        "~1400 billion USD | en | 1.4 | Again",
        "~1400 billion USD | en | 1,400 | Again",
        "~1400 billion USD | en | $1.4 trillion | Again",
        "~1400 billion USD | it | quei 1.400 miliardi | Again",
        "~1400 billion USD | it | circa 1.400 miliardi | Cell",
        "1-5 billion USD | it | da 1 a 5 miliardi | Cell",
        "86.34 acres | it | 35 | Again",
        "4 count | it | quattro | Again",
    ] {
        assert_eq!(later(line), Ok(()), "{line}");
    }
    for line in [
        "~1400 billion USD | it | 1.400 dollari | Again",
        "~1400 billion USD | it | 1.400 milioni | Again",
        "~1400 billion USD | it | oltre 1.400 miliardi | Again",
        "~1400 billion USD | it | 1.300 | Again",
        "~1400 billion USD | it | 1.400 miliardi | Cell",
        "~1400 billion USD | it | circa 1.400 | Cell",
    ] {
        assert!(later(line).is_err(), "{line}");
    }
}

fn later(line: &str) -> Result<(), Mismatch> {
    let [notation, locale, marked, mention] = row(line);
    let mention = if mention == "Cell" {
        Mention::Cell
    } else {
        Mention::Again
    };
    quantity(notation).stated_by(Locale::of(locale), &bare(), marked, "", mention)
}

#[test]
fn a_quantity_in_words_is_stated_by_the_same_words() {
    let quantity = Quantity {
        amount: Amount::Words,
        ..quantity("0 USD")
    };
    let words = LocalWords {
        words: Some("centinaia di miliardi di dollari"),
        ..bare()
    };
    let states = |marked, mention| quantity.stated_by(IT, &words, marked, "", mention).is_ok();
    assert!(states(
        "Centinaia di miliardi\u{a0}di dollari",
        Mention::First
    ));
    assert!(states(
        "le centinaia di miliardi di dollari",
        Mention::First
    ));
    assert!(!states("centinaia di miliardi", Mention::First));
    assert!(states("centinaia di miliardi", Mention::Cell));
    assert!(!states("migliaia di miliardi di dollari", Mention::Again));
    assert!(!states("", Mention::Again));
}

#[test]
fn in_other_languages_only_the_digits_are_compared() {
    let quantity = quantity("~1400 billion USD");
    let states = |marked| {
        quantity
            .stated_by(Locale::Other, &bare(), marked, "", Mention::First)
            .is_ok()
    };
    assert!(states("environ 1 400 milliards de dollars"));
    assert!(states("rund 1.400 Milliarden Dollar"));
    assert!(states("1,4 billones de dólares"));
    assert!(!states("environ 1 300 milliards"));
    assert!(!states("beaucoup"));
}

#[test]
fn numbers_are_found_with_what_belongs_to_them() {
    use FoundKind::*;
    for (text, locale, expected) in [
        (
            "circa 1.400 miliardi di dollari.",
            IT,
            vec![("1.400 miliardi di dollari", Money)],
        ),
        (
            "about US$1.4 trillion, or 27%",
            EN,
            vec![("US$1.4 trillion", Money), ("27%", WithUnit)],
        ),
        (
            "nel 2025, 12 stati",
            IT,
            vec![("2025", Year), ("12", Plain)],
        ),
        (
            "2.000 rack a settimana nel 2026",
            IT,
            vec![("2.000 rack a settimana", WithUnit), ("2026", Year)],
        ),
        (
            "dal 20 novembre 2025 al 1º dicembre",
            IT,
            vec![("20 novembre 2025", Date), ("1º dicembre", Date)],
        ),
        (
            "the 2nd of 20 November 2025",
            EN,
            vec![("2nd", Ordinal), ("20 November 2025", Date)],
        ),
        (
            "November 20, 2025; may 5 of them",
            EN,
            vec![("November 20, 2025", Date), ("5", Plain)],
        ),
        (
            "2025-11-20 alle 10:30, 24/7",
            IT,
            vec![("2025-11-20", Date)],
        ),
        (
            "GB200 NVL72 H100 5G GPT-4 GPT-5.1 1.2.3 1990s 1Q26",
            EN,
            vec![],
        ),
        (
            "Luigi XXI, il 2º e la 3ª",
            IT,
            vec![("2º", Ordinal), ("3ª", Ordinal)],
        ),
        (
            "due miliardi di dollari in due anni",
            IT,
            vec![("due miliardi di dollari", Money)],
        ),
        (
            "a billion dollars, a year",
            EN,
            vec![("a billion dollars", Money)],
        ),
        (
            "da 1 a 5 miliardi di dollari",
            IT,
            vec![("1", Money), ("5 miliardi di dollari", Money)],
        ),
        (
            "$5m and 600-MW",
            EN,
            vec![("$5m", Money), ("600-MW", WithUnit)],
        ),
        ("costano 5 $10", EN, vec![("5", Plain), ("$10", Money)]),
        (
            "54 V, da 5 a 10 A",
            IT,
            vec![("54 V", WithUnit), ("5", WithUnit), ("10 A", WithUnit)],
        ),
        ("", IT, vec![]),
    ] {
        let found = find(text, locale);
        let found: Vec<_> = found
            .iter()
            .map(|found| (&text[found.range.clone()], found.kind))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn found_numbers_are_told_from_their_neighbours() {
    for line in [
        "~1400 billion USD | it | 1.400 miliardi di dollari | true",
        "~1400 billion USD | it | 1.400 miliardi | true",
        "~1400 billion USD | it | 1.400 | true",
        "~1400 billion USD | en | $1.4 trillion | true",
        "~1400 billion USD | it | 1.400 miliardi di euro | false",
        "~1400 billion USD | it | 1.300 miliardi di dollari | false",
        "1-5 billion USD | it | da 1 a 5 miliardi di dollari | true",
        "86.34 acres | it | 35 ettari | true",
        "86.34 acres | it | 86,34 acri | true",
        "12 count | it | 12 | true",
        "12 count | it | 12 GW | false",
        "1242 people | it | 1.242 posti di lavoro | true",
        "2025 year | it | 2025 | true",
        "12 count | it | 12 novembre | false",
        "2025-11-20 date | it | 20 novembre 2025 | true",
        "2025-11-20 date | it | 21 novembre 2025 | false",
    ] {
        let [notation, locale, text, is_equal] = row(line);
        let locale = Locale::of(locale);
        let found = find(text, locale);
        let verdict = !found.is_empty()
            && found
                .iter()
                .all(|found| quantity(notation).equals_found(locale, found));
        assert_eq!(verdict.to_string(), is_equal, "{line}");
    }
}

#[test]
fn the_nearest_quantity_is_the_one_at_the_smallest_distance() {
    let found = &find("$1.3 trillion", EN)[0];
    assert_eq!(quantity("1400 billion USD").distance(found), Some(71));
    assert_eq!(quantity("1.3 trillion USD").distance(found), Some(0));
    assert_eq!(quantity("4.5 GW").distance(found), None);
    assert_eq!(
        quantity("86.34 acres").distance(&find("35 hectares", EN)[0]),
        Some(2)
    );
}

#[test]
fn any_text_is_read_without_panic() {
    let pieces = [
        "1.400",
        "1,4",
        "$",
        "€",
        "US",
        "miliardi",
        "di",
        "d",
        "'",
        "’",
        "-",
        "a",
        "e",
        "to",
        "%",
        "20",
        "2025",
        "novembre",
        "November",
        "º",
        "m²",
        "è\u{300}",
        "𝟙",
        "٣",
        "\u{a0}",
        " ",
        "\n",
        "/",
        ":",
        "un",
        "a ",
        "circa",
        ".",
        "999999999999999999999",
        "0",
        "GB200",
        "\u{ad}",
        "",
    ];
    let quantities = [
        "~1400 billion USD",
        "1-5 acres",
        "2025-11-20 date",
        "2025 year",
        "5 count",
    ]
    .map(quantity);
    let mut seed: u32 = 1;
    for _ in 0..1000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        for locale in [IT, EN, Locale::Other] {
            for found in find(&text, locale) {
                assert!(
                    text.get(found.range.clone())
                        .is_some_and(|said| !said.is_empty())
                );
                let near = quantities
                    .iter()
                    .filter(|quantity| quantity.equals_found(locale, &found));
                assert!(near.clone().count() <= quantities.len());
                assert!(
                    quantities
                        .iter()
                        .filter_map(|quantity| quantity.distance(&found))
                        .all(|it| it <= 1000)
                );
            }
            for quantity in &quantities {
                let _ = quantity.stated_by(locale, &noun(locale), &text, &text, Mention::First);
            }
        }
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let long = "1.400 miliardi di dollari a 12 ".repeat(2_000);
    assert_eq!(find(&long, IT).len(), 4_000);
    let words = "un circa l'".repeat(5_000);
    assert!(find(&words, IT).is_empty());
    assert!(
        quantity("~1400 billion USD")
            .stated_by(IT, &noun(IT), &words, &words, Mention::First)
            .is_err()
    );
    let digits = "111 ".repeat(5_000);
    assert!(
        quantity("5 count")
            .stated_by(Locale::Other, &bare(), &digits, "", Mention::First)
            .is_err()
    );
}
