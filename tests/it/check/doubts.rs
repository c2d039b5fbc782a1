//! What `check --strict` asks about records that are not wrong.

use staffelstab::check::doubts::doubts;
use staffelstab::diag::Code;
use staffelstab::read::Package;

use super::golden;
use super::good::{Files, built_in, edited, good};

fn found(files: &Files) -> staffelstab::diag::Diagnostics {
    doubts(&Package::of(files.iter().map(|(name, bytes)| (*name, bytes.clone()))))
}

fn codes(files: &Files) -> Vec<&'static str> {
    found(files).sorted().iter().map(|found| found.code().word()).collect()
}

#[test]
fn every_doubt_is_named_at_its_place() {
    let mut differences = Vec::new();
    let mut case = |name: &str, edits: &[(&str, &str, &str)]| {
        let found = found(&edited(edits)).text();
        assert!(found.contains(&format!("warning[{name}]: ")), "{name}: {found}");
        differences.extend(golden::differs(&format!("doubt-{name}"), &found));
    };
    case("rounded-exact", &[("figures.csv", "3600,rund,", "3600,,")]);
    case("late-expectation", &[("figures.csv", "before,,presse-2022", "before,2022-03-12,presse-2022")]);
    case(
        "bare-source",
        &[("sources.csv", "example.org/2022,,2022-03-11", ",,"), ("sources.csv", "example.org/zwei", "")],
    );
    case(
        "nearly-alike",
        &[
            (
                "topics.csv",
                "sicherheit,Informationssicherheit",
                "sicherheyt,Informationssicherheyt,Safety,\nsicherheit,Informationssicherheit",
            ),
            ("sources.csv", "example.org/zwei", "example.org/runde/"),
        ],
    );
    golden::expect_none(&differences);
}

#[test]
fn a_count_looks_rounded_when_at_most_two_digits_lead() {
    for (value, rounded) in
        [("90", false), ("100", true), ("450", true), ("455", false), ("3600", true), ("3650", false), ("12000", true)]
    {
        let files = edited(&[("figures.csv", "3600,rund,", &format!("{value},,"))]);
        assert_eq!(
            codes(&files).iter().filter(|code| **code == "rounded-exact").count(),
            1 + usize::from(rounded),
            "{value}"
        );
    }
}

#[test]
fn doubts_are_warnings_and_the_records_stand() {
    for files in [good(), built_in()] {
        let found = found(&files);
        assert!(!found.has_errors());
        for doubt in found.sorted() {
            assert!(doubt.position().is_some() && !doubt.hints().is_empty(), "{doubt:?}");
        }
    }
    // Two years of one congress are no duplicates.
    assert!(
        !found(&built_in()).sorted().iter().any(|doubt| doubt.code() == Code::NearlyAlike),
        "{}",
        found(&built_in()).text()
    );
}

#[test]
fn a_misspelt_land_is_known_by_its_name() {
    for (word, land) in [("Mecklenburg-Vorpomern", "DE-MV"), ("Thueringen", "DE-TH"), ("Sachsen Anhalt", "DE-ST")] {
        let files = edited(&[("editions.csv", "Messe,DE-SN", &format!("Messe,{word}"))]);
        let found = super::good::findings(&files).text();
        assert!(found.contains(&format!("did you mean `{land}`?")), "{found}");
    }
}
