//! What a picture says about itself, and whether it still follows from the records.

mod difference;
mod read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use difference::{Change, TableChange, changes};
pub use read::{Evidence, EvidenceError, read, same_pixels};

use super::Contents;
use super::table::{Dialect, Table, TableError};
use crate::digest::hexadecimal;

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

/// The rows that a chart draws: their hash, and as one text where they are few enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// SHA-256 of the text in hexadecimal; a table too long to be held stands in it by the SHA-256 of its CSV alone.
    pub sha256: String,
    /// The text: for each table its name, then its CSV; `None` where it is longer than [`MOST_ROWS`].
    pub text: Option<String>,
    /// How many rows there are.
    pub count: usize,
}

/// The rows that a chart draws.
///
/// # Errors
/// When a row does not fit its table.
pub fn rows(contents: &Contents, tables: &[&str]) -> Result<Rows, TableError> {
    let mut hash = Sha256::new();
    let mut text = Some(String::new());
    let mut count = 0;
    for table in drawn(contents, tables) {
        count += table.count;
        let heading = heading(table.name);
        if let Some(gone) = &table.gone {
            hash.update(&heading);
            hash.update(&gone.plain_sha256);
            text = None;
            continue;
        }
        let mut add = |piece: &[u8]| {
            hash.update(piece);
            text = text.take().filter(|text| text.len() + piece.len() <= MOST_ROWS).map(|mut text| {
                // A table is made of texts, and a piece of it of whole lines.
                text.push_str(&String::from_utf8_lossy(piece));
                text
            });
        };
        add(heading.as_bytes());
        table.write(Dialect::Rfc4180, add)?;
    }
    Ok(Rows { sha256: hexadecimal(&hash.finalize()), text, count })
}

fn heading(name: &str) -> String {
    format!("{HEADING}{name}.csv\n")
}

/// The tables of these names, in their own order.
fn drawn<'c>(contents: &'c Contents, tables: &[&str]) -> impl Iterator<Item = &'c Table> {
    contents.tables.iter().filter(move |table| tables.contains(&table.name))
}
