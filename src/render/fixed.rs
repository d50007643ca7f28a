//! Pages that no text stands behind: the choice of a language, "not found", redirects; and the files for machines.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Context;

use super::address::{LinkStyle, relative};
use super::cards::{PageCard, chooser_card};
use super::pages::alternates;
use super::shared::Shared;
use super::template_fault::TemplateFault;
use super::templates::Templates;
use super::view::{AlternateView, CardView, ChoiceView};
use crate::config::Config;
use crate::lang::Lang;
use crate::model::{Page, Redirect, Site, language_root};

/// A file of the output: path without a slash in front, and text.
pub(super) type Output = (String, String);

/// A page of the output.
pub(super) struct FixedOutput {
    /// Without a slash in front.
    pub(super) path: String,
    pub(super) html: String,
    pub(super) card: PageCard,
}

impl FixedOutput {
    fn new(path: String, html: String) -> Self {
        Self {
            path,
            html,
            card: PageCard::None,
        }
    }
}

/// What templates of fixed pages get as `page`.
#[derive(Serialize)]
struct FixedPage<'a> {
    lang: &'a str,
    title: String,
    head_title: String,
    description: String,
    canonical: Option<String>,
    card: Option<CardView>,
    json_ld: Option<()>,
    robots: Option<&'static str>,
    kind: &'a str,
    block: [u8; 0],
    pops: [u8; 0],
    updated: Option<()>,
    edit: Option<()>,
}

/// `index.html`, where the reader chooses; `None` when the site has one language.
pub(super) fn chooser(
    shared: &Shared<'_>,
    templates: &Templates<'_>,
) -> Option<Result<FixedOutput, TemplateFault>> {
    let config = &shared.site.config;
    if config.languages.len() == 1 {
        return None;
    }
    let choices: Vec<ChoiceView> = config
        .languages
        .iter()
        .map(|lang| {
            let chooser = config.chooser.get(lang);
            let typographic = |text: &str| super::markdown::typographic(text, shared.locale(lang));
            let button = match chooser.button.as_str() {
                "" => shared.words.get(lang, "chooser.button"),
                button => button,
            };
            ChoiceView {
                lang: config.languages.tag(lang).to_owned(),
                title: typographic(&chooser.title),
                text: typographic(&chooser.text),
                href: relative("/", &language_root(config, lang), shared.style),
                button: typographic(button),
                link: typographic(button),
            }
        })
        .collect();
    let titles: Vec<String> = config
        .languages
        .iter()
        .map(|lang| site_title(shared, lang))
        .collect();
    let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
    let mut page = fixed_page(
        shared,
        titles.join("\u{a0}· "),
        texts.join(" "),
        "chooser",
        Some(config.base_url.as_str().to_owned()),
    );
    if let Some(name) = &config.name {
        page.title.clone_from(name);
    }
    let card = chooser_card(shared, &page.title, &page.description);
    page.card = card.view();
    let mut context = fixed_context(shared, &page, home_alternates(&shared.site.config));
    context.insert("choices", &choices);
    let html = templates.render(
        shared.site,
        "pages/chooser.html",
        &context,
        "the choice of a language",
    );
    let output = |html| FixedOutput {
        card,
        ..FixedOutput::new("index.html".to_owned(), html)
    };
    Some(html.map(output))
}

/// The home pages, and the choice of a language for everybody else.
fn home_alternates(config: &Config) -> Vec<AlternateView> {
    let mut homes: Vec<AlternateView> = config
        .languages
        .iter()
        .map(|lang| AlternateView {
            hreflang: config.languages.tag(lang).to_owned(),
            href: config.base_url.join(&language_root(config, lang)),
        })
        .collect();
    homes.push(AlternateView {
        hreflang: "x-default".into(),
        href: config.base_url.as_str().to_owned(),
    });
    homes
}

/// `404.html`: served at any depth, so its links are absolute with the base path.
pub(super) fn not_found(
    shared: &Shared<'_>,
    templates: &Templates<'_>,
) -> Result<FixedOutput, TemplateFault> {
    let config = &shared.site.config;
    let missing: Vec<ChoiceView> = config
        .languages
        .iter()
        .map(|lang| {
            let words = |key| {
                super::markdown::typographic(shared.words.get(lang, key), shared.locale(lang))
            };
            let root = language_root(config, lang);
            ChoiceView {
                lang: config.languages.tag(lang).to_owned(),
                title: words("missing.title"),
                text: words("missing.text"),
                href: match shared.style {
                    LinkStyle::Pretty => format!("{}{}", config.base_url.path(), &root[1..]),
                    // On a disk nothing stands at the base path.
                    LinkStyle::Portable => config.base_url.join(&root),
                },
                button: words("missing.link"),
                link: words("missing.link"),
            }
        })
        .collect();
    let titles: Vec<&str> = missing.iter().map(|half| half.title.as_str()).collect();
    let texts: Vec<&str> = missing.iter().map(|half| half.text.as_str()).collect();
    let mut page = fixed_page(
        shared,
        titles.join("\u{a0}· "),
        texts.join(" "),
        "404",
        None,
    );
    page.robots = Some("noindex");
    let mut context = fixed_context(shared, &page, Vec::new());
    context.insert("missing", &missing);
    let html = templates.render(
        shared.site,
        "pages/404.html",
        &context,
        "the page for addresses that lead nowhere",
    )?;
    Ok(FixedOutput::new("404.html".to_owned(), html))
}

/// The page at an old address.
pub(super) fn redirect(
    shared: &Shared<'_>,
    templates: &Templates<'_>,
    redirect: &Redirect,
) -> Result<FixedOutput, TemplateFault> {
    let page = shared.site.page(redirect.page);
    let typographic =
        super::markdown::typographic(&page.front_matter.title, shared.locale(page.lang));
    let mut context = Context::new();
    context.insert("lang", shared.site.config.languages.tag(page.lang));
    context.insert("title", &typographic);
    context.insert("href", &relative(&redirect.path, &page.path, shared.style));
    context.insert("canonical", &shared.site.config.base_url.join(&page.path));
    context.insert("t", shared.words.tree(page.lang));
    let what = format!("the redirect from {}", redirect.path);
    let html = templates.render(shared.site, "pages/redirect.html", &context, &what)?;
    Ok(FixedOutput::new(redirect.output_path(), html))
}

fn site_title(shared: &Shared<'_>, lang: Lang) -> String {
    super::markdown::typographic(
        &shared.site.config.title.get(lang).text,
        shared.locale(lang),
    )
}

fn first(shared: &Shared<'_>) -> Lang {
    shared
        .site
        .config
        .languages
        .iter()
        .next()
        .expect("a site has at least one language")
}

fn fixed_page<'a>(
    shared: &'a Shared<'_>,
    title: String,
    description: String,
    kind: &'a str,
    canonical: Option<String>,
) -> FixedPage<'a> {
    FixedPage {
        lang: shared.site.config.languages.tag(first(shared)),
        head_title: title.clone(),
        title,
        description,
        canonical,
        card: None,
        json_ld: None,
        robots: None,
        kind,
        block: [],
        pops: [],
        updated: None,
        edit: None,
    }
}

fn fixed_context(
    shared: &Shared<'_>,
    page: &FixedPage<'_>,
    alternates: Vec<AlternateView>,
) -> Context {
    let lang = first(shared);
    let mut context = Context::new();
    context.insert("page", page);
    context.insert("alternates", &alternates);
    context.insert("t", shared.words.tree(lang));
    context.insert("nav", &[0_u8; 0]);
    context.insert("switch", &[0_u8; 0]);
    let site = serde_json::json!({
        "title": site_title(shared, lang),
        "tagline": "",
        "lang": page.lang,
        "home": language_root(&shared.site.config, lang),
        "footer": null,
        "credits": null,
        "feed": null,
    });
    context.insert("site", &site);
    context
}

/// `sitemap.xml`: every page with its alternates, in the order of the addresses.
pub(super) fn sitemap(site: &Site) -> Output {
    let mut pages: Vec<&Page> = site.pages.iter().collect();
    pages.retain(|page| !page.is_for_editors());
    pages.sort_by(|left, right| left.path.cmp(&right.path));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    if site.config.languages.len() > 1 {
        let homes = home_alternates(&site.config);
        write_url(&mut xml, site.config.base_url.as_str(), None, &homes);
    }
    for page in pages {
        let updated = page.front_matter.updated;
        let date = updated.and_then(|date| date.datetime_attr());
        let address = site.config.base_url.join(&page.path);
        write_url(&mut xml, &address, date.as_deref(), &alternates(site, page));
    }
    xml.push_str("</urlset>\n");
    ("sitemap.xml".to_owned(), xml)
}

fn write_url(xml: &mut String, address: &str, date: Option<&str>, alternates: &[AlternateView]) {
    let _ = write!(xml, "<url><loc>{}</loc>", escape_xml(address));
    if let Some(date) = date {
        let _ = write!(xml, "<lastmod>{date}</lastmod>");
    }
    for alternate in alternates {
        let (tag, href) = (&alternate.hreflang, escape_xml(&alternate.href));
        let _ = write!(
            xml,
            "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>"
        );
    }
    xml.push_str("</url>\n");
}

fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

/// `robots.txt`, `.nojekyll`, and `CNAME` when the site has a domain of its own.
pub(super) fn host_files(site: &Site) -> Vec<Output> {
    let robots = format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        site.config.base_url.join("/sitemap.xml")
    );
    let mut files = vec![
        ("robots.txt".to_owned(), robots),
        (".nojekyll".to_owned(), String::new()),
    ];
    files.extend(
        site.config
            .domain
            .as_ref()
            .map(|domain| ("CNAME".to_owned(), format!("{domain}\n"))),
    );
    files
}
