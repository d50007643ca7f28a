//! What templates see: plain values, every field always present, null or empty when there is nothing to show.
//! Addresses are relative to the page unless a field says otherwise; fields whose doc says *HTML* go in as they are.

use serde::Serialize;

/// What is the same on all pages of a language, but for the way home.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SiteView {
    /// Name of the site.
    pub title: String,
    /// What stands beside the name; empty when there is nothing.
    pub tagline: String,
    /// Tag of the page's language.
    pub lang: String,
    /// The home page of this language.
    pub home: String,
    /// First paragraph of the footer, HTML.
    pub footer: Option<String>,
    /// Licence and credits, HTML.
    pub credits: Option<String>,
    /// The feed of this language.
    pub feed: Option<String>,
}

/// A link of the header.
#[derive(Clone, Debug, Serialize)]
pub(super) struct NavView {
    /// Short title.
    pub title: String,
    /// Address.
    pub href: String,
    /// `page` on the page itself, `true` on pages below it.
    pub current: Option<&'static str>,
}

/// An entry of the language switch.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SwitchView {
    /// Tag.
    pub lang: String,
    /// The language's own name.
    pub name: String,
    /// The same page in that language.
    pub href: Option<String>,
    /// Whether it is the page's own language.
    pub current: bool,
    /// Why there is no link.
    pub note: Option<String>,
}

/// An alternate of the page, for machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct AlternateView {
    /// Tag, or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub href: String,
}

/// The page itself.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PageView {
    /// Its id.
    pub id: String,
    /// `home`, `entity`, `list`, `page`, or the name of a view.
    pub kind: String,
    /// Tag of its language.
    pub lang: String,
    /// Its title, as printed.
    pub title: String,
    /// What stands in `<title>`.
    pub head_title: String,
    /// For search results.
    pub description: String,
    /// Absolute address.
    pub canonical: Option<String>,
    /// For search engines: JSON-LD that may stand in a `<script>`.
    pub json_ld: Option<String>,
    /// What robots shall not do.
    pub robots: Option<&'static str>,
    /// Day of the last change in content.
    pub updated: Option<DateView>,
    /// Where the text is edited; absolute.
    pub edit: Option<String>,
    /// Where the page stands; empty on the home page.
    pub crumbs: Vec<CrumbView>,
    /// The note on a translation that fell behind.
    pub stale: Option<HtmlView>,
    /// What stands before the first section, HTML.
    pub lead: Option<String>,
    /// The section that stands in the head.
    pub brief: Option<SectionView>,
    /// The other sections.
    pub sections: Vec<SectionView>,
    /// All sections; on the home page alone.
    pub toc: Vec<TocView>,
    /// The title block.
    pub block: Vec<CellView>,
    /// Key figures.
    pub figures: Vec<FigureView>,
    /// Over the key figures, HTML.
    pub figures_title: Option<String>,
    /// Relations of its entity.
    pub ties: Vec<TiesView>,
    /// Pages that mention this one.
    pub mentions: Vec<MentionsView>,
    /// Later figures for facts that stand in the head of the page or in its data, HTML.
    pub later: Vec<HtmlView>,
    /// Footnotes, HTML.
    pub notes: Option<String>,
    /// Sources cited, in the order of their numbers.
    pub sources: Vec<SourceView>,
    /// Popovers of sources and terms.
    pub pops: Vec<PopView>,
}

/// A date for people and for machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DateView {
    /// `2026-11-25`.
    pub datetime: String,
    /// As the language writes it.
    pub text: String,
}

/// A step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CrumbView {
    /// Title.
    pub title: String,
    /// Address; null on the page itself.
    pub href: Option<String>,
}

/// A piece of HTML.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HtmlView {
    /// HTML.
    pub html: String,
}

/// A lettered section.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SectionView {
    /// Its id.
    pub id: String,
    /// Other ids it answers to.
    pub aliases: Vec<String>,
    /// Heading, HTML.
    pub title: String,
    /// What stands under it, HTML.
    pub html: String,
}

/// An entry of the list of contents.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TocView {
    /// Id of the section.
    pub id: String,
    /// Heading, HTML.
    pub title: String,
}

/// A cell of the title block.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CellView {
    /// Label, HTML.
    pub label: String,
    /// Value, HTML.
    pub html: String,
    /// Whether it takes the whole width.
    pub wide: bool,
}

/// A status as badge.
#[derive(Clone, Debug, Serialize)]
pub(super) struct StatusView {
    /// Class of its line.
    pub class: String,
    /// Its word.
    pub label: String,
}

/// A key figure.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FigureView {
    /// "circa".
    pub qualifier: Option<String>,
    /// "1.400".
    pub number: String,
    /// "miliardi di dollari"; may be empty.
    pub unit: String,
    /// What it means, HTML.
    pub label: String,
    /// How firm it is.
    pub status: StatusView,
    /// Citation marks, HTML.
    pub marks: String,
}

/// Relations of the page's entity that are called the same from its end.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TiesView {
    /// "fornisce", "riceve da".
    pub title: String,
    /// In the order of the data.
    pub items: Vec<TieView>,
}

/// A relation, seen from the page's entity.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TieView {
    /// Name of the other end.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// Tag of that page's language when it is not the reader's.
    pub lang: Option<String>,
    /// What flows, HTML.
    pub text: String,
    /// Dates and citation marks, HTML.
    pub date: String,
    /// How firm it is.
    pub status: StatusView,
}

/// Pages of one kind that mention this one.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MentionsView {
    /// Name of the kind.
    pub title: String,
    /// The pages.
    pub items: Vec<LinkView>,
}

/// A link to a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LinkView {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Tag of its language when it is not the reader's.
    pub lang: Option<String>,
    /// Says in words what is special.
    pub note: Option<String>,
}

/// A source at the foot of the page, or in the catalogue of all.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SourceView {
    /// Its number; 0 in the catalogue.
    pub n: usize,
    /// Fragment.
    pub id: String,
    /// Publisher and date.
    pub label: String,
    /// Absolute address.
    pub href: String,
    /// Its title; null when it was not checked.
    pub title: Option<String>,
    /// Tag of the title's language when it is not the page's.
    pub title_lang: Option<String>,
    /// "(in cinese)"; null in the language that the list's note names.
    pub note: Option<String>,
    /// The same, for the catalogue.
    pub language_note: Option<String>,
    /// What kind of source it is.
    pub kind: &'static str,
    /// How much of it was read.
    pub read: &'static str,
    /// When it was read.
    pub read_on: Option<String>,
    /// Absolute address of a lasting copy.
    pub archive: Option<String>,
    /// Back to the marks; empty when there are more than three.
    pub back: Vec<BackView>,
    /// "citata 8 volte" when there are more than three marks.
    pub cited: Option<String>,
    /// Pages that cite it; in the catalogue alone.
    pub pages: Vec<LinkView>,
}

/// A link back to a mark.
#[derive(Clone, Debug, Serialize)]
pub(super) struct BackView {
    /// `#_c1-2`.
    pub href: String,
    /// `b`.
    pub letter: String,
    /// For those who do not see the letter.
    pub label: String,
}

/// A popover.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PopView {
    /// Its id.
    pub id: String,
    /// HTML.
    pub html: String,
}

/// A half of the page where the reader chooses a language, or of the page for addresses that lead nowhere.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ChoiceView {
    /// Tag.
    pub lang: String,
    /// Heading.
    pub title: String,
    /// One sentence.
    pub text: String,
    /// The home page of that language; absolute with the base path on the page for addresses that lead nowhere.
    pub href: String,
    /// Words of the link.
    pub button: String,
    /// The same words.
    pub link: String,
}

/// A name in another language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OtherName {
    /// Tag.
    pub lang: String,
    /// Name.
    pub name: String,
}
