//! Pages that nobody leads the reader to.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{PageIndex, PageKind, Site};
use crate::render::Rendered;

/// Reports each page that no link leads to. The home pages need none: the address of the site leads there;
/// nor does the page for editors. Silent when not all pages were made, or where an error was found: what is wrong may be
/// the link.
pub(super) fn check_orphans(
    site: &Site,
    rendered: &Rendered,
    reached: &HashSet<PageIndex>,
    diagnostics: &mut Diagnostics,
) {
    let made = rendered.records.iter().filter_map(|record| record.page);
    if made.count() != site.pages.len() || diagnostics.has_errors() {
        return;
    }
    for (index, page) in site.indexed_pages() {
        if page.kind == PageKind::Home || page.is_for_editors() || reached.contains(&index) {
            continue;
        }
        let tag = site.config.languages.tag(page.lang);
        let message = format!("no page, menu or list in `{tag}` leads to `{}`", page.path);
        diagnostics.push(
            Diagnostic::warning("orphan-page", message)
                .at(page.title_place())
                .help("link to it in a text, or name it under `navigation` in site.yaml"),
        );
    }
}
