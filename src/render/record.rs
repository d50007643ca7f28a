//! A finished page → what the checks need to know of it.

use super::backlinks::nowhere_else;
use super::scan::{scan_html, unescape};
use crate::diagnostic::Place;
use crate::model::PageIndex;

/// What stays of a finished page.
#[derive(Debug)]
pub struct PageRecord {
    /// Its file in the output, without a slash in front.
    pub path: String,
    /// The text it comes from; `None` for pages that no text stands behind.
    pub page: Option<PageIndex>,
    /// Every id in its HTML.
    pub ids: Vec<String>,
    /// Every address in its HTML, each once, as written but for character references.
    pub links: Vec<String>,
    /// Those of its links that only its lists of uses hold, sorted: nobody chose to lead the reader there.
    pub backlinks: Vec<String>,
    /// Ids that attributes of its HTML name.
    pub references: Vec<String>,
    /// Links of its text to a fragment or to another site, with their places.
    pub written: Vec<(String, Place)>,
    /// How many links and pictures there are.
    pub n_links: usize,
    /// Words of its text.
    pub n_words: usize,
}

/// The record of a finished page; `listed` are the addresses in its lists of uses.
pub(super) fn record(path: String, html: &str, listed: Vec<String>) -> PageRecord {
    let scanned = scan_html(html);
    let owned = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| unescape(text).into_owned())
            .collect()
    };
    let mut links: Vec<String> = scanned
        .links
        .iter()
        .map(|(_, link)| unescape(link).into_owned())
        .collect();
    let n_links = links.len();
    let backlinks = nowhere_else(listed, &links);
    links.sort_unstable();
    links.dedup();
    PageRecord {
        path,
        page: None,
        ids: owned(&scanned.ids),
        links,
        backlinks,
        references: owned(&scanned.references),
        written: Vec::new(),
        n_links,
        n_words: 0,
    }
}
