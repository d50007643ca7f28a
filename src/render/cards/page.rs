//! The view of a page → what its card says.

use std::sync::Arc;

use super::{PageCard, Picture};
use crate::card::{Badge, Card, Cell, HEIGHT, WIDTH, missing};
use crate::lang::Lang;
use crate::model::{CARDS_FOLDER, PageKind};
use crate::render::markdown::{render_badge, typographic};
use crate::render::page_lookup::PageLookup;
use crate::render::shared::Shared;
use crate::render::view::{CardView, PageView};
use crate::render::visible::visible_words;
use crate::slug::slug;

/// What stands for the id of the page where the reader chooses; no id begins with a slash.
const CHOOSER: &str = "/chooser";

/// Longest part of a card's name that comes from the page's id, in bytes.
const MAX_NAME: usize = 60;

/// The card of a page with a text.
pub(in crate::render) fn page_card(lookup: &PageLookup<'_>, page: &PageView) -> PageCard {
    let shared = lookup.shared;
    let colors = shared.look.colors.filter(|_| !lookup.page.is_for_editors());
    let Some(colors) = colors else {
        return PageCard::None;
    };
    let card = Card {
        lang: page.lang.clone(),
        site: site_title(shared, lookup.page.lang),
        kind: kind(lookup),
        title: page.title.clone(),
        description: page.description.clone(),
        status: badge(lookup, page),
        figure: figure(page),
        updated: page.updated.as_ref().map(|date| Cell {
            label: lookup.word("updated").to_owned(),
            value: date.text.clone(),
        }),
        colors,
    };
    picture(shared, card, &page.id, &page.head_title)
}

/// The card of the page where the reader chooses a language.
pub(in crate::render) fn chooser_card(
    shared: &Shared<'_>,
    title: &str,
    description: &str,
) -> PageCard {
    let languages = &shared.site.config.languages;
    let (Some(colors), Some(first)) = (shared.look.colors, languages.iter().next()) else {
        return PageCard::None;
    };
    let names: Vec<&str> = languages
        .iter()
        .map(|lang| shared.words.get(lang, "lang_name"))
        // A name that the font cannot write is one of several.
        .filter(|name| missing(name).is_none())
        .collect();
    let card = Card {
        lang: languages.tag(first).to_owned(),
        site: names.join(" · "),
        kind: String::new(),
        title: title.to_owned(),
        description: description.to_owned(),
        status: None,
        figure: None,
        updated: None,
        colors,
    };
    picture(shared, card, CHOOSER, title)
}

fn picture(shared: &Shared<'_>, card: Card, id: &str, alt: &str) -> PageCard {
    if let Some(letter) = card.undrawable() {
        return PageCard::Undrawable(letter);
    }
    let path = format!(
        "{CARDS_FOLDER}/{}-{}-{}.png",
        name_of(id),
        card.lang,
        card.digest(id)
    );
    PageCard::Picture(Picture {
        view: CardView {
            href: shared.site.config.base_url.join(&format!("/{path}")),
            width: WIDTH,
            height: HEIGHT,
            alt: alt.to_owned(),
        },
        path,
        draw: Arc::new(move || card.draw()),
    })
}

/// What a card's name begins with. The digest keeps apart what looks alike here.
fn name_of(id: &str) -> String {
    let mut name = slug(id.trim_end_matches("_index"));
    name.truncate(MAX_NAME);
    if name.is_empty() { "home".into() } else { name }
}

fn site_title(shared: &Shared<'_>, lang: Lang) -> String {
    let title = &shared.site.config.title.get(lang).text;
    typographic(title, shared.locale(lang))
}

/// The collection of an entity; of other pages, what stands beside the site's name.
fn kind(lookup: &PageLookup<'_>) -> String {
    let config = &lookup.shared.site.config;
    let lang = lookup.page.lang;
    let text = match lookup.page.kind {
        PageKind::Entity(collection) => config.collections[collection].title.get(lang),
        _ => config.tagline.get(lang),
    };
    lookup.typographic(&text.text)
}

/// The status of the page's subject, with the label that it has in the title block.
fn badge(lookup: &PageLookup<'_>, page: &PageView) -> Option<Badge> {
    let entity = lookup.shared.site.entities.get(&page.id)?;
    let status = entity.status()?;
    let mark = lookup.shared.status(status, lookup.page.lang);
    let html = render_badge(&mark);
    let in_block = page.block.iter().find(|cell| cell.html == html);
    let label = in_block.map(|cell| visible_words(&cell.label));
    Some(Badge {
        line: status.line(),
        cell: Cell {
            label: label.unwrap_or_else(|| lookup.word("status_name").to_owned()),
            value: mark.label,
        },
    })
}

/// The first key figure; none where a title over all figures says what they are, since it would stand here without.
fn figure(page: &PageView) -> Option<Cell> {
    let figure = page
        .figures
        .first()
        .filter(|_| page.figures_title.is_none())?;
    let parts = [
        figure.qualifier.as_deref().unwrap_or_default(),
        &figure.number,
        &figure.unit,
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(Cell {
        label: visible_words(&figure.label),
        value: parts.join(" "),
    })
}
