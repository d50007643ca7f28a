//! What a page says out of data files, in the language of one of its texts: a block for each text value. The page of an
//! entity says what its own data file holds, a page with a view what the view shows; each value belongs to one page.

use crate::config::Placed;
use crate::lang::{Lang, Localized};
use crate::load::View;
use crate::model::{Entity, Fact, FieldValue, Page, PageKind, Site};
use crate::render::markdown::{Block, fingerprint_value};

/// The blocks, in the order of the data, which is the same in every language.
pub(super) fn data_blocks(
    site: &Site,
    page: &Page,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Block> {
    let values = match page.kind {
        PageKind::Home | PageKind::Entity(_) => {
            let entity = site.entities.get(&page.id);
            entity.map(values_of_entity).unwrap_or_default()
        }
        PageKind::View(View::Timeline) => site.events.iter().map(|event| &event.text).collect(),
        PageKind::View(View::Glossary) => {
            let terms = site.terms.values();
            terms.flat_map(|term| [&term.name, &term.text]).collect()
        }
        PageKind::View(View::Facts) => site.facts.values().flat_map(values_of_fact).collect(),
        PageKind::View(View::Sources | View::Search | View::Status)
        | PageKind::List(_)
        | PageKind::Single => Vec::new(),
    };
    let blocks = values
        .into_iter()
        .map(|value| block(value, page.lang, page_of));
    blocks.flatten().collect()
}

fn block(
    value: &Localized<Placed>,
    lang: Lang,
    page_of: &dyn Fn(&str) -> Option<String>,
) -> Option<Block> {
    let value = value.get(lang);
    fingerprint_value(&value.text, value.place, page_of)
}

fn values_of_entity(entity: &Entity) -> Vec<&Localized<Placed>> {
    let mut values = Vec::new();
    for (_, value) in &entity.fields {
        add_values(value, &mut values);
    }
    for relation in &entity.relations {
        values.extend([&relation.label, &relation.text]);
    }
    let region = entity.region.as_ref();
    values.extend(region.and_then(|region| region.note.as_ref()));
    values
}

fn add_values<'a>(value: &'a FieldValue, values: &mut Vec<&'a Localized<Placed>>) {
    match value {
        FieldValue::Localized(text) => values.push(text),
        FieldValue::List(list) => list.iter().for_each(|value| add_values(value, values)),
        FieldValue::Group(group) => {
            group
                .iter()
                .for_each(|(_, value)| add_values(value, values));
        }
        FieldValue::Null
        | FieldValue::Text(_)
        | FieldValue::Url(_)
        | FieldValue::Number(_)
        | FieldValue::Date(_)
        | FieldValue::Status(_)
        | FieldValue::Reference(..) => {}
    }
}

fn values_of_fact(fact: &Fact) -> impl Iterator<Item = &Localized<Placed>> {
    let optional = [&fact.said_by, &fact.note, &fact.per];
    std::iter::once(&fact.label).chain(optional.into_iter().flatten())
}
