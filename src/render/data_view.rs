//! What templates see of the site's data: lists, timeline, sources, index of pages. As in [`super::view`], every
//! field is always present.

use serde::Serialize;

use super::view::{HtmlView, LinkView, SourceView, StatusView};

/// Data of a list page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ListView {
    /// Groups in order.
    pub groups: Vec<GroupView>,
}

/// A group of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct GroupView {
    /// Its title.
    pub title: Option<String>,
    /// Its pages.
    pub items: Vec<ItemView>,
}

/// A row of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ItemView {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Tag of its language when it is not the reader's.
    pub lang: Option<String>,
    /// "(in inglese)".
    pub lang_note: Option<String>,
    /// One line, HTML; may be empty.
    pub summary: String,
    /// How firm it is.
    pub status: Option<StatusView>,
}

/// Data of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TimelineView {
    /// In order of date.
    pub events: Vec<EventView>,
}

/// An event of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(super) struct EventView {
    /// Fragment.
    pub id: String,
    /// For machines, where the date has such a form.
    pub datetime: Option<String>,
    /// For people.
    pub date: String,
    /// Whether it lies ahead.
    pub expected: bool,
    /// How firm it is.
    pub status: StatusView,
    /// What happened, HTML.
    pub html: String,
    /// Later figures for the facts of its text, HTML.
    pub later: Vec<HtmlView>,
    /// Pages it touches.
    pub entities: Vec<LinkView>,
    /// Citation marks, HTML.
    pub marks: String,
}

/// Data of the catalogue of sources.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CatalogueView {
    /// In order of publisher.
    pub sources: Vec<SourceView>,
}

/// Data of the index of all pages.
#[derive(Clone, Debug, Serialize)]
pub(super) struct IndexView {
    /// By kind.
    pub groups: Vec<GroupView>,
    /// How the page is searched; null where the templates have no scripts for it.
    pub search: Option<SearchView>,
}

/// What the template of the search page gets, where the templates have scripts for it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SearchView {
    /// Address of the script that searches.
    pub script: String,
    /// Address of the words it looks in.
    pub index: String,
    /// The script of the page itself.
    pub loader: String,
}
