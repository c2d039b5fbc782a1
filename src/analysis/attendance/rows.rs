//! attendance.csv: one row a claim, and one for each edition without any.

use serde::Serialize;

use crate::analysis::selection::Selection;
use crate::analysis::words;
use crate::check::Dataset;
use crate::locale::{Lang, Locale};
use crate::model::claim::{Asserted, Basis, Claim, Mode, Qualifier, Unit};
use crate::model::edition::Edition;
use crate::model::land::Land;
use crate::model::provenance::Source;

use super::choice::{Chosen, EditionChoice};
use super::choices::Choices;
use super::laundering::{Laundering, returning};
use super::reason::Reason;

/// A row of attendance.csv. `None` is not known and becomes an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttendanceRow {
    /// Id of the series.
    pub series: String,
    /// Its name.
    pub series_label: String,
    /// Id of the edition.
    pub edition: String,
    /// Number in the series.
    pub number: Option<u32>,
    /// Year.
    pub year: Option<i16>,
    /// `start`, or `start/end`, in ISO 8601.
    pub date: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Host Land.
    pub host: Option<Land>,
    /// Its name.
    pub host_label: Option<String>,
    /// The number as the source prints it.
    pub value: Option<u64>,
    /// The word before it, as the source writes it.
    pub qualifier: Option<String>,
    /// Smallest value that the two allow.
    pub low: Option<u64>,
    /// Largest value that they allow; empty where there is no upper bound.
    pub high: Option<u64>,
    /// What the count is based on.
    pub basis: Option<Basis>,
    /// Where the counted people were.
    pub mode: Option<Mode>,
    /// What was counted as one.
    pub unit: Option<Unit>,
    /// When it was said, seen from the event.
    pub asserted: Option<Asserted>,
    /// Whether a report uses it.
    pub chosen: Chosen,
    /// Why, in words.
    pub reason: String,
    /// Id of the source.
    pub source: Option<String>,
    /// Its publisher.
    pub source_label: Option<String>,
}

impl AttendanceRow {
    /// The columns of attendance.csv: the fields in order.
    pub const COLUMNS: &'static [&'static str] = &[
        "series",
        "series_label",
        "edition",
        "number",
        "year",
        "date",
        "city",
        "host",
        "host_label",
        "value",
        "qualifier",
        "low",
        "high",
        "basis",
        "mode",
        "unit",
        "asserted",
        "chosen",
        "reason",
        "source",
        "source_label",
    ];

    /// The row of an edition about whose attendance nothing was found.
    #[must_use]
    pub fn unknown(selection: &Selection<'_>, edition: usize, locale: Locale) -> Self {
        let dataset = selection.dataset();
        let edition = &dataset.editions()[edition];
        let series = &dataset.series()[edition.series];
        Self {
            series: series.id.to_string(),
            series_label: words::series(series, locale.lang).to_owned(),
            edition: edition.id.to_string(),
            number: edition.number,
            year: edition.year(),
            date: written_date(edition),
            city: edition.city.clone(),
            host: edition.host,
            host_label: edition.host.map(|land| dataset.land_name(land, locale.lang).to_owned()),
            value: None,
            qualifier: None,
            low: None,
            high: None,
            basis: None,
            mode: None,
            unit: None,
            asserted: None,
            chosen: Chosen::No,
            reason: locale.lang.pick("keine Zahl gefunden", "no figure found").to_owned(),
            source: None,
            source_label: None,
        }
    }

    /// The rows of every edition, made as they are asked for.
    pub fn all<'c>(
        selection: &'c Selection<'_>,
        choices: &'c Choices<'_>,
        locale: Locale,
    ) -> impl Iterator<Item = Self> + 'c {
        choices.iter().flat_map(move |choice| Self::of(selection, &choice, locale).collect::<Vec<_>>())
    }

    /// The rows of one edition: one a claim, or the one that says that nothing was found.
    pub fn of<'c>(
        selection: &'c Selection<'_>,
        choice: &'c EditionChoice,
        locale: Locale,
    ) -> impl Iterator<Item = Self> + 'c {
        let sources = selection.dataset().sources();
        let blank = Self::unknown(selection, choice.edition, locale);
        let nothing = choice.cells.is_empty().then(|| blank.clone());
        let claims = reasoned(selection, choice, locale)
            .map(move |(claim, reason, text)| blank.clone().with(&sources[claim.source as usize], claim, reason, text));
        nothing.into_iter().chain(claims)
    }

    /// The same row with a claim.
    fn with(self, source: &Source, claim: &Claim, reason: Reason, text: String) -> Self {
        let interval = claim.stated.interval();
        Self {
            value: Some(claim.stated.value()),
            qualifier: claim.stated.qualifier().map(Qualifier::word).map(str::to_owned),
            low: Some(interval.low()),
            high: interval.high(),
            basis: claim.basis,
            mode: claim.mode,
            unit: claim.unit,
            asserted: claim.asserted,
            chosen: reason.chosen(),
            reason: text,
            source: Some(source.id.to_string()),
            source_label: Some(source.publisher.clone()),
            ..self
        }
    }
}

/// The days of an edition as an ISO 8601 date or interval: `2013-05-02/2013-05-03`; an unknown side is `..`.
#[must_use]
pub fn written_date(edition: &Edition) -> Option<String> {
    match (edition.start, edition.end) {
        (None, None) => None,
        (Some(start), None) => Some(start.to_string()),
        (Some(start), Some(end)) if start == end => Some(start.to_string()),
        (Some(start), Some(end)) => Some(format!("{start}/{end}")),
        (None, Some(end)) => Some(format!("../{end}")),
    }
}

/// The rows of attendance.csv, by edition, in each the claims that a report uses first.
#[must_use]
pub fn attendance_rows(selection: &Selection<'_>, choices: &Choices, locale: Locale) -> Vec<AttendanceRow> {
    AttendanceRow::all(selection, choices, locale).collect()
}

/// The claims about an edition in the order of their rows, each with the reason why it is used or not, also in words.
fn reasoned<'c>(
    selection: &'c Selection<'_>,
    choice: &'c EditionChoice,
    locale: Locale,
) -> impl Iterator<Item = (&'c Claim, Reason, String)> + 'c {
    let dataset = selection.dataset();
    let marks = Marks::of(choice);
    choice.claims().map(move |(_, claim, reason)| {
        let mut text = reason.worded(claim, locale.lang);
        marks.add(claim, dataset, locale.lang, &mut text);
        (claim, reason, text)
    })
}

/// The marks on claims whose figure returns elsewhere in their edition.
#[derive(Debug)]
pub struct Marks {
    pairs: Vec<Laundering>,
    /// Both claims of each pair, in bytes, with the place of the pair, sorted.
    by_claim: Vec<([u8; Claim::BYTES], usize)>,
}

impl Marks {
    /// The marks on the claims of one edition.
    #[must_use]
    pub fn of(choice: &EditionChoice) -> Self {
        let pairs = returning(choice);
        let ends =
            |(place, pair): (usize, &Laundering)| [pair.weaker, pair.stronger].map(|claim| (claim.to_bytes(), place));
        let mut by_claim: Vec<_> = pairs.iter().enumerate().flat_map(ends).collect();
        by_claim.sort_unstable();
        Self { pairs, by_claim }
    }

    /// Adds the marks on a claim to its reason; whether there are any.
    pub fn add(&self, claim: &Claim, dataset: &Dataset, lang: Lang, reason: &mut String) -> bool {
        if self.by_claim.is_empty() {
            return false;
        }
        let own = claim.to_bytes();
        let first = self.by_claim.partition_point(|(claim, _)| *claim < own);
        let marks = self.by_claim[first..].iter().take_while(|(claim, _)| *claim == own);
        let before = reason.len();
        marks.for_each(|(_, pair)| self.pairs[*pair].mark(claim, dataset, lang, reason));
        reason.len() > before
    }
}
