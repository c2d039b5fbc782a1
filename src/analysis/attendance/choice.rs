//! Claims → cells → a choice. A cell holds the claims about one edition that count the same thing: one basis, one
//! mode, one unit. Only inside a cell do claims agree or contradict each other.

use crate::analysis::selection::Selection;
use crate::model::claim::{Asserted, Basis, Claim, Measure, Mode, Unit};
use crate::model::interval::Interval;
use crate::model::provenance::SourceKind;
use crate::model::vocabulary::vocabulary;

use super::order::{Placed, counted};
use super::policy::{rank, unit_rank};
use super::reason::Reason;

vocabulary! {
    /// Whether a report uses a claim for its edition.
    Chosen {
        /// It does.
        Yes = "yes",
        /// It does not; the reason says why.
        No = "no",
        /// It does, beside claims of equal rank that say otherwise.
        Disputed = "disputed",
    }
}

/// Claims about one edition on one basis, in one mode and unit, with what they say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Every claim of the cell, the strongest first.
    pub claims: Box<[Claim]>,
    /// How many claims, from the first on, are of the strongest rank and stand for the cell.
    pub standing: usize,
    /// What the standing claims allow: their intersection, or, where they are disputed, the span of all of them.
    pub interval: Interval,
    /// Why none of its claims is used.
    rejected: Option<Reason>,
    /// Basis.
    pub basis: Basis,
    /// Mode; `None` where no source says it.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Unit,
    /// Whether the standing claims contradict each other.
    pub disputed: bool,
    /// Whether a report uses the cell for the edition.
    pub used: bool,
}

impl Cell {
    /// The claims of the strongest rank.
    pub fn standing(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().take(self.standing)
    }

    /// Every claim, the strongest first, with whether and why a report uses it.
    pub fn reasoned(&self) -> impl Iterator<Item = (&Claim, Reason)> {
        self.claims.iter().enumerate().map(|(place, claim)| (claim, self.reason(place, claim)))
    }

    fn reason(&self, place: usize, claim: &Claim) -> Reason {
        if let Some(rejected) = self.rejected {
            return rejected;
        }
        if place < self.standing {
            return match u32::try_from(self.standing - 1).unwrap_or(u32::MAX) {
                others if self.disputed => Reason::Disputed { others },
                0 => Reason::Alone,
                others => Reason::Agrees { others },
            };
        }
        if rank(self.basis, claim.asserted) == rank(self.basis, self.asserted()) {
            Reason::Unofficial { agrees: claim.stated.interval().overlaps(self.interval) }
        } else {
            Reason::Earlier { used: self.asserted() }
        }
    }

    /// Settles claims of one basis, mode and unit, in their order; `None` where there are none.
    fn settle(claims: &[Placed]) -> Option<Self> {
        let first = claims.first()?;
        let standing = claims.iter().take_while(|placed| placed.strength() == first.strength()).count();
        let start = first.claim.stated.interval();
        let intervals = || claims[1..standing].iter().map(|placed| placed.claim.stated.interval());
        // Intervals on a line that overlap two by two have a point in common, so one intersection decides.
        let common = intervals().try_fold(start, Interval::intersection);
        let interval = common.unwrap_or_else(|| intervals().fold(start, Interval::span));
        let (basis, unit) = counted(&first.claim);
        Some(Self {
            claims: claims.iter().map(|placed| placed.claim).collect(),
            standing,
            interval,
            rejected: None,
            basis,
            mode: first.claim.mode,
            unit,
            disputed: common.is_none(),
            used: false,
        })
    }

    /// When its standing claims were made.
    fn asserted(&self) -> Option<Asserted> {
        self.claims.first().and_then(|claim| claim.asserted)
    }

    /// Rank of the kind of its standing claims.
    fn rank(&self) -> usize {
        rank(self.basis, self.asserted()).unwrap_or(usize::MAX)
    }
}

/// Sorts claims about the attendance of one edition into cells and marks those that a report uses: of the strongest
/// basis there is, in each mode the strongest kind, and of that one unit. Cells come with the used ones first, then
/// by rank, mode and unit; the order of `claims` is of no consequence. `kind` says who makes a claim.
#[must_use]
pub fn choose(claims: impl IntoIterator<Item = Claim>, kind: impl Fn(&Claim) -> SourceKind) -> Vec<Cell> {
    let mut placed: Vec<Placed> = claims.into_iter().map(|claim| Placed::of(claim, kind(&claim))).collect();
    placed.sort_by(Placed::order);
    let count = placed.chunk_by(|a, b| a.cell() == b.cell()).count();
    let mut cells = Vec::with_capacity(count);
    cells.extend(placed.chunk_by(|a, b| a.cell() == b.cell()).filter_map(Cell::settle));
    // The best cell of all gives the basis; then each mode chooses for itself.
    let best = cells.iter().filter(|cell| cell.basis != Basis::PeakConcurrent).min_by_key(|cell| cell.rank());
    let Some(basis) = best.map(|cell| cell.basis) else {
        return rejected_peaks(cells);
    };
    let winners: Vec<Winner> = cells.iter().filter(|cell| cell.basis == basis).map(Winner::of).collect();
    for cell in &mut cells {
        let winner = winners.iter().filter(|winner| winner.mode == cell.mode).min();
        match winner {
            _ if cell.basis == Basis::PeakConcurrent => cell.rejected = Some(Reason::PeakConcurrent),
            Some(winner) if cell.basis == basis => {
                if *winner == Winner::of(cell) {
                    cell.used = true;
                } else if winner.rank < cell.rank() {
                    cell.rejected = Some(Reason::Earlier { used: winner.asserted });
                } else {
                    cell.rejected = Some(Reason::OtherUnit { used: winner.unit });
                }
            }
            _ => cell.rejected = Some(Reason::WeakerBasis { used: basis }),
        }
    }
    cells.sort_by_key(|cell| (!cell.used, cell.rank(), cell.mode.is_none(), cell.mode, unit_rank(cell.unit)));
    cells
}

fn rejected_peaks(mut cells: Vec<Cell>) -> Vec<Cell> {
    for cell in &mut cells {
        cell.rejected = Some(Reason::PeakConcurrent);
    }
    cells
}

/// What decides between the cells of one basis and mode; the smallest wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Winner {
    rank: usize,
    unit_rank: usize,
    unit: Unit,
    mode: Option<Mode>,
    asserted: Option<Asserted>,
}

impl Winner {
    fn of(cell: &Cell) -> Self {
        Self {
            rank: cell.rank(),
            unit_rank: unit_rank(cell.unit),
            unit: cell.unit,
            mode: cell.mode,
            asserted: cell.asserted(),
        }
    }
}

/// The cells of one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionChoice {
    /// Index of the edition in the dataset.
    pub edition: usize,
    /// Its cells, the used ones first; empty where no figure was found.
    pub cells: Vec<Cell>,
}

impl EditionChoice {
    /// Chooses among the claims about one edition that a selection knows.
    #[must_use]
    pub fn of(selection: &Selection<'_>, edition: usize) -> Self {
        let sources = selection.dataset().sources();
        let claims = selection.claims_of(edition, Measure::Attendance);
        Self { edition, cells: choose(claims, |claim| sources[claim.source as usize].kind) }
    }

    /// The cells that a report uses: one for each mode.
    pub fn used(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.used)
    }

    /// How many rows it has in attendance.csv.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.cells.iter().map(|cell| cell.claims.len()).sum::<usize>().max(1)
    }

    /// Every claim with its reason, in the order of the rows.
    pub fn claims(&self) -> impl Iterator<Item = (&Cell, &Claim, Reason)> {
        self.cells.iter().flat_map(|cell| cell.reasoned().map(move |(claim, reason)| (cell, claim, reason)))
    }
}
