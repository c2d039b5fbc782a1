//! Rows without anything special about them, cut at their delimiters alone; every other row goes the careful way.

use csv::StringRecord;
use memchr::memchr;

use super::marks::Marks;
use super::{Item, MAX_CELL, Row, View};

/// Most cells of a row that is cut this way.
const MOST_CELLS: usize = 16;
/// Most rows that go the careful way at once.
const MOST_CAREFUL: usize = 1_024;

/// What a row is to the quick way.
#[derive(Debug)]
pub enum Sifted<'c, 'r> {
    /// Its cells as they stand in the file, quotation marks left out; whoever takes it says whether it can be taken.
    Plain(&'c [&'r str]),
    /// It is read by the csv crate, since it is not plain or was not taken; the answer is of no consequence.
    Careful(Item<'c>),
}

/// Where the hand is in a row.
#[derive(Clone, Copy)]
enum State {
    Outside,
    Inside,
    /// Behind a quotation mark at this byte.
    Closed(usize),
}

impl<'r> View<'r> {
    /// Goes through the rows in order, as [`View::each`] does, the plain ones without the csv crate.
    pub fn sift(self, take: &mut impl FnMut(Sifted<'_, 'r>) -> bool) {
        let (text, mut at) = self.rows();
        let mut careful = 1;
        while at < text.len() {
            let (end, plain) = if self.layout.width > MOST_CELLS { (at, 0) } else { self.plain(at, take) };
            at = end;
            // Where one row is not plain, the next ones may not be either.
            careful = if plain > 0 { 1 } else { (careful * 2).min(MOST_CAREFUL) };
            if at < text.len() {
                at = self.some(at, careful, &mut |item| {
                    take(Sifted::Careful(item));
                });
            }
        }
    }

    /// Hands out plain rows from a byte on, up to one that is not; gives where that begins, and how many there were.
    fn plain(self, from: usize, take: &mut impl FnMut(Sifted<'_, 'r>) -> bool) -> (usize, usize) {
        let text = self.source.text();
        let bytes = text.as_bytes();
        let width = self.layout.width;
        let mut cells = [""; MOST_CELLS];
        let (mut cell, mut row, mut start, mut rows) = (0, from, from, 0);
        let mut state = State::Outside;
        for hit in Marks::of(bytes, from, self.layout.delimiter) {
            let byte = bytes[hit];
            let (first, last) = match state {
                State::Outside if byte == b'"' => {
                    if hit > start {
                        break;
                    }
                    state = State::Inside;
                    continue;
                }
                State::Outside => (start, if byte == b'\n' { without_return(bytes, start, hit) } else { hit }),
                State::Inside if byte == b'"' => {
                    state = State::Closed(hit);
                    continue;
                }
                State::Inside if byte == b'\n' => break,
                State::Inside => continue,
                State::Closed(close) => {
                    let end = if byte == b'\n' { without_return(bytes, start, hit) } else { hit };
                    // Anything else behind it, also a second one, is for the csv crate.
                    if byte == b'"' || end != close + 1 {
                        break;
                    }
                    (start + 1, close)
                }
            };
            state = State::Outside;
            let Some(content) = text.get(first..last).filter(|_| cell < width) else { break };
            cells[cell] = content;
            cell += 1;
            start = hit + 1;
            if byte == b'\n' {
                let is_blank = cell == 1 && first == row && last == row;
                if !is_blank {
                    if cell != width
                        || !(take(Sifted::Plain(&cells[..width])) || self.cut(row..last, &cells[..width], take))
                    {
                        break;
                    }
                    rows += 1;
                }
                cell = 0;
                row = start;
            }
        }
        (row, rows)
    }

    /// Sends a row the careful way that was not taken, cut as it is already; `false` where the csv crate would cut it
    /// otherwise, or it is too long.
    fn cut(self, row: std::ops::Range<usize>, cells: &[&str], take: &mut impl FnMut(Sifted<'_, 'r>) -> bool) -> bool {
        let start = row.start;
        let ends_within = self.source.text().as_bytes().get(row).is_none_or(|row| memchr(b'\r', row).is_some());
        if ends_within || cells.iter().any(|cell| cell.len() > MAX_CELL) {
            return false;
        }
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let record: StringRecord = cells.iter().copied().collect();
            take(Sifted::Careful(Item::Row(Row::new(self, &record, start))));
        }
        true
    }
}

/// Where a cell ends that a line feed at `end` follows: before a carriage return.
fn without_return(bytes: &[u8], start: usize, end: usize) -> usize {
    if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end }
}
