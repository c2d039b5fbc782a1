//! SVG → pixels (resvg) → PNG with its physical size, colour space and words.

mod palette;

use png::text_metadata::ITXtChunk;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, WriteOptions};

use super::draw::Meta;
use super::format::Format;
use super::text::Fonts;

/// Keyword of the SHA-256 of the rows drawn.
pub const ROWS_SHA256: &str = "staffelstab:rows-sha256";
/// Keyword of what it takes to draw the chart again.
pub const OPTIONS: &str = "staffelstab:options";
/// Keyword of the rows drawn.
pub const ROWS: &str = "staffelstab:rows";

/// How hard the encoder tries, from 1 to 9: twice as fast as 6, a tenth larger.
const LEVEL: u8 = 4;

/// A picture that cannot be made: a defect of the program or no memory.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The SVG is not one.
    #[error("the chart's SVG cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The canvas cannot be made.
    #[error("there is no memory for a canvas of {0} × {1} pixels")]
    Canvas(u32, u32),
    /// The PNG cannot be encoded.
    #[error("the picture cannot be encoded: {0}")]
    Png(#[from] png::EncodingError),
}

/// The PNG of an SVG made by [`super::draw::svg`]: 8 bits, a palette or RGB, with `pHYs`, `sRGB` and `iTXt` (Title, Description,
/// Source, Software, and the SHA-256 of the rows drawn).
///
/// # Errors
/// When the SVG cannot be read, there is no memory, or the encoder fails.
pub fn png(svg: &str, format: Format, fonts: &Fonts, meta: &Meta) -> Result<Vec<u8>, RasterError> {
    let tree = tree(svg, fonts)?;
    let (width, height) = pixels(format);
    let mut canvas = Pixmap::new(width, height).ok_or(RasterError::Canvas(width, height))?;
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels are exact in f32")]
    let transform = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, transform, &mut canvas.as_mut());
    encode(&canvas, format, meta)
}

fn tree(svg: &str, fonts: &Fonts) -> Result<Tree, resvg::usvg::Error> {
    let options = Options { fontdb: fonts.database(), font_family: fonts.family().to_owned(), ..Options::default() };
    Tree::from_str(svg, &options)
}

/// The same SVG with every letter as an outline, so that it needs no font; without title and description.
///
/// # Errors
/// When the SVG cannot be read.
pub fn outlined(svg: &str, fonts: &Fonts) -> Result<String, RasterError> {
    let options = WriteOptions { coordinates_precision: 3, transforms_precision: 6, ..WriteOptions::default() };
    Ok(tree(svg, fonts)?.to_string(&options))
}

/// Width and height in pixels.
#[must_use]
pub fn pixels(format: Format) -> (u32, u32) {
    let (width, height) = format.size();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sheets are a few thousand pixels")]
    let pixels = |points: f64| (points * format.scale()).round() as u32;
    (pixels(width), pixels(height))
}

fn encode(canvas: &Pixmap, format: Format, meta: &Meta) -> Result<Vec<u8>, RasterError> {
    let (samples, colours) = palette::pixels(canvas);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width(), canvas.height());
    match colours {
        Some(colours) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(colours);
        }
        None => encoder.set_color(png::ColorType::Rgb),
    }
    encoder.set_depth(png::BitDepth::Eight);
    // Charts are plain areas: without a filter they are smaller and ready sooner.
    encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL));
    encoder.set_filter(png::Filter::NoFilter);
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
    writer.write_image_data(&samples)?;
    writer.finish()?;
    Ok(bytes)
}
