//! Rows that come in → what becomes of the package: added, filled in, or kept apart. Nothing that stands in the records
//! is overwritten. A different figure is a claim of its own; a different word on a date, place, host, format, motto,
//! number or status becomes a row of disputes.csv; what can be kept in neither way leaves the records as they are and
//! is said.

mod agree;
mod ledger;
mod origin;
mod report;
mod text;

use std::path::Path;

use self::ledger::{Ledger, Line, is_editions, one_line, source_column};
use self::origin::{Origins, RowOrigin};
use super::diff::Diff;
use super::source::NamedSource;
use super::{IncomingCell, IncomingRow, Tables};
use crate::check::check;
use crate::diag::{Code, Diagnostics, harmless, quote};
use crate::model::provenance::DisputedField;
use crate::read::Package;
use crate::read::raw;
use crate::read::schema::{Kind, Schema, TABLES};
use crate::read::sheet::Form;
use crate::source::SourceText;

/// What becomes of a package.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What is added, changed and kept.
    pub diff: Diff,
    /// The files that change, whole: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is not wrong in what came in, but somebody should look at.
    pub warnings: Diagnostics,
}

/// Merges rows into the tables of a package that has no errors, and checks what comes out as a whole. `folder` is where the package
/// stands, for messages; `source` is the source of every row that names none.
///
/// # Errors
/// Every finding, at its place in the file that it came from, when one of them is an error: then nothing is merged.
pub fn merge(
    tables: &Tables,
    folder: &Path,
    rows: Vec<IncomingRow>,
    source: Option<&NamedSource>,
) -> Result<Merged, Diagnostics> {
    let mut findings = Diagnostics::default();
    let mut diff = Diff::default();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut origins = Origins::new(folder);
    let mut rows: Vec<IncomingRow> = rows.into_iter().map(|row| prepared(row, source)).collect();
    rows.extend(source.and_then(NamedSource::row).cloned());
    let mut disputes: Vec<(IncomingRow, String)> = Vec::new();
    for schema in in_order() {
        let coming: Vec<IncomingRow>;
        (coming, rows) = rows.into_iter().partition(|row| row.table.file == schema.file);
        let mut derived = Vec::new();
        if schema.file == raw::Dispute::SCHEMA.file {
            derived = std::mem::take(&mut disputes);
        }
        if coming.is_empty() && derived.is_empty() {
            continue;
        }
        // What is wrong with the table itself was reported when the package was checked.
        let (bytes, is_marked) = tables.text(schema.file).unwrap_or_default();
        let source = SourceText::new(schema.file, schema.file, bytes).ok();
        let all: Vec<IncomingRow> = coming.iter().chain(derived.iter().map(|(row, _)| row)).cloned().collect();
        let form = source.as_ref().and_then(|source| Form::open(source, schema));
        let mut ledger = Ledger::open(schema, form, &all);
        for row in coming {
            let source = source_of(&row);
            let taken = ledger.take(row);
            settle(&mut ledger, &taken, source.as_ref(), &mut disputes, &mut findings);
        }
        for (row, remark) in derived {
            let taken = ledger.take(row);
            if taken.is_new {
                ledger.lines[taken.line].remark = Some(remark);
            }
        }
        sourced(&ledger, &mut findings);
        let entry = report::table_diff(&ledger);
        let is_touched = ledger.lines.iter().any(|line| line.place.is_none() || line.is_changed());
        if is_touched {
            let new = text::new_text(&ledger);
            origins.add(schema, &ledger.lines, &new.lines);
            files.push((schema.file.to_owned(), Tables::marked(new.text, is_marked)));
        }
        diff.tables.push(entry);
    }
    let place = |name: &str| TABLES.iter().position(|schema| schema.file == name);
    diff.tables.sort_by_key(|entry| place(entry.table));
    files.sort_by_key(|(name, _)| place(name));
    let warnings = judged(&tables.package(&files), &origins, findings)?;
    Ok(Merged { diff, files, warnings })
}

/// The tables, the disputes last: other tables give rise to some of them.
fn in_order() -> impl Iterator<Item = &'static Schema> {
    let is_disputes = |schema: &&'static Schema| schema.file == raw::Dispute::SCHEMA.file;
    TABLES.into_iter().filter(move |schema| !is_disputes(schema)).chain(TABLES.into_iter().filter(is_disputes))
}

/// A row as it goes into the records: cells on one line, what says nothing left out, no formula, and the source that
/// the user names where the row names none.
fn prepared(mut row: IncomingRow, source: Option<&NamedSource>) -> IncomingRow {
    for (column, place) in row.table.columns.iter().zip(&mut row.cells) {
        let Some(cell) = place else { continue };
        cell.text = one_line(&cell.text);
        if column.kind == Kind::Text {
            cell.text = harmless(&cell.text);
        }
        if cell.text.is_empty() {
            *place = None;
        }
    }
    if let (Some(source), Some(column)) = (source, source_column(row.table))
        && row.cells[column].is_none()
    {
        row.cells[column] = Some(IncomingCell { text: source.id().to_owned(), written: None, spot: row.spot.clone() });
    }
    row
}

/// The source that a row names first.
fn source_of(row: &IncomingRow) -> Option<IncomingCell> {
    let cell = row.cells[source_column(row.table)?].clone()?;
    let first = cell.text.split(';').map(str::trim).find(|entry| !entry.is_empty())?.to_owned();
    Some(IncomingCell { text: first, ..cell })
}

/// What a row says otherwise than the records: a dispute, a contradiction, or a word that is not taken.
fn settle(
    ledger: &mut Ledger<'_>,
    taken: &ledger::Taken,
    source: Option<&IncomingCell>,
    disputes: &mut Vec<(IncomingRow, String)>,
    findings: &mut Diagnostics,
) {
    let schema = ledger.schema;
    for (index, cell) in &taken.different {
        let name = schema.columns[*index].name;
        let line = &mut ledger.lines[taken.line];
        let theirs = line.cells[*index].clone();
        if is_editions(schema) && name == "series" {
            findings.error(Code::Contradiction, || {
                let id = quote(&line.cells[0]);
                let message = format!("the edition {id} belongs to the series {} in the records", quote(&theirs));
                cell.spot
                    .finding(cell.written.as_deref().unwrap_or(&cell.text), message)
                    .field(name)
                    .hint("is it another edition? then it needs an id of its own")
            });
        } else if is_editions(schema) && name.parse::<DisputedField>().is_ok() {
            let Some(source) = source else {
                findings.error(Code::MissingSource, || {
                    let message =
                        format!("`{name}` is {} in the records, and this row names no source", quote(&theirs));
                    unsourced(cell, message).field(name)
                });
                continue;
            };
            let mut row = IncomingRow::new(&raw::Dispute::SCHEMA, cell.spot.clone());
            let word = |text: &str| IncomingCell { text: text.to_owned(), written: None, spot: cell.spot.clone() };
            row.set("edition", word(&line.cells[0]));
            row.set("field", word(name));
            row.set("value", cell.clone());
            row.set("source", source.clone());
            let theirs = if theirs.is_empty() { "nothing".to_owned() } else { quote(&theirs) };
            disputes.push((row, format!("the records say {theirs}")));
        } else {
            line.kept.push((*index, cell.clone()));
        }
    }
}

fn unsourced(cell: &IncomingCell, message: String) -> crate::diag::Finding {
    cell.spot
        .finding(cell.written.as_deref().unwrap_or(&cell.text), message)
        .hint("name it in the row, or for all rows that name none with `--source ID`")
        .hint("a new one: `--source \"press; Tageblatt; Zwei Kongresse; example.org/zwei; 2022-07-05\"`")
}

/// Reports new rows without a source.
fn sourced(ledger: &Ledger<'_>, findings: &mut Diagnostics) {
    let Some(column) = source_column(ledger.schema) else { return };
    for line in ledger.lines.iter().filter(|line| line.place.is_none() && line.cells[column].is_empty()) {
        findings.error(Code::MissingSource, || {
            let first = line.origins.iter().flatten().next();
            let cell = IncomingCell {
                text: first.map(|cell| cell.text.clone()).unwrap_or_default(),
                written: first.and_then(|cell| cell.written.clone()),
                spot: line.spot.clone(),
            };
            let message = format!("the new row of {} names no source", ledger.schema.file);
            unsourced(&cell, message).field(ledger.schema.columns[column].name)
        });
    }
}

/// Checks the package with its new files. Findings are said where the rows came from.
fn judged(package: &Package, origins: &Origins, mut findings: Diagnostics) -> Result<Diagnostics, Diagnostics> {
    let found = match check(package) {
        Ok(checked) => checked.warnings,
        Err(found) => found,
    };
    findings.extend(origins.placed(found));
    if findings.has_errors() { Err(findings) } else { Ok(findings) }
}

impl RowOrigin {
    fn of(line: &Line) -> Self {
        Self { is_new: line.place.is_none(), spot: line.spot.clone(), cells: line.origins.clone() }
    }
}
