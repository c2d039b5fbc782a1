//! What became of the rows of a table, for people to look at.

use super::ledger::{Ledger, Line};
use crate::ingest::diff::{Action, CellChange, RowChange, TableDiff, place};

/// What a ledger did.
pub(super) fn table_diff(ledger: &Ledger<'_>) -> TableDiff {
    let mut rows = Vec::new();
    for line in &ledger.lines {
        if line.place.is_none() {
            rows.push(change(ledger, line, Action::Added, added(ledger, line)));
        } else if line.is_changed() {
            rows.push(change(ledger, line, Action::Changed, changed(ledger, line)));
        }
        if !line.kept.is_empty() {
            let cells = line.kept.iter().map(|(index, cell)| CellChange {
                column: ledger.schema.columns[*index].name,
                was: line.cells[*index].clone(),
                is: cell.text.clone(),
            });
            let mut row = change(ledger, line, Action::Kept, cells.collect());
            if let Some((_, cell)) = line.kept.first() {
                row.origin = place(&cell.spot);
            }
            rows.push(row);
        }
    }
    TableDiff { table: ledger.schema.file, rows, same: ledger.same }
}

fn change(ledger: &Ledger<'_>, line: &Line, action: Action, cells: Vec<CellChange>) -> RowChange {
    let key = ledger.key_columns().map(|index| (ledger.schema.columns[index].name, line.cells[index].clone()));
    RowChange { action, key: key.collect(), cells, remark: line.remark.clone(), origin: place(&line.spot) }
}

/// The filled cells of a new row, those of its key left out.
fn added(ledger: &Ledger<'_>, line: &Line) -> Vec<CellChange> {
    let key: Vec<usize> = ledger.key_columns().collect();
    cells(ledger, line, |index| !key.contains(&index) && !line.cells[index].is_empty(), |_| String::new())
}

fn changed(ledger: &Ledger<'_>, line: &Line) -> Vec<CellChange> {
    cells(ledger, line, |index| line.was[index].is_some(), |index| line.was[index].clone().unwrap_or_default())
}

fn cells(
    ledger: &Ledger<'_>,
    line: &Line,
    is_shown: impl Fn(usize) -> bool,
    was: impl Fn(usize) -> String,
) -> Vec<CellChange> {
    let columns = ledger.schema.columns.iter().enumerate();
    columns
        .filter(|(index, _)| is_shown(*index))
        .map(|(index, column)| CellChange { column: column.name, was: was(index), is: line.cells[index].clone() })
        .collect()
}
