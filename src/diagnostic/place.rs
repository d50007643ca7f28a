//! Where something stands: a range of bytes in a file that was read, turned into line and column only for people.

use std::ops::Range;
use std::sync::Arc;

/// A file that was read, by its position in [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in a file; `start` and `end` count from the top of the *file*, front matter included.
///
/// An empty range at 0 stands for the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte; never before `start`.
    pub end: u32,
}

impl Place {
    /// The file as a whole.
    pub const fn file(file: FileId) -> Self {
        Self {
            file,
            start: 0,
            end: 0,
        }
    }

    /// A range of bytes of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        Self {
            file,
            start,
            end: end.max(start),
        }
    }
}

/// A text file that was read.
#[derive(Debug)]
pub struct SourceFile {
    /// Path below the site's root, `/`-separated: `content/partners/foxconn.it.md`.
    pub path: String,
    /// Its text, without a byte order mark and with LF line ends.
    pub text: String,
}

/// Line and column of a place, both 1-based; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Every text file that was read, in the order of reading (sorted by path). A copy shares the texts.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<Arc<SourceFile>>,
    root: String,
}

impl Files {
    /// Adds a file and gives it its id.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id =
            FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files fit in memory"));
        self.files.push(Arc::new(SourceFile { path, text }));
        id
    }

    /// Puts another text in the place of that of a file.
    pub fn replace_text(&mut self, id: FileId, text: String) {
        let path = self.get(id).path.clone();
        self.files[id.0 as usize] = Arc::new(SourceFile { path, text });
    }

    /// The file of an id that [`Files::add`] gave.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Says where the site's root stands in the repository: a path without slashes at its ends, empty for its top.
    pub fn set_root(&mut self, root: String) {
        self.root = root;
    }

    /// The path of a file from the top of the repository.
    pub fn path_in_repository(&self, id: FileId) -> String {
        let path = &self.get(id).path;
        match self.root.as_str() {
            "" => path.clone(),
            root => format!("{root}/{path}"),
        }
    }

    /// Line and column of the last character of `place`, or of its start where it is empty.
    pub fn last_line_column(&self, place: Place) -> LineColumn {
        let last = place.end.saturating_sub(1).max(place.start);
        line_column(&self.get(place.file).text, last as usize)
    }

    /// Line and column of the start of `place`.
    pub fn line_column(&self, place: Place) -> LineColumn {
        line_column(&self.get(place.file).text, place.start as usize)
    }
}

/// Line and column of a byte offset; an offset past the end is the end, one inside a character is its start.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    LineColumn {
        line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let text = "caffè\nè già\n";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 6), LineColumn { line: 1, column: 6 });
        assert_eq!(line_column(text, 7), LineColumn { line: 2, column: 1 });
        assert_eq!(line_column(text, 10), LineColumn { line: 2, column: 3 });
        assert_eq!(line_column(text, 999), LineColumn { line: 3, column: 1 });
    }
}
