//! The tables of a package: names and columns, as `datasets/datapackage.json` describes them.

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// File name.
    pub file: &'static str,
    /// Columns in order; each must be there, be its cells empty or not.
    pub columns: &'static [&'static str],
    /// Columns whose cells must be filled.
    pub required: &'static [&'static str],
}

/// series.csv.
pub const SERIES: Schema = Schema {
    file: "series.csv",
    columns: &["id", "name_de", "name_en", "short", "aliases", "scope", "cadence"],
    required: &["id", "name_de", "name_en", "short"],
};
/// editions.csv.
pub const EDITIONS: Schema = Schema {
    file: "editions.csv",
    columns: &[
        "id",
        "series",
        "number",
        "start",
        "end",
        "city",
        "venue",
        "host",
        "format",
        "status",
        "motto",
        "number_evidence",
        "date_evidence",
        "host_evidence",
        "sources",
        "note",
    ],
    required: &["id", "series"],
};
/// figures.csv.
pub const FIGURES: Schema = Schema {
    file: "figures.csv",
    columns: &[
        "edition",
        "measure",
        "value",
        "qualifier",
        "basis",
        "mode",
        "unit",
        "asserted",
        "asserted_on",
        "source",
        "note",
    ],
    required: &["edition", "measure", "value", "source"],
};
/// mentions.csv.
pub const MENTIONS: Schema = Schema {
    file: "mentions.csv",
    columns: &["edition", "term", "weight", "source"],
    required: &["edition", "term", "weight", "source"],
};
/// topics.csv.
pub const TOPICS: Schema = Schema {
    file: "topics.csv",
    columns: &["id", "label_de", "label_en", "parent"],
    required: &["id", "label_de", "label_en"],
};
/// terms.csv.
pub const TERMS: Schema = Schema { file: "terms.csv", columns: &["term", "topic"], required: &["term", "topic"] };
/// disputes.csv.
pub const DISPUTES: Schema = Schema {
    file: "disputes.csv",
    columns: &["edition", "field", "value", "source", "note"],
    required: &["edition", "field", "value", "source"],
};
/// sources.csv.
pub const SOURCES: Schema = Schema {
    file: "sources.csv",
    columns: &["id", "publisher", "title", "kind", "url", "file", "published", "note"],
    required: &["id", "publisher", "kind"],
};
/// laender.csv.
pub const LAENDER: Schema = Schema {
    file: "laender.csv",
    columns: &[
        "iso",
        "ags",
        "name_de",
        "name_en",
        "tile_row",
        "tile_column",
        "population",
        "population_year",
        "koenigsteiner_schluessel",
        "schluessel_year",
    ],
    required: &["iso", "ags", "name_de", "name_en", "tile_row", "tile_column"],
};
/// chairs.csv.
pub const CHAIRS: Schema = Schema {
    file: "chairs.csv",
    columns: &["year", "holder", "evidence", "source"],
    required: &["year", "holder", "evidence", "source"],
};
/// The rotation rules.
pub const RULES: &str = "rules.toml";

/// Every CSV table.
pub const TABLES: [Schema; 10] =
    [SERIES, EDITIONS, FIGURES, MENTIONS, TOPICS, TERMS, DISPUTES, SOURCES, LAENDER, CHAIRS];
