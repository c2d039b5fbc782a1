//! The rows of a long table as bytes. No long table has a column of decimal numbers.

mod pieces;

use std::fmt::{Display, Write};

pub(super) use self::pieces::Pieces;
use crate::report::lines::Lines;
use crate::report::table::Dialect;

/// Rows as bytes: in the dialect of the file, and as RFC 4180 has them where that is another one.
pub(super) struct Cells {
    written: Lines,
    /// Only where the dialect is another one.
    plain: Option<Lines>,
    scratch: String,
}

impl Cells {
    pub(super) fn new(dialect: Dialect) -> Self {
        let plain = (dialect != Dialect::Rfc4180).then_some(Lines::new(Dialect::Rfc4180));
        Self { written: Lines::new(dialect), plain, scratch: String::new() }
    }

    fn lines(&mut self) -> impl Iterator<Item = &mut Lines> {
        std::iter::once(&mut self.written).chain(&mut self.plain)
    }

    /// The bytes of the file; the byte order mark of its dialect is left to whoever writes the first ones.
    pub(super) fn written(&self) -> &[u8] {
        self.written.bytes()
    }

    /// The bytes in RFC 4180.
    pub(super) fn plain(&self) -> &[u8] {
        self.plain.as_ref().unwrap_or(&self.written).bytes()
    }

    pub(super) fn clear(&mut self) {
        self.lines().for_each(Lines::clear);
    }

    /// The byte order mark that a German Excel wants.
    pub(super) fn mark(&mut self) {
        self.lines().for_each(Lines::mark);
    }

    pub(super) fn cell(&mut self, cell: &str) {
        self.lines().for_each(|lines| lines.cell(cell));
    }

    /// A number; nothing where it is not known.
    pub(super) fn number(&mut self, number: Option<u64>) {
        let mut room = [0; DIGITS];
        let digits = number.map_or(&[][..], |number| decimal(number, &mut room));
        self.lines().for_each(|lines| lines.bare(digits));
    }

    /// A cell that is empty where nothing is known.
    pub(super) fn known(&mut self, cell: Option<impl Display>) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        if let Some(cell) = cell {
            // Writing to a string cannot fail.
            let _ = write!(scratch, "{cell}");
        }
        self.cell(&scratch);
        self.scratch = scratch;
    }

    /// Texts in one cell. `are_bare` says that none of them needs anything in RFC 4180, nor does the separator.
    pub(super) fn joined<'t>(&mut self, texts: impl Iterator<Item = &'t str>, separator: &str, are_bare: bool) {
        let parts = texts.enumerate().flat_map(|(place, text)| [if place == 0 { "" } else { separator }, text]);
        if are_bare && self.plain.is_none() {
            self.written.bare_parts(parts);
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.extend(parts);
        self.cell(&scratch);
        self.scratch = scratch;
    }

    /// The cells of a part of a row, at least one, behind those that are there.
    pub(super) fn append(&mut self, part: &Self) {
        self.written.bare(part.written());
        if let (Some(plain), Some(part)) = (&mut self.plain, &part.plain) {
            plain.bare(part.bytes());
        }
    }

    pub(super) fn end(&mut self) {
        self.lines().for_each(Lines::end);
    }
}

/// Most digits of a number.
const DIGITS: usize = 20;

/// The digits of a number, written from the end of `room`.
fn decimal(mut number: u64, room: &mut [u8; DIGITS]) -> &[u8] {
    let mut first = DIGITS;
    loop {
        first -= 1;
        // A digit is below ten.
        room[first] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        if number == 0 {
            return &room[first..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, decimal};

    #[test]
    fn a_number_is_written_as_it_is_shown() {
        let powers = (0..20).map(|power| 10_u64.pow(power));
        let around = powers.flat_map(|power| [power - 1, power, power + 1, power.wrapping_mul(7) / 3]);
        for number in around.chain([u64::MAX, u32::MAX.into()]) {
            assert_eq!(decimal(number, &mut [0; DIGITS]), number.to_string().as_bytes());
        }
    }
}
