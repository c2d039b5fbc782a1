//! A scene → pixels → PNG with its physical size, colour space and words.

mod cover;
mod palette;
mod pen;
mod rows;
mod sheet;

use std::io;

use png::text_metadata::ITXtChunk;

pub(super) use self::cover::Cover;
use self::palette::Palette;
use self::pen::PixelPen;
use self::sheet::Sheet;
use super::draw::{DrawError, Meta, with_pen};
use super::format::Format;
use super::scene::Scene;
use super::text::Fonts;
use super::theme::{Role, Theme};

/// Keyword of the SHA-256 of the rows drawn.
pub const ROWS_SHA256: &str = "staffelstab:rows-sha256";
/// Keyword of what it takes to draw the chart again.
pub const OPTIONS: &str = "staffelstab:options";
/// Keyword of the rows drawn.
pub const ROWS: &str = "staffelstab:rows";

/// A picture that cannot be made: a defect of the program.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The scene cannot be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// The pixels cannot be packed.
    #[error("the picture cannot be packed: {0}")]
    Packed(#[from] io::Error),
    /// The PNG cannot be encoded.
    #[error("the picture cannot be encoded: {0}")]
    Png(#[from] png::EncodingError),
}

/// The PNG of a scene, the same picture as [`super::draw::svg`] gives: 8 bits and a palette, with `pHYs`, `sRGB` and
/// `iTXt` (Title, Description, Source, Software, and the SHA-256 of the rows drawn).
///
/// # Errors
/// When plotters refuses an element, or the encoder fails.
pub fn png(scene: &Scene, theme: &Theme, fonts: &Fonts, meta: &Meta) -> Result<Vec<u8>, RasterError> {
    let exact = sheet(scene, theme, fonts, false)?;
    let sheet = if exact.palette().is_full() { sheet(scene, theme, fonts, true)? } else { exact };
    encode(&sheet, scene.format, meta)
}

/// The pixels of a scene. Where `rounds` says so, shades at edges are rounded.
fn sheet(scene: &Scene, theme: &Theme, fonts: &Fonts, rounds: bool) -> Result<Sheet, DrawError> {
    let (width, height) = pixels(scene.format);
    let colours = Role::ALL.map(|(role, _)| theme.colour(role));
    let sheet = Sheet::new((width as usize, height as usize), theme.colour(Role::Paper), Palette::new(colours, rounds));
    let (across, down) = scene.format.size();
    let mut pen = PixelPen {
        sheet,
        fonts,
        size: (width.cast_signed(), height.cast_signed()),
        scale: (f64::from(width) / across, f64::from(height) / down),
    };
    with_pen(scene, theme, fonts, &mut pen)?;
    Ok(pen.sheet)
}

/// Width and height in pixels.
#[must_use]
pub fn pixels(format: Format) -> (u32, u32) {
    let (width, height) = format.size();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sheets are a few thousand pixels")]
    let pixels = |points: f64| (points * format.scale()).round() as u32;
    (pixels(width), pixels(height))
}

fn encode(sheet: &Sheet, format: Format, meta: &Meta) -> Result<Vec<u8>, RasterError> {
    let (width, height) = pixels(format);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(sheet.palette().bytes());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand pixels a metre")]
    let per_metre = (format.dpi() / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header()?;
    for (keyword, text) in [
        ("Title", &meta.title),
        ("Description", &meta.description),
        ("Source", &meta.source),
        ("Software", &meta.software),
        (ROWS_SHA256, &meta.rows_sha256),
        (OPTIONS, &meta.options),
        (ROWS, &meta.rows),
    ] {
        if !text.is_empty() {
            let mut chunk = ITXtChunk::new(keyword, text.as_str());
            // Rows are many, and only a program reads them.
            chunk.compressed = keyword == ROWS;
            writer.write_text_chunk(&chunk)?;
        }
    }
    writer.write_chunk(png::chunk::IDAT, &rows::packed(sheet.numbers(), width as usize)?)?;
    writer.finish()?;
    Ok(bytes)
}
