//! One cell → the package's own words.

use super::when::{When, day_of_serial, when};
use super::{Page, Question, Tongue, amount, words};
use crate::diag::{Code, Diagnostics, Finding, nearest};
use crate::ingest::{IncomingCell, Spot};
use crate::model::land::{Holder, Land};
use crate::read::schema::Kind;
use crate::read::workbook::{Cell, Typed};

/// What people write where they know nothing.
const NOTHING: &[&str] = &[
    "-",
    "–",
    "—",
    "?",
    "k.a.",
    "k. a.",
    "k.a",
    "ka",
    "n/a",
    "n.a.",
    "n. a.",
    "na",
    "nn",
    "n.n.",
    "unbekannt",
    "unknown",
    "nicht bekannt",
    "not known",
    "keine angabe",
    "offen",
    "tbd",
    "#n/a",
    "#nv",
];

/// Whether a cell says that nothing is known.
pub(super) fn is_nothing(text: &str) -> bool {
    text.len() < 20 && NOTHING.contains(&text.to_lowercase().as_str())
}

/// A cell of a list with its place.
#[derive(Clone, Copy)]
pub(super) struct Written<'w> {
    pub page: Page<'w>,
    pub cell: &'w Cell,
    /// The name of its column, as the list has it.
    pub field: &'w str,
    pub tongue: Tongue,
}

impl Written<'_> {
    pub(super) fn spot(&self) -> Spot {
        self.page.spot(self.cell)
    }

    /// The cell in the package's words.
    pub(super) fn says(&self, text: impl Into<String>) -> IncomingCell {
        let text = text.into();
        let written = (text != self.cell.text).then(|| self.cell.text.clone());
        IncomingCell { text, written, spot: self.spot() }
    }

    /// A text on one line.
    pub(super) fn line(&self) -> IncomingCell {
        self.says(self.cell.text.split(['\n', '\r', '\t']).map(str::trim).collect::<Vec<_>>().join(" ").trim())
    }

    pub(super) fn refuse(&self, question: Question, code: Code, findings: &mut Diagnostics) {
        question.report(code, self.page, (self.field, self.cell), findings);
    }

    /// A finding at the cell.
    pub(super) fn finding(&self, message: impl Into<String>) -> Finding {
        self.page.finding(self.cell, self.field, message)
    }

    /// A day, month or year, or the first and the last day.
    pub(super) fn when(&self, findings: &mut Diagnostics) -> Option<When> {
        let serial = || self.cell.text.split('.').next().and_then(|days| days.parse().ok()).and_then(day_of_serial);
        let read = match (self.cell.kind, serial()) {
            (Typed::Number, Some(start)) => Ok(When { start, end: None, serial: true }),
            _ => when(&self.cell.text),
        };
        match read {
            Ok(when) => {
                if when.serial {
                    findings.warning(Code::Ambiguous, || {
                        let message =
                            format!("{} is taken for the day {} of a spreadsheet", self.cell.text, when.start);
                        self.finding(message)
                    });
                }
                Some(when)
            }
            Err(question) => {
                self.refuse(question, Code::BadDate, findings);
                None
            }
        }
    }

    /// The claims of a number: one, or the two bounds of a range.
    pub(super) fn amounts(&self, findings: &mut Diagnostics) -> Vec<amount::Amount> {
        // A number of a spreadsheet has its decimal point, whatever the language.
        let read = match self.cell.kind {
            Typed::Number if self.cell.text.contains('.') => {
                Err(Question::wrong("is not a whole number", "a count of people or talks has no decimals"))
            }
            _ => amount::amounts(&self.cell.text, self.tongue),
        };
        read.unwrap_or_else(|question| {
            self.refuse(question, Code::BadNumber, findings);
            Vec::new()
        })
    }

    /// A word of a vocabulary.
    pub(super) fn word(&self, words: &'static [&'static str], findings: &mut Diagnostics) -> Option<IncomingCell> {
        if let Some(word) = words::word(&self.cell.text, words) {
            return Some(self.says(word));
        }
        let similar = nearest(&self.cell.text, words::names(words));
        findings.error(Code::BadWord, || {
            let offered = || {
                let named = words::spelt(words).iter().map(|(_, german, ..)| *german);
                let all: Vec<_> = if named.len() == 0 { words.to_vec() } else { named.collect() };
                format!("known are {}", all.join(", "))
            };
            let hint = similar.map_or_else(offered, |word| format!("did you mean `{word}`?"));
            let message = format!("{} is none of the words for this", crate::diag::quote(&self.cell.text));
            self.finding(message).hint(hint)
        });
        None
    }

    /// The cell as its column of a table wants it.
    pub(super) fn as_kind(&self, kind: Kind, findings: &mut Diagnostics) -> Option<IncomingCell> {
        match kind {
            Kind::Date => {
                let when = self.when(findings)?;
                if when.end.is_none() {
                    return Some(self.says(when.start.to_string()));
                }
                let hint = "the first and the last day have a column each";
                self.refuse(Question::wrong("is two dates", hint), Code::BadDate, findings);
                None
            }
            Kind::Whole(..) => match self.amounts(findings).as_slice() {
                [] => None,
                [one] if one.qualifier.is_none() => Some(self.says(one.value.to_string())),
                _ => {
                    let hint = "write bare digits here and the word before them into its own column";
                    self.refuse(Question::wrong("is more than a number", hint), Code::BadNumber, findings);
                    None
                }
            },
            Kind::Word(words) => self.word(words, findings),
            Kind::Holder if self.cell.text.eq_ignore_ascii_case("bund") => Some(self.says(Holder::Bund.word())),
            Kind::Land | Kind::LandKey | Kind::Holder => self.word(Land::WORDS, findings),
            Kind::Text => Some(self.line()),
            Kind::Ags if self.cell.kind == Typed::Number && self.cell.text.len() == 1 => {
                // A spreadsheet drops the zero in front.
                Some(self.says(format!("0{}", self.cell.text)))
            }
            Kind::Id | Kind::Reference(_) | Kind::References(_) | Kind::FileName | Kind::Percentage | Kind::Ags => {
                Some(self.says(self.cell.text.clone()))
            }
        }
    }
}
