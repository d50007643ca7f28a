//! Aliases of texts → old addresses that lead to their pages.

use super::permalink::check_segment;
use super::{Page, Redirect, page_index};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The redirects of all pages, in their order; wrong aliases are reported and left out.
pub(super) fn resolve_redirects(
    pages: &[Page],
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for (alias, place) in &page.front_matter.aliases {
            match alias_path(alias, page, config) {
                Ok(path) => redirects.push(Redirect {
                    path,
                    page: page_index(index),
                    place: *place,
                }),
                Err(problem) => {
                    let error = Diagnostic::error(
                        "bad-alias",
                        format!("`{}` cannot be an alias: {problem}", alias.escape_debug()),
                    );
                    diagnostics.push(error.at(*place).help("write the old address from the top of the site, such as `/it/partner/vecchio/`, or its last part alone"));
                }
            }
        }
    }
    redirects
}

/// The site-relative address of an alias: from the top if it begins with a slash, else beside the page.
fn alias_path(alias: &str, page: &Page, config: &Config) -> Result<String, String> {
    let own_parent = page
        .path
        .trim_end_matches('/')
        .rsplit_once('/')
        .map_or("", |(parent, _)| parent);
    let (base, rest) = match alias.strip_prefix('/') {
        Some(rest) => (String::new(), rest),
        None => (own_parent.to_owned(), alias),
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let is_language = |segment: &str| config.languages.find(segment).is_some();
    let from_top = alias.starts_with('/') && config.base_url.path() != "/";
    if from_top && !rest.split('/').next().is_some_and(is_language) {
        let below = config
            .base_url
            .below_path(alias)
            .map(|below| below.trim_start_matches('/'));
        if let Some(below) = below {
            let base = config.base_url.path();
            return Err(format!(
                "`{base}` comes in front of it by itself; write `/{below}`"
            ));
        }
    }
    for (position, segment) in rest.split('/').enumerate() {
        let language = position == 0 && alias.starts_with('/') && is_language(segment);
        let last_html = segment
            .strip_suffix(".html")
            .filter(|_| rest.ends_with(segment));
        if !(language && rest.contains('/')) {
            check_segment(last_html.unwrap_or(segment), config)?;
        }
    }
    let path = format!("{base}/{rest}");
    Ok(if path.ends_with(".html") {
        path
    } else {
        path + "/"
    })
}
