//! What stays of the finished pages: links, ids and counts, which is all that the checks need.

use std::collections::HashSet;
use std::sync::Arc;

use super::backlinks::nowhere_else;
use super::markdown::Mark;
use super::scan::{scan_html, unescape};
use super::tally::Tally;
use super::translations::Translation;
use crate::diagnostic::Place;
use crate::model::PageIndex;

/// What stays of a finished page.
#[derive(Debug)]
pub struct PageRecord {
    /// Its file in the output, without a slash in front.
    pub path: String,
    /// The text it comes from; `None` for pages that no text stands behind.
    pub page: Option<PageIndex>,
    /// Every id in its HTML, sorted, each once.
    pub ids: Vec<String>,
    /// An id that its HTML has twice: the first such.
    pub repeated_id: Option<String>,
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

/// What came of rendering.
#[derive(Debug, Default)]
pub struct Rendered {
    /// One per HTML file, in the order of the pages; fixed pages come last.
    pub records: Vec<Arc<PageRecord>>,
    /// Other files that were made, without a slash in front.
    pub files: Vec<String>,
    /// Ids of the facts that a page other than the page of all facts states.
    pub used_facts: HashSet<String>,
    /// Ids of the sources that a page cites.
    pub used_sources: HashSet<String>,
    /// Ids of the terms that a text explains.
    pub used_terms: HashSet<String>,
    /// Sections of entities' pages that cite nothing.
    pub uncited: Vec<Place>,
    /// Marks that numbers of the texts lack.
    pub marks: Vec<Mark>,
    /// What the texts of each language hold, in the order of the languages.
    pub tallies: Vec<Tally>,
    /// How the texts of each page stand to each other.
    pub translations: Arc<Vec<Translation>>,
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
    let mut ids: Vec<String> = owned(&scanned.ids);
    let repeated_id = first_repeated(&ids);
    ids.sort_unstable();
    ids.dedup();
    PageRecord {
        path,
        page: None,
        ids,
        repeated_id,
        links,
        backlinks,
        references: owned(&scanned.references),
        written: Vec::new(),
        n_links,
        n_words: 0,
    }
}

fn first_repeated(ids: &[String]) -> Option<String> {
    let mut seen = HashSet::with_capacity(ids.len());
    ids.iter().find(|id| !seen.insert(id.as_str())).cloned()
}
