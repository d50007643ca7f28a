//! A page → what search engines read of it: an article, what it is about, and where it stands, in schema.org's words.

use serde_json::{Value, json};

use super::engine::escape_json;
use super::page_lookup::PageLookup;
use super::view::CrumbView;
use crate::model::{PageKind, language_root};

/// JSON that may stand in a `<script>`; `None` for pages that search engines leave out.
pub(super) fn json_ld(lookup: &PageLookup<'_>, crumbs: &[CrumbView]) -> Option<String> {
    if lookup.page.is_for_editors() {
        return None;
    }
    let mut graph = vec![article(lookup)];
    if !crumbs.is_empty() {
        graph.push(breadcrumb(lookup, crumbs));
    }
    let all = json!({"@context": "https://schema.org", "@graph": graph});
    Some(escape_json(&all.to_string()))
}

fn article(lookup: &PageLookup<'_>) -> Value {
    let (page, config) = (lookup.page, &lookup.shared.site.config);
    let own = config.base_url.join(&page.path);
    let home = config.base_url.join(&language_root(config, page.lang));
    let mut article = json!({
        "@type": "Article",
        "headline": lookup.typographic(&page.front_matter.title),
        "inLanguage": config.languages.tag(page.lang),
        "url": own,
        "isPartOf": {
            "@type": "WebSite",
            "name": lookup.typographic(&config.title.get(page.lang).text),
            "url": home,
        },
    });
    if let Some(updated) = page.front_matter.updated {
        article["dateModified"] = updated.datetime_attr().into();
    }
    if let PageKind::Entity(collection) = page.kind
        && let Some(kind) = &config.collections[collection].schema
    {
        article["about"] =
            json!({"@type": kind.text, "name": lookup.typographic(&page.front_matter.title)});
    }
    article
}

fn breadcrumb(lookup: &PageLookup<'_>, crumbs: &[CrumbView]) -> Value {
    let base = &lookup.shared.site.config.base_url;
    let from = &lookup.page.path;
    let items: Vec<Value> = crumbs
        .iter()
        .enumerate()
        .map(|(index, crumb)| {
            let mut item = json!({"@type": "ListItem", "position": index + 1, "name": crumb.title});
            let path = crumb.href.as_deref();
            if let Some(path) = path.and_then(|href| super::address::join(from, href)) {
                let path = path.trim_end_matches("index.html");
                item["item"] = base.join(path).into();
            }
            item
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": items})
}
