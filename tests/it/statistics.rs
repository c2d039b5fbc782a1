//! The statistics against published values, against `SciPy` (`tests/reference/statistics.py` says how), and against what
//! must hold for every sample.

use proptest::prelude::*;
use staffelstab::analysis::stats::kendall::{exact_p_two_sided, kendall_tau};
use staffelstab::analysis::stats::normal::upper_tail;
use staffelstab::analysis::stats::occupancy::{expected_distinct, gini, prob_at_least_distinct, prob_no_repeat};
use staffelstab::analysis::stats::{Method, fisher_exact, mann_kendall, theil_sen, wilson};

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
}

#[test]
fn mann_kendall_with_ties_is_the_hand_worked_example() {
    let values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7];
    let result = mann_kendall(&values).expect("a result");
    assert_eq!((result.n, result.s, result.method), (14, 54, Method::NormalApproximation));
    near(result.variance, 332.6667, 5e-5);
    near(result.z, 2.9058, 5e-5);
    near(result.p_value, 0.003_662_7, 5e-8);
    near(upper_tail(result.z), 0.0018, 5e-5);
    let times: Vec<f64> = (0..14).map(f64::from).collect();
    near(theil_sen(&times, &values, 0.95).expect("a slope").slope, 0.566_666_7, 5e-8);
}

#[test]
fn kendalls_tau_is_the_published_one() {
    let x = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
    let y = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];
    let result = kendall_tau(&x, &y).expect("a result");
    near(result.tau, 0.444_444_4, 5e-8);
    near(result.p_one_sided, 0.059_719_5, 5e-8);
    near(result.p_two_sided, 0.119_438_9, 5e-8);
}

#[test]
fn the_gate_is_where_the_exact_test_can_first_reach_five_percent() {
    near(exact_p_two_sided(3, 3), 1.0 / 3.0, 1e-12);
    near(exact_p_two_sided(4, 6), 1.0 / 12.0, 1e-12);
    near(exact_p_two_sided(5, 10), 1.0 / 60.0, 1e-12);
}

#[test]
fn critical_values_of_s_are_those_of_the_tables() {
    for (n, critical) in [(5, 10), (6, 13), (7, 15), (8, 18), (9, 20), (10, 23), (12, 30), (14, 37)] {
        assert!(exact_p_two_sided(n, critical) <= 0.05, "n = {n}");
        assert!(exact_p_two_sided(n, -critical) <= 0.05, "n = {n}");
        assert!(exact_p_two_sided(n, critical - 2) > 0.05, "n = {n}");
    }
}

#[test]
fn theil_sen_is_sens_example() {
    let result = theil_sen(&[1.0, 2.0, 3.0, 4.0, 10.0, 12.0, 18.0], &[9.0, 15.0, 19.0, 20.0, 45.0, 55.0, 78.0], 0.93)
        .expect("a slope");
    near(result.slope, 4.0, 1e-12);
    near(result.intercept, 4.0, 1e-12);
    near(result.slope_low.expect("a limit"), 3.714_285_7, 5e-8);
    near(result.slope_high.expect("a limit"), 4.375, 1e-12);
    let small = theil_sen(&[0.0, 1.0, 2.0], &[0.0, 1.0, 1.0], 0.95).expect("a slope");
    near(small.slope, 0.5, 1e-12);
    near(small.intercept, 0.5, 1e-12);
}

#[test]
fn wilson_is_wilsons() {
    for (k, n, low, high) in [
        (6, 32, 0.088_895_45, 0.353_091_55),
        (0, 14, 0.0, 0.215_310_8),
        (1, 14, 0.012_722_2, 0.314_687_0),
        (7, 14, 0.267_992_0, 0.732_008_0),
        (14, 14, 0.784_689_2, 1.0),
        (3, 3, 0.438_503_0, 1.0),
    ] {
        let share = wilson(k, n).expect("a share");
        near(share.low, low, 5e-8);
        near(share.high, high, 5e-8);
    }
    assert_eq!(wilson(0, 0), None);
    assert_eq!(wilson(4, 3), None);
}

#[test]
fn fisher_is_fishers_tea() {
    let tea = fisher_exact([[3, 1], [1, 3]]);
    near(tea.greater, 0.242_857_1, 5e-8);
    near(tea.two_sided, 0.485_714_3, 5e-8);
    near(fisher_exact([[4, 3], [1, 6]]).two_sided, 0.2657, 5e-5);
}

#[test]
fn a_rotation_by_lot_is_the_published_one() {
    near(expected_distinct(16, 14), 9.517_868_3, 5e-8);
    near(prob_at_least_distinct(13, 16, 14), 0.004_549_0, 5e-8);
    near(prob_no_repeat(16, 14), 0.000_145_181, 5e-10);
    near(gini(&[1, 3, 2, 1, 1, 1, 4]), 0.307_692_3, 5e-8);
    let mut perfect = [1_u64; 16];
    perfect[14..].fill(0);
    near(gini(&perfect), 0.125, 1e-12);
}

#[track_caller]
fn same(found: f64, expected: &str) {
    let expected: f64 = expected.parse().expect("a number");
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{found} is not {expected}");
}

#[test]
fn scipy_agrees() {
    let numbers = |cell: &str| -> Vec<f64> { cell.split(' ').map(|cell| cell.parse().expect("a number")).collect() };
    let whole = |cell: &str| -> Vec<u64> { cell.split(' ').map(|cell| cell.parse().expect("a number")).collect() };
    let mut reader = csv::Reader::from_reader(include_str!("../reference/statistics.csv").as_bytes());
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    for record in reader.records() {
        let record = record.expect("CSV");
        let (sample, other) = (&record[1], &record[2]);
        *seen.entry(record[0].to_owned()).or_default() += 1;
        match &record[0] {
            "kendall-exact" => {
                let result = mann_kendall(&numbers(sample)).expect("a result");
                assert_eq!(result.method, Method::Exact);
                same(result.tau, &record[3]);
                same(result.p_value, &record[4]);
            }
            "kendall-ties" => {
                let result = mann_kendall(&numbers(sample)).expect("a result");
                same(result.tau, &record[3]);
                let uncorrected = result.s as f64 / result.variance.sqrt();
                same(2.0 * upper_tail(uncorrected.abs()), &record[4]);
            }
            "theil-sen" => {
                let result = theil_sen(&numbers(other), &numbers(sample), 0.95).expect("a slope");
                same(result.slope, &record[3]);
                same(result.slope_low.expect("a limit"), &record[4]);
                same(result.slope_high.expect("a limit"), &record[5]);
            }
            "wilson" => {
                let share = wilson(whole(sample)[0], whole(other)[0]).expect("a share");
                same(share.share, &record[3]);
                same(share.low, &record[4]);
                same(share.high, &record[5]);
            }
            "fisher" => {
                let (first, second) = (whole(sample), whole(other));
                let result = fisher_exact([[first[0], first[1]], [second[0], second[1]]]);
                same(result.two_sided, &record[3]);
                same(result.greater, &record[4]);
                same(result.less, &record[5]);
            }
            "normal" => {
                let (found, expected) = (upper_tail(numbers(sample)[0]), numbers(&record[3])[0]);
                assert!((found / expected - 1.0).abs() < 1e-11, "{found} is not {expected}");
            }
            kind => panic!("{kind} is not a kind"),
        }
    }
    assert!(seen.len() == 6 && seen.values().all(|count| *count >= 5), "{seen:?}");
}

#[test]
fn nothing_panics_on_samples_that_are_none() {
    for sample in [&[][..], &[1.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0, 2.0]] {
        assert_eq!(mann_kendall(sample), None);
        assert_eq!(theil_sen(sample, sample, 0.95), None);
    }
    assert_eq!(theil_sen(&[1.0, 2.0], &[1.0], 0.95), None);
    assert_eq!(theil_sen(&[1.0, 1.0], &[1.0, 2.0], 0.95), None);
    assert_eq!(theil_sen(&[1.0, 2.0], &[1.0, 2.0], 1.5), None);
    let tied = mann_kendall(&[5.0; 7]).expect("a result");
    assert_eq!((tied.s, tied.p_value, tied.tau), (0, 1.0, 0.0));
    assert_eq!(fisher_exact([[u64::MAX, 1], [1, 1]]).two_sided, 1.0);
    assert_eq!(fisher_exact([[0, 0], [0, 0]]).two_sided, 1.0);
    assert!(upper_tail(f64::NAN).is_nan());
    assert_eq!((expected_distinct(0, 5), prob_at_least_distinct(1, 0, 5), gini(&[])), (0.0, 0.0, 0.0));
}

/// How many of all orders of `n` different values have an |S| at least as large, by going through them.
fn brute_force(n: usize, s: i64) -> f64 {
    fn go(rest: &mut Vec<usize>, order: &mut Vec<usize>, s: i64, found: &mut (u64, u64)) {
        if rest.is_empty() {
            let mut score = 0;
            for (index, later) in order.iter().enumerate() {
                for earlier in &order[..index] {
                    score += if later > earlier { 1 } else { -1 };
                }
            }
            found.0 += u64::from(i64::abs(score) >= s.abs());
            found.1 += 1;
            return;
        }
        for index in 0..rest.len() {
            let value = rest.remove(index);
            order.push(value);
            go(rest, order, s, found);
            order.pop();
            rest.insert(index, value);
        }
    }
    let mut found = (0, 0);
    go(&mut (0..n).collect(), &mut Vec::new(), s, &mut found);
    found.0 as f64 / found.1 as f64
}

#[test]
fn the_exact_p_is_that_of_all_orders() {
    for n in 2..=7_usize {
        let most = i64::try_from(n * (n - 1) / 2).expect("small");
        for s in (-most..=most).step_by(2) {
            near(exact_p_two_sided(n, s), brute_force(n, s), 1e-12);
        }
    }
}

fn sample() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec((0_u32..2_000).prop_map(f64::from), 2..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn reversal_changes_the_sign_and_nothing_else(values in sample()) {
        let times: Vec<f64> = (0..values.len()).map(|time| time as f64).collect();
        let reversed: Vec<f64> = values.iter().rev().copied().collect();
        let (there, back) = (mann_kendall(&values).expect("a result"), mann_kendall(&reversed).expect("a result"));
        prop_assert_eq!(there.s, -back.s);
        prop_assert_eq!(there.p_value, back.p_value);
        prop_assert!((there.tau + back.tau).abs() < 1e-12);
        let slope = |values: &[f64]| theil_sen(&times, values, 0.95).expect("a slope").slope;
        prop_assert!((slope(&values) + slope(&reversed)).abs() < 1e-9);
    }

    #[test]
    fn a_constant_changes_nothing_and_a_factor_the_slope(values in sample(), constant in 0_u32..5_000, factor in 1_u32..50) {
        let times: Vec<f64> = (0..values.len()).map(|time| time as f64).collect();
        let moved: Vec<f64> = values.iter().map(|value| value + f64::from(constant)).collect();
        let scaled: Vec<f64> = values.iter().map(|value| value * f64::from(factor)).collect();
        prop_assert_eq!(mann_kendall(&values), mann_kendall(&moved));
        prop_assert_eq!(mann_kendall(&values), mann_kendall(&scaled));
        let slope = |values: &[f64]| theil_sen(&times, values, 0.95).expect("a slope").slope;
        prop_assert!((slope(&values) - slope(&moved)).abs() < 1e-9);
        prop_assert!((slope(&values) * f64::from(factor) - slope(&scaled)).abs() < 1e-6);
    }

    #[test]
    fn probabilities_are_probabilities(values in sample(), n in 1_u64..200, k in 0_u64..200, cells in [0_u64..60, 0..60, 0..60, 0..60]) {
        let p = mann_kendall(&values).expect("a result").p_value;
        prop_assert!((0.0..=1.0).contains(&p));
        if let Some(share) = wilson(k, n) {
            prop_assert!(0.0 <= share.low && share.low <= share.share && share.share <= share.high && share.high <= 1.0);
        }
        let [a, b, c, d] = cells;
        let two = fisher_exact([[a, b], [c, d]]).two_sided;
        prop_assert!((0.0..=1.0).contains(&two));
        for other in [[[a, c], [b, d]], [[c, d], [a, b]], [[b, a], [d, c]]] {
            prop_assert!((fisher_exact(other).two_sided - two).abs() < 1e-9);
        }
    }
}
