//! What a figure with a qualifier may mean: an interval of whole numbers, open above if the word says so.

use super::claim::Qualifier;

/// Whole numbers from `low` to `high`, both included; no `high` means no upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    low: u64,
    high: Option<u64>,
}

impl Interval {
    /// The interval that a stated value and its qualifier allow.
    ///
    /// "über", "mehr als" → above the value, open; "mindestens" → from the value, open; "bis zu" → 0 to the value;
    /// "knapp", "fast" → the rounding band below the value; "rund", "etwa", "circa" → the rounding band on both
    /// sides; none → exact as stated.
    #[must_use]
    pub fn of(value: u64, qualifier: Option<Qualifier>) -> Self {
        match qualifier.map(Qualifier::kind) {
            None => Self { low: value, high: Some(value) },
            Some(Direction::Above) => Self { low: value.saturating_add(1), high: None },
            Some(Direction::AtLeast) => Self { low: value, high: None },
            Some(Direction::AtMost) => Self { low: 0, high: Some(value) },
            // A figure that is not rounded has no band: just below it is still below it.
            Some(Direction::Below) => {
                let band = rounding_band(value).max(1);
                Self { low: value.saturating_sub(band), high: Some(value.saturating_sub(1)) }
            }
            Some(Direction::Around) => {
                let band = rounding_band(value);
                Self { low: value.saturating_sub(band), high: Some(value.saturating_add(band)) }
            }
        }
    }

    /// Smallest admissible value.
    #[must_use]
    pub const fn low(self) -> u64 {
        self.low
    }

    /// Largest admissible value; `None` where there is no upper bound.
    #[must_use]
    pub const fn high(self) -> Option<u64> {
        self.high
    }

    /// Whether one value lies in both: such claims agree.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.high.is_none_or(|high| high >= other.low) && other.high.is_none_or(|high| high >= self.low)
    }

    /// The values that lie in both, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let low = self.low.max(other.low);
        high.is_none_or(|high| high >= low).then_some(Self { low, high })
    }

    /// The smallest interval that holds both.
    #[must_use]
    pub fn span(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }
}

/// Which way a qualifier opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More than the value.
    Above,
    /// The value or more.
    AtLeast,
    /// The value or less.
    AtMost,
    /// A little less than the value.
    Below,
    /// About the value.
    Around,
}

/// Half-width of the rounding band: half a unit of the last non-zero digit, at most a tenth of the value
/// (500 → 50, 3600 → 50, 1000 → 100).
#[must_use]
pub fn rounding_band(value: u64) -> u64 {
    if value == 0 {
        return 0;
    }
    let mut unit = 1_u64;
    while value.is_multiple_of(unit.saturating_mul(10)) && unit <= value / 10 {
        unit = unit.saturating_mul(10);
    }
    (unit / 2).min(value / 10)
}
