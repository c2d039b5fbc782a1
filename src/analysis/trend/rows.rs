//! attendance-trends.csv: one row a group of comparable figures.

use serde::{Serialize, Serializer};

use crate::analysis::attendance::{Choices, EditionChoice};
use crate::analysis::comparable::{ComparableGroup, Figure};
use crate::analysis::many;
use crate::analysis::selection::Selection;
use crate::analysis::words;
use crate::locale::Locale;
use crate::model::claim::{Basis, Mode, Unit};

use super::left_out::{Kinds, Worded};
use super::{Tests, Verdict, test_with};

/// A decimal number with a fixed count of places, so that the same figures give the same bytes everywhere.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Fixed<const PLACES: usize>(pub f64);

impl<const PLACES: usize> std::fmt::Display for Fixed<PLACES> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.PLACES$}", self.0);
        let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        f.write_str(if is_zero { text.trim_start_matches('-') } else { &text })
    }
}

impl<const PLACES: usize> Serialize for Fixed<PLACES> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A row of attendance-trends.csv. `None` becomes an empty cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendRow {
    /// Id of the series.
    pub series: String,
    /// Its name.
    pub series_label: String,
    /// Basis.
    pub basis: Basis,
    /// Mode; empty where no source says it.
    pub mode: Option<Mode>,
    /// Unit.
    pub unit: Unit,
    /// Count of editions with a figure in the group.
    pub n: usize,
    /// Year of the first of them.
    pub first_year: Option<i16>,
    /// Year of the last.
    pub last_year: Option<i16>,
    /// What may be said.
    pub verdict: Verdict,
    /// Kendall's τ of the least favourable choice.
    pub tau: Option<Fixed<4>>,
    /// Two-sided p of the least favourable choice.
    pub p_value: Option<Fixed<4>>,
    /// Theil–Sen slope of the stated values, persons a year.
    pub slope_per_year: Option<Fixed<1>>,
    /// Lower end of its 95 % interval over all choices.
    pub slope_low: Option<Fixed<1>>,
    /// Upper end.
    pub slope_high: Option<Fixed<1>>,
    /// How p was found.
    pub method: Option<String>,
    /// How many combinations of admissible values there are.
    pub choices: u64,
    /// Editions without a figure in the group, each with the reason.
    pub left_out: Option<String>,
}

impl TrendRow {
    /// The columns of attendance-trends.csv: the fields in order.
    pub const COLUMNS: &'static [&'static str] = &[
        "series",
        "series_label",
        "basis",
        "mode",
        "unit",
        "n",
        "first_year",
        "last_year",
        "verdict",
        "tau",
        "p_value",
        "slope_per_year",
        "slope_low",
        "slope_high",
        "method",
        "choices",
        "left_out",
    ];
}

/// The rows of attendance-trends.csv, by series, basis, mode and unit.
#[must_use]
pub fn trend_rows(selection: &Selection<'_>, choices: &Choices, locale: Locale) -> Vec<TrendRow> {
    let worded = Worded::new(locale.lang);
    // The groups of one series at a time: the figures of all of them together take more room than the claims.
    let of_series = |series: &usize| {
        let editions = choices.of_series(*series);
        let kinds: Vec<Kinds> = editions.iter().map(Kinds::of).collect();
        let groups = ComparableGroup::of_series(selection, &editions, *series);
        let left_out = |group: &ComparableGroup| left_out(selection, (&editions, &kinds), group, &worded);
        let mut tests = Tests::new();
        let row = |group| row(selection, group, (&mut tests, left_out(group)), locale);
        Some(groups.iter().map(row).collect::<Vec<_>>())
    };
    many::filter_map(selection.series(), choices.rows() >= many::GROUPED, of_series).into_iter().flatten().collect()
}

/// The selected editions of the group's series that have no figure in it, each with the reason.
fn left_out(
    selection: &Selection<'_>,
    (choices, kinds): (&[EditionChoice], &[Kinds]),
    group: &ComparableGroup,
    worded: &Worded,
) -> String {
    let editions = selection.dataset().editions();
    let mut used = group.open(|figures| figures.iter().map(Figure::edition).collect::<Vec<_>>());
    used.sort_unstable();
    let mut text = String::new();
    for (choice, kinds) in choices.iter().zip(kinds) {
        if used.binary_search(&choice.edition).is_ok() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "; " };
        let why = worded.of(kinds.missing(group.key()));
        for part in [gap, editions[choice.edition].id.as_str(), ": ", why] {
            text.push_str(part);
        }
    }
    text.shrink_to_fit();
    text
}

fn row(
    selection: &Selection<'_>,
    group: &ComparableGroup,
    (tests, left_out): (&mut Tests, String),
    locale: Locale,
) -> TrendRow {
    let dataset = selection.dataset();
    let key = group.key();
    let series = &dataset.series()[key.series];
    let (years, trend) = group.open(|figures| {
        let mut years = figures.iter().filter_map(|figure| dataset.editions()[figure.edition()].year());
        ((years.clone().next(), years.next_back()), test_with(figures, tests))
    });
    TrendRow {
        series: series.id.to_string(),
        series_label: words::series(series, locale.lang).to_owned(),
        basis: key.basis,
        mode: key.mode,
        unit: key.unit,
        n: trend.n,
        first_year: years.0,
        last_year: years.1,
        verdict: trend.verdict,
        tau: trend.tau.map(Fixed),
        p_value: trend.p_value.map(Fixed),
        slope_per_year: trend.slope.map(Fixed),
        slope_low: trend.slope_low.map(Fixed),
        slope_high: trend.slope_high.map(Fixed),
        method: Some(trend.method).filter(|method| !method.is_empty()),
        choices: trend.choices,
        left_out: Some(left_out).filter(|text| !text.is_empty()),
    }
}
