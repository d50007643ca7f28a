//! Spiega makes bilingual explainer microsites from Markdown and checks every figure, link and translation.
//!
//! Data flows one way: [`load`] reads the disk, [`model`] resolves what was read, [`render`] makes pages of it and hands
//! them to a [`sink`], [`check`] looks at the model and at the finished pages, [`mod@write`] exchanges the output in one
//! step. Each stage gives its values and leaves its complaints in a [`diagnostic::Diagnostics`].

// Ground floor.
pub mod agreement;
pub mod characters;
pub mod diagnostic;
pub mod embedded;
pub mod lang;
pub mod panics;
pub mod quantity;
pub mod shapes;
pub mod sink;
pub mod slug;
pub mod status;

pub mod watchdog;
pub mod yaml;

pub mod config;

// The stages, in order.
pub mod check;
pub mod load;
pub mod model;
pub mod render;
pub mod schema;
pub mod write;

// What new sites and pages begin with.
pub mod scaffold;

// Beside the stages: the only part that uses the network, and only when it is asked to.
#[cfg(feature = "external")]
pub mod external;

pub mod cli;
pub mod commands;
