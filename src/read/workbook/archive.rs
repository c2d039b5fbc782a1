//! The ZIP archive that a spreadsheet is: which kind it is, and whether it may be unpacked. Every part is unpacked once
//! and only counted, since the sizes that an archive states of itself prove nothing.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use super::MAX_UNPACKED;

/// Most parts of an archive.
const MAX_PARTS: usize = 10_000;
/// Most bytes of a part that describes the workbook rather than its cells: each element in it costs many times its length.
const MAX_DESCRIPTION: u64 = 4 * 1024 * 1024;
/// The type of an `OpenDocument` spreadsheet, as its first part states it.
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// What an archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
}

/// Why an archive is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It unpacks to too much, or has too many parts.
    TooLarge(String),
    /// It cannot be read, or is neither of the two.
    Broken(String),
}

/// What an archive is, if it unpacks to no more than allowed.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Refused> {
    let broken = |error: zip::result::ZipError| Refused::Broken(format!("the archive cannot be read: {error}"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_PARTS {
        return Err(Refused::TooLarge(format!("the archive has more than {MAX_PARTS} parts")));
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_lowercase();
        let cells = name.contains("worksheets/") || name.ends_with("sharedstrings.xml") || name == "content.xml";
        let text = [".xml", ".rels"].iter().any(|ending| name.ends_with(ending));
        let room = if text && !cells { MAX_DESCRIPTION.min(MAX_UNPACKED - unpacked) } else { MAX_UNPACKED - unpacked };
        let count = copy(&mut part.take(room + 1), &mut sink())
            .map_err(|error| Refused::Broken(format!("the archive cannot be read: {error}")))?;
        if count > room {
            let most = if room == MAX_DESCRIPTION { MAX_DESCRIPTION } else { MAX_UNPACKED } / 1024 / 1024;
            return Err(Refused::TooLarge(format!("the archive unpacks to more than {most} MiB at `{name}`")));
        }
        unpacked += count;
    }
    let has = |name: &str| archive.file_names().flatten().any(|other| other.eq_ignore_ascii_case(name));
    let (xlsx, binary, content) = (has("xl/workbook.xml"), has("xl/workbook.bin"), has("content.xml"));
    if xlsx {
        return Ok(Kind::Xlsx);
    }
    if binary {
        return Err(Refused::Broken("it is a binary workbook (XLSB), which is not read".to_owned()));
    }
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // What is not text is not the type either.
        let _ = part.take(200).read_to_string(&mut kind);
    }
    match (kind.trim() == ODS, content) {
        (true, true) => Ok(Kind::Ods),
        _ => Err(Refused::Broken("it is an archive, but neither XLSX nor ODS".to_owned())),
    }
}

/// A part as text of at most [`MAX_UNPACKED`] bytes.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(MAX_UNPACKED).read_to_string(&mut text).ok()?;
    Some(text)
}
