//! What stands for cards in a program that was built without them.

use super::PageCard;
use crate::render::page_lookup::PageLookup;
use crate::render::shared::Shared;
use crate::render::view::PageView;

pub(in crate::render) fn page_card(_: &PageLookup<'_>, _: &PageView) -> PageCard {
    PageCard::None
}

pub(in crate::render) fn chooser_card(_: &Shared<'_>, _: &str, _: &str) -> PageCard {
    PageCard::None
}
