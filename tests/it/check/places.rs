//! Line and column numbers where the csv crate's own are off.

use super::good::{Files, file, findings, good};

/// Line and column of the only finding.
fn place(files: &Files) -> (usize, usize) {
    let found = findings(files);
    let sorted = found.sorted();
    assert_eq!(sorted.len(), 1, "{}", found.text());
    let position = sorted[0].position().expect("a place");
    (position.line, position.column)
}

/// The package with a wrong cell in line 3 of sources.csv (column 24), written in another way.
fn spoilt(write: impl Fn(&str) -> String) -> Files {
    let mut files = good();
    let text =
        String::from_utf8_lossy(file(&mut files, "sources.csv")).replace(",Premiere,ministry", ",Première,minister");
    *file(&mut files, "sources.csv") = write(&text).into_bytes();
    files
}

#[test]
fn line_feeds() {
    assert_eq!(place(&spoilt(str::to_owned)), (3, 34));
}

#[test]
fn carriage_returns() {
    assert_eq!(place(&spoilt(|text| text.replace('\n', "\r\n"))), (3, 34));
    assert_eq!(place(&spoilt(|text| text.replace('\n', "\r"))), (3, 34));
}

#[test]
fn a_byte_order_mark() {
    assert_eq!(place(&spoilt(|text| format!("\u{feff}{text}"))), (3, 34));
    assert_eq!(place(&spoilt(|text| format!("\u{feff}{}", text.replace('\n', "\r\n")))), (3, 34));
}

#[test]
fn blank_lines_and_rows_without_content() {
    assert_eq!(place(&spoilt(|text| format!("\n\n{text}"))), (5, 34));
    assert_eq!(place(&spoilt(|text| text.replace("haus-2021", "\r\n \r\n,,,,,,,\r\nhaus-2021"))), (6, 34));
    assert_eq!(place(&spoilt(|text| text.replace('\n', "\n\n"))), (5, 34));
    assert_eq!(place(&spoilt(|text| text.trim_end().to_owned())), (3, 34));
}

#[test]
fn cells_in_quotes_over_several_lines() {
    // The line break itself is only a warning.
    let lines = |files: &Files| {
        let found = findings(files);
        let error = found.clone().without_warnings();
        let position = error.sorted().first().and_then(|finding| finding.position()).expect("an error with a place");
        (found.warnings(), position.line, position.column)
    };
    let broken =
        |end: &str| spoilt(|text| text.replace("Beschluss 7", "\"Beschluss\n\n\"\"7\"\"\"").replace('\n', end));
    assert_eq!(lines(&broken("\n")), (1, 5, 34));
    assert_eq!(lines(&broken("\r\n")), (1, 5, 34));
    // The wrong cell stands on the second line of its own row.
    let own = spoilt(|text| text.replace("Première", "\"Pre\nmière\""));
    assert_eq!(lines(&own), (1, 4, 8));
}

#[test]
fn quotation_marks_inside_cells() {
    assert_eq!(place(&spoilt(|text| text.replace("Première", "Pre\"mi\"ère"))), (3, 36));
    assert_eq!(place(&spoilt(|text| text.replace("Première", "\"\"\"Première\"\", online\""))), (3, 48));
    assert_eq!(place(&spoilt(|text| text.replace("Première", "\"Pre\"mière"))), (3, 36));
}

#[test]
fn columns_in_another_order() {
    let mut files = good();
    *file(&mut files, "terms.csv") =
        "topic,term\nsicherheit,Cybersicherheit\nsicherheit,IT-Sicherheit\nozg,OZG\nOZG,Onlinezugangsgesetz\n".into();
    assert_eq!(place(&files), (5, 1));
}

#[test]
fn semicolons_and_decimal_commas_of_a_german_spreadsheet() {
    let mut files = good();
    *file(&mut files, "laender.csv") = "\u{feff}iso;ags;name_de;name_en;tile_row;tile_column;population;population_year;koenigsteiner_schluessel;schluessel_year\r\n\
        DE-SL;10;Saarland;Saarland;4;1;992;2018;1,21111;2016\r\n\
        DE-SN;14;Sachsen;Saxony;4;5;4080;2018;5.05577;2016\r\n\
        DE-TH;16;Thüringen;Thuringia;4;4;2147;2018;2.69470;2016\r\n"
        .into();
    let found = findings(&files);
    assert_eq!((found.errors(), found.warnings()), (1, 1), "{}", found.text());
    let error = found.without_warnings();
    let position = error.sorted()[0].position().expect("a place");
    assert_eq!((position.line, position.column), (2, 41));
}
