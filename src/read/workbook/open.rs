//! A file → its sheets: which format it is, and the bounds that all formats share.

use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use super::encoding::{NoText, decode};
use super::{Cell, MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_TEXT, Row, Sheet, Typed, Unread, Workbook, delimited};
use crate::diag::{Code, Diagnostics, Finding};
use crate::source::{Position, Refusal, SourceText};

/// Counts what the sheets of a file hold, and says so where it is too much.
pub(super) struct Cells {
    path: Arc<str>,
    count: usize,
    bytes: usize,
    pub(super) findings: Diagnostics,
}

impl Cells {
    /// Adds a cell to a row unless it is empty; false where a bound is reached, which is a finding then.
    pub(super) fn push(
        &mut self,
        row: &mut Row,
        index: usize,
        (line, column): (usize, usize),
        kind: Typed,
        text: &str,
    ) -> bool {
        if text.is_empty() {
            return true;
        }
        self.count += 1;
        self.bytes += text.len();
        let too_much = if text.len() > MAX_CELL {
            format!("the cell is longer than {} KiB", MAX_CELL / 1024)
        } else if self.count > MAX_CELLS {
            format!("the file has more than {MAX_CELLS} cells")
        } else if self.bytes > MAX_TEXT {
            format!("the cells hold more than {} MiB", MAX_TEXT / 1024 / 1024)
        } else {
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let (line, column) = (number(line), number(column));
            row.cells.push(Cell { index: number(index), line, column, kind, text: text.to_owned() });
            return true;
        };
        self.findings.error(Code::TooLarge, || {
            let beginning: String = text.chars().take(100).collect();
            Finding::place(&*self.path, Position { line, column }, (&beginning, 1), too_much)
                .hint("split the file, or leave out what is no record")
        });
        false
    }
}

/// Reads a file.
///
/// # Errors
/// When it cannot be read, or what is in it cannot be taken.
pub fn open(path: &Path) -> Result<Workbook, Unread> {
    let bytes = bytes(path)?;
    sheets(&path.to_string_lossy(), &bytes)
}

/// The bytes of a file of at most [`MAX_BYTES`].
fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let failed = |cause| Unread::File { path: path.to_owned(), cause };
    // A pipe or a device may never end.
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(failed(Error::new(ErrorKind::InvalidInput, "it is not a file")));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Reads bytes that came from a file of this name.
///
/// # Errors
/// As [`open`].
pub fn sheets(path: &str, bytes: &[u8]) -> Result<Workbook, Unread> {
    let path: Arc<str> = path.into();
    let mut cells = Cells { path: path.clone(), count: 0, bytes: 0, findings: Diagnostics::default() };
    if bytes.len() > MAX_BYTES {
        cells.findings.error(Code::TooLarge, || {
            Finding::file(&*path, format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024))
                .hint("split it, or put the tables into a package folder")
        });
        return Err(Unread::Findings(cells.findings));
    }
    let (format, sheets) = read(&path, bytes, &mut cells);
    if cells.findings.has_errors() {
        return Err(Unread::Findings(cells.findings));
    }
    Ok(Workbook { path, format, sheets, warnings: cells.findings })
}

fn read(path: &Arc<str>, bytes: &[u8], cells: &mut Cells) -> (String, Vec<Sheet>) {
    text(path, bytes, cells).unwrap_or_default()
}

/// A text: JSON, JSON Lines or delimited.
fn text(path: &Arc<str>, bytes: &[u8], cells: &mut Cells) -> Option<(String, Vec<Sheet>)> {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(NoText { offset, reason }) => {
            cells.findings.error(Code::NotText, || {
                Finding::file(&**path, format!("the file cannot be read as text: at byte {}, {reason}", offset + 1))
                    .hint("save it as CSV UTF-8, or as XLSX or ODS")
            });
            return None;
        }
    };
    let encoding = decoded.encoding;
    let source = match SourceText::new(&**path, &**path, decoded.text.into_owned().into_bytes()) {
        Ok(source) => source,
        Err(refusal) => {
            let message = refusal.to_string();
            cells.findings.error(Code::TooLarge, || match &refusal {
                Refusal::Line { line, beginning } => {
                    Finding::place(&**path, Position { line: *line, column: 1 }, (beginning, 1), message)
                        .hint("is this a table? a row stands on a line of its own")
                }
                _ => Finding::file(&**path, message),
            });
            return None;
        }
    };
    let (delimiter, name) = delimited::delimiter(source.text());
    let sheet = delimited::read(&source, delimiter, cells);
    Some((format!("CSV ({encoding}, {name})"), vec![sheet]))
}
