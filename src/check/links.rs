//! Every address in the finished pages leads to a file of the output, every fragment to an id.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::model::{Page, PageIndex, Site, language_root};
use crate::render::{PageRecord, Rendered, join, percent_decode};

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

/// What looking at the links of all pages gives.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// How many there are.
    pub(super) count: LinkCount,
    /// Pages that a link leads to which somebody chose to write, on another page of the same language or on one without a
    /// language.
    pub(super) reached: HashSet<PageIndex>,
    /// What is wrong with pages and has no place in a text: the template may be to blame.
    of_pages: Vec<Diagnostic>,
}

/// Checks the links of all pages.
pub(super) fn check_links(
    site: &Site,
    rendered: &Rendered,
    diagnostics: &mut Diagnostics,
) -> Followed {
    // A page that could not be made was complained about; links to it are right.
    let mut page_files: Vec<String> = site.pages.iter().map(Page::output_path).collect();
    let roots = site.config.languages.iter();
    page_files
        .extend(roots.map(|lang| format!("{}index.html", &language_root(&site.config, lang)[1..])));
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
    let mut ids: HashMap<&str, HashSet<&str>> = HashMap::new();
    for record in &rendered.records {
        let of_path = ids.entry(record.path.as_str()).or_default();
        of_path.extend(record.ids.iter().map(String::as_str));
    }
    let pages = rendered.records.iter();
    let pages = pages.filter_map(|record| Some((record.path.as_str(), record.page?)));
    let pages: HashMap<&str, PageIndex> = pages.collect();
    let mut followed = Followed::default();
    for record in &rendered.records {
        let checker = Checker {
            site,
            record,
            files: &files,
            ids: &ids,
            pages: &pages,
            written: OnceCell::new(),
        };
        checker.check_page(&mut followed, diagnostics);
    }
    let of_pages = std::mem::take(&mut followed.of_pages);
    said_once(of_pages).for_each(|diagnostic| diagnostics.push(diagnostic));
    followed
}

struct Checker<'a> {
    site: &'a Site,
    record: &'a PageRecord,
    files: &'a HashSet<&'a str>,
    ids: &'a HashMap<&'a str, HashSet<&'a str>>,
    pages: &'a HashMap<&'a str, PageIndex>,
    /// Where the text has each link to a fragment, decoded; worked out at the first that is dead.
    written: OnceCell<HashMap<String, Vec<Place>>>,
}

impl Checker<'_> {
    fn check_page(&self, followed: &mut Followed, diagnostics: &mut Diagnostics) {
        for link in &self.record.links {
            self.check_link(link, followed, diagnostics);
        }
        let own: HashSet<&str> = self.record.ids.iter().map(String::as_str).collect();
        for reference in self
            .record
            .references
            .iter()
            .filter(|reference| !own.contains(reference.as_str()))
        {
            let message =
                format!("the finished page names the id `{reference}`, which it does not have");
            let error = Diagnostic::error("dead-reference", message).at(self.place());
            followed
                .of_pages
                .push(error.help("mend the template that writes it"));
        }
        if own.len() != self.record.ids.len() {
            let mut seen = HashSet::new();
            let twice = self
                .record
                .ids
                .iter()
                .find(|id| !seen.insert(id.as_str()))
                .map_or("", String::as_str);
            let message = format!("the finished page has the id `{twice}` twice");
            let error = Diagnostic::error("duplicate-id", message).at(self.place());
            followed.of_pages.push(error.help(
                "give each heading an id of its own; ids that begin with `_` are the program's",
            ));
        }
    }

    fn check_link(&self, link: &str, followed: &mut Followed, diagnostics: &mut Diagnostics) {
        let count = &mut followed.count;
        let internal = match self.internal(link) {
            Some(internal) => internal,
            None => {
                count.external += 1;
                return;
            }
        };
        count.internal += 1;
        let (path, fragment) = internal
            .split_once('#')
            .map_or((internal.as_str(), None), |(path, fragment)| {
                (path, Some(fragment))
            });
        let path = path.split('?').next().unwrap_or_default();
        let Some(target) = self.target(path) else {
            self.report(
                link,
                "dead-link",
                format!("the finished page holds a link that leads nowhere: `{link}`"),
                "mend the text or the template that writes it",
                &mut followed.of_pages,
                diagnostics,
            );
            return;
        };
        followed.reached.extend(self.reached(link, &target));
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return;
        };
        followed.count.fragments += 1;
        let Some(ids) = self.ids.get(target.as_str()) else {
            return;
        };
        // Browsers look for the fragment as it stands before they decode it.
        let as_written = ids.contains(fragment);
        let fragment = percent_decode(fragment);
        if !as_written && !ids.contains(fragment.as_str()) {
            let message = format!(
                "there is no `#{fragment}` on the page /{}",
                target.trim_end_matches("index.html")
            );
            self.report(
                link,
                "dead-anchor",
                message,
                &self.anchor_help(&fragment, ids, diagnostics),
                &mut followed.of_pages,
                diagnostics,
            );
        }
    }

    /// The address below the site's root of a link to the site itself; `None` for other sites.
    fn internal(&self, link: &str) -> Option<String> {
        if let Some(rest) = self.site.config.base_url.below(link) {
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
            let base = self.site.config.base_url.path();
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
        self.files.contains(file.as_str()).then_some(file)
    }

    /// The page that a link leads the reader to.
    fn reached(&self, link: &str, target: &str) -> Option<PageIndex> {
        let page = *self.pages.get(target)?;
        let lang_of = |index| self.site.page(index).lang;
        let comes_from = self.record.page;
        let from_elsewhere =
            comes_from.is_none_or(|from| from != page && lang_of(from) == lang_of(page));
        let backlinks = &self.record.backlinks;
        let chosen = backlinks
            .binary_search_by(|known| known.as_str().cmp(link))
            .is_err();
        (from_elsewhere && chosen).then_some(page)
    }

    fn report(
        &self,
        link: &str,
        code: &'static str,
        message: String,
        help: &str,
        of_pages: &mut Vec<Diagnostic>,
        diagnostics: &mut Diagnostics,
    ) {
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
        let error = Diagnostic::error(code, message).help(help);
        match written.get(&percent_decode(link)) {
            Some(places) => places
                .iter()
                .for_each(|place| diagnostics.push(error.clone().at(*place))),
            None => of_pages.push(error.at(self.place())),
        }
    }

    fn place(&self) -> Place {
        match self.record.page {
            Some(index) => self.site.page(index).title_place(),
            None => self.site.config.home.place,
        }
    }

    fn anchor_help(
        &self,
        fragment: &str,
        ids: &HashSet<&str>,
        diagnostics: &Diagnostics,
    ) -> String {
        if diagnostics.has_enough("dead-anchor", self.place().file) {
            return String::new();
        }
        let mut own: Vec<&str> = ids
            .iter()
            .copied()
            .filter(|id| !id.starts_with('_') && *id != "main")
            .collect();
        own.sort_unstable();
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

/// How many ids of a page a message lists.
const MAX_IDS: usize = 20;
