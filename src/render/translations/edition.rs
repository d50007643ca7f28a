//! What a page states, as one hash: the figures, statuses, dates and sources of its text and of its own data. When
//! they change, `updated` is expected to change with them. Wording plays no part, nor what other pages say of this one.

use std::collections::BTreeSet;

use crate::agreement::{Edition, short_hash};
use crate::config::Placed;
use crate::load::View;
use crate::model::{
    Entity, Event, Fact, FieldValue, Page, PageKind, ReferenceKind, Relation, Site,
};
use crate::quantity::Amount;
use crate::render::markdown::{Block, Item};

/// The edition of a page; `None` if it has no date.
pub(super) fn edition(site: &Site, page: &Page, blocks: &[Block]) -> Option<Edition> {
    let mut data = Data {
        site,
        keys: BTreeSet::new(),
    };
    for item in blocks.iter().flat_map(|block| &block.substance) {
        data.add_item(item);
    }
    if let Some(entity) = site.entities.get(&page.id) {
        data.add_entity(entity);
    }
    if page.kind == PageKind::View(View::Timeline) {
        site.events.iter().for_each(|event| data.add_event(event));
    }
    let keys: Vec<String> = data.keys.into_iter().collect();
    Some(Edition {
        updated: page.front_matter.updated?,
        data: short_hash(&keys.join("\n")),
    })
}

struct Data<'a> {
    site: &'a Site,
    keys: BTreeSet<String>,
}

impl Data<'_> {
    fn add(&mut self, kind: &str, value: &dyn std::fmt::Display) {
        self.keys.insert(format!("{kind}:{value}"));
    }

    fn add_item(&mut self, item: &Item) {
        match item {
            Item::Fact(id) => self.add_fact(id),
            Item::Number(digits) => self.add("number", digits),
            Item::Status(name) => self.add("status", name),
            Item::Source(id) => self.add_source(id),
            Item::Heading(..) | Item::Figure(_) | Item::Page(_) => {}
        }
    }

    fn add_fact(&mut self, id: &str) {
        if let Some(fact) = self.site.facts.get(id) {
            self.add("fact", &fact_key(fact));
            self.add_sources("fact", &fact.id, &fact.sources);
        }
    }

    /// Who is named for what: a source that something else cites too is no less of a change here.
    fn add_sources(&mut self, kind: &str, of: &str, sources: &[Placed]) {
        for source in sources {
            self.add(kind, &format!("{of} {}", source.text));
            self.add_source(&source.text);
        }
    }

    fn add_source(&mut self, id: &str) {
        let source = self.site.sources.get(id);
        let published = source.and_then(|source| source.published);
        let date = published.map(|(date, _)| date.to_string());
        self.add("source", &format!("{id} {}", date.unwrap_or_default()));
    }

    fn add_event(&mut self, event: &Event) {
        let key = format!("{} {} {}", event.id, event.date, event.status);
        self.add("event", &key);
        self.add_sources("event", &event.id, &event.sources);
    }

    fn add_entity(&mut self, entity: &Entity) {
        for fact in &entity.facts {
            self.add_fact(&fact.text);
        }
        for (name, value) in &entity.fields {
            self.add_value(name, value);
        }
        for relation in &entity.relations {
            let key = relation_key(relation);
            self.add("relation", &key);
            self.add_sources("relation", &key, &relation.sources);
        }
    }

    fn add_value(&mut self, name: &str, value: &FieldValue) {
        match value {
            FieldValue::Number(number) => self.add(name, number),
            FieldValue::Date(date) => self.add(name, date),
            FieldValue::Status(status) => self.add(name, status),
            FieldValue::Reference(ReferenceKind::Fact, fact) => self.add_fact(&fact.text),
            FieldValue::Reference(ReferenceKind::Source, source) => self.add_source(&source.text),
            FieldValue::List(values) => {
                values.iter().for_each(|value| self.add_value(name, value));
            }
            FieldValue::Group(values) => {
                values
                    .iter()
                    .for_each(|(name, value)| self.add_value(name, value));
            }
            FieldValue::Null
            | FieldValue::Text(_)
            | FieldValue::Url(_)
            | FieldValue::Localized(_)
            | FieldValue::Reference(ReferenceKind::Entity(_), _) => {}
        }
    }
}

/// The figure itself, its status and its date, in no language.
fn fact_key(fact: &Fact) -> String {
    let quantity = &fact.quantity;
    let amount = match &quantity.amount {
        Amount::Exact(number) => number.to_string(),
        Amount::Range(from, to) => format!("{from} to {to}"),
        Amount::Date(date) => date.to_string(),
        Amount::Words => {
            let words = fact.words.iter().flat_map(|words| words.iter());
            words
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    let measure = format!(
        "{:?} {:?} {:?}",
        quantity.scale, quantity.unit, quantity.qualifier
    );
    format!(
        "{} {amount} {measure} {} {}",
        fact.id, fact.status, fact.as_of
    )
}

fn relation_key(relation: &Relation) -> String {
    let date = |date: Option<crate::quantity::PartialDate>| {
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    format!(
        "{} {} {} {} {}",
        relation.kind.text,
        relation.to.text,
        relation.status,
        date(relation.since),
        date(relation.until)
    )
}
