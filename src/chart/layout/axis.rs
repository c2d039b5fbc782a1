//! Round numbers for a scale from zero.

/// Ticks from 0 in steps of 1, 2 or 5 times a power of ten, at most `most` steps, the last at or above `largest`.
/// A largest value that is not a positive number gives 0 and 1.
#[must_use]
pub fn ticks(largest: f64, most: usize) -> Vec<f64> {
    if !largest.is_finite() || largest <= 0.0 {
        return vec![0.0, 1.0];
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of steps")]
    let most = most.max(1) as f64;
    let mut unit = 10_f64.powf((largest / most).log10().floor());
    // Whole things are counted: no tick between 0 and 1.
    if unit < 1.0 && largest >= 1.0 {
        unit = 1.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
        .into_iter()
        .map(|factor| factor * unit)
        .find(|step| (largest / step).ceil() <= most)
        .unwrap_or(largest);
    let count = (largest / step).ceil().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by `most`")]
    let count = count as u32;
    (0..=count).map(|index| f64::from(index) * step).collect()
}
