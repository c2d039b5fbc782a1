//! A flat list with one row an edition → rows of editions, figures, mentions and sources.

mod facts;
mod place;

use super::columns::{Field, Header};
use super::convert::{Written, is_nothing};
use super::edition::{Clues, Editions};
use super::series::{Known, event};
use super::source::{Named, Sources};
use super::when::When;
use super::{EXAMPLES, Page, Question, Tongue};
use crate::check::Dataset;
use crate::diag::{Code, Diagnostics, quote};
use crate::ingest::{Incoming, IncomingCell, IncomingRow};
use crate::model::date::Date;
use crate::model::edition::{Edition, EditionFormat, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::SourceKind;
use crate::read::raw;
use crate::read::workbook::Row;

/// One row of a list.
struct Line<'w> {
    page: Page<'w>,
    header: &'w Header,
    row: &'w Row,
}

/// What the rows of a list are compared with.
struct Records<'d> {
    known: Known,
    editions: Editions<'d>,
    sources: Sources,
    weights: facts::Weights,
    /// The source of rows that name none.
    default: Option<String>,
}

/// The edition that a row is about, as far as its facts need it.
struct About<'d> {
    id: String,
    known: Option<&'d Edition>,
    start: Option<Date>,
    end: Option<Date>,
}

impl<'w> Line<'w> {
    /// The cells of a field that say something.
    fn all(&self, field: Field) -> impl Iterator<Item = Written<'w>> + '_ {
        self.header.fields.iter().filter(move |(_, other, _)| *other == field).filter_map(|(index, _, name)| {
            let cell = self.row.cell(*index).filter(|cell| !is_nothing(&cell.text))?;
            Some(Written { page: self.page, cell, field: name, tongue: self.header.tongue })
        })
    }

    fn get(&self, field: Field) -> Option<Written<'w>> {
        self.all(field).next()
    }

    fn word(&self, field: Field, words: &'static [&'static str], findings: &mut Diagnostics) -> Option<IncomingCell> {
        self.get(field).and_then(|written| written.word(words, findings))
    }
}

/// Reads a list.
pub(super) fn read(
    page: Page<'_>,
    header: &Header,
    (context, default): (&Dataset, Option<&str>),
    incoming: &mut Incoming,
    findings: &mut Diagnostics,
) {
    let mut header = Header { row: header.row, tongue: header.tongue, fields: header.fields.clone() };
    header.warn(page, findings);
    let mut records = Records {
        known: Known::new(context, incoming),
        editions: Editions::new(context),
        sources: Sources::new(context, incoming),
        weights: facts::Weights::new(context),
        default: default.map(str::to_owned),
    };
    let (mut editions, mut examples) = (0, 0);
    for row in &page.sheet.rows[header.row + 1..] {
        let line = Line { page, header: &header, row };
        let example = |written: Written<'_>| EXAMPLES.iter().any(|word| written.cell.text.starts_with(word));
        if line.all(Field::Note).any(example) {
            examples += 1;
        } else if one(&line, &mut records, incoming, findings) {
            editions += 1;
        }
    }
    let sheet = page.sheet.name.as_deref().map(|name| format!(", sheet {}", quote(name))).unwrap_or_default();
    let tongue = match header.tongue {
        Tongue::German => "German",
        Tongue::English => "English",
        Tongue::Unknown => "no language",
    };
    let rows = if editions == 1 { "row" } else { "rows" };
    let left = if examples > 0 { format!(", {examples} examples left out") } else { String::new() };
    let format = &page.book.format;
    incoming
        .recognised
        .push(format!("{format}{sheet}: a list, one row an edition ({tongue}), {editions} {rows}{left}"));
}

/// Takes one row; whether it was one about an edition.
fn one(line: &Line<'_>, records: &mut Records<'_>, incoming: &mut Incoming, findings: &mut Diagnostics) -> bool {
    let Some(first) = line
        .row
        .cells
        .iter()
        .find(|cell| line.header.fields.iter().any(|(index, ..)| *index == cell.index) && !is_nothing(&cell.text))
    else {
        return false;
    };
    let spot = line.page.spot(first);
    let errors = findings.errors();
    let named = line.get(Field::Event);
    if named.is_none() && line.get(Field::Id).is_none() {
        findings.error(Code::RequiredCell, || {
            line.page.finding(first, "event", "the row does not name the event").hint("repeat its name in every row")
        });
        return false;
    }
    let event = named.and_then(|written| event(&written, &records.known, findings).map(|event| (written, event)));
    let number = number(line, event.as_ref().and_then(|(_, event)| event.number), findings);
    let (start, end) = days(line, findings);
    let year = year(line, event.as_ref().and_then(|(_, event)| event.year), start.as_ref(), findings);
    if findings.errors() > errors {
        return false;
    }
    let id = line.get(Field::Id);
    let date = |cell: &Option<IncomingCell>| cell.as_ref().and_then(|cell| cell.text.parse::<Date>().ok());
    let clues = Clues {
        id: id.map(|written| written.cell.text.clone()),
        series: event.as_ref().map(|(_, event)| event.series.clone()),
        number: number.as_ref().and_then(|cell| cell.text.parse().ok()),
        year: year.as_ref().and_then(|cell| cell.text.parse().ok()).or_else(|| date(&start).map(Date::year)),
    };
    let found = match records.editions.find(&clues) {
        Ok(found) => found,
        Err(question) => {
            question.report(Code::RequiredCell, line.page, ("edition", first), findings);
            return false;
        }
    };
    let about = About { id: found.id, known: found.known, start: date(&start), end: date(&end) };
    let mut row = IncomingRow::new(&raw::Edition::SCHEMA, spot.clone());
    row.set("id", IncomingCell { text: about.id.clone(), written: None, spot: spot.clone() });
    if let Some((written, event)) = &event {
        row.set("series", event.cell(written));
    }
    // The year alone is the date, where nothing more precise is said.
    let start = start.or(year);
    for (column, cell) in [("number", number), ("start", start), ("end", end)] {
        if let Some(cell) = cell {
            row.set(column, cell);
        }
    }
    place::set(line, &mut row, findings);
    describe(line, &mut row, findings);
    evidence(line, &mut row, about.known, findings);
    let sources = sources(line, records, incoming, findings);
    if let Some(first) = sources.first() {
        let ids: Vec<_> = sources.iter().map(|cell| cell.text.as_str()).collect();
        row.set("sources", IncomingCell { text: ids.join("; "), ..first.clone() });
    }
    incoming.rows.push(row);
    facts::read(line, &about, &sources, records, incoming, findings);
    true
}

/// The number of the edition, from its column or from the name of the event.
fn number(line: &Line<'_>, named: Option<u32>, findings: &mut Diagnostics) -> Option<IncomingCell> {
    let Some(written) = line.get(Field::Number) else {
        let event = line.get(Field::Event)?;
        return named.map(|number| event.says(number.to_string()));
    };
    // `14.` is the fourteenth.
    let bare = written.cell.text.trim_end_matches('.').trim();
    let Ok(number) = bare.parse::<u32>() else {
        let question = Question::wrong("is not the number of an edition", "write it in digits: 14");
        written.refuse(question, Code::BadNumber, findings);
        return None;
    };
    if named.is_some_and(|named| named != number) {
        let message = "the name of the event has another number";
        written.refuse(Question::asks(message, "correct one of the two"), Code::Ambiguous, findings);
    }
    Some(written.says(number.to_string()))
}

/// First and last day.
fn days(line: &Line<'_>, findings: &mut Diagnostics) -> (Option<IncomingCell>, Option<IncomingCell>) {
    let mut read =
        |field: Field| line.get(field).and_then(|written| written.when(findings).map(|when| (written, when)));
    let (date, start, end) = (read(Field::Date), read(Field::Start), read(Field::End));
    let cell = |(written, when): &(Written<'_>, When)| written.says(when.start.to_string());
    if let (Some((_, date)), Some((written, start))) = (&date, &start)
        && !(date.start == start.start)
    {
        let message = "another column gives another first day";
        written.refuse(Question::asks(message, "correct one of the two"), Code::Ambiguous, findings);
    }
    let whole = start.or(date);
    let last = end.as_ref().map(cell).or_else(|| {
        let (written, when) = whole.as_ref()?;
        when.end.map(|end| written.says(end.to_string()))
    });
    (whole.as_ref().map(cell), last)
}

/// The year, from its column or from the name of the event.
fn year(
    line: &Line<'_>,
    named: Option<i16>,
    start: Option<&IncomingCell>,
    findings: &mut Diagnostics,
) -> Option<IncomingCell> {
    let column = line.get(Field::Year).and_then(|written| {
        let when = written.when(findings)?;
        Some((written, when.start.year()))
    });
    let event = named.and_then(|year| line.get(Field::Event).map(|written| (written, year)));
    let begins = start.and_then(|cell| cell.text.parse::<Date>().ok()).map(Date::year);
    for (written, year) in column.iter().chain(&event) {
        let others = [begins, column.as_ref().map(|(_, year)| *year)];
        if others.into_iter().flatten().any(|other| other != *year) {
            let message = "another column gives another year";
            written.refuse(Question::asks(message, "correct one of the two"), Code::Ambiguous, findings);
        }
    }
    column.or(event).map(|(written, year)| written.says(year.to_string()))
}

/// Host, format, status, motto and remark.
fn describe(line: &Line<'_>, row: &mut IncomingRow, findings: &mut Diagnostics) {
    for (column, cell) in [
        ("host", line.word(Field::Host, Land::WORDS, findings)),
        ("format", line.word(Field::Format, EditionFormat::WORDS, findings)),
        ("status", line.word(Field::Status, Status::WORDS, findings)),
        ("motto", line.get(Field::Motto).map(|written| unquoted(&written))),
    ] {
        if let Some(cell) = cell {
            row.set(column, cell);
        }
    }
    let notes: Vec<IncomingCell> = line.all(Field::Note).map(|written| written.line()).collect();
    if let Some(first) = notes.first() {
        let text = notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join("; ");
        row.set("note", IncomingCell { text, ..first.clone() });
    }
}

/// A motto without the quotation marks round it.
fn unquoted(written: &Written<'_>) -> IncomingCell {
    let cell = written.line();
    let inside = [('„', '“'), ('„', '”'), ('“', '”'), ('»', '«'), ('"', '"')].into_iter().find_map(|(open, close)| {
        cell.text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).map(str::to_owned)
    });
    inside.map_or(cell, |inside| written.says(inside))
}

/// How well number, date and host are supported: as the list says, otherwise stated where the records have no word yet.
fn evidence(line: &Line<'_>, row: &mut IncomingRow, known: Option<&Edition>, findings: &mut Diagnostics) {
    for (field, column, of, has) in [
        (Field::NumberEvidence, "number_evidence", "number", known.is_some_and(|edition| edition.number.is_some())),
        (Field::DateEvidence, "date_evidence", "start", known.is_some_and(|edition| edition.start.is_some())),
        (Field::HostEvidence, "host_evidence", "host", known.is_some_and(|edition| edition.host.is_some())),
    ] {
        if let Some(cell) = line.word(field, Evidence::WORDS, findings) {
            row.set(column, cell);
        } else if !has && let Some(cell) = row.cell(of) {
            let cell = IncomingCell { text: Evidence::Stated.word().to_owned(), ..cell.clone() };
            row.set(column, cell);
        }
    }
}

/// The sources of the row.
fn sources(
    line: &Line<'_>,
    records: &mut Records<'_>,
    incoming: &mut Incoming,
    findings: &mut Diagnostics,
) -> Vec<IncomingCell> {
    let mut named = Named::default();
    for written in line.all(Field::Source).chain(line.all(Field::Link)) {
        let whole = written.cell.text.trim();
        // A title may hold a semicolon: the cell as a whole goes before its parts.
        let parts: Vec<&str> = if records.sources.find(whole).is_some() {
            vec![whole]
        } else {
            whole.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect()
        };
        named.names.extend(parts.into_iter().map(|part| (written, part.to_owned())));
    }
    named.publisher = line.get(Field::Publisher).map(|written| written.line());
    named.kind = line.word(Field::SourceKind, SourceKind::WORDS, findings);
    named.published = line
        .get(Field::Published)
        .and_then(|written| written.when(findings).map(|when| written.says(when.start.to_string())));
    if named.names.is_empty() {
        let first = line.row.cells.first();
        return records
            .default
            .iter()
            .zip(first)
            .map(|(id, cell)| IncomingCell { text: id.clone(), written: None, spot: line.page.spot(cell) })
            .collect();
    }
    named.ids(&mut records.sources, incoming, findings)
}
