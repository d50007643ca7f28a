//! Fragments of pages of other sites: which need looking for, and which a page has.

use crate::render::{ids_of, percent_decode};

/// Whether a fragment can be looked for in the HTML of a page: lines of code (`L10-L20`), words to be found
/// (`:~:text=`), states of a script (`!/a`, `/a`) and the ids that GitHub writes for itself cannot.
pub(super) fn is_looked_for(fragment: &str) -> bool {
    let by_the_browser = fragment.is_empty()
        || fragment == "top"
        || fragment.starts_with([':', '!', '/'])
        || fragment.contains(":~:")
        || fragment.starts_with("user-content-");
    !by_the_browser && !is_lines(fragment)
}

/// `L10`, `L10-L20`, `L10-20`, `L10C3-L20C5`.
fn is_lines(fragment: &str) -> bool {
    let is_line = |text: &str, letter: bool| {
        let numbers = text.strip_prefix('L').or((!letter).then_some(text));
        numbers.is_some_and(|numbers| {
            numbers.starts_with(|c: char| c.is_ascii_digit())
                && numbers.chars().all(|c| c.is_ascii_digit() || c == 'C')
        })
    };
    match fragment.split_once('-') {
        Some((first, last)) => is_line(first, true) && is_line(last, false),
        None => is_line(fragment, true),
    }
}

/// Those of `fragments` that a page does not have.
pub(super) fn missing_in(html: &str, fragments: &[String]) -> Vec<String> {
    let ids = ids_of(html);
    let has = |name: &str| ids.iter().any(|id| id == name) || html.contains(&github_id(name));
    fragments
        .iter()
        .filter(|fragment| is_looked_for(fragment))
        .filter(|fragment| !has(fragment) && !has(&percent_decode(fragment)))
        .cloned()
        .collect()
}

/// GitHub puts this before the ids of headings, wherever it keeps the page's text.
fn github_id(name: &str) -> String {
    format!("user-content-{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_makes_of_an_address_is_not_looked_for() {
        for fragment in [
            "",
            "top",
            "L10",
            "L10-L20",
            "L10-20",
            "L10C3-L20C5",
            "user-content-usage",
            ":~:text=a,b",
            "usage:~:text=a",
            "!/a",
            "/a/b",
        ] {
            assert!(!is_looked_for(fragment), "{fragment}");
        }
        for fragment in ["usage", "L", "Lines", "10", "L10-L", "L10-x", "C3", "a-b"] {
            assert!(is_looked_for(fragment), "{fragment}");
        }
    }

    #[test]
    fn anchors_are_ids_and_names_also_those_of_github() {
        let html = "<h2 id=usage>U</h2><a name=\"old\"></a><h3 id=\"caff\u{e8}\">C</h3>\
            <h2 id=\"user-content-install\">I</h2><script>{\"id\":\"user-content-data\"}</script>\
            <!-- id=\"note\" --><a href=\"#link\">";
        for (fragment, missing) in [
            ("usage", false),
            ("old", false),
            ("caff%C3%A8", false),
            ("caff\u{e8}", false),
            ("install", false),
            ("data", false),
            ("L10-L20", false),
            ("note", true),
            ("link", true),
            ("Usage", true),
        ] {
            let found = missing_in(html, &[fragment.to_owned()]);
            assert_eq!(!found.is_empty(), missing, "{fragment}");
        }
    }
}
