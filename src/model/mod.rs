//! Sources → [`Site`]: what exists, by id and language, with every address known and every reference checked.

mod claims;
mod entity;
mod fact;
mod fact_history;
mod flawed;
mod glossary;
mod lookup;
mod map;
mod page;
mod pairs;
mod permalink;
mod redirects;
mod references;
mod resolve;
mod source;
mod timeline;
mod values;

pub use entity::{Entity, FieldValue, ReferenceKind, Region, Relation};
pub use fact::{Fact, NO_FACT};
pub use flawed::Flawed;
pub use glossary::Term;
pub use page::{
    FACTS_CSV, FACTS_JSON, Page, PageIndex, PageKind, SEARCH_SCRIPT, folder_of, name_of, parent_of,
    search_index,
};
pub use permalink::{check_segment, feed_path, language_root};
pub use resolve::resolve_site;
pub use source::{Origin, Source};
pub use timeline::Event;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::config::{Collection, Config};
use crate::diagnostic::{FileId, Files, Place};
use crate::lang::Lang;
use crate::load::Asset;
use crate::shapes::Shapes;

/// Whether drafts are part of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// Left out, as on a published site.
    LeftOut,
    /// Built like other pages.
    Built,
}

/// The whole site, resolved.
#[derive(Debug)]
pub struct Site {
    /// The texts of all files.
    pub files: Files,
    /// What `site.yaml` says.
    pub config: Config,
    /// All pages that are built, sorted by id and language.
    pub pages: Vec<Page>,
    /// Positions in `pages` by id, one per language.
    by_id: HashMap<String, Vec<Option<PageIndex>>>,
    /// Pages and copied files by address.
    addresses: lookup::Addresses,
    /// Texts that exist but are drafts and left out.
    pub drafts: HashSet<(String, Lang)>,
    /// Texts that exist but could not be read, so that nothing more is said of them.
    pub broken: HashSet<(String, Lang)>,
    /// Data that exist but could not be understood.
    pub flawed: Flawed,
    /// Data of pages, by id.
    pub entities: BTreeMap<String, Entity>,
    /// Facts by id.
    pub facts: BTreeMap<String, Fact>,
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Events in order of their dates.
    pub events: Vec<Event>,
    /// Terms by id.
    pub terms: BTreeMap<String, Term>,
    /// Maps by name.
    pub maps: BTreeMap<String, Shapes>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Files to be copied: from below `content/` to a path of the output, without a slash in front.
    pub assets: Vec<(Asset, Vec<String>)>,
    /// Templates by their path below `templates/`.
    pub templates: Vec<(String, FileId)>,
    /// Files of `schema/` by name.
    pub schemas: Vec<(String, FileId)>,
}

/// An old address that leads to a page.
#[derive(Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Site-relative address; ends in a slash, or in `.html`.
    pub path: String,
    /// The page.
    pub page: PageIndex,
    /// Where the alias stands.
    pub place: Place,
}

impl Redirect {
    /// The file of the output, without a slash in front.
    pub fn output_path(&self) -> String {
        let path = &self.path[1..];
        if path.ends_with('/') || path.is_empty() {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }
}

impl Site {
    /// A page by its position.
    pub fn page(&self, index: PageIndex) -> &Page {
        &self.pages[index.0 as usize]
    }

    /// The page of an id in a language.
    pub fn find(&self, id: &str, lang: Lang) -> Option<PageIndex> {
        self.by_id.get(id)?.get(lang.index()).copied().flatten()
    }

    /// The page of an id in a language, else in another one, in the order of the languages.
    pub fn find_any(&self, id: &str, lang: Lang) -> Option<PageIndex> {
        self.find(id, lang).or_else(|| self.translations(id).next())
    }

    /// All pages of an id, in the order of the languages.
    pub fn translations(&self, id: &str) -> impl Iterator<Item = PageIndex> + '_ {
        self.by_id
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|index| *index)
    }

    /// Whether any page has this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// All ids of pages, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.by_id.keys().map(String::as_str)
    }

    /// All pages with their positions.
    pub fn indexed_pages(&self) -> impl Iterator<Item = (PageIndex, &Page)> {
        self.pages
            .iter()
            .enumerate()
            .map(|(index, page)| (page_index(index), page))
    }

    /// The declaration that a page's data file follows: its collection, or the home page's.
    pub fn declaration(&self, page: &Page) -> Option<&Collection> {
        match page.kind {
            PageKind::Home => Some(&self.config.home),
            PageKind::Entity(collection) => Some(&self.config.collections[collection]),
            _ => None,
        }
    }

    /// The entities of a collection, in the order of lists for a language; those without a page are left out.
    pub fn members(&self, collection: usize) -> impl Iterator<Item = &Entity> {
        self.entities
            .values()
            .filter(move |entity| entity.collection == Some(collection))
    }
}

/// The position of a page in the list of pages.
pub(crate) fn page_index(index: usize) -> PageIndex {
    PageIndex(u32::try_from(index).expect("fewer than 2^32 pages fit in memory"))
}
