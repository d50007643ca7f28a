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
    let site = Site::fixture("whole").with_real_templates();
    let site = site.change_file("content/site.yaml", |text| {
        text.replace("\n  firms:\n", "\n  firms:\n    schema: Organization\n")
    });
    let built = site.build();
    let page = built.text("it/index.html");
    assert!(attributes(&page, "href").contains(&"feed.xml".to_owned()));
    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data[0]).expect("JSON");
    assert_eq!(data["@graph"][0]["@type"], "Article");
    assert_eq!(data["@graph"][0]["inLanguage"], "it");
    assert!(!built.text("sitemap.xml").contains("feed.xml"));
    let page = built.text("en/firms/alfa/index.html");
    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data[0]).expect("JSON");
    assert_eq!(data["@graph"][0]["about"]["@type"], "Organization");
    let crumbs = &data["@graph"][1];
    assert_eq!(crumbs["@type"], "BreadcrumbList");
    let home = crumbs["itemListElement"][0]["item"]
        .as_str()
        .unwrap_or_default();
    assert!(
        home.starts_with("https://") && home.ends_with("/en/"),
        "{crumbs}"
    );
}

/// Id and date of every entry, in the order of the feed.
fn entries(feed: &str) -> Vec<(String, String)> {
    let found = between(feed, "<entry>", "</entry>");
    let one = |entry: &str, open, close| between(entry, open, close)[0].to_owned();
    found
        .iter()
        .map(|entry| {
            (
                one(entry, "<id>", "</id>"),
                one(entry, "<updated>", "</updated>"),
            )
        })
        .collect()
}

#[test]
fn a_changed_page_comes_first_and_a_new_event_is_added_and_no_other_id_changes() {
    let site = Site::fixture("whole").with_real_templates();
    let before = entries(&site.build().text("en/feed.xml"));
    let site = Site::fixture("whole").with_real_templates();
    let changed = site
        .change_file("content/about.en.md", |text| {
            text.replacen("updated: ", "updated: 2026-11-28 # ", 1)
        })
        .change_file("content/timeline.yaml", |text| {
            let event = "- id: second\n  date: 2026-02-03\n  status: announced\n  text: {en: \"More.\", it: \"Altro.\"}\n  entities: []\n  sources: [daily]\n";
            text.to_owned() + event
        });
    let after = entries(&changed.build().text("en/feed.xml"));
    assert!(after[0].0.ends_with("/en/about/"), "{after:?}");
    assert_eq!(after[0].1, "2026-11-28T12:00:00Z");
    let ids = |entries: &[(String, String)]| {
        let ids = entries.iter().map(|(id, _)| id.clone());
        ids.collect::<std::collections::BTreeSet<_>>()
    };
    let added: Vec<String> = ids(&after).difference(&ids(&before)).cloned().collect();
    assert_eq!(added.len(), 1, "{added:?}");
    assert!(added[0].ends_with("#second"), "{added:?}");
    assert!(ids(&before).is_subset(&ids(&after)), "{after:?}");
}

#[test]
fn a_feed_holds_the_fifty_newest() {
    let mut site = Site::fixture("one-language");
    for n in 1..=70 {
        let text = format!(
            "---\ntitle: Page {n}\ndescription: \"Page {n} of a small site.\"\nupdated: 2026-{:02}-{:02}\n---\n\nText {n}.\n",
            1 + n / 28,
            1 + n % 28
        );
        site = site.write(&format!("content/page-{n}.en.md"), text);
    }
    let entries = entries(&site.build().text("feed.xml"));
    assert_eq!(entries.len(), 50);
    assert!(entries.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    assert!(!entries.iter().any(|(id, _)| id.ends_with("/page-1/")));
}
