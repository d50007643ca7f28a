//! One Markdown text → HTML in sections. In: a text with its place, a [`Lookup`] that answers for the site, the page's
//! [`PageState`]. Out: a [`Body`] of HTML, the uses noted in the state, diagnostics with exact places. Pure: no disk,
//! no clock, no templates, and nothing of the model but what [`Lookup`] tells.
//!
//! pulldown-cmark gives events with byte ranges; the event loop in `render` passes each to the small file that knows it.

mod allowed;
mod blocks;
mod citations;
mod commonmark;
mod counted;
mod escape;
mod facts;
mod fingerprints;
mod frame;
mod headings;
mod html_tag;
mod ids;
mod images;
mod links;
mod lint;
mod lookup;
mod notes;
mod numbers;
mod parser;
mod plain;
mod raw_attributes;
mod raw_html;
mod render;
mod sections;

mod state;
mod status;
mod substance;
mod tables;
mod tags;
mod terms;
mod types;
mod typography;
mod values;

#[cfg(test)]
mod tests;

pub use counted::{Counted, NumberCount, Unmarked};
pub use fingerprints::{Block, MAX_BLOCKS, fingerprint_body, fingerprint_line};
pub use lookup::Lookup;

pub use state::{Citation, FactUse, LinkUse, Mark, PageState, TermUse};
pub use substance::{Item, Substance};
pub use types::{
    Body, FactMark, Heading, Image, Kind, Link, Section, StatusMark, Text, Typography, Words,
};
pub use values::{fingerprint_value, fold_rest};

use std::cell::RefCell;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::quantity::Locale;
use parser::Undefined;
use render::{Origin, Renderer};

/// Renders a page's text. Ids, citations, facts and terms go into `state`.
pub fn render_body(
    text: &Text<'_>,
    lookup: &dyn Lookup,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> Body {
    let source = parser::without_hiding_tabs(text.body);
    state.start_section();
    state.ids.reserve_explicit(text.body);
    let undefined = RefCell::default();
    let origin = Origin::Body {
        file: text.file,
        offset: text.offset,
    };
    let mut renderer = Renderer::new(&source, origin, lookup, state, out);
    renderer.run(parser::parse(&source, text.typography, &undefined));
    report_undefined(&mut renderer, undefined.take());
    renderer.state.count_numbers(None, renderer.numbers);
    renderer.finish()
}

/// Renders a text value of a data file: inline Markdown only, no paragraph around it. Diagnostics stand at `place`,
/// the value. Line breaks count as spaces. Facts and terms count as mentioned in the section that `state` is in.
pub fn render_inline(
    markdown: &str,
    place: Place,
    lookup: &dyn Lookup,
    state: &mut PageState,
    out: &mut Diagnostics,
) -> String {
    // The renderer drops the bracket.
    let guarded = values::guarded(markdown);
    let undefined = RefCell::default();
    let mut renderer = Renderer::new(&guarded, Origin::Value(place), lookup, state, out);
    renderer.run(parser::parse(&guarded, Typography::ByLanguage, &undefined));
    report_undefined(&mut renderer, undefined.take());
    renderer.state.count_numbers(Some(place), renderer.numbers);
    renderer.html
}

/// Plain CommonMark 0.31 without the site's rules, as the specification's examples want it; raw HTML passes.
pub fn render_commonmark(markdown: &str) -> String {
    commonmark::render(markdown)
}

/// Plain text with the quotes, dashes and apostrophes of a language: for titles and labels that are not Markdown.
pub fn typographic(text: &str, locale: Locale) -> String {
    typography::Quotes::typeset(locale, text)
}

/// The HTML of a status badge.
pub fn render_badge(status: &StatusMark) -> String {
    status::badge_html(status, &status.label)
}

fn report_undefined(renderer: &mut Renderer<'_>, mut undefined: Vec<Undefined>) {
    undefined.sort();
    undefined.dedup();
    for Undefined { start, end, label } in undefined {
        let diagnostic = Diagnostic::error(
            "undefined-reference",
            format!("no link is defined as `{label}`"),
        )
        .help(format!(
            "define it: `[{label}]: address`, or write `\\[` for a bracket"
        ));
        renderer.report(diagnostic, &(start..end));
    }
}

/// Takes off what was written after a position; all of it stays when the text is shorter by now.
fn take_from(html: &mut String, position: usize) -> String {
    if position > html.len() {
        String::new()
    } else {
        html.split_off(position)
    }
}
