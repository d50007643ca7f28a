//! Whether a site has cards, and the colors that they share with its pages.

use super::css::bundle_css;
use crate::card::{Color, Colors};
use crate::model::Site;

/// What all cards of a site share.
pub(super) struct Look {
    /// `None`: the site has no cards.
    pub(super) colors: Option<Colors>,
}

/// What a template prints to show a card.
const FIELD: &str = "page.card";

impl Look {
    /// There are cards where `site.yaml` does not turn them off and a template can show them.
    pub(super) fn of(site: &Site) -> Self {
        let shows = |file| site.files.get(file).text.contains(FIELD);
        let is_wanted = site.config.cards && site.templates.iter().any(|&(_, file)| shows(file));
        Self {
            colors: is_wanted.then(|| colors_in(&bundle_css(site))),
        }
    }
}

/// The first value that a style sheet gives to each custom property named like a color of the sheet.
fn colors_in(css: &str) -> Colors {
    let color = |name: &str, usual: Color| {
        let value = css.split_once(&format!("--{name}:"));
        value.and_then(|(_, value)| color(value)).unwrap_or(usual)
    };
    Colors {
        paper: color("paper", Colors::SHEET.paper),
        sheet: color("sheet", Colors::SHEET.sheet),
        ink: color("ink", Colors::SHEET.ink),
        soft: color("soft", Colors::SHEET.soft),
        edge: color("edge", Colors::SHEET.edge),
        green: color("green", Colors::SHEET.green),
        copper: color("copper", Colors::SHEET.copper),
    }
}

/// The color at the beginning of a text, written as `#rrggbb` or `#rgb`.
fn color(text: &str) -> Option<Color> {
    let digits = text.trim_start().strip_prefix('#')?;
    let end = digits.find(|c: char| !c.is_ascii_hexdigit());
    let digits = &digits[..end.unwrap_or(digits.len())];
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let channel = |at: usize| match digits.len() {
        3 => Some(digit(at)? * 17),
        6 => Some(digit(2 * at)? * 16 + digit(2 * at + 1)?),
        _ => None,
    };
    Some([channel(0)?, channel(1)?, channel(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_come_from_the_style_sheet() {
        let css = ":root{--paper:#fff;--ink: #102030 ;--soft:red;--edge:#12;--green:#0a5a45ff}@media x{:root{--ink:#fff}}";
        let expected = Colors {
            paper: [0xff, 0xff, 0xff],
            ink: [0x10, 0x20, 0x30],
            ..Colors::SHEET
        };
        assert_eq!(colors_in(css), expected);
        assert_eq!(colors_in(""), Colors::SHEET);
    }
}
