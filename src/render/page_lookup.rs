//! The site as one page sees it: addresses, words and marks in its language.

use super::address::relative;
use super::markdown::PageState;
use super::shared::Shared;
use crate::model::{Event, Page, PageIndex};

/// The site as one page sees it.
#[derive(Clone, Copy)]
pub(super) struct PageLookup<'a> {
    pub(super) shared: &'a Shared<'a>,
    pub(super) page: &'a Page,
}

impl<'a> PageLookup<'a> {
    /// The address of a site-relative path, seen from the page.
    pub(super) fn href(&self, path: &str) -> String {
        relative(&self.page.path, path, self.shared.style)
    }

    /// The address of a page, seen from this one.
    pub(super) fn page_href(&self, index: PageIndex) -> String {
        self.href(&self.shared.site.page(index).path)
    }

    /// The tag of a page's language when it is not this page's.
    pub(super) fn foreign_tag(&self, index: PageIndex) -> Option<String> {
        let lang = self.shared.site.page(index).lang;
        (lang != self.page.lang).then(|| self.shared.site.config.languages.tag(lang).to_owned())
    }

    /// Interface words in the page's language.
    pub(super) fn word(&self, key: &'a str) -> &'a str {
        self.shared.words.get(self.page.lang, key)
    }

    /// Whether an event lies ahead as this page tells it: not a forecast made in the past. The page's `updated` takes the
    /// place of a clock.
    pub(super) fn is_expected(&self, event: &Event) -> bool {
        let updated = self.page.front_matter.updated;
        event.status.is_ahead() && updated.is_none_or(|updated| !event.date.is_past(&updated))
    }

    /// Interface words in the page's language, where there may be none for a key.
    pub(super) fn word_or_none(&self, key: &str) -> Option<String> {
        let words = self.shared.words.find(self.page.lang, key);
        words.map(str::to_owned)
    }

    /// Citation marks for sources named by data.
    pub(super) fn cite(&self, sources: &[crate::config::Placed], state: &mut PageState) -> String {
        let words = self.shared.markdown_words(self.page.lang);
        sources
            .iter()
            .filter(|source| self.shared.site.sources.contains_key(&source.text))
            .map(|source| state.cite(&source.text, words, source.place))
            .collect()
    }
}
