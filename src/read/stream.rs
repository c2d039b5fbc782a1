//! A table that is read in pieces and never held as a whole. A piece begins with a row and ends behind one, so that
//! each can be looked at by itself, and on any thread; the hash and the count of lines go on from piece to piece.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom, copy, sink};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use memchr::{memchr, memchr_iter, memrchr};
use sha2::{Digest, Sha256};

use super::columnar::Columnar;
use crate::diag::visible;
use crate::digest::hexadecimal;
use crate::parallel::cores;
use crate::progress::{Progress, Stage};
use crate::source::{Before, MAX_FILE, MAX_STREAM, Refusal, SourceText};

/// Bytes of a piece, more where a row is longer.
const PIECE: usize = 2 * 1024 * 1024;
/// Longest row: behind it a quotation mark counts as never closed.
const MAX_ROW: usize = 256 * 1024 * 1024;
/// Bytes that are read to come back to a row.
const ROW: usize = 2 * 1024 * 1024;
/// What a byte order mark is in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Where the bytes are.
#[derive(Debug)]
enum Origin {
    Memory(Vec<u8>),
    File(PathBuf),
    /// A Parquet file: the bytes are those of the table as CSV.
    Parquet(PathBuf),
}

/// A table that is read in pieces.
#[derive(Debug)]
pub struct Stream {
    name: String,
    path: String,
    origin: Origin,
    size: u64,
    sha256: OnceLock<String>,
}

/// A piece, or why there is none: its number and text.
pub(super) type Piece<'p> = (usize, &'p Result<SourceText, Refusal>);

impl Stream {
    /// A table of these bytes.
    pub(super) fn memory(name: &str, path: &str, bytes: Vec<u8>) -> Self {
        let size = bytes.len() as u64;
        Self { name: name.into(), path: path.into(), origin: Origin::Memory(bytes), size, sha256: OnceLock::new() }
    }

    /// A table in a file.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be opened.
    pub(super) fn file(name: &str, path: PathBuf) -> Result<Self, Error> {
        let size = size(&path)?;
        let shown = path.to_string_lossy().into_owned();
        Ok(Self { name: name.into(), path: shown, origin: Origin::File(path), size, sha256: OnceLock::new() })
    }

    /// A table in a Parquet file. `name` is the name that it has as CSV.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be opened. What is wrong inside becomes a finding when it is read.
    pub(super) fn parquet(name: &str, path: PathBuf) -> Result<Self, Error> {
        let size = size(&path)?;
        let shown = path.to_string_lossy().into_owned();
        Ok(Self { name: name.into(), path: shown, origin: Origin::Parquet(path), size, sha256: OnceLock::new() })
    }

    /// Plain file name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path as the user named it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Bytes, as far as was known when it was opened.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of its bytes in hexadecimal: known once it was gone through, else it is read for it.
    pub(super) fn sha256(&self) -> Result<String, Error> {
        if let Some(known) = self.sha256.get() {
            return Ok(known.clone());
        }
        let mut input: Box<dyn Read + Send> = match &self.origin {
            Origin::Parquet(path) => Box::new(File::open(path)?),
            _ => self.open(0)?,
        };
        let mut hash = Sha256::new();
        let mut buffer = vec![0; PIECE];
        loop {
            let count = input.read(&mut buffer)?;
            if count == 0 {
                return Ok(hexadecimal(&hash.finalize()));
            }
            hash.update(&buffer[..count]);
        }
    }

    /// All of it, at most one byte more than a file may have that is held as a whole.
    pub(super) fn whole(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.open(0)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The beginning: at least `least` bytes or all of them, up to the end of a line where there is more behind it,
    /// and whether it is all.
    pub(super) fn head(&self, least: usize) -> (Result<SourceText, Refusal>, bool) {
        let mut bytes = Vec::new();
        let read = self.open(0).and_then(|input| input.take(least as u64).read_to_end(&mut bytes));
        if let Err(error) = read {
            return (Err(Refusal::BreaksOff(error.to_string())), true);
        }
        let whole = bytes.len() < least;
        if !whole {
            bytes.truncate(memrchr(b'\n', &bytes).map_or(0, |at| at + 1));
        }
        (SourceText::part(&self.name, &self.path, bytes, Before::default()), whole)
    }

    /// The text from a row on that was passed before, as far as a row goes.
    pub(super) fn row(&self, before: Before) -> Option<SourceText> {
        let mut bytes = Vec::new();
        self.open(before.bytes).ok()?.take(ROW as u64).read_to_end(&mut bytes).ok()?;
        let whole = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
        bytes.truncate(whole);
        SourceText::part(&self.name, &self.path, bytes, before).ok()
    }

    fn open(&self, at: u64) -> Result<Box<dyn Read + Send + '_>, Error> {
        Ok(match &self.origin {
            Origin::Memory(bytes) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Box::new(&bytes[start..])
            }
            Origin::File(path) => {
                let mut file = File::open(path)?;
                if at > 0 {
                    file.seek(SeekFrom::Start(at))?;
                }
                Box::new(file)
            }
            Origin::Parquet(path) => {
                let mut table = Columnar::open(path)?;
                copy(&mut table.by_ref().take(at), &mut sink())?;
                Box::new(table)
            }
        })
    }

    /// Opens it at its beginning and tells that it is being gone through; whether in bytes rather than in rows.
    fn begin<'p>(&self, progress: &'p Progress) -> Result<(Box<dyn Read + Send + '_>, Stage<'p>, bool), Error> {
        let name = Path::new(&self.path).file_name().unwrap_or_default().to_string_lossy();
        let what = format!("checking {}", visible(&name));
        if let Origin::Parquet(path) = &self.origin {
            let table = Columnar::open(path)?;
            let stage = progress.rows(&what, table.rows_in_all());
            Ok((Box::new(table), stage, false))
        } else {
            Ok((self.open(0)?, progress.bytes(&what, self.size), true))
        }
    }

    /// How many threads are worth it.
    fn threads(&self) -> usize {
        let pieces = usize::try_from(self.size).unwrap_or(usize::MAX) / PIECE;
        if pieces < 2 { 1 } else { cores().min(pieces) }
    }

    /// Hands every piece to `work`, one after the other, up to the first that cannot be read.
    pub(super) fn in_order(&self, delimiter: u8, mut work: impl FnMut(&SourceText)) {
        let Ok(input) = self.open(0) else { return };
        let mut reading = Reading::of(input, delimiter);
        let mut bytes = Vec::new();
        while let Ok(Some((_, before, _))) = reading.next(&mut bytes) {
            let Ok(piece) = SourceText::part(&self.name, &self.path, bytes, before) else { return };
            work(&piece);
            bytes = piece.into_bytes();
        }
    }

    /// Hands every piece to `work`, on as many threads as there are cores where the table is large; each thread has
    /// one `new()` of its own. Pieces come in no order, but are numbered.
    ///
    /// # Errors
    /// When the file is too large or breaks off.
    pub(super) fn pass<W>(
        &self,
        delimiter: u8,
        progress: &Progress,
        new: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, Piece<'_>) + Sync,
    ) -> Result<(), Refusal> {
        let breaks_off = |error: Error| Refusal::BreaksOff(error.to_string());
        if self.size > MAX_STREAM {
            return Err(Refusal::Stream);
        }
        let (input, stage, in_bytes) = self.begin(progress).map_err(breaks_off)?;
        let reading = Mutex::new(Reading::of(input, delimiter));
        let worker = || -> Result<(), Error> {
            let mut own = new();
            let mut bytes = Vec::new();
            loop {
                let next = reading.lock().unwrap_or_else(PoisonError::into_inner).next(&mut bytes)?;
                let Some((number, before, lines)) = next else { return Ok(()) };
                let (size, lines) = (bytes.len() as u64, lines as u64);
                let piece = SourceText::part(&self.name, &self.path, bytes, before);
                work(&mut own, (number, &piece));
                stage.advance(if in_bytes { size } else { lines }, lines);
                bytes = piece.map(SourceText::into_bytes).unwrap_or_default();
            }
        };
        let threads = self.threads();
        if threads < 2 {
            worker().map_err(breaks_off)?;
        } else {
            thread::scope(|scope| {
                let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
                let stopped = || Err(Error::other("a thread stopped"));
                workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| stopped()))
            })
            .map_err(breaks_off)?;
        }
        let reading = reading.into_inner().unwrap_or_else(PoisonError::into_inner);
        if reading.next.bytes > MAX_STREAM {
            return Err(Refusal::Stream);
        }
        // A row without end stops the reading: then the hash is not that of the file, and there is an error anyway.
        if !matches!(self.origin, Origin::Parquet(_)) {
            let _ = self.sha256.set(hexadecimal(&reading.hash.finalize()));
        }
        Ok(())
    }
}

/// Bytes of a file, if it is one that can be opened: a pipe or a device may never end.
fn size(path: &Path) -> Result<u64, Error> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    File::open(path)?;
    Ok(metadata.len())
}

/// How far a table was read.
struct Reading<'s> {
    input: Box<dyn Read + Send + 's>,
    delimiter: u8,
    /// What was read beyond the end of the last piece.
    rest: Vec<u8>,
    next: Before,
    number: usize,
    hash: Sha256,
    ended: bool,
}

impl<'s> Reading<'s> {
    fn of(input: Box<dyn Read + Send + 's>, delimiter: u8) -> Self {
        let next = Before::default();
        Self { input, delimiter, rest: Vec::new(), next, number: 0, hash: Sha256::new(), ended: false }
    }

    /// Reads the next piece into `bytes`; gives its number, what stands before it, and how many lines it has.
    fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<(usize, Before, usize)>, Error> {
        bytes.clear();
        if self.ended {
            return Ok(None);
        }
        bytes.append(&mut self.rest);
        let mut more = PIECE;
        let end = loop {
            let known = bytes.len();
            bytes.reserve(more);
            let count = self.input.by_ref().take(more as u64).read_to_end(bytes)?;
            self.hash.update(&bytes[known..]);
            if count < more || self.next.bytes + bytes.len() as u64 > MAX_STREAM {
                self.ended = true;
                break bytes.len();
            }
            let start = if self.number == 0 && bytes.starts_with(MARK) { MARK.len() } else { 0 };
            if let Some(end) = end_of_row(bytes, start, self.delimiter) {
                break end;
            }
            if bytes.len() >= MAX_ROW {
                self.ended = true;
                // Up to a whole character.
                break bytes.len() - bytes.iter().rev().take(3).take_while(|byte| **byte & 0xc0 == 0x80).count() - 1;
            }
            more = bytes.len();
        };
        self.rest.extend_from_slice(&bytes[end..]);
        bytes.truncate(end);
        if bytes.is_empty() && self.number > 0 {
            return Ok(None);
        }
        let before = self.next;
        let number = self.number;
        self.number += 1;
        let lines = lines(bytes);
        self.next = Before { bytes: before.bytes + end as u64, lines: before.lines + lines };
        Ok(Some((number, before, lines)))
    }
}

/// How many line ends there are.
fn lines(bytes: &[u8]) -> usize {
    let feeds = memchr_iter(b'\n', bytes).count();
    if memchr(b'\r', bytes).is_none() {
        return feeds;
    }
    feeds + memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count()
}

/// Where the last whole row of some bytes ends that begin with one at `start`; there is more behind them. Quotation
/// marks are taken as the csv crate does: one opens a cell only as its first character, two of them inside mean one.
fn end_of_row(bytes: &[u8], start: usize, delimiter: u8) -> Option<usize> {
    let end_in = |from: usize, to: usize| {
        let part = bytes.get(from..to)?;
        let bare = || {
            let mut end = part.len();
            loop {
                end = memrchr(b'\r', &part[..end])?;
                if bytes.get(from + end + 1).is_some_and(|next| *next != b'\n') {
                    return Some(end);
                }
            }
        };
        memrchr(b'\n', part).or_else(bare).map(|at| from + at + 1)
    };
    let mut end = None;
    let mut outside = start;
    let mut at = start;
    while let Some(quote) = memchr(b'"', &bytes[at..]).map(|found| at + found) {
        let opens = quote == start || matches!(bytes[quote - 1], b'\n' | b'\r') || bytes[quote - 1] == delimiter;
        if !opens {
            at = quote + 1;
            continue;
        }
        end = end_in(outside, quote).or(end);
        let mut inside = quote + 1;
        outside = loop {
            let Some(found) = memchr(b'"', &bytes[inside..]) else { return end };
            match bytes.get(inside + found + 1) {
                Some(b'"') => inside += found + 2,
                Some(_) => break inside + found + 1,
                // It may be the first of two.
                None => return end,
            }
        };
        at = outside;
    }
    end_in(outside, bytes.len()).or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_outside_of_quotes() {
        fn end(text: &str) -> Option<&str> {
            end_of_row(text.as_bytes(), 0, b',').map(|end| &text[..end])
        }
        assert_eq!(end("a,b\nc,d"), Some("a,b\n"));
        assert_eq!(end("a,b\r\nc"), Some("a,b\r\n"));
        assert_eq!(end("a,\"b\nc"), None);
        assert_eq!(end("a,b\nc,\"d\ne"), Some("a,b\n"));
        assert_eq!(end("a,\"b\nc\"\nd"), Some("a,\"b\nc\"\n"));
        assert_eq!(end("a,\"b\n\"\"c\n\"\"\"\nd"), Some("a,\"b\n\"\"c\n\"\"\"\n"));
        assert_eq!(end("a,b\"\nc,d\"\ne"), Some("a,b\"\nc,d\"\n"));
        assert_eq!(end("a,b\n\"c\""), Some("a,b\n"));
        assert_eq!(end("a,b\rc,d\re"), Some("a,b\rc,d\r"));
        assert_eq!(end("a,b\r"), None);
    }

    #[test]
    fn lines_are_counted_as_the_line_table_does() {
        for text in ["", "a", "a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\n\rb\n\n"] {
            let table = SourceText::part("t", "t", text.as_bytes().to_vec(), Before::default()).expect("a text");
            assert_eq!(lines(text.as_bytes()) + 1, table.lines(), "{text:?}");
        }
    }
}
