//! Elements that plotters lacks: dashed strokes, rounded and hatched rectangles, and text that has been measured.

use std::convert::Infallible;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::{Backend, corners, point};
use super::pen::{Line, Paint, Pen};
use crate::chart::text::Weight;
use crate::chart::theme::Colour;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Makes an element a collection of the points in one of its fields.
macro_rules! points {
    ($element:ty, $field:ident) => {
        impl<'element> PointCollection<'element, (f64, f64)> for &'element $element {
            type Point = &'element (f64, f64);
            type IntoIter = &'element [(f64, f64)];

            fn point_iter(self) -> Self::IntoIter {
                &self.$field
            }
        }
    };
}

/// A straight line.
pub(super) struct Stroke {
    pub ends: [(f64, f64); 2],
    pub colour: Colour,
    pub width: f64,
    pub dash: f64,
}

points!(Stroke, ends);

impl<P: Pen> Drawable<Backend<'_, P>> for Stroke {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut ends: I,
        backend: &mut Backend<'_, P>,
        _: (u32, u32),
    ) -> Drawn {
        if let (Some(from), Some(to)) = (ends.next(), ends.next()) {
            backend.pen.line([point(from), point(to)], self.colour, self.width, self.dash);
        }
        Ok(())
    }
}

/// Slanting lines over a rectangle.
#[derive(Clone, Copy)]
pub(super) struct Hatching {
    pub colour: Colour,
    /// Distance from one line to the next, across them.
    pub step: f64,
    pub width: f64,
}

/// The lines, all of a sheet in step with one another, as far as they lie within a rectangle.
fn hatches([(left, top), (right, bottom)]: [(f64, f64); 2], step: f64, radius: f64) -> Vec<[(f64, f64); 2]> {
    // On a line x + y is the same; a rounded corner is left free.
    let corner = radius * (2.0 - std::f64::consts::SQRT_2);
    let (first, last) = (left + top + corner, right + bottom - corner);
    let apart = step * std::f64::consts::SQRT_2;
    let mut lines = Vec::new();
    let mut sum = (first / apart).ceil() * apart;
    while sum < last {
        let (from, to) = (left.max(sum - bottom), right.min(sum - top));
        lines.push([(from, sum - from), (to, sum - to)]);
        sum += apart;
    }
    lines
}

/// A rectangle.
pub(super) struct Panel {
    pub corners: [(f64, f64); 2],
    pub fill: Option<Colour>,
    pub hatching: Option<Hatching>,
    pub outline: Option<(Colour, f64)>,
    pub dash: f64,
    pub radius: f64,
}

points!(Panel, corners);

impl<P: Pen> Drawable<Backend<'_, P>> for Panel {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut ends: I,
        backend: &mut Backend<'_, P>,
        _: (u32, u32),
    ) -> Drawn {
        if let (Some(from), Some(to)) = (ends.next(), ends.next()) {
            let (corners, pen) = (corners(from, to), &mut backend.pen);
            if let Some(colour) = self.fill {
                pen.rect(corners, self.radius, Paint::Fill(colour));
            }
            if let Some(Hatching { colour, step, width }) = self.hatching {
                let lines = hatches(self.corners, step, self.radius);
                if !lines.is_empty() {
                    pen.lines(&lines, colour, width);
                }
            }
            if let Some((colour, width)) = self.outline {
                pen.rect(corners, self.radius, Paint::Stroke { colour, width, dash: self.dash });
            }
        }
        Ok(())
    }
}

/// A line of text.
pub(super) struct Label<'text> {
    pub at: [(f64, f64); 1],
    pub text: &'text str,
    pub size: f64,
    pub weight: Weight,
    pub colour: Colour,
}

impl<'element> PointCollection<'element, (f64, f64)> for &'element Label<'_> {
    type Point = &'element (f64, f64);
    type IntoIter = &'element [(f64, f64)];

    fn point_iter(self) -> Self::IntoIter {
        &self.at
    }
}

impl<P: Pen> Drawable<Backend<'_, P>> for Label<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, mut at: I, backend: &mut Backend<'_, P>, _: (u32, u32)) -> Drawn {
        if let Some(at) = at.next() {
            let Self { text, size, weight, colour, .. } = *self;
            backend.pen.text(&Line { at: point(at), text, size, weight, colour });
        }
        Ok(())
    }
}
