//! Letters of an SVG that is to be read elsewhere: with the font files inside, or as outlines.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::backend::escape;
use super::{Meta, PAPER, words};
use crate::chart::raster::{self, RasterError};
use crate::chart::text::Fonts;

/// The SVG with the font files inside, regular and semibold: about 1.1 MB more.
#[must_use]
pub fn with_fonts(svg: &str, fonts: &Fonts) -> String {
    let mut style = String::from("<style>");
    for (bytes, weight) in fonts.files().into_iter().zip([400, 600]) {
        // Writing to a string cannot fail.
        let _ = write!(
            style,
            "@font-face{{font-family:'{}';font-weight:{weight};src:url(data:font/ttf;base64,{}) format('truetype')}}",
            escape(fonts.family()),
            BASE64_STANDARD.encode(bytes)
        );
    }
    style.push_str("</style>\n");
    svg.replacen(PAPER, &format!("{style}{PAPER}"), 1)
}

/// The SVG with outlines for letters; title and description stay.
///
/// # Errors
/// When the SVG cannot be read.
pub fn outlined(svg: &str, fonts: &Fonts, meta: &Meta) -> Result<String, RasterError> {
    let outlines = raster::outlined(svg, fonts)?;
    let Some((start, rest)) = outlines.split_once('>') else { return Ok(outlines) };
    Ok(format!("{start} role=\"img\" aria-labelledby=\"t d\">\n{}{}", words(meta), rest.trim_start()))
}
