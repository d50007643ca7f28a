//! What nobody uses, what lacks a source.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::render::Rendered;

/// Facts, sources and terms that no page uses. Silent where an error was found: what it kept from being read may use
/// them.
pub(super) fn check_usage(site: &Site, rendered: &Rendered, diagnostics: &mut Diagnostics) {
    if rendered.records.is_empty() || diagnostics.has_errors() {
        return;
    }
    for fact in site
        .facts
        .values()
        .filter(|fact| !rendered.used_facts.contains(&fact.id))
    {
        let warning = Diagnostic::warning(
            "unused-fact",
            format!("no page uses the fact `{}`", fact.id),
        )
        .at(fact.place);
        diagnostics.push(warning.help("use it in a text, or delete it"));
    }
    for source in site
        .sources
        .values()
        .filter(|source| !rendered.used_sources.contains(&source.id))
    {
        let warning = Diagnostic::warning(
            "unused-source",
            format!("nothing cites the source `{}`", source.id),
        );
        diagnostics.push(warning.at(source.place).help("cite it, or delete it"));
    }
    for term in site
        .terms
        .values()
        .filter(|term| !rendered.used_terms.contains(&term.id))
    {
        let warning = Diagnostic::warning(
            "unused-term",
            format!("no text uses the term `{}`", term.id),
        );
        let help = format!(
            "mark its first use in a text, `[…](term:{})`, or delete it",
            term.id
        );
        diagnostics.push(warning.at(term.place).help(help));
    }
}

/// Sections of entities' pages that cite nothing.
pub(super) fn check_sections(rendered: &Rendered, diagnostics: &mut Diagnostics) {
    for section in &rendered.uncited {
        let warning =
            Diagnostic::warning("section-without-citation", "this section cites no source")
                .at(*section);
        diagnostics.push(warning.help("cite the source of what it says: `[@id]`"));
    }
}
