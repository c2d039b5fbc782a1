//! The first pass: each cell by itself, and what it refers to.

use super::advice;
use super::keys::Keys;
use crate::diag::{Code, Diagnostics, Finding, is_hidden, nearest, quote};
use crate::model::date::Date;
use crate::model::id::Id;
use crate::model::land::{Holder, Land};
use crate::read::raw;
use crate::read::schema::{Kind, Schema};
use crate::read::sheet::Row;

/// Judges every cell of a row.
pub(super) fn judge(row: &Row<'_>, schema: &Schema, keys: &Keys, findings: &mut Diagnostics) {
    for (column, written) in schema.columns.iter().zip(row.cells_as_written()) {
        // A column that the file does not have was reported at its first line.
        let Some(written) = written else { continue };
        let cell = Cell { row, column: column.name, text: written.trim() };
        if cell.text.is_empty() {
            if column.required {
                findings.error(Code::RequiredCell, || {
                    let finding = cell.finding(format!("`{}` may not be empty", column.name));
                    if column.name == "value" { finding.hint("a figure that is not known has no row") } else { finding }
                });
            }
        } else if cell.is_clean(written, column.kind, findings) {
            cell.judge(column.kind, keys, findings);
        }
    }
}

/// A filled cell, without the blanks at its ends.
pub(super) struct Cell<'r> {
    pub row: &'r Row<'r>,
    pub column: &'static str,
    pub text: &'r str,
}

impl Cell<'_> {
    fn finding(&self, message: String) -> Finding {
        self.row.finding(self.column, message)
    }

    fn is_clean(&self, written: &str, kind: Kind, findings: &mut Diagnostics) -> bool {
        let breaks = |character: char| matches!(character, '\n' | '\r' | '\t');
        if let Some(hidden) = self.text.chars().find(|character| is_hidden(*character) && !breaks(*character)) {
            findings.error(Code::BadText, || {
                let message = format!("`{}` holds a character that cannot be seen: {hidden}", self.column);
                let finding = self.row.finding_part(self.column, hidden.encode_utf8(&mut [0; 4]), message);
                finding.hint("delete it; it often comes along when text is copied from a page")
            });
            return false;
        }
        if written.len() != self.text.len() {
            findings.warning(Code::StrayBlanks, || {
                self.finding(format!("`{}` begins or ends with blanks", self.column)).hint("they are left out")
            });
        } else if kind == Kind::Text && self.text.contains(breaks) {
            findings.warning(Code::StrayBlanks, || {
                self.finding(format!("`{}` goes on over several lines", self.column))
                    .hint("a line break is read as a blank")
            });
        }
        true
    }

    /// Judges the cell as what its column wants.
    pub(super) fn judge(&self, kind: Kind, keys: &Keys, findings: &mut Diagnostics) {
        let text = self.text;
        match kind {
            Kind::Text => {}
            Kind::Id => {
                if let Err(error) = text.parse::<Id>() {
                    findings.error(Code::BadId, || {
                        self.finding(format!("{}: {error}", quote(text))).hint_if(advice::id(text))
                    });
                }
            }
            Kind::Reference(file) => self.refer(text, file, keys, findings),
            Kind::References(file) => list(text).for_each(|entry| self.refer(entry, file, keys, findings)),
            Kind::FileName => self.file_name(findings),
            Kind::Word(words) => self.word(words, findings),
            Kind::LandKey => self.land::<Land>(Land::WORDS, findings),
            Kind::Land => {
                self.land::<Land>(Land::WORDS, findings);
                self.known_land(keys, findings);
            }
            Kind::Holder => {
                self.land::<Holder>(Holder::WORDS, findings);
                self.known_land(keys, findings);
            }
            Kind::Date => {
                if let Err(error) = text.parse::<Date>() {
                    findings.error(Code::BadDate, || {
                        self.finding(format!("{} is not a date: {error}", quote(text))).hint_if(advice::date(text))
                    });
                }
            }
            Kind::Whole(least, most) => self.whole(least, most, findings),
            Kind::Percentage => {
                if percentage(text).is_none() {
                    findings.error(Code::BadNumber, || {
                        self.finding(format!("{} is not a percentage", quote(text)))
                            .hint("write it with a decimal point and at most five decimals, for example 5.05577")
                    });
                }
            }
            Kind::Ags => {
                if text.len() != 2 || !is_digits(text) {
                    findings.error(Code::BadNumber, || {
                        self.finding(format!("{} is not a key of two digits", quote(text)))
                            .hint("for example 01 for Schleswig-Holstein; a spreadsheet drops the zero in front")
                    });
                }
            }
        }
    }

    fn refer(&self, id: &str, file: &'static str, keys: &Keys, findings: &mut Diagnostics) {
        let Some(set) = keys.table(file) else { return };
        if !set.may_have(id) {
            findings.error(Code::DanglingReference, || {
                let finding = self.row.finding_part(self.column, id, format!("{file} has no {}", quote(id)));
                if id.contains(',') {
                    finding.hint("several entries are separated by semicolons")
                } else {
                    finding.hint_if(set.suggestion(id))
                }
            });
        }
    }

    fn file_name(&self, findings: &mut Diagnostics) {
        if self.text.contains(['/', '\\', ':']) || self.text.starts_with('.') {
            findings.error(Code::UnsafePath, || {
                self.finding(format!("{} is not a plain file name", quote(self.text)))
                    .hint("write the name only, without folders; it does not begin with a dot")
            });
        }
    }

    fn word(&self, words: &[&'static str], findings: &mut Diagnostics) {
        if !words.contains(&self.text) {
            findings.error(Code::BadWord, || {
                let hint = nearest(self.text, words.iter().copied())
                    .map_or_else(|| format!("one of {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
                self.finding(format!("{} is not a word for `{}`", quote(self.text), self.column)).hint(hint)
            });
        }
    }

    fn land<L: std::str::FromStr>(&self, words: &[&'static str], findings: &mut Diagnostics) {
        if self.text.parse::<L>().is_err() {
            findings.error(Code::BadWord, || {
                let hint = advice::land(self.text)
                    .map_or_else(|| format!("one of {}", words.join(", ")), |land| format!("did you mean `{land}`?"));
                self.finding(format!("{} is not a word for `{}`", quote(self.text), self.column)).hint(hint)
            });
        }
    }

    fn known_land(&self, keys: &Keys, findings: &mut Diagnostics) {
        if self.text.parse::<Land>().is_ok() {
            self.refer(self.text, raw::Land::SCHEMA.file, keys, findings);
        }
    }

    fn whole(&self, least: u64, most: u64, findings: &mut Diagnostics) {
        if !is_digits(self.text) {
            findings.error(Code::BadNumber, || {
                self.finding(format!("{} is not a whole number in bare digits", quote(self.text)))
                    .hint(advice::number(self.text))
            });
        } else if !self.text.parse::<u64>().is_ok_and(|number| (least..=most).contains(&number)) {
            findings.error(Code::NumberRange, || {
                self.finding(format!("{} lies outside {least} to {most}", quote(self.text)))
            });
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A percentage in 1/100,000: whole number or decimal point, at most five decimals, at most 100.
pub(super) fn percentage(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let number = (is_digits(whole) && is_digits(fraction) && whole.len() <= 3 && fraction.len() <= 5)
        .then(|| format!("{whole}{fraction:0<5}").parse::<u64>().ok())
        .flatten()?;
    (number <= 100 * 100_000).then_some(number)
}

/// A text on one line; `None` where the cell is empty.
pub(super) fn text(cell: &str) -> Option<String> {
    let line = if cell.contains(['\n', '\r', '\t']) {
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        cell.to_owned()
    };
    (!line.is_empty()).then_some(line)
}

/// The entries of a list cell, separated by semicolons.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}
