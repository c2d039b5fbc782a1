//! The vertical axis: its numbers, and grid lines with gaps where a text stands.

use crate::chart::layout::axis::ticks;
use crate::chart::layout::points::Axis;
use crate::chart::scene::{ASCENT, Align, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;
use crate::locale::Locale;

/// An axis and the values it names.
pub(super) struct Scale {
    pub axis: Axis,
    pub ticks: Vec<f64>,
    pub plot: Rect,
    /// Size of the numbers.
    small: f64,
}

/// Most values that an axis names.
const MOST_TICKS: usize = 5;

impl Scale {
    /// An axis from zero to `top`: it ends above the highest mark, not at the next round number, for the height is the
    /// values'.
    pub(super) fn new(top: f64, plot: Rect, small: f64) -> Self {
        let top = if top > 0.0 { top } else { 1.0 };
        let steps = (plot.h / (small * 2.1)).clamp(1.0, 5.0);
        let within = |steps: usize| -> Vec<f64> { ticks(top, steps).into_iter().filter(|tick| *tick <= top).collect() };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 5")]
        let steps = steps as usize;
        let mut ticks = within(steps);
        // An axis names a value beside zero where that has room.
        if ticks.len() < 2 {
            let has_room = |tick: &f64| *tick / top * plot.h >= small * 1.5;
            let further =
                (steps..=MOST_TICKS).map(within).find_map(|ticks| ticks.last().copied().filter(|tick| *tick > 0.0));
            ticks.extend(further.filter(has_room));
        }
        Self { axis: Axis { top, zero: plot.bottom(), end: plot.y }, ticks, plot, small }
    }

    /// The heights of the grid lines, the base line left out.
    pub(super) fn grid(&self) -> Vec<f64> {
        self.ticks.iter().filter(|tick| **tick > 0.0).map(|tick| self.axis.at(*tick)).collect()
    }
}

/// The least end of an axis of `height` points on which `need` points stay free above `value`.
pub(super) fn end_for(value: f64, need: f64, height: f64) -> f64 {
    value / (1.0 - (need / height.max(1.0)).clamp(0.0, 0.75))
}

/// A value as the axis names it.
pub(super) fn number(value: f64, locale: Locale) -> String {
    locale.decimal(value, usize::from(value.fract() != 0.0))
}

/// Draws grid lines, base line and numbers; the numbers have `gutter` points at the left of the plot.
pub(super) fn draw(scale: &Scale, gutter: f64, texts: &[Rect], locale: Locale, scene: &mut Scene, fonts: &Fonts) {
    let (plot, small) = (scale.plot, scale.small);
    for tick in &scale.ticks {
        let y = scale.axis.at(*tick);
        if *tick > 0.0 {
            for (from, to) in gaps((plot.x, plot.right()), &spans(texts, y, small, false), small) {
                scene.rule((from, y), (to, y), Role::Rule, 0.6);
            }
        }
        let text = number(*tick, locale);
        if fonts.width(&text, small, Weight::Regular) <= gutter - small * 0.5 {
            let at = (plot.x - small * 0.5, y + ASCENT * small * 0.42);
            scene.text(fonts, &text, at, Align::Right, TextStyle::muted(small));
        }
    }
    scene.rule((plot.x, plot.bottom()), (plot.right(), plot.bottom()), Role::Axis, 1.0);
}

/// A dashed upright line at `x`, interrupted where a text stands.
pub(super) fn draw_edge(scale: &Scale, x: f64, texts: &[Rect], scene: &mut Scene) {
    let (plot, small) = (scale.plot, scale.small);
    for (from, to) in gaps((plot.y, plot.bottom()), &spans(texts, x, small, true), small * 0.4) {
        scene.items.push(Item::Line {
            from: (x, from),
            to: (x, to),
            role: Role::Axis,
            width: 0.8 * scene.format.stroke(),
            dash: 2.5 * scene.format.stroke(),
            layer: Layer::Ground,
        });
    }
}

/// The stretches of a line at `place` that texts take, with a little air.
fn spans(texts: &[Rect], place: f64, small: f64, upright: bool) -> Vec<(f64, f64)> {
    let air = small * 0.28;
    let mut spans: Vec<(f64, f64)> = texts
        .iter()
        .map(|rect| {
            let (across, along) = ((rect.y, rect.bottom()), (rect.x, rect.right()));
            if upright { (along, across) } else { (across, along) }
        })
        .filter(|(across, _)| across.0 - 0.5 < place && place < across.1 + 0.5)
        .map(|(_, along)| (along.0 - air, along.1 + air))
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    spans
}

/// What is left of a line when spans are taken out; crumbs are left out too.
fn gaps((start, end): (f64, f64), spans: &[(f64, f64)], crumb: f64) -> Vec<(f64, f64)> {
    let mut pieces = Vec::new();
    let mut at = start;
    for (from, to) in spans {
        pieces.push((at, from.min(end)));
        at = at.max(*to);
    }
    pieces.push((at, end));
    pieces.retain(|(from, to)| to - from > crumb);
    pieces
}
