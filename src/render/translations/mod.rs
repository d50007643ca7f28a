//! The texts of each page, compared by content → how each stands to the other. Pure: no clock, no templates. The
//! complaints about it are made by the next stage.
//!
//! A text is compared with the first text of its page, in the order of the site's languages; the first one with each of
//! the others. Neither counts as the original: the one that has not changed is *behind* the one that has.

mod compare;
mod data;
mod diff;
mod edition;
mod table;

pub use table::{Row, TextState, translation_table};

use std::sync::Arc;

use rayon::prelude::*;

use super::address::join;
use super::link::has_scheme;
use super::markdown::{
    Block, Substance, Text, Typography, fingerprint_body, fingerprint_line, fold_rest,
};
use crate::agreement::{Agreement, Edition};
use crate::config::composed;
use crate::diagnostic::Place;
use crate::lang::Lang;
use crate::load::id_of;
use crate::model::{Page, PageIndex, Site, folder_of};
use compare::{Content, compare};

/// How a text stands to another one of the same page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The text.
    pub page: PageIndex,
    /// The other one.
    pub other: PageIndex,
    /// Whether the two say the same.
    pub accord: Accord,
    /// Whether the other text alone has changed, so that readers of this one must be told.
    pub is_behind: bool,
    /// What has changed in the other text, in its order.
    pub changes: Vec<Change>,
    /// What differs now and did not when the two were declared equal.
    pub differences: Differences,
    /// The edition of this text that the other one remembers, if this one states other data by now under the same date.
    pub moved_on_from: Option<Edition>,
    /// What the text is to remember once it is declared equal to the other as it is now.
    pub agreement: Agreement,
}

/// Whether two texts say the same, as far as an editor has said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accord {
    /// The other text is as it was when the two were declared equal.
    Current,
    /// The other text's wording has changed since.
    Stale,
    /// The other text has changed since, and now differs in more than wording.
    Differs,
    /// Nobody has declared the two equal.
    NotAccepted,
}

/// A change in the blocks of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// This block says something else.
    Changed(Place),
    /// This block is new.
    Added(Place),
    /// A block is gone that stood behind this one; `None`: at the top.
    Removed(Option<Place>),
}

/// What two texts do not have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// What the text names and the other one does not.
    pub only_here: Substance,
    /// What the other one names.
    pub only_there: Substance,
    /// How many blocks each has; `None` if nothing differs.
    pub n_blocks: Option<(usize, usize)>,
}

/// Compares all pages that have more than one text. In the order of the pages; the text a page is compared with first.
pub fn compare_translations(site: &Site) -> Vec<Translation> {
    compare_pages(site, |_| true)
}

/// The same once more, when no texts but those of the pages in `changed` are others than before.
pub(super) fn compare_again(
    site: &Site,
    mut known: Arc<Vec<Translation>>,
    changed: impl Fn(PageIndex) -> bool,
) -> Arc<Vec<Translation>> {
    let all = Arc::make_mut(&mut known);
    for translation in compare_pages(site, changed) {
        let first = all.partition_point(|known| known.page < translation.page);
        let same = |known: &&mut Translation| known.other == translation.other;
        if let Some(known) = all[first..].iter_mut().find(same) {
            *known = translation;
        }
    }
    known
}

fn compare_pages(site: &Site, chosen: impl Fn(PageIndex) -> bool) -> Vec<Translation> {
    let indexed: Vec<(PageIndex, &Page)> = site.indexed_pages().collect();
    let texts: Vec<_> = indexed
        .chunk_by(|(_, left), (_, right)| left.id == right.id)
        .filter(|texts| texts.len() > 1 && texts.iter().any(|(page, _)| chosen(*page)))
        .collect();
    let compared: Vec<Vec<Translation>> = texts
        .par_iter()
        .map(|texts| compare_texts(site, texts))
        .collect();
    compared.into_iter().flatten().collect()
}

fn compare_texts(site: &Site, texts: &[(PageIndex, &Page)]) -> Vec<Translation> {
    let contents: Vec<Content<'_>> = texts
        .iter()
        .map(|(index, page)| read_content(site, *index, page))
        .collect();
    let Some((hub, others)) = contents.split_first() else {
        return Vec::new();
    };
    let forth = others.iter().map(|other| compare(hub, other));
    let back = others.iter().map(|other| compare(other, hub));
    forth.chain(back).collect()
}

fn read_content<'a>(site: &Site, index: PageIndex, page: &'a Page) -> Content<'a> {
    let front_matter = &page.front_matter;
    let file = site.files.get(page.file);
    let text = Text {
        body: &file.text[page.body_offset..],
        file: page.file,
        offset: page.body_offset,
        typography: Typography::ByLanguage,
    };
    let mut blocks: Vec<Block> = vec![
        fingerprint_line("title", &front_matter.title, front_matter.title_place),
        fingerprint_line(
            "description",
            &front_matter.description,
            front_matter.description_place,
        ),
    ];
    let page_of = |destination: &str| linked_page(site, page, destination);
    blocks.extend(fingerprint_body(&text, &page_of));
    let n_own = blocks.len();
    blocks.extend(data::data_blocks(site, page, &page_of));
    // What the page of all facts says of them, other pages state.
    let n_stated = if page.shows_facts() {
        n_own
    } else {
        blocks.len()
    };
    let edition = edition::edition(site, page, &blocks[..n_stated]);
    fold_rest(&mut blocks);
    Content {
        page: index,
        lang: page.lang,
        edition,
        blocks,
        remembered: &front_matter.agrees_with,
    }
}

/// The id of the page that a link names by its file, whether or not there is one.
fn linked_page(site: &Site, page: &Page, destination: &str) -> Option<String> {
    let path = destination.split(['#', '?']).next()?;
    if path.is_empty() || path.starts_with('/') || has_scheme(destination) {
        return None;
    }
    let folder = format!("/{}/", folder_of(&page.id)).replace("//", "/");
    let joined = join(&folder, &composed(path))?;
    id_of(joined.trim_start_matches('/'), &site.config.languages).map(|(id, _)| id)
}

/// How a page stands to the others, out of the comparison of all pages.
pub fn translations_of(all: &[Translation], page: PageIndex) -> &[Translation] {
    let first = all.partition_point(|translation| translation.page < page);
    let end = all.partition_point(|translation| translation.page <= page);
    &all[first..end]
}

/// The line of front matter with which the text of a page remembers others: what it remembers now, with some replaced.
/// With two languages the value is a list, with more a map from language to list.
pub fn agreement_line(site: &Site, page: &Page, replaced: &[Translation]) -> String {
    let languages = &site.config.languages;
    let renewed = |lang: Lang| {
        let mut renewed = replaced.iter();
        renewed.find(|translation| site.page(translation.other).lang == lang)
    };
    let agreement = |lang: Lang| match renewed(lang) {
        Some(translation) => Some(&translation.agreement),
        None => page.front_matter.agreement_with(lang),
    };
    let lists: Vec<(Lang, &Agreement)> = languages
        .iter()
        .filter_map(|lang| Some((lang, agreement(lang)?)))
        .collect();
    match lists.as_slice() {
        [(_, list)] if languages.len() == 2 => format!("agrees_with: {list}"),
        lists => {
            let entries = lists.iter();
            let entries = entries.map(|(lang, list)| format!("{}: {list}", languages.tag(*lang)));
            format!(
                "agrees_with: {{{}}}",
                entries.collect::<Vec<_>>().join(", ")
            )
        }
    }
}
