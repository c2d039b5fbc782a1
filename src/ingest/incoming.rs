//! What a file brings for the tables of a package: rows in the package's own words, each cell with its place.

use std::sync::Arc;

use crate::diag::{Diagnostics, Finding};
use crate::read::schema::Schema;
use crate::source::Position;

/// Where something stands in a file that was brought.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file as the user named it.
    pub path: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Line of a text, or row of a sheet, from 1.
    pub line: usize,
    /// Character of a line, or column of a sheet, from 1.
    pub column: usize,
}

impl Spot {
    /// A finding here; `written` is what stands in the cell.
    #[must_use]
    pub fn finding(&self, written: &str, message: impl Into<String>) -> Finding {
        let position = Position { line: self.line, column: self.column };
        Finding::place(&*self.path, position, (written, 1), message)
    }
}

/// A cell in the package's own words: dates are ISO 8601, numbers bare digits, Länder their codes, words of the
/// vocabularies; empty means "not known" and never deletes what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingCell {
    /// What the package would say.
    pub text: String,
    /// What the file says, where it says it otherwise.
    pub written: Option<String>,
    /// Where the file says it.
    pub spot: Spot,
}

/// A row for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingRow {
    /// The table.
    pub table: &'static Schema,
    /// Where the row stands.
    pub spot: Spot,
    /// One cell for each column of the table, in its order; `None` where the file has nothing to say on a column.
    pub cells: Vec<Option<IncomingCell>>,
}

impl IncomingRow {
    /// A row that says nothing yet.
    #[must_use]
    pub fn new(table: &'static Schema, spot: Spot) -> Self {
        Self { table, spot, cells: vec![None; table.columns.len()] }
    }

    /// What the row says in a column.
    #[must_use]
    pub fn cell(&self, column: &str) -> Option<&IncomingCell> {
        let index = self.table.columns.iter().position(|known| known.name == column)?;
        self.cells.get(index)?.as_ref()
    }

    /// The text of a column; empty where the row says nothing.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }

    /// Says something in a column that the table has.
    pub fn set(&mut self, column: &str, cell: IncomingCell) {
        if let Some(index) = self.table.columns.iter().position(|known| known.name == column) {
            self.cells[index] = Some(cell);
        }
    }
}

/// What a file brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What the file was taken for, to be said: `CSV (Windows-1252, semicolons), one row an edition`.
    pub recognised: Vec<String>,
    /// The rows, in the order of the file. One edition may have several rows of `editions`, since a file may hold one
    /// line for each source of it.
    pub rows: Vec<IncomingRow>,
    /// What is not wrong, but somebody should look at: columns that were left out, serials taken for dates.
    pub warnings: Diagnostics,
}
