//! Which module uses which, read from the paths in the source: `crate::…` and `super::…`, in `use` and elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::SourceText;

/// Path of a module below the crate: `["render", "markdown", "links"]`.
type Module = Vec<String>;

/// For each folder of modules, which of them uses which.
type Graphs = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The modules at the top of `src/` that a file names, with the line.
pub(crate) fn top_modules(file: &SourceText) -> BTreeSet<(String, usize)> {
    let paths = paths_of(file).into_iter();
    paths
        .filter_map(|(path, line)| Some((path.into_iter().next()?, line)))
        .collect()
}

/// Who uses whom among the modules of each folder. What a folder's `mod.rs` hands on is used where it stands; the
/// `mod.rs` itself is the door of its folder and no part of the graph. A module may use one that adds methods to its own
/// type: the two are one thing in two files.
pub(crate) fn graphs(files: &[SourceText]) -> Graphs {
    let tree = Tree::new(files);
    let mut graphs = Graphs::new();
    for file in files.iter().filter(|file| !file.is_crate_root()) {
        let own = file.module();
        for (path, _) in paths_of(file) {
            let Some(used) = tree.find(&path) else {
                continue;
            };
            let shared = own.iter().zip(&used).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (own.get(shared), used.get(shared)) {
                let folder = match shared {
                    0 => "src".to_owned(),
                    _ => format!("src/{}", own[..shared].join("/")),
                };
                if !tree.continues(&used[..=shared], &own[..=shared]) {
                    let graph = graphs.entry(folder).or_default();
                    graph.entry(from.clone()).or_default().insert(to.clone());
                }
            }
        }
    }
    graphs
}

/// All modules, and the names that each folder hands on from one of its own.
struct Tree {
    modules: BTreeSet<Module>,
    handed_on: BTreeMap<Module, BTreeMap<String, String>>,
    /// Modules that add methods to a neighbor's type, each with that neighbor.
    continuations: BTreeSet<(Module, Module)>,
}

impl Tree {
    fn new(files: &[SourceText]) -> Self {
        let mut tree = Self {
            modules: files.iter().map(SourceText::module).collect(),
            handed_on: BTreeMap::new(),
            continuations: BTreeSet::new(),
        };
        for file in files.iter().filter(|file| file.is_door()) {
            let names = tree.handed_on.entry(file.module()).or_default();
            for (module, name) in handed_on(file) {
                names.insert(name, module);
            }
        }
        for file in files {
            let pairs = tree.continued_by(file);
            tree.continuations.extend(pairs);
        }
        tree
    }

    /// The module that a path leads to: as far as there are modules, and through what they hand on.
    fn find(&self, path: &[String]) -> Option<Module> {
        let mut module = Module::new();
        for name in path {
            module.push(name.clone());
            if !self.modules.contains(&module) {
                module.pop();
                let handed_on = self
                    .handed_on
                    .get(&module)
                    .and_then(|names| names.get(name));
                module.extend(handed_on.cloned());
                break;
            }
        }
        (!module.is_empty()).then_some(module)
    }

    /// The neighbors whose types a file adds methods to.
    fn continued_by(&self, file: &SourceText) -> Vec<(Module, Module)> {
        let own = file.module();
        let impls = file
            .code
            .lines()
            .filter_map(|line| line.strip_prefix("impl "));
        let types: BTreeSet<&str> = impls
            .filter(|rest| !rest.contains(" for "))
            .filter_map(|rest| rest.split(['<', ' ', '{']).next())
            .collect();
        let paths = paths_of(file).into_iter().map(|(path, _)| path);
        paths
            .filter(|path| {
                path.last()
                    .is_some_and(|name| types.contains(name.as_str()))
            })
            .filter_map(|path| self.find(&path))
            .filter(|used| used.len() == own.len() && *used != own)
            .map(|used| (own.clone(), used))
            .collect()
    }

    /// Whether `module` adds methods to a type of `neighbor`.
    fn continues(&self, module: &[String], neighbor: &[String]) -> bool {
        let pair = (module.to_vec(), neighbor.to_vec());
        self.continuations.contains(&pair)
    }
}

/// Names that a door hands on, each with the module of its folder that has it.
fn handed_on(file: &SourceText) -> Vec<(String, String)> {
    let uses = file.code.split(';').filter_map(|statement| {
        let statement = statement
            .rsplit("use ")
            .next()
            .filter(|_| statement.contains("use "))?;
        statement.trim().split_once("::")
    });
    uses.flat_map(|(module, names)| {
        let names: Vec<String> = leaves(names)
            .into_iter()
            .filter_map(|mut path| path.pop())
            .collect();
        names.into_iter().map(|name| (module.to_owned(), name))
    })
    .collect()
}

/// Every path of the crate that a file names, from the top of the crate, with its line.
fn paths_of(file: &SourceText) -> Vec<(Module, usize)> {
    let code = file.code.as_str();
    let mut paths = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let (base, rest) = base_of(file, &code[at..]);
            let line = file.line(at);
            paths.extend(
                leaves(rest)
                    .into_iter()
                    .map(|leaf| ([base.clone(), leaf].concat(), line)),
            );
        }
    }
    paths
}

/// The module that `crate::` or a run of `super::` names, and what stands behind it.
fn base_of<'a>(file: &SourceText, path: &'a str) -> (Module, &'a str) {
    if let Some(rest) = path.strip_prefix("crate::") {
        return (Module::new(), rest);
    }
    let (mut base, mut rest) = (file.module(), path);
    while let Some(after) = rest.strip_prefix("super::") {
        base.pop();
        rest = after;
    }
    (base, rest)
}

/// The paths that begin a text: one, or all of a group in braces.
fn leaves(text: &str) -> Vec<Module> {
    let mut path = Module::new();
    let mut rest = text;
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            let parts = group_parts(group).into_iter().flat_map(leaves);
            return parts.map(|leaf| [path.clone(), leaf].concat()).collect();
        }
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let name = &rest[..end];
        if !name.is_empty() && name != "self" {
            path.push(name.to_owned());
        }
        match rest[end..].strip_prefix("::") {
            Some(after) => rest = after,
            None => return vec![path],
        }
    }
}

/// The parts of a group up to its closing brace.
fn group_parts(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(group[start..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(group[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
