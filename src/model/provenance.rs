//! Where a statement comes from, and other sources' different words.

use super::date::Date;
use super::id::Id;
use super::vocabulary::vocabulary;

vocabulary! {
    /// Who speaks in a source.
    SourceKind {
        /// A ministry or state chancellery.
        Ministry = "ministry",
        /// The organiser.
        Organiser = "organiser",
        /// The press.
        Press = "press",
        /// Somebody who took part.
        Participant = "participant",
        /// A formal decision.
        Decision = "decision",
    }
}

impl SourceKind {
    /// Whether the source speaks for the event: the organiser's or a ministry's word goes before anyone else's;
    /// press and participants rank alike.
    #[must_use]
    pub const fn is_official(self) -> bool {
        matches!(self, Self::Ministry | Self::Organiser | Self::Decision)
    }
}

vocabulary! {
    /// The field of an edition that another source words differently.
    DisputedField {
        /// First day.
        Start = "start",
        /// Last day.
        End = "end",
        /// City.
        City = "city",
        /// Venue.
        Venue = "venue",
        /// Host Land.
        Host = "host",
        /// Format.
        Format = "format",
        /// Motto.
        Motto = "motto",
        /// Number.
        Number = "number",
        /// Status.
        Status = "status",
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Identifier.
    pub id: Id,
    /// Who published it.
    pub publisher: String,
    /// Title.
    pub title: Option<String>,
    /// Who speaks.
    pub kind: SourceKind,
    /// Address without scheme.
    pub url: Option<String>,
    /// File name.
    pub file: Option<String>,
    /// Date of publication.
    pub published: Option<Date>,
    /// Remark.
    pub note: Option<String>,
}

/// Another source's different word on an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    /// Index of the edition in the dataset.
    pub edition: usize,
    /// Which field.
    pub field: DisputedField,
    /// What that source says.
    pub value: String,
    /// Index of the source in the dataset.
    pub source: usize,
    /// Remark.
    pub note: Option<String>,
}
