//! Addresses of other languages for machines: hreflang, canonical addresses, sitemap.

use std::collections::BTreeMap;

use super::{BASE, all, alternates_of, configured, crawl, pair, site, text};
use crate::html;
use crate::support::{Built, Site};

/// A site with a pair whose slugs differ, and a page of one language for each.
fn mixed(languages: &[&str]) -> Site {
    let site = languages.iter().fold(site(languages), |site, lang| {
        let site = text(site, "both", lang, &format!("slug: both-{lang}"), "X.");
        let only = format!("languages: [{lang}]");
        let id = format!("only-{}", lang.to_lowercase());
        text(site, &id, lang, &only, "X.")
    });
    let site = languages.iter().fold(site, |site, lang| {
        text(site, "deep/er/page", lang, "", "X.")
    });
    languages.iter().fold(site, |site, lang| {
        text(site, "editors", lang, "view: status", "X.")
    })
}

fn canonical(built: &Built, path: &str) -> Option<String> {
    let links = all(built, path, "link").into_iter();
    let mut links = links.filter(|link| link.get("rel") == "canonical");
    links.next().map(|link| link.get("href").to_owned())
}

/// Each address of the sitemap with its alternates.
fn sitemap(built: &Built) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut urls: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    for element in html::elements(&built.text("sitemap.xml")) {
        match element.name.as_str() {
            "loc" => urls.push((element.text, BTreeMap::new())),
            "xhtml:link" => {
                assert_eq!(element.get("rel"), "alternate");
                let (_, links) = urls.last_mut().expect("an address before its alternates");
                let hreflang = element.get("hreflang").to_owned();
                let other = links.insert(hreflang, element.get("href").to_owned());
                assert_eq!(other, None, "one alternate for each language");
            }
            _ => {}
        }
    }
    let n_urls = urls.len();
    let urls = BTreeMap::from_iter(urls);
    assert_eq!(urls.len(), n_urls, "each address once");
    urls
}

/// The file of the output that an absolute address of the site names.
fn file_of(address: &str) -> String {
    let path = address.strip_prefix(BASE).expect("an address of the site");
    assert!(path.is_empty() || path.ends_with('/'), "{address}");
    format!("{path}index.html")
}

// P13: a page that one language has names no other; a page at the missing address is not made.
#[test]
fn p13_alternates_are_true_translations_alone() {
    for (languages, default) in [
        (&["it", "en"][..], "it"),
        (&["it", "en"], "en"),
        (&["de", "it", "fr"], "fr"),
        (&["pt-BR", "sr-Latn", "it"], "it"),
    ] {
        let built = configured(mixed(languages), &format!("x_default: {default}")).build();
        for lang in languages {
            let id = format!("only-{}", lang.to_lowercase());
            let own = format!("{BASE}{lang}/{id}/");
            let expected = [
                (lang.to_string(), own.clone()),
                ("x-default".to_owned(), own.clone()),
            ];
            let found = alternates_of(&built, &file_of(&own));
            assert_eq!(found, BTreeMap::from(expected), "{own}");
            assert_eq!(canonical(&built, &file_of(&own)), Some(own.clone()));
            for other in languages.iter().filter(|other| *other != lang) {
                let missing = format!("{other}/{id}/index.html");
                assert!(!built.files.contains_key(&missing), "{missing}");
            }
            let both = format!("{lang}/both-{lang}/index.html");
            let found = alternates_of(&built, &both);
            assert_eq!(found.len(), languages.len() + 1);
            assert_eq!(
                found["x-default"],
                format!("{BASE}{default}/both-{default}/")
            );
        }
        crawl(&built);
    }
}

#[test]
fn p13_a_draft_is_no_alternate() {
    let site = text(site(&["it", "en"]), "page", "it", "draft: true", "X.");
    let built = text(site, "page", "en", "", "X.").build();
    let found = alternates_of(&built, "en/page/index.html");
    assert_eq!(found.into_keys().collect::<Vec<_>>(), ["en", "x-default"]);
    assert!(
        !sitemap(&built)
            .keys()
            .any(|address| address.contains("/it/page"))
    );
}

#[test]
fn p13_old_addresses_and_the_page_for_editors_are_no_alternates() {
    let site = text(
        mixed(&["it", "en"]),
        "moved",
        "it",
        "aliases: [vecchio]",
        "X.",
    );
    let built = text(site, "moved", "en", "aliases: [old]", "X.").build();
    let alias = "it/vecchio/index.html";
    assert_eq!(canonical(&built, alias), Some(format!("{BASE}it/moved/")));
    assert!(alternates_of(&built, alias).is_empty());
    for path in [alias, "it/editors/index.html", "404.html"] {
        let metas = all(&built, path, "meta");
        let robots = metas.iter().find(|meta| meta.get("name") == "robots");
        assert_eq!(robots.expect(path).get("content"), "noindex", "{path}");
    }
    for address in sitemap(&built).keys() {
        assert!(
            !["vecchio", "old", "editors", "404"]
                .iter()
                .any(|word| address.contains(word)),
            "{address}"
        );
    }
}

#[test]
fn p13_a_site_of_one_language_has_no_alternates() {
    let built = text(site(&["it"]), "page", "it", "", "X.").build();
    for (path, _) in built.pages() {
        assert!(alternates_of(&built, &path).is_empty(), "{path}");
    }
    assert!(!built.text("sitemap.xml").contains("xhtml:link"));
    assert_eq!(sitemap(&built).len(), 2);
}

// P14: the sitemap says of each address which others there are, as the pages themselves do.
#[test]
fn p14_the_sitemap_lists_translations() {
    for languages in [&["it", "en"][..], &["de", "it", "fr"]] {
        let site = mixed(languages).change_file("content/both.it.md", |text| {
            text.replace("slug: both-it", "slug: \"caffè-e-tè\"")
        });
        let site = configured(site, "x_default: it");
        let built = site.build();
        let root = html::elements(&built.text("sitemap.xml")).remove(0);
        assert_eq!(
            root.get("xmlns"),
            "http://www.sitemaps.org/schemas/sitemap/0.9"
        );
        assert_eq!(root.get("xmlns:xhtml"), "http://www.w3.org/1999/xhtml");
        let sitemap = sitemap(&built);
        for (address, links) in &sitemap {
            let file = spiega::render::percent_decode(&file_of(address));
            assert_eq!(links, &alternates_of(&built, &file), "{address}");
            assert!(links.contains_key("x-default"), "{address}");
            let is_chooser = address == BASE;
            assert!(
                is_chooser || links.values().any(|href| href == address),
                "{address}"
            );
            for (tag, href) in links.iter().filter(|(tag, _)| *tag != "x-default") {
                let back = &sitemap[href];
                assert_eq!(&back[tag], href);
                assert!(
                    is_chooser || back.values().any(|other| other == address),
                    "{href}"
                );
            }
        }
        assert!(
            sitemap.contains_key(&format!("{BASE}it/caff%C3%A8-e-t%C3%A8/")),
            "{sitemap:?}"
        );
        let indexed = built
            .pages()
            .into_iter()
            .filter(|(_, text)| !text.contains("noindex"));
        assert_eq!(sitemap.len(), indexed.count());
    }
}

// P15: the default address is that of an existing page, and no language stands in an address twice.
#[test]
fn p15_no_language_is_put_before_an_address_twice() {
    for default in ["it", "en", "de"] {
        let site = configured(mixed(&["it", "en", "de"]), &format!("x_default: {default}"));
        // Pages and a folder whose names are those of languages.
        let site = text(site, "en-it", "it", "languages: [it]", "X.");
        let site = ["it", "de"].into_iter().fold(site, |site, lang| {
            text(site, "two", lang, "languages: [it, de]", "X.")
        });
        let built = site.build();
        for (path, _) in built.pages() {
            let alternates = alternates_of(&built, &path);
            if let Some(href) = alternates.get("x-default") {
                assert!(built.files.contains_key(&file_of(href)), "{path}: {href}");
            }
        }
        let both = ["it", "en", "de"].map(|lang| {
            alternates_of(&built, &format!("{lang}/both-{lang}/index.html"))["x-default"].clone()
        });
        assert!(both.iter().all(|href| *href == both[0]), "{both:?}");
        for (path, bytes) in &built.files {
            let text = String::from_utf8_lossy(bytes);
            for tag in ["it", "en", "de"] {
                let twice = format!("/{tag}/{tag}/");
                assert!(
                    !text.contains(&twice) && !format!("/{path}").contains(&twice),
                    "{path}"
                );
            }
        }
        let two = ["it", "de"].map(|lang| {
            alternates_of(&built, &format!("{lang}/two/index.html"))["x-default"].clone()
        });
        let expected = if default == "de" { "de" } else { "it" };
        assert_eq!(two, [expected; 2].map(|lang| format!("{BASE}{lang}/two/")));
        let home = &alternates_of(&built, "de/index.html")["x-default"];
        assert_eq!(home, BASE);
    }
}

// P16: where the site stands on the disk, and how often it is built, changes no byte.
#[test]
fn p16_two_builds_are_byte_identical() {
    let make = || {
        let site = (0..30).fold(mixed(&["it", "en"]), |site, n| {
            pair(site, &format!("many/page-{n}"), "X.", "X.")
        });
        site.write("content/static/a.txt", "A")
            .write("content/b.txt", "B")
    };
    let first = make().build();
    for threads in ["1", "2", "7"] {
        let second = make();
        let run = second.run_where(
            &["build"],
            &[("RAYON_NUM_THREADS", threads), ("TZ", "Pacific/Auckland")],
        );
        assert_eq!(run.code, 0, "{}", run.stderr);
        let again = second.output().site;
        let run = again.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let second = again.output();
        assert!(first.files == second.files, "{threads}");
    }
    let addresses: Vec<String> = html::elements(&first.text("sitemap.xml"))
        .into_iter()
        .filter(|element| element.name == "loc")
        .map(|element| element.text)
        .collect();
    assert!(addresses.is_sorted(), "{addresses:?}");
}
