//! The figures of one edition, from what was expected to who came, as many as can be looked at together.

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
        let mut sources = Vec::new();
        let mut distinct: Vec<Step> = Vec::new();
        for cell in LADDER.into_iter().flat_map(|basis| cells(choice, basis)) {
            let mut last = None;
            for claim in cell.standing() {
                sources.push(claim.source);
                // Claims that stand for a cell come by their values.
                if last.replace(claim.stated.value()) != Some(claim.stated.value()) {
                    distinct.push(step(cell, claim.stated));
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

/// Indices of the figures that are kept, in order. Where they are too many, the smallest and the largest of what counts
/// the same stand for the others, and what can be compared goes first. Figures of one kind come together, by value.
fn few(distinct: &[Step]) -> Vec<usize> {
    if distinct.len() <= MOST_STEPS {
        return (0..distinct.len()).collect();
    }
    let mut ends: Vec<(&Step, [usize; 2])> = Vec::new();
    let mut first = 0;
    for same in distinct.chunk_by(|a, b| a.kind() == b.kind()) {
        ends.push((&same[0], [first, first + same.len() - 1]));
        first += same.len();
    }
    // By mode and unit, since only these are compared: the ends of each basis.
    let compared = |step: &Step| (step.mode.is_none(), step.mode, step.unit);
    ends.sort_by_key(|(step, _)| (compared(step), step.basis));
    let mut groups: Vec<&[(&Step, [usize; 2])]> = ends.chunk_by(|a, b| compared(a.0) == compared(b.0)).collect();
    let is_compared =
        |bases: &[(&Step, [usize; 2])]| bases.len() > 1 && bases.iter().any(|(step, _)| step.basis == Basis::Attended);
    groups.sort_by_key(|bases| !is_compared(bases));
    let mut kept: Vec<usize> = Vec::with_capacity(MOST_STEPS);
    for (_, [low, high]) in groups.into_iter().flatten() {
        let both = if low == high { &[*low][..] } else { &[*low, *high] };
        if kept.len() + both.len() <= MOST_STEPS {
            kept.extend(both);
        }
    }
    kept.sort_unstable();
    kept
}
