//! What a table is: its file, its columns and what each cell may hold, as `datasets/datapackage.json` describes them
//! (a test compares the two).

use super::raw;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// File name.
    pub file: &'static str,
    /// Columns in order; each must be there, be its cells empty or not.
    pub columns: &'static [Column],
    /// Columns that together are found once only; empty where a row as a whole is.
    pub key: &'static [&'static str],
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in the first line.
    pub name: &'static str,
    /// What a cell may hold.
    pub kind: Kind,
    /// Whether each cell must be filled.
    pub required: bool,
}

/// What a cell may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The identifier of this record.
    Id,
    /// The identifier of a record in the table of this file name.
    Reference(&'static str),
    /// Several of them, separated by `;`.
    References(&'static str),
    /// A text on one line.
    Text,
    /// The name of a file without folders.
    FileName,
    /// A word of a closed vocabulary.
    Word(&'static [&'static str]),
    /// The ISO 3166-2 code of a Land that this row describes.
    LandKey,
    /// The ISO 3166-2 code of a Land in laender.csv.
    Land,
    /// `bund` or the ISO 3166-2 code of a Land in laender.csv.
    Holder,
    /// A date of any precision.
    Date,
    /// A whole number in bare digits, between two others.
    Whole(u64, u64),
    /// A percentage from 0 to 100 with at most five decimals.
    Percentage,
    /// The official municipality key of a Land: two digits.
    Ags,
}

impl Schema {
    /// The names of the columns in order, joined by commas: the first line of the file.
    #[must_use]
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    /// The name of the table's file where it is kept as Parquet.
    #[must_use]
    pub fn parquet(&self) -> String {
        format!("{}.parquet", self.stem())
    }

    /// The name without `.csv`.
    #[must_use]
    pub fn stem(&self) -> &'static str {
        self.file.strip_suffix(".csv").unwrap_or(self.file)
    }
}

/// The rotation rules.
pub const RULES: &str = "rules.toml";

/// Every CSV table.
pub const TABLES: [&Schema; 10] = [
    &raw::Series::SCHEMA,
    &raw::Edition::SCHEMA,
    &raw::Figure::SCHEMA,
    &raw::Mention::SCHEMA,
    &raw::Topic::SCHEMA,
    &raw::Term::SCHEMA,
    &raw::Dispute::SCHEMA,
    &raw::Source::SCHEMA,
    &raw::Land::SCHEMA,
    &raw::Chair::SCHEMA,
];

/// The tables without which there are no records; every other one may be missing, which means that it has no rows.
pub const REQUIRED: [&Schema; 2] = [&raw::Series::SCHEMA, &raw::Edition::SCHEMA];

/// Whether a file of this name is part of a package.
#[must_use]
pub fn is_known(name: &str) -> bool {
    name == RULES || TABLES.iter().any(|table| table.file == name)
}

/// Whether a table of this name is read in pieces: a row a figure or a mention, there may be many millions.
#[must_use]
pub fn is_streamed(name: &str) -> bool {
    name == raw::Figure::SCHEMA.file || name == raw::Mention::SCHEMA.file
}
