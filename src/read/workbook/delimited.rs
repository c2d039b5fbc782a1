//! Delimited text → one sheet.

use super::open::Cells;
use super::{MAX_COLUMNS, Row, Sheet, Typed};
use crate::diag::{Code, Finding};
use crate::read::span;
use crate::source::SourceText;

/// What may separate cells, and how it is called.
const DELIMITERS: [(u8, &str); 4] = [(b';', "semicolons"), (b',', "commas"), (b'\t', "tabs"), (b'|', "vertical bars")];
/// Rows that tell the separator.
const SAMPLE: usize = 30;

/// The separator of a text and its name: the one that gives most rows the same width.
pub(super) fn delimiter(text: &str) -> (u8, &'static str) {
    // The hint that Excel takes, on a line of its own.
    if let Some(named) = hint(text).and_then(|byte| DELIMITERS.iter().find(|(known, _)| *known == byte)) {
        return *named;
    }
    let score = |delimiter: u8| {
        let mut widths = Vec::new();
        let mut start = 0;
        while widths.len() < SAMPLE && start < text.len() {
            let (mut width, mut end) = (0, start);
            for cell in span::cells(text, start, delimiter).take(MAX_COLUMNS + 1) {
                width += 1;
                end = cell.bytes.end;
            }
            widths.push(width);
            start = next_row(text, end);
        }
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths.iter().filter(|width| **width > 1).map(|width| (alike(*width), *width)).max().unwrap_or_default()
    };
    // Of equals the first, so the last is taken from the reversed list.
    DELIMITERS.into_iter().rev().max_by_key(|(delimiter, _)| score(*delimiter)).unwrap_or((b',', "commas"))
}

/// The separator that a first line `sep=;` names.
fn hint(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_end();
    let rest = line.strip_prefix("sep=")?;
    rest.bytes().next().filter(|_| rest.len() == 1)
}

fn next_row(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => end + 2,
        _ => end + 1,
    }
}

/// The rows of a text.
pub(super) fn read(source: &SourceText, delimiter: u8, cells: &mut Cells) -> Sheet {
    let text = source.text();
    let mut sheet = Sheet::default();
    let (mut start, mut line) = (0, 1);
    if hint(text).is_some() {
        start = next_row(text, text.find(['\r', '\n']).unwrap_or(text.len()));
        line = 2;
    }
    while start < text.len() {
        let mut row = Row { line, cells: Vec::new() };
        let (mut column, mut end) = (1, start);
        for (index, cell) in span::cells(text, start, delimiter).enumerate() {
            if index >= MAX_COLUMNS {
                cells.findings.error(Code::TooLarge, || {
                    let message = format!("the row has more than {MAX_COLUMNS} cells");
                    Finding::at(source, start, 1, message).hint("is this a table?")
                });
                return sheet;
            }
            if cell.unclosed {
                cells.findings.error(Code::UnclosedQuote, || {
                    Finding::at(source, cell.bytes.start, 1, "the quotation mark is never closed")
                        .hint("the rest of the file was not read: close it, or leave it out")
                });
                return sheet;
            }
            // The separator before the cell counts as a character of its line.
            column += usize::from(index > 0);
            let written = &text[cell.bytes.clone()];
            let content = unquoted(written);
            if !cells.push(&mut row, index, (line, column), Typed::Text, content.trim()) {
                return sheet;
            }
            let lines = line_ends(written);
            if lines > 0 {
                line += lines;
                column = written.rsplit(['\r', '\n']).next().unwrap_or_default().chars().count() + 1;
            } else {
                column += written.chars().count();
            }
            end = cell.bytes.end;
        }
        if !row.cells.is_empty() {
            sheet.rows.push(row);
        }
        start = next_row(text, end);
        line += 1;
    }
    sheet
}

/// Line ends in a cell, as [`SourceText`] counts them.
fn line_ends(written: &str) -> usize {
    let bytes = written.as_bytes();
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || lone(*at)).count()
}

/// A cell without the quotation marks round it.
fn unquoted(written: &str) -> std::borrow::Cow<'_, str> {
    let Some(inside) = written.strip_prefix('"') else { return written.into() };
    if inside.find('"') == Some(inside.len().saturating_sub(1)) {
        return inside[..inside.len() - 1].into();
    }
    let mut content = String::with_capacity(inside.len());
    let mut characters = inside.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '"' {
            content.push(character);
        } else if characters.peek() == Some(&'"') {
            characters.next();
            content.push('"');
        } else {
            // Behind the closing mark whatever stands there is taken as it is.
            content.extend(characters.by_ref());
        }
    }
    content.into()
}
