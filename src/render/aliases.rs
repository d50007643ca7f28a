//! A heading also answers to the ids that its translations give it, so that a fragment leads to the same place in every
//! language. Comes in: all texts; goes out: the ids of sections for the template, the others put into the HTML.

use std::collections::HashSet;
use std::sync::Arc;

use super::escape::escape_html;
use super::markdown::{Body, Heading};
use super::page_text::PageText;
use crate::model::{PageIndex, Site};

/// The ids that the translations of a page give to its headings and that it does not have itself, in the order of its
/// headings.
pub(super) fn aliases_from_translations(
    site: &Site,
    own: PageIndex,
    texts: &[Arc<PageText>],
) -> Vec<Vec<String>> {
    let text = |index: PageIndex| &texts[index.0 as usize];
    let translations = site.translations(&site.page(own).id);
    let others: Vec<&Body> = translations
        .filter(|&other| other != own)
        .map(|other| &text(other).body)
        .collect();
    aliases_of(text(own), &others)
}

/// Puts the ids of headings below the sections into the HTML of a page's texts, and gives those of the sections.
pub(super) fn with_aliases(
    mut text: Arc<PageText>,
    aliases: Vec<Vec<String>>,
) -> (Arc<PageText>, Vec<Vec<String>>) {
    if aliases.iter().all(Vec::is_empty) {
        let of_sections = vec![Vec::new(); text.body.sections.len()];
        return (text, of_sections);
    }
    let of_sections = place_aliases(aliases, &mut Arc::make_mut(&mut text).body);
    (text, of_sections)
}

/// The aliases of each heading of a page, in the order of its headings.
fn aliases_of(text: &PageText, others: &[&Body]) -> Vec<Vec<String>> {
    let headings = &text.body.headings;
    let mut aliases = vec![Vec::new(); headings.len()];
    let mut taken: HashSet<&str> = HashSet::new();
    for other in others {
        for (own, id) in pairs(&text.body, other) {
            if !text.state.has_id(id) && taken.insert(id) {
                aliases[own].push(id.to_owned());
            }
        }
    }
    aliases
}

/// Headings that say the same, each with the other one's id: sections pair where both texts have as many, what stands
/// under them where both have headings of the same levels there.
fn pairs<'a>(own: &Body, other: &'a Body) -> Vec<(usize, &'a str)> {
    if own.sections.len() != other.sections.len() {
        return Vec::new();
    }
    let places = std::iter::once(None).chain((0..own.sections.len()).map(Some));
    let mut pairs = Vec::new();
    for section in places {
        let own: Vec<_> = headings_in(own, section).collect();
        let other: Vec<_> = headings_in(other, section).collect();
        let is_section = |heading: &Heading| heading.level == 2;
        let alike = own.iter().map(|(_, heading)| heading.level);
        let alike = alike.eq(other.iter().map(|(_, heading)| heading.level));
        let both = own.iter().zip(&other);
        let paired = both.filter(|(own, _)| alike || is_section(own.1));
        pairs.extend(paired.map(|(own, other)| (own.0, other.1.id.as_str())));
    }
    pairs
}

fn headings_in(body: &Body, section: Option<usize>) -> impl Iterator<Item = (usize, &Heading)> {
    let headings = body.headings.iter().enumerate();
    headings.filter(move |(_, heading)| heading.section == section)
}

/// Writes the aliases of the lower headings into the HTML, from the last one back, and gives those of the sections.
fn place_aliases(aliases: Vec<Vec<String>>, body: &mut Body) -> Vec<Vec<String>> {
    let mut of_sections = vec![Vec::new(); body.sections.len()];
    let headings = body.headings.iter().zip(aliases).rev();
    for (heading, ids) in headings.filter(|(_, ids)| !ids.is_empty()) {
        let html = match heading.section {
            Some(section) if heading.level == 2 => {
                if let Some(aliases) = of_sections.get_mut(section) {
                    *aliases = ids;
                }
                continue;
            }
            Some(section) => body
                .sections
                .get_mut(section)
                .map(|section| &mut section.html),
            None => Some(&mut body.lead),
        };
        let anchors = ids
            .iter()
            .map(|id| format!("<span id=\"{}\"></span>", escape_html(id)));
        if let Some(html) = html.filter(|html| html.is_char_boundary(heading.offset)) {
            html.insert_str(heading.offset, &anchors.collect::<String>());
        }
    }
    of_sections
}
