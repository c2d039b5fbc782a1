//! A laid-out page: what stands where, in points from the top left corner. Pure data; [`super::draw`] draws it and
//! [`super::audit`] judges it.

use super::format::Format;
use super::text::{Fonts, Weight};
use super::theme::Role;

/// A rectangle in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width, not negative.
    pub w: f64,
    /// Height, not negative.
    pub h: f64,
}

impl Rect {
    /// A rectangle from its corner and size.
    #[must_use]
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Whether the two share an area deeper than `slack` points in both directions.
    #[must_use]
    pub fn overlaps(&self, other: &Self, slack: f64) -> bool {
        let wide = self.right().min(other.right()) - self.x.max(other.x);
        let high = self.bottom().min(other.bottom()) - self.y.max(other.y);
        wide > slack && high > slack
    }

    /// Whether `other` lies inside, give or take `slack` points.
    #[must_use]
    pub fn contains(&self, other: &Self, slack: f64) -> bool {
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// The same rectangle, smaller by `by` points on every side.
    #[must_use]
    pub fn inset(&self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, (self.w - 2.0 * by).max(0.0), (self.h - 2.0 * by).max(0.0))
    }
}

/// The shape of a data mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// A circle.
    Circle,
    /// A square standing on its side.
    Square,
    /// A square standing on its corner.
    Diamond,
    /// A triangle pointing up.
    Triangle,
    /// A triangle pointing down.
    TriangleDown,
    /// A plus sign.
    Plus,
}

/// How a mark or an area is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fill {
    /// Full colour.
    Solid,
    /// Paper inside, coloured outline.
    Hollow,
    /// Left half full, right half paper (marks only).
    Half,
    /// Light diagonal lines (areas only).
    Hatched,
}

/// What an item is to the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// May lie under anything: bands, grid lines, cells that carry their own text.
    Ground,
    /// A data mark: no text may cover it.
    Mark,
    /// Text: may cover neither marks nor other text.
    Text,
}

/// One thing on the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A filled or outlined rectangle.
    Area {
        /// Where.
        rect: Rect,
        /// Colour of the filling; `None` leaves it open.
        fill: Option<Role>,
        /// Light hatching over the filling.
        hatched: bool,
        /// Colour and width of the outline.
        outline: Option<(Role, f64)>,
        /// Dash length of the outline in points, 0 for solid.
        dash: f64,
        /// Corner radius.
        radius: f64,
        /// Ground (a cell) or mark (a bar).
        layer: Layer,
    },
    /// A straight line.
    Line {
        /// From.
        from: (f64, f64),
        /// To.
        to: (f64, f64),
        /// Colour.
        role: Role,
        /// Stroke width.
        width: f64,
        /// Dash length in points, 0 for solid.
        dash: f64,
        /// Ground (grid, axis, leader) or mark (whisker, trend line).
        layer: Layer,
    },
    /// A data mark.
    Mark {
        /// Centre.
        at: (f64, f64),
        /// Size: the side of the box that holds it.
        size: f64,
        /// Shape.
        shape: Shape,
        /// Filling.
        fill: Fill,
        /// Colour.
        role: Role,
        /// The data value drawn and the value at both ends of its axis: the audit refuses one that lies outside.
        value: Option<(f64, f64, f64)>,
    },
    /// One line of text. `x` is its left edge: whoever lays it out has measured it.
    Text {
        /// Left edge and baseline.
        at: (f64, f64),
        /// The text, without control characters.
        text: String,
        /// Size in points.
        size: f64,
        /// Weight.
        weight: Weight,
        /// Colour.
        role: Role,
        /// What lies behind, for the contrast check.
        on: Role,
        /// Shaped advance width in points.
        width: f64,
    },
}

/// One page of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The sheet.
    pub format: Format,
    /// Items in drawing order.
    pub items: Vec<Item>,
}

/// Horizontal alignment of a text about its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The anchor is the left edge.
    Left,
    /// The anchor is the middle.
    Centre,
    /// The anchor is the right edge.
    Right,
}

/// Part of the line height above the baseline that a capital or ascender takes (Source Sans 3).
pub const ASCENT: f64 = 0.75;
/// Part of the line height below the baseline that a descender takes (Source Sans 3).
pub const DESCENT: f64 = 0.22;

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size in points.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub role: Role,
    /// What lies behind it.
    pub on: Role,
}

impl TextStyle {
    /// Text of the first rank on paper.
    #[must_use]
    pub const fn ink(size: f64, weight: Weight) -> Self {
        Self { size, weight, role: Role::Ink, on: Role::Paper }
    }

    /// Text of the second rank on paper.
    #[must_use]
    pub const fn muted(size: f64) -> Self {
        Self { size, weight: Weight::Regular, role: Role::Muted, on: Role::Paper }
    }
}

impl Scene {
    /// An empty page.
    #[must_use]
    pub const fn new(format: Format) -> Self {
        Self { format, items: Vec::new() }
    }

    /// Sets one line of text on `baseline`, aligned about `x`, and gives its box.
    pub fn text(
        &mut self,
        fonts: &Fonts,
        text: &str,
        (x, baseline): (f64, f64),
        align: Align,
        style: TextStyle,
    ) -> Rect {
        let width = fonts.width(text, style.size, style.weight);
        let left = match align {
            Align::Left => x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        self.items.push(Item::Text {
            at: (left, baseline),
            text: text.to_owned(),
            size: style.size,
            weight: style.weight,
            role: style.role,
            on: style.on,
            width,
        });
        text_box(left, baseline, width, style.size)
    }

    /// A straight line on the ground layer; `width` is that on a slide.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64), role: Role, width: f64) {
        let width = width * self.format.stroke();
        self.items.push(Item::Line { from, to, role, width, dash: 0.0, layer: Layer::Ground });
    }

    /// A straight line of data, which no text may cover; `width` is that on a slide.
    pub fn stroke(&mut self, from: (f64, f64), to: (f64, f64), role: Role, width: f64) {
        let width = width * self.format.stroke();
        self.items.push(Item::Line { from, to, role, width, dash: 0.0, layer: Layer::Mark });
    }

    /// A filled cell or band on the ground layer.
    pub fn cell(&mut self, rect: Rect, fill: Role, radius: f64) {
        self.items.push(Item::Area {
            rect,
            fill: Some(fill),
            hatched: false,
            outline: None,
            dash: 0.0,
            radius,
            layer: Layer::Ground,
        });
    }
}

/// The box of a line of text from its left edge, baseline, width and size.
#[must_use]
pub fn text_box(left: f64, baseline: f64, width: f64, size: f64) -> Rect {
    Rect::new(left, baseline - ASCENT * size, width, (ASCENT + DESCENT) * size)
}

impl Item {
    /// The box that the item takes on the page, strokes left out.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Area { rect, .. } => *rect,
            Self::Line { from, to, .. } => {
                Rect::new(from.0.min(to.0), from.1.min(to.1), (from.0 - to.0).abs(), (from.1 - to.1).abs())
            }
            Self::Mark { at, size, .. } => Rect::new(at.0 - size / 2.0, at.1 - size / 2.0, *size, *size),
            Self::Text { at, size, width, .. } => text_box(at.0, at.1, *width, *size),
        }
    }

    /// What the item is to the audit.
    #[must_use]
    pub const fn layer(&self) -> Layer {
        match self {
            Self::Area { layer, .. } | Self::Line { layer, .. } => *layer,
            Self::Mark { .. } => Layer::Mark,
            Self::Text { .. } => Layer::Text,
        }
    }
}
