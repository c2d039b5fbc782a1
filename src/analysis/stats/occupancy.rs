//! Turns among holders as balls among boxes: what a rotation by lot would give. With a rule in force it is a straw
//! man, good for context only. W. Feller, An Introduction to Probability Theory (3rd ed. 1968), ch. II.5 and IV.2.

/// Expected number of distinct holders after `turns` draws from `holders`: h·(1 − (1 − 1/h)ⁿ). 0 without holders.
#[must_use]
pub fn expected_distinct(holders: u32, turns: u32) -> f64 {
    if holders == 0 {
        return 0.0;
    }
    let all = f64::from(holders);
    all * (1.0 - (1.0 - 1.0 / all).powf(f64::from(turns)))
}

/// Probability of at least `distinct` different holders after `turns` draws. 1 for `distinct` = 0.
#[must_use]
pub fn prob_at_least_distinct(distinct: u32, holders: u32, turns: u32) -> f64 {
    if distinct == 0 {
        return 1.0;
    }
    if holders == 0 || distinct > holders || distinct > turns {
        return 0.0;
    }
    // Chances of 0, 1, … distinct holders, draw by draw.
    let all = f64::from(holders);
    let mut chances = vec![0.0_f64; holders as usize + 1];
    chances[0] = 1.0;
    for _ in 0..turns {
        let mut next = vec![0.0; chances.len()];
        let mut seen = 0.0;
        for (index, chance) in chances.iter().enumerate() {
            next[index] += chance * seen / all;
            if let Some(place) = next.get_mut(index + 1) {
                *place += chance * (all - seen) / all;
            }
            seen += 1.0;
        }
        chances = next;
    }
    chances[distinct as usize..].iter().sum::<f64>().min(1.0)
}

/// Probability that no holder is drawn twice in `turns` draws.
#[must_use]
pub fn prob_no_repeat(holders: u32, turns: u32) -> f64 {
    if turns > holders {
        return 0.0;
    }
    (0..turns).map(|turn| f64::from(holders - turn) / f64::from(holders)).product()
}

/// Gini coefficient of counts, 0 (all alike) to 1; 0 for no counts. Not a measure of unfairness: a perfect rotation
/// that is not complete has one above 0.
#[must_use]
pub fn gini(counts: &[u64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of turns")]
    let mut sorted: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    sorted.sort_by(f64::total_cmp);
    let sum: f64 = sorted.iter().sum();
    if sum == 0.0 {
        return 0.0;
    }
    let (mut weighted, mut rank) = (0.0, 0.0);
    for count in &sorted {
        rank += 1.0;
        weighted += rank * count;
    }
    2.0 * weighted / (rank * sum) - (rank + 1.0) / rank
}
