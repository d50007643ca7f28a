//! Relations of an entity, listed on its page: what it gives, and what it gets where no diagram shows that already.

use super::markdown::{PageState, render_inline};
use super::page_lookup::PageLookup;
use super::view::{TieView, TiesView};
use crate::diagnostic::Diagnostics;
use crate::model::{Entity, Relation};

/// A relation seen from one of its ends.
#[derive(Clone, Copy)]
enum End {
    Giver,
    Receiver,
}

/// The relations of the page's entity, grouped by what they are called from this end.
pub(super) fn ties_view(
    lookup: &PageLookup<'_>,
    entity: &Entity,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Vec<TiesView> {
    let given = entity
        .relations
        .iter()
        .map(|relation| (End::Giver, relation.to.text.as_str(), relation));
    let drawn = !state.first_use("relations");
    let received = lookup
        .shared
        .incoming(&entity.id)
        .iter()
        .filter(|_| !drawn)
        .map(|(giver, relation)| (End::Receiver, giver.id.as_str(), *relation));
    let mut groups: Vec<TiesView> = Vec::new();
    for (end, other, relation) in given.chain(received) {
        let Some(title) = kind_words(lookup, relation, end) else {
            continue;
        };
        let tie = tie(lookup, other, relation, state, out);
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.items.push(tie),
            None => groups.push(TiesView {
                title,
                items: vec![tie],
            }),
        }
    }
    groups
}

fn kind_words(lookup: &PageLookup<'_>, relation: &Relation, end: End) -> Option<String> {
    let kind = lookup
        .shared
        .site
        .config
        .relation_kinds
        .get(&relation.kind.text)?;
    let words = match end {
        End::Giver => &kind.forward,
        End::Receiver => &kind.backward,
    };
    Some(lookup.typographic(words.get(lookup.page.lang)))
}

fn tie(
    lookup: &PageLookup<'_>,
    other: &str,
    relation: &Relation,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> TieView {
    let (shared, lang) = (lookup.shared, lookup.page.lang);
    let text = relation.text.get(lang);
    let link = lookup.link_to(other);
    let date = |date| shared.date_html(date, lang);
    let dates: Vec<String> = [relation.since, relation.until]
        .into_iter()
        .flatten()
        .map(date)
        .collect();
    TieView {
        title: link
            .as_ref()
            .map_or_else(|| other.to_owned(), |link| link.title.clone()),
        href: link.as_ref().map(|link| link.href.clone()),
        lang: link.and_then(|link| link.lang),
        text: render_inline(&text.text, text.place, lookup, state, out),
        date: dates.join(" – ") + &lookup.cite(&relation.sources, state),
        status: lookup.status_view(relation.status),
    }
}
