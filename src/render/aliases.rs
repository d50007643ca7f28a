//! A heading also answers to the ids that its translations give it, so that a fragment leads to the same place in every
//! language. Comes in: all texts; goes out: the ids of sections for the template, the others put into the HTML.

use std::collections::HashSet;

use super::escape::escape_html;
use super::markdown::{Body, Heading};
use super::page_text::PageText;
use crate::model::Site;

/// For each page and section, the ids that translations give to the same heading and that the page itself does not have.
/// Headings below the sections get theirs in their HTML.
pub(super) fn add_aliases(site: &Site, texts: &mut [PageText]) -> Vec<Vec<Vec<String>>> {
    let all: Vec<Vec<Vec<String>>> = site
        .indexed_pages()
        .map(|(own, page)| {
            let text = &texts[own.0 as usize];
            let translations = site.translations(&page.id).filter(|&other| other != own);
            let others: Vec<&Body> = translations
                .map(|other| &texts[other.0 as usize].body)
                .collect();
            aliases_of(text, &others)
        })
        .collect();
    let pages = all.into_iter().zip(texts);
    pages
        .map(|(aliases, text)| place_aliases(aliases, &mut text.body))
        .collect()
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
