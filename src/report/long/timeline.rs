//! topic-editions.csv without its rows in memory.

use std::collections::BTreeMap;
use std::io;

use sha2::Sha256;

use super::cells::Cells;
use super::{HEAD, Put, Start, stream};
use crate::analysis::selection::Selection;
use crate::analysis::topics::programme::Programme;
use crate::analysis::topics::{TopicEditionRow, timeline_of};
use crate::locale::Lang;
use crate::report::table::{Dialect, Table, TableError};
use crate::report::tables;

/// Writes the rows; gives the table without them. `evidence` is the hash of what stands before them in their chart.
pub(in crate::report) fn timeline(
    selection: &Selection<'_>,
    programmes: &BTreeMap<usize, Programme>,
    (lang, dialect): (Lang, Dialect),
    evidence: Sha256,
    put: Put<'_>,
) -> io::Result<Result<Table, TableError>> {
    let series = selection.series();
    let rows = |series: usize| timeline_of(selection, series, programmes, lang);
    let first: Vec<TopicEditionRow> = series.iter().flat_map(|series| rows(*series)).take(HEAD).collect();
    let mut table = match tables::timeline(&first) {
        Ok(table) => table,
        Err(error) => return Ok(Err(error)),
    };
    table.count = selection.editions().len() * selection.dataset().topics().len();
    let make = |part: usize, cells: &mut Cells| {
        for row in series.get(part).into_iter().flat_map(|series| rows(*series)) {
            cells.cell(&row.series);
            cells.cell(&row.topic);
            cells.cell(&row.label);
            cells.cell(&row.edition);
            cells.known(row.number);
            cells.known(row.year);
            cells.cell(row.state.word());
            cells.cell(&row.terms);
            cells.end();
        }
    };
    let gone = stream(Start { table: &table, dialect, evidence }, series.len(), make, put)?;
    table.gone = Some(gone);
    Ok(Ok(table))
}
