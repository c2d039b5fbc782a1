//! A table as its file is written, for whoever adds to it and leaves every other byte as it is.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use super::{Layout, row_start};
use crate::diag::Diagnostics;
use crate::read::schema::Schema;
use crate::read::span;
use crate::source::SourceText;

/// How a file of a table is written.
#[derive(Clone, Debug)]
pub struct Form<'t> {
    /// Its text.
    pub text: &'t str,
    /// What separates its cells.
    pub delimiter: u8,
    /// Cells of its first line.
    pub width: usize,
    /// For each column of the table the cell that holds it.
    pub cells: Vec<Option<usize>>,
    /// Byte behind the first line.
    pub body: usize,
}

impl<'t> Form<'t> {
    /// Reads the first line of a table; `None` where its columns cannot be told apart.
    #[must_use]
    pub fn open(source: &'t SourceText, schema: &'static Schema) -> Option<Self> {
        let layout = Layout::open(0, source, schema, &mut Diagnostics::default())?;
        Some(Self {
            text: source.text(),
            delimiter: layout.delimiter,
            width: layout.width,
            cells: layout.cells,
            body: layout.body,
        })
    }

    /// Goes through the rows with as many cells as columns: the byte at which each begins, and its cells in the order of
    /// the table's columns, without the blanks at their ends.
    pub fn each(&self, mut take: impl FnMut(usize, &[&str])) {
        let body = self.text.get(self.body..).unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(body.as_bytes());
        let mut record = StringRecord::new();
        while matches!(reader.read_record(&mut record), Ok(true)) {
            if record.len() == self.width && record.iter().any(|cell| !cell.trim().is_empty()) {
                let cell = |cell: &Option<usize>| cell.and_then(|cell| record.get(cell)).unwrap_or_default().trim();
                take(self.body + row_start(body, &record), &self.cells.iter().map(cell).collect::<Vec<_>>());
            }
        }
    }

    /// The bytes of a cell of the row that begins at `start`, quotation marks included. `column` counts the columns of
    /// the table.
    #[must_use]
    pub fn bytes(&self, start: usize, column: usize) -> Option<Range<usize>> {
        let cell = self.cells.get(column).copied().flatten()?;
        span::cells(self.text, start, self.delimiter).nth(cell).map(|cell| cell.bytes)
    }
}
