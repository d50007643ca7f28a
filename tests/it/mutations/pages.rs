//! Pages, links, front matter, templates and files.

use super::row::{Row, row};

const OHIO: &str = "content/states/ohio.en.md";
const TEXAS: &str = "content/states/texas.en.md";
const ABOUT: &str = "content/about.en.md";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = links();
    rows.extend(files());
    rows.extend(templates());
    rows
}

fn links() -> Vec<Row> {
    vec![
        row("a link mistyped")
            .replace(
                OHIO,
                "[SoftBank](../partners/softbank.en.md)",
                "[SoftBank](../partners/sofbank.en.md)",
            )
            .told("error dead-link", "sofbank"),
        row("a place on a page mistyped")
            .replace(
                OHIO,
                "[Milam County](texas.en.md#stargate)",
                "[Milam County](texas.en.md#stargat)",
            )
            .told("error dead-anchor", "stargat"),
        row("a heading that a link leads to")
            .replace(TEXAS, "{#stargate}", "{#openai}")
            .differs(
                "content/states/texas.it.md",
                "only there the heading `{#openai}` of level 2",
            ),
        row("a picture that is not there")
            .replace(
                ABOUT,
                "## Licence {#licence}\n",
                "![A hall](hall.png)\n\n## Licence {#licence}\n",
            )
            .told("error dead-link", "hall.png"),
        row("a figure made from data mistyped")
            .replace(TEXAS, "(figure:map)", "(figure:mpa)")
            .told("error unknown-figure", "mpa"),
        row("a term mistyped")
            .replace(TEXAS, "(term:stargate)", "(term:stargat)")
            .told("error unknown-term", "stargat"),
        row("raw HTML")
            .replace(
                ABOUT,
                "It is independent and free",
                "It is <blink>independent</blink> and free",
            )
            .told("error raw-html", "blink"),
    ]
}

fn files() -> Vec<Row> {
    vec![
        row("a page taken away")
            .remove("content/states/indiana.en.md")
            .remove("content/states/indiana.it.md")
            .remove("content/states/indiana.yaml")
            .told_at(
                "error dead-link",
                "states/indiana",
                "content/partners/foxconn.en.md",
                "indiana.en.md",
            )
            .told_at(
                "error dead-link",
                "states/indiana",
                "content/partners/foxconn.it.md",
                "indiana.it.md",
            )
            .told_at(
                "error unknown-entity",
                "states/indiana",
                "content/timeline.yaml",
                "entities: [partners/foxconn, states/indiana]\n  sources: [gbpg-plainfield]",
            )
            .told_at(
                "error unknown-entity",
                "states/indiana",
                "content/timeline.yaml",
                "entities: [partners/foxconn, states/indiana]\n  sources: [evertiq-plainfield]",
            ),
        row("a page renamed")
            .rename(
                "content/states/virginia.yaml",
                "content/states/virginias.yaml",
            )
            .rename(
                "content/states/virginia.it.md",
                "content/states/virginias.it.md",
            )
            .rename(
                "content/states/virginia.en.md",
                "content/states/virginias.en.md",
            )
            .told_at(
                "error dead-link",
                "states/virginia",
                "content/partners/foxconn.en.md",
                "virginia.en.md",
            )
            .told_at(
                "error dead-link",
                "states/virginia",
                "content/partners/foxconn.it.md",
                "virginia.it.md",
            ),
        row("one text of a page renamed")
            .rename(ABOUT, "content/abuot.en.md")
            .told_at(
                "error missing-translation",
                "`about` has no text in `en`",
                "content/about.it.md",
                "title: ",
            )
            .told_at(
                "error missing-translation",
                "`abuot` has no text in `it`",
                "content/abuot.en.md",
                "title: ",
            )
            .told_at(
                "error dead-link",
                "about.en.md",
                "content/states/virginia.en.md",
                "about.en.md",
            ),
        row("a text without a language in its name")
            .rename(ABOUT, "content/about.md")
            .told_at(
                "error missing-translation",
                "`about` has no text in `en`",
                "content/about.it.md",
                "title: ",
            )
            .told("error missing-language", "about.md")
            .told_at(
                "error dead-link",
                "about.en.md",
                "content/states/virginia.en.md",
                "about.en.md",
            ),
        row("two pages of one address")
            .replace(ABOUT, "slug: about", "slug: components")
            .told_at(
                "error address-collision",
                "about.en.md",
                "content/components.en.md",
                "slug: ",
            ),
        row("an old address that is another page's")
            .replace(
                ABOUT,
                "slug: about\n",
                "slug: about\naliases: [/en/components/]\n",
            )
            .told_at(
                "error address-collision",
                "components.en.md",
                "content/about.en.md",
                "aliases: ",
            ),
        row("a key of the front matter mistyped")
            .replace(ABOUT, "description: ", "descripton: ")
            .told("error unknown-key", "descripton")
            .told_at(
                "error missing-key",
                "description",
                "content/about.en.md",
                "title: ",
            ),
        row("the date of a text taken away")
            .replace(ABOUT, "updated: 2026-11-25\n", "")
            .told_at(
                "error missing-key",
                "updated",
                "content/about.en.md",
                "title: ",
            ),
        row("front matter without an end")
            .replace(ABOUT, "vhtktvsb]\n---\n", "vhtktvsb]\n")
            .told_at("error unclosed-front-matter", "", "content/about.en.md", ""),
        row("a data file without texts")
            .write("content/states/utah.yaml", "order: 9\n")
            .told("error data-without-text", "states/utah")
            .told("error missing-key", "`status`")
            .told("error missing-key", "`status_label`")
            .told("error missing-key", "`presence`")
            .told("error missing-key", "`production`")
            .told("error missing-key", "`postal`")
            .told("error missing-key", "`checked_to`")
            .told("error missing-key", "`summary`"),
        row("a page in the navigation that there is not")
            .replace("content/site.yaml", "{page: about,", "{page: abuot,")
            .told("error unknown-page", "abuot"),
        row("a field of a collection that its pages do not have")
            .replace(
                "content/site.yaml",
                "block: [status, owner,",
                "block: [status, ower,",
            )
            .told("error unknown-field", "ower"),
    ]
}

fn templates() -> Vec<Row> {
    vec![
        row("a word of the interface")
            .replace(
                "templates/strings/it.yaml",
                "correct: Correggi questa pagina\n",
                "",
            )
            .told_at(
                "warning missing-words",
                "`correct`",
                "templates/strings/it.yaml",
                "",
            ),
        row("a value mistyped in a template")
            .replace(
                "templates/layouts/article.html",
                "page.lead | safe",
                "page.laed | safe",
            )
            .told("error template-error", "what is not defined"),
        row("a component that a template does not have")
            .replace(
                "templates/layouts/article.html",
                "<footnotes notes",
                "<footnote notes",
            )
            .told("error template-error", "footnote"),
        row("a template taken away")
            .remove("templates/pages/state.html")
            .told_at(
                "error missing-template",
                "state.html",
                "content/site.yaml",
                "template: state",
            ),
    ]
}
