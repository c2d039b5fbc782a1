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

use crate::locale::Lang;

/// `1 Ausgabe`, `3 Ausgaben`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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
