//! A link as an author wrote it → where it leads: a page in the reader's language, a file, another site.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::lang::Lang;
use crate::load::id_of;
use crate::model::{Page, PageIndex, Site, folder_of};

use super::address::{join, percent_decode};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A page of the site, and the fragment, without `#`.
    Page(PageIndex, Option<String>),
    /// A file of the output, by its site-relative address.
    File(String),
    /// Elsewhere.
    External,
    /// Nowhere; the complaint was made, or belongs to the file linked to.
    Broken,
}

/// Resolves a destination written in the text of `page`. Its scheme was checked before.
pub(super) fn resolve_link(
    site: &Site,
    page: &Page,
    destination: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Target {
    if let Some(rest) = site.config.base_url.below(destination) {
        return resolve_absolute(
            site,
            page,
            destination,
            &format!("/{}", rest.trim_start_matches('/')),
            place,
            out,
        );
    }
    if has_scheme(destination) || destination.starts_with("//") {
        return Target::External;
    }
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(composed(fragment))),
        None => (destination, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        let own = site.find(&page.id, page.lang);
        return own.map_or(Target::Broken, |index| Target::Page(index, fragment));
    }
    if path.starts_with('/') {
        return resolve_absolute(site, page, destination, destination, place, out);
    }
    resolve_relative(site, page, &composed(path), fragment, place, out)
}

/// What a part of an address names: names of files and ids are composed when they are read.
fn composed(part: &str) -> String {
    percent_decode(part).nfc().collect()
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

fn resolve_relative(
    site: &Site,
    page: &Page,
    path: &str,
    fragment: Option<String>,
    place: Place,
    out: &mut Diagnostics,
) -> Target {
    let folder = format!("/{}/", folder_of(&page.id));
    let folder = if folder == "//" {
        "/".to_owned()
    } else {
        folder
    };
    let Some(joined) = join(&folder, path) else {
        let error =
            Diagnostic::error("dead-link", format!("`{path}` leads out of content/")).at(place);
        out.push(
            error.help(
                "link to a text of the site by its path from this file: `../states/ohio.it.md`",
            ),
        );
        return Target::Broken;
    };
    let joined = joined.trim_start_matches('/');
    if let Some((id, lang)) = id_of(joined, &site.config.languages) {
        return resolve_page(site, page, &id, lang, fragment, place, out);
    }
    if joined.ends_with(".md") {
        out.push(without_language(site, page, joined, place));
        return Target::Broken;
    }
    match find_asset(site, page.lang, joined) {
        Found::Asset(address) => Target::File(address),
        Found::OtherCase(name) => {
            let error = Diagnostic::error(
                "wrong-case",
                format!("`{path}` differs from the file `{name}` in letter case"),
            );
            out.push(
                error
                    .at(place)
                    .help(format!("write the name as the file has it: `{name}`")),
            );
            Target::Broken
        }
        Found::Nothing => {
            let error = dead_link(site, page, path, joined, place, out);
            out.push(error);
            Target::Broken
        }
    }
}

/// The page of an id in the reader's language, else in another one with a warning.
fn resolve_page(
    site: &Site,
    page: &Page,
    id: &str,
    written: Lang,
    fragment: Option<String>,
    place: Place,
    out: &mut Diagnostics,
) -> Target {
    let is_there = |lang| {
        let text = (id.to_owned(), lang);
        site.find(id, lang).is_some() || site.drafts.contains(&text) || site.broken.contains(&text)
    };
    if site.has_id(id) && !is_there(written) {
        out.push(missing_text(site, page, id, written, place));
        return Target::Broken;
    }
    if let Some(index) = site.find(id, page.lang) {
        return Target::Page(index, fragment);
    }
    let tag = |lang| site.config.languages.tag(lang);
    if site.broken.contains(&(id.to_owned(), page.lang))
        || site.broken.contains(&(id.to_owned(), written))
    {
        return Target::Broken;
    }
    let is_draft = |lang| site.drafts.contains(&(id.to_owned(), lang));
    let draft = is_draft(written).then_some(written);
    match (site.find_any(id, written), draft) {
        (Some(index), None) => {
            out.push(in_other_language(site, page, id, index).at(place));
            Target::Page(index, fragment)
        }
        (_, Some(lang)) => {
            let message = format!("this link leads to a draft: content/{id}.{}.md", tag(lang));
            out.push(
                Diagnostic::error("link-to-draft", message)
                    .at(place)
                    .help("publish that page first, or build with `--drafts`"),
            );
            Target::Broken
        }
        (None, None) => {
            let near = near_id(site, id, place, out);
            out.push(no_page(site, page, id, written, near).at(place));
            Target::Broken
        }
    }
}

/// The reader's language has no text of this id, or a draft alone.
fn in_other_language(site: &Site, page: &Page, id: &str, index: PageIndex) -> Diagnostic {
    let tag = |lang| site.config.languages.tag(lang);
    let is_draft = site.drafts.contains(&(id.to_owned(), page.lang));
    let message = format!(
        "`{id}` has no text in `{}`{}, so this link leads to the one in `{}`",
        tag(page.lang),
        if is_draft { " but a draft" } else { "" },
        tag(site.page(index).lang)
    );
    Diagnostic::warning("link-to-other-language", message)
        .help("translate that page, or say in words that it is in another language")
}

/// There is no page of this id in any language.
fn no_page(site: &Site, page: &Page, id: &str, written: Lang, near: Option<&str>) -> Diagnostic {
    let tag = |lang| site.config.languages.tag(lang);
    let message = format!(
        "there is no page `{id}` in `{}` or any other language",
        tag(page.lang)
    );
    let help = near.map_or_else(
        || format!("the file content/{id}.{}.md does not exist", tag(written)),
        |near| format!("did you mean `{}`?", spelling(site, page, near)),
    );
    Diagnostic::error("dead-link", message).help(help)
}

/// The page exists, but not in the language that the link names, so that no Markdown viewer finds the file.
fn missing_text(site: &Site, page: &Page, id: &str, written: Lang, place: Place) -> Diagnostic {
    let tag = site.config.languages.tag(written);
    Diagnostic::error(
        "dead-link",
        format!("there is no file content/{id}.{tag}.md"),
    )
    .at(place)
    .help(format!("write `{}`", spelling(site, page, id)))
}

fn without_language(site: &Site, page: &Page, joined: &str, place: Place) -> Diagnostic {
    let id = joined.trim_end_matches(".md");
    let message = format!("`{joined}` does not say its language");
    let help = match site.has_id(id) {
        true => format!("write `{}`", spelling(site, page, id)),
        false => "a text is linked by its file name: `../states/ohio.it.md`".to_owned(),
    };
    Diagnostic::error("dead-link", message).at(place).help(help)
}

fn dead_link(
    site: &Site,
    page: &Page,
    path: &str,
    joined: &str,
    place: Place,
    out: &Diagnostics,
) -> Diagnostic {
    let id = joined.trim_end_matches('/');
    let id = id.strip_suffix(".html").unwrap_or(id);
    let near_page = || Some(spelling(site, page, near_id(site, id, place, out)?));
    let help = match near_file(site, page, joined, place, out).or_else(near_page) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "link to a text by its path from this file (`../states/ohio.it.md`), to a file by its name".to_owned(),
    };
    dead(site, page, path).at(place).help(help)
}

/// The complaint about a link that leads nowhere; says which language was looked in.
fn dead(site: &Site, page: &Page, written: &str) -> Diagnostic {
    let lang = site.config.languages.tag(page.lang);
    let message = format!("`{written}` leads nowhere (this text is in `{lang}`)");
    Diagnostic::error("dead-link", message)
}

/// The id that an author may have meant; not looked for once the file has more dead links than are shown.
fn near_id<'a>(site: &'a Site, id: &str, place: Place, out: &Diagnostics) -> Option<&'a str> {
    let is_shown = !out.has_enough("dead-link", place.file);
    is_shown.then(|| nearest(id, site.ids())).flatten()
}

/// How a text links to the copied file that an author may have meant.
fn near_file(
    site: &Site,
    page: &Page,
    path: &str,
    place: Place,
    out: &Diagnostics,
) -> Option<String> {
    let is_shown = !out.has_enough("dead-link", place.file);
    let mut files = site.assets.iter().map(|(asset, _)| asset.path.as_str());
    let near = is_shown.then(|| nearest(path, &mut files)).flatten()?;
    Some(spelling_of_file(page, near))
}

fn spelling_of_file(page: &Page, path: &str) -> String {
    let (from, to) = (format!("/{}", page.id), format!("/{path}"));
    super::address::relative(&from, &to, super::address::LinkStyle::Pretty)
}

/// How a text links to the page of an id, in its own language.
pub(super) fn spelling(site: &Site, page: &Page, id: &str) -> String {
    let from = format!("/{}", page.id);
    let index = site.find_any(id, page.lang);
    let lang = index.map_or(page.lang, |index| site.page(index).lang);
    let path =
        super::address::relative(&from, &format!("/{id}"), super::address::LinkStyle::Pretty);
    format!("{path}.{}.md", site.config.languages.tag(lang))
}

/// A link from the top of the site: accepted, and warned about with the portable spelling.
fn resolve_absolute(
    site: &Site,
    page: &Page,
    written: &str,
    destination: &str,
    place: Place,
    out: &mut Diagnostics,
) -> Target {
    let (path, fragment) = match destination.split_once('#') {
        Some((path, fragment)) => (path, Some(composed(fragment))),
        None => (destination, None),
    };
    let path = composed(path.split('?').next().unwrap_or_default());
    let base = site.config.base_url.path();
    let below = path
        .strip_prefix(base.trim_end_matches('/'))
        .filter(|rest| rest.starts_with('/'));
    let language = format!("/{}{path}", site.config.languages.tag(page.lang));
    for candidate in [Some(path.as_str()), below, Some(language.as_str())]
        .into_iter()
        .flatten()
    {
        if let Some(index) = site.at_path(candidate) {
            let portable = spelling(site, page, &site.page(index).id.clone());
            out.push(absolute_warning(written, &portable, place));
            return Target::Page(index, fragment);
        }
        if let Some(address) = site.asset_at(candidate) {
            let source = site.asset_source(&address);
            let portable = source.map(|source| spelling_of_file(page, source));
            out.push(absolute_warning(
                written,
                &portable.unwrap_or_default(),
                place,
            ));
            return Target::File(address);
        }
    }
    let is_shown = !out.has_enough("dead-link", place.file);
    let near = || is_shown.then(|| near_name(site, &path)).flatten();
    out.push(dead_absolute(site, page, written, below.unwrap_or(&path), near).at(place));
    Target::Broken
}

/// The id whose name is, or nearly is, the last part of an address.
fn near_name<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let is_near =
        |id: &&str| id.ends_with(last) || nearest(last, [crate::model::name_of(id)]).is_some();
    site.ids().filter(is_near).min()
}

/// The complaint about a link from the top of the site that leads nowhere.
fn dead_absolute<'s>(
    site: &'s Site,
    page: &Page,
    written: &str,
    path: &str,
    near: impl Fn() -> Option<&'s str>,
) -> Diagnostic {
    if let Some(name) = site.asset_in_other_case(path) {
        let message = format!("`{written}` differs from the file `/{name}` in letter case");
        return Diagnostic::error("wrong-case", message).help(format!("write `/{name}`"));
    }
    let help = near().map_or_else(
        || "link to a text by its path from this file: `../states/ohio.it.md`".to_owned(),
        |near| format!("did you mean `{}`?", spelling(site, page, near)),
    );
    dead(site, page, written).help(help)
}

fn absolute_warning(written: &str, portable: &str, place: Place) -> Diagnostic {
    Diagnostic::warning(
        "absolute-link",
        format!("`{written}` is tied to one address; it is written relative in the output"),
    )
    .at(place)
    .help(format!(
        "write `{portable}`, which also works in any Markdown viewer"
    ))
}

/// What a path below content/ names among the files that are copied.
enum Found {
    /// The site-relative address.
    Asset(String),
    /// The name as it is on the disk.
    OtherCase(String),
    Nothing,
}

fn find_asset(site: &Site, lang: Lang, path: &str) -> Found {
    match site.asset_of(path, lang) {
        Some(address) => Found::Asset(address),
        None => site
            .assets
            .iter()
            .find(|(asset, _)| asset.path.to_lowercase() == path.to_lowercase())
            .map_or(Found::Nothing, |(asset, _)| {
                Found::OtherCase(crate::model::name_of(&asset.path).to_owned())
            }),
    }
}
