//! The states of texts in the words of `spiega status`, in all its forms.

use super::pipeline::Stages;
use crate::diagnostic::Severity;
use crate::render::translations::{Row, TextState};

/// What a state is called.
pub(super) fn words(state: TextState) -> &'static str {
    match state {
        TextState::NotMeant => "-",
        TextState::NotAccepted => "not accepted",
        state => state.name(),
    }
}

/// "92 texts: 90 current, 2 stale; 1 error, see `spiega check`".
pub(super) fn closing(stages: &Stages, rows: &[Row]) -> String {
    let states = rows.iter().flat_map(|row| &row.cells);
    let mut states: Vec<TextState> = states
        .map(|(state, _)| *state)
        .filter(|state| *state != TextState::NotMeant)
        .collect();
    states.sort_unstable();
    let counts: Vec<String> = states
        .chunk_by(|left, right| left == right)
        .map(|same| format!("{} {}", same.len(), words(same[0])))
        .collect();
    let n_errors = stages.diagnostics.count(Severity::Error);
    let errors = match n_errors {
        0 => String::new(),
        1 => "; 1 error, see `spiega check`".to_owned(),
        n => format!("; {n} errors, see `spiega check`"),
    };
    format!("{} texts: {}{errors}", states.len(), counts.join(", "))
}
