//! What stands for cards in a program that was built without them.

use super::PageCard;
use crate::model::Site;
use crate::render::page_lookup::PageLookup;
use crate::render::shared::Shared;
use crate::render::view::PageView;

/// Nothing: there are no cards to look like anything.
pub(in crate::render) struct Look;

impl Look {
    pub(in crate::render) fn of(_: &Site) -> Self {
        Self
    }
}

pub(in crate::render) fn page_card(_: &PageLookup<'_>, _: &PageView) -> PageCard {
    PageCard::None
}

pub(in crate::render) fn chooser_card(_: &Shared<'_>, _: &str, _: &str) -> PageCard {
    PageCard::None
}
