//! What the texts of one page share: citations in order, facts and terms used, links, ids. One value per page and
//! language, handed to every call that renders a part of the page, in the order in which the reader meets the parts.

use std::collections::{HashMap, HashSet};

use super::counted::NumberCount;
use super::escape::escape_attribute;
use super::ids::Ids;
use super::types::Words;
use crate::diagnostic::Place;
use crate::quantity::Mention;

/// What the texts of one page share.
#[derive(Clone, Debug, Default)]
pub struct PageState {
    citations: Vec<Citation>,
    citation_by_source: HashMap<String, usize>,
    terms: Vec<TermUse>,
    facts: Vec<FactUse>,
    links: Vec<LinkUse>,
    n_marks: u64,
    /// Facts that the page is about or states.
    known_facts: HashSet<String>,
    /// Facts that the section has stated, with the first place.
    facts_in_section: HashMap<String, Place>,
    /// Position of the section that is being read, among those of the body.
    section: Option<usize>,
    marks: Vec<Mark>,
    numbers: HashMap<Option<Place>, NumberCount>,
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
    /// The link, or the number that counts as marked.
    pub place: Place,
    /// Position of the section of the body that states it; `None` in the lead and in what data files say.
    pub section: Option<usize>,
}

/// A mark that a number of the text may get, because it counts as marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Id of the fact.
    pub fact: String,
    /// What the mark holds.
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

    /// Forgets which facts and terms the section has mentioned: what comes next stands outside the sections of the body.
    pub fn start_section(&mut self) {
        self.enter_section(None);
    }

    /// The same, at a `##` of the body: its position among the sections, or none for the lead.
    pub(super) fn enter_section(&mut self, section: Option<usize>) {
        self.facts_in_section.clear();
        self.terms_in_section.clear();
        self.section = section;
    }

    /// Notes facts that the page is about: a number that states one of them counts as marked.
    pub fn expect_facts(&mut self, ids: impl IntoIterator<Item = String>) {
        self.known_facts.extend(ids);
    }

    /// Whether the page is about a fact, or has stated it.
    pub fn knows_fact(&self, id: &str) -> bool {
        self.known_facts.contains(id)
    }

    /// What a mention of a fact at `place` is in the section that is being read.
    pub fn mention_at(&self, id: &str, place: Place) -> Mention {
        let is_before = |first: &Place| first.file != place.file || first.start <= place.start;
        match self
            .facts_in_section
            .get(id)
            .filter(|first| is_before(first))
        {
            Some(_) => Mention::Again,
            None => Mention::First,
        }
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
        let (number, mark) = (index + 1, citation.marks);
        self.count_mark();
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
        let mention = self.mention_at(id, place);
        if mention == Mention::First {
            self.facts_in_section.insert(id.to_owned(), place);
        }
        if !self.known_facts.contains(id) {
            self.known_facts.insert(id.to_owned());
        }
        self.facts.push(FactUse {
            id: id.to_owned(),
            mention,
            place,
            section: self.section,
        });
        mention
    }

    /// Notes a fact that a figure shows: the section's text has yet to state it.
    pub fn show_fact(&mut self, id: &str, place: Place) {
        self.known_facts.insert(id.to_owned());
        self.facts.push(FactUse {
            id: id.to_owned(),
            mention: Mention::Again,
            place,
            section: self.section,
        });
    }

    /// Marks that numbers of the text may get, in order.
    pub fn proposed_marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The numbers with a unit: of the body under `None`, of each value of a data file under its place.
    pub fn numbers(&self) -> &HashMap<Option<Place>, NumberCount> {
        &self.numbers
    }

    pub(super) fn count_numbers(&mut self, value: Option<Place>, count: NumberCount) {
        if count.total() > 0 {
            self.numbers.insert(value, count);
        }
    }

    pub(super) fn propose_mark(&mut self, fact: &str, place: Place) {
        self.marks.push(Mark {
            fact: fact.to_owned(),
            place,
        });
    }

    /// Counts a mark, also one that names no source: its section was meant to cite one.
    pub(super) fn count_mark(&mut self) {
        self.n_marks += 1;
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

    pub(in crate::render) fn note_link(&mut self, destination: &str, href: &str, place: Place) {
        self.links.push(LinkUse {
            destination: destination.to_owned(),
            href: href.to_owned(),
            place,
        });
    }
}
