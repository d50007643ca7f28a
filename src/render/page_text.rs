//! What the first pass over a page leaves for the second.

use super::data_view::{IndexView, ListView, TimelineView};
use super::facts_page::FactsView;
use super::glossary_page::GlossaryView;
use super::markdown::{Body, PageState};
use super::status_page::StatusPageView;
use super::view::{CellView, FigureView, TiesView};

/// What a page's texts and data say.
#[derive(Clone)]
pub(super) struct PageText {
    pub(super) body: Body,
    pub(super) block: Vec<CellView>,
    pub(super) figures: Vec<FigureView>,
    pub(super) figures_title: Option<String>,
    pub(super) ties: Vec<TiesView>,
    pub(super) footer: String,
    pub(super) credits: Option<String>,
    pub(super) data: PageData,
    pub(super) terms: Vec<(String, String)>,
    /// Notes on later figures that have no section to stand in, HTML.
    pub(super) later: Vec<String>,
    pub(super) state: PageState,
}

/// The data that a page shows beside its text.
#[derive(Clone)]
pub(super) enum PageData {
    None,
    List(ListView),
    Timeline(TimelineView),
    Glossary(GlossaryView),
    Facts(FactsView),
    Sources,
    Index(IndexView),
    Status(StatusPageView),
}
