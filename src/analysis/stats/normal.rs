//! The normal distribution.

/// Upper tail of the standard normal distribution, P(Z > z).
///
/// For small |z| the Taylor series of the distribution function about 0 (Marsaglia, Evaluating the Normal
/// Distribution, J. Stat. Softw. 11(4), 2004); for large |z| Laplace's continued fraction of Mills' ratio, by Lentz.
/// Relative error below 1e-12 for |z| < 30. Not a number in gives not a number out.
#[must_use]
pub fn upper_tail(z: f64) -> f64 {
    if z.is_nan() {
        return f64::NAN;
    }
    if z < 0.0 {
        return 1.0 - upper_tail(-z);
    }
    let density = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt();
    if z < 2.5 {
        let (mut term, mut sum, mut index) = (z, z, 1.0);
        while term.abs() > 1e-18 * sum.abs() {
            index += 2.0;
            term *= z * z / index;
            sum += term;
        }
        return 0.5 - density * sum;
    }
    if density == 0.0 {
        return 0.0;
    }
    let mut fraction = z;
    for step in (1..=300).rev() {
        fraction = z + f64::from(step) / fraction;
    }
    density / fraction
}

/// The z with P(Z > z) = p for 0 < p < 1, by bisection of [`upper_tail`]; not a number otherwise.
#[must_use]
pub fn upper_quantile(p: f64) -> f64 {
    if !(p > 0.0 && p < 1.0) {
        return f64::NAN;
    }
    let (mut low, mut high) = (-40.0_f64, 40.0_f64);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        // Between two neighbouring numbers there is nothing to be found any more.
        if middle <= low || middle >= high {
            break;
        }
        if upper_tail(middle) > p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
