//! Letters as they cover pixels, kept for the next time: a page has thousands, and few different ones.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::PathBuilder;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use super::{Fonts, Weight};
use crate::chart::raster::Cover;

/// Places within a pixel at which a letter begins: the rasteriser tells no more apart.
pub(in crate::chart) const PLACES: i32 = 4;

/// A letter of a text, shaped.
#[derive(Clone, Copy, Debug)]
pub(in crate::chart) struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// Its origin from that of the text, in parts of the type size; y downwards.
    pub at: (f64, f64),
}

/// What a letter looks like on pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Look {
    weight: Weight,
    id: u32,
    size: u32,
    place: i32,
}

/// The letters drawn so far.
#[derive(Debug, Default)]
pub(super) struct Letters(Mutex<HashMap<Look, Arc<Cover>>>);

impl Fonts {
    /// The letters of one line of text.
    pub(in crate::chart) fn glyphs(&self, text: &str, weight: Weight) -> Vec<Glyph> {
        let (glyphs, units) = self.face(weight).shape(text);
        let em = |length: i32| f64::from(length) / f64::from(units);
        let mut origin = (0, 0);
        let placed = glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()).map(|(glyph, position)| {
            let at = (em(origin.0 + position.x_offset), -em(origin.1 + position.y_offset));
            origin = (origin.0 + position.x_advance, origin.1 + position.y_advance);
            Glyph { id: glyph.glyph_id, at }
        });
        placed.collect()
    }

    /// The pixels of a letter at a size in pixels, its origin moved by so many of [`PLACES`] to the right.
    pub(in crate::chart) fn letter(&self, weight: Weight, id: u32, size: f32, place: i32) -> Arc<Cover> {
        let look = Look { weight, id, size: size.to_bits(), place };
        if let Some(cover) = self.letters.0.lock().unwrap_or_else(PoisonError::into_inner).get(&look) {
            return Arc::clone(cover);
        }
        let cover = Arc::new(self.covered(weight, id, size, place).unwrap_or_default());
        self.letters.0.lock().unwrap_or_else(PoisonError::into_inner).insert(look, Arc::clone(&cover));
        cover
    }

    /// `None` for a space.
    fn covered(&self, weight: Weight, id: u32, size: f32, place: i32) -> Option<Cover> {
        let outline = self.face(weight).font.outline_glyphs().get(GlyphId::new(id))?;
        #[expect(clippy::cast_precision_loss, reason = "a few quarters")]
        let mut pen = Outline { path: PathBuilder::new(), left: place as f32 / PLACES as f32 };
        outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), &mut pen).ok()?;
        Cover::of_letter(&pen.path.finish()?)
    }
}

/// An outline of a font, whose y points upwards, as a path.
struct Outline {
    path: PathBuilder,
    left: f32,
}

impl Outline {
    const fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.left + x, -y)
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
