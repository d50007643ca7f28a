//! The picture that social networks show of a page. Comes in: plain texts and colors; goes out: the bytes of a PNG, the
//! same on every run and thread. Knows nothing of the site, and nothing is laid out or drawn before it is asked for.

mod canvas;
mod face;
mod layout;
mod outline;
mod wrap;

use sha2::{Digest, Sha256};

use crate::status::Line;
use canvas::Canvas;
pub use face::missing;

/// Width of every card, in pixels.
pub const WIDTH: u32 = 1200;
/// Height of every card, in pixels.
pub const HEIGHT: u32 = 630;

/// What the digest of a card begins with: to be raised whenever the same card is drawn in another way.
const DRAWING: &str = "1";

/// A color, as red, green and blue.
pub type Color = [u8; 3];

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Tag of the language of all texts.
    pub lang: String,
    /// Name of the site.
    pub site: String,
    /// What kind of page it is; may be empty.
    pub kind: String,
    /// The page's title.
    pub title: String,
    /// What stands under the title where there is room; may be empty.
    pub description: String,
    /// How settled the page's subject is.
    pub status: Option<Badge>,
    /// The first key figure.
    pub figure: Option<Cell>,
    /// When the page changed.
    pub updated: Option<Cell>,
    /// The colors of the sheet.
    pub colors: Colors,
}

/// A status: a cell with the line that draws it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The line.
    pub line: Line,
    /// What is in that state, and the word of the status.
    pub cell: Cell,
}

/// A cell of the title block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What the value is, in small letters.
    pub label: String,
    /// The value.
    pub value: String,
}

/// The colors of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colors {
    /// Around the sheet.
    pub paper: Color,
    /// The sheet.
    pub sheet: Color,
    /// Titles and values.
    pub ink: Color,
    /// Labels.
    pub soft: Color,
    /// Lines of the sheet.
    pub edge: Color,
    /// What is settled, and links.
    pub green: Color,
    /// What is open.
    pub copper: Color,
}

impl Colors {
    /// The colors of the sheet where the style sheets of a site give no others.
    pub const SHEET: Self = Self {
        paper: [0xf3, 0xf6, 0xf2],
        sheet: [0xfb, 0xfc, 0xfa],
        ink: [0x14, 0x21, 0x1c],
        soft: [0x46, 0x56, 0x4f],
        edge: [0x6f, 0x80, 0x78],
        green: [0x0a, 0x5a, 0x45],
        copper: [0x87, 0x40, 0x0c],
    };
}

impl Card {
    /// Sixteen letters and digits that differ from those of every card that looks different.
    #[must_use]
    pub fn digest(&self, id: &str) -> String {
        let mut hash = Sha256::new();
        for text in [DRAWING, id, &self.lang].into_iter().chain(self.texts()) {
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        }
        let has = [
            self.status.is_some(),
            self.figure.is_some(),
            self.updated.is_some(),
        ];
        hash.update(has.map(u8::from));
        hash.update(
            self.status
                .as_ref()
                .map_or("", |badge| badge.line.css_class()),
        );
        hash.update(self.description.len().to_le_bytes());
        hash.update(&self.description);
        hash.update(self.colors.all().as_flattened());
        hash.finalize()[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The first letter that the font lacks; a card with such a letter cannot be drawn. A description with one is only
    /// left out of the picture.
    #[must_use]
    pub fn undrawable(&self) -> Option<char> {
        self.texts().find_map(missing)
    }

    /// The bytes of a PNG.
    #[must_use]
    pub fn draw(&self) -> Vec<u8> {
        let mut canvas = Canvas::new();
        layout::lay_out(self, &mut canvas);
        canvas.png(&self.colors, self.accent())
    }

    /// Every text but the description.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let badge = self.status.as_ref().map(|badge| &badge.cell);
        let cells = [badge, self.figure.as_ref(), self.updated.as_ref()];
        let of_cells = cells.into_iter().flatten();
        let of_cells = of_cells.flat_map(|cell| [cell.label.as_str(), &cell.value]);
        [self.site.as_str(), &self.kind, &self.title]
            .into_iter()
            .chain(of_cells)
    }

    /// The color of the status, else that of links.
    fn accent(&self) -> Color {
        match self.status.as_ref().map(|badge| badge.line) {
            None | Some(Line::Solid | Line::Double) => self.colors.green,
            Some(Line::Dashed) => self.colors.copper,
            Some(Line::Dotted | Line::Struck | Line::Hollow) => self.colors.soft,
        }
    }
}

impl Colors {
    fn all(&self) -> [Color; 7] {
        [
            self.paper,
            self.sheet,
            self.ink,
            self.soft,
            self.edge,
            self.green,
            self.copper,
        ]
    }
}

#[cfg(test)]
mod tests;
