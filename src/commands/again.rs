//! One site, built again and again while it is edited. What one run can keep for the next is kept here, and nowhere
//! else; what comes out is always what a clean build would make.

use std::sync::Arc;

use super::pipeline::{Run, run};
use crate::cli::SiteArgs;
use crate::render::LinkStyle;
use crate::sink::{OutputError, Sink};

/// The site that is being edited.
pub(super) struct Desk {
    args: SiteArgs,
}

impl Desk {
    /// Nothing is read yet.
    pub(super) fn new(args: &SiteArgs) -> Self {
        Self { args: args.clone() }
    }

    /// Makes the site as its files are now. What `sink` got counts only when the run ends without errors.
    ///
    /// # Errors
    /// The sink's own, and threads that the system does not give.
    pub(super) fn run(&mut self, sink: Arc<dyn Sink + Send>) -> Result<Run, OutputError> {
        run(&self.args, LinkStyle::Pretty, None, sink)
    }
}
