//! The claims about an edition as the chart sees them, and which of them have room in its slot.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::attendance::{Chosen, EditionChoice};
use crate::model::claim::{Basis, Mode, Stated, Unit};

/// Most marks of a panel, as far as each slot has at least the fewest: more of them are no longer told apart.
const MOST_OF_PANEL: usize = 96;
/// Fewest and most marks of a slot.
const OF_SLOT: (usize, usize) = (4, 12);

/// What counts the same.
pub(super) type Kind = (Option<Basis>, Option<Mode>, Option<Unit>);

/// A claim as the chart sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub basis: Option<Basis>,
    pub mode: Option<Mode>,
    pub unit: Option<Unit>,
    pub stated: Stated,
    pub chosen: Chosen,
}

impl Shown {
    /// The claims about an edition, those that a report uses first.
    pub(super) fn of(choice: &EditionChoice) -> impl Iterator<Item = Self> {
        choice.claims().map(|(_, claim, reason)| Self {
            basis: claim.basis,
            mode: claim.mode,
            unit: claim.unit,
            stated: claim.stated,
            chosen: reason.chosen(),
        })
    }

    pub(super) const fn kind(&self) -> Kind {
        (self.basis, self.mode, self.unit)
    }

    /// How far the claim reaches up as far as it is bounded.
    pub(super) fn reach(&self) -> u64 {
        self.stated.interval().high().map_or(self.stated.value(), |high| high.max(self.stated.value()))
    }
}

/// The marks of a slot.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The claims that are drawn, used ones first.
    pub claims: Vec<Shown>,
    /// How many values have no mark of their own.
    pub left_out: usize,
}

impl Marks {
    /// The claims to draw in a panel of so many slots: of those that count the same and give the same number one, the
    /// first. Where they are too many, those that a report uses, the smallest and the largest, and the ends of what is disputed stay.
    pub(super) fn of(claims: &[Shown], slots: usize) -> Self {
        let distinct = distinct(claims);
        let most = (MOST_OF_PANEL / slots.max(1)).clamp(OF_SLOT.0, OF_SLOT.1);
        if distinct.len() <= most {
            return Self { claims: distinct, left_out: 0 };
        }
        let left_out = distinct.len() - most;
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for index in by_weight(&distinct) {
            if kept.len() == most {
                break;
            }
            kept.insert(index);
        }
        Self { claims: kept.into_iter().map(|index| distinct[index]).collect(), left_out }
    }

    /// The claim that reaches highest: the axis of every panel has room for it, also of one that is not drawn.
    pub(super) fn largest(claims: impl Iterator<Item = Shown>) -> Self {
        Self { claims: claims.max_by_key(Shown::reach).into_iter().collect(), left_out: 0 }
    }
}

/// One claim for each number of a kind; of the used ones of a kind, which agree, the first.
fn distinct(claims: &[Shown]) -> Vec<Shown> {
    let mut numbers = BTreeSet::new();
    let mut used = BTreeSet::new();
    let mut distinct = Vec::new();
    for claim in claims {
        let kind = claim.kind();
        let agrees = claim.chosen == Chosen::Yes && used.contains(&kind);
        if !agrees && numbers.insert((kind, claim.stated.value())) {
            distinct.push(*claim);
            if claim.chosen == Chosen::Yes {
                used.insert(kind);
            }
        }
    }
    distinct
}

/// Indices of the claims, some of them more than once, those first without which the picture would mislead.
fn by_weight(claims: &[Shown]) -> impl Iterator<Item = usize> {
    let value = |index: &usize| claims[*index].stated.value();
    let used = (0..claims.len()).filter(|index| claims[*index].chosen == Chosen::Yes);
    let ends = [(0..claims.len()).min_by_key(value), (0..claims.len()).max_by_key(|index| claims[*index].reach())];
    let mut disputed: BTreeMap<Kind, [usize; 2]> = BTreeMap::new();
    for index in (0..claims.len()).filter(|index| claims[*index].chosen == Chosen::Disputed) {
        let [low, high] = disputed.entry(claims[index].kind()).or_insert([index; 2]);
        *low = [*low, index].into_iter().min_by_key(value).unwrap_or(index);
        *high = [index, *high].into_iter().max_by_key(value).unwrap_or(index);
    }
    used.chain(ends.into_iter().flatten()).chain(disputed.into_values().flatten()).chain(0..claims.len())
}
