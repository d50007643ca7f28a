//! Sources as lists show them: publisher and date, title where it was checked, language.

use super::markdown::Lookup as _;
use super::page_lookup::PageLookup;
use super::view::{BackView, SourceView};
use crate::model::{Origin, Source};

/// Marks up to this many have their own way back; more are counted.
pub(super) const MAX_BACK_LINKS: u32 = 3;

/// A source without number and without ways back.
pub(super) fn source_view(lookup: &PageLookup<'_>, source: &Source) -> SourceView {
    let own = lookup.shared.site.config.languages.tag(lookup.page.lang);
    let foreign = !source.language.eq_ignore_ascii_case(own);
    let note = lookup.in_language(&source.language);
    // The list says once that sources are in English where nothing else is said.
    let common = source.language.eq_ignore_ascii_case("en");
    SourceView {
        n: 0,
        id: source.id.clone(),
        label: source_label(lookup, source),
        href: source.url.text.clone(),
        title: source.title_checked.then(|| source.title.clone()),
        title_lang: foreign.then(|| source.language.clone()),
        note: (!common).then(|| note.clone()),
        language_note: (!common).then_some(note),
        kind: source.kind,
        read: source.read,
        read_on: source.read_on.map(|(date, _)| date.format(lookup.locale())),
        archive: source.archive.as_ref().map(|copy| copy.text.clone()),
        back: Vec::new(),
        cited: None,
        pages: Vec::new(),
    }
}

/// A source at the foot of the page, with the ways back to its marks.
pub(super) fn cited_source(
    lookup: &PageLookup<'_>,
    source: &Source,
    n: usize,
    marks: u32,
) -> SourceView {
    let lang = lookup.page.lang;
    let words = lookup.shared.words;
    let back = |mark: u32| BackView {
        href: format!("#_c{n}-{mark}"),
        letter: char::from(b'a' + u8::try_from(mark - 1).unwrap_or(25)).to_string(),
        label: words.fill(lang, "back", &[("n", &mark.to_string())]),
    };
    let few = marks <= MAX_BACK_LINKS;
    SourceView {
        n,
        id: format!("_s{n}"),
        back: if few {
            (1..=marks).map(back).collect()
        } else {
            Vec::new()
        },
        cited: (!few).then(|| words.fill(lang, "cited", &[("n", &marks.to_string())])),
        ..source_view(lookup, source)
    }
}

/// "AFP, su Hürriyet Daily News, 21 novembre 2025".
pub(super) fn source_label(lookup: &PageLookup<'_>, source: &Source) -> String {
    let lang = lookup.page.lang;
    let words = lookup.shared.words;
    let publisher = match &source.publisher.origin {
        None => source.publisher.name.clone(),
        Some((of, origin)) => {
            let key = if *origin == Origin::Via {
                "publisher.via"
            } else {
                "publisher.citing"
            };
            let of = words.list(lang, of);
            words.fill(lang, key, &[("of", &of), ("name", &source.publisher.name)])
        }
    };
    let date = match source.published {
        Some((date, _)) => date.format(lookup.shared.locale(lang)),
        None => lookup.word("undated").to_owned(),
    };
    lookup.typographic(&format!("{publisher}, {date}"))
}
