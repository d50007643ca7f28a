//! One text in one language, and what kind of page it makes.

use crate::diagnostic::{FileId, Place};
use crate::lang::Lang;
use crate::load::{FrontMatter, View};

/// A page, by its position in [`super::Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageIndex(pub u32);

/// One text in one language.
#[derive(Debug)]
pub struct Page {
    /// Path below `content/` without language and extension; pairs translations.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// The file.
    pub file: FileId,
    /// Where the body begins, in bytes from the top of the file.
    pub body_offset: usize,
    /// What stands above the body.
    pub front_matter: FrontMatter,
    /// What kind of page it is.
    pub kind: PageKind,
    /// Site-relative address, beginning and ending with a slash: `/it/partner/foxconn/`.
    pub path: String,
}

impl Page {
    /// A place for messages about the page as a whole.
    pub fn title_place(&self) -> Place {
        self.front_matter.title_place
    }

    /// Whether the page is for those who write the site: it is in no list, no feed and no sitemap, and robots leave it out.
    pub fn is_for_editors(&self) -> bool {
        self.kind == PageKind::View(View::Status)
    }

    /// Whether it is the page of all pages, which can be searched.
    pub fn is_search(&self) -> bool {
        self.kind == PageKind::View(View::Search)
    }

    /// Whether feeds tell of it: it says when it changed, and is not the search, which changes with every other page.
    pub fn is_in_feed(&self) -> bool {
        self.front_matter.updated.is_some() && !self.is_for_editors() && !self.is_search()
    }

    /// Whether it is the page of all facts.
    pub fn shows_facts(&self) -> bool {
        self.kind == PageKind::View(View::Facts)
    }

    /// The file of the output, without a slash in front: `it/partner/foxconn/index.html`.
    pub fn output_path(&self) -> String {
        format!("{}index.html", &self.path[1..])
    }
}

/// All facts for machines, at the top of the output of a site that has a page of facts.
pub const FACTS_JSON: &str = "facts.json";
/// The same as a table.
pub const FACTS_CSV: &str = "facts.csv";

/// The folder of the pictures that social networks show, in the output of a site that has them.
pub const CARDS_FOLDER: &str = "assets/cards";

/// The scripts of the search, of a site that has a search page.
pub const SEARCH_SCRIPT: &str = "assets/search.js";

/// What the search looks in, for a language.
pub fn search_index(tag: &str) -> String {
    format!("assets/search.{tag}.js")
}

/// What kind of page a text makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `_index` at the top.
    Home,
    /// `_index` of a declared collection, by its position in the configuration.
    List(usize),
    /// A text of a declared collection, by its position in the configuration.
    Entity(usize),
    /// A page that shows data.
    View(View),
    /// Any other page.
    Single,
}

/// The folder part of an id: `partners` of `partners/foxconn`; empty at the top.
pub fn folder_of(id: &str) -> &str {
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of an id.
pub fn name_of(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The id of the page that lists the folder an id stands in; for an index, of the folder above. `None` for the home page.
pub fn parent_of(id: &str) -> Option<String> {
    let folder = if name_of(id) == "_index" {
        folder_of(folder_of(id).trim_end_matches('/'))
    } else {
        folder_of(id)
    };
    if id == "_index" {
        return None;
    }
    Some(if folder.is_empty() {
        "_index".to_owned()
    } else {
        format!("{folder}/_index")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_but_the_home_page_has_a_parent() {
        for (id, parent) in [
            ("_index", None),
            ("about", Some("_index")),
            ("partners/_index", Some("_index")),
            ("partners/foxconn", Some("partners/_index")),
            ("a/b/_index", Some("a/_index")),
            ("a/b/c", Some("a/b/_index")),
        ] {
            assert_eq!(parent_of(id).as_deref(), parent, "{id}");
        }
    }
}
