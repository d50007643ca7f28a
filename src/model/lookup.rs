//! Finding pages and files of the site by address.

use std::collections::{HashMap, HashSet};

use super::claims::generated_files;
use super::{Page, PageIndex, Site, page_index};
use crate::config::Config;
use crate::lang::Lang;
use crate::load::Asset;

/// Addresses of the output, for links that name them.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    pages: HashMap<String, PageIndex>,
    assets: HashMap<String, usize>,
    asset_sources: HashMap<String, usize>,
    generated: HashSet<String>,
}

impl Addresses {
    pub(super) fn new(pages: &[Page], assets: &[(Asset, Vec<String>)], config: &Config) -> Self {
        let mut addresses = Self {
            generated: generated_files(config, pages).into_iter().collect(),
            ..Self::default()
        };
        for (index, page) in pages.iter().enumerate() {
            addresses.pages.insert(page.path.clone(), page_index(index));
        }
        for (index, (asset, targets)) in assets.iter().enumerate() {
            addresses.asset_sources.insert(asset.path.clone(), index);
            for target in targets {
                addresses.assets.insert(target.clone(), index);
            }
        }
        addresses
    }
}

impl Site {
    /// The page at a site-relative address; a missing final slash and a final `index.html` make no difference.
    pub fn at_path(&self, path: &str) -> Option<PageIndex> {
        let folder = path.strip_suffix("index.html").unwrap_or(path);
        let found = self.addresses.pages.get(folder);
        found
            .or_else(|| self.addresses.pages.get(&format!("{folder}/")))
            .copied()
    }

    /// The site-relative address of a copied file at `path`, if there is one.
    pub fn asset_at(&self, path: &str) -> Option<String> {
        let path = path.strip_prefix('/')?;
        self.addresses
            .assets
            .contains_key(path)
            .then(|| format!("/{path}"))
    }

    /// Whether the program makes a file with a site-relative address.
    pub fn is_generated(&self, address: &str) -> bool {
        let name = address.strip_prefix('/');
        name.is_some_and(|name| self.addresses.generated.contains(name))
    }

    /// The path below content/ of the file that is copied to a site-relative address.
    pub fn asset_source(&self, address: &str) -> Option<&str> {
        let index = self.addresses.assets.get(address.strip_prefix('/')?)?;
        Some(&self.assets[*index].0.path)
    }

    /// The site-relative address at which a file below content/ is published for a language.
    pub fn asset_of(&self, path: &str, lang: Lang) -> Option<String> {
        let index = *self.addresses.asset_sources.get(path)?;
        let targets = &self.assets[index].1;
        targets
            .get(lang.index())
            .or_else(|| targets.first())
            .map(|target| format!("/{target}"))
    }

    /// The path of a copied file that differs from `path` in letter case alone.
    pub fn asset_in_other_case(&self, path: &str) -> Option<&str> {
        let wanted = path.trim_start_matches('/').to_lowercase();
        self.addresses
            .assets
            .keys()
            .find(|known| known.to_lowercase() == wanted)
            .map(String::as_str)
    }
}
