//! Citation marks of a finished page: a mark that nothing leads back to needs no id.

use super::markdown::Citation;
use super::source_view::MAX_BACK_LINKS;

/// Takes the ids off the marks of sources that are cited so often that the list only counts them.
pub(super) fn drop_idle_ids(html: &str, citations: &[Citation]) -> String {
    const OPENING: &str = " id=\"_c";
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(OPENING) {
        let (before, id) = rest.split_at(at);
        kept.push_str(before);
        let end = id[OPENING.len()..]
            .find('"')
            .map_or(id.len(), |end| OPENING.len() + end + 1);
        if !is_idle(&id[OPENING.len()..end], citations) {
            kept.push_str(&id[..end]);
        }
        rest = &id[end..];
    }
    kept.push_str(rest);
    kept
}

/// Whether `12-3"` belongs to a source without ways back.
fn is_idle(id: &str, citations: &[Citation]) -> bool {
    let number = id
        .split('-')
        .next()
        .and_then(|number| number.parse::<usize>().ok());
    let citation = number.and_then(|number| citations.get(number.checked_sub(1)?));
    citation.is_some_and(|citation| citation.marks > MAX_BACK_LINKS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Place};

    #[test]
    fn only_marks_that_nothing_leads_back_to_lose_their_ids() {
        let citation = |marks| Citation {
            source: "x".into(),
            marks,
            place: Place::file(FileId(0)),
        };
        let citations = [citation(3), citation(4)];
        let html =
            "<p id=\"a\"><b id=\"_c1-1\">1</b><b id=\"_c2-4\">2</b><b id=\"_c9-1\">9</b><b id=\"_c";
        let expected = "<p id=\"a\"><b id=\"_c1-1\">1</b><b>2</b><b id=\"_c9-1\">9</b><b id=\"_c";
        assert_eq!(drop_idle_ids(html, &citations), expected);
    }
}
