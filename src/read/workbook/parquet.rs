//! Parquet → one sheet. Before the parquet crate sees a file, its footer and the heads of its pages are gone through
//! here: they state how much memory the crate would take, and a mutated one may state anything.

mod bounds;
mod thrift;

use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use bytes::Bytes;

pub(in crate::read) use bounds::{MAX_PAGES, largest_page};

use super::numbers::{day, decimal};
use super::open::Cells;
use super::{Row, Sheet, Typed};

/// Reads a file; an error in words.
pub(super) fn read(bytes: &[u8], cells: &mut Cells) -> Result<Sheet, String> {
    bounds::check(bytes, cells)?;
    let file = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).map_err(|error| error.to_string())?;
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let mut sheet = Sheet::default();
    let mut header = Row { line: 1, cells: Vec::new() };
    for (index, column) in schema.columns().iter().enumerate() {
        if !cells.push(&mut header, index, (1, index + 1), Typed::Text, column.name().trim()) {
            return Ok(sheet);
        }
    }
    sheet.rows.push(header);
    for (row, line) in file.get_row_iter(None).map_err(|error| error.to_string())?.zip(2..) {
        let row = row.map_err(|error| error.to_string())?;
        let mut taken = Row { line, cells: Vec::new() };
        for (index, (name, field)) in row.get_column_iter().enumerate() {
            let (kind, text) =
                content(field).ok_or_else(|| format!("the column `{name}` is no text, number or day"))?;
            if !cells.push(&mut taken, index, (line, index + 1), kind, text.trim()) {
                return Ok(sheet);
            }
        }
        if !taken.cells.is_empty() {
            sheet.rows.push(taken);
        }
    }
    Ok(sheet)
}

/// What a field says in a cell; `None` where it is no text, number or day.
pub(in crate::read) fn content(field: &Field) -> Option<(Typed, String)> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let number = |text: String| Some((Typed::Number, text));
    let date = |days: i64| day(days).map(|day| (Typed::Date, day));
    match field {
        Field::Null => Some((Typed::Text, String::new())),
        Field::Bool(truth) => Some((Typed::Truth, truth.to_string())),
        Field::Byte(value) => number(value.to_string()),
        Field::Short(value) => number(value.to_string()),
        Field::Int(value) => number(value.to_string()),
        Field::Long(value) => number(value.to_string()),
        Field::UByte(value) => number(value.to_string()),
        Field::UShort(value) => number(value.to_string()),
        Field::UInt(value) => number(value.to_string()),
        Field::ULong(value) => number(value.to_string()),
        Field::Float(value) => number(decimal(f64::from(*value))),
        Field::Double(value) => number(decimal(*value)),
        Field::Str(text) => Some((Typed::Text, text.clone())),
        // Texts that are not marked as such.
        Field::Bytes(bytes) => bytes.as_utf8().ok().map(|text| (Typed::Text, text.to_owned())),
        Field::Date(days) => date(i64::from(*days)),
        Field::TimestampMillis(moment) => date(moment.div_euclid(DAY)),
        Field::TimestampMicros(moment) => date(moment.div_euclid(DAY * 1000)),
        _ => None,
    }
}
