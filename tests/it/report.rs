//! The main job, end to end, on the real records.

use std::fs;
use std::path::Path;

use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::check::check;
use staffelstab::locale::Locale;
use staffelstab::progress::Progress;
use staffelstab::read::Package;
use staffelstab::read::embedded::FILES;
use staffelstab::report::look::Look;
use staffelstab::report::manifest::Options;
use staffelstab::report::table::Dialect;
use staffelstab::report::{File, Request, files};

use crate::harness::{TOLERANCE, done, folder, pick, pixels, read, rows, staffelstab};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_empty_folder_gives_the_committed_reports() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
    let here = folder();
    done(here.path(), &["report"]);
    let made = here.path().join("reports");
    assert_eq!(names(&made), names(&golden));
    for name in names(&golden) {
        let (ours, theirs) = (fs::read(made.join(&name)).expect("made"), fs::read(golden.join(&name)).expect("golden"));
        if name.ends_with("png") {
            let worst = pixels(&ours).worst(&pixels(&theirs));
            assert!(worst.is_some_and(|worst| worst <= TOLERANCE), "{name}: pixels differ by up to {worst:?}");
        } else if name != "manifest.json" {
            assert_eq!(String::from_utf8(ours), String::from_utf8(theirs), "{name}");
        }
    }
}

/// The files that a package gives, the manifest left out since it names the bytes read.
fn made_of(package: &Package, threads: usize) -> Vec<File> {
    let dataset = check(package).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset;
    let selection = Selection::new(&dataset, Query::default()).expect("everything");
    let request = Request {
        attendance: true,
        topics: true,
        hosts: true,
        locale: Locale::default(),
        format: staffelstab::chart::format::Format::Slide,
        dialect: Dialect::Rfc4180,
        svg: true,
        compare: None,
        laender: LandOrder::Turn,
    };
    let look = Look { threads: Some(threads), ..Look::default() };
    let options = Options { lang: "de".to_owned(), size: "slide".to_owned(), ..Options::default() };
    let mut files = files(&selection, &request, (&look, &options), &Progress::silent()).expect("a report");
    files.retain(|(name, _)| name != "manifest.json");
    files
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte() {
    let tables = || FILES.iter().filter(|(name, _)| name.ends_with("csv") || name.ends_with("toml"));
    let reversed: Vec<(&str, Vec<u8>)> = tables()
        .map(|(name, text)| {
            if name.ends_with("toml") {
                return (*name, text.as_bytes().to_vec());
            }
            let (head, body) = text.split_once('\n').expect("a first line");
            let mut lines: Vec<&str> = body.lines().collect();
            lines.reverse();
            (*name, format!("{head}\n{}\n", lines.join("\n")).into_bytes())
        })
        .collect();
    let (plain, shuffled) = (made_of(&Package::embedded(), 1), made_of(&Package::of(reversed), 2));
    assert_eq!(plain.len(), shuffled.len());
    for ((name, ours), (_, theirs)) in plain.iter().zip(&shuffled) {
        assert!(ours == theirs, "{name} depends on the order of rows or the number of threads");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let here = folder();
    done(here.path(), &["report", "--out", "one", "--svg"]);
    done(here.path(), &["report", "--out", "two", "--svg"]);
    for name in names(&here.path().join("one")) {
        let of = |run: &str| fs::read(here.path().join(run).join(&name)).expect("a file");
        assert!(of("one") == of("two"), "{name} differs between two runs");
    }
}

fn claims(edition: &str) -> Vec<Vec<String>> {
    let text = read(Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/attendance.csv"));
    let mut claims = pick(&text, &["value", "qualifier", "basis", "mode", "chosen"], |cell| cell("edition") == edition);
    claims.sort();
    claims
}

fn expect(edition: &str, claims_expected: &[[&str; 5]]) {
    let expected: Vec<Vec<String>> = claims_expected.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    assert_eq!(claims(edition), expected, "{edition}");
}

#[test]
fn the_published_claims_stand_side_by_side() {
    expect(
        "fk-09",
        &[
            ["1800", "", "peak-concurrent", "online", "no"],
            ["2000", "mehr als", "attended", "online", "no"],
            ["3600", "rund", "attended", "online", "yes"],
        ],
    );
    expect(
        "fk-10",
        &[
            ["1000", "knapp", "attended", "hybrid-total", "yes"],
            ["400", "rund", "expected", "on-site", "no"],
            ["800", "rund", "expected", "hybrid-total", "no"],
        ],
    );
    expect("fk-12", &[["800", "circa", "attended", "on-site", "yes"], ["800", "etwa", "attended", "on-site", "no"]]);
    expect(
        "fk-14",
        &[["400", "rund", "expected", "on-site", "disputed"], ["600", "mehr als", "expected", "on-site", "disputed"]],
    );
    expect("th-3", &[["500", "around", "attended", "on-site", "yes"], ["500", "rund", "registered", "on-site", "no"]]);
    expect(
        "th-5",
        &[
            ["500", "rund", "attended", "on-site", "disputed"],
            ["500", "rund", "attended", "on-site", "disputed"],
            ["700", "", "attended", "on-site", "disputed"],
            ["700", "rund", "attended", "on-site", "disputed"],
        ],
    );
    expect("md-16", &[["150", "", "attended", "on-site", "yes"]]);
}

#[test]
fn the_thirteenth_congress_is_unknown_in_every_report() {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
    expect("fk-13", &[["", "", "", "", "no"]]);
    let of = |file: &str, column: &str| {
        pick(&read(reports.join(file)), &[column], |cell| cell("edition") == "fk-13").concat()
    };
    assert!(of("topic-editions.csv", "state").iter().all(|state| state == "unknown"));
    assert!(!of("topic-editions.csv", "state").is_empty());
    assert_eq!(of("hosts.csv", "finding"), ["unknown"]);
    assert_eq!(of("hosts.csv", "host"), [""]);
    assert_eq!(of("edition-topics.csv", "topics"), [""]);
}

#[test]
fn init_gives_the_same_report_and_never_overwrites() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    assert!(done(here.path(), &["check", "mine"]).stdout.starts_with("no findings: 3 series, 24 editions"));
    done(here.path(), &["report", "--data", "mine", "--out", "a"]);
    done(here.path(), &["report", "--out", "b"]);
    assert_eq!(read(here.path().join("a/manifest.json")), read(here.path().join("b/manifest.json")));

    fs::write(here.path().join("mine/series.csv"), "mine").expect("written");
    let again = staffelstab(here.path(), &["init", "mine"]);
    assert_eq!(again.code, 3);
    assert!(again.stderr.contains("mine"), "{}", again.stderr);
    assert_eq!(read(here.path().join("mine/series.csv")), "mine");
}

#[test]
fn the_same_package_twice_is_a_finding_and_nothing_is_written() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    let ran = staffelstab(here.path(), &["report", "--data", "mine", "--data", "mine"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("error[duplicate-key]: "), "{}", ran.stderr);
    assert!(ran.stderr.trim_end().ends_with("nothing was written"), "{}", ran.stderr);
    assert!(!here.path().join("reports").exists());
}

#[test]
fn two_packages_are_read_as_one() {
    let here = folder();
    done(here.path(), &["init", "all"]);
    fs::create_dir(here.path().join("more")).expect("a folder");
    let write = |name: &str, text: &str| fs::write(here.path().join("more").join(name), text).expect("written");
    write("series.csv", "id,name_de,name_en,short,aliases,scope,cadence\nneu,Neue Reihe,New series,Neu,,land,\n");
    let head = read(here.path().join("all/editions.csv")).lines().next().expect("a first line").to_owned();
    write("editions.csv", &format!("{head}\nneu-1,neu,1,2024,,Kiel,,DE-SH,on-site,held,,stated,stated,stated,,\n"));
    done(here.path(), &["report", "--data", "all", "--data", "more"]);
    let hosts = read(here.path().join("reports/hosts.csv"));
    assert_eq!(pick(&hosts, &["host", "finding"], |cell| cell("series") == "neu"), [["DE-SH", "no-rule"]]);
    assert_eq!(pick(&hosts, &["edition"], |cell| cell("edition") == "fk-09").len(), 1);
}

#[test]
fn wrong_usage_and_unreadable_files_have_their_own_exit_codes() {
    let here = folder();
    for (arguments, code, words) in [
        (&["report", "--series", "fachkongres"][..], 2, "there is no series `fachkongres`"),
        (&["report", "--from", "2024", "--to", "2020"], 2, "--from 2024 lies after --to 2020"),
        (&["report", "--as-of", "2022-13-01"], 2, "2022-13-01"),
        (&["report", "--compare", "2020-2013,2014-2015"], 2, "before it begins"),
        (&["explain", "fk-99"], 2, "fk-99"),
        (&["check", "nowhere"], 3, "nowhere"),
        (&["report", "--data", "nowhere"], 3, "nowhere"),
    ] {
        let ran = staffelstab(here.path(), arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
        assert!(!here.path().join("reports").exists(), "{arguments:?}");
    }
    fs::write(here.path().join("file"), "").expect("written");
    let ran = staffelstab(here.path(), &["report", "--out", "file/reports"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
}

#[test]
fn series_and_years_narrow_every_file_alike() {
    let here = folder();
    done(here.path(), &["report", "--series", "it-plr-fachkongress", "--from", "2021", "--to", "2023"]);
    for file in ["attendance.csv", "topic-editions.csv", "edition-topics.csv", "hosts.csv"] {
        let text = read(here.path().join("reports").join(file));
        let mut years = pick(&text, &["series", "year"], |_| true);
        years.sort();
        years.dedup();
        let expected = ["2021", "2022", "2023"].map(|year| vec!["it-plr-fachkongress".to_owned(), year.to_owned()]);
        assert_eq!(years, expected, "{file}");
    }
    let chairs = read(here.path().join("reports/chairs.csv"));
    assert_eq!(pick(&chairs, &["year"], |_| true).concat(), ["2021", "2022", "2023"]);
    let topics = read(here.path().join("reports/topics.csv"));
    assert!(pick(&topics, &["editions_known"], |_| true).concat().iter().all(|known| known == "3"));
}

#[test]
fn english_changes_words_and_no_code() {
    let here = folder();
    done(here.path(), &["report", "--lang", "en", "--out", "en"]);
    done(here.path(), &["report", "--out", "de"]);
    let of = |lang: &str, columns: &[&str]| pick(&read(here.path().join(lang).join("hosts.csv")), columns, |_| true);
    assert_eq!(of("en", &["host", "finding", "evidence"]), of("de", &["host", "finding", "evidence"]));
    assert!(of("en", &["host_label"]).concat().contains(&"Bavaria".to_owned()));
    assert!(of("de", &["host_label"]).concat().contains(&"Bayern".to_owned()));
    let alt = read(here.path().join("en/attendance.alt.txt"));
    assert_eq!(
        alt,
        "Dot plot of published attendance figures by edition. Fachkongress: No trend can be read from only 4 \
         comparable figures.\n"
    );
}

#[test]
fn as_of_a_day_only_what_was_known_then_is_there() {
    let here = folder();
    done(here.path(), &["report", "--as-of", "2022-03-01"]);
    let attendance = read(here.path().join("reports/attendance.csv"));
    let mut tenth = pick(&attendance, &["value", "basis", "chosen"], |cell| cell("edition") == "fk-10");
    tenth.sort();
    assert_eq!(tenth, [["400", "expected", "yes"], ["800", "expected", "yes"]]);
    let hosts = read(here.path().join("reports/hosts.csv"));
    assert_eq!(pick(&hosts, &["status"], |cell| cell("edition") == "fk-10").concat(), ["announced"]);
    assert!(pick(&attendance, &["edition"], |cell| cell("edition") == "fk-12").is_empty());
    assert!(!attendance.contains("1000"), "nothing of after the event");
    // A page about the 14th congress announces the 15th: it is out in the year of the 14th.
    done(here.path(), &["report", "hosts", "--as-of", "2026-06-01", "--out", "later"]);
    let hosts = read(here.path().join("later/hosts.csv"));
    assert_eq!(pick(&hosts, &["host", "finding"], |cell| cell("edition") == "fk-15"), [["DE-HE", "announced"]]);
    done(here.path(), &["report", "hosts", "--as-of", "2025-06-01", "--out", "earlier"]);
    let hosts = read(here.path().join("earlier/hosts.csv"));
    assert!(pick(&hosts, &["host"], |cell| cell("edition") == "fk-15").is_empty());
}

#[test]
fn a_german_excel_gets_its_own_dialect() {
    let here = folder();
    done(here.path(), &["report", "topics", "--csv", "excel-de"]);
    let text = read(here.path().join("reports/topics.csv"));
    assert!(text.starts_with("\u{feff}series;series_label;topic;"), "{}", &text[..60]);
    assert!(text.contains("\r\n") && text.contains(";0,5000;"), "decimal comma");
    assert!(!here.path().join("reports/hosts.csv").exists());
}

#[test]
fn a_german_excel_takes_dates_ids_and_zeros_as_they_are() {
    let table = |cells: [&str; 6]| staffelstab::report::table::Table {
        rows: vec![cells.map(str::to_owned).to_vec()],
        ..staffelstab::report::table::Table::of::<()>("t", &["date", "edition", "land", "share", "label", "count"], &[])
            .expect("an empty table")
    };
    let written = |cells| String::from_utf8(table(cells).csv(Dialect::ExcelDe).expect("a table")).expect("UTF-8");
    let text = written(["2024-03-20", "fk-05", "03", "0.5000", "Kunst; und \"Kultur\", 1.5", "-12"]);
    // A byte order mark, no line that names the separator, and a decimal comma in numbers alone.
    let row = "2024-03-20;fk-05;03;0,5000;\"Kunst; und \"\"Kultur\"\", 1.5\";-12\r\n";
    assert_eq!(text, format!("\u{feff}date;edition;land;share;label;count\r\n{row}"));
    assert!(written(["2024-03", "", "", "", "=1+1", ""]).ends_with("\r\n2024-03;;;;'=1+1;\r\n"));
    assert!(written(["", "1.10", "", "1.1000", "2.0", ""]).ends_with("\r\n;1.10;;1,1000;2.0;\r\n"));
}

#[test]
fn every_decimal_number_has_a_comma_in_a_german_excel() {
    let here = folder();
    done(here.path(), &["report", "--csv", "excel-de"]);
    let is_decimal = |cell: &str| {
        let parts = cell.trim_start_matches('-').split_once('.');
        parts.is_some_and(|(whole, rest)| {
            [whole, rest].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    for entry in fs::read_dir(here.path().join("reports")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let text = read(&path);
            let found: Vec<&str> = text.split([';', '\r', '\n']).filter(|cell| is_decimal(cell)).collect();
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
}

#[test]
fn no_formula_reaches_a_spreadsheet() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    let path = here.path().join("mine/sources.csv");
    let text = read(&path).replace("Sächsische Staatskanzlei", "=HYPERLINK(1)");
    fs::write(&path, text).expect("written");
    let path = here.path().join("mine/editions.csv");
    let text = read(&path).replace("Dresden", "@SUM(1)").replace("Düsseldorf", "+1");
    fs::write(&path, text).expect("written");
    done(here.path(), &["report", "--data", "mine"]);
    let cells: Vec<String> = rows(&read(here.path().join("reports/attendance.csv"))).concat();
    assert!(cells.iter().any(|cell| cell == "'=HYPERLINK(1)") && cells.iter().any(|cell| cell == "'@SUM(1)"));
    assert!(cells.iter().any(|cell| cell == "'+1"));
    assert!(!cells.iter().any(|cell| cell.starts_with(['=', '+', '@'])), "a formula");
}

#[test]
fn pictures_carry_their_size_and_their_words() {
    let here = folder();
    for (size, width, height, per_metre) in
        [("slide", 3200, 1800, 9449), ("a4", 1890, 1654, 11811), ("square", 2160, 2160, 5669)]
    {
        done(here.path(), &["report", "hosts", "--size", size, "--out", size]);
        let bytes = fs::read(here.path().join(size).join("host-map.png")).expect("a picture");
        let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
        let info = reader.info();
        assert_eq!((info.width, info.height), (width, height), "{size}");
        assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.unit)), Some((per_metre, png::Unit::Meter)));
        assert!(info.srgb.is_some());
        let words: Vec<(String, String)> =
            info.utf8_text.iter().map(|chunk| (chunk.keyword.clone(), chunk.get_text().expect("UTF-8"))).collect();
        let of = |keyword: &str| words.iter().find(|(key, _)| key == keyword).map(|(_, text)| text.as_str());
        assert_eq!(of("Software"), Some(concat!("staffelstab ", env!("CARGO_PKG_VERSION"))));
        assert_eq!(
            of("Description").map(str::to_owned),
            Some(read(here.path().join(size).join("host-map.alt.txt")).trim_end().to_owned())
        );
        assert!(of("Title").is_some_and(|title| title.starts_with("11 von 16 Ländern")));
        assert!(of("Source").is_some_and(|source| source.starts_with("Quellen: ")));
        assert_eq!(of("staffelstab:rows-sha256").map(str::len), Some(64));
    }
}

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    use staffelstab::digest::sha256;
    let here = folder();
    done(here.path(), &["report", "topics", "--compare", "2013-2019,2020-2026"]);
    let reports = here.path().join("reports");
    let manifest: serde_json::Value = serde_json::from_str(&read(reports.join("manifest.json"))).expect("JSON");
    let outputs = manifest["outputs"].as_array().expect("a list");
    let mut listed: Vec<String> =
        outputs.iter().map(|output| output["name"].as_str().expect("a name").to_owned()).collect();
    for output in outputs {
        let bytes = fs::read(reports.join(output["name"].as_str().expect("a name"))).expect("a file");
        assert_eq!(output["sha256"].as_str(), Some(sha256(&bytes).as_str()));
    }
    listed.push("manifest.json".to_owned());
    listed.sort();
    assert_eq!(listed, names(&reports));
    assert!(listed.contains(&"topic-periods.csv".to_owned()));
    let periods = read(reports.join("topic-periods.csv"));
    // 4 of 5 against 0 of 5: p = .0476 alone, and nothing among the many topics compared.
    let participation =
        pick(&periods, &["first_with", "first_known", "second_with", "second_known", "p_value"], |cell| {
            cell("topic") == "beteiligung-transparenz"
        });
    assert_eq!(participation, [["4", "5", "0", "5", "0.0476"]]);
    assert!(pick(&periods, &["verdict"], |_| true).concat().iter().all(|verdict| verdict == "not-shown"));
    let adjusted = pick(&periods, &["p_value", "p_adjusted"], |cell| !cell("p_value").is_empty());
    assert!(adjusted.iter().all(|row| row[1] >= row[0]), "{adjusted:?}");
    assert!(periods.contains("nicht nachweisbar"));
}

#[test]
fn a_warning_is_shown_and_counts_only_with_strict() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    let path = here.path().join("mine/mentions.csv");
    let text = format!("{}fk-02,Quantenlärm,side,egovernment-2014\n", read(&path));
    fs::write(&path, text).expect("written");
    let plain = done(here.path(), &["check", "mine"]);
    assert!(plain.stdout.starts_with("no errors: 3 series"), "{}", plain.stdout);
    assert!(plain.stderr.contains("warning[unmapped-term]: "), "{}", plain.stderr);
    let strict = staffelstab(here.path(), &["check", "mine", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.contains("warning[unmapped-term]: ") && strict.stderr.contains("warning[laundering]: "));
    let json = staffelstab(here.path(), &["check", "mine", "--strict", "--format", "json"]);
    let codes: Vec<String> = json
        .stderr
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["code"].to_string())
        .collect();
    for code in ["\"unmapped-term\"", "\"laundering\""] {
        assert_eq!(codes.iter().filter(|other| *other == code).count(), 1, "{code}: {}", json.stderr);
    }
    done(here.path(), &["report", "topics", "--data", "mine"]);
    let novelty = read(here.path().join("reports/edition-topics.csv"));
    assert_eq!(
        pick(&novelty, &["unmapped", "unmapped_terms"], |cell| cell("edition") == "fk-02"),
        [["1", "Quantenlärm"]]
    );
}
