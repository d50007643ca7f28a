//! "Did you mean": the nearest of the names that exist.

/// The candidate nearest to `wanted`, if it is near enough to be a slip of the hand.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = letters(wanted);
    let allowed = (wanted.len() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&wanted, candidate, allowed)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// A help text: the nearest name, or the first names that exist after `otherwise`.
pub fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
    otherwise: &str,
) -> String {
    if let Some(near) = nearest(wanted, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut names: Vec<&str> = candidates.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    match names.len() {
        0 => format!("{otherwise}; there are none yet"),
        1..=12 => format!("{otherwise}: {}", or_list(&names)),
        n => format!(
            "{otherwise}: {} and {} more",
            backticked(&names[..10]),
            n - 10
        ),
    }
}

fn or_list(names: &[&str]) -> String {
    match names {
        [only] => format!("`{only}`"),
        [rest @ .., last] => format!("{} or `{last}`", backticked(rest)),
        [] => String::new(),
    }
}

fn backticked(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn letters(text: &str) -> Vec<char> {
    text.chars()
        .flat_map(char::to_lowercase)
        .take(MAX_LETTERS)
        .collect()
}

/// What of a name is compared.
const MAX_LETTERS: usize = 80;

/// Levenshtein distance in characters, letter case aside, a swap of two neighbours counting as one; `None` if it is
/// more than `allowed`.
fn distance(left: &[char], right: &str, allowed: usize) -> Option<usize> {
    // A letter takes a byte or more, so many names are too short at a glance.
    if right.len() + allowed < left.len() {
        return None;
    }
    let right = letters(right);
    if right.len().abs_diff(left.len()) > allowed {
        return None;
    }
    let (mut before, mut above) = (Vec::new(), (0..=right.len()).collect::<Vec<usize>>());
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let same = usize::from(left[i - 1] != right[j - 1]);
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + same);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        if row.iter().all(|&n| n > allowed) {
            return None;
        }
        (before, above) = (above, row);
    }
    Some(above[right.len()]).filter(|&distance| distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_finds_none() {
        let names = ["foxconn", "openai", "oracle"];
        assert_eq!(nearest("foxcon", names), Some("foxconn"));
        assert_eq!(nearest("opneai", names), Some("openai"));
        assert_eq!(nearest("tesla", names), None);
        assert_eq!(nearest("drfat", ["draft", "title"]), Some("draft"));
    }

    #[test]
    fn without_a_near_name_the_names_are_listed() {
        assert_eq!(
            did_you_mean("zzz", ["b", "a"], "the names are"),
            "the names are: `a` or `b`"
        );
    }
}
