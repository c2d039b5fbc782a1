//! Rows as they stand in the files: every cell a text, judged by nobody yet.

use serde::Deserialize;

macro_rules! raw {
    ($($(#[$meta:meta])* $name:ident { $($field:ident),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
            #[serde(default)]
            #[allow(missing_docs, reason = "the fields are the columns, described in datapackage.json")]
            pub struct $name { $(pub $field: String),+ }
        )+
    };
}

raw! {
    /// A row of series.csv.
    Series { id, name_de, name_en, short, aliases, scope, cadence }
    /// A row of editions.csv.
    Edition {
        id, series, number, start, end, city, venue, host, format, status, motto, number_evidence, date_evidence,
        host_evidence, sources, note,
    }
    /// A row of figures.csv.
    Figure { edition, measure, value, qualifier, basis, mode, unit, asserted, asserted_on, source, note }
    /// A row of mentions.csv.
    Mention { edition, term, weight, source }
    /// A row of topics.csv.
    Topic { id, label_de, label_en, parent }
    /// A row of terms.csv.
    Term { term, topic }
    /// A row of disputes.csv.
    Dispute { edition, field, value, source, note }
    /// A row of sources.csv.
    Source { id, publisher, title, kind, url, file, published, note }
    /// A row of laender.csv.
    Land {
        iso, ags, name_de, name_en, tile_row, tile_column, population, population_year, koenigsteiner_schluessel,
        schluessel_year,
    }
    /// A row of chairs.csv.
    Chair { year, holder, evidence, source }
}
