//! The facts that a page is about: those that its texts mark, its key figures, and all that its data file names. Worked out
//! before the texts are read, so that a number may state a fact that is marked further down.

use super::page_lookup::PageLookup;
use crate::load::View;
use crate::model::{Entity, FieldValue, PageKind, ReferenceKind};

/// Ids of the facts, in no order, some more than once; a few may not exist.
pub(super) fn facts_of_page(lookup: &PageLookup<'_>) -> Vec<String> {
    let (site, page) = (lookup.shared.site, lookup.page);
    let mut ids = Vec::new();
    if let Some(body) = site.files.get(page.file).text.get(page.body_offset..) {
        collect_marks(body, &mut ids);
    }
    if let Some(entity) = site.entities.get(&page.id) {
        collect_entity(lookup, entity, &mut ids);
    }
    for (_, relation) in lookup.shared.incoming(&page.id) {
        collect_marks(&relation.text.get(page.lang).text, &mut ids);
    }
    match page.kind {
        PageKind::View(View::Timeline) => {
            let texts = site.events.iter().map(|event| event.text.get(page.lang));
            texts.for_each(|text| collect_marks(&text.text, &mut ids));
        }
        PageKind::View(View::Glossary) => {
            let texts = site.terms.values().map(|term| term.text.get(page.lang));
            texts.for_each(|text| collect_marks(&text.text, &mut ids));
        }
        PageKind::View(View::Facts) => ids.extend(site.facts.keys().cloned()),
        _ => {}
    }
    ids
}

fn collect_entity(lookup: &PageLookup<'_>, entity: &Entity, ids: &mut Vec<String>) {
    ids.extend(entity.facts.iter().map(|fact| fact.text.clone()));
    for (_, value) in &entity.fields {
        collect_value(lookup, value, ids);
    }
    for relation in &entity.relations {
        collect_marks(&relation.text.get(lookup.page.lang).text, ids);
    }
}

fn collect_value(lookup: &PageLookup<'_>, value: &FieldValue, ids: &mut Vec<String>) {
    match value {
        FieldValue::Localized(text) => collect_marks(&text.get(lookup.page.lang).text, ids),
        FieldValue::Reference(ReferenceKind::Fact, fact) => ids.push(fact.text.clone()),
        FieldValue::List(values) => values
            .iter()
            .for_each(|value| collect_value(lookup, value, ids)),
        FieldValue::Group(values) => values
            .iter()
            .for_each(|(_, value)| collect_value(lookup, value, ids)),
        _ => {}
    }
}

/// The ids behind `fact:`, and those of charts behind `figure:bars:`, in a Markdown text.
fn collect_marks(markdown: &str, ids: &mut Vec<String>) {
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"');
    for part in markdown.split("fact:").skip(1) {
        ids.push(part.split(ends).next().unwrap_or_default().to_owned());
    }
    for part in markdown.split("figure:bars:").skip(1) {
        let list = part.split(')').next().unwrap_or_default();
        ids.extend(list.split(',').map(|id| id.trim().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::collect_marks;

    #[test]
    fn marks_and_charts_name_facts() {
        let markdown =
            "[a](fact:one) [b][x] ![c](figure:bars:two, three)\n\n[x]: fact:four\n[](<fact:five>)";
        let mut ids = Vec::new();
        collect_marks(markdown, &mut ids);
        assert_eq!(ids, ["one", "four", "five", "two", "three"]);
    }
}
