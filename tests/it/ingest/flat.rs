//! A flat German list of the five events that the first sources report, as people keep it: it says what the built-in
//! records say.

use std::path::{Path, PathBuf};

use staffelstab::check::{Dataset, check};
use staffelstab::ingest::recognise::{Options, incoming};
use staffelstab::ingest::{Incoming, IncomingRow};
use staffelstab::read::Package;

use crate::harness::{read, rows};

/// The sources of the list.
const SOURCES: [&str; 5] =
    ["hro-news-2026", "kommune21-2023-10-24", "kreis-myk-2024", "mitteldeutschland-2025-02-21", "sk-sachsen-2021"];

/// The editions of the list.
const EDITIONS: [&str; 5] = ["fk-09", "fk-12", "fk-14", "md-16", "th-3"];

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/ingest").join(name)
}

pub fn records() -> Dataset {
    check(&Package::embedded()).expect("the built-in records are right").dataset
}

fn taken(name: &str) -> Incoming {
    incoming(&fixture(name), &records(), &Options::default()).unwrap_or_else(|error| panic!("{name} is taken: {error}"))
}

/// A table of the built-in records.
fn table(file: &str) -> Vec<Vec<String>> {
    rows(&read(Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets").join(file)))
}

/// Whether a row of the records says all that a row of the file says; of several sources the file may name one.
fn agrees(columns: &[String], record: &[String], row: &IncomingRow) -> bool {
    columns.iter().zip(record).all(|(column, value)| match row.cell(column) {
        None => true,
        Some(cell) if column == "sources" => value.split("; ").any(|source| source == cell.text),
        Some(cell) => cell.text == *value,
    })
}

/// How many rows of editions, figures and mentions a file brings; each of them is one of the records.
pub fn same_rows(incoming: &Incoming) -> usize {
    for row in &incoming.rows {
        let table = table(row.table.file);
        let same = table[1..].iter().filter(|record| agrees(&table[0], record, row)).count();
        assert_eq!(same, 1, "{row:?}");
    }
    incoming.rows.len()
}

/// The rows of the file are those of the records for these editions and sources: none more, none less.
fn same_records(name: &str) {
    let incoming = taken(name);
    for file in ["editions.csv", "figures.csv", "mentions.csv"] {
        let table = table(file);
        let columns = &table[0];
        let at = |name: &str| columns.iter().position(|column| column == name).expect("a column");
        let of_file: Vec<_> = incoming.rows.iter().filter(|row| row.table.file == file).collect();
        let of_records: Vec<_> = table[1..]
            .iter()
            .filter(|record| match file {
                "editions.csv" => EDITIONS.contains(&record[at("id")].as_str()),
                _ => SOURCES.contains(&record[at("source")].as_str()),
            })
            .collect();
        for row in &of_file {
            let same = of_records.iter().filter(|record| agrees(columns, record, row)).count();
            assert_eq!(same, 1, "{name}: {file}: {row:?}");
        }
        for record in &of_records {
            let same = of_file.iter().filter(|row| agrees(columns, record, row)).count();
            assert_eq!(same, 1, "{name}: {file}: {record:?}");
        }
        assert_eq!(of_file.len(), of_records.len(), "{name}: {file}");
    }
    let others =
        incoming.rows.iter().filter(|row| !["editions.csv", "figures.csv", "mentions.csv"].contains(&row.table.file));
    assert_eq!(others.count(), 0, "{name}: every source and series is known");
}

#[test]
fn a_list_in_windows_1252_says_what_the_records_say() {
    same_records("flat-windows-1252.csv");
    let incoming = taken("flat-windows-1252.csv");
    assert_eq!(incoming.recognised, ["CSV (Windows-1252, semicolons): a list, one row an edition (German), 5 rows"]);
    let warnings: Vec<_> = incoming.warnings.sorted().iter().map(|warning| warning.message().to_owned()).collect();
    assert_eq!(warnings, ["the column `Ansprechpartner` is left out"]);
}

#[test]
fn the_same_list_in_every_format_says_the_same() {
    for (name, format) in [
        ("flat.xlsx", "XLSX, sheet `Kongresse`"),
        ("flat.ods", "ODS, sheet `Kongresse`"),
        ("flat.json", "JSON (UTF-8)"),
        ("flat.jsonl", "JSON Lines (UTF-8)"),
        ("flat-snappy.parquet", "Parquet"),
        ("flat-gzip.parquet", "Parquet"),
        ("flat-zstd.parquet", "Parquet"),
        ("flat-lz4.parquet", "Parquet"),
        ("flat-none.parquet", "Parquet"),
    ] {
        same_records(name);
        let said = taken(name).recognised;
        assert_eq!(said[0], format!("{format}: a list, one row an edition (German), 5 rows"), "{name}");
    }
}

#[test]
fn every_row_knows_its_place_in_the_file() {
    let incoming = taken("flat.xlsx");
    let figure = incoming.rows.iter().find(|row| row.text("value") == "3600").expect("the figure of 2021");
    let cell = figure.cell("value").expect("a value");
    // The list begins in the third row of its sheet; `Teilnehmende` is column K.
    assert_eq!((cell.spot.sheet.as_deref(), cell.spot.line, cell.spot.column), (Some("Kongresse"), 8, 11));
    assert_eq!(cell.written.as_deref(), Some("rund 3.600"));
    let of_text = taken("flat-windows-1252.csv");
    let figure = of_text.rows.iter().find(|row| row.text("value") == "500").expect("the figure of 2023");
    let spot = &figure.cell("value").expect("a value").spot;
    assert_eq!(spot.line, 3);
    let line: String = String::from_utf8_lossy(&std::fs::read(fixture("flat-windows-1252.csv")).expect("a file"))
        .split("\r\n")
        .nth(2)
        .expect("a third line")
        .chars()
        .skip(spot.column - 1)
        .take(8)
        .collect();
    assert_eq!(line, "rund 500");
}
