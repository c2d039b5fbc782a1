//! The rows of a sheet as a PNG packs them.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How hard the encoder tries, from 1 to 9.
const LEVEL: u32 = 2;
/// The filters of a row: its own bytes, and the difference to the row above.
const NONE: u8 = 0;
const UP: u8 = 2;

/// Rows of so many bytes, packed. Most are like the one above: as their difference they are zeros, which are packed
/// much faster. All others stay as they are: the numbers of colours have no near and far.
///
/// # Errors
/// When the encoder fails.
pub(super) fn packed(bytes: &[u8], width: usize) -> io::Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    let mut same = vec![0; width + 1];
    same[0] = UP;
    let mut above: &[u8] = &[];
    for row in bytes.chunks(width.max(1)) {
        if row == above {
            packed.write_all(&same)?;
        } else {
            packed.write_all(&[NONE])?;
            packed.write_all(row)?;
        }
        above = row;
    }
    packed.finish()
}
