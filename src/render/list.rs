//! The entities of a collection as rows: for list pages and for lists inside texts.

use super::data_view::{GroupView, ItemView, ListView};
use super::markdown::{PageState, render_inline};
use super::page_lookup::PageLookup;
use super::shared::Shared;
use super::view::StatusView;
use crate::config::Order;
use crate::diagnostic::Diagnostics;
use crate::lang::Lang;
use crate::model::{Entity, FieldValue, PageIndex};
use crate::status::Status;

/// An entity with the page that a reader of a language is led to.
pub(super) struct Member<'a> {
    pub(super) entity: &'a Entity,
    pub(super) page: PageIndex,
    pub(super) title: &'a str,
}

/// The entities of a collection in the order of its lists.
pub(super) fn sorted_members<'a>(
    shared: &Shared<'a>,
    collection: usize,
    lang: Lang,
) -> Vec<Member<'a>> {
    let site = shared.site;
    let mut members: Vec<Member<'a>> = site
        .members(collection)
        .filter_map(|entity| {
            let page = site.find_any(&entity.id, lang)?;
            Some(Member {
                entity,
                page,
                title: &site.page(page).front_matter.title,
            })
        })
        .collect();
    let order = site.config.collections[collection].order;
    members.sort_by_cached_key(|member| {
        let number = if order == Order::Number {
            member.entity.order
        } else {
            None
        };
        (
            number.is_none(),
            number,
            sort_key(member.title),
            member.entity.id.as_str(),
        )
    });
    members
}

/// A key that sorts titles as people do: letter case and accents make no difference.
pub(super) fn sort_key(title: &str) -> String {
    deunicode::deunicode(title).to_lowercase()
}

/// All entities of a collection as rows, each with its status.
pub(super) fn list_items(
    lookup: &PageLookup<'_>,
    collection: usize,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Vec<(ItemView, Option<Status>)> {
    let members = sorted_members(lookup.shared, collection, lookup.page.lang);
    members
        .iter()
        .map(|member| (item(lookup, member, state, out), member.entity.status()))
        .collect()
}

/// The data of a list page, in the groups that the collection declares; entities without a group come last.
pub(super) fn list_view(
    lookup: &PageLookup<'_>,
    collection: usize,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> ListView {
    let lang = lookup.page.lang;
    let members = sorted_members(lookup.shared, collection, lang);
    let declared = &lookup.shared.site.config.collections[collection].groups;
    let mut groups = Vec::new();
    for (name, title) in declared {
        let in_group = |member: &&Member<'_>| {
            member
                .entity
                .group
                .as_ref()
                .is_some_and(|group| group.text == *name)
        };
        let items: Vec<ItemView> = members
            .iter()
            .filter(in_group)
            .map(|member| item(lookup, member, state, out))
            .collect();
        if !items.is_empty() {
            groups.push(GroupView {
                title: Some(lookup.typographic(&title.get(lang).text)),
                items,
            });
        }
    }
    let items: Vec<ItemView> = members
        .iter()
        .filter(|member| member.entity.group.is_none() || declared.is_empty())
        .map(|member| item(lookup, member, state, out))
        .collect();
    if !items.is_empty() {
        groups.push(GroupView { title: None, items });
    }
    ListView { groups }
}

fn item(
    lookup: &PageLookup<'_>,
    member: &Member<'_>,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> ItemView {
    let summary = match member.entity.field("summary") {
        Some(FieldValue::Localized(text)) => {
            let text = text.get(lookup.page.lang);
            render_inline(&text.text, text.place, lookup, state, out)
        }
        _ => String::new(),
    };
    let lang = lookup.foreign_tag(member.page);
    ItemView {
        title: lookup.typographic(member.title),
        href: lookup.page_href(member.page),
        lang_note: lang.as_deref().map(|tag| lookup.in_language(tag)),
        lang,
        summary,
        status: member
            .entity
            .status()
            .map(|status| lookup.status_view(status)),
    }
}

impl PageLookup<'_> {
    /// A status as badge.
    pub(super) fn status_view(&self, status: Status) -> StatusView {
        let mark = self.shared.status(status, self.page.lang);
        StatusView {
            class: mark.class,
            label: mark.label,
        }
    }

    /// "(in inglese)".
    pub(super) fn in_language(&self, tag: &str) -> String {
        let language = self.language_name(tag);
        let values = [("language", language.as_str())];
        let words = &self.shared.words;
        words.fill(self.page.lang, "in_other_language", &values)
    }

    /// "in inglese"; the tag itself where the interface has no words for it.
    pub(super) fn language_name(&self, tag: &str) -> String {
        let key = format!("in_language.{}", tag.split('-').next().unwrap_or(tag));
        let words = self.word_or_none(&key);
        words.unwrap_or_else(|| tag.to_owned())
    }
}
