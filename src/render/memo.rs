//! What the last run left of each page, so that the next one, when only the bodies of some texts have changed, makes no
//! more than these reach. An empty memory makes everything; the result is the same.
//!
//! What a body can reach: its own page; the other texts of that page, which take ids from its headings and tell their
//! readers when they fell behind; pages that it mentions or mentions no longer; the lists of who uses what; the table of
//! translations. All else on a page comes from data, front matter and templates.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::PageRecord;
use super::page_text::PageText;
use super::translations::{Translation, compare_again, compare_translations};
use super::uses::{Moved, PageUses, Uses};
use crate::diagnostic::Diagnostics;
use crate::load::View;
use crate::model::{Page, PageIndex, PageKind, Site};

/// The memory of a run; empty at first, and after a run in which not every page could be made.
#[derive(Default)]
pub struct Memo {
    known: Known,
    changed: BTreeSet<PageIndex>,
}

/// What is known of each page, in the order of the pages; lists are empty where nothing is.
#[derive(Default)]
pub(super) struct Known {
    pub(super) texts: Vec<TextMade>,
    pub(super) translations: Arc<Vec<Translation>>,
    pub(super) placed: Vec<Placed>,
    pub(super) of_pages: Vec<PageUses>,
    pub(super) uses: Option<Uses>,
    /// The words of each page that the search looks in.
    pub(super) words: Vec<Arc<str>>,
    pub(super) pages: Vec<PageMade>,
}

/// What the first pass makes of a page, and what it complains about.
#[derive(Clone)]
pub(super) struct TextMade {
    pub(super) text: Arc<PageText>,
    pub(super) found: Diagnostics,
}

/// A page's texts with the ids that its translations bring, and those of its sections.
pub(super) type Placed = (Arc<PageText>, Vec<Vec<String>>);

/// A finished page.
#[derive(Clone)]
pub(super) struct PageMade {
    pub(super) record: Arc<PageRecord>,
    /// Empty where nobody keeps a memory.
    pub(super) html: Arc<[u8]>,
}

/// Which pages are to be made anew, by their position.
pub(super) struct Anew(Vec<bool>);

impl Memo {
    /// Whether the last run left something to build on.
    pub fn is_filled(&self) -> bool {
        !self.known.pages.is_empty()
    }

    /// Notes that the body of a page's text is another than in the last run.
    pub fn note_changed(&mut self, page: PageIndex) {
        self.changed.insert(page);
    }

    /// Takes everything out: a run that fails leaves nothing.
    pub(super) fn take(&mut self) -> (Known, BTreeSet<PageIndex>) {
        let memo = std::mem::take(self);
        (memo.known, memo.changed)
    }

    /// Keeps what a run has made.
    pub(super) fn keep(&mut self, known: Known) {
        self.known = known;
    }
}

impl Known {
    /// How all texts stand to each other, those of `pages` compared anew.
    pub(super) fn translations(&mut self, site: &Site, pages: &Anew) -> Arc<Vec<Translation>> {
        match self.texts.is_empty() {
            true => Arc::new(compare_translations(site)),
            false => {
                let known = std::mem::take(&mut self.translations);
                compare_again(site, known, |page| pages.has(page))
            }
        }
    }
}

impl Anew {
    /// Those whose texts are made anew: all if nothing is known.
    pub(super) fn texts(site: &Site, known: &Known, changed: &BTreeSet<PageIndex>) -> Self {
        let is_new = |(index, page): (PageIndex, &Page)| {
            known.texts.is_empty() || changed.contains(&index) || shows_states(page)
        };
        Self(site.indexed_pages().map(is_new).collect())
    }

    /// The same with all texts of their pages.
    pub(super) fn with_translations(&self, site: &Site) -> Self {
        let mut wider = Self(self.0.clone());
        for (index, page) in site.indexed_pages().filter(|(index, _)| self.has(*index)) {
            wider.add(index);
            site.translations(&page.id)
                .for_each(|other| wider.add(other));
        }
        wider
    }

    /// With the pages that others came to mention, or mention no more, and those that list who uses what.
    pub(super) fn with_moved(&self, site: &Site, moved: &Moved) -> Self {
        let mut wider = Self(self.0.clone());
        for (id, lang) in &moved.mentions {
            let page = site.find(id, *lang).into_iter();
            page.for_each(|page| wider.add(page));
        }
        if moved.lists {
            let listing = site.indexed_pages().filter(|(_, page)| lists_uses(page));
            listing.for_each(|(index, _)| wider.add(index));
        }
        wider
    }

    /// Whether a page is among them.
    pub(super) fn has(&self, page: PageIndex) -> bool {
        self.0.get(page.0 as usize).is_some_and(|is_new| *is_new)
    }

    fn add(&mut self, page: PageIndex) {
        if let Some(is_new) = self.0.get_mut(page.0 as usize) {
            *is_new = true;
        }
    }
}

/// Whether a page shows how all texts stand to each other.
fn shows_states(page: &Page) -> bool {
    page.kind == PageKind::View(View::Status)
}

fn lists_uses(page: &Page) -> bool {
    matches!(
        page.kind,
        PageKind::View(View::Facts | View::Glossary | View::Sources)
    )
}
