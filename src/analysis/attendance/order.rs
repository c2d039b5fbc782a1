//! The order of the claims about an edition: those that count the same beside each other, the strongest of them first.

use std::cmp::Ordering;

use crate::model::claim::{Basis, Claim, Unit};
use crate::model::provenance::SourceKind;

use super::policy::{RANKS, rank};

/// A claim and where it stands, as one number: 7 bits for basis, mode and unit, 4 for the rank of its kind, one that
/// puts the organiser's or a ministry's word before anyone else's, and 32 for the value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub claim: Claim,
    place: u64,
}

// The rank of what may not stand at all is one more than the last.
const _: () = assert!(RANKS < 16);

impl Placed {
    pub(super) fn of(claim: Claim, kind: SourceKind) -> Self {
        let (basis, unit) = counted(&claim);
        let mode = claim.mode.map_or(0, |mode| mode as u64 + 1);
        let rank = rank(basis, claim.asserted).unwrap_or(RANKS) as u64;
        let cell = (basis as u64) << 4 | mode << 2 | unit as u64;
        let strength = cell << 5 | rank << 1 | u64::from(!kind.is_official());
        Self { claim, place: strength << 32 | claim.stated.value() }
    }

    /// Claims with the same one count the same.
    pub(super) const fn cell(self) -> u64 {
        self.place >> 37
    }

    /// Claims with the same one also speak with the same weight.
    pub(super) const fn strength(self) -> u64 {
        self.place >> 32
    }

    /// A total order that does not depend on the order in which claims were read.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let rest = |claim: &Claim| (claim.stated.qualifier(), claim.asserted, claim.source);
        self.place.cmp(&other.place).then_with(|| rest(&self.claim).cmp(&rest(&other.claim)))
    }
}

/// What a claim counts; one about attendance always says so.
pub(super) fn counted(claim: &Claim) -> (Basis, Unit) {
    (claim.basis.unwrap_or(Basis::NotStated), claim.unit.unwrap_or(Unit::NotStated))
}
