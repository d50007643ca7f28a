//! `view:` of the front matter: which data a page shows beside its text.

/// Which data a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All events.
    Timeline,
    /// All terms.
    Glossary,
    /// All sources.
    Sources,
    /// All facts.
    Facts,
    /// All pages, and the search.
    Search,
    /// The state of every text, for editors.
    Status,
}

impl View {
    /// The names in front matter.
    pub const NAMES: [&str; 6] = [
        "timeline", "glossary", "sources", "facts", "search", "status",
    ];

    /// The view of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "timeline" => Self::Timeline,
            "glossary" => Self::Glossary,
            "sources" => Self::Sources,
            "facts" => Self::Facts,
            "search" => Self::Search,
            "status" => Self::Status,
            _ => return None,
        })
    }

    /// Its name, which is also its template's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Glossary => "glossary",
            Self::Sources => "sources",
            Self::Facts => "facts",
            Self::Search => "search",
            Self::Status => "status",
        }
    }
}
