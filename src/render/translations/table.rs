//! The state of every text: a row per page, a cell per language.

use std::collections::BTreeSet;

use super::{Accord, Translation};
use crate::lang::Lang;
use crate::model::{PageIndex, Site};

/// The texts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Id of the page.
    pub id: String,
    /// One cell per language of the site, in order.
    pub cells: Vec<(TextState, Option<PageIndex>)>,
}

/// The state of a text in one language. The later ones are the worse ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextState {
    /// The page is not meant for this language.
    NotMeant,
    /// The page has no other text.
    Alone,
    /// Equal to the others, as far as an editor has said so.
    Current,
    /// Another text's wording has changed since.
    Stale,
    /// Another text has changed since, in more than wording.
    Differs,
    /// Nobody has declared it equal to the others.
    NotAccepted,
    /// Left out of the site.
    Draft,
    /// Not there.
    Missing,
    /// There, but it cannot be read.
    Broken,
}

impl TextState {
    /// Its name, for machines and as key of the interface words.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotMeant => "not-meant",
            Self::Alone => "alone",
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Differs => "differs",
            Self::NotAccepted => "not-accepted",
            Self::Draft => "draft",
            Self::Missing => "missing",
            Self::Broken => "broken",
        }
    }
}

impl From<Accord> for TextState {
    fn from(accord: Accord) -> Self {
        match accord {
            Accord::Current => Self::Current,
            Accord::Stale => Self::Stale,
            Accord::Differs => Self::Differs,
            Accord::NotAccepted => Self::NotAccepted,
        }
    }
}

/// All pages by id, those too of which no text is built.
pub fn translation_table(site: &Site, translations: &[Translation]) -> Vec<Row> {
    let left_out = site.drafts.iter().chain(&site.broken);
    let ids: BTreeSet<&str> = site
        .ids()
        .chain(left_out.map(|(id, _)| id.as_str()))
        .collect();
    let states = worst_states(site, translations);
    let row = |id: &str| Row {
        id: id.to_owned(),
        cells: site
            .config
            .languages
            .iter()
            .map(|lang| cell(site, id, lang, &states))
            .collect(),
    };
    ids.into_iter().map(row).collect()
}

/// For each page, how it stands to the others that it is compared with.
fn worst_states(site: &Site, translations: &[Translation]) -> Vec<TextState> {
    let mut states = vec![TextState::Alone; site.pages.len()];
    for translation in translations {
        let state = &mut states[translation.page.0 as usize];
        *state = (*state).max(translation.accord.into());
    }
    states
}

fn cell(site: &Site, id: &str, lang: Lang, states: &[TextState]) -> (TextState, Option<PageIndex>) {
    if let Some(index) = site.find(id, lang) {
        return (states[index.0 as usize], Some(index));
    }
    let key = (id.to_owned(), lang);
    let mut texts = site.translations(id).map(|index| site.page(index));
    let meant = texts.find_map(|page| page.front_matter.languages.as_ref());
    let state = if site.broken.contains(&key) {
        TextState::Broken
    } else if site.drafts.contains(&key) {
        TextState::Draft
    } else if meant.is_some_and(|meant| !meant.contains(&lang)) {
        TextState::NotMeant
    } else {
        TextState::Missing
    };
    (state, None)
}
