//! Links that a page holds only because the program lists there who uses what: pages that mention it, that state a fact,
//! cite a source or explain a term, the index of all pages, and the table for editors. Nobody chose to lead the reader there.

use std::collections::HashMap;

use super::data_view::CatalogueView;
use super::page_text::PageData;
use super::view::MentionsView;

/// The addresses in a page's lists of uses, each as often as it stands there.
pub(super) fn listed(
    mentions: &[MentionsView],
    data: &PageData,
    catalogue: Option<&CatalogueView>,
) -> Vec<String> {
    let mentions = mentions.iter().flat_map(|group| &group.items);
    let sources = catalogue.into_iter().flat_map(|view| &view.sources);
    let mut listed: Vec<String> = mentions
        .chain(sources.flat_map(|source| &source.pages))
        .map(|link| link.href.clone())
        .collect();
    match data {
        PageData::Facts(view) => {
            let facts = view.groups.iter().flat_map(|group| &group.facts);
            let pages = facts.flat_map(|fact| &fact.pages);
            listed.extend(pages.map(|link| link.href.clone()));
        }
        PageData::Glossary(view) => {
            let pages = view.terms.iter().flat_map(|term| &term.pages);
            listed.extend(pages.map(|link| link.href.clone()));
        }
        PageData::Index(view) => {
            let items = view.groups.iter().flat_map(|group| &group.items);
            listed.extend(items.map(|item| item.href.clone()));
        }
        PageData::Status(view) => {
            let pages = view.pages.iter().map(|row| &row.page);
            listed.extend(pages.map(|link| link.href.clone()));
        }
        PageData::None | PageData::List(_) | PageData::Timeline(_) | PageData::Sources => {}
    }
    listed
}

/// Those of `listed` that stand nowhere else among the links of the page; sorted, each once.
pub(super) fn nowhere_else(listed: Vec<String>, links: &[String]) -> Vec<String> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for link in &listed {
        *left.entry(link).or_default() += 1;
    }
    let mut elsewhere = std::collections::HashSet::new();
    for link in links {
        match left.get_mut(link.as_str()) {
            Some(0) => {
                elsewhere.insert(link.as_str());
            }
            Some(n) => *n -= 1,
            None => {}
        }
    }
    let mut only: Vec<String> = left
        .into_keys()
        .filter(|link| !elsewhere.contains(link))
        .map(str::to_owned)
        .collect();
    only.sort_unstable();
    only
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_stands_outside_the_lists_is_no_backlink() {
        for (listed, links, only) in [
            ("", "a b", ""),
            ("a", "a b", "a"),
            ("a", "a a b", ""),
            ("a a", "a a b", "a"),
            ("a a", "a b a a", ""),
            ("b a", "a b b", "a"),
        ] {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
            let found = nowhere_else(words(listed), &Vec::from_iter(words(links)));
            assert_eq!(found.join(" "), only, "{listed} in {links}");
        }
    }
}
