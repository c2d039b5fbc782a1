//! JSON and JSON Lines → sheets: an array of objects, an object of such arrays (one a table), or one object a line.
//! Where values stand is found here, what they say is read by `serde_json`, which also bounds how deep they go.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

use super::numbers::decimal;
use super::open::Cells;
use super::{Cell, MAX_CELL, MAX_COLUMNS, MAX_SHEETS, Row, Sheet, Typed};
use crate::diag::{Code, Finding};
use crate::source::SourceText;

/// Longest value as it is written, in bytes: a cell of which each character is escaped.
const MAX_WRITTEN: usize = 6 * MAX_CELL;

/// Where reading stopped, and why.
struct Stop {
    offset: usize,
    message: String,
}

/// A text that is read from the beginning to the end.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The place of `at`, moved along with it: line and character from 1.
    place: (usize, usize),
    placed: usize,
}

/// A sheet that is being filled; its columns are the names in the order in which they come up.
struct Filling {
    sheet: Sheet,
    columns: BTreeMap<String, usize>,
    header: Row,
}

impl Filling {
    fn new(name: Option<Arc<str>>) -> Self {
        Self { sheet: Sheet { name, rows: Vec::new() }, columns: BTreeMap::new(), header: Row::default() }
    }

    fn finished(mut self) -> Sheet {
        if !self.header.cells.is_empty() {
            self.sheet.rows.insert(0, self.header);
        }
        self.sheet
    }
}

/// Whether a text begins as JSON does.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let second = || text[1..].trim_start();
    match text.chars().next() {
        Some('[') => second().starts_with(['{', ']']),
        Some('{') => second().starts_with(['"', '}']),
        _ => false,
    }
}

/// Reads a text; what it is called, and its sheets.
pub(super) fn read(source: &SourceText, cells: &mut Cells) -> (&'static str, Vec<Sheet>) {
    let mut scan = Scan { text: source.text(), at: 0, place: (1, 1), placed: 0 };
    let array = scan.peek() == Some('[');
    let result = if array { one_table(&mut scan, cells) } else { objects(&mut scan, cells) };
    match result {
        Ok((lines, sheets)) => (if lines { "JSON Lines" } else { "JSON" }, sheets),
        Err(Stop { offset, message }) => {
            if !cells.findings.has_errors() {
                cells.findings.error(Code::BrokenFile, || {
                    Finding::at(source, offset, 1, message)
                        .hint("expected is an array of objects, an object of such arrays, or one object a line")
                });
            }
            ("JSON", Vec::new())
        }
    }
}

fn one_table(scan: &mut Scan<'_>, cells: &mut Cells) -> Result<(bool, Vec<Sheet>), Stop> {
    let mut filling = Filling::new(None);
    array(scan, &mut filling, cells)?;
    scan.end()?;
    Ok((false, vec![filling.finished()]))
}

/// An object of tables, or objects one after the other.
fn objects(scan: &mut Scan<'_>, cells: &mut Cells) -> Result<(bool, Vec<Sheet>), Stop> {
    let start = scan.at;
    // Only an object whose values are arrays of objects is one of tables; one with lists of topics is a record.
    let mut probe = Scan { text: scan.text, at: scan.at, place: scan.place, placed: scan.placed };
    probe.expect('{')?;
    let tables = match probe.peek() {
        Some('"') => {
            probe.value()?;
            probe.expect(':')?;
            probe.peek() == Some('[') && {
                probe.at += 1;
                matches!(probe.peek(), Some('{' | ']'))
            }
        }
        _ => false,
    };
    if tables {
        let mut sheets = Vec::new();
        scan.expect('{')?;
        while scan.peek() != Some('}') {
            if sheets.len() >= MAX_SHEETS {
                cells.too_many_sheets();
                return Ok((false, sheets));
            }
            let Value::String(name) = scan.value()?.0 else { return Err(scan.stop("a name is expected here")) };
            scan.expect(':')?;
            let mut filling = Filling::new(Some(name.into()));
            array(scan, &mut filling, cells)?;
            sheets.push(filling.finished());
            if !scan.comma('}')? {
                break;
            }
        }
        scan.expect('}')?;
        scan.end()?;
        return Ok((false, sheets));
    }
    scan.at = start;
    let mut filling = Filling::new(None);
    let mut count = 0;
    while scan.peek().is_some() {
        object(scan, &mut filling, cells)?;
        count += 1;
    }
    Ok((count > 1, vec![filling.finished()]))
}

fn array(scan: &mut Scan<'_>, filling: &mut Filling, cells: &mut Cells) -> Result<(), Stop> {
    scan.expect('[')?;
    while scan.peek() != Some(']') {
        object(scan, filling, cells)?;
        if !scan.comma(']')? {
            break;
        }
    }
    scan.expect(']')
}

fn object(scan: &mut Scan<'_>, filling: &mut Filling, cells: &mut Cells) -> Result<(), Stop> {
    scan.expect('{')?;
    let mut row = Row { line: scan.place().0, cells: Vec::new() };
    while scan.peek() != Some('}') {
        scan.peek();
        let place = scan.place();
        let Value::String(name) = scan.value()?.0 else { return Err(scan.stop("a name is expected here")) };
        scan.expect(':')?;
        let next = filling.columns.len();
        let index = *filling.columns.entry(name.clone()).or_insert(next);
        if index == next {
            if next >= MAX_COLUMNS {
                return Err(scan.stop(format!("the objects have more than {MAX_COLUMNS} names")));
            }
            if !cells.push(&mut filling.header, index, place, Typed::Text, name.trim()) {
                return Err(scan.stop("there is too much in it"));
            }
        }
        scan.peek();
        let place = scan.place();
        let start = scan.at;
        let (value, end) = scan.value()?;
        let Some((kind, text)) = content(&value, &scan.text[start..end]) else {
            return Err(Stop { offset: start, message: "a cell is a text, a number, or a list of texts".to_owned() });
        };
        if row.cells.iter().any(|cell: &Cell| cell.index as usize == index) {
            return Err(Stop { offset: start, message: format!("the name `{name}` is there twice in one object") });
        }
        if !cells.push(&mut row, index, place, kind, text.trim()) {
            return Err(scan.stop("there is too much in it"));
        }
        if !scan.comma('}')? {
            break;
        }
    }
    scan.expect('}')?;
    if !row.cells.is_empty() {
        filling.sheet.rows.push(row);
    }
    Ok(())
}

/// What a value says in a cell; a list is one cell, parted by semicolons.
fn content(value: &Value, written: &str) -> Option<(Typed, String)> {
    match value {
        Value::Null => Some((Typed::Text, String::new())),
        Value::Bool(truth) => Some((Typed::Truth, truth.to_string())),
        Value::String(text) => Some((Typed::Text, text.clone())),
        Value::Number(number) => {
            let bare = written.trim();
            let plain = bare.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
            Some((Typed::Number, if plain { bare.to_owned() } else { decimal(number.as_f64()?) }))
        }
        Value::Array(entries) => {
            let texts: Option<Vec<String>> = entries
                .iter()
                .map(|entry| match entry {
                    Value::String(text) => Some(text.clone()),
                    Value::Number(number) => Some(number.to_string()),
                    _ => None,
                })
                .collect();
            Some((Typed::Text, texts?.join("; ")))
        }
        Value::Object(_) => None,
    }
}

impl Scan<'_> {
    fn stop(&self, message: impl Into<String>) -> Stop {
        Stop { offset: self.at, message: message.into() }
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.text[self.at..].chars().next()
    }

    fn expect(&mut self, wanted: char) -> Result<(), Stop> {
        if self.peek() == Some(wanted) {
            self.at += wanted.len_utf8();
            return Ok(());
        }
        Err(self.stop(format!("`{wanted}` is expected here")))
    }

    /// Whether a comma follows, and with it another entry.
    fn comma(&mut self, end: char) -> Result<bool, Stop> {
        match self.peek() {
            Some(',') => {
                self.at += 1;
                if self.peek() == Some(end) { Err(self.stop("an entry is expected behind a comma")) } else { Ok(true) }
            }
            Some(found) if found == end => Ok(false),
            _ => Err(self.stop(format!("`,` or `{end}` is expected here"))),
        }
    }

    fn end(&mut self) -> Result<(), Stop> {
        if self.peek().is_some() { Err(self.stop("nothing is expected behind the end")) } else { Ok(()) }
    }

    /// A value, and where it ends.
    fn value(&mut self) -> Result<(Value, usize), Stop> {
        self.peek();
        // A list of many numbers takes many times its length as a value: how long it is is found first.
        let mut whole = Deserializer::from_str(&self.text[self.at..]).into_iter::<IgnoredAny>();
        let length = whole.next().map(|_| whole.byte_offset()).unwrap_or_default();
        if length > MAX_WRITTEN {
            return Err(self.stop(format!("the value is longer than {} KiB", MAX_WRITTEN / 1024)));
        }
        let mut values = Deserializer::from_str(&self.text[self.at..]).into_iter::<Value>();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok((value, self.at))
            }
            Some(Err(error)) => {
                // Its own place is counted from the beginning of the value, and lines are not.
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default().to_owned();
                Err(self.stop(format!("the value cannot be read: {message}")))
            }
            None => Err(self.stop("a value is expected here")),
        }
    }

    /// Line and character of where the scan is.
    fn place(&mut self) -> (usize, usize) {
        for character in self.text[self.placed..self.at].chars() {
            self.place = if character == '\n' { (self.place.0 + 1, 1) } else { (self.place.0, self.place.1 + 1) };
        }
        self.placed = self.at;
        self.place
    }
}
