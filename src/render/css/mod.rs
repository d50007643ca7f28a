//! The style sheets → in each finished page the rules that something in it needs, and their hash for its content policy.

mod bundle;
mod rules;
mod selector;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::scan::visit_tags;
use crate::model::Site;
pub(super) use bundle::bundle_css;
pub(super) use bundle::policy_hash;
use rules::{Item, parse_items, write_needed};
use selector::Vocabulary;

/// What templates get as `css`, until the page is finished. No text may hold these characters.
pub(super) const CSS_SLOT: &str = "\u{fdd0}css\u{fdd1}";
/// What stands for the hash in `csp`, until the page is finished.
const HASH_SLOT: &str = "\u{fdd0}hash\u{fdd1}";

/// What a page may load: nothing but its own style, its icon, and scripts from `script_sources` if there are any.
pub(super) fn content_policy(script_sources: Option<&str>) -> String {
    let scripts =
        script_sources.map_or_else(String::new, |sources| format!("script-src {sources}; "));
    format!(
        "default-src 'none'; {scripts}connect-src 'self'; style-src '{HASH_SLOT}'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
}

/// All rules of a site, and those of them that its pages needed so far.
pub(super) struct StyleSheet {
    items: Vec<Item>,
    vocabulary: Vocabulary,
    made: RwLock<HashMap<Names, Arc<Style>>>,
}

/// Which names of the vocabulary a page holds: a bit for each.
type Names = Vec<u64>;

/// The rules for pages that hold the same names.
struct Style {
    css: String,
    hash: String,
}

impl StyleSheet {
    /// The style sheets of a site.
    pub(super) fn of(site: &Site) -> Self {
        Self::parse(&bundle_css(site))
    }

    fn parse(css: &str) -> Self {
        let mut vocabulary = Vocabulary::default();
        Self {
            items: parse_items(css, &mut vocabulary),
            vocabulary,
            made: RwLock::default(),
        }
    }

    /// A page with its rules and their hash in the places of the slots.
    pub(super) fn dress(&self, html: String) -> String {
        if !html.contains(HASH_SLOT) && !html.contains(CSS_SLOT) {
            return html;
        }
        let style = self.style(self.names_in(&html));
        html.replace(CSS_SLOT, &style.css)
            .replace(HASH_SLOT, &style.hash)
    }

    fn names_in(&self, html: &str) -> Names {
        let mut names = vec![0; self.vocabulary.len().div_ceil(64)];
        let mut add = |number: Option<usize>| {
            if let Some(number) = number {
                names[number / 64] |= 1 << (number % 64);
            }
        };
        visit_tags(html, &mut |element, attribute, value| match attribute {
            "" => add(self.vocabulary.element(element)),
            "class" => value
                .split_ascii_whitespace()
                .for_each(|class| add(self.vocabulary.class(class))),
            "id" => add(self.vocabulary.id(value)),
            _ => {}
        });
        names
    }

    fn style(&self, names: Names) -> Arc<Style> {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(style) = made.get(&names) {
            return Arc::clone(style);
        }
        drop(made);
        let has = |number: usize| names[number / 64] >> (number % 64) & 1 == 1;
        let mut css = String::new();
        write_needed(&self.items, &has, &mut css);
        let hash = policy_hash(&css);
        let style = Arc::new(Style { css, hash });
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        made.insert(names, Arc::clone(&style));
        style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dressed(css: &str, html: &str) -> String {
        let sheet = StyleSheet::parse(css);
        let page = sheet.dress(format!("<style>{CSS_SLOT}</style>{html}"));
        let (_, rest) = page.split_once("<style>").expect("a style");
        rest.split_once("</style>").expect("its end").0.to_owned()
    }

    #[test]
    fn a_page_gets_the_rules_that_it_can_need() {
        for (css, html, expected) in [
            (".a{x:1}.b{x:2}", "<p class=\"b c\">", ".b{x:2}"),
            ("p,.a,h1 .b{x:1}", "<h1><i class='b'>", "h1 .b{x:1}"),
            ("#one{x:1}#two{x:2}", "<p id=two>", "#two{x:2}"),
            ("P{x:1}", "<p>", "P{x:1}"),
            (
                ".a:hover::before{x:1}",
                "<p class=a>",
                ".a:hover::before{x:1}",
            ),
            (".a:not(.b){x:1}", "<p class=a>", ".a:not(.b){x:1}"),
            (":is(.a,.b){x:1}*{x:2}", "<p>", ":is(.a,.b){x:1}*{x:2}"),
            (
                "[aria-current=\".a,b{\"]{x:1}",
                "<p>",
                "[aria-current=\".a,b{\"]{x:1}",
            ),
            (".a\\:b{x:1}", "<p>", ".a\\:b{x:1}"),
            ("@layer a,b;@layer a{.a{x:1}}", "<p>", "@layer a,b;"),
            (
                "@media print{@supports (x){p{x:1}.a{x:1}}}",
                "<p>",
                "@media print{@supports (x){p{x:1}}}",
            ),
            (
                "@font-face{x:1}@page{x:2}",
                "<p>",
                "@font-face{x:1}@page{x:2}",
            ),
            (
                "@keyframes k{from{x:1}to{x:2}}",
                "<p>",
                "@keyframes k{from{x:1}to{x:2}}",
            ),
            (".a{x:1;.b{x:2}}p{x:3}", "<i class=a>", ".a{x:1;.b{x:2}}"),
            ("p{content:\"}\"}i{x:1}", "<p>", "p{content:\"}\"}"),
        ] {
            assert_eq!(dressed(css, html), expected, "{css}");
        }
    }

    #[test]
    fn what_stands_in_a_comment_or_a_script_is_not_in_the_page() {
        let html = "<!-- <p class=a> --><script>'<p class=a>'</script><b title='<p class=a>'>";
        assert_eq!(dressed(".a{x:1}b{x:2}", html), "b{x:2}");
    }

    #[test]
    fn broken_style_sheets_stay_as_they_are() {
        for css in ["a{", "}", "a", "a{x:1}}b{", "@media x{", "\"", "a:is({x:1}"] {
            let _ = dressed(css, "<a>");
        }
        assert_eq!(dressed("a{x:1}}b", "<a>"), "a{x:1}}b");
    }

    #[test]
    fn the_hash_is_that_of_the_rules() {
        let sheet = StyleSheet::parse("p{x:1}i{x:2}");
        let page = |html: &str| sheet.dress(format!("{HASH_SLOT} <style>{CSS_SLOT}</style>{html}"));
        assert!(page("<p>").starts_with(&policy_hash("p{x:1}")));
        assert!(page("<i>").starts_with(&policy_hash("i{x:2}")));
        assert_eq!(page("<p>"), page("<p>"));
        assert_eq!(sheet.dress("<p>".into()), "<p>");
    }
}
