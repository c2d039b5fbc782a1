//! Texts that a spreadsheet would take for a formula.

use super::is_hidden;

/// What a formula begins with, full-width forms included.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that a spreadsheet would take for a formula with an apostrophe before it; any other as it is, numbers too,
/// negative ones as well. Blanks and what cannot be seen hide no formula: some spreadsheets drop them on reading.
#[must_use]
pub fn harmless(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet would take a text for a formula.
#[must_use]
pub fn is_formula(cell: &str) -> bool {
    // Most cells begin with a letter or a digit.
    if cell.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric) {
        return false;
    }
    let shown = cell.trim_start_matches(|character: char| character.is_whitespace() || is_hidden(character));
    (shown.starts_with(BEGINNINGS) || cell.starts_with(['\t', '\r', '\n'])) && !is_number(cell)
}

/// A plain decimal number: digits, at most one point, at most one minus before them.
#[must_use]
pub fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numeric(whole) && numeric(fraction)
}
