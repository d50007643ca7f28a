//! Addresses of other sites → what came of trying them. The only part that uses the network: slowly, and only when
//! `spiega check --external` asks for it. What was found is remembered beside content/ for some days.

mod anchors;
mod client;
mod finding;
mod location;
mod memory;
mod pace;
mod visit;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

use crate::check::Address;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::progress::Progress;
use client::Client;
use finding::{Finding, report};
use location::host_of;
use memory::Memory;
use pace::Pace;
use visit::visit;

/// How addresses are tried.
#[derive(Clone, Debug)]
pub struct Manners {
    /// What the program calls itself, with an address at which it can be complained about.
    pub user_agent: String,
    /// How long an answer may take.
    pub timeout: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
}

/// Hosts that are asked at the same time; each gets one request at a time.
const MAX_HOSTS: usize = 4;

/// Where what was found is remembered, below the site's root.
pub const MEMORY_FILE: &str = ".spiega-links.json";

/// How many addresses were tried and how many were known from before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Asked for now.
    pub now: usize,
    /// Remembered from an earlier run.
    pub before: usize,
}

/// Tries all addresses that are not known well enough from before, telling `progress`, and reports all. `today` dates
/// what is found.
pub fn try_addresses(
    addresses: &[Address],
    root: &Path,
    today: Date,
    manners: &Manners,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> Tried {
    let path = root.join(MEMORY_FILE);
    let mut memory = Memory::load(&path, addresses, diagnostics);
    let unknown: Vec<&Address> = addresses
        .iter()
        .filter(|address| memory.recall(address, today).is_none())
        .collect();
    progress.enter("trying addresses", unknown.len());
    let mut n_put_off = 0;
    let mut unwritable = None;
    visit_all(&unknown, manners, |address, finding| {
        progress.step();
        match finding {
            Some(finding) => {
                memory.note(address, finding, today);
                // Saved at once: a run that is ended early loses nothing that it has asked for.
                unwritable = memory.save(&path).err();
            }
            None => n_put_off += 1,
        }
    });
    if let Some(error) = unwritable {
        let message = format!("{MEMORY_FILE} cannot be written: {error}");
        diagnostics
            .push(Diagnostic::note("links-not-remembered", message).help(
                "make the site's folder writable, or the next run asks for everything again",
            ));
    }
    for address in addresses {
        let finding = memory.recall(address, today);
        report(
            address,
            &finding.unwrap_or_else(Finding::put_off),
            diagnostics,
        );
    }
    Tried {
        now: unknown.len() - n_put_off,
        before: addresses.len() - unknown.len(),
    }
}

/// Visits addresses host by host and hands over what comes of each; `None` for one that was not asked for, since its
/// host wants fewer requests.
fn visit_all<'a>(
    addresses: &[&'a Address],
    manners: &Manners,
    mut take: impl FnMut(&'a Address, Option<Finding>),
) {
    let hosts = by_host(addresses);
    let next = AtomicUsize::new(0);
    let client = Client::new(manners);
    let pace = Pace::new(manners.pause);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..MAX_HOSTS.min(hosts.len()) {
            let sender = sender.clone();
            scope.spawn(|| work(&hosts, &next, &client, &pace, sender));
        }
        drop(sender);
        for (address, finding) in receiver {
            take(address, finding);
        }
    });
}

/// Takes one host after the other until none is left.
fn work<'a>(
    hosts: &[Vec<&'a Address>],
    next: &AtomicUsize,
    client: &Client,
    pace: &Pace,
    sender: Sender<(&'a Address, Option<Finding>)>,
) {
    while let Some(addresses) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
        for address in addresses {
            let finding = visit(client, pace, &address.url, &address.fragments);
            if sender.send((address, finding)).is_err() {
                return;
            }
        }
    }
}

/// The same addresses in groups of one host, the largest first, since it takes longest.
fn by_host<'a>(addresses: &[&'a Address]) -> Vec<Vec<&'a Address>> {
    let mut hosts = std::collections::BTreeMap::<String, Vec<&Address>>::new();
    for address in addresses {
        hosts
            .entry(host_of(&address.url))
            .or_default()
            .push(address);
    }
    let mut hosts: Vec<Vec<&Address>> = hosts.into_values().collect();
    hosts.sort_by_key(|addresses| std::cmp::Reverse(addresses.len()));
    hosts
}
