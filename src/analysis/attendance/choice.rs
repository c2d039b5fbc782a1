//! Claims → cells → a choice. A cell holds the claims about one edition that count the same thing: one basis, one
//! mode, one unit. Only inside a cell do claims agree or contradict each other.

use crate::analysis::many;
use crate::analysis::selection::Selection;
use crate::model::claim::{Basis, Claim, Measure, Mode, Unit};
use crate::model::interval::Interval;
use crate::model::provenance::SourceKind;
use crate::model::vocabulary::vocabulary;

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

/// A claim and who makes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voice<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Who speaks.
    pub kind: SourceKind,
}

impl Voice<'_> {
    fn basis(&self) -> Basis {
        self.claim.basis.unwrap_or(Basis::NotStated)
    }

    fn unit(&self) -> Unit {
        self.claim.unit.unwrap_or(Unit::NotStated)
    }

    /// Smaller is stronger: the kind of claim, then the organiser's or a ministry's word before anyone else's.
    fn rank(&self) -> (usize, bool) {
        (rank(self.basis(), self.claim.asserted).unwrap_or(usize::MAX), !self.kind.is_official())
    }

    /// A total order that does not depend on the order in which claims were read.
    fn canonical(&self) -> impl Ord + use<> {
        let stated = self.claim.stated;
        (self.rank(), stated.value(), stated.qualifier(), self.claim.asserted, self.claim.source)
    }
}

/// Claims about one edition on one basis, in one mode and unit, with what they say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell<'a> {
    /// Basis.
    pub basis: Basis,
    /// Mode; `None` where no source says it.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Unit,
    /// Every claim of the cell, the strongest first, with whether and why a report uses it.
    pub claims: Vec<(Voice<'a>, Reason)>,
    /// How many claims, from the first on, are of the strongest rank and stand for the cell.
    pub standing: usize,
    /// Whether the standing claims contradict each other.
    pub disputed: bool,
    /// What the standing claims allow: their intersection, or, where they are disputed, the span of all of them.
    pub interval: Interval,
    /// Whether a report uses the cell for the edition.
    pub used: bool,
}

impl<'a> Cell<'a> {
    /// The claims of the strongest rank.
    pub fn standing(&self) -> impl Iterator<Item = Voice<'a>> + '_ {
        self.claims.iter().take(self.standing).map(|(voice, _)| *voice)
    }

    /// Settles claims of one basis, mode and unit; `None` where there are none.
    fn settle(mut voices: Vec<Voice<'a>>) -> Option<Self> {
        voices.sort_by_cached_key(Voice::canonical);
        let first = *voices.first()?;
        let standing = voices.iter().take_while(|voice| voice.rank() == first.rank()).count();
        let intervals: Vec<Interval> = voices.iter().map(|voice| voice.claim.stated.interval()).collect();
        let start = first.claim.stated.interval();
        // Intervals on a line that overlap two by two have a point in common, so one intersection decides.
        let common = intervals[..standing].iter().try_fold(start, |common, next| common.intersection(*next));
        let disputed = common.is_none();
        let interval =
            common.unwrap_or_else(|| intervals[..standing].iter().fold(start, |span, next| span.span(*next)));
        let claims = voices
            .iter()
            .zip(&intervals)
            .enumerate()
            .map(|(position, (voice, own))| {
                let reason = if position < standing {
                    match standing - 1 {
                        others if disputed => Reason::Disputed { others },
                        0 => Reason::Alone,
                        others => Reason::Agrees { others },
                    }
                } else if voice.rank().0 == first.rank().0 {
                    Reason::Unofficial { agrees: own.overlaps(interval) }
                } else {
                    Reason::Earlier { used: first.claim.asserted }
                };
                (*voice, reason)
            })
            .collect();
        Some(Self {
            basis: first.basis(),
            mode: first.claim.mode,
            unit: first.unit(),
            claims,
            standing,
            disputed,
            interval,
            used: false,
        })
    }

    /// Rank of the kind of its standing claims.
    fn rank(&self) -> usize {
        self.claims.first().map_or(usize::MAX, |(voice, _)| voice.rank().0)
    }

    /// Sets the cell aside: none of its claims is used.
    fn reject(&mut self, reason: Reason) {
        for (_, own) in &mut self.claims {
            *own = reason;
        }
    }
}

/// Sorts claims about the attendance of one edition into cells and marks those that a report uses: of the strongest
/// basis there is, in each mode the strongest kind, and of that one unit. Cells come with the used ones first, then
/// by rank, mode and unit; the order of `voices` is of no consequence.
#[must_use]
pub fn choose<'a>(voices: &[Voice<'a>]) -> Vec<Cell<'a>> {
    let key = |voice: &Voice<'_>| (voice.basis(), voice.claim.mode, voice.unit());
    let mut sorted = voices.to_vec();
    sorted.sort_by_key(key);
    let mut cells: Vec<Cell<'a>> =
        sorted.chunk_by(|a, b| key(a) == key(b)).filter_map(|voices| Cell::settle(voices.to_vec())).collect();
    // The best cell of all gives the basis; then each mode chooses for itself.
    let best = cells.iter().filter(|cell| cell.basis != Basis::PeakConcurrent).min_by_key(|cell| cell.rank());
    let Some(basis) = best.map(|cell| cell.basis) else {
        return rejected_peaks(cells);
    };
    let winners: Vec<Winner> = cells.iter().filter(|cell| cell.basis == basis).map(Winner::of).collect();
    for cell in &mut cells {
        let winner = winners.iter().filter(|winner| winner.mode == cell.mode).min();
        match winner {
            _ if cell.basis == Basis::PeakConcurrent => cell.reject(Reason::PeakConcurrent),
            Some(winner) if cell.basis == basis => {
                if *winner == Winner::of(cell) {
                    cell.used = true;
                } else if winner.rank < cell.rank() {
                    cell.reject(Reason::Earlier { used: winner.asserted });
                } else {
                    cell.reject(Reason::OtherUnit { used: winner.unit });
                }
            }
            _ => cell.reject(Reason::WeakerBasis { used: basis }),
        }
    }
    cells.sort_by_key(|cell| (!cell.used, cell.rank(), cell.mode.is_none(), cell.mode, unit_rank(cell.unit)));
    cells
}

fn rejected_peaks(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'_>> {
    for cell in &mut cells {
        cell.reject(Reason::PeakConcurrent);
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
    asserted: Option<crate::model::claim::Asserted>,
}

impl Winner {
    fn of(cell: &Cell<'_>) -> Self {
        let asserted = cell.claims.first().and_then(|(voice, _)| voice.claim.asserted);
        Self { rank: cell.rank(), unit_rank: unit_rank(cell.unit), unit: cell.unit, mode: cell.mode, asserted }
    }
}

/// The cells of one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionChoice<'a> {
    /// Index of the edition in the dataset.
    pub edition: usize,
    /// Its cells, the used ones first; empty where no figure was found.
    pub cells: Vec<Cell<'a>>,
}

impl<'a> EditionChoice<'a> {
    /// Chooses among the claims about one edition that a selection knows.
    #[must_use]
    pub fn of(selection: &Selection<'a>, edition: usize) -> Self {
        let sources = selection.dataset().sources();
        let voices: Vec<Voice<'a>> = selection
            .claims_of(edition, Measure::Attendance)
            .map(|claim| Voice { claim, kind: sources[claim.source as usize].kind })
            .collect();
        Self { edition, cells: choose(&voices) }
    }

    /// The cells that a report uses: one for each mode.
    pub fn used(&self) -> impl Iterator<Item = &Cell<'a>> {
        self.cells.iter().filter(|cell| cell.used)
    }

    /// How many rows it has in attendance.csv.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.cells.iter().map(|cell| cell.claims.len()).sum::<usize>().max(1)
    }

    /// Every claim with its reason, in the order of the rows.
    pub fn claims(&self) -> impl Iterator<Item = (&Cell<'a>, &'a Claim, Reason)> {
        self.cells.iter().flat_map(|cell| cell.claims.iter().map(move |(voice, reason)| (cell, voice.claim, *reason)))
    }
}

/// The choice for every selected edition, in the order of the dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices<'a>(Vec<EditionChoice<'a>>);

impl<'a> Choices<'a> {
    /// Chooses for every selected edition.
    #[must_use]
    pub fn of(selection: &Selection<'a>) -> Self {
        let choose = |edition: &usize| Some(EditionChoice::of(selection, *edition));
        let are_many = selection.dataset().claims().len() >= many::RECORDS;
        Self(many::filter_map(selection.editions(), are_many, choose))
    }

    /// How many rows attendance.csv has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.0.iter().map(EditionChoice::rows).sum()
    }

    /// The editions of one series, in order: the dataset has its editions by series.
    #[must_use]
    pub fn of_series(&self, selection: &Selection<'_>, series: usize) -> &[EditionChoice<'a>] {
        let editions = selection.dataset().editions();
        let first = self.0.partition_point(|choice| editions[choice.edition].series < series);
        let last = self.0.partition_point(|choice| editions[choice.edition].series <= series);
        &self.0[first..last]
    }

    /// The editions in order.
    #[must_use]
    pub fn editions(&self) -> &[EditionChoice<'a>] {
        &self.0
    }
}
