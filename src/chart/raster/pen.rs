//! The pen that fills pixels.

use std::ops::Range;

use resvg::tiny_skia::{LineJoin, Path, PathBuilder, PathStroker, Rect, Stroke, StrokeDash, Transform};

use super::cover::Cover;
use super::sheet::{PARTS, Sheet};
use crate::chart::draw::GAP;
use crate::chart::draw::pen::{Line, Paint, Pen, Point};
use crate::chart::text::{Fonts, PLACES};
use crate::chart::theme::Colour;

/// How far the handles of a curve lie from its ends, where four make a circle of radius 1.
const HANDLE: f32 = 0.552_284_8;

/// Fills the pixels of a sheet.
pub(super) struct PixelPen<'page> {
    pub sheet: Sheet,
    pub fonts: &'page Fonts,
    /// Width and height in pixels.
    pub size: (i32, i32),
    /// Pixels per point, across and down.
    pub scale: (f64, f64),
}

/// A coordinate for paths.
#[expect(clippy::cast_possible_truncation, reason = "places on a sheet are exact enough in f32")]
const fn f32_of(value: f64) -> f32 {
    value as f32
}

/// A length in pixels as whole parts of a pixel.
fn whole(pixels: f64, parts: i32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates")]
    let whole = (pixels * f64::from(parts)).round() as i32;
    whole
}

impl PixelPen<'_> {
    /// A path in points as one in pixels.
    fn in_pixels(&self, path: Option<Path>) -> Option<Path> {
        path?.transform(Transform::from_scale(f32_of(self.scale.0), f32_of(self.scale.1)))
    }

    /// Fills a path in pixels, as far as it lies in these rows.
    fn fill_rows(&mut self, path: Option<&Path>, rows: Range<i32>, colour: Colour) {
        let rows = rows.start.max(0)..rows.end.min(self.size.1);
        if let Some(cover) = path.and_then(|path| Cover::of(path, [0, rows.start, self.size.0, rows.end])) {
            self.sheet.cover(&cover, (0, 0), colour);
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        let path = self.in_pixels(path);
        self.fill_rows(path.as_ref(), self.rows(), colour);
    }

    /// The outline of a stroke.
    fn stroked(&self, path: Option<&Path>, join: LineJoin, width: f64, dash: f64) -> Option<Path> {
        let scale = Transform::from_scale(f32_of(self.scale.0), f32_of(self.scale.1));
        let fineness = PathStroker::compute_resolution_scale(&scale);
        let dashes = StrokeDash::new(vec![f32_of(dash), f32_of(dash * GAP)], 0.0).filter(|_| dash > 0.0);
        let dashed = path.zip(dashes).and_then(|(path, dashes)| path.dash(&dashes, fineness));
        let stroke = Stroke { width: f32_of(width), line_join: join, ..Stroke::default() };
        dashed.as_ref().or(path)?.stroke(&stroke, fineness)
    }

    /// A rectangle whose edges are rounded to parts of a pixel, as the rasteriser would; only in these rows.
    fn area(&mut self, [(left, top), (right, bottom)]: [Point; 2], rows: Range<i32>, colour: Colour) {
        let edges = [
            whole(left * self.scale.0, PARTS),
            whole(top * self.scale.1, PARTS).max(rows.start.saturating_mul(PARTS)),
            whole(right * self.scale.0, PARTS),
            whole(bottom * self.scale.1, PARTS).min(rows.end.saturating_mul(PARTS)),
        ];
        self.sheet.rect(edges, colour);
    }

    /// A rectangle with round corners, filled or outlined. Only the rows of its corners need the rasteriser; between
    /// them lie upright `sides`.
    fn panel(&mut self, path: Option<Path>, sides: &[[Point; 2]], corner: f64, colour: Colour) {
        let path = self.in_pixels(path);
        let Some(path) = path.as_ref() else { return };
        let corner = corner * self.scale.1 + 1.0;
        let (top, bottom) = (f64::from(path.bounds().top()), f64::from(path.bounds().bottom()));
        let between = whole(top + corner, 1)..whole(bottom - corner, 1);
        if sides.is_empty() || between.is_empty() {
            return self.fill_rows(Some(path), self.rows(), colour);
        }
        self.fill_rows(Some(path), 0..between.start, colour);
        for side in sides {
            self.area(*side, between.clone(), colour);
        }
        self.fill_rows(Some(path), between.end..self.size.1, colour);
    }

    fn paint(&mut self, path: Option<Path>, paint: Paint) {
        match paint {
            Paint::Fill(colour) => self.fill(path, colour),
            Paint::Stroke { colour, width, dash } => {
                self.fill(self.stroked(path.as_ref(), LineJoin::Round, width, dash), colour);
            }
        }
    }

    /// The rows of the sheet.
    const fn rows(&self) -> Range<i32> {
        0..self.size.1
    }
}

/// A rectangle with round corners.
fn rounded([(left, top), (right, bottom)]: [Point; 2], radius: f64) -> Option<Path> {
    let radius = f32_of(radius.min((right - left) / 2.0).min((bottom - top) / 2.0));
    let (left, top, right, bottom) = (f32_of(left), f32_of(top), f32_of(right), f32_of(bottom));
    if radius <= 0.0 {
        return Rect::from_ltrb(left, top, right, bottom).map(PathBuilder::from_rect);
    }
    let rest = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - rest, top, right, top + rest, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - rest, right - rest, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.cubic_to(left + rest, bottom, left, bottom - rest, left, bottom - radius);
    path.line_to(left, top + radius);
    path.cubic_to(left, top + rest, left + rest, top, left + radius, top);
    path.close();
    path.finish()
}

/// Lines from point to point.
fn polygon<'points>(lines: impl IntoIterator<Item = &'points [Point]>, closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for line in lines {
        for (index, (x, y)) in line.iter().enumerate() {
            let (x, y) = (f32_of(*x), f32_of(*y));
            if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}

impl Pen for PixelPen<'_> {
    fn rect(&mut self, corners: [Point; 2], radius: f64, paint: Paint) {
        match paint {
            Paint::Fill(colour) if radius <= 0.0 => self.area(corners, self.rows(), colour),
            Paint::Fill(colour) => self.panel(rounded(corners, radius), &[corners], radius, colour),
            Paint::Stroke { colour, width, dash } => {
                let [(left, top), (right, bottom)] = corners;
                let half = width / 2.0;
                let side = |x: f64| [(x - half, top), (x + half, bottom)];
                let sides =
                    if dash > 0.0 || right - left <= width { Vec::new() } else { vec![side(left), side(right)] };
                let outline = self.stroked(rounded(corners, radius).as_ref(), LineJoin::Miter, width, dash);
                self.panel(outline, &sides, radius + width, colour);
            }
        }
    }

    fn line(&mut self, ends: [Point; 2], colour: Colour, width: f64, dash: f64) {
        let [from, to] = ends;
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        let half = width / 2.0;
        // Nothing lies between the ends of an upright or level line but a rectangle.
        if dash <= 0.0 && top >= bottom {
            self.area([(left, top - half), (right, bottom + half)], self.rows(), colour);
        } else if dash <= 0.0 && left >= right {
            self.area([(left - half, top), (right + half, bottom)], self.rows(), colour);
        } else {
            let path = polygon([ends.as_slice()], false);
            self.fill(self.stroked(path.as_ref(), LineJoin::Miter, width, dash), colour);
        }
    }

    fn lines(&mut self, lines: &[[Point; 2]], colour: Colour, width: f64) {
        let path = polygon(lines.iter().map(<[Point; 2]>::as_slice), false);
        self.fill(self.stroked(path.as_ref(), LineJoin::Miter, width, 0.0), colour);
    }

    fn path(&mut self, points: &[Point], closed: bool, paint: Paint) {
        self.paint(polygon([points], closed), paint);
    }

    fn circle(&mut self, (x, y): Point, radius: f64, paint: Paint) {
        self.paint(rounded([(x - radius, y - radius), (x + radius, y + radius)], radius), paint);
    }

    fn text(&mut self, line: &Line<'_>) {
        for glyph in self.fonts.glyphs(line.text, line.weight) {
            let x = whole((line.at.0 + glyph.at.0 * line.size) * self.scale.0, PLACES);
            // Letters stand on whole pixels, which keeps their feet sharp.
            let y = whole((line.at.1 + glyph.at.1 * line.size) * self.scale.1, 1);
            let size = f32_of(line.size * self.scale.1);
            let letter = self.fonts.letter(line.weight, glyph.id, size, x.rem_euclid(PLACES));
            self.sheet.cover(&letter, (x.div_euclid(PLACES), y), line.colour);
        }
    }
}
