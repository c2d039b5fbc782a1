//! A file → its sheets: which format it is, and the bounds that all formats share.

use std::fs;
use std::io::{Error, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use super::archive::{self, Kind, Refused};
use super::encoding::{NoText, decode};
use super::{
    Cell, MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_SHEETS, MAX_TEXT, MAX_UNPACKED, Row, Sheet, Typed, Unread,
    Workbook, delimited, json, ods, parquet, xlsx,
};
use crate::diag::{Code, Diagnostics, Finding};
use crate::read::guard::contained;
use crate::source::{Position, Refusal, SourceText};

/// Counts what the sheets of a file hold, and says so where it is too much.
pub(super) struct Cells {
    path: Arc<str>,
    count: usize,
    bytes: usize,
    pub(super) findings: Diagnostics,
}

impl Cells {
    /// Whether a column of a sheet is within the bound; a finding if not.
    pub(super) fn has_room(&mut self, index: usize, line: usize) -> bool {
        if index < MAX_COLUMNS {
            return true;
        }
        self.findings.error(Code::TooLarge, || {
            let message = format!("row {line} has a cell beyond column {MAX_COLUMNS}");
            Finding::file(&*self.path, message).hint("delete what stands far to the right of the table")
        });
        false
    }

    /// Says that there are too many sheets.
    pub(super) fn too_many_sheets(&mut self) {
        self.findings.error(Code::TooLarge, || {
            Finding::file(&*self.path, format!("the file has more than {MAX_SHEETS} sheets"))
        });
    }

    /// Says that there are too many cells, empty ones included.
    pub(super) fn too_many_fields(&mut self, most: u64) {
        self.findings.error(Code::TooLarge, || {
            Finding::file(&*self.path, format!("the file has more than {most} cells, empty ones included"))
                .hint("split it")
        });
    }

    /// Says that the file unpacks to too much.
    pub(super) fn too_much_unpacked(&mut self) {
        self.findings.error(Code::TooLarge, || {
            Finding::file(&*self.path, format!("the file unpacks to more than {} MiB", MAX_UNPACKED / 1024 / 1024))
                .hint("split it")
        });
    }

    /// Says that the file is broken.
    fn broken(&mut self, message: impl Into<String>) {
        self.findings.error(Code::BrokenFile, || {
            Finding::file(&*self.path, message)
                .hint("open it in the program that it comes from and save it anew, as XLSX, ODS or CSV")
        });
    }

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
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let read = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        spreadsheet(bytes, cells)
    } else if bytes.starts_with(b"PAR1") {
        binary("Parquet", cells, |cells| parquet::read(bytes, cells)).map(|sheet| ("Parquet".to_owned(), vec![sheet]))
    } else if bytes.starts_with(OLE) {
        cells.broken("it is an old workbook (XLS) or one with a password, which is not read");
        None
    } else {
        text(path, bytes, cells)
    };
    let (format, sheets) = read.unwrap_or_default();
    ending(path, &format, cells);
    (format, sheets)
}

/// Warns where the ending of the name says another format than the content.
fn ending(path: &str, format: &str, cells: &mut Cells) {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let said = match ending.as_str() {
        "xlsx" | "xlsm" => "XLSX",
        "xls" => "XLS",
        "ods" => "ODS",
        "parquet" => "Parquet",
        "json" => "JSON",
        "jsonl" | "ndjson" => "JSON Lines",
        "csv" | "tsv" | "tab" => "CSV",
        _ => return,
    };
    let found = format.split(" (").next().unwrap_or_default();
    // One object on one line is both.
    let alike = found == said || (found.starts_with("JSON") && said.starts_with("JSON"));
    if !found.is_empty() && !alike {
        cells.findings.warning(Code::WrongEnding, || {
            Finding::file(path, format!("the file is {format}, although its ending says {said}"))
                .hint("the content decides; rename it so that other programs open it as well")
        });
    }
}

/// A ZIP archive: XLSX or ODS.
fn spreadsheet(bytes: &[u8], cells: &mut Cells) -> Option<(String, Vec<Sheet>)> {
    let kind = match contained(|| archive::kind(bytes)) {
        Some(Ok(kind)) => kind,
        Some(Err(Refused::TooLarge(message))) => {
            cells.findings.error(Code::TooLarge, || {
                Finding::file(&*cells.path, message).hint("leave out pictures and sheets that are no records")
            });
            return None;
        }
        Some(Err(Refused::Broken(message))) => {
            cells.broken(message);
            return None;
        }
        None => {
            cells.broken("the archive is damaged");
            return None;
        }
    };
    let (name, sheets) = match kind {
        Kind::Xlsx => {
            ("XLSX", binary("XLSX", cells, |cells| xlsx::read(bytes, cells).map_err(|error| error.to_string())))
        }
        Kind::Ods => (
            "ODS",
            binary("ODS", cells, |cells| {
                let content = archive::part(bytes, "content.xml").ok_or("its content is not UTF-8")?;
                ods::read(&content, cells)
            }),
        ),
    };
    sheets.map(|sheets| (name.to_owned(), sheets))
}

/// Runs a reader of a binary format inside the boundary for panics.
fn binary<T>(name: &str, cells: &mut Cells, read: impl FnOnce(&mut Cells) -> Result<T, String>) -> Option<T> {
    let message = match contained(|| read(cells)) {
        Some(Ok(read)) => return Some(read),
        Some(Err(message)) => message,
        None => "it is damaged".to_owned(),
    };
    if !cells.findings.has_errors() {
        cells.broken(format!("the file begins as {name}, but cannot be read as that: {message}"));
    }
    None
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
    if json::is_json(source.text()) {
        let (name, sheets) = json::read(&source, cells);
        return Some((format!("{name} ({encoding})"), sheets));
    }
    let (delimiter, name) = delimited::delimiter(source.text());
    let sheet = delimited::read(&source, delimiter, cells);
    Some((format!("CSV ({encoding}, {name})"), vec![sheet]))
}
