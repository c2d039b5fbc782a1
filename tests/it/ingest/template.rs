//! The form: what a person fills in there is taken back without a question.

use staffelstab::check::Dataset;
use staffelstab::ingest::Incoming;
use staffelstab::ingest::recognise::{Options, recognise, spelt};
use staffelstab::locale::Lang;
use staffelstab::model::{claim, edition, land, provenance};
use staffelstab::read::workbook::sheets;
use staffelstab::template::{Offer, csv, xlsx};

use super::flat::{records, same_rows};
use crate::fuzz::workbooks::{packed, unpacked};
use crate::harness::{done, folder, read, staffelstab};

fn offer(records: &Dataset, lang: Lang) -> Offer<'_> {
    Offer { lang, records, built_in: records }
}

/// Two events as somebody fills them in, German.
const FILLED: [&[(&str, &str)]; 2] = [
    &[
        ("Veranstaltung", "Fachkongress des IT-Planungsrats"),
        ("Nr.", "9"),
        ("Beginn", "17.03.2021"),
        ("Ende", "18. März 2021"),
        ("Stadt", "Dresden"),
        ("Veranstaltungsort", "Messe Dresden"),
        ("Land", "Sachsen"),
        ("Format", "online"),
        ("Status", "hat stattgefunden"),
        ("Motto", "So geht Zukunft. Digital."),
        ("Teilnehmende", "rund 3.600"),
        ("Zählweise", "teilgenommen"),
        ("Modus", "online"),
        ("Einheit", "Personen"),
        ("Zeitpunkt der Angabe", "nachher"),
        ("Stand", "19.03.2021"),
        ("Vorträge", "39"),
        ("Bühnen", "3"),
        ("Nachrichten", "über 700"),
        ("Beteiligte an Abstimmungen", "bis zu 1.000"),
        ("Hauptthemen", "moderne bürgerfreundliche Verwaltung; Online-Zugangsgesetz"),
        ("Themen", "digitale Souveränität; mobiles Arbeiten; Kulturwandel"),
        (
            "Link",
            "https://www.it-planungsrat.de/aktuelles/details/so-geht-zukunft-digital-sachsen-streamt-erfolgreich-digitale-premiere-des-nationalen-fachkongresses-vom-it-planungsrat",
        ),
    ],
    &[
        ("Veranstaltung", "Mitteldeutsche Digitalisierungskonferenz"),
        ("Nr.", "16"),
        ("Beginn", "03.04.2025"),
        ("Ende", "03.04.2025"),
        ("Stadt", "Leipzig"),
        ("Veranstaltungsort", "HTWK Leipzig"),
        ("Land", "Sachsen"),
        ("Format", "vor Ort"),
        ("Status", "hat stattgefunden"),
        ("Motto", "Digital First – Schluss mit Sand im Getriebe"),
        ("Hauptthemen", "Strategien der Landes-CIOs; Zukunft der Verwaltungsdigitalisierung"),
        ("Themen", "Datenschutz; Smart City"),
        ("Quelle", "Wie sieht die Zukunft der digitalen Verwaltung in Mitteldeutschland aus?"),
    ],
];

/// The cells of the rows in the order of the form.
fn filled(names: &[String]) -> Vec<Vec<String>> {
    FILLED
        .iter()
        .map(|row| {
            assert!(row.iter().all(|(name, _)| names.iter().any(|known| known == name)), "every column is there");
            names
                .iter()
                .map(|name| {
                    row.iter().find(|(known, _)| known == name).map_or(String::new(), |(_, cell)| (*cell).to_owned())
                })
                .collect()
        })
        .collect()
}

fn names(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    text.lines().next().expect("a first line").split(';').map(str::to_owned).collect()
}

/// The sheet of an XLSX with more rows behind those that are there.
fn with_rows(bytes: &[u8], rows: &[Vec<String>]) -> Vec<u8> {
    let parts = unpacked(bytes);
    let part = "xl/worksheets/sheet1.xml";
    let sheet = parts.iter().find(|(name, _)| name == part).map(|(_, bytes)| bytes.clone()).expect("a sheet");
    let mut more = String::new();
    for (row, number) in rows.iter().zip(4..) {
        more.push_str(&format!("<row r=\"{number}\">"));
        for (cell, index) in row.iter().zip(0..).filter(|(cell, _)| !cell.is_empty()) {
            let column = rust_xlsxwriter::utility::column_number_to_name(index);
            more.push_str(&format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
        }
        more.push_str("</row>");
    }
    let sheet = String::from_utf8(sheet).expect("XML").replace("</sheetData>", &format!("{more}</sheetData>"));
    packed(&parts, part, sheet.as_bytes())
}

fn taken(name: &str, bytes: &[u8]) -> Incoming {
    let book = sheets(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    recognise(&book, &records(), &Options::default()).unwrap_or_else(|findings| panic!("{name}: {}", findings.text()))
}

#[test]
fn what_is_filled_in_is_taken_back_without_a_question() {
    let records = records();
    let form = csv(offer(&records, Lang::De));
    let names = names(&form);
    let rows = filled(&names);
    let mut text = String::from_utf8(form).expect("UTF-8");
    for row in &rows {
        let cells: Vec<_> =
            row.iter().map(|cell| if cell.contains(';') { format!("\"{cell}\"") } else { cell.clone() }).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    let book = with_rows(&xlsx(offer(&records, Lang::De)).expect("a form"), &rows);
    for (name, bytes) in [("formular.csv", text.into_bytes()), ("formular.xlsx", book)] {
        let incoming = taken(name, &bytes);
        assert!(incoming.warnings.is_empty(), "{name}: {}", incoming.warnings.text());
        assert!(incoming.recognised[0].ends_with("2 rows, 2 examples left out"), "{:?}", incoming.recognised);
        assert_eq!(same_rows(&incoming), 2 + 5 + 9, "{name}: editions, figures, topics");
    }
}

#[test]
fn an_empty_form_says_nothing_and_is_the_same_each_time() {
    let records = records();
    for lang in [Lang::De, Lang::En] {
        let book = xlsx(offer(&records, lang)).expect("a form");
        assert_eq!(book, xlsx(offer(&records, lang)).expect("a form"));
        for (name, bytes) in [("a.csv", csv(offer(&records, lang))), ("a.xlsx", book)] {
            let incoming = taken(name, &bytes);
            assert!(incoming.rows.is_empty() && incoming.warnings.is_empty(), "{name}");
        }
    }
}

#[test]
fn the_examples_are_true_so_that_they_change_nothing_where_they_are_kept() {
    let records = records();
    for (lang, word) in [(Lang::De, "BEISPIEL: wird nicht übernommen"), (Lang::En, "EXAMPLE: is left out")] {
        let form = String::from_utf8(csv(offer(&records, lang))).expect("UTF-8").replace(word, "");
        let incoming = taken("a.csv", form.as_bytes());
        assert!(same_rows(&incoming) > 20);
        assert!(incoming.warnings.is_empty(), "{}", incoming.warnings.text());
    }
}

#[test]
fn every_vocabulary_has_a_drop_down_and_every_column_a_comment() {
    let records = records();
    let parts = unpacked(&xlsx(offer(&records, Lang::De)).expect("a form"));
    let part = |name: &str| {
        let found = parts.iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}"));
        String::from_utf8(found.1.clone()).expect("XML")
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    let validations: Vec<&str> = sheet.split("<dataValidation ").skip(1).collect();
    assert_eq!(validations.len(), 13, "series, Länder and eleven vocabularies");
    assert!(validations.iter().all(|found| found.contains("type=\"list\"") && found.contains("<formula1>Listen!$")));
    let names = names(&csv(offer(&records, Lang::De)));
    let comments = part("xl/comments1.xml");
    assert_eq!(comments.matches("<comment ").count(), names.len());
    let strings = part("xl/sharedStrings.xml");
    for series in records.series() {
        assert!(strings.contains(&format!(">{}<", series.name_de)), "{}", series.name_de);
    }
    for words in [
        edition::EditionFormat::WORDS,
        edition::Status::WORDS,
        edition::Evidence::WORDS,
        claim::Basis::WORDS,
        claim::Mode::WORDS,
        claim::Unit::WORDS,
        claim::Asserted::WORDS,
        provenance::SourceKind::WORDS,
        land::Land::WORDS,
    ] {
        for (_, german, ..) in spelt(words) {
            assert!(strings.contains(&format!(">{german}<")), "{german}");
        }
    }
    for words in [
        edition::Scope::WORDS,
        edition::Cadence::WORDS,
        claim::Measure::WORDS,
        claim::Qualifier::WORDS,
        claim::Weight::WORDS,
        provenance::DisputedField::WORDS,
        provenance::SourceKind::WORDS,
    ] {
        assert!(words.iter().all(|word| strings.contains(&format!(">{word}<"))), "{words:?}");
    }
    // series, sources, figures, mentions and disputes, behind the form and its guide.
    for (sheet, lists) in [(3, 2), (4, 1), (5, 6), (6, 1), (7, 1)] {
        let sheet = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert_eq!(sheet.matches("<dataValidation ").count(), lists);
    }
}

#[test]
fn the_command_writes_one_file_and_never_over_another() {
    let here = folder();
    let ran = done(here.path(), &["template", "formular.csv"]);
    assert_eq!(ran.stdout, "wrote formular.csv\nfill it in, then: staffelstab ingest formular.csv --into DIR\n");
    assert!(read(here.path().join("formular.csv")).starts_with("\u{feff}Veranstaltung;Nr.;Beginn;Ende;"));
    assert_eq!(staffelstab(here.path(), &["template", "formular.csv"]).code, 3);
    assert_eq!(staffelstab(here.path(), &["template", "formular.ods"]).code, 2);
    done(here.path(), &["template", "neu/form.xlsx", "--lang", "en"]);
    assert!(std::fs::read(here.path().join("neu/form.xlsx")).expect("a file").starts_with(b"PK"));
}
