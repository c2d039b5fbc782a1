//! Sheets → rows of the package's tables: a sheet is a table of the package, or a flat list with one row an edition.
//! What can be read in more than one way becomes a question, never a guess.

mod amount;
mod columns;
mod convert;
mod edition;
mod flat;
mod series;
mod source;
mod table;
mod when;
mod words;

use std::path::Path;

use super::{Incoming, IncomingCell, IncomingRow, Spot};
use crate::check::Dataset;
use crate::diag::{Code, Diagnostics, Finding, quote};
use crate::read::workbook::{Cell, Sheet, Unread, Workbook, open};

pub use columns::{Field, columns};
pub use words::{Named, spelt};

/// How the note of a row begins that is an example and no record.
pub const EXAMPLES: [&str; 2] = ["BEISPIEL", "EXAMPLE"];

/// How a file is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The source of every row that names none, by id, address, file or title.
    pub source: Option<String>,
}

/// In which language a list is kept, told by the names of its columns: it decides what a dot in a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tongue {
    German,
    English,
    Unknown,
}

/// Why a cell is not taken: it is wrong, or it asks which of two readings is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    asks: bool,
    message: String,
    hint: String,
}

impl Question {
    fn asks(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { asks: true, message: message.into(), hint: hint.into() }
    }

    fn wrong(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { asks: false, message: message.into(), hint: hint.into() }
    }

    /// The finding for a cell in a column of this name; `code` is that of a wrong one.
    fn report(self, code: Code, page: Page<'_>, (field, cell): (&str, &Cell), findings: &mut Diagnostics) {
        let code = if self.asks { Code::Ambiguous } else { code };
        findings.error(code, || {
            let written = quote(&cell.text);
            let message = if self.asks {
                format!("{written} can be read in two ways: {}", self.message)
            } else {
                format!("{written} {}", self.message)
            };
            page.finding(cell, field, message).hint(self.hint)
        });
    }
}

/// A sheet with what its cells need to say where they stand.
#[derive(Clone, Copy)]
struct Page<'w> {
    book: &'w Workbook,
    sheet: &'w Sheet,
}

impl Page<'_> {
    fn spot(&self, cell: &Cell) -> Spot {
        Spot {
            path: self.book.path.clone(),
            sheet: self.sheet.name.clone(),
            line: cell.line as usize,
            column: cell.column as usize,
        }
    }

    /// A finding at a cell, in a column of this name; in a spreadsheet it names the cell as the program there does.
    fn finding(&self, cell: &Cell, field: &str, message: impl Into<String>) -> Finding {
        let field = match &self.sheet.name {
            Some(sheet) if self.book.is_spreadsheet() => {
                format!("{field}, {sheet}!{}{}", letters(cell.column), cell.line)
            }
            _ => field.to_owned(),
        };
        self.spot(cell).finding(&cell.text, message).field(field)
    }
}

/// Reads a file and takes it for rows of a package whose records are `context`.
///
/// # Errors
/// When it cannot be read, and every finding when one of them is an error.
pub fn incoming(path: &Path, context: &Dataset, options: &Options) -> Result<Incoming, Unread> {
    recognise(&open(path)?, context, options).map_err(Unread::Findings)
}

/// Takes the sheets of a file for rows of a package whose records are `context`.
///
/// # Errors
/// Every finding, warnings included, when one of them is an error.
pub fn recognise(book: &Workbook, context: &Dataset, options: &Options) -> Result<Incoming, Diagnostics> {
    let mut incoming = Incoming { warnings: book.warnings.clone(), ..Incoming::default() };
    let mut findings = Diagnostics::default();
    let (mut lists, mut left_out, mut found) = (Vec::new(), Vec::new(), false);
    // Tables first: a list may name the series and sources that stand in them.
    for sheet in &book.sheets {
        let page = Page { book, sheet };
        if let Some(header) = table::header(page) {
            table::read(page, &header, &mut incoming, &mut findings);
            found = true;
        } else if let Some(header) = columns::header(page) {
            lists.push((page, header));
            found = true;
        } else if let Some(name) = &sheet.name {
            left_out.push(format!("{}, sheet {}: left out", book.format, quote(name)));
        }
    }
    let default = default_source(book, (context, options), &incoming, &mut findings);
    for (page, header) in lists {
        flat::read(page, &header, (context, default.as_deref()), &mut incoming, &mut findings);
    }
    if let Some(source) = &default {
        incoming.rows.iter_mut().for_each(|row| with_source(row, source));
    }
    incoming.recognised.extend(left_out);
    if !found {
        findings.error(Code::NotRecognised, || {
            Finding::file(&*book.path, format!("{}: no table and no list of editions is found in it", book.format))
                .hint("name the columns in one row, as a table of the package or as `staffelstab template` does")
        });
    }
    if findings.has_errors() {
        findings.extend(incoming.warnings);
        return Err(findings);
    }
    incoming.warnings.extend(findings);
    Ok(incoming)
}

/// The id of the source of rows that name none.
fn default_source(
    book: &Workbook,
    (context, options): (&Dataset, &Options),
    incoming: &Incoming,
    findings: &mut Diagnostics,
) -> Option<String> {
    let named = options.source.as_deref()?;
    let found = source::Sources::new(context, incoming).find(named).map(str::to_owned);
    if found.is_none() {
        findings.error(Code::UnknownSource, || {
            Finding::file(&*book.path, format!("the records have no source {}", quote(named)))
                .hint("name one of the records by id, address or title, or add it to sources.csv first")
        });
    }
    found
}

/// A row with its source, where its table has one and the file does not name it.
fn with_source(row: &mut IncomingRow, source: &str) {
    for column in ["source", "sources"] {
        if row.cell(column).is_none() {
            row.set(column, IncomingCell { text: source.to_owned(), written: None, spot: row.spot.clone() });
        }
    }
}

/// The letters of a spreadsheet's column, from 1: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// A name for comparison: lower case, umlauts resolved, everything but letters and digits one blank.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            _ if character.is_alphanumeric() => plain.push(character),
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
