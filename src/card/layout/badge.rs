//! The line of a status, as the badges of pages have it.

use crate::card::canvas::{Canvas, Ink};
use crate::card::outline::Outline;
use crate::status::Line;

/// What the line and the gap behind it take before the word.
pub(super) const WIDTH: f32 = 86.0;

const LENGTH: f32 = 68.0;
const THICK: f32 = 7.0;
const THIN: f32 = 3.0;

/// Draws the line of a status from `x` on, around the height `y`.
pub(super) fn draw(line: Line, (x, y): (f32, f32), canvas: &mut Canvas) {
    let mut outline = Outline::default();
    let middle = x + LENGTH / 2.0;
    match line {
        Line::Solid => outline.bar((x, y), LENGTH, THICK),
        Line::Double => [-6.0, 6.0]
            .iter()
            .for_each(|dy| outline.bar((x, y + dy), LENGTH, 5.0)),
        Line::Dashed => (0..3).for_each(|n| outline.bar((x + n as f32 * 25.0, y), 18.0, THICK)),
        Line::Dotted => (0..5).for_each(|n| outline.disc((x + 4.0 + n as f32 * 15.0, y), 4.0)),
        Line::Struck => {
            outline.bar((x, y), LENGTH, THIN);
            outline.move_to((middle + 5.0, y - 14.0));
            outline.line_to((middle + 9.0, y - 14.0));
            outline.line_to((middle - 5.0, y + 14.0));
            outline.line_to((middle - 9.0, y + 14.0));
        }
        Line::Hollow => {
            outline.disc((middle, y), 14.0);
            outline.disc((middle, y), -10.5);
        }
    }
    canvas.fill(outline, Ink::Accent);
}
