//! What a scene is drawn with. One description of a page, two pens: one writes SVG, one fills pixels.

use crate::chart::text::Weight;
use crate::chart::theme::Colour;

/// A place in points.
pub(in crate::chart) type Point = (f64, f64);

/// How a shape is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::chart) enum Paint {
    /// Filled.
    Fill(Colour),
    /// Its outline, with dashes where `dash` is above 0.
    Stroke { colour: Colour, width: f64, dash: f64 },
}

/// A line of text from its left edge on its baseline.
#[derive(Clone, Copy, Debug)]
pub(in crate::chart) struct Line<'text> {
    pub at: Point,
    pub text: &'text str,
    pub size: f64,
    pub weight: Weight,
    pub colour: Colour,
}

/// Draws shapes in points, each over the ones before.
pub(in crate::chart) trait Pen {
    /// A rectangle from its corners, the left upper one first, with a corner radius.
    fn rect(&mut self, corners: [Point; 2], radius: f64, paint: Paint);

    /// A straight line.
    fn line(&mut self, ends: [Point; 2], colour: Colour, width: f64, dash: f64);

    /// Straight lines of one colour, none over another.
    fn lines(&mut self, lines: &[[Point; 2]], colour: Colour, width: f64);

    /// A polygon or, where it is not closed, a line from point to point.
    fn path(&mut self, points: &[Point], closed: bool, paint: Paint);

    /// A circle.
    fn circle(&mut self, centre: Point, radius: f64, paint: Paint);

    /// A line of text.
    fn text(&mut self, line: &Line<'_>);
}
