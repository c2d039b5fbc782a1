//! Wilson's score interval of a share.
//!
//! E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).

/// 97.5 % quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A share with its 95 % interval, all from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Successes over all.
    pub share: f64,
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// The share of `successes` among `n` with Wilson's 95 % interval; `None` for n = 0 or more successes than n.
#[must_use]
pub fn wilson(successes: u64, n: u64) -> Option<Share> {
    if n == 0 || successes > n {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let (count, all) = (successes as f64, n as f64);
    let share = count / all;
    let centre = share + Z * Z / (2.0 * all);
    let spread = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    let scale = 1.0 + Z * Z / all;
    let low = if successes == 0 { 0.0 } else { ((centre - spread) / scale).clamp(0.0, share) };
    let high = if successes == n { 1.0 } else { ((centre + spread) / scale).clamp(share, 1.0) };
    Some(Share { share, low, high })
}
