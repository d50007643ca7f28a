//! Where everything stands on a card: a framed sheet with a head, the title, and a title block along the foot.

use super::canvas::{Canvas, Ink};
use super::face::{BOLD, Face, MEDIUM};
use super::outline::Outline;
use super::wrap::{Measure, Pieces, one_line};
use super::{Card, Cell, HEIGHT, WIDTH};

mod badge;

/// From the edge of the picture to the sheet.
const MARGIN: u32 = 24;
/// How thick the lines of the sheet are.
const RULE: u32 = 2;
/// From the sheet's edge to its texts.
const PADDING: f32 = 48.0;
/// From the text of a cell to the next cell, and from there to that one's.
const CELL_PADDING: f32 = 32.0;
const LEFT: f32 = MARGIN as f32 + PADDING;
const RIGHT: f32 = WIDTH as f32 - LEFT;
/// Under the head.
const HEAD_RULE: u32 = 110;
/// Over the title block.
const BLOCK_RULE: u32 = 474;
/// Origins of the texts of the title block.
const LABEL_LINE: f32 = 524.0;
const VALUE_LINE: f32 = 572.0;
const FOOT: u32 = HEIGHT - MARGIN - RULE;

const SMALL: f32 = 30.0;
const LABEL: f32 = 24.0;
/// Font sizes of values, from the one that is best.
const VALUES: [f32; 4] = [36.0, 33.0, 30.0, 27.0];
/// From one line of the description to the next.
const LEADING: f32 = 40.0;

/// Font sizes of the title, each with the lines that it may have.
const TITLES: [(f32, usize); 5] = [(112.0, 1), (92.0, 2), (76.0, 3), (64.0, 4), (54.0, 4)];
/// Between the lines of a title, as a share of its size.
const TITLE_LEADING: f32 = 1.08;
/// From the origin of a capital letter to its top, as a share of the size.
const CAPITAL: f32 = 0.69;
/// Longest text that is looked at, in letters.
const LONGEST: usize = 600;

/// A weight of the font in one size, in the card's language.
#[derive(Clone, Copy)]
struct Type<'a> {
    face: &'a Face,
    size: f32,
    lang: &'a str,
}

impl Measure for Type<'_> {
    fn width(&self, text: &str) -> f32 {
        self.face.shape(text, self.lang).width * self.size
    }

    fn fitting(&self, text: &str, width: f32) -> usize {
        let run = self.face.shape(text, self.lang);
        run.fitting(text, width / self.size)
    }
}

/// Draws a card.
pub(super) fn lay_out(card: &Card, canvas: &mut Canvas) {
    canvas.frame(MARGIN, RULE);
    zone_marks(canvas);
    head(card, canvas);
    let columns = columns(card);
    let bottom = if columns.is_empty() { FOOT } else { BLOCK_RULE };
    let title_end = title(card, canvas);
    description(card, title_end, bottom as f32, canvas);
    if !columns.is_empty() {
        block(card, columns, canvas);
    }
}

/// The short strokes that divide the upper edge of a drawing sheet.
fn zone_marks(canvas: &mut Canvas) {
    let width = WIDTH - 2 * MARGIN;
    for quarter in 1..4 {
        canvas.rule((MARGIN + width * quarter / 4, MARGIN, RULE, 14));
    }
}

/// The site on the left, the kind of page on the right.
fn head(card: &Card, canvas: &mut Canvas) {
    let small = Type {
        face: &MEDIUM,
        size: SMALL,
        lang: &card.lang,
    };
    let baseline = 82.0;
    let kind = one_line(clipped(&card.kind), (RIGHT - LEFT) * 0.4, &small);
    let kind_width = small.width(&kind);
    let site = one_line(
        clipped(&card.site),
        RIGHT - LEFT - kind_width - PADDING,
        &small,
    );
    write(&site, small, (LEFT, baseline), Ink::Soft, canvas);
    write(
        &kind,
        small,
        (RIGHT - kind_width, baseline),
        Ink::Accent,
        canvas,
    );
    canvas.rule((MARGIN, HEAD_RULE, WIDTH - 2 * MARGIN, RULE));
}

/// The title, in the largest size that holds it; gives where it ends.
fn title(card: &Card, canvas: &mut Canvas) -> f32 {
    let (smallest, most) = TITLES[TITLES.len() - 1];
    let width = RIGHT - LEFT;
    let unit = Type {
        face: &BOLD,
        size: 1.0,
        lang: &card.lang,
    };
    let pieces = Pieces::new(clipped(&card.title), &unit, width / smallest);
    let sized = TITLES.iter().find_map(|&(size, most)| {
        let lines = pieces.fit_evenly(width / size, most)?;
        Some((size, lines.iter().map(|line| pieces.text(line)).collect()))
    });
    let (size, lines): (f32, Vec<String>) =
        sized.unwrap_or_else(|| (smallest, pieces.cut(width / smallest, most, &unit)));
    let top = (HEAD_RULE + RULE) as f32 + PADDING;
    let last = write_lines(
        &lines,
        Type { size, ..unit },
        (LEFT, top + size * CAPITAL),
        size * TITLE_LEADING,
        Ink::Strong,
        canvas,
    );
    last + size * 0.2
}

/// The description, where two lines of it fit between the title and the foot.
fn description(card: &Card, top: f32, bottom: f32, canvas: &mut Canvas) {
    let small = Type {
        face: &MEDIUM,
        size: SMALL,
        lang: &card.lang,
    };
    let first = top + SMALL * CAPITAL + 28.0;
    let room = bottom - PADDING / 2.0 - first;
    let most = ((room / LEADING).floor() + 1.0).clamp(0.0, 4.0) as usize;
    if card.description.is_empty() || most < 2 || super::face::missing(&card.description).is_some()
    {
        return;
    }
    let pieces = Pieces::new(clipped(&card.description), &small, RIGHT - LEFT);
    let lines = match pieces.fit_evenly(RIGHT - LEFT, most) {
        Some(lines) => lines.iter().map(|line| pieces.text(line)).collect(),
        None => pieces.cut(RIGHT - LEFT, most, &small),
    };
    write_lines(&lines, small, (LEFT, first), LEADING, Ink::Soft, canvas);
}

/// A cell of the title block.
struct Column<'a> {
    cell: &'a Cell,
    /// What stands before the value takes this much.
    sign: f32,
    is_figure: bool,
    width: f32,
}

fn columns(card: &Card) -> Vec<Column<'_>> {
    let column = |cell| Column {
        cell,
        sign: 0.0,
        is_figure: false,
        width: 0.0,
    };
    let badge = card.status.as_ref().map(|badge| Column {
        sign: badge::WIDTH,
        ..column(&badge.cell)
    });
    let figure = card.figure.as_ref().map(|cell| Column {
        is_figure: true,
        ..column(cell)
    });
    let updated = card.updated.as_ref().map(column);
    badge.into_iter().chain(figure).chain(updated).collect()
}

/// The title block: cells side by side, as wide as their texts. Where that is too wide, values get smaller; then the
/// figure is left out, since half of it or of its label would say something else; then texts are cut.
fn block(card: &Card, mut columns: Vec<Column<'_>>, canvas: &mut Canvas) {
    let [label, value] = [(&MEDIUM, LABEL), (&BOLD, VALUES[0])].map(|(face, size)| Type {
        face,
        size,
        lang: &card.lang,
    });
    let fitting = |columns: &mut [Column<'_>]| {
        let mut values = VALUES.map(|size| Type { size, ..value }).into_iter();
        values.find(|value| set_widths(columns, label, *value))
    };
    let mut found = fitting(&mut columns);
    if found.is_none() && columns.iter().any(|column| !column.is_figure) {
        columns.retain(|column| !column.is_figure);
        found = fitting(&mut columns);
    }
    let value = found.unwrap_or(value);
    canvas.rule((MARGIN, BLOCK_RULE, WIDTH - 2 * MARGIN, RULE));
    let mut left = MARGIN as f32;
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            canvas.rule((left as u32, BLOCK_RULE, RULE, FOOT - BLOCK_RULE));
        }
        let x = left + if at > 0 { CELL_PADDING } else { PADDING };
        let words = one_line(clipped(&column.cell.label), column.room(), &label);
        write(&words, label, (x, LABEL_LINE), Ink::Soft, canvas);
        let room = column.room() - column.sign;
        let words = one_line(clipped(&column.cell.value), room, &value);
        write(
            &words,
            value,
            (x + column.sign, VALUE_LINE),
            Ink::Strong,
            canvas,
        );
        if let (true, Some(badge)) = (column.sign > 0.0, &card.status) {
            let middle = VALUE_LINE - value.size * CAPITAL / 2.0;
            badge::draw(badge.line, (x, middle), canvas);
        }
        left += column.width;
    }
}

impl Column<'_> {
    fn room(&self) -> f32 {
        self.width - PADDING - CELL_PADDING
    }
}

/// Makes the columns as wide as the sheet; false if a value or a label has no room.
fn set_widths(columns: &mut [Column<'_>], label: Type<'_>, value: Type<'_>) -> bool {
    let whole = (WIDTH - 2 * MARGIN) as f32;
    for column in columns.iter_mut() {
        let label = label.width(clipped(&column.cell.label));
        let value = value.width(clipped(&column.cell.value)) + column.sign;
        column.width = label.max(value) + PADDING + CELL_PADDING;
    }
    let too_much = columns.iter().map(|column| column.width).sum::<f32>() - whole;
    if too_much <= 0.0 {
        let each = -too_much / columns.len() as f32;
        columns.iter_mut().for_each(|column| column.width += each);
        return true;
    }
    // The widest columns give way, down to one width; it is found to a pixel.
    let mut limit = whole;
    while columns
        .iter()
        .map(|column| column.width.min(limit))
        .sum::<f32>()
        > whole
    {
        limit -= 1.0;
    }
    for column in columns {
        column.width = column.width.min(limit);
    }
    false
}

/// Writes lines one under another; gives the origin of the last one.
fn write_lines(
    lines: &[String],
    shown: Type<'_>,
    (x, mut y): (f32, f32),
    leading: f32,
    ink: Ink,
    canvas: &mut Canvas,
) -> f32 {
    for (at, line) in lines.iter().enumerate() {
        y += if at > 0 { leading } else { 0.0 };
        write(line, shown, (x, y), ink, canvas);
    }
    y
}

fn write(text: &str, shown: Type<'_>, at: (f32, f32), ink: Ink, canvas: &mut Canvas) {
    let mut outline = Outline::default();
    let run = shown.face.shape(text, shown.lang);
    shown.face.trace(&run, shown.size, at, &mut outline);
    canvas.fill(outline, ink);
}

/// The beginning of a text that could be longer than any card can show.
fn clipped(text: &str) -> &str {
    text.char_indices()
        .nth(LONGEST)
        .map_or(text, |(end, _)| &text[..end])
}
