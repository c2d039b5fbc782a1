//! Cells → bytes, as [`Table::csv`](crate::report::table::Table::csv) writes them, without a text for each. No long table
//! has a column of decimal numbers.

mod pieces;

use std::fmt::{Display, Write};

use memchr::{memchr, memchr3};

use crate::diag::is_formula;
use crate::report::table::Dialect;

pub(super) use self::pieces::Pieces;

/// Rows as bytes: in the dialect of the file, and as RFC 4180 has them where that is another one.
pub(super) struct Cells {
    written: Vec<u8>,
    /// Only where the dialect is another one.
    plain: Option<Vec<u8>>,
    fresh: bool,
    scratch: String,
}

impl Cells {
    pub(super) fn new(dialect: Dialect) -> Self {
        let plain = (dialect != Dialect::Rfc4180).then(Vec::new);
        Self { written: Vec::new(), plain, fresh: true, scratch: String::new() }
    }

    /// The bytes of the file; the byte order mark of its dialect is left to whoever writes the first ones.
    pub(super) fn written(&self) -> &[u8] {
        &self.written
    }

    /// The bytes in RFC 4180.
    pub(super) fn plain(&self) -> &[u8] {
        self.plain.as_ref().unwrap_or(&self.written)
    }

    pub(super) fn clear(&mut self) {
        self.written.clear();
        self.plain.iter_mut().for_each(Vec::clear);
        self.fresh = true;
    }

    /// The byte order mark that a German Excel wants.
    pub(super) fn mark(&mut self) {
        if self.plain.is_some() {
            self.written.extend_from_slice("\u{feff}".as_bytes());
        }
    }

    pub(super) fn cell(&mut self, cell: &str) {
        if let Some(plain) = &mut self.plain {
            separate(plain, self.fresh, b',');
            put(plain, cell, b',');
            separate(&mut self.written, self.fresh, b';');
            put(&mut self.written, cell, b';');
        } else {
            separate(&mut self.written, self.fresh, b',');
            put(&mut self.written, cell, b',');
        }
        self.fresh = false;
    }

    /// A number; nothing where it is not known.
    pub(super) fn number(&mut self, number: Option<u64>) {
        let mut room = [0; DIGITS];
        let digits = number.map_or(&[][..], |number| decimal(number, &mut room));
        let delimiter = if let Some(plain) = &mut self.plain {
            separate(plain, self.fresh, b',');
            plain.extend_from_slice(digits);
            b';'
        } else {
            b','
        };
        separate(&mut self.written, self.fresh, delimiter);
        self.written.extend_from_slice(digits);
        self.fresh = false;
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

    /// Texts in one cell.
    pub(super) fn joined(&mut self, texts: &[&str], separator: &str) {
        match texts {
            [] => self.cell(""),
            [one] => self.cell(one),
            [first, rest @ ..] => {
                let mut scratch = std::mem::take(&mut self.scratch);
                scratch.clear();
                scratch.push_str(first);
                for text in rest {
                    scratch.push_str(separator);
                    scratch.push_str(text);
                }
                self.cell(&scratch);
                self.scratch = scratch;
            }
        }
    }

    /// The cells of a part of a row, behind those that are there.
    pub(super) fn append(&mut self, part: &Self) {
        if part.fresh {
            return;
        }
        let plain = self.plain.is_some();
        separate(&mut self.written, self.fresh, if plain { b';' } else { b',' });
        self.written.extend_from_slice(&part.written);
        if let (Some(plain), Some(part)) = (&mut self.plain, &part.plain) {
            separate(plain, self.fresh, b',');
            plain.extend_from_slice(part);
        }
        self.fresh = false;
    }

    pub(super) fn end(&mut self) {
        match &mut self.plain {
            Some(plain) => {
                plain.push(b'\n');
                self.written.extend_from_slice(b"\r\n");
            }
            None => self.written.push(b'\n'),
        }
        self.fresh = true;
    }
}

fn separate(out: &mut Vec<u8>, fresh: bool, delimiter: u8) {
    if !fresh {
        out.push(delimiter);
    }
}

/// A cell with an apostrophe before what a spreadsheet would take for a formula, in quotation marks where it needs
/// them.
fn put(out: &mut Vec<u8>, cell: &str, delimiter: u8) {
    let mark = if is_formula(cell) { "'" } else { "" };
    let needs = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    let bytes = cell.as_bytes();
    // Of a long cell many bytes are looked at at once.
    let is_bare = if bytes.len() < 16 {
        !bytes.iter().copied().any(needs)
    } else {
        memchr3(delimiter, b'"', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none()
    };
    if is_bare {
        out.extend_from_slice(mark.as_bytes());
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(mark.as_bytes());
    for byte in cell.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
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
