//! Text → glyphs with their places, and their outlines. The only place that knows the fonts and how they are read.

use std::sync::LazyLock;

use harfrust::{Buffer, Font, Language, ShapeOptions, ShaperFont, shape};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use super::outline::Outline;

/// One weight of the font.
pub(super) struct Face {
    font: Font,
    outlines: OutlineGlyphCollection<'static>,
    units_per_em: f32,
}

/// The weight of labels and running text.
pub(super) static MEDIUM: LazyLock<Face> =
    LazyLock::new(|| Face::new(include_bytes!("fonts/FiraSansCondensed-Medium.subset.ttf")));

/// The weight of titles and values. Both hold the same letters.
pub(super) static BOLD: LazyLock<Face> =
    LazyLock::new(|| Face::new(include_bytes!("fonts/FiraSansCondensed-Bold.subset.ttf")));

/// Glyphs in a row, measured for a font size of 1.
#[derive(Debug, Default)]
pub(super) struct Run {
    glyphs: Vec<Placed>,
    /// From the first origin to where the next glyph would stand.
    pub(super) width: f32,
}

#[derive(Debug)]
struct Placed {
    glyph: u32,
    /// First byte of the text that it stands for.
    cluster: usize,
    x: f32,
    y: f32,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = Font::new(bytes, 0).expect("the font is part of the program");
        let outlines = FontRef::new(bytes).expect("the font is part of the program");
        Self {
            units_per_em: f32::from(font.units_per_em()),
            outlines: outlines.outline_glyphs(),
            font,
        }
    }

    /// The glyphs of a text in one line, kerned.
    pub(super) fn shape(&self, text: &str, lang: &str) -> Run {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_language(lang.parse::<Language>().ok());
        // What cannot be shaped has no glyphs: an empty text, or one of more letters than the shaper takes.
        if shape(
            &ShaperFont::new(&self.font),
            &mut buffer,
            ShapeOptions::new(),
        )
        .is_err()
        {
            return Run::default();
        }
        let mut run = Run::default();
        let em = |units: i32| units as f32 / self.units_per_em;
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            run.glyphs.push(Placed {
                glyph: info.glyph_id,
                cluster: info.cluster as usize,
                x: run.width + em(position.x_offset),
                y: em(position.y_offset),
            });
            run.width += em(position.x_advance);
        }
        run
    }

    /// Adds the outlines of a run to others, with the origin of the first glyph at `x`, `y` in pixels.
    pub(super) fn trace(&self, run: &Run, size: f32, (x, y): (f32, f32), out: &mut Outline) {
        for placed in &run.glyphs {
            let Some(outline) = self.outlines.get(GlyphId::new(placed.glyph)) else {
                continue;
            };
            let mut pen = Pen {
                out,
                x: x + placed.x * size,
                y: y - placed.y * size,
            };
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            // A glyph that cannot be drawn leaves its place empty.
            let _ = outline.draw(settings, &mut pen);
        }
    }
}

impl Run {
    /// The longest beginning that is no wider than `width`, as a length of the text; a letter at least.
    pub(super) fn fitting(&self, text: &str, width: f32) -> usize {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let within = self.glyphs.iter().take_while(|placed| placed.x <= width);
        // What the last one within stands for may reach beyond.
        within
            .last()
            .map_or(first, |placed| placed.cluster.max(first))
    }
}

/// The first letter of a text that the font cannot show.
#[must_use]
pub fn missing(text: &str) -> Option<char> {
    let charmap = MEDIUM.font.charmap();
    let has = |letter: char| charmap.map_unicode(letter).is_some();
    let shows = |letter: char| {
        has(letter)
            || is_blank(letter)
            || letter == '\u{2011}'
            || [letter].into_iter().nfd().all(has)
    };
    text.nfc().find(|letter| !shows(*letter))
}

/// Spaces of any width, which the shaper makes of others, and what has no glyph.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Turns outlines, whose y grows upward, into such whose y grows downward.
struct Pen<'a> {
    out: &'a mut Outline,
    x: f32,
    y: f32,
}

impl Pen<'_> {
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x, self.y - y)
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.out.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.out.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.out.quad_to(self.point(cx, cy), self.point(x, y));
    }

    /// Not called: TrueType outlines have no such curves. Two simpler ones stand for it.
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let middle = ((cx0 + cx1) / 2.0, (cy0 + cy1) / 2.0);
        self.quad_to(cx0, cy0, middle.0, middle.1);
        self.quad_to(cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.out.close();
    }
}
