//! The outlines of a map, as a file of `content/maps/` holds them: read by the model, drawn by the figures.

use serde::Deserialize;

/// A map: the ground, the borders on it, and the regions that can be marked. Lengths are map units.
#[derive(Clone, Debug, PartialEq)]
pub struct Shapes {
    /// The part of the sheet that is shown: left, top, width, height.
    pub view_box: String,
    /// Outline of the whole, path data.
    pub nation: String,
    /// Borders between regions, path data.
    pub borders: String,
    /// Sorted by code; a region too small for the map's detail is not among them.
    pub states: Vec<RegionShape>,
}

/// One region of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionShape {
    /// Short code that content refers to: `OH`.
    pub code: String,
    /// Path data that fits the borders.
    pub d: String,
    /// Finer path data for the region's own outline.
    pub detail: Option<String>,
    /// Middle of the largest part: x, y.
    pub centroid: [f64; 2],
    /// Left, top, right, bottom.
    pub bbox: [f64; 4],
}

impl Shapes {
    /// Reads the JSON text of a map; keys that drawings do not need are passed over.
    ///
    /// # Errors
    /// The parser's complaint, with line and column, when the text is not such a map.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let written: WrittenMap = serde_json::from_str(json)?;
        Ok(Self {
            view_box: written.view_box,
            nation: written.nation,
            borders: written.borders,
            states: written
                .states
                .into_iter()
                .filter_map(region_shape)
                .collect(),
        })
    }

    /// The region of this code.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<&RegionShape> {
        self.states.iter().find(|shape| shape.code == code)
    }
}

#[derive(Deserialize)]
struct WrittenMap {
    #[serde(rename = "viewBox")]
    view_box: String,
    nation: String,
    borders: String,
    states: Vec<WrittenRegion>,
}

/// Places are null where simplification left nothing of a region.
#[derive(Deserialize)]
struct WrittenRegion {
    postal: String,
    d: String,
    detail: Option<String>,
    centroid: [Option<f64>; 2],
    bbox: [Option<f64>; 4],
}

fn region_shape(written: WrittenRegion) -> Option<RegionShape> {
    let ([Some(x), Some(y)], [Some(left), Some(top), Some(right), Some(bottom)]) =
        (written.centroid, written.bbox)
    else {
        return None;
    };
    Some(RegionShape {
        code: written.postal,
        d: written.d,
        detail: written.detail,
        centroid: [x, y],
        bbox: [left, top, right, bottom],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_with_nothing_left_of_it_is_passed_over() {
        let json = r#"{"source": "x", "viewBox": "0 0 9 9", "nation": "M0", "borders": "M1", "states": [
            {"id": "11", "postal": "DC", "d": "", "centroid": [null, null], "bbox": [null, null, null, null]},
            {"id": "39", "postal": "OH", "d": "M2", "detail": "M3", "centroid": [1, 2.5], "bbox": [0, 1, 2, 3]}]}"#;
        let shapes = Shapes::parse(json).expect("this is a map");
        assert_eq!(shapes.states.len(), 1);
        assert_eq!(
            shapes.region("OH").map(|ohio| ohio.centroid),
            Some([1.0, 2.5])
        );
        assert_eq!(shapes.region("DC"), None);
    }

    #[test]
    fn other_texts_are_no_maps() {
        for json in [
            "",
            "[]",
            "{}",
            r#"{"viewBox": "", "nation": 1, "borders": "", "states": []}"#,
        ] {
            assert!(Shapes::parse(json).is_err(), "{json}");
        }
    }
}
