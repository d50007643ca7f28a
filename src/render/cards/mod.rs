//! A page → the card that social networks show of it. Comes in: the view of the page; goes out: what its template may
//! print, and a picture for the sink where the template did print it. Nothing is drawn here.

#[cfg(feature = "cards")]
mod page;
#[cfg(not(feature = "cards"))]
mod without;

#[cfg(feature = "cards")]
pub(super) use page::{chooser_card, page_card};
#[cfg(not(feature = "cards"))]
pub(super) use without::{chooser_card, page_card};

use super::PageRecord;
use super::view::CardView;
use crate::sink::Draw;

/// What there is to show of a page.
#[derive(Default)]
#[cfg_attr(not(feature = "cards"), expect(dead_code))]
pub(super) enum PageCard {
    /// Nothing: the site, the program or the kind of page has no cards.
    #[default]
    None,
    /// Nothing, since the font lacks this letter.
    Undrawable(char),
    /// A picture.
    Picture(Picture),
}

/// A picture that can be drawn.
pub(super) struct Picture {
    /// What templates see.
    pub(super) view: CardView,
    /// Its file in the output, without a slash in front.
    pub(super) path: String,
    pub(super) draw: Draw,
}

impl PageCard {
    /// What templates see.
    pub(super) fn view(&self) -> Option<CardView> {
        match self {
            Self::Picture(picture) => Some(picture.view.clone()),
            Self::None | Self::Undrawable(_) => None,
        }
    }

    /// Notes in the record of the finished page what became of its card; what draws it if the page names it.
    pub(super) fn note_in(self, record: &mut PageRecord) -> Option<Draw> {
        match self {
            Self::Picture(picture) if record.links.contains(&picture.view.href) => {
                record.card = Some(picture.path);
                return Some(picture.draw);
            }
            Self::Undrawable(letter) => record.undrawable = Some(letter),
            Self::None | Self::Picture(_) => {}
        }
        None
    }
}
