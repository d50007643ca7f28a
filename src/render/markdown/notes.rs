//! Footnotes: numbered by first use, collected at the end, each with a way back to every use.

use std::collections::HashMap;
use std::ops::Range;

use super::escape::{escape_attribute, escape_text};
use super::frame::Frame;
use super::render::Renderer;
use crate::diagnostic::{Diagnostic, Place};

/// The footnotes of a text; labels in lower case, as they are compared.
#[derive(Debug, Default)]
pub(super) struct Notes {
    used: Vec<Use>,
    number_by_label: HashMap<String, usize>,
    defined: HashMap<String, Definition>,
    /// Labels in the order of their definitions, for complaints.
    order: Vec<String>,
}

#[derive(Debug)]
struct Use {
    label: String,
    marks: usize,
}

#[derive(Debug)]
struct Definition {
    html: String,
    place: Place,
}

impl Renderer<'_> {
    pub(super) fn footnote_mark(&mut self, label: &str) {
        if self.open_alternatives > 0 {
            return;
        }
        let (number, mark) = self.notes.mark(label);
        let words = escape_attribute(&self.lookup.words().note);
        self.html.push_str(&format!(
            "<sup class=\"fn\"><a id=\"_nr{number}-{mark}\" href=\"#_n{number}\" aria-label=\"{words} {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn open_footnote(&mut self, label: &str, range: Range<usize>) -> Frame {
        if self.is_top_level() {
            self.sections.discard_block();
        }
        Frame::Footnote {
            html: self.html.len(),
            name: label.to_lowercase(),
            range,
        }
    }

    pub(super) fn close_footnote(&mut self, html: usize, label: &str, range: &Range<usize>) {
        let html = super::take_from(&mut self.html, html);
        self.html_before += html.len();
        let place = self.place(range);
        if let Some(first) = self.notes.defined.get(label) {
            let message = format!("two footnotes are called `{label}`");
            let diagnostic = Diagnostic::error("duplicate-id", message)
                .at(place)
                .related(first.place, "first given here");
            self.out
                .push(diagnostic.help("give one of them another name"));
            return;
        }
        let definition = Definition { html, place };
        self.notes.defined.insert(label.to_owned(), definition);
        self.notes.order.push(label.to_owned());
    }

    /// The collected footnotes; warns of those that nothing refers to. These come last, without a way back: what they
    /// hold is part of the page, its citations among it.
    pub(super) fn finish_notes(&mut self) -> String {
        let mut notes = std::mem::take(&mut self.notes);
        for label in notes.take_unused() {
            let diagnostic = Diagnostic::warning(
                "unused-footnote",
                format!("nothing refers to the footnote `{label}`"),
            );
            let help = format!("refer to it with `[^{label}]`, or take it out");
            self.out
                .push(diagnostic.at(notes.defined[&label].place).help(help));
        }
        if notes.used.is_empty() {
            return String::new();
        }
        let words = self.lookup.words();
        let mut html = format!(
            "<section class=\"zone\" aria-labelledby=\"_notes\">\n<h2 id=\"_notes\">{}</h2>\n<ol class=\"src wide\">\n",
            escape_text(&words.notes_title)
        );
        for (index, used) in notes.used.iter().enumerate() {
            let back = back_links(&words.back, index + 1, used.marks);
            let text = notes
                .defined
                .get(&used.label)
                .map_or("", |definition| definition.html.as_str());
            html.push_str(&format!(
                "<li id=\"_n{}\">{}</li>\n",
                index + 1,
                with_back_links(text, &back)
            ));
        }
        html.push_str("</ol>\n</section>\n");
        html
    }
}

impl Notes {
    /// The labels that nothing refers to, in the order of their definitions; each gets its number now.
    fn take_unused(&mut self) -> Vec<String> {
        let numbers = &self.number_by_label;
        let is_unused = |label: &&String| !numbers.contains_key(*label);
        let unused: Vec<String> = self.order.iter().filter(is_unused).cloned().collect();
        let used = |label: &String| Use {
            label: label.clone(),
            marks: 0,
        };
        self.used.extend(unused.iter().map(used));
        unused
    }

    /// The number of the note, and which of its marks this one is.
    fn mark(&mut self, label: &str) -> (usize, usize) {
        let label = label.to_lowercase();
        let index = *self
            .number_by_label
            .entry(label.clone())
            .or_insert(self.used.len());
        if index == self.used.len() {
            self.used.push(Use { label, marks: 0 });
        }
        self.used[index].marks += 1;
        (index + 1, self.used[index].marks)
    }
}

/// Into the last paragraph of the note, or behind it when it ends with something else.
fn with_back_links(note: &str, back: &str) -> String {
    if back.is_empty() {
        return note.to_owned();
    }
    match note.strip_suffix("</p>\n") {
        Some(words) => format!("{words} {back}</p>"),
        None => format!("{note}<p>{back}</p>"),
    }
}

fn back_links(label: &str, number: usize, n_marks: usize) -> String {
    if n_marks == 0 {
        return String::new();
    }
    let label = escape_attribute(label);
    let links: Vec<String> = (1..=n_marks)
        .map(|mark| {
            format!(
                "<a href=\"#_nr{number}-{mark}\" aria-label=\"{label}, {mark}\">{}</a>",
                letter(mark)
            )
        })
        .collect();
    format!("<span class=\"bk\">{}</span>", links.join(" "))
}

/// 1 → a, 26 → z, 27 → aa.
fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(
            b'a' + u8::try_from(number % 26).unwrap_or_default(),
        ));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn marks_are_lettered_like_columns() {
        let letters: Vec<String> = [1, 26, 27, 52, 703].map(letter).to_vec();
        assert_eq!(letters, ["a", "z", "aa", "az", "aaa"]);
    }
}
