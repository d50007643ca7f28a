//! Addresses of other sites, and where the content names them.

use std::collections::{BTreeMap, HashSet};

use crate::config::{Config, Placed};
use crate::diagnostic::Place;
use crate::model::{FieldValue, Site};
use crate::render::Rendered;

/// The address of a page of another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Absolute, with `http` or `https`, without a fragment.
    pub url: String,
    /// Fragments that links to it have, without `#`, sorted, each once; those that nobody is to look for are left out.
    pub fragments: Vec<String>,
    /// Where it is named, at least one place: first in sources.yaml, then in other data, then in texts.
    pub places: Vec<Place>,
}

impl Address {
    /// The footer stands on every page, but in one place.
    fn tidied(mut self) -> Self {
        let mut seen = HashSet::new();
        self.places.retain(|place| seen.insert(*place));
        self.fragments.sort_unstable();
        self.fragments.dedup();
        self
    }
}

/// All addresses of sources, of fields and of links in texts, sorted, but for those that site.yaml skips.
pub(super) fn external_addresses(site: &Site, rendered: &Rendered) -> Vec<Address> {
    let sources = site.sources.values();
    let of_sources = sources.flat_map(|source| [&source.url].into_iter().chain(&source.archive));
    let fields = site.entities.values().flat_map(|entity| &entity.fields);
    let mut of_fields = Vec::new();
    fields.for_each(|(_, value)| collect_urls(value, &mut of_fields));
    let of_data = of_sources.chain(of_fields);
    let of_data = of_data.map(|url| (url.text.as_str(), url.place));
    let texts = rendered.records.iter().flat_map(|record| &record.written);
    let of_texts = texts.map(|(link, place)| (link.as_str(), *place));
    let mut addresses: BTreeMap<String, Address> = BTreeMap::new();
    for (link, place) in of_data.chain(of_texts) {
        add(link, place, site, &mut addresses);
    }
    addresses.into_values().map(Address::tidied).collect()
}

fn collect_urls<'a>(value: &'a FieldValue, urls: &mut Vec<&'a Placed>) {
    match value {
        FieldValue::Url(url) => urls.push(url),
        FieldValue::List(values) => values.iter().for_each(|value| collect_urls(value, urls)),
        FieldValue::Group(values) => values
            .iter()
            .for_each(|(_, value)| collect_urls(value, urls)),
        _ => {}
    }
}

/// The address of the site's repository, else of the site.
pub(super) fn contact(config: &Config) -> String {
    match &config.repository.url {
        Some(url) => url.clone(),
        None => config.base_url.as_str().to_owned(),
    }
}

fn add(link: &str, place: Place, site: &Site, addresses: &mut BTreeMap<String, Address>) {
    let Some(link) = absolute(link) else {
        return;
    };
    let external = &site.config.external;
    if !external.tries(&link) || site.config.base_url.below(&link).is_some() {
        return;
    }
    let (url, fragment) = match link.split_once('#') {
        Some((url, fragment)) => (url, Some(fragment)),
        None => (link.as_str(), None),
    };
    let address = addresses.entry(url.to_owned()).or_insert_with(|| Address {
        url: url.to_owned(),
        fragments: Vec::new(),
        places: Vec::new(),
    });
    address.places.push(place);
    let fragment = fragment
        .filter(|fragment| !fragment.is_empty() && external.looks_for_anchors(&link))
        .map(str::to_owned);
    address.fragments.extend(fragment);
}

/// The address of another site in full; `None` for what is no page of one.
fn absolute(link: &str) -> Option<String> {
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("https://{rest}"));
    }
    let scheme = link.split_once("://")?.0.to_ascii_lowercase();
    ["http", "https"]
        .contains(&scheme.as_str())
        .then(|| format!("{scheme}{}", &link[scheme.len()..]))
}
