//! topic-editions.csv without its rows in memory.

use std::collections::BTreeMap;
use std::io;

use super::cells::Cells;
use super::{HEAD, Put, stream};
use crate::analysis::selection::Selection;
use crate::analysis::topics::{Programmes, TopicEditionRow, each_of, timeline_of};
use crate::locale::Lang;
use crate::model::topic::Term;
use crate::report::lines::is_bare;
use crate::report::table::{Dialect, Table, TableError};
use crate::report::tables;

/// What stands between terms.
const SEPARATOR: &str = "; ";

/// Writes the rows; gives the table without them.
pub(in crate::report) fn timeline(
    selection: &Selection<'_>,
    programmes: &Programmes,
    (lang, dialect): (Lang, Dialect),
    put: Put<'_>,
) -> io::Result<Result<Table, TableError>> {
    let series = selection.series();
    let rows = |series: &usize| timeline_of(selection, *series, programmes, lang);
    let first: Vec<TopicEditionRow> = series.iter().flat_map(rows).take(HEAD).collect();
    let mut table = match tables::timeline(&first) {
        Ok(table) => table,
        Err(error) => return Ok(Err(error)),
    };
    table.count = selection.editions().len() * selection.dataset().topics().len();
    let terms = selection.dataset().terms();
    // Looked at once, though they stand in many rows; with others behind it, for a negative number is no formula alone.
    let bare = |term: &Term| is_bare(&format!("{}{SEPARATOR}", term.text), Dialect::Rfc4180);
    let is_bare: Vec<bool> = terms.iter().map(bare).collect();
    let make = |part: usize, cells: &mut Cells| {
        let Some(series) = series.get(part) else { return };
        let dataset = selection.dataset();
        let (mut beginning, mut middle) = (Cells::new(dialect), BTreeMap::new());
        let mut last = None;
        each_of(selection, *series, programmes, |topic, edition, state, named| {
            // What is the same in the rows of a topic, and in those of an edition, is written once.
            if last.replace(topic) != Some(topic) {
                let record = &dataset.topics()[topic];
                beginning.clear();
                beginning.cell(dataset.series()[*series].id.as_str());
                beginning.cell(record.id.as_str());
                beginning.cell(lang.pick(&record.label_de, &record.label_en));
            }
            let middle = middle.entry(edition).or_insert_with(|| {
                let record = &dataset.editions()[edition];
                let mut middle = Cells::new(dialect);
                middle.cell(record.id.as_str());
                middle.known(record.number);
                middle.known(record.year());
                middle
            });
            cells.append(&beginning);
            cells.append(middle);
            cells.cell(state.word());
            let are_bare = named.iter().all(|term| is_bare[*term as usize]);
            cells.joined(named.iter().map(|term| &*terms[*term as usize].text), SEPARATOR, are_bare);
            cells.end();
        });
    };
    let gone = stream(&table, dialect, series.len(), || make, put)?;
    table.gone = Some(gone);
    Ok(Ok(table))
}
