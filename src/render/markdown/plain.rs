//! The words of the block that is being read, without marks and tags.

/// Plain text of the open block, and how many words the blocks before it had.
#[derive(Debug, Default)]
pub(super) struct Plain {
    text: String,
    words: usize,
}

impl Plain {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// From a position that [`Plain::len`] gave in this block.
    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    /// At most `characters` before a position.
    pub(super) fn before(&self, end: usize, characters: usize) -> &str {
        let text = self.text.get(..end).unwrap_or(&self.text);
        let start = text
            .char_indices()
            .rev()
            .take(characters)
            .last()
            .map_or(text.len(), |(at, _)| at);
        &text[start..]
    }

    /// Takes off what came after a position.
    pub(super) fn cut(&mut self, start: usize) -> String {
        if start > self.text.len() {
            String::new()
        } else {
            self.text.split_off(start)
        }
    }

    /// Takes off spaces at the end.
    pub(super) fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }

    /// Ends the block.
    pub(super) fn clear(&mut self) {
        self.words += self.text.split_whitespace().count();
        self.text.clear();
    }

    pub(super) fn words(&self) -> usize {
        self.words
    }
}
