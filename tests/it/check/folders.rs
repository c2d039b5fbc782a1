//! Packages as folders.

use std::fs;
use std::path::{Path, PathBuf};

use staffelstab::check::{Checked, check};
use staffelstab::diag::Diagnostics;
use staffelstab::digest::sha256;
use staffelstab::read::{Package, embedded};
use tempfile::TempDir;

use super::good::{file, good};

fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn judge(folders: &[&Path]) -> Result<Checked, Diagnostics> {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    check(&Package::folders(&folders).expect("the folders can be read"))
}

fn errors(folders: &[&Path]) -> Vec<String> {
    let found = judge(folders).expect_err("errors");
    found.sorted().iter().map(|found| format!("{} {}", found.code().word(), found.message())).collect()
}

fn names(checked: &Checked) -> Vec<&str> {
    checked.dataset.inputs().iter().map(|input| input.name.as_str()).collect()
}

#[test]
fn the_embedded_files_are_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets");
    let mut names: Vec<String> = fs::read_dir(&root)
        .expect("datasets/ is there")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(embedded::FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    for (name, text) in embedded::FILES {
        assert_eq!(fs::read_to_string(root.join(name)).expect("UTF-8"), *text, "{name}");
    }
}

#[test]
fn a_folder_gives_what_the_files_give() {
    let folder = folder(&good());
    let checked = judge(&[folder.path()]).expect("no errors");
    assert!(checked.warnings.is_empty());
    assert_eq!(checked.dataset.claims().len(), 6);
    let figures = &checked.dataset.inputs()[3];
    assert_eq!((figures.name.as_str(), &figures.sha256), ("figures.csv", &sha256(file(&mut good(), "figures.csv"))));
}

#[test]
fn only_series_and_editions_must_be_there_and_the_laender_are_filled_in() {
    let mut files = good();
    files.retain(|(name, _)| ["series.csv", "editions.csv"].contains(name));
    let text = String::from_utf8_lossy(file(&mut files, "editions.csv")).into_owned();
    let text = text
        .lines()
        .map(|line| line.replace("presse-2021; haus-2021", "").replace("haus-2022", "").replace("presse-2022", ""));
    *file(&mut files, "editions.csv") = text.collect::<Vec<_>>().join("\n").into_bytes();
    let folder = folder(&files);
    let checked = judge(&[folder.path()]).map_err(|found| found.text()).expect("no errors");
    assert_eq!((checked.dataset.editions().len(), checked.dataset.claims().len()), (4, 0));
    assert_eq!(checked.dataset.laender().len(), 16);
    assert_eq!(names(&checked), ["built-in/laender.csv", "editions.csv", "series.csv"]);
}

#[test]
fn two_folders_are_read_as_one() {
    let (mut first, mut second) = (good(), good());
    let more = "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n\
                r-1,talks,40,,,,,after,,haus-2021,\n";
    first.retain(|(name, _)| *name != "chairs.csv");
    second.retain(|(name, _)| ["chairs.csv", "laender.csv", "figures.csv"].contains(name));
    *file(&mut second, "figures.csv") = more.into();
    let (first, second) = (folder(&first), folder(&second));
    let checked = judge(&[first.path(), second.path()]).map_err(|found| found.text()).expect("no errors");
    assert_eq!((checked.dataset.claims().len(), checked.dataset.chairs().len()), (7, 2));
    // The same reference rows in both are the same.
    assert_eq!(checked.dataset.laender().len(), 3);
    assert_eq!(names(&checked)[..2], ["1/disputes.csv", "1/editions.csv"]);
    assert_eq!(names(&checked)[10..], ["2/chairs.csv", "2/figures.csv", "2/laender.csv"]);
}

#[test]
fn the_same_key_in_two_folders_is_a_finding() {
    let mut second = good();
    second.retain(|(name, _)| ["topics.csv", "laender.csv", "figures.csv"].contains(name));
    let laender = String::from_utf8_lossy(file(&mut second, "laender.csv")).replace(",2147,", ",2148,");
    *file(&mut second, "laender.csv") = laender.into_bytes();
    let (first, second) = (folder(&good()), folder(&second));
    let found = errors(&[first.path(), second.path()]);
    assert_eq!(found.iter().filter(|found| found.starts_with("duplicate-claim")).count(), 6);
    let keys: Vec<_> = found.iter().filter(|found| found.starts_with("duplicate-key")).collect();
    assert_eq!(
        keys,
        [
            "duplicate-key `iso` `DE-TH` is there twice",
            "duplicate-key `id` `datenschutz` is there twice",
            "duplicate-key `id` `ozg` is there twice",
            "duplicate-key `id` `sicherheit` is there twice",
        ]
    );
}

#[test]
fn a_misspelt_name_is_pointed_out() {
    let mut files = good();
    for (name, _) in &mut files {
        *name = match *name {
            "chairs.csv" => "chair.csv",
            "disputes.csv" => "Disputes.csv",
            name => name,
        };
    }
    files.push(("notes.txt", Vec::new()));
    let folder = folder(&files);
    let checked = judge(&[folder.path()]).expect("no errors");
    assert_eq!((checked.dataset.chairs().len(), checked.dataset.disputes().len()), (0, 0));
    let warnings = checked.warnings.text().replace(&*folder.path().to_string_lossy(), "DIR").replace('\\', "/");
    super::golden::expect_none(&super::golden::differs("unknown-file", &warnings).into_iter().collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let refused = |path: &Path| Package::folders(&[path.to_owned()]).map(|_| ()).expect_err("unreadable").to_string();
    let folder = folder(&good());
    let missing = folder.path().join("nowhere");
    assert!(refused(&missing).starts_with(&format!("cannot read `{}`: ", missing.display())), "{}", refused(&missing));
    let table = folder.path().join("figures.csv");
    assert_eq!(refused(&table), format!("cannot read `{}`: it is not a folder", table.display()));
    fs::remove_file(&table).expect("the file is there");
    fs::create_dir(&table).expect("a folder");
    assert_eq!(refused(folder.path()), format!("cannot read `{}`: it is not a file", table.display()));
}

#[test]
fn without_folders_the_built_in_records_are_read() {
    let checked = check(&Package::folders(&[]).expect("nothing to read")).expect("no errors");
    assert_eq!(names(&checked).len(), 11);
    assert!(checked.dataset.edition_by_id("fk-10").is_some());
}
