//! The policy that chooses among claims, as one table to read and to argue about.

use crate::model::claim::{Asserted, Basis, Unit};

/// A kind of claim: what was counted, and when that was said, seen from the event (`None`: not known when).
pub type Kind = (Basis, &'static [Option<Asserted>]);

const ANY_TIME: &[Option<Asserted>] = &[Some(Asserted::Before), Some(Asserted::During), Some(Asserted::After), None];

/// Every kind that may stand for an edition's attendance, the strongest first. [`Basis::PeakConcurrent`] is not in
/// it: viewers at one moment are no count of people taking part, and are never merged with one.
pub const POLICY: &[Kind] = &[
    (Basis::Attended, &[Some(Asserted::After)]),
    (Basis::Attended, &[None]),
    (Basis::Attended, &[Some(Asserted::During), Some(Asserted::Before)]),
    (Basis::NotStated, &[Some(Asserted::During)]),
    (Basis::NotStated, &[Some(Asserted::After), None]),
    (Basis::NotStated, &[Some(Asserted::Before)]),
    (Basis::Registered, ANY_TIME),
    (Basis::Expected, ANY_TIME),
];

/// Within one kind and mode, which unit stands for the edition. Units are never merged: the others are listed beside.
pub const UNITS: [Unit; 4] = [Unit::Persons, Unit::NotStated, Unit::Entries, Unit::PerDay];

/// How many kinds [`POLICY`] has.
pub(super) const RANKS: usize = POLICY.len();

/// Position of a claim's kind in [`POLICY`]; `None` where it may not stand for the edition at all.
#[must_use]
pub const fn rank(basis: Basis, asserted: Option<Asserted>) -> Option<usize> {
    TABLE[basis as usize][time(asserted)]
}

/// [`rank`] for every kind, looked up once for each of millions of claims.
const TABLE: [[Option<usize>; Asserted::ALL.len() + 1]; Basis::ALL.len()] = {
    let mut table = [[None; Asserted::ALL.len() + 1]; Basis::ALL.len()];
    let mut place = POLICY.len();
    while place > 0 {
        place -= 1;
        let (basis, times) = POLICY[place];
        let mut index = 0;
        while index < times.len() {
            table[basis as usize][time(times[index])] = Some(place);
            index += 1;
        }
    }
    table
};

const fn time(asserted: Option<Asserted>) -> usize {
    match asserted {
        None => 0,
        Some(asserted) => asserted as usize + 1,
    }
}

/// Position of a unit in [`UNITS`].
#[must_use]
pub fn unit_rank(unit: Unit) -> usize {
    UNITS.iter().position(|known| *known == unit).unwrap_or(UNITS.len())
}

/// How much a basis asserts: expected, registered, attended. The others assert nothing that could be compared.
#[must_use]
pub const fn strength(basis: Basis) -> Option<u8> {
    match basis {
        Basis::Expected => Some(0),
        Basis::Registered => Some(1),
        Basis::Attended => Some(2),
        Basis::PeakConcurrent | Basis::NotStated => None,
    }
}
