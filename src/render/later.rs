//! "There is a later figure": a note beside every text that states a fact which another one replaces or follows, unless
//! the page states the later one too.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::data_view::EventView;
use super::escape::escape_html;
use super::markdown::{Body, FactUse, Heading, Lookup as _, PageState};
use super::page_lookup::PageLookup;
use super::page_text::PageData;
use super::view::HtmlView;
use crate::diagnostic::Place;
use crate::model::Fact;
use crate::quantity::Form;

/// A fact that came after another one.
struct Later<'a> {
    fact: &'a Fact,
    /// Words for how the two hang together.
    key: &'static str,
}

/// A note and the use of the earlier fact that it belongs to.
struct Note {
    place: Place,
    html: String,
}

/// Puts the notes into the sections and events that state the earlier facts first; gives those of the other places.
pub(super) fn add_notes(
    lookup: &PageLookup<'_>,
    body: &mut Body,
    data: &mut PageData,
    state: &PageState,
) -> Vec<String> {
    if lookup.page.shows_facts() {
        return Vec::new();
    }
    let stated: HashSet<&str> = state.facts().iter().map(|fact| fact.id.as_str()).collect();
    let mut by_section: BTreeMap<Option<usize>, Vec<Note>> = BTreeMap::new();
    for used in first_uses(state.facts()) {
        let fact = lookup.shared.site.facts.get(&used.id);
        if let Some(html) = fact.and_then(|fact| note(lookup, fact, &stated)) {
            let place = used.place;
            by_section
                .entry(used.section)
                .or_default()
                .push(Note { place, html });
        }
    }
    let outside = by_section.remove(&None).unwrap_or_default();
    for (position, notes) in by_section {
        add_to_section(lookup, body, position.unwrap_or_default(), &notes);
    }
    add_to_events(lookup, data, outside)
}

fn add_to_section(lookup: &PageLookup<'_>, body: &mut Body, position: usize, notes: &[Note]) {
    let Some(section) = body.sections.get_mut(position) else {
        return;
    };
    let declaration = lookup.shared.site.declaration(lookup.page);
    let in_head = declaration.is_some_and(|known| known.brief.as_deref() == Some(&section.id));
    // The section that stands in the head has no margin.
    let class = if in_head { "aside" } else { "aside side" };
    let html = match notes {
        [note] => format!("<p class=\"{class}\">{}</p>\n", note.html),
        notes => {
            let notes: Vec<&str> = notes.iter().map(|note| note.html.as_str()).collect();
            format!(
                "<div class=\"{class}\">\n<p>{}</p>\n</div>\n",
                notes.join("</p>\n<p>")
            )
        }
    };
    section.html.insert_str(section.note_at, &html);
    let is_behind = |heading: &&mut Heading| {
        heading.section == Some(position) && heading.level > 2 && heading.offset >= section.note_at
    };
    let headings = body.headings.iter_mut().filter(is_behind);
    headings.for_each(|heading| heading.offset += html.len());
}

/// Puts notes to the events whose texts state the earlier facts; gives the others.
fn add_to_events(lookup: &PageLookup<'_>, data: &mut PageData, notes: Vec<Note>) -> Vec<String> {
    let mut rest = Vec::new();
    let mut events: HashMap<Place, &mut EventView> = HashMap::new();
    if let PageData::Timeline(view) = data {
        let texts = lookup
            .shared
            .site
            .events
            .iter()
            .map(|event| event.text.get(lookup.page.lang));
        events.extend(texts.map(|text| text.place).zip(&mut view.events));
    }
    for Note { place, html } in notes {
        match events.get_mut(&place) {
            Some(event) => event.later.push(HtmlView { html }),
            None => rest.push(html),
        }
    }
    rest
}

/// The first use of each fact, in a section where there is one.
fn first_uses(uses: &[FactUse]) -> Vec<&FactUse> {
    let mut seen = HashSet::new();
    let in_sections = uses.iter().filter(|used| used.section.is_some());
    let elsewhere = uses.iter().filter(|used| used.section.is_none());
    in_sections
        .chain(elsewhere)
        .filter(|used| seen.insert(used.id.as_str()))
        .collect()
}

/// The note on a fact; `None` when nothing came after it, or the page says so itself.
fn note(lookup: &PageLookup<'_>, fact: &Fact, stated: &HashSet<&str>) -> Option<String> {
    let later = newest(lookup, fact, stated)?;
    let (lang, locale) = (lookup.page.lang, lookup.locale());
    let words = escape_html(lookup.shared.words.get(lang, later.key)).into_owned();
    let value = |fact: &Fact| {
        let value = fact.quantity.format(locale, &fact.words(lang), Form::Text);
        escape_html(&value).into_owned()
    };
    let link = match lookup.facts_page() {
        Some(href) => format!(
            "<a href=\"{href}#{}\">{}</a>",
            later.fact.id,
            value(later.fact)
        ),
        None => value(later.fact),
    };
    let date = lookup.shared.date_html(later.fact.as_of, lang);
    Some(
        words
            .replace("{later}", &link)
            .replace("{date}", &date)
            .replace("{earlier}", &value(fact)),
    )
}

/// The last fact of the chain that begins at `fact`; `None` when there is none, or when the page states one of the chain.
fn newest<'a>(
    lookup: &PageLookup<'a>,
    fact: &'a Fact,
    stated: &HashSet<&str>,
) -> Option<Later<'a>> {
    let facts = &lookup.shared.site.facts;
    let mut later: Option<Later<'a>> = None;
    let mut seen = HashSet::from([fact.id.as_str()]);
    let mut last = fact;
    while let Some(next) = last
        .successors()
        .next()
        .and_then(|next| facts.get(&next.text))
    {
        if stated.contains(next.id.as_str()) || !seen.insert(&next.id) {
            return None;
        }
        let is_replaced =
            last.replaced_by.is_some() && later.as_ref().is_none_or(|later| later.key == REPLACED);
        later = Some(Later {
            fact: next,
            key: if is_replaced { REPLACED } else { FOLLOWED },
        });
        last = next;
    }
    later
}

const REPLACED: &str = "later.note_replaced";
const FOLLOWED: &str = "later.note_followed";

impl PageLookup<'_> {
    /// The address of the page of all facts in the page's language, if there is one.
    fn facts_page(&self) -> Option<String> {
        let page = (*self.shared.facts_page.get(self.page.lang))?;
        Some(self.href(page))
    }
}
