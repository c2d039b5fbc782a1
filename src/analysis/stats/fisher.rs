//! Fisher's exact test of a 2 × 2 table (R. A. Fisher, 1935), two-sided as R's `fisher.test` has it: the probability
//! of all tables that are no likelier than the one observed.

/// p-values of a 2 × 2 table with fixed margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fisher {
    /// Two-sided.
    pub two_sided: f64,
    /// P(first cell ≥ the one observed).
    pub greater: f64,
    /// P(first cell ≤ the one observed).
    pub less: f64,
}

/// Relative tolerance within which two probabilities are alike, as in R.
const ALIKE: f64 = 1.0 + 1e-7;
/// Largest total for which tables are counted out; above, every p-value is 1.
const MAX_TOTAL: u64 = 10_000_000;

/// Fisher's exact test of [[a, b], [c, d]]. A table with an empty row or column gives 1 throughout, and so does one
/// of more than ten million.
#[must_use]
pub fn fisher_exact(table: [[u64; 2]; 2]) -> Fisher {
    let [[a, b], [c, d]] = table;
    let nothing = Fisher { two_sided: 1.0, greater: 1.0, less: 1.0 };
    let Some(total) = a.checked_add(b).and_then(|sum| sum.checked_add(c)).and_then(|sum| sum.checked_add(d)) else {
        return nothing;
    };
    if total > MAX_TOTAL {
        return nothing;
    }
    let (row, column) = (a + b, a + c);
    let first = (row + column).saturating_sub(total);
    let last = row.min(column);
    // Probabilities relative to the first table, by their ratio: P(k+1)/P(k) = (r−k)(c−k) / ((k+1)(n−r−c+k+1)).
    let mut logarithms = Vec::with_capacity(usize::try_from(last - first + 1).unwrap_or_default());
    let mut logarithm = 0.0_f64;
    for k in first..=last {
        logarithms.push(logarithm);
        if k < last {
            logarithm +=
                (float(row - k) * float(column - k)).ln() - (float(k + 1) * float(total + k + 1 - row - column)).ln();
        }
    }
    let most = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = logarithms.into_iter().map(|logarithm| (logarithm - most).exp()).collect();
    let all: f64 = weights.iter().sum();
    let observed = usize::try_from(a - first).unwrap_or_default();
    let share = |part: f64| (part / all).min(1.0);
    Fisher {
        two_sided: share(weights.iter().filter(|weight| **weight <= weights[observed] * ALIKE).sum()),
        greater: share(weights[observed..].iter().sum()),
        less: share(weights[..=observed].iter().sum()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are bounded by ten million")]
const fn float(n: u64) -> f64 {
    n as f64
}
