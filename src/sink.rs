//! Where outputs go: a staging folder, memory, or nowhere. Stages hand them over one by one, from any thread.

use std::path::Path;

pub use crate::write::{OutputError, OutputErrorKind, Sink};

/// Takes everything and keeps nothing: for `check`.
#[derive(Clone, Copy, Debug)]
pub struct NullSink;

impl Sink for NullSink {
    fn put(&self, _path: &str, _bytes: &[u8]) -> Result<(), OutputError> {
        Ok(())
    }

    fn copy(&self, _path: &str, _from: &Path) -> Result<(), OutputError> {
        Ok(())
    }
}
