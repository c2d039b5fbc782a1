//! Whatever is done to a file: no panic, and either a dataset or a finding at a line that is there.

use proptest::prelude::*;
use staffelstab::diag::Code;
use staffelstab::source::SourceText;

use super::good::{Files, built_in, file, findings, judge};
use crate::fuzz::mutate::{Mutation, mutate, mutation};

fn spoilt(name: &str, mutations: &[Mutation]) -> Files {
    let mut files = built_in();
    let bytes = file(&mut files, name);
    for mutation in mutations {
        mutate(bytes, mutation);
    }
    files
}

/// How many lines a file has, be it UTF-8 or not.
fn lines(files: &Files, path: &str) -> usize {
    let bytes = &files.iter().find(|(name, _)| *name == path).expect("a file of the package").1;
    let text = String::from_utf8_lossy(bytes).into_owned().into_bytes();
    SourceText::new("t", "t", text).map_or(usize::MAX, |text| text.lines())
}

const NAMES: [&str; 11] = [
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
    "rules.toml",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mutation_passes_unseen(
        name in prop::sample::select(&NAMES[..]),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        let files = spoilt(name, &mutations);
        let outcome = judge(&files);
        let (found, failed) = match outcome {
            Ok(checked) => (checked.warnings, false),
            Err(found) => (found, true),
        };
        prop_assert_eq!(failed, found.has_errors());
        for finding in found.sorted() {
            if let Some(position) = finding.position() {
                prop_assert!(position.line >= 1 && position.column >= 1);
                prop_assert!(position.line <= lines(&files, finding.path()), "{}", found.text());
            } else {
                let whole = [Code::MissingColumn, Code::MissingFile, Code::TooLarge];
                prop_assert!(whole.contains(&finding.code()), "{}", found.text());
            }
        }
        // Both renderings hold for whatever was found, and say the same again.
        prop_assert_eq!(found.text(), findings(&files).text());
        for line in found.json_lines().lines() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(line).is_ok());
        }
    }

    #[test]
    fn every_table_may_come_with_other_delimiters(
        name in prop::sample::select(&NAMES[..10]),
        delimiter in prop::sample::select(&[b';', b'\t', b'|'][..]),
        quoted in any::<bool>(),
    ) {
        let mut files = built_in();
        let expected = judge(&files).expect("no errors").dataset;
        let bytes = file(&mut files, name);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
        for record in reader.records() {
            writer.write_record(&record.expect("a row")).expect("memory");
        }
        let written = writer.into_inner().expect("memory");
        *bytes = written;
        let checked = judge(&files).map_err(|found| TestCaseError::fail(found.text()))?;
        let codes: Vec<_> = checked.warnings.sorted().iter().map(|found| (found.code(), found.path().to_owned())).collect();
        prop_assert_eq!(codes, [(Code::WrongDelimiter, name.to_owned())]);
        prop_assert!(checked.dataset.claims() == expected.claims() && checked.dataset.editions() == expected.editions());
    }
}
