//! What users of other generators met: a test for each of these cases, named by its number, with its neighbors.

mod data;
mod dates;
mod footnotes;
mod markdown;

/// Cases without a test, and why.
const NOT_APPLICABLE: &[(&str, &str)] = &[(
    "p61",
    "belongs to `serve`, which does not exist yet; that a draft is in no page and no list is shown for `build` by p62",
)];

#[test]
fn every_case_has_a_test_or_a_reason() {
    let tests = [
        include_str!("markdown.rs"),
        include_str!("footnotes.rs"),
        include_str!("data.rs"),
        include_str!("dates.rs"),
    ]
    .concat();
    for case in (42..=63).map(|n| format!("p{n}")) {
        let has_reason = NOT_APPLICABLE.iter().any(|(name, _)| *name == case);
        let has_test = tests.contains(&format!("\nfn {case}_"));
        assert!(has_test != has_reason, "{case}");
    }
}
