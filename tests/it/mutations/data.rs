//! Sources, relations, events, terms and declarations, changed in the data.

use super::row::{Row, row};

const OHIO: &str = "content/states/ohio.yaml";
const NVIDIA: &str = "content/partners/nvidia.yaml";
const SOFTBANK: &str = "content/partners/softbank.yaml";
const SOURCES: &str = "content/sources.yaml";
const TIMELINE: &str = "content/timeline.yaml";
const GLOSSARY: &str = "content/glossary.yaml";
const SHARED: &str = "content/facts/agreement.yaml";
const OPENAI: &str = "content/partners/openai.en.md";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = sources();
    rows.extend(relations());
    rows.extend(events_and_terms());
    rows
}

fn sources() -> Vec<Row> {
    vec![
        row("a wrong source in a text")
            .replace(OPENAI, "[@technewsday-friar] |", "[@technewsday-frair] |")
            .told("error unknown-source", "technewsday-frair"),
        row("another source in a text")
            .replace(OPENAI, "was announced.[@toms-110b]", "was announced.[@afp-fu-110b]")
            .differs("content/partners/openai.it.md", "only here the source `toms-110b`; only there the source `afp-fu-110b`"),
        row("a source taken away")
            .replace(SOURCES, "\nmactech-houston:\n", "\nmactech-huston:\n")
            .told_at("error unknown-source", "mactech-houston", "content/facts/states.yaml", "sources: [mactech-houston]")
            .told_at("error unknown-source", "mactech-houston", "content/states/texas.en.md", "[@mactech-houston]")
            .told_at("error unknown-source", "mactech-houston", "content/states/texas.it.md", "[@mactech-houston]"),
        row("another source of a fact")
            .replace(SHARED, "sources: [taipeitimes-houston, jakota-houston]", "sources: [taipeitimes-houston, jakota-569]")
            .same_day("content/states/texas.it.md")
            .same_day("content/states/texas.en.md")
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("the sources of a fact taken away")
            .replace(SHARED, "  sources: [toms-110b]\n", "")
            .told_at("error fact-without-source", "aws-2026", "content/facts/agreement.yaml", "aws-2026:"),
        row("the address of a source")
            .replace(SOURCES, "url: \"https://openai.com/index/openai-and-foxconn-collaborate\"", "url: \"openai.com/index/openai-and-foxconn-collaborate\"")
            .told("error bad-url", "openai.com"),
        row("a source that nothing cites")
            .replace(SOURCES, "\noai-foxconn:\n", "\nnobody:\n  title: \"Nothing\"\n  language: en\n  publisher: {name: Nobody}\n  url: \"https://example.org/\"\n  published: 2025\n  kind: press\n  read: whole\n\noai-foxconn:\n")
            .told("warning unused-source", "nobody"),
    ]
}

fn relations() -> Vec<Row> {
    vec![
        row("the receiver of a relation mistyped")
            .replace(SOFTBANK, "to: partners/openai", "to: partners/openia")
            .told("error unknown-entity", "partners/openia"),
        row("another receiver of a relation")
            .replace(SOFTBANK, "to: partners/openai", "to: partners/oracle")
            .same_day("content/partners/softbank.it.md")
            .same_day("content/partners/softbank.en.md"),
        row("a relation with a state")
            .replace(SOFTBANK, "to: partners/openai", "to: states/ohio")
            .told("error wrong-collection", "states"),
        row("the kind of a relation")
            .replace(SOFTBANK, "kind: finances", "kind: supplies")
            .same_day("content/partners/softbank.it.md")
            .same_day("content/partners/softbank.en.md"),
        row("a kind of relation that there is not")
            .replace(SOFTBANK, "kind: finances", "kind: owns")
            .told("error unknown-relation-kind", "owns"),
        row("the status of a relation")
            .replace(NVIDIA, "    status: superseded", "    status: announced")
            .same_day("content/partners/nvidia.it.md")
            .same_day("content/partners/nvidia.en.md"),
        row("the source of a relation")
            .replace(
                SOFTBANK,
                "sources: [reuters-cna-lordstown]",
                "sources: [udn-lordstown-jv]",
            )
            .same_day("content/partners/softbank.it.md")
            .same_day("content/partners/softbank.en.md"),
        row("the source of a relation taken away")
            .replace(SOFTBANK, "    sources: [reuters-cna-lordstown]\n", "")
            .told_at(
                "error relation-without-source",
                "",
                "content/partners/softbank.yaml",
                "- kind: works-with",
            ),
        row("a relation taken away")
            .cut(SOFTBANK, "  - kind: works-with", "")
            .same_day("content/partners/softbank.it.md")
            .same_day("content/partners/softbank.en.md")
            .stale("content/partners/softbank.it.md", "")
            .stale("content/partners/softbank.en.md", ""),
        row("the label of a relation in one language")
            .replace(
                SOFTBANK,
                "en: \"owns the Ohio plant\"",
                "en: \"runs the Ohio plant\"",
            )
            .stale(
                "content/partners/softbank.it.md",
                "of content/partners/softbank.yaml (changed)",
            ),
        row("the status of a page")
            .replace(
                OHIO,
                "order: 2\nstatus: completed",
                "order: 2\nstatus: planned",
            )
            .same_day("content/states/ohio.it.md")
            .same_day("content/states/ohio.en.md"),
        row("a text of a data file in one language")
            .replace(
                OHIO,
                "en: \"was running the plant in November 2025",
                "en: \"was running the plant in October 2025",
            )
            .stale(
                "content/states/ohio.it.md",
                "of content/states/ohio.yaml (changed)",
            ),
        row("a citation of a data file in one language")
            .replace(
                OHIO,
                "en: \"was running the plant in November 2025[@cnyes-liu]\"",
                "en: \"was running the plant in November 2025\"",
            )
            .differs(
                "content/states/ohio.it.md",
                "only here the source `cnyes-liu`",
            ),
        row("a status of a data file in one language")
            .replace(
                OHIO,
                "en: \"[](status:planned) a",
                "en: \"[](status:announced) a",
            )
            .differs(
                "content/states/ohio.it.md",
                "only here the status `planned`; only there the status `announced`",
            )
            .same_day("content/states/ohio.en.md"),
        row("a language of a data file")
            .replace(
                OHIO,
                "  en: \"was running the plant in November 2025[@cnyes-liu]\"\n",
                "",
            )
            .told_at(
                "error missing-language",
                "`en`",
                "content/states/ohio.yaml",
                "it: \"gestiva la fabbrica",
            ),
        row("a key of a data file mistyped")
            .replace(OHIO, "owner:\n", "ownr:\n")
            .told("error unknown-key", "ownr"),
        row("a required key of a data file")
            .replace(OHIO, "postal: OH\n", "")
            .told_at(
                "error missing-key",
                "postal",
                "content/states/ohio.yaml",
                "",
            ),
        row("a key figure of a page")
            .replace(
                SOFTBANK,
                "facts: [round-softbank, stargate]",
                "facts: [round-softbank, stargat]",
            )
            .told("error unknown-fact", "stargat"),
        row("a region that the map does not have")
            .replace(OHIO, "{code: OH}", "{code: OX}")
            .told("error unknown-region", "OX"),
    ]
}

fn events_and_terms() -> Vec<Row> {
    vec![
        row("an event taken away")
            .cut(TIMELINE, "- id: intrinsic\n", "- id: ")
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md")
            .stale("content/timeline.it.md", "")
            .stale("content/timeline.en.md", ""),
        row("the status of an event")
            .replace(
                TIMELINE,
                "- id: sb-energy\n  date: 2026-01-09\n  status: announced",
                "- id: sb-energy\n  date: 2026-01-09\n  status: completed",
            )
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("an event in one language only")
            .replace(
                TIMELINE,
                "Microsoft and OpenAI ended exclusivity",
                "Microsoft and OpenAI kept exclusivity",
            )
            .stale(
                "content/timeline.it.md",
                "of content/timeline.yaml (changed)",
            ),
        row("the figure of an event")
            .replace(
                TIMELINE,
                "each put [$500 million]",
                "each put [$50 million]",
            )
            .told("error fact-mismatch", "the number differs"),
        row("an event of a page that there is not")
            .replace(
                TIMELINE,
                "entities: [states/ohio]\n  sources: [wfmj-june2026]",
                "entities: [states/ohoi]\n  sources: [wfmj-june2026]",
            )
            .told("error unknown-entity", "states/ohoi"),
        row("a term taken from the glossary")
            .replace(GLOSSARY, "\nletter-of-intent:\n", "\nletter-of-intents:\n")
            .told_at(
                "error unknown-term",
                "letter-of-intent",
                "content/_index.en.md",
                "(term:letter-of-intent)",
            )
            .told_at(
                "error unknown-term",
                "letter-of-intent",
                "content/_index.it.md",
                "(term:letter-of-intent)",
            )
            .told_at(
                "error unknown-term",
                "letter-of-intent",
                "content/partners/nvidia.en.md",
                "(term:letter-of-intent)",
            )
            .told_at(
                "error unknown-term",
                "letter-of-intent",
                "content/partners/nvidia.it.md",
                "(term:letter-of-intent)",
            ),
        row("a term in one language")
            .replace(
                GLOSSARY,
                "Copper serves for short distances",
                "Copper serves for long distances",
            )
            .stale(
                "content/glossary.it.md",
                "of content/glossary.yaml (changed)",
            ),
    ]
}
