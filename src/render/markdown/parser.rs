//! pulldown-cmark with our options. A reference without a definition is a citation when it begins with `@`; a spelled
//! out one (`[x][y]`) is noted as broken; all else stays text, as CommonMark says.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::types::Typography;

/// An event and the bytes of the source it comes from.
pub(super) type Spanned<'s> = (Event<'s>, Range<usize>);

/// A reference that is defined nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Undefined {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: String,
}

/// The events of a text under the site's rules; references without definition are added to `undefined` on the way.
pub(super) fn parse<'s>(
    source: &'s str,
    typography: Typography,
    undefined: &'s RefCell<Vec<Undefined>>,
) -> impl Iterator<Item = Spanned<'s>> {
    let callback = move |link: BrokenLink<'s>| resolve(link, undefined);
    Parser::new_with_broken_link_callback(source, options(typography), Some(callback))
        .into_offset_iter()
        .map(|(event, range)| (with_composed_id(event), range))
}

/// Ids are composed when they are read, and so are those that marks name; addresses of other sites stay as they are.
fn with_composed_id(mut event: Event<'_>) -> Event<'_> {
    if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = &mut event {
        let schemes = ["fact:", "term:", "status:", "figure:", "@"];
        let is_mark = schemes.iter().any(|scheme| dest_url.starts_with(scheme));
        if is_mark && !is_nfc(dest_url) {
            *dest_url = dest_url.nfc().collect::<String>().into();
        }
    }
    event
}

/// The text as the parser needs it: a tab behind the fence of a code block, or behind the line below the head of a
/// table, hides them from it, so a space takes its place. No place in the text moves.
pub(super) fn without_hiding_tabs(source: &str) -> Cow<'_, str> {
    if !source.contains('\t') {
        return Cow::Borrowed(source);
    }
    let lines = source.split_inclusive('\n').map(|line| {
        let words = line.trim_end();
        match words.contains(char::is_alphanumeric) {
            true => Cow::Borrowed(line),
            false => Cow::Owned(words.to_owned() + &line[words.len()..].replace('\t', " ")),
        }
    });
    Cow::Owned(lines.collect())
}

fn options(typography: Typography) -> Options {
    let base = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    match typography {
        Typography::ByLanguage => base | Options::ENABLE_SMART_PUNCTUATION,
        Typography::AsTyped => base,
    }
}

fn resolve<'s>(
    link: BrokenLink<'s>,
    undefined: &RefCell<Vec<Undefined>>,
) -> Option<(CowStr<'s>, CowStr<'s>)> {
    if link.reference.trim_start().starts_with('@') {
        return Some((link.reference, CowStr::Borrowed("")));
    }
    if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
        let (start, end) = (link.span.start, link.span.end);
        undefined.borrow_mut().push(Undefined {
            start,
            end,
            label: link.reference.to_string(),
        });
    }
    None
}
