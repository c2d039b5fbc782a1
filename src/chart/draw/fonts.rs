//! Letters of an SVG that is to be read elsewhere: with the font files inside, or as outlines.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use resvg::usvg::{Options, Tree, WriteOptions};

use super::svg_pen::escape;
use super::{DrawError, Meta, PAPER, words};
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
pub fn outlined(svg: &str, fonts: &Fonts, meta: &Meta) -> Result<String, DrawError> {
    let options = Options { fontdb: fonts.database(), font_family: fonts.family().to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| DrawError(error.to_string()))?;
    let precision = WriteOptions { coordinates_precision: 3, transforms_precision: 6, ..WriteOptions::default() };
    // The words would be lost on the way.
    let outlines = tree.to_string(&precision);
    let Some((start, rest)) = outlines.split_once('>') else { return Ok(outlines) };
    Ok(format!("{start} role=\"img\" aria-labelledby=\"t d\">\n{}{}", words(meta), rest.trim_start()))
}
