//! Where a cell stands in the bytes of its row, by the same rules as the csv crate reads it: a quotation mark opens a
//! cell only as its first character, two of them inside mean one, and LF, CR LF or CR ends a row outside of quotes.

use std::ops::Range;

/// A cell's place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellSpan {
    /// Its bytes, quotation marks included.
    pub bytes: Range<usize>,
    /// Whether it opens with a quotation mark that is never closed.
    pub unclosed: bool,
    /// Whether the row ends behind it.
    pub last: bool,
}

/// The cell that begins at byte `first`.
fn cell_at(text: &[u8], first: usize, delimiter: u8) -> CellSpan {
    let mut at = first;
    let mut unclosed = false;
    if text.get(at) == Some(&b'"') {
        at += 1;
        loop {
            match (text.get(at), text.get(at + 1)) {
                (Some(b'"'), Some(b'"')) => at += 2,
                (Some(b'"'), _) => {
                    at += 1;
                    break;
                }
                (Some(_), _) => at += 1,
                (None, _) => {
                    unclosed = true;
                    break;
                }
            }
        }
    }
    while text.get(at).is_some_and(|byte| *byte != delimiter && !matches!(byte, b'\n' | b'\r')) {
        at += 1;
    }
    let at = at.min(text.len());
    CellSpan { bytes: first..at, unclosed, last: text.get(at) != Some(&delimiter) }
}

/// The cells of the row that begins at byte `start`.
pub(super) fn cells(text: &str, start: usize, delimiter: u8) -> impl Iterator<Item = CellSpan> + '_ {
    let mut next = Some(start.min(text.len()));
    std::iter::from_fn(move || {
        let cell = cell_at(text.as_bytes(), next?, delimiter);
        next = (!cell.last).then_some(cell.bytes.end + 1);
        Some(cell)
    })
}
