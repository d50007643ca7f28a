//! The diagram of relations, from giver to receiver, and its twin as a table. A diagram holds four to twelve rows; with
//! fewer or more the table stands alone, and the caller is told.

use super::Badge;
use super::escape::{attribute, escape, number};
use super::trace::{END, LABEL_START, LEG_END, Layout, START};
use crate::status::Line;

/// Fewer rows than this are a table alone.
pub const MIN_ROWS: usize = 4;
/// More rows than this are a table alone.
pub const MAX_ROWS: usize = 12;

/// One relation, seen from the receiver.
#[derive(Clone, Copy, Debug)]
pub struct Relation<'a> {
    /// The giver's name.
    pub name: &'a str,
    /// Relative address of the giver's page, where it has one.
    pub href: Option<&'a str>,
    /// What flows, in a few words: stands at the line.
    pub label: &'a str,
    /// Decides the line.
    pub badge: Badge<'a>,
    /// What flows, one line of inline HTML: stands in the table.
    pub text_html: &'a str,
    /// Date and citation marks, inline HTML.
    pub date_html: &'a str,
}

/// A diagram with its table.
#[derive(Clone, Copy, Debug)]
pub struct Relations<'a> {
    /// The receiver: stands on the chip.
    pub name: &'a str,
    /// In the order drawn.
    pub rows: &'a [Relation<'a>],
    /// Interface words.
    pub words: RelationsWords<'a>,
    /// Inline HTML; where it is empty the words of `key` stand there.
    pub caption_html: &'a str,
}

/// Words of the diagram and its table, complete: nothing is left to fill in.
#[derive(Clone, Copy, Debug)]
pub struct RelationsWords<'a> {
    /// Name of the diagram for those who do not see it.
    pub group: &'a str,
    /// Head of the first column: `Azienda, situazione`.
    pub company: &'a str,
    /// Head of the second: `Che cosa dà a OpenAI`.
    pub gives: &'a str,
    /// Head of the third: `Data, fonte`.
    pub date: &'a str,
    /// How to read it: `Ogni linea va da chi dà a chi riceve.`
    pub key: &'a str,
}

/// Whether the relations were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Diagram and table.
    Both,
    /// The table alone: that few rows say more as a table. Worth no warning.
    TooFew,
    /// The table alone, for a diagram of that many rows is a tangle. Worth a warning.
    TooMany,
}

/// What [`relations`] gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationsFigure {
    /// The figure and its table; empty when there are no rows.
    pub html: String,
    /// Whether there is a diagram in it.
    pub drawn: Drawn,
}

/// The diagram and its table.
#[must_use]
pub fn relations(figure: &Relations<'_>) -> RelationsFigure {
    let drawn = match figure.rows.len() {
        0..MIN_ROWS => Drawn::TooFew,
        MIN_ROWS..=MAX_ROWS => Drawn::Both,
        _ => Drawn::TooMany,
    };
    let html = match drawn {
        _ if figure.rows.is_empty() => String::new(),
        Drawn::Both => diagram(figure) + &table(figure),
        Drawn::TooFew | Drawn::TooMany => lone_caption(figure) + &table(figure),
    };
    RelationsFigure { html, drawn }
}

fn lone_caption(figure: &Relations<'_>) -> String {
    match figure.caption_html {
        "" => String::new(),
        html => format!("<p class=\"kick\">{html}</p>\n"),
    }
}

fn diagram(figure: &Relations<'_>) -> String {
    let layout = Layout::new(figure.rows.len());
    let traces: String = figure
        .rows
        .iter()
        .enumerate()
        .map(|(row, r)| trace(&layout, row, r))
        .collect();
    let pads = pads(&layout, figure.rows);
    let key = escape(figure.words.key);
    let caption = if figure.caption_html.is_empty() {
        &key
    } else {
        figure.caption_html
    };
    format!(
        "<figure class=\"wide pair\">\n\
         <svg class=\"rel\" viewBox=\"0 0 360 {}\" role=\"group\" aria-label=\"{}\">\n{traces}{pads}{}\n</svg>\n\
         <figcaption class=\"flow\">\n{}<p>{caption}</p>\n</figcaption>\n</figure>\n",
        number(layout.height()),
        escape(figure.words.group),
        chip(&layout, figure),
        line_key(figure.rows)
    )
}

fn trace(layout: &Layout, row: usize, relation: &Relation<'_>) -> String {
    let line = relation.badge.status.line();
    format!(
        "{}{}{}\n",
        strokes(layout, row, line),
        text(
            "lb",
            LABEL_START,
            layout.label(row),
            relation.label,
            layout.label_room(row)
        ),
        giver(layout, row, relation)
    )
}

/// The trace itself; a double line is a broad one with a gap laid over it, a struck one has a stroke before its leg.
fn strokes(layout: &Layout, row: usize, line: Line) -> String {
    let (y, leg, pin) = (layout.row(row), layout.leg_start(row), layout.pin(row));
    let mut d = format!(
        "M{START} {}H{}L{LEG_END} {}H{END}",
        number(y),
        number(leg),
        number(pin)
    );
    if line == Line::Struck {
        d += &format!("M{} {}l8-12", number(leg - 16.0), number(y + 6.0));
    }
    let class = match line {
        Line::Solid => "",
        Line::Double => " dbl",
        Line::Dashed => " dash",
        Line::Dotted | Line::Hollow => " said",
        Line::Struck => " off",
    };
    let gap = if line == Line::Double {
        format!("<path class=\"tr gap\" d=\"{d}\"/>")
    } else {
        String::new()
    };
    format!("<path class=\"tr{class}\" d=\"{d}\"/>{gap}")
}

/// The ring at the giver's end of every trace, those of a kind as one path.
fn pads(layout: &Layout, rows: &[Relation<'_>]) -> String {
    let mut paths: Vec<(&str, String)> = Vec::new();
    for (row, relation) in rows.iter().enumerate() {
        let class = pad_class(relation.badge.status.line());
        let ring = format!(
            "M89 {}a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
            number(layout.row(row))
        );
        match paths.iter_mut().find(|path| path.0 == class) {
            Some(path) => path.1 += &ring,
            None => paths.push((class, ring)),
        }
    }
    let one = |(class, d): &(&str, String)| format!("<path class=\"pad{class}\" d=\"{d}\"/>");
    paths.iter().map(one).collect()
}

fn pad_class(line: Line) -> &'static str {
    match line {
        Line::Solid | Line::Double => "",
        Line::Dashed => " p-dash",
        Line::Dotted | Line::Hollow | Line::Struck => " p-said",
    }
}

fn giver(layout: &Layout, row: usize, relation: &Relation<'_>) -> String {
    let name = text("", 0.0, layout.row(row) + 5.0, relation.name, 86.0);
    match relation.href {
        Some(href) => format!("<a href=\"{}\">{name}</a>", escape(href)),
        None => name,
    }
}

/// Text that is pressed together where it might be wider than its room; fonts differ, so the guess is on the safe side.
fn text(class: &str, x: f64, y: f64, words: &str, room: f64) -> String {
    let class = attribute("class", Some(class).filter(|class| !class.is_empty()));
    let wide = width(words, if class.is_empty() { 14.0 } else { 12.5 }) > room;
    let fit = if wide {
        format!(
            " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
            number(room.floor())
        )
    } else {
        String::new()
    };
    format!(
        "<text{class} x=\"{}\" y=\"{}\"{fit}>{}</text>",
        number(x),
        number(y),
        escape(words)
    )
}

/// An upper guess of the width of words in a condensed face.
fn width(words: &str, font_size: f64) -> f64 {
    let em: f64 = words
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | '\'' | '’' => 0.3,
            'm' | 'w' | 'M' | 'W' => 0.75,
            _ if c.is_uppercase() => 0.6,
            // Chinese, Japanese and Korean signs fill a square.
            '\u{2e80}'.. => 1.0,
            _ => 0.5,
        })
        .sum();
    em * font_size
}

fn chip(layout: &Layout, figure: &Relations<'_>) -> String {
    let n_rows = figure.rows.len();
    let pins: String = (0..n_rows)
        .map(|row| format!("M276 {}h9v10h-9z", number(layout.pin(row) - 5.0)))
        .collect();
    let top = layout.pin(0) - layout.pitch() / 2.0;
    // `n_rows` is at most MAX_ROWS here, so pins reach from the first to the last level.
    let height = layout.pin(n_rows - 1) - layout.pin(0) + layout.pitch();
    format!(
        "<path class=\"pin\" d=\"{pins}\"/><rect class=\"chip\" x=\"284\" y=\"{}\" width=\"76\" height=\"{}\" rx=\"3\"/>\
         <circle class=\"dot\" cx=\"294\" cy=\"{}\" r=\"3\"/>{}",
        number(top),
        number(height),
        number(top + 10.0),
        chip_name(figure.name, top + height / 2.0)
    )
}

/// The receiver's name, a word a line where it is too long for one.
fn chip_name(name: &str, middle: f64) -> String {
    const ROOM: f64 = 68.0;
    let lines: Vec<&str> = if width(name, 15.0) > ROOM {
        name.split_whitespace().collect()
    } else {
        vec![name]
    };
    let mut y = middle + 5.0 - 9.0 * (lines.iter().skip(1).map(|_| 1.0).sum::<f64>());
    let mut html = String::new();
    for line in lines {
        let fit = if width(line, 15.0) > ROOM {
            " textLength=\"68\" lengthAdjust=\"spacingAndGlyphs\""
        } else {
            ""
        };
        html += &format!(
            "<text class=\"ct\" x=\"322\" y=\"{}\" text-anchor=\"middle\"{fit}>{}</text>",
            number(y),
            escape(line)
        );
        y += 18.0;
    }
    html
}

/// One entry a kind of line, with all its words, in the order of the rows.
fn line_key(rows: &[Relation<'_>]) -> String {
    let mut entries: Vec<(Line, Vec<&str>)> = Vec::new();
    for badge in rows.iter().map(|row| row.badge) {
        let line = badge.status.line();
        match entries.iter_mut().find(|entry| entry.0 == line) {
            Some(entry) if entry.1.contains(&badge.label) => {}
            Some(entry) => entry.1.push(badge.label),
            None => entries.push((line, vec![badge.label])),
        }
    }
    let items: String = entries
        .iter()
        .map(|(line, words)| {
            format!(
                "<li class=\"st {}\">{}</li>",
                line.css_class(),
                escape(&words.join(", "))
            )
        })
        .collect();
    format!("<ul class=\"key\">{items}</ul>\n")
}

fn table(figure: &Relations<'_>) -> String {
    let words = &figure.words;
    let rows: String = figure.rows.iter().map(table_row).collect();
    let head: String = [words.company, words.gives, words.date]
        .map(|w| format!("<th scope=\"col\">{}</th>", escape(w)))
        .concat();
    format!(
        "<div class=\"scroll wide\">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

fn table_row(relation: &Relation<'_>) -> String {
    let name = escape(relation.name);
    let name = match relation.href {
        Some(href) => format!("<a href=\"{}\">{name}</a>", escape(href)),
        None => name,
    };
    format!(
        "<tr><th scope=\"row\"><b>{name}</b> {}</th><td>{}</td><td>{}</td></tr>\n",
        relation.badge.html(),
        relation.text_html,
        relation.date_html
    )
}

#[cfg(test)]
mod tests;
