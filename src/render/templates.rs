//! The templates as an engine: loaded once, every fault with its place; rendering within limits.

use std::io::{self, Write};

use serde_json::Value as Json;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::model::Site;

/// The loaded templates.
pub(super) struct Templates {
    engine: Tera,
    files: Vec<(String, FileId)>,
}

/// The longest page a template may make, in bytes.
pub(super) const MAX_PAGE_BYTES: usize = 64_000_000;

/// Loads every `.html` and `.xml` template; faults are reported, all in one run where the engine allows it.
pub(super) fn load_templates(
    site: &Site,
    globals: &[(&'static str, Json)],
    diagnostics: &mut Diagnostics,
) -> Option<Templates> {
    let files: Vec<(String, FileId)> = site
        .templates
        .iter()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml"))
        .cloned()
        .collect();
    let text = |file: FileId| site.files.get(file).text.as_str();
    let mut engine = Tera::default();
    engine.autoescape_on(vec![".html", ".xml", ".svg"]);
    for (name, value) in globals {
        engine.global_context().insert(*name, value);
    }
    let loaded = engine.add_raw_templates(
        files
            .iter()
            .map(|(name, file)| (name.as_str(), text(*file))),
    );
    let templates = Templates { engine, files };
    match loaded {
        Ok(()) => Some(templates),
        Err(error) => {
            let all = templates.each_fault(site);
            if all.is_empty() {
                diagnostics.push(templates.fault(site, &error, None));
            }
            all.into_iter().for_each(|fault| diagnostics.push(fault));
            None
        }
    }
}

impl Templates {
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
    ) -> Result<String, Diagnostic> {
        let mut output = Limited {
            bytes: Vec::with_capacity(16 * 1024),
            full: false,
        };
        match self.engine.render_to(name, context, &mut output) {
            Ok(()) => Ok(String::from_utf8(output.bytes).expect("templates and values are UTF-8")),
            Err(_) if output.full => Err(Diagnostic::error(
                "too-much-html",
                format!("{page} would be longer than 64 MB"),
            )
            .at(self.place(site, name, None))
            .help("look for a loop that repeats too much")),
            Err(error) => Err(self.fault(site, &error, Some(page))),
        }
    }

    /// Whether a template exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(known, _)| known == name)
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
                faults.push(self.fault(site, &error, None));
            }
        }
        faults
    }

    fn fault(&self, site: &Site, error: &tera::Error, page: Option<&str>) -> Diagnostic {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                (
                    report.message().to_owned(),
                    self.place(
                        site,
                        report.filename(),
                        Some((span.start_line, span.start_col)),
                    ),
                )
            }
            ErrorKind::CircularInclude { tpl, include_chain } => (
                format!("`{tpl}` includes itself: {}", include_chain.join(" → ")),
                self.place(site, tpl, None),
            ),
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain,
            } => (
                format!("`{tpl}` extends itself: {}", inheritance_chain.join(" → ")),
                self.place(site, tpl, None),
            ),
            ErrorKind::MissingParent { current, parent } => (
                format!("it extends `{parent}`, which does not exist"),
                self.place(site, current, None),
            ),
            other => (other.to_string(), self.place(site, "", None)),
        };
        let message = match page {
            Some(page) => format!(
                "the template failed while making {page}: {}",
                lower_first(&message)
            ),
            None => format!("this template cannot be used: {}", lower_first(&message)),
        };
        Diagnostic::error("template-error", message)
            .at(place)
            .help("mend the template; ARCHITECTURE.md lists the values it may use")
    }

    /// A place in a template: line from 1, column in characters from 0.
    fn place(&self, site: &Site, name: &str, at: Option<(usize, usize)>) -> Place {
        let found = self
            .files
            .iter()
            .find(|(known, _)| known == name)
            .or_else(|| self.files.first());
        let Some((_, file)) = found else {
            return site.config.home.place;
        };
        let Some((line, column)) = at else {
            return Place::file(*file);
        };
        let text = &site.files.get(*file).text;
        let start: usize = text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = text
            .get(start..)
            .unwrap_or_default()
            .split('\n')
            .next()
            .unwrap_or_default();
        let offset = rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(index, _)| index);
        Place::new(*file, start + offset..start + offset + 1)
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

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|first| first.to_lowercase().collect::<String>())
        .unwrap_or_default();
    (first + chars.as_str()).trim_end_matches('.').to_owned()
}

/// A buffer that refuses to grow without end.
struct Limited {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            self.full = true;
            return Err(io::Error::other("the page is too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
