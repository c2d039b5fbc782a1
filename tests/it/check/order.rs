//! Same records, same dataset: the order of rows, columns and folders is of no consequence.

use proptest::prelude::*;
use staffelstab::check::Dataset;
use staffelstab::read::schema::RULES;

use super::good::{Files, built_in, file, judge};

/// Everything but the hashes of the files.
fn same(a: &Dataset, b: &Dataset) -> bool {
    a.series() == b.series()
        && a.editions() == b.editions()
        && a.claims() == b.claims()
        && a.mentions() == b.mentions()
        && a.topics() == b.topics()
        && a.disputes() == b.disputes()
        && a.sources() == b.sources()
        && a.laender() == b.laender()
        && a.chairs() == b.chairs()
        && a.rules() == b.rules()
}

/// The rows of every table in another order; the built-in records have one row a line.
fn shuffled(order: &[u32]) -> Files {
    let mut files = built_in();
    for (name, bytes) in &mut files {
        let text = String::from_utf8_lossy(bytes).into_owned();
        *bytes = if *name == RULES {
            let mut rules: Vec<&str> = text.split("[[rule]]").collect();
            rules[1..].reverse();
            rules.join("\n[[rule]]").into_bytes()
        } else {
            let mut lines = text.lines();
            let first = lines.next().unwrap_or_default();
            let keys = order.iter().cycle();
            let mut rows: Vec<(u32, &str)> =
                lines.zip(keys.zip((1..).step_by(2))).map(|(row, (key, odd))| (key.wrapping_mul(odd), row)).collect();
            rows.sort_unstable();
            [first].into_iter().chain(rows.into_iter().map(|(_, row)| row)).collect::<Vec<_>>().join("\n").into_bytes()
        };
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffled_rows_give_the_same_dataset(order in prop::collection::vec(any::<u32>(), 64)) {
        let expected = judge(&built_in()).expect("no errors").dataset;
        let found = judge(&shuffled(&order)).map_err(|findings| TestCaseError::fail(findings.text()))?.dataset;
        prop_assert!(same(&found, &expected));
        prop_assert!(found != expected, "the hashes tell the files apart");
    }
}

#[test]
fn one_row_less_is_another_dataset() {
    let expected = judge(&built_in()).expect("no errors").dataset;
    let mut files = built_in();
    let figures = file(&mut files, "figures.csv");
    let text = String::from_utf8_lossy(figures).trim_end().to_owned();
    *figures = text.rsplit_once('\n').map(|(rest, _)| rest.to_owned()).unwrap_or_default().into_bytes();
    assert!(!same(&judge(&files).expect("no errors").dataset, &expected));
}

#[test]
fn columns_may_stand_in_any_order() {
    let expected = judge(&built_in()).expect("no errors").dataset;
    let mut files = built_in();
    for (name, bytes) in &mut files {
        if *name == RULES {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in reader.records() {
            let record = record.expect("a row");
            writer.write_record(record.iter().collect::<Vec<_>>().into_iter().rev()).expect("memory");
        }
        let turned = writer.into_inner().expect("memory");
        *bytes = turned;
    }
    assert!(same(&judge(&files).map_err(|found| found.text()).expect("no errors").dataset, &expected));
}

#[test]
fn editions_are_by_series_number_start_and_id() {
    let dataset = judge(&super::good::good()).expect("no errors").dataset;
    let ids: Vec<_> = dataset.editions().iter().map(|edition| edition.id.as_str()).collect();
    assert_eq!(ids, ["l-1", "r-1", "r-2", "r-3"]);
    let mut files = super::good::good();
    file(&mut files, "editions.csv").extend(
        "r-z,runde,,,,,,,,,,,,,,\nr-b,runde,,2020,,,,,,,,,stated,,,\nr-a,runde,,2024,,,,,,,,,stated,,,\nr-y,runde,,,,,,,,,,,,,,\n"
            .bytes(),
    );
    let dataset = judge(&files).map_err(|found| found.text()).expect("no errors").dataset;
    let ids: Vec<_> = dataset.editions().iter().map(|edition| edition.id.as_str()).collect();
    assert_eq!(ids, ["l-1", "r-1", "r-2", "r-3", "r-b", "r-a", "r-y", "r-z"]);
}
