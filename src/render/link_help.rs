//! What is said of links that lead nowhere, or not where their author may think: complaints with the spelling to write.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::lang::Lang;
use crate::load::id_of;
use crate::model::{Page, PageIndex, Site, name_of};

use super::address::{LinkStyle, relative};

/// The reader's language has no text of this id, or a draft alone.
pub(super) fn in_other_language(
    site: &Site,
    page: &Page,
    id: &str,
    index: PageIndex,
) -> Diagnostic {
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
pub(super) fn no_page(
    site: &Site,
    page: &Page,
    id: &str,
    written: Lang,
    place: Place,
    out: &Diagnostics,
) -> Diagnostic {
    let near = is_shown(place, out)
        .then(|| nearest(id, site.ids()))
        .flatten();
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
pub(super) fn missing_text(site: &Site, page: &Page, id: &str, written: Lang) -> Diagnostic {
    let tag = site.config.languages.tag(written);
    Diagnostic::error(
        "dead-link",
        format!("there is no file content/{id}.{tag}.md"),
    )
    .help(format!("write `{}`", spelling(site, page, id)))
}

/// The path of a text that names no language of the site, `partners/foxconn.md`.
pub(super) fn without_language(site: &Site, page: &Page, joined: &str) -> Diagnostic {
    let stem = joined.trim_end_matches(".md");
    let named = stem.rsplit_once('.').filter(|(id, _)| site.has_id(id));
    let (id, message) = match named {
        Some((id, tag)) if !site.has_id(stem) => (
            id,
            format!("`{joined}`: `{tag}` is not a language of the site"),
        ),
        _ => (stem, format!("`{joined}` does not say its language")),
    };
    let help = match site.has_id(id) {
        true => format!("write `{}`", spelling(site, page, id)),
        false => "a text is linked by its file name: `../states/ohio.it.md`".to_owned(),
    };
    Diagnostic::error("dead-link", message).help(help)
}

/// A path from a file leads out of what there is.
pub(super) fn out_of_content(path: &str) -> Diagnostic {
    Diagnostic::error("dead-link", format!("`{path}` leads out of content/"))
        .help("link to a text of the site by its path from this file: `../states/ohio.it.md`")
}

/// A path differs from that of a copied file, which lies at `asset` below content/, in letter case alone.
pub(super) fn other_case(page: &Page, path: &str, asset: &str) -> Diagnostic {
    let right = spelling_of_file(page, asset);
    let message = format!("`{path}` differs from the file `{right}` in letter case");
    let help = format!("write the name as the file has it: `{right}`");
    Diagnostic::error("wrong-case", message).help(help)
}

/// A path from a file, below content/ `joined`, names nothing.
pub(super) fn dead_link(
    site: &Site,
    page: &Page,
    path: &str,
    joined: &str,
    place: Place,
    out: &Diagnostics,
) -> Diagnostic {
    let near = is_shown(place, out).then(|| near_spelling(site, page, joined));
    let help = match near.flatten() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "link to a text by its path from this file (`../states/ohio.it.md`), to a file by its name".to_owned(),
    };
    dead(site, page, path).help(help)
}

/// An address from the top of the site names nothing.
pub(super) fn dead_absolute(
    site: &Site,
    page: &Page,
    written: &str,
    path: &str,
    place: Place,
    out: &Diagnostics,
) -> Diagnostic {
    if let Some(name) = site.asset_in_other_case(path) {
        let message = format!("`{written}` differs from the file `/{name}` in letter case");
        return Diagnostic::error("wrong-case", message).help(format!("write `/{name}`"));
    }
    let near = || {
        let by_name = near_name(site, path).map(|id| spelling(site, page, id));
        by_name.or_else(|| near_spelling(site, page, path.trim_start_matches('/')))
    };
    let near = is_shown(place, out).then(near).flatten();
    let help = near.map_or_else(
        || "link to a text by its path from this file: `../states/ohio.it.md`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    dead(site, page, written).help(help)
}

/// An address from the top of the site leads somewhere, but not in a Markdown viewer.
pub(super) fn absolute_warning(written: &str, portable: &str) -> Diagnostic {
    Diagnostic::warning(
        "absolute-link",
        format!("`{written}` is tied to one address; it is written relative in the output"),
    )
    .help(format!(
        "write `{portable}`, which also works in any Markdown viewer"
    ))
}

/// How a text links to a copied file, by the file's path below content/.
pub(super) fn spelling_of_file(page: &Page, path: &str) -> String {
    let (from, to) = (format!("/{}", page.id), format!("/{path}"));
    relative(&from, &to, LinkStyle::Pretty)
}

/// How a text links to the page of an id, in its own language.
pub(super) fn spelling(site: &Site, page: &Page, id: &str) -> String {
    let from = format!("/{}", page.id);
    let index = site.find_any(id, page.lang);
    let lang = index.map_or(page.lang, |index| site.page(index).lang);
    let path = relative(&from, &format!("/{id}"), LinkStyle::Pretty);
    format!("{path}.{}.md", site.config.languages.tag(lang))
}

/// The complaint about a link that leads nowhere; says which language was looked in.
fn dead(site: &Site, page: &Page, written: &str) -> Diagnostic {
    let lang = site.config.languages.tag(page.lang);
    let message = format!("`{written}` leads nowhere (this text is in `{lang}`)");
    Diagnostic::error("dead-link", message)
}

/// Whether the complaint will be shown: once a file has more dead links than are, nothing is looked for.
fn is_shown(place: Place, out: &Diagnostics) -> bool {
    !out.has_enough("dead-link", place.file)
}

/// How a text links to what an author may have meant by a path below content/.
fn near_spelling(site: &Site, page: &Page, path: &str) -> Option<String> {
    let path = path.trim_end_matches('/');
    let id = match id_of(&path.to_lowercase(), &site.config.languages) {
        Some((lower, _)) => path.get(..lower.len()).unwrap_or(path),
        None => path.strip_suffix(".html").unwrap_or(path),
    };
    let index = format!("{id}/_index");
    let exact = [id, index.trim_start_matches('/')].into_iter();
    if let Some(id) = { exact }.find(|id| site.has_id(id)) {
        return Some(spelling(site, page, id));
    }
    let files = site.assets.iter().map(|(asset, _)| asset.path.as_str());
    let in_static = format!("static/{path}");
    let file = { files.clone() }.find(|file| *file == in_static || *file == path);
    if let Some(file) = file.or_else(|| nearest(path, files)) {
        return Some(spelling_of_file(page, file));
    }
    nearest(id, site.ids()).map(|id| spelling(site, page, id))
}

/// The id whose name is, or nearly is, the last part of an address.
fn near_name<'s>(site: &'s Site, path: &str) -> Option<&'s str> {
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    let last = last.strip_suffix(".html").unwrap_or(last);
    let is_near = |id: &&str| nearest(last, [name_of(id)]).is_some();
    let exact = site.ids().filter(|id| name_of(id) == last).min();
    exact.or_else(|| site.ids().filter(is_near).min())
}
