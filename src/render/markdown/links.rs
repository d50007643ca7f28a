//! Links: which kind an address is, and those that lead to a page or a place.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::escape::{escape_attribute, escape_href, push_text};

use super::frame::{Frame, Marked, OpenLink};
use super::render::Renderer;
use super::types::Link;
use crate::diagnostic::Diagnostic;
use crate::model::NO_FACT;

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Renderer<'_> {
    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
    ) -> Frame {
        self.lint
            .note_link(range.start, address.starts_with("fact:"));
        match kind {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown => {
                return self.open_citation(address, true, range);
            }
            LinkType::ReferenceUnknown => return self.open_citation(address, false, range),
            LinkType::Email => return self.open_address(&format!("mailto:{address}"), range),
            LinkType::Autolink => {
                let address = self.without_escaped_pipes(address);
                return self.open_address(&address, range);
            }
            _ => {}
        }
        match address.split_once(':') {
            Some(("fact", NO_FACT)) => self.open_numberless(range),
            Some(("fact", id)) => self.open_fact(id, range),
            Some(("term", id)) => self.open_term(id, &range),
            Some(("status", id)) => Frame::Status(self.marked(id, range)),
            Some(("figure", name)) => {
                let diagnostic = Diagnostic::error(
                    "figure-place",
                    format!("`figure:{name}` is written as a link"),
                );
                self.report(
                    diagnostic.help(format!(
                        "write `![caption](figure:{name})` alone in a paragraph"
                    )),
                    &range,
                );
                Frame::Bare
            }
            _ => self.open_anchor(address, title, range),
        }
    }

    /// What words that name something by id need at their end.
    pub(super) fn marked(&self, id: &str, range: Range<usize>) -> Marked {
        Marked {
            id: id.to_owned(),
            html: self.html.len(),
            plain: self.plain.len(),
            range,
        }
    }

    pub(super) fn close_link(&mut self, link: OpenLink) {
        self.open_interactive -= 1;
        let words = self.plain.since(link.plain);
        if words.starts_with('@') && !words.contains(char::is_whitespace) {
            let message = format!("a citation has no address of its own: `{words}`");
            let help = format!("write `[{words}]` alone; the address stands in sources.yaml");
            self.report(
                Diagnostic::error("citation-form", message).help(help),
                &link.range,
            );
        } else if words.trim().is_empty()
            && !self.html[link.html.min(self.html.len())..].contains("<img ")
        {
            self.write_title(&link);
        }
        if self.open_alternatives == 0 {
            self.html.push_str("</a>");
        }
    }

    /// Writes the page's title for a link without words, with its language when it is another one.
    fn write_title(&mut self, link: &OpenLink) {
        let Some(title) = &link.page_title else {
            let message = format!("the link to `{}` has no words", link.destination);
            self.report(
                Diagnostic::error("empty-link", message)
                    .help("say where it leads: `[words](address)`"),
                &link.range,
            );
            return;
        };
        self.html.truncate(link.tag);
        if self.open_alternatives == 0 {
            self.html
                .push_str(&format!("<a href=\"{}\"", escape_href(&link.href)));
            if let Some(language) = link.hreflang.as_deref().map(escape_attribute) {
                self.html
                    .push_str(&format!(" lang=\"{language}\" hreflang=\"{language}\""));
            }
            self.html.push('>');
        }
        push_text(&mut self.html, title);
        self.plain.push_verbatim(title);
    }

    /// A link whose words are its address.
    fn open_address(&mut self, address: &str, range: Range<usize>) -> Frame {
        let mut frame = self.open_anchor(address, "", range);
        if let Frame::Link(link) = &mut frame {
            link.is_address = true;
        }
        frame
    }

    fn open_anchor(&mut self, address: &str, title: &str, range: Range<usize>) -> Frame {
        if self.open_interactive > 0 {
            self.report_nested(&range);
            return Frame::Bare;
        }
        if !self.check_address(address, &range) {
            return Frame::Bare;
        }
        let place = self.place(&range);
        let (href, page_title, hreflang) = match self.lookup.link(address, place, self.out) {
            Link::Page {
                href,
                title,
                hreflang,
            } => (href, Some(title), hreflang),
            Link::External { href } | Link::Anchor { href } => (href, None, None),
            Link::Broken => return Frame::Bare,
        };
        self.state.note_link(address, &href, place);
        let tag = self.html.len();
        if self.open_alternatives == 0 {
            self.write_anchor(&href, hreflang.as_deref(), title);
        }
        self.open_interactive += 1;
        let (html, plain) = (self.html.len(), self.plain.len());
        Frame::Link(OpenLink {
            tag,
            html,
            plain,
            href,
            hreflang,
            page_title,
            destination: address.to_owned(),
            is_address: false,
            range,
        })
    }

    fn write_anchor(&mut self, href: &str, hreflang: Option<&str>, title: &str) {
        self.html
            .push_str(&format!("<a href=\"{}\"", escape_href(href)));
        if let Some(language) = hreflang {
            self.html
                .push_str(&format!(" hreflang=\"{}\"", escape_attribute(language)));
        }
        if !title.is_empty() {
            self.html
                .push_str(&format!(" title=\"{}\"", escape_attribute(title)));
        }
        self.html.push('>');
    }

    pub(super) fn report_nested(&mut self, range: &Range<usize>) {
        let diagnostic =
            Diagnostic::error("link-in-link", "a link stands inside a link or a button");
        self.report(diagnostic.help("put one after the other"), range);
    }

    /// Reports an address that a browser could run or that hides its scheme.
    pub(super) fn check_address(&mut self, address: &str, range: &Range<usize>) -> bool {
        let Err(why) = check_scheme(address) else {
            return true;
        };
        let shown: String = address.chars().take(60).collect();
        let diagnostic = Diagnostic::error(
            "unsafe-address",
            format!("the address `{}` {why}", shown.escape_debug()),
        );
        self.report(
            diagnostic.help("allowed are paths and the schemes http, https, mailto and tel"),
            range,
        );
        false
    }
}

fn check_scheme(address: &str) -> Result<(), String> {
    if address.chars().any(char::is_control) {
        return Err("holds control characters".to_owned());
    }
    let trimmed = address.trim_start();
    if trimmed.replace('\\', "/").starts_with("//") {
        return Err("has no scheme".to_owned());
    }
    let scheme = match trimmed.find([':', '/', '?', '#']) {
        Some(end) if trimmed[end..].starts_with(':') => &trimmed[..end],
        _ => return Ok(()),
    };
    let is_allowed = SCHEMES
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed));
    if !is_allowed {
        return Err(format!("has the scheme `{}`", scheme.escape_debug()));
    }
    let is_web = scheme.to_ascii_lowercase().starts_with("http");
    if is_web && !has_host(&trimmed[scheme.len() + 1..]) {
        return Err("names no host".to_owned());
    }
    Ok(())
}

/// Whether what follows `https:` leads to another site; without a host, a browser would look for it on this one.
fn has_host(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_closed = host.starts_with('[') == host.contains(']');
    let begins = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    begins && is_closed && !host.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::check_scheme;

    #[test]
    fn only_harmless_schemes_pass() {
        for address in [
            "a.md",
            "../a:b.md#c",
            "#x",
            "?q=a:b",
            "HTTPS://a.test",
            "mailto:a@b",
            "tel:+39",
            "",
            "/a/b:c",
        ] {
            assert_eq!(check_scheme(address), Ok(()), "{address}");
        }
        let unsafe_ones = [
            "http:a",
            "https:/a.test",
            "https:///a",
            "https://",
            "http://a b/",
            "https://[::1",
            "https://user@/x",
            "javascript:alert(1)",
            " javascript:x",
            "JaVaScRiPt:x",
            "java\tscript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "//evil.test",
            "\\\\evil.test",
            "/\\evil.test",
            "\u{1}javascript:x",
            "blob:x",
            ":x",
        ];
        for address in unsafe_ones {
            assert!(check_scheme(address).is_err(), "{address}");
        }
    }
}
