//! Titles and descriptions: of a length that search results show whole, and each once in a language.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::lang::Lang;
use crate::model::Site;

/// Longest title, in characters.
const MAX_TITLE: usize = 70;
/// Shortest and longest description, in characters.
const DESCRIPTION: std::ops::RangeInclusive<usize> = 70..=160;

/// Checks every page's front matter.
pub(super) fn check_pages(site: &Site, diagnostics: &mut Diagnostics) {
    let mut titles: HashMap<(Lang, &str), Place> = HashMap::new();
    let mut descriptions: HashMap<(Lang, &str), Place> = HashMap::new();
    for page in &site.pages {
        let front_matter = &page.front_matter;
        let n_title = front_matter.title.chars().count();
        if n_title > MAX_TITLE {
            let message =
                format!("the title has {n_title} characters, and search results show {MAX_TITLE}");
            diagnostics.push(
                Diagnostic::warning("long-title", message)
                    .at(front_matter.title_place)
                    .help("say it shorter"),
            );
        }
        let n_description = front_matter.description.chars().count();
        if !front_matter.description.is_empty() && !DESCRIPTION.contains(&n_description) {
            let message = format!("the description has {n_description} characters");
            let help = format!("write {} to {}", DESCRIPTION.start(), DESCRIPTION.end());
            diagnostics.push(
                Diagnostic::warning("description-length", message)
                    .at(front_matter.description_place)
                    .help(help),
            );
        }
        report_twin(
            "title",
            page.lang,
            &front_matter.title,
            front_matter.title_place,
            &mut titles,
            diagnostics,
        );
        report_twin(
            "description",
            page.lang,
            &front_matter.description,
            front_matter.description_place,
            &mut descriptions,
            diagnostics,
        );
    }
}

fn report_twin<'a>(
    what: &str,
    lang: Lang,
    text: &'a str,
    place: Place,
    seen: &mut HashMap<(Lang, &'a str), Place>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(first) = seen.insert((lang, text), place) {
        let warning =
            Diagnostic::warning("repeated-words", format!("two pages have the same {what}"))
                .at(place)
                .related(first, "the other one");
        diagnostics.push(warning.help(format!("give each page a {what} of its own")));
    }
}
