//! The last stage: outputs → the output folder. Comes in: paths and bytes, one by one, from any thread; goes out: a
//! folder that is, at any moment, the old site or the new one. Knows nothing of pages or languages.
//!
//! The new output is built in `.NAME.spiega` beside the output `NAME` and exchanged with it in one step, under a
//! lock. A file whose bytes have not changed is a hard link; if none has changed, nothing is written at all. Files
//! that spiega did not write stay. Owner, group and access lists of the output's folders are not kept, since the
//! folders are new; nothing is flushed, so a power cut (not a kill) may lose the last build.

mod compare;
mod create;
mod exchange;
mod foreign;
mod front_matter;
mod insertions;
mod lock;
mod manifest;
mod plan;
mod replace;
mod schemas;
mod staging;
mod target;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

pub use create::{NewFolder, create_files};
pub use front_matter::{Edit, set_front_matter_key};
pub use insertions::{Insertion, insert_words};
pub use schemas::{SchemaSummary, write_schemas};
pub use staging::{Staging, Summary};
pub use target::Protected;

use std::path::Path;

use crate::sink::{OutputError, OutputErrorKind};

/// Finishes what a killed build left beside `output`, so that a command that does not build finds it whole.
///
/// Does nothing when there is nothing to finish, or when another process is at work there.
pub fn recover(output: &Path) -> Result<(), OutputError> {
    let target = target::Target::resolve(output)?;
    if walk::is_absent(&target.staging) {
        return Ok(());
    }
    match lock::Lock::take(&target) {
        Ok(_lock) => exchange::finish(&target),
        Err(error) if error.kind() == OutputErrorKind::Locked => Ok(()),
        Err(error) => Err(error),
    }
}
