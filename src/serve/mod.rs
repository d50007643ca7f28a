//! The site in a browser while it is edited: what came of a run is kept in memory, answered over HTTP and, when it
//! changes, told to the pages that are open.
//!
//! Comes in: finished files through a [`MemorySink`], problems, and word of a new state; goes out: answers. It knows
//! nothing of the stages, and writes nothing to the disk.

mod address;
mod answer;
mod crowd;
mod dress;
mod events;
mod guard;
mod http;
mod state;
mod store;
mod watch;

pub use http::Server;
pub use state::{Problem, Problems, State};
pub use store::{MemorySink, Snapshot};
pub use watch::Watch;
