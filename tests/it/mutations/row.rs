//! One change of the real site, and all that is said of it; changes that do not touch each other share a copy.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::real_site;
use crate::support::Site;

/// A change by name, with what it is to be told as.
pub(super) struct Row {
    name: &'static str,
    edits: Vec<Edit>,
    today: Option<&'static str>,
    told: Vec<Told>,
}

/// What is done to the copy.
enum Edit {
    Replace(&'static str, &'static str, &'static str),
    Cut(&'static str, &'static str, &'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    Write(&'static str, &'static str),
}

/// A message: `severity code`, a piece of its text, and where it stands.
struct Told {
    what: &'static str,
    says: &'static str,
    place: Place,
}

/// Where a message stands.
enum Place {
    /// On the first line that the last edit made differ.
    Edit,
    /// On the one line of a file that holds some words; without words, on the first.
    Line(&'static str, &'static str),
}

/// A row without any change yet.
pub(super) fn row(name: &'static str) -> Row {
    Row {
        name,
        edits: Vec::new(),
        today: None,
        told: Vec::new(),
    }
}

impl Row {
    /// Puts other words in the place of some that stand in a file once.
    pub(super) fn replace(
        mut self,
        file: &'static str,
        from: &'static str,
        to: &'static str,
    ) -> Self {
        self.edits.push(Edit::Replace(file, from, to));
        self
    }

    /// Takes out what begins with some words that stand in a file once, up to the next place where others stand; without
    /// others, to the end.
    pub(super) fn cut(
        mut self,
        file: &'static str,
        from: &'static str,
        until: &'static str,
    ) -> Self {
        self.edits.push(Edit::Cut(file, from, until));
        self
    }

    /// Takes a file away.
    pub(super) fn remove(mut self, file: &'static str) -> Self {
        self.edits.push(Edit::Remove(file));
        self
    }

    /// Gives a file another name.
    pub(super) fn rename(mut self, from: &'static str, to: &'static str) -> Self {
        self.edits.push(Edit::Rename(from, to));
        self
    }

    /// Adds a file.
    pub(super) fn write(mut self, file: &'static str, text: &'static str) -> Self {
        self.edits.push(Edit::Write(file, text));
        self
    }

    /// The day of the check, where it is not that of the newest text.
    pub(super) fn on(mut self, day: &'static str) -> Self {
        self.today = Some(day);
        self
    }

    /// A message at the last edit, with a piece of its text.
    pub(super) fn told(self, what: &'static str, says: &'static str) -> Self {
        self.tell(what, says, Place::Edit)
    }

    /// A message on the line of a file that holds some words.
    pub(super) fn told_at(
        self,
        what: &'static str,
        says: &'static str,
        file: &'static str,
        words: &'static str,
    ) -> Self {
        self.tell(what, says, Place::Line(file, words))
    }

    /// The text has fallen behind the other one, whose change the message names.
    pub(super) fn stale(self, file: &'static str, says: &'static str) -> Self {
        self.told_at("note stale-translation", says, file, "title: ")
    }

    /// The text now differs from the other one in more than wording, which the message names.
    pub(super) fn differs(self, file: &'static str, says: &'static str) -> Self {
        self.told_at("warning translation-differs", says, file, "title: ")
    }

    /// The page states something else than before, under the same date.
    pub(super) fn same_day(self, file: &'static str) -> Self {
        self.told_at("warning updated-not-changed", "", file, "updated: ")
    }

    fn tell(mut self, what: &'static str, says: &'static str, place: Place) -> Self {
        self.told.push(Told { what, says, place });
        self
    }

    /// Whether other rows may share a copy: templates and declarations speak for all pages, and where there are errors,
    /// some warnings wait.
    fn sharing(&self) -> Sharing {
        let is_content = |file: &&str| file.starts_with("content/") && !file.ends_with("site.yaml");
        let only_content = self.files().iter().all(is_content);
        let is_error = |told: &Told| told.what.starts_with("error ");
        let n_errors = self.told.iter().filter(|told| is_error(told)).count();
        match (only_content && self.today.is_none(), n_errors) {
            (true, 0) => Sharing::WithoutErrors,
            (true, n) if n == self.told.len() => Sharing::Errors,
            _ => Sharing::Alone,
        }
    }

    /// The files that the row changes or expects messages in.
    fn files(&self) -> BTreeSet<&'static str> {
        let edited = self.edits.iter().flat_map(|edit| match edit {
            Edit::Rename(from, to) => vec![*from, *to],
            other => vec![other.file()],
        });
        let told = self.told.iter().filter_map(|told| match told.place {
            Place::Edit => None,
            Place::Line(file, _) => Some(file),
        });
        edited.chain(told).collect()
    }

    /// Makes the changes; gives what is expected, with its places.
    fn make(&self, site: &Site) -> Result<Vec<(&Told, String)>, String> {
        if self.told.is_empty() {
            return Err("nothing is expected".to_owned());
        }
        let mut line = 1;
        for edit in &self.edits {
            line = edit.make(site)?;
        }
        let told = self.told.iter();
        told.map(|told| Ok((told, self.place_of(told, site, line)?)))
            .collect()
    }

    fn place_of(&self, told: &Told, site: &Site, line: usize) -> Result<String, String> {
        let (file, line) = match told.place {
            Place::Edit => (self.edits.last().expect("a row with an edit").file(), line),
            Place::Line(file, "") => (file, 1),
            Place::Line(file, words) => {
                let text = site.read(file);
                (file, line_at(&text, only(&text, words, file)?))
            }
        };
        Ok(format!("{file}:{line}"))
    }
}

/// With whom a row may share a copy of the site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    Errors,
    WithoutErrors,
    Alone,
}

/// Rows that change one copy of the site. They touch no file together, so that each message belongs to one of them.
pub(super) struct Copy<'a> {
    rows: Vec<&'a Row>,
    files: BTreeSet<&'static str>,
}

impl<'a> Copy<'a> {
    /// As few copies as it takes.
    pub(super) fn share(rows: &'a [Row]) -> Vec<Self> {
        let mut copies: Vec<Self> = Vec::new();
        for row in rows {
            let (sharing, files) = (row.sharing(), row.files());
            let fits = |copy: &&mut Self| {
                sharing != Sharing::Alone
                    && copy.rows[0].sharing() == sharing
                    && copy.files.is_disjoint(&files)
            };
            match copies.iter_mut().find(fits) {
                Some(copy) => {
                    copy.rows.push(row);
                    copy.files.extend(files);
                }
                None => copies.push(Self {
                    rows: vec![row],
                    files,
                }),
            }
        }
        copies
    }

    /// What is wrong: words that do not stand where they should, or other messages than expected.
    pub(super) fn faults(&self, day: &str) -> Vec<String> {
        let mut site = real_site();
        let (mut expected, mut faults) = (Vec::new(), Vec::new());
        for row in &self.rows {
            match row.make(&site) {
                Ok(told) => expected.extend(told.into_iter().map(|told| (*row, told))),
                Err(fault) => faults.push(format!("{}: {fault}", row.name)),
            }
        }
        let today = self.rows.iter().find_map(|row| row.today);
        site = site.arg("--today").arg(today.unwrap_or(day));
        let run = site.run_where(
            &["check", "--format", "json"],
            &[("RAYON_NUM_THREADS", "1")],
        );
        for line in run.stderr.lines() {
            let message: Value = serde_json::from_str(line).expect("one object on each line");
            let text = |key: &str| message[key].as_str().unwrap_or_default();
            let what = format!("{} {}", text("severity"), text("code"));
            let place = format!("{}:{}", text("file"), message["line"]);
            let heard = expected.iter().position(|(_, (told, at))| {
                told.what == what && *at == place && text("message").contains(told.says)
            });
            if let Some(n) = heard {
                expected.swap_remove(n);
                continue;
            }
            let row = self
                .rows
                .iter()
                .find(|row| row.files().contains(text("file")));
            let row = row.map_or("(some row)", |row| row.name);
            faults.push(format!(
                "{row}: said {what} at {place}: {}",
                text("message")
            ));
        }
        let unheard = expected.into_iter();
        faults.extend(unheard.map(|(row, (told, place))| {
            format!(
                "{}: not said {} at {place}: {}",
                row.name, told.what, told.says
            )
        }));
        faults
    }
}

impl Edit {
    fn file(&self) -> &'static str {
        match self {
            Self::Replace(file, ..)
            | Self::Cut(file, ..)
            | Self::Remove(file)
            | Self::Rename(_, file)
            | Self::Write(file, _) => file,
        }
    }

    /// Changes the copy; gives the line of the change.
    fn make(&self, site: &Site) -> Result<usize, String> {
        match self {
            Self::Replace(file, from, to) => {
                let text = site.read(file);
                let at = only(&text, from, file)?;
                let text = text.replacen(from, to, 1);
                let same = from
                    .bytes()
                    .zip(to.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                fs::write(site.path(file), &text).expect("the changed file");
                Ok(line_at(&text, at + same))
            }
            Self::Cut(file, from, until) => {
                let mut text = site.read(file);
                let at = only(&text, from, file)?;
                let rest = at + from.len();
                let end = match until.is_empty() {
                    true => Some(text.len() - rest),
                    false => text[rest..].find(until),
                };
                let end = end.ok_or_else(|| format!("{file} does not go on to `{until}`"))?;
                text.replace_range(at..rest + end, "");
                fs::write(site.path(file), &text).expect("the changed file");
                Ok(line_at(&text, at))
            }
            Self::Remove(file) => {
                fs::remove_file(site.path(file)).expect(file);
                Ok(1)
            }
            Self::Rename(from, to) => {
                fs::rename(site.path(from), site.path(to)).expect(from);
                Ok(1)
            }
            Self::Write(file, text) => {
                fs::write(site.path(file), text).expect(file);
                Ok(1)
            }
        }
    }
}

/// Where some words stand that must stand once.
fn only(text: &str, words: &str, file: &str) -> Result<usize, String> {
    let mut places = text.match_indices(words);
    match (places.next(), places.count()) {
        (Some((at, _)), 0) => Ok(at),
        (first, more) => {
            let n = usize::from(first.is_some()) + more;
            Err(format!("{file} holds `{words}` {n} times and not once"))
        }
    }
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}
