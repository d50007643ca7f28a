//! Elements that need nothing but their name, in the form of the CommonMark specification; shared by the site's
//! renderer and by the plain one.

use pulldown_cmark::{CodeBlockKind, Tag, TagEnd};

use super::escape::push_text;

/// Starts a line, unless at the start of one.
pub(super) fn fresh_line(html: &mut String) {
    if !html.is_empty() && !html.ends_with('\n') {
        html.push('\n');
    }
}

/// Writes the opening tag of a plain element; nothing for the others.
pub(super) fn open(html: &mut String, tag: &Tag<'_>) {
    match tag {
        Tag::Paragraph => open_block(html, "<p>"),
        Tag::BlockQuote(_) => open_block(html, "<blockquote>\n"),
        Tag::CodeBlock(kind) => open_code(html, kind),
        Tag::List(None) => open_block(html, "<ul>\n"),
        Tag::List(Some(1)) => open_block(html, "<ol>\n"),
        Tag::List(Some(start)) => open_block(html, &format!("<ol start=\"{start}\">\n")),
        Tag::Item => open_block(html, "<li>"),
        Tag::DefinitionList => open_block(html, "<dl>\n"),
        Tag::DefinitionListTitle => open_block(html, "<dt>"),
        Tag::DefinitionListDefinition => open_block(html, "<dd>"),
        Tag::Emphasis => html.push_str("<em>"),
        Tag::Strong => html.push_str("<strong>"),
        Tag::Strikethrough => html.push_str("<del>"),
        _ => {}
    }
}

/// Writes the closing tag of a plain element; nothing for the others.
pub(super) fn close(html: &mut String, tag: TagEnd) {
    html.push_str(match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::DefinitionList => "</dl>\n",
        TagEnd::DefinitionListTitle => "</dt>\n",
        TagEnd::DefinitionListDefinition => "</dd>\n",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Strikethrough => "</del>",
        _ => "",
    });
}

/// Inline code.
pub(super) fn code(html: &mut String, text: &str) {
    html.push_str("<code>");
    push_text(html, text);
    html.push_str("</code>");
}

fn open_block(html: &mut String, tag: &str) {
    fresh_line(html);
    html.push_str(tag);
}

fn open_code(html: &mut String, kind: &CodeBlockKind<'_>) {
    fresh_line(html);
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    if language.is_empty() {
        html.push_str("<pre><code>");
        return;
    }
    html.push_str("<pre><code class=\"language-");
    push_text(html, language);
    html.push_str("\">");
}
