//! What was expected, what was registered, what came: the figures of one edition side by side. They are on different
//! bases, so nothing is subtracted and no percentage taken; the most that is said is whether their intervals are apart.

mod steps;

use std::cell::OnceCell;

use serde::Serialize;

pub use steps::{MOST_STEPS, Step};

use self::steps::Steps;
use super::attendance::{Cell, Choices, EditionChoice, returning};
use super::selection::Selection;
use super::words;
use crate::locale::Locale;
use crate::model::claim::{Basis, Mode, Unit};
use crate::model::interval::Interval;

/// How a figure from afterwards stands to one from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Every admissible value lies above every one of before.
    More,
    /// Every admissible value lies below.
    Fewer,
    /// The intervals overlap: nothing further can be said.
    Within,
    /// A claim of equal rank contradicts, and with it the outcome would be another.
    Disputed,
    /// There is one from afterwards, but only in another mode.
    OtherMode,
    /// There is one from afterwards, but only in another unit.
    OtherUnit,
    /// There is none from afterwards.
    NothingReported,
}

/// The statement on one figure from before the event.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Expected or registered.
    pub before: Basis,
    /// The mode of that figure.
    pub mode: Option<Mode>,
    /// Its unit.
    pub unit: Unit,
    /// How what was reported afterwards stands to it.
    pub outcome: Outcome,
    /// Whether claims of equal rank contradict each other about the figure from before.
    pub disputed: bool,
    /// Whether the figure from afterwards is the same as before, in another source: it may not be a new count.
    pub same_figure: bool,
}

impl Finding {
    /// The statement in words, without a full stop: `mehr als erwartet`.
    #[must_use]
    pub fn worded(self, locale: Locale) -> String {
        let lang = locale.lang;
        let before = words::basis(self.before, lang);
        let text = match self.outcome {
            Outcome::More => lang.pick(format!("mehr als {before}"), format!("more than {before}")),
            Outcome::Fewer => lang.pick(format!("weniger als {before}"), format!("fewer than {before}")),
            Outcome::Within => {
                lang.pick(format!("im Rahmen dessen, was {before} war"), format!("in line with the number {before}"))
            }
            Outcome::Disputed => {
                lang.pick("Angaben strittig, kein Vergleich", "figures disputed, no comparison").into()
            }
            Outcome::OtherMode => lang
                .pick(
                    "danach nur für eine andere Teilnahmeform bekannt, kein Vergleich",
                    "afterwards known only for another mode, no comparison",
                )
                .into(),
            Outcome::OtherUnit => lang
                .pick(
                    "danach nur in einer anderen Einheit bekannt, kein Vergleich",
                    "afterwards known only in another unit, no comparison",
                )
                .into(),
            Outcome::NothingReported => {
                lang.pick("keine Zahl von danach gefunden", "no figure from afterwards found").into()
            }
        };
        if self.same_figure {
            let mark = lang.pick("; dieselbe Zahl, womöglich übernommen", "; the same figure, possibly taken over");
            format!("{text}{mark}")
        } else {
            text
        }
    }
}

/// One edition of the ladder chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExpectationRow {
    /// Id of the series.
    pub series: String,
    /// Its name.
    pub series_label: String,
    /// Id of the edition.
    pub edition: String,
    /// Number in the series.
    pub number: Option<u32>,
    /// Year.
    pub year: Option<i16>,
    /// The figures: expected, registered, attended; in each the claims that stand, by mode and unit. One for each
    /// number, at most [`MOST_STEPS`].
    pub steps: Vec<Step>,
    /// How many further numbers there are.
    pub left_out: usize,
    /// Indices of the sources of all of them, in order.
    #[serde(skip)]
    pub sources: Vec<u32>,
    /// A statement on every expected and registered figure, those that compare first.
    pub findings: Vec<Finding>,
    /// Index of the edition in the dataset.
    #[serde(skip)]
    pub index: usize,
}

/// The bases of the ladder, in order of time.
const LADDER: [Basis; 3] = [Basis::Expected, Basis::Registered, Basis::Attended];

/// The editions with an expected figure, or with two of expected, registered and attended, in the order of the
/// dataset.
#[must_use]
pub fn expectation_rows(selection: &Selection<'_>, choices: &Choices, locale: Locale) -> Vec<ExpectationRow> {
    let row = |choice: &EditionChoice| {
        let has = |basis: Basis| choice.cells.iter().any(|cell| cell.basis == basis);
        (has(Basis::Expected) || (has(Basis::Registered) && has(Basis::Attended)))
            .then(|| expectation_row(selection, choice, locale))
    };
    choices.filter_map(row)
}

fn expectation_row(selection: &Selection<'_>, choice: &EditionChoice, locale: Locale) -> ExpectationRow {
    let dataset = selection.dataset();
    let edition = &dataset.editions()[choice.edition];
    let series = &dataset.series()[edition.series];
    let Steps { kept: steps, left_out, sources } = Steps::of(choice);
    ExpectationRow {
        series: series.id.to_string(),
        series_label: words::series(series, locale.lang).to_owned(),
        edition: edition.id.to_string(),
        number: edition.number,
        year: edition.year(),
        steps,
        left_out,
        sources,
        findings: findings(choice),
        index: choice.edition,
    }
}

/// Cells of one basis, by mode and unit.
fn cells(choice: &EditionChoice, basis: Basis) -> Vec<&Cell> {
    let mut cells: Vec<_> = choice.cells.iter().filter(|cell| cell.basis == basis).collect();
    cells.sort_by_key(|cell| (cell.mode.is_none(), cell.mode, cell.unit));
    cells
}

fn findings(choice: &EditionChoice) -> Vec<Finding> {
    // Many editions compare nothing.
    let pairs = OnceCell::new();
    let after = cells(choice, Basis::Attended);
    let mut findings: Vec<Finding> = [Basis::Expected, Basis::Registered]
        .into_iter()
        .flat_map(|basis| cells(choice, basis))
        .map(|before| {
            let outcome = outcome(before, &after);
            let compared = matches!(outcome, Outcome::More | Outcome::Fewer | Outcome::Within | Outcome::Disputed);
            let stands = |claim| before.standing().any(|own| *own == claim);
            let same_figure = compared
                && pairs
                    .get_or_init(|| returning(choice))
                    .iter()
                    .any(|pair| stands(pair.weaker) && pair.stronger.basis == Some(Basis::Attended));
            Finding {
                before: before.basis,
                mode: before.mode,
                unit: before.unit,
                outcome,
                disputed: before.disputed,
                same_figure,
            }
        })
        .collect();
    findings.sort_by_key(|finding| {
        matches!(finding.outcome, Outcome::OtherMode | Outcome::OtherUnit | Outcome::NothingReported)
    });
    findings
}

/// How the attended figures of an edition stand to one from before: only the same mode and unit are compared, and a
/// mode that no source says compares with nothing.
fn outcome(before: &Cell, after: &[&Cell]) -> Outcome {
    let same_mode = |cell: &&&Cell| cell.mode == before.mode && before.mode.is_some();
    match after.iter().filter(same_mode).find(|cell| cell.unit == before.unit) {
        Some(after) => match apart(before.interval, after.interval) {
            Outcome::Within if before.disputed || after.disputed => Outcome::Disputed,
            outcome => outcome,
        },
        None if after.is_empty() => Outcome::NothingReported,
        None if after.iter().any(|cell| same_mode(&cell)) => Outcome::OtherUnit,
        None => Outcome::OtherMode,
    }
}

/// Whether two intervals are apart, and on which side the second lies.
fn apart(before: Interval, after: Interval) -> Outcome {
    if before.high().is_some_and(|high| after.low() > high) {
        Outcome::More
    } else if after.high().is_some_and(|high| high < before.low()) {
        Outcome::Fewer
    } else {
        Outcome::Within
    }
}
