//! A text changed in one language only.

use super::row::{Row, row};

const OHIO: &str = "content/states/ohio.en.md";
const OPENAI: &str = "content/partners/openai.en.md";
const OPENAI_IT: &str = "content/partners/openai.it.md";

pub(super) fn rows() -> Vec<Row> {
    vec![
        row("words of a paragraph")
            .replace(OHIO, "used to assemble its cars", "used to paint its cars")
            .stale("content/states/ohio.it.md", "(changed)"),
        row("a paragraph added")
            .replace(OHIO, "## The plant {#sites}\n", "It is large.\n\n## The plant {#sites}\n")
            .differs("content/states/ohio.it.md", "blocks here and"),
        row("a paragraph taken away")
            .cut(OHIO, "The plant is the one in which", "## The plant")
            .told_at("warning section-without-citation", "", "content/states/ohio.en.md", "{#where}")
            .differs("content/states/ohio.it.md", "only here the source `wsj-ttm-lordstown`"),
        row("the words of a heading")
            .replace(OHIO, "## The plant {#sites}", "## The works {#sites}")
            .stale("content/states/ohio.it.md", "(changed)"),
        row("a heading taken away")
            .replace(OHIO, "## How it came about {#history}\n\n", "")
            .told_at("error dead-anchor", "#history", "content/partners/softbank.en.md", "ohio.en.md#history")
            .differs("content/states/ohio.it.md", "only here the heading `{#history}` of level 2"),
        row("the level of a heading")
            .replace(OHIO, "## The plant {#sites}", "### The plant {#sites}")
            .differs("content/states/ohio.it.md", "only here the heading `{#sites}` of level 2; only there the heading `{#sites}` of level 3"),
        row("the id of a heading")
            .replace(OHIO, "## The plant {#sites}", "## The plant {#plant}")
            .differs("content/states/ohio.it.md", "only there the heading `{#plant}` of level 2"),
        row("a link taken away")
            .replace(OPENAI, "[Oracle](oracle.en.md)", "Oracle")
            .differs("content/partners/openai.it.md", "only here a link to `partners/oracle`"),
        row("a link to another page")
            .replace(OPENAI, "[Oracle](oracle.en.md)", "[Oracle](amazon.en.md)")
            .differs("content/partners/openai.it.md", "only here a link to `partners/oracle`"),
        row("a citation taken away")
            .replace(OPENAI, "time of fast growth.[@seed-doc]", "time of fast growth.")
            .differs("content/partners/openai.it.md", "only here the source `seed-doc`"),
        row("a figure added")
            .replace(OPENAI, "None of these figures is part", "None of these figures, [$110 billion](fact:round-2026) included, is part")
            .differs("content/partners/openai.it.md", "only there the fact `round-2026`"),
        row("the title")
            .replace(OPENAI, "title: \"OpenAI\"", "title: \"OpenAI, the company\"")
            .stale("content/partners/openai.it.md", "line 2 (changed)"),
        row("a translation taken away")
            .remove("content/status.en.md")
            .told_at("error dead-link", "status.en.md", "content/about.en.md", "(status.en.md)")
            .told_at("error missing-translation", "`en`", "content/status.it.md", "title: "),
        row("a draft in one language")
            .replace(OHIO, "updated: ", "draft: true\nupdated: ")
            .told_at("error link-to-draft", "ohio.en.md", "content/_index.en.md", "[Ohio](states/ohio.en.md)")
            .told_at("error link-to-draft", "ohio.en.md", "content/_index.en.md", "states/ohio.en.md#known")
            .told_at("error link-to-draft", "ohio.en.md", "content/partners/foxconn.en.md", "states/ohio.en.md")
            .told_at("error link-to-draft", "ohio.en.md", "content/partners/softbank.en.md", "ohio.en.md#history")
            .told_at("error link-to-draft", "ohio.en.md", "content/states/_index.en.md", "ohio.en.md")
            .told_at("error link-to-draft", "ohio.en.md", "content/states/wisconsin.en.md", "ohio.en.md"),
        row("an editor's memory of the other text")
            .replace(OHIO, "agrees_with: [2026", "agrees_with: [junk, 2026")
            .told("error bad-agreement", "junk"),
        row("a text never compared")
            .replace("content/glossary.en.md", "agrees_with: [", "# agrees_with: [")
            .told_at("warning translation-not-accepted", "glossary.it.md", "content/glossary.en.md", "title: "),
        row("both texts changed, `updated` not moved")
            .cut(OPENAI_IT, "- Nel febbraio 2026 sono", "\n### Non si sa")
            .cut(OPENAI, "- In February 2026 capital", "\n### Not known")
            .same_day("content/partners/openai.it.md")
            .same_day("content/partners/openai.en.md")
            .stale("content/partners/openai.it.md", "a block after line")
            .stale("content/partners/openai.en.md", "a block after line"),
    ]
}
