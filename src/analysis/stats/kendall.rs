//! Mann–Kendall trend test and Kendall's tau.
//!
//! H. B. Mann, Nonparametric tests against trend, Econometrica 13 (1945); M. G. Kendall, Rank Correlation Methods
//! (4th ed. 1975); R. O. Gilbert, Statistical Methods for Environmental Pollution Monitoring (1987), ch. 16.

use std::sync::LazyLock;

use super::normal::upper_tail;

/// Largest n for which the null distribution is counted out.
const EXACT_N: usize = 10;

/// Largest n for which it can be: 20! fits into 64 bits.
const MOST_EXACT: usize = 20;

/// How a p-value was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// By counting all orders.
    Exact,
    /// By the normal distribution, with tie and continuity correction.
    NormalApproximation,
}

/// Result of the test against trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Number of values.
    pub n: usize,
    /// Σ sgn(xⱼ − xₖ) over j > k.
    pub s: i64,
    /// Kendall's tau-b of the values with their order: S over the geometric mean of the pairs and the untied pairs.
    pub tau: f64,
    /// Var(S) under no trend, corrected for ties.
    pub variance: f64,
    /// (S ∓ 1) / √Var(S); 0 for S = 0.
    pub z: f64,
    /// Two-sided p-value.
    pub p_value: f64,
    /// How the p-value was computed.
    pub method: Method,
}

/// What the test needs of a sample: many samples have it in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Score {
    /// Number of values.
    pub n: usize,
    /// Σ sgn(xⱼ − xₖ) over j > k.
    pub s: i64,
    /// Pairs of equal values.
    pub tied_pairs: u64,
    /// Σ t(t−1)(2t+5) over the groups of t equal values.
    pub tie_term: u64,
}

impl Score {
    /// Of values in their order of time; `None` for fewer than two values or values that are not finite.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let n = values.len();
        (n >= 2 && values.iter().all(|value| value.is_finite())).then(|| {
            let sizes = tie_sizes(values);
            let tied_pairs = sizes.iter().map(|t| t * (t - 1) / 2).sum();
            Self { n, s: score(values), tied_pairs, tie_term: term_of(&sizes) }
        })
    }

    /// Tests against the hypothesis of no trend, two-sided.
    #[must_use]
    pub fn test(self) -> MannKendall {
        let Self { n, s, tied_pairs, tie_term } = self;
        let variance = variance(n, tie_term);
        let z = z_score(s, variance);
        let pairs = pairs(n);
        let untied = pairs - real(tied_pairs);
        let tau = if untied > 0.0 { float(s) / (pairs * untied).sqrt() } else { 0.0 };
        let (p_value, method) = if tied_pairs == 0 && n <= EXACT_N {
            (exact_p_two_sided(n, s), Method::Exact)
        } else {
            ((2.0 * upper_tail(z.abs())).min(1.0), Method::NormalApproximation)
        };
        MannKendall { n, s, tau, variance, z, p_value, method }
    }
}

/// Tests values in their order of time against the hypothesis of no trend, two-sided.
///
/// `None` for fewer than two values or values that are not finite.
#[must_use]
pub fn mann_kendall(values: &[f64]) -> Option<MannKendall> {
    Score::of(values).map(Score::test)
}

/// Σ sgn(xⱼ − xₖ) over j > k, in O(n²).
fn score(values: &[f64]) -> i64 {
    let mut s = 0;
    for (index, later) in values.iter().enumerate() {
        for earlier in &values[..index] {
            s += i64::from(later > earlier) - i64::from(later < earlier);
        }
    }
    s
}

/// Sizes of groups of equal values, single values left out.
fn tie_sizes(values: &[f64]) -> Vec<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
        .chunk_by(|a, b| a.partial_cmp(b) == Some(std::cmp::Ordering::Equal))
        .map(|group| group.len() as u64)
        .filter(|size| *size > 1)
        .collect()
}

/// Σ t(t−1)(2t+5) over the groups of t equal values.
#[must_use]
pub fn tie_term(values: &[f64]) -> u64 {
    term_of(&tie_sizes(values))
}

fn term_of(sizes: &[u64]) -> u64 {
    sizes.iter().map(|t| t * (t - 1) * (2 * t + 5)).sum()
}

/// [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18.
fn variance(n: usize, tie_term: u64) -> f64 {
    let n = count(n);
    (n * (n - 1.0) * (2.0 * n + 5.0) - real(tie_term)) / 18.0
}

fn z_score(s: i64, variance: f64) -> f64 {
    if s == 0 || variance <= 0.0 {
        return 0.0;
    }
    (float(s) - float(s.signum())) / variance.sqrt()
}

/// Two-sided p-value of S without ties: P(|S'| ≥ |S|) when all n! orders are alike. For n up to 20; for a larger n
/// the normal approximation.
#[must_use]
pub fn exact_p_two_sided(n: usize, s: i64) -> f64 {
    if n > MOST_EXACT {
        return (2.0 * upper_tail(z_score(s, variance(n, 0)).abs())).min(1.0);
    }
    if s == 0 {
        return 1.0;
    }
    (2.0 * exact_upper_tail(n, s.abs())).min(1.0)
}

/// How many orders of n = 0, 1, … values have i inversions, by Kendall's recursion over n (product of
/// (1 + x + … + xᵏ)).
static ORDERS: LazyLock<Vec<Vec<u64>>> = LazyLock::new(|| {
    let mut orders = vec![vec![1_u64]];
    for k in 0..MOST_EXACT {
        let known = &orders[k];
        let mut next = vec![0_u64; known.len() + k];
        for (inversions, count) in known.iter().enumerate() {
            for place in &mut next[inversions..=inversions + k] {
                *place += count;
            }
        }
        orders.push(next);
    }
    orders
});

/// P(S' ≥ s) for n up to [`MOST_EXACT`] when all orders are alike. An order with i inversions has S = n(n−1)/2 − 2i.
fn exact_upper_tail(n: usize, s: i64) -> f64 {
    let orders = &ORDERS[n];
    let most = i64::try_from(n * n.saturating_sub(1) / 2).unwrap_or(i64::MAX);
    let all: u64 = orders.iter().sum();
    let upper: u64 = orders
        .iter()
        .enumerate()
        .filter(|(inversions, _)| most - 2 * i64::try_from(*inversions).unwrap_or(i64::MAX) >= s)
        .map(|(_, count)| count)
        .sum();
    ratio(upper, all)
}

/// Kendall's tau of two samples without ties, with exact p-values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KendallTau {
    /// Concordant less discordant pairs over all pairs.
    pub tau: f64,
    /// P(tau' ≥ tau) for a positive tau, P(tau' ≤ tau) for a negative one.
    pub p_one_sided: f64,
    /// Two-sided p-value.
    pub p_two_sided: f64,
}

/// Kendall's tau of paired samples of equal length, 2 to 20, without ties; `None` otherwise.
#[must_use]
pub fn kendall_tau(x: &[f64], y: &[f64]) -> Option<KendallTau> {
    let n = x.len();
    if n != y.len() || !(2..=MOST_EXACT).contains(&n) || x.iter().chain(y).any(|value| !value.is_finite()) {
        return None;
    }
    if !tie_sizes(x).is_empty() || !tie_sizes(y).is_empty() {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]));
    let ordered: Vec<f64> = order.into_iter().map(|index| y[index]).collect();
    let s = score(&ordered);
    let p_one_sided = exact_upper_tail(n, s.abs());
    Some(KendallTau { tau: float(s) / pairs(n), p_one_sided, p_two_sided: exact_p_two_sided(n, s) })
}

fn pairs(n: usize) -> f64 {
    count(n) * (count(n) - 1.0) / 2.0
}

#[expect(clippy::cast_precision_loss, reason = "samples are far smaller than 2^52")]
const fn count(n: usize) -> f64 {
    n as f64
}

#[expect(clippy::cast_precision_loss, reason = "ties of samples that are far smaller than 2^17")]
const fn real(ties: u64) -> f64 {
    ties as f64
}

#[expect(clippy::cast_precision_loss, reason = "scores are far smaller than 2^52")]
const fn float(s: i64) -> f64 {
    s as f64
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of counts needs no more than f64 holds")]
const fn ratio(part: u64, all: u64) -> f64 {
    part as f64 / all as f64
}
