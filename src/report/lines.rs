//! Cells → the bytes of a CSV, without a text for each.

use memchr::{memchr, memchr3};

use super::table::Dialect;
use crate::diag::is_formula;

/// Lines of a table in one dialect.
pub(super) struct Lines {
    bytes: Vec<u8>,
    dialect: Dialect,
    /// Whether a line begins.
    fresh: bool,
}

impl Lines {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self { bytes: Vec::new(), dialect, fresh: true }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.fresh = true;
    }

    /// The byte order mark, where the dialect wants one.
    pub(super) fn mark(&mut self) {
        self.bytes.extend_from_slice(self.dialect.mark());
    }

    /// What a line begins with, also where the one before it has no end.
    pub(super) const fn begin(&mut self) {
        self.fresh = true;
    }

    /// A cell with an apostrophe before what a spreadsheet would take for a formula, in quotation marks where it needs
    /// them.
    pub(super) fn cell(&mut self, cell: &str) {
        self.separate();
        put(&mut self.bytes, cell, self.dialect.delimiter());
    }

    /// Cells as they are, with what separates them: they were written before, or need no look.
    pub(super) fn bare(&mut self, cells: &[u8]) {
        self.separate();
        self.bytes.extend_from_slice(cells);
    }

    /// The parts of a cell that needs no look.
    pub(super) fn bare_parts<'t>(&mut self, parts: impl Iterator<Item = &'t str>) {
        self.separate();
        parts.for_each(|part| self.bytes.extend_from_slice(part.as_bytes()));
    }

    pub(super) fn end(&mut self) {
        self.bytes.extend_from_slice(self.dialect.end());
        self.fresh = true;
    }

    fn separate(&mut self) {
        if !self.fresh {
            self.bytes.push(self.dialect.delimiter());
        }
        self.fresh = false;
    }
}

/// Whether a cell stands in a line as it is.
pub(super) fn is_bare(cell: &str, dialect: Dialect) -> bool {
    !is_formula(cell) && needs_no_quotes(cell.as_bytes(), dialect.delimiter())
}

fn needs_no_quotes(bytes: &[u8], delimiter: u8) -> bool {
    let needs = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    // Of a long cell many bytes are looked at at once.
    if bytes.len() < 16 {
        !bytes.iter().copied().any(needs)
    } else {
        memchr3(delimiter, b'"', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none()
    }
}

fn put(out: &mut Vec<u8>, cell: &str, delimiter: u8) {
    let mark = if is_formula(cell) { "'" } else { "" };
    if needs_no_quotes(cell.as_bytes(), delimiter) {
        out.extend_from_slice(mark.as_bytes());
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(mark.as_bytes());
    let mut rest = cell.as_bytes();
    // A quotation mark inside is written twice.
    while let Some(quote) = memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=quote]);
        out.push(b'"');
        rest = &rest[quote + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Lines};
    use crate::diag::harmless;

    #[test]
    fn lines_are_those_that_another_writer_writes() {
        let pieces = ["", "a", ",", ";", "\"", "\n", "\r", "=1", "-2", "@", " ", "\t", "ü", "sixteen letters…"];
        let pairs: Vec<String> = pieces.iter().flat_map(|a| pieces.map(|b| format!("{a}{b}"))).collect();
        let cells: Vec<String> = pairs.iter().flat_map(|pair| pieces.map(|piece| format!("{pair}{piece}"))).collect();
        for (dialect, delimiter, terminator) in
            [(Dialect::Rfc4180, b',', csv::Terminator::Any(b'\n')), (Dialect::ExcelDe, b';', csv::Terminator::CRLF)]
        {
            let mut writer =
                csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
            let mut lines = Lines::new(dialect);
            for row in cells.chunks_exact(2) {
                writer.write_record(row.iter().map(|cell| harmless(cell))).expect("memory");
                for cell in row {
                    lines.cell(cell);
                }
                lines.end();
            }
            assert!(lines.bytes() == writer.into_inner().expect("memory"), "{dialect:?}");
        }
    }
}
