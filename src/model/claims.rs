//! One file of the output, one source: pages, aliases, copied files and generated files claim theirs.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::page::{CARDS_FOLDER, FACTS_CSV, FACTS_JSON, SEARCH_SCRIPT, search_index};
use super::permalink::feed_path;
use super::permalink::is_reserved;
use super::{Page, Site};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::Asset;

/// Claims the files of a whole site.
pub(super) fn claim_all(site: &Site, diagnostics: &mut Diagnostics) {
    let Site { pages, config, .. } = site;
    // As the file is named: two may differ in the letter case of the language alone.
    let file_of = |page: &Page| {
        let path = &site.files.get(page.title_place().file).path;
        path.trim_start_matches("content/").to_owned()
    };
    let mut claims = Claims::default();
    for name in generated_files(config, pages) {
        claims.claim(
            &name,
            None,
            &format!("the generated file {name}"),
            diagnostics,
        );
    }
    for page in pages {
        let what = format!("the page {}", file_of(page));
        let place = page
            .front_matter
            .slug
            .as_ref()
            .map_or(page.title_place(), |(_, place)| *place);
        claims.claim(&page.output_path(), Some(place), &what, diagnostics);
    }
    for redirect in &site.redirects {
        let page = site.page(redirect.page);
        let what = format!("an alias of the page {}", file_of(page));
        claims.claim(
            &redirect.output_path(),
            Some(redirect.place),
            &what,
            diagnostics,
        );
    }
    for (asset, targets) in &site.assets {
        for target in targets {
            let what = format!("the file content/{}", asset.path);
            claims.claim(target, Some(Place::file(asset.file)), &what, diagnostics);
        }
    }
    report_bad_asset_names(&site.assets, diagnostics);
}

fn report_bad_asset_names(assets: &[(Asset, Vec<String>)], diagnostics: &mut Diagnostics) {
    for (asset, _) in assets {
        let bad = asset.path.split('/').find(|part| {
            part.starts_with('_')
                || part.ends_with(['.', ' '])
                || is_reserved(part)
                || part.chars().any(|c| "\\:*?\"<>|".contains(c))
        });
        if let Some(bad) = bad {
            let error = Diagnostic::error("bad-name", format!("`{}` cannot be published", bad.escape_debug()))
                .at(Place::file(asset.file))
                .help("rename it: some hosts do not serve names that begin with `_`, and some systems cannot hold this name");
            diagnostics.push(error);
        }
    }
}

/// Files at the top of the output that the program makes for this site.
pub(super) fn generated_files(config: &Config, pages: &[Page]) -> Vec<String> {
    let mut names: Vec<String> = ["404.html", "sitemap.xml", "robots.txt", ".nojekyll"]
        .map(str::to_owned)
        .to_vec();
    if config.languages.len() > 1 {
        names.push("index.html".into());
    }
    if config.domain.is_some() {
        names.push("CNAME".into());
    }
    if pages.iter().any(Page::shows_facts) {
        names.extend([FACTS_JSON, FACTS_CSV].map(str::to_owned));
    }
    let searches = pages.iter().filter(|page| page.is_search());
    let indexes = searches.map(|page| search_index(config.languages.tag(page.lang)));
    names.extend(indexes.chain([SEARCH_SCRIPT.to_owned()]));
    if config.cards {
        names.push(CARDS_FOLDER.to_owned());
    }
    let feeds = config.languages.iter();
    names.extend(feeds.map(|lang| feed_path(config, lang)[1..].to_owned()));
    names
}

/// The longest address of a file of the output, in bytes; systems take 4,096 together with the folder it stands in.
const MAX_ADDRESS_BYTES: usize = 2_000;

/// Two paths of one key are one file on some system: Unicode form and letter case, `ß` and `SS` included.
fn same_on_all_systems(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let folded = path.nfc().flat_map(char::to_uppercase);
    folded.flat_map(char::to_lowercase).nfc().collect()
}

/// Everything that claims a file of the output, to find two claims of one file.
#[derive(Debug, Default)]
pub(super) struct Claims {
    files: HashMap<String, Claim>,
    folders: HashMap<String, Claim>,
}

/// A file of the output or a folder that one needs, and who wants it.
#[derive(Clone, Debug)]
struct Claim {
    path: String,
    place: Option<Place>,
    what: String,
}

impl Claims {
    /// Claims the file at `path` (no slash in front) for `what`; two claims of one file, a file where another claim needs
    /// a folder, and folders that are one on some systems are errors that name both. Letter case and Unicode form make no
    /// difference.
    pub(super) fn claim(
        &mut self,
        path: &str,
        place: Option<Place>,
        what: &str,
        diagnostics: &mut Diagnostics,
    ) {
        if path.len() > MAX_ADDRESS_BYTES {
            let n = path.len();
            let message =
                format!("{what} has an address of {n} bytes, and the limit is {MAX_ADDRESS_BYTES}");
            let error = Diagnostic::error("long-address", message);
            let error = error.help("use shorter names, or fewer folders inside each other");
            diagnostics.push(place.map_or(error.clone(), |place| error.at(place)));
            return;
        }
        let claim = Claim {
            path: path.to_owned(),
            place,
            what: what.to_owned(),
        };
        let key = same_on_all_systems(path);
        let folders: Vec<(&str, &str)> = key
            .match_indices('/')
            .zip(path.match_indices('/'))
            .map(|((in_key, _), (in_path, _))| (&key[..in_key], &path[..in_path]))
            .collect();
        if let Some((other, how)) = self.taken(path, &key, &folders) {
            diagnostics.push(collision(&claim, other, &how));
            return;
        }
        for (folder, written) in folders {
            let folders = &mut self.folders;
            folders.entry(folder.to_owned()).or_insert_with(|| Claim {
                path: written.to_owned(),
                ..claim.clone()
            });
        }
        self.files.insert(key, claim);
    }

    /// The claim that leaves no room for the file at `path`, and how the two collide. `folders` are those it needs, by
    /// key and as written.
    fn taken(&self, path: &str, key: &str, folders: &[(&str, &str)]) -> Option<(&Claim, String)> {
        if let Some(other) = self.files.get(key) {
            return Some((other, format!("have one address: `/{path}`")));
        }
        let mut of_files = folders.iter().filter_map(|(key, _)| self.files.get(*key));
        if let Some(other) = self.folders.get(key).or_else(|| of_files.next()) {
            let file = if path.len() < other.path.len() {
                path
            } else {
                &other.path
            };
            return Some((other, format!("need `/{file}` as a file and as a folder")));
        }
        folders.iter().find_map(|(key, written)| {
            let other = self.folders.get(*key)?;
            let how = format!(
                "stand in folders that are one on some systems: `/{written}/` and `/{}/`",
                other.path
            );
            (other.path != *written).then_some((other, how))
        })
    }
}

fn collision(this: &Claim, other: &Claim, how: &str) -> Diagnostic {
    let message = format!("{} and {} {how}", this.what, other.what);
    let mut error = Diagnostic::error("address-collision", message).help(
        "give one of them another slug or name; letter case and accents' forms make no difference",
    );
    if let Some(place) = this.place.or(other.place) {
        error = error.at(place);
    }
    match (this.place, other.place) {
        (Some(_), Some(place)) => error.related(place, "the other one"),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_claim() {
        for (first, second, collides) in [
            ("it/a/index.html", "it/A/index.html", true),
            ("it/caffè/index.html", "it/caffe\u{300}/index.html", true),
            ("it/straße/index.html", "it/STRASSE/index.html", true),
            ("it/ς/index.html", "it/Σ/index.html", true),
            ("it/a", "it/a/index.html", true),
            ("it/a/index.html", "it/a", true),
            ("it/A/b/index.html", "it/a/c/index.html", true),
            ("IT/a.txt", "it/index.html", true),
            ("it/a/b/index.html", "it/a/c/index.html", false),
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
