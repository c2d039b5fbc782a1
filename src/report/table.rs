//! Rows → a table of texts → CSV. Pure: no file is touched here.

mod fields;

use serde::Serialize;

use self::fields::cells;
use super::lines::Lines;
use super::long::Gone;
use crate::diag::is_number;

/// A table: a file name without ending, column names, and rows of as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// File name without ending.
    pub name: &'static str,
    /// Column names.
    pub columns: &'static [&'static str],
    /// Cells; an empty one is not known. Of a table too long to be held the first rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows there are.
    pub count: usize,
    /// What is left of a table too long to be held.
    pub gone: Option<Gone>,
}

/// The columns with decimal numbers. In every other one a cell that looks like such a number is a name or an identifier.
const DECIMALS: [&str; 11] = [
    "tau",
    "p_value",
    "slope_per_year",
    "slope_low",
    "slope_high",
    "share",
    "low",
    "high",
    "novelty",
    "persistence",
    "p_adjusted",
];

/// Bytes that are handed out at once.
const PIECE: usize = 64 * 1024;

/// How cells are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8, comma, decimal point, LF.
    #[default]
    Rfc4180,
    /// UTF-8 with byte order mark, semicolon, decimal comma, CRLF: what a German Excel opens without a question.
    ExcelDe,
}

impl Dialect {
    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rfc4180 => "rfc4180",
            Self::ExcelDe => "excel-de",
        }
    }

    /// The dialect of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Rfc4180, Self::ExcelDe].into_iter().find(|dialect| dialect.name() == name)
    }

    /// What a file begins with.
    pub(super) const fn mark(self) -> &'static [u8] {
        match self {
            Self::Rfc4180 => b"",
            Self::ExcelDe => "\u{feff}".as_bytes(),
        }
    }

    /// What stands between cells.
    pub(super) const fn delimiter(self) -> u8 {
        match self {
            Self::Rfc4180 => b',',
            Self::ExcelDe => b';',
        }
    }

    /// What a line ends with.
    pub(super) const fn end(self) -> &'static [u8] {
        match self {
            Self::Rfc4180 => b"\n",
            Self::ExcelDe => b"\r\n",
        }
    }

    /// A CSV of this dialect, its byte order mark left out, with commas and decimal points.
    #[must_use]
    pub fn to_plain(self, text: &str) -> String {
        if self == Self::Rfc4180 {
            return text.to_owned();
        }
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut is_decimal: Option<Vec<bool>> = None;
        for record in reader.records().map_while(Result::ok) {
            let of = is_decimal.get_or_insert_with(|| record.iter().map(|column| DECIMALS.contains(&column)).collect());
            let point = |cell: &str| Some(cell.replacen(',', ".", 1)).filter(|cell| is_number(cell));
            let cells = record.iter().enumerate().map(|(place, cell)| {
                point(cell).filter(|_| of.get(place) == Some(&true)).unwrap_or_else(|| cell.to_owned())
            });
            // Writing to memory cannot fail.
            let _ = writer.write_record(cells);
        }
        writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}

/// A row that does not fit its table: a defect of the program, never of the records.
#[derive(Debug, thiserror::Error)]
#[error("table {table}: {cause}")]
pub struct TableError {
    table: &'static str,
    cause: String,
}

impl Table {
    /// Makes a table of serialisable rows.
    ///
    /// # Errors
    /// When the fields of a row are not `columns`, in this order.
    pub fn of<R: Serialize>(
        name: &'static str,
        columns: &'static [&'static str],
        rows: &[R],
    ) -> Result<Self, TableError> {
        let cells = |row| cells(row, columns).map_err(|unfit| TableError { table: name, cause: unfit.to_string() });
        let count = rows.len();
        Ok(Self { name, columns, rows: rows.iter().map(cells).collect::<Result<_, _>>()?, count, gone: None })
    }

    /// The bytes of the CSV file; of a table too long to be held those of its first rows.
    ///
    /// # Errors
    /// When a row has more or fewer cells than there are columns.
    pub fn csv(&self, dialect: Dialect) -> Result<Vec<u8>, TableError> {
        // A little more than most tables take: to grow is to move what is there.
        let row = |row: &Vec<String>| row.iter().map(|cell| cell.len() + 1).sum::<usize>() + 8;
        let mut bytes = Vec::with_capacity(self.rows.iter().map(row).sum());
        self.write(dialect, |piece| bytes.extend_from_slice(piece))?;
        Ok(bytes)
    }

    /// Hands out the bytes of [`Self::csv`] piece by piece.
    ///
    /// # Errors
    /// See [`Self::csv`].
    pub fn write(&self, dialect: Dialect, mut put: impl FnMut(&[u8])) -> Result<(), TableError> {
        let mut lines = Lines::new(dialect);
        lines.mark();
        self.columns.iter().for_each(|column| lines.cell(column));
        lines.end();
        let is_decimal: Vec<bool> =
            self.columns.iter().map(|column| dialect == Dialect::ExcelDe && DECIMALS.contains(column)).collect();
        for row in &self.rows {
            if row.len() != self.columns.len() {
                let cause = format!("{} cells in a row of {} columns", row.len(), self.columns.len());
                return Err(TableError { table: self.name, cause });
            }
            for (cell, is_decimal) in row.iter().zip(&is_decimal) {
                if *is_decimal && is_number(cell) {
                    lines.bare(cell.replace('.', ",").as_bytes());
                } else {
                    lines.cell(cell);
                }
            }
            lines.end();
            if lines.bytes().len() >= PIECE {
                put(lines.bytes());
                lines.clear();
            }
        }
        put(lines.bytes());
        Ok(())
    }
}
