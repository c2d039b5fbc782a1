//! Headlines: findings of numbers, made once and worded in German and English. A headline states what the numbers
//! license and nothing more.

mod attendance;
mod expectation;
mod hosts;
mod topics;

pub use attendance::AttendanceFinding;
pub use expectation::ExpectationFinding;
pub use hosts::{CoverageFinding, HostFinding};
pub use topics::{TopicFinding, unmapped};

use crate::locale::{Lang, Locale};

/// `1 Ausgabe`, `3 Ausgaben`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The same with the number as the language writes it: `10.000 Ausgaben`.
#[must_use]
pub fn counted_in(count: usize, (one, many): (&str, &str), lang: Lang) -> String {
    format!("{} {}", written(count, lang), if count == 1 { one } else { many })
}

/// A count as the language writes it: `10.000` or `10,000`.
#[must_use]
pub fn written(count: usize, lang: Lang) -> String {
    Locale::of(lang).count(count)
}

/// `A`, `A und B`, `A, B und C`.
#[must_use]
pub fn listed(words: &[String], lang: Lang) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), lang.pick("und", "and")),
    }
}
