//! How a language writes numbers and dates.

use std::fmt;
use std::str::FromStr;

/// The language of labels and charts. German is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Lang {
    /// Picks the wording of this language.
    pub fn pick<T>(self, de: T, en: T) -> T {
        match self {
            Self::De => de,
            Self::En => en,
        }
    }

    /// ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "de" => Ok(Self::De),
            "en" => Ok(Self::En),
            _ => Err(format!("`{text}` is not a language: one of de, en")),
        }
    }
}

/// Number and date conventions of a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
}

impl Locale {
    /// Conventions of a language: German press style (3.600; 0,5) or English (3,600; 0.5).
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// A whole number with grouped thousands: `3.600` or `3,600`.
    #[must_use]
    pub fn integer(self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let separator = self.lang.pick('.', ',');
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if value < 0 {
            text.push('−');
        }
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A count with grouped thousands.
    #[must_use]
    pub fn count(self, value: impl TryInto<i64>) -> String {
        self.integer(value.try_into().unwrap_or(i64::MAX))
    }

    /// A place in a row: `9.` or `9th`.
    #[must_use]
    pub fn ordinal(self, number: u32) -> String {
        let ending = match (self.lang, number % 10, number % 100) {
            (Lang::De, ..) => ".",
            (Lang::En, 1, last) if last != 11 => "st",
            (Lang::En, 2, last) if last != 12 => "nd",
            (Lang::En, 3, last) if last != 13 => "rd",
            (Lang::En, ..) => "th",
        };
        format!("{number}{ending}")
    }

    /// A decimal number with a fixed count of places: `0,5` or `0.5`. Not finite: a dash.
    #[must_use]
    pub fn decimal(self, value: f64, places: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.places$}", value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let negative = value < 0.0 && text.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
        let grouped = whole.parse::<i64>().map_or_else(|_| whole.to_owned(), |whole| self.integer(whole));
        let sign = if negative { "−" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}{}{fraction}", self.lang.pick(',', '.'))
        }
    }
}
