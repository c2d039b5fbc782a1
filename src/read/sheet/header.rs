//! The first line of a table: which delimiter, which columns.

use csv::{ReaderBuilder, StringRecord};

use super::{Layout, MAX_COLUMNS, View, row_start};
use crate::diag::{Code, Diagnostics, Finding, nearest, quote};
use crate::read::schema::Schema;
use crate::read::span;
use crate::source::SourceText;

/// What may separate cells, and how it is called.
const DELIMITERS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "vertical bars")];

/// The first line, read with one delimiter.
struct Header {
    names: Vec<String>,
    start: usize,
    end: usize,
}

impl Header {
    fn read(text: &str, delimiter: u8) -> Option<Self> {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            return None;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        // One more than allowed is enough to say that there are too many.
        let names = record.iter().take(MAX_COLUMNS + 1).map(|name| name.trim().to_owned()).collect();
        Some(Self { names, start: row_start(text, &record), end })
    }

    fn known(&self, schema: &Schema) -> usize {
        schema.columns.iter().filter(|column| self.names.iter().any(|name| name == column.name)).count()
    }
}

impl Layout {
    pub(super) fn open(
        index: u32,
        source: &SourceText,
        schema: &'static Schema,
        findings: &mut Diagnostics,
    ) -> Option<Self> {
        let text = source.text();
        let read = DELIMITERS
            .iter()
            .filter_map(|(delimiter, name)| Header::read(text, *delimiter).map(|header| (*delimiter, *name, header)));
        // The delimiter that finds most columns; of several, the first.
        let best = read.reduce(|a, b| if b.2.known(schema) > a.2.known(schema) { b } else { a });
        let Some((delimiter, name, header)) = best else {
            findings.error(Code::MissingColumn, || {
                Finding::file(source.path(), "the table is empty: not even its columns are named")
                    .hint(format!("the first line is {}", schema.header()))
            });
            return None;
        };
        let mut layout =
            Self { index, schema, delimiter, width: header.names.len(), cells: Vec::new(), body: header.end };
        if !layout.is_readable(source, &header, findings) {
            return None;
        }
        if delimiter != b',' {
            findings.warning(Code::WrongDelimiter, || {
                let first = text.get(header.start..).and_then(|line| line.find(char::from(delimiter))).unwrap_or(0);
                let message = format!("the cells are separated by {name}, not by commas");
                Finding::at(source, header.start + first, 1, message)
                    .hint("the table is read as it is; other programs that know the package expect commas")
            });
        }
        layout.take_columns(source, &header, findings);
        Some(layout)
    }

    fn is_readable(&self, source: &SourceText, header: &Header, findings: &mut Diagnostics) -> bool {
        let schema = self.schema;
        let open = span::cells(source.text(), header.start, self.delimiter).find(|cell| cell.unclosed);
        if let Some(open) = open {
            findings.error(Code::UnclosedQuote, || {
                Finding::at(source, open.bytes.start, 1, "the quotation mark is never closed")
                    .hint("the rest of the file was not read: close it, or leave it out")
            });
        } else if header.names.len() > MAX_COLUMNS {
            findings.error(Code::TooLarge, || {
                Finding::at(source, header.start, 1, format!("the first line names more than {MAX_COLUMNS} columns"))
                    .hint(format!("its columns are {}", schema.header()))
            });
        } else if header.known(schema) == 0 {
            findings.error(Code::MissingColumn, || {
                Finding::at(source, header.start, 1, "the first line does not name the columns")
                    .hint(format!("the first line is {}", schema.header()))
            });
        } else {
            return true;
        }
        false
    }

    fn take_columns(&mut self, source: &SourceText, header: &Header, findings: &mut Diagnostics) {
        let schema = self.schema;
        let found = |name: &str| header.names.iter().position(|other| other == name);
        let cells: Vec<_> = span::cells(source.text(), header.start, self.delimiter).take(header.names.len()).collect();
        let view = View { layout: self, source };
        let place =
            |index: usize| cells.get(index).map_or((header.start, 1), |cell| (cell.bytes.start, view.length(cell)));
        for (index, name) in header.names.iter().enumerate() {
            let (offset, length) = place(index);
            if found(name).is_some_and(|first| first < index) {
                findings.error(Code::DuplicateColumn, || {
                    Finding::at(source, offset, length, format!("the column {} is there twice", quote(name)))
                });
            } else if !schema.columns.iter().any(|column| column.name == name) {
                findings.error(Code::UnknownColumn, || {
                    let missing = schema.columns.iter().map(|column| column.name).filter(|name| found(name).is_none());
                    let hint = nearest(name, missing).map_or_else(
                        || format!("its columns are {}", schema.header()),
                        |word| format!("did you mean `{word}`?"),
                    );
                    let message = format!("{} has no column {}", schema.file, quote(name));
                    Finding::at(source, offset, length, message).hint(hint)
                });
            }
        }
        for column in schema.columns.iter().filter(|column| found(column.name).is_none()) {
            findings.error(Code::MissingColumn, || {
                Finding::at(source, header.start, 1, format!("the column `{}` is missing", column.name))
                    .hint("a column stands in the first line even where none of its cells is known")
            });
        }
        self.cells = schema.columns.iter().map(|column| found(column.name)).collect();
    }
}

/// Whether the first line of a table ends before the end of a text, whatever separates its cells.
pub(super) fn ends_within(text: &str) -> bool {
    DELIMITERS.iter().all(|(delimiter, _)| Header::read(text, *delimiter).is_some_and(|header| header.end < text.len()))
}
