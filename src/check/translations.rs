//! Texts that were never declared equal, that fell behind one another, that now differ in what they name; and dates of
//! change that stood still while the figures moved. Each message prints the line that settles it.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Severity};
use crate::model::{Page, PageKind, Site};
use crate::render::Rendered;
use crate::render::markdown::{Item, Substance};
use crate::render::translations::{
    Accord, Change, Differences, Translation, agreement_line, translations_of,
};

/// Texts never declared equal that are reported one by one, with the line to paste; the rest is counted.
const MAX_NOT_ACCEPTED: usize = 20;
/// Changed blocks that are shown with their lines.
const MAX_SHOWN: usize = 5;
/// Changes and differences that a message names.
const MAX_NAMED: usize = 12;

/// Checks how the texts of each page stand to each other. Texts with errors are about to change, so nothing is said of
/// them, nor of those that speak through data files while one of these has errors; and where there are any errors, what
/// the pages state is not known for sure, and nobody is asked to accept.
pub(super) fn check_translations(site: &Site, rendered: &Rendered, diagnostics: &mut Diagnostics) {
    let broken = files_with_errors(diagnostics);
    let is_final = !diagnostics.has_errors();
    let data_are_sure = !broken.iter().any(|file| !is_text(site, *file));
    let mut dated = None;
    let mut not_accepted = Vec::new();
    for translation in rendered.translations.iter() {
        let pair = Pair::new(site, translation);
        let is_sure =
            data_are_sure || matches!(pair.own.kind, PageKind::Single | PageKind::List(_));
        if !is_sure || broken.contains(&pair.own.file) || broken.contains(&pair.other.file) {
            continue;
        }
        match translation.accord {
            Accord::Current => {}
            Accord::NotAccepted => not_accepted.push(translation),
            Accord::Stale => diagnostics.push(pair.stale()),
            Accord::Differs => diagnostics.push(pair.differs()),
        }
        let stood_still = translation.moved_on_from.is_some() && is_final;
        if stood_still && dated != Some(translation.page) {
            dated = Some(translation.page);
            diagnostics.push(pair.date_stood_still(&rendered.translations));
        }
    }
    if is_final {
        report_not_accepted(site, &not_accepted, diagnostics);
    }
}

fn is_text(site: &Site, file: FileId) -> bool {
    site.files.get(file).path.ends_with(".md")
}

fn files_with_errors(diagnostics: &Diagnostics) -> HashSet<FileId> {
    let errors = diagnostics.iter();
    errors
        .filter(|error| error.severity == Severity::Error)
        .filter_map(|error| error.place.map(|place| place.file))
        .collect()
}

fn report_not_accepted(site: &Site, texts: &[&Translation], diagnostics: &mut Diagnostics) {
    let (shown, rest) = texts.split_at(texts.len().min(MAX_NOT_ACCEPTED));
    for translation in shown {
        diagnostics.push(Pair::new(site, translation).not_accepted());
    }
    if !rest.is_empty() {
        diagnostics.push(others_not_accepted(site, rest));
    }
}

fn others_not_accepted(site: &Site, rest: &[&Translation]) -> Diagnostic {
    let message = format!(
        "{} more texts have never been declared equal to their translations",
        rest.len()
    );
    Diagnostic::warning("translation-not-accepted", message)
        .at(site.page(rest[0].page).title_place())
        .help("compare them, then run `spiega accept --all`, or see to the ones above first")
}

struct Pair<'a> {
    site: &'a Site,
    translation: &'a Translation,
    own: &'a Page,
    other: &'a Page,
}

impl<'a> Pair<'a> {
    fn new(site: &'a Site, translation: &'a Translation) -> Self {
        Self {
            site,
            translation,
            own: site.page(translation.page),
            other: site.page(translation.other),
        }
    }

    fn not_accepted(&self) -> Diagnostic {
        let message = format!(
            "nobody has declared this text equal to {}",
            self.path(self.other)
        );
        Diagnostic::warning("translation-not-accepted", message)
            .at(self.own.title_place())
            .help(format!("compare the two, then {}", self.accept()))
    }

    fn stale(&self) -> Diagnostic {
        let message = format!("{} has changed since {DECLARED}", self.path(self.other));
        self.with_changes(
            Diagnostic::note(
                "stale-translation",
                format!("{message}: {}", self.changes()),
            )
            .at(self.own.title_place())
            .help(format!(
                "bring this text up to date, then {}",
                self.accept()
            )),
        )
    }

    fn differs(&self) -> Diagnostic {
        let differences = &self.translation.differences;
        let message = format!(
            "this text and {} differ in more than wording, and did not when {DECLARED}: {}; changed there: {}",
            self.path(self.other),
            differences_in_words(differences),
            self.changes()
        );
        self.with_changes(
            Diagnostic::warning("translation-differs", message)
                .at(self.own.title_place())
                .help(format!("make the two say the same, then {}", self.accept())),
        )
    }

    /// `all` holds the other direction too: the line to paste belongs to the other text.
    fn date_stood_still(&self, all: &[Translation]) -> Diagnostic {
        let date = self.own.front_matter.updated.map(|date| date.to_string());
        let message = format!(
            "figures, statuses, dates or sources of this page have changed since it was declared equal to {}, and `updated` still says {}",
            self.path(self.other),
            date.unwrap_or_default()
        );
        let mut back = translations_of(all, self.translation.other).iter();
        let back = back.find(|translation| translation.other == self.translation.page);
        let settle = back.map(|translation| {
            let pair = Pair::new(self.site, translation);
            format!("; if the day is right, {}", pair.accept())
        });
        Diagnostic::warning("updated-not-changed", message)
            .at(self.own.front_matter.updated_place)
            .help(format!(
                "write the day of the change{}",
                settle.unwrap_or_default()
            ))
    }

    /// How an editor declares the two equal.
    fn accept(&self) -> String {
        let line = agreement_line(self.site, self.own, std::slice::from_ref(self.translation));
        format!(
            "run `spiega accept {}`, or have this line in the front matter of {}:\n{line}",
            self.own.id,
            self.path(self.own)
        )
    }

    fn path(&self, page: &Page) -> &str {
        &self.site.files.get(page.file).path
    }

    /// "line 12", with the name of the file if that is not the other text.
    fn line(&self, place: Place) -> String {
        let line = self.site.files.line_column(place).line;
        match place.file == self.other.file {
            true => format!("line {line}"),
            false => format!("line {line} of {}", self.site.files.get(place.file).path),
        }
    }

    /// "line 12 (changed), line 14 (new), a block after line 20 (gone)".
    fn changes(&self) -> String {
        let word = |change: &Change| match change {
            Change::Changed(place) => format!("{} (changed)", self.line(*place)),
            Change::Added(place) => format!("{} (new)", self.line(*place)),
            Change::Removed(Some(place)) => format!("a block after {} (gone)", self.line(*place)),
            Change::Removed(None) => "a block at the top (gone)".to_owned(),
        };
        listed(self.translation.changes.iter().map(word))
    }

    fn with_changes(&self, diagnostic: Diagnostic) -> Diagnostic {
        let changes = self.translation.changes.iter();
        let shown = changes.filter_map(|change| match change {
            Change::Changed(place) => Some((*place, "changed")),
            Change::Added(place) => Some((*place, "new")),
            Change::Removed(_) => None,
        });
        shown
            .take(MAX_SHOWN)
            .fold(diagnostic, |diagnostic, (place, what)| {
                diagnostic.related(place, what)
            })
    }
}

const DECLARED: &str = "the two were declared equal";

fn differences_in_words(differences: &Differences) -> String {
    let mut parts = Vec::new();
    let named = |what: &str, items: &Substance| {
        format!("{what} {}", listed(items.iter().map(Item::to_string)))
    };
    if !differences.only_here.is_empty() {
        parts.push(named("only here", &differences.only_here));
    }
    if !differences.only_there.is_empty() {
        parts.push(named("only there", &differences.only_there));
    }
    match differences.n_blocks {
        Some((here, there)) if here != there => {
            parts.push(format!("{here} blocks here and {there} there"));
        }
        _ if parts.is_empty() => parts.push("the order of the blocks".to_owned()),
        _ => {}
    }
    parts.join("; ")
}

/// The first few, and how many more there are; what is not named is not worked out.
fn listed(mut words: impl ExactSizeIterator<Item = String>) -> String {
    let more = words.len().saturating_sub(MAX_NAMED);
    let mut named: Vec<String> = words.by_ref().take(MAX_NAMED).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    named.join(", ")
}
