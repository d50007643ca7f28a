//! Slugs, addresses and their collisions. Everything that claims a file of the output claims it here, once.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::page::{Page, PageKind, folder_of, name_of};
use crate::characters::is_invisible;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lang::Lang;
use crate::slug::slug;

/// The longest slug, in bytes.
pub(super) const MAX_SLUG_BYTES: usize = 100;

/// Names that the program gives to files of its own.
pub(super) const GENERATED: [&str; 10] = [
    "index.html",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    ".nojekyll",
    "CNAME",
    "atom.xml",
    "facts.json",
    "facts.csv",
    ".spiega",
];

/// The feed of a language, with a slash in front.
pub fn feed_path(config: &Config, lang: Lang) -> String {
    format!("{}feed.xml", language_root(config, lang))
}

/// The first part of the addresses of a language: `/it/`, or `/` when the site has one language.
pub fn language_root(config: &Config, lang: Lang) -> String {
    if config.languages.len() == 1 {
        "/".into()
    } else {
        format!("/{}/", config.languages.tag(lang))
    }
}

/// The addresses of all pages, in their order; wrong slugs are reported and replaced by the file's name.
///
/// `pages` must be sorted by id, so that the index of a folder is met before what stands in it.
pub(super) fn resolve_paths(pages: &mut [Page], config: &Config, diagnostics: &mut Diagnostics) {
    let mut folders: HashMap<(String, Lang), String> = HashMap::new();
    for page in pages
        .iter()
        .filter(|page| name_of(&page.id) == "_index" && page.id != "_index")
    {
        let slug = own_slug(page, config, diagnostics);
        folders.insert((folder_of(&page.id).to_owned(), page.lang), slug);
    }
    check_folders(pages, &folders, config, diagnostics);
    for page in pages.iter_mut() {
        let root = language_root(config, page.lang);
        page.path = if page.kind == PageKind::Home {
            report_useless_slug(page, diagnostics);
            root
        } else if name_of(&page.id) == "_index" {
            root + &folder_path(folder_of(&page.id), page.lang, &folders, config)
        } else {
            let slug = own_slug(page, config, diagnostics);
            format!(
                "{root}{}{slug}/",
                folder_path(folder_of(&page.id), page.lang, &folders, config)
            )
        };
    }
}

/// Folders without a slug of their own get theirs from the configuration or from their names.
fn check_folders(
    pages: &[Page],
    folders: &HashMap<(String, Lang), String>,
    config: &Config,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: HashSet<(&str, Lang)> = HashSet::new();
    for page in pages {
        let mut folder = folder_of(&page.id);
        while !folder.is_empty() && seen.insert((folder, page.lang)) {
            let has_own = folders.contains_key(&(folder.to_owned(), page.lang));
            let slug = default_folder_slug(folder, page.lang, config);
            if let (false, Err(problem)) = (has_own, check_segment(&slug, config)) {
                let declared = config.collection(folder);
                let place = declared.map_or(page.title_place(), |collection| {
                    collection.slug.get(page.lang).place
                });
                let message = format!(
                    "the folder `{}` gets no address: {problem}",
                    printable(folder)
                );
                diagnostics.push(
                    Diagnostic::error("bad-slug", message).at(place).help(
                        "rename the folder, or give it a slug that is a single lower-case word",
                    ),
                );
            }
            folder = folder_of(folder);
        }
    }
}

fn report_useless_slug(page: &Page, diagnostics: &mut Diagnostics) {
    if let Some((_, place)) = &page.front_matter.slug {
        let error = Diagnostic::error("bad-slug", "the home page has no slug").at(*place);
        diagnostics
            .push(error.help("delete this line: the address of the home page is its language's"));
    }
}

/// `partner/` for the folder `partners`; `a/b/` for nested ones; empty at the top.
pub(super) fn folder_path(
    folder: &str,
    lang: Lang,
    folders: &HashMap<(String, Lang), String>,
    config: &Config,
) -> String {
    let mut path = String::new();
    let mut ends: Vec<usize> = folder.match_indices('/').map(|(index, _)| index).collect();
    if !folder.is_empty() {
        ends.push(folder.len());
    }
    for end in ends {
        let folder = &folder[..end];
        match folders.get(&(folder.to_owned(), lang)) {
            Some(slug) => path.push_str(slug),
            None => path.push_str(&usable_folder_slug(folder, lang, config)),
        }
        path.push('/');
    }
    path
}

/// What stands for a part of an address that there is none for, so that no other complaint follows.
fn not_empty(slug: String) -> String {
    if slug.is_empty() { "_".into() } else { slug }
}

/// The same where it is right; else, so that no other complaint follows, something that will do.
fn usable_folder_slug(folder: &str, lang: Lang, config: &Config) -> String {
    let wanted = default_folder_slug(folder, lang, config);
    match check_segment(&wanted, config) {
        Ok(()) => wanted,
        Err(_) => not_empty(slug(name_of(folder))),
    }
}

/// What the configuration says, or else the folder's name; it may be wrong.
fn default_folder_slug(folder: &str, lang: Lang, config: &Config) -> String {
    match config.collection(folder) {
        Some(collection) => collection.slug.get(lang).text.clone(),
        None => slug(name_of(folder)),
    }
}

fn own_slug(page: &Page, config: &Config, diagnostics: &mut Diagnostics) -> String {
    let index = name_of(&page.id) == "_index";
    let fallback = || {
        if index {
            default_folder_slug(folder_of(&page.id), page.lang, config)
        } else {
            slug(name_of(&page.id))
        }
    };
    let Some((chosen, place)) = &page.front_matter.slug else {
        let slug = fallback();
        if let Err(problem) = check_segment(&slug, config) {
            let error = Diagnostic::error(
                "bad-slug",
                format!("the file's name gives no address: {problem}"),
            );
            diagnostics.push(
                error
                    .at(page.title_place())
                    .help("rename the file, or add a line `slug: …`"),
            );
        }
        return not_empty(slug);
    };
    match check_segment(chosen, config) {
        Ok(()) => chosen.nfc().collect(),
        Err(problem) => {
            let error = Diagnostic::error(
                "bad-slug",
                format!("`{}` cannot be a slug: {problem}", printable(chosen)),
            );
            diagnostics.push(error.at(*place).help(
                "write lower-case letters, digits and hyphens, such as `slug: mount-pleasant`",
            ));
            not_empty(fallback())
        }
    }
}

/// A text for messages: control characters shown by their names, and not endless.
fn printable(text: &str) -> String {
    let shown: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().count() > 60 {
        shown + "…"
    } else {
        shown
    }
}

/// Whether a text may be one part of an address.
///
/// # Errors
/// What is wrong with it, for a message.
pub fn check_segment(segment: &str, config: &Config) -> Result<(), String> {
    if segment.is_empty() {
        return Err("it is empty".into());
    }
    if segment.len() > MAX_SLUG_BYTES {
        return Err(format!("it is longer than {MAX_SLUG_BYTES} bytes"));
    }
    if let Some(bad) = segment.chars().find(|&c| is_forbidden(c)) {
        return Err(format!("it holds the character {bad:?}"));
    }
    if segment.starts_with(['.', '_']) || segment.ends_with('.') {
        return Err("it begins with a dot or `_`, or ends in a dot".into());
    }
    if is_reserved(segment) {
        return Err("the name is reserved on Windows".into());
    }
    if GENERATED
        .iter()
        .any(|name| name.eq_ignore_ascii_case(segment))
    {
        return Err(format!(
            "`{segment}` is the name of a file that the program makes"
        ));
    }
    if config.languages.len() > 1 && config.languages.find(segment).is_some() {
        return Err(format!("`/{segment}/` is the home page of a language"));
    }
    Ok(())
}

/// Whether Windows takes a name for a device, whatever its extension.
pub(super) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_lowercase();
    let is_numbered = |name| {
        let number = stem.strip_prefix(name).map(|number| number.chars());
        number.is_some_and(|mut number| {
            let first = number.next().is_some_and(|c| "0123456789¹²³".contains(c));
            first && number.next().is_none()
        })
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || is_numbered("com")
        || is_numbered("lpt")
}

fn is_forbidden(c: char) -> bool {
    c.is_whitespace() || "/\\#?%:*\"'<>|&;`{}[]^".contains(c) || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn config() -> Config {
        let text = "languages: [it, en]\nbase_url: https://x.org/\ntitle: {it: T, en: T}\n";
        let node = crate::yaml::parse_yaml(text, FileId(0), 0).expect("valid");
        crate::config::parse_config(&node, &mut Diagnostics::new()).expect("valid")
    }

    #[test]
    fn slugs_that_do_not_travel_are_refused() {
        let config = config();
        let long = "x".repeat(101);
        for bad in [
            "",
            "..",
            ".x",
            "_x",
            "a/b",
            "a\\b",
            "a b",
            "a\u{a0}b",
            "x.",
            "CON",
            "con.txt",
            "com1",
            "lpt¹",
            "Conin$",
            "a\u{ad}b",
            "a\u{2060}b",
            "a\u{fffe}",
            "a\u{e0001}",
            "a#b",
            "a?b",
            "a%41",
            "a\"b",
            "a'b",
            "a\u{7}",
            "a\u{202e}b",
            "sitemap.xml",
            "Index.html",
            "it",
            "EN",
            &long,
        ] {
            assert!(check_segment(bad, &config).is_err(), "{bad:?}");
        }
        for good in [
            "foxconn",
            "cfg_attr",
            "caffè",
            "v1.2",
            "😀-ciao",
            "com",
            "com12",
            "conto",
            "Ohio",
        ] {
            assert_eq!(check_segment(good, &config), Ok(()), "{good:?}");
        }
    }
}
