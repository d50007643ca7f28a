//! Tables: column heads, row heads, and the badges of the facts in a cell.

use std::borrow::Cow;

use pulldown_cmark::Alignment;

use super::frame::{Cell, Frame, OpenTable};
use super::render::Renderer;
use super::status::badge_html;
use super::tags;
use super::types::StatusMark;

impl Renderer<'_> {
    pub(super) fn open_table(&mut self, alignments: &[Alignment]) -> Frame {
        let wide = if self.is_top_level() { " wide" } else { "" };
        self.sections_stand_alone_at_top();
        tags::fresh_line(&mut self.html);
        self.html
            .push_str(&format!("<div class=\"scroll{wide}\"><table>\n"));
        let classes = alignments
            .iter()
            .map(|alignment| class(*alignment))
            .collect();
        Frame::Table(OpenTable {
            classes,
            column: 0,
            in_head: true,
        })
    }

    pub(super) fn open_table_head(&mut self) -> Frame {
        self.html.push_str("<thead><tr>");
        Frame::TableHead
    }

    pub(super) fn close_table_head(&mut self) {
        self.html.push_str("</tr></thead>\n<tbody>\n");
        if let Some(Frame::Table(table)) = self.frames.last_mut() {
            table.in_head = false;
        }
    }

    pub(super) fn open_table_row(&mut self) -> Frame {
        if let Some(Frame::Table(table)) = self.frames.last_mut() {
            table.column = 0;
        }
        self.html.push_str("<tr>");
        Frame::TableRow
    }

    pub(super) fn open_cell(&mut self) -> Frame {
        let tag = self.html.len();
        let (name, attributes) = match self.frames.iter_mut().rev().nth(1) {
            Some(Frame::Table(table)) => next_cell(table),
            _ => ("td", String::new()),
        };
        self.html.push_str(&format!("<{name}{attributes}>"));
        self.plain.enter_cell();
        Frame::Cell(Cell {
            tag,
            html: self.html.len(),
            name,
            badges: Vec::new(),
            written: Vec::new(),
        })
    }

    pub(super) fn close_cell(&mut self, cell: Cell) {
        if cell.name == "th" && self.html.len() == cell.html {
            // A head without words would be announced as one.
            self.html.truncate(cell.tag);
            self.html.push_str("<td></td>");
            return;
        }
        for badge in cell
            .badges
            .iter()
            .filter(|badge| !cell.written.contains(&badge.label))
        {
            self.html.push(' ');
            self.html.push_str(&badge_html(badge, &badge.label));
        }
        self.html.push_str(&format!("</{}>", cell.name));
    }

    /// Whether a cell of a table is open: its unit may stand in the head or the row's other words.
    pub(super) fn is_in_cell(&self) -> bool {
        self.frames
            .iter()
            .any(|frame| matches!(frame, Frame::Cell(_)))
    }

    /// A text of a cell as GitHub's tables mean it: `\|` is the sign, whatever it stands in. The parser itself leaves
    /// the backslash in addresses and raw HTML.
    pub(super) fn without_escaped_pipes<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.contains("\\|") && self.is_in_cell() {
            Cow::Owned(text.replace("\\|", "|"))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Remembers the status of a fact for the end of the cell that is open.
    pub(super) fn add_badge(&mut self, status: StatusMark) {
        let cell = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Cell(cell) => Some(cell),
            _ => None,
        });
        if let Some(cell) =
            cell.filter(|cell| cell.badges.iter().all(|badge| badge.label != status.label))
        {
            cell.badges.push(status);
        }
    }

    /// Remembers that the author wrote a badge himself.
    pub(super) fn note_written_badge(&mut self, label: &str) {
        for frame in &mut self.frames {
            if let Frame::Cell(cell) = frame {
                cell.written.push(label.to_owned());
            }
        }
    }

    pub(super) fn sections_stand_alone_at_top(&mut self) {
        if self.is_top_level() {
            self.sections.stand_alone();
        }
    }
}

fn next_cell(table: &mut OpenTable) -> (&'static str, String) {
    let class = table.classes.get(table.column).copied().unwrap_or_default();
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    table.column += 1;
    match (table.in_head, table.column) {
        (true, _) => ("th", format!(" scope=\"col\"{class}")),
        (false, 1) => ("th", format!(" scope=\"row\"{class}")),
        _ => ("td", class),
    }
}

/// Style attributes are not allowed on the pages, so columns are aligned by class: right, middle.
fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Right => "r",
        Alignment::Center => "m",
        Alignment::Left | Alignment::None => "",
    }
}
