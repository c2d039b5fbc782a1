//! The readers of files that are brought in, with everything behind them: a file is taken, or refused with findings.

use staffelstab::check::Dataset;
use staffelstab::ingest::recognise::{Options, recognise};
use staffelstab::locale::Lang;
use staffelstab::read::workbook::{Unread, sheets};
use staffelstab::template::{Offer, xlsx as xlsx_form};

use super::mutate::Target;
use crate::ingest::flat::{fixture, records};

fn seeds(names: &[&str]) -> Vec<Vec<u8>> {
    names.iter().map(|name| std::fs::read(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

/// Reads and recognises, and prints what was found in both ways.
fn judge(name: &str, bytes: &[u8], records: &Dataset) {
    let findings = match sheets(name, bytes) {
        Ok(book) => recognise(&book, records, &Options::default()).err(),
        Err(Unread::Findings(findings)) => Some(findings),
        Err(error) => panic!("no file was opened: {error}"),
    };
    if let Some(findings) = findings {
        assert!(findings.has_errors());
        assert!(!findings.text().is_empty() && !findings.json_lines().is_empty());
    }
}

fn withstands(reader: &str, name: &str, seeds: Vec<Vec<u8>>, usual: u32) {
    let records = records();
    Target { reader, seeds, usual, memory: 1024 }.withstands(|bytes| judge(name, bytes, &records));
}

#[test]
fn delimited() {
    let text = std::fs::read(fixture("flat-windows-1252.csv")).expect("a list");
    let (utf8, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&text);
    let utf16: Vec<u8> = utf8.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let figures = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/figures.csv"));
    let seeds = vec![text.clone(), utf8.replace(';', "\t").into_bytes(), utf16, figures.expect("figures")];
    withstands("delimited", "a.csv", seeds, 200);
}

/// Dates, numbers, words and topics as people write them, one in each row.
#[test]
fn cells() {
    let rows = [
        ("18./19. März 2026", "rund 3.600", "NRW", "OZG, KI; Cloud (a, b)"),
        ("18.–19.03.2026", "3\u{a0}600", "Thüringen", "- OZG\n- KI"),
        ("18. bis 19. März 2026", "ca. 500", "DE-SN", "Arbeit 4,0, KI"),
        ("March 18–19, 2026", "> 400", "MV", "a|b"),
        ("2026-03-18/2026-03-19", "400–450", "Mecklenburg-Vorpomern", "„x, y“"),
        ("46099", "zwischen 400 und 450", "Saxony", ";;"),
        ("03/04/2025", "1.200.000", "", "x"),
        ("März 2024", "500+", "", ""),
        ("Mi., 18. – Do., 19. März 2026", "knapp 1’000 Teilnehmende", "", ""),
    ];
    let mut text = String::from("Veranstaltung;Nr.;Datum;Teilnehmende;Land;Themen;Quelle\n");
    for (number, (date, amount, land, topics)) in (20..).zip(rows) {
        text.push_str(&format!("{number}. Fachkongress;;\"{date}\";\"{amount}\";{land};\"{topics}\";hro-news-2026\n"));
    }
    withstands("cells", "a.csv", vec![text.clone().into_bytes(), text.replace(';', ",").into_bytes()], 200);
}

#[test]
fn json() {
    withstands("json", "a.json", seeds(&["flat.json"]), 200);
}

#[test]
fn json_lines() {
    withstands("json-lines", "a.jsonl", seeds(&["flat.jsonl"]), 200);
}

#[test]
fn xlsx() {
    withstands("xlsx", "a.xlsx", seeds(&["flat.xlsx"]), 200);
}

#[test]
fn ods() {
    withstands("ods", "a.ods", seeds(&["flat.ods"]), 200);
}

#[test]
fn parquet() {
    let names = ["figures", "flat-snappy", "flat-gzip", "flat-zstd", "flat-lz4", "flat-none"];
    let names: Vec<_> = names.iter().map(|name| format!("{name}.parquet")).collect();
    withstands("parquet", "a.parquet", seeds(&names.iter().map(String::as_str).collect::<Vec<_>>()), 300);
}

/// The parts of an archive, spoilt before they are packed: behind the check sums a spoilt byte would not get far.
#[test]
fn parts_of_archives() {
    let records = records();
    let offer = Offer { lang: Lang::De, records: &records, built_in: &records };
    let form = xlsx_form(offer).expect("a form");
    let of = |name: &str| std::fs::read(fixture(name)).expect("a workbook");
    for (name, whole, part) in [
        ("flat.xlsx", of("flat.xlsx"), "xl/worksheets/sheet1.xml"),
        ("flat.xlsx", of("flat.xlsx"), "xl/styles.xml"),
        ("flat.xlsx", of("flat.xlsx"), "xl/workbook.xml"),
        ("form.xlsx", form, "xl/sharedStrings.xml"),
        ("flat.ods", of("flat.ods"), "content.xml"),
    ] {
        let parts = unpacked(&whole);
        let seed = parts.iter().find(|(found, _)| found == part).unwrap_or_else(|| panic!("{name} has no {part}"));
        let reader = format!("{}-{}", name, part.rsplit('/').next().unwrap_or_default());
        Target { reader: &reader, seeds: vec![seed.1.clone()], usual: 60, memory: 1024 }.withstands(|bytes| {
            judge(name, &packed(&parts, part, bytes), &records);
        });
    }
}

pub fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut content).expect("unpacked");
            (part.name().expect("a name").into_owned(), content)
        })
        .collect()
}

pub fn packed(parts: &[(String, Vec<u8>)], changed: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(name, stored).expect("a part");
        let content = if name == changed { bytes } else { content };
        std::io::Write::write_all(&mut archive, content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}
