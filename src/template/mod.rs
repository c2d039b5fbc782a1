//! The empty form that an analyst fills in: XLSX with drop-down lists and a comment on each column, and the same as CSV.
//! What is filled in there is read back by [`crate::ingest::recognise`] without a question.

mod columns;
mod examples;
mod xlsx;

use crate::check::Dataset;
use crate::locale::Lang;

use columns::FORM;
pub use xlsx::{FormError, xlsx};

/// What the form offers.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'d> {
    /// Language of names, words and comments.
    pub lang: Lang,
    /// The records whose series are offered.
    pub records: &'d Dataset,
    /// The built-in records, from which the worked examples are taken.
    pub built_in: &'d Dataset,
}

/// The names of the columns.
fn names(lang: Lang) -> impl Iterator<Item = &'static str> {
    FORM.iter().map(move |column| column.name(lang))
}

/// The form as CSV that a German Excel opens: UTF-8 with byte order mark, semicolons, CR LF.
#[must_use]
pub fn csv(offer: Offer<'_>) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    let names: Vec<String> = names(offer.lang).map(str::to_owned).collect();
    for row in std::iter::once(&names).chain(&examples::rows(offer)) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

/// A cell of the CSV.
fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
