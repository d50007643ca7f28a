//! Facts in a text: the author's words, checked against the fact, with the breaks kept out of the figure.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::escape::push_text;
use super::frame::{Frame, Marked};
use super::render::Renderer;
use super::types::{FactMark, Kind};
use crate::diagnostic::Diagnostic;
use crate::model::NO_FACT;
use crate::quantity::Mention;

/// How much of the text before the mark may hold its "circa".
const CHARACTERS_BEFORE: usize = 60;

/// Scales and units that belong to the figure before them.
const UNITS: [&str; 34] = [
    "mila",
    "milione",
    "milioni",
    "miliardo",
    "miliardi",
    "mln",
    "mld",
    "thousand",
    "million",
    "billion",
    "trillion",
    "bn",
    "tn",
    "GW",
    "MW",
    "kW",
    "GWh",
    "MWh",
    "kWh",
    "TWh",
    "V",
    "A",
    "km",
    "m",
    "m²",
    "gigawatt",
    "gigawatts",
    "megawatt",
    "megawatts",
    "dollari",
    "euro",
    "%",
    "$",
    "€",
];
/// Months, which belong to the day before them.
const MONTHS: [&str; 24] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Renderer<'_> {
    pub(super) fn open_fact(&mut self, id: &str, range: Range<usize>) -> Frame {
        if self.open_interactive > 0 {
            self.report_fact_in("a link", &range);
            return Frame::Bare;
        }
        self.open_interactive += 1;
        Frame::Fact(self.marked(id, range))
    }

    pub(super) fn close_fact(&mut self, marked: &Marked) {
        self.open_interactive -= 1;
        let Some(fact) = self.lookup.fact(&marked.id) else {
            self.report_unknown(
                Kind::Fact,
                "unknown-fact",
                "fact",
                &marked.id,
                &marked.range,
            );
            return;
        };
        let place = self.place(&marked.range);
        let mention = match self.state.mention_fact(&marked.id, place) {
            Mention::First if self.is_in_cell() => Mention::Cell,
            mention => mention,
        };
        let words: String = self.plain.since(marked.plain).trim().nfc().collect();
        if words.is_empty() || words == "…" || words == "..." {
            self.write_canonical(marked, &fact);
        } else {
            let before = self.plain.before(marked.plain, CHARACTERS_BEFORE);
            self.lookup
                .verify_fact(&marked.id, &words, before, mention, place, self.out);
            let html = super::take_from(&mut self.html, marked.html);
            self.html.push_str(&keep_together(&html));
        }
        self.add_badge(fact.status);
    }

    /// `[3.000 chilogrammi](fact:none)`: the words as they are, without a complaint about their number.
    pub(super) fn open_numberless(&mut self, range: Range<usize>) -> Frame {
        if self.open_interactive > 0 {
            self.report_fact_in("a link", &range);
            return Frame::Bare;
        }
        self.open_interactive += 1;
        Frame::Numberless(self.marked(NO_FACT, range))
    }

    pub(super) fn close_numberless(&mut self, marked: &Marked) {
        self.open_interactive -= 1;
        if self.plain.since(marked.plain).trim().is_empty() {
            let diagnostic = Diagnostic::error("empty-link", "`fact:none` marks no words");
            self.report(
                diagnostic.help("write the number: `[3,000 kilos](fact:none)`"),
                &marked.range,
            );
        }
        let html = super::take_from(&mut self.html, marked.html);
        self.html.push_str(&keep_together(&html));
    }

    pub(super) fn report_fact_in(&mut self, what: &str, range: &Range<usize>) {
        let diagnostic =
            Diagnostic::error("fact-in-link", format!("a fact is marked inside {what}"));
        self.report(
            diagnostic.help("put the marked words before or after it"),
            range,
        );
    }

    pub(super) fn report_unknown(
        &mut self,
        kind: Kind,
        code: &'static str,
        noun: &str,
        id: &str,
        range: &Range<usize>,
    ) {
        let help = if self.out.has_enough(code, self.place(range).file) {
            String::new()
        } else {
            self.lookup.suggest(kind, id)
        };
        self.report(
            Diagnostic::error(code, format!("no {noun} is called `{id}`")).help(help),
            range,
        );
    }

    fn write_canonical(&mut self, marked: &Marked, fact: &FactMark) {
        self.html.truncate(marked.html);
        self.plain.cut(marked.plain);
        push_text(&mut self.html, &fact.canonical);
        self.plain.push_verbatim(&fact.canonical);
    }
}

/// Puts no-break spaces between a figure, its scale and its unit, a day and its month; tags are left alone.
fn keep_together(html: &str) -> String {
    let mut kept = String::with_capacity(html.len() + 8);
    let mut rest = html;
    let mut in_tag = false;
    while let Some(space) = rest.find([' ', '\n']) {
        let (word, after) = (&rest[..space], &rest[space + 1..]);
        kept.push_str(word);
        in_tag = word
            .rfind(['<', '>'])
            .map_or(in_tag, |at| word[at..].starts_with('<'));
        kept.push(if !in_tag && belongs(last_word(&kept), first_word(after)) {
            '\u{a0}'
        } else {
            ' '
        });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn belongs(before: &str, after: &str) -> bool {
    let is_number = before.ends_with(|last: char| last.is_ascii_digit());
    let is_day = is_number || before.ends_with('º');
    (is_day && is_one_of(&MONTHS, after))
        || ((is_number || is_one_of(&UNITS, before)) && is_one_of(&UNITS, after))
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    words
        .iter()
        .any(|known| *known == word || (word.len() > 3 && known.eq_ignore_ascii_case(word)))
}

fn last_word(html: &str) -> &str {
    html.rsplit(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
        .find(|word| !word.is_empty())
        .unwrap_or_default()
}

fn first_word(html: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '.' | ')');
    html.split(ends).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::keep_together;

    #[test]
    fn only_the_figure_is_kept_together() {
        let table = [
            (
                "circa 1.400 miliardi di dollari",
                "circa 1.400\u{a0}miliardi di dollari",
            ),
            ("<b>circa 1.400</b> miliardi", "<b>circa 1.400</b> miliardi"),
            (
                "<b class=\"a 4\">4,5\nGW</b>",
                "<b class=\"a 4\">4,5\u{a0}GW</b>",
            ),
            (
                "about $1.4 trillion a year",
                "about $1.4\u{a0}trillion a year",
            ),
            ("20 novembre 2025", "20\u{a0}novembre 2025"),
            ("12 stati", "12 stati"),
        ];
        for (html, kept) in table {
            assert_eq!(keep_together(html), kept);
        }
    }
}
