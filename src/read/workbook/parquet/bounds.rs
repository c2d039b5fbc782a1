//! What a Parquet file would take, by its own words: the footer's columns, rows and nesting, and for each page what it
//! unpacks to. Sizes that a codec does not keep to by itself are counted by unpacking.

use std::io::{Read, copy, sink};

use ::parquet::basic::Compression;
use flate2::read::MultiGzDecoder;

use super::thrift::{Input, Value};
use crate::read::workbook::open::Cells;
use crate::read::workbook::{MAX_CELLS, MAX_COLUMNS, MAX_UNPACKED};

/// Longest footer, in bytes: what it describes takes several hundred times as much.
const MAX_FOOTER: usize = 1024 * 1024;
/// Most empty and filled cells together.
const MAX_FIELDS: u64 = 4 * MAX_CELLS as u64;
/// Most bytes that the pages of all columns that are unpacked at one time may take.
pub(in crate::read) const MAX_PAGES: u64 = 256 * 1024 * 1024;
/// The codecs by their number in the format.
const UNCOMPRESSED: i64 = 0;
const SNAPPY: i64 = 1;
const GZIP: i64 = 2;
const ZSTD: i64 = 6;
const LZ4_RAW: i64 = 7;
/// Any other.
const NOT_READ: i64 = -1;

/// Checks a file.
pub(super) fn check(bytes: &[u8], cells: &mut Cells) -> Result<(), String> {
    let footer = footer(bytes)?;
    let schema = footer.list(2);
    let columns = schema.len().saturating_sub(1);
    if columns >= MAX_COLUMNS {
        cells.has_room(columns, 1);
        return Err("it has too many columns".to_owned());
    }
    // A table has one level: the root, and a column for each of its children.
    let flat = schema.split_first().is_some_and(|(root, columns)| {
        root.whole(5).and_then(|count| usize::try_from(count).ok()) == Some(columns.len())
            && columns.iter().all(|column| column.whole(5).is_none_or(|count| count == 0) && column.whole(3) != Some(2))
    });
    if !flat {
        return Err("its columns are nested or repeated, which no table of records is".to_owned());
    }
    let rows = footer.whole(3).and_then(|rows| u64::try_from(rows).ok()).unwrap_or(u64::MAX);
    let groups = footer.list(4);
    let in_groups = groups.iter().filter_map(|group| u64::try_from(group.whole(3)?).ok()).fold(0, u64::saturating_add);
    if rows.max(in_groups).saturating_mul(columns.max(1) as u64) > MAX_FIELDS {
        cells.too_many_fields(MAX_FIELDS);
        return Err("it has too many rows".to_owned());
    }
    let mut unpacked = 0;
    for chunk in groups.iter().flat_map(|group| group.list(1)) {
        let described = chunk.get(3).ok_or("a column of it is not described")?;
        pages(bytes, described, &mut unpacked)?;
        if unpacked > MAX_UNPACKED {
            cells.too_much_unpacked();
            return Err("it unpacks to too much".to_owned());
        }
    }
    Ok(())
}

fn footer(bytes: &[u8]) -> Result<Value, String> {
    let cut = || "its end is missing".to_owned();
    let tail = bytes.len().checked_sub(8).filter(|at| *at >= 4).ok_or_else(cut)?;
    let (length, magic) = bytes[tail..].split_at(4);
    if magic != b"PAR1" {
        return Err(cut());
    }
    let length = u32::from_le_bytes(length.try_into().map_err(|_| cut())?) as usize;
    if length > MAX_FOOTER {
        return Err(format!("its footer is longer than {} KiB", MAX_FOOTER / 1024));
    }
    let start = tail.checked_sub(length).ok_or_else(cut)?;
    Input { bytes: &bytes[start..tail], at: 0 }.structure(0).ok_or_else(|| "its footer cannot be read".to_owned())
}

/// Goes through the pages of a column and adds what they unpack to.
fn pages(bytes: &[u8], column: &Value, unpacked: &mut u64) -> Result<(), String> {
    let outside = || "a column of it lies outside of the file".to_owned();
    let offset = |field: i64| column.whole(field).map(|at| usize::try_from(at).map_err(|_| outside())).transpose();
    let start = match offset(11)? {
        Some(dictionary) => dictionary,
        None => offset(9)?.ok_or_else(outside)?,
    };
    let length = offset(7)?.ok_or_else(outside)?;
    let end = start.checked_add(length).filter(|end| *end <= bytes.len()).ok_or_else(outside)?;
    let codec = column.whole(4).unwrap_or(UNCOMPRESSED);
    walk(&bytes[start..end], codec, |size| {
        *unpacked = unpacked.saturating_add(size);
        *unpacked <= MAX_UNPACKED
    })
}

/// What the largest page of a column in a row group unpacks to; `bytes` are that column's. The first page of more than
/// [`MAX_PAGES`] is the last one looked at.
///
/// # Errors
/// When its pages cannot be told apart, or say what cannot be true.
pub(in crate::read) fn largest_page(bytes: &[u8], compression: Compression) -> Result<u64, String> {
    let codec = match compression {
        Compression::UNCOMPRESSED => UNCOMPRESSED,
        Compression::SNAPPY => SNAPPY,
        Compression::GZIP(_) => GZIP,
        Compression::ZSTD(_) => ZSTD,
        Compression::LZ4_RAW => LZ4_RAW,
        _ => NOT_READ,
    };
    let mut largest = 0;
    walk(bytes, codec, |size| {
        largest = size.max(largest);
        largest <= MAX_PAGES
    })?;
    Ok(largest)
}

/// Goes through the pages of a column and tells what each unpacks to, as long as `take` wants more.
fn walk(bytes: &[u8], codec: i64, mut take: impl FnMut(u64) -> bool) -> Result<(), String> {
    let outside = || "a column of it lies outside of the file".to_owned();
    if ![UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW].contains(&codec) {
        return Err("it is packed in a way that is not read: Snappy, gzip, Zstandard and LZ4 (raw) are".to_owned());
    }
    let mut at = 0;
    while at < bytes.len() {
        let mut input = Input { bytes, at };
        let head = input.structure(0).ok_or("the head of a page cannot be read")?;
        let size = |field: i64| head.whole(field).and_then(|size| u64::try_from(size).ok());
        let (whole, packed) = size(2).zip(size(3)).ok_or("a page does not say how long it is")?;
        let values = [5, 7, 8].iter().filter_map(|kind| head.get(*kind)?.whole(1)).max().unwrap_or(0);
        let dictionary = head.get(7).is_some();
        let most = if dictionary { whole / 4 + 1 } else { MAX_FIELDS };
        if u64::try_from(values).map_or(true, |values| values > most) {
            return Err("a page states more values than it can hold".to_owned());
        }
        let packed = usize::try_from(packed).map_err(|_| outside())?;
        let body = bytes.get(input.at..).and_then(|rest| rest.get(..packed)).ok_or_else(outside)?;
        if !take(whole) {
            return Ok(());
        }
        if codec == GZIP {
            // This one is unpacked to its end, whatever the page says.
            let limit = whole + 1;
            let counted = copy(&mut MultiGzDecoder::new(gzipped(body, &head)).take(limit), &mut sink());
            if counted.is_ok_and(|counted| counted > whole) {
                return Err("a page unpacks to more than it says".to_owned());
            }
        }
        at = input.at + packed;
    }
    Ok(())
}

/// The part of a page that is packed: the levels of the second kind of data page stand before it as they are.
fn gzipped<'b>(body: &'b [u8], head: &Value) -> &'b [u8] {
    let levels = head.get(8).map_or(0, |page| page.whole(5).unwrap_or(0).saturating_add(page.whole(6).unwrap_or(0)));
    usize::try_from(levels).ok().and_then(|levels| body.get(levels..)).unwrap_or_default()
}
