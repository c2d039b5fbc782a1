//! Whatever is done to a file: no panic, and either a dataset or a finding at a line that is there.

use proptest::prelude::*;
use staffelstab::diag::Code;
use staffelstab::source::SourceText;

use super::good::{Files, built_in, file, findings, judge};

/// Something that happens to a file.
#[derive(Clone, Debug)]
enum Mutation {
    /// A byte is replaced.
    Byte(usize, u8),
    /// A byte is left out.
    Gone(usize),
    /// Bytes are put in.
    Put(usize, &'static [u8]),
    /// The file ends early.
    Cut(usize),
    /// A line is left out.
    Line(usize),
    /// A line is there twice.
    Again(usize),
    /// Two cells change places.
    Swap(usize, usize),
}

const PIECES: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"\0",
    b" ",
    b"..",
    b"/",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    "\u{202e}".as_bytes(),
    "\u{200b}".as_bytes(),
    "ß".as_bytes(),
    b"[[rule]]",
    b"=",
    b"'''",
    b"9",
    b"-",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<usize>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        at().prop_map(Mutation::Gone),
        (at(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Mutation::Put(at, piece)),
        at().prop_map(Mutation::Cut),
        at().prop_map(Mutation::Line),
        at().prop_map(Mutation::Again),
        (at(), at()).prop_map(|(a, b)| Mutation::Swap(a, b)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    let split =
        |separator: u8, bytes: &[u8]| bytes.split(|byte| *byte == separator).map(<[u8]>::to_vec).collect::<Vec<_>>();
    match *mutation {
        Mutation::Byte(at, byte) => bytes[at % length] = byte,
        Mutation::Gone(at) => drop(bytes.remove(at % length)),
        Mutation::Put(at, piece) => drop(bytes.splice(at % length..at % length, piece.iter().copied())),
        Mutation::Cut(at) => bytes.truncate(at % length),
        Mutation::Line(at) => {
            let mut lines = split(b'\n', bytes);
            lines.remove(at % lines.len());
            *bytes = lines.join(&b'\n');
        }
        Mutation::Again(at) => {
            let mut lines = split(b'\n', bytes);
            lines.insert(at % lines.len(), lines[at % lines.len()].clone());
            *bytes = lines.join(&b'\n');
        }
        Mutation::Swap(a, b) => {
            let mut cells = split(b',', bytes);
            let count = cells.len();
            cells.swap(a % count, b % count);
            *bytes = cells.join(&b',');
        }
    }
}

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
