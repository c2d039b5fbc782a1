//! Keys that are there twice.

use std::hash::{BuildHasher, Hasher, RandomState};

use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostics, quote};
use crate::read::raw;
use crate::read::schema::Schema;
use crate::read::sheet::{Item, Place, Row, Table};

/// Part of a SHA-256: small, and equal only for equal cells.
type Print = [u8; 16];

/// The keys of a table's rows as they pass by.
pub(super) struct Twice {
    schema: &'static Schema,
    /// Index of each column of the key; of every column where a row is a key as a whole.
    key: Vec<usize>,
    seen: Vec<(Print, Place, Print)>,
}

impl Twice {
    pub(super) fn of(schema: &'static Schema) -> Self {
        let is_key = |name: &str| schema.key.is_empty() || schema.key.contains(&name);
        let columns = schema.columns.iter().enumerate();
        let key = columns.filter(|(_, column)| is_key(column.name)).map(|(index, _)| index).collect();
        Self { schema, key, seen: Vec::new() }
    }

    pub(super) fn see(&mut self, row: &Row<'_>) {
        let mut key = Sha256::new();
        let mut whole = Sha256::new();
        for (index, cell) in row.cells().enumerate() {
            if self.key.contains(&index) {
                // A key that is not filled is reported as such.
                if cell.is_empty() && !self.schema.key.is_empty() {
                    return;
                }
                add(&mut key, cell);
            }
            add(&mut whole, cell);
        }
        self.seen.push((print(key), row.place(), print(whole)));
    }

    /// Reports each key that was there before, at its later places.
    pub(super) fn report(mut self, table: &Table<'_>, findings: &mut Diagnostics) {
        self.seen.sort_unstable();
        for same in self.seen.chunk_by(|a, b| a.0 == b.0) {
            let Some(((_, first, content), later)) = same.split_first() else { continue };
            for (_, place, other) in later {
                // Reference data may come with each folder, so long as it is the same.
                let is_reference = self.schema.file == raw::Land::SCHEMA.file;
                if !(is_reference && other == content && place.is_elsewhere(*first)) {
                    self.finding(table, *first, *place, findings);
                }
            }
        }
    }

    fn finding(&self, table: &Table<'_>, first: Place, place: Place, findings: &mut Diagnostics) {
        let (code, column, message) = match self.schema.key {
            [] => (Code::DuplicateClaim, "edition", "the same claim is there twice".to_owned()),
            ["term"] => {
                (Code::TermTwice, "term", format!("the term {} is mapped twice", quote(&table.written(place, "term"))))
            }
            [column] => {
                let message = format!("`{column}` {} is there twice", quote(&table.written(place, column)));
                (Code::DuplicateKey, *column, message)
            }
            [column, ..] => {
                let columns = self.schema.key.join(", ");
                (Code::DuplicateKey, *column, format!("another row has the same {columns}"))
            }
        };
        findings.error(code, || {
            table.finding(place, column, message).hint(format!("it stands first at {}", table.at(first)))
        });
    }
}

/// Reports each key of a table that is there twice, and holds no more than what is: the table is gone through once for
/// the hashes of the keys, and once more for those that fell together.
pub(super) fn report(table: &Table<'_>, findings: &mut Diagnostics) {
    let mut twice = Twice::of(table.schema());
    let hashing = RandomState::new();
    let hash = |twice: &Twice, row: &Row<'_>| {
        let mut hasher = hashing.build_hasher();
        for (_, cell) in row.cells().enumerate().filter(|(index, _)| twice.key.contains(index)) {
            hasher.write(cell.as_bytes());
            hasher.write_u8(0xff);
        }
        hasher.finish()
    };
    let mut hashes = Vec::new();
    table.each(|item| {
        if let Item::Row(row) = item {
            hashes.push(hash(&twice, &row));
        }
    });
    hashes.sort_unstable();
    let mut several: Vec<u64> = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    drop(hashes);
    several.dedup();
    if several.is_empty() {
        return;
    }
    table.each(|item| {
        if let Item::Row(row) = item
            && several.binary_search(&hash(&twice, &row)).is_ok()
        {
            twice.see(&row);
        }
    });
    twice.report(table, findings);
}

fn add(print: &mut Sha256, cell: &str) {
    print.update(cell.len().to_le_bytes());
    print.update(cell);
}

fn print(print: Sha256) -> Print {
    let digest = print.finalize();
    let mut short = Print::default();
    for (to, from) in short.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    short
}
