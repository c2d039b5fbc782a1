//! Files that want to do harm: each a clear finding.

use std::fmt::Write as _;
use std::io::Write as _;

use staffelstab::diag::Code;
use staffelstab::read::workbook::{MAX_BYTES, MAX_COLUMNS, Unread, open, sheets};
use zip::write::SimpleFileOptions;

use crate::harness::folder;

/// The code and the message of the first finding.
fn refused(name: &str, bytes: &[u8]) -> (Code, String) {
    match sheets(name, bytes) {
        Err(Unread::Findings(findings)) => {
            let first =
                findings.sorted().into_iter().find(|finding| finding.severity() == staffelstab::diag::Severity::Error);
            let first = first.expect("a finding");
            (first.code(), first.message().to_owned())
        }
        Err(error) => panic!("{name}: {error}"),
        Ok(book) => panic!("{name} is taken: {}", book.format),
    }
}

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
         {table}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", ODS), ("content.xml", content.as_bytes())])
}

#[test]
fn zip_bombs() {
    let zeros = vec![b' '; 80 * 1024 * 1024];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    let (code, message) = refused("bombe.xlsx", &bomb);
    assert_eq!(code, Code::TooLarge);
    assert_eq!(message, "the archive unpacks to more than 64 MiB at `xl/worksheets/sheet1.xml`");
    // Many small ones, and one that only describes.
    let parts: Vec<(String, &[u8])> = (0..9).map(|part| (format!("xl/media/{part}.bin"), &zeros[..8 << 20])).collect();
    let parts: Vec<_> = parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(refused("bombe.xlsx", &archive(&parts)).0, Code::TooLarge);
    let styles = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/styles.xml", &zeros[..5 << 20])]);
    assert_eq!(refused("bombe.xlsx", &styles).1, "the archive unpacks to more than 4 MiB at `xl/styles.xml`");
}

#[test]
fn repeated_cells() {
    let text = "x".repeat(60_000);
    let wide = format!(
        "<table:table><table:table-row><table:table-cell table:number-columns-repeated='1000000'><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(refused("breit.ods", &ods(&wide)).0, Code::TooLarge);
    let long = wide.replace("number-columns-repeated='1000000'", "number-columns-repeated='1'");
    let long = long.replace("<table:table-row>", "<table:table-row table:number-rows-repeated='1000000'>");
    let (code, message) = refused("lang.ods", &ods(&long));
    assert_eq!((code, message.as_str()), (Code::TooLarge, "the cells hold more than 64 MiB"));
    let deep = format!("<table:table>{}", "<a>".repeat(100_000));
    assert_eq!(refused("tief.ods", &ods(&deep)).0, Code::BrokenFile);
    // Empty ones cost nothing, as every spreadsheet has them at its end.
    let empty = "<table:table table:name='T'><table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>";
    assert!(sheets("leer.ods", &ods(empty)).expect("it is taken").sheets[0].rows.is_empty());
}

#[test]
fn long_lines_and_many_columns() {
    let folder = folder();
    let path = folder.path().join("zeile.csv");
    std::fs::File::create(&path).and_then(|file| file.set_len(2 << 30)).expect("a sparse file of 2 GiB");
    let Err(Unread::Findings(findings)) = open(&path) else { panic!("2 GiB are taken") };
    assert_eq!(findings.sorted()[0].message(), "the file is larger than 64 MiB");
    let mut line = vec![b'x'; MAX_BYTES];
    assert_eq!(refused("zeile.csv", &line).1, "line 1 is longer than 1024 KiB");
    line.push(b'x');
    assert_eq!(refused("zeile.csv", &line).1, "the file is larger than 64 MiB");
    let columns = ",".repeat(1_000_000);
    assert_eq!(refused("spalten.csv", columns.as_bytes()).1, format!("the row has more than {MAX_COLUMNS} cells"));
    let mut object = String::from("[{");
    for name in 0..2_000 {
        let _ = writeln!(object, "\"{name}\": 1,");
    }
    assert_eq!(refused("spalten.json", object.as_bytes()).1, format!("the objects have more than {MAX_COLUMNS} names"));
    assert_eq!(refused("zelle.csv", format!("a,b\n\"{}\n", "x\n".repeat(50_000)).as_bytes()).0, Code::UnclosedQuote);
    assert_eq!(refused("zelle.csv", format!("a,b\n\"{}\"\n", "x\n".repeat(50_000)).as_bytes()).0, Code::TooLarge);
}

#[test]
fn deep_or_broken_json() {
    for text in [
        "[{".to_owned() + &"\"a\":[".repeat(100_000),
        "[{\"a\":".to_owned() + &"[".repeat(300) + &"]".repeat(300) + "}]",
        "[{\"a\": {\"b\": 1}}]".to_owned(),
        "[{\"a\": 1},]".to_owned(),
        "[{\"a\": 1}] x".to_owned(),
        "[{\"a\": 1".to_owned(),
        "[{\"a\": 1, \"a\": 2}]".to_owned(),
        "[{\"a\": \"\\ud800\"}]".to_owned(),
        "[{\"a\": tru}]".to_owned(),
        "{\"series\": [{\"a\": 1}], 4}".to_owned(),
        "{\"a\": 1}\n{\"a\": 2".to_owned(),
        format!("[{{\"a\": [{}1]}}]", "1,\n".repeat(1_000_000)),
    ] {
        let beginning: String = text.chars().take(30).collect();
        assert_eq!(refused("a.json", text.as_bytes()).0, Code::BrokenFile, "{beginning}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    for (bytes, reason) in [
        (&b"a,b\n1,\x002\n"[..], "it holds a NUL character"),
        (&b"\xff\xfea\0,\0\x00\xd8b\0"[..], "half of a surrogate pair"),
        (&b"\xff\xfea\0,"[..], "half of a surrogate pair or of a unit"),
        (
            "äöü,\n".repeat(3).into_bytes().iter().copied().chain(*b"\xff").collect::<Vec<u8>>().as_slice(),
            "belongs to no character",
        ),
        (&b"\xef\xbb\xbfa,\xff"[..], "belongs to no character"),
        (&b"a,\x81\n"[..], "neither UTF-8 nor UTF-16 nor Windows-1252"),
    ] {
        let (code, message) = refused("a.csv", bytes);
        assert_eq!(code, Code::NotText);
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn wrong_magic_bytes() {
    for (name, bytes) in [
        ("a.xlsx", &b"PK\x03\x04 and no archive behind it"[..]),
        ("a.parquet", b"PAR1 and no table behind it"),
        ("a.parquet", b"PAR1\0\0\0\0PAR1"),
        ("a.parquet", b"PAR1\xff\xff\xff\x7fPAR1"),
        ("a.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
        ("a.docx", &archive(&[("word/document.xml", b"<w/>")])),
        ("a.xlsb", &archive(&[("xl/workbook.bin", b"")])),
        ("a.xlsx", &archive(&[("xl/workbook.xml", b"<workbook>")])),
        ("a.ods", &archive(&[("mimetype", ODS), ("content.xml", b"<a><b></a>")])),
        ("a.ods", &archive(&[("mimetype", ODS), ("content.xml", b"\xff\xff")])),
    ] {
        assert_eq!(refused(name, bytes).0, Code::BrokenFile, "{name}");
    }
}

/// Inputs at which the crates behind the readers panic: found by spoilt ones, contained at one place.
#[test]
fn a_panic_of_a_foreign_reader_is_a_finding() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/fuzz");
    let bytes = std::fs::read(folder.join("parquet/short-levels")).expect("a fixture");
    let (code, message) = refused("a.parquet", &bytes);
    assert_eq!(code, Code::BrokenFile);
    assert_eq!(message, "the file begins as Parquet, but cannot be read as that: it is damaged");
}

#[test]
fn a_hidden_sheet_is_not_read_and_a_comment_is_no_content() {
    let sheet = |style: &str, name: &str| {
        format!(
            "<table:table table:name='{name}' table:style-name='{style}'><table:table-row><table:table-cell>\
             <office:annotation><text:p>nein</text:p></office:annotation><text:p>a &amp; b</text:p>\
             <text:p>c</text:p></table:table-cell></table:table-row></table:table>"
        )
    };
    let style = "<style:style style:name='x'><style:table-properties table:display='false'/></style:style>";
    let book = sheets("a.ods", &ods(&format!("{style}{}{}", sheet("x", "Listen"), sheet("y", "Liste")))).expect("ODS");
    let names: Vec<_> = book.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, ["Liste"]);
    assert_eq!(book.sheets[0].rows[0].cells[0].text, "a & b\nc");
}
