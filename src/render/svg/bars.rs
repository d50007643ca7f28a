//! Bars from zero, linear, one unit: what cannot be drawn so is refused, and the caller writes a table instead. A bar
//! alone compares nothing, so it is told in words and figure; one that would be thinner than a hair is a hair.

use std::fmt;

use super::Badge;
use super::escape::{escape, number};
use crate::status::Line;

/// One bar.
#[derive(Clone, Copy, Debug)]
pub struct Bar<'a> {
    /// What is counted, inline HTML.
    pub label_html: &'a str,
    /// The figure as the chart writes it: `1.400 mld $`.
    pub figure: &'a str,
    /// The amount in the unit of the chart; finite, not negative.
    pub amount: f64,
    /// Name of the unit, only compared: `USD`.
    pub unit: &'a str,
    /// Status; decides the filling.
    pub badge: Badge<'a>,
}

/// A chart.
#[derive(Clone, Copy, Debug)]
pub struct Bars<'a> {
    /// In the order shown.
    pub bars: &'a [Bar<'a>],
    /// Whether this page already holds the hatching.
    pub pattern: Pattern,
}

/// The hatching stands once on a page, in its first chart that needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// No chart of the page has it yet.
    Missing,
    /// An earlier chart has it.
    OnPage,
}

/// How a bar is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Settled, announced or told.
    Full,
    /// Not finalised or planned: hatched and outlined.
    Hatched,
}

impl Fill {
    /// The filling for a line: hatched where the line is dashed.
    #[must_use]
    pub fn of(line: Line) -> Self {
        if line == Line::Dashed {
            Self::Hatched
        } else {
            Self::Full
        }
    }
}

/// Why there is no chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarsRefused {
    /// Nothing to draw.
    Empty,
    /// Two units, by name.
    MixedUnits(String, String),
    /// A figure that is no length, as it would be shown.
    NotALength(String),
}

impl fmt::Display for BarsRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a chart needs at least one bar"),
            Self::MixedUnits(one, other) => {
                write!(
                    f,
                    "a chart holds one unit, and this one has `{one}` and `{other}`"
                )
            }
            Self::NotALength(figure) => write!(f, "`{figure}` cannot be the length of a bar"),
        }
    }
}

/// The chart as `ol.bars`, and whether the page holds the hatching afterwards.
///
/// # Errors
/// No bars, more than one unit, or an amount that is negative, infinite or no number.
pub fn bars(chart: &Bars<'_>) -> Result<(String, Pattern), BarsRefused> {
    let longest = longest(chart.bars)?;
    let mut pattern = chart.pattern;
    let mut rows = String::new();
    for bar in chart.bars {
        let drawing = match chart.bars {
            [_] => String::new(),
            _ => drawing(bar, longest, &mut pattern),
        };
        rows += &row(bar, &drawing);
    }
    Ok((
        format!("<ol class=\"plain rows bars wide\">\n{rows}</ol>\n"),
        pattern,
    ))
}

/// The amount that takes the whole width.
fn longest(bars: &[Bar<'_>]) -> Result<f64, BarsRefused> {
    let first = bars.first().ok_or(BarsRefused::Empty)?;
    for bar in bars {
        if bar.unit != first.unit {
            return Err(BarsRefused::MixedUnits(
                first.unit.to_owned(),
                bar.unit.to_owned(),
            ));
        }
        if !bar.amount.is_finite() || bar.amount < 0.0 {
            return Err(BarsRefused::NotALength(bar.figure.to_owned()));
        }
    }
    Ok(bars.iter().map(|bar| bar.amount).fold(0.0, f64::max))
}

fn row(bar: &Bar<'_>, drawing: &str) -> String {
    format!(
        "<li><span>{} {}</span><b>{}</b>{drawing}</li>\n",
        bar.label_html,
        bar.badge.html(),
        escape(bar.figure)
    )
}

fn drawing(bar: &Bar<'_>, longest: f64, pattern: &mut Pattern) -> String {
    /// The share of a hair: what is more than nothing can be seen.
    const LEAST: f64 = 0.3;
    let percent = if bar.amount > 0.0 {
        (bar.amount / longest * 100.0).max(LEAST)
    } else {
        0.0
    };
    let rect = rect(percent, Fill::of(bar.badge.status.line()), pattern);
    format!("<svg aria-hidden=\"true\">{rect}</svg>")
}

fn rect(percent: f64, fill: Fill, pattern: &mut Pattern) -> String {
    let width = number(percent);
    match fill {
        Fill::Full => format!("<rect width=\"{width}%\" height=\"100%\"/>"),
        Fill::Hatched => {
            let defs = if *pattern == Pattern::Missing {
                HATCH
            } else {
                ""
            };
            *pattern = Pattern::OnPage;
            format!("{defs}<rect class=\"h\" width=\"{width}%\" height=\"100%\"/>")
        }
    }
}

const HATCH: &str = "<defs><pattern id=\"_hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
                     patternTransform=\"rotate(45)\"><path d=\"M0 0V8\"/></pattern></defs>";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    fn bar<'a>(amount: f64, unit: &'a str, status: Status) -> Bar<'a> {
        Bar {
            label_html: "x",
            figure: "5 <",
            amount,
            unit,
            badge: Badge { status, label: "y" },
        }
    }

    fn draw(bars_in: &[Bar<'_>]) -> Result<(String, Pattern), BarsRefused> {
        bars(&Bars {
            bars: bars_in,
            pattern: Pattern::Missing,
        })
    }

    #[test]
    fn widths_are_shares_of_the_longest_from_zero() {
        let chart = [
            bar(300.0, "USD", Status::Announced),
            bar(100.0, "USD", Status::Planned),
            bar(0.0, "USD", Status::NotFinalized),
        ];
        let (html, pattern) = draw(&chart).expect("one unit");
        for width in [
            "width=\"100%\"",
            "class=\"h\" width=\"33.3%\"",
            "class=\"h\" width=\"0%\"",
        ] {
            assert!(html.contains(width), "{width} in {html}");
        }
        assert!(html.contains("5 &lt;"));
        assert_eq!(html.matches("<pattern").count(), 1);
        assert_eq!(pattern, Pattern::OnPage);
    }

    #[test]
    fn a_page_holds_the_hatching_once() {
        let chart = [bar(1.0, "USD", Status::Planned); 2];
        let (html, _) = bars(&Bars {
            bars: &chart,
            pattern: Pattern::OnPage,
        })
        .expect("one unit");
        assert!(!html.contains("<pattern"));
        let solid = [bar(1.0, "USD", Status::Completed)];
        assert_eq!(draw(&solid).expect("one unit").1, Pattern::Missing);
    }

    #[test]
    fn a_bar_alone_is_not_drawn_and_a_tiny_one_can_be_seen() {
        let huge = bar(1e15, "USD", Status::Announced);
        let (html, pattern) = draw(&[huge]).expect("one unit");
        assert!(html.contains("5 &lt;") && !html.contains("<svg"), "{html}");
        assert_eq!(pattern, Pattern::Missing);
        let chart = [huge, bar(1.0, "USD", Status::Planned)];
        let (html, _) = draw(&chart).expect("one unit");
        assert!(html.contains("class=\"h\" width=\"0.3%\""), "{html}");
        let nothing = [bar(0.0, "USD", Status::Announced); 2];
        let (html, _) = draw(&nothing).expect("one unit");
        assert_eq!(html.matches("width=\"0%\"").count(), 2);
    }

    #[test]
    fn what_is_no_chart_is_refused() {
        let announced = Status::Announced;
        assert_eq!(draw(&[]), Err(BarsRefused::Empty));
        assert_eq!(
            draw(&[bar(1.0, "USD", announced), bar(1.0, "GW", announced)]),
            Err(BarsRefused::MixedUnits("USD".into(), "GW".into()))
        );
        for amount in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(
                draw(&[bar(amount, "USD", announced)]),
                Err(BarsRefused::NotALength("5 <".into()))
            );
        }
        assert!(draw(&[bar(0.0, "USD", announced)]).is_ok());
    }
}
