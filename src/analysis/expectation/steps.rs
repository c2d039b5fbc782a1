//! The figures of one edition, from what was expected to who came, as many as can be looked at together.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{LADDER, cells};
use crate::analysis::attendance::{Cell, Chosen, EditionChoice};
use crate::locale::{Lang, Locale};
use crate::model::claim::{Basis, Mode, Stated, Unit};

/// Most figures of an edition.
pub const MOST_STEPS: usize = 6;

/// One figure of the ladder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What the count is based on.
    pub basis: Basis,
    /// Where the counted people were.
    pub mode: Option<Mode>,
    /// What was counted as one.
    pub unit: Unit,
    /// The figure as stated.
    #[serde(serialize_with = "as_stated")]
    pub stated: Stated,
    /// Smallest value that it allows.
    pub low: u64,
    /// Largest; `None` where there is no upper bound.
    pub high: Option<u64>,
    /// Whether it is disputed by a claim of equal rank on the same basis, and else whether a report uses it.
    pub chosen: Chosen,
}

impl Step {
    /// What counts the same.
    #[must_use]
    pub const fn kind(&self) -> (Basis, Option<Mode>, Unit) {
        (self.basis, self.mode, self.unit)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
fn as_stated<S: serde::Serializer>(stated: &Stated, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&stated.written(Locale::of(Lang::De)))
}

/// The figures of an edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Steps {
    /// One for each number of a kind.
    pub kept: Vec<Step>,
    /// How many further numbers there are.
    pub left_out: usize,
    /// Indices of the sources of all of them, in order.
    pub sources: Vec<u32>,
}

impl Steps {
    pub(super) fn of(choice: &EditionChoice) -> Self {
        let mut numbers = BTreeSet::new();
        let mut sources = Vec::new();
        let mut distinct = Vec::new();
        for cell in LADDER.into_iter().flat_map(|basis| cells(choice, basis)) {
            for claim in cell.standing() {
                sources.push(claim.source);
                let step = step(cell, claim.stated);
                if numbers.insert((step.kind(), step.stated.value())) {
                    distinct.push(step);
                }
            }
        }
        sources.sort_unstable();
        sources.dedup();
        let kept = few(&distinct);
        let left_out = distinct.len() - kept.len();
        Self { kept: kept.into_iter().map(|index| distinct[index].clone()).collect(), left_out, sources }
    }
}

fn step(cell: &Cell, stated: Stated) -> Step {
    Step {
        basis: cell.basis,
        mode: cell.mode,
        unit: cell.unit,
        stated,
        low: stated.interval().low(),
        high: stated.interval().high(),
        chosen: match (cell.disputed, cell.used) {
            (true, _) => Chosen::Disputed,
            (false, true) => Chosen::Yes,
            (false, false) => Chosen::No,
        },
    }
}

/// Indices of the figures that are kept. Where they are too many, the smallest and the largest of what counts the same
/// stand for the others, and what can be compared goes first.
fn few(distinct: &[Step]) -> BTreeSet<usize> {
    if distinct.len() <= MOST_STEPS {
        return (0..distinct.len()).collect();
    }
    let value = |index: &usize| distinct[*index].stated.value();
    // By mode and unit, since only these are compared: the ends of each basis.
    let mut groups: BTreeMap<_, BTreeMap<Basis, [usize; 2]>> = BTreeMap::new();
    for (index, step) in distinct.iter().enumerate() {
        let kinds = groups.entry((step.mode.is_none(), step.mode, step.unit)).or_default();
        let [low, high] = kinds.entry(step.basis).or_insert([index; 2]);
        *low = [*low, index].into_iter().min_by_key(value).unwrap_or(index);
        *high = [index, *high].into_iter().max_by_key(value).unwrap_or(index);
    }
    let mut groups: Vec<BTreeMap<Basis, [usize; 2]>> = groups.into_values().collect();
    groups.sort_by_key(|kinds| !(kinds.contains_key(&Basis::Attended) && kinds.len() > 1));
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for ends in groups.iter().flat_map(BTreeMap::values) {
        let ends = BTreeSet::from(*ends);
        if kept.len() + ends.len() <= MOST_STEPS {
            kept.extend(ends);
        }
    }
    kept
}
