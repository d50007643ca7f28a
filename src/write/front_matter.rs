//! Changes one key in the front matter of a text on the disk and nothing else: every other byte stays, line ends, byte
//! order mark and comments too. What comes out is parsed again before it is written.

use std::fs;
use std::path::Path;

use super::replace::replace;
use crate::diagnostic::FileId;
use crate::load::front_matter_range;
use crate::sink::OutputError;
use crate::yaml::{Node, Value, parse_yaml};

/// What came of the wish to change a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The file was written.
    Changed,
    /// The file already had this line.
    Unchanged,
    /// The front matter is written in a way that is better changed by hand.
    Refused,
}

/// Gives a key of the front matter of the file at `path` a value. `line` is `key: value`, without a line end.
///
/// # Errors
/// The file cannot be read or written; it is then as it was.
pub fn set_front_matter_key(path: &Path, key: &str, line: &str) -> Result<Edit, OutputError> {
    let text =
        fs::read_to_string(path).map_err(|error| OutputError::system("read", path, &error))?;
    let Some(edited) = with_key(&text, key, line) else {
        return Ok(Edit::Refused);
    };
    if edited == text {
        return Ok(Edit::Unchanged);
    }
    replace(path, edited.as_bytes()).map_err(|error| OutputError::system("write", path, &error))?;
    Ok(Edit::Changed)
}

/// The text with the key changed or added; `None` if that cannot be done safely.
fn with_key(text: &str, key: &str, line: &str) -> Option<String> {
    let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let (yaml, _) = front_matter_range(&text[start..])?;
    let yaml = start + yaml.start..start + yaml.end;
    let (before, after) = (&text[..yaml.start], &text[yaml.end..]);
    let end = if before.ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let edited = edit(&text[yaml.clone()], key, line, end);
    let is_safe = differs_in(key, &parse(&text[yaml])?, &parse(&edited)?);
    is_safe.then(|| format!("{before}{edited}{after}"))
}

fn edit(yaml: &str, key: &str, line: &str, end: &str) -> String {
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    let Some(first) = lines.iter().position(|line| has_key(line, key)) else {
        return format!("{yaml}{line}{end}");
    };
    let last = last_line_of_value(&lines, first);
    let comment = if first == last {
        comment(lines[first])
    } else {
        ""
    };
    let (before, after) = (lines[..first].concat(), lines[last + 1..].concat());
    format!("{before}{line}{comment}{end}{after}")
}

fn has_key(line: &str, key: &str) -> bool {
    let quoted = ['"', '\''].iter().find_map(|&quote| {
        let rest = line.strip_prefix(quote)?.strip_prefix(key)?;
        rest.strip_prefix(quote)
    });
    let rest = quoted.or_else(|| line.strip_prefix(key));
    rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// A value goes on in lines that are indented, in items of a list, and in what closes it.
fn last_line_of_value(lines: &[&str], first: usize) -> usize {
    let mut last = first;
    for (index, line) in lines.iter().enumerate().skip(first + 1) {
        let is_empty = line.trim().is_empty() || line.starts_with('#');
        if !is_empty && !line.starts_with([' ', '\t', '-', ']', '}']) {
            break;
        }
        if !is_empty {
            last = index;
        }
    }
    last
}

/// The comment behind a list or a map on one line, with the space before it; neither holds a `#` of its own.
fn comment(line: &str) -> &str {
    let line = line.trim_end();
    match line.find('#').filter(|_| line.contains(['[', '{'])) {
        Some(at) => &line[line[..at].trim_end().len()..],
        None => "",
    }
}

fn parse(yaml: &str) -> Option<Node> {
    parse_yaml(yaml, FileId(0), 0).ok()
}

/// Whether two maps are the same but for one key.
fn differs_in(key: &str, before: &Node, after: &Node) -> bool {
    let others = |node: &Node| -> Option<Vec<(String, Node)>> {
        let entries = node.map()?.iter();
        let others = entries.filter(|entry| entry.key != key);
        Some(
            others
                .map(|entry| (entry.key.clone(), entry.value.clone()))
                .collect(),
        )
    };
    let (Some(before), Some(after)) = (others(before), others(after)) else {
        return false;
    };
    before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|((left, old), (right, new))| left == right && same(old, new))
}

/// Whether two trees hold the same, wherever they stand. As deep as the parser goes, which is not deep.
fn same(left: &Node, right: &Node) -> bool {
    match (&left.value, &right.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(left), Value::Scalar(right)) => left == right,
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Value::Map(left), Value::Map(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| left.key == right.key && same(&left.value, &right.value))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "agrees_with: [b]";

    fn edited(text: &str) -> Option<String> {
        with_key(text, "agrees_with", LINE)
    }

    #[test]
    fn only_the_key_changes() {
        for (before, after) in [
            ("---\na: 1\n---\nx", "---\na: 1\nagrees_with: [b]\n---\nx"),
            (
                "---\r\na: 1\r\n---\r\nx",
                "---\r\na: 1\r\nagrees_with: [b]\r\n---\r\nx",
            ),
            (
                "\u{feff}---\na: 1\n---\n",
                "\u{feff}---\na: 1\nagrees_with: [b]\n---\n",
            ),
            (
                "--- \na: 1 # c\n---\t\n",
                "--- \na: 1 # c\nagrees_with: [b]\n---\t\n",
            ),
            (
                "---\nagrees_with: [c]\nb: 2\n---\n",
                "---\nagrees_with: [b]\nb: 2\n---\n",
            ),
            (
                "---\nagrees_with:\nb: 2\n---\n",
                "---\nagrees_with: [b]\nb: 2\n---\n",
            ),
            (
                "---\n\"agrees_with\" : [c]  # why\nb: 2\n---\n",
                "---\nagrees_with: [b]  # why\nb: 2\n---\n",
            ),
            (
                "---\nagrees_with:\n  - c\n  # d\n  - e\n\n# f\nb: 2\n---\n",
                "---\nagrees_with: [b]\n\n# f\nb: 2\n---\n",
            ),
            (
                "---\nagrees_with:\n- c\n- d\nb: 2\n---\n",
                "---\nagrees_with: [b]\nb: 2\n---\n",
            ),
            (
                "---\nagrees_with: [c,\n  d\n]\nb: 2\n---\n",
                "---\nagrees_with: [b]\nb: 2\n---\n",
            ),
            (
                "---\nagrees_with: {en: [c]}\n---\nagrees_with: [d]\n",
                "---\nagrees_with: [b]\n---\nagrees_with: [d]\n",
            ),
            (
                "---\nb: |\n  agrees_with: no\n---\n",
                "---\nb: |\n  agrees_with: no\nagrees_with: [b]\n---\n",
            ),
        ] {
            assert_eq!(edited(before).as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn what_is_written_in_an_unusual_way_is_left_alone() {
        for text in [
            "no front matter",
            "---\na: 1\n",
            "---\n{a: 1, agrees_with: [c]}\n---\n",
            "---\na: |\n  x\n\nagrees_with: &c [d]\ne: *c\n---\n",
            "---\na: \"x\n\nagrees_with: y\"\n---\n",
        ] {
            assert_eq!(edited(text), None, "{text}");
        }
    }
}
