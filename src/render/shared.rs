//! What all pages of a run share, worked out once.

use std::collections::HashMap;
use std::sync::Arc;

use super::address::LinkStyle;
use super::fact_index::FactIndex;
use super::markdown::{StatusMark, Words};
use super::translations::Translation;
use super::words::InterfaceWords;
use crate::lang::{Lang, Localized};
use crate::model::{Entity, Relation, Site, feed_path};
use crate::quantity::{Locale, PartialDate};
use crate::status::Status;

/// What all pages of a run share.
pub(super) struct Shared<'a> {
    pub(super) site: &'a Site,
    pub(super) words: &'a InterfaceWords,
    pub(super) style: LinkStyle,
    /// How the texts of each page stand to each other, in the order of the pages.
    pub(super) translations: Arc<Vec<Translation>>,
    markdown_words: Localized<Words>,
    locales: Localized<Locale>,
    /// Path of the page of all facts in each language.
    pub(super) facts_page: Localized<Option<&'a str>>,
    /// The feed of each language, if any of its pages says when it changed.
    pub(super) feeds: Localized<Option<String>>,
    /// All facts by size.
    pub(super) fact_index: FactIndex<'a>,
    incoming: HashMap<&'a str, Vec<(&'a Entity, &'a Relation)>>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(
        site: &'a Site,
        words: &'a InterfaceWords,
        style: LinkStyle,
        translations: Arc<Vec<Translation>>,
    ) -> Self {
        let languages = &site.config.languages;
        let markdown_words = languages
            .iter()
            .map(|lang| read_markdown_words(words, lang))
            .collect();
        let locales = languages
            .iter()
            .map(|lang| Locale::of(languages.tag(lang)))
            .collect();
        Self {
            site,
            words,
            style,
            translations,
            markdown_words: Localized::new(markdown_words),
            locales: Localized::new(locales),
            facts_page: Localized::new(
                languages
                    .iter()
                    .map(|lang| facts_page(site, lang))
                    .collect(),
            ),
            feeds: Localized::new(languages.iter().map(|lang| feed_of(site, lang)).collect()),
            fact_index: FactIndex::new(site.facts.values()),
            incoming: incoming_relations(site),
        }
    }

    pub(super) fn markdown_words(&self, lang: Lang) -> &Words {
        self.markdown_words.get(lang)
    }

    pub(super) fn locale(&self, lang: Lang) -> Locale {
        *self.locales.get(lang)
    }

    /// The word of a status, and the class of its line.
    pub(super) fn status(&self, status: Status, lang: Lang) -> StatusMark {
        let label = self
            .words
            .get(lang, &format!("status.{}", status.name()))
            .to_owned();
        StatusMark {
            class: status.css_class().to_owned(),
            label,
        }
    }

    /// What others give to an entity, in the order of the givers.
    pub(super) fn incoming(&self, id: &str) -> &[(&'a Entity, &'a Relation)] {
        self.incoming.get(id).map_or(&[], Vec::as_slice)
    }

    /// The title of an entity's page in a language, else in another one.
    pub(super) fn title(&self, id: &'a str, lang: Lang) -> &'a str {
        self.site
            .find_any(id, lang)
            .map_or(id, |index| &self.site.page(index).front_matter.title)
    }

    /// A date with its element, where it has a form for machines.
    pub(super) fn date_html(&self, date: PartialDate, lang: Lang) -> String {
        let text = date.format(self.locale(lang));
        match date.datetime_attr() {
            Some(machine) => format!("<time datetime=\"{machine}\">{text}</time>"),
            None => text,
        }
    }
}

fn read_markdown_words(words: &InterfaceWords, lang: Lang) -> Words {
    let before_number = |key| {
        words
            .get(lang, key)
            .replace("{n}", "")
            .trim()
            .trim_end_matches(',')
            .to_owned()
    };
    Words {
        source: before_number("source"),
        note: before_number("note_title"),
        notes_title: words.get(lang, "footnotes").to_owned(),
        back: before_number("back"),
    }
}

fn feed_of(site: &Site, lang: Lang) -> Option<String> {
    let mut pages = site.pages.iter().filter(|page| page.lang == lang);
    pages
        .any(|page| page.is_in_feed())
        .then(|| feed_path(&site.config, lang))
}

fn facts_page(site: &Site, lang: Lang) -> Option<&str> {
    let mut pages = site.pages.iter();
    let page = pages.find(|page| page.lang == lang && page.shows_facts())?;
    Some(&page.path)
}

/// Relations by receiver; the givers in the order of their collection and of their number.
fn incoming_relations(site: &Site) -> HashMap<&str, Vec<(&Entity, &Relation)>> {
    let mut givers: Vec<&Entity> = site
        .entities
        .values()
        .filter(|entity| !entity.relations.is_empty())
        .collect();
    givers.sort_by(|left, right| {
        left.collection
            .cmp(&right.collection)
            .then(left.order.cmp(&right.order))
            .then(left.id.cmp(&right.id))
    });
    let mut incoming: HashMap<&str, Vec<(&Entity, &Relation)>> = HashMap::new();
    for giver in givers.into_iter().filter(|giver| site.has_id(&giver.id)) {
        for relation in &giver.relations {
            incoming
                .entry(&relation.to.text)
                .or_default()
                .push((giver, relation));
        }
    }
    incoming
}
