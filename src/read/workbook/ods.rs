//! ODS → sheets. The content is read here and not with calamine, because that copies a cell for each of its repetitions:
//! one long text, repeated over a million rows, would be gigabytes. Here a repetition is counted before it is copied.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::numbers::decimal;
use super::open::Cells;
use super::{MAX_SHEETS, Row, Sheet, Typed};

/// Most repetitions of a cell or row with content; what is repeated oftener is a filled column, not a record.
const MAX_REPEATED: usize = 10_000;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;

/// The cell that is being read.
#[derive(Default)]
struct Open {
    index: usize,
    repeated: usize,
    kind: Option<Typed>,
    value: Option<String>,
    text: String,
    paragraphs: usize,
}

/// Reads `content.xml`; an error in words.
pub(super) fn read(content: &str, cells: &mut Cells) -> Result<Vec<Sheet>, String> {
    let mut reader = Reader::from_str(content);
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut line, mut repeated_row, mut index, mut depth) = (1_usize, 1_usize, 0_usize, 0_usize);
    let mut row = Row::default();
    let mut cell: Option<Open> = None;
    let (mut paragraph, mut left_out, mut inside) = (0_usize, 0_usize, false);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        if let Event::Start(_) = event {
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(format!("its elements are nested deeper than {MAX_DEPTH}"));
            }
        }
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "table" if !inside => {
                    if sheets.len() >= MAX_SHEETS {
                        cells.too_many_sheets();
                        return Ok(sheets);
                    }
                    let name = attribute(&start, "name")?.unwrap_or_default();
                    sheets.push(Sheet { name: Some(name.into()), rows: Vec::new() });
                    (line, inside) = (1, !is_empty);
                }
                "table-row" if inside => {
                    repeated_row = repeated(&start, "number-rows-repeated")?;
                    (index, row) = (0, Row { line, cells: Vec::new() });
                    if is_empty {
                        line = line.saturating_add(repeated_row);
                    }
                }
                "table-cell" | "covered-table-cell" if inside && cell.is_none() => {
                    let open = opened(&start, index)?;
                    index = index.saturating_add(open.repeated);
                    if is_empty {
                        if !close(open, &mut row, cells) {
                            return Ok(sheets);
                        }
                    } else {
                        cell = Some(open);
                    }
                }
                // Comments are no content.
                "annotation" if !is_empty => left_out += 1,
                "p" | "h" if left_out == 0 => {
                    if let Some(open) = &mut cell {
                        if open.paragraphs > 0 {
                            open.text.push('\n');
                        }
                        open.paragraphs += 1;
                        paragraph += usize::from(!is_empty);
                    }
                }
                "s" | "tab" | "line-break" if left_out == 0 && paragraph > 0 => {
                    if let Some(open) = &mut cell {
                        open.text.push(if start.local_name().as_ref() == "line-break" { '\n' } else { ' ' });
                    }
                }
                _ => {}
            },
            Event::Text(text) if paragraph > 0 && left_out == 0 => {
                if let Some(open) = &mut cell {
                    open.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) if paragraph > 0 && left_out == 0 => {
                if let Some(open) = &mut cell {
                    open.text.push_str(&entity(&reference)?);
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end.local_name().as_ref() {
                    "table" => inside = false,
                    "annotation" => left_out = left_out.saturating_sub(1),
                    "p" | "h" if left_out == 0 => paragraph = paragraph.saturating_sub(1),
                    "table-cell" | "covered-table-cell" => {
                        if let Some(open) = cell.take()
                            && !close(open, &mut row, cells)
                        {
                            return Ok(sheets);
                        }
                        (paragraph, left_out) = (0, 0);
                    }
                    "table-row" => {
                        let row = std::mem::take(&mut row);
                        if !finish(row, repeated_row, sheets.last_mut(), cells) {
                            return Ok(sheets);
                        }
                        line = line.saturating_add(repeated_row);
                    }
                    _ => {}
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// A cell that begins, with what its attributes say.
fn opened(start: &BytesStart<'_>, index: usize) -> Result<Open, String> {
    let repeated = repeated(start, "number-columns-repeated")?;
    let kind = attribute(start, "value-type")?;
    let value = |name: &str| attribute(start, name);
    let (kind, value) = match kind.as_deref() {
        Some("float" | "percentage" | "currency") => {
            (Some(Typed::Number), value("value")?.and_then(|text| text.parse().ok()).map(decimal))
        }
        Some("date") => {
            let day = value("date-value")?.map(|text| text.split('T').next().unwrap_or_default().to_owned());
            (Some(Typed::Date), day)
        }
        Some("boolean") => (Some(Typed::Truth), value("boolean-value")?),
        Some("string") => (Some(Typed::Text), value("string-value")?),
        _ => (None, None),
    };
    Ok(Open { index, repeated, kind, value, ..Open::default() })
}

/// Puts a cell into its row, as often as it is repeated.
fn close(open: Open, row: &mut Row, cells: &mut Cells) -> bool {
    let text = open.value.unwrap_or(open.text);
    let text = text.trim();
    if text.is_empty() {
        return true;
    }
    for index in open.index..open.index.saturating_add(open.repeated.min(MAX_REPEATED)) {
        let kind = open.kind.unwrap_or(Typed::Text);
        if !cells.has_room(index, row.line) || !cells.push(row, index, (row.line, index + 1), kind, text) {
            return false;
        }
    }
    true
}

/// Puts a row into its sheet, as often as it is repeated.
fn finish(row: Row, repeated: usize, sheet: Option<&mut Sheet>, cells: &mut Cells) -> bool {
    let Some(sheet) = sheet else { return true };
    if row.cells.is_empty() {
        return true;
    }
    for more in 1..repeated.min(MAX_REPEATED) {
        let line = row.line.saturating_add(more);
        let mut copy = Row { line, cells: Vec::new() };
        for cell in &row.cells {
            if !cells.push(&mut copy, cell.index as usize, (line, cell.column as usize), cell.kind, &cell.text) {
                return false;
            }
        }
        sheet.rows.push(copy);
    }
    // The first one last, then in order: it is still needed above.
    let at = sheet.rows.len() - (repeated.clamp(1, MAX_REPEATED) - 1).min(sheet.rows.len());
    sheet.rows.insert(at, row);
    true
}

fn repeated(start: &BytesStart<'_>, name: &str) -> Result<usize, String> {
    Ok(attribute(start, name)?.and_then(|text| text.parse().ok()).unwrap_or(1).max(1))
}

/// An attribute by its local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.local_name().as_ref() == name {
            let value =
                attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// A character reference or one of the five entities of XML.
fn entity(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    let known = quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
    known.ok_or_else(|| format!("it names the unknown entity `{name}`"))
}
