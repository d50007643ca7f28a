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
    let readable = readable_codes(country);
    for region in country.regions {
        let shape = country
            .shapes
            .region(region.code)
            .ok_or_else(|| UnknownRegion(region.code.to_owned()))?;
        let code = match readable.contains(&region.code) {
            true => code(shape),
            false => String::new(),
        };
        svg += &area(region, shape, &code, part);
    }
    Ok(svg + "</svg>")
}

/// The regions whose codes stand on the map: those with room for it whose code covers no other; larger ones go first.
/// The links below the map name all.
fn readable_codes<'a>(country: &Country<'a>) -> Vec<&'a str> {
    let size = |shape: &RegionShape, axis: usize| shape.bbox[axis + 2] - shape.bbox[axis];
    let regions = country.regions.iter();
    let mut shapes: Vec<(&str, &RegionShape)> = regions
        .filter_map(|region| Some((region.code, country.shapes.region(region.code)?)))
        .collect();
    shapes.sort_by(|(_, a), (_, b)| {
        let area = |shape| size(shape, 0) * size(shape, 1);
        area(b).total_cmp(&area(a))
    });
    let mut shown: Vec<(&str, &RegionShape)> = Vec::new();
    for (code, shape) in shapes {
        let [width, height] = code_size(code);
        let has_room = size(shape, 0) >= width && size(shape, 1) >= height;
        let covers = |(other, at): &(&str, &RegionShape)| {
            let ([x, y], [other_x, other_y]) = (label_place(shape), label_place(at));
            let apart = (width + code_size(other)[0]) / 2.0;
            (x - other_x).abs() < apart && (y - other_y).abs() < height
        };
        if has_room && !shown.iter().any(covers) {
            shown.push((code, shape));
        }
    }
    shown.into_iter().map(|(code, _)| code).collect()
}

/// Room that a code takes on the map, width and height.
fn code_size(code: &str) -> [f64; 2] {
    let n_letters = code.chars().map(|_| 1.0).sum::<f64>();
    [15.0 * n_letters, 22.0]
}

fn code(shape: &RegionShape) -> String {
    let [x, y] = label_place(shape);
    format!(
        "<text x=\"{x:.0}\" y=\"{y:.0}\">{}</text>",
        escape(&shape.code)
    )
}

fn area(region: &Region<'_>, shape: &RegionShape, code: &str, part: Part<'_>) -> String {
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
    format!(
        "<a href=\"{}\" aria-label=\"{}\"{}{}><path d=\"{}\"/>{code}</a>\n",
        escape(region.href),
        escape(&label),
        attribute("class", class),
        attribute("aria-current", current),
        escape(&shape.d)
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
