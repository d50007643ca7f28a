//! Pictures, and figures made from data.

use std::ops::Range;

use super::escape::{escape_attribute, escape_href, escape_text};
use super::frame::{Frame, OpenImage};
use super::render::Renderer;
use super::types::Image;
use super::typography::Quotes;
use crate::diagnostic::Diagnostic;

impl Renderer<'_> {
    pub(super) fn open_image(&mut self, address: &str, title: &str, range: Range<usize>) -> Frame {
        let (html, plain) = (self.html.len(), self.plain.len());
        let first = matches!(self.frames.last(), Some(Frame::Paragraph(paragraph)) if paragraph.html == html);
        let is_figure = address.starts_with("figure:");
        if !is_figure {
            self.open_alternatives += 1;
        }
        let (destination, title) = (address.to_owned(), title.to_owned());
        Frame::Image(OpenImage {
            destination,
            title,
            html,
            plain,
            first,
            is_figure,
            range,
        })
    }

    pub(super) fn close_image(&mut self, image: OpenImage) {
        if image.is_figure {
            self.close_figure(&image);
            return;
        }
        self.open_alternatives -= 1;
        let alternative = self.plain.since(image.plain).trim().to_owned();
        self.html.truncate(image.html);
        if alternative.is_empty() {
            let diagnostic = Diagnostic::error(
                "missing-alt",
                format!("the picture `{}` has no text", image.destination),
            );
            self.report(
                diagnostic.help("say what it shows: `![text](address)`"),
                &image.range,
            );
        }
        if self.open_alternatives > 0 || !self.check_address(&image.destination, &image.range) {
            return;
        }
        let place = self.place(&image.range);
        let Some(picture) = self.lookup.image(&image.destination, place, self.out) else {
            return;
        };
        self.state
            .note_link(&image.destination, &picture.src, place);
        let tag = image_html(&picture, &alternative);
        if image.first && self.ends_paragraph && !image.title.is_empty() && self.replace_paragraph()
        {
            let caption = escape_text(&Quotes::typeset(self.lookup.locale(), &image.title));
            self.html.push_str(&format!(
                "<figure>{tag}<figcaption>{caption}</figcaption></figure>\n"
            ));
        } else {
            self.html.push_str(&tag);
        }
    }

    fn close_figure(&mut self, image: &OpenImage) {
        let caption = super::take_from(&mut self.html, image.html);
        let words = self.plain.cut_block(image.plain);
        self.settle_numbers(&words);
        let name = image
            .destination
            .strip_prefix("figure:")
            .unwrap_or_default();
        if !image.first
            || !self.ends_paragraph
            || self.open_interactive > 0
            || !self.replace_paragraph()
        {
            let diagnostic = Diagnostic::error(
                "figure-place",
                format!("the figure `{name}` stands inside a text"),
            );
            self.report(
                diagnostic.help("leave it alone in a paragraph, an empty line before and after it"),
                &image.range,
            );
            return;
        }
        if self.frames.len() == 1 && self.raw.is_closed() {
            self.sections.stand_alone();
        }
        let place = self.place(&image.range);
        if let Some(figure) = self
            .lookup
            .figure(name, &caption, place, self.state, self.out)
        {
            self.html.push_str(&figure);
            super::tags::fresh_line(&mut self.html);
        }
    }

    /// Takes back the tag of the paragraph in which a figure stands alone; false where there is none.
    fn replace_paragraph(&mut self) -> bool {
        let is_value = matches!(self.origin, super::render::Origin::Value(_));
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph)) if !is_value => {
                paragraph.replaced = true;
                self.html.truncate(paragraph.tag);
                true
            }
            _ => false,
        }
    }
}

/// The element of a picture.
pub(super) fn image_html(picture: &Image, alternative: &str) -> String {
    let mut html = format!(
        "<img src=\"{}\" alt=\"{}\"",
        escape_href(&picture.src),
        escape_attribute(alternative)
    );
    if let (Some(width), Some(height)) = (picture.width, picture.height) {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    html.push_str(" loading=\"lazy\">");
    html
}
