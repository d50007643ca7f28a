//! `spiega check --fix`: puts the marks into the texts that their numbers lack, and says which.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::pipeline::run_stages;
use crate::cli::SiteArgs;
use crate::diagnostic::{FileId, Files};
use crate::load::path_on_disk;
use crate::render::LinkStyle;
use crate::render::markdown::Mark;
use crate::sink::{NullSink, OutputError};
use crate::write::{Insertion, insert_words};

/// Writes the marks of all numbers that count as marked; gives a line for each, and one in the end.
///
/// # Errors
/// A text cannot be read or written; those before it are written.
pub(super) fn write_marks(args: &SiteArgs) -> Result<String, OutputError> {
    let Ok(stages) = run_stages(args, LinkStyle::Pretty, None, Arc::new(NullSink))? else {
        return Ok(String::new());
    };
    let files = &stages.site.files;
    let mut by_file: BTreeMap<FileId, Vec<&Mark>> = BTreeMap::new();
    for mark in &stages.rendered.marks {
        by_file.entry(mark.place.file).or_default().push(mark);
    }
    let mut report = String::new();
    let (mut n_marks, mut n_files) = (0, 0);
    for (file, mut marks) in by_file {
        marks.sort_by_key(|mark| mark.place);
        let source = files.get(file);
        let path = path_on_disk(&args.root, &source.path);
        if !insert_words(&path, &source.text, &insertions(&marks))? {
            let _ = writeln!(report, "{}: left alone, it changed meanwhile", source.path);
            continue;
        }
        n_files += 1;
        n_marks += marks.len();
        marks
            .iter()
            .for_each(|mark| report_mark(&mut report, files, mark));
    }
    let _ = writeln!(report, "wrote {}", summary(n_marks, n_files));
    Ok(report)
}

/// Both ends of every mark.
fn insertions(marks: &[&Mark]) -> Vec<Insertion> {
    let ends = |mark: &&Mark| {
        [
            Insertion {
                at: mark.place.start as usize,
                words: "[".to_owned(),
            },
            Insertion {
                at: mark.place.end as usize,
                words: format!("](fact:{})", mark.fact),
            },
        ]
    };
    marks.iter().flat_map(ends).collect()
}

/// `content/about.it.md:12:5: [8 anni](fact:commitments-years)`
fn report_mark(report: &mut String, files: &Files, mark: &Mark) {
    let source = files.get(mark.place.file);
    let range = mark.place.start as usize..mark.place.end as usize;
    let words = source.text.get(range).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = files.line_column(mark.place);
    let (path, fact) = (&source.path, &mark.fact);
    let _ = writeln!(
        report,
        "{path}:{}:{}: [{words}](fact:{fact})",
        at.line, at.column
    );
}

fn summary(n_marks: usize, n_files: usize) -> String {
    match (n_marks, n_files) {
        (0, _) => "no marks: no number lacks one".to_owned(),
        (1, _) => "1 mark in 1 file".to_owned(),
        (_, 1) => format!("{n_marks} marks in 1 file"),
        _ => format!("{n_marks} marks in {n_files} files"),
    }
}
