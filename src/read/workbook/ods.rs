//! ODS → sheets. The content is read here and not with calamine, because that copies a cell for each of its repetitions:
//! one long text, repeated over a million rows, would be gigabytes. Here a repetition is counted before it is copied.

use std::collections::BTreeSet;

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

/// What was read so far.
struct Reading<'c> {
    cells: &'c mut Cells,
    sheets: Vec<Sheet>,
    /// Names of the styles that hide a sheet, and the style that is being read.
    hidden: BTreeSet<String>,
    style: String,
    /// Whether a sheet is open, and whether it is hidden.
    inside: bool,
    is_hidden: bool,
    line: usize,
    repeated_row: usize,
    index: usize,
    row: Row,
    cell: Option<Open>,
    paragraph: usize,
    left_out: usize,
}

/// Reads `content.xml`; an error in words.
pub(super) fn read(content: &str, cells: &mut Cells) -> Result<Vec<Sheet>, String> {
    let mut reader = Reader::from_str(content);
    let mut depth = 0_usize;
    let mut reading = Reading {
        cells,
        sheets: Vec::new(),
        hidden: BTreeSet::new(),
        style: String::new(),
        inside: false,
        is_hidden: false,
        line: 1,
        repeated_row: 1,
        index: 0,
        row: Row::default(),
        cell: None,
        paragraph: 0,
        left_out: 0,
    };
    loop {
        let goes_on = match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format!("its elements are nested deeper than {MAX_DEPTH}"));
                }
                reading.start(&start, false)?
            }
            Event::Empty(start) => reading.start(&start, true)?,
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.text(&entity(&reference)?),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                reading.end(end.local_name().as_ref())
            }
            Event::Eof => false,
            _ => true,
        };
        if !goes_on {
            return Ok(reading.sheets);
        }
    }
}

/// Each step says whether reading goes on: it does not where a bound is reached.
impl Reading<'_> {
    fn start(&mut self, start: &BytesStart<'_>, is_empty: bool) -> Result<bool, String> {
        match start.local_name().as_ref() {
            "style" => self.style = attribute(start, "name")?.unwrap_or_default(),
            "table-properties" if attribute(start, "display")?.as_deref() == Some("false") => {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            "table" if !self.inside => {
                if self.sheets.len() >= MAX_SHEETS {
                    self.cells.too_many_sheets();
                    return Ok(false);
                }
                let name = attribute(start, "name")?.unwrap_or_default();
                self.sheets.push(Sheet { name: Some(name.into()), rows: Vec::new() });
                self.is_hidden = attribute(start, "style-name")?.is_some_and(|style| self.hidden.contains(&style));
                (self.line, self.inside) = (1, !is_empty);
            }
            "table-row" if self.inside => {
                self.repeated_row = repeated(start, "number-rows-repeated")?;
                (self.index, self.row) = (0, Row { line: self.line, cells: Vec::new() });
                if is_empty {
                    self.line = self.line.saturating_add(self.repeated_row);
                }
            }
            "table-cell" | "covered-table-cell" if self.inside && self.cell.is_none() => {
                let open = opened(start, self.index)?;
                self.index = self.index.saturating_add(open.repeated);
                if is_empty {
                    return Ok(close(open, &mut self.row, self.cells));
                }
                self.cell = Some(open);
            }
            // Comments are no content.
            "annotation" if !is_empty => self.left_out += 1,
            "p" | "h" if self.left_out == 0 => {
                if let Some(open) = &mut self.cell {
                    if open.paragraphs > 0 {
                        open.text.push('\n');
                    }
                    open.paragraphs += 1;
                    self.paragraph += usize::from(!is_empty);
                }
            }
            "s" | "tab" => return Ok(self.text(" ")),
            "line-break" => return Ok(self.text("\n")),
            _ => {}
        }
        Ok(true)
    }

    fn text(&mut self, text: &str) -> bool {
        if let Some(open) = self.cell.as_mut().filter(|_| self.paragraph > 0 && self.left_out == 0) {
            open.text.push_str(text);
        }
        true
    }

    fn end(&mut self, name: &str) -> bool {
        match name {
            "table" => {
                self.inside = false;
                if std::mem::take(&mut self.is_hidden) {
                    self.sheets.pop();
                }
            }
            "annotation" => self.left_out = self.left_out.saturating_sub(1),
            "p" | "h" if self.left_out == 0 => self.paragraph = self.paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                (self.paragraph, self.left_out) = (0, 0);
                if let Some(open) = self.cell.take() {
                    return close(open, &mut self.row, self.cells);
                }
            }
            "table-row" => {
                let row = std::mem::take(&mut self.row);
                if !finish(row, self.repeated_row, self.sheets.last_mut(), self.cells) {
                    return false;
                }
                self.line = self.line.saturating_add(self.repeated_row);
            }
            _ => {}
        }
        true
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
    let text = match (open.kind, open.value) {
        (Some(Typed::Date), Some(day)) => shown(day, &open.text),
        (_, Some(value)) => value,
        (_, None) => open.text,
    };
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

/// A day as precise as the cell shows it: behind `März 2024` stands the first of the month, which nobody wrote.
fn shown(day: String, text: &str) -> String {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year_alone = matches!(numbers.as_slice(), [year] if year.len() == 4 && day.starts_with(*year));
    let length = match (year_alone, text.contains(char::is_alphabetic)) {
        (true, true) => "2024-03".len(),
        (true, false) => "2024".len(),
        (false, _) => return day,
    };
    day.get(..length).map_or_else(|| day.clone(), str::to_owned)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_as_it_is_shown() {
        let day = || "2024-03-01".to_owned();
        for (text, date) in [
            ("01.03.2024", "2024-03-01"),
            ("März 2024", "2024-03"),
            ("2024", "2024"),
            ("1. März 2024", "2024-03-01"),
            ("03/24", "2024-03-01"),
            ("", "2024-03-01"),
        ] {
            assert_eq!(shown(day(), text), date, "{text}");
        }
    }
}
