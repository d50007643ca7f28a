//! What must make no difference: spellings of files, forms of addresses, ways of linking.

use std::collections::BTreeMap;

use crate::html;
use crate::support::{Built, Site};

/// The files of an output but for the mark, which lists them.
fn outputs(built: &Built) -> BTreeMap<&str, &[u8]> {
    let files = built.files.iter();
    files
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect()
}

#[test]
fn marks_line_ends_and_a_missing_last_newline_change_nothing() {
    let texts = [
        "content/about.it.md",
        "content/guide.it.md",
        "content/site.yaml",
    ];
    let spellings: [fn(&str) -> String; 4] = [
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| text.replace('\n', "\r"),
        |text| text.trim_end().to_owned(),
    ];
    for spelling in spellings {
        let site = texts.iter().fold(Site::fixture("pair"), |site, path| {
            site.change_file(path, spelling)
        });
        site.build().check();
    }
}

#[test]
fn names_in_decomposed_unicode_give_the_same_output() {
    let decomposed = "perche\u{301}-si\u{300}";
    let site = ["it", "en"]
        .iter()
        .fold(Site::fixture("addresses"), |site, lang| {
            let path = format!("content/guide/perché-sì.{lang}.md");
            let text = std::fs::read(site.path(&path)).expect("the text");
            site.remove(&path)
                .write(&format!("content/guide/{decomposed}.{lang}.md"), text)
        });
    site.build().check();
}

#[test]
fn links_in_decomposed_unicode_lead_to_the_same_page() {
    let change = |text: &str| text.replace("perché-sì", "perche\u{301}-si\u{300}");
    let site = Site::fixture("addresses").change_file("content/_index.it.md", change);
    site.build().check();
}

#[test]
fn a_base_url_may_end_in_a_slash_or_not() {
    let build = |url: &str| Site::fixture("pair").arg("--base-url").arg(url).build();
    let (without, with) = (build("https://x.example/a"), build("https://x.example/a/"));
    assert_eq!(outputs(&without), outputs(&with));
    assert!(with.text("404.html").contains("href=\"/a/it/\""));
}

#[test]
fn links_do_not_depend_on_where_the_site_stands() {
    let site = Site::fixture("pair")
        .arg("--base-url")
        .arg("https://x.example/");
    let built = site.build();
    for page in ["it/index.html", "en/about/index.html", "index.html"] {
        assert!(built.text(page).contains("\"https://x.example/"), "{page}");
    }
    built
        .check_main("it/index.html")
        .check_main("en/about/index.html")
        .check_main("index.html");
}

#[test]
fn every_link_of_a_portable_site_names_a_file() {
    for name in [
        "pair",
        "lists",
        "aliases",
        "assets",
        "catalogues",
        "addresses",
    ] {
        let built = Site::fixture(name).arg("--portable").build();
        let mut n_links = 0;
        for (page, text) in built.pages().iter().filter(|(page, _)| page != "404.html") {
            let links = html::attributes(text, "href").into_iter();
            for link in links.chain(html::attributes(text, "src")) {
                let Some(target) = html::target(page, &link) else {
                    continue;
                };
                n_links += 1;
                assert!(built.files.contains_key(&target), "{name}: {page}: {link}");
            }
        }
        assert!(n_links > 10, "{name}: only {n_links} links");
    }
}

#[test]
fn a_portable_site_spells_index_html() {
    let site = Site::fixture("pair").arg("--portable");
    site.build().check_as("portable");
}

#[test]
fn a_second_build_writes_nothing() {
    let built = Site::fixture("pair").build();
    let again = built.site.run(&["build"]);
    assert!(
        again.stdout.starts_with("nothing has changed\n"),
        "{}",
        again.stdout
    );
}

#[test]
fn threads_time_zones_and_locales_change_nothing() {
    for (threads, zone, locale) in [
        ("1", "Pacific/Apia", "C"),
        ("7", "Pacific/Pago_Pago", "tr_TR.UTF-8"),
    ] {
        let environment = [
            ("RAYON_NUM_THREADS", threads),
            ("TZ", zone),
            ("LC_ALL", locale),
        ];
        let site = Site::fixture("catalogues");
        let run = site.run_where(&["build"], &environment);
        assert_eq!(run.code, 0, "{}", run.stderr);
        site.output().check();
    }
}
