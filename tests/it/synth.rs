//! The made-up records of `examples/synth` are a package like any other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use staffelstab::check::check;
use staffelstab::model::claim::{Asserted, Basis, Measure, Mode, Qualifier, Unit};
use staffelstab::read::Package;

use self::generate::{Form, Plan};
use crate::harness::folder;

#[path = "../../examples/synth/generate/mod.rs"]
pub mod generate;

fn made(rows: usize, seed: u64, form: Form) -> tempfile::TempDir {
    let folder = folder();
    generate::package(folder.path(), &Plan { rows, seed }, form).expect("a package");
    folder
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).expect("a file")))
        .collect()
}

#[test]
fn made_up_records_are_in_order_at_any_size() {
    for rows in [0, 1, 7, 100, 1_234, 20_000] {
        let folder = made(rows, 1, Form::Csv);
        let package = Package::folders(&[folder.path().to_owned()]).expect("a package");
        let checked = check(&package).unwrap_or_else(|findings| panic!("{rows}: {}", findings.text()));
        assert_eq!(checked.warnings.text(), "", "{rows}");
        let dataset = &checked.dataset;
        assert_eq!(dataset.claims().len() + dataset.mentions().len(), rows);
        assert_eq!(dataset.claims().len(), rows * 3 / 10);
    }
}

#[test]
fn made_up_records_have_everything_that_records_may_have() {
    let folder = made(20_000, 1, Form::Csv);
    let package = Package::folders(&[folder.path().to_owned()]).expect("a package");
    let dataset = check(&package).expect("no errors").dataset;
    let claims = dataset.claims();
    for basis in Basis::ALL {
        assert!(claims.iter().any(|claim| claim.basis == Some(*basis)), "{basis}");
    }
    for mode in Mode::ALL {
        assert!(claims.iter().any(|claim| claim.mode == Some(*mode)), "{mode}");
    }
    for unit in Unit::ALL {
        assert!(claims.iter().any(|claim| claim.unit == Some(*unit)), "{unit}");
    }
    for measure in Measure::ALL {
        assert!(claims.iter().any(|claim| claim.measure == *measure), "{measure}");
    }
    for asserted in Asserted::ALL {
        assert!(claims.iter().any(|claim| claim.asserted == Some(*asserted)), "{asserted}");
    }
    for word in Qualifier::WORDS {
        let is_there = claims.iter().any(|claim| claim.stated.qualifier().is_some_and(|other| other.word() == *word));
        assert!(is_there, "{word}");
    }
    let editions = dataset.editions();
    let with_programme = |at: usize| dataset.mentions().iter().any(|mention| mention.edition as usize == at);
    assert!(editions.len() < 2 * 24, "some editions are missing");
    assert!((0..editions.len()).any(|at| !with_programme(at)), "some programmes are missing");
    assert!(editions.iter().any(|edition| edition.start.is_none()));
    assert!(editions.iter().any(|edition| edition.host.is_none()));
    assert!(!dataset.disputes().is_empty());
    assert!(claims.iter().any(|claim| dataset.note(&claim).is_some_and(|note| note.contains(", "))));
    assert!(dataset.topics().iter().any(|topic| topic.parent.is_some()));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for form in [Form::Csv, Form::Parquet] {
        let [first, second, other] = [7, 7, 8].map(|seed| made(3_000, seed, form));
        assert!(bytes(first.path()) == bytes(second.path()), "{form:?}");
        assert!(bytes(first.path()) != bytes(other.path()), "{form:?}");
    }
}
