//! Plain CommonMark without the site's rules: what the specification's examples are compared with.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::escape::{escape_attribute, escape_href, push_text};
use super::tags;

/// Plain CommonMark 0.31 as HTML, in the form of the specification's examples; raw HTML passes.
pub(super) fn render(markdown: &str) -> String {
    let mut writer = Writer {
        html: String::new(),
        images: Vec::new(),
    };
    for event in Parser::new_ext(markdown, Options::empty()) {
        writer.event(event);
    }
    writer.html
}

struct Writer {
    html: String,
    /// The pictures that are open: inside them only text is written.
    images: Vec<String>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.open_image(&dest_url, &title),
            Event::End(TagEnd::Image) => self.close_image(),
            Event::Start(_) | Event::End(_) if !self.images.is_empty() => {}
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => push_text(&mut self.html, &text),
            Event::Code(text) if self.images.is_empty() => tags::code(&mut self.html, &text),
            Event::Code(text) => push_text(&mut self.html, &text),
            Event::Html(html) | Event::InlineHtml(html) if self.images.is_empty() => {
                self.html.push_str(&html)
            }
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str(if self.images.is_empty() {
                "<br />\n"
            } else {
                "\n"
            }),
            Event::Rule => {
                tags::fresh_line(&mut self.html);
                self.html.push_str("<hr />\n");
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::HtmlBlock => tags::fresh_line(&mut self.html),
            Tag::Heading { level, .. } => {
                tags::fresh_line(&mut self.html);
                self.html.push_str(&format!("<{level}>"));
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let scheme = if *link_type == LinkType::Email {
                    "mailto:"
                } else {
                    ""
                };
                self.html.push_str(&format!(
                    "<a href=\"{scheme}{}\"{}>",
                    escape_href(dest_url),
                    title_attribute(title)
                ));
            }
            tag => tags::open(&mut self.html, tag),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.html.push_str(&format!("</{level}>\n")),
            TagEnd::Link => self.html.push_str("</a>"),
            tag => tags::close(&mut self.html, tag),
        }
    }

    fn open_image(&mut self, address: &str, title: &str) {
        if self.images.is_empty() {
            self.html
                .push_str(&format!("<img src=\"{}\" alt=\"", escape_href(address)));
        }
        self.images.push(title_attribute(title));
    }

    fn close_image(&mut self) {
        if let (Some(title), true) = (self.images.pop(), self.images.is_empty()) {
            self.html.push_str(&format!("\"{title} />"));
        }
    }
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escape_attribute(title))
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn the_form_is_that_of_the_specification() {
        let table = [
            (
                "# a *b*\n\nc\\\nd",
                "<h1>a <em>b</em></h1>\n<p>c<br />\nd</p>\n",
            ),
            ("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            (
                "![a *b* ![c](d)](/e \"f\")",
                "<p><img src=\"/e\" alt=\"a b c\" title=\"f\" /></p>\n",
            ),
            ("<b onclick=\"x\">y</b>", "<p><b onclick=\"x\">y</b></p>\n"),
            ("a\0b", "<p>a\u{fffd}b</p>\n"),
        ];
        for (markdown, html) in table {
            assert_eq!(render(markdown), html);
        }
    }
}
