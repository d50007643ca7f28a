//! The questions that the stage asks the site. The stage knows no more of it than this.

use super::counted::{Counted, Unmarked};
use super::state::PageState;
use super::types::{FactMark, Image, Kind, Link, StatusMark, Words};
use crate::diagnostic::{Diagnostics, Place};
use crate::quantity::{Locale, Mention};

/// The site as one page in one language sees it.
pub trait Lookup: Sync {
    /// The page's language, for quotes and accents.
    fn locale(&self) -> Locale;

    /// Interface words.
    fn words(&self) -> &Words;

    /// Resolves every link that is not `fact:`, `term:`, `status:`, `figure:` or a citation; the scheme was checked
    /// before (`http`, `https`, `mailto`, `tel` or none). Reports a broken one at `place`.
    fn link(&self, destination: &str, place: Place, out: &mut Diagnostics) -> Link;

    /// Resolves the address of a picture; the scheme was checked before. `None` when it was reported.
    fn image(&self, destination: &str, place: Place, out: &mut Diagnostics) -> Option<Image>;

    /// A fact by id.
    fn fact(&self, id: &str) -> Option<FactMark>;

    /// Reports marked words that do not state the fact. `marked` and `before` (at most 60 characters of the same block)
    /// are plain text.
    fn verify_fact(
        &self,
        id: &str,
        marked: &str,
        before: &str,
        mention: Mention,
        place: Place,
        out: &mut Diagnostics,
    );

    /// Which fact a number states that no mark ties to one; `None` where it states none, which is reported, if there is
    /// anywhere to, when the number has a currency or a unit.
    fn unmarked(
        &self,
        number: &Unmarked<'_>,
        state: &PageState,
        out: Option<&mut Diagnostics>,
    ) -> Option<Counted>;

    /// Whether a source exists.
    fn has_source(&self, id: &str) -> bool;

    /// Whether the glossary explains a term.
    fn has_term(&self, id: &str) -> bool;

    /// A status by its name in the data: `announced`.
    fn status(&self, id: &str) -> Option<StatusMark>;

    /// A figure made from data, as block HTML; `name` is all that stands behind `figure:`. `None` when it was reported.
    /// Inline Markdown inside it is rendered with the same `state`.
    fn figure(
        &self,
        name: &str,
        caption_html: &str,
        place: Place,
        state: &mut PageState,
        out: &mut Diagnostics,
    ) -> Option<String>;

    /// Help for an unknown id: "did you mean …".
    fn suggest(&self, kind: Kind, id: &str) -> String;
}
