//! Maps as SVG: regions, keys, the list of links.

use super::super::country::{Country, Ground, MapWords, Region, UnknownRegion};
use super::*;
use crate::shapes::Shapes;
use crate::status::Status;

fn shape(code: &str) -> RegionShape {
    RegionShape {
        code: code.into(),
        d: format!("M0 0l{}z", code.len()),
        detail: Some("M1 1z".into()),
        centroid: [723.5, 253.1],
        bbox: [686.0, 209.0, 761.0, 295.0],
    }
}

fn shapes() -> Shapes {
    Shapes {
        view_box: "0 0 9 9".into(),
        nation: "M\"0".into(),
        borders: "M2".into(),
        states: vec![shape("IN"), shape("OH")],
    }
}

const WORDS: MapWords<'static> = MapWords {
    group: "Carta \"A\"",
    recent: "notizie recenti",
    others: "gli altri",
    outline: "Sagoma: Ohio",
    scale: "100 km",
};

const OHIO: Region<'static> = Region {
    code: "OH",
    name: "Ohio",
    href: "../ohio/",
    ground: Ground::Solid,
    note: None,
};
const INDIANA: Region<'static> = Region {
    code: "IN",
    name: "Indiana",
    href: "../indiana/",
    ground: Ground::Dotted,
    note: Some("fino al <2019>"),
};

fn country<'a>(shapes: &'a Shapes, regions: &'a [Region<'a>]) -> Country<'a> {
    Country {
        shapes,
        regions,
        words: WORDS,
        caption_html: "",
    }
}

#[test]
fn the_map_of_all_shows_what_is_dotted_and_why() {
    let (shapes, regions) = (shapes(), [OHIO, INDIANA]);
    let html = country_map(&country(&shapes, &regions)).expect("both have shapes");
    for part in [
        "aria-label=\"Carta &quot;A&quot;\"",
        "<path class=\"us\" d=\"M&quot;0\"/>",
        "<a href=\"../ohio/\" aria-label=\"Ohio, OH\"><path d=\"M0 0l2z\"/><text x=\"724\" y=\"263\">OH</text></a>",
        "aria-label=\"Indiana, IN, fino al &lt;2019&gt;\" class=\"dot\"",
        "<li class=\"sw\">notizie recenti</li><li class=\"sw sw-dot\">Indiana: fino al &lt;2019&gt;</li>",
        "<li><a class=\"dot\" href=\"../indiana/\">Indiana</a></li>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("class=\"shape"));
}

#[test]
fn a_code_without_room_or_over_another_is_left_to_the_links() {
    let mut shapes = shapes();
    shapes.states[1].bbox = [600.0, 200.0, 800.0, 300.0];
    let draw = |shapes: &Shapes| {
        country_map(&country(shapes, &[INDIANA, OHIO])).expect("both have shapes")
    };
    let html = draw(&shapes);
    assert!(
        html.contains(">OH</text>") && !html.contains(">IN</text>"),
        "{html}"
    );
    shapes.states[0].centroid = [600.0, 253.1];
    assert!(draw(&shapes).contains(">IN</text>"));
    shapes.states[0].bbox = [600.0, 250.0, 620.0, 270.0];
    let html = draw(&shapes);
    assert!(!html.contains(">IN</text>"), "{html}");
    assert!(html.contains("aria-label=\"Indiana, IN") && html.contains("\">Indiana</a></li>"));
}

#[test]
fn the_map_of_one_pales_the_others() {
    let (shapes, regions) = (shapes(), [OHIO, INDIANA]);
    let html = region_map(&country(&shapes, &regions), "OH").expect("both have shapes");
    for part in [
        "aria-label=\"Ohio, OH\" aria-current=\"page\"",
        "class=\"off\"",
        "<svg class=\"shape\"",
        "<li class=\"sw\">Ohio</li><li class=\"sw sw-off\">gli altri</li>",
        "<li><a href=\"../ohio/\" aria-current=\"page\">Ohio</a></li>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_dotted_region_stays_dotted_on_its_own_page() {
    let (shapes, regions) = (shapes(), [INDIANA]);
    let html = region_map(&country(&shapes, &regions), "IN").expect("it has a shape");
    assert!(html.contains("class=\"dot\" aria-current=\"page\""));
    assert!(html.contains("class=\"shape dot\""));
    assert!(!html.contains("sw-off"));
}

#[test]
fn a_code_without_shape_is_named() {
    let shapes = shapes();
    let nowhere = [Region { code: "ZZ", ..OHIO }];
    let unknown = UnknownRegion("ZZ".into());
    assert_eq!(
        country_map(&country(&shapes, &nowhere)),
        Err(unknown.clone())
    );
    assert_eq!(region_map(&country(&shapes, &[OHIO]), "ZZ"), Err(unknown));
}

#[test]
fn what_is_only_told_is_dotted() {
    for (status, ground) in [
        (Status::Announced, Ground::Solid),
        (Status::Operating, Ground::Solid),
        (Status::Planned, Ground::Solid),
        (Status::Reported, Ground::Dotted),
        (Status::Superseded, Ground::Dotted),
        (Status::Unknown, Ground::Dotted),
    ] {
        assert_eq!(Ground::of(status), ground, "{status}");
    }
}
