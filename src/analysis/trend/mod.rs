//! Whether the comparable figures of a series rise or fall: the gate of five, Mann–Kendall, and Theil–Sen on real
//! dates. A figure with a qualifier or a dispute has several admissible values; a trend is stated only if each of
//! them gives it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::comparable::Figure;
use super::stats::kendall::exact_p_two_sided;
use super::stats::{Confidence, Method, Score, median_slope};
use crate::locale::Lang;
use crate::model::vocabulary::vocabulary;

mod combinations;
mod left_out;
mod rows;
mod slopes;

use combinations::enumerate;
pub use left_out::Missing;
pub use rows::{TrendRow, trend_rows};

/// Below this count no exact two-sided Mann–Kendall test can reach 5 %: its smallest p is 1/12 at four.
pub const TEST_FROM: usize = 5;
/// Up to this count the values are only listed.
pub const LIST_UP_TO: usize = 2;
/// Level of the test, two-sided.
pub const LEVEL: f64 = 0.05;
/// Confidence of the interval of the slope.
pub const CONFIDENCE: f64 = 0.95;
const EXACT: &str = "mann-kendall-exact";
const NORMAL: &str = "mann-kendall-normal";
/// Up to this count the null distribution of an untied S is counted out.
const EXACT_UP_TO: usize = 20;

/// The quantile of the confidence is found once.
static AT_95: LazyLock<Option<Confidence>> = LazyLock::new(|| Confidence::of(CONFIDENCE));

/// Up to this count a slope is computed: it is the median over all pairs, which are held in memory.
const SLOPE_UP_TO: usize = 2_000;
/// So many combinations of admissible values are gone through; above it only the pairwise bound is used, which holds
/// for all of them and is the stricter of the two. Ten figures with two values each are gone through.
pub const ENUMERATE_UP_TO: u64 = 1_024;

vocabulary! {
    /// What may be said of a group of figures.
    Verdict {
        /// One or two figures: they are listed.
        Listed = "listed",
        /// Three or four figures: too few for any statement on a trend.
        NoStatement = "no-statement",
        /// The test was made and shows no trend.
        NoTrend = "no-trend",
        /// They rise, whatever admissible values are taken.
        Rising = "rising",
        /// They fall, whatever admissible values are taken.
        Falling = "falling",
    }
}

impl Verdict {
    /// The verdict in words.
    #[must_use]
    pub fn worded(self, lang: Lang) -> &'static str {
        match self {
            Self::Listed => lang.pick("nur aufgezählt: zu wenige Werte", "listed only: too few values"),
            Self::NoStatement => lang.pick("keine Aussage zum Trend möglich", "no statement on a trend possible"),
            Self::NoTrend => lang.pick("kein Trend nachweisbar", "no trend can be shown"),
            Self::Rising => lang.pick("steigend", "rising"),
            Self::Falling => lang.pick("fallend", "falling"),
        }
    }
}

/// The outcome for one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Count of figures.
    pub n: usize,
    /// What may be said.
    pub verdict: Verdict,
    /// Kendall's τ of the least favourable choice; `None` below the gate.
    pub tau: Option<f64>,
    /// Two-sided p of the least favourable choice: at most [`LEVEL`] exactly where a trend is stated, unless the
    /// choices contradict each other in direction.
    pub p_value: Option<f64>,
    /// Theil–Sen slope of the stated values, per year; `None` where a figure is open or has several stated values.
    pub slope: Option<f64>,
    /// Smallest lower bound of the slope over the choices; `None` where a figure is open above or none were gone
    /// through.
    pub slope_low: Option<f64>,
    /// Largest upper bound of the slope over the choices; `None` likewise.
    pub slope_high: Option<f64>,
    /// How p was found, e.g. `mann-kendall-exact`; empty below the gate.
    pub method: String,
    /// How many combinations of admissible values there are, at most `u64::MAX`.
    pub choices: u64,
}

/// One test: direction, τ, p and how p was found.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Test {
    direction: Ordering,
    tau: f64,
    p_value: f64,
    method: &'static str,
}

impl Test {
    fn of(score: Score) -> Self {
        let result = score.test();
        Self {
            direction: result.s.cmp(&0),
            tau: result.tau,
            p_value: result.p_value,
            method: match result.method {
                Method::Exact => EXACT,
                Method::NormalApproximation => NORMAL,
            },
        }
    }

    fn verdict(self) -> Verdict {
        match self.direction {
            Ordering::Greater if self.p_value <= LEVEL => Verdict::Rising,
            Ordering::Less if self.p_value <= LEVEL => Verdict::Falling,
            _ => Verdict::NoTrend,
        }
    }

    /// The one that speaks less for a trend: the larger p, then the smaller τ.
    fn less_favourable(self, other: Self) -> Self {
        let order = other.p_value.total_cmp(&self.p_value);
        let order = order.then(self.tau.abs().total_cmp(&other.tau.abs())).then(self.tau.total_cmp(&other.tau));
        if order == Ordering::Greater { other } else { self }
    }
}

/// Tests the figures of one group, given in order of time.
#[must_use]
pub fn test(figures: &[Figure<'_>]) -> Trend {
    test_with(figures, &mut Tests::new())
}

/// The tests made so far: many samples have in common what is tested.
type Tests = BTreeMap<Score, Test>;

fn test_with(figures: &[Figure<'_>], tests: &mut Tests) -> Trend {
    let n = figures.len();
    let choices = figures
        .iter()
        .map(|figure| u64::try_from(figure.choices().len()).unwrap_or(u64::MAX))
        .fold(1, u64::saturating_mul);
    let gate = if n <= LIST_UP_TO { Verdict::Listed } else { Verdict::NoStatement };
    let untested = Trend {
        n,
        verdict: gate,
        tau: None,
        p_value: None,
        slope: None,
        slope_low: None,
        slope_high: None,
        method: String::new(),
        choices,
    };
    if n < TEST_FROM {
        return untested;
    }
    let bound = figures.iter().any(|figure| !figure.is_exact()).then(|| pairwise_bound(figures));
    let outcome = (choices <= ENUMERATE_UP_TO).then(|| enumerate(figures, tests));
    let mut verdicts: Vec<Verdict> = outcome.iter().flat_map(|outcome| outcome.verdicts.iter().copied()).collect();
    verdicts.extend(bound.map(Test::verdict));
    let verdict = match verdicts.as_slice() {
        [first, rest @ ..] if rest.iter().all(|verdict| verdict == first) => *first,
        _ => Verdict::NoTrend,
    };
    let tests = outcome.iter().filter_map(|outcome| outcome.worst).chain(bound);
    let worst = tests.reduce(Test::less_favourable);
    let mut method = worst.map_or_else(String::new, |worst| worst.method.to_owned());
    if outcome.is_some() && choices > 1 {
        method.push_str("+all-choices");
    }
    if bound.is_some() {
        method.push_str("+pairwise-bound");
    }
    let (slope_low, slope_high) = outcome.map(|outcome| outcome.slopes).unwrap_or_default();
    Trend {
        verdict,
        tau: worst.map(|worst| worst.tau),
        p_value: worst.map(|worst| worst.p_value),
        slope: stated_slope(figures),
        slope_low,
        slope_high,
        method,
        ..untested
    }
}

/// A bound that holds for every admissible value, also for those between the ends: a pair counts for a direction only
/// where its difference has a certain sign, and every other pair counts against it. The S that remains is tested as
/// that of untied values, rounded towards zero where it has not the parity of such an S.
fn pairwise_bound(figures: &[Figure<'_>]) -> Test {
    let pairs = i64::try_from(figures.len() * figures.len().saturating_sub(1) / 2).unwrap_or(i64::MAX);
    let (mut certain, mut open) = (0_i64, 0_i64);
    for (index, earlier) in figures.iter().enumerate() {
        for later in figures.iter().skip(index + 1) {
            match later.partial_cmp(earlier) {
                Some(order) => certain += order as i64,
                None => open += 1,
            }
        }
    }
    let least = certain.abs() - open;
    // An untied S has the parity of the number of pairs: the next smaller one that can occur is tested.
    let least = least - (pairs - least).rem_euclid(2);
    let method = if figures.len() <= EXACT_UP_TO { EXACT } else { NORMAL };
    if least <= 0 {
        return Test { direction: Ordering::Equal, tau: 0.0, p_value: 1.0, method };
    }
    let s = least * certain.signum();
    let ratio = |part: i64| real(part.unsigned_abs()) / real(pairs.unsigned_abs());
    let tau = if s < 0 { -ratio(s) } else { ratio(s) };
    Test { direction: s.cmp(&0), tau, p_value: exact_p_two_sided(figures.len(), s), method }
}

/// The slope where every figure has one stated value.
fn stated_slope(figures: &[Figure<'_>]) -> Option<f64> {
    if figures.len() > SLOPE_UP_TO {
        return None;
    }
    let values: Vec<f64> = figures.iter().map(|figure| figure.stated().map(real)).collect::<Option<_>>()?;
    let times: Vec<f64> = figures.iter().map(Figure::time).collect();
    median_slope(&times, &values)
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "a count of people lies far below 2^53, where every integer is exact")]
fn real(value: u64) -> f64 {
    value as f64
}
