//! Rows as they stand in the files: every cell a text without the blanks at its ends, judged by nobody yet. Here, and
//! in `datasets/datapackage.json`, a table gets its columns.

use super::schema::{Column, Kind, Schema};
use super::sheet::Row;
use crate::model::claim::{Asserted, Basis, Measure, Mode, Qualifier, Unit, Weight};
use crate::model::edition::{Cadence, EditionFormat, Evidence, Scope, Status};
use crate::model::provenance::{DisputedField, SourceKind};
use Kind::{Ags, Date, FileName, Holder, Id, LandKey, Percentage, Reference, References, Text, Whole, Word};

/// Years that a record may name.
pub const YEARS: Kind = Whole(1900, 2199);

macro_rules! table {
    ($(#[$meta:meta])* $name:ident, $file:literal, key $key:expr; $($field:ident: $kind:expr $(, $need:ident)?;)+) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the fields are the columns, described in datapackage.json")]
        pub struct $name<'r> { $(pub $field: &'r str),+ }

        impl<'r> $name<'r> {
            /// The table.
            pub const SCHEMA: Schema = Schema {
                file: $file,
                columns: &[$(Column {
                    name: stringify!($field),
                    kind: $kind,
                    required: table!(@needed $($need)?),
                }),+],
                key: &$key,
            };

            /// The cells of a row of this table.
            #[must_use]
            pub fn of(row: &Row<'r>) -> Self {
                let mut cells = row.cells();
                Self { $($field: cells.next().unwrap_or_default()),+ }
            }
        }
    };
    (@needed required) => { true };
    (@needed) => { false };
}

table! {
    /// A row of series.csv: a series of congresses.
    Series, "series.csv", key ["id"];
    id: Id, required;
    name_de: Text, required;
    name_en: Text, required;
    short: Text, required;
    aliases: Text;
    scope: Word(Scope::WORDS);
    cadence: Word(Cadence::WORDS);
}

table! {
    /// A row of editions.csv: one edition.
    Edition, "editions.csv", key ["id"];
    id: Id, required;
    series: Reference("series.csv"), required;
    number: Whole(1, 9_999);
    start: Date;
    end: Date;
    city: Text;
    venue: Text;
    host: Kind::Land;
    format: Word(EditionFormat::WORDS);
    status: Word(Status::WORDS);
    motto: Text;
    number_evidence: Word(Evidence::WORDS);
    date_evidence: Word(Evidence::WORDS);
    host_evidence: Word(Evidence::WORDS);
    sources: References("sources.csv");
    note: Text;
}

table! {
    /// A row of figures.csv: one claim about one edition.
    Figure, "figures.csv", key [];
    edition: Reference("editions.csv"), required;
    measure: Word(Measure::WORDS), required;
    value: Whole(0, 1_000_000_000), required;
    qualifier: Word(Qualifier::WORDS);
    basis: Word(Basis::WORDS);
    mode: Word(Mode::WORDS);
    unit: Word(Unit::WORDS);
    asserted: Word(Asserted::WORDS);
    asserted_on: Date;
    source: Reference("sources.csv"), required;
    note: Text;
}

table! {
    /// A row of mentions.csv: a topic term as a source names it.
    Mention, "mentions.csv", key ["edition", "term", "source"];
    edition: Reference("editions.csv"), required;
    term: Text, required;
    weight: Word(Weight::WORDS), required;
    source: Reference("sources.csv"), required;
}

table! {
    /// A row of topics.csv: a topic of the curated list.
    Topic, "topics.csv", key ["id"];
    id: Id, required;
    label_de: Text, required;
    label_en: Text, required;
    parent: Reference("topics.csv");
}

table! {
    /// A row of terms.csv: the topic that a term means.
    Term, "terms.csv", key ["term"];
    term: Text, required;
    topic: Reference("topics.csv"), required;
}

table! {
    /// A row of disputes.csv: another source's different word.
    Dispute, "disputes.csv", key ["edition", "field", "value", "source"];
    edition: Reference("editions.csv"), required;
    field: Word(DisputedField::WORDS), required;
    value: Text, required;
    source: Reference("sources.csv"), required;
    note: Text;
}

table! {
    /// A row of sources.csv: a document.
    Source, "sources.csv", key ["id"];
    id: Id, required;
    publisher: Text, required;
    title: Text;
    kind: Word(SourceKind::WORDS), required;
    url: Text;
    file: FileName;
    published: Date;
    note: Text;
}

table! {
    /// A row of laender.csv: one of the 16 Länder.
    Land, "laender.csv", key ["iso"];
    iso: LandKey, required;
    ags: Ags, required;
    name_de: Text, required;
    name_en: Text, required;
    tile_row: Whole(1, 20), required;
    tile_column: Whole(1, 20), required;
    population: Whole(0, 1_000_000);
    population_year: YEARS;
    koenigsteiner_schluessel: Percentage;
    schluessel_year: YEARS;
}

table! {
    /// A row of chairs.csv: a year's chair of the IT-Planungsrat.
    Chair, "chairs.csv", key ["year"];
    year: YEARS, required;
    holder: Holder, required;
    evidence: Word(Evidence::WORDS), required;
    source: Reference("sources.csv"), required;
}
