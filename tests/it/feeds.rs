//! Feeds and what search engines read: in the language of the page, with addresses that hold everywhere.

use crate::html::attributes;
use crate::support::Site;

fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let pieces = text.split(open).skip(1);
    pieces
        .map(|piece| piece.split(close).next().unwrap_or_default())
        .collect()
}

#[test]
fn each_feed_is_in_its_own_language_and_all_its_addresses_are_absolute() {
    let built = Site::fixture("whole").with_real_templates().build();
    for lang in ["it", "en"] {
        let feed = built.text(&format!("{lang}/feed.xml"));
        assert!(feed.contains(&format!("xml:lang=\"{lang}\"")), "{feed}");
        let own = between(
            &feed,
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"",
            "\"",
        );
        assert!(own[0].ends_with(&format!("/{lang}/feed.xml")), "{own:?}");
        let ids = between(&feed, "<id>", "</id>");
        let mut distinct = ids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), ids.len(), "{ids:?}");
        assert!(ids.len() > 2, "{ids:?}");
        for id in &ids {
            assert!(id.contains(&format!("/{lang}/")), "{id}");
        }
        let bodies = between(&feed, "<content type=\"html\">", "</content>").concat();
        let bodies = bodies
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        assert!(!bodies.contains("<button"), "{bodies}");
        for address in [attributes(&bodies, "href"), attributes(&bodies, "src")].concat() {
            assert!(address.starts_with("https://"), "{address} in {lang}");
        }
    }
}

#[test]
fn pages_lead_to_the_feed_of_their_language_and_say_what_they_are() {
    let built = Site::fixture("whole").with_real_templates().build();
    let page = built.text("it/index.html");
    assert!(attributes(&page, "href").contains(&"feed.xml".to_owned()));
    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data[0]).expect("JSON");
    assert_eq!(data["@graph"][0]["@type"], "Article");
    assert_eq!(data["@graph"][0]["inLanguage"], "it");
    assert!(!built.text("sitemap.xml").contains("feed.xml"));
}
