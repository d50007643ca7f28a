//! What the texts of one page share: citations in order, facts and terms used, links, ids. One value per page and
//! language, handed to every call that renders a part of the page, in the order in which the reader meets the parts.

use std::collections::{HashMap, HashSet};

use super::escape::escape_attribute;
use super::headings::Ids;
use super::types::Words;
use crate::diagnostic::Place;
use crate::quantity::Mention;

/// What the texts of one page share.
#[derive(Debug, Default)]
pub struct PageState {
    citations: Vec<Citation>,
    citation_by_source: HashMap<String, usize>,
    terms: Vec<TermUse>,
    facts: Vec<FactUse>,
    links: Vec<LinkUse>,
    n_marks: u64,
    facts_in_section: HashSet<String>,
    terms_in_section: HashSet<String>,
    used_once: HashSet<&'static str>,
    pub(super) ids: Ids,
}

/// A source cited on the page; its number is its position plus one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Id of the source.
    pub source: String,
    /// Marks that cite it; they have the ids `_cN-1` to `_cN-marks`.
    pub marks: u32,
    /// The first of them.
    pub place: Place,
}

/// A term that a text explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// Id of the term.
    pub id: String,
    /// The link.
    pub place: Place,
}

/// A fact that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactUse {
    /// Id of the fact.
    pub id: String,
    /// Whether it is the first in its section.
    pub mention: Mention,
    /// The link.
    pub place: Place,
}

/// A link or a picture that was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUse {
    /// As the author wrote it.
    pub destination: String,
    /// As it stands in the HTML, before escaping.
    pub href: String,
    /// The link.
    pub place: Place,
}

impl PageState {
    /// Nothing used yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets which facts and terms the section has mentioned; [`super::render_body`] calls it at the start and at every `##`.
    pub fn start_section(&mut self) {
        self.facts_in_section.clear();
        self.terms_in_section.clear();
    }

    /// Cites a source that exists and gives the HTML of the mark.
    pub fn cite(&mut self, source: &str, words: &Words, place: Place) -> String {
        let index = *self
            .citation_by_source
            .entry(source.to_owned())
            .or_insert_with(|| {
                self.citations.push(Citation {
                    source: source.to_owned(),
                    marks: 0,
                    place,
                });
                self.citations.len() - 1
            });
        let citation = &mut self.citations[index];
        citation.marks += 1;
        self.n_marks += 1;
        let (number, mark) = (index + 1, citation.marks);
        let label = escape_attribute(&words.source);
        format!(
            "<button type=\"button\" class=\"c\" id=\"_c{number}-{mark}\" popovertarget=\"_f{number}\" aria-label=\"{label} {number}\">{number}</button>"
        )
    }

    /// Sources cited, in order of first appearance.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    /// Terms explained, in order, each as often as a section explains it.
    pub fn terms(&self) -> &[TermUse] {
        &self.terms
    }

    /// Facts stated, in order, every mention.
    pub fn facts(&self) -> &[FactUse] {
        &self.facts
    }

    /// Links and pictures resolved, in order.
    pub fn links(&self) -> &[LinkUse] {
        &self.links
    }

    /// Whether an id of the page is taken by a heading or by raw HTML.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.has(id)
    }

    /// Every id that texts have given, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter()
    }

    /// Whether this is the page's first use of something that may stand on it once, such as a pattern of a chart.
    pub fn first_use(&mut self, what: &'static str) -> bool {
        self.used_once.insert(what)
    }

    /// Notes a mention of a fact and says whether it is the section's first.
    pub fn mention_fact(&mut self, id: &str, place: Place) -> Mention {
        let first = self.facts_in_section.insert(id.to_owned());
        let mention = if first {
            Mention::First
        } else {
            Mention::Again
        };
        self.facts.push(FactUse {
            id: id.to_owned(),
            mention,
            place,
        });
        mention
    }

    pub(super) fn total_marks(&self) -> u64 {
        self.n_marks
    }

    /// Notes a use of a term; true for the section's first, which becomes a button.
    pub(super) fn explain_term(&mut self, id: &str, place: Place) -> bool {
        let first = self.terms_in_section.insert(id.to_owned());
        if first {
            self.terms.push(TermUse {
                id: id.to_owned(),
                place,
            });
        }
        first
    }

    pub(super) fn note_link(&mut self, destination: &str, href: &str, place: Place) {
        self.links.push(LinkUse {
            destination: destination.to_owned(),
            href: href.to_owned(),
            place,
        });
    }
}
