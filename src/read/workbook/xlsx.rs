//! XLSX → sheets, cell by cell: a sheet that names a cell in its last row and column costs no more than that cell.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::numbers::decimal;
use super::open::Cells;
use super::{MAX_SHEETS, Row, Sheet, Typed};
use crate::model::date::Date;

/// The sheets of a workbook that are shown; an error in its own words.
pub(super) fn read(bytes: &[u8], cells: &mut Cells) -> Result<Vec<Sheet>, XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let shown: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::new();
    if shown.len() > MAX_SHEETS {
        cells.too_many_sheets();
        return Ok(sheets);
    }
    for name in shown {
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let mut reader = book.worksheet_cells_reader(&name)?;
        while let Some((cell, style)) = reader.next_cell_with_style_id()? {
            let (at, index) = cell.get_position();
            let format = || {
                let format = reader.styles().get(style)?.number_format.as_ref()?;
                Some(format.format_code.clone())
            };
            let (kind, text) = typed(cell.get_value(), format);
            let line = at as usize + 1;
            if !text.is_empty() && !cells.has_room(index as usize, line) {
                return Ok(sheets);
            }
            let row = rows.entry(at).or_insert_with(|| Row { line, cells: Vec::new() });
            if !cells.push(row, index as usize, (line, index as usize + 1), kind, text.trim()) {
                return Ok(sheets);
            }
        }
        let mut rows: Vec<Row> = rows.into_values().filter(|row| !row.cells.is_empty()).collect();
        for row in &mut rows {
            // Sorting is stable: of two cells that claim one place the first one counts.
            row.cells.sort_by_key(|cell| cell.index);
            row.cells.dedup_by_key(|cell| cell.index);
        }
        sheets.push(Sheet { name: Some(name.into()), rows });
    }
    Ok(sheets)
}

/// A cell's type and text.
fn typed<'d>(value: &'d DataRef<'_>, format: impl Fn() -> Option<String>) -> (Typed, std::borrow::Cow<'d, str>) {
    match value {
        DataRef::Empty | DataRef::Error(_) => (Typed::Text, "".into()),
        DataRef::String(text) | DataRef::DurationIso(text) => (Typed::Text, text.into()),
        DataRef::SharedString(text) => (Typed::Text, (*text).into()),
        DataRef::Int(number) => (Typed::Number, number.to_string().into()),
        DataRef::Float(number) => (Typed::Number, decimal(*number).into()),
        DataRef::Bool(truth) => (Typed::Truth, truth.to_string().into()),
        DataRef::DateTimeIso(text) => (Typed::Date, text.split('T').next().unwrap_or_default().into()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match format!("{year:04}-{month:02}-{day:02}").parse::<Date>() {
                Ok(date) if moment.as_f64() >= 1.0 && moment.is_datetime() => {
                    (Typed::Date, shown(date, format().as_deref()).to_string().into())
                }
                // A time of day, or a day that no record can have.
                _ => (Typed::Number, decimal(moment.as_f64()).into()),
            }
        }
    }
}

/// A date as precise as its format shows it: `März 2024` is kept as the first of the month, which nobody wrote.
fn shown(date: Date, format: Option<&str>) -> Date {
    let Some(format) = format else { return date };
    let mut letters = String::new();
    let (mut quoted, mut bracket) = (false, false);
    for character in format.split(';').next().unwrap_or_default().chars() {
        match character {
            '"' => quoted = !quoted,
            '[' => bracket = true,
            ']' => bracket = false,
            _ if quoted || bracket => {}
            _ => letters.extend(character.to_lowercase()),
        }
    }
    match (date, letters.contains(['d', 't']), letters.contains('m'), letters.contains(['y', 'j'])) {
        (Date::Day(year, month, _), false, true, true) => Date::Month(year, month),
        (Date::Day(year, ..), false, false, true) => Date::Year(year),
        _ => date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_as_it_is_shown() {
        let day = Date::Day(2024, 3, 1);
        for (format, date) in [
            ("dd.mm.yyyy", "2024-03-01"),
            ("[$-407]mmmm\\ yyyy;@", "2024-03"),
            ("mmm yy", "2024-03"),
            ("yyyy", "2024"),
            ("\"d\" yyyy", "2024"),
            ("General", "2024-03-01"),
            ("", "2024-03-01"),
        ] {
            assert_eq!(shown(day, Some(format)).to_string(), date, "{format}");
        }
    }
}
