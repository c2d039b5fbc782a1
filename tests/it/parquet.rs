//! A package of Parquet is the same package as one of CSV.

use std::fs;
use std::path::Path;

use staffelstab::check::check;
use staffelstab::read::schema::TABLES;
use staffelstab::read::{Package, embedded};

use crate::fuzz::mutate::Target;
use crate::harness::{done, folder, read, rows, staffelstab};
use crate::synth::generate::{self, Form, Plan, Table};

/// The built-in records, with some tables as Parquet and the text of one replaced.
fn built_in(folder: &Path, columnar: &[&str], replaced: Option<(&str, &str)>) {
    for (name, text) in embedded::FILES {
        let text = replaced.filter(|(other, _)| other == name).map_or(*text, |(_, text)| text);
        let Some(schema) = TABLES.iter().find(|table| columnar.contains(name) && table.file == *name) else {
            fs::write(folder.join(name), text).expect("a file");
            continue;
        };
        let mut table = Table::create(folder, schema, Form::Parquet).expect("a table");
        for row in &rows(text)[1..] {
            table.row(&row.iter().map(String::as_str).collect::<Vec<_>>()).expect("a row");
        }
        table.finish().expect("a table");
    }
}

#[test]
fn a_report_on_parquet_is_the_report_on_csv() {
    let here = folder();
    let plan = Plan { rows: 9_000, seed: 3 };
    generate::package(&here.path().join("csv"), &plan, Form::Csv).expect("a package");
    generate::package(&here.path().join("parquet"), &plan, Form::Parquet).expect("a package");
    for form in ["csv", "parquet"] {
        done(here.path(), &["report", "--data", form, "--out", &format!("of-{form}")]);
    }
    let mut names: Vec<String> = fs::read_dir(here.path().join("of-csv"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() > 20, "{names:?}");
    // The manifest names the files that were read, and so does the page that shows it.
    for name in names.iter().filter(|name| *name != "manifest.json") {
        let of = |form: &str| fs::read(here.path().join(format!("of-{form}")).join(name)).expect("a file");
        assert!(of("csv") == of("parquet"), "{name}");
    }
    let manifest = read(here.path().join("of-parquet/manifest.json"));
    assert!(manifest.contains("\"figures.parquet\"") && !manifest.contains("\"figures.csv\""), "{manifest}");
}

#[test]
fn a_finding_in_parquet_has_the_line_that_the_csv_would_have() {
    let here = folder();
    let text = embedded::FILES.iter().find(|(name, _)| *name == "figures.csv").expect("figures").1;
    let line = text.lines().nth(7).expect("an eighth line");
    let spoilt = text.replace(line, &line.replacen("attendance", "attendence", 1));
    built_in(here.path(), &["figures.csv", "editions.csv"], Some(("figures.csv", &spoilt)));
    let ran = staffelstab(here.path(), &["check", "."]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("./figures.parquet:8:"), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `attendance`?"), "{}", ran.stderr);
}

#[test]
fn a_table_is_there_once() {
    let here = folder();
    built_in(here.path(), &["figures.csv"], None);
    done(here.path(), &["check", "."]);
    fs::write(here.path().join("figures.csv"), "edition\n").expect("a file");
    let ran = staffelstab(here.path(), &["check", "."]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "error[table-twice]: the table is there twice: `figures.csv` and `figures.parquet`\n --> ./figures.parquet\n\
         hint: remove the one that does not hold\n\nerror: 1 finding in 1 file; nothing was written\n"
    );
}

#[test]
fn parquet_is_not_added_to() {
    let here = folder();
    built_in(here.path(), &["mentions.csv"], None);
    fs::write(here.path().join("new.csv"), "edition,term,weight,source\n").expect("a file");
    let ran = staffelstab(here.path(), &["ingest", "new.csv", "--into", ".", "--write"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("`mentions.parquet` is kept as Parquet, which is read but not added to"),
        "{}",
        ran.stderr
    );
}

#[test]
fn spoilt_parquet_is_a_finding() {
    let here = folder();
    built_in(here.path(), &["figures.csv", "series.csv"], None);
    for name in ["figures.parquet", "series.parquet"] {
        let path = here.path().join(name);
        let whole = fs::read(&path).expect("a file");
        for spoilt in [&whole[..whole.len() / 2], b"PAR1", b"", b"edition,measure\n"] {
            fs::write(&path, spoilt).expect("a file");
            let ran = staffelstab(here.path(), &["report", "--data", ".", "--out", "none"]);
            assert_eq!(ran.code, 1, "{}", ran.stderr);
            assert!(ran.stderr.contains("error[broken-file]") && ran.stderr.contains(name), "{}", ran.stderr);
            assert!(!here.path().join("none").exists(), "nothing is written");
        }
        fs::write(&path, &whole).expect("a file");
    }
    done(here.path(), &["check", "."]);
}

/// A long cell stands in the file once, however many rows name it.
#[test]
fn a_cell_that_many_rows_name_takes_no_memory_without_end() {
    let here = folder();
    built_in(here.path(), &["series.csv"], None);
    let schema = TABLES.iter().find(|table| table.file == "figures.csv").expect("figures");
    fs::remove_file(here.path().join("figures.csv")).expect("a file");
    let mut table = Table::create(here.path(), schema, Form::Parquet).expect("a table");
    let note = "x".repeat(512 * 1024);
    let row = ["fk-01", "attendance", "1", "", "attended", "on-site", "persons", "after", "", "itplr-fk-2015", &note];
    for _ in 0..600 {
        table.row(&row).expect("a row");
    }
    table.finish().expect("a table");
    let size = fs::metadata(here.path().join("figures.parquet")).expect("a file").len();
    assert!(size < 16 * 1024 * 1024, "{size}");
    let ran = staffelstab(here.path(), &["check", "."]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("rows of it have more than 256 MiB of text"), "{}", ran.stderr);
}

#[test]
fn spoilt_bytes_of_parquet_are_withstood() {
    let here = folder();
    built_in(here.path(), &["figures.csv"], None);
    let path = here.path().join("figures.parquet");
    let seed = fs::read(&path).expect("a file");
    Target { reader: "parquet-table", seeds: vec![seed], usual: 200, memory: 1024 }.withstands(|bytes| {
        fs::write(&path, bytes).expect("a file");
        let package = Package::folders(&[here.path().to_owned()]).expect("the folder is there");
        // Whether it is taken or refused: no panic, no hang, and what is said names the file.
        if let Err(findings) = check(&package) {
            assert!(findings.text().contains("figures.parquet"), "{}", findings.text());
        }
    });
}
