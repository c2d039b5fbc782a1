//! attendance.csv without its rows in memory.

use std::io;

use super::cells::Cells;
use super::{HEAD, Put, stream};
use crate::analysis::attendance::{AttendanceRow, Choices, EditionChoice, reasoned};
use crate::analysis::selection::Selection;
use crate::locale::Locale;
use crate::model::claim::Qualifier;
use crate::report::table::{Dialect, Table, TableError};

/// Claims of a part.
const PART: usize = 2_000;

/// Writes the rows; gives the table without them.
pub(in crate::report) fn attendance(
    selection: &Selection<'_>,
    choices: &Choices<'_>,
    (locale, dialect): (Locale, Dialect),
    put: Put<'_>,
) -> io::Result<Result<Table, TableError>> {
    let first: Vec<AttendanceRow> =
        choices.editions().iter().flat_map(|choice| AttendanceRow::of(selection, choice, locale)).take(HEAD).collect();
    let mut table = match Table::of("attendance", AttendanceRow::COLUMNS, &first) {
        Ok(table) => table,
        Err(error) => return Ok(Err(error)),
    };
    table.count = choices.rows();
    let parts = parts(choices.editions());
    let make = |part: usize, cells: &mut Cells| {
        let Some(editions) = parts.get(part) else { return };
        let mut beginning = Cells::new(dialect);
        for choice in *editions {
            edition(selection, choice, locale, &mut beginning, cells);
        }
    };
    let gone = stream(&table, dialect, parts.len(), make, put)?;
    table.gone = Some(gone);
    Ok(Ok(table))
}

/// Editions in parts of about as many claims.
fn parts<'c, 'a>(editions: &'c [EditionChoice<'a>]) -> Vec<&'c [EditionChoice<'a>]> {
    let mut parts = Vec::new();
    let (mut first, mut claims) = (0, 0);
    for (place, choice) in editions.iter().enumerate() {
        claims += choice.rows();
        if claims >= PART || place + 1 == editions.len() {
            parts.push(&editions[first..=place]);
            (first, claims) = (place + 1, 0);
        }
    }
    parts
}

fn edition(
    selection: &Selection<'_>,
    choice: &EditionChoice<'_>,
    locale: Locale,
    beginning: &mut Cells,
    cells: &mut Cells,
) {
    let sources = selection.dataset().sources();
    let blank = AttendanceRow::unknown(selection, choice.edition, locale);
    beginning.clear();
    beginning.cell(&blank.series);
    beginning.cell(&blank.series_label);
    beginning.cell(&blank.edition);
    beginning.known(blank.number);
    beginning.known(blank.year);
    beginning.known(blank.date.as_deref());
    beginning.known(blank.city.as_deref());
    beginning.known(blank.host);
    beginning.known(blank.host_label.as_deref());
    if choice.cells.is_empty() {
        cells.append(beginning);
        (0..8).for_each(|_| cells.cell(""));
        cells.known(Some(blank.chosen));
        cells.cell(&blank.reason);
        cells.cell("");
        cells.cell("");
        cells.end();
    }
    for (claim, reason, text) in reasoned(selection, choice, locale) {
        let source = &sources[claim.source as usize];
        let interval = claim.stated.interval();
        cells.append(beginning);
        cells.known(Some(claim.stated.value()));
        cells.cell(claim.stated.qualifier().map_or("", Qualifier::word));
        cells.known(Some(interval.low()));
        cells.known(interval.high());
        cells.cell(claim.basis.map_or("", |basis| basis.word()));
        cells.cell(claim.mode.map_or("", |mode| mode.word()));
        cells.cell(claim.unit.map_or("", |unit| unit.word()));
        cells.cell(claim.asserted.map_or("", |asserted| asserted.word()));
        cells.cell(reason.chosen().word());
        cells.cell(&text);
        cells.cell(source.id.as_str());
        cells.cell(&source.publisher);
        cells.end();
    }
}
