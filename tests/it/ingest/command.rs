//! `ingest` as a user calls it.

use std::fs;
use std::path::Path;

use crate::check::golden;
use crate::harness::{done, folder, read, staffelstab};

const LIST: &str = "Veranstaltung;Nr.;Datum;Ort;Land;Teilnehmende;Zählweise;Themen\n\
                    Fachkongress;12;20.–21.03.2024;Köln;NRW;rund 900;teilgenommen;IT-Sicherheit\n";
const SOURCE: &str = "press; Tageblatt; Kongress am Rhein; example.org/rhein; 2024-03-22";

/// A folder with the built-in records, and a list beside it.
fn here(list: &str) -> tempfile::TempDir {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    fs::write(here.path().join("liste.csv"), list).expect("written");
    here
}

fn tables(here: &Path) -> Vec<(String, String)> {
    let mut tables: Vec<_> = fs::read_dir(here.join("mine"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(&path)))
        .collect();
    tables.sort();
    tables
}

#[test]
fn it_shows_what_would_change_and_writes_when_asked() {
    let here = here(LIST);
    let before = tables(here.path());
    let arguments = ["ingest", "liste.csv", "--into", "mine", "--source", SOURCE];
    let shown = done(here.path(), &arguments).stdout;
    assert!(tables(here.path()) == before, "nothing is written without being asked");
    for said in [
        "liste.csv: CSV (UTF-8, semicolons)",
        "editions.csv: 1 changed",
        "  ~ fk-12: sources ",
        "figures.csv: 1 new",
        "  + fk-12 · attendance · 900: qualifier rund; basis attended",
        "disputes.csv: 1 new",
        "  + fk-12 · city · Köln · tageblatt-2024: the records say `Düsseldorf`",
        "sources.csv: 1 new",
        "nothing was written: with --write, ",
    ] {
        assert!(shown.contains(said), "{said}\n{shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    let mut writing = arguments.to_vec();
    writing.push("--write");
    let wrote = done(here.path(), &writing).stdout;
    assert!(wrote.contains("\nwrote "), "{wrote}");
    done(here.path(), &["check", "mine"]);
    let after = tables(here.path());
    let changed: Vec<_> = after.iter().zip(&before).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    assert_eq!(changed, ["disputes.csv", "editions.csv", "figures.csv", "mentions.csv", "sources.csv"]);
    // All but one line of what was there is still there, and in its place.
    for ((name, new), (_, old)) in after.iter().zip(&before) {
        let moved = old.lines().zip(new.lines()).filter(|(a, b)| a != b).count();
        assert!(moved <= usize::from(name == "editions.csv"), "{name}: {moved}");
    }
    // The same again changes nothing.
    let again = done(here.path(), &writing).stdout;
    assert!(again.contains("mine has all of this already: there is nothing to write"), "{again}");
    assert!(tables(here.path()) == after);
    // And neither does the same without being asked to write, as JSON.
    let json: serde_json::Value =
        serde_json::from_str(&done(here.path(), &[&arguments[..], &["--format", "json"]].concat()).stdout)
            .expect("JSON");
    assert_eq!((json["written"].as_bool(), json["changes"].as_array().map(Vec::len)), (Some(false), Some(0)));
    assert!(
        json["tables"]
            .as_array()
            .expect("tables")
            .iter()
            .all(|table| table["rows"].as_array().is_some_and(Vec::is_empty))
    );
}

#[test]
fn the_diff_as_json_has_every_row() {
    let here = here(LIST);
    let out =
        done(here.path(), &["ingest", "liste.csv", "--into", "mine", "--source", SOURCE, "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let tables = json["tables"].as_array().expect("tables");
    let figures = tables.iter().find(|table| table["table"] == "figures.csv").expect("figures");
    assert_eq!(figures["rows"][0]["action"], "added");
    assert_eq!(
        figures["rows"][0]["key"],
        serde_json::json!({"edition": "fk-12", "measure": "attendance", "value": "900"})
    );
    assert!(
        figures["rows"][0]["origin"].as_str().is_some_and(|origin| origin.starts_with("liste.csv:2:")),
        "{figures}"
    );
    let disputes = tables.iter().find(|table| table["table"] == "disputes.csv").expect("disputes");
    assert_eq!(disputes["rows"][0]["remark"], "the records say `Düsseldorf`");
    assert_eq!(json["written"], false);
}

#[test]
fn without_a_source_nothing_is_taken() {
    let here = here(LIST);
    let before = tables(here.path());
    let ran = staffelstab(here.path(), &["ingest", "liste.csv", "--into", "mine", "--write"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("error[missing-source]: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("--> liste.csv:2:"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`--source ID`"), "{}", ran.stderr);
    assert!(tables(here.path()) == before);
    let unknown = staffelstab(here.path(), &["ingest", "liste.csv", "--into", "mine", "--source", "mach-2018"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean `mach-2019`?"), "{}", unknown.stderr);
}

#[test]
fn mistakes_are_named_in_the_file_that_was_brought() {
    let here = here(&LIST.replace("20.–21.03.2024", "31.02.2024"));
    let before = tables(here.path());
    let ran = staffelstab(here.path(), &["ingest", "liste.csv", "--into", "mine", "--source", SOURCE, "--write"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stderr.contains("--> liste.csv:2:17"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("; nothing was written\n"), "{}", ran.stderr);
    assert!(tables(here.path()) == before);
    let json =
        staffelstab(here.path(), &["ingest", "liste.csv", "--into", "mine", "--source", SOURCE, "--format", "json"]);
    assert!(json.stderr.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{}", json.stderr);
}

#[test]
fn what_is_wrong_with_a_file_is_said_in_full() {
    let list = "Veranstaltung;Nr.;Datum;Teilnehmende\n";
    let cases: [(&str, &str, Vec<u8>); 8] = [
        ("not-text", "liste.csv", b"Veranstaltung;Nr.\nFach\0kongress;12\n".to_vec()),
        ("broken-file", "liste.xlsx", b"PK\x03\x04 and no more".to_vec()),
        ("wrong-ending", "liste.json", format!("{list}Fachkongress;12;2024-03-20;800 Besucher?\n").into_bytes()),
        ("not-recognised", "liste.csv", b"eins;zwei\n1;2\n".to_vec()),
        (
            "column-left-out",
            "liste.csv",
            b"Veranstaltung;Nr.;Datum;Wetter\nFachkongress;12;31.02.2024;heiter\n".to_vec(),
        ),
        ("ambiguous", "liste.csv", format!("{list}Fachkongress;12;03/04/2024;800\n").into_bytes()),
        ("unknown-series", "liste.csv", format!("{list}Fachkongres der Nachbarn;1;2024;800\n").into_bytes()),
        ("unknown-source", "liste.csv", "Veranstaltung;Nr.;Datum;Quelle\nFachkongress;12;2024;Ein Blatt\n".into()),
    ];
    let mut differences = Vec::new();
    for (code, name, bytes) in cases {
        let here = here("");
        fs::write(here.path().join(name), bytes).expect("written");
        let ran = staffelstab(here.path(), &["ingest", name, "--into", "mine", "--write"]);
        assert_eq!(ran.code, 1, "{code}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(&format!("[{code}]: ")), "{code}: {}", ran.stderr);
        differences.extend(golden::differs(&format!("file-{code}"), &ran.stderr));
    }
    golden::expect_none(&differences);
}

#[test]
fn folders_and_files_that_are_not_there() {
    let here = here(LIST);
    for (arguments, said) in [
        (&["ingest", "nichts.csv", "--into", "mine", "--write"][..], "nichts.csv"),
        (&["ingest", "liste.csv", "--into", "nirgends", "--write"], "`staffelstab init nirgends` makes one"),
        (&["ingest", "mine", "--into", "mine"], "mine"),
    ] {
        let ran = staffelstab(here.path(), arguments);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert!(!here.path().join("nirgends").exists());
    // Records with errors take nothing in.
    fs::write(here.path().join("mine/chairs.csv"), "year,holder\n").expect("written");
    let ran = staffelstab(here.path(), &["ingest", "liste.csv", "--into", "mine", "--source", SOURCE, "--write"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[missing-column]: "), "{}", ran.stderr);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let here = here(LIST);
    let lock = staffelstab::write::package::Lock::take(&here.path().join("mine")).expect("nobody else writes");
    let arguments = ["ingest", "liste.csv", "--into", "mine", "--source", SOURCE, "--write"];
    let ran = staffelstab(here.path(), &arguments);
    assert_eq!(ran.code, 3);
    assert_eq!(
        ran.stderr,
        "error: `mine` is being written by another `staffelstab ingest`; try again when it is done\n"
    );
    // Looking is free.
    done(here.path(), &arguments[..6]);
    done(here.path(), &["check", "mine"]);
    drop(lock);
    done(here.path(), &arguments);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_records_as_they_were() {
    let mut rows = "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n".to_owned();
    for number in 0..2000 {
        rows.push_str(&format!("fk-02,messages,{},,,,,after,,egovernment-2014,\n", 10_000 + number));
    }
    let here = here(&rows);
    let before = tables(here.path());
    let output = std::process::Command::new("sh")
        .current_dir(here.path())
        .env("PROGRAM", env!("CARGO_BIN_EXE_staffelstab"))
        .args(["-c", "trap '' XFSZ; ulimit -f 16; \"$PROGRAM\" ingest liste.csv --into mine --write"])
        .output()
        .expect("a shell");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains("error: cannot write `mine/.staffelstab-ingest/figures.csv`: "), "{stderr}");
    assert!(tables(here.path()) == before);
    done(here.path(), &["ingest", "liste.csv", "--into", "mine", "--write"]);
}
