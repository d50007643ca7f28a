//! What a figure is about: the entity or the collection that it names.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::model::Entity;
use crate::render::page_lookup::PageLookup;

/// The entity that a figure is about: the one named, or the page's own.
pub(super) fn subject<'a>(
    lookup: &PageLookup<'a>,
    named: Option<&str>,
    kind: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<&'a Entity> {
    let entities = &lookup.shared.site.entities;
    let id = named.unwrap_or(&lookup.page.id);
    let found = entities.get(id);
    if found.is_none() {
        let names = entities
            .keys()
            .map(String::as_str)
            .filter(|id| *id != "_index")
            .collect::<Vec<_>>();
        let error = match named {
            Some(named) => {
                Diagnostic::error("unknown-entity", format!("no entity is called `{named}`")).help(
                    did_you_mean(
                        named,
                        names.iter().copied(),
                        "entities are the data files of collections",
                    ),
                )
            }
            None => Diagnostic::error(
                "figure-without-subject",
                format!("this page has no data for `figure:{kind}`"),
            )
            .help(format!(
                "name the entity: `figure:{kind}:{}`",
                names.first().unwrap_or(&"partners/foxconn")
            )),
        };
        out.push(error.at(place));
    }
    found
}

/// The position of the collection named.
pub(super) fn collection(
    lookup: &PageLookup<'_>,
    named: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<usize> {
    let collections = &lookup.shared.site.config.collections;
    let found = collections
        .iter()
        .position(|collection| collection.name == named);
    if found.is_none() {
        let names = collections
            .iter()
            .map(|collection| collection.name.as_str());
        let error = Diagnostic::error(
            "unknown-collection",
            format!("no collection is called `{named}`"),
        );
        out.push(error.at(place).help(did_you_mean(
            named,
            names,
            "the collections of site.yaml are",
        )));
    }
    found
}
