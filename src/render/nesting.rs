//! How deep templates stand inside each other. The engine refuses circles, but follows a chain of any length until
//! the stack ends.

use std::collections::{HashMap, HashSet};

/// The longest chain of templates that include or extend each other.
pub(super) const MAX_NESTING: usize = 32;

/// A template at the head of a chain that is too long; `None` where there is a circle, which the engine names better.
///
/// Comes in: names and texts. Only the words of the texts are looked at, so that a comment counts as well.
pub(super) fn too_deep<'a>(templates: &[(&'a str, &'a str)]) -> Option<&'a str> {
    let named: HashMap<&str, Vec<&str>> = templates
        .iter()
        .map(|&(name, text)| (name, others(text)))
        .collect();
    // In each round those stay that lead to one that stayed: after N rounds, the heads of chains of N.
    let mut heads: Vec<&str> = named.keys().copied().collect();
    let mut too_deep = None;
    for round in 1..=templates.len() {
        let before: HashSet<&str> = heads.iter().copied().collect();
        heads.retain(|head| named[head].iter().any(|other| before.contains(other)));
        if heads.is_empty() {
            return too_deep;
        }
        if round == MAX_NESTING {
            too_deep = heads.iter().copied().min();
        }
    }
    None
}

/// The templates that a text names behind `include` and `extends`.
fn others(text: &str) -> Vec<&str> {
    let words = ["include", "extends"].into_iter();
    let behind = words.flat_map(|word| text.split(word).skip(1));
    behind
        .filter_map(|rest| {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| "\"'`".contains(*c))?;
            rest[1..].split(quote).next()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: usize, word: &str) -> Vec<(String, String)> {
        let link = |i: usize| (format!("{i}"), format!("{{% {word} '{}' %}}", i + 1));
        let end = (format!("{length}"), String::new());
        (0..length).map(link).chain([end]).collect()
    }

    #[test]
    fn circles_are_left_to_the_engine() {
        let circle = [
            ("a", "{% include 'b' %}"),
            ("b", "{% include \"a\" %}"),
            ("c", ""),
        ];
        assert_eq!(too_deep(&circle), None);
    }

    #[test]
    fn only_chains_beyond_the_limit_are_refused() {
        for (length, is_too_deep) in [(0, false), (31, false), (32, true), (500, true)] {
            for word in ["include", "extends"] {
                let owned = chain(length, word);
                let templates: Vec<(&str, &str)> = owned
                    .iter()
                    .map(|(name, text)| (name.as_str(), text.as_str()))
                    .collect();
                assert_eq!(too_deep(&templates).is_some(), is_too_deep, "{length}");
            }
        }
    }
}
