//! The line of a status, as the badges of pages have it.

use tiny_skia::{Path, PathBuilder, Rect};

use crate::card::canvas::{Canvas, Ink};
use crate::status::Line;

/// What the line and the gap behind it take before the word.
pub(super) const WIDTH: f32 = 86.0;

const LENGTH: f32 = 68.0;
const THICK: f32 = 7.0;
const THIN: f32 = 3.0;

/// Draws the line of a status from `x` on, around the height `y`.
pub(super) fn draw(line: Line, at: (f32, f32), canvas: &mut Canvas) {
    if let Some(path) = shape(line, at) {
        canvas.fill(&path, Ink::Accent);
    }
}

fn shape(line: Line, (x, y): (f32, f32)) -> Option<Path> {
    let mut path = PathBuilder::new();
    match line {
        Line::Solid => bar(&mut path, (x, y), LENGTH, THICK),
        Line::Double => {
            bar(&mut path, (x, y - 6.0), LENGTH, 5.0);
            bar(&mut path, (x, y + 6.0), LENGTH, 5.0);
        }
        Line::Dashed => (0..3).for_each(|n| bar(&mut path, (x + n as f32 * 25.0, y), 18.0, THICK)),
        Line::Dotted => (0..5).for_each(|n| path.push_circle(x + 4.0 + n as f32 * 15.0, y, 4.0)),
        Line::Struck => {
            bar(&mut path, (x, y), LENGTH, THIN);
            let middle = x + LENGTH / 2.0;
            path.move_to(middle - 9.0, y + 14.0);
            path.line_to(middle - 5.0, y + 14.0);
            path.line_to(middle + 9.0, y - 14.0);
            path.line_to(middle + 5.0, y - 14.0);
            path.close();
        }
        Line::Hollow => ring(&mut path, (x + LENGTH / 2.0, y)),
    }
    path.finish()
}

fn bar(path: &mut PathBuilder, (x, y): (f32, f32), length: f32, thickness: f32) {
    path.push_rect(
        Rect::from_xywh(x, y - thickness / 2.0, length, thickness).expect("a bar has a size"),
    );
}

/// A circle with a hole: the inner one runs the other way round.
fn ring(path: &mut PathBuilder, (x, y): (f32, f32)) {
    path.push_circle(x, y, 14.0);
    let (radius, bend) = (10.5, 10.5 * 0.552_284_8);
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y - bend, x + bend, y - radius, x, y - radius);
    path.cubic_to(x - bend, y - radius, x - radius, y - bend, x - radius, y);
    path.cubic_to(x - radius, y + bend, x - bend, y + radius, x, y + radius);
    path.cubic_to(x + bend, y + radius, x + radius, y + bend, x + radius, y);
    path.close();
}
