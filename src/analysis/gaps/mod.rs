//! What the records do not know, and the question to ask each host.

mod question;
mod survey;
mod text;

pub use text::{gaps_markdown, gaps_text};

use serde::Serialize;

use self::survey::Survey;
use super::attendance::Choices;
use super::selection::Selection;
use crate::locale::Locale;
use crate::model::land::Land;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What is asked for, the most important first.
    Gap {
        /// Whole editions that the numbering says must have been.
        Editions = "editions",
        /// How many took part.
        Attendance = "attendance",
        /// What a figure is based on.
        Basis = "basis",
        /// Whether a figure counts the hall, the screens or both.
        Mode = "mode",
        /// Whether it took place.
        Status = "status",
        /// Its days.
        Dates = "dates",
        /// Its host.
        Host = "host",
        /// Its topics.
        Programme = "programme",
        /// Its number.
        Number = "number",
        /// Its city.
        City = "city",
        /// Its venue.
        Venue = "venue",
        /// On site, online or hybrid.
        Format = "format",
        /// Its motto.
        Motto = "motto",
    }
}

vocabulary! {
    /// In what way something is not known.
    State {
        /// No source says it.
        Unknown = "unknown",
        /// It is concluded from something else.
        Inferred = "inferred",
        /// Sources contradict each other.
        Disputed = "disputed",
    }
}

/// One thing that is not known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapRow {
    /// Host Land, whom to ask; empty where it is the organiser of the series.
    pub host: Option<Land>,
    /// Whom to ask, in words.
    pub host_label: String,
    /// Id of the series.
    pub series: String,
    /// Its name.
    pub series_label: String,
    /// Id of the edition; empty for editions that have no row.
    pub edition: Option<String>,
    /// Its name.
    pub edition_label: String,
    /// Year.
    pub year: Option<i16>,
    /// What is asked for.
    pub gap: Gap,
    /// In what way it is not known.
    pub state: State,
    /// What the records have, where it is inferred or disputed.
    pub known: Option<String>,
    /// The question.
    pub question: String,
}

impl GapRow {
    /// The columns: the fields in order.
    pub const COLUMNS: &'static [&'static str] = &[
        "host",
        "host_label",
        "series",
        "series_label",
        "edition",
        "edition_label",
        "year",
        "gap",
        "state",
        "known",
        "question",
    ];
}

/// What is not known of the selected editions: by host (editions without one last, by series), edition and gap.
#[must_use]
pub fn gap_rows(selection: &Selection<'_>, choices: &Choices, locale: Locale) -> Vec<GapRow> {
    let survey = Survey::of(selection, locale);
    let mut rows: Vec<GapRow> = choices.iter().flat_map(|choice| survey.edition(&choice)).collect();
    rows.extend(selection.series().iter().flat_map(|series| survey.missing_editions(*series)));
    // A stable sort: editions stay in the order of the dataset, gaps in that of their importance.
    rows.sort_by_cached_key(|row| (row.host.is_none(), row.host, row.host_label.clone(), row.edition.is_none()));
    rows
}
