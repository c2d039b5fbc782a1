//! A sheet that is a table of the package: its columns are those of a schema.

use super::convert::{Written, is_nothing};
use super::{Page, Tongue};
use crate::diag::{Code, Diagnostics, nearest, quote};
use crate::ingest::{Incoming, IncomingRow};
use crate::read::schema::{Kind, Schema, TABLES};

/// Rows in which the names of the columns are looked for.
pub(super) const HEADER_ROWS: usize = 20;

/// A row that names the columns of a table.
pub(super) struct Header {
    table: &'static Schema,
    /// Index of the row in the sheet.
    row: usize,
}

/// The row that names the columns of a table, if there is one: all that must be filled, or all of them but a few where
/// the sheet or the file has the table's name.
pub(super) fn header(page: Page<'_>) -> Option<Header> {
    let file = page.book.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let named = |table: &Schema| {
        page.sheet.name.as_deref().map_or(stem, |name| name.strip_suffix(".csv").unwrap_or(name)) == table.stem()
    };
    let rows = page.sheet.rows.iter().take(HEADER_ROWS).enumerate();
    let candidates = rows.flat_map(|(index, row)| {
        TABLES.into_iter().filter_map(move |table| {
            let has = |name: &str| row.cells.iter().any(|cell| cell.text == name);
            let found = table.columns.iter().filter(|column| has(column.name)).count();
            let complete = table.columns.iter().filter(|column| column.required).all(|column| has(column.name));
            let taken = complete && found >= 2 || named(table) && found * 2 >= table.columns.len();
            // Most of the cells of the row are columns of the table.
            (taken && found * 2 > row.cells.len()).then_some((named(table), found, table, index))
        })
    });
    // The first row and the first table of the best.
    let best = candidates.reduce(|best, other| if (other.0, other.1) > (best.0, best.1) { other } else { best });
    best.map(|(_, _, table, row)| Header { table, row })
}

/// The rows of the table.
pub(super) fn read(page: Page<'_>, header: &Header, incoming: &mut Incoming, findings: &mut Diagnostics) {
    let table = header.table;
    let names = &page.sheet.rows[header.row];
    let known = |name: &str| table.columns.iter().any(|column| column.name == name);
    for (at, cell) in names.cells.iter().enumerate() {
        let twice = names.cells[..at].iter().any(|other| other.text == cell.text);
        if twice {
            findings.error(Code::DuplicateColumn, || {
                let message = format!("the column {} is there twice", quote(&cell.text));
                page.finding(cell, &cell.text, message)
            });
        } else if !known(&cell.text) {
            findings.error(Code::UnknownColumn, || {
                let message = format!("{} has no column {}", table.file, quote(&cell.text));
                let similar = nearest(&cell.text, table.columns.iter().map(|column| column.name));
                let hint = similar.map_or_else(
                    || format!("its columns are {}", table.header()),
                    |word| format!("did you mean `{word}`?"),
                );
                page.finding(cell, &cell.text, message).hint(hint)
            });
        }
    }
    let mut count = 0;
    for row in &page.sheet.rows[header.row + 1..] {
        let Some(first) = row.cells.first() else { continue };
        let mut taken = IncomingRow::new(table, page.spot(first));
        for (column, name) in table
            .columns
            .iter()
            .filter_map(|column| names.cells.iter().find(|cell| cell.text == column.name).map(|cell| (column, cell)))
        {
            let Some(cell) = row.cell(name.index) else { continue };
            let written = Written { page, cell, field: column.name, tongue: Tongue::Unknown };
            // A dash may be a text, but no date and no number.
            if !matches!(column.kind, Kind::Text) && is_nothing(&cell.text) {
                continue;
            }
            if let Some(cell) = written.as_kind(column.kind, findings) {
                taken.set(column.name, cell);
            }
        }
        count += 1;
        incoming.rows.push(taken);
    }
    let sheet = page.sheet.name.as_deref().map(|name| format!(", sheet {}", quote(name))).unwrap_or_default();
    // A form has tables that nobody filled in.
    if count == 0 {
        return;
    }
    let rows = if count == 1 { "row" } else { "rows" };
    incoming.recognised.push(format!("{}{sheet}: {count} {rows} of the table {}", page.book.format, table.stem()));
}
