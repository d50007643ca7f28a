//! `site.yaml` → [`Config`]: languages, addresses, navigation, collections with their fields, kinds of relation.

mod address;

mod collection;
mod external;
mod host;
mod localized;
mod location;
mod parse;
mod relation_kind;

pub use address::{BaseUrl, Repository, composed, encode_path, percent_decode};
pub use collection::{Collection, Field, FieldKind, Order};
pub use external::External;
pub use localized::{Placed, read_localized, read_localized_or_same, read_optional_localized};
pub use parse::parse_config;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Place};
use crate::lang::{Lang, Languages, Localized};

/// What `site.yaml` says, checked.
#[derive(Debug)]
pub struct Config {
    /// Languages in the order of the file.
    pub languages: Languages,
    /// The language that `x-default` points to, but for the home pages.
    pub x_default: Lang,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// The site's own domain, which GitHub Pages reads from a file `CNAME`.
    pub domain: Option<String>,
    /// Where the sources are kept; without an address, no page says "correct this page".
    pub repository: Repository,
    /// Which addresses of other sites are left alone.
    pub external: External,
    /// Name of the site where no language is chosen yet; `None`: its titles.
    pub name: Option<String>,
    /// Name of the site.
    pub title: Localized<Placed>,
    /// What stands beside the name.
    pub tagline: Localized<Placed>,
    /// First paragraph of the footer, inline Markdown.
    pub footer: Localized<Placed>,
    /// Licence of the texts and credits, inline Markdown; `None`: not shown.
    pub credits: Option<Localized<Placed>>,
    /// The texts of the page where the reader chooses a language.
    pub chooser: Localized<Chooser>,
    /// Links of the header, in order.
    pub navigation: Vec<NavigationItem>,
    /// What the home page's data file may hold and how it is shown.
    pub home: Collection,
    /// Declared folders, in the order of the file.
    pub collections: Vec<Collection>,
    /// Whether a page whose text fell behind its translation tells the reader.
    pub stale_notice: bool,
    /// Kinds of relation by name.
    pub relation_kinds: BTreeMap<String, RelationKind>,
}

/// Texts of one language on the page where the reader chooses.
#[derive(Clone, Debug, Default)]
pub struct Chooser {
    /// Heading of the half.
    pub title: String,
    /// One sentence.
    pub text: String,
    /// Words of the button; empty: those of the interface.
    pub button: String,
}

/// A link of the header.
#[derive(Debug)]
pub struct NavigationItem {
    /// Id of the page.
    pub page: String,
    /// Where the id stands.
    pub place: Place,
    /// Short title.
    pub title: Localized<Placed>,
}

/// What a relation is called from each of its ends.
#[derive(Debug)]
pub struct RelationKind {
    /// Seen from the giver: "supplies".
    pub forward: Localized<String>,
    /// Seen from the receiver: "is supplied by".
    pub backward: Localized<String>,
    /// Collections that it may point to; empty: any.
    pub targets: Vec<String>,
}

impl Config {
    /// Puts another address in the place of the one in `site.yaml`.
    pub fn set_base_url(&mut self, base_url: BaseUrl, diagnostics: &mut Diagnostics) {
        let contradiction = self
            .domain
            .as_ref()
            .and_then(|domain| location::domain_contradiction(domain, &base_url));
        if let Some(error) = contradiction {
            diagnostics.push(error);
        }
        self.base_url = base_url;
    }

    /// Puts another repository in the place of the one in `site.yaml`; `url` was checked before.
    pub fn set_repository(&mut self, url: &str) {
        self.repository.url = Some(url.trim_end_matches('/').to_owned());
    }

    /// The declared collection of a name.
    pub fn collection(&self, name: &str) -> Option<&Collection> {
        self.collections
            .iter()
            .find(|collection| collection.name == name)
    }
}
