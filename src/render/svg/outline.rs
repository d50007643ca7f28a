//! One region alone, larger, with a bar of 100 kilometres.

use super::country::{Ground, MapWords};
use super::escape::{escape, number};
use crate::shapes::RegionShape;

/// 100 km in map units at the scale of the map files (Albers USA, scale 1300).
const UNITS_PER_100_KM: f64 = 20.4;

/// Width and height of the room for the shape itself where sizes are as designed; margins and letters grow with the
/// shape, so that all outlines look alike.
const ROOM: [f64; 2] = [75.0, 86.0];

/// The outline as `svg.shape`.
pub(super) fn outline(shape: &RegionShape, ground: Ground, words: &MapWords<'_>) -> String {
    let [left, top, right, bottom] = shape.bbox;
    let k = ((right - left) / ROOM[0]).max((bottom - top) / ROOM[1]);
    let class = if ground == Ground::Dotted {
        "shape dot"
    } else {
        "shape"
    };
    format!(
        "<svg class=\"{class}\" viewBox=\"{} {} {} {}\" role=\"img\" aria-label=\"{}\"><path d=\"{}\"/>{}</svg>\n",
        number(left - 6.0 * k),
        number(top - 6.0 * k),
        number((ROOM[0] + 12.0) * k),
        number(bottom - top + 22.0 * k),
        escape(words.outline),
        escape(shape.detail.as_deref().unwrap_or(&shape.d)),
        scale_bar(left, bottom, k, words.scale)
    )
}

fn scale_bar(left: f64, bottom: f64, k: f64, words: &str) -> String {
    let (y, end) = (number(bottom + 9.0 * k), left + UNITS_PER_100_KM);
    format!(
        "<line x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke-width=\"{}\"/><text x=\"{}\" y=\"{}\" font-size=\"{}\">{}</text>",
        number(left),
        number(end),
        number(k),
        number(end + 3.0 * k),
        number(bottom + 11.0 * k),
        number(5.0 * k),
        escape(words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(bbox: [f64; 4]) -> String {
        let shape = RegionShape {
            code: "X".into(),
            d: "M0".into(),
            detail: None,
            centroid: [0.0, 0.0],
            bbox,
        };
        let words = MapWords {
            group: "",
            recent: "",
            others: "",
            outline: "Sagoma: \"X\"",
            scale: "100 km",
        };
        outline(&shape, Ground::Solid, &words)
    }

    #[test]
    fn the_bar_is_as_long_as_100_km() {
        let ohio = draw([686.0, 209.0, 761.0, 295.0]);
        assert!(ohio.contains("viewBox=\"680 203 87 108\""), "{ohio}");
        assert!(
            ohio.contains(
                "<line x1=\"686\" x2=\"706.4\" y1=\"304\" y2=\"304\" stroke-width=\"1\"/>"
            ),
            "{ohio}"
        );
        assert!(ohio.contains("aria-label=\"Sagoma: &quot;X&quot;\""));
    }

    #[test]
    fn letters_grow_with_the_region() {
        let texas = draw([295.0, 351.0, 545.0, 595.0]);
        assert!(texas.contains("font-size=\"16.7\""), "{texas}");
        assert!(texas.contains("x2=\"315.4\""), "{texas}");
    }
}
