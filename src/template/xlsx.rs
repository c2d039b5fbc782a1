//! The form as XLSX: a sheet with one row an edition, the tables of the package for what does not fit into a row, and
//! the lists behind the drop-downs on a hidden sheet.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use super::columns::{FORM, offered};
use super::{Offer, examples, names};
use crate::model::land::{Holder, Land};
use crate::read::embedded::FILES;
use crate::read::raw;
use crate::read::schema::{Kind, Schema};

/// Rows that have drop-downs.
const ROWS: u32 = 1_000;
/// The tables that are offered beside the form.
const TABLES: [&Schema; 5] =
    [&raw::Series::SCHEMA, &raw::Source::SCHEMA, &raw::Figure::SCHEMA, &raw::Mention::SCHEMA, &raw::Dispute::SCHEMA];

/// The form cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the form cannot be made: {0}")]
pub struct FormError(#[from] XlsxError);

/// The lists behind the drop-downs.
struct Lists {
    sheet: &'static str,
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// The formula for a list; the same list is kept once.
    fn formula(&mut self, list: Vec<String>) -> Formula {
        let rows = list.len().max(1);
        let at = self.columns.iter().position(|known| *known == list).unwrap_or_else(|| {
            self.columns.push(list);
            self.columns.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(at).unwrap_or(u16::MAX));
        Formula::new(format!("={}!${column}$1:${column}${rows}", self.sheet))
    }
}

/// The form; the same bytes for the same offer.
///
/// # Errors
/// When the crate that writes it refuses a name or a text.
pub fn xlsx(offer: Offer<'_>) -> Result<Vec<u8>, FormError> {
    let lang = offer.lang;
    let mut lists = Lists { sheet: lang.pick("Listen", "Lists"), columns: Vec::new() };
    let mut book = Workbook::new();
    // A fixed day: the form does not change with the clock.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    form(book.add_worksheet(), offer, &mut lists)?;
    guide(book.add_worksheet(), offer)?;
    for table in TABLES {
        self::table(book.add_worksheet(), table, &mut lists)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(lists.sheet)?.set_hidden(true);
    for (column, list) in (0..).zip(&lists.columns) {
        for (row, word) in (0..).zip(list) {
            sheet.write_string(row, column, word)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

fn heading() -> Format {
    Format::new().set_bold().set_background_color(0x00DD_E6F0).set_align(FormatAlign::Top).set_text_wrap()
}

/// Cells that stay as they are typed: a spreadsheet would turn `März 2024` into the first of March.
fn as_typed() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top)
}

/// A name with its comment.
fn head(sheet: &mut Worksheet, column: u16, name: &str, comment: &str) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, column, name, &heading())?;
    let note = Note::new(comment).set_author("staffelstab").add_author_prefix(false).set_width(300).set_height(110);
    sheet.insert_note(0, column, &note)?;
    Ok(())
}

/// A drop-down below a name. Another word may be written: it is read if it is known, and asked about otherwise.
fn drop_down(sheet: &mut Worksheet, column: u16, list: Formula) -> Result<(), XlsxError> {
    let validation = DataValidation::new().allow_list_formula(list).set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(1, column, ROWS, column, &validation)?;
    Ok(())
}

/// The sheet with one row an edition.
fn form(sheet: &mut Worksheet, offer: Offer<'_>, lists: &mut Lists) -> Result<(), XlsxError> {
    let lang = offer.lang;
    sheet.set_name(lang.pick("Veranstaltungen", "Events"))?.set_freeze_panes(1, 2)?;
    for ((index, column), name) in (0_u16..).zip(FORM).zip(names(lang)) {
        let wide = matches!(index, 0) || column.comment(lang).len() > 100;
        sheet.set_column_format(index, &as_typed())?.set_column_width(index, if wide { 34 } else { 18 })?;
        head(sheet, index, name, column.comment(lang))?;
        if index == 0 {
            let series = offer.records.series();
            let list: Vec<String> =
                series.iter().map(|series| lang.pick(&series.name_de, &series.name_en).clone()).collect();
            drop_down(sheet, index, lists.formula(list))?;
        } else if !column.words.is_empty() {
            let list = offered(column.words, lang).into_iter().map(str::to_owned).collect();
            drop_down(sheet, index, lists.formula(list))?;
        }
    }
    let example = as_typed().set_font_color(0x0070_7070).set_italic();
    for (row, cells) in (1..).zip(examples::rows(offer)) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, &cell, &example)?;
        }
    }
    Ok(())
}

/// A table of the package: only its names, with drop-downs in the words of the records.
fn table(sheet: &mut Worksheet, table: &Schema, lists: &mut Lists) -> Result<(), XlsxError> {
    sheet.set_name(table.stem())?.set_freeze_panes(1, 0)?;
    for (index, column) in (0_u16..).zip(table.columns) {
        sheet.set_column_format(index, &as_typed())?.set_column_width(index, 20)?;
        let needed = if column.required { "Pflicht. / Required. " } else { "" };
        head(sheet, index, column.name, &format!("{needed}{}", described(table, column.name)))?;
        let words = match column.kind {
            Kind::Word(words) => words,
            Kind::Land | Kind::LandKey => Land::WORDS,
            Kind::Holder => Holder::WORDS,
            _ => continue,
        };
        drop_down(sheet, index, lists.formula(words.iter().map(|word| (*word).to_owned()).collect()))?;
    }
    Ok(())
}

/// What datapackage.json says of a column.
fn described(table: &Schema, column: &str) -> String {
    let text = FILES.iter().find(|(name, _)| *name == "datapackage.json").map_or("", |(_, text)| *text);
    let package: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let named = |list: &serde_json::Value, name: &str| {
        let entries = list.as_array().map(Vec::as_slice).unwrap_or_default();
        entries.iter().find(|entry| entry["name"] == name).cloned().unwrap_or_default()
    };
    let resource = named(&package["resources"], table.stem());
    named(&resource["schema"]["fields"], column)["description"].as_str().unwrap_or(column).to_owned()
}

/// The sheet that says how the form is filled in.
fn guide(sheet: &mut Worksheet, offer: Offer<'_>) -> Result<(), XlsxError> {
    const GERMAN: [&str; 7] = [
        "Eine Zeile je Veranstaltung und Quelle. Die Kommentare an den Spaltennamen sagen, was hineingehört.",
        "Was nicht bekannt ist, bleibt leer. Leer ist nie null.",
        "Jede Zahl steht so da, wie die Quelle sie schreibt, mit ihrem Wort davor. Kein Mittelwert aus zweien.",
        "Eine zweite Quelle mit einer anderen Zahl bekommt eine zweite Zeile.",
        "Die beiden grauen Zeilen sind Beispiele und werden nicht übernommen; sie können stehen bleiben.",
        "Die englisch benannten Blätter sind die Tabellen des Datenpakets, für das, was in keine Zeile passt: neue Reihen, weitere Angaben, abweichende Aussagen.",
        "Danach: staffelstab ingest DATEI --into ORDNER zeigt, was sich ändern würde.",
    ];
    const ENGLISH: [&str; 7] = [
        "One row for each event and source. The comments on the names of the columns say what belongs there.",
        "What is not known stays empty. Empty is never zero.",
        "A figure stands as the source writes it, with its word before it. No mean of two.",
        "A second source with another figure has a second row.",
        "The two grey rows are examples and are left out; they may stay.",
        "The sheets with names in small letters are tables of the data package, for what fits into no row: new series, further claims, different words.",
        "Then: staffelstab ingest FILE --into DIR shows what would change.",
    ];
    sheet.set_name(offer.lang.pick("Anleitung", "Guide"))?.set_column_width(0, 110)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, line) in (0..).zip(offer.lang.pick(GERMAN, ENGLISH)) {
        sheet.write_string_with_format(row, 0, line, &wrapped)?;
    }
    Ok(())
}
