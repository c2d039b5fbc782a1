//! Tables of figures and mentions are read in pieces of 2 MiB: places, keys and refusals hold over all of them.

use std::fmt::Write;

use staffelstab::check::check;
use staffelstab::diag::{Code, Diagnostics};
use staffelstab::model::claim::Measure;
use staffelstab::read::Package;

use super::good::{Files, file, findings, good, judge};

/// Rows that make several pieces.
const ROWS: usize = 60_000;

/// The good package with many more figures: some of them over several lines, with quotation marks and commas in them.
fn large(line_end: &str) -> (Files, usize) {
    let mut files = good();
    let figures = file(&mut files, "figures.csv");
    let mut text = String::from_utf8(figures.clone()).expect("UTF-8").replace('\n', line_end);
    let mut lines = text.matches(line_end).count();
    for row in 0..ROWS {
        let note = match row % 50 {
            7 => format!("\"Seite {row}, im \"\"Bericht\"\"{line_end}und weiter\""),
            9 => format!("\"Seite {row}, Größe\""),
            _ => format!("Angabe {row} der Pressestelle nach der Veranstaltung über alle Vorträge"),
        };
        lines += 1 + usize::from(row % 50 == 7);
        // Writing to a string cannot fail.
        let _ = write!(text, "r-1,talks,{},,,,,after,,haus-2021,{note}{line_end}", row % 400);
    }
    *figures = text.into_bytes();
    (files, lines)
}

fn found(found: &Diagnostics, code: Code) -> Vec<(usize, usize)> {
    let sorted = found.sorted();
    let places = sorted.iter().filter(|found| found.code() == code).filter_map(|found| found.position());
    places.map(|place| (place.line, place.column)).collect()
}

#[test]
fn rows_far_down_are_found_at_their_lines() {
    for line_end in ["\n", "\r\n", "\r"] {
        let (mut files, lines) = large(line_end);
        let checked = judge(&files).unwrap_or_else(|found| panic!("{}", found.text()));
        let own = |claim: &staffelstab::model::claim::Claim| claim.measure == Measure::Talks && claim.note.is_some();
        assert!(checked.dataset.claims().iter().filter(own).count() >= ROWS);
        let doubtful = found(&checked.warnings, Code::StrayBlanks);
        assert_eq!(doubtful.len(), 1_000, "a note over two lines is one line, of which so many findings are kept");
        let bad = format!("r-1,talks,vier,,,,,after,,haus-2021,{line_end}r-1,talks,5,,,,,after,,haus-2020,{line_end}");
        file(&mut files, "figures.csv").extend(bad.bytes());
        let all = findings(&files);
        assert_eq!(found(&all, Code::BadNumber), [(lines + 1, 11)], "{line_end:?}");
        assert_eq!(found(&all, Code::DanglingReference), [(lines + 2, 24)], "{line_end:?}");
        assert_eq!(found(&all, Code::StrayBlanks), doubtful);
    }
}

#[test]
fn a_claim_that_comes_again_far_down_names_both_places() {
    let (mut files, lines) = large("\n");
    let figures = file(&mut files, "figures.csv");
    let text = String::from_utf8(figures.clone()).expect("UTF-8");
    let first = text.lines().position(|line| line.contains("Angabe 3 der")).expect("a row") + 1;
    let again = text.lines().nth(first - 1).expect("the row").to_owned();
    figures.extend(format!("{again}\n").bytes());
    let all = findings(&files);
    assert_eq!(found(&all, Code::DuplicateClaim), [(lines + 1, 1)]);
    assert!(all.text().contains(&format!("it stands first at figures.csv:{first}\n")), "{}", all.text());
    // A value that is written otherwise is another row.
    let figures = file(&mut files, "figures.csv");
    figures.truncate(text.len());
    figures.extend(format!("{}\n", again.replacen(",3,", ",03,", 1)).bytes());
    assert!(judge(&files).is_ok());
}

#[test]
fn what_no_text_is_leaves_that_finding_alone() {
    let (mut files, lines) = large("\n");
    let figures = file(&mut files, "figures.csv");
    figures.extend("r-1,talks,vier,,,,,after,,haus-2021,\nr-1,talks,5,,,,,after,,haus-2021,Gr".bytes());
    let byte = figures.len() + 1;
    figures.extend(b"\xf6\xdfe\n");
    let all = findings(&files);
    let codes: Vec<Code> = all.sorted().iter().map(|found| found.code()).collect();
    assert_eq!(codes, [Code::NotUtf8]);
    assert_eq!(found(&all, Code::NotUtf8), [(lines + 2, 36)]);
    assert!(all.text().contains(&format!("byte {byte} does not belong")), "{}", all.text());
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_found_where_it_opens() {
    let (mut files, lines) = large("\n");
    let figures = file(&mut files, "figures.csv");
    let middle = figures.windows(2).position(|pair| pair == b"\nr").expect("a row") + 1;
    let tail = figures.split_off(middle);
    figures.extend(b"r-1,talks,5,,,,,after,,haus-2021,\"offen\n");
    let opened = String::from_utf8_lossy(figures).matches('\n').count();
    figures.extend(tail.iter().filter(|byte| **byte != b'"'));
    let all = findings(&files);
    assert!(opened < lines);
    assert_eq!(found(&all, Code::UnclosedQuote), [(opened, 34)]);
}

#[test]
fn a_folder_gives_what_the_same_bytes_give() {
    let (files, _) = large("\n");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in &files {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    let here = check(&Package::folders(&[folder.path().to_owned()]).expect("read")).expect("no errors").dataset;
    assert!(here == judge(&files).expect("no errors").dataset);
    let mut shuffled = files;
    let figures = file(&mut shuffled, "figures.csv");
    // Without the rows over two lines, the order is of no consequence.
    let text = String::from_utf8(figures.clone()).expect("UTF-8");
    let mut rows: Vec<&str> =
        text.lines().skip(1).filter(|row| !row.contains("\"\"Bericht") && *row != "und weiter\"").collect();
    let head = text.lines().next().expect("a first line");
    let of = |rows: &[&str]| format!("{head}\n{}\n", rows.join("\n")).into_bytes();
    let mut plain = shuffled.clone();
    *file(&mut plain, "figures.csv") = of(&rows);
    rows.reverse();
    *file(&mut shuffled, "figures.csv") = of(&rows);
    let (plain, shuffled) = (judge(&plain).expect("no errors").dataset, judge(&shuffled).expect("no errors").dataset);
    assert!(plain.claims() == shuffled.claims());
    assert!(plain.claims().iter().all(|claim| plain.note(&claim) == shuffled.note(&claim)));
}
