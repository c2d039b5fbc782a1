//! CSV → located rows. Places are byte offsets: the csv crate's own line numbers are off after blank lines and with
//! CR LF.

mod form;
mod header;
mod row;

use csv::{ReaderBuilder, StringRecord};

pub use form::Form;
pub use row::{Place, Problem, Row};

use super::Package;
use super::schema::Schema;
use super::span;
use crate::diag::Diagnostics;
use crate::source::SourceText;

/// Most columns of a table.
pub const MAX_COLUMNS: usize = 1_000;
/// Longest cell, in bytes.
pub const MAX_CELL: usize = 64 * 1024;

/// A table, over all packages.
#[derive(Debug)]
pub struct Table<'a> {
    schema: &'static Schema,
    sheets: Vec<Sheet<'a>>,
    complete: bool,
}

/// One file of a table, its first line read.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    index: u32,
    source: &'a SourceText,
    schema: &'static Schema,
    delimiter: u8,
    /// Cells of the first line.
    width: usize,
    /// For each column of the table the cell that holds it.
    cells: Vec<Option<usize>>,
    /// Byte offset behind the first line.
    body: usize,
}

/// What a row is.
#[derive(Debug)]
pub enum Item<'r> {
    /// As many cells as columns.
    Row(Row<'r>),
    /// A row that cannot be taken; its first cells may still mean what they say.
    Broken(Row<'r>, Problem),
}

impl<'a> Table<'a> {
    /// Reads the first line of every file of a table. What is wrong with it becomes findings; a file whose columns
    /// cannot be told apart is left out.
    pub fn open(package: &'a Package, schema: &'static Schema, findings: &mut Diagnostics) -> Self {
        let mut table = Self { schema, sheets: Vec::new(), complete: !package.refused(schema.file) };
        for source in package.texts(schema.file) {
            let index = u32::try_from(table.sheets.len()).unwrap_or(u32::MAX);
            match Sheet::open(index, source, schema, findings) {
                Some(sheet) => table.sheets.push(sheet),
                None => table.complete = false,
            }
        }
        table
    }

    /// The table's description.
    #[must_use]
    pub const fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// Whether every file of the table could be taken: if not, a record that seems to be missing may be in there.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether the package has no file of this table.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        self.sheets.is_empty() && self.complete
    }

    /// Goes through the rows in the order of the files; rows without any content are left out.
    pub fn each(&self, mut take: impl FnMut(Item<'_>)) {
        for sheet in &self.sheets {
            sheet.each(&mut take);
        }
    }

    /// A finding at a row that was passed before, in a column.
    #[must_use]
    pub fn finding(&self, place: Place, column: &str, message: impl Into<String>) -> crate::diag::Finding {
        match self.sheet(place) {
            Some(sheet) => sheet.finding(place.start(), column, message),
            None => crate::diag::Finding::file(self.schema.file, message),
        }
    }

    /// `file:line` of a row that was passed before, to point at it from elsewhere.
    #[must_use]
    pub fn at(&self, place: Place) -> String {
        match self.sheet(place) {
            Some(sheet) => {
                format!("{}:{}", sheet.source.path(), sheet.source.position(place.start()).line)
            }
            None => self.schema.file.to_owned(),
        }
    }

    /// What stands in a cell of a row that was passed before, to name it in a message.
    #[must_use]
    pub fn written(&self, place: Place, column: &str) -> &str {
        self.sheet(place).map_or("", |sheet| sheet.written(place.start(), column))
    }

    fn sheet(&self, place: Place) -> Option<&Sheet<'a>> {
        self.sheets.get(place.sheet())
    }
}

impl Sheet<'_> {
    fn each(&self, take: &mut impl FnMut(Item<'_>)) {
        let text = self.source.text();
        let body = text.get(self.body..).unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(body.as_bytes());
        let mut record = StringRecord::new();
        // The text is UTF-8 and rows may have any length: there is nothing left that reading could fail at.
        while matches!(reader.read_record(&mut record), Ok(true)) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = self.body + row_start(body, &record);
            let end = self.body + usize::try_from(reader.position().byte()).unwrap_or(body.len());
            let row = Row::new(self, &record, start);
            match self.problem(&record, start, end) {
                None => take(Item::Row(row)),
                Some(problem) => take(Item::Broken(row, problem)),
            }
        }
    }

    fn problem(&self, record: &StringRecord, start: usize, end: usize) -> Option<Problem> {
        let text = self.source.text();
        if end >= text.len()
            && let Some(open) = span::cells(text, start, self.delimiter).find(|cell| cell.unclosed)
        {
            return Some(Problem::UnclosedQuote { offset: open.bytes.start });
        }
        if let Some(cell) = record.iter().position(|cell| cell.len() > MAX_CELL) {
            return Some(Problem::LongCell { cell });
        }
        let lines = || text.get(start..end).is_some_and(|row| row.trim_end().contains(['\n', '\r']));
        (record.len() != self.width).then(|| Problem::Cells { found: record.len(), lines: lines() })
    }
}

/// Byte offset of a record: the csv crate gives the end of the one before, line ends between are skipped.
fn row_start(text: &str, record: &StringRecord) -> usize {
    let byte = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    byte.min(text.len()) + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}
