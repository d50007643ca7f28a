//! The templates as an engine: loaded once, every fault with its place; rendering within limits.

use serde_json::Value as Json;
use tera::{Context, ErrorKind, Tera};

use super::css::StyleSheet;
use super::engine::{Limit, Output, new_engine};
use super::marks::bind_marks;
use super::nesting::{MAX_NESTING, too_deep};
use super::template_fault::{HELP, Names, TemplateFault};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId};
use crate::model::Site;
use crate::watchdog::{TOO_LONG, Watchdog};

/// The loaded templates.
pub(super) struct Templates<'a> {
    engine: Tera,
    files: Vec<(String, FileId)>,
    style: StyleSheet,
    /// Told what is being made.
    pub(super) watchdog: &'a Watchdog,
}

/// Loads every `.html` and `.xml` template; faults are reported, all in one run where the engine allows it.
pub(super) fn load_templates<'a>(
    site: &Site,
    globals: &[(&'static str, Json)],
    watchdog: &'a Watchdog,
    diagnostics: &mut Diagnostics,
) -> Option<Templates<'a>> {
    let files: Vec<(String, FileId)> = site
        .templates
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"))
        .cloned()
        .collect();
    let mut templates = Templates {
        engine: new_engine(),
        files,
        style: StyleSheet::of(site),
        watchdog,
    };
    for (name, value) in globals {
        templates.engine.global_context().insert(*name, value);
    }
    let faults = templates.load(site);
    let is_loaded = faults.is_empty();
    faults.into_iter().for_each(|fault| diagnostics.push(fault));
    is_loaded.then_some(templates)
}

/// What mends a page without end.
const HELP_LOOP: &str = "look for a loop that repeats too much";

impl Templates<'_> {
    /// Gives the engine all texts; what is wrong with them.
    fn load(&mut self, site: &Site) -> Vec<Diagnostic> {
        let texts: Vec<(&str, &str)> = self
            .files
            .iter()
            .map(|(name, file)| (name.as_str(), site.files.get(*file).text.as_str()))
            .collect();
        if let Some(name) = too_deep(&texts) {
            let message = format!(
                "more than {MAX_NESTING} templates stand inside each other, beginning with `{name}`"
            );
            let error = Diagnostic::error("template-error", message);
            let place = self.names(site).place(name, None);
            let help = "include and extend fewer templates from each other";
            return vec![error.at(place).help(help)];
        }
        match self.engine.add_raw_templates(texts) {
            Ok(()) => Vec::new(),
            Err(error) => {
                let faults = self.each_fault(site);
                if faults.is_empty() {
                    self.names(site).load_faults(&error)
                } else {
                    faults
                }
            }
        }
    }

    /// Renders a page; the name is a path below `templates/`.
    ///
    /// # Errors
    /// The fault, at its place in the template, naming the page that was being made.
    pub(super) fn render(
        &self,
        site: &Site,
        name: &str,
        context: &Context,
        page: &str,
    ) -> Result<String, TemplateFault> {
        let _going = self.watchdog.begin(format!("templates/{name}"), page);
        let mut output = Output::new();
        let rendered = self.engine.render_to(name, context, &mut output);
        let names = self.names(site);
        let (code, (reason, place), help) = match (rendered, output.limit()) {
            (Ok(()), _) => return Ok(self.style.dress(bind_marks(&output.into_html()))),
            (Err(_), Some(limit)) => {
                let (code, reason) = match limit {
                    Limit::Length => ("too-much-html", "it would be longer than 64 MB"),
                    Limit::Time => ("too-slow", TOO_LONG),
                };
                let found = (reason.to_owned(), names.place(name, None));
                (code, found, HELP_LOOP)
            }
            (Err(error), None) => {
                let found = names.locate(&error);
                let is_slow = found.0 == TOO_LONG;
                let code = if is_slow {
                    "too-slow"
                } else {
                    "template-error"
                };
                (code, found, if is_slow { HELP_LOOP } else { HELP })
            }
        };
        Err(TemplateFault {
            code,
            reason,
            place,
            help,
            page: page.to_owned(),
        })
    }

    /// Whether a template exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(known, _)| known == name)
    }

    fn names<'a>(&'a self, site: &'a Site) -> Names<'a> {
        Names {
            site,
            files: &self.files,
        }
    }

    /// Syntax faults of every file, found by loading each alone.
    fn each_fault(&self, site: &Site) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (name, file) in &self.files {
            let mut alone = Tera::default();
            let loaded = alone.add_raw_template(name, &site.files.get(*file).text);
            let Err(error) = loaded else { continue };
            let is_its_own = match error.kind() {
                ErrorKind::SyntaxError(report) => !is_about_others(report.message()),
                ErrorKind::MissingParent { parent, .. } => !self.has(parent),
                _ => false,
            };
            if is_its_own {
                faults.extend(self.names(site).load_faults(&error));
            }
        }
        faults
    }
}

/// Whether a fault of a template loaded alone only says that another template is not there.
fn is_about_others(message: &str) -> bool {
    let message = message.to_lowercase();
    [
        "not found",
        "unknown component",
        "doesn't exist",
        "isn't loaded",
        "undefined component",
    ]
    .iter()
    .any(|words| message.contains(words))
        && (message.contains("component") || message.contains("template"))
}
