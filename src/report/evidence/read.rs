//! A PNG → what it says about itself. The file may come from anywhere: nothing in it is trusted, and no more is taken
//! into memory than a chart needs.

use std::io::Cursor;

use super::{MOST_ROWS, Origin};
use crate::chart::raster::{OPTIONS, ROWS, ROWS_SHA256};

/// Most pixels of a picture that is compared.
const MOST_PIXELS: u64 = 40_000_000;
/// Longest short text of a picture, in bytes.
const LONGEST: usize = 16 * 1024;

/// Why a file has no evidence.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// Not a PNG, or a broken one.
    #[error("it is not a whole PNG picture: {0}")]
    NotPng(#[from] png::DecodingError),
    /// Larger than any chart.
    #[error("it is larger than any chart")]
    TooLarge,
    /// A PNG without the hash of its rows.
    #[error("it says nothing about its rows: it was not made by staffelstab, or another program saved it again")]
    Silent,
    /// The options cannot be read.
    #[error("what it says about itself cannot be read: {0}")]
    Options(serde_json::Error),
}

/// What a picture says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it takes to draw it again.
    pub origin: Origin,
    /// SHA-256 of the rows drawn, in hexadecimal.
    pub sha256: String,
    /// The rows drawn; `None` where they were too many to travel inside.
    pub rows: Option<String>,
    /// Program and version.
    pub software: String,
}

fn decoder(bytes: &[u8]) -> png::Decoder<Cursor<&[u8]>> {
    png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: 512 * 1024 * 1024 })
}

/// Reads what a picture says about itself.
///
/// # Errors
/// When the bytes are not a PNG or say nothing.
pub fn read(bytes: &[u8]) -> Result<Evidence, EvidenceError> {
    let reader = decoder(bytes).read_info()?;
    let info = reader.info();
    let text = |keyword: &str, most: usize| {
        let mut chunk = info.utf8_text.iter().find(|chunk| chunk.keyword == keyword)?.clone();
        chunk.decompress_text_with_limit(most).ok()?;
        chunk.get_text().ok()
    };
    let (Some(sha256), Some(options)) = (text(ROWS_SHA256, LONGEST), text(OPTIONS, LONGEST)) else {
        return Err(EvidenceError::Silent);
    };
    let origin = serde_json::from_str(&options).map_err(EvidenceError::Options)?;
    Ok(Evidence {
        origin,
        sha256,
        rows: text(ROWS, MOST_ROWS),
        software: text("Software", LONGEST).unwrap_or_default(),
    })
}

/// Width, height, channels and samples.
type Pixels = (u32, u32, usize, Vec<u8>);

fn pixels(bytes: &[u8]) -> Result<Pixels, EvidenceError> {
    let mut decoder = decoder(bytes);
    // A palette is of no matter: the colours are.
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let size = reader.output_buffer_size().ok_or(EvidenceError::TooLarge)?;
    if u64::from(width) * u64::from(height) > MOST_PIXELS || size as u64 > MOST_PIXELS * 8 {
        return Err(EvidenceError::TooLarge);
    }
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples)?;
    samples.truncate(frame.buffer_size());
    Ok((width, height, frame.color_type.samples(), samples))
}

/// Whether two pictures show the same, pixel by pixel.
///
/// # Errors
/// When one of them is not a whole PNG.
pub fn same_pixels(one: &[u8], other: &[u8]) -> Result<bool, EvidenceError> {
    Ok(pixels(one)? == pixels(other)?)
}
