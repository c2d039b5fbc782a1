//! One row of bars: label, and in each panel track, bar, whisker and value.

use std::ops::Range;

use super::plan::Plan;
use super::text::{MIDDLE, label};
use super::{BarCell, BarRow};
use crate::chart::scene::{Align, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Stands for a count that was not made.
const NOT_COUNTED: &str = "–";

impl Plan {
    /// Draws a row into its strip, which begins at the labels' left edge.
    pub fn row(&self, row: &BarRow, panels: Range<usize>, strip: Rect, scene: &mut Scene, fonts: &Fonts) {
        let size = self.scale.body;
        let middle = strip.y + strip.h / 2.0;
        let indent = if row.indent { self.indent } else { 0.0 };
        let style = if row.indent { TextStyle::muted(size) } else { TextStyle::ink(size, Weight::Regular) };
        label(scene, fonts, &self.label(row, fonts), (strip.x + indent, middle + MIDDLE * size), Align::Left, style);
        for (place, panel) in panels.enumerate() {
            let x = self.panel_x(strip, place);
            let right = x + self.panel_width;
            let baseline = middle + MIDDLE * self.scale.small;
            if let Some(cell) = row.cells.get(panel).and_then(Option::as_ref) {
                self.bar(cell, (x, middle), scene);
                let weight = if part(cell.share) > 0.0 { Weight::Semibold } else { Weight::Regular };
                let role = if part(cell.share) > 0.0 { Role::Ink } else { Role::Muted };
                let style = TextStyle { size: self.scale.small, weight, role, on: Role::Paper };
                let width = self.panel_width - self.track_width - 4.0 * self.unit;
                let text = fonts.fit(&cell.label, self.scale.small, weight, width);
                scene.text(fonts, &text, (right, baseline), Align::Right, style);
            } else {
                scene.text(fonts, NOT_COUNTED, (right, baseline), Align::Right, TextStyle::muted(self.scale.small));
            }
        }
    }

    /// Track, bar from zero, and whisker: paper within the bar, ink beyond it.
    fn bar(&self, cell: &BarCell, (x, middle): (f64, f64), scene: &mut Scene) {
        let height = (0.56 * self.pitch).min(1.5 * self.scale.body);
        let at = |value: f64| x + part(value) * self.track_width;
        scene.cell(Rect::new(x, middle - height / 2.0, self.track_width, height), Role::Track, 0.0);
        let end = at(cell.share);
        if end > x {
            scene.items.push(Item::Area {
                rect: Rect::new(x, middle - height / 2.0, end - x, height),
                fill: Some(Role::Accent),
                hatched: false,
                outline: None,
                dash: 0.0,
                radius: 0.0,
                layer: Layer::Mark,
            });
        }
        let (low, high) = (at(cell.low.min(cell.share)), at(cell.high.max(cell.share)));
        let mut stroke = |from, to, role| {
            let width = 1.1 * self.unit;
            scene.items.push(Item::Line { from, to, role, width, dash: 0.0, layer: Layer::Mark });
        };
        let cap = 0.22 * height;
        if low < end {
            stroke((low, middle), (end, middle), Role::OnAccent);
            if low > x {
                stroke((low, middle - cap), (low, middle + cap), Role::OnAccent);
            }
        }
        if high > end {
            stroke((end, middle), (high, middle), Role::Ink);
            stroke((high, middle - cap), (high, middle + cap), Role::Ink);
        }
    }
}

/// A share between 0 and 1; what is not a number is 0.
fn part(share: f64) -> f64 {
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}
