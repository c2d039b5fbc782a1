//! Theil–Sen slope: the median of the slopes of all pairs.
//!
//! P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), 1379–1389.

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
    if slopes.is_empty() || slopes.iter().any(|slope| !slope.is_finite()) {
        return None;
    }
    slopes.sort_by(f64::total_cmp);
    let slope = median(&slopes);
    let intercept = sorted_median(values) - slope * sorted_median(times);
    let (slope_low, slope_high) = limits(&slopes, times, values, confidence);
    Some(TheilSen { slope, intercept, slope_low, slope_high, confidence: confidence.level })
}

/// Sen's limits: the slopes of rank (N − C)/2 and (N + C)/2 + 1 with C = z·√Var(S), ties of values corrected.
fn limits(slopes: &[f64], times: &[f64], values: &[f64], confidence: Confidence) -> (Option<f64>, Option<f64>) {
    let term = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let ties = |sample: &[f64]| {
        let mut sorted = sample.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted
            .chunk_by(|a, b| a.partial_cmp(b) == Some(std::cmp::Ordering::Equal))
            .map(|group| term(float(group.len())))
            .sum::<f64>()
    };
    let variance = ((term(float(times.len())) - ties(times) - ties(values)) / 18.0).max(0.0);
    let width = confidence.quantile * variance.sqrt();
    let count = float(slopes.len());
    let rank = |place: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the length")]
        let index = place as usize;
        (place >= 0.0 && index < slopes.len()).then(|| slopes[index])
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
    sorted.sort_by(f64::total_cmp);
    median(&sorted)
}

#[expect(clippy::cast_precision_loss, reason = "samples are far smaller than 2^52")]
const fn float(n: usize) -> f64 {
    n as f64
}
