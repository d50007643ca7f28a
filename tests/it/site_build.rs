//! One small site a rule, each built and compared whole.

use crate::source;
use crate::support::{Site, package};

#[test]
fn a_pair_of_texts_is_one_page_in_two_languages() {
    Site::fixture("pair").build().check();
}

#[test]
fn every_kind_of_field_is_shown_set_unset_and_null() {
    Site::fixture("fields").build().check();
}

#[test]
fn entities_have_a_title_block_key_figures_and_a_template() {
    Site::fixture("entities").build().check();
}

#[test]
fn a_relation_is_seen_from_both_its_ends() {
    Site::fixture("relations").build().check();
}

#[test]
fn lists_have_groups_and_an_order() {
    Site::fixture("lists").build().check();
}

#[test]
fn aliases_become_redirect_pages() {
    Site::fixture("aliases").build().check();
}

#[test]
fn files_are_published_beside_their_texts_or_at_the_top() {
    Site::fixture("assets").build().check();
}

#[test]
fn drafts_are_left_out() {
    Site::fixture("drafts").build().check();
}

#[test]
fn drafts_are_built_when_asked_for() {
    Site::fixture("drafts")
        .arg("--drafts")
        .build()
        .check_as("drafts-built");
}

#[test]
fn a_page_of_one_language_says_so_in_words() {
    Site::fixture("single-language-page").build().check();
}

#[test]
fn a_heading_answers_to_the_id_of_its_translation() {
    Site::fixture("shared-ids").build().check();
}

#[test]
fn addresses_come_from_names_folders_and_slugs() {
    Site::fixture("addresses").build().check();
}

#[test]
fn one_language_stands_at_the_top_without_a_switch() {
    Site::fixture("one-language").build().check();
}

#[test]
fn a_third_language_borrows_the_words_it_lacks() {
    Site::fixture("three-languages")
        .build()
        .with_warning("missing-words")
        .check();
}

#[test]
fn a_domain_of_its_own_gets_its_file() {
    Site::fixture("domain").build().check();
}

#[test]
fn data_of_the_whole_site_has_pages_of_its_own() {
    Site::fixture("catalogues").build().check();
}

#[cfg(feature = "cards")]
#[test]
fn the_real_templates_show_everything_that_is_set_and_nothing_that_is_not() {
    Site::fixture("whole")
        .with_real_templates()
        .build()
        .check_mains();
}

#[cfg(feature = "cards")]
#[test]
fn the_real_shell_shows_everything_that_is_set() {
    Site::fixture("whole")
        .with_real_templates()
        .build()
        .only(&["en/index.html", "it/timeline/index.html", "index.html"])
        .check_as("shell");
}

#[cfg(feature = "cards")]
#[test]
fn the_real_shell_shows_nothing_that_is_not_set() {
    Site::fixture("one-language")
        .with_real_templates()
        .change_file("content/site.yaml", |text| {
            text.split("navigation:").next().unwrap_or(text).to_owned()
        })
        .remove("content/places")
        .change_file("content/_index.en.md", |text| {
            text.replace("See [](places/oslo.en.md).", "Nothing.")
        })
        .build()
        .only(&["index.html", "404.html"])
        .check_as("bare-shell");
}

#[test]
fn every_site_and_every_expected_output_is_used() {
    let tests: String = source::every_file()
        .into_iter()
        .filter(|(path, _)| path.starts_with("tests/it/"))
        .map(|(_, text)| text)
        .collect();
    let entries = std::fs::read_dir(package().join("tests/sites")).expect("the sites");
    let names = entries.map(|entry| entry.expect("a site").file_name());
    let unused: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('_'))
        .filter(|name| !tests.contains(&format!("\"{}\"", name.trim_end_matches(".expected"))))
        .collect();
    assert!(
        unused.is_empty(),
        "no test names these folders of tests/sites: {unused:?}"
    );
}
