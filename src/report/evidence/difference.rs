//! Which rows of one text are not in another.

use std::collections::HashMap;
use std::fmt;

use super::HEADING;

/// Rows that are looked at in pairs, to tell a changed row from a new one.
const MOST_PAIRED: usize = 400;

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is in the records now and was not in the picture.
    Added(Vec<String>),
    /// It was in the picture and is not in the records.
    Removed(Vec<String>),
    /// Some of its cells changed: what the row is about, and column, was, is.
    Changed(Vec<String>, Vec<(String, String, String)>),
}

/// The changes of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// File name.
    pub table: String,
    /// Whether its columns are others.
    pub columns: bool,
    /// Its rows.
    pub changes: Vec<Change>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |cells: &[String]| {
            cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
        };
        match self {
            Self::Added(cells) => write!(f, "+ {}", joined(cells)),
            Self::Removed(cells) => write!(f, "- {}", joined(cells)),
            Self::Changed(about, cells) => {
                write!(f, "~ {}: ", joined(about))?;
                for (index, (column, was, is)) in cells.iter().enumerate() {
                    let nothing = |cell: &str| if cell.is_empty() { "(empty)".to_owned() } else { format!("`{cell}`") };
                    let gap = if index > 0 { ", " } else { "" };
                    write!(f, "{gap}{column} {} → {}", nothing(was), nothing(is))?;
                }
                Ok(())
            }
        }
    }
}

/// A table of a text: columns and rows.
type Rows = (Vec<String>, Vec<Vec<String>>);

/// The tables of a text made by [`super::rows`], in its order.
fn tables(text: &str) -> Vec<(String, Rows)> {
    let mut starts: Vec<usize> = text.match_indices(HEADING).map(|(at, _)| at).collect();
    starts.retain(|at| *at == 0 || text.as_bytes()[at - 1] == b'\n');
    starts.push(text.len());
    starts
        .windows(2)
        .map(|ends| {
            let (name, body) = text[ends[0] + HEADING.len()..ends[1]].split_once('\n').unwrap_or_default();
            (name.to_owned(), parsed(body))
        })
        .collect()
}

/// Columns and rows of a CSV.
fn parsed(body: &str) -> Rows {
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes())
        .into_records()
        .map_while(Result::ok)
        .map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
    let columns = records.next().unwrap_or_default();
    (columns, records.collect())
}

/// What changed from the rows of a picture to those that the records give now; tables without a change are left out.
#[must_use]
pub fn changes(was: &str, is: &str) -> Vec<TableChange> {
    let (was, is) = (tables(was), tables(is));
    let names = is.iter().chain(was.iter().filter(|(name, _)| !is.iter().any(|(other, _)| other == name)));
    let empty = (Vec::new(), Vec::new());
    let of = |tables: &[(String, Rows)], name: &str| {
        tables.iter().find(|(other, _)| other == name).map_or_else(|| empty.clone(), |(_, rows)| rows.clone())
    };
    names
        .map(|(name, _)| table_change(name, &of(&was, name), &of(&is, name)))
        .filter(|table| table.columns || !table.changes.is_empty())
        .collect()
}

fn table_change(name: &str, was: &Rows, is: &Rows) -> TableChange {
    let columns = was.0 != is.0;
    let (removed, added) = (without(&was.1, &is.1), without(&is.1, &was.1));
    let mut changes = Vec::new();
    let mut free: Vec<Option<Vec<String>>> = added.into_iter().map(Some).collect();
    for row in removed {
        match partner(&row, &free).filter(|_| !columns).and_then(|at| free[at].take()) {
            Some(now) => changes.push(changed(&is.0, &row, &now)),
            None => changes.push(Change::Removed(row)),
        }
    }
    changes.extend(free.into_iter().flatten().map(Change::Added));
    TableChange { table: name.to_owned(), columns, changes }
}

/// The rows of one list that are not in the other; a row that is there twice must be there twice.
fn without(rows: &[Vec<String>], others: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    for row in others {
        *counts.entry(row.as_slice()).or_default() += 1;
    }
    rows.iter()
        .filter(|row| match counts.get_mut(row.as_slice()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .cloned()
        .collect()
}

/// The row that has become of this one: it begins alike, and more than half of its cells are the same.
fn partner(row: &[String], free: &[Option<Vec<String>>]) -> Option<usize> {
    let alike = |other: &[String]| row.iter().zip(other).filter(|(a, b)| a == b).count();
    free.iter()
        .take(MOST_PAIRED)
        .enumerate()
        .filter_map(|(at, other)| Some((at, other.as_deref()?)))
        .filter(|(_, other)| other.first() == row.first() && other.len() == row.len())
        .map(|(at, other)| (alike(other), at))
        .filter(|(alike, _)| alike * 2 > row.len())
        .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

fn changed(columns: &[String], was: &[String], is: &[String]) -> Change {
    let cells = columns.iter().zip(was.iter().zip(is));
    let named = |column: &str| matches!(column, "edition" | "topic" | "land" | "year" | "holder" | "host" | "basis");
    let mut about: Vec<String> = cells
        .clone()
        .filter(|(column, (was, is))| named(column.as_str()) && was == is && !was.is_empty())
        .map(|(_, (was, _))| was.clone())
        .collect();
    if about.is_empty() {
        about.extend(was.first().cloned());
    }
    let changed = cells
        .filter(|(_, (was, is))| was != is)
        .map(|(column, (was, is))| (column.clone(), was.clone(), is.clone()))
        .collect();
    Change::Changed(about, changed)
}
