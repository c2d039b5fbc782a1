//! What a picture says about itself, and whether it still follows from the records.

mod difference;
mod read;

use serde::{Deserialize, Serialize};

pub use difference::{Change, TableChange, changes};
pub use read::{Evidence, EvidenceError, read, same_pixels};

use super::Contents;
use super::table::{Dialect, Table, TableError};

/// Most bytes of rows that travel inside a picture; of more only the hash does.
pub const MOST_ROWS: usize = 1024 * 1024;

/// What stands before the name of a table in the rows of a picture.
const HEADING: &str = "== ";

/// What it takes to draw a page again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Chart: the file's name without page and ending.
    pub chart: String,
    /// Page, from 1.
    pub page: usize,
    /// Which series; empty for all.
    pub series: Vec<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Day of knowledge, ISO 8601.
    pub as_of: Option<String>,
    /// Language.
    pub lang: String,
    /// Sheet.
    pub size: String,
    /// Theme: a built-in name, or the name of its file.
    pub theme: String,
    /// Order of the Länder in the chart of turns, where it is not that of their first turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laender: Option<String>,
}

/// The rows that a chart draws, as one text: for each table its name, then its CSV.
///
/// # Errors
/// When a row does not fit its table.
pub fn rows(contents: &Contents, tables: &[&str]) -> Result<String, TableError> {
    let mut text = String::new();
    for table in drawn(contents, tables) {
        text.push_str(HEADING);
        text.push_str(table.name);
        text.push_str(".csv\n");
        // A table is made of texts.
        text.push_str(&String::from_utf8_lossy(&table.csv(Dialect::Rfc4180)?));
    }
    Ok(text)
}

/// The tables of these names, in their own order.
fn drawn<'c>(contents: &'c Contents, tables: &[&str]) -> impl Iterator<Item = &'c Table> {
    contents.tables.iter().filter(move |table| tables.contains(&table.name))
}
