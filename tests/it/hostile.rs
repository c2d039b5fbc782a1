//! Records, folders and systems that mean no good: a clear message, the right exit code, and everything as it was.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{Ran, done, folder, read, rows, staffelstab};

/// What a spreadsheet takes for a formula, plain and hidden behind blanks.
const FORMULAS: [&str; 9] =
    ["=1+1", "+49 30", "-2+3", "@SUM(A1)", "=HYPERLINK(\"x\")", "\u{a0}=1+1", "＝1+1", "=cmd|' /C calc'!A0", "- viel"];

/// Whether a spreadsheet would take the cell for a formula.
fn is_formula(cell: &str) -> bool {
    let shown = cell.trim_start();
    shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
        && shown.replace(',', ".").parse::<f64>().is_err()
}

/// The built-in records with a formula in every text that a report shows.
fn formulas(here: &Path, formula: &str) {
    done(here, &["init", "mine"]);
    let quoted = format!("\"{}\"", formula.replace('"', "\"\""));
    for (name, columns) in [
        ("series.csv", &["name_de", "name_en", "short"][..]),
        ("editions.csv", &["city", "venue", "motto", "note"]),
        ("figures.csv", &["note"]),
        ("topics.csv", &["label_de", "label_en"]),
        ("sources.csv", &["publisher", "title", "note"]),
        ("laender.csv", &["name_de", "name_en"]),
    ] {
        let path = here.join("mine").join(name);
        let table = rows(&read(&path));
        let mut text = table[0].join(",") + "\n";
        for row in &table[1..] {
            let cells = row.iter().zip(&table[0]).map(|(cell, column)| {
                if columns.contains(&column.as_str()) {
                    quoted.clone()
                } else {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                }
            });
            text.push_str(&(cells.collect::<Vec<_>>().join(",") + "\n"));
        }
        fs::write(path, text).expect("written");
    }
}

#[test]
fn no_cell_of_a_report_is_a_formula() {
    // Reports take a while: three stand for all of them.
    for formula in [FORMULAS[0], FORMULAS[5], FORMULAS[8]] {
        let here = folder();
        formulas(here.path(), formula);
        let mut seen = 0;
        let mut judge = |text: &str, delimiter: u8| {
            let text = text.trim_start_matches('\u{feff}');
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
            for record in reader.records() {
                for cell in &record.expect("CSV") {
                    assert!(!is_formula(cell), "{cell:?}");
                    seen += usize::from(cell.trim_start_matches('\'').starts_with(formula.trim()));
                }
            }
        };
        for (dialect, delimiter) in [("rfc4180", b','), ("excel-de", b';')] {
            done(here.path(), &["report", "topics", "hosts", "--data", "mine", "--csv", dialect, "--out", dialect]);
            for name in ["topics", "topic-editions", "edition-topics", "hosts", "host-coverage", "chairs"] {
                judge(&read(here.path().join(format!("{dialect}/{name}.csv"))), delimiter);
            }
        }
        judge(&done(here.path(), &["attendance", "--data", "mine", "--print", "csv"]).stdout, b',');
        judge(&done(here.path(), &["gaps", "--data", "mine", "--format", "csv"]).stdout, b',');
        assert!(seen > 100, "{formula}: {seen}");
        let page = read(here.path().join("rfc4180/index.html"));
        for cell in page.split("<td>").skip(1).map(|rest| rest.split("</td>").next().unwrap_or_default()) {
            assert!(!is_formula(&cell.replace("&quot;", "\"")), "{cell:?}");
        }
        for cell in done(here.path(), &["topics", "--data", "mine", "--print", "md"]).stdout.split('|') {
            assert!(!is_formula(cell.trim()) || cell.contains("---") || cell.contains('\n'), "{cell:?}");
        }
    }
}

#[test]
fn a_negative_number_stays_a_number() {
    for formula in FORMULAS {
        assert_eq!(staffelstab::diag::harmless(formula), format!("'{formula}"));
    }
    for (cell, plain) in
        [("-2", "-2"), ("-2.5", "-2.5"), ("2.5", "2.5"), ("-2.5.1", "'-2.5.1"), ("-", "'-"), ("--2", "'--2")]
    {
        assert_eq!(staffelstab::diag::harmless(cell), plain);
    }
}

#[test]
fn what_cannot_be_seen_is_shown_in_messages() {
    let here = folder();
    let name = "mine\u{202e}\u{200b}\u{1b}[31m";
    for arguments in [
        &["check", name][..],
        &["report", "--data", name],
        &["verify", name],
        &["report", "--theme", &format!("{name}.toml")],
    ] {
        let ran = staffelstab(here.path(), arguments);
        assert_ne!(ran.code, 0);
        assert!(ran.stderr.contains("\\u{202e}\\u{200b}\\u{1b}[31m"), "{}", ran.stderr);
        assert!(!ran.stderr.chars().any(|c| c != '\n' && staffelstab::diag::is_hidden(c)), "{:?}", ran.stderr);
    }
    let ran = done(here.path(), &["init", name]);
    assert!(!ran.stdout.chars().any(|c| c != '\n' && staffelstab::diag::is_hidden(c)), "{:?}", ran.stdout);
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let here = folder();
    done(here.path(), &["report", "hosts", "--out", "reports"]);
    let manifest = here.path().join("reports/manifest.json");
    let text = read(&manifest);
    for name in ["../../secret", "/etc/passwd", "..", "a\\\\b"] {
        fs::write(&manifest, text.replace("\"chairs.csv\"", &format!("\"{name}\""))).expect("written");
        let ran = staffelstab(here.path(), &["verify", "reports"]);
        assert_eq!(ran.code, 3, "{name}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains("is not a plain file name"), "{}", ran.stderr);
    }
}

/// Runs the program by a shell, after some words for it.
#[cfg(unix)]
fn by_shell(here: &Path, before: &str, arguments: &str, after: &str) -> Ran {
    let script = format!("{before}; \"$PROGRAM\" {arguments} {after}");
    let output = Command::new("sh")
        .current_dir(here)
        .env("PROGRAM", env!("CARGO_BIN_EXE_staffelstab"))
        .args(["-c", &script])
        .output()
        .expect("a shell");
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Every file of a folder, hidden ones included.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let here = folder();
    done(here.path(), &["report", "hosts", "--out", "old"]);
    let before: Vec<_> = names(&here.path().join("old"))
        .iter()
        .map(|name| fs::read(here.path().join("old").join(name)).expect("a file"))
        .collect();
    // No file may become larger than this many half KiB; the signal is ignored, so that writing fails as on a full disk.
    let limit = "trap '' XFSZ; ulimit -f 16";
    for (arguments, out) in
        [("report --out old", "old"), ("report --out new", "new"), ("init new", "new"), ("man --out new", "new")]
    {
        let ran = by_shell(here.path(), limit, arguments, "");
        if arguments.starts_with("man") && ran.code == 0 {
            // The pages are small enough.
            fs::remove_dir_all(here.path().join(out)).expect("removed");
            continue;
        }
        assert_eq!(ran.code, 3, "{arguments}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: cannot write `"), "{arguments}: {}", ran.stderr);
        if out == "new" {
            assert!(!here.path().join("new").exists(), "{arguments}: {:?}", names(&here.path().join("new")));
        }
    }
    let after: Vec<_> = names(&here.path().join("old"))
        .iter()
        .map(|name| fs::read(here.path().join("old").join(name)).expect("a file"))
        .collect();
    assert!(before == after, "{:?}", names(&here.path().join("old")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_said() {
    let here = folder();
    for arguments in ["gaps", "attendance --print csv", "explain fk-10", "completions bash"] {
        let ran = by_shell(here.path(), "true", arguments, "> /dev/full");
        assert_eq!(ran.code, 3, "{arguments}");
        assert!(ran.stderr.starts_with("error: cannot write to standard output: "), "{arguments}: {}", ran.stderr);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let here = folder();
    for arguments in [&["gaps"][..], &["completions", "zsh"], &["attendance", "--print", "json"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_staffelstab"))
            .current_dir(here.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let here = folder();
    done(here.path(), &["init", "mine"]);
    let closed = here.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("closed");
    // Nothing is closed to the superuser.
    let is_closed = fs::read_dir(&closed).is_err();
    for arguments in
        [&["check", "closed"][..], &["report", "hosts", "--out", "closed/reports"], &["init", "closed/mine"]]
    {
        if is_closed {
            let ran = staffelstab(here.path(), arguments);
            assert_eq!(ran.code, 3, "{}", ran.stderr);
            assert!(ran.stderr.contains("closed"), "{}", ran.stderr);
        }
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("open");
    // A file where a folder is wanted.
    for arguments in [
        &["check", "mine/series.csv"][..],
        &["report", "hosts", "--out", "mine/series.csv"],
        &["init", "mine/series.csv"],
    ] {
        let ran = staffelstab(here.path(), arguments);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(ran.stderr.contains("mine/series.csv"), "{}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_all_of_a_report_or_nothing() {
    let here = folder();
    done(here.path(), &["report", "hosts", "--out", "whole"]);
    let whole = names(&here.path().join("whole"));
    for attempt in 0..8 {
        let out = here.path().join(format!("out-{attempt}"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_staffelstab"))
            .current_dir(here.path())
            .args(["report", "hosts", "--out", &out.to_string_lossy()])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // The folder is made when writing begins.
        while !out.exists() && child.try_wait().expect("a child").is_none() {}
        let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        assert!(kill.is_ok());
        let output = child.wait_with_output().expect("it ends");
        match output.status.code() {
            Some(0) => assert_eq!(names(&out), whole),
            Some(130) => {
                assert!(!out.exists(), "{:?}", names(&out));
                assert_eq!(String::from_utf8_lossy(&output.stderr), "error: interrupted: nothing was written\n");
            }
            other => panic!("{other:?}"),
        }
    }
}
