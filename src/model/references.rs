//! Every id in the data names something that exists and is published.

use super::{Entity, FieldValue, ReferenceKind, Relation, Site, folder_of, name_of};
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean, nearest};

/// Checks the references of `site.yaml`, facts, events and data files.
pub(super) fn check_references(site: &Site, diagnostics: &mut Diagnostics) {
    for item in &site.config.navigation {
        let placed = Placed {
            text: item.page.clone(),
            place: item.place,
        };
        check_page(site, &placed, diagnostics);
    }
    for fact in site.facts.values() {
        check_sources(site, &fact.sources, diagnostics);
    }
    for event in &site.events {
        check_sources(site, &event.sources, diagnostics);
        for entity in &event.entities {
            check_entity(site, entity, diagnostics);
        }
    }
    for entity in site.entities.values() {
        check_data(site, entity, diagnostics);
    }
    for collection in &site.config.collections {
        if let Some(map) = collection
            .map
            .as_ref()
            .filter(|map| !site.maps.contains_key(&map.text))
        {
            let names = site.maps.keys().map(String::as_str);
            let error = Diagnostic::error("unknown-map", format!("there is no map `{}`", map.text))
                .at(map.place)
                .help(did_you_mean(
                    &map.text,
                    names,
                    "the maps are the files in content/maps",
                ));
            diagnostics.push(error);
        }
    }
}

fn check_data(site: &Site, entity: &Entity, diagnostics: &mut Diagnostics) {
    for fact in &entity.facts {
        check_fact(site, fact, diagnostics);
    }
    for relation in &entity.relations {
        check_relation(site, relation, diagnostics);
    }
    for (_, value) in &entity.fields {
        check_value(site, value, diagnostics);
    }
    let map = entity
        .collection
        .and_then(|index| site.config.collections[index].map.as_ref());
    if let (Some(region), Some(map)) = (
        &entity.region,
        map.and_then(|name| site.maps.get(&name.text)),
    ) {
        if map.region(&region.code.text).is_none() {
            let codes = map.states.iter().map(|region| region.code.as_str());
            let error = Diagnostic::error(
                "unknown-region",
                format!("the map has no region `{}`", region.code.text),
            )
            .at(region.code.place)
            .help(did_you_mean(&region.code.text, codes, "its codes are"));
            diagnostics.push(error);
        }
    } else if let Some(region) = entity.region.as_ref().filter(|_| map.is_none()) {
        let error =
            Diagnostic::error("unknown-map", "this collection has no map").at(region.code.place);
        diagnostics.push(error.help("declare `map: NAME` in site.yaml, or delete `region`"));
    }
}

fn check_value(site: &Site, value: &FieldValue, diagnostics: &mut Diagnostics) {
    match value {
        FieldValue::Reference(ReferenceKind::Fact, placed) => check_fact(site, placed, diagnostics),
        FieldValue::Reference(ReferenceKind::Source, placed) => {
            check_sources(site, std::slice::from_ref(placed), diagnostics);
        }
        FieldValue::Reference(ReferenceKind::Entity(collection), placed) => {
            let known = check_entity(site, placed, diagnostics);
            if known && !collection.is_empty() && folder_of(&placed.text) != collection {
                let message = format!("`{}` is not of the collection `{collection}`", placed.text);
                let error = Diagnostic::error("wrong-collection", message).at(placed.place);
                diagnostics.push(error.help(format!("write an id such as `{collection}/…`")));
            }
        }
        FieldValue::List(values) => values
            .iter()
            .for_each(|value| check_value(site, value, diagnostics)),
        FieldValue::Group(values) => values
            .iter()
            .for_each(|(_, value)| check_value(site, value, diagnostics)),
        _ => {}
    }
}

fn check_relation(site: &Site, relation: &Relation, diagnostics: &mut Diagnostics) {
    check_sources(site, &relation.sources, diagnostics);
    let known = check_entity(site, &relation.to, diagnostics);
    match site.config.relation_kinds.get(&relation.kind.text) {
        None => {
            let names = site.config.relation_kinds.keys().map(String::as_str);
            let error = Diagnostic::error(
                "unknown-relation-kind",
                format!("`{}` is not a kind of relation", relation.kind.text),
            )
            .at(relation.kind.place)
            .help(did_you_mean(
                &relation.kind.text,
                names,
                "the kinds of site.yaml are",
            ));
            diagnostics.push(error);
        }
        Some(kind) if known && !kind.targets.is_empty() => {
            let folder = folder_of(&relation.to.text);
            if !kind.targets.iter().any(|target| target == folder) {
                let message = format!("`{}` does not point to `{folder}`", relation.kind.text);
                let error = Diagnostic::error("wrong-collection", message).at(relation.to.place);
                diagnostics
                    .push(error.help(format!("it may point to: {}", kind.targets.join(", "))));
            }
        }
        Some(_) => {}
    }
}

fn check_fact(site: &Site, placed: &Placed, diagnostics: &mut Diagnostics) {
    if !site.facts.contains_key(&placed.text) {
        let names = site.facts.keys().map(String::as_str);
        let error = Diagnostic::error(
            "unknown-fact",
            format!("no fact is called `{}`", placed.text),
        )
        .at(placed.place)
        .help(did_you_mean(
            &placed.text,
            names,
            "facts are defined in facts/*.yaml",
        ));
        diagnostics.push(error);
    }
}

fn check_sources(site: &Site, sources: &[Placed], diagnostics: &mut Diagnostics) {
    for placed in sources
        .iter()
        .filter(|placed| !site.sources.contains_key(&placed.text))
    {
        let names = site.sources.keys().map(String::as_str);
        let error = Diagnostic::error(
            "unknown-source",
            format!("no source is called `{}`", placed.text),
        )
        .at(placed.place)
        .help(did_you_mean(
            &placed.text,
            names,
            "sources are defined in sources.yaml",
        ));
        diagnostics.push(error);
    }
}

/// Whether there is such an entity; says so where there is none, or where it is a draft.
fn check_entity(site: &Site, placed: &Placed, diagnostics: &mut Diagnostics) -> bool {
    let known = site.entities.contains_key(&placed.text)
        || site.broken.iter().any(|(id, _)| *id == placed.text);
    if !known {
        let names = site
            .entities
            .keys()
            .map(String::as_str)
            .filter(|id| *id != "_index")
            .collect::<Vec<_>>();
        let error = Diagnostic::error(
            "unknown-entity",
            format!("no entity is called `{}`", placed.text),
        )
        .at(placed.place)
        .help(suggest_entity(&placed.text, &names));
        diagnostics.push(error);
    } else {
        report_draft(site, placed, diagnostics);
    }
    known
}

/// Help for an entity that does not exist: the nearest id, or the one whose name without its collection is nearest.
fn suggest_entity(wanted: &str, ids: &[&str]) -> String {
    let wanted_name = name_of(wanted);
    let by_name = || {
        let name = nearest(wanted_name, ids.iter().map(|id| name_of(id)))?;
        ids.iter().find(|id| name_of(id) == name).copied()
    };
    match nearest(wanted, ids.iter().copied()).or_else(by_name) {
        Some(id) => format!("did you mean `{id}`?"),
        None => did_you_mean(
            wanted,
            ids.iter().copied(),
            "entities are the data files of collections",
        ),
    }
}

fn check_page(site: &Site, placed: &Placed, diagnostics: &mut Diagnostics) {
    let broken = site.broken.iter().any(|(id, _)| *id == placed.text);
    let draft = site.drafts.iter().any(|(id, _)| *id == placed.text);
    if draft {
        report_draft(site, placed, diagnostics);
    } else if !site.has_id(&placed.text) && !broken {
        let error = Diagnostic::error(
            "unknown-page",
            format!("no page has the id `{}`", placed.text),
        )
        .at(placed.place);
        diagnostics.push(error.help(suggest_id(site, &placed.text)));
    }
}

/// A reference to something whose texts are all drafts would lead nowhere.
fn report_draft(site: &Site, placed: &Placed, diagnostics: &mut Diagnostics) {
    let draft = site.drafts.iter().any(|(id, _)| *id == placed.text);
    if draft && !site.has_id(&placed.text) {
        let error = Diagnostic::error(
            "reference-to-draft",
            format!("`{}` is a draft in every language", placed.text),
        );
        diagnostics.push(
            error
                .at(placed.place)
                .help("publish it first, or build with `--drafts`"),
        );
    }
}

/// Help for an id of a page that does not exist.
fn suggest_id(site: &Site, id: &str) -> String {
    did_you_mean(
        id,
        site.ids(),
        "the ids are paths below content/ without language and extension",
    )
}
