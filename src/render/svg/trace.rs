//! Geometry of the diagram of relations: rows on the left, pins of the chip on the right, and between them traces that
//! run level, take one leg of 45°, and run level again. Rows and pins keep their order, so that no two traces cross.

/// Distance between rows.
pub(super) const ROW: f64 = 46.0;
/// Where a trace begins, right of its pad.
pub(super) const START: f64 = 96.0;
/// Where every leg ends.
pub(super) const LEG_END: f64 = 266.0;
/// Where a trace meets its pin.
pub(super) const END: f64 = 278.0;
/// Where labels begin.
pub(super) const LABEL_START: f64 = 104.0;
/// First row and last row keep this distance from the edge.
const MARGIN: f64 = 26.0;
/// How much closer pins are than rows, at most.
const MAX_STEP: f64 = 12.0;
/// How far a leg may climb: the longer it is, the less room labels have.
const MAX_CLIMB: f64 = 44.0;
/// Height of the letters of a label, with the air around them.
const LABEL_NEAR: f64 = 4.0;
const LABEL_FAR: f64 = 17.0;

/// All traces of one diagram.
pub(super) struct Layout {
    n_rows: usize,
    step: f64,
}

/// On which side of its trace a label stands: away from the leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Over,
    Under,
}

impl Layout {
    pub(super) fn new(n_rows: usize) -> Self {
        let gaps = as_length(n_rows.saturating_sub(1)).max(1.0);
        // Half units keep coordinates short.
        let step = (MAX_STEP.min(2.0 * MAX_CLIMB / gaps) * 2.0).floor() / 2.0;
        Self { n_rows, step }
    }

    /// Height of the drawing.
    pub(super) fn height(&self) -> f64 {
        self.row(self.n_rows.saturating_sub(1)) + MARGIN + LABEL_NEAR * 3.0
    }

    /// The level of a row.
    pub(super) fn row(&self, row: usize) -> f64 {
        MARGIN + ROW * as_length(row)
    }

    /// The level of its pin.
    pub(super) fn pin(&self, row: usize) -> f64 {
        self.row(row) + self.climb(row)
    }

    /// Distance between pins.
    pub(super) fn pitch(&self) -> f64 {
        ROW - self.step
    }

    /// Where the leg of a row begins.
    pub(super) fn leg_start(&self, row: usize) -> f64 {
        LEG_END - self.climb(row).abs()
    }

    pub(super) fn side(&self, row: usize) -> Side {
        if self.climb(row) < 0.0 {
            Side::Under
        } else {
            Side::Over
        }
    }

    /// The level of the label's letters.
    pub(super) fn label(&self, row: usize) -> f64 {
        match self.side(row) {
            Side::Over => self.row(row) - 7.0,
            Side::Under => self.row(row) + 16.0,
        }
    }

    /// How wide the label of a row may be before it touches a trace or the chip.
    pub(super) fn label_room(&self, row: usize) -> f64 {
        let neighbour = match self.side(row) {
            Side::Over => row.checked_sub(1),
            Side::Under => Some(row + 1).filter(|next| *next < self.n_rows),
        };
        let limit = match neighbour {
            None => END - 6.0,
            Some(neighbour) => {
                let leg = self.leg_start(neighbour) + ROW - LABEL_FAR;
                // A short leg has ended before it comes near the label; the level run after it may be in the way.
                if self.climb(neighbour).abs() + LABEL_NEAR < ROW - LABEL_FAR {
                    END - 6.0
                } else {
                    leg.min(LEG_END)
                }
            }
        };
        limit - 3.0 - LABEL_START
    }

    /// How far the leg of a row goes down (or up, where negative).
    fn climb(&self, row: usize) -> f64 {
        self.step * (as_length(self.n_rows.saturating_sub(1)) / 2.0 - as_length(row))
    }
}

/// A small count as a length; a diagram has a dozen rows.
fn as_length(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(layout: &Layout, row: usize) -> [(f64, f64); 4] {
        let (y, pin) = (layout.row(row), layout.pin(row));
        [
            (START, y),
            (layout.leg_start(row), y),
            (LEG_END, pin),
            (END, pin),
        ]
    }

    /// The level of a trace at `x`.
    fn level(points: &[(f64, f64); 4], x: f64) -> f64 {
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if x <= x1 {
                return if x1 > x0 {
                    y0 + (y1 - y0) * (x - x0) / (x1 - x0)
                } else {
                    y1
                };
            }
        }
        points[3].1
    }

    #[test]
    fn traces_never_cross_nor_touch() {
        for n_rows in 1..=12 {
            let layout = Layout::new(n_rows);
            for row in 1..n_rows {
                let (over, under) = (points(&layout, row - 1), points(&layout, row));
                for x in 96..=278 {
                    let gap = level(&under, f64::from(x)) - level(&over, f64::from(x));
                    assert!(
                        gap >= 24.0,
                        "rows {} and {row} of {n_rows} at {x}: {gap}",
                        row - 1
                    );
                }
            }
        }
    }

    #[test]
    fn every_leg_has_45_degrees_and_room_for_a_level_run() {
        for n_rows in 1..=12 {
            let layout = Layout::new(n_rows);
            for row in 0..n_rows {
                let [start, leg, end, pin] = points(&layout, row);
                assert!(((end.0 - leg.0) - (end.1 - leg.1).abs()).abs() < 1e-9);
                assert!(
                    leg.0 - start.0 >= 120.0 && pin.0 > end.0,
                    "row {row} of {n_rows}"
                );
            }
        }
    }

    #[test]
    fn rows_and_pins_keep_their_order() {
        for n_rows in 1..=12 {
            let layout = Layout::new(n_rows);
            for row in 1..n_rows {
                assert!(layout.row(row) > layout.row(row - 1));
                assert!((layout.pin(row) - layout.pin(row - 1) - layout.pitch()).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_label_that_fits_its_room_touches_no_trace() {
        for n_rows in 1..=12 {
            let layout = Layout::new(n_rows);
            for row in 0..n_rows {
                let right = LABEL_START + layout.label_room(row);
                let y = layout.row(row);
                let (top, bottom) = match layout.side(row) {
                    Side::Over => (y - LABEL_FAR, y - LABEL_NEAR),
                    Side::Under => (y + LABEL_NEAR, y + LABEL_FAR),
                };
                for other in 0..n_rows {
                    let trace = points(&layout, other);
                    for tenth in 1040..=(10.0 * right) as i32 {
                        let level = level(&trace, f64::from(tenth) / 10.0);
                        assert!(
                            level <= top || level >= bottom,
                            "row {row}, trace {other} of {n_rows}"
                        );
                    }
                }
                assert!(
                    layout.label_room(row) >= 130.0,
                    "row {row} of {n_rows}: {}",
                    layout.label_room(row)
                );
            }
        }
    }
}
