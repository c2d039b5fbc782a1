//! A table with cells filled in and rows added; every other byte stays as it is.

use super::ledger::{Ledger, Line};
use crate::read::schema::Schema;
use crate::source::SourceText;

/// The new text of a table.
pub(super) struct NewText {
    pub text: String,
    /// For each line of the ledger that is new or was changed: its index and its line in the text, from 1.
    pub lines: Vec<(usize, usize)>,
}

/// How rows are written.
struct Style<'f> {
    delimiter: u8,
    /// For each column of the table the cell that holds it.
    cells: Vec<usize>,
    width: usize,
    end: &'f str,
    quotes: csv::QuoteStyle,
}

/// The text of the ledger's table; a table that the package does not have begins with its columns.
pub(super) fn new_text(ledger: &Ledger<'_>) -> NewText {
    let form = ledger.form.as_ref();
    let old = form.map_or("", |form| form.text);
    let style = match form {
        Some(form) => Style {
            delimiter: form.delimiter,
            cells: form.cells.iter().enumerate().map(|(at, cell)| cell.unwrap_or(at)).collect(),
            width: form.width,
            end: line_end(old),
            quotes: if is_quoted(old, form.body) { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary },
        },
        None => Style::plain(ledger.schema),
    };
    let mut edits = edits(ledger, &style);
    edits.sort_by_key(|edit| edit.start);
    let mut text = String::with_capacity(old.len() + 1024);
    let mut begins: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for edit in edits {
        // The row begins before its first edit, and no edit before it changes where.
        begins.push((edit.line, text.len() + (edit.row.max(from) - from)));
        text.push_str(&old[from..edit.start]);
        text.push_str(&edit.cell);
        from = edit.end;
    }
    text.push_str(&old[from..]);
    if form.is_none() {
        text.push_str(&ledger.schema.header());
        text.push_str(style.end);
    }
    for (index, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.place.is_none()) {
        if !text.is_empty() && !text.ends_with(['\n', '\r']) {
            text.push_str(style.end);
        }
        begins.push((index, text.len()));
        text.push_str(&style.row(line));
    }
    begins.dedup_by_key(|(line, _)| *line);
    let lines = match SourceText::new("", "", text.clone().into_bytes()) {
        Ok(source) => begins.into_iter().map(|(line, at)| (line, source.position(at).line)).collect(),
        // A table that has become too large is refused by the check.
        Err(_) => Vec::new(),
    };
    NewText { text, lines }
}

/// A cell that is to read otherwise.
struct Edit {
    line: usize,
    /// Where its row begins.
    row: usize,
    start: usize,
    end: usize,
    cell: String,
}

fn edits(ledger: &Ledger<'_>, style: &Style<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (index, line) in ledger.lines.iter().enumerate() {
        let Some((form, row)) = ledger.form.as_ref().zip(line.place) else { continue };
        for column in (0..line.cells.len()).filter(|column| line.was[*column].is_some()) {
            if let Some(bytes) = form.bytes(row, column) {
                let cell = style.cell(&line.cells[column]);
                edits.push(Edit { line: index, row, start: bytes.start, end: bytes.end, cell });
            }
        }
    }
    edits
}

impl Style<'_> {
    fn plain(schema: &Schema) -> Self {
        Self {
            delimiter: b',',
            cells: (0..schema.columns.len()).collect(),
            width: schema.columns.len(),
            end: "\n",
            quotes: csv::QuoteStyle::Necessary,
        }
    }

    /// A row with its line end.
    fn row(&self, line: &Line) -> String {
        let mut cells = vec![""; self.width];
        for (column, cell) in self.cells.iter().enumerate() {
            if let Some(place) = cells.get_mut(*cell) {
                *place = &line.cells[column];
            }
        }
        self.written(&cells) + self.end
    }

    fn cell(&self, cell: &str) -> String {
        if cell.is_empty() { String::new() } else { self.written(&[cell]) }
    }

    fn written(&self, cells: &[&str]) -> String {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .quote_style(self.quotes)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        // Writing to memory cannot fail, and what is written of texts is a text.
        let _ = writer.write_record(cells);
        let mut text = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        text.truncate(text.len().saturating_sub(1));
        text
    }
}

/// How the first line of a text ends.
fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']).map(|at| &text.as_bytes()[at..]) {
        Some([b'\r', b'\n', ..]) => "\r\n",
        Some([b'\r', ..]) => "\r",
        _ => "\n",
    }
}

/// Whether the first row stands in quotation marks from its first byte to its last.
fn is_quoted(text: &str, body: usize) -> bool {
    let row = text.get(body..).unwrap_or_default().trim_start().split(['\r', '\n']).next().unwrap_or_default();
    row.len() > 1 && row.starts_with('"') && row.ends_with('"')
}
