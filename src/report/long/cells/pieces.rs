//! Parts of rows that come again and again: each is written once.

use super::{Cells, Lines};
use crate::report::table::Dialect;

/// Some parts of rows, of at least one cell each.
pub(in crate::report::long) struct Pieces {
    cells: Cells,
    /// Where each ends, in the bytes of the file and in those of RFC 4180.
    ends: Vec<(usize, usize)>,
}

impl Pieces {
    pub(in crate::report::long) fn new(dialect: Dialect) -> Self {
        Self { cells: Cells::new(dialect), ends: Vec::new() }
    }

    /// Writes one more.
    pub(in crate::report::long) fn add(&mut self, write: impl FnOnce(&mut Cells)) {
        self.cells.lines().for_each(Lines::begin);
        write(&mut self.cells);
        self.ends.push((self.cells.written().len(), self.cells.plain().len()));
    }
}

impl Cells {
    /// The cells of the piece of this number, behind those that are there.
    pub(in crate::report::long) fn piece(&mut self, pieces: &Pieces, number: usize) {
        let first = number.checked_sub(1).map_or((0, 0), |before| pieces.ends[before]);
        let end = pieces.ends[number];
        self.written.bare(&pieces.cells.written()[first.0..end.0]);
        if let Some(plain) = &mut self.plain {
            plain.bare(&pieces.cells.plain()[first.1..end.1]);
        }
    }
}
