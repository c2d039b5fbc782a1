//! What part of the records a report is about: some series, some years, and what was known on a day.

use crate::check::{Dataset, each};
use crate::model::claim::{Asserted, Claim, Measure, Mention};
use crate::model::date::Date;
use crate::model::edition::{Edition, Status};
use crate::model::rule::Chair;

/// What the user asked for; empty means everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Identifiers of series; empty for all.
    pub series: Vec<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Only what was known on this day.
    pub as_of: Option<Date>,
}

/// The part of a [`Dataset`] that a query selects. Every analysis starts here.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    dataset: &'a Dataset,
    query: Query,
    series: Vec<usize>,
    editions: Vec<usize>,
    known: Vec<usize>,
    undated: usize,
    day: Option<Date>,
    // First year of the editions that name each source, for undated ones; empty unless a day was asked for.
    source_years: Vec<Option<i16>>,
}

/// A query names a series that the records do not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no series `{name}` in the records: one of {known}")]
pub struct UnknownSeries {
    /// The name asked for.
    pub name: String,
    /// The names there are, joined by commas.
    pub known: String,
}

impl<'a> Selection<'a> {
    /// Selects from the records.
    ///
    /// # Errors
    /// When the query names a series that the records do not have.
    pub fn new(dataset: &'a Dataset, query: Query) -> Result<Self, UnknownSeries> {
        for name in &query.series {
            if !dataset.series().iter().any(|series| series.id.as_str() == name) {
                let known: Vec<_> = dataset.series().iter().map(|series| series.id.as_str()).collect();
                return Err(UnknownSeries { name: name.clone(), known: known.join(", ") });
            }
        }
        let wanted = |index: usize| {
            query.series.is_empty() || query.series.iter().any(|name| name == dataset.series()[index].id.as_str())
        };
        let series: Vec<usize> = (0..dataset.series().len()).filter(|index| wanted(*index)).collect();
        let mut selection = Self {
            dataset,
            query,
            series,
            editions: Vec::new(),
            known: Vec::new(),
            undated: 0,
            day: None,
            source_years: Vec::new(),
        };
        if selection.query.as_of.is_some() {
            selection.source_years = source_years(dataset);
        }
        let published = dataset.sources().iter().filter_map(|source| source.published);
        let latest = || published.chain(dataset.latest_claim()).max_by_key(Date::lateness);
        selection.day = selection.query.as_of.or_else(latest);
        selection.known =
            (0..dataset.editions().len()).filter(|index| selection.is_known(&dataset.editions()[*index])).collect();
        selection.editions = selection
            .known
            .iter()
            .copied()
            .filter(|index| {
                let edition = &dataset.editions()[*index];
                selection.series.binary_search(&edition.series).is_ok() && selection.in_years(edition.year())
            })
            .collect();
        selection.undated = if selection.query.as_of.is_some() {
            selection.claims().filter(|claim| selection.dated(claim).is_none()).count()
        } else {
            0
        };
        Ok(selection)
    }

    /// The records.
    #[must_use]
    pub const fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// The query.
    #[must_use]
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// Selected series, as indices in the dataset.
    #[must_use]
    pub fn series(&self) -> &[usize] {
        &self.series
    }

    /// Selected editions, as indices in the dataset, in its order.
    #[must_use]
    pub fn editions(&self) -> &[usize] {
        &self.editions
    }

    /// Selected editions of one series, in order.
    pub fn editions_of(&self, series: usize) -> impl Iterator<Item = usize> + '_ {
        // Editions stand by series in the dataset.
        let of = |index: &usize| self.dataset.editions()[*index].series;
        let first = self.editions.partition_point(|index| of(index) < series);
        let last = self.editions.partition_point(|index| of(index) <= series);
        self.editions[first..last].iter().copied()
    }

    /// All editions known on the day, whatever series and years were asked for: a rule is replayed over these.
    #[must_use]
    pub fn known_editions(&self) -> &[usize] {
        &self.known
    }

    /// Whether a year lies in the years asked for; a year that is not known does unless years were asked for.
    #[must_use]
    pub fn in_years(&self, year: Option<i16>) -> bool {
        match year {
            None => self.query.from.is_none() && self.query.to.is_none(),
            Some(year) => self.query.from.is_none_or(|from| year >= from) && self.query.to.is_none_or(|to| year <= to),
        }
    }

    /// Claims about selected editions, of every measure, that were made by the day.
    pub fn claims(&self) -> impl Iterator<Item = Claim> + '_ {
        let of = |edition: &usize| each(self.dataset.claims_of(*edition));
        self.editions.iter().flat_map(of).filter(|claim| self.was_made(claim))
    }

    /// Claims about one edition and measure that were made by the day.
    pub fn claims_of(&self, edition: usize, measure: Measure) -> impl Iterator<Item = Claim> + '_ {
        // Claims of an edition stand by measure.
        let claims = self.dataset.claims_of(edition);
        let places = claims.partition_point(|claim| claim.measure < measure)
            ..claims.partition_point(|claim| claim.measure <= measure);
        places.map(move |place| claims[place]).filter(|claim| self.was_made(claim))
    }

    /// Mentions in selected editions whose source was out by the day.
    pub fn mentions(&self) -> impl Iterator<Item = Mention> + '_ {
        self.editions.iter().flat_map(|edition| self.mentions_of(*edition))
    }

    /// Mentions in one edition whose source was out by the day.
    pub fn mentions_of(&self, edition: usize) -> impl Iterator<Item = Mention> + '_ {
        let record = &self.dataset.editions()[edition];
        let mentions = each(self.dataset.mentions_of(edition));
        mentions.filter(|mention| self.source_was_out(mention.source as usize, record))
    }

    /// How many of the claims used carry no date and entered by the rule for undated claims.
    #[must_use]
    pub const fn undated(&self) -> usize {
        self.undated
    }

    /// The status of an edition as it was known on the day: held only once it is over.
    #[must_use]
    pub fn status(&self, edition: &Edition) -> Option<Status> {
        let over = match (self.query.as_of, edition.end.or(edition.start)) {
            (Some(day), Some(end)) => end.known_by(day),
            _ => true,
        };
        match edition.status {
            Some(Status::Held | Status::Planned | Status::Cancelled) if !over => Some(Status::Announced),
            status => status,
        }
    }

    /// The day up to which the records speak: the day asked for, or the latest date that a source or claim carries.
    #[must_use]
    pub const fn day_of_records(&self) -> Option<Date> {
        self.day
    }

    /// The year of [`Self::day_of_records`].
    #[must_use]
    pub fn year_of_records(&self) -> Option<i16> {
        self.day_of_records().map(Date::year)
    }

    /// Whether an edition begins after the day of the records.
    #[must_use]
    pub fn lies_ahead(&self, edition: &Edition) -> bool {
        match (self.day_of_records(), edition.start) {
            (Some(day), Some(start)) => day.is_before(start),
            _ => false,
        }
    }

    /// Whether the holder of a chair was known on the day: its source was out, or, undated, its year had begun.
    #[must_use]
    pub fn knows_chair(&self, chair: &Chair) -> bool {
        let Some(day) = self.query.as_of else { return true };
        match self.dataset.sources()[chair.source].published {
            Some(published) => published.known_by(day),
            None => chair.year <= day.year(),
        }
    }

    /// The date on which a claim was made: its own, or that of its source.
    fn dated(&self, claim: &Claim) -> Option<Date> {
        claim.asserted_on.or_else(|| self.dataset.sources()[claim.source as usize].published)
    }

    /// The rule for undated claims: made before the event counts from 1 January of the event's year, during from its
    /// first day, after (or at an unknown time) from the day it is over.
    #[inline]
    fn was_made(&self, claim: &Claim) -> bool {
        self.query.as_of.is_none_or(|day| self.was_made_by(day, claim))
    }

    fn was_made_by(&self, day: Date, claim: &Claim) -> bool {
        if let Some(date) = self.dated(claim) {
            return date.known_by(day);
        }
        let edition = &self.dataset.editions()[claim.edition as usize];
        match claim.asserted {
            Some(Asserted::Before) => edition.year().is_some_and(|year| year <= day.year()),
            Some(Asserted::During) => edition.start.is_some_and(|start| start.known_by(day)),
            Some(Asserted::After) | None => {
                edition.end.or(edition.start).is_some_and(|end| end.known_by(day) && end != day)
            }
        }
    }

    /// An undated source counts from 1 January of the first year among the editions that name it: a page about this
    /// year's congress that announces the next one is out this year.
    fn source_was_out(&self, source: usize, edition: &Edition) -> bool {
        let Some(day) = self.query.as_of else { return true };
        if let Some(published) = self.dataset.sources()[source].published {
            return published.known_by(day);
        }
        let first = self.source_years.get(source).copied().flatten();
        first.or(edition.year()).is_some_and(|year| year <= day.year())
    }

    /// Whether a source that is used for an edition was out by the day.
    #[must_use]
    pub fn knows_source(&self, source: usize, edition: usize) -> bool {
        self.dataset.editions().get(edition).is_some_and(|edition| self.source_was_out(source, edition))
    }

    /// An edition is known on a day when one of its sources was out, or, without any source, from its year on.
    fn is_known(&self, edition: &Edition) -> bool {
        let Some(day) = self.query.as_of else { return true };
        if edition.sources.is_empty() {
            return edition.year().is_some_and(|year| year <= day.year());
        }
        edition.sources.iter().any(|source| self.source_was_out(*source, edition))
            || edition.end.or(edition.start).is_some_and(|end| end.known_by(day))
    }
}

/// First year among the editions that name each source.
fn source_years(dataset: &Dataset) -> Vec<Option<i16>> {
    let mut years: Vec<Option<i16>> = vec![None; dataset.sources().len()];
    for edition in dataset.editions() {
        for source in &edition.sources {
            let first = years[*source].into_iter().chain(edition.year()).min();
            years[*source] = first;
        }
    }
    years
}
