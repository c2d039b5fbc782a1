//! Where the marks of a run of slots stand, and the lines between them.

use super::draw::Run;
use super::plan::float;
use super::scale::end_for;
use super::solve::union;
use super::{Panel, Point, Slot};
use crate::chart::layout::points::{draw_point, size_of};
use crate::chart::scene::{Item, Rect, Scene};
use crate::chart::theme::Role;

/// Length of an arrow from the middle of its mark, in sizes of the mark, as `draw_point` draws it.
pub(in crate::chart::layout) const ARROW: f64 = 1.75;

/// A point with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'body> {
    pub slot: usize,
    pub index: usize,
    pub point: &'body Point,
    pub at: (f64, f64),
    /// The box of the mark with its whisker and arrow.
    pub reach: Rect,
    /// The right edge of that box, or of the bracket beside it.
    pub right: f64,
}

/// Whether a value can be drawn.
pub(super) fn drawable(point: &Point) -> bool {
    point.value.is_finite() && point.value >= 0.0
}

/// Size of a mark in slots of `slot` points.
pub(super) fn mark_size(slot: f64, body: f64) -> f64 {
    (body * 0.82).min(slot * 0.5)
}

/// Where the axis of a panel must end so that marks, whiskers and arrows stay under it and the highest point has room
/// for its label; 0 without points.
pub(super) fn axis_end(panel: &Panel, height: f64, size: f64, body: f64) -> f64 {
    panel
        .slots
        .iter()
        .flat_map(|slot| &slot.points)
        .filter(|point| drawable(point))
        .flat_map(|point| {
            let own = size_of(point, size);
            let arrow = if point.open_high { own * ARROW } else { own / 2.0 + body * 0.6 };
            let whisker = point.high.filter(|high| high.is_finite()).unwrap_or_default();
            [end_for(point.value, arrow + 1.0, height), end_for(whisker, 2.0, height)]
        })
        .fold(0.0, f64::max)
}

/// The drawable points of all slots with their places; points of one slot that would hide one another stand side by
/// side, the smaller value at the left.
pub(super) fn place<'body>(run: &Run<'body>, size: f64) -> Vec<Placed<'body>> {
    let mut placed = Vec::new();
    for (index, slot) in run.slots.iter().enumerate() {
        for (point, x) in beside(run, slot, run.x(index), size) {
            let at = (x, run.axis.at(slot.points[point].value));
            let reach = Rect::new(at.0, at.1, 0.0, 0.0);
            placed.push(Placed { slot: index, index: point, point: &slot.points[point], at, reach, right: x });
        }
    }
    placed
}

/// The vertical stretch that a point's mark and arrow take.
fn stretch(run: &Run<'_>, point: &Point, size: f64) -> (f64, f64) {
    let y = run.axis.at(point.value);
    let own = size_of(point, size);
    let end = |end: Option<f64>| end.filter(|end| end.is_finite()).map_or(y, |end| run.axis.at(end));
    let top = if point.open_high { y - own * ARROW } else { end(point.high) };
    let bottom = if point.open_low { y + own * ARROW } else { end(point.low) };
    (top.min(y - own / 2.0), bottom.max(y + own / 2.0))
}

/// Index and x of each drawable point of a slot.
fn beside(run: &Run<'_>, slot: &Slot, centre: f64, size: f64) -> Vec<(usize, f64)> {
    let mut points: Vec<usize> = (0..slot.points.len()).filter(|index| drawable(&slot.points[*index])).collect();
    points.sort_by(|a, b| slot.points[*a].value.total_cmp(&slot.points[*b].value));
    let stretches: Vec<(f64, f64)> = points.iter().map(|index| stretch(run, &slot.points[*index], size)).collect();
    let mut placed = Vec::new();
    let mut first = 0;
    while first < points.len() {
        // A cluster: points whose stretches overlap, directly or through others between them.
        let mut end = first + 1;
        let mut top = stretches[first].0;
        while end < points.len() && stretches[end].1 > top - 1.0 {
            top = top.min(stretches[end].0);
            end += 1;
        }
        let columns = columns(&stretches[first..end]);
        let count = columns.iter().max().map_or(1, |most| most + 1);
        let step = (size * 1.3).min(run.slot * 0.92 / float(count));
        for (offset, column) in columns.into_iter().enumerate() {
            let shift = (float(column) - float(count - 1) / 2.0) * step;
            placed.push((points[first + offset], centre + shift));
        }
        first = end;
    }
    placed
}

/// The first column in which each stretch is free.
fn columns(stretches: &[(f64, f64)]) -> Vec<usize> {
    let mut tops: Vec<f64> = Vec::new();
    stretches
        .iter()
        .map(|(top, bottom)| {
            let column = tops.iter().position(|other| *bottom < *other - 1.0).unwrap_or(tops.len());
            if column == tops.len() {
                tops.push(*top);
            } else {
                tops[column] = tops[column].min(*top);
            }
            column
        })
        .collect()
}

/// Draws lines, whiskers, arrows, brackets and marks, and tells each point how far its drawing reaches.
pub(super) fn draw(
    panel: &Panel,
    first: usize,
    run: &Run<'_>,
    placed: &mut [Placed<'_>],
    size: f64,
    scene: &mut Scene,
) {
    draw_lines(panel, first, placed, scene);
    // Quiet marks lie under the others.
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|index| !placed[*index].point.quiet);
    for index in order {
        let start = scene.items.len();
        let own = &mut placed[index];
        let point = above_zero(own.point, own.at.1 + size_of(own.point, size) * ARROW <= run.axis.zero);
        draw_point(&point, run.axis, own.at.0, size, |along, across| (across, along), scene);
        own.reach = scene.items[start..].iter().map(Item::bounds).fold(own.reach, union);
        own.right = own.reach.right();
    }
    for (slot, content) in run.slots.iter().enumerate() {
        for pair in &content.brackets {
            bracket(slot, *pair, placed, size, scene);
        }
    }
}

/// The point without its arrow down where this would leave the axis: nothing is less than nothing.
pub(in crate::chart::layout) fn above_zero(point: &Point, has_room: bool) -> Point {
    Point { open_low: point.open_low && has_room, ..point.clone() }
}

fn draw_lines(panel: &Panel, first: usize, placed: &[Placed<'_>], scene: &mut Scene) {
    let at = |(slot, index): (usize, usize)| {
        placed.iter().find(|own| own.slot + first == slot && own.index == index).map(|own| own.at)
    };
    for pair in panel.lines.iter().flat_map(|line| &line.runs).flat_map(|run| run.windows(2)) {
        if let (Some(from), Some(to)) = (at(pair[0]), at(pair[1])) {
            scene.stroke(from, to, Role::Accent, 1.4);
        }
    }
}

/// Joins two claims that contradict each other, at their right.
fn bracket(slot: usize, (a, b): (usize, usize), placed: &mut [Placed<'_>], size: f64, scene: &mut Scene) {
    let find = |index: usize| placed.iter().position(|own| own.slot == slot && own.index == index);
    let (Some(a), Some(b)) = (find(a), find(b)) else { return };
    if a == b {
        return;
    }
    let (high, low) = (placed[a].at.1.min(placed[b].at.1), placed[a].at.1.max(placed[b].at.1));
    let right = placed
        .iter()
        .filter(|own| own.slot == slot && own.at.1 > high - size && own.at.1 < low + size)
        .map(|own| own.reach.right())
        .fold(f64::NEG_INFINITY, f64::max);
    let x = right + size * 0.62;
    scene.stroke((x, high), (x, low), Role::Axis, 1.1);
    for end in [a, b] {
        let (own_x, y) = placed[end].at;
        let start = own_x + size * 0.5 + 1.5;
        // The arm reaches its mark, or stops short where another mark stands between them.
        let free = placed.iter().enumerate().all(|(index, other)| {
            index == end
                || other.slot != slot
                || other.at.0 <= own_x
                || (other.at.1 - y).abs() > size_of(other.point, size) / 2.0 + 0.8
        });
        let from = if free { start } else { x - size * 0.35 };
        scene.stroke((from.min(x), y), (x, y), Role::Axis, 1.1);
    }
    for end in [a, b] {
        placed[end].right = placed[end].right.max(x);
    }
}
