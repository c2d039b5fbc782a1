//! What a file brings for the tables of a package: rows in the package's own words, each cell with its place.

use std::sync::Arc;

use crate::read::schema::Schema;

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

/// What a file brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What the file was taken for, to be said: `CSV (Windows-1252, semicolons), one row an edition`.
    pub recognised: Vec<String>,
    /// The rows, in the order of the file.
    pub rows: Vec<IncomingRow>,
}
