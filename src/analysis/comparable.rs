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
use std::ops::Sub;

use super::attendance::{Cell, Choices};
use super::frame::{Key, groups};
use super::many;
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
    choices: Vec<Choice>,
    stated: Option<u64>,
}

impl Member {
    fn of(cell: &Cell<'_>, edition: usize, time: Option<f64>) -> Self {
        let span = cell.interval;
        let admissible = |value: &u64| *value >= span.low() && span.high().is_none_or(|high| *value <= high);
        let mut choices = vec![Choice::Value(span.low()), span.high().map_or(Choice::Open, Choice::Value)];
        let mut stated = Vec::new();
        for claim in cell.standing() {
            let own = claim.stated.interval();
            let ends = [Some(own.low()), Some(claim.stated.value()), own.high()];
            choices.extend(ends.into_iter().flatten().filter(admissible).map(Choice::Value));
            if own.high().is_none() && span.high().is_none() {
                choices.push(Choice::Open);
            }
            let nearest = claim.stated.value().max(span.low());
            stated.push(span.high().map_or(nearest, |high| nearest.min(high)));
        }
        choices.sort_unstable();
        choices.dedup();
        stated.dedup();
        let stated = if let ([one], Some(_)) = (stated.as_slice(), span.high()) { Some(*one) } else { None };
        Self { edition, time, interval: span, choices, stated }
    }
}

/// The figures of one series on one basis, in one mode and unit: at most one an edition, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparableGroup {
    key: GroupKey,
    members: Vec<Member>,
    undated: Vec<usize>,
}

impl ComparableGroup {
    /// The groups of a selection, by series, basis, mode and unit. Every figure of every edition is in one of them,
    /// whether or not a report uses it for its edition: expected figures compare with expected ones.
    #[must_use]
    pub fn all(selection: &Selection<'_>, choices: &Choices<'_>) -> Vec<Self> {
        let editions = selection.dataset().editions();
        let cells: Vec<(usize, &Cell<'_>)> = choices
            .editions()
            .iter()
            .flat_map(|choice| choice.cells.iter().map(move |cell| (choice.edition, cell)))
            .collect();
        let codes = |code: &dyn Fn(usize, &Cell<'_>) -> Option<u32>| -> Vec<Option<u32>> {
            cells.iter().map(|(edition, cell)| code(*edition, cell)).collect()
        };
        let series = codes(&|edition, _| u32::try_from(editions[edition].series).ok());
        let basis = codes(&|_, cell| Some(cell.basis as u32));
        let mode = codes(&|_, cell| cell.mode.map(|mode| mode as u32));
        let unit = codes(&|_, cell| Some(cell.unit as u32));
        let group = |rows: &Vec<usize>| {
            let (edition, cell) = cells.get(*rows.first()?)?;
            let series = editions[*edition].series;
            let key = GroupKey { series, basis: cell.basis, mode: cell.mode, unit: cell.unit };
            let members = rows.iter().filter_map(|row| cells.get(*row)).map(|(edition, cell)| {
                Member::of(cell, *edition, editions[*edition].start.map(crate::model::date::Date::decimal_year))
            });
            Some(Self::new(key, members.collect()))
        };
        let rows = groups(&[Key("series", &series), Key("basis", &basis), Key("mode", &mode), Key("unit", &unit)]);
        many::filter_map(&rows, rows.len() >= many::GROUPS, group)
    }

    fn new(key: GroupKey, members: Vec<Member>) -> Self {
        let (mut dated, undated): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| member.time.is_some());
        // Editions come in the order of the dataset, which also decides where two have the same date.
        dated.sort_by(|a, b| a.time.partial_cmp(&b.time).unwrap_or(Ordering::Equal).then(a.edition.cmp(&b.edition)));
        Self { key, members: dated, undated: undated.into_iter().map(|member| member.edition).collect() }
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
            self.members.iter().map(|member| Figure { member, brand: PhantomData }).collect();
        compute(&figures)
    }
}

/// A figure that may be compared with the others of its group, and with nothing else: `'g` is invariant and stands
/// for one opening of one [`ComparableGroup`].
#[derive(Clone, Copy, Debug)]
pub struct Figure<'g> {
    member: &'g Member,
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
        &self.member.choices
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
        (*self - *other).sign()
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
