//! Everything that the records say about one edition: each claim, which ones a report uses, and why the others not.

mod find;
mod gather;
mod text;

pub use find::{UnknownEdition, find_edition};
pub use gather::explain;

use serde::Serialize;

use super::attendance::Chosen;
use crate::locale::Locale;
use crate::model::claim::{Asserted, Basis, Measure, Mode, Unit, Weight};
use crate::model::date::Date;
use crate::model::edition::{EditionFormat, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::{DisputedField, SourceKind};

/// What is known of one edition. Serialised, codes are the ones of the records; texts are in the language asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Id of the edition.
    pub edition: String,
    /// Id of the series.
    pub series: String,
    /// Name of the edition.
    pub label: String,
    /// Number in the series.
    pub number: Option<u32>,
    /// Evidence of the number.
    pub number_evidence: Option<Evidence>,
    /// `start`, or `start/end`.
    pub date: Option<String>,
    /// Evidence of the date.
    pub date_evidence: Option<Evidence>,
    /// City.
    pub city: Option<String>,
    /// Venue.
    pub venue: Option<String>,
    /// Host Land.
    pub host: Option<Land>,
    /// Its name.
    pub host_label: Option<String>,
    /// Evidence of the host.
    pub host_evidence: Option<Evidence>,
    /// Format.
    pub format: Option<EditionFormat>,
    /// Status as it was known on the day asked for.
    pub status: Option<Status>,
    /// Motto.
    pub motto: Option<String>,
    /// Reason for what is inferred, and other remarks.
    pub note: Option<String>,
    /// The day asked for.
    pub as_of: Option<Date>,
    /// What a report uses, one entry a mode.
    pub used: Vec<Used>,
    /// Every attendance claim, the used ones first.
    pub claims: Vec<ExplainedClaim>,
    /// Figures that return elsewhere on a stronger basis.
    pub laundering: Vec<String>,
    /// Other figures: talks, workshops, messages.
    pub figures: Vec<ExplainedFigure>,
    /// Topics as sources name them.
    pub mentions: Vec<ExplainedMention>,
    /// Other sources' different words on date, place, host, motto, format.
    pub disputes: Vec<ExplainedDispute>,
    /// Every source of the above.
    pub sources: Vec<ExplainedSource>,
    /// Whether the edition was known on that day; always, where no day is asked for.
    pub known: bool,
    #[serde(skip)]
    start: Option<Date>,
    #[serde(skip)]
    end: Option<Date>,
    #[serde(skip)]
    locale: Locale,
}

/// A figure that a report uses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Used {
    /// Basis.
    pub basis: Basis,
    /// Mode.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Unit,
    /// The values as stated, each once.
    pub stated: Vec<String>,
    /// Smallest value that the claims allow.
    pub low: u64,
    /// Largest; `None` where there is no upper bound.
    pub high: Option<u64>,
    /// Whether claims of equal rank contradict each other.
    pub disputed: bool,
}

/// An attendance claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedClaim {
    /// Whether a report uses it.
    pub chosen: Chosen,
    /// Value with qualifier, as the language writes it.
    pub stated: String,
    /// Smallest value that it allows.
    pub low: u64,
    /// Largest; `None` where there is no upper bound.
    pub high: Option<u64>,
    /// Basis.
    pub basis: Option<Basis>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Option<Unit>,
    /// When it was said, seen from the event.
    pub asserted: Option<Asserted>,
    /// The date on which it was said.
    pub asserted_on: Option<Date>,
    /// Why it is used or not.
    pub reason: String,
    /// Id of the source.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
}

/// Another figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedFigure {
    /// What is counted.
    pub measure: Measure,
    /// Value with qualifier, as the language writes it.
    pub stated: String,
    /// Basis, where the source tells.
    pub basis: Option<Basis>,
    /// Id of the source.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
}

/// A topic as a source names it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedMention {
    /// The term.
    pub term: String,
    /// Id of the topic that it means.
    pub topic: Option<String>,
    /// How strongly it is named.
    pub weight: Weight,
    /// Id of the source.
    pub source: String,
}

/// Another source's different word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedDispute {
    /// Which field.
    pub field: DisputedField,
    /// What that source says.
    pub value: String,
    /// Id of the source.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedSource {
    /// Id.
    pub id: String,
    /// Publisher.
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
