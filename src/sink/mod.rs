//! Where outputs go: a staging folder, memory, or nowhere. Stages hand them over one by one, from any thread; what is
//! behind a sink they do not know.

mod error;

pub use error::{OutputError, OutputErrorKind};

use std::path::Path;
use std::sync::Arc;

/// Makes the bytes of a file, when they are wanted.
pub type Draw = Box<dyn Fn() -> Vec<u8> + Send + Sync>;

/// Where outputs go, one by one, from any thread.
///
/// Paths are relative to the output and `/`-separated: `en/index.html`. Each may be given once.
pub trait Sink: Sync {
    /// Takes a page or any other generated file.
    ///
    /// # Errors
    /// Whatever keeps the output from being written.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;

    /// Takes a file that whoever gives it keeps as well, so that a sink in memory need not copy it.
    ///
    /// # Errors
    /// Whatever keeps the output from being written.
    fn put_shared(&self, path: &str, bytes: &Arc<[u8]>) -> Result<(), OutputError> {
        self.put(path, bytes)
    }

    /// Takes an asset, byte for byte; `from` must be a regular file, not a link.
    ///
    /// # Errors
    /// Whatever keeps the file from being read or the output from being written.
    fn copy(&self, path: &str, from: &Path) -> Result<(), OutputError>;

    /// Takes a file that is slow to make. Its path holds a digest of all that it is made from, so a sink that has a
    /// file of this name already need not ask for the bytes, nor one that nobody reads from.
    ///
    /// # Errors
    /// Whatever keeps the output from being written.
    fn put_drawn(&self, path: &str, draw: Draw) -> Result<(), OutputError> {
        self.put(path, &draw())
    }
}

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

    fn put_drawn(&self, _path: &str, _draw: Draw) -> Result<(), OutputError> {
        Ok(())
    }
}
