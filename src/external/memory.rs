//! What earlier runs found, in `.spiega-links.json` beside content/: addresses with the day and the outcome.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::MEMORY_FILE;
use super::finding::{Finding, Standing};
use crate::check::Address;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Days for which an address that was found is not asked for again.
const DAYS_FOUND: i32 = 30;
/// Days for which any other outcome holds.
const DAYS_OTHER: i32 = 7;
/// Form of the file; another one is not read.
const VERSION: u32 = 1;

/// What is known of addresses.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memory {
    version: u32,
    addresses: BTreeMap<String, Entry>,
}

/// What was found at an address.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    date: Date,
    result: Outcome,
    /// The new address, or the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    /// Fragments that were looked for, and whether the page has them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    anchors: BTreeMap<String, bool>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Ok,
    Moved,
    Gone,
    Unverified,
}

impl Memory {
    /// Reads what is known of these addresses. A file that cannot be understood is as good as none, with a note.
    pub(super) fn load(path: &Path, addresses: &[Address], diagnostics: &mut Diagnostics) -> Self {
        let mut memory = match fs::read(path) {
            Ok(bytes) => serde_json::from_slice::<Self>(&bytes)
                .ok()
                .filter(|memory| memory.version == VERSION)
                .unwrap_or_else(|| {
                    let message = format!("{MEMORY_FILE} cannot be understood, and is made anew");
                    diagnostics
                        .push(Diagnostic::note("links-not-remembered", message).help(
                            "nothing is lost but time: it only says what earlier runs found",
                        ));
                    Self::empty()
                }),
            Err(_) => Self::empty(),
        };
        let known = |url: &str| {
            addresses
                .binary_search_by(|address| address.url.as_str().cmp(url))
                .is_ok()
        };
        memory.addresses.retain(|url, _| known(url));
        memory
    }

    fn empty() -> Self {
        Self {
            version: VERSION,
            addresses: BTreeMap::new(),
        }
    }

    /// Writes the file anew, in one step.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        let beside = path.with_extension("json.part");
        fs::write(&beside, text)?;
        fs::rename(&beside, path)
    }

    /// What is known of an address, if that is recent and says something of all its fragments.
    pub(super) fn recall(&self, address: &Address, today: Date) -> Option<Finding> {
        let entry = self.addresses.get(&address.url)?;
        let finding = entry.finding(address)?;
        let sound = finding.standing == Standing::Found && finding.missing.is_empty();
        let days = if sound { DAYS_FOUND } else { DAYS_OTHER };
        let age = (today - entry.date).get_days();
        (0..days).contains(&age).then_some(finding)
    }

    /// Keeps what was found today.
    pub(super) fn note(&mut self, address: &Address, finding: Finding, today: Date) {
        let (result, about) = match finding.standing {
            Standing::Found => (Outcome::Ok, String::new()),
            Standing::Moved(to) => (Outcome::Moved, to),
            Standing::Gone(why) => (Outcome::Gone, why),
            Standing::Unverified(why) => (Outcome::Unverified, why),
        };
        let has = |fragment: &String| !finding.missing.contains(fragment);
        let anchors = address.fragments.iter();
        let entry = Entry {
            date: today,
            result,
            about,
            anchors: anchors
                .map(|fragment| (fragment.clone(), has(fragment)))
                .collect(),
        };
        self.addresses.insert(address.url.clone(), entry);
    }
}

impl Entry {
    /// `None` if a fragment was not looked for.
    fn finding(&self, address: &Address) -> Option<Finding> {
        let mut missing = Vec::new();
        for fragment in &address.fragments {
            if !*self.anchors.get(fragment)? {
                missing.push(fragment.clone());
            }
        }
        let about = self.about.clone();
        let standing = match self.result {
            Outcome::Ok => Standing::Found,
            Outcome::Moved => Standing::Moved(about),
            Outcome::Gone => Standing::Gone(about),
            Outcome::Unverified => Standing::Unverified(about),
        };
        Some(Finding { standing, missing })
    }
}
