//! Citation marks of a finished page: they stand on the line of the word before them, and a mark that nothing leads back
//! to needs no id.

use super::markdown::Citation;
use super::source_view::MAX_BACK_LINKS;

const MARK: &str = "<button type=\"button\" class=\"c\"";

const OPEN: &str = "<span class=\"cs\">";
const TERM: &str = "<button type=\"button\" class=\"t\"";
const CLOSE: &str = "</button>";

/// Ties marks to the word before them, and what closes a phrase to a term. Browsers break a line before
/// and after any button, whatever stands there, so what belongs together gets an element of its own.
pub(super) fn bind_marks(html: &str) -> String {
    let mut bound = String::with_capacity(html.len() + html.len() / 32);
    let mut rest = html;
    while let Some((before, button)) = next_button(rest) {
        bound.push_str(before);
        let length = if button.starts_with(MARK) {
            let length = run_length(button, MARK);
            bind(&mut bound, &button[..length]);
            length
        } else {
            bind_term(&mut bound, button)
        };
        rest = &button[length..];
    }
    bound + rest
}

/// What stands before the next mark or term, and all from there.
fn next_button(html: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    loop {
        at += html[at..].find("<button ")?;
        let (before, button) = html.split_at(at);
        if button.starts_with(MARK) || button.starts_with(TERM) {
            return Some((before, button));
        }
        at += 1;
    }
}

/// The length of the buttons of a kind that a text begins with.
fn run_length(text: &str, opening: &str) -> usize {
    let mut length = 0;
    while text[length..].starts_with(opening) {
        match text[length..].find(CLOSE) {
            Some(end) => length += end + CLOSE.len(),
            None => return text.len(),
        }
    }
    length
}

/// Writes a term with the signs and marks behind it, and gives the length of all. A term of several words is a box when it
/// is broken, and what stands behind a box is far from its last word; so its signs go into it.
fn bind_term(bound: &mut String, html: &str) -> usize {
    let Some(words_end) = html.find(CLOSE) else {
        bound.push_str(html);
        return html.len();
    };
    let term = words_end + CLOSE.len();
    let signs = html[term..].find(|c: char| !".,;:!?)»”’…".contains(c));
    let end = term + signs.unwrap_or(html.len() - term);
    let length = end + run_length(&html[end..], MARK);
    let words = html[..words_end].split_once('>');
    let is_box = words.is_some_and(|(_, words)| words.contains(' '));
    let (inside, outside) = match is_box {
        true => (&html[term..end], &html[end..length]),
        false => ("", &html[term..length]),
    };
    let whole = format!("{}{inside}{CLOSE}{outside}", &html[..words_end]);
    match outside {
        "" => bound.push_str(&whole),
        _ => bound.extend([OPEN, &whole, "</span>"]),
    }
    length
}

fn bind(bound: &mut String, marks: &str) {
    const TIME: &str = "</time>";
    let is_date = bound.ends_with(TIME);
    if is_date {
        bound.truncate(bound.len() - TIME.len());
    }
    match last_word(bound) {
        Some(start) => {
            bound.insert_str(start, OPEN);
            bound.push_str(marks);
            bound.push_str("</span>");
        }
        None => bound.push_str(marks),
    }
    if is_date {
        bound.push_str(TIME);
    }
}

/// Where the last word begins, or the element that holds nothing else.
fn last_word(html: &str) -> Option<usize> {
    if !html.ends_with('>') {
        let start = html.rfind(|c: char| c.is_ascii_whitespace() || c == '>')? + 1;
        return (start < html.len()).then_some(start);
    }
    let (inside, close) = html.rsplit_once("</")?;
    let open = inside.rfind('<')?;
    let (tag, word) = inside[open + 1..].split_once('>')?;
    let name = tag.split(' ').next();
    let is_one_word = name == close.strip_suffix('>') && !word.contains(char::is_whitespace);
    is_one_word.then_some(open)
}

/// Takes the ids off the marks of sources that are cited so often that the list only counts them.
pub(super) fn drop_idle_ids(html: &str, citations: &[Citation]) -> String {
    const OPENING: &str = " id=\"_c";
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(OPENING) {
        let (before, id) = rest.split_at(at);
        kept.push_str(before);
        let end = id[OPENING.len()..]
            .find('"')
            .map_or(id.len(), |end| OPENING.len() + end + 1);
        if !is_idle(&id[OPENING.len()..end], citations) {
            kept.push_str(&id[..end]);
        }
        rest = &id[end..];
    }
    kept.push_str(rest);
    kept
}

/// Whether `12-3"` belongs to a source without ways back.
fn is_idle(id: &str, citations: &[Citation]) -> bool {
    let number = id
        .split('-')
        .next()
        .and_then(|number| number.parse::<usize>().ok());
    let citation = number.and_then(|number| citations.get(number.checked_sub(1)?));
    citation.is_some_and(|citation| citation.marks > MAX_BACK_LINKS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Place};

    #[test]
    fn marks_are_tied_to_the_word_before_them() {
        let mark = "<button type=\"button\" class=\"c\">1</button>";
        for (html, expected) in [
            ("<p>un po’MM, e</p>", "<p>un [po’MM], e</p>"),
            ("<td>M</td>", "<td>M</td>"),
            ("<td>2025.M", "<td>[2025.M]"),
            (
                "a <a href=\"b c\">Alfa</a>M",
                "a [<a href=\"b c\">Alfa</a>M]",
            ),
            (
                "<a href=\"b\">Alfa Beta</a>M",
                "<a href=\"b\">Alfa Beta</a>M",
            ),
            ("<i><b>x</b> y</i>M", "<i><b>x</b> y</i>M"),
            ("<time>20 May 2025</time>M", "<time>20 May [2025M]</time>"),
            ("a Tx</button>, b", "a [Tx</button>,] b"),
            ("a Tx</button>M", "a [Tx</button>M]"),
            ("a Tx y</button>), b", "a Tx y),</button> b"),
            ("a Tx y</button>.MM b", "a [Tx y.</button>MM] b"),
            ("a Tx y</button> b", "a Tx y</button> b"),
            ("a <button id>yM", "a <button id>[yM]"),
            ("M", "M"),
            ("</b>M", "</b>M"),
        ] {
            let term = format!("{TERM}>");
            let html = html.replace('T', &term).replace('M', mark);
            let expected = expected.replace('T', &term).replace('M', mark);
            let expected = expected
                .replace('[', "<span class=\"cs\">")
                .replace(']', "</span>");
            assert_eq!(bind_marks(&html), expected);
        }
        let unclosed = format!("a{}", &mark[..40]);
        assert!(bind_marks(&unclosed).ends_with(&mark[..40]));
    }

    #[test]
    fn only_marks_that_nothing_leads_back_to_lose_their_ids() {
        let citation = |marks| Citation {
            source: "x".into(),
            marks,
            place: Place::file(FileId(0)),
        };
        let citations = [citation(3), citation(4)];
        let html =
            "<p id=\"a\"><b id=\"_c1-1\">1</b><b id=\"_c2-4\">2</b><b id=\"_c9-1\">9</b><b id=\"_c";
        let expected = "<p id=\"a\"><b id=\"_c1-1\">1</b><b>2</b><b id=\"_c9-1\">9</b><b id=\"_c";
        assert_eq!(drop_idle_ids(html, &citations), expected);
    }
}
