//! Draws claims: a mark, its whisker, its arrow, and the bracket between two that contradict each other. Works along
//! either axis.

use super::panels::Point;
use crate::chart::scene::{Item, Layer, Scene};
use crate::chart::theme::Role;

/// A linear axis from zero, along x or y.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    /// Value at the far end; the near end is 0.
    pub top: f64,
    /// Place of 0.
    pub zero: f64,
    /// Place of `top`.
    pub end: f64,
}

impl Axis {
    /// The place of a value; one outside is drawn at the nearest end, which the audit reports.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let share = if self.top > 0.0 { (value / self.top).clamp(0.0, 1.0) } else { 0.0 };
        self.zero + (self.end - self.zero) * share
    }
}

/// Length of an arrow from the middle of its mark, in sizes of the mark.
pub const ARROW: f64 = 1.75;

/// Size of a point's mark.
#[must_use]
pub fn size_of(point: &Point, size: f64) -> f64 {
    if point.quiet { size * 0.78 } else { size }
}

/// Draws whisker, arrow and mark of a point. `place` turns (along, across) into (x, y).
pub fn draw_point(
    point: &Point,
    axis: Axis,
    across: f64,
    size: f64,
    place: impl Fn(f64, f64) -> (f64, f64),
    scene: &mut Scene,
) {
    let size = size_of(point, size);
    let role = if point.quiet { Role::Grey } else { Role::Axis };
    let width = (size * 0.14).max(0.9);
    let along = axis.at(point.value);
    let direction = (axis.end - axis.zero).signum();
    let mut line = |from: (f64, f64), to: (f64, f64)| {
        scene.items.push(Item::Line {
            from: place(from.0, from.1),
            to: place(to.0, to.1),
            role,
            width,
            dash: 0.0,
            layer: Layer::Mark,
        });
    };
    let cap = size * 0.3;
    let ends = [point.low, point.high].map(|end| end.map_or(along, |end| axis.at(end)));
    if (ends[0] - ends[1]).abs() > size * 0.5 {
        line((ends[0], across), (ends[1], across));
        for end in ends {
            if (end - along).abs() > size * 0.5 {
                line((end, across - cap), (end, across + cap));
            }
        }
    }
    for (open, sign, end) in [(point.open_high, direction, axis.end), (point.open_low, -direction, axis.zero)] {
        if open {
            let tip = along + sign * size * ARROW;
            // Nothing is less than nothing, and no arrow leaves its axis.
            let tip = if (tip - end) * sign > 0.0 { end } else { tip };
            if (tip - along) * sign < size * 0.8 {
                continue;
            }
            line((along, across), (tip, across));
            line((tip - sign * cap, across - cap), (tip, across));
            line((tip - sign * cap, across + cap), (tip, across));
        }
    }
    scene.items.push(Item::Mark {
        at: place(along, across),
        size,
        shape: point.style.shape,
        fill: point.style.fill,
        role: if point.quiet { Role::Grey } else { point.style.role },
        value: Some((point.value, 0.0, axis.top)),
    });
}

/// Largest value that a set of points needs on its axis: values and whiskers, with room for arrows.
#[must_use]
pub fn largest<'points>(points: impl IntoIterator<Item = &'points Point>) -> f64 {
    points
        .into_iter()
        .map(|point| {
            let reach = point.high.unwrap_or(point.value).max(point.value);
            if point.open_high { reach * 1.1 } else { reach }
        })
        .filter(|value| value.is_finite())
        .fold(0.0, f64::max)
}
