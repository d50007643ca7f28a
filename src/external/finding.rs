//! What came of an address, and what is said of it.

use crate::check::Address;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// What came of trying an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// Whether there is a page.
    pub(super) standing: Standing,
    /// Fragments looked for that the page does not have.
    pub(super) missing: Vec<String>,
}

/// Whether there is a page at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is one.
    Found,
    /// There is one, and its server says that it will stay elsewhere: at this address.
    Moved(String),
    /// There is none, for this reason.
    Gone(String),
    /// The server does not let us know, for this reason.
    Unverified(String),
}

impl From<Standing> for Finding {
    fn from(standing: Standing) -> Self {
        Self {
            standing,
            missing: Vec::new(),
        }
    }
}

impl Finding {
    /// An address that was left for another day.
    pub(super) fn put_off() -> Self {
        Standing::Unverified("its host asks for fewer requests".to_owned()).into()
    }
}

/// Reports an address at the first place that names it.
pub(super) fn report(address: &Address, finding: &Finding, diagnostics: &mut Diagnostics) {
    let url = &address.url;
    match &finding.standing {
        Standing::Found => {}
        Standing::Moved(to) => {
            let note = Diagnostic::note("moved-address", format!("`{url}` has moved to `{to}`"));
            diagnostics.push(placed(note, address).help("write the new address"));
        }
        Standing::Gone(why) => {
            let message = format!("`{url}` leads nowhere: {why}");
            let warning = placed(Diagnostic::warning("gone-address", message), address);
            diagnostics.push(warning.help(
                "find where it is now, or a copy that was kept; a source may name one as its `archive`",
            ));
        }
        Standing::Unverified(why) => {
            let message = format!("`{url}` could not be verified: {why}");
            let note = placed(Diagnostic::note("unverified-address", message), address);
            diagnostics.push(note.help(
                "open it yourself; `external: {skip: […]}` in site.yaml leaves out what begins with an address",
            ));
        }
    }
    for fragment in &finding.missing {
        let message = format!("the page at `{url}` has no `#{fragment}`");
        let note = placed(Diagnostic::note("unknown-anchor", message), address);
        diagnostics.push(note.help(
            "look for its new name; where a script makes the page, `external: {skip_anchors: […]}` in site.yaml leaves it out",
        ));
    }
}

fn placed(mut diagnostic: Diagnostic, address: &Address) -> Diagnostic {
    let mut places = address.places.iter();
    if let Some(first) = places.next() {
        diagnostic = diagnostic.at(*first);
    }
    for place in places {
        diagnostic = diagnostic.related(*place, "it is named here too");
    }
    diagnostic
}
