//! Slugs, addresses and their collisions. Everything that claims a file of the output claims it here, once.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::page::{Page, PageKind, folder_of, name_of};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
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
            None => path.push_str(&default_folder_slug(folder, lang, config)),
        }
        path.push('/');
    }
    path
}

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
        return slug;
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
            fallback()
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
pub(super) fn check_segment(segment: &str, config: &Config) -> Result<(), String> {
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
    let stem = segment
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.len() == 4 && stem.starts_with(name) && stem.as_bytes()[3].is_ascii_digit()
    };
    if ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
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

fn is_forbidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || "/\\#?%:*\"'<>|&;`{}[]^".contains(c)
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || c == '\u{feff}'
}

/// Everything that claims a file of the output, to find two claims of one file.
#[derive(Debug, Default)]
pub(super) struct Claims {
    files: HashMap<String, (Option<Place>, String)>,
    folders: HashMap<String, (Option<Place>, String)>,
}

impl Claims {
    /// Claims the file at `path` (no slash in front) for `what`; two claims of one file, and a file where another claim
    /// needs a folder, are errors that name both. Letter case and Unicode form make no difference.
    pub(super) fn claim(
        &mut self,
        path: &str,
        place: Option<Place>,
        what: &str,
        diagnostics: &mut Diagnostics,
    ) {
        let key: String = path.nfc().flat_map(char::to_lowercase).collect();
        let folders: Vec<&str> = key
            .match_indices('/')
            .map(|(index, _)| &key[..index])
            .collect();
        let taken = self
            .files
            .get(&key)
            .or_else(|| self.folders.get(&key))
            .or_else(|| folders.iter().find_map(|folder| self.files.get(*folder)));
        if let Some((other_place, other)) = taken {
            diagnostics.push(collision(path, (place, what), (*other_place, other)));
            return;
        }
        for folder in folders {
            self.folders
                .entry(folder.to_owned())
                .or_insert_with(|| (place, what.to_owned()));
        }
        self.files.insert(key, (place, what.to_owned()));
    }
}

fn collision(path: &str, this: (Option<Place>, &str), other: (Option<Place>, &str)) -> Diagnostic {
    let message = format!("{} and {} have one address: `/{path}`", this.1, other.1);
    let mut error = Diagnostic::error("address-collision", message).help(
        "give one of them another slug or name; letter case and accents' forms make no difference",
    );
    if let Some(place) = this.0.or(other.0) {
        error = error.at(place);
    }
    match (this.0, other.0) {
        (Some(_), Some(place)) => error.related(place, "the other one"),
        _ => error,
    }
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

    #[test]
    fn one_file_has_one_claim() {
        for (first, second, collides) in [
            ("it/a/index.html", "it/A/index.html", true),
            ("it/caffè/index.html", "it/caffe\u{300}/index.html", true),
            ("it/a", "it/a/index.html", true),
            ("it/a/index.html", "it/a", true),
            ("it/a/index.html", "it/b/index.html", false),
            ("it/a/index.html", "it/a/foto.png", false),
        ] {
            let mut claims = Claims::default();
            let mut diagnostics = Diagnostics::new();
            claims.claim(first, None, "one", &mut diagnostics);
            claims.claim(second, None, "two", &mut diagnostics);
            assert_eq!(diagnostics.has_errors(), collides, "{first} {second}");
        }
    }
}
