//! The slopes of all pairs of figures in one combination of values after the other, and how far Sen's limits reach.

use crate::analysis::stats::kendall::tie_term;
use crate::analysis::stats::theil_sen::limits;
use crate::analysis::stats::{Confidence, Score};

/// The slopes of all pairs in one combination, and the bounds of Sen's limits over the combinations so far.
pub(super) struct Slopes {
    times: Vec<f64>,
    /// Of each pair, by the later figure and then the earlier one; infinite for one time.
    all: Vec<f64>,
    scratch: Vec<f64>,
    /// How many pairs have different times.
    count: usize,
    /// Of the times.
    tie_term: u64,
    confidence: Confidence,
    low: Bound,
    high: Bound,
}

/// The most extreme limit so far.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    /// There was no combination yet.
    Unknown,
    /// This one.
    At(f64),
    /// A combination had no limit.
    Open,
}

impl Slopes {
    /// The slopes of values at times; both are finite, and times that differ do so by a part of a day at least.
    pub(super) fn of(times: Vec<f64>, values: &[f64], confidence: Confidence) -> Self {
        let pairs = times.len() * times.len().saturating_sub(1) / 2;
        let mut slopes = Self {
            tie_term: tie_term(&times),
            times,
            all: vec![f64::INFINITY; pairs],
            scratch: Vec::with_capacity(pairs),
            count: 0,
            confidence,
            low: Bound::Unknown,
            high: Bound::Unknown,
        };
        for place in 0..values.len() {
            slopes.set(place, values);
        }
        slopes.count = slopes.all.iter().filter(|slope| slope.is_finite()).count();
        slopes
    }

    /// The slopes of the pairs in which this figure is.
    pub(super) fn set(&mut self, place: usize, values: &[f64]) {
        let slope = |earlier: usize, later: usize| {
            let time = self.times[later] - self.times[earlier];
            if time == 0.0 { f64::INFINITY } else { (values[later] - values[earlier]) / time }
        };
        let first = |later: usize| later * later.saturating_sub(1) / 2;
        for earlier in 0..place {
            self.all[first(place) + earlier] = slope(earlier, place);
        }
        for later in place + 1..values.len() {
            self.all[first(later) + place] = slope(place, later);
        }
    }

    /// Widens the bounds to the limits of this combination.
    pub(super) fn widen(&mut self, score: Score) {
        if self.count == 0 {
            return;
        }
        let (low, high) = limits(self.count, score.n, self.tie_term + score.tie_term, self.confidence);
        // Most combinations widen nothing, and to see that one needs no order of the slopes.
        let lower = |rank: usize, low: f64| self.all.iter().filter(|slope| **slope < low).count() > rank;
        self.low = match (self.low, low) {
            (Bound::Open, _) | (_, None) => Bound::Open,
            (Bound::At(bound), Some(rank)) if !lower(rank, bound) => self.low,
            (_, Some(rank)) => Bound::At(self.at(rank)),
        };
        let same_time = self.all.len() - self.count;
        let higher = |rank: usize, high: f64| {
            self.all.iter().filter(|slope| **slope > high).count() - same_time >= self.count - rank
        };
        self.high = match (self.high, high) {
            (Bound::Open, _) | (_, None) => Bound::Open,
            (Bound::At(bound), Some(rank)) if !higher(rank, bound) => self.high,
            (_, Some(rank)) => Bound::At(self.at(rank)),
        };
    }

    /// The slope of this rank, from 0. Infinite ones are the last.
    fn at(&mut self, rank: usize) -> f64 {
        self.scratch.clone_from(&self.all);
        *self.scratch.select_nth_unstable_by(rank, f64::total_cmp).1
    }

    /// The smallest lower and the largest upper limit so far.
    pub(super) fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let known = |bound| if let Bound::At(limit) = bound { Some(limit) } else { None };
        (known(self.low), known(self.high))
    }
}

#[cfg(test)]
mod tests {
    use super::{Confidence, Score, Slopes};
    use crate::analysis::stats::theil_sen_at;

    #[test]
    fn the_bounds_are_the_most_extreme_limits() {
        let confidence = Confidence::of(0.95).expect("between 0 and 1");
        let mut seed = 1_u64;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(seed >> 33).expect("31 bits") % most
        };
        for round in 0..300 {
            let count = 3 + next(8);
            let times: Vec<f64> = (0..count).map(|step| f64::from(step / (1 + round % 2))).collect();
            let mut values: Vec<f64> = times.iter().map(|time| time * 10.0 + f64::from(next(20))).collect();
            let mut slopes = Slopes::of(times.clone(), &values, confidence);
            let mut limits = Vec::new();
            for _ in 0..40 {
                slopes.widen(Score::of(&values).expect("numbers"));
                limits.push(theil_sen_at(&times, &values, confidence).map(|slope| (slope.slope_low, slope.slope_high)));
                let low: Option<Vec<f64>> = limits.iter().flatten().map(|limits| limits.0).collect();
                let high: Option<Vec<f64>> = limits.iter().flatten().map(|limits| limits.1).collect();
                let expected = (
                    low.and_then(|low| low.into_iter().reduce(f64::min)),
                    high.and_then(|high| high.into_iter().reduce(f64::max)),
                );
                assert_eq!(slopes.bounds(), expected, "{times:?} {values:?}");
                let place = next(count) as usize;
                values[place] = f64::from(next(60));
                slopes.set(place, &values);
            }
        }
    }
}
