//! A table of the package and the rows that come into it. Only the rows that are spoken of are held, however long the
//! table is.

use std::collections::{HashMap, HashSet};

use super::agree::{Stand, compare, may_be_one};
use crate::ingest::{IncomingCell, IncomingRow, Spot};
use crate::read::raw;
use crate::read::schema::{Kind, Schema};
use crate::read::sheet::Form;

/// What tells a row from others.
type Key = Vec<String>;

/// Columns that go together with another: where that is in dispute, they belong to the other word.
const BELONGS: [(&str, &str); 5] = [
    ("end", "start"),
    ("venue", "city"),
    ("number_evidence", "number"),
    ("date_evidence", "start"),
    ("host_evidence", "host"),
];

/// A row that is spoken of.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The byte at which it begins in its table; `None` for a new one.
    pub place: Option<usize>,
    /// Its cells, as they are to be.
    pub cells: Vec<String>,
    /// What stood there before, for each cell that was changed.
    pub was: Vec<Option<String>>,
    /// Where each cell comes from that is new.
    pub origins: Vec<Option<IncomingCell>>,
    /// Where it was first spoken of.
    pub spot: Spot,
    /// What the files say otherwise, by column, where it is not kept beside it.
    pub kept: Vec<(usize, IncomingCell)>,
    /// The other word that this row, a dispute, is about.
    pub remark: Option<String>,
}

/// A table while rows come in.
pub(super) struct Ledger<'t> {
    /// `None` where the package has no such table.
    pub form: Option<Form<'t>>,
    pub schema: &'static Schema,
    pub lines: Vec<Line>,
    /// How many rows said nothing new.
    pub same: usize,
    index: HashMap<Key, Vec<usize>>,
}

/// What a row meant that came in.
pub(super) struct Taken {
    /// The line that it is about.
    pub line: usize,
    /// Whether that line is new.
    pub is_new: bool,
    /// Columns in which it says something else: index and cell.
    pub different: Vec<(usize, IncomingCell)>,
}

impl<'t> Ledger<'t> {
    /// The rows of a table that `rows` speak of.
    pub fn open(schema: &'static Schema, form: Option<Form<'t>>, rows: &[IncomingRow]) -> Self {
        let mut ledger = Self { form: None, schema, lines: Vec::new(), same: 0, index: HashMap::new() };
        let wanted: HashSet<Key> = rows
            .iter()
            .map(|row| ledger.key(|column| row.cells[column].as_ref().map_or("", |cell| &cell.text)))
            .collect();
        let take = |start: usize, cells: &[&str]| {
            let key = ledger.key(|column| cells[column]);
            if wanted.contains(&key) {
                let spot = Spot { path: schema.file.into(), sheet: None, line: 1, column: 1 };
                let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
                ledger.index.entry(key).or_default().push(ledger.lines.len());
                ledger.lines.push(Line::new(Some(start), cells, spot));
            }
        };
        if let Some(form) = &form {
            form.each(take);
        }
        ledger.form = form;
        ledger
    }

    /// The columns that tell a row from others; claims are told apart by what they may not differ in.
    pub fn key_columns(&self) -> impl Iterator<Item = usize> + use<> {
        let schema = self.schema;
        let names = if schema.key.is_empty() { &["edition", "measure", "value"] } else { schema.key };
        names.iter().filter_map(|name| schema.columns.iter().position(|column| column.name == *name))
    }

    fn key<'c>(&self, cell: impl Fn(usize) -> &'c str) -> Key {
        self.key_columns().map(|column| one_line(cell(column))).collect()
    }

    /// Takes a row: finds the line that it is about and adds what that does not say yet, or makes a new one.
    pub fn take(&mut self, row: IncomingRow) -> Taken {
        let key = self.key(|column| row.cells[column].as_ref().map_or("", |cell| &cell.text));
        let candidates = self.index.get(&key).cloned().unwrap_or_default();
        let Some(line) = candidates.into_iter().find(|line| self.is_about(&self.lines[*line], &row)) else {
            let line = self.lines.len();
            self.index.entry(key).or_default().push(line);
            self.lines.push(Line::from(row));
            return Taken { line, is_new: true, different: Vec::new() };
        };
        let different = self.add(line, row);
        Taken { line, is_new: false, different }
    }

    /// Whether a row with the same key is about the same thing. Other tables than the claims have one row a key.
    fn is_about(&self, line: &Line, row: &IncomingRow) -> bool {
        !self.schema.key.is_empty()
            || self.schema.columns.iter().enumerate().all(|(index, column)| {
                let (there, comes) = (&line.cells[index], row.cells[index].as_ref().map_or("", |cell| &cell.text));
                match column.name {
                    "source" => comes.is_empty() || there == comes,
                    name => may_be_one(name, column.kind, there, comes),
                }
            })
    }

    /// Adds what the line does not say yet; gives what the row says otherwise.
    fn add(&mut self, line: usize, row: IncomingRow) -> Vec<(usize, IncomingCell)> {
        let schema = self.schema;
        let key: Vec<usize> = self.key_columns().collect();
        let is_claim = schema.key.is_empty();
        let mut different: Vec<(usize, IncomingCell)> = Vec::new();
        let line = &mut self.lines[line];
        let mut grew = line.place.is_none();
        for (index, cell) in row.cells.into_iter().enumerate() {
            let (column, Some(cell)) = (&schema.columns[index], cell) else { continue };
            if key.contains(&index)
                || (is_claim && matches!(column.name, "basis" | "unit") && cell.text == "not-stated")
            {
                continue;
            }
            let belongs = BELONGS.iter().find(|(name, _)| *name == column.name).map(|(_, to)| *to);
            let apart = belongs.is_some_and(|to| different.iter().any(|(at, _)| schema.columns[*at].name == to));
            let is_evidence = column.name.ends_with("_evidence");
            if apart {
                if !is_evidence {
                    different.push((index, cell));
                }
            } else if line.cells[index].is_empty() {
                line.set(index, cell.text.clone(), cell);
                grew = true;
            } else {
                match compare(column.kind, &line.cells[index], &cell.text) {
                    Stand::Same => {}
                    Stand::More(text) => {
                        line.set(index, text, cell);
                        grew = true;
                    }
                    // How well a known field is supported is for whoever knows both sources to say.
                    Stand::Different if is_evidence => {}
                    Stand::Different => different.push((index, cell)),
                }
            }
        }
        if !grew && different.is_empty() {
            self.same += 1;
        }
        different
    }
}

impl Line {
    fn new(place: Option<usize>, cells: Vec<String>, spot: Spot) -> Self {
        let width = cells.len();
        Self { place, cells, was: vec![None; width], origins: vec![None; width], spot, kept: Vec::new(), remark: None }
    }

    fn set(&mut self, index: usize, text: String, cell: IncomingCell) {
        let was = std::mem::replace(&mut self.cells[index], text);
        self.was[index].get_or_insert(was);
        self.origins[index] = Some(cell);
        if self.was.iter().flatten().count() == 1 && self.place.is_some() {
            self.spot = self.origins[index].as_ref().map_or_else(|| self.spot.clone(), |cell| cell.spot.clone());
        }
    }

    /// Whether it is in the package and was changed.
    pub fn is_changed(&self) -> bool {
        self.place.is_some() && self.was.iter().any(Option::is_some)
    }
}

impl From<IncomingRow> for Line {
    fn from(row: IncomingRow) -> Self {
        let cells =
            row.cells.iter().map(|cell| cell.as_ref().map(|cell| cell.text.clone()).unwrap_or_default()).collect();
        Self { origins: row.cells, ..Self::new(None, cells, row.spot) }
    }
}

/// A cell on one line, as the check reads it.
pub(super) fn one_line(cell: &str) -> String {
    if cell.contains(['\n', '\r', '\t']) {
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        cell.trim().to_owned()
    }
}

/// Whether the table is that of the editions.
pub(super) fn is_editions(schema: &Schema) -> bool {
    schema.file == raw::Edition::SCHEMA.file
}

/// The column that names the source of a row, where the table has one.
pub(super) fn source_column(schema: &Schema) -> Option<usize> {
    schema.columns.iter().position(|column| {
        let file = raw::Source::SCHEMA.file;
        column.kind == Kind::References(file) || column.kind == Kind::Reference(file)
    })
}
