//! What a new site or a new page begins with: options and declarations → files to be made. Nothing is written here; the
//! stage `write` makes the files, and never over others.

mod data_file;
mod languages;
mod localize;
mod page;
mod site;

pub use page::{NewPage, Taken, plan_page};
pub use site::{NewSite, plan_site};

/// A file to be made: its path below the site's root, `/`-separated, and what it holds.
pub type PlannedFile = (String, Vec<u8>);
