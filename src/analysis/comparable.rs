//! The basis firewall as a type. Figures can be ordered and subtracted only inside one [`ComparableGroup`]: one
//! series, one basis, one mode, one unit. Opening a group brands its figures with a lifetime that no other group can
//! have, so that a line, difference or test across bases does not compile.
//!
//! Two figures of one group have an order and a difference:
//!
//! ```
//! use staffelstab::analysis::comparable::{ComparableGroup, Difference};
//! fn first_step(group: &ComparableGroup) -> Option<Difference> {
//!     group.open(|figures| match figures {
//!         [first, second, ..] if first < second => Some(*second - *first),
//!         _ => None,
//!     })
//! }
//! ```
//!
//! Figures of two groups have neither: one would have to leave its group's closure, and that is an error.
//!
//! ```compile_fail,E0521
//! use staffelstab::analysis::comparable::{ComparableGroup, Difference};
//! fn expected_to_attended(expected: &ComparableGroup, attended: &ComparableGroup) -> Option<Difference> {
//!     expected.open(|before| attended.open(|after| match (before, after) {
//!         ([expected, ..], [attended, ..]) => Some(*attended - *expected),
//!         _ => None,
//!     }))
//! }
//! ```
//!
//! Nor can a figure leave its group to meet another one elsewhere:
//!
//! ```compile_fail,E0521
//! use staffelstab::analysis::comparable::ComparableGroup;
//! fn smuggle(expected: &ComparableGroup, attended: &ComparableGroup) {
//!     let mut carried = None;
//!     expected.open(|figures| carried = figures.first().copied());
//!     attended.open(|figures| carried.zip(figures.first().copied()).map(|(a, b)| a < b));
//! }
//! ```
//!
//! And the values that the records hold cannot be computed with at all:
//!
//! ```compile_fail,E0369
//! use staffelstab::model::claim::Stated;
//! let change = Stated::new(1000, None) - Stated::new(800, None);
//! ```
//!
//! ```compile_fail,E0369
//! use staffelstab::model::claim::Stated;
//! let more = Stated::new(1000, None) > Stated::new(800, None);
//! ```

use std::cmp::Ordering;
use std::marker::PhantomData;
use std::ops::{Range, Sub};

use super::attendance::{Cell, Choices, EditionChoice};
use super::selection::Selection;
use crate::model::claim::{Basis, Mode, Unit};
use crate::model::interval::Interval;

/// What must be the same for two figures to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupKey {
    /// Index of the series in the dataset.
    pub series: usize,
    /// Basis.
    pub basis: Basis,
    /// Mode; figures whose mode no source says are a group of their own.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Unit,
}

/// One value that a figure may have: a candidate when every admissible choice is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// This number.
    Value(u64),
    /// More than any other: the open end of "über 400". It has a place in the order, and no number.
    Open,
}

/// The figure of one edition in a group.
#[derive(Clone, Debug, PartialEq)]
struct Member {
    edition: usize,
    time: Option<f64>,
    interval: Interval,
    /// Where its choices stand among those of the group.
    choices: Range<usize>,
    stated: Option<u64>,
}

impl Member {
    /// The figure of a cell; its choices join those of the group.
    fn of(cell: &Cell, edition: usize, time: Option<f64>, all: &mut Vec<Choice>) -> Self {
        let span = cell.interval;
        let first = all.len();
        all.extend([Choice::Value(span.low()), span.high().map_or(Choice::Open, Choice::Value)]);
        let mut stated = None;
        let mut is_one = true;
        let mut last = None;
        for own in cell.standing().map(|claim| claim.stated) {
            // Claims of one value and word say nothing new, and stand beside each other.
            if last.replace(own) == Some(own) {
                continue;
            }
            let allowed = own.interval();
            let ends = [Some(allowed.low()), Some(own.value()), allowed.high()];
            let admissible = |value: &u64| *value >= span.low() && span.high().is_none_or(|high| *value <= high);
            all.extend(ends.into_iter().flatten().filter(admissible).map(Choice::Value));
            let nearest = own.value().max(span.low());
            let nearest = span.high().map_or(nearest, |high| nearest.min(high));
            is_one &= stated.is_none_or(|stated| stated == nearest);
            stated = Some(nearest);
        }
        all[first..].sort_unstable();
        let kept = keep_distinct(&mut all[first..]);
        all.truncate(first + kept);
        let stated = stated.filter(|_| is_one && span.high().is_some());
        Self { edition, time, interval: span, choices: first..all.len(), stated }
    }
}

/// Brings each of sorted choices once to the front, and says how many these are.
fn keep_distinct(sorted: &mut [Choice]) -> usize {
    let mut kept = 0;
    for place in 0..sorted.len() {
        if kept == 0 || sorted[kept - 1] != sorted[place] {
            sorted[kept] = sorted[place];
            kept += 1;
        }
    }
    kept
}

/// The figures of one series on one basis, in one mode and unit: at most one an edition, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparableGroup {
    key: GroupKey,
    members: Vec<Member>,
    choices: Vec<Choice>,
    undated: Vec<usize>,
}

impl ComparableGroup {
    /// The groups of a selection, by series, basis, mode and unit. Every figure of every edition is in one of them,
    /// whether or not a report uses it for its edition: expected figures compare with expected ones.
    #[must_use]
    pub fn all(selection: &Selection<'_>, choices: &Choices) -> Vec<Self> {
        let of = |series: &usize| Self::of_series(selection, &choices.of_series(*series), *series);
        selection.series().iter().flat_map(of).collect()
    }

    /// The groups of one series, by basis, mode and unit. `choices` are those for its editions.
    #[must_use]
    pub fn of_series(selection: &Selection<'_>, choices: &[EditionChoice], series: usize) -> Vec<Self> {
        let editions = selection.dataset().editions();
        let key = |cell: &Cell| GroupKey { series, basis: cell.basis, mode: cell.mode, unit: cell.unit };
        let order = |cell: &Cell| (cell.basis, cell.mode.is_none(), cell.mode, cell.unit);
        let mut cells: Vec<(usize, &Cell)> =
            choices.iter().flat_map(|choice| choice.cells.iter().map(|cell| (choice.edition, cell))).collect();
        cells.sort_by_key(|(_, cell)| order(cell));
        let group = |cells: &[(usize, &Cell)]| {
            let mut all = Vec::with_capacity(cells.len() * 2);
            let member = |(edition, cell): &(usize, &Cell)| {
                let time = editions[*edition].start.map(crate::model::date::Date::decimal_year);
                Member::of(cell, *edition, time, &mut all)
            };
            let members = cells.iter().map(member).collect();
            Some(Self::new(key(cells.first()?.1), members, all))
        };
        cells.chunk_by(|a, b| order(a.1) == order(b.1)).filter_map(group).collect()
    }

    fn new(key: GroupKey, mut members: Vec<Member>, choices: Vec<Choice>) -> Self {
        let undated = members.iter().filter(|member| member.time.is_none()).map(|member| member.edition).collect();
        members.retain(|member| member.time.is_some());
        // Editions come in the order of the dataset, which also decides where two have the same date.
        members.sort_by(|a, b| a.time.partial_cmp(&b.time).unwrap_or(Ordering::Equal).then(a.edition.cmp(&b.edition)));
        Self { key, members, choices, undated }
    }

    /// What its figures have in common.
    #[must_use]
    pub const fn key(&self) -> GroupKey {
        self.key
    }

    /// Editions whose figure belongs here but has no date, so that it has no place in time.
    #[must_use]
    pub fn undated(&self) -> &[usize] {
        &self.undated
    }

    /// Hands out the figures, in order of time, under a brand of their own.
    pub fn open<R>(&self, compute: impl for<'g> FnOnce(&[Figure<'g>]) -> R) -> R {
        let figures: Vec<Figure<'_>> =
            self.members.iter().map(|member| Figure { member, choices: &self.choices, brand: PhantomData }).collect();
        compute(&figures)
    }
}

/// A figure that may be compared with the others of its group, and with nothing else: `'g` is invariant and stands
/// for one opening of one [`ComparableGroup`].
#[derive(Clone, Copy, Debug)]
pub struct Figure<'g> {
    member: &'g Member,
    choices: &'g [Choice],
    brand: PhantomData<fn(&'g ()) -> &'g ()>,
}

impl<'g> Figure<'g> {
    /// Index of the edition in the dataset.
    #[must_use]
    pub fn edition(&self) -> usize {
        self.member.edition
    }

    /// When the edition began, as a decimal year.
    #[must_use]
    pub fn time(&self) -> f64 {
        self.member.time.unwrap_or_default()
    }

    /// The values to go through: both ends and what was stated, sorted; of disputed claims those of each.
    #[must_use]
    pub fn choices(&self) -> &'g [Choice] {
        &self.choices[self.member.choices.clone()]
    }

    /// The one value that sources state, or the admissible one nearest to it ("knapp 1.000" → 999). `None` where
    /// sources state several, or where there is no upper bound.
    #[must_use]
    pub fn stated(&self) -> Option<u64> {
        self.member.stated
    }

    /// Whether the figure is one exact number.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.member.interval.high() == Some(self.member.interval.low())
    }
}

impl PartialEq for Figure<'_> {
    /// Equal only for certain: two exact figures of the same value.
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Figure<'_> {
    /// Ordered only where every admissible value agrees: "rund 500" and "510" do not compare.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (a, b) = (self.member.interval, other.member.interval);
        // The sign of the difference, without the difference.
        if b.high().is_some_and(|high| a.low() > high) {
            Some(Ordering::Greater)
        } else if a.high().is_some_and(|high| high < b.low()) {
            Some(Ordering::Less)
        } else {
            (self.is_exact() && a == b).then_some(Ordering::Equal)
        }
    }
}

/// The difference of two figures of one group: every value from `low` to `high`; `None` where that side is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Smallest.
    pub low: Option<i128>,
    /// Largest.
    pub high: Option<i128>,
}

impl Difference {
    /// Its sign as an order, where it is certain.
    #[must_use]
    pub fn sign(self) -> Option<Ordering> {
        match (self.low, self.high) {
            (Some(low), _) if low > 0 => Some(Ordering::Greater),
            (_, Some(high)) if high < 0 => Some(Ordering::Less),
            (Some(0), Some(0)) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

impl Sub for Figure<'_> {
    type Output = Difference;

    fn sub(self, other: Self) -> Difference {
        let (a, b) = (self.member.interval, other.member.interval);
        Difference {
            low: b.high().map(|high| i128::from(a.low()) - i128::from(high)),
            high: a.high().map(|high| i128::from(high) - i128::from(b.low())),
        }
    }
}
