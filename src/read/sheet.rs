//! CSV → located rows. Places are byte offsets: the csv crate's own line numbers are off after blank lines and with
//! CR LF.

mod form;
mod header;
mod marks;
mod row;
mod sift;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use csv::{ReaderBuilder, StringRecord};

pub use form::Form;
pub use row::{Place, Problem, Row};
pub use sift::Sifted;

use super::Package;
use super::package::refusal;
use super::schema::Schema;
use super::span;
use super::stream::Stream;
use crate::diag::{Diagnostics, Finding};
use crate::progress::Progress;
use crate::source::{Refusal, SourceText};

/// Most columns of a table.
pub const MAX_COLUMNS: usize = 1_000;
/// Longest cell, in bytes.
pub const MAX_CELL: usize = 64 * 1024;
/// Bytes of a streamed table in which its first line is looked for at first.
const HEAD: usize = 64 * 1024;
/// Longest first line, in bytes.
const MAX_HEAD: usize = 256 * 1024 * 1024;

/// A table, over all packages.
#[derive(Debug)]
pub struct Table<'a> {
    schema: &'static Schema,
    sheets: Vec<Sheet<'a>>,
    complete: bool,
    progress: &'a Progress,
}

/// How one file of a table is laid out, as its first line says.
#[derive(Debug)]
pub struct Layout {
    index: u32,
    schema: &'static Schema,
    delimiter: u8,
    /// Cells of the first line.
    width: usize,
    /// For each column of the table the cell that holds it.
    cells: Vec<Option<usize>>,
    /// Byte offset behind the first line.
    body: usize,
}

/// One file of a table.
#[derive(Debug)]
enum Sheet<'a> {
    /// It is held as a whole.
    Text(Layout, &'a SourceText),
    /// It is read in pieces.
    Stream(Streamed<'a>),
}

/// A file that is read in pieces. What is wrong with its first line is said only when all of it could be read.
#[derive(Debug)]
struct Streamed<'a> {
    stream: &'a Stream,
    layout: Option<Layout>,
    header: Diagnostics,
    refused: OnceLock<()>,
}

/// A text and how it is laid out: a file as a whole, or a piece of one.
#[derive(Clone, Copy, Debug)]
pub struct View<'r> {
    layout: &'r Layout,
    source: &'r SourceText,
}

/// What a row is.
#[derive(Debug)]
pub enum Item<'r> {
    /// As many cells as columns.
    Row(Row<'r>),
    /// A row that cannot be taken; its first cells may still mean what they say.
    Broken(Row<'r>, Problem),
}

impl<'a> Table<'a> {
    /// Reads the first line of every file of a table. What is wrong with it becomes findings; a file whose columns
    /// cannot be told apart is left out.
    pub fn open(package: &'a Package, schema: &'static Schema, findings: &mut Diagnostics) -> Self {
        let complete = !package.refused(schema.file);
        let mut table = Self { schema, sheets: Vec::new(), complete, progress: package.progress() };
        let index = |table: &Self| u32::try_from(table.sheets.len()).unwrap_or(u32::MAX);
        for source in package.texts(schema.file) {
            match Layout::open(index(&table), source, schema, findings) {
                Some(layout) => table.sheets.push(Sheet::Text(layout, source)),
                None => table.complete = false,
            }
        }
        for stream in package.streams(schema.file) {
            let streamed = Streamed::open(index(&table), stream, schema);
            table.complete &= streamed.layout.is_some();
            table.sheets.push(Sheet::Stream(streamed));
        }
        table
    }

    /// The table's description.
    #[must_use]
    pub const fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// Whether every file of the table could be taken: if not, a record that seems to be missing may be in there.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether the package has no file of this table.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        self.sheets.is_empty() && self.complete
    }

    /// Bytes of the files that are read in pieces.
    #[must_use]
    pub fn size(&self) -> u64 {
        let size = |sheet: &Sheet<'_>| match sheet {
            Sheet::Text(..) => 0,
            Sheet::Stream(streamed) => streamed.stream.size(),
        };
        self.sheets.iter().map(size).sum()
    }

    /// Goes through the rows in the order of the files; rows without any content are left out, and so are files that
    /// were refused on the way.
    pub fn each(&self, mut take: impl FnMut(Item<'_>)) {
        for sheet in &self.sheets {
            match sheet {
                Sheet::Text(layout, source) => View { layout, source }.each(&mut take),
                Sheet::Stream(streamed) => streamed.each(&mut take),
            }
        }
    }

    /// Hands the table to `work` in pieces, on as many threads as there are cores where it is large; each thread has
    /// one `new()` of its own. Pieces come in no order, but their findings are put together in that of the rows. A
    /// file that cannot be taken leaves that finding alone.
    pub fn pieces<W>(
        &self,
        findings: &mut Diagnostics,
        new: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, View<'_>, &mut Diagnostics) + Sync,
    ) {
        for sheet in &self.sheets {
            match sheet {
                Sheet::Text(layout, source) => work(&mut new(), View { layout, source }, findings),
                Sheet::Stream(streamed) => streamed.pieces((findings, self.progress), &new, &work),
            }
        }
    }

    /// A finding at a row that was passed before, in a column.
    #[must_use]
    pub fn finding(&self, place: Place, column: &str, message: impl Into<String>) -> Finding {
        match self.sheets.get(place.sheet()) {
            Some(Sheet::Text(layout, source)) => {
                let start = place.start().saturating_sub(source.before().bytes);
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                View { layout, source }.finding(start, column, message)
            }
            Some(Sheet::Stream(Streamed { stream, layout: Some(layout), .. })) => match stream.row(place.before()) {
                Some(source) => View { layout, source: &source }.finding(0, column, message),
                None => Finding::file(stream.path(), message),
            },
            Some(Sheet::Stream(Streamed { stream, .. })) => Finding::file(stream.path(), message),
            None => Finding::file(self.schema.file, message),
        }
    }

    /// `file:line` of a row that was passed before, to point at it from elsewhere.
    #[must_use]
    pub fn at(&self, place: Place) -> String {
        let path = match self.sheets.get(place.sheet()) {
            Some(Sheet::Text(_, source)) => source.path(),
            Some(Sheet::Stream(streamed)) => streamed.stream.path(),
            None => return self.schema.file.to_owned(),
        };
        format!("{path}:{}", place.line())
    }

    /// What stands in a cell of a row that was passed before, to name it in a message.
    #[must_use]
    pub fn written(&self, place: Place, column: &str) -> String {
        match self.sheets.get(place.sheet()) {
            Some(Sheet::Text(layout, source)) => {
                let start = place.start().saturating_sub(source.before().bytes);
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                View { layout, source }.written(start, column).to_owned()
            }
            Some(Sheet::Stream(Streamed { stream, layout: Some(layout), .. })) => stream
                .row(place.before())
                .map_or_else(String::new, |source| View { layout, source: &source }.written(0, column).to_owned()),
            _ => String::new(),
        }
    }
}

impl<'a> Streamed<'a> {
    fn open(index: u32, stream: &'a Stream, schema: &'static Schema) -> Self {
        let mut size = HEAD;
        let (head, header) = loop {
            let (head, whole) = stream.head(size);
            let mut header = Diagnostics::default();
            match head {
                Ok(head) if whole || size >= MAX_HEAD || header::ends_within(head.text()) => {
                    break (Layout::open(index, &head, schema, &mut header), header);
                }
                // Where the beginning cannot be taken, the file cannot: that is said once all of it was gone through.
                Err(_) if whole || size >= MAX_HEAD => break (None, header),
                _ => size *= 8,
            }
        };
        Self { stream, layout: head, header, refused: OnceLock::new() }
    }

    fn delimiter(&self) -> u8 {
        self.layout.as_ref().map_or(b',', |layout| layout.delimiter)
    }

    fn each(&self, take: &mut impl FnMut(Item<'_>)) {
        let Some(layout) = &self.layout else { return };
        if self.refused.get().is_some() {
            return;
        }
        self.stream.in_order(layout.delimiter, |source| View { layout, source }.each(take));
    }

    fn pieces<W>(
        &self,
        (findings, progress): (&mut Diagnostics, &Progress),
        new: &(impl Fn() -> W + Sync),
        work: &(impl Fn(&mut W, View<'_>, &mut Diagnostics) + Sync),
    ) {
        let found = Mutex::new(Found { findings: self.header.clone(), ..Found::default() });
        let passed = self.stream.pass(self.delimiter(), progress, new, |own, (number, piece)| {
            let outcome = match (piece, &self.layout) {
                (Err(refusal), _) => Err(refusal.clone()),
                (Ok(_), None) => Ok(Diagnostics::default()),
                (Ok(source), Some(layout)) => {
                    // Pieces that are in stand before this one.
                    let mut findings = found.lock().unwrap_or_else(PoisonError::into_inner).findings.continued();
                    work(own, View { layout, source }, &mut findings);
                    Ok(findings)
                }
            };
            found.lock().unwrap_or_else(PoisonError::into_inner).add(number, outcome);
        });
        let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        match passed.err().or(found.refusal.map(|(_, refusal)| refusal)) {
            None => findings.extend(found.findings),
            Some(refused) => {
                let _ = self.refused.set(());
                let (code, finding) = refusal(self.stream.path(), &refused);
                findings.error(code, || finding);
            }
        }
    }
}

/// What was found in pieces, put together in their order.
#[derive(Default)]
struct Found {
    findings: Diagnostics,
    /// Pieces whose findings are in.
    next: usize,
    /// Findings of pieces that came before their turn.
    early: BTreeMap<usize, Diagnostics>,
    /// The gravest: bytes that are no text before anything else, then the first.
    refusal: Option<(usize, Refusal)>,
}

impl Found {
    fn add(&mut self, number: usize, outcome: Result<Diagnostics, Refusal>) {
        let findings = outcome.unwrap_or_else(|refusal| {
            let rank = |number: usize, refusal: &Refusal| (!matches!(refusal, Refusal::NotUtf8(_)), number);
            if self.refusal.as_ref().is_none_or(|(first, known)| rank(number, &refusal) < rank(*first, known)) {
                self.refusal = Some((number, refusal));
            }
            Diagnostics::default()
        });
        self.early.insert(number, findings);
        while let Some(findings) = self.early.remove(&self.next) {
            self.findings.extend(findings);
            self.next += 1;
        }
    }
}

impl<'r> View<'r> {
    /// How the file is laid out.
    #[must_use]
    pub const fn layout(self) -> &'r Layout {
        self.layout
    }

    /// The text, and where its rows begin: behind the first line of the file.
    #[must_use]
    pub fn rows(self) -> (&'r str, usize) {
        let text = self.source.text();
        let is_first = self.source.before().lines == 0;
        (text, if is_first { self.layout.body.min(text.len()) } else { 0 })
    }

    /// Goes through the rows; those without any content are left out.
    pub fn each(self, take: &mut impl FnMut(Item<'_>)) {
        let (_, start) = self.rows();
        self.some(start, usize::MAX, take);
    }

    /// Goes through at most so many rows from a byte on, empty ones counted; gives the byte behind them.
    pub fn some(self, from: usize, most: usize, take: &mut impl FnMut(Item<'_>)) -> usize {
        let body = self.source.text().get(from..).unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.layout.delimiter)
            .from_reader(body.as_bytes());
        let mut record = StringRecord::new();
        let mut end = from;
        for _ in 0..most {
            // The text is UTF-8 and rows may have any length: there is nothing left that reading could fail at.
            if !matches!(reader.read_record(&mut record), Ok(true)) {
                return self.source.text().len();
            }
            end = from + usize::try_from(reader.position().byte()).unwrap_or(body.len());
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let start = from + row_start(body, &record);
            let row = Row::new(self, &record, start);
            match self.problem(&record, start, end) {
                None => take(Item::Row(row)),
                Some(problem) => take(Item::Broken(row, problem)),
            }
        }
        end
    }

    fn problem(self, record: &StringRecord, start: usize, end: usize) -> Option<Problem> {
        let text = self.source.text();
        if end >= text.len()
            && let Some(open) = span::cells(text, start, self.layout.delimiter).find(|cell| cell.unclosed)
        {
            return Some(Problem::UnclosedQuote { offset: open.bytes.start });
        }
        if let Some(cell) = record.iter().position(|cell| cell.len() > MAX_CELL) {
            return Some(Problem::LongCell { cell });
        }
        let lines = || text.get(start..end).is_some_and(|row| row.trim_end().contains(['\n', '\r']));
        let found = record.len();
        (found != self.layout.width).then(|| Problem::Cells { found, lines: lines() })
    }
}

impl Layout {
    /// What separates cells.
    #[must_use]
    pub const fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// For each column of the table the cell that holds it, where the file has exactly the columns of the table, in
    /// whatever order.
    #[must_use]
    pub fn order(&self) -> Option<Vec<usize>> {
        let order: Vec<usize> = self.cells.iter().copied().collect::<Option<_>>()?;
        (order.len() == self.width).then_some(order)
    }
}

/// Byte offset of a record: the csv crate gives the end of the one before, line ends between are skipped.
fn row_start(text: &str, record: &StringRecord) -> usize {
    let byte = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
    let rest = text.as_bytes().get(byte..).unwrap_or_default();
    byte.min(text.len()) + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}
