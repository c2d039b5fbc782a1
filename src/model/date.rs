//! Calendar dates of any precision: a year, a month of a year, or a day (ISO 8601, proleptic Gregorian).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::locale::{Lang, Locale};

/// A date as precise as the source states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// Only the year is known.
    Year(i16),
    /// Year and month are known.
    Month(i16, u8),
    /// The day is known.
    Day(i16, u8, u8),
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[error("a date is written 2015, 2024-03 or 2023-03-29")]
    Form,
    /// A month above 12 or a day that the month does not have.
    #[error("there is no such day in the calendar")]
    NoSuchDay,
    /// A year outside 1900–2199.
    #[error("a year lies between 1900 and 2199")]
    Range,
}

const fn is_leap(year: i16) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month, 1 = January.
const fn days_in(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Date {
    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) | Self::Day(year, _, _) => year,
        }
    }

    /// The first day that the date may mean, as (year, month, day).
    #[must_use]
    pub const fn earliest(self) -> (i16, u8, u8) {
        match self {
            Self::Year(year) => (year, 1, 1),
            Self::Month(year, month) => (year, month, 1),
            Self::Day(year, month, day) => (year, month, day),
        }
    }

    /// Orders dates by the last day that they may mean, the more precise one later.
    #[must_use]
    pub fn lateness(&self) -> impl Ord + use<> {
        (self.latest(), self.earliest())
    }

    /// The last day that the date may mean, as (year, month, day).
    #[must_use]
    pub const fn latest(self) -> (i16, u8, u8) {
        match self {
            Self::Year(year) => (year, 12, 31),
            Self::Month(year, month) => (year, month, days_in(year, month)),
            Self::Day(year, month, day) => (year, month, day),
        }
    }

    /// Whether the date, however it is meant, lies wholly before `other`.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }

    /// Whether the whole of the date lies on or before `day`: known by then for certain.
    #[must_use]
    pub fn known_by(self, day: Self) -> bool {
        self.latest() <= day.latest()
    }

    /// Decimal year of the middle of what the date may mean: 2015 → 2015.5; a day → the noon of that day.
    #[must_use]
    pub fn decimal_year(self) -> f64 {
        let year = self.year();
        let length = if is_leap(year) { 366.0 } else { 365.0 };
        let day_of_year = |(_, month, day): (i16, u8, u8)| {
            (1..month).map(|month| f64::from(days_in(year, month))).sum::<f64>() + f64::from(day) - 1.0
        };
        let middle = f64::midpoint(day_of_year(self.earliest()), day_of_year(self.latest()) + 1.0);
        f64::from(year) + middle / length
    }

    /// As the language writes it: `18.03.2026`, `März 2024`, `2015`; `18 March 2026`, `March 2024`, `2015`.
    #[must_use]
    pub fn written(self, locale: Locale) -> String {
        const DE: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let name = |month: u8| {
            let names = locale.lang.pick(DE, EN);
            names[usize::from(month.clamp(1, 12)) - 1]
        };
        match (self, locale.lang) {
            (Self::Year(year), _) => year.to_string(),
            (Self::Month(year, month), _) => format!("{} {year}", name(month)),
            (Self::Day(year, month, day), Lang::De) => format!("{day:02}.{month:02}.{year}"),
            (Self::Day(year, month, day), Lang::En) => format!("{day} {} {year}", name(month)),
        }
    }
}

impl PartialOrd for Date {
    /// Ordered only where every reading agrees: `2023` and `2023-05` do not compare.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            Some(Ordering::Equal)
        } else if self.is_before(*other) {
            Some(Ordering::Less)
        } else if other.is_before(*self) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |digits: &[u8]| {
            let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
            let number = digits.iter().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?));
            number.ok_or(DateError::Form)
        };
        let (year, month, day) = match text.as_bytes() {
            [year @ .., b'-', m, n, b'-', d, e] => (year, Some([*m, *n]), Some([*d, *e])),
            [year @ .., b'-', m, n] => (year, Some([*m, *n]), None),
            year => (year, None, None),
        };
        if year.len() != 4 {
            return Err(DateError::Form);
        }
        let year = number(year)?;
        let month = month.map(|month| number(&month)).transpose()?;
        let day = day.map(|day| number(&day)).transpose()?;
        if !(1900..=2199).contains(&year) {
            return Err(DateError::Range);
        }
        let month = match month {
            None => return Ok(Self::Year(year)),
            Some(month) => u8::try_from(month).ok().filter(|m| (1..=12).contains(m)).ok_or(DateError::NoSuchDay)?,
        };
        match day {
            None => Ok(Self::Month(year, month)),
            Some(day) => u8::try_from(day)
                .ok()
                .filter(|day| (1..=days_in(year, month)).contains(day))
                .map(|day| Self::Day(year, month, day))
                .ok_or(DateError::NoSuchDay),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(year, month, day) => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
