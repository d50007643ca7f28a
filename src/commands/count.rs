//! `spiega count`: how much the site holds, and how many of its numbers belong to a fact.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Value, json};

use super::build::output_failure;
use super::pipeline::{Stages, print, run_stages};
use super::{Exit, Outcome};
use crate::cli::{CountArgs, Format};
use crate::lang::Lang;
use crate::render::LinkStyle;
use crate::render::markdown::NumberCount;
use crate::sink::NullSink;

/// Counts what the site holds. With errors in the content it says those, and counts nothing.
pub fn count(args: &CountArgs) -> Outcome {
    let stages = match run_stages(&args.site, LinkStyle::Pretty, None, Arc::new(NullSink)) {
        Ok(Ok(stages)) if !stages.diagnostics.has_errors() => stages,
        Ok(Ok(stages)) => {
            let messages = print(&stages.diagnostics, &stages.site.files, args.site.format);
            return failure(messages);
        }
        Ok(Err(run)) => return failure(print(&run.diagnostics, &run.files, args.site.format)),
        Err(error) => return output_failure(&error, args.site.format),
    };
    let languages: Vec<Count> = stages
        .site
        .config
        .languages
        .iter()
        .map(|lang| count_language(&stages, lang))
        .collect();
    let report = match args.site.format {
        Format::Json => format!("{}\n", as_json(&stages, &languages)),
        Format::Text | Format::Github => stages.log.clone() + &as_text(&stages, &languages),
    };
    Outcome {
        messages: String::new(),
        report,
        exit: Exit::Fine,
    }
}

fn failure(messages: String) -> Outcome {
    Outcome {
        messages,
        report: String::new(),
        exit: Exit::Content,
    }
}

/// What there is in one language.
struct Count {
    tag: String,
    pages: usize,
    words: usize,
    citations: usize,
    numbers: NumberCount,
}

fn count_language(stages: &Stages, lang: Lang) -> Count {
    let site = &stages.site;
    let records = stages.rendered.records.iter();
    let own = records.filter(|record| record.page.is_some_and(|page| site.page(page).lang == lang));
    let words: Vec<usize> = own.map(|record| record.n_words).collect();
    let tally = stages.rendered.tallies.get(lang.index()).copied();
    let tally = tally.unwrap_or_default();
    Count {
        tag: site.config.languages.tag(lang).to_owned(),
        pages: words.len(),
        words: words.iter().sum(),
        citations: tally.citations,
        numbers: tally.numbers,
    }
}

fn as_json(stages: &Stages, languages: &[Count]) -> Value {
    let languages: Vec<Value> = languages
        .iter()
        .map(|count| {
            json!({
                "language": count.tag,
                "pages": count.pages,
                "words": count.words,
                "citations": count.citations,
                "numbers": {
                    "total": count.numbers.total(),
                    "with_fact": count.numbers.with_fact,
                    "without_fact": count.numbers.without_fact,
                    "loose": count.numbers.loose,
                },
            })
        })
        .collect();
    json!({
        "facts": stages.site.facts.len(),
        "sources": stages.site.sources.len(),
        "languages": languages,
    })
}

fn as_text(stages: &Stages, languages: &[Count]) -> String {
    let mut text = String::new();
    let (facts, sources) = (stages.site.facts.len(), stages.site.sources.len());
    let _ = writeln!(
        text,
        "{:<34}{facts:>8}\n{:<34}{sources:>8}\n",
        "facts", "sources"
    );
    type Row = (&'static str, fn(&Count) -> String);
    let rows: [Row; 8] = [
        ("", |count| count.tag.clone()),
        ("pages", |count| count.pages.to_string()),
        ("words", |count| count.words.to_string()),
        ("citations", |count| count.citations.to_string()),
        ("numbers with a currency or a unit", |count| {
            count.numbers.total().to_string()
        }),
        ("  that belong to a fact", |count| {
            count.numbers.with_fact.to_string()
        }),
        ("  that are marked as without", |count| {
            count.numbers.without_fact.to_string()
        }),
        ("  that lack one", |count| count.numbers.loose.to_string()),
    ];
    for (name, value) in rows {
        let _ = write!(text, "{name:<34}");
        for count in languages {
            let _ = write!(text, "{:>8}", value(count));
        }
        text.push('\n');
    }
    text
}
