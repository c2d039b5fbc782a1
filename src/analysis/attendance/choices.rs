//! The choices for all editions: held where they are not too many, else made anew whenever they are asked for, so that
//! memory does not grow with the claims.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::choice::EditionChoice;
use crate::analysis::many;
use crate::analysis::selection::Selection;

/// Most claims whose choices are held.
const MOST_HELD: usize = 2_000_000;

/// The choice for every selected edition, in the order of the dataset.
#[derive(Clone, Debug)]
pub struct Choices<'s> {
    selection: &'s Selection<'s>,
    /// How many claims each edition has.
    claims: Vec<u32>,
    held: Option<Vec<EditionChoice>>,
}

impl<'s> Choices<'s> {
    /// Chooses for every selected edition.
    #[must_use]
    pub fn of(selection: &'s Selection<'s>) -> Self {
        Self::holding(selection, MOST_HELD)
    }

    /// The same, holding the choices for so many claims at most.
    #[must_use]
    pub fn holding(selection: &'s Selection<'s>, most: usize) -> Self {
        let sum = AtomicUsize::new(0);
        let choose = |edition: &usize| {
            let choice = EditionChoice::of(selection, *edition);
            let claims: usize = choice.cells.iter().map(|cell| cell.claims.len()).sum();
            // Beyond what may be held only the counts are of use.
            let is_held = sum.fetch_add(claims, Relaxed) + claims <= most;
            Some((u32::try_from(claims).unwrap_or(u32::MAX), is_held.then_some(choice)))
        };
        let are_many = selection.dataset().claims().len() >= many::RECORDS;
        let (claims, held): (Vec<u32>, Vec<Option<EditionChoice>>) =
            many::filter_map(selection.editions(), are_many, choose).into_iter().unzip();
        let held = held.into_iter().collect();
        Self { selection, claims, held }
    }

    /// How many rows attendance.csv has: one a claim, and one for each edition without any.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.claims.iter().map(|claims| (*claims).max(1) as usize).sum()
    }

    /// How many claims each selected edition has, in order.
    #[must_use]
    pub fn claims(&self) -> &[u32] {
        &self.claims
    }

    /// The places of the editions of one series among the selected ones: the dataset has its editions by series.
    #[must_use]
    pub fn places(&self, series: usize) -> Range<usize> {
        let (editions, selected) = (self.selection.dataset().editions(), self.selection.editions());
        let of = |edition: &usize| editions[*edition].series;
        selected.partition_point(|edition| of(edition) < series)
            ..selected.partition_point(|edition| of(edition) <= series)
    }

    /// The choices for the selected editions at these places.
    #[must_use]
    pub fn at(&self, places: Range<usize>) -> Cow<'_, [EditionChoice]> {
        if let Some(held) = &self.held {
            return Cow::Borrowed(held.get(places).unwrap_or_default());
        }
        let editions = self.selection.editions().get(places).unwrap_or_default();
        Cow::Owned(editions.iter().map(|edition| EditionChoice::of(self.selection, *edition)).collect())
    }

    /// The choices for the editions of one series, in order.
    #[must_use]
    pub fn of_series(&self, series: usize) -> Cow<'_, [EditionChoice]> {
        self.at(self.places(series))
    }

    /// What `make` makes of the choice for each selected edition, in order, where it makes something.
    pub fn filter_map<R: Send>(&self, make: impl Fn(&EditionChoice) -> Option<R> + Sync + Send) -> Vec<R> {
        let places: Vec<usize> = (0..self.claims.len()).collect();
        let one = |place: &usize| self.at(*place..*place + 1).first().and_then(&make);
        many::filter_map(&places, self.rows() >= many::RECORDS, one)
    }

    /// The choices one by one.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, EditionChoice>> {
        (0..self.claims.len()).filter_map(|place| match self.at(place..place + 1) {
            Cow::Borrowed(own) => own.first().map(Cow::Borrowed),
            Cow::Owned(own) => own.into_iter().next().map(Cow::Owned),
        })
    }
}
