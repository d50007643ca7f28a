//! Attributes of raw HTML: addresses are resolved like those of Markdown, ids are taken, the rest is copied.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::escape::{escape_attribute, escape_href};
use super::html_tag::Attribute;
use super::images::image_html;
use super::render::Renderer;
use super::types::Link;
use crate::diagnostic::Diagnostic;

impl Renderer<'_> {
    /// The attributes as HTML with a space before each, and whether the element can be activated. The names were checked.
    pub(super) fn raw_attributes(
        &mut self,
        element: &str,
        attributes: &[Attribute],
        range: &Range<usize>,
    ) -> (String, bool) {
        let mut html = String::new();
        let mut is_interactive = false;
        for (index, Attribute { name, value }) in attributes.iter().enumerate() {
            let is_repeated = attributes[..index]
                .iter()
                .any(|earlier| earlier.name == *name);
            let written = match name.as_str() {
                _ if is_repeated => None,
                "href" => self.raw_address(value, range),
                "id" => self.raw_id(value, range),
                _ => Some(escape_attribute(value)),
            };
            let Some(written) = written else { continue };
            is_interactive |= name == "href" && element == "a";
            html.push_str(&format!(" {name}=\"{written}\""));
        }
        (html, is_interactive)
    }

    fn raw_id(&mut self, value: &str, range: &Range<usize>) -> Option<String> {
        let id: String = value.nfc().collect();
        self.take_id(&id, range).then(|| escape_attribute(&id))
    }

    /// A picture written as `<img>`.
    pub(super) fn raw_image(&mut self, attributes: &[Attribute], range: &Range<usize>) {
        let value = |name: &str| {
            attributes
                .iter()
                .find(|a| a.name == name)
                .map(|a| a.value.as_str())
        };
        let (source, alternative) = (
            value("src").unwrap_or_default(),
            value("alt").unwrap_or_default(),
        );
        if alternative.trim().is_empty() {
            let diagnostic =
                Diagnostic::error("missing-alt", format!("the picture `{source}` has no text"));
            self.report(
                diagnostic.help("say what it shows: `![text](address)`"),
                range,
            );
        }
        if !self.check_address(source, range) {
            return;
        }
        let place = self.place(range);
        let Some(mut picture) = self.lookup.image(source, place, self.out) else {
            return;
        };
        self.state.note_link(source, &picture.src, place);
        picture.width = value("width")
            .and_then(|pixels| pixels.parse().ok())
            .or(picture.width);
        picture.height = value("height")
            .and_then(|pixels| pixels.parse().ok())
            .or(picture.height);
        self.html.push_str(&image_html(&picture, alternative));
    }

    fn raw_address(&mut self, address: &str, range: &Range<usize>) -> Option<String> {
        if self.open_interactive > 0 {
            self.report_nested(range);
            return None;
        }
        if !self.check_address(address, range) {
            return None;
        }
        let place = self.place(range);
        let href = match self.lookup.link(address, place, self.out) {
            Link::Page { href, .. } | Link::External { href } | Link::Anchor { href } => href,
            Link::Broken => return None,
        };
        let diagnostic = Diagnostic::warning("raw-link", "a link is written as raw HTML");
        self.report(
            diagnostic.help(format!("write `[words]({address})`")),
            range,
        );
        self.state.note_link(address, &href, place);
        Some(escape_href(&href))
    }
}
