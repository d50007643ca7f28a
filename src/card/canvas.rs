//! Rectangles and outlines → pixels of sixteen colors → a PNG. Knows nothing of what they show.

use super::outline::Outline;
use super::{Color, Colors, HEIGHT, WIDTH};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

const ROW: usize = WIDTH as usize;

/// What outlines are filled with. Each has a few steps between the sheet's color and its own, for smooth edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Titles and values.
    Strong,
    /// Labels.
    Soft,
    /// What stands out.
    Accent,
}

/// Colors by their place in the palette: the sheet's is 0, since most pixels have it and zeros pack best.
const SHEET: u8 = 0;
const PAPER: u8 = 1;
const EDGE: u8 = 2;
const INKS: [(Ink, u8, u8); 3] = [(Ink::Strong, 3, 5), (Ink::Soft, 8, 4), (Ink::Accent, 12, 4)];

/// The picture while it is drawn.
pub(super) struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    /// A sheet that fills the whole picture.
    pub(super) fn new() -> Self {
        Self {
            pixels: vec![SHEET; ROW * HEIGHT as usize],
        }
    }

    /// Lays paper around the sheet, and a line between the two.
    pub(super) fn frame(&mut self, margin: u32, line: u32) {
        self.pixels.fill(PAPER);
        for (inset, color) in [(margin, EDGE), (margin + line, SHEET)] {
            self.paint((inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset), color);
        }
    }

    /// Draws a line of the sheet: left, top, width and height.
    pub(super) fn rule(&mut self, area: (u32, u32, u32, u32)) {
        self.paint(area, EDGE);
    }

    /// Fills an outline that stands on the sheet.
    pub(super) fn fill(&mut self, outline: Outline, ink: Ink) {
        let (_, first, n_steps) = INKS[ink as usize];
        // Spaces alone cover nothing.
        let Some(covered) = outline.coverage() else {
            return;
        };
        let rows = self.pixels.chunks_exact_mut(ROW).skip(covered.top);
        for (row, shares) in rows.zip(covered.pixels.chunks_exact(covered.width)) {
            for (pixel, share) in row[covered.left..].iter_mut().zip(shares) {
                let steps = (share * f32::from(n_steps)).round() as u8;
                if steps > 0 {
                    *pixel = first + steps - 1;
                }
            }
        }
    }

    /// The finished file.
    pub(super) fn png(&self, colors: &Colors, accent: Color) -> Vec<u8> {
        let packed: Vec<u8> = self
            .pixels
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect();
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, WIDTH, HEIGHT);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(palette(colors, accent).concat());
        encoder.set_compression(Compression::Fast);
        encoder.set_filter(Filter::Up);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&packed)?;
            writer.finish()
        });
        written.expect("memory takes every byte, and there are as many as the header says");
        file
    }

    fn paint(&mut self, (left, top, width, height): (u32, u32, u32, u32), color: u8) {
        let (left, width) = (left as usize, width as usize);
        let rows = self.pixels.chunks_exact_mut(ROW).skip(top as usize);
        for row in rows.take(height as usize) {
            row[left..left + width].fill(color);
        }
    }
}

fn palette(colors: &Colors, accent: Color) -> Vec<Color> {
    let mut palette = vec![colors.sheet, colors.paper, colors.edge];
    for (ink, _, n_steps) in INKS {
        let full = match ink {
            Ink::Strong => colors.ink,
            Ink::Soft => colors.soft,
            Ink::Accent => accent,
        };
        palette.extend((1..=n_steps).map(|step| mix(colors.sheet, full, step, n_steps)));
    }
    palette
}

/// The color that lies `step` of `n_steps` on the way from one color to another.
fn mix(from: Color, to: Color, step: u8, n_steps: u8) -> Color {
    let (step, n_steps) = (u16::from(step), u16::from(n_steps));
    let channel = |at: usize| {
        let sum = u16::from(from[at]) * (n_steps - step) + u16::from(to[at]) * step;
        ((sum + n_steps / 2) / n_steps) as u8
    };
    [channel(0), channel(1), channel(2)]
}
