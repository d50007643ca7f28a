//! Figures made from data: plain values in, HTML and inline SVG out. All text is escaped here; only what a field's
//! name calls `html` goes in as it is. Nothing here knows the site, the files or the language.

mod bars;
mod country;
mod escape;
mod links;
mod map;
mod outline;
mod relations;
mod timeline;
mod trace;

pub use bars::{Bar, Bars, BarsRefused, Fill, Pattern, bars};
pub use country::{Country, Ground, MapWords, Region, UnknownRegion};
pub use links::{Chip, Item, chips, item_list};
pub use map::{country_map, region_map};
pub use relations::{
    Drawn, MAX_ROWS, MIN_ROWS, Relation, Relations, RelationsFigure, RelationsWords, relations,
};
pub use timeline::{Event, Standing, timeline};

use crate::status::Status;
use escape::escape;

/// A status with its word in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge<'a> {
    /// Decides the line.
    pub status: Status,
    /// Plain text: `annuncio`.
    pub label: &'a str,
}

impl Badge<'_> {
    /// `<span class="st st-ann">annuncio</span>`
    #[must_use]
    pub fn html(&self) -> String {
        format!(
            "<span class=\"st {}\">{}</span>",
            self.status.css_class(),
            escape(self.label)
        )
    }
}
