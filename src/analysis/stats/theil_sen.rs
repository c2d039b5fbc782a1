//! Theil–Sen slope: the median of the slopes of all pairs.
//!
//! P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), 1379–1389.

use super::kendall::tie_term;
use super::normal::upper_quantile;

/// A slope with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSen {
    /// Median slope, value per unit of time.
    pub slope: f64,
    /// Median value less slope times median time.
    pub intercept: f64,
    /// Lower limit of the slope; `None` where too few pairs stand below.
    pub slope_low: Option<f64>,
    /// Upper limit of the slope; `None` where too few pairs stand above.
    pub slope_high: Option<f64>,
    /// Confidence of the interval, e.g. 0.95.
    pub confidence: f64,
}

/// A confidence with its quantile, which is dear: many samples are tested with one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    level: f64,
    /// The z that a standard normal variable stays below in absolute value with this probability.
    quantile: f64,
}

impl Confidence {
    /// A confidence between 0 and 1, both left out; `None` otherwise.
    #[must_use]
    pub fn of(level: f64) -> Option<Self> {
        (level > 0.0 && level < 1.0).then(|| Self { level, quantile: upper_quantile((1.0 - level) / 2.0) })
    }
}

/// Theil–Sen slope of values over times (both in the same order), with Sen's interval by ranks.
///
/// Pairs with equal times are left out. `None` for unequal lengths, fewer than two different times, or values that
/// are not finite, and for a confidence outside 0 to 1.
#[must_use]
pub fn theil_sen(times: &[f64], values: &[f64], confidence: f64) -> Option<TheilSen> {
    theil_sen_at(times, values, Confidence::of(confidence)?)
}

/// [`theil_sen`] at a confidence that is at hand.
#[must_use]
pub fn theil_sen_at(times: &[f64], values: &[f64], confidence: Confidence) -> Option<TheilSen> {
    let mut slopes = slopes(times, values)?;
    slopes.sort_unstable_by(f64::total_cmp);
    let slope = median(&slopes);
    let intercept = sorted_median(values) - slope * sorted_median(times);
    let (low, high) = limits(slopes.len(), times.len(), tie_term(times) + tie_term(values), confidence);
    let at = |rank: Option<usize>| rank.map(|rank| slopes[rank]);
    Some(TheilSen { slope, intercept, slope_low: at(low), slope_high: at(high), confidence: confidence.level })
}

/// The slope of [`theil_sen`] alone.
#[must_use]
pub fn median_slope(times: &[f64], values: &[f64]) -> Option<f64> {
    let mut slopes = slopes(times, values)?;
    let middle = slopes.len() / 2;
    let is_even = slopes.len().is_multiple_of(2);
    let (below, upper, _) = slopes.select_nth_unstable_by(middle, f64::total_cmp);
    let lower = below.iter().copied().max_by(f64::total_cmp).filter(|_| is_even);
    Some(lower.map_or(*upper, |lower| f64::midpoint(lower, *upper)))
}

/// The slopes of all pairs of different times; `None` where there is none or one is not finite.
fn slopes(times: &[f64], values: &[f64]) -> Option<Vec<f64>> {
    let finite = times.iter().chain(values).all(|value| value.is_finite());
    if times.len() != values.len() || !finite {
        return None;
    }
    let mut slopes = Vec::with_capacity(times.len() * times.len().saturating_sub(1) / 2);
    for later in 0..times.len() {
        for earlier in 0..later {
            let time = times[later] - times[earlier];
            if time != 0.0 {
                slopes.push((values[later] - values[earlier]) / time);
            }
        }
    }
    Some(slopes).filter(|slopes| !slopes.is_empty() && slopes.iter().all(|slope| slope.is_finite()))
}

/// Places of Sen's limits among N sorted slopes of n values, counted from 0: the slopes of rank (N − C)/2 and
/// (N + C)/2 + 1 with C = z·√Var(S); `tie_term` is Σ t(t−1)(2t+5) over the groups of equal times and of equal values.
/// `None` where there is no slope of that rank.
#[must_use]
pub fn limits(slopes: usize, n: usize, tie_term: u64, confidence: Confidence) -> (Option<usize>, Option<usize>) {
    let length = float(n);
    #[expect(clippy::cast_precision_loss, reason = "ties of samples that are far smaller than 2^17")]
    let ties = tie_term as f64;
    let variance = ((length * (length - 1.0) * (2.0 * length + 5.0) - ties) / 18.0).max(0.0);
    let width = confidence.quantile * variance.sqrt();
    let count = float(slopes);
    let rank = |place: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the length")]
        let index = place as usize;
        (place >= 0.0 && index < slopes).then_some(index)
    };
    (rank(((count - width) / 2.0).round_ties_even() - 1.0), rank(f64::midpoint(count, width).round_ties_even()))
}

/// Median of a sorted, non-empty sample.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], sorted[middle]) } else { sorted[middle] }
}

fn sorted_median(sample: &[f64]) -> f64 {
    let mut sorted = sample.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    median(&sorted)
}

#[expect(clippy::cast_precision_loss, reason = "samples are far smaller than 2^52")]
const fn float(n: usize) -> f64 {
    n as f64
}
