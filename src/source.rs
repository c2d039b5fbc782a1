//! A file's text and its line table: byte offset → line and column.

use std::fmt;

/// Largest file of a package, in bytes.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;

/// A place in a text, both counted from 1; columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A text with its name and line table.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: String,
    path: String,
    text: String,
    starts: Vec<usize>,
}

/// Bytes that are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// Offset of the first wrong byte.
    pub offset: usize,
    /// Line of that byte, from 1.
    pub line: usize,
    /// Whether the file begins like UTF-16.
    pub utf16: bool,
}

impl fmt::Display for NotUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the file is not UTF-8: byte {} on line {}", self.offset + 1, self.line)
    }
}

impl SourceText {
    /// A text from bytes: a byte order mark is dropped.
    ///
    /// # Errors
    /// When the bytes are not UTF-8.
    pub fn new(name: impl Into<String>, path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            NotUtf8 {
                offset,
                line: bytes[..offset].split(|byte| *byte == b'\n').count(),
                utf16: bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]),
            }
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Ok(Self { name: name.into(), path: path.into(), text, starts })
    }

    /// Plain file name, e.g. `figures.csv`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path as the user named it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; past the end, the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let column = self.text[self.starts[line - 1]..offset].chars().count() + 1;
        Position { line, column }
    }

    /// The text of a line, counted from 1, without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[*start..end].trim_end_matches(['\r', '\n'])
    }
}
