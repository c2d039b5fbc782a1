//! What a merge does to a package: row by row, by key.

use serde::{Serialize, Serializer};

use super::Spot;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is new.
    Added,
    /// The records have it; empty cells are filled, dates become more precise, lists longer.
    Changed,
    /// The records have it, and say something else that cannot be kept beside it: theirs stays.
    Kept,
}

/// A cell of such a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// Column.
    pub column: &'static str,
    /// What the records say; empty where they say nothing.
    pub was: String,
    /// What the file says.
    pub is: String,
}

/// A row that is added, changed, or kept against the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowChange {
    /// What becomes of it.
    pub action: Action,
    /// The columns that tell the row from others, and what they say.
    #[serde(serialize_with = "object")]
    pub key: Vec<(&'static str, String)>,
    /// Its filled cells, where it is new; those that change or differ, where it is not.
    pub cells: Vec<CellChange>,
    /// Why it is there, where that is not plain: the other word that a dispute is about.
    pub remark: Option<String>,
    /// Where the file says so: `list.csv:3:1`.
    pub origin: String,
}

/// What becomes of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableDiff {
    /// File name.
    pub table: &'static str,
    /// Rows in the order in which they came.
    pub rows: Vec<RowChange>,
    /// Rows of the file that the records have as they are.
    pub same: usize,
}

impl TableDiff {
    /// How many rows of the table have this fate.
    #[must_use]
    pub fn count(&self, action: Action) -> usize {
        self.rows.iter().filter(|row| row.action == action).count()
    }
}

/// What a merge does: the tables that the files speak of, in the order of the documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The tables.
    pub tables: Vec<TableDiff>,
}

impl Diff {
    /// Whether the records stay as they are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(|table| table.rows.iter().all(|row| row.action == Action::Kept))
    }
}

/// A place as `file:line:column`, with the sheet of a workbook.
#[must_use]
pub fn place(spot: &Spot) -> String {
    let sheet = spot.sheet.as_deref().map(|sheet| format!("[{sheet}]")).unwrap_or_default();
    format!("{}{sheet}:{}:{}", spot.path, spot.line, spot.column)
}

fn object<S: Serializer>(pairs: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}
