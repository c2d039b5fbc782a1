//! plotters' drawing back end over a pen. plotters counts in integers; a pen has points.

use std::convert::Infallible;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::pen::{Line, Paint, Pen, Point};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Colour;

/// Back-end units in a point.
pub(super) const SUBUNITS: u32 = 256;

/// A length in points as whole back-end units.
pub(super) fn units(points: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, and plotters clamps to the sheet")]
    let units = (points * f64::from(SUBUNITS)).round() as i32;
    units
}

/// Back-end units as points.
pub(super) fn point((x, y): BackendCoord) -> Point {
    (f64::from(x) / f64::from(SUBUNITS), f64::from(y) / f64::from(SUBUNITS))
}

/// Two corners, the left upper one first.
pub(super) fn corners(from: BackendCoord, to: BackendCoord) -> [Point; 2] {
    [point((from.0.min(to.0), from.1.min(to.1))), point((from.0.max(to.0), from.1.max(to.1)))]
}

/// Hands plotters' shapes to a pen.
pub(super) struct Backend<'pen, P> {
    pub(super) pen: &'pen mut P,
    fonts: &'pen Fonts,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'pen, P: Pen> Backend<'pen, P> {
    /// A back end of `size` back-end units.
    pub(super) const fn new(pen: &'pen mut P, fonts: &'pen Fonts, size: (u32, u32)) -> Self {
        Self { pen, fonts, size }
    }

    fn path(&mut self, path: impl IntoIterator<Item = BackendCoord>, closed: bool, paint: Paint) {
        let points: Vec<Point> = path.into_iter().map(point).collect();
        self.pen.path(&points, closed, paint);
    }
}

fn colour_of(colour: BackendColor) -> Colour {
    Colour(colour.rgb.0, colour.rgb.1, colour.rgb.2)
}

fn stroke_of<S: BackendStyle>(style: &S) -> Paint {
    let width = f64::from(style.stroke_width()) / f64::from(SUBUNITS);
    Paint::Stroke { colour: colour_of(style.color()), width, dash: 0.0 }
}

fn paint_of<S: BackendStyle>(style: &S, fill: bool) -> Paint {
    if fill { Paint::Fill(colour_of(style.color())) } else { stroke_of(style) }
}

fn weight_of<T: BackendTextStyle>(style: &T) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::Semibold } else { Weight::Regular }
}

impl<P: Pen> DrawingBackend for Backend<'_, P> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Drawn {
        let side = i32::try_from(SUBUNITS).unwrap_or(1);
        self.pen.rect(corners(at, (at.0 + side, at.1 + side)), 0.0, Paint::Fill(colour_of(colour)));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path([from, to], false, stroke_of(style));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        self.pen.rect(corners(from, to), 0.0, paint_of(style, fill));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, false, stroke_of(style));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        self.pen.circle(point(at), f64::from(radius) / f64::from(SUBUNITS), paint_of(style, fill));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(path, true, paint_of(style, true));
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let (size, weight, colour) = (style.size() / f64::from(SUBUNITS), weight_of(style), colour_of(style.color()));
        self.pen.text(&Line { at: point(at), text, size, weight, colour });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size = style.size() / f64::from(SUBUNITS);
        let width = units(self.fonts.width(text, size, weight_of(style))).unsigned_abs();
        Ok((width, units(size).unsigned_abs()))
    }
}
