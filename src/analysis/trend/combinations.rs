//! Every combination of admissible values, one after the other: from one to the next only that is computed again in
//! which a changed figure has a part.

use super::{AT_95, SLOPE_UP_TO, Test, Tests, Verdict, real};
use crate::analysis::comparable::{Choice, Figure};
use crate::analysis::stats::theil_sen::{limits, tie_term};
use crate::analysis::stats::{Confidence, Score};

/// What going through every combination gives.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What each says, each once.
    pub verdicts: Vec<Verdict>,
    /// The test that speaks least for a trend.
    pub worst: Option<Test>,
    /// Smallest lower and largest upper limit of the slope; a side that is open for one combination is open.
    pub slopes: (Option<f64>, Option<f64>),
}

/// Goes through every combination of admissible values.
pub(super) fn enumerate(figures: &[Figure<'_>], tests: &mut Tests) -> Outcome {
    let mut values = Values::of(figures);
    let is_open = figures.iter().any(|figure| figure.choices().contains(&Choice::Open));
    let confidence = AT_95.filter(|_| !is_open && figures.len() <= SLOPE_UP_TO);
    let mut slopes = confidence.map(|confidence| Slopes::of(figures, &values.values, confidence));
    let mut outcome = Outcome::default();
    let mut position = vec![0_usize; figures.len()];
    loop {
        // Few combinations differ in what the test looks at.
        let score = values.score();
        let test = *tests.entry(score).or_insert_with_key(|score| Test::of(*score));
        let verdict = test.verdict();
        if !outcome.verdicts.contains(&verdict) {
            outcome.verdicts.push(verdict);
        }
        outcome.worst = [test].into_iter().chain(outcome.worst).reduce(Test::less_favourable);
        if let Some(slopes) = &mut slopes {
            slopes.widen(score);
        }
        // The next combination: the last figure first.
        let mut place = figures.len();
        loop {
            let Some(before) = place.checked_sub(1) else {
                outcome.slopes = slopes.map(|slopes| slopes.bounds()).unwrap_or_default();
                return outcome;
            };
            place = before;
            let choices = figures[place].choices();
            if choices.len() < 2 {
                continue;
            }
            position[place] = (position[place] + 1) % choices.len();
            values.set(place, values.of_choice(choices.get(position[place])));
            if let Some(slopes) = &mut slopes {
                slopes.set(place, &values.values);
            }
            if position[place] > 0 {
                break;
            }
        }
    }
}

/// The values of one combination, with what the test looks at.
struct Values {
    values: Vec<f64>,
    /// How many others each value is equal to.
    equals: Vec<u32>,
    /// Σ sgn(xⱼ − xₖ) over j > k.
    s: i64,
    /// Stands for an open end, which lies above every other figure: only its place in the order enters the test.
    above: f64,
}

impl Values {
    /// The first value of each figure.
    fn of(figures: &[Figure<'_>]) -> Self {
        let top = figures.iter().flat_map(Figure::choices).filter_map(|choice| match choice {
            Choice::Value(value) => Some(*value),
            Choice::Open => None,
        });
        let above = real(top.max().unwrap_or_default()) * 2.0 + 1.0;
        // Of values that are all alike each other one is set in turn.
        let alike = u32::try_from(figures.len()).unwrap_or(u32::MAX).saturating_sub(1);
        let (values, equals) = (vec![above; figures.len()], vec![alike; figures.len()]);
        let mut first = Self { values, equals, s: 0, above };
        for (place, figure) in figures.iter().enumerate() {
            first.set(place, first.of_choice(figure.choices().first()));
        }
        first
    }

    fn of_choice(&self, choice: Option<&Choice>) -> f64 {
        match choice {
            Some(Choice::Value(value)) => real(*value),
            Some(Choice::Open) | None => self.above,
        }
    }

    fn set(&mut self, place: usize, value: f64) {
        let old = std::mem::replace(&mut self.values[place], value);
        let sign = |a: f64, b: f64| i64::from(a > b) - i64::from(a < b);
        let mut alike = 0;
        let others = self.values.iter().zip(&mut self.equals).enumerate().filter(|(other, _)| *other != place);
        for (index, (other, equals)) in others {
            let change = sign(value, *other) - sign(old, *other);
            self.s += if index < place { change } else { -change };
            let (is_equal, was_equal) = (u32::from(value == *other), u32::from(old == *other));
            *equals = *equals + is_equal - was_equal;
            alike += is_equal;
        }
        self.equals[place] = alike;
    }

    fn score(&self) -> Score {
        // One of t equal values is equal to t − 1 others.
        let equals = || self.equals.iter().map(|equals| u64::from(*equals));
        Score {
            n: self.values.len(),
            s: self.s,
            tied_pairs: equals().sum::<u64>() / 2,
            tie_term: equals().map(|others| others * (2 * others + 7)).sum(),
        }
    }
}

/// The slopes of all pairs in one combination, and the bounds of Sen's limits over the combinations so far.
struct Slopes {
    times: Vec<f64>,
    /// Of each pair, by the later figure and then the earlier one; infinite for one time.
    slopes: Vec<f64>,
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
    fn of(figures: &[Figure<'_>], values: &[f64], confidence: Confidence) -> Self {
        let times: Vec<f64> = figures.iter().map(Figure::time).collect();
        let pairs = times.len() * times.len().saturating_sub(1) / 2;
        let mut slopes = Self {
            tie_term: tie_term(&times),
            times,
            slopes: vec![f64::INFINITY; pairs],
            scratch: Vec::with_capacity(pairs),
            count: 0,
            confidence,
            low: Bound::Unknown,
            high: Bound::Unknown,
        };
        for place in 0..values.len() {
            slopes.set(place, values);
        }
        // Dates are days apart and values finite, so that no other slope is infinite.
        slopes.count = slopes.slopes.iter().filter(|slope| slope.is_finite()).count();
        slopes
    }

    /// The slopes of the pairs in which this figure is.
    fn set(&mut self, place: usize, values: &[f64]) {
        let slope = |earlier: usize, later: usize| {
            let time = self.times[later] - self.times[earlier];
            if time == 0.0 { f64::INFINITY } else { (values[later] - values[earlier]) / time }
        };
        let first = |later: usize| later * later.saturating_sub(1) / 2;
        for earlier in 0..place {
            self.slopes[first(place) + earlier] = slope(earlier, place);
        }
        for later in place + 1..values.len() {
            self.slopes[first(later) + place] = slope(place, later);
        }
    }

    /// Widens the bounds to the limits of this combination.
    fn widen(&mut self, score: Score) {
        if self.count == 0 {
            return;
        }
        let (low, high) = limits(self.count, score.n, self.tie_term + score.tie_term, self.confidence);
        // Most combinations widen nothing, and to see that one needs no order of the slopes.
        let lower = |rank: usize, low: f64| self.slopes.iter().filter(|slope| **slope < low).count() > rank;
        self.low = match (self.low, low) {
            (Bound::Open, _) | (_, None) => Bound::Open,
            (Bound::At(bound), Some(rank)) if !lower(rank, bound) => self.low,
            (_, Some(rank)) => Bound::At(self.at(rank)),
        };
        let same_time = self.slopes.len() - self.count;
        let higher = |rank: usize, high: f64| {
            self.slopes.iter().filter(|slope| **slope > high).count() - same_time >= self.count - rank
        };
        self.high = match (self.high, high) {
            (Bound::Open, _) | (_, None) => Bound::Open,
            (Bound::At(bound), Some(rank)) if !higher(rank, bound) => self.high,
            (_, Some(rank)) => Bound::At(self.at(rank)),
        };
    }

    /// The slope of this rank, from 0. Infinite ones are the last.
    fn at(&mut self, rank: usize) -> f64 {
        self.scratch.clone_from(&self.slopes);
        *self.scratch.select_nth_unstable_by(rank, f64::total_cmp).1
    }

    fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let known = |bound| if let Bound::At(limit) = bound { Some(limit) } else { None };
        (known(self.low), known(self.high))
    }
}
