//! Every address in the finished pages leads to a file of the output, every fragment to an id.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::page_links::{LinkCount, Outputs, PageLinks, check_page};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Page, PageIndex, Site, language_root};
use crate::render::{PageRecord, Rendered};

/// What the last run found in the links of each page. It holds as long as no page and no file of the output has come or
/// gone; pages that were not made again, and whose fragments lead to pages with the same ids as before, are not looked at
/// again.
#[derive(Debug, Default)]
pub struct KnownLinks {
    records: Vec<Arc<PageRecord>>,
    files: Vec<String>,
    found: Vec<Arc<PageLinks>>,
}

/// What looking at the links of all pages gives.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// How many there are.
    pub(super) count: LinkCount,
    /// Pages that a link leads to which somebody chose to write, on another page of the same language or on one without a
    /// language.
    pub(super) reached: HashSet<PageIndex>,
}

/// Checks the links of all pages, as far as `known` does not say what is in them.
pub(super) fn check_links(
    site: &Site,
    rendered: &Rendered,
    known: &mut KnownLinks,
    diagnostics: &mut Diagnostics,
) -> Followed {
    // A page that could not be made was complained about; links to it are right.
    let mut page_files: Vec<String> = site.pages.iter().map(Page::output_path).collect();
    let roots = site.config.languages.iter();
    page_files
        .extend(roots.map(|lang| format!("{}index.html", &language_root(&site.config, lang)[1..])));
    let outputs = outputs(site, rendered, &page_files);
    let moved = known.pages_with_other_ids(rendered);
    let found: Vec<Arc<PageLinks>> = rendered
        .records
        .par_iter()
        .enumerate()
        .map(
            |(at, record)| match known.found_on(at, record, moved.as_ref()) {
                Some(found) => Arc::clone(found),
                None => Arc::new(check_page(&outputs, record)),
            },
        )
        .collect();
    let followed = follow(&found, diagnostics);
    *known = KnownLinks {
        records: rendered.records.clone(),
        files: rendered.files.clone(),
        found,
    };
    followed
}

fn outputs<'a>(site: &'a Site, rendered: &'a Rendered, page_files: &'a [String]) -> Outputs<'a> {
    let mut files: HashSet<&str> = rendered.files.iter().map(String::as_str).collect();
    files.extend(rendered.records.iter().map(|record| record.path.as_str()));
    files.extend(
        rendered
            .records
            .iter()
            .filter_map(|record| record.card.as_deref()),
    );
    files.extend(page_files.iter().map(String::as_str));
    // Two pages of one address were complained about; a link may mean either.
    let mut records: HashMap<&str, Vec<&PageRecord>> = HashMap::new();
    for record in &rendered.records {
        records.entry(&record.path).or_default().push(record);
    }
    Outputs {
        site,
        files,
        records,
    }
}

fn follow(found: &[Arc<PageLinks>], diagnostics: &mut Diagnostics) -> Followed {
    let mut followed = Followed::default();
    let mut of_pages = Vec::new();
    for page in found {
        followed.count.internal += page.count.internal;
        followed.count.fragments += page.count.fragments;
        followed.count.external += page.count.external;
        followed.reached.extend(&page.reached);
        diagnostics.extend(page.of_texts.clone());
        of_pages.extend(page.of_pages.iter().cloned());
    }
    said_once(of_pages).for_each(|diagnostic| diagnostics.push(diagnostic));
    followed
}

impl KnownLinks {
    /// The files of pages whose ids are others than in the last run; `None` when nothing is known any more.
    fn pages_with_other_ids(&self, rendered: &Rendered) -> Option<HashSet<&str>> {
        let (old, new) = (&self.records, &rendered.records);
        if old.len() != new.len() || self.files != rendered.files {
            return None;
        }
        let mut moved = HashSet::new();
        for (old, new) in old.iter().zip(new) {
            if old.path != new.path {
                return None;
            }
            if !Arc::ptr_eq(old, new) && old.ids != new.ids {
                moved.insert(old.path.as_str());
            }
        }
        Some(moved)
    }

    /// What the last run found on a page, if it would be found again.
    fn found_on(
        &self,
        at: usize,
        record: &Arc<PageRecord>,
        moved: Option<&HashSet<&str>>,
    ) -> Option<&Arc<PageLinks>> {
        let moved = moved?;
        let found = self.found.get(at)?;
        let is_same = Arc::ptr_eq(self.records.get(at)?, record)
            && !found
                .anchors_on
                .iter()
                .any(|path| moved.contains(path.as_str()));
        is_same.then_some(found)
    }
}

/// What more than three pages share comes from a template and is said at the first of them.
fn said_once(of_pages: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    let mut alike: BTreeMap<(&'static str, String), Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in of_pages {
        let kind = (diagnostic.code, diagnostic.message.clone());
        alike.entry(kind).or_default().push(diagnostic);
    }
    alike.into_values().flat_map(|mut alike| {
        if alike.len() > 3 {
            let others = alike.len() - 1;
            alike.truncate(1);
            alike[0].message += &format!(" (and {others} more pages)");
        }
        alike
    })
}
