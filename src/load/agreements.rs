//! The key `agrees_with` of a front matter → what the text remembers of its translations.

use crate::agreement::Agreement;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::lang::{Lang, Languages};
use crate::yaml::{Node, expected};

/// Reads a list, which speaks of the first other language of the site, or a map from language to list.
pub(super) fn read_agreements(
    node: &Node,
    own: Lang,
    languages: &Languages,
    diagnostics: &mut Diagnostics,
) -> Vec<(Lang, Agreement)> {
    if node.is_null() {
        return Vec::new();
    }
    let Some(entries) = node.map() else {
        let first_other = languages.iter().find(|&lang| lang != own);
        let agreement = read_list(node, diagnostics);
        return first_other.zip(agreement).into_iter().collect();
    };
    let mut agreements = Vec::new();
    for entry in entries {
        match languages.find(&entry.key).filter(|&lang| lang != own) {
            Some(lang) => {
                agreements.extend(read_list(&entry.value, diagnostics).map(|read| (lang, read)));
            }
            None => {
                let others = languages.iter().filter(|&lang| lang != own);
                let others: Vec<&str> = others.map(|lang| languages.tag(lang)).collect();
                let message = format!("`{}` is not another language of the site", entry.key);
                let help = did_you_mean(&entry.key, others, "its other languages are");
                let error = Diagnostic::error("unknown-language", message);
                diagnostics.push(error.at(entry.key_place).help(help));
            }
        }
    }
    agreements
}

/// `None` if the list is empty, or wrong, which is reported.
fn read_list(node: &Node, diagnostics: &mut Diagnostics) -> Option<Agreement> {
    let Some(items) = node.list() else {
        if !node.is_null() {
            let wanted = "the list that the program prints";
            diagnostics.push(expected(node, "`agrees_with`", wanted).help(REMEDY));
        }
        return None;
    };
    let entries = items.iter().map(|item| item.scalar().unwrap_or_default());
    match Agreement::parse(entries) {
        Ok(agreement) => Some(agreement).filter(|agreement| !agreement.blocks.is_empty()),
        Err(position) => {
            let item = &items[position];
            let shown = item.scalar().unwrap_or_else(|| item.kind());
            let message = format!("`{shown}` is not the fingerprint of a block");
            let error = Diagnostic::error("bad-agreement", message).at(item.place);
            diagnostics.push(error.help(REMEDY));
            None
        }
    }
}

const REMEDY: &str = "delete `agrees_with`: `spiega accept` writes it again, or `spiega check` prints the line to paste";
