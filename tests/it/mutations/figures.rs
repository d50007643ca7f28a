//! Figures, statuses and dates, changed in a text or in the data.

use super::row::{Row, row};

const OPENAI: &str = "content/partners/openai.en.md";
const OPENAI_IT: &str = "content/partners/openai.it.md";
const TEXAS: &str = "content/states/texas.en.md";
const OHIO: &str = "content/states/ohio.en.md";
const OHIO_IT: &str = "content/states/ohio.it.md";
const PARTS: &str = "content/components.en.md";
const PARTS_IT: &str = "content/components.it.md";
const SHARED: &str = "content/facts/agreement.yaml";
const STATES: &str = "content/facts/states.yaml";
const TIMELINE: &str = "content/timeline.yaml";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = in_texts();
    rows.extend(in_data());
    rows.extend(dates());
    rows
}

fn in_texts() -> Vec<Row> {
    vec![
        row("a digit of a marked figure")
            .replace(
                OPENAI,
                "[$110 billion](fact:round-2026)",
                "[$120 billion](fact:round-2026)",
            )
            .told("error fact-mismatch", "the number differs"),
        row("a digit of a marked figure, in Italian")
            .replace(OPENAI_IT, "[circa 1,9 GW]", "[circa 1,8 GW]")
            .told("error fact-mismatch", "the number differs"),
        row("a digit of a figure without a mark")
            .replace(
                TEXAS,
                "[$142 million](fact:houston-purchase)",
                "$143 million",
            )
            .told("warning number-without-fact", "$143 million")
            .differs(
                "content/states/texas.it.md",
                "only here the fact `houston-purchase`",
            )
            .same_day("content/states/texas.en.md"),
        row("a figure without its mark")
            .replace(TEXAS, "[86.34 acres](fact:tx-plot)", "86.34 acres")
            .told("warning unmarked-fact", "tx-plot")
            .differs("content/states/texas.it.md", "only here the fact `tx-plot`")
            .same_day("content/states/texas.en.md"),
        row("`about` left out")
            .replace(PARTS, "[about 660 kW]", "[660 kW]")
            .told("error fact-mismatch", "the qualifier is missing"),
        row("`up to` left out")
            .replace(OHIO, "[up to $3 billion]", "[$3 billion]")
            .told("error fact-mismatch", "the qualifier is missing"),
        row("`fino a` left out, in Italian")
            .replace(
                OHIO_IT,
                "[fino a 3 miliardi di dollari]",
                "[3 miliardi di dollari]",
            )
            .told("error fact-mismatch", "the qualifier is missing"),
        row("`over` left out")
            .replace(PARTS, "[over 100 kW]", "[100 kW]")
            .told("error fact-mismatch", "the qualifier is missing"),
        row("`about` put before an exact figure")
            .replace(TEXAS, "[600 MW]", "[about 600 MW]")
            .told("error fact-mismatch", "the qualifier differs"),
        row("another unit")
            .replace(PARTS, "[225 kW]", "[225 MW]")
            .told("error fact-mismatch", "the scale differs"),
        row("another scale")
            .replace(OPENAI, "[about $13 billion]", "[about $13 million]")
            .told("error fact-mismatch", "the scale differs"),
        row("another currency")
            .replace(TEXAS, "[$450 million]", "[€450 million]")
            .told("error fact-mismatch", "the unit differs"),
        row("a point where the language writes a comma")
            .replace(
                PARTS_IT,
                "[circa 1,36 tonnellate]",
                "[circa 1.36 tonnellate]",
            )
            .told("error fact-mismatch", ""),
        row("a fact named by the wrong id")
            .replace(TEXAS, "(fact:tx-plot)", "(fact:tx-plots)")
            .told("error unknown-fact", "tx-plots"),
        row("a fact named in another one's place")
            .replace(
                OPENAI,
                "[$110 billion](fact:round-2026)",
                "[$110 billion](fact:round-amazon)",
            )
            .told("error fact-mismatch", "the number differs"),
        row("an amount that is no fact")
            .replace(
                OPENAI,
                "[SoftBank](softbank.en.md) is our addition.",
                "[SoftBank](softbank.en.md) is our addition, of $77 million.",
            )
            .told("warning number-without-fact", "$77 million")
            .differs(
                "content/partners/openai.it.md",
                "only there the digits `77`",
            )
            .same_day("content/partners/openai.en.md"),
        row("a status in a text")
            .replace(
                TEXAS,
                "**Humanoid robots** [](status:announced)",
                "**Humanoid robots** [](status:planned)",
            )
            .differs(
                "content/states/texas.it.md",
                "only here the status `announced`; only there the status `planned`",
            )
            .same_day("content/states/texas.en.md"),
        row("a status that there is not")
            .replace(
                TEXAS,
                "**Humanoid robots** [](status:announced)",
                "**Humanoid robots** [](status:annouced)",
            )
            .told("error unknown-status", "annouced"),
        row("a date in a text")
            .replace(TEXAS, "bought on 24 March 2025", "bought on 25 March 2025")
            .differs(
                "content/states/texas.it.md",
                "only here the digits `24`; only there the digits `25`",
            )
            .same_day("content/states/texas.en.md"),
    ]
}

fn in_data() -> Vec<Row> {
    vec![
        row("a digit in a fact")
            .replace(
                SHARED,
                "lordstown-sale:\n  value: \"375\"",
                "lordstown-sale:\n  value: \"376\"",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/partners/softbank.en.md",
                "[$375 million]",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/partners/softbank.it.md",
                "[375 milioni di dollari]",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/timeline.yaml",
                "[$375 million]",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/timeline.yaml",
                "[375 milioni di dollari]",
            ),
        row("`about` taken from a fact")
            .replace(
                STATES,
                "  unit: sq-ft\n  about: true\n  status: completed",
                "  unit: sq-ft\n  status: completed",
            )
            .told_at(
                "error fact-mismatch",
                "the qualifier differs",
                "content/states/texas.en.md",
                "[about 1.01 million",
            )
            .told_at(
                "error fact-mismatch",
                "the qualifier differs",
                "content/states/texas.it.md",
                "[circa 1,01 milioni",
            ),
        row("the unit of a fact")
            .replace(
                STATES,
                "  value: \"86.34\"\n  scale: none\n  unit: acres",
                "  value: \"86.34\"\n  scale: none\n  unit: sq-m",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/states/texas.en.md",
                "[86.34 acres]",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/states/texas.it.md",
                "[86,34 acri]",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/states/texas.it.md",
                "[circa 34,9 ettari]",
            ),
        row("the currency of a fact")
            .replace(
                SHARED,
                "houston-purchase:\n  value: \"142\"\n  scale: million\n  unit: USD",
                "houston-purchase:\n  value: \"142\"\n  scale: million\n  unit: EUR",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/states/texas.en.md",
                "[$142 million]",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/states/texas.it.md",
                "[142 milioni di dollari]",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/timeline.yaml",
                "[$142 million]",
            )
            .told_at(
                "error fact-mismatch",
                "the unit differs",
                "content/timeline.yaml",
                "[142 milioni di dollari]",
            ),
        row("the status of a fact")
            .replace(
                SHARED,
                "  scale: million\n  unit: USD\n  status: completed\n  as_of: 2025-03-24",
                "  scale: million\n  unit: USD\n  status: planned\n  as_of: 2025-03-24",
            )
            .same_day("content/states/texas.it.md")
            .same_day("content/states/texas.en.md")
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("a status without who says so")
            .replace(
                SHARED,
                "  scale: million\n  unit: USD\n  status: completed\n  as_of: 2025-03-24",
                "  scale: million\n  unit: USD\n  status: claimed\n  as_of: 2025-03-24",
            )
            .told_at(
                "error fact-without-speaker",
                "`claimed`",
                SHARED,
                "houston-purchase:",
            ),
        row("the speaker of a fact taken away")
            .replace(SHARED, "  said_by: {it: AFP, en: AFP}\n", "")
            .told_at(
                "error fact-without-speaker",
                "`reported`",
                "content/facts/agreement.yaml",
                "deals-2025-afp:",
            ),
        row("a figure that a newer one has replaced")
            .replace(
                STATES,
                "wi-microsoft-2024:\n  value: \"3.3\"",
                "wi-microsoft-2024:\n  value: \"3.4\"",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/states/wisconsin.en.md",
                "[$3.3 billion]",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/states/wisconsin.it.md",
                "[3,3 miliardi",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/timeline.yaml",
                "[$3.3 billion]",
            )
            .told_at(
                "error fact-mismatch",
                "the number differs",
                "content/timeline.yaml",
                "[3,3 miliardi",
            ),
        row("a fact taken away, its words still in a text")
            .replace(STATES, "tx-qedge-area:\n", "tx-qedge-space:\n")
            .told_at(
                "error unknown-fact",
                "tx-qedge-area",
                "content/states/texas.en.md",
                "(fact:tx-qedge-area)",
            )
            .told_at(
                "error unknown-fact",
                "tx-qedge-area",
                "content/states/texas.it.md",
                "656.658 piedi",
            )
            .told_at(
                "error unknown-fact",
                "tx-qedge-area",
                "content/states/texas.it.md",
                "656.658 piedi",
            ),
    ]
}

fn dates() -> Vec<Row> {
    vec![
        row("the day of a fact")
            .replace(SHARED, "  as_of: 2025-03-24", "  as_of: 2025-03-25")
            .same_day("content/states/texas.it.md")
            .same_day("content/states/texas.en.md")
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("a day that the calendar does not have")
            .replace(SHARED, "  as_of: 2025-03-24", "  as_of: 2025-03-32")
            .told("error bad-date", "the calendar has no such day"),
        row("a fact to be reviewed by now")
            .replace(
                SHARED,
                "  as_of: 2025-03-24\n",
                "  as_of: 2025-03-24\n  review_by: 2027-01\n",
            )
            .on("2027-02-01")
            .told_at(
                "warning review-due",
                "houston-purchase",
                "content/facts/agreement.yaml",
                "review_by: ",
            ),
        row("the date of an event")
            .replace(
                TIMELINE,
                "- id: sb-energy\n  date: 2026-01-09",
                "- id: sb-energy\n  date: 2026-01-10",
            )
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("an event still planned after its date")
            .replace(
                TIMELINE,
                "  date: 2026-01-09\n  status: announced",
                "  date: 2026-01-09\n  status: planned",
            )
            .told_at(
                "warning overdue-event",
                "sb-energy",
                TIMELINE,
                "date: 2026-01-09",
            )
            .same_day("content/timeline.it.md")
            .same_day("content/timeline.en.md"),
        row("a text updated tomorrow")
            .replace(TEXAS, "updated: 2", "updated: 3")
            .told("warning future-date", "updated"),
        row("a source from the future")
            .replace(
                "content/sources.yaml",
                "  published: 2025-08-22\n  kind: trade\n  read: excerpt\n\njakota-qedge:",
                "  published: 2035-08-22\n  kind: trade\n  read: excerpt\n\njakota-qedge:",
            )
            .told("warning future-date", "published")
            .same_day("content/states/texas.it.md")
            .same_day("content/states/texas.en.md"),
    ]
}
