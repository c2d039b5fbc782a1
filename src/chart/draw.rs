//! A scene → shapes under a pen, through plotters and a back end of our own; with the pen of this module, SVG. The view
//! box is in points; coordinates reach the pen as whole 1/256 points, since plotters counts in integers.

mod backend;
mod elements;
mod fonts;
pub(super) mod pen;
mod svg_pen;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{Cartesian2d, Circle, DrawingArea, IntoDrawingArea, PathElement, Polygon};
use plotters::style::{RGBColor, ShapeStyle};

use self::backend::{Backend, SUBUNITS, units};
use self::elements::{Hatching, Label, Panel, Stroke};
pub use self::fonts::{outlined, with_fonts};
use self::pen::Pen;
use self::svg_pen::{SvgPen, escape, number};
use super::scene::{Fill, Item, Scene, Shape};
use super::text::Fonts;
use super::theme::{Colour, Role, Theme};

/// Words about a picture that travel inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The finding.
    pub title: String,
    /// Alternative text.
    pub description: String,
    /// Where the numbers come from.
    pub source: String,
    /// Program and version.
    pub software: String,
    /// SHA-256 of the rows drawn, in hexadecimal.
    pub rows_sha256: String,
    /// What it takes to draw the chart again, for a program.
    pub options: String,
    /// The rows drawn, where they are not too many.
    pub rows: String,
}

/// A scene that cannot be drawn: a defect of the program.
#[derive(Debug, thiserror::Error)]
#[error("the chart cannot be drawn: {0}")]
pub struct DrawError(String);

type Area<'pen, P> = DrawingArea<Backend<'pen, P>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The gap between two dashes, as a part of a dash.
pub(super) const GAP: f64 = 0.8;

/// The SVG of a scene: text as text in the family of the fonts, with title and description for screen readers.
///
/// # Errors
/// When plotters refuses an element.
pub fn svg(scene: &Scene, theme: &Theme, fonts: &Fonts, meta: &Meta) -> Result<String, DrawError> {
    let (width, height) = scene.format.size();
    let scale = scene.format.scale();
    let mut body = String::with_capacity(scene.items.len() * 120);
    with_pen(scene, theme, fonts, &mut SvgPen::new(&mut body, fonts.family()))?;
    let paper = theme.colour(Role::Paper);
    // The sheet fills its pixels to the last.
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         preserveAspectRatio=\"none\" role=\"img\" aria-labelledby=\"t d\">\n{}{PAPER} fill=\"{paper}\"/>\n{body}</svg>\n",
        (width * scale).round(),
        (height * scale).round(),
        number(width),
        number(height),
        words(meta),
    ))
}

/// Draws the items of a scene, in their order, with any pen.
pub(super) fn with_pen<P: Pen>(scene: &Scene, theme: &Theme, fonts: &Fonts, pen: &mut P) -> Result<(), DrawError> {
    let (width, height) = scene.format.size();
    let root: DrawingArea<Backend<'_, P>, Shift> =
        Backend::new(pen, fonts, (units(width).unsigned_abs(), units(height).unsigned_abs())).into_drawing_area();
    // The drawing area is in points with y downwards, as the layout is.
    let area: Area<'_, P> =
        root.apply_coord_spec(Cartesian2d::new(0.0..width, 0.0..height, (0..units(width), 0..units(height))));
    // Hatching is as wide as the type is high.
    let least = scene.format.minimum_text();
    let hatching = Hatching { colour: theme.colour(Role::Hatch), step: least * 0.6, width: least * 0.055 };
    for item in &scene.items {
        draw(&area, item, theme, hatching)?;
    }
    area.present().map_err(|error| DrawError(error.to_string()))
}

/// The beginning of the first element that is drawn.
const PAPER: &str = "<rect width=\"100%\" height=\"100%\"";

/// Title and description for screen readers.
fn words(meta: &Meta) -> String {
    let (title, description) = (escape(&meta.title), escape(&meta.description));
    format!("<title id=\"t\">{title}</title>\n<desc id=\"d\">{description}</desc>\n")
}

fn draw<P: Pen>(area: &Area<'_, P>, item: &Item, theme: &Theme, hatching: Hatching) -> Result<(), DrawError> {
    let failed = |error: &dyn std::fmt::Display| DrawError(error.to_string());
    match item {
        Item::Area { rect, fill, hatched, outline, dash, radius, layer: _ } => area
            .draw(&Panel {
                corners: [(rect.x, rect.y), (rect.right(), rect.bottom())],
                fill: fill.map(|role| theme.colour(role)),
                hatching: hatched.then_some(hatching),
                outline: outline.map(|(role, width)| (theme.colour(role), width)),
                dash: *dash,
                radius: *radius,
            })
            .map_err(|error| failed(&error)),
        Item::Line { from, to, role, width, dash, layer: _ } => area
            .draw(&Stroke { ends: [*from, *to], colour: theme.colour(*role), width: *width, dash: *dash })
            .map_err(|error| failed(&error)),
        Item::Mark { at, size, shape, fill, role, value: _ } => {
            mark(area, *at, *size, *shape, *fill, theme.colour(*role), theme.colour(Role::Paper))
        }
        Item::Text { at, text, size, weight, role, on: _, width: _ } => area
            .draw(&Label { at: [*at], text, size: *size, weight: *weight, colour: theme.colour(*role) })
            .map_err(|error| failed(&error)),
    }
}

/// Draws a data mark with plotters' own elements. A hollow mark is a full one with a smaller one in paper on it, so
/// that its outer size is the same as that of a full one.
fn mark<P: Pen>(
    area: &Area<'_, P>,
    at: (f64, f64),
    size: f64,
    shape: Shape,
    fill: Fill,
    colour: Colour,
    paper: Colour,
) -> Result<(), DrawError> {
    let stroke = (size * 0.17).max(1.1);
    shape_of(area, at, size / 2.0, shape, colour)?;
    match fill {
        Fill::Solid => Ok(()),
        Fill::Hollow | Fill::Hatched => {
            // The inside of a triangle lies lower than its middle; its inset is measured from its sides.
            let inset = match shape {
                Shape::Diamond => stroke * 1.35,
                Shape::Triangle | Shape::TriangleDown => stroke * 1.75,
                Shape::Circle | Shape::Square | Shape::Plus => stroke,
            };
            let shift = match shape {
                Shape::Triangle => stroke * 0.42,
                Shape::TriangleDown => -stroke * 0.42,
                _ => 0.0,
            };
            shape_of(area, (at.0, at.1 + shift), (size / 2.0 - inset).max(0.2), shape, paper)
        }
        Fill::Half => {
            let points = half(at, (size / 2.0 - stroke).max(0.2), shape);
            area.draw(&Polygon::new(points, filled(paper))).map_err(|error| DrawError(error.to_string()))
        }
    }
}

fn filled(colour: Colour) -> ShapeStyle {
    ShapeStyle::from(&RGBColor(colour.0, colour.1, colour.2)).filled()
}

fn shape_of<P: Pen>(
    area: &Area<'_, P>,
    (x, y): (f64, f64),
    radius: f64,
    shape: Shape,
    colour: Colour,
) -> Result<(), DrawError> {
    let failed = |error: &dyn std::fmt::Display| DrawError(error.to_string());
    let polygon =
        |points: Vec<(f64, f64)>| area.draw(&Polygon::new(points, filled(colour))).map_err(|error| failed(&error));
    // Squares, diamonds and triangles are sized so that all marks look equally heavy.
    match shape {
        Shape::Circle => area.draw(&Circle::new((x, y), units(radius), filled(colour))).map_err(|error| failed(&error)),
        Shape::Square => {
            let r = radius * 0.88;
            polygon(vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)])
        }
        Shape::Diamond => polygon(vec![(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]),
        Shape::Triangle => {
            polygon(vec![(x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8)])
        }
        Shape::TriangleDown => {
            polygon(vec![(x, y + radius), (x + radius, y - radius * 0.8), (x - radius, y - radius * 0.8)])
        }
        Shape::Plus => {
            let width = u32::try_from(units(radius * 0.5)).unwrap_or(SUBUNITS);
            let style = ShapeStyle { stroke_width: width, ..filled(colour) };
            for points in [vec![(x - radius, y), (x + radius, y)], vec![(x, y - radius), (x, y + radius)]] {
                area.draw(&PathElement::new(points, style)).map_err(|error| failed(&error))?;
            }
            Ok(())
        }
    }
}

/// The right half of a mark's inside.
fn half((x, y): (f64, f64), radius: f64, shape: Shape) -> Vec<(f64, f64)> {
    match shape {
        Shape::Circle => (0..=24)
            .map(|step| {
                let angle = std::f64::consts::PI * (f64::from(step) / 24.0 - 0.5);
                (x + radius * angle.cos(), y + radius * angle.sin())
            })
            .collect(),
        Shape::Square | Shape::Plus => {
            let r = radius * 0.88;
            vec![(x, y - r), (x + r, y - r), (x + r, y + r), (x, y + r)]
        }
        Shape::Diamond => vec![(x, y - radius), (x + radius, y), (x, y + radius)],
        Shape::Triangle => vec![(x, y - radius), (x + radius, y + radius * 0.8), (x, y + radius * 0.8)],
        Shape::TriangleDown => vec![(x, y + radius), (x + radius, y - radius * 0.8), (x, y - radius * 0.8)],
    }
}
