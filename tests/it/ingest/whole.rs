//! The tables of a package are the old or the new ones, wherever the writing stops.

use std::fs;
use std::path::Path;

use staffelstab::check::check;
use staffelstab::read::Package;
use staffelstab::write::WriteError;
use staffelstab::write::package::Step::{self, Begun, Done, Marked, Placed, Staged, Unmarked};
use staffelstab::write::package::{Lock, settle, write_tables};
use tempfile::TempDir;

use crate::check::good::{file, good};
use crate::harness::folder;

/// The new tables: one changes, one is new.
fn new_files() -> Vec<(String, Vec<u8>)> {
    let mut figures = file(&mut good(), "figures.csv").clone();
    figures.extend(b"\nr-1,talks,40,,,,,after,,haus-2021,\n");
    vec![("figures.csv".to_owned(), figures), ("chairs.csv".to_owned(), file(&mut good(), "chairs.csv").clone())]
}

fn old() -> TempDir {
    let here = folder();
    for (name, bytes) in good().iter().filter(|(name, _)| *name != "chairs.csv") {
        fs::write(here.path().join(name), bytes).expect("written");
    }
    here
}

/// The files of a folder by name, those in the journal included.
fn state(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            files.extend(state(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
            files.push((format!("{name}/"), Vec::new()));
        } else {
            files.push((name, fs::read(&path).expect("readable")));
        }
    }
    files.sort();
    files
}

/// The folder as it would be found if the program had ended now.
fn copy(folder: &Path) -> TempDir {
    let to = crate::harness::folder();
    for (name, bytes) in state(folder) {
        let path = to.path().join(&name);
        if name.ends_with('/') {
            fs::create_dir_all(path).expect("a folder");
        } else {
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("written");
        }
    }
    to
}

/// How many claims and chairs the folder gives; it must have no errors.
fn counts(folder: &Path) -> (usize, usize) {
    let package = Package::folders(&[folder.to_owned()]).expect("readable");
    let dataset = check(&package).map_err(|found| found.text()).expect("no errors").dataset;
    (dataset.claims().len(), dataset.chairs().len())
}

#[test]
fn wherever_it_ends_the_records_are_the_old_or_the_new_ones() {
    let here = old();
    let (before, mut seen) = (state(here.path()), Vec::new());
    let old = counts(here.path());
    let lock = Lock::take(here.path()).expect("nobody else writes");
    write_tables(&lock, &new_files(), &mut |step| {
        seen.push((step, copy(here.path())));
        Ok(())
    })
    .expect("written");
    drop(lock);
    let (after, new) = (state(here.path()), counts(here.path()));
    assert_eq!((old, new), ((6, 0), (7, 2)));
    assert_eq!(after.len(), before.len() + 1, "nothing is left behind");
    let steps: Vec<Step> = seen.iter().map(|(step, _)| *step).collect();
    assert_eq!(steps, [Begun, Staged, Staged, Marked, Placed, Placed, Unmarked, Done]);
    let marked = steps.iter().position(|step| *step == Marked).expect("a marker");
    for (index, (step, copy)) in seen.iter().enumerate() {
        let expected = if index < marked { (old, &before) } else { (new, &after) };
        // As it was found, then put in order by whoever comes next.
        assert_eq!(counts(copy.path()), expected.0, "{step:?}");
        settle(copy.path());
        assert_eq!(counts(copy.path()), expected.0, "{step:?}");
        fs::remove_file(copy.path().join(".staffelstab-ingest.lock")).ok();
        assert_eq!(&state(copy.path()), expected.1, "{step:?}");
    }
}

#[test]
fn whoever_stops_it_before_the_marker_finds_everything_as_it_was() {
    for stop in 0..3 {
        let here = old();
        let before = state(here.path());
        let lock = Lock::take(here.path()).expect("nobody else writes");
        let mut steps = 0;
        let outcome = write_tables(&lock, &new_files(), &mut |_| {
            steps += 1;
            if steps > stop { Err(WriteError::Interrupted) } else { Ok(()) }
        });
        drop(lock);
        assert!(matches!(outcome, Err(WriteError::Interrupted)), "{outcome:?}");
        assert_eq!(state(here.path()), before, "stopped after {stop} steps");
    }
}

#[test]
fn a_file_that_cannot_be_replaced_leaves_all_of_them() {
    for name in ["../figures.csv", "notes.txt", "datapackage.json"] {
        let here = old();
        let before = state(here.path());
        let lock = Lock::take(here.path()).expect("nobody else writes");
        let mut files = new_files();
        files.push((name.to_owned(), Vec::new()));
        assert!(write_tables(&lock, &files, &mut |_| Ok(())).is_err(), "{name}");
        drop(lock);
        assert_eq!(state(here.path()), before, "{name}");
    }
}

#[test]
fn one_writer_at_a_time() {
    let here = old();
    let lock = Lock::take(here.path()).expect("nobody else writes");
    let busy = Lock::take(here.path()).expect_err("somebody writes");
    assert!(matches!(busy, WriteError::Busy(_)));
    assert!(busy.to_string().contains("is being written by another `staffelstab ingest`"), "{busy}");
    drop(lock);
    assert!(Lock::take(here.path()).is_ok());
    // What an earlier program held is no lock once that has ended.
    fs::write(here.path().join(".staffelstab-ingest.lock"), "").expect("written");
    assert!(Lock::take(here.path()).is_ok());
    assert!(!here.path().join(".staffelstab-ingest.lock").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_leads_nowhere() {
    let (here, elsewhere) = (old(), old());
    let before = state(elsewhere.path());
    std::os::unix::fs::symlink(elsewhere.path(), here.path().join(".staffelstab-ingest")).expect("a link");
    settle(here.path());
    let lock = Lock::take(here.path()).expect("nobody else writes");
    assert!(write_tables(&lock, &new_files(), &mut |_| Ok(())).is_err());
    drop(lock);
    assert_eq!(state(elsewhere.path()), before);
    fs::remove_file(here.path().join(".staffelstab-ingest")).expect("the link");
    let figures = here.path().join("figures.csv");
    fs::rename(&figures, elsewhere.path().join("kept.csv")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("kept.csv"), &figures).expect("a link");
    let lock = Lock::take(here.path()).expect("nobody else writes");
    let refused = write_tables(&lock, &new_files(), &mut |_| Ok(())).expect_err("a link");
    assert!(refused.to_string().contains("it is a link"), "{refused}");
    drop(lock);
    assert_eq!(counts(here.path()), (6, 0));
}
