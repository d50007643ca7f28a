//! Outlines of straight lines and curves → how much of each pixel they cover. Exact areas, so edges are smooth.

use super::{HEIGHT, WIDTH};

/// A point in pixels, `y` growing downward.
type Point = (f32, f32);

/// Closed outlines, whose insides are on one side of their lines: a hole runs the other way round.
#[derive(Debug, Default)]
pub(super) struct Outline {
    lines: Vec<(Point, Point)>,
    start: Point,
    at: Point,
}

/// A rectangle of pixels around an outline.
#[derive(Debug)]
pub(super) struct Coverage {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) width: usize,
    /// From 0 to 1, row by row.
    pub(super) pixels: Vec<f32>,
}

/// How far the line that stands for a piece of a curve may be from it: the greater, the nearer.
const CLOSENESS: f32 = 3.0;
/// How many lines stand for a quarter of a circle.
const ARC_STEPS: usize = 8;

impl Outline {
    pub(super) fn move_to(&mut self, to: Point) {
        self.close();
        (self.start, self.at) = (to, to);
    }

    pub(super) fn line_to(&mut self, to: Point) {
        self.lines.push((self.at, to));
        self.at = to;
    }

    pub(super) fn quad_to(&mut self, control: Point, to: Point) {
        let from = self.at;
        let bend = (
            from.0 - 2.0 * control.0 + to.0,
            from.1 - 2.0 * control.1 + to.1,
        );
        let bend = bend.0 * bend.0 + bend.1 * bend.1;
        let n_steps = 1.0 + (CLOSENESS * bend).sqrt().sqrt().floor();
        for step in 1..n_steps as usize {
            let share = step as f32 / n_steps;
            self.line_to(between(
                between(from, control, share),
                between(control, to, share),
                share,
            ));
        }
        self.line_to(to);
    }

    pub(super) fn close(&mut self) {
        if self.at != self.start {
            self.line_to(self.start);
        }
    }

    /// A bar that lies around the height `y`.
    pub(super) fn bar(&mut self, (x, y): Point, length: f32, thickness: f32) {
        let (top, bottom) = (y - thickness / 2.0, y + thickness / 2.0);
        self.move_to((x, top));
        for corner in [(x + length, top), (x + length, bottom), (x, bottom)] {
            self.line_to(corner);
        }
        self.close();
    }

    /// A disc, or with a negative radius the hole of one.
    pub(super) fn disc(&mut self, (x, y): Point, radius: f32) {
        let n_steps = 4 * ARC_STEPS;
        let point = |step: usize| {
            let turn = step as f32 / n_steps as f32 * std::f32::consts::TAU;
            (x + radius.abs() * turn.cos(), y + radius * turn.sin())
        };
        self.move_to(point(0));
        (1..n_steps).for_each(|step| self.line_to(point(step)));
        self.close();
    }

    /// How much of each pixel lies inside; `None` where nothing does. What lies outside the card is left out.
    pub(super) fn coverage(mut self) -> Option<Coverage> {
        self.close();
        let inside = |(x, y): Point| (x.clamp(0.0, WIDTH as f32), y.clamp(0.0, HEIGHT as f32));
        for (from, to) in &mut self.lines {
            (*from, *to) = (inside(*from), inside(*to));
        }
        let ends = || self.lines.iter().flat_map(|(from, to)| [from, to]);
        let least = |of: fn(&Point) -> f32| ends().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&Point) -> f32| ends().map(of).fold(0.0, f32::max);
        let (left, top) = (least(|point| point.0), least(|point| point.1));
        let (right, bottom) = (most(|point| point.0), most(|point| point.1));
        if right <= left || bottom <= top {
            return None;
        }
        let (left, top) = (left as usize, top as usize);
        let (width, height) = (right.ceil() as usize - left, bottom.ceil() as usize - top);
        let mut areas = Areas {
            // A line on the right edge leaves its rest beside it.
            row: width + 2,
            values: vec![0.0; (width + 2) * height],
        };
        let shift = |(x, y): Point| (x - left as f32, y - top as f32);
        for &(from, to) in &self.lines {
            areas.add(shift(from), shift(to));
        }
        Some(Coverage {
            left,
            top,
            width,
            pixels: areas.sum(width),
        })
    }
}

/// The point at a share of the way from one to another.
fn between(from: Point, to: Point, share: f32) -> Point {
    let middle = |from: f32, to: f32| from + (to - from) * share;
    (middle(from.0, to.0), middle(from.1, to.1))
}

/// For each pixel, how much more of it is covered than of the one to its left.
struct Areas {
    row: usize,
    values: Vec<f32>,
}

impl Areas {
    /// Adds what lies to the right of a line, or takes it away if the line goes up.
    fn add(&mut self, from: Point, to: Point) {
        if from.1 == to.1 {
            return;
        }
        let (sign, top, bottom) = if from.1 < to.1 {
            (1.0, from, to)
        } else {
            (-1.0, to, from)
        };
        let slope = (bottom.0 - top.0) / (bottom.1 - top.1);
        let mut x = top.0;
        for row in top.1 as usize..bottom.1.ceil() as usize {
            let height = bottom.1.min((row + 1) as f32) - top.1.max(row as f32);
            let next = (x + slope * height).max(0.0);
            let values = &mut self.values[row * self.row..(row + 1) * self.row];
            add_to_row(values, x.min(next), x.max(next), sign * height);
            x = next;
        }
    }

    /// The covered part of each pixel, in rows of `width`.
    fn sum(&self, width: usize) -> Vec<f32> {
        let rows = self.values.chunks_exact(self.row);
        let mut sums = Vec::with_capacity(rows.len() * width);
        for row in rows {
            let mut sum = 0.0;
            sums.extend(row[..width].iter().map(|value| {
                sum += value;
                f32::abs(sum).min(1.0)
            }));
        }
        sums
    }
}

/// Spreads an area over the pixels of a row that a line crosses between `left` and `right`, and the one behind them.
fn add_to_row(values: &mut [f32], left: f32, right: f32, area: f32) {
    let first = left as usize;
    let last = (right as usize).min(values.len() - 2);
    if first >= last {
        let first = first.min(last);
        let rest = (left + right) / 2.0 - first as f32;
        values[first] += area * (1.0 - rest);
        values[first + 1] += area * rest;
        return;
    }
    // The covered part of a pixel grows by the square within the first and the last, evenly between them.
    let per_pixel = 1.0 / (right - left);
    let mut before = 0.0;
    let mut slack = 0.0;
    for (pixel, value) in values.iter_mut().enumerate().take(last + 1).skip(first) {
        let (from, to) = (left.max(pixel as f32), right.min((pixel + 1) as f32));
        let share = (to - from) * per_pixel;
        let covered = before + share * ((pixel + 1) as f32 - (from + to) / 2.0);
        *value += area * (covered - slack);
        slack = covered;
        before += share;
    }
    values[last + 1] += area * (1.0 - slack);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(draw: impl Fn(&mut Outline)) -> (usize, usize, usize, Vec<f32>) {
        let mut outline = Outline::default();
        draw(&mut outline);
        let coverage = outline.coverage().unwrap();
        let round = |value: &f32| (value * 100.0).round() / 100.0;
        let pixels = coverage.pixels.iter().map(round).collect();
        (coverage.left, coverage.top, coverage.width, pixels)
    }

    #[test]
    fn pixels_are_covered_by_as_much_as_lies_in_them() {
        let bar = covered(|outline| outline.bar((1.5, 2.0), 2.0, 1.5));
        assert_eq!(bar, (1, 1, 3, vec![0.38, 0.75, 0.38, 0.38, 0.75, 0.38]));
        let triangle = |outline: &mut Outline| {
            outline.move_to((0.0, 0.0));
            outline.line_to((4.0, 0.0));
            outline.line_to((0.0, 2.0));
        };
        let expected = [1.0, 1.0, 0.75, 0.25, 0.75, 0.25, 0.0, 0.0];
        assert_eq!(covered(triangle), (0, 0, 4, expected.to_vec()));
    }

    #[test]
    fn areas_of_curves_and_holes_are_right() {
        let area = |draw: fn(&mut Outline)| covered(draw).3.iter().sum::<f32>();
        let disc = area(|outline| outline.disc((30.0, 30.0), 20.0));
        assert!((disc - 1256.6).abs() < 12.0, "{disc}");
        let ring = area(|outline| {
            outline.disc((30.0, 30.0), 20.0);
            outline.disc((30.0, 30.0), -10.0);
        });
        assert!((ring - 942.5).abs() < 12.0, "{ring}");
        let parabola = area(|outline| {
            outline.move_to((0.0, 0.0));
            outline.quad_to((30.0, 60.0), (60.0, 0.0));
        });
        assert!((parabola - 1200.0).abs() < 8.0, "{parabola}");
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        let beyond = covered(|outline| outline.bar((1199.5, 629.5), 900.0, 900.0));
        assert_eq!((beyond.0, beyond.1, beyond.2), (1199, 179, 1));
        let mut outside = Outline::default();
        outside.bar((-90.0, 20.0), 30.0, 10.0);
        assert!(outside.coverage().is_none());
        assert!(Outline::default().coverage().is_none());
    }
}
