//! The map of a country with the regions that a collection speaks of, its key, and the same links as a list.

use super::country::{Country, Ground, Region, UnknownRegion};
use super::escape::{attribute, escape};
use super::links::{Chip, chips};
use super::outline::outline;
use crate::shapes::RegionShape;

/// The map of all regions, with key and list of links.
///
/// # Errors
/// A region that the map does not have.
pub fn country_map(country: &Country<'_>) -> Result<String, UnknownRegion> {
    let map = drawing(country, Part::Whole)?;
    Ok(figure(&map, &country_key(country), country, Part::Whole))
}

/// The map on the page of the region `current`: that one as ever, the others pale; its own outline with a scale stands
/// in the caption.
///
/// # Errors
/// A region that the map does not have; `current` must be one of the regions.
pub fn region_map(country: &Country<'_>, current: &str) -> Result<String, UnknownRegion> {
    let unknown = || UnknownRegion(current.to_owned());
    let region = country
        .regions
        .iter()
        .find(|region| region.code == current)
        .ok_or_else(unknown)?;
    let shape = country.shapes.region(current).ok_or_else(unknown)?;
    let part = Part::One(current);
    let map = drawing(country, part)?;
    let key = outline(shape, region.ground, &country.words) + &region_key(country, region);
    Ok(figure(&map, &key, country, part))
}

/// What the map is about.
#[derive(Clone, Copy)]
enum Part<'a> {
    Whole,
    One(&'a str),
}

fn figure(map: &str, key: &str, country: &Country<'_>, part: Part<'_>) -> String {
    let caption = match country.caption_html {
        "" => String::new(),
        html => format!("<p>{html}</p>"),
    };
    format!(
        "<figure class=\"wide pair\">\n{map}\n<figcaption class=\"flow\">{key}{caption}</figcaption>\n</figure>\n{}",
        links(country.regions, part)
    )
}

fn drawing(country: &Country<'_>, part: Part<'_>) -> Result<String, UnknownRegion> {
    let mut svg = format!(
        "<svg class=\"map\" viewBox=\"{}\" role=\"group\" aria-label=\"{}\">\n\
         <path class=\"us\" d=\"{}\"/>\n<path class=\"bd\" d=\"{}\"/>\n",
        escape(&country.shapes.view_box),
        escape(country.words.group),
        escape(&country.shapes.nation),
        escape(&country.shapes.borders)
    );
    for region in country.regions {
        let shape = country
            .shapes
            .region(region.code)
            .ok_or_else(|| UnknownRegion(region.code.to_owned()))?;
        svg += &area(region, shape, part);
    }
    Ok(svg + "</svg>")
}

fn area(region: &Region<'_>, shape: &RegionShape, part: Part<'_>) -> String {
    let (class, current) = match part {
        Part::One(code) if code == region.code => (ground_class(region.ground), Some("page")),
        Part::One(_) => (Some("off"), None),
        Part::Whole => (ground_class(region.ground), None),
    };
    let note = region
        .note
        .map_or_else(String::new, |note| format!(", {note}"));
    // No brackets: axe holds that words in brackets are not part of a name, and the code is what is seen.
    let label = format!("{}, {}{note}", region.name, region.code);
    let [x, y] = label_place(shape);
    format!(
        "<a href=\"{}\" aria-label=\"{}\"{}{}><path d=\"{}\"/><text x=\"{x:.0}\" y=\"{y:.0}\">{}</text></a>\n",
        escape(region.href),
        escape(&label),
        attribute("class", class),
        attribute("aria-current", current),
        escape(&shape.d),
        escape(region.code)
    )
}

fn ground_class(ground: Ground) -> Option<&'static str> {
    (ground == Ground::Dotted).then_some("dot")
}

/// Where the code stands: the middle of the shape, moved where a panhandle or a lake would make it look off.
fn label_place(shape: &RegionShape) -> [f64; 2] {
    let (dx, dy) = match shape.code.as_str() {
        "VA" => (8.0, 12.0),
        "WI" => (-2.0, 16.0),
        "IN" => (1.0, 10.0),
        "TX" => (4.0, 10.0),
        _ => (0.0, 10.0),
    };
    [shape.centroid[0] + dx, shape.centroid[1] + dy]
}

fn country_key(country: &Country<'_>) -> String {
    let mut key = String::new();
    if country
        .regions
        .iter()
        .any(|region| region.ground == Ground::Solid)
    {
        key += &format!("<li class=\"sw\">{}</li>", escape(country.words.recent));
    }
    for region in country
        .regions
        .iter()
        .filter(|region| region.ground == Ground::Dotted)
    {
        key += &format!("<li class=\"sw sw-dot\">{}</li>", named_with_note(region));
    }
    format!("<ul class=\"plain\">{key}</ul>")
}

fn region_key(country: &Country<'_>, region: &Region<'_>) -> String {
    let class = if region.ground == Ground::Dotted {
        "sw sw-dot"
    } else {
        "sw"
    };
    let mut key = format!("<li class=\"{class}\">{}</li>", named_with_note(region));
    if country.regions.len() > 1 {
        key += &format!(
            "<li class=\"sw sw-off\">{}</li>",
            escape(country.words.others)
        );
    }
    format!("<ul class=\"plain\">{key}</ul>")
}

fn named_with_note(region: &Region<'_>) -> String {
    let name = escape(region.name);
    region
        .note
        .map_or_else(|| name.clone(), |note| format!("{name}: {}", escape(note)))
}

fn links(regions: &[Region<'_>], part: Part<'_>) -> String {
    let rows: Vec<Chip<'_>> = regions
        .iter()
        .map(|region| Chip {
            name: region.name,
            href: region.href,
            ground: region.ground,
            current: matches!(part, Part::One(code) if code == region.code),
        })
        .collect();
    chips(&rows)
}

#[cfg(test)]
mod tests;
