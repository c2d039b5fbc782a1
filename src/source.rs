//! A file's text and its line table: byte offset → line and column.

use std::ops::Range;
use std::sync::OnceLock;

/// Largest file that is held in memory as a whole, in bytes.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;
/// Most lines of such a file.
pub const MAX_LINES: usize = 10_000_000;
/// Largest table of figures or mentions, which is read in pieces, in bytes.
pub const MAX_STREAM: u64 = 64 * 1024 * 1024 * 1024;
/// Longest line, in bytes.
pub const MAX_LINE: usize = 1024 * 1024;

/// How much of a line that is not taken is kept to show it, in characters or bytes.
const EXCERPT: usize = 400;

/// A place in a text: line and column from 1; a column is a character (a Unicode scalar value).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// What stands in a file before a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Bytes, a byte order mark included.
    pub bytes: u64,
    /// Lines.
    pub lines: usize,
}

/// A text, or a part of one that begins with a line, with its name and line table.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: String,
    path: String,
    text: String,
    before: Before,
    /// Byte offset of the start of each line, counted when it is first asked for; [`MAX_FILE`] fits into `u32`.
    starts: OnceLock<Vec<u32>>,
}

/// Why bytes are not taken as a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Bytes that are not UTF-8.
    #[error("the file is not UTF-8: byte {} does not belong to a character", .0.byte)]
    NotUtf8(NotUtf8),
    /// More than [`MAX_FILE`] bytes.
    #[error("the file is larger than {} MiB", MAX_FILE / 1024 / 1024)]
    File,
    /// More than [`MAX_STREAM`] bytes.
    #[error("the file is larger than {} GiB", MAX_STREAM / 1024 / 1024 / 1024)]
    Stream,
    /// It breaks off while it is read.
    #[error("the file cannot be read to its end: {0}")]
    BreaksOff(String),
    /// More than [`MAX_LINES`] lines.
    #[error("the file has more than {MAX_LINES} lines")]
    Lines,
    /// A line of more than [`MAX_LINE`] bytes.
    #[error("line {line} is longer than {} KiB", MAX_LINE / 1024)]
    Line {
        /// Which one, from 1.
        line: usize,
        /// How it begins.
        beginning: String,
    },
}

/// Where bytes stop being UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The first wrong byte, from 1.
    pub byte: usize,
    /// Its place.
    pub position: Position,
    /// The line up to that byte.
    pub before: String,
    /// Whether the file looks like UTF-16.
    pub utf16: bool,
}

impl SourceText {
    /// A text from bytes: a byte order mark is dropped.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, or go beyond a limit.
    pub fn new(name: impl Into<String>, path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Refusal> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(Refusal::File);
        }
        let (text, mark) = decoded(bytes, Before::default())?;
        let starts = line_starts(&text)?;
        let before = Before { bytes: mark, lines: 0 };
        Ok(Self { name: name.into(), path: path.into(), text, before, starts: OnceLock::from(starts) })
    }

    /// A part of a text from bytes that begin with a line: at the beginning a byte order mark is dropped.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, or a line goes beyond its limit.
    pub fn part(name: &str, path: &str, bytes: Vec<u8>, before: Before) -> Result<Self, Refusal> {
        let (text, mark) = decoded(bytes, before)?;
        if has_long_line(text.as_bytes()) {
            // The exact count says where, or that lines end otherwise than was looked for.
            line_starts(&text).map_err(|refusal| match refusal {
                Refusal::Line { line, beginning } => Refusal::Line { line: line + before.lines, beginning },
                refusal => refusal,
            })?;
        }
        let before = Before { bytes: before.bytes + mark, ..before };
        Ok(Self { name: name.to_owned(), path: path.to_owned(), text, before, starts: OnceLock::new() })
    }

    /// What stands in the file before this part of it.
    #[must_use]
    pub const fn before(&self) -> Before {
        self.before
    }

    /// Its bytes, to be used again.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
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

    /// Line and column of a byte offset; past the end, the end. The line is that of the whole file.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts().partition_point(|start| *start as usize <= offset).max(1);
        let start = self.range(line).start.min(offset);
        Position { line: self.before.lines + line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of a line, counted from 1 over the whole file, without its line end; empty where there is no such
    /// line here.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let line = line.saturating_sub(self.before.lines);
        self.text[self.range(line)].trim_end_matches(['\r', '\n'])
    }

    /// How many lines there are; a text that ends in a line end has an empty one behind it.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts().len()
    }

    fn starts(&self) -> &[u32] {
        // A part has at most as many bytes as a file may have, and none of its lines is counted that is not there.
        self.starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = (0..bytes.len()).filter(|at| ends_line(bytes, *at));
            std::iter::once(0).chain(ends.filter_map(|at| u32::try_from(at + 1).ok())).collect()
        })
    }

    fn range(&self, line: usize) -> Range<usize> {
        let start = |line: usize| self.starts().get(line).map_or(self.text.len(), |start| *start as usize);
        start(line.saturating_sub(1))..start(line)
    }
}

/// The text of some bytes that begin with a line, and the length of the byte order mark that stood before it.
fn decoded(bytes: Vec<u8>, before: Before) -> Result<(String, u64), Refusal> {
    // Text in UTF-16 without a byte order mark is valid UTF-8, but half of its bytes are zero.
    let head = if before.bytes == 0 { &bytes[..bytes.len().min(1024)] } else { &[] };
    let zeros = head.split(|byte| *byte == 0).count() > head.len() / 4 + 1;
    let zero = head.iter().position(|byte| zeros && *byte == 0);
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        Refusal::NotUtf8(NotUtf8::at(error.as_bytes(), offset, zeros, before))
    })?;
    if let Some(offset) = zero {
        return Err(Refusal::NotUtf8(NotUtf8::at(text.as_bytes(), offset, zeros, before)));
    }
    let mark = '\u{feff}'.len_utf8();
    if before.bytes == 0 && text.starts_with('\u{feff}') {
        text.drain(..mark);
        return Ok((text, mark as u64));
    }
    Ok((text, 0))
}

/// Whether a line that ends in LF may be longer than allowed.
fn has_long_line(bytes: &[u8]) -> bool {
    let mut start = 0;
    while bytes.len() - start > MAX_LINE {
        match memchr::memrchr(b'\n', &bytes[start..start + MAX_LINE]) {
            Some(at) => start += at + 1,
            None => return true,
        }
    }
    false
}

/// Lines end as the csv crate sees it: in LF, CR LF, or CR alone.
fn ends_line(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

fn line_starts(text: &str) -> Result<Vec<u32>, Refusal> {
    let bytes = text.as_bytes();
    let mut starts = vec![0_u32];
    let mut start = 0;
    for end in (0..bytes.len()).filter(|at| ends_line(bytes, *at)).map(|at| at + 1) {
        if end - start > MAX_LINE {
            return Err(long_line(text, starts.len(), start));
        }
        if starts.len() >= MAX_LINES {
            return Err(Refusal::Lines);
        }
        start = end;
        starts.push(u32::try_from(end).map_err(|_| Refusal::File)?);
    }
    if bytes.len() - start > MAX_LINE { Err(long_line(text, starts.len(), start)) } else { Ok(starts) }
}

fn long_line(text: &str, line: usize, start: usize) -> Refusal {
    Refusal::Line { line, beginning: text[start..].chars().take(EXCERPT).collect() }
}

impl NotUtf8 {
    fn at(bytes: &[u8], offset: usize, zeros: bool, ahead: Before) -> Self {
        let valid = &bytes[..offset];
        let start = (0..offset).rev().find(|at| ends_line(bytes, *at)).map_or(0, |at| at + 1);
        // The excerpt keeps to the end of a line that may be as long as the file.
        let tail = &valid[start.max(offset.saturating_sub(EXCERPT))..];
        let before = String::from_utf8_lossy(tail).into_owned();
        let line = (0..offset).filter(|at| ends_line(bytes, *at)).count() + 1;
        let column = String::from_utf8_lossy(&valid[start..]).chars().filter(|c| *c != '\u{feff}').count() + 1;
        Self {
            byte: offset + 1 + usize::try_from(ahead.bytes).unwrap_or(usize::MAX - offset - 1),
            position: Position { line: ahead.lines + line, column },
            before,
            utf16: ahead.bytes == 0 && (zeros || bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])),
        }
    }
}
