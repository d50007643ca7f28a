//! Signs that were meant as markup and stayed text, accents typed as apostrophes, facts in code.

use std::ops::Range;

use super::render::Renderer;
use super::typography::Sign;
use crate::diagnostic::Diagnostic;
use crate::quantity::Locale;

/// Words that end in an apostrophe by right: `un po'`, `di' pure`, `a mo' di`.
const CLIPPED: [&str; 14] = [
    "po", "mo", "di", "da", "fa", "sta", "va", "be", "to", "ca", "vo", "te", "tra", "ve",
];
/// Words that end in an accent, with the accent.
const ACCENTED: [(&str, &str); 22] = [
    ("e", "è"),
    ("cioe", "cioè"),
    ("piu", "più"),
    ("puo", "può"),
    ("gia", "già"),
    ("giu", "giù"),
    ("cosi", "così"),
    ("perche", "perché"),
    ("poiche", "poiché"),
    ("finche", "finché"),
    ("affinche", "affinché"),
    ("anziche", "anziché"),
    ("benche", "benché"),
    ("sara", "sarà"),
    ("avra", "avrà"),
    ("potra", "potrà"),
    ("dovra", "dovrà"),
    ("fara", "farà"),
    ("citta", "città"),
    ("pero", "però"),
    ("virtu", "virtù"),
    ("lunedi", "lunedì"),
];

/// Pairs of signs that make emphasis.
const SIGNS: [&str; 3] = ["**", "__", "~~"];

/// What was seen in the block so far.
#[derive(Debug, Default)]
pub(super) struct Lint {
    reported_emphasis: bool,
    /// A `*` that stayed text where emphasis could begin.
    open_star: Option<usize>,
    /// The sign of emphasis that ended the last text, and where that ended.
    last_sign: Option<(char, usize)>,
    reported_bracket: bool,
    /// Brackets that stayed text and are open, by offset.
    brackets: Vec<usize>,
    /// The bracket that closed last: where it opened, where it ended.
    closed: Option<(usize, usize)>,
    last_link: Option<usize>,
    last_fact: Option<usize>,
}

impl Lint {
    pub(super) fn note_link(&mut self, start: usize, is_fact: bool) {
        self.last_link = Some(start);
        if is_fact {
            self.last_fact = Some(start);
        }
    }
}

impl Renderer<'_> {
    /// Looks at a piece of running text.
    pub(super) fn check_text(&mut self, text: &str, sign: Option<Sign>, range: &Range<usize>) {
        if sign == Some(Sign::Apostrophe) && self.lookup.locale() == Locale::It {
            self.check_accent(range);
        }
        let is_as_typed = self.source.get(range.clone()) == Some(text);
        let is_escaped =
            range.start > 0 && self.source.as_bytes().get(range.start - 1) == Some(&b'\\');
        if !is_as_typed || is_escaped {
            self.lint.last_sign = None;
            return;
        }
        if let (Some(typed), false) = (
            self.visible_emphasis(text, range),
            self.lint.reported_emphasis,
        ) {
            self.lint.reported_emphasis = true;
            let diagnostic = Diagnostic::warning(
                "stray-emphasis",
                format!("visible `{}` in text", &self.source[typed.clone()]),
            );
            let help = "emphasis begins and ends beside a letter: move the signs, put a space, or write `\\*\\*`";
            self.report(diagnostic.help(help), &typed);
        }
        if text.contains(['[', ']', '(']) {
            self.check_brackets(text, range);
        }
    }

    /// Two equal signs of emphasis that stayed text; the parser gives each as a text of its own.
    fn visible_emphasis(&mut self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        let inside = SIGNS.iter().find_map(|signs| text.find(signs));
        let is_sign = |sign: &char| matches!(sign, '*' | '_' | '~');
        let first = text.chars().next().filter(is_sign);
        let before = self.lint.last_sign.take();
        let sign = text.chars().last().filter(is_sign);
        self.lint.last_sign = sign.map(|sign| (sign, range.end));
        match inside {
            Some(at) => Some(range.start + at..range.start + at + 2),
            None => first
                .filter(|sign| before == Some((*sign, range.start)))
                .map(|_| range.start - 1..range.start + 1)
                .or_else(|| self.visible_star(text, range)),
        }
    }

    /// A lone `*` before a word and a later one behind a word were meant as emphasis; gives the first.
    fn visible_star(&mut self, text: &str, range: &Range<usize>) -> Option<Range<usize>> {
        if text != "*" {
            return None;
        }
        let is_sign = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != '*');
        let (before, after) = (&self.source[..range.start], &self.source[range.end..]);
        let begins = is_sign(after.chars().next());
        match self.lint.open_star {
            Some(start) if is_sign(before.chars().next_back()) => Some(start..start + 1),
            None if begins && !before.ends_with('*') => {
                self.lint.open_star = Some(range.start);
                None
            }
            _ => None,
        }
    }

    /// Looks at the text inside a block of raw HTML, where Markdown is not read.
    pub(super) fn check_raw_text(
        &mut self,
        text: &str,
        place: impl Fn(Range<usize>) -> Range<usize>,
    ) {
        let (code, signs) = match visible_markup(text) {
            Some(found) if !self.lint.reported_emphasis => found,
            _ => return,
        };
        self.lint.reported_emphasis = true;
        let message = format!(
            "visible `{}` in text: no Markdown is read here",
            &text[signs.clone()]
        );
        let help = "put an empty line between the tag and the text: an element in a line of its own ends Markdown up to the next empty line";
        self.report(Diagnostic::warning(code, message).help(help), &place(signs));
    }

    /// Looks at code, where a mark does nothing.
    pub(super) fn check_code(&mut self, text: &str, range: &Range<usize>) {
        if text.contains("](fact:") {
            self.report_fact_in("code", range);
        }
    }

    fn check_brackets(&mut self, text: &str, range: &Range<usize>) {
        for (at, sign) in text
            .char_indices()
            .filter(|(_, sign)| matches!(sign, '[' | ']' | '('))
        {
            let offset = range.start + at;
            match sign {
                '[' => self.lint.brackets.push(offset),
                ']' => self.close_bracket(offset),
                _ => self.check_visible_link(offset),
            }
        }
    }

    /// At a visible `]`: a footnote mark that stayed text has no definition.
    fn close_bracket(&mut self, offset: usize) {
        self.lint.closed = self.lint.brackets.pop().map(|opened| (opened, offset + 1));
        let Some((opened, end)) = self.lint.closed else {
            return;
        };
        let typed = self.source.get(opened..offset).unwrap_or_default();
        let Some(name) = typed.strip_prefix("[^").filter(|name| is_label(name)) else {
            return;
        };
        let diagnostic = Diagnostic::error(
            "undefined-footnote",
            format!("no footnote is called `{name}`"),
        );
        self.report(
            diagnostic.help(format!(
                "define it: `[^{name}]: words`, or write `\\[` for a bracket"
            )),
            &(opened..end),
        );
    }

    /// At a visible `(`: a `]` right before it means a link that the parser did not take.
    fn check_visible_link(&mut self, offset: usize) {
        let Some((opened, end)) = self.lint.closed.filter(|(_, end)| *end == offset) else {
            return;
        };
        if std::mem::replace(&mut self.lint.reported_bracket, true) {
            return;
        }
        let range = opened..end;
        let is_inside = |link: Option<usize>| link.is_some_and(|start| start >= opened);
        let marks_fact = self.source[offset..].starts_with("(fact:");
        if is_inside(self.lint.last_fact) {
            self.report_fact_in("a link", &range);
        } else if is_inside(self.lint.last_link) && marks_fact {
            let diagnostic =
                Diagnostic::error("fact-in-link", "a link stands inside the words of a fact");
            self.report(
                diagnostic.help("put the link before or after the marked words"),
                &range,
            );
        } else if is_inside(self.lint.last_link) {
            self.report_nested(&range);
        } else {
            let diagnostic = Diagnostic::warning(
                "stray-link",
                "visible `](` in text: this is not read as a link",
            );
            self.report(
                diagnostic
                    .help("an address with spaces stands in `<…>`; write `\\[` for a bracket"),
                &range,
            );
        }
    }

    fn check_accent(&mut self, range: &Range<usize>) {
        let followed_by_letter = self.source[range.end..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        let before = &self.source[..range.start];
        let length: usize = before
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .take(40)
            .map(char::len_utf8)
            .sum();
        let word = &before[before.len() - length..];
        let Some(accented) = with_accent(word).filter(|_| !followed_by_letter) else {
            return;
        };
        let place = range.start - length..range.end;
        let message = format!("`{word}'` is written with an apostrophe for its accent");
        self.report(
            Diagnostic::warning("apostrophe-accent", message).help(format!("write `{accented}`")),
            &place,
        );
    }
}

/// Marks of Markdown in a text that is not read as such, with the code of the complaint.
fn visible_markup(text: &str) -> Option<(&'static str, Range<usize>)> {
    let link = text.find("](").or_else(|| text.find("[@"));
    if let Some(at) = link {
        return Some(("stray-link", at..at + 2));
    }
    let signs = SIGNS.iter().find_map(|signs| text.find(signs));
    if let Some(at) = signs {
        return Some(("stray-emphasis", at..at + 2));
    }
    let mut words = text.split_whitespace();
    let opens = |word: &str| word.len() > 1 && word.starts_with('*');
    let begins = words.find(|word| opens(word))?;
    let is_closed = begins[1..].contains('*')
        || words.any(|word| word.trim_end_matches(['.', ',', ';', ':']).ends_with('*'));
    let at = text.find(begins).filter(|_| is_closed)?;
    Some(("stray-emphasis", at..at + 1))
}

fn is_label(name: &str) -> bool {
    (1..=200).contains(&name.len())
        && !name.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))
}

/// The word with the accent that an apostrophe stands for.
fn with_accent(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if CLIPPED.contains(&lower.as_str()) {
        return None;
    }
    let known = ACCENTED
        .iter()
        .find(|(typed, _)| *typed == lower)
        .map(|(_, accented)| (*accented).to_owned());
    let accented = known.or_else(|| {
        lower
            .strip_suffix("ta")
            .filter(|stem| stem.len() > 3)
            .map(|stem| format!("{stem}tà"))
    })?;
    let is_capital = word.starts_with(char::is_uppercase);
    Some(if is_capital {
        capitalized(&accented)
    } else {
        accented
    })
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::with_accent;

    #[test]
    fn accents_are_told_from_elisions() {
        let table = [
            ("E", Some("È")),
            ("e", Some("è")),
            ("perche", Some("perché")),
            ("Citta", Some("Città")),
            ("qualita", Some("qualità")),
            ("po", None),
            ("sta", None),
            ("dell", None),
            ("", None),
            ("fa", None),
        ];
        for (word, accented) in table {
            assert_eq!(with_accent(word).as_deref(), accented, "{word}");
        }
    }
}
