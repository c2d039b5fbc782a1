//! CSV → located raw rows. Places are byte offsets: the csv crate's own line numbers are off after blank lines and
//! with CRLF.

use csv::{ReaderBuilder, StringRecord};
use serde::de::DeserializeOwned;

use super::schema::Schema;
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::SourceText;

/// Most columns of a table.
const MAX_COLUMNS: usize = 1_000;
/// Longest cell, in bytes.
const MAX_CELL: usize = 64 * 1024;

/// A row and where it stands.
#[derive(Clone, Debug)]
pub struct Located<'a, T> {
    /// The row.
    pub row: T,
    /// The text it stands in.
    pub source: &'a SourceText,
    start: usize,
    headers: std::rc::Rc<[String]>,
}

impl<T> Located<'_, T> {
    /// A finding at a cell of this row.
    #[must_use]
    pub fn finding(&self, code: Code, column: &str, message: impl Into<String>) -> Diagnostic {
        let index = self.headers.iter().position(|header| header == column).unwrap_or_default();
        let (offset, length) = cell(self.source.text(), self.start, index);
        Diagnostic::at(code, self.source, offset, length, message).field(column)
    }

    /// `file:line` of this row, to point at from elsewhere.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.source.path(), self.source.position(self.start).line)
    }
}

/// The rows of a table. What makes it unreadable as one becomes findings; a row that has too few or too many cells
/// is left out and said so.
pub fn rows<'a, T: DeserializeOwned>(
    source: &'a SourceText,
    schema: &Schema,
    findings: &mut Diagnostics,
) -> Vec<Located<'a, T>> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source.text().as_bytes());
    let mut record = StringRecord::new();
    let Some(headers) = read_headers(&mut reader, &mut record, source, schema, findings) else { return Vec::new() };
    let shared: std::rc::Rc<[String]> = headers.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return rows,
            Ok(true) => {}
            Err(error) => {
                findings.push(Diagnostic::file(Code::WrongCellCount, source.path(), error.to_string()));
                return rows;
            }
        }
        let start = row_start(source.text(), byte_of(&record));
        // A line of blanks is no row.
        if record.len() == 1 && record[0].trim().is_empty() {
            continue;
        }
        if let Some(large) = record.iter().position(|cell| cell.len() > MAX_CELL) {
            let (offset, _) = cell(source.text(), start, large);
            let message = format!("a cell has at most {MAX_CELL} bytes");
            findings.push(Diagnostic::at(Code::TooLarge, source, offset, 1, message));
            continue;
        }
        if record.len() != headers.len() {
            findings.push(wrong_count(source, start, record.len(), headers.len()));
            continue;
        }
        match record.deserialize(Some(&headers)) {
            Ok(row) => rows.push(Located { row, source, start, headers: std::rc::Rc::clone(&shared) }),
            Err(error) => {
                findings.push(Diagnostic::at(Code::WrongCellCount, source, start, 1, error.to_string()));
            }
        }
    }
}

fn byte_of(record: &StringRecord) -> usize {
    record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX))
}

/// The csv crate gives the end of the row before: line ends between are skipped.
fn row_start(text: &str, byte: usize) -> usize {
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    byte.min(text.len()) + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn read_headers(
    reader: &mut csv::Reader<&[u8]>,
    record: &mut StringRecord,
    source: &SourceText,
    schema: &Schema,
    findings: &mut Diagnostics,
) -> Option<StringRecord> {
    if !matches!(reader.read_record(record), Ok(true)) {
        let message = "the table is empty: not even its columns are named";
        findings.push(
            Diagnostic::file(Code::MissingColumn, source.path(), message)
                .hint(format!("the first line is {}", schema.columns.join(","))),
        );
        return None;
    }
    let start = row_start(source.text(), byte_of(record));
    let place = |index: usize| cell(source.text(), start, index);
    if record.len() == 1 && schema.columns.len() > 1 {
        for (delimiter, name) in [(';', "semicolons"), ('\t', "tabs")] {
            if record[0].contains(delimiter) {
                let (offset, length) = place(0);
                let message = format!("the cells are separated by {name}");
                findings.push(
                    Diagnostic::at(Code::WrongDelimiter, source, offset, length, message)
                        .hint("save the table with commas; a cell that contains a comma stands in quotes"),
                );
                return None;
            }
        }
    }
    if record.len() > MAX_COLUMNS {
        let message = format!("a table has at most {MAX_COLUMNS} columns");
        findings.push(Diagnostic::at(Code::TooLarge, source, start, 1, message));
        return None;
    }
    let headers: StringRecord = record.iter().map(str::trim).collect();
    for (index, header) in headers.iter().enumerate() {
        let (offset, length) = place(index);
        if headers.iter().take(index).any(|other| other == header) {
            let message = format!("the column `{header}` is there twice");
            findings.push(Diagnostic::at(Code::DuplicateColumn, source, offset, length, message));
            return None;
        }
        if !schema.columns.contains(&header) {
            let message = format!("{} has no column `{header}`", schema.file);
            let missing = schema.columns.iter().copied().filter(|column| !headers.iter().any(|h| h == *column));
            let hint = nearest(header, missing).map_or_else(
                || format!("its columns are {}", schema.columns.join(", ")),
                |word| format!("did you mean `{word}`?"),
            );
            findings.push(Diagnostic::at(Code::UnknownColumn, source, offset, length, message).hint(hint));
        }
    }
    for column in schema.columns {
        if !headers.iter().any(|header| header == *column) {
            let message = format!("the column `{column}` is missing");
            findings.push(
                Diagnostic::at(Code::MissingColumn, source, start, 1, message)
                    .hint("a column whose cells are all not known still stands in the first line"),
            );
        }
    }
    Some(headers)
}

fn wrong_count(source: &SourceText, start: usize, found: usize, wanted: usize) -> Diagnostic {
    let message = format!("the row has {found} cells, the first line {wanted}");
    let index = if found > wanted { wanted } else { found.saturating_sub(1) };
    let (offset, length) = cell(source.text(), start, index);
    Diagnostic::at(Code::WrongCellCount, source, offset, length.max(1), message)
        .hint("a cell that contains a comma stands in quotes; an empty cell still needs its comma")
}

/// Byte offset and length in characters of the cell with this index in the row that starts at `start`.
fn cell(text: &str, start: usize, index: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut at, mut first, mut current) = (start.min(bytes.len()), start.min(bytes.len()), 0);
    let mut quoted = false;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                if current == index {
                    break;
                }
                current += 1;
                first = at + 1;
            }
            b'\n' | b'\r' if !quoted => break,
            _ => {}
        }
        at += 1;
    }
    let first = if current == index { first } else { at };
    let end = text[first..at].find(['\r', '\n']).map_or(at, |line_end| first + line_end);
    (first, text[first..end].chars().count().max(1))
}
