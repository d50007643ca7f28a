//! The templates and the small first site, as they stand in the repository: what `spiega init` writes. Nothing of it is
//! read from the disk, so the program alone is enough to begin a site.

/// A file of the repository: its path below the folder it belongs to, and its bytes.
pub type Embedded = (&'static str, &'static [u8]);

macro_rules! embed {
    ($folder:literal: $($path:literal)+) => {
        &[$(($path, include_bytes!(concat!("../", $folder, "/", $path)))),+]
    };
}

/// The templates, style sheets and interface words, below `templates/`.
pub const TEMPLATES: &[Embedded] = embed! {
    "templates":
    "assets/css/base.css"
    "assets/css/figures.css"
    "assets/css/layout.css"
    "assets/css/parts.css"
    "assets/css/print.css"
    "assets/css/tokens.css"
    "assets/search/loader.js"
    "assets/search/minisearch.js"
    "assets/search/search.js"
    "components/breadcrumb.html"
    "components/catalogue_source.html"
    "components/fact_entries.html"
    "components/fact_entry.html"
    "components/fact_link.html"
    "components/footnotes.html"
    "components/glossary_term.html"
    "components/head_meta.html"
    "components/item_groups.html"
    "components/item_rows.html"
    "components/key_figures.html"
    "components/language_switch.html"
    "components/mentions.html"
    "components/page_link.html"
    "components/page_section.html"
    "components/popovers.html"
    "components/site_footer.html"
    "components/site_header.html"
    "components/source_list.html"
    "components/source_name.html"
    "components/status_badge.html"
    "components/ties.html"
    "components/timeline_event.html"
    "components/title_block.html"
    "components/toc.html"
    "components/used_in.html"
    "layouts/article.html"
    "layouts/base.html"
    "pages/404.html"
    "pages/chooser.html"
    "pages/entity.html"
    "pages/facts.html"
    "pages/glossary.html"
    "pages/home.html"
    "pages/list.html"
    "pages/page.html"
    "pages/partner.html"
    "pages/redirect.html"
    "pages/search.html"
    "pages/sources.html"
    "pages/state.html"
    "pages/status.html"
    "pages/timeline.html"
    "strings/en.yaml"
    "strings/it.yaml"
};

/// The small first site with its workflow, below its own folder.
pub const STARTER: &[Embedded] = embed! {
    "starter":
    ".github/actions/spiega/action.yml"
    ".github/workflows/site.yml"
    ".gitignore"
    ".vscode/extensions.json"
    ".vscode/settings.json"
    "README.md"
    "content/_index.en.md"
    "content/_index.it.md"
    "content/_index.yaml"
    "content/about.en.md"
    "content/about.it.md"
    "content/facts.en.md"
    "content/facts.it.md"
    "content/facts/project.yaml"
    "content/glossary.en.md"
    "content/glossary.it.md"
    "content/glossary.yaml"
    "content/partners/_index.en.md"
    "content/partners/_index.it.md"
    "content/partners/cooperative.en.md"
    "content/partners/cooperative.it.md"
    "content/partners/cooperative.yaml"
    "content/partners/council.en.md"
    "content/partners/council.it.md"
    "content/partners/council.yaml"
    "content/partners/workshop.en.md"
    "content/partners/workshop.it.md"
    "content/partners/workshop.yaml"
    "content/places/_index.en.md"
    "content/places/_index.it.md"
    "content/places/north-bank.en.md"
    "content/places/north-bank.it.md"
    "content/places/north-bank.yaml"
    "content/places/south-bank.en.md"
    "content/places/south-bank.it.md"
    "content/places/south-bank.yaml"
    "content/search.en.md"
    "content/search.it.md"
    "content/site.yaml"
    "content/sources.en.md"
    "content/sources.it.md"
    "content/sources.yaml"
    "content/status.en.md"
    "content/status.it.md"
    "content/timeline.en.md"
    "content/timeline.it.md"
    "content/timeline.yaml"
    "public/.gitignore"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folders_is_here() {
        for (folder, embedded) in [("templates", TEMPLATES), ("starter", STARTER)] {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let entries = walkdir::WalkDir::new(&root).sort_by_file_name();
            let mut on_disk: Vec<String> = entries
                .into_iter()
                .map(|entry| entry.expect("the folder can be read"))
                .filter(|entry| entry.file_type().is_file())
                .map(|entry| {
                    let path = entry.path().strip_prefix(&root).expect("below the folder");
                    path.to_string_lossy().into_owned()
                })
                .collect();
            on_disk.sort();
            let here: Vec<&str> = embedded.iter().map(|(path, _)| *path).collect();
            assert_eq!(
                here, on_disk,
                "bring the list of {folder}/ in src/embedded.rs up to date"
            );
        }
    }
}
