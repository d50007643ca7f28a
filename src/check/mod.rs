//! Site + finished pages → diagnostics: rules over the model and over every address and id of the final HTML.

mod addresses;
mod cards;
mod consequences;
mod dates;
mod links;
mod orphans;
mod page_links;
mod pages;
mod schemas;
mod today;
mod translations;
mod usage;

pub use addresses::Address;
pub use links::KnownLinks;
pub use page_links::LinkCount;
pub use today::Today;

use crate::diagnostic::Diagnostics;
use crate::model::Site;
use crate::render::Rendered;

/// What the checks counted.
#[derive(Debug, Default)]
pub struct Checked {
    /// Links of the finished pages, by kind.
    pub links: LinkCount,
    /// Addresses of other sites, sorted; nobody has tried them.
    pub addresses: Vec<Address>,
    /// Whom to ask about requests that are made for the site: its repository, else the site itself.
    pub contact: String,
}

/// Runs all rules. `today` enters only here, as a value.
pub fn check_site(
    site: &Site,
    rendered: &Rendered,
    today: Option<Today>,
    diagnostics: &mut Diagnostics,
) -> Checked {
    check_again(
        site,
        rendered,
        today,
        &mut KnownLinks::default(),
        diagnostics,
    )
}

/// The same, after a run whose pages had the links in `known`.
pub fn check_again(
    site: &Site,
    rendered: &Rendered,
    today: Option<Today>,
    known: &mut KnownLinks,
    diagnostics: &mut Diagnostics,
) -> Checked {
    let followed = links::check_links(site, rendered, known, diagnostics);
    cards::check_cards(site, rendered, diagnostics);
    pages::check_pages(site, diagnostics);
    usage::check_sections(rendered, diagnostics);
    usage::check_usage(site, rendered, diagnostics);
    translations::check_translations(site, rendered, diagnostics);
    dates::check_dates(site, today, diagnostics);
    orphans::check_orphans(site, rendered, &followed.reached, diagnostics);
    consequences::drop_consequences(site, diagnostics);
    schemas::check_schemas(site, diagnostics);
    Checked {
        links: followed.count,
        addresses: addresses::external_addresses(site, rendered),
        contact: addresses::contact(&site.config),
    }
}
