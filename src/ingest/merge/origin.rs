//! Findings about the merged package, said where the rows came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ledger::Line;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ingest::diff::place;
use crate::ingest::{IncomingCell, Spot};
use crate::read::schema::{Schema, TABLES};

/// Where a line of a merged table came from.
#[derive(Clone, Debug)]
pub(super) struct RowOrigin {
    /// Whether all of it came in.
    pub is_new: bool,
    pub spot: Spot,
    /// For each column the cell that came in.
    pub cells: Vec<Option<IncomingCell>>,
}

/// Where the lines of the merged tables came from.
pub(super) struct Origins {
    folder: PathBuf,
    lines: BTreeMap<(&'static str, usize), (&'static Schema, RowOrigin)>,
}

impl Origins {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), lines: BTreeMap::new() }
    }

    /// Keeps where the lines of a table came from; `placed` has the line of the new text for each of them.
    pub fn add(&mut self, schema: &'static Schema, lines: &[Line], placed: &[(usize, usize)]) {
        for (index, line) in placed {
            self.lines.insert((schema.file, *line), (schema, RowOrigin::of(&lines[*index])));
        }
    }

    /// The findings at their places in the files that came in, or in the folder. A source that is missing is reported
    /// already; what is doubtful in rows that were there before is nothing that came in.
    pub fn placed(&self, found: Diagnostics) -> Diagnostics {
        found.map(|diagnostic| {
            let is_error = diagnostic.severity() == crate::diag::Severity::Error;
            let (Some(schema_file), Some(position)) = (self.table(diagnostic.path()), diagnostic.position()) else {
                return is_error.then(|| self.in_folder(diagnostic));
            };
            let Some((schema, origin)) = self.lines.get(&(schema_file, position.line)) else {
                return is_error.then(|| self.in_folder(diagnostic));
            };
            let column = schema.columns.iter().position(|column| Some(column.name) == diagnostic.field());
            if diagnostic.code() == Code::RequiredCell && column == super::source_column(schema) && origin.is_new {
                return None;
            }
            let cell = column.and_then(|column| origin.cells.get(column)?.as_ref());
            if cell.is_none() && !origin.is_new {
                return is_error.then(|| self.in_folder(diagnostic));
            }
            let spot = cell.map_or(&origin.spot, |cell| &cell.spot);
            // A cell that is not there has nothing to show: the row is known by its first one.
            let shown = cell.or_else(|| origin.cells.iter().flatten().next());
            let written = shown.map(|cell| cell.written.as_deref().unwrap_or(&cell.text)).unwrap_or_default();
            Some(self.with_places(diagnostic.moved(spot.finding(written, ""))))
        })
    }

    fn table(&self, path: &str) -> Option<&'static str> {
        self.lines.keys().map(|(file, _)| *file).find(|file| *file == path)
    }

    fn in_folder(&self, diagnostic: Diagnostic) -> Diagnostic {
        let path = self.folder.join(diagnostic.path());
        self.with_places(diagnostic.at_path(path.to_string_lossy()))
    }

    /// Hints name places of the merged tables, such as `figures.csv:44`: those that came in are elsewhere.
    fn with_places(&self, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.with_hints(|hint| {
            let Some((before, at)) = hint.rsplit_once(' ') else { return hint.to_owned() };
            let Some((file, line)) = at.rsplit_once(':') else { return hint.to_owned() };
            let Some((file, line)) = known(file).zip(line.parse::<usize>().ok()) else { return hint.to_owned() };
            match self.lines.get(&(file, line)) {
                Some((_, origin)) if origin.is_new => format!("{before} {}", place(&origin.spot)),
                _ => format!("{before} {}:{line}", self.folder.join(file).display()),
            }
        })
    }
}

/// The table of this file name.
fn known(file: &str) -> Option<&'static str> {
    TABLES.iter().map(|schema| schema.file).find(|known| *known == file)
}
