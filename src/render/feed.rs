//! Pages and events → the Atom feed of each language, with absolute addresses throughout. Nothing in it depends on the
//! day of the build: what is newest is what the texts and the events say.

use std::fmt::Write as _;
use std::sync::Arc;

use super::address::{join, percent_decode};
use super::data_view::EventView;
use super::escape::escape_html;
use super::fixed::Output;
use super::page_lookup::PageLookup;
use super::page_text::{PageData, PageText};
use super::shared::Shared;
use super::visible::visible_words;
use crate::lang::Lang;
use crate::quantity::PartialDate;

/// The entries of a feed: the newest.
const MAX_ENTRIES: usize = 50;

/// A page that changed, or something that happened.
struct Entry {
    /// Also its id, which never changes.
    address: String,
    updated: String,
    title: String,
    summary: String,
    /// HTML.
    content: String,
}

/// The feed of every language.
pub(super) fn feeds(shared: &Shared<'_>, texts: &[Arc<PageText>]) -> Vec<Output> {
    let languages = shared.site.config.languages.iter();
    languages
        .filter_map(|lang| {
            let path = shared.feeds.get(lang).as_deref()?;
            let entries = entries(shared, texts, lang);
            Some((path[1..].to_owned(), feed(shared, lang, path, &entries)))
        })
        .collect()
}

fn entries(shared: &Shared<'_>, texts: &[Arc<PageText>], lang: Lang) -> Vec<Entry> {
    let mut news = all_news(shared, texts, lang);
    // Of a large site most is old: only what is shown is made.
    news.sort_by(|a, b| (&b.updated, &a.address).cmp(&(&a.updated, &b.address)));
    news.truncate(MAX_ENTRIES);
    news.into_iter().map(News::into_entry).collect()
}

/// What an entry is made of, if it is among the newest.
struct News<'a> {
    lookup: PageLookup<'a>,
    address: String,
    updated: String,
    of: NewsOf<'a>,
}

enum NewsOf<'a> {
    Page(&'a PageText),
    Event(&'a EventView),
}

/// Every page that changed and every event that happened, in no order.
fn all_news<'a>(shared: &'a Shared<'a>, texts: &'a [Arc<PageText>], lang: Lang) -> Vec<News<'a>> {
    let pages = shared.site.pages.iter().zip(texts);
    let pages = pages.filter(|(page, _)| page.lang == lang && !page.is_for_editors());
    let mut news = Vec::new();
    for (page, text) in pages {
        let lookup = || PageLookup { shared, page };
        let own = shared.site.config.base_url.join(&page.path);
        let one = |address, date: &PartialDate, of| News {
            lookup: lookup(),
            address,
            updated: timestamp(date.first_day()),
            of,
        };
        let updated = page.front_matter.updated.filter(|_| page.is_in_feed());
        if let PageData::Timeline(view) = &text.data {
            let events = view.events.iter().zip(&shared.site.events);
            let past = events.filter(|(view, _)| !view.expected);
            news.extend(past.map(|(view, event)| {
                one(
                    format!("{own}#{}", view.id),
                    &event.date,
                    NewsOf::Event(view),
                )
            }));
        }
        news.extend(updated.map(|date| one(own, &date, NewsOf::Page(text))));
    }
    news
}

impl News<'_> {
    fn into_entry(self) -> Entry {
        let (title, summary, content) = match self.of {
            NewsOf::Page(text) => page_words(&self.lookup, text),
            NewsOf::Event(view) => event_words(&self.lookup, view),
        };
        Entry {
            address: self.address,
            updated: self.updated,
            title,
            summary,
            content,
        }
    }
}

/// Title, summary, and content as HTML.
fn page_words(lookup: &PageLookup<'_>, text: &PageText) -> (String, String, String) {
    let front_matter = &lookup.page.front_matter;
    let summary = lookup.typographic(&front_matter.description);
    let lead = absolute_html(lookup, &text.body.lead);
    let content = if lead.is_empty() {
        format!("<p>{}</p>", escape_html(&summary))
    } else {
        lead
    };
    (lookup.typographic(&front_matter.title), summary, content)
}

/// The same of an event.
fn event_words(lookup: &PageLookup<'_>, view: &EventView) -> (String, String, String) {
    let words = visible_words(&view.html);
    let title = format!("{}: {}", view.date, first_words(&words));
    let content = format!("<p>{}</p>", absolute_html(lookup, &view.html));
    (title, words, content)
}

/// Noon in UTC, which is the same day in almost every zone that a reader may be in.
fn timestamp((year, month, day): (i16, u8, u8)) -> String {
    format!("{year:04}-{month:02}-{day:02}T12:00:00Z")
}

/// As much of a sentence as a list of titles can show.
fn first_words(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", text[..end].trim_end_matches([',', ';', ':', ' ']))
        }
    }
}

/// A piece of a page for readers elsewhere: links in full, without what only works in the page.
fn absolute_html(lookup: &PageLookup<'_>, html: &str) -> String {
    let mut absolute = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        absolute.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let (tag, after) = rest.split_at(end);
        rest = after;
        if tag.starts_with("<button") && tag.contains("class=\"c\"") {
            rest = rest.split_once("</button>").map_or("", |(_, after)| after);
        } else if tag == "<sup class=\"fn\">" {
            rest = rest.split_once("</sup>").map_or("", |(_, after)| after);
        } else if !tag.starts_with("<button") && tag != "</button>" {
            absolute.push_str(&absolute_tag(lookup, tag));
        }
    }
    absolute + rest
}

/// A tag with the address of its link or picture in full, and nothing that a style or a script would need.
fn absolute_tag(lookup: &PageLookup<'_>, tag: &str) -> String {
    let name = tag[1..].trim_end_matches(['>', '/']);
    let name = name.split_ascii_whitespace().next().unwrap_or_default();
    let kept = ["href", "src", "alt", "lang", "hreflang", "datetime"];
    let mut written = format!("<{name}");
    for attribute in kept {
        let Some((_, value)) = tag.split_once(&format!(" {attribute}=\"")) else {
            continue;
        };
        let value = value.split('"').next().unwrap_or_default();
        let value = match attribute {
            "href" | "src" => absolute_address(lookup, value),
            _ => value.to_owned(),
        };
        let _ = write!(written, " {attribute}=\"{value}\"");
    }
    written + ">"
}

fn absolute_address(lookup: &PageLookup<'_>, href: &str) -> String {
    let base = &lookup.shared.site.config.base_url;
    if href.contains("://") || href.starts_with("mailto:") || href.starts_with("tel:") {
        return href.to_owned();
    }
    let (path, fragment) = match href.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (href, String::new()),
    };
    let path = match path {
        "" => Some(lookup.page.path.clone()),
        // The base address encodes what it is joined with.
        path => join(&lookup.page.path, &percent_decode(path)),
    };
    path.map_or_else(|| href.to_owned(), |path| base.join(&path) + &fragment)
}

fn feed(shared: &Shared<'_>, lang: Lang, path: &str, entries: &[Entry]) -> String {
    let config = &shared.site.config;
    let words = |text: &str| super::markdown::typographic(text, shared.locale(lang));
    let title = words(&config.title.get(lang).text);
    let home = config
        .base_url
        .join(&crate::model::language_root(config, lang));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        config.languages.tag(lang)
    );
    let mut element = |name: &str, text: &str| {
        let _ = writeln!(xml, "<{name}>{}</{name}>", escape_html(text));
    };
    element("id", &config.base_url.join(path));
    element("title", &title);
    if !config.tagline.get(lang).text.is_empty() {
        element("subtitle", &words(&config.tagline.get(lang).text));
    }
    let newest = entries.iter().map(|entry| entry.updated.as_str()).max();
    element("updated", newest.unwrap_or_default());
    let author = config.name.as_deref().unwrap_or(&title);
    let _ = writeln!(
        xml,
        "<author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
        escape_html(author),
        escape_html(&config.base_url.join(path)),
        escape_html(&home)
    );
    entries
        .iter()
        .for_each(|entry| write_entry(&mut xml, entry));
    xml + "</feed>\n"
}

fn write_entry(xml: &mut String, entry: &Entry) {
    let address = escape_html(&entry.address);
    let _ = writeln!(
        xml,
        "<entry>\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{address}\"/>\n<summary>{}</summary>\n<content type=\"html\">{}</content>\n</entry>",
        escape_html(&entry.title),
        entry.updated,
        escape_html(&entry.summary),
        escape_html(&entry.content)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_between_words() {
        assert_eq!(first_words("una frase"), "una frase");
        let long = format!("{}, fine", "parola ".repeat(11).trim_end());
        let cut = first_words(&long);
        assert!(cut.ends_with("parola…"), "{cut}");
        assert!(cut.chars().count() <= 81);
        assert!(first_words(&"à".repeat(200)).ends_with("à…"));
    }

    #[test]
    fn the_first_day_stands_for_a_month() {
        let date = PartialDate::parse("2025-11").expect("a date");
        assert_eq!(timestamp(date.first_day()), "2025-11-01T12:00:00Z");
    }
}
