//! The schema of `site.yaml`.

use serde_json::{Value, json};

use super::declaration::{collection, home};
use super::shape::{
    Key, explained, filled_list_of, flag, language_tag, list_of, map, map_of, optional, pair_of,
    required, text, text_like, url,
};
use super::site::View;

pub(super) fn site_yaml(view: &View<'_>) -> Value {
    let parts = [addresses(view), words(view), pages(view)];
    let mut schema = map(parts.into_iter().flatten());
    schema["definitions"] = super::declaration::definitions(view);
    schema
}

/// Where the site stands and where its sources are kept.
fn addresses<'a>(view: &View<'a>) -> Vec<Key<'a>> {
    vec![
        required(
            "languages",
            "BCP 47 tags, 1 to 64; their order is the order of the switch",
            filled_list_of(language_tag()),
        ),
        optional(
            "x_default",
            "the language that `x-default` names for all pages but the home pages; without it, the first",
            language_tag(),
        ),
        required("base_url", "absolute address of the home page", url()),
        optional(
            "domain",
            "bare name of the site's own domain; must agree with `base_url`",
            text_like(
                r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
                "write the bare name, such as www.example.org",
            ),
        ),
        optional(
            "repository",
            "address of the repository, for \"Correct this page\"; without it there is no such link",
            url(),
        ),
        optional(
            "branch",
            "branch that texts are edited on; without it, main",
            text(),
        ),
        optional(
            "folder",
            "folder of the repository that holds content/; without it, its top",
            text(),
        ),
        optional(
            "external",
            "which addresses of other sites `check --external` leaves alone",
            external(),
        ),
        optional(
            "navigation",
            "links of the header, in order",
            list_of(link(view)),
        ),
    ]
}

fn external() -> Value {
    let beginning = || {
        let form = "write the beginning of an address, as in https://www.example.org/";
        list_of(text_like("^https?://", form))
    };
    map([
        optional(
            "skip",
            "beginnings of addresses that are never tried",
            beginning(),
        ),
        optional(
            "skip_anchors",
            "beginnings of addresses whose pages are not searched for fragments",
            beginning(),
        ),
    ])
}

fn link(view: &View<'_>) -> Value {
    map([
        required("page", "id of the page", view.page()),
        required("title", "short title", view.localized()),
    ])
}

/// What stands on every page.
fn words<'a>(view: &View<'a>) -> Vec<Key<'a>> {
    let half = map([
        required("title", "heading of the half", text()),
        required("text", "one sentence", text()),
        required("button", "words of the button", text()),
    ]);
    let halves = view
        .tags()
        .map(|tag| optional(tag, "the half of this language", half.clone()));
    vec![
        optional(
            "name",
            "name of the site over the choice of a language; without it, the titles",
            text(),
        ),
        required("title", "name of the site", view.localized()),
        optional("tagline", "beside the name", view.localized()),
        optional(
            "footer",
            "first paragraph of the footer, inline Markdown",
            view.localized(),
        ),
        optional(
            "credits",
            "licence and credits, inline Markdown",
            view.localized(),
        ),
        optional(
            "chooser",
            "the page where the reader chooses a language",
            map(halves),
        ),
        optional(
            "cards",
            "false: pages have no pictures for social networks",
            flag(),
        ),
        optional(
            "stale_notice",
            "false: a page whose text fell behind its translation does not tell the reader",
            flag(),
        ),
    ]
}

/// What data files may hold.
fn pages<'a>(view: &View<'a>) -> Vec<Key<'a>> {
    let seen_from = "seen from the giver, then from the receiver: [supplies, is supplied by]";
    let tags = view
        .tags()
        .map(|tag| required(tag, seen_from, pair_of(text())));
    let targets = optional(
        "targets",
        "collections that it may point to; without it, any",
        list_of(view.collection()),
    );
    let kind = map(tags.chain([targets]));
    vec![
        optional(
            "home",
            "declaration of the home page's data file",
            home(view),
        ),
        optional(
            "collections",
            "folders of entities, directly below content/",
            collections(view),
        ),
        optional(
            "relation_kinds",
            "what a relation is called from each of its ends",
            map_of(explained("a kind of relation", "its words", kind)),
        ),
    ]
}

fn collections(view: &View<'_>) -> Value {
    let mut collections = map_of(collection(view));
    collections["propertyNames"] = json!({"pattern": r"^[^/.\\]+$"});
    collections
}
