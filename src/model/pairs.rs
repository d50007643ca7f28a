//! Which texts there must be: the home page in every language, and every text in every language that it is meant for.

use std::collections::{BTreeMap, HashSet};

use super::Drafts;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lang::Lang;
use crate::load::PageSource;

/// Every language has its home page, to which all others lead.
pub(super) fn check_home(
    pages: &[PageSource],
    config: &Config,
    drafts: Drafts,
    broken: &HashSet<(String, Lang)>,
    diagnostics: &mut Diagnostics,
) {
    let homes: Vec<&PageSource> = pages.iter().filter(|page| page.id == "_index").collect();
    for lang in config.languages.iter() {
        let home = homes.iter().find(|home| home.lang == lang);
        let tag = config.languages.tag(lang);
        let error = match home {
            Some(home) if home.front_matter.draft && drafts == Drafts::LeftOut => {
                Diagnostic::error(
                    "missing-home",
                    format!("the home page in `{tag}` is a draft"),
                )
                .at(home.front_matter.place)
                .help("delete the line `draft: true`: every page leads to it")
            }
            None if !broken.contains(&("_index".to_owned(), lang)) => {
                let place = homes
                    .first()
                    .map_or(config.home.place, |home| home.front_matter.title_place);
                Diagnostic::error("missing-home", format!("there is no home page in `{tag}`"))
                    .at(place)
                    .help(format!("write content/_index.{tag}.md, or take `{tag}` out of `languages` in site.yaml"))
            }
            _ => continue,
        };
        diagnostics.push(error);
    }
}

/// Every text has its partners, unless its front matter says for which languages it is meant.
pub(super) fn check_pairs(
    pages: &[PageSource],
    config: &Config,
    broken: &HashSet<(String, Lang)>,
    diagnostics: &mut Diagnostics,
) {
    let mut by_id: BTreeMap<&str, Vec<&PageSource>> = BTreeMap::new();
    for page in pages {
        by_id.entry(&page.id).or_default().push(page);
    }
    by_id.remove("_index");
    for (id, texts) in by_id {
        let meant: Vec<Lang> = match texts
            .iter()
            .find_map(|page| page.front_matter.languages.as_ref())
        {
            Some(only) => only.clone(),
            None => config.languages.iter().collect(),
        };
        if meant.is_empty() {
            // What stands there is wrong, and that has been said.
            continue;
        }
        for page in &texts {
            if !meant.contains(&page.lang) {
                let message = format!(
                    "`{}` is not among the languages that `{id}` is meant for",
                    config.languages.tag(page.lang)
                );
                let error =
                    Diagnostic::error("unmeant-language", message).at(page.front_matter.place);
                diagnostics.push(error.help("add it to `languages`, or delete this text"));
            }
        }
        for lang in meant {
            let there = texts.iter().any(|page| page.lang == lang)
                || broken.contains(&(id.to_owned(), lang));
            if !there {
                let (tag, own) = (
                    config.languages.tag(lang),
                    config.languages.tag(texts[0].lang),
                );
                let error = Diagnostic::error("missing-translation", format!("`{id}` has no text in `{tag}`"))
                    .at(texts[0].front_matter.title_place)
                    .help(format!("write content/{id}.{tag}.md, or add `languages: [{own}]` to this text if there shall be none"));
                diagnostics.push(error);
            }
        }
    }
}
