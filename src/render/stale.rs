//! The note on a page whose text fell behind: that another language's is more recent, with a link and both dates.

use super::escape::escape_html;
use super::markdown::Lookup as _;
use super::page_lookup::PageLookup;
use super::translations::{Translation, translations_of};
use super::view::HtmlView;
use crate::model::Page;

/// The note; `None` if the text did not fall behind, or if the site wants no such notes.
pub(super) fn stale_view(lookup: &PageLookup<'_>) -> Option<HtmlView> {
    let (shared, page) = (lookup.shared, lookup.page);
    if !shared.site.config.stale_notice {
        return None;
    }
    let own = shared.site.find(&page.id, page.lang)?;
    let behind = translations_of(&shared.translations, own).iter();
    let behind = behind
        .filter(|translation| translation.is_behind)
        .min_by_key(|behind| behind.other)?;
    Some(HtmlView {
        html: note(lookup, behind),
    })
}

fn note(lookup: &PageLookup<'_>, behind: &Translation) -> String {
    let shared = lookup.shared;
    let other = shared.site.page(behind.other);
    let version = format!(
        "<a href=\"{}\" hreflang=\"{}\">{}</a>",
        escape_html(&lookup.page_href(behind.other)),
        shared.site.config.languages.tag(other.lang),
        escape_html(&version_words(lookup, other))
    );
    let date = |page: &Page| {
        let date = page.front_matter.updated;
        date.map(|date| shared.date_html(date, lookup.page.lang))
    };
    let later = other.front_matter.updated > lookup.page.front_matter.updated;
    // Wording may change without the date: then the dates would say nothing.
    let (key, dates) = match (date(other), date(lookup.page)) {
        (Some(other), Some(own)) if later => ("stale", [other, own]),
        _ => ("stale_undated", [String::new(), String::new()]),
    };
    let words = super::markdown::typographic(lookup.word(key), lookup.locale());
    escape_html(&words)
        .replace("{version}", &version)
        .replace("{other}", &dates[0])
        .replace("{own}", &dates[1])
}

/// "versione inglese"; for a language without words of its own "versione in tedesco".
fn version_words(lookup: &PageLookup<'_>, other: &Page) -> String {
    let tag = lookup.shared.site.config.languages.tag(other.lang);
    let key = format!("version.{}", tag.split('-').next().unwrap_or(tag));
    let words = lookup.word_or_none(&key);
    words.unwrap_or_else(|| {
        let (lang, language) = (lookup.page.lang, lookup.language_name(tag));
        let values = [("language", language.as_str())];
        lookup.shared.words.fill(lang, "version.other", &values)
    })
}
