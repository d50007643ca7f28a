//! What is served at one moment: the last good site, and what is wrong with the newest one.

use std::sync::Arc;

use serde::Serialize;

use super::store::Snapshot;

/// The last good site, if there was one, and the problems of the newest run.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The last good site; `None` when there was none since the start.
    pub site: Option<Arc<Snapshot>>,
    /// What kept the newest run from being shown; empty when it is shown.
    pub problems: Arc<Problems>,
}

/// What is wrong with the newest run.
#[derive(Debug, Default, Serialize)]
pub struct Problems {
    /// The first ones.
    pub list: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl Problems {
    /// Whether all is well.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// One error, as the browser shows it.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// `error[dead-link]: …`, the first line of the report.
    pub title: String,
    /// `content/about.it.md:12:3`, or nothing.
    pub place: Option<String>,
    /// The lines that it is about, as the report has them.
    pub excerpt: String,
    /// How to mend it.
    pub help: Option<String>,
}
