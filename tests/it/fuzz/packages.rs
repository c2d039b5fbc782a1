//! The readers of a package: its tables with the check behind them, and rules.toml.

use super::mutate::Target;
use crate::check::good::{Files, built_in, file, good, judge};

/// Each table of both packages is a seed of its own; which one it is, is told by its first line as far as possible and
/// tried in every place otherwise.
const TABLES: [&str; 10] = [
    "series.csv",
    "editions.csv",
    "figures.csv",
    "mentions.csv",
    "topics.csv",
    "terms.csv",
    "disputes.csv",
    "sources.csv",
    "laender.csv",
    "chairs.csv",
];

fn seeds(names: &[&str]) -> Vec<Vec<u8>> {
    [good(), built_in()]
        .iter_mut()
        .flat_map(|files| names.iter().map(|name| file(files, name).clone()).collect::<Vec<_>>())
        .collect()
}

/// The table that begins like this.
fn named(bytes: &[u8]) -> &'static str {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let alike = |name: &&str| {
        let mut files = good();
        let header = file(&mut files, name).split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
        header.iter().zip(first).take_while(|(a, b)| a == b).count()
    };
    TABLES.into_iter().max_by_key(alike).unwrap_or("figures.csv")
}

fn with(name: &str, bytes: &[u8]) -> Files {
    let mut files = good();
    *file(&mut files, name) = bytes.to_vec();
    files
}

/// Reads and checks, and prints what was found in both ways.
fn read(name: &str, bytes: &[u8]) {
    match judge(&with(name, bytes)) {
        Ok(checked) => assert!(!checked.warnings.has_errors()),
        Err(findings) => {
            assert!(findings.has_errors());
            assert!(!findings.text().is_empty() && !findings.json_lines().is_empty());
        }
    }
}

#[test]
fn tables() {
    let target = Target { reader: "tables", seeds: seeds(&TABLES), usual: 400, memory: 256 };
    target.withstands(|bytes| read(named(bytes), bytes));
}

#[test]
fn rules() {
    let target = Target { reader: "rules", seeds: seeds(&["rules.toml"]), usual: 400, memory: 256 };
    target.withstands(|bytes| read("rules.toml", bytes));
}
