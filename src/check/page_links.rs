//! The links of one finished page: each leads to a file of the output, each fragment to an id.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::model::{PageIndex, Site};
use crate::render::{PageRecord, join, percent_decode};

/// How many links were looked at, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCount {
    /// To pages and files of the site.
    pub internal: usize,
    /// To a fragment, of the same page or another one.
    pub fragments: usize,
    /// To other sites; looked at only by `check --external`.
    pub external: usize,
}

/// What links may lead to.
pub(super) struct Outputs<'a> {
    pub(super) site: &'a Site,
    /// All files of the output.
    pub(super) files: HashSet<&'a str>,
    /// The pages by their files.
    pub(super) records: HashMap<&'a str, Vec<&'a PageRecord>>,
}

/// What the links of a page hold.
#[derive(Debug, Default)]
pub(super) struct PageLinks {
    pub(super) count: LinkCount,
    /// Pages that somebody chose to lead the reader to.
    pub(super) reached: Vec<PageIndex>,
    /// Files of pages that a fragment leads to.
    pub(super) anchors_on: BTreeSet<String>,
    /// What is wrong at a place in a text.
    pub(super) of_texts: Diagnostics,
    /// What is wrong and has no place in a text: the template may be to blame.
    pub(super) of_pages: Vec<Diagnostic>,
}

/// Looks at all links of a page.
pub(super) fn check_page(outputs: &Outputs<'_>, record: &PageRecord) -> PageLinks {
    let checker = Checker {
        outputs,
        record,
        written: OnceCell::new(),
    };
    let mut found = PageLinks::default();
    for link in &record.links {
        checker.check_link(link, &mut found);
    }
    checker.check_ids(&mut found);
    found
}

struct Checker<'a> {
    outputs: &'a Outputs<'a>,
    record: &'a PageRecord,
    /// Where the text has each link to a fragment, decoded; worked out at the first that is dead.
    written: OnceCell<HashMap<String, Vec<Place>>>,
}

impl Checker<'_> {
    fn check_ids(&self, found: &mut PageLinks) {
        let dead = |id: &&String| !has_id(self.record, id);
        for id in self.record.references.iter().filter(dead) {
            let message = format!("the finished page names the id `{id}`, which it does not have");
            let error = Diagnostic::error("dead-reference", message).at(self.place());
            found
                .of_pages
                .push(error.help("mend the template that writes it"));
        }
        if let Some(id) = &self.record.repeated_id {
            let message = format!("the finished page has the id `{id}` twice");
            let error = Diagnostic::error("duplicate-id", message).at(self.place());
            found.of_pages.push(error.help(
                "give each heading an id of its own; ids that begin with `_` are the program's",
            ));
        }
    }

    fn check_link(&self, link: &str, found: &mut PageLinks) {
        let Some(internal) = self.internal(link) else {
            found.count.external += 1;
            return;
        };
        found.count.internal += 1;
        let (path, fragment) = internal
            .split_once('#')
            .map_or((internal.as_str(), None), |(path, fragment)| {
                (path, Some(fragment))
            });
        let path = path.split('?').next().unwrap_or_default();
        let Some(target) = self.target(path) else {
            let message = format!("the finished page holds a link that leads nowhere: `{link}`");
            let error = Diagnostic::error("dead-link", message)
                .help("mend the text or the template that writes it");
            self.report(link, error, found);
            return;
        };
        found.reached.extend(self.reached(link, &target));
        if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
            found.count.fragments += 1;
            self.check_fragment(link, &target, fragment, found);
        }
    }

    fn check_fragment(&self, link: &str, target: &str, fragment: &str, found: &mut PageLinks) {
        let Some(pages) = self.outputs.records.get(target) else {
            return;
        };
        found.anchors_on.insert(target.to_owned());
        // Browsers look for the fragment as it stands before they decode it.
        let decoded = percent_decode(fragment);
        let answers = |page: &&PageRecord| has_id(page, fragment) || has_id(page, &decoded);
        if !pages.iter().any(answers) {
            let page = target.trim_end_matches("index.html");
            let message = format!("there is no `#{decoded}` on the page /{page}");
            let help = self.anchor_help(&decoded, pages, found);
            let error = Diagnostic::error("dead-anchor", message).help(help);
            self.report(link, error, found);
        }
    }

    /// The address below the site's root of a link to the site itself; `None` for other sites.
    fn internal(&self, link: &str) -> Option<String> {
        if let Some(rest) = self.outputs.site.config.base_url.below(link) {
            return Some(format!("/{}", rest.trim_start_matches('/')));
        }
        let scheme = link
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|first| first.contains(':'));
        if scheme || link.starts_with("//") {
            return None;
        }
        let own = format!("/{}", self.record.path);
        if let Some(rest) = link.strip_prefix('/') {
            let base = self.outputs.site.config.base_url.path();
            return Some(
                link.strip_prefix(base)
                    .map_or_else(|| format!("/../{rest}"), |rest| format!("/{rest}")),
            );
        }
        if link.is_empty() || link.starts_with('#') {
            return Some(own + link);
        }
        Some(join(&own, link).unwrap_or_else(|| format!("/../{link}")))
    }

    /// The file of the output that a site-relative address names.
    fn target(&self, path: &str) -> Option<String> {
        let path = percent_decode(path.strip_prefix('/')?);
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path
        };
        self.outputs.files.contains(file.as_str()).then_some(file)
    }

    /// The page that a link leads the reader to.
    fn reached(&self, link: &str, target: &str) -> Option<PageIndex> {
        let pages = self.outputs.records.get(target)?;
        let page = pages.iter().find_map(|record| record.page)?;
        let lang_of = |index| self.outputs.site.page(index).lang;
        let comes_from = self.record.page;
        let from_elsewhere =
            comes_from.is_none_or(|from| from != page && lang_of(from) == lang_of(page));
        let backlinks = &self.record.backlinks;
        let chosen = backlinks
            .binary_search_by(|known| known.as_str().cmp(link))
            .is_err();
        (from_elsewhere && chosen).then_some(page)
    }

    /// Says it at each place of the text that has the link, else of the page.
    fn report(&self, link: &str, error: Diagnostic, found: &mut PageLinks) {
        let written = self.written.get_or_init(|| {
            let mut written: HashMap<String, Vec<Place>> = HashMap::new();
            for (href, place) in &self.record.written {
                written
                    .entry(percent_decode(href))
                    .or_default()
                    .push(*place);
            }
            written
        });
        match written.get(&percent_decode(link)) {
            Some(places) => places
                .iter()
                .for_each(|place| found.of_texts.push(error.clone().at(*place))),
            None => found.of_pages.push(error.at(self.place())),
        }
    }

    fn place(&self) -> Place {
        match self.record.page {
            Some(index) => self.outputs.site.page(index).title_place(),
            None => self.outputs.site.config.home.place,
        }
    }

    fn anchor_help(&self, fragment: &str, pages: &[&PageRecord], found: &PageLinks) -> String {
        if found.of_texts.has_enough("dead-anchor", self.place().file) {
            return String::new();
        }
        let ids = pages.iter().flat_map(|page| &page.ids).map(String::as_str);
        let own: BTreeSet<&str> = ids
            .filter(|id| !id.starts_with('_') && *id != "main")
            .collect();
        let own: Vec<&str> = own.into_iter().collect();
        match nearest(fragment, own.iter().copied()) {
            Some(near) => format!("did you mean `#{near}`?"),
            None if own.is_empty() => "the page has no headings to link to".into(),
            None if own.len() > MAX_IDS => {
                format!("its first ids are: {}", own[..MAX_IDS].join(", "))
            }
            None => format!("its ids are: {}", own.join(", ")),
        }
    }
}

fn has_id(page: &PageRecord, id: &str) -> bool {
    page.ids
        .binary_search_by(|known| known.as_str().cmp(id))
        .is_ok()
}

/// How many ids of a page a message lists.
const MAX_IDS: usize = 20;
