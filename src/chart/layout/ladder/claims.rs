//! The claims of a row: one lane each, its mark on the common axis and its label beside it, so that no two labels meet.

use super::LadderRow;
use super::rows::{claims, float};
use crate::chart::format::TypeScale;
use crate::chart::layout::labels::Obstacles;
use crate::chart::layout::panels::Point;
use crate::chart::layout::panels::marks::{ARROW, above_zero};
use crate::chart::layout::points::{Axis, draw_point, size_of};
use crate::chart::scene::{ASCENT, Align, DESCENT, Rect, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Distance between a mark and its label, in body type sizes.
const AIR: f64 = 0.45;
/// The largest value stands at this part of the plot's width at least: the rest is for its label.
const LEAST_REACH: f64 = 0.52;
/// Space between the value and what is counted, in body type sizes.
const SPACE: f64 = 0.35;

/// How the labels of a page are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The value and what is counted on one line.
    OneLine,
    /// What is counted under the value.
    Stacked,
}

/// Where the claims of a row stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lanes {
    pub plot: Rect,
    pub axis: Axis,
    /// Middle of the first lane, measured from the row's top.
    pub first: f64,
    pub lane: f64,
    pub form: Form,
}

/// Size of a mark.
fn mark_size(sizes: &TypeScale) -> f64 {
    sizes.body * 0.82
}

/// Widths of the value and of what is counted.
fn widths(claim: &Point, sizes: &TypeScale, fonts: &Fonts) -> (f64, f64) {
    (
        fonts.width(&claim.label.full, sizes.body, Weight::Semibold),
        fonts.width(&claim.sublabel.full, sizes.small, Weight::Regular),
    )
}

/// Width of a label in a form, the distance from its mark included.
fn label_width(claim: &Point, form: Form, sizes: &TypeScale, fonts: &Fonts) -> f64 {
    let (value, kind) = widths(claim, sizes, fonts);
    let arrow = if claim.open_high { mark_size(sizes) * ARROW } else { mark_size(sizes) / 2.0 };
    let text = match form {
        Form::OneLine => value + if kind > 0.0 { sizes.body * SPACE + kind } else { 0.0 },
        Form::Stacked => value.max(kind),
    };
    text + sizes.body * AIR + arrow
}

/// Upper end of a claim.
fn reach(claim: &Point) -> f64 {
    claim.high.filter(|high| high.is_finite()).unwrap_or(claim.value).max(claim.value)
}

/// Where an axis of `width` points must end so that each label in `form` has room at the right of its mark, and where
/// it ends at most: the rest of the labels stand at the left. `None` without claims.
fn ends(claims: &[&Point], form: Form, width: f64, sizes: &TypeScale, fonts: &Fonts) -> Option<(f64, f64)> {
    let most = claims.iter().map(|claim| reach(claim)).fold(0.0, f64::max);
    let needed = |claim: &&Point| {
        let room = width - label_width(claim, form, sizes, fonts) - 1.0;
        if room > 0.0 { reach(claim) * width / room } else { f64::INFINITY }
    };
    let bare = most * width / (width - mark_size(sizes)).max(1.0);
    (most > 0.0).then(|| (claims.iter().map(needed).fold(bare, f64::max), most / LEAST_REACH))
}

/// The form of all labels: on one line if that leaves the values enough of the plot, else on two.
pub(super) fn form_for<'body>(
    rows: impl Iterator<Item = &'body LadderRow>,
    width: f64,
    sizes: &TypeScale,
    fonts: &Fonts,
) -> Form {
    let drawn: Vec<&Point> = rows.flat_map(claims).map(|(_, claim)| claim).collect();
    match ends(&drawn, Form::OneLine, width, sizes, fonts) {
        Some((needed, most)) if needed > most => Form::Stacked,
        _ => Form::OneLine,
    }
}

/// Where the axis ends.
pub(super) fn axis_end<'body>(
    rows: impl Iterator<Item = &'body LadderRow>,
    form: Form,
    width: f64,
    sizes: &TypeScale,
    fonts: &Fonts,
) -> f64 {
    let drawn: Vec<&Point> = rows.flat_map(claims).map(|(_, claim)| claim).collect();
    ends(&drawn, form, width, sizes, fonts).map_or(1.0, |(needed, most)| needed.min(most))
}

/// Draws the links, marks and labels of a row that stands in `rect`; gives the boxes of the texts.
pub(super) fn draw(row: &LadderRow, rect: Rect, lanes: &Lanes, scene: &mut Scene, fonts: &Fonts) -> Vec<Rect> {
    let sizes = scene.format.type_scale();
    let size = mark_size(&sizes);
    let claims = claims(row);
    let place = |lane: usize| (lanes.axis.at(claims[lane].1.value), rect.y + lanes.first + float(lane) * lanes.lane);
    let lane_of = |index: usize| claims.iter().position(|(own, _)| *own == index);
    let start = scene.items.len();
    for (a, b) in &row.links {
        if let (Some(a), Some(b)) = (lane_of(*a), lane_of(*b))
            && a != b
        {
            let (from, to) = (place(a), place(b));
            scene.stroke(from, to, Role::Grey, 1.0);
        }
    }
    for (lane, (_, claim)) in claims.iter().enumerate() {
        let (x, _) = place(lane);
        let claim = above_zero(claim, x - size_of(claim, size) * ARROW >= lanes.axis.zero);
        draw_point(&claim, lanes.axis, place(lane).1, size, |along, across| (along, across), scene);
    }
    let mut obstacles = Obstacles::default();
    scene.items[start..].iter().for_each(|item| obstacles.add_item(item));
    let mut boxes = Vec::new();
    let plot = lanes.plot;
    let bounds = Rect::new(plot.x + 1.0, rect.y, plot.w, rect.h);
    // How far each lane is drawn on, its label included.
    let mut ends = Vec::with_capacity(claims.len());
    for (lane, (_, claim)) in claims.iter().enumerate() {
        let (x, y) = place(lane);
        let reach = size_of(claim, size) / 2.0;
        let end = |end: Option<f64>| end.filter(|end| !end.is_nan()).map_or(x, |end| lanes.axis.at(end));
        let right = if claim.open_high { x + size * ARROW } else { end(claim.high).max(x + reach) };
        let left = if claim.open_low { x - size * ARROW } else { end(claim.low).min(x - reach) };
        let texts = label(claim, (left, right), y, lanes.form, bounds, &mut obstacles, scene, fonts);
        ends.push(texts.iter().map(Rect::right).fold(right, f64::max));
        boxes.extend(texts);
    }
    for (a, b) in &row.brackets {
        if let (Some(a), Some(b)) = (lane_of(*a), lane_of(*b)) {
            bracket((a.min(b), a.max(b)), &ends, |lane| place(lane).1, plot, scene);
        }
    }
    boxes
}

/// Joins two lanes behind their labels, where there is room for it.
fn bracket((first, last): (usize, usize), ends: &[f64], y: impl Fn(usize) -> f64, plot: Rect, scene: &mut Scene) {
    let size = scene.format.type_scale().body;
    let Some(between) = ends.get(first..=last).filter(|_| first < last) else { return };
    let x = between.iter().copied().fold(f64::NEG_INFINITY, f64::max) + size * 0.9;
    if x > plot.right() + size * 0.7 {
        return;
    }
    scene.stroke((x, y(first)), (x, y(last)), Role::Axis, 1.1);
    for lane in [first, last] {
        scene.stroke((ends[lane] + size * 0.5, y(lane)), (x, y(lane)), Role::Axis, 1.1);
    }
}

/// Sets a label right of its mark or left of it: value and what is counted, or the value alone where they have no room.
#[expect(clippy::too_many_arguments, reason = "a claim, its surroundings, and what to draw with")]
fn label(
    claim: &Point,
    (left, right): (f64, f64),
    y: f64,
    form: Form,
    bounds: Rect,
    obstacles: &mut Obstacles,
    scene: &mut Scene,
    fonts: &Fonts,
) -> Vec<Rect> {
    let sizes = scene.format.type_scale();
    let value = TextStyle::ink(sizes.body, Weight::Semibold);
    let kind = TextStyle::muted(sizes.small);
    let air = sizes.body * AIR;
    let height = (ASCENT + DESCENT) * sizes.body;
    let other = if form == Form::OneLine { Form::Stacked } else { Form::OneLine };
    let named = !claim.sublabel.full.is_empty();
    let full = claim.label.full.as_str();
    for (text, form) in [
        (full, Some(form).filter(|_| named)),
        (full, Some(other).filter(|_| named)),
        (full, None),
        (claim.label.short.as_str(), None),
    ] {
        if text.is_empty() {
            continue;
        }
        let value_width = fonts.width(text, value.size, value.weight);
        let kind_width = fonts.width(&claim.sublabel.full, kind.size, kind.weight);
        let top = y - height * 0.52;
        let size = match form {
            None => (value_width, height),
            Some(Form::OneLine) => (value_width + sizes.body * SPACE + kind_width, height),
            Some(Form::Stacked) => (value_width.max(kind_width), height + sizes.small * 1.12),
        };
        let places = [Rect::new(right + air, top, size.0, size.1), Rect::new(left - air - size.0, top, size.0, size.1)];
        let Some(place) = obstacles.place(&places, bounds, 0.6) else { continue };
        let baseline = place.y + ASCENT * sizes.body;
        let at_left = place.x < left;
        let (align, x) = if at_left { (Align::Right, place.right()) } else { (Align::Left, place.x) };
        let mut boxes = Vec::new();
        match form {
            None => boxes.push(scene.text(fonts, text, (x, baseline), align, value)),
            Some(Form::OneLine) => {
                let first = scene.text(fonts, text, (place.x, baseline), Align::Left, value);
                let next = (first.right() + sizes.body * SPACE, baseline);
                boxes.extend([first, scene.text(fonts, &claim.sublabel.full, next, Align::Left, kind)]);
            }
            Some(Form::Stacked) => {
                boxes.push(scene.text(fonts, text, (x, baseline), align, value));
                let under = (x, baseline + sizes.small * 1.12);
                boxes.push(scene.text(fonts, &claim.sublabel.full, under, align, kind));
            }
        }
        for rect in &boxes {
            obstacles.add(*rect);
        }
        return boxes;
    }
    Vec::new()
}
