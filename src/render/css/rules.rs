//! A minified style sheet ⇄ its rules. What is not understood is kept as it is, in every page.

use super::selector::{Selector, Vocabulary, read_selector};

/// A part of a style sheet.
#[derive(Debug)]
pub(super) enum Item {
    /// Selectors, and what stands behind them with its braces.
    Rule(Vec<Selector>, String),
    /// `@media …`, `@layer …` and so on, around other parts.
    Group(String, Vec<Item>),
    /// What every page gets.
    Kept(String),
}

/// At-rules that hold rules for elements.
const GROUPS: [&str; 4] = ["@media", "@layer", "@supports", "@container"];

/// Reads a style sheet.
pub(super) fn parse_items(css: &str, vocabulary: &mut Vocabulary) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = css;
    while !rest.is_empty() {
        let prelude = &rest[..find_outside(rest, "{;}")];
        let block = &rest[prelude.len()..];
        let Some(length) = block_length(block) else {
            // A statement, or braces that do not fit together.
            let end = match block.chars().next() {
                Some(';') => prelude.len() + 1,
                _ => rest.len(),
            };
            items.push(Item::Kept(rest[..end].to_owned()));
            rest = &rest[end..];
            continue;
        };
        let block = &block[..length];
        let inner = &block[1..length - 1];
        let is_group = GROUPS.iter().any(|group| prelude.starts_with(group));
        items.push(if is_group {
            Item::Group(prelude.to_owned(), parse_items(inner, vocabulary))
        } else if prelude.starts_with('@') {
            Item::Kept(format!("{prelude}{block}"))
        } else {
            Item::Rule(read_selectors(prelude, vocabulary), block.to_owned())
        });
        rest = &rest[prelude.len() + length..];
    }
    items
}

fn read_selectors(prelude: &str, vocabulary: &mut Vocabulary) -> Vec<Selector> {
    let mut selectors = Vec::new();
    let mut rest = prelude;
    loop {
        let end = find_outside(rest, ",");
        selectors.push(read_selector(&rest[..end], vocabulary));
        match rest.get(end + 1..) {
            Some(after) => rest = after,
            None => return selectors,
        }
    }
}

/// Where one of the characters stands outside of strings and brackets; the end if nowhere.
fn find_outside(text: &str, wanted: &str) -> usize {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, c) if depth == 0 && wanted.contains(c) => return at,
            _ => {}
        }
    }
    text.len()
}

/// How long the block is that a text begins with, with its braces; `None` if there is none, or no end of it.
fn block_length(text: &str) -> Option<usize> {
    if !text.starts_with('{') {
        return None;
    }
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        at += find_outside(&text[at..], "{}");
        depth = match text[at..].chars().next()? {
            '{' => depth + 1,
            _ => depth - 1,
        };
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Writes what a page needs that `has` these names.
pub(super) fn write_needed(items: &[Item], has: &dyn Fn(usize) -> bool, css: &mut String) {
    for item in items {
        match item {
            Item::Kept(text) => css.push_str(text),
            Item::Rule(selectors, block) => {
                let needed = selectors
                    .iter()
                    .filter(|selector| selector.needs.iter().all(|&need| has(need)));
                let texts: Vec<&str> = needed.map(|selector| selector.text.as_str()).collect();
                if !texts.is_empty() {
                    css.push_str(&texts.join(","));
                    css.push_str(block);
                }
            }
            Item::Group(prelude, items) => {
                let start = css.len();
                css.push_str(prelude);
                css.push('{');
                let inner = css.len();
                write_needed(items, has, css);
                if css.len() == inner {
                    css.truncate(start);
                } else {
                    css.push('}');
                }
            }
        }
    }
}
