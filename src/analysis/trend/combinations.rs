//! Every combination of admissible values, one after the other: from one to the next only that is computed again in
//! which a changed figure has a part.

use super::slopes::Slopes;
use super::{AT_95, SLOPE_UP_TO, Test, Tests, Verdict, real};
use crate::analysis::comparable::{Choice, Figure};
use crate::analysis::stats::Score;

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
    let times = || figures.iter().map(Figure::time).collect();
    let mut slopes = confidence.map(|confidence| Slopes::of(times(), &values.all, confidence));
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
                slopes.set(place, &values.all);
            }
            if position[place] > 0 {
                break;
            }
        }
    }
}

/// The values of one combination, with what the test looks at.
struct Values {
    all: Vec<f64>,
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
        let mut first = Self::alike(figures.len(), real(top.max().unwrap_or_default()) * 2.0 + 1.0);
        for (place, figure) in figures.iter().enumerate() {
            first.set(place, first.of_choice(figure.choices().first()));
        }
        first
    }

    /// So many values that are all alike.
    fn alike(count: usize, value: f64) -> Self {
        let others = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
        Self { all: vec![value; count], equals: vec![others; count], s: 0, above: value }
    }

    fn of_choice(&self, choice: Option<&Choice>) -> f64 {
        match choice {
            Some(Choice::Value(value)) => real(*value),
            Some(Choice::Open) | None => self.above,
        }
    }

    fn set(&mut self, place: usize, value: f64) {
        let old = std::mem::replace(&mut self.all[place], value);
        let sign = |a: f64, b: f64| i64::from(a > b) - i64::from(a < b);
        let mut alike = 0;
        let others = self.all.iter().zip(&mut self.equals).enumerate().filter(|(other, _)| *other != place);
        for (index, (other, equals)) in others {
            let (is, was) = (sign(value, *other), sign(old, *other));
            self.s += if index < place { is - was } else { was - is };
            let (is_equal, was_equal) = (u32::from(is == 0), u32::from(was == 0));
            *equals = *equals + is_equal - was_equal;
            alike += is_equal;
        }
        self.equals[place] = alike;
    }

    fn score(&self) -> Score {
        // One of t equal values is equal to t − 1 others.
        let equals = || self.equals.iter().map(|equals| u64::from(*equals));
        Score {
            n: self.all.len(),
            s: self.s,
            tied_pairs: equals().sum::<u64>() / 2,
            tie_term: equals().map(|others| others * (2 * others + 7)).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Values;
    use crate::analysis::stats::Score;

    #[test]
    fn a_changed_value_gives_the_score_of_the_whole() {
        for count in 2..9 {
            let mut values = Values::alike(count, 7.0);
            let mut seed = 1_u64;
            for _ in 0..2_000 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let (place, value) = ((seed >> 33) % count as u64, (seed >> 50) % 9);
                values.set(usize::try_from(place).expect("small"), super::real(value));
                assert_eq!(Some(values.score()), Score::of(&values.all), "{:?}", values.all);
            }
        }
    }
}
