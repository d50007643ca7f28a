//! A link as an author wrote it → where it leads: a page in the reader's language, a file, another site.

use crate::config::composed;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::lang::Lang;
use crate::load::id_of;
use crate::model::{Page, PageIndex, Site, folder_of};

use super::address::join;
use super::link_help::{
    absolute_warning, dead_absolute, dead_link, in_other_language, missing_text, no_page,
    other_case, out_of_content, spelling, spelling_of_file, without_language,
};

/// Where a link leads. What follows the address, query and fragment, begins with `?` or `#`, or is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page of the site, and what follows.
    Page(PageIndex, String),
    /// A file of the output, by its site-relative address, and what follows.
    File(String, String),
    /// Elsewhere.
    External,
    /// Nowhere; the complaint was made, or belongs to the file linked to.
    Broken,
}

/// The file below content/ of a text whose tag a path writes in other letters: hosts of the sources tell them apart.
fn text_in_other_case<'s>(site: &'s Site, id: &str, lang: Lang, path: &str) -> Option<&'s str> {
    let page = site.page(site.find(id, lang)?);
    let file = site.files.get(page.file).path.strip_prefix("content/")?;
    (file != path && file.eq_ignore_ascii_case(path)).then_some(file)
}

/// Resolves a destination written in the text of `page`. Its scheme was checked before.
pub(super) fn resolve_link(
    site: &Site,
    page: &Page,
    destination: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Target {
    let below = site.config.base_url.below(destination);
    if below.is_none() && (has_scheme(destination) || destination.starts_with("//")) {
        return Target::External;
    }
    let (path, suffix) = split(below.unwrap_or(destination));
    let link = Link {
        site,
        page,
        written: destination,
        suffix,
        place,
    };
    if below.is_some() {
        return link.resolve_absolute(&format!("/{}", path.trim_start_matches('/')), out);
    }
    if path.is_empty() {
        let own = site.find(&page.id, page.lang);
        return own.map_or(Target::Broken, |index| Target::Page(index, link.suffix));
    }
    match path.starts_with('/') {
        true => link.resolve_absolute(&path, out),
        false => link.resolve_relative(&path, out),
    }
}

/// Path, and query and fragment as they follow it; names of files and ids are composed when they are read.
fn split(address: &str) -> (String, String) {
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let suffix = match rest.split_once('#') {
        Some((query, fragment)) => format!("{query}#{}", composed(fragment)),
        None => rest.to_owned(),
    };
    (composed(path), suffix)
}

/// Whether a destination names its protocol.
pub(super) fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// A link into the site, on its way to where it leads.
struct Link<'a> {
    site: &'a Site,
    page: &'a Page,
    written: &'a str,
    suffix: String,
    place: Place,
}

impl Link<'_> {
    /// By a path from the text's own file.
    fn resolve_relative(self, path: &str, out: &mut Diagnostics) -> Target {
        let (site, page) = (self.site, self.page);
        let folder = format!("/{}/", folder_of(&page.id)).replace("//", "/");
        let Some(joined) = join(&folder, path) else {
            return self.broken(out_of_content(path), out);
        };
        let joined = joined.trim_start_matches('/');
        if let Some((id, lang)) = id_of(joined, &site.config.languages) {
            if let Some(file) = text_in_other_case(site, &id, lang, joined) {
                return self.broken(other_case(page, path, file), out);
            }
            return self.resolve_page(&id, lang, out);
        }
        if joined.ends_with(".md") {
            return self.broken(without_language(site, page, joined), out);
        }
        match find_asset(site, page.lang, joined) {
            Found::Asset(address) => Target::File(address, self.suffix),
            Found::OtherCase(asset) => self.broken(other_case(page, path, asset), out),
            Found::Nothing => {
                let error = dead_link(site, page, path, joined, self.place, out);
                self.broken(error, out)
            }
        }
    }

    /// The page of an id in the reader's language, else in another one with a warning.
    fn resolve_page(self, id: &str, written: Lang, out: &mut Diagnostics) -> Target {
        let (site, page) = (self.site, self.page);
        let is_broken = |lang| site.broken.contains(&(id.to_owned(), lang));
        let is_draft = |lang| site.drafts.contains(&(id.to_owned(), lang));
        let is_there = site.find(id, written).is_some() || is_draft(written) || is_broken(written);
        if site.has_id(id) && !is_there {
            return self.broken(missing_text(site, page, id, written), out);
        }
        if let Some(index) = site.find(id, page.lang) {
            return Target::Page(index, self.suffix);
        }
        if is_broken(page.lang) || is_broken(written) {
            return Target::Broken;
        }
        match site.find_any(id, written) {
            _ if is_draft(written) => self.broken(link_to_draft(site, id, written), out),
            Some(index) => {
                out.push(in_other_language(site, page, id, index).at(self.place));
                Target::Page(index, self.suffix)
            }
            None => {
                let error = no_page(site, page, id, written, self.place, out);
                self.broken(error, out)
            }
        }
    }

    /// From the top of the site, with or without the path of the base URL and the language: accepted, and warned about
    /// with the portable spelling. What the program makes has no other spelling.
    fn resolve_absolute(self, path: &str, out: &mut Diagnostics) -> Target {
        let (site, page) = (self.site, self.page);
        let below = site.config.base_url.below_path(path);
        let below = below.map(|rest| format!("/{}", rest.trim_start_matches('/')));
        let paths: Vec<&str> = [Some(path), below.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let tag = site.config.languages.tag(page.lang);
        let in_language = paths.iter().map(|path| format!("/{tag}{path}"));
        let whole = paths.iter().map(|path| (*path).to_owned());
        for candidate in whole.chain(in_language) {
            if let Some(index) = site.at_path(&candidate) {
                let portable = spelling(site, page, &site.page(index).id);
                self.warn(&portable, out);
                return Target::Page(index, self.suffix);
            }
            if let Some(address) = site.asset_at(&candidate) {
                let source = site.asset_source(&address).unwrap_or_default();
                self.warn(&spelling_of_file(page, source), out);
                return Target::File(address, self.suffix);
            }
            if site.is_generated(&candidate) {
                return Target::File(candidate, self.suffix);
            }
        }
        let path = below.as_deref().unwrap_or(path);
        let error = dead_absolute(site, page, self.written, path, self.place, out);
        self.broken(error, out)
    }

    fn warn(&self, portable: &str, out: &mut Diagnostics) {
        let portable = format!("{portable}{}", self.suffix);
        out.push(absolute_warning(self.written, &portable).at(self.place));
    }

    fn broken(&self, error: Diagnostic, out: &mut Diagnostics) -> Target {
        out.push(error.at(self.place));
        Target::Broken
    }
}

fn link_to_draft(site: &Site, id: &str, lang: Lang) -> Diagnostic {
    let tag = site.config.languages.tag(lang);
    let message = format!("this link leads to a draft: content/{id}.{tag}.md");
    Diagnostic::error("link-to-draft", message)
        .help("publish that page first, or build with `--drafts`")
}

/// What a path below content/ names among the files that are copied.
enum Found<'a> {
    /// The site-relative address.
    Asset(String),
    /// The path below content/, as it is on the disk.
    OtherCase(&'a str),
    Nothing,
}

fn find_asset<'a>(site: &'a Site, lang: Lang, path: &str) -> Found<'a> {
    match site.asset_of(path, lang) {
        Some(address) => Found::Asset(address),
        None => site
            .assets
            .iter()
            .find(|(asset, _)| asset.path.to_lowercase() == path.to_lowercase())
            .map_or(Found::Nothing, |(asset, _)| Found::OtherCase(&asset.path)),
    }
}
