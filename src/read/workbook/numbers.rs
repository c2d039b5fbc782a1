//! Numbers and days of typed formats → text.

/// A number without a fraction as bare digits, any other with a decimal point.
pub(super) fn decimal(number: f64) -> String {
    // Beyond 2^53 a float does not hold every whole number, and no record does either.
    if number.fract() == 0.0 && number.abs() < 9e15 { format!("{number:.0}") } else { number.to_string() }
}

/// A day of the Gregorian calendar by its number from 1970-01-01, in ISO 8601; `None` outside of 1900–2199.
pub(super) fn day(days: i64) -> Option<String> {
    if !(-25_567..=84_005).contains(&days) {
        return None;
    }
    // Days from the first of March of the year 0, in which leap days come last (Hinnant, chrono-Compatible Low-Level
    // Date Algorithms, civil_from_days).
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar() {
        for (days, date) in [
            (0, "1970-01-01"),
            (20_530, "2026-03-18"),
            (19_782, "2024-02-29"),
            (-25_567, "1900-01-01"),
            (84_005, "2199-12-31"),
        ] {
            assert_eq!(day(days).as_deref(), Some(date));
        }
        assert_eq!(day(i64::MIN), None);
        assert_eq!(day(84_006), None);
        assert_eq!((decimal(3600.0).as_str(), decimal(1.25).as_str(), decimal(-2.0).as_str()), ("3600", "1.25", "-2"));
    }
}
