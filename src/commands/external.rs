//! What `spiega check --external` does beyond `spiega check`.

#[cfg(feature = "external")]
use std::sync::Arc;
#[cfg(feature = "external")]
use std::time::Duration;

use jiff::civil::Date;

use super::pipeline::Run;
#[cfg(feature = "external")]
use super::pipeline::bar;
use crate::cli::CheckArgs;
#[cfg(feature = "external")]
use crate::external::{Manners, try_addresses};
#[cfg(feature = "external")]
use crate::progress::Progress;

/// Tries the addresses of other sites, if that is asked for, and says how many.
#[cfg(feature = "external")]
pub(super) fn try_external(args: &CheckArgs, today: Date, run: &mut Run) -> String {
    let Some(made) = run.made.as_ref().filter(|_| args.external.external) else {
        return String::new();
    };
    let manners = Manners {
        user_agent: format!(
            "{}/{} (checks links; +{})",
            env!("CARGO_PKG_NAME"),
            env!("CARGO_PKG_VERSION"),
            made.checked.contact
        ),
        timeout: Duration::from_millis(args.external.external_timeout),
        pause: Duration::from_millis(args.external.external_pause),
    };
    let progress = Arc::new(Progress::default());
    let _bar = bar(&args.site, &progress);
    let tried = try_addresses(
        &made.checked.addresses,
        &args.site.root,
        today,
        &manners,
        &progress,
        &mut run.diagnostics,
    );
    run.diagnostics.sort(&run.files);
    format!(
        "addresses of other sites: {} tried, {} known from before\n",
        tried.now, tried.before
    )
}

/// The program was built without what this needs, and without the option for it.
#[cfg(not(feature = "external"))]
pub(super) fn try_external(_: &CheckArgs, _: Date, _: &mut Run) -> String {
    String::new()
}
