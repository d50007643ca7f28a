//! Cards for social networks, from the template that shows them to the file in the output.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;

use crate::html;
use crate::support::{Built, Site};

const SHELL: &str = "templates/layouts/base.html";

/// A small site whose template shows cards.
fn with_cards(name: &str) -> Site {
    Site::fixture(name).change_file(SHELL, |shell| {
        let meta = "{% if page.card %}<meta property=\"og:image\" content=\"{{ page.card.href }}\">{% endif %}</head>";
        shell.replace("</head>", meta)
    })
}

/// The cards of an output: bytes by path.
fn cards(built: &Built) -> BTreeMap<&str, &[u8]> {
    let files = built.files.iter();
    let cards = files.filter(|(path, _)| path.starts_with("assets/cards/"));
    cards
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect()
}

fn inodes(site: &Site) -> BTreeMap<String, u64> {
    let cards = site.files_in("public/assets/cards").into_iter();
    let inode = |name: &String| fs::metadata(site.path(&format!("public/assets/cards/{name}")));
    cards
        .map(|name| (name.clone(), inode(&name).expect("the card").ino()))
        .collect()
}

#[test]
fn every_page_names_a_card_of_its_own() {
    let built = with_cards("entities").build();
    let named: Vec<String> = built
        .pages()
        .iter()
        .filter_map(|(path, text)| {
            let address = text
                .split_once("og:image\" content=\"")?
                .1
                .split_once('"')?
                .0;
            let card = address.strip_prefix("https://example.org/repo/");
            Some(
                card.unwrap_or_else(|| panic!("{path}: {address}"))
                    .to_owned(),
            )
        })
        .collect();
    let mut sorted = named.clone();
    sorted.sort();
    assert_eq!(sorted, cards(&built).into_keys().collect::<Vec<_>>());
    assert!(named.len() > 6, "{named:?}");
    for (path, bytes) in cards(&built) {
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{path}");
        assert!(bytes.len() < 60_000, "{path}: {} bytes", bytes.len());
        let size = [&bytes[16..20], &bytes[20..24]];
        assert_eq!(
            size,
            [1200_u32.to_be_bytes(), 630_u32.to_be_bytes()],
            "{path}"
        );
    }
    assert!(!built.text("404.html").contains("og:image"));
}

#[test]
fn a_page_whose_template_shows_no_card_has_none() {
    assert!(cards(&Site::fixture("pair").build()).is_empty());
    let on_one_kind = with_cards("pair").change_file(SHELL, |shell| {
        shell.replace("if page.card", "if page.card and page.kind == \"page\"")
    });
    let built = on_one_kind.build();
    let names: Vec<&str> = cards(&built).into_keys().collect();
    let starts = ["about-en", "about-it", "guide-en", "guide-it"];
    assert_eq!(names.len(), starts.len(), "{names:?}");
    for (name, start) in names.iter().zip(starts) {
        assert!(
            name.starts_with(&format!("assets/cards/{start}-")),
            "{names:?}"
        );
    }
}

#[test]
fn no_card_is_drawn_again() {
    let built = with_cards("pair").build();
    let first = inodes(&built.site);
    assert!(first.len() > 4);
    // A card with other bytes stays, so nobody has drawn it.
    let (kept, _) = first.first_key_value().expect("a card");
    let kept = format!("public/assets/cards/{kept}");
    let site = built.site.write(&kept, "drawn before");
    let site = site.change_file("content/about.it.md", |text| text.to_owned() + "\nAltro.\n");
    let again = site.build();
    assert_eq!(again.site.read(&kept), "drawn before");
    assert_eq!(inodes(&again.site), first);
    // An empty one cannot be right.
    let site = again.site.write(&kept, "");
    let mended = site.build();
    assert!(mended.files[kept.trim_start_matches("public/")].len() > 1000);
}

#[test]
fn another_title_gives_another_card_and_takes_the_old_one_away() {
    let built = with_cards("pair").build();
    let before = inodes(&built.site);
    let title = |text: &str| text.replacen("title: ", "title: Ancora ", 1);
    let again = built.site.change_file("content/about.it.md", title).build();
    let after = inodes(&again.site);
    let gone: Vec<_> = before
        .keys()
        .filter(|name| !after.contains_key(*name))
        .collect();
    let new: Vec<_> = after
        .keys()
        .filter(|name| !before.contains_key(*name))
        .collect();
    assert!(
        gone.len() == 1 && gone[0].starts_with("about-it-"),
        "{gone:?}"
    );
    assert!(new.len() == 1 && new[0].starts_with("about-it-"), "{new:?}");
}

#[test]
fn cards_have_the_same_bytes_at_any_number_of_threads() {
    let build = |threads| {
        let site = with_cards("entities");
        let run = site.run_where(&["build"], &[("RAYON_NUM_THREADS", threads)]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        site.output()
    };
    let (one, four) = (build("1"), build("4"));
    assert_eq!(cards(&one), cards(&four));
    assert!(!cards(&one).is_empty());
}

#[test]
fn a_site_can_do_without_cards() {
    let built = with_cards("pair")
        .change_file("content/site.yaml", |text| {
            text.to_owned() + "cards: false\n"
        })
        .build();
    assert!(cards(&built).is_empty());
    assert!(!built.text("it/index.html").contains("og:image"));
}

#[test]
fn a_title_in_other_letters_has_no_card_and_one_warning() {
    let built = ["about.it", "guide.it"]
        .iter()
        .fold(with_cards("pair"), |site, name| {
            let title = |text: &str| text.replacen("title: ", "title: 富士康 ", 1);
            site.change_file(&format!("content/{name}.md"), title)
        });
    let built = built.build().with_warning("undrawable-card");
    assert_eq!(built.run.stderr.matches("undrawable-card").count(), 1);
    assert!(
        built.run.stderr.contains("(and another page)"),
        "{}",
        built.run.stderr
    );
    assert!(!built.text("it/il-progetto/index.html").contains("og:image"));
    assert!(built.text("en/about/index.html").contains("og:image"));
}

#[test]
fn a_dead_address_of_a_card_is_an_error() {
    let site = Site::fixture("pair").change_file(SHELL, |shell| {
        let meta =
            "<meta content=\"https://example.org/repo/card.png\" property=\"og:image\"></head>";
        shell.replace("</head>", meta)
    });
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[dead-link]"), "{}", run.stderr);
    let site = site.write("content/static/card.png", "a picture");
    assert_eq!(site.run(&["check"]).code, 0);
}

#[test]
fn nothing_else_goes_where_the_cards_go() {
    let site = Site::fixture("pair").write("content/static/assets/cards/a.png", "a picture");
    let run = site.run(&["check"]);
    assert!(
        run.stderr.contains("error[address-collision]"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_real_templates_tell_social_networks_all_they_need() {
    let built = Site::fixture("whole").with_real_templates().build();
    let page = built.text("it/index.html");
    let named = html::attributes(&page, "property");
    for name in [
        "og:title",
        "og:description",
        "og:type",
        "og:url",
        "og:locale",
        "og:site_name",
        "og:image",
        "og:image:width",
        "og:image:height",
        "og:image:alt",
    ] {
        let n = named.iter().filter(|property| *property == name).count();
        assert_eq!(n, 1, "{name}");
    }
    assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
}
