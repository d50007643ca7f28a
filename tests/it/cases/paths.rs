//! Where the site stands: at the top of a host, as a project's page below a path, in a folder of a disk.

use std::collections::BTreeSet;

use super::{BASE, all, configured, crawl, link, page, pair, said, site, text};
use crate::html::{self, Element};
use crate::mutations::real_site;
use crate::support::{Built, Run, Site, copy_tree};

/// Base URLs as people write them, and the path that each gives.
const BASES: [(&str, &str); 8] = [
    (BASE, "/repo/"),
    ("https://u.github.io/repo", "/repo/"),
    ("https://u.example", "/"),
    ("https://u.example//a//b", "/a/b/"),
    ("HTTPS://U.Example:8443/Repo/", "/Repo/"),
    ("http://127.0.0.1:8000/pr/12/", "/pr/12/"),
    ("https://münchen.example/über/", "/%C3%BCber/"),
    ("https://u.example/it", "/it/"),
];

/// The site at another address.
fn at(site: Site, base: &str) -> Site {
    site.change_file("content/site.yaml", |text| {
        text.replace(BASE, &format!("\"{base}\" #"))
    })
}

/// A site whose page `a` links to a page, a picture and a file in this way.
fn linking(body: &str) -> Site {
    let site = pair(site(&["it", "en"]), "partners/foxconn", "F.", "F.");
    let site = pair(site, "x", "## Uno {#uno}\n\nX.", "## One {#one}\n\nX.");
    let site = site.write("content/static/img/a.png", "PNG");
    let site = pair(site, "a", body, "A.");
    configured(site, "navigation:\n  - {page: x, title: {it: Ics, en: Ex}}")
}

/// The addresses of all links and pictures in the text of a page.
fn addresses(built: &Built, path: &str) -> Vec<String> {
    let main = html::main_of(&built.text(path)).to_owned();
    let body = main
        .split("</header>")
        .last()
        .unwrap_or_default()
        .to_owned();
    let elements = html::elements(&body).into_iter();
    let addresses = elements.filter(|element| ["a", "img"].contains(&element.name.as_str()));
    let addresses = addresses.map(|element| match element.name.as_str() {
        "a" => element.get("href").to_owned(),
        _ => element.get("src").to_owned(),
    });
    addresses
        .filter(|address| address.contains(['x', 'g']))
        .collect()
}

/// The path of an address seen from a page, as a browser works it out.
fn seen_from(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .split('/')
    {
        if parts.last().is_some_and(|last| last.is_empty()) && parts.len() > 1 {
            parts.pop();
        }
        match part {
            ".." => {
                parts.pop();
                parts.push("");
            }
            "." => parts.push(""),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

// P17: whatever way a link from the top is written, and wherever the site stands, it leads to the file, relative.
#[test]
fn p17_no_link_leaves_the_base_path() {
    let body = |base: &str| {
        format!(
            "[a](/partners/foxconn/) ![b](/img/a.png) <a href=\"/x/\">c</a> [d]({base}x/#uno) \
             [e]({base}it/x/index.html?q=1#uno) [f](/it/x) [g]({base}img/a.png?v=1) <img src=\"/img/a.png\" alt=\"h\"> \
             [i](/x/#uno) [j][r]\n\n[r]: {base}partners/foxconn"
        )
    };
    let expected = [
        "../partners/foxconn/",
        "../../img/a.png",
        "../x/",
        "../x/#uno",
        "../x/?q=1#uno",
        "../x/",
        "../../img/a.png?v=1",
        "../../img/a.png",
        "../x/#uno",
        "../partners/foxconn/",
    ];
    for (base, path) in BASES {
        for written in [path.to_owned(), format!("{}/", base.trim_end_matches('/'))] {
            let built = at(linking(&body(&written)), base).build();
            assert_eq!(addresses(&built, "it/a/index.html"), expected, "{written}");
            let nav = links_of_nav(&built, "it/a/index.html");
            assert_eq!(nav, ["../x/"], "{base}");
        }
    }
}

fn links_of_nav(built: &Built, path: &str) -> Vec<String> {
    let links = all(built, path, "a").into_iter();
    let links = links.filter(|link| link.text.trim() == "Ics");
    let mut found: Vec<String> = links.map(|link| link.get("href").to_owned()).collect();
    found.dedup();
    found
}

// The option decides, not the file: what is written with the option's path is known, whatever site.yaml says.
#[test]
fn p17_the_address_of_the_command_line_counts() {
    let site = linking("[g](/pr/7/x/) [x](http://localhost:1/pr/7/it/x/#uno)");
    let built = site
        .arg("--base-url")
        .arg("http://LOCALHOST:1/pr/7")
        .build();
    assert_eq!(addresses(&built, "it/a/index.html"), ["../x/", "../x/#uno"]);
    assert!(
        built
            .text("sitemap.xml")
            .contains("<loc>http://localhost:1/pr/7/it/x/</loc>")
    );
    for (_, text) in built.pages() {
        assert!(!text.contains("u.github.io"), "{text}");
    }
}

// P18: the base path is put before an address once, and the message says how to write it without.
#[test]
fn p18_the_base_path_is_never_there_twice() {
    let site = linking(
        "[x](/repo/x/) [y](/repo/) [z](/repo) [w](/) [v](https://u.github.io/repo) [u](/repo/it/x/#uno)",
    );
    let run = site.run(&["check"]);
    for (written, portable) in [
        ("/repo/x/", "x.it.md"),
        ("/repo/", "_index.it.md"),
        ("/repo", "_index.it.md"),
        ("/", "_index.it.md"),
        ("https://u.github.io/repo", "_index.it.md"),
        ("/repo/it/x/#uno", "x.it.md#uno"),
    ] {
        let found = said(&run, "absolute-link");
        let of_this = found
            .iter()
            .find(|message| message.contains(&format!("`{written}` is")));
        let message = of_this.expect(written);
        assert!(
            message.contains(&format!("write `{portable}`")),
            "{message}"
        );
        assert!(message.contains("content/a.it.md:7:"), "{message}");
    }
    let built = site.build();
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("/repo/repo"), "{path}");
    }
    crawl(&built);
    let moved = text(
        super::site(&["it"]),
        "x",
        "it",
        "aliases: [/repo/old/]",
        "X.",
    );
    let run = moved.run(&["check"]);
    let message = said(&run, "bad-alias").concat();
    assert!(
        message.contains("write `/old/`") && message.contains("content/x.it.md:5:11"),
        "{message}"
    );
}

/// Pages with a switch, a different slug in each language, deep folders and one text without a partner.
fn several() -> Site {
    let site = pair(linking("[x](x.it.md)"), "deep/er/page", "X.", "X.");
    let site = text(site, "due", "it", "slug: caffè", "X.");
    let site = text(site, "due", "en", "slug: Coffee", "X.");
    text(site, "solo", "it", "languages: [it]", "X.")
}

// P19: tests/web/crawl.mjs visits every link through a server below a path; here each is looked for among the files.
#[test]
fn p19_every_switch_leads_to_a_page() {
    for (base, path) in BASES {
        let built = at(several(), base).build();
        let mut n_switches = 0;
        for (file, _) in built.pages().iter().filter(|(file, _)| file != "404.html") {
            let from = format!("{path}{file}");
            for switch in switches(&built, file) {
                let target = seen_from(&from, switch.get("href"));
                let inside = target.strip_prefix(path).expect("below the base path");
                let target = spiega::render::percent_decode(inside) + "index.html";
                assert!(built.files.contains_key(&target), "{base} {file}: {target}");
                n_switches += 1;
            }
            let host = built.text("robots.txt");
            let host = host.lines().find_map(|line| line.strip_prefix("Sitemap: "));
            let home = host
                .and_then(|host| host.strip_suffix("sitemap.xml"))
                .expect("the sitemap");
            assert!(home.is_ascii() && home.ends_with(path), "{home}");
            let own = [
                page(&built, file),
                html::elements(&built.text("sitemap.xml")),
            ];
            for element in own
                .iter()
                .flatten()
                .filter(|element| !element.get("hreflang").is_empty())
            {
                let href = element.get("href");
                let relative = element.name == "a";
                assert!(relative || href.starts_with(home), "{file}: {href}");
            }
        }
        assert!(n_switches >= 10, "{base}: {n_switches}");
    }
}

/// The links of a page to itself in another language.
fn switches(built: &Built, path: &str) -> Vec<Element> {
    let links = all(built, path, "a").into_iter();
    links
        .filter(|link| !link.get("hreflang").is_empty() && !link.get("lang").is_empty())
        .collect()
}

// P20: the site of this repository, as a project's page.
#[test]
fn p20_the_real_site_stands_below_a_path() {
    let built = real_site()
        .arg("--base-url")
        .arg("https://u.github.io/repo")
        .build();
    crawl(&built);
    for (path, elements) in built
        .pages()
        .iter()
        .map(|(path, _)| (path, page(&built, path)))
    {
        let links = elements
            .iter()
            .flat_map(|element| [element.get("href"), element.get("src")]);
        for address in links.filter(|address| address.starts_with('/')) {
            assert!(
                path == "404.html" && address.starts_with("/repo/"),
                "{path}: {address}"
            );
        }
    }
}

// P21: copied into any folder, every address of a portable output names a file.
#[test]
fn p21_a_portable_output_opens_from_a_disk() {
    let names = [
        "a b.pdf",
        "perché.pdf",
        "100%.pdf",
        "a+b.pdf",
        "a&b.pdf",
        "l'atto.pdf",
        "(1).pdf",
        "[1].pdf",
    ];
    let links: String = names
        .iter()
        .map(|name| format!("- [{name}](<deep/{}>)\n", name.replace('%', "%25")))
        .collect();
    let site = pair(several(), "files", &links, &links);
    let site = names.iter().fold(site, |site, name| {
        site.write(&format!("content/deep/{name}"), *name)
    });
    let site = text(site, "search", "it", "view: search\nlanguages: [it]", "X.");
    let folder = "sito di prova (1)";
    let built = site.arg("--portable").build();
    let copy = built.site.path(folder);
    copy_tree(&built.site.path("public"), &copy);
    let mut n_links = 0;
    for (path, _) in built.pages() {
        for element in page(&built, &path) {
            for address in [element.get("href"), element.get("src")] {
                if let Some(target) = html::target(&path, address) {
                    assert!(copy.join(&target).is_file(), "{path}: {address}");
                    n_links += 1;
                }
            }
        }
    }
    assert!(n_links > 100, "{n_links}");
    for link in all(&built, "404.html", "a") {
        assert!(link.get("href").starts_with(BASE), "{link:?}");
    }
    for name in names {
        let found = link(&built, "it/files/index.html", &name.replace('\'', "’"));
        let target = html::target("it/files/index.html", found.get("href"));
        let bytes = target.map(|target| built.files[&target].clone());
        assert_eq!(bytes.as_deref(), Some(name.as_bytes()));
    }
}

// P22: tests/web/search.mjs searches in a browser from `file://`; here, that nothing asks for what a disk does not give.
#[test]
fn p22_the_search_needs_no_server() {
    let site = text(several(), "search", "it", "view: search", "X.");
    let built = text(site, "search", "en", "view: search", "X.")
        .arg("--portable")
        .build();
    let mut scripts = Vec::new();
    for (path, text) in built.pages() {
        let tags = all(&built, &path, "script");
        assert!(tags.iter().all(|script| script.get("type") != "module"));
        let inside = text.split("<script").skip(1);
        let inside = inside.filter_map(|rest| rest.split_once("</script>"));
        scripts.extend(inside.map(|(script, _)| script.to_owned()));
    }
    for index in [
        "assets/search.it.js",
        "assets/search.en.js",
        "assets/search.js",
    ] {
        scripts.push(built.text(index));
    }
    for script in scripts {
        let words = [
            "XMLHttpRequest",
            "import(",
            "import ",
            "export ",
            "EventSource",
        ];
        for word in words {
            assert!(!script.contains(word), "{word}");
        }
        // The engine's tree has a method of this name.
        for (at, _) in script.match_indices("fetch(") {
            let before = &script[..at];
            assert!(
                before.ends_with("_index.") || before.ends_with('}'),
                "fetch"
            );
        }
    }
    for path in built
        .files
        .keys()
        .filter(|path| path.starts_with("assets/") && !path.starts_with("assets/cards/"))
    {
        assert!(path.ends_with(".js"), "{path} is no script");
    }
    let search = built.text("it/search/index.html");
    assert!(search.contains("createElement(\"script\")"), "{search}");
}

// P23: the page for missing addresses is shown at any depth. tests/web/crawl-visit.mjs asks for some through a server.
#[test]
fn p23_the_page_for_missing_addresses_stands_at_any_depth() {
    for (base, path) in BASES {
        let built = at(several(), base).build();
        let mut n_links = 0;
        for element in page(&built, "404.html") {
            for address in [
                element.get("href"),
                element.get("src"),
                element.get("action"),
            ] {
                if address.is_empty() || address.starts_with("data:") || address.starts_with('#') {
                    continue;
                }
                let inside = address.strip_prefix(path).expect("the base path");
                let target = html::target("404.html", inside).expect("a path") + "index.html";
                assert!(built.files.contains_key(&target), "{base}: {address}");
                n_links += 1;
            }
        }
        assert_eq!(n_links, 2, "{base}");
        for (other, _) in built
            .pages()
            .iter()
            .filter(|(other, _)| other != "404.html")
        {
            let absolute = all(&built, other, "a")
                .into_iter()
                .find(|link| link.get("href").starts_with('/'));
            assert!(absolute.is_none(), "{other}: {absolute:?}");
        }
    }
}

// P24: with and without `index.html`, a page's links lead to the same place.
#[test]
fn p24_links_do_not_depend_on_the_final_slash() {
    let built = several().build();
    for (file, _) in built.pages().iter().filter(|(file, _)| file != "404.html") {
        let folder = file.strip_suffix("index.html").expect("pages are folders");
        for element in page(&built, file) {
            for address in [element.get("href"), element.get("src")] {
                if html::target(file, address).is_none() {
                    continue;
                }
                let short = seen_from(&format!("/repo/{folder}"), address);
                let long = seen_from(&format!("/repo/{file}"), address);
                assert_eq!(short, long, "{file}: {address}");
                let is_file = built.files.contains_key(&spiega::render::percent_decode(
                    short.trim_start_matches("/repo/"),
                ));
                assert!(short.ends_with('/') || is_file, "{file}: {address}");
            }
        }
    }
}

#[test]
fn p18_every_wrong_base_url_is_an_error_at_its_place() {
    for base in [
        "u.github.io/repo",
        "//u.github.io/",
        "https://",
        "https://u.example/?q",
        "https://u.example/a b/",
        "https://u.example/../",
        "https://u.example/repo/index.html",
        "https://a:b@u.example/",
        "https://u.example:port/",
        "ftp://u.example/",
    ] {
        let runs: [Run; 2] = [
            at(several(), base).run(&["check"]),
            several().arg("--base-url").arg(base).run(&["check"]),
        ];
        for (run, place) in runs.iter().zip(["content/site.yaml:2:11", "--base-url"]) {
            assert_eq!(run.code, 1, "{base}");
            let message = said(run, "bad-base-url").concat();
            assert!(
                message.contains(place) && message.contains("= help: "),
                "{base}: {message}"
            );
        }
    }
    let of_files: BTreeSet<(&str, &str)> = BTreeSet::from([("error", "bad-base-url")]);
    assert_eq!(
        at(super::site(&["it"]), "x").run(&["check"]).codes(),
        of_files
    );
}
