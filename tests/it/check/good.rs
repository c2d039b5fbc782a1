//! A small package without findings, to be spoilt by the tests. It does not change when the built-in records do.

use staffelstab::check::{Checked, check};
use staffelstab::diag::Diagnostics;
use staffelstab::read::Package;

/// The files of a package: name and bytes.
pub type Files = Vec<(&'static str, Vec<u8>)>;

macro_rules! good {
    ($($name:literal),+ $(,)?) => {
        vec![$(($name, include_bytes!(concat!("../fixtures/check/good/", $name)).to_vec())),+]
    };
}

/// The package.
pub fn good() -> Files {
    good!(
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
    )
}

/// The built-in records as files, without those that are not part of the package.
pub fn built_in() -> Files {
    let files = staffelstab::read::embedded::FILES.iter();
    files
        .filter(|(name, _)| staffelstab::read::schema::is_known(name))
        .map(|(name, text)| (*name, text.as_bytes().to_vec()))
        .collect()
}

/// The bytes of one file.
pub fn file<'f>(files: &'f mut Files, name: &str) -> &'f mut Vec<u8> {
    &mut files.iter_mut().find(|(known, _)| *known == name).expect("a file of the package").1
}

/// The package with one text replaced; it must be there exactly once.
pub fn edited(edits: &[(&str, &str, &str)]) -> Files {
    let mut files = good();
    for (name, from, to) in edits {
        let bytes = file(&mut files, name);
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {name}");
        *bytes = text.replace(from, to).into_bytes();
    }
    files
}

/// Checks files.
pub fn judge(files: &Files) -> Result<Checked, Diagnostics> {
    check(&Package::of(files.iter().map(|(name, bytes)| (*name, bytes.clone()))))
}

/// All findings, warnings included.
pub fn findings(files: &Files) -> Diagnostics {
    match judge(files) {
        Ok(checked) => checked.warnings,
        Err(findings) => findings,
    }
}

#[test]
fn both_packages_are_without_findings() {
    for files in [good(), built_in()] {
        let checked = judge(&files).map_err(|findings| findings.text()).expect("no errors");
        let warnings = checked.warnings.text();
        assert!(warnings.is_empty(), "{warnings}");
    }
}

#[test]
fn the_records_hold_what_the_rows_say() {
    let dataset = judge(&good()).expect("no errors").dataset;
    let edition = &dataset.editions()[dataset.edition_by_id("r-2").expect("r-2")];
    assert_eq!(dataset.series()[edition.series].name_en, "Round of the Länder");
    assert_eq!(edition.start.map(|date| date.to_string()).as_deref(), Some("2022-03-09"));
    assert_eq!(edition.sources.iter().map(|at| dataset.sources()[*at].id.as_str()).collect::<Vec<_>>(), ["haus-2022"]);
    let claim = dataset.claims().iter().last().expect("a claim");
    assert_eq!((claim.stated.value(), dataset.editions()[claim.edition as usize].id.as_str()), (1000, "r-2"));
    assert_eq!(dataset.sources()[claim.source as usize].id.as_str(), "haus-2022");
    let topics: Vec<_> = dataset
        .mentions()
        .iter()
        .map(|mention| {
            let term = dataset.term(mention);
            let topic = term.topic.map(|topic| dataset.topics()[topic as usize].id.as_str());
            (dataset.editions()[mention.edition as usize].id.as_str(), &*term.text, topic)
        })
        .collect();
    assert_eq!(
        topics,
        [
            ("l-1", "OZG", Some("ozg")),
            ("r-1", "Cybersicherheit", Some("sicherheit")),
            ("r-1", "Onlinezugangsgesetz", Some("ozg")),
            ("r-2", "IT-Sicherheit", Some("sicherheit")),
        ]
    );
    let parent = dataset.topics()[0].parent.map(|parent| dataset.topics()[parent].id.as_str());
    assert_eq!((dataset.topics()[0].id.as_str(), parent), ("datenschutz", Some("sicherheit")));
    assert_eq!(dataset.laender()[0].koenigsteiner_schluessel, Some((121_111, 2016)));
    assert_eq!(dataset.series()[0].aliases, ["Digitaltag", "Tag der Länder"]);
    assert_eq!(dataset.rules()[0].list.len(), 3);
    assert_eq!(dataset.rules()[0].exceptions[0].year, 2023);
}
