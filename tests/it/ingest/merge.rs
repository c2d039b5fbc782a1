//! Rows that come in, and what becomes of the package.

use std::path::Path;
use std::sync::Arc;

use staffelstab::check::check;
use staffelstab::diag::Diagnostics;
use staffelstab::ingest::diff::Action;
use staffelstab::ingest::merge::{Merged, merge};
use staffelstab::ingest::source::NamedSource;
use staffelstab::ingest::{IncomingCell, IncomingRow, Spot, Tables};
use staffelstab::read::schema::{Schema, TABLES};
use staffelstab::read::sheet::{Item, Table};
use staffelstab::read::{Package, raw};

use crate::check::golden;
use crate::check::good::{Files, built_in, file, good};

const FILE: &str = "liste.csv";

fn package(files: &Files) -> Package {
    Package::of(files.iter().map(|(name, bytes)| (*name, bytes.clone())))
}

fn tables(files: &Files) -> Tables {
    Tables::of(files.iter().map(|(name, bytes)| (*name, bytes.clone())))
}

/// A row as line `line` of a list would bring it.
fn row(table: &'static Schema, line: usize, cells: &[(&str, &str)]) -> IncomingRow {
    let spot = |column| Spot { path: Arc::from(FILE), sheet: None, line, column };
    let mut row = IncomingRow::new(table, spot(1));
    for (index, (column, text)) in cells.iter().enumerate() {
        assert!(table.columns.iter().any(|known| known.name == *column), "{column}");
        row.set(column, IncomingCell { text: (*text).to_owned(), written: None, spot: spot(1 + 10 * index) });
    }
    row
}

fn edition(cells: &[(&str, &str)]) -> IncomingRow {
    row(&raw::Edition::SCHEMA, 2, cells)
}

fn figure(cells: &[(&str, &str)]) -> IncomingRow {
    row(&raw::Figure::SCHEMA, 2, cells)
}

fn merged(files: &Files, rows: Vec<IncomingRow>) -> Result<Merged, Diagnostics> {
    merge(&tables(files), Path::new("meine-daten"), rows, None)
}

/// The package with what a merge writes.
fn after(files: &Files, merged: &Merged) -> Files {
    let mut files = files.clone();
    for (name, bytes) in &merged.files {
        let known = TABLES.iter().find(|schema| schema.file == name).expect("a table").file;
        match files.iter_mut().find(|(name, _)| *name == known) {
            Some(entry) => entry.1.clone_from(bytes),
            None => files.push((known, bytes.clone())),
        }
    }
    files
}

fn text(merged: &Merged, name: &str) -> String {
    let (_, bytes) = merged.files.iter().find(|(known, _)| known == name).expect("a file that changes");
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// The lines of one text that are not in the other.
fn new_lines(old: &[u8], new: &str) -> Vec<String> {
    let old: Vec<&str> = std::str::from_utf8(old).expect("UTF-8").lines().collect();
    new.lines().filter(|line| !old.contains(line)).map(str::to_owned).collect()
}

/// Every row of a package as if a file had brought it.
fn all_rows(files: &Files) -> Vec<IncomingRow> {
    let package = package(files);
    let mut rows = Vec::new();
    for schema in TABLES {
        let table = Table::open(&package, schema, &mut Diagnostics::default());
        table.each(|item| {
            let Item::Row(found) = item else { panic!("a broken row") };
            let cells: Vec<&str> = found.cells().collect();
            let named: Vec<(&str, &str)> = schema.columns.iter().map(|column| column.name).zip(cells).collect();
            rows.push(row(schema, rows.len() + 2, &named));
        });
    }
    rows
}

#[test]
fn new_rows_go_to_the_end_and_nothing_else_moves() {
    let files = good();
    let rows = vec![
        edition(&[
            ("id", "r-4"),
            ("series", "runde"),
            ("number", "4"),
            ("start", "2024-03-05"),
            ("city", "Mainz, am Rhein"),
            ("host", "DE-TH"),
            ("number_evidence", "stated"),
            ("date_evidence", "stated"),
            ("host_evidence", "stated"),
            ("sources", "presse-2022"),
        ]),
        figure(&[
            ("edition", "r-4"),
            ("measure", "attendance"),
            ("value", "700"),
            ("qualifier", "rund"),
            ("basis", "attended"),
            ("unit", "persons"),
            ("source", "presse-2022"),
        ]),
    ];
    let merged = merged(&files, rows).map_err(|found| found.text()).expect("no errors");
    let names: Vec<&str> = merged.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["editions.csv", "figures.csv"]);
    for (name, expected) in [
        ("editions.csv", "r-4,runde,4,2024-03-05,,\"Mainz, am Rhein\",,DE-TH,,,,stated,stated,stated,presse-2022,"),
        ("figures.csv", "r-4,attendance,700,rund,attended,,persons,,,presse-2022,"),
    ] {
        let old = String::from_utf8(file(&mut good(), name).clone()).expect("UTF-8");
        let old = if old.ends_with('\n') { old } else { old + "\n" };
        assert_eq!(text(&merged, name), format!("{old}{expected}\n"));
    }
    let counts: Vec<_> = merged.diff.tables.iter().map(|table| (table.table, table.count(Action::Added))).collect();
    assert_eq!(counts, [("editions.csv", 1), ("figures.csv", 1)]);
    assert_eq!(merged.diff.tables[0].rows[0].origin, "liste.csv:2:1");
}

#[test]
fn the_records_themselves_bring_nothing_new() {
    for files in [good(), built_in()] {
        let merged = merged(&files, all_rows(&files)).map_err(|found| found.text()).expect("no errors");
        assert!(merged.diff.is_empty() && merged.files.is_empty(), "{:?}", merged.diff);
        assert!(merged.diff.tables.iter().all(|table| table.rows.is_empty()), "{:?}", merged.diff);
    }
}

/// The package with a source for every edition: without one none is taken.
fn sourced(mut files: Files) -> Files {
    let sources = String::from_utf8(file(&mut files, "sources.csv").clone()).expect("UTF-8");
    let source = sources.lines().nth(1).and_then(|line| line.split(',').next()).expect("a source").to_owned();
    let bytes = file(&mut files, "editions.csv");
    let mut table = crate::harness::rows(std::str::from_utf8(bytes).expect("UTF-8"));
    let column = table[0].iter().position(|name| name == "sources").expect("sources");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &mut table {
        if row[column].is_empty() {
            row[column].clone_from(&source);
        }
        writer.write_record(row).expect("memory");
    }
    *bytes = writer.into_inner().expect("memory");
    files
}

#[test]
fn an_empty_package_becomes_the_one_that_is_brought() {
    for full in [sourced(good()), sourced(built_in())] {
        let mut empty = full.clone();
        empty.retain(|(name, _)| ["series.csv", "editions.csv", "laender.csv"].contains(name));
        for name in ["series.csv", "editions.csv"] {
            let bytes = file(&mut empty, name);
            let end = bytes.iter().position(|byte| *byte == b'\n').expect("a first line");
            bytes.truncate(end + 1);
        }
        let merged = merged(&empty, all_rows(&full)).map_err(|found| found.text()).expect("no errors");
        let mut result = after(&empty, &merged);
        result.extend(full.iter().filter(|(name, _)| *name == "rules.toml").cloned());
        let (made, wanted) = (check(&package(&result)), check(&package(&full)));
        let (made, wanted) = (made.expect("no errors").dataset, wanted.expect("no errors").dataset);
        assert_eq!(made.claims(), wanted.claims());
        assert_eq!(made.editions(), wanted.editions());
        assert_eq!(made.mentions(), wanted.mentions());
        assert_eq!(made.disputes(), wanted.disputes());
        assert_eq!((made.sources(), made.topics()), (wanted.sources(), wanted.topics()));
        assert_eq!((made.series(), made.chairs()), (wanted.series(), wanted.chairs()));
    }
}

/// Rows that say something else than the records, or more.
fn other_words() -> Vec<IncomingRow> {
    vec![
        edition(&[
            ("id", "r-1"),
            ("series", "runde"),
            ("start", "2021-03-24"),
            ("end", "2021-03-25"),
            ("city", "Leipzig"),
            ("venue", "Zoo"),
            ("host", "DE-TH"),
            ("number", "2"),
            ("format", "hybrid"),
            ("status", "cancelled"),
            ("motto", "Ganz anders"),
            ("host_evidence", "inferred"),
            ("sources", "presse-2021"),
        ]),
        edition(&[("id", "l-1"), ("start", "2022-07-05"), ("venue", "Messe"), ("sources", "haus-2022")]),
        figure(&[
            ("edition", "r-2"),
            ("measure", "attendance"),
            ("value", "900"),
            ("basis", "attended"),
            ("unit", "persons"),
            ("source", "presse-2022"),
        ]),
        row(
            &raw::Chair::SCHEMA,
            9,
            &[("year", "2020"), ("holder", "DE-SN"), ("evidence", "stated"), ("source", "haus-2021")],
        ),
    ]
}

#[test]
fn a_different_word_is_kept_beside_the_first() {
    let files = good();
    let merged = merged(&files, other_words()).map_err(|found| found.text()).expect("no errors");
    let changed = |name: &str| new_lines(file(&mut good(), name), &text(&merged, name));
    // Of the edition nothing but empty cells changes, a date that becomes more precise, and the list of sources.
    assert_eq!(
        changed("editions.csv"),
        ["l-1,landestag,1,2022-07-05,,Erfurt,Messe,DE-TH,on-site,held,,stated,stated,stated,presse-2022; haus-2022,"]
    );
    assert_eq!(
        changed("disputes.csv"),
        [
            "r-1,number,2,presse-2021,",
            "r-1,start,2021-03-24,presse-2021,",
            "r-1,end,2021-03-25,presse-2021,",
            "r-1,city,Leipzig,presse-2021,",
            "r-1,venue,Zoo,presse-2021,",
            "r-1,host,DE-TH,presse-2021,",
            "r-1,format,hybrid,presse-2021,",
            "r-1,status,cancelled,presse-2021,",
            "r-1,motto,Ganz anders,presse-2021,",
        ]
    );
    assert_eq!(changed("figures.csv"), ["r-2,attendance,900,,attended,,persons,,,presse-2022,"]);
    let disputes = merged.diff.tables.iter().find(|table| table.table == "disputes.csv").expect("disputes");
    assert_eq!(disputes.rows[1].remark.as_deref(), Some("the records say `2021-03-17`"));
    // A year has one chair: the other word is said and not taken.
    let chairs = merged.diff.tables.iter().find(|table| table.table == "chairs.csv").expect("chairs");
    assert_eq!(chairs.count(Action::Kept), 1);
    assert!(!merged.files.iter().any(|(name, _)| name == "chairs.csv"));
}

#[test]
fn the_same_rows_again_change_nothing() {
    let files = good();
    let once = merged(&files, other_words()).map_err(|found| found.text()).expect("no errors");
    let files = after(&files, &once);
    let again = merged(&files, other_words()).map_err(|found| found.text()).expect("no errors");
    assert!(again.diff.is_empty() && again.files.is_empty(), "{:?}", again.diff);
    assert_eq!(again.diff.tables.iter().map(|table| table.same).sum::<usize>(), 2 + 9);
}

#[test]
fn a_claim_is_the_same_only_without_contradiction() {
    let claim = |cells: &[(&'static str, &'static str)]| {
        let mut all = vec![("edition", "r-1"), ("measure", "attendance"), ("value", "3600"), ("source", "haus-2021")];
        all.extend(cells);
        let merged = merged(&good(), vec![figure(&all)]).map_err(|found| found.text()).expect("no errors");
        let figures = &merged.diff.tables[0];
        (figures.count(Action::Added), figures.count(Action::Changed), figures.same)
    };
    let known = [("qualifier", "rund"), ("basis", "attended"), ("unit", "persons")];
    assert_eq!(claim(&known), (0, 0, 1));
    assert_eq!(claim(&[("qualifier", "rund"), ("basis", "not-stated"), ("unit", "not-stated")]), (0, 0, 1));
    // Without the word before it the figure is exact: another claim, and so is another basis.
    assert_eq!(claim(&[("basis", "attended"), ("unit", "persons")]), (1, 0, 0));
    assert_eq!(claim(&[("qualifier", "rund"), ("basis", "registered"), ("unit", "persons")]), (1, 0, 0));
    assert_eq!(claim(&[known[0], known[1], known[2], ("mode", "on-site")]), (1, 0, 0));
    assert_eq!(claim(&[known[0], known[1], known[2], ("note", "Stated again")]), (0, 1, 0));
}

#[test]
fn a_table_keeps_its_line_ends_quotes_delimiter_and_mark() {
    let mut files = good();
    let semicolons =
        "\u{feff}\"year\";\"holder\";\"evidence\";\"source\"\r\n\"2020\";\"bund\";\"inferred\";\"presse-2021\"";
    *file(&mut files, "chairs.csv") = semicolons.into();
    let rows = vec![row(
        &raw::Chair::SCHEMA,
        2,
        &[("year", "2021"), ("holder", "DE-SN"), ("evidence", "stated"), ("source", "haus-2021")],
    )];
    let merged = merged(&files, rows).map_err(|found| found.text()).expect("no errors");
    let expected = format!("{semicolons}\r\n\"2021\";\"DE-SN\";\"stated\";\"haus-2021\"\r\n");
    assert_eq!(text(&merged, "chairs.csv"), expected);
}

#[test]
fn columns_in_another_order_are_filled_in_their_places() {
    let mut files = good();
    *file(&mut files, "terms.csv") =
        "topic,term\nozg,OZG\nozg,Onlinezugangsgesetz\nsicherheit,IT-Sicherheit\nsicherheit,Cybersicherheit".into();
    let rows = vec![row(&raw::Term::SCHEMA, 2, &[("term", "=1+1"), ("topic", "ozg")])];
    let merged = merged(&files, rows).map_err(|found| found.text()).expect("no errors");
    // A term is no formula.
    assert!(text(&merged, "terms.csv").ends_with("Cybersicherheit\nozg,'=1+1\n"), "{}", text(&merged, "terms.csv"));
}

#[test]
fn what_is_wrong_is_said_where_it_came_from() {
    let mut differences = Vec::new();
    let mut case = |name: &str, rows: Vec<IncomingRow>| {
        let found = merged(&good(), rows).expect_err("errors").text();
        differences.extend(golden::differs(name, &found));
    };
    case(
        "missing-source",
        vec![
            edition(&[("id", "r-4"), ("series", "runde")]),
            figure(&[("edition", "r-1"), ("measure", "talks"), ("value", "7")]),
        ],
    );
    case("missing-source-dispute", vec![edition(&[("id", "r-1"), ("city", "Leipzig")])]);
    case("contradiction", vec![edition(&[("id", "r-1"), ("series", "landestag"), ("sources", "haus-2021")])]);
    case(
        "ingest-wrong-cells",
        vec![
            edition(&[("id", "r-4"), ("series", "rinde"), ("start", "5.3.2024"), ("sources", "haus-2023")]),
            figure(&[("edition", "r-4"), ("measure", "attendance"), ("value", "3.600"), ("source", "haus-2021")]),
            row(
                &raw::Edition::SCHEMA,
                3,
                &[
                    ("id", "r-5"),
                    ("series", "runde"),
                    ("number", "2"),
                    ("number_evidence", "stated"),
                    ("sources", "haus-2021"),
                ],
            ),
        ],
    );
    golden::expect_none(&differences);
}

#[test]
fn a_source_is_named_by_its_id_or_in_a_few_words() {
    let records = check(&package(&good())).expect("no errors").dataset;
    let rows = || vec![figure(&[("edition", "r-1"), ("measure", "talks"), ("value", "7")])];
    let add = |files: &Files, named: &NamedSource| {
        merge(&tables(files), Path::new("d"), rows(), Some(named)).map_err(|found| found.text()).expect("no errors")
    };
    let known = NamedSource::new("haus-2021", &records).expect("it is known");
    assert!(text(&add(&good(), &known), "figures.csv").ends_with("r-1,talks,7,,,,,,,haus-2021,\n"));
    let words = "press; Blick, der; Zwei Kongresse; https://example.org/zwei; 2022-07-05";
    let new = NamedSource::new(words, &records).expect("it says enough");
    let merged = add(&good(), &new);
    assert!(text(&merged, "figures.csv").ends_with("r-1,talks,7,,,,,,,blick-der-2022,\n"));
    let row = "blick-der-2022,\"Blick, der\",Zwei Kongresse,press,example.org/zwei,,2022-07-05,\n";
    assert!(text(&merged, "sources.csv").ends_with(row), "{}", text(&merged, "sources.csv"));
    // The same words mean the same source the next time.
    let files = after(&good(), &merged);
    let records = check(&package(&files)).expect("no errors").dataset;
    let again = NamedSource::new(words, &records).expect("it is known");
    assert_eq!((again.id(), again.row().is_none()), ("blick-der-2022", true));
    for (wrong, said) in [
        ("haus-2012", "did you mean `haus-2021`?"),
        ("Tageblatt; Titel", "kind of the source"),
        ("press; a; b; c d", "`c d`"),
    ] {
        let message = NamedSource::new(wrong, &records).expect_err("it is wrong");
        assert!(message.contains(said), "{message}");
    }
}
