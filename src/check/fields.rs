//! Cells → values; what is not one becomes a finding at its place.

use std::fmt::Display;
use std::str::FromStr;

use crate::diag::{Code, Diagnostics, nearest};
use crate::model::claim::Qualifier;
use crate::model::date::Date;
use crate::model::vocabulary::UnknownWord;
use crate::read::table::Located;

/// A text, trimmed; `None` where the cell is empty.
pub(super) fn text<T>(row: &Located<'_, T>, column: &str, cell: &str, findings: &mut Diagnostics) -> Option<String> {
    let trimmed = cell.trim();
    if let Some(character) = trimmed.chars().find(|character| character.is_control()) {
        let message = format!("`{column}` holds a control character ({})", character.escape_unicode());
        findings.push(row.finding(Code::BadText, column, message).hint("write the text on one line"));
    } else if trimmed.len() != cell.len() {
        let message = format!("`{column}` begins or ends with a blank");
        findings.push(row.finding(Code::BadText, column, message).hint("the blank is left out").warning());
    }
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// A text that must be there.
pub(super) fn required<T>(row: &Located<'_, T>, column: &str, cell: &str, findings: &mut Diagnostics) -> String {
    if cell.trim().is_empty() {
        findings.push(row.finding(Code::RequiredCell, column, format!("`{column}` may not be empty")));
    }
    text(row, column, cell, findings).unwrap_or_default()
}

/// A word of a closed vocabulary; `None` where the cell is empty or wrong.
pub(super) fn word<T, W: FromStr<Err = UnknownWord>>(
    row: &Located<'_, T>,
    column: &str,
    cell: &str,
    findings: &mut Diagnostics,
) -> Option<W> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    match cell.parse() {
        Ok(word) => Some(word),
        Err(error) => {
            let hint = nearest(cell, error.allowed.iter().copied()).map_or_else(
                || format!("one of {}", error.allowed.join(", ")),
                |word| format!("did you mean `{word}`?"),
            );
            let message = format!("`{cell}` is not a word for `{column}`");
            findings.push(row.finding(Code::BadWord, column, message).hint(hint));
            None
        }
    }
}

/// A word that must be there.
pub(super) fn required_word<T, W: FromStr<Err = UnknownWord>>(
    row: &Located<'_, T>,
    column: &str,
    cell: &str,
    findings: &mut Diagnostics,
) -> Option<W> {
    if cell.trim().is_empty() {
        findings.push(row.finding(Code::RequiredCell, column, format!("`{column}` may not be empty")));
    }
    word(row, column, cell, findings)
}

/// A date; `None` where the cell is empty or wrong.
pub(super) fn date<T>(row: &Located<'_, T>, column: &str, cell: &str, findings: &mut Diagnostics) -> Option<Date> {
    parsed(row, column, cell.trim(), Code::BadDate, "write it as 2015, 2024-03 or 2023-03-29", findings)
}

fn parsed<T, V: FromStr<Err: Display>>(
    row: &Located<'_, T>,
    column: &str,
    cell: &str,
    code: Code,
    hint: &str,
    findings: &mut Diagnostics,
) -> Option<V> {
    if cell.is_empty() {
        return None;
    }
    cell.parse().map_err(|error| findings.push(row.finding(code, column, format!("`{cell}`: {error}")).hint(hint))).ok()
}

/// A whole number in a range; `None` where the cell is empty or wrong. Nothing is guessed: `1.200` could be either.
pub(super) fn whole<T>(
    row: &Located<'_, T>,
    column: &str,
    cell: &str,
    range: std::ops::RangeInclusive<u64>,
    findings: &mut Diagnostics,
) -> Option<u64> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("`{cell}` is not a whole number");
        findings.push(row.finding(Code::BadNumber, column, message).hint(number_hint(cell)));
        return None;
    }
    let number = cell.parse::<u64>().ok().filter(|number| range.contains(number));
    if number.is_none() {
        let message = format!("`{cell}` lies outside {} to {}", range.start(), range.end());
        findings.push(row.finding(Code::NumberRange, column, message));
    }
    number
}

/// What to do about a cell that is not bare digits.
fn number_hint(cell: &str) -> String {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let words = cell.trim_end_matches(|c: char| c.is_ascii_digit() || ". , \u{a0}\u{202f}".contains(c)).trim();
    if words.parse::<Qualifier>().is_ok() && !digits.is_empty() {
        return format!("write `{words}` into `qualifier` and the bare digits here: {digits}");
    }
    if cell.chars().all(|c| c.is_ascii_digit() || ".,' \u{a0}\u{202f}".contains(c)) && !digits.is_empty() {
        return format!(
            "write bare digits without separators; if `{cell}` means {digits}, write {digits}: nothing is guessed"
        );
    }
    "write bare digits, for example 3600".to_owned()
}

/// A decimal number as whole hundred-thousandths, for the Königsteiner Schlüssel (percent, five places).
pub(super) fn percentage<T>(row: &Located<'_, T>, column: &str, cell: &str, findings: &mut Diagnostics) -> Option<u64> {
    let cell = cell.trim();
    if cell.is_empty() {
        return None;
    }
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let number = (digits(whole) && digits(fraction) && !whole.is_empty() && whole.len() <= 3 && fraction.len() <= 5)
        .then(|| format!("{whole}{fraction:0<5}").parse::<u64>().ok())
        .flatten()
        .filter(|number| *number <= 100 * 100_000);
    if number.is_none() {
        let message = format!("`{cell}` is not a percentage with at most five decimals");
        findings.push(row.finding(Code::BadNumber, column, message).hint("for example 5.05577"));
    }
    number
}

/// The entries of a list cell, separated by semicolons.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}
