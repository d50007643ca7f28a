//! YAML as a tree that keeps its places and the text of every scalar as it was written. `parse` is the only file that knows the YAML crate.

mod keys;
mod node;
mod parse;
mod reader;

pub use node::{Entry, Node, Scalar, Value};
pub use parse::parse_yaml;
pub use reader::{MapReader, expected};
