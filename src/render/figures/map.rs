//! `figure:map` → the map of a collection, with a link for every entity that has a region.

use super::subject::collection;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::lang::Lang;
use crate::model::PageKind;
use crate::render::list::{Member, sorted_members};
use crate::render::page_lookup::PageLookup;
use crate::render::svg::{self, Ground};

/// The map of the collection named, else of the page's own; `None` when it was reported.
pub(super) fn map(
    lookup: &PageLookup<'_>,
    named: Option<&str>,
    caption: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<String> {
    let site = lookup.shared.site;
    let own = match lookup.page.kind {
        PageKind::Entity(own) => Some(own),
        _ => site
            .config
            .collections
            .iter()
            .position(|collection| collection.map.is_some()),
    };
    let index = match named {
        Some(named) => collection(lookup, named, place, out)?,
        None => own.unwrap_or_default(),
    };
    let declared = site
        .config
        .collections
        .get(index)
        .and_then(|collection| collection.map.as_ref());
    let Some(shapes) = declared.and_then(|name| site.maps.get(&name.text)) else {
        if declared.is_none() {
            let error = Diagnostic::error("unknown-map", "this collection has no map").at(place);
            out.push(error.help("declare `map: NAME` for it in site.yaml"));
        }
        return None;
    };
    let current = site
        .entities
        .get(&lookup.page.id)
        .filter(|entity| entity.collection == Some(index));
    let current = if named.is_none() {
        current.and_then(|entity| entity.region.as_ref())
    } else {
        None
    };
    draw_map(
        lookup,
        index,
        shapes,
        current.map(|region| region.code.text.as_str()),
        caption,
        place,
        out,
    )
}

fn draw_map(
    lookup: &PageLookup<'_>,
    collection: usize,
    shapes: &crate::shapes::Shapes,
    current: Option<&str>,
    caption: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Option<String> {
    let lang = lookup.page.lang;
    let members = sorted_members(lookup.shared, collection, lang);
    let hrefs: Vec<String> = members
        .iter()
        .map(|member| lookup.page_href(member.page))
        .collect();
    let regions: Vec<svg::Region<'_>> = members
        .iter()
        .zip(&hrefs)
        .filter_map(|(member, href)| region(member, href, lang))
        .collect();
    let own_name = regions
        .iter()
        .find(|region| Some(region.code) == current)
        .map_or("", |region| region.name);
    let words = lookup.shared.words;
    let states = match current {
        Some(_) => words.fill(lang, "map.this", &[("state", own_name)]),
        None => lookup.word("map.all").to_owned(),
    };
    let group = words.fill(lang, "map.group", &[("states", &states)]);
    let outline = words.fill(lang, "map.outline", &[("state", own_name)]);
    let country = svg::Country {
        shapes,
        regions: &regions,
        words: svg::MapWords {
            group: &group,
            recent: lookup.word("map.recent"),
            others: lookup.word("map.others"),
            outline: &outline,
            scale: lookup.word("map.scale"),
        },
        caption_html: caption,
    };
    let drawn = match current {
        Some(code) => svg::region_map(&country, code),
        None => svg::country_map(&country),
    };
    drawn
        .map_err(|unknown| {
            // A code that the map lacks is reported at its data file; a figure without any region is reported here.
            if regions.is_empty() {
                out.push(
                    Diagnostic::error("unknown-region", unknown.to_string())
                        .at(place)
                        .help("give the entities a `region`"),
                );
            }
        })
        .ok()
}

/// The region of an entity, if it has one.
fn region<'a>(member: &Member<'a>, href: &'a str, lang: Lang) -> Option<svg::Region<'a>> {
    let region = member.entity.region.as_ref()?;
    let note = region.note.as_ref();
    Some(svg::Region {
        code: &region.code.text,
        name: member.title,
        href,
        ground: member.entity.status().map_or(Ground::Solid, Ground::of),
        note: note.map(|note| note.get(lang).text.as_str()),
    })
}
