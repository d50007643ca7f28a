//! How settled a thing is, and the line that says so in every drawing. The only place that ties a status to a line.

use std::fmt;

/// How settled a fact, a relation or an event is. A closed list: content names one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Said in public by the parties.
    Announced,
    /// Done: a sale closed, a building opened.
    Completed,
    /// Runs today.
    Operating,
    /// Agreed in outline, not signed.
    NotFinalized,
    /// Intended by those who would do it.
    Planned,
    /// A guess about the future, whoever makes it.
    Forecast,
    /// Said by the press, not by the parties.
    Reported,
    /// Said by a company about itself.
    Claimed,
    /// Told in ways that contradict each other.
    Disputed,
    /// Overtaken by a later figure or deal.
    Superseded,
    /// Given up.
    Cancelled,
    /// Nobody has said.
    Unknown,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Line {
    /// One line without a break.
    Solid,
    /// Two parallel lines.
    Double,
    /// Broken.
    Dashed,
    /// Points.
    Dotted,
    /// Thin, with a stroke across it.
    Struck,
    /// No line: an empty circle.
    Hollow,
}

impl Status {
    /// Every status, in the order of the table in the design brief.
    pub const ALL: [Self; 12] = [
        Self::Announced,
        Self::Completed,
        Self::Operating,
        Self::NotFinalized,
        Self::Planned,
        Self::Forecast,
        Self::Reported,
        Self::Claimed,
        Self::Disputed,
        Self::Superseded,
        Self::Cancelled,
        Self::Unknown,
    ];

    /// The status of this name; `None` for any other text, so also for other letter case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// The name in content and in the keys of the interface words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Completed => "completed",
            Self::Operating => "operating",
            Self::NotFinalized => "not-finalized",
            Self::Planned => "planned",
            Self::Forecast => "forecast",
            Self::Reported => "reported",
            Self::Claimed => "claimed",
            Self::Disputed => "disputed",
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
            Self::Unknown => "unknown",
        }
    }

    /// The line that draws it.
    #[must_use]
    pub fn line(self) -> Line {
        match self {
            Self::Announced => Line::Solid,
            Self::Completed | Self::Operating => Line::Double,
            Self::NotFinalized | Self::Planned => Line::Dashed,
            Self::Forecast | Self::Reported | Self::Claimed | Self::Disputed => Line::Dotted,
            Self::Superseded | Self::Cancelled => Line::Struck,
            Self::Unknown => Line::Hollow,
        }
    }

    /// Whether a fact with it must say who says so.
    #[must_use]
    pub fn needs_speaker(self) -> bool {
        self.line() == Line::Dotted
    }

    /// Whether it speaks of what may come.
    #[must_use]
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Forecast | Self::NotFinalized)
    }

    /// The class of its badge: `st-ann`.
    #[must_use]
    pub fn css_class(self) -> &'static str {
        self.line().css_class()
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Line {
    /// The class that the stylesheet knows it by.
    #[must_use]
    pub fn css_class(self) -> &'static str {
        match self {
            Self::Solid => "st-ann",
            Self::Double => "st-runs",
            Self::Dashed => "st-open",
            Self::Dotted => "st-said",
            Self::Struck => "st-off",
            Self::Hollow => "st-none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_status() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.name()), Some(status));
        }
        for wrong in ["", "Announced", "announced ", "not_finalized", "confirmed"] {
            assert_eq!(Status::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_line_has_a_class_of_its_own() {
        let mut classes: Vec<_> = Status::ALL
            .iter()
            .map(|status| status.css_class())
            .collect();
        classes.sort_unstable();
        classes.dedup();
        assert_eq!(
            classes,
            [
                "st-ann", "st-none", "st-off", "st-open", "st-runs", "st-said"
            ]
        );
    }
}
