//! "Did you mean": the nearest of the names that exist.

/// The candidate nearest to `wanted`, if it is near enough to be a slip of the hand.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (wanted.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                distance(&wanted.to_lowercase(), &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, candidate)| (distance, candidate))
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

/// Levenshtein distance in characters, a swap of two neighbours counting as one.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(80).collect();
    let right: Vec<char> = right.chars().take(80).collect();
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let same = usize::from(left[i - 1] != right[j - 1]);
            let mut best = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
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
