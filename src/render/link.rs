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
    let own_base = site.config.base_url.as_str();
    if let Some(rest) = destination
        .strip_prefix(own_base.trim_end_matches('/'))
        .filter(|rest| is_path(rest))
    {
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
        Some((path, fragment)) => (path, Some(percent_decode(fragment))),
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
    resolve_relative(site, page, &percent_decode(path), fragment, place, out)
}

fn is_path(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '#', '?'])
}

fn has_scheme(destination: &str) -> bool {
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
    // The names of files are composed when they are read.
    let joined: String = joined.trim_start_matches('/').nfc().collect();
    let joined = joined.as_str();
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
            out.push(dead_link(site, page, path, joined, place));
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
    if let Some(index) = site.find(id, page.lang) {
        return Target::Page(index, fragment);
    }
    let tag = |lang| site.config.languages.tag(lang);
    if site.broken.contains(&(id.to_owned(), page.lang))
        || site.broken.contains(&(id.to_owned(), written))
    {
        return Target::Broken;
    }
    let draft = [page.lang, written]
        .into_iter()
        .find(|&lang| site.drafts.contains(&(id.to_owned(), lang)));
    match (site.find_any(id, written), draft) {
        (Some(index), None) => {
            let message = format!(
                "`{id}` has no text in `{}`, so this link leads to the one in `{}`",
                tag(page.lang),
                tag(site.page(index).lang)
            );
            out.push(
                Diagnostic::warning("link-to-other-language", message)
                    .at(place)
                    .help("translate that page, or say in words that it is in another language"),
            );
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
            let message = format!(
                "there is no page `{id}` in `{}` or any other language",
                tag(page.lang)
            );
            let help = nearest(id, site.ids()).map_or_else(
                || format!("the file content/{id}.{}.md does not exist", tag(written)),
                |near| format!("did you mean `{}`?", spelling(site, page, near)),
            );
            out.push(Diagnostic::error("dead-link", message).at(place).help(help));
            Target::Broken
        }
    }
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

fn dead_link(site: &Site, page: &Page, path: &str, joined: &str, place: Place) -> Diagnostic {
    let id = joined.trim_end_matches('/');
    let id = id.strip_suffix(".html").unwrap_or(id);
    let help = match nearest(id, site.ids()) {
        Some(near) => format!("did you mean `{}`?", spelling(site, page, near)),
        None => "link to a text by its path from this file (`../states/ohio.it.md`), to a file by its name".to_owned(),
    };
    let lang = site.config.languages.tag(page.lang);
    Diagnostic::error(
        "dead-link",
        format!("`{path}` leads nowhere (this text is in `{lang}`)"),
    )
    .at(place)
    .help(help)
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
        Some((path, fragment)) => (path, Some(percent_decode(fragment))),
        None => (destination, None),
    };
    let path = percent_decode(path.split('?').next().unwrap_or_default());
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
            let portable = site.asset_source(&address).map(|source| {
                super::address::relative(
                    &format!("/{}", page.id),
                    &format!("/{source}"),
                    super::address::LinkStyle::Pretty,
                )
            });
            out.push(absolute_warning(
                written,
                &portable.unwrap_or_default(),
                place,
            ));
            return Target::File(address);
        }
    }
    out.push(dead_absolute(site, page, written, below.unwrap_or(&path)).at(place));
    Target::Broken
}

/// The complaint about a link from the top of the site that leads nowhere.
fn dead_absolute(site: &Site, page: &Page, written: &str, path: &str) -> Diagnostic {
    if let Some(name) = site.asset_in_other_case(path) {
        let message = format!("`{written}` differs from the file `/{name}` in letter case");
        return Diagnostic::error("wrong-case", message).help(format!("write `/{name}`"));
    }
    let last = path.trim_end_matches('/').rsplit('/').next();
    let last = last.unwrap_or_default();
    let is_near =
        |id: &&str| id.ends_with(last) || nearest(last, [crate::model::name_of(id)]).is_some();
    let help = site.ids().filter(is_near).min().map_or_else(
        || "link to a text by its path from this file: `../states/ohio.it.md`".to_owned(),
        |near| format!("did you mean `{}`?", spelling(site, page, near)),
    );
    Diagnostic::error("dead-link", format!("`{written}` leads nowhere")).help(help)
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
