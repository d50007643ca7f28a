//! Lists of links that stand under or instead of a drawing.

use super::Badge;
use super::country::Ground;
use super::escape::{attribute, escape};

/// A link in a framed row.
#[derive(Clone, Copy, Debug)]
pub struct Chip<'a> {
    /// Plain text.
    pub name: &'a str,
    /// Relative address of the page.
    pub href: &'a str,
    /// A dotted frame for a region that is dotted on the map.
    pub ground: Ground,
    /// Whether the link leads to the page it stands on.
    pub current: bool,
}

/// A row of a list of pages: name, one line, status.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Plain text.
    pub title: &'a str,
    /// Relative address of the page.
    pub href: &'a str,
    /// Language of the page where it is not the reader's.
    pub lang: Option<&'a str>,
    /// Says so in words: `(in inglese)`.
    pub lang_note: Option<&'a str>,
    /// The one line, HTML; may be empty.
    pub summary_html: &'a str,
    /// Status, where the page has one.
    pub badge: Option<Badge<'a>>,
}

/// The links as `ul.chips`; nothing when there are none.
#[must_use]
pub fn chips(links: &[Chip<'_>]) -> String {
    if links.is_empty() {
        return String::new();
    }
    let rows: String = links.iter().map(chip).collect();
    format!("<ul class=\"chips wide\">\n{rows}</ul>\n")
}

fn chip(chip: &Chip<'_>) -> String {
    let class = attribute("class", (chip.ground == Ground::Dotted).then_some("dot"));
    let current = attribute("aria-current", chip.current.then_some("page"));
    format!(
        "<li><a{class} href=\"{}\"{current}>{}</a></li>\n",
        escape(chip.href),
        escape(chip.name)
    )
}

/// The rows as the list pages write them (`templates/components/item_rows.html`); nothing when there are none.
#[must_use]
pub fn item_list(items: &[Item<'_>]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let rows: String = items.iter().map(item).collect();
    format!("<ul class=\"plain rows list wide\">\n{rows}</ul>\n")
}

fn item(item: &Item<'_>) -> String {
    let lang = attribute("lang", item.lang) + &attribute("hreflang", item.lang);
    let note = item
        .lang_note
        .map_or_else(String::new, |note| format!(" {}", escape(note)));
    let mut row = format!(
        "<li><p><a href=\"{}\"{lang}>{}</a>{note}</p>",
        escape(item.href),
        escape(item.title)
    );
    if !item.summary_html.is_empty() {
        row += &format!("<p>{}</p>", item.summary_html);
    }
    if let Some(badge) = item.badge {
        row += &format!("<p>{}</p>", badge.html());
    }
    row + "</li>\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    #[test]
    fn a_chip_says_where_the_reader_is() {
        let links = [
            Chip {
                name: "Ohio",
                href: "./",
                ground: Ground::Solid,
                current: true,
            },
            Chip {
                name: "In<diana",
                href: "../a&b/",
                ground: Ground::Dotted,
                current: false,
            },
        ];
        assert_eq!(
            chips(&links),
            "<ul class=\"chips wide\">\n<li><a href=\"./\" aria-current=\"page\">Ohio</a></li>\n\
             <li><a class=\"dot\" href=\"../a&amp;b/\">In&lt;diana</a></li>\n</ul>\n"
        );
        assert_eq!(chips(&[]), "");
    }

    #[test]
    fn a_row_in_another_language_says_so() {
        let badge = Some(Badge {
            status: Status::Announced,
            label: "annuncio",
        });
        let row = Item {
            title: "Google",
            href: "google/",
            lang: Some("en"),
            lang_note: Some("(in inglese)"),
            summary_html: "cloud",
            badge,
        };
        assert_eq!(
            item(&row),
            "<li><p><a href=\"google/\" lang=\"en\" hreflang=\"en\">Google</a> (in inglese)</p><p>cloud</p>\
             <p><span class=\"st st-ann\">annuncio</span></p></li>\n"
        );
    }
}
