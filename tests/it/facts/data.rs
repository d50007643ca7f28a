//! The facts for machines, and the count of what the site holds.

use serde_json::{Value, json};

use super::{built, codes, fact, page, path, said, site, with_text};
use crate::support::Site;

fn facts() -> Vec<String> {
    vec![
        fact(
            "spending",
            &[
                "value: '1400'",
                "scale: billion",
                "unit: USD",
                "about: true",
                "followed_by: budget",
                "said_by: {it: Il capo, en: The head}",
            ],
        )
        .replace("status: announced", "status: forecast")
        .replace("etichetta", "'l''impegno \"di spesa\", in tutto'"),
        fact(
            "budget",
            &["range: ['1', '5']", "scale: billion", "unit: USD"],
        )
        .replace("[daily]", "[weekly, daily]"),
        fact(
            "some",
            &[
                "words: {it: centinaia di miliardi, en: hundreds of billions}",
                "unit: USD",
            ],
        ),
        fact("day", &["value: '2025-11-20'", "unit: date"]),
    ]
}

fn json_of(site: &Site) -> Value {
    serde_json::from_str(&built(site, "facts.json")).expect("JSON")
}

#[test]
fn the_json_holds_every_fact_in_order() {
    let site = with_text(site(&facts()), "[](fact:spending)", "Text.");
    let json = json_of(&site);
    assert_eq!(
        (&json["format"], &json["version"], &json["languages"]),
        (&json!("spiega-facts"), &json!(1), &json!(["it", "en"]))
    );
    let facts = json["facts"].as_array().expect("a list");
    let ids: Vec<&str> = facts
        .iter()
        .filter_map(|fact| fact["id"].as_str())
        .collect();
    assert_eq!(ids, ["budget", "day", "some", "spending"]);
    let home = |lang: &str| json!(format!("https://example.org/repo/{lang}/"));
    let text = json!("https://example.org/repo/it/text/");
    let expected = json!({
        "id": "spending", "value": "1400", "range": null, "words": null,
        "scale": "billion", "unit": "USD", "qualifier": "about", "status": "forecast", "as_of": "2025-11-06",
        "text": {"it": "circa 1.400 miliardi di dollari", "en": "about $1.4 trillion"},
        "label": {"it": "l’impegno «di spesa», in tutto", "en": "label"},
        "said_by": {"it": "Il capo", "en": "The head"},
        "sources": [{"id": "daily", "publisher": "The Daily", "how": "via", "of": ["Agency"],
            "title": "A plant, announced", "url": "https://news.example/daily", "published": "2026-03-01"}],
        "address": {"it": "https://example.org/repo/it/facts/#spending", "en": "https://example.org/repo/en/facts/#spending"},
        "pages": {"it": [home("it"), text], "en": [home("en")]},
        "replaced_by": null, "followed_by": "budget",
    });
    assert_eq!(facts[3], expected);
    assert_eq!(
        (&facts[0]["range"], &facts[0]["value"]),
        (&json!(["1", "5"]), &Value::Null)
    );
    let weekly = &facts[0]["sources"][0];
    assert_eq!(
        (&weekly["title"], &weekly["published"], &weekly["how"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(facts[1]["value"], json!("2025-11-20"));
    assert_eq!(
        facts[2]["words"],
        json!({"it": "centinaia di miliardi", "en": "hundreds of billions"})
    );
}

#[test]
fn the_table_has_one_row_per_fact() {
    let site = site(&facts());
    built(&site, "facts.json");
    let csv = site.read("public/facts.csv");
    let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
    let heads = "id,value,from,to,scale,unit,qualifier,status,as_of,replaced_by,followed_by,sources,source_publishers,source_titles,source_urls,source_dates,text_it,label_it,said_by_it,address_it,pages_it,text_en,label_en,said_by_en,address_en,pages_en";
    assert_eq!((rows.len(), rows[0]), (5, heads));
    assert_eq!(
        rows[1],
        "budget,,1,5,billion,USD,exactly,announced,2025-11-06,,,weekly daily,The Weekly; The Daily,\"; A plant, announced\",https://news.example/weekly https://news.example/daily,; 2026-03-01,\
         da 1 a 5 miliardi di dollari,etichetta,,https://example.org/repo/it/facts/#budget,https://example.org/repo/it/,\
         $1 billion to $5 billion,label,,https://example.org/repo/en/facts/#budget,https://example.org/repo/en/"
    );
    assert!(
        rows[4].contains(
            "circa 1.400 miliardi di dollari,\"l’impegno «di spesa», in tutto\",Il capo,"
        )
    );
}

#[test]
fn the_page_of_facts_links_to_both_and_nothing_else_may_have_their_address() {
    let site = site(&facts());
    let html = built(&site, "it/facts/index.html");
    for href in ["href=\"../../facts.json\"", "href=\"../../facts.csv\""] {
        assert!(html.contains(href), "{href}");
    }
    for name in ["facts.json", "facts.csv"] {
        let site = site_with_asset(name);
        assert_eq!(codes(&site), ["address-collision"], "{name}");
    }
}

fn site_with_asset(name: &str) -> Site {
    site(&facts()).write(&format!("content/static/{name}"), "x")
}

#[test]
fn without_a_page_of_facts_there_are_no_files() {
    let mut site = site(&facts()).change_file("content/site.yaml", |old| {
        old.replace("  - {page: facts, title: {it: Numeri, en: Figures}}\n", "")
    });
    for lang in ["it", "en"] {
        let path = path("facts", lang);
        std::fs::remove_file(site.path(&path)).expect("the page of facts");
        site = site.write(&format!("content/static/facts-{lang}.txt"), "x");
    }
    built(&site, "it/index.html");
    for name in ["facts.json", "facts.csv"] {
        assert!(!site.path(&format!("public/{name}")).exists(), "{name}");
    }
}

#[test]
fn the_count_tells_numbers_with_and_without_a_fact() {
    let text = "[](fact:spending) e 1.400 miliardi di dollari[@daily][@weekly], [3 GW](fact:none), 4 GW, 2025, 12.";
    let site = with_text(site(&facts()), text, "One two.").write(
        "content/timeline.yaml",
        super::event("5 GW.", "[6 GW](fact:none)."),
    );
    let run = site.run(&["count", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let counted: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        (&counted["facts"], &counted["sources"]),
        (&json!(4), &json!(2))
    );
    let of = |at: usize, key: &str| counted["languages"][at][key].clone();
    assert_eq!(
        (of(0, "language"), of(0, "pages"), of(1, "pages")),
        (json!("it"), json!(6), json!(6))
    );
    // Italian: four figures of the home page with digits and a unit, two of the text, one marked as without, two loose.
    let numbers = json!({"total": 8, "with_fact": 5, "without_fact": 1, "loose": 2});
    assert_eq!(of(0, "numbers"), numbers);
    assert_eq!(
        of(1, "numbers"),
        json!({"total": 4, "with_fact": 3, "without_fact": 1, "loose": 0})
    );
    let more = of(0, "citations").as_u64() > of(1, "citations").as_u64();
    assert!(
        more && of(0, "words").as_u64() > of(1, "words").as_u64(),
        "{counted}"
    );
    let text = site.run(&["count"]).stdout;
    for line in [
        "facts                                    4",
        "  that belong to a fact                  5       3",
        "  that are marked as without             1       1",
        "  that lack one                          2       0",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn nothing_is_counted_while_there_are_errors() {
    let site = with_text(site(&facts()), "[5 GW](fact:spending)", "Text.");
    let run = site.run(&["count"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("error[fact-mismatch]"));
}

#[test]
fn a_page_of_facts_in_one_language_is_linked_where_it_is() {
    let only = |body: &str| page("facts", "view: facts\nlanguages: [it]\n", body);
    let site = site(&facts()).write(&path("facts", "it"), only("Testo."));
    std::fs::remove_file(site.path(&path("facts", "en"))).expect("the English page");
    assert_eq!(said(&site), [""; 0]);
    let address = &json_of(&site)["facts"][0]["address"];
    assert_eq!(
        *address,
        json!({"it": "https://example.org/repo/it/facts/#budget"})
    );
}
