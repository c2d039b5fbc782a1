//! The rows of a group on standard output: whole commands, compared byte for byte.

use std::path::Path;

use crate::harness::{done, folder, read, rows};

/// Columns that a line takes; the tables hold no wide characters.
fn wide(line: &str) -> usize {
    line.chars().count()
}

/// Compares with a file beside the tests; `BLESS=1` writes it.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/print").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, found).expect("written");
    }
    assert_eq!(found, read(&path), "{name}");
}

#[test]
fn tables_fit_in_80_columns_and_stay_as_they_were_looked_at() {
    let here = folder();
    for group in ["attendance", "topics", "hosts"] {
        for lang in ["de", "en"] {
            let ran = done(here.path(), &[group, "--lang", lang]);
            assert_eq!(ran.stderr, "");
            assert!(!ran.stdout.contains('\u{1b}'), "{group}: no colour in a pipe");
            for line in ran.stdout.lines() {
                assert!(wide(line) <= 80 && line.trim_end() == line, "{group} {lang}: {line:?}");
            }
            golden(&format!("{group}-{lang}.txt"), &ran.stdout);
        }
        let ran = done(here.path(), &[group, "--print", "md"]);
        golden(&format!("{group}.md"), &ran.stdout);
    }
    assert!(std::fs::read_dir(here.path()).expect("the folder").next().is_none(), "nothing is written");
}

#[test]
fn csv_is_that_of_the_report_and_json_has_its_rows() {
    let here = folder();
    done(here.path(), &["report"]);
    for group in ["attendance", "topics", "hosts"] {
        let csv = done(here.path(), &[group, "--print", "csv"]).stdout;
        assert_eq!(csv, read(here.path().join("reports").join(format!("{group}.csv"))), "{group}");
        let json = done(here.path(), &[group, "--print", "json"]).stdout;
        let objects: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&json).expect("JSON");
        let rows = rows(&csv);
        assert_eq!(objects.len(), rows.len() - 1, "{group}");
        for (object, row) in objects.iter().zip(&rows[1..]) {
            for (column, cell) in rows[0].iter().zip(row) {
                let text = match &object[column] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    number => number.to_string(),
                };
                let same = text == *cell
                    || text
                        .parse::<f64>()
                        .ok()
                        .zip(cell.parse::<f64>().ok())
                        .is_some_and(|(a, b)| (a - b).abs() <= 5.1e-5);
                assert!(same, "{group} {column}: {text:?} and {cell:?}");
            }
        }
    }
}

#[test]
fn narrowed_and_hostile_records_print_as_well() {
    let here = folder();
    let ran = done(here.path(), &["attendance", "--from", "1990", "--to", "1991"]);
    assert!(ran.stdout.lines().all(|line| wide(line) <= 80), "{}", ran.stdout);
    done(here.path(), &["init", "mine"]);
    let path = here.path().join("mine/editions.csv");
    let text = read(&path).replace("Dresden", "=1+1|<b>");
    std::fs::write(&path, text).expect("written");
    let table = done(here.path(), &["attendance", "--data", "mine"]).stdout;
    assert!(table.contains("=1+1|<b>"), "a terminal shows what is there");
    let md = done(here.path(), &["attendance", "--data", "mine", "--print", "md"]).stdout;
    assert!(md.contains("| '=1+1\\|&lt;b> |"), "{md}");
    let one = done(here.path(), &["hosts", "--series", "thueringer-egov-kongress"]).stdout;
    assert!(one.contains("Thüringen  5") && !one.contains("Fachkongress"), "{one}");
}
