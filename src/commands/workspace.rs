//! Where a site stands in its repository, for messages that name paths from there.

use std::env;
use std::path::{Component, Path, PathBuf, absolute};

/// The path of the site's root below the folder that GitHub's runner has checked out, or below the current one; empty
/// where the root is that folder, or lies outside.
pub(super) fn root_in_repository(root: &Path) -> String {
    let top = env::var_os("GITHUB_WORKSPACE").filter(|top| !top.is_empty());
    let top = top.map_or_else(|| PathBuf::from("."), PathBuf::from);
    let below = |root: PathBuf, top: PathBuf| Some(root.strip_prefix(top).ok()?.to_path_buf());
    let below = plain(root)
        .zip(plain(&top))
        .and_then(|(root, top)| below(root, top));
    let names = below.iter().flat_map(|below| below.components());
    let names: Vec<_> = names
        .map(|name| name.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

/// The absolute path without `..`, as it is written: links are not followed.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in absolute(path).ok()?.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    Some(plain)
}
