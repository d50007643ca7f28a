//! What a map is made of: outlines, regions that pages exist about, words.

use std::fmt;

use crate::shapes::Shapes;
use crate::status::{Line, Status};

/// A region that pages exist about.
#[derive(Clone, Copy, Debug)]
pub struct Region<'a> {
    /// Code of the shape: `OH`.
    pub code: &'a str,
    /// Name in the reader's language.
    pub name: &'a str,
    /// Relative address of its page.
    pub href: &'a str,
    /// How it is drawn; usually [`Ground::of`] its status.
    pub ground: Ground,
    /// Why it is dotted: `documentato fino al 2019`.
    pub note: Option<&'a str>,
}

/// How a region is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Filled.
    Solid,
    /// Empty with a dotted edge: what is known of it is old, disputed or nothing.
    Dotted,
}

impl Ground {
    /// Dotted for what is only told, overtaken or not known.
    #[must_use]
    pub fn of(status: Status) -> Self {
        match status.line() {
            Line::Solid | Line::Double | Line::Dashed => Self::Solid,
            Line::Dotted | Line::Struck | Line::Hollow => Self::Dotted,
        }
    }
}

/// What a map is made of.
#[derive(Clone, Copy, Debug)]
pub struct Country<'a> {
    /// The outlines.
    pub shapes: &'a Shapes,
    /// In the order of the list of links.
    pub regions: &'a [Region<'a>],
    /// Interface words.
    pub words: MapWords<'a>,
    /// Inline HTML; may be empty.
    pub caption_html: &'a str,
}

/// Words of a map, complete: nothing is left to fill in.
#[derive(Clone, Copy, Debug)]
pub struct MapWords<'a> {
    /// Name of the map for those who do not see it: `Carta degli Stati Uniti: gli stati citati dalla stampa`.
    pub group: &'a str,
    /// Key of the filled regions on the map of all: `stabilimenti di cui si hanno notizie recenti`.
    pub recent: &'a str,
    /// Key of the other regions on the map of one: `gli altri stati citati dalla stampa`.
    pub others: &'a str,
    /// Name of the own outline: `Sagoma: Ohio, con scala di 100 chilometri`.
    pub outline: &'a str,
    /// Words at the scale: `100 km`.
    pub scale: &'a str,
}

/// A region whose code no shape has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion(pub String);

impl fmt::Display for UnknownRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the map has no region with the code `{}`", self.0)
    }
}
