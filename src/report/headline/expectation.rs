//! What came of expectations.

use super::written;
use crate::analysis::expectation::{ExpectationRow, Outcome};
use crate::locale::Lang;

/// How many editions allow a comparison of before and after, and how it went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpectationFinding {
    /// Editions with a figure from before the event.
    pub editions: usize,
    /// Editions with a comparison in one mode and unit.
    pub compared: usize,
    /// Editions among them with more than before.
    pub more: usize,
    /// Editions among them with fewer.
    pub fewer: usize,
}

impl ExpectationFinding {
    /// Counts the rows.
    #[must_use]
    pub fn of(rows: &[ExpectationRow]) -> Self {
        let any = |outcomes: &[Outcome]| {
            rows.iter().filter(|row| row.findings.iter().any(|finding| outcomes.contains(&finding.outcome))).count()
        };
        Self {
            editions: rows.len(),
            compared: any(&[Outcome::More, Outcome::Fewer, Outcome::Within]),
            more: any(&[Outcome::More]),
            fewer: any(&[Outcome::Fewer]),
        }
    }

    /// The finding as a title.
    #[must_use]
    pub fn worded(self, lang: Lang) -> String {
        let Self { editions, compared, more, fewer } = self;
        let count = |count: usize| written(count, lang);
        if editions == 0 {
            return lang
                .pick("Keine Zahl von vor einer Veranstaltung bekannt", "No figure from before an event known")
                .to_owned();
        }
        let of_de = if editions == 1 {
            "der einen Ausgabe".to_owned()
        } else {
            format!("{} von {} Ausgaben", count(compared), count(editions))
        };
        let of_en = if editions == 1 {
            "the one edition".to_owned()
        } else {
            format!("{} of {} editions", count(compared), count(editions))
        };
        match (compared, more, fewer) {
            (0, ..) => lang.pick(
                "Erwartung und Teilnahme lassen sich bei keiner Ausgabe vergleichen".to_owned(),
                "Expectation and attendance cannot be compared for any edition".to_owned(),
            ),
            (_, 0, 0) => lang.pick(
                format!("Erwartung und Teilnahme sind bei {of_de} vergleichbar; dort stimmen sie überein"),
                format!("Expectation and attendance compare for {of_en}; there they agree"),
            ),
            _ => {
                let times =
                    |times: usize| if times == 1 { "einmal".to_owned() } else { format!("{}-mal", count(times)) };
                let parts = match (more, fewer) {
                    (more, 0) => lang.pick(
                        format!("{} kamen mehr als zuvor genannt", times(more)),
                        format!("{} had more than stated before", count(more)),
                    ),
                    (0, fewer) => lang.pick(
                        format!("{} kamen weniger als zuvor genannt", times(fewer)),
                        format!("{} had fewer than stated before", count(fewer)),
                    ),
                    _ => lang.pick(
                        format!("{} kamen mehr, {} weniger als zuvor genannt", times(more), times(fewer)),
                        format!("{} had more and {} fewer than stated before", count(more), count(fewer)),
                    ),
                };
                lang.pick(
                    format!("Erwartung und Teilnahme sind bei {of_de} vergleichbar: {parts}"),
                    format!("Expectation and attendance compare for {of_en}: {parts}"),
                )
            }
        }
    }
}
