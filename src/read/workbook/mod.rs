//! Files as people keep them → sheets of located cells, whatever the format: delimited text in several encodings, JSON,
//! JSON Lines, XLSX, ODS and Parquet. The format is told by the content; an ending that says otherwise is a warning.
//!
//! A file is never trusted: each bound below is checked before memory is taken for what lies beyond it. Together they
//! keep the reading of one file below [`MAX_MEMORY`].

mod archive;
mod delimited;
mod encoding;
mod json;
mod numbers;
mod ods;
mod open;
pub(in crate::read) mod parquet;
mod xlsx;

use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Diagnostics;

pub use open::{open, sheets};

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes that a file may unpack to: the parts of a workbook, the pages of a Parquet file.
pub const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Most cells with content, over all sheets.
pub const MAX_CELLS: usize = 2_000_000;
/// Most columns of a sheet.
pub const MAX_COLUMNS: usize = 1_000;
/// Longest cell, in bytes.
pub const MAX_CELL: usize = 64 * 1024;
/// Most bytes of all cells together.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;
/// Most sheets of a workbook.
pub const MAX_SHEETS: usize = 100;
/// Memory that reading one file stays below, in bytes: the file, what it unpacks to, and its cells.
pub const MAX_MEMORY: usize = 1024 * 1024 * 1024;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The file as the user named it.
    pub path: Arc<str>,
    /// Format, encoding and separator in words: `CSV (Windows-1252, semicolons)`.
    pub format: String,
    /// Its sheets in order; a text has one without a name.
    pub sheets: Vec<Sheet>,
    /// What is not wrong, but somebody should look at.
    pub warnings: Diagnostics,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in a workbook, the table's name in JSON.
    pub name: Option<Arc<str>>,
    /// Rows with content, in order. Where the format names its columns elsewhere, as JSON does, they are the first row.
    pub rows: Vec<Row>,
}

/// A row: its cells with content, by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Line of the text or row of the sheet, from 1.
    pub line: usize,
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell with content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Column of the sheet, from 0.
    pub index: u32,
    /// Line of the text or row of the sheet, from 1.
    pub line: u32,
    /// Character of the line or column of the sheet, from 1.
    pub column: u32,
    /// What the file says of its type.
    pub kind: Typed,
    /// Its content without the blanks at its ends: a date in ISO 8601, a number with a decimal point where it has one.
    pub text: String,
}

/// What a file says of the type of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A text, or a file without types.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// True or false.
    Truth,
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It cannot be opened or read.
    #[error("cannot read `{}`: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// What is in it cannot be taken.
    #[error("{}", .0.text())]
    Findings(Diagnostics),
}

impl Workbook {
    /// Whether its cells have letters and numbers.
    #[must_use]
    pub fn is_spreadsheet(&self) -> bool {
        matches!(self.format.as_str(), "XLSX" | "ODS")
    }
}

impl Row {
    /// The cell in a column, if it has content.
    #[must_use]
    pub fn cell(&self, index: u32) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.index == index)
    }
}
