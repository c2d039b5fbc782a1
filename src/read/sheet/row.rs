//! A located row and what can be said about it.

use csv::StringRecord;

use super::{MAX_CELL, View};
use crate::diag::{Code, Diagnostics, Finding};
use crate::read::span::{self, CellSpan};
use crate::source::Before;

/// Where a row stands, to come back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    sheet: u32,
    /// Bytes of the file before it.
    start: u64,
    /// Its line, from 1.
    line: u32,
}

impl Place {
    pub(super) const fn sheet(self) -> usize {
        self.sheet as usize
    }

    pub(super) const fn start(self) -> u64 {
        self.start
    }

    pub(super) const fn line(self) -> usize {
        self.line as usize
    }

    /// What stands in the file before it.
    pub(super) fn before(self) -> Before {
        Before { bytes: self.start, lines: self.line().saturating_sub(1) }
    }

    /// Whether the two rows stand in different files.
    #[must_use]
    pub const fn is_elsewhere(self, other: Self) -> bool {
        self.sheet != other.sheet
    }
}

/// Why a row cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// More or fewer cells than columns.
    Cells {
        /// How many there are.
        found: usize,
        /// Whether the row goes on over several lines.
        lines: bool,
    },
    /// A cell of more than [`MAX_CELL`] bytes.
    LongCell {
        /// Which one, from 0.
        cell: usize,
    },
    /// A quotation mark that is never closed.
    UnclosedQuote {
        /// Its byte.
        offset: usize,
    },
}

impl Problem {
    /// Whether the row may have swallowed others.
    #[must_use]
    pub const fn swallows(self) -> bool {
        matches!(self, Self::UnclosedQuote { .. } | Self::Cells { lines: true, .. } | Self::LongCell { .. })
    }
}

/// A row with its place.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    view: View<'r>,
    record: &'r StringRecord,
    start: usize,
}

impl<'r> Row<'r> {
    pub(super) const fn new(view: View<'r>, record: &'r StringRecord, start: usize) -> Self {
        Self { view, record, start }
    }

    /// The cells in the order of the table's columns, without the blanks at their ends; a column that the file does
    /// not have is empty.
    pub fn cells(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.cells_as_written().map(|cell| cell.unwrap_or_default().trim())
    }

    /// The cells in the order of the table's columns as they stand in the file; `None` for a column that the file does
    /// not have.
    pub fn cells_as_written(&self) -> impl Iterator<Item = Option<&'r str>> + use<'r> {
        let record = self.record;
        self.view.layout.cells.iter().map(move |cell| cell.and_then(|cell| record.get(cell)))
    }

    /// Whether the file has this column.
    #[must_use]
    pub fn has(&self, column: &str) -> bool {
        let index = self.view.layout.schema.columns.iter().position(|known| known.name == column);
        index.is_some_and(|index| self.view.layout.cells.get(index).is_some_and(Option::is_some))
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        let source = self.view.source;
        Place {
            sheet: self.view.layout.index,
            start: source.before().bytes + self.start as u64,
            line: u32::try_from(source.position(self.start).line).unwrap_or(u32::MAX),
        }
    }

    /// A finding at a cell of this row.
    #[must_use]
    pub fn finding(&self, column: &str, message: impl Into<String>) -> Finding {
        self.view.finding(self.start, column, message)
    }

    /// A finding at a part of a cell of this row, for example at one entry of a list.
    #[must_use]
    pub fn finding_part(&self, column: &str, part: &str, message: impl Into<String>) -> Finding {
        let written = self.view.span(self.start, column).and_then(|cell| self.view.source.text().get(cell.bytes));
        match written.and_then(|written| written.find(part)) {
            Some(inside) => self.view.finding_inside(self.start, column, inside, part.chars().count(), message),
            None => self.finding(column, message),
        }
    }

    /// Reports why the row cannot be taken.
    pub fn report(&self, problem: Problem, findings: &mut Diagnostics) {
        match problem {
            Problem::Cells { found, lines } => findings.error(Code::WrongCellCount, || self.wrong_count(found, lines)),
            Problem::LongCell { cell } => findings.error(Code::TooLarge, || {
                let offset = self.nth(cell).map_or(self.start, |cell| cell.bytes.start);
                Finding::at(self.view.source, offset, 1, format!("the cell is longer than {} KiB", MAX_CELL / 1024))
                    .hint("is a closing quotation mark missing?")
            }),
            Problem::UnclosedQuote { offset } => findings.error(Code::UnclosedQuote, || {
                Finding::at(self.view.source, offset, 1, "the quotation mark is never closed")
                    .hint("the rest of the file was not read: close it, or leave it out")
                    .hint("a quotation mark inside a cell in quotes is written twice")
            }),
        }
    }

    fn nth(&self, cell: usize) -> Option<CellSpan> {
        span::cells(self.view.source.text(), self.start, self.view.layout.delimiter).nth(cell)
    }

    fn wrong_count(&self, found: usize, lines: bool) -> Finding {
        let view = self.view;
        let layout = view.layout;
        let message = format!("the row has {found} cells, the first line has {}", layout.width);
        let (offset, length) = if found > layout.width {
            self.nth(layout.width).map_or((self.start, 1), |cell| (cell.bytes.start, view.length(&cell)))
        } else {
            let end = span::cells(view.source.text(), self.start, layout.delimiter).last();
            (end.map_or(self.start, |cell| cell.bytes.end), 1)
        };
        let finding = Finding::at(view.source, offset, length, message);
        if lines {
            finding.hint("the row goes on over several lines: is a quotation mark missing or too many?")
        } else if found > layout.width {
            finding.hint(match layout.delimiter {
                b',' => "a cell that contains a comma stands in quotation marks",
                _ => "a cell that contains the separator stands in quotation marks",
            })
        } else {
            finding.hint("an empty cell still needs its separator")
        }
    }
}

impl<'r> View<'r> {
    /// The place of a column's cell in the row that begins at `start`.
    fn span(self, start: usize, column: &str) -> Option<CellSpan> {
        let index = self.layout.schema.columns.iter().position(|known| known.name == column)?;
        let cell = self.layout.cells.get(index).copied().flatten()?;
        span::cells(self.source.text(), start, self.layout.delimiter).nth(cell)
    }

    /// The first line of a cell, without its quotation marks.
    pub(super) fn written(self, start: usize, column: &str) -> &'r str {
        let cell = self.span(start, column).and_then(|cell| self.source.text().get(cell.bytes));
        let line = cell.unwrap_or_default().split(['\r', '\n']).next().unwrap_or_default();
        line.trim().trim_matches('"').trim()
    }

    /// Characters of a cell on its first line.
    pub(super) fn length(self, cell: &CellSpan) -> usize {
        let written = self.source.text().get(cell.bytes.clone()).unwrap_or_default();
        written.split(['\r', '\n']).next().unwrap_or_default().chars().count()
    }

    pub(super) fn finding(self, start: usize, column: &str, message: impl Into<String>) -> Finding {
        match self.span(start, column) {
            Some(cell) => Finding::at(self.source, cell.bytes.start, self.length(&cell), message),
            None => Finding::at(self.source, start, 1, message),
        }
        .field(column)
    }

    fn finding_inside(
        self,
        start: usize,
        column: &str,
        inside: usize,
        length: usize,
        message: impl Into<String>,
    ) -> Finding {
        let offset = self.span(start, column).map_or(start, |cell| cell.bytes.start + inside);
        Finding::at(self.source, offset, length, message).field(column)
    }
}
