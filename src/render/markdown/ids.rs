//! The ids of a page: each once, the author's before those that are made from words.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Place;
use crate::slug::slug;

/// The ids of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    taken: HashMap<String, Place>,
    /// Ids that authors wrote further down; made ids step aside for them.
    reserved: HashSet<String>,
    /// The next number to try behind a slug, so that equal headings stay cheap.
    next_number: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn has(&self, id: &str) -> bool {
        self.taken.contains_key(id)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.taken.keys().map(String::as_str)
    }

    /// Takes an id as the author wrote it; the place of the first when it is taken.
    pub(super) fn take(&mut self, id: &str, place: Place) -> Option<Place> {
        let taken = self.taken.get(id).copied();
        if taken.is_none() {
            self.taken.insert(id.to_owned(), place);
        }
        taken
    }

    /// An id from the words of a heading.
    pub(super) fn make(&mut self, words: &str, place: Place) -> String {
        let mut base = slug(words);
        if base.is_empty() {
            base.push_str("section");
        }
        let next = self.next_number.entry(base.clone()).or_insert(1);
        loop {
            let id = if *next == 1 {
                base.clone()
            } else {
                format!("{base}-{next}")
            };
            *next += 1;
            if !self.reserved.contains(&id) && !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), place);
                return id;
            }
        }
    }

    /// Keeps the ids that the text writes in `{#…}` from being made for other headings.
    pub(super) fn reserve_explicit(&mut self, markdown: &str) {
        for part in markdown.split("{#").skip(1) {
            let end = part
                .find(|c: char| c.is_whitespace() || c == '}')
                .unwrap_or_default();
            if end > 0 {
                self.reserved.insert(part[..end].to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_are_never_empty_and_never_equal() {
        let mut ids = Ids::default();
        let place = Place::file(crate::diagnostic::FileId(0));
        ids.reserve_explicit("## Now\n\n## Later {#now .x}\n");
        let made: Vec<String> = ["Same", "Same", "!", "Same 2", "Now", "Same"]
            .iter()
            .map(|words| ids.make(words, place))
            .collect();
        assert_eq!(
            made,
            ["same", "same-2", "section", "same-2-2", "now-2", "same-3"]
        );
    }
}
