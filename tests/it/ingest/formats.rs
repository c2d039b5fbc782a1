//! What a file is, is told by its content and said in words.

use staffelstab::read::workbook::{Typed, Unread, Workbook, open, sheets};

use super::flat::fixture;

/// A sheet as rows of `column:text`.
fn shown(book: &Workbook) -> Vec<Vec<String>> {
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.map(|row| row.cells.iter().map(|cell| format!("{}:{}", cell.index, cell.text)).collect()).collect()
}

fn taken(name: &str, bytes: &[u8]) -> Workbook {
    sheets(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn every_encoding_and_separator_is_recognised_and_named() {
    let text = "Name;Ort\nKongreß – 1;München\n";
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let windows = text.chars().map(|c| match c {
        'ß' => 0xdf,
        'ü' => 0xfc,
        '–' => 0x96,
        _ => u8::try_from(c).expect("ASCII"),
    });
    for (bytes, format) in [
        (text.as_bytes().to_vec(), "CSV (UTF-8, semicolons)"),
        (with(b"\xef\xbb\xbf", text.into()), "CSV (UTF-8 with byte order mark, semicolons)"),
        (with(b"\xff\xfe", utf16(u16::to_le_bytes)), "CSV (UTF-16 LE, semicolons)"),
        (with(b"\xfe\xff", utf16(u16::to_be_bytes)), "CSV (UTF-16 BE, semicolons)"),
        (utf16(u16::to_le_bytes), "CSV (UTF-16 LE, semicolons)"),
        (utf16(u16::to_be_bytes), "CSV (UTF-16 BE, semicolons)"),
        (windows.collect(), "CSV (Windows-1252, semicolons)"),
        (text.replace(';', ",").into_bytes(), "CSV (UTF-8, commas)"),
        (text.replace(';', "\t").into_bytes(), "CSV (UTF-8, tabs)"),
        (text.replace('\n', "\r\n").into_bytes(), "CSV (UTF-8, semicolons)"),
        (format!("sep=;\n{text}").into_bytes(), "CSV (UTF-8, semicolons)"),
    ] {
        let book = taken("liste.csv", &bytes);
        assert_eq!(book.format, format);
        assert_eq!(shown(&book), [["0:Name", "1:Ort"], ["0:Kongreß – 1", "1:München"]], "{format}");
        assert!(book.warnings.is_empty(), "{format}");
    }
}

#[test]
fn cells_in_quotes_keep_what_is_in_them_and_places_are_counted_on() {
    let book = taken("liste.csv", "a,b,c\n\"x, \"\"y\"\"\",\"zwei\nZeilen\",z\n\n,,nur c\n".as_bytes());
    assert_eq!(shown(&book)[1], ["0:x, \"y\"", "1:zwei\nZeilen", "2:z"]);
    assert_eq!(shown(&book)[2], ["2:nur c"]);
    let rows = &book.sheets[0].rows;
    let places: Vec<_> = rows[1].cells.iter().map(|cell| (cell.line, cell.column)).collect();
    assert_eq!(places, [(2, 1), (2, 12), (3, 9)]);
    assert_eq!((rows[2].line, rows[2].cells[0].line, rows[2].cells[0].column), (5, 5, 3));
}

#[test]
fn json_is_an_array_an_object_of_tables_or_lines() {
    let one = taken("a.json", br#"[{"a": "x", "b": 12}, {"b": 1.5, "c": ["p", "q"]}, {"a": null, "c": true}]"#);
    assert_eq!(shown(&one), [vec!["0:a", "1:b", "2:c"], vec!["0:x", "1:12"], vec!["1:1.5", "2:p; q"], vec!["2:true"]]);
    assert_eq!(one.sheets[0].rows[1].cells[1].kind, Typed::Number);
    let tables = taken("a.json", b"{\"series\": [{\"id\": \"a\"}],\n \"sources\": []}");
    let names: Vec<_> = tables.sheets.iter().map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, [Some("series"), Some("sources")]);
    let lines = taken("a.jsonl", b"{\"a\": 1}\n{\"a\": 2,\n  \"b\": \"x\"}\n");
    assert_eq!(lines.format, "JSON Lines (UTF-8)");
    let cell = &lines.sheets[0].rows[2].cells[1];
    assert_eq!((cell.line, cell.column), (3, 8));
    let big = taken("a.json", br#"[{"a": 18446744073709551616, "b": 1e3}]"#);
    assert_eq!(shown(&big)[1], ["0:18446744073709551616", "1:1000"]);
}

#[test]
fn typed_formats_keep_their_types() {
    let book = open(&fixture("figures.parquet")).expect("Parquet");
    assert_eq!(shown(&book)[1], ["0:fk-09", "1:talks", "2:39", "3:2021-03-19", "4:sk-sachsen-2021"]);
    assert_eq!(shown(&book)[2], ["0:fk-14", "1:talks", "4:hro-news-2026"]);
    assert_eq!(book.sheets[0].rows[1].cells[3].kind, Typed::Date);
    for name in ["flat.xlsx", "flat.ods"] {
        let book = open(&fixture(name)).expect("a spreadsheet");
        let dates = book.sheets[0].rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.kind == Typed::Date);
        assert!(dates.clone().count() >= 5, "{name}");
        assert!(dates.clone().any(|cell| cell.text == "2023-10-24"), "{name}");
    }
    let book = open(&fixture("flat.xlsx")).expect("a spreadsheet");
    let names: Vec<_> = book.sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert_eq!(names, ["Kongresse", "Notizen"], "a hidden sheet is not read");
}

#[test]
fn the_content_decides_and_an_ending_that_says_otherwise_is_a_warning() {
    let bytes = std::fs::read(fixture("flat.xlsx")).expect("a file");
    let book = taken("liste.csv", &bytes);
    assert_eq!(book.format, "XLSX");
    let warnings: Vec<_> = book.warnings.sorted().iter().map(|warning| warning.message().to_owned()).collect();
    assert_eq!(warnings, ["the file is XLSX, although its ending says CSV"]);
    let book = taken("liste.xlsx", b"a;b\n1;2\n");
    assert_eq!(book.format, "CSV (UTF-8, semicolons)");
    assert_eq!(book.warnings.warnings(), 1);
}

#[test]
fn what_cannot_be_opened_is_no_finding() {
    for path in [fixture("nicht-da.csv"), fixture("")] {
        assert!(matches!(open(&path), Err(Unread::File { .. })), "{}", path.display());
    }
}

#[test]
fn the_page_about_lists_names_every_column_and_bound() {
    use staffelstab::read::workbook::{
        MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_SHEETS, MAX_TEXT, MAX_UNPACKED,
    };
    let page = crate::harness::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lists.md"));
    for column in staffelstab::ingest::recognise::columns() {
        for name in [column.de, column.en] {
            let cells = page.split('|').flat_map(|cell| cell.split(',')).map(str::trim);
            assert!(cells.into_iter().any(|cell| cell == name), "{name}");
        }
    }
    assert_eq!((MAX_BYTES >> 20, MAX_UNPACKED >> 20, MAX_TEXT >> 20, MAX_CELL >> 10), (64, 64, 64, 64));
    assert_eq!((MAX_CELLS, MAX_COLUMNS, MAX_SHEETS), (2_000_000, 1_000, 100));
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains(
        "64 MiB; 64 MiB unpacked (of that 4 MiB for a part that describes a workbook rather than its cells); 2,000,000 \
         cells with content and 64 MiB of text in them; 1,000 columns; 100 sheets; 64 KiB in a cell; 1 MiB in a line"
    ));
}
