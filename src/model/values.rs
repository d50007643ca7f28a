//! Nodes of YAML → the values that data files, facts, sources and events share: text, numbers, dates, statuses, addresses.
//! What is wrong with one is reported at its place.

use crate::characters::bad_id;
use crate::config::Placed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::quantity::{Decimal, PartialDate};
use crate::status::Status;
use crate::yaml::{Node, Value, expected};

/// Text of a scalar; a number or a truth value must be quoted, except where a number is asked for.
pub(super) fn read_text(node: &Node, name: &str, diagnostics: &mut Diagnostics) -> Option<Placed> {
    match &node.value {
        Value::Scalar(scalar) if !scalar.typed => Some(Placed {
            text: scalar.text.trim().to_owned(),
            place: node.place,
        }),
        // A year alone is a number to YAML and a date to us.
        Value::Scalar(scalar) if is_year(&scalar.text) => Some(Placed {
            text: scalar.text.clone(),
            place: node.place,
        }),
        Value::Scalar(scalar) => {
            let error = expected(node, &format!("`{name}`"), "text");
            diagnostics
                .push(error.help(format!("put it in quotes: `{name}: \"{}\"`", scalar.text)));
            None
        }
        _ => {
            diagnostics.push(expected(node, &format!("`{name}`"), "text"));
            None
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a name of data may be an id: texts name it in marks, and pages hold it as an anchor.
pub(super) fn check_id(id: &str, place: Place, diagnostics: &mut Diagnostics) -> bool {
    let sign = id.chars().find(|&c| "\"'<>&#%[];".contains(c));
    let of_mark = sign.map(|sign| {
        Diagnostic::error(
            "bad-id",
            format!("the id `{id}` holds the character {sign:?}"),
        )
        .help("write letters, digits and hyphens, such as `letter-of-intent`")
    });
    let Some(error) = bad_id(id).or(of_mark) else {
        return true;
    };
    diagnostics.push(error.at(place));
    false
}

/// An exact number.
pub(super) fn read_decimal(
    node: &Node,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Decimal> {
    let Some(text) = node.scalar() else {
        diagnostics.push(expected(node, &format!("`{name}`"), "a number"));
        return None;
    };
    Decimal::parse(text)
        .map_err(|problem| {
            let error =
                Diagnostic::error("bad-number", format!("`{text}` is not a number: {problem}"))
                    .at(node.place);
            diagnostics
                .push(error.help("write digits, with a point before a fraction: `12`, `4.5`"));
        })
        .ok()
}

/// A date of any precision.
pub(super) fn read_date(placed: &Placed, diagnostics: &mut Diagnostics) -> Option<PartialDate> {
    PartialDate::parse(&placed.text)
        .map_err(|problem| {
            let message = format!("`{}` is not a date: {problem}", placed.text);
            let error = Diagnostic::error("bad-date", message).at(placed.place);
            diagnostics.push(error.help(
                "write it with the precision that is known: `2025-11-20`, `2025-11` or `2025`",
            ));
        })
        .ok()
}

/// One of the closed list of statuses.
pub(super) fn read_status(placed: &Placed, diagnostics: &mut Diagnostics) -> Option<Status> {
    let status = Status::parse(&placed.text);
    if status.is_none() {
        let error = Diagnostic::error(
            "unknown-status",
            format!("`{}` is not a status", placed.text),
        )
        .at(placed.place)
        .help(did_you_mean(
            &placed.text,
            Status::ALL.iter().map(|status| status.name()),
            "the statuses are",
        ));
        diagnostics.push(error);
    }
    status
}

/// An absolute address.
pub(super) fn read_url(placed: Placed, diagnostics: &mut Diagnostics) -> Option<Placed> {
    let Some(problem) = url_problem(&placed.text) else {
        return Some(placed);
    };
    let error = Diagnostic::error(
        "bad-url",
        format!("`{}` is not an address: {problem}", placed.text),
    )
    .at(placed.place);
    diagnostics.push(error.help("write the whole address, beginning with `https://`"));
    None
}

/// What is wrong with an absolute address; `None` if nothing is.
fn url_problem(url: &str) -> Option<&'static str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    match rest {
        None => Some("it does not begin with `https://` or `http://`"),
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '?', '#', ':']) => {
            Some("it has no host")
        }
        Some(_)
            if url
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)) =>
        {
            Some("it holds a character that addresses do not have")
        }
        Some(_) => None,
    }
}
