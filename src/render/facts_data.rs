//! All facts for machines: `facts.json` and `facts.csv`, as `docs/facts-format.md` describes them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fixed::Output;
use super::shared::Shared;
use super::uses::Uses;
use crate::config::Placed;
use crate::lang::{Lang, Localized};
use crate::model::{FACTS_CSV, FACTS_JSON, Fact, Origin, Source};
use crate::quantity::{Amount, Form, Locale, PartialDate, Qualifier};

/// Raised when a key changes its meaning or goes; new keys do not raise it.
const VERSION: u32 = 1;

/// Texts by the tag of their language.
type ByLanguage<'a, T> = BTreeMap<&'a str, T>;

/// The whole file.
#[derive(Serialize)]
struct FactsFile<'a> {
    format: &'static str,
    version: u32,
    languages: Vec<&'a str>,
    facts: Vec<FactRecord<'a>>,
}

/// One fact.
#[derive(Serialize)]
struct FactRecord<'a> {
    id: &'a str,
    value: Option<String>,
    range: Option<[String; 2]>,
    words: Option<ByLanguage<'a, String>>,
    scale: &'static str,
    unit: &'static str,
    qualifier: &'static str,
    status: &'static str,
    as_of: String,
    text: ByLanguage<'a, String>,
    label: ByLanguage<'a, String>,
    said_by: Option<ByLanguage<'a, String>>,
    sources: Vec<SourceRecord<'a>>,
    address: ByLanguage<'a, String>,
    pages: ByLanguage<'a, Vec<String>>,
    replaced_by: Option<&'a str>,
    followed_by: Option<&'a str>,
}

/// A source of a fact.
#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    publisher: &'a str,
    how: Option<&'static str>,
    of: &'a [String],
    title: Option<&'a str>,
    url: &'a str,
    published: Option<String>,
}

/// Both files; none when no page shows the facts.
pub(super) fn data_files(shared: &Shared<'_>, uses: &Uses) -> Vec<Output> {
    let site = shared.site;
    if !site.pages.iter().any(crate::model::Page::shows_facts) {
        return Vec::new();
    }
    let tags: Vec<&str> = site.config.languages.tags().collect();
    let facts = site.facts.values();
    let file = FactsFile {
        format: "spiega-facts",
        version: VERSION,
        facts: facts.map(|fact| record(shared, uses, fact)).collect(),
        languages: tags.clone(),
    };
    let json = serde_json::to_string_pretty(&file).unwrap_or_default() + "\n";
    let csv = table(&tags, &file.facts);
    vec![(FACTS_JSON.to_owned(), json), (FACTS_CSV.to_owned(), csv)]
}

fn record<'a>(shared: &'a Shared<'_>, uses: &Uses, fact: &'a Fact) -> FactRecord<'a> {
    let site = shared.site;
    let quantity = &fact.quantity;
    let (value, range) = match &quantity.amount {
        Amount::Exact(figure) => (Some(figure.to_string()), None),
        Amount::Range(low, high) => (None, Some([low.to_string(), high.to_string()])),
        Amount::Date(date) => (Some(iso(*date)), None),
        Amount::Words => (None, None),
    };
    let texts = |texts: &'a Localized<Placed>| {
        by_language(shared, |lang| {
            super::markdown::typographic(&texts.get(lang).text, shared.locale(lang))
        })
    };
    let canonical = |lang| {
        let text = quantity.format(shared.locale(lang), &fact.words(lang), Form::Text);
        text.replace('\u{a0}', " ")
    };
    let facts_page = |lang: Lang| {
        let path = (*shared.facts_page.get(lang))?;
        Some(format!("{}#{}", site.config.base_url.join(path), fact.id))
    };
    let languages = site.config.languages.iter();
    FactRecord {
        id: &fact.id,
        value,
        range,
        words: fact.words.as_ref().map(texts),
        scale: quantity.scale.name(),
        unit: quantity.unit.name(),
        qualifier: qualifier(quantity.qualifier),
        status: fact.status.name(),
        as_of: iso(fact.as_of),
        text: by_language(shared, canonical),
        label: texts(&fact.label),
        said_by: fact.said_by.as_ref().map(texts),
        sources: sources(shared, fact),
        address: languages
            .filter_map(|lang| Some((site.config.languages.tag(lang), facts_page(lang)?)))
            .collect(),
        pages: by_language(shared, |lang| {
            let pages = uses.stating(&fact.id, lang);
            pages
                .map(|page| site.config.base_url.join(&site.page(page).path))
                .collect()
        }),
        replaced_by: fact.replaced_by.as_ref().map(|next| next.text.as_str()),
        followed_by: fact.followed_by.as_ref().map(|next| next.text.as_str()),
    }
}

fn by_language<'a, T>(shared: &'a Shared<'_>, of: impl Fn(Lang) -> T) -> ByLanguage<'a, T> {
    let languages = &shared.site.config.languages;
    languages
        .iter()
        .map(|lang| (languages.tag(lang), of(lang)))
        .collect()
}

fn sources<'a>(shared: &'a Shared<'_>, fact: &'a Fact) -> Vec<SourceRecord<'a>> {
    let known = &shared.site.sources;
    let sources = fact.sources.iter();
    sources
        .filter_map(|source| known.get(&source.text))
        .map(source_record)
        .collect()
}

fn source_record(source: &Source) -> SourceRecord<'_> {
    let (of, how) = match &source.publisher.origin {
        None => (&[][..], None),
        Some((of, Origin::Via)) => (of.as_slice(), Some("via")),
        Some((of, Origin::Citing)) => (of.as_slice(), Some("citing")),
    };
    SourceRecord {
        id: &source.id,
        publisher: &source.publisher.name,
        how,
        of,
        title: source.title_checked.then_some(source.title.as_str()),
        url: &source.url.text,
        published: source.published.map(|(date, _)| iso(date)),
    }
}

fn iso(date: PartialDate) -> String {
    date.format(Locale::Other)
}

fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exactly => "exactly",
        Qualifier::About => "about",
        Qualifier::AtLeast => "at_least",
        Qualifier::UpTo => "up_to",
    }
}

/// The columns that need no language.
const COMMON: [&str; 16] = [
    "id",
    "value",
    "from",
    "to",
    "scale",
    "unit",
    "qualifier",
    "status",
    "as_of",
    "replaced_by",
    "followed_by",
    "sources",
    "source_publishers",
    "source_titles",
    "source_urls",
    "source_dates",
];
/// The columns of each language, before the tag.
const BY_LANGUAGE: [&str; 5] = ["text", "label", "said_by", "address", "pages"];

/// One row per fact, as RFC 4180 wants it.
fn table(tags: &[&str], facts: &[FactRecord<'_>]) -> String {
    let mut heads: Vec<String> = COMMON.map(str::to_owned).to_vec();
    for tag in tags {
        heads.extend(BY_LANGUAGE.map(|name| format!("{name}_{tag}")));
    }
    let mut csv = row(&heads);
    for fact in facts {
        csv.push_str(&row(&cells(tags, fact)));
    }
    csv
}

fn cells(tags: &[&str], fact: &FactRecord<'_>) -> Vec<String> {
    let end = |at: usize| fact.range.as_ref().map(|range| range[at].clone());
    let of_sources = |text: fn(&SourceRecord<'_>) -> String, separator: &str| {
        let texts: Vec<String> = fact.sources.iter().map(text).collect();
        texts.join(separator)
    };
    let mut cells = vec![
        fact.id.to_owned(),
        fact.value.clone().unwrap_or_default(),
        end(0).unwrap_or_default(),
        end(1).unwrap_or_default(),
        fact.scale.to_owned(),
        fact.unit.to_owned(),
        fact.qualifier.to_owned(),
        fact.status.to_owned(),
        fact.as_of.clone(),
        fact.replaced_by.unwrap_or_default().to_owned(),
        fact.followed_by.unwrap_or_default().to_owned(),
        of_sources(|source| source.id.to_owned(), " "),
        of_sources(|source| source.publisher.to_owned(), "; "),
        of_sources(|source| source.title.unwrap_or_default().to_owned(), "; "),
        of_sources(|source| source.url.to_owned(), " "),
        of_sources(|source| source.published.clone().unwrap_or_default(), "; "),
    ];
    for tag in tags {
        let said_by = fact.said_by.as_ref().and_then(|names| names.get(tag));
        let texts = [
            fact.text.get(tag),
            fact.label.get(tag),
            said_by,
            fact.address.get(tag),
        ];
        cells.extend(texts.map(|text| text.cloned().unwrap_or_default()));
        cells.push(
            fact.pages
                .get(tag)
                .map(|pages| pages.join(" "))
                .unwrap_or_default(),
        );
    }
    cells
}

fn row(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| quote(cell)).collect();
    quoted.join(",") + "\r\n"
}

fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let cells = ["a", "b, c", "\"d\"", "e\nf", ""].map(str::to_owned);
        assert_eq!(row(&cells), "a,\"b, c\",\"\"\"d\"\"\",\"e\nf\",\r\n");
    }
}
