//! Draws one page of panels: bands and grid at the bottom, then marks, then labels.

use super::feet::{Feet, Height, missing};
use super::labels::{self, Ground};
use super::marks::{self, mark_size};
use super::plan::{Piece, Plan, float};
use super::scale::{self, Scale};
use super::{Panels, Slot};
use crate::chart::format::TypeScale;
use crate::chart::layout::labels::Obstacles;
use crate::chart::layout::points::Axis;
use crate::chart::scene::{ASCENT, Align, Item, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Panels in a row share an axis where their largest values differ by at most this factor.
const SHARED: f64 = 3.0;
/// Height of a low and of a tall row, in body type sizes: year and place share a line, a place name takes two.
const LOW: f64 = 10.5;
const TALL: f64 = 21.0;

/// A run of slots being drawn.
pub(super) struct Run<'body> {
    pub slots: &'body [Slot],
    pub plot: Rect,
    /// Width of a slot.
    pub slot: f64,
    pub axis: Axis,
}

impl Run<'_> {
    /// The middle of a slot.
    pub(super) fn x(&self, slot: usize) -> f64 {
        self.plot.x + (float(slot) + 0.5) * self.slot
    }

    /// What lies behind a text at `x`: the tint of a band, or the paper.
    pub(super) fn ground_at(&self, x: f64) -> Role {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place inside the plot")]
        let slot = ((x - self.plot.x) / self.slot).max(0.0) as usize;
        if self.slots.get(slot).is_some_and(|slot| slot.band.is_some()) { Role::AccentTint } else { Role::Paper }
    }
}

/// Height of a plot at least, in body type sizes; under it texts over bands and lines under the axis are left out.
const LEAST_PLOT: f64 = 3.0;

/// What the pieces of a row share, so that their axes stand at one height.
struct Shape {
    /// Height of the heading.
    head: f64,
    /// Height of the texts over bands.
    lane: f64,
    /// Height of what stands under the axis.
    foot: f64,
}

impl Shape {
    fn plot(&self, piece: &Piece, gutter: f64) -> Rect {
        let above = self.head + self.lane;
        Rect::new(
            piece.rect.x + gutter,
            piece.rect.y + above,
            (piece.rect.w - gutter).max(1.0),
            (piece.rect.h - above - self.foot).max(1.0),
        )
    }
}

pub(super) fn draw(
    body: &Panels,
    plan: &Plan,
    page: usize,
    area: Rect,
    chart: &Chart,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let Some(rows) = plan.pages.get(page) else { return };
    for row in rows {
        let mut feet: Vec<Feet> = row.iter().map(|piece| feet(body, plan, piece, fonts)).collect();
        for (piece, feet) in row.iter().zip(&mut feet) {
            let head = float(heading(&body.panels[piece.panel].heading, piece.rect.w, &plan.sizes, fonts).len()) * 1.2;
            let room = piece.rect.h - (head + 0.35) * plan.sizes.heading - LEAST_PLOT * plan.sizes.body;
            feet.shorten(room, &plan.sizes);
        }
        let shape = shape(body, plan, row, &feet, fonts);
        let tops: Vec<f64> = row
            .iter()
            .map(|piece| {
                let size = mark_size(slot_width(plan, piece), plan.sizes.body);
                marks::axis_end(&body.panels[piece.panel], shape.plot(piece, plan.gutter).h, size, plan.sizes.body)
            })
            .collect();
        let most = tops.iter().copied().fold(0.0, f64::max);
        let least = tops.iter().copied().filter(|top| *top > 0.0).fold(f64::INFINITY, f64::min);
        let shared = most <= SHARED * least;
        for ((piece, top), feet) in row.iter().zip(tops).zip(&feet) {
            draw_piece(body, plan, piece, (if shared { most } else { top }, &shape, feet), chart, scene, fonts);
        }
    }
    let (shown, all) = plan.shown;
    if shown < all {
        let size = plan.sizes.small;
        let text = chart.words.shown_of(shown, all, chart.locale);
        let text = fonts.fit(&text, size, Weight::Regular, area.w);
        let at = (area.right(), area.bottom() - size * 0.3);
        scene.text(fonts, &text, at, Align::Right, TextStyle::muted(size));
    }
}

fn shape(body: &Panels, plan: &Plan, row: &[Piece], feet: &[Feet], fonts: &Fonts) -> Shape {
    let sizes = &plan.sizes;
    let lines = |piece: &Piece| heading(&body.panels[piece.panel].heading, piece.rect.w, sizes, fonts).len();
    let head_lines = row.iter().map(lines).max().unwrap_or_default();
    let band_lines = row.iter().map(|piece| band_lines(body, plan, piece, fonts)).max().unwrap_or_default();
    let head = (float(head_lines) * 1.2 + 0.35) * sizes.heading;
    let foot = feet.iter().map(|feet| feet.height(sizes)).fold(0.0, f64::max);
    let lane = if band_lines > 0 { (float(band_lines) * 1.15 + 0.3) * sizes.small } else { 0.0 };
    // Where there is little height it is the values': the key says what a band is.
    let row_height = row.iter().map(|piece| piece.rect.h).fold(f64::INFINITY, f64::min);
    let lane = if row_height - head - foot - lane < LEAST_PLOT * sizes.body { 0.0 } else { lane };
    Shape { head, lane, foot }
}

fn slots<'body>(body: &'body Panels, piece: &Piece) -> &'body [Slot] {
    body.panels[piece.panel].slots.get(piece.first..piece.first + piece.count).unwrap_or_default()
}

fn slot_width(plan: &Plan, piece: &Piece) -> f64 {
    (piece.rect.w - plan.gutter).max(1.0) / float(piece.count.max(1))
}

fn feet(body: &Panels, plan: &Plan, piece: &Piece, fonts: &Fonts) -> Feet {
    let height = match piece.rect.h / plan.sizes.body {
        low if low < LOW => Height::Low,
        tall if tall > TALL => Height::Tall,
        _ => Height::Middle,
    };
    Feet::new(slots(body, piece), slot_width(plan, piece), height, &plan.sizes, fonts)
}

/// The heading on one line or two.
fn heading(text: &str, width: f64, sizes: &TypeScale, fonts: &Fonts) -> Vec<String> {
    let mut lines = fonts.wrap(text, sizes.heading, Weight::Semibold, width);
    if lines.len() > 2 {
        let rest = lines[1..].join(" ");
        lines.truncate(1);
        lines.push(fonts.fit(&rest, sizes.heading, Weight::Semibold, width));
    }
    lines
}

/// Neighbouring slots with the same band are one: (first slot, count, text).
fn bands(slots: &[Slot]) -> Vec<(usize, usize, &str)> {
    let mut first = 0;
    let mut bands = Vec::new();
    for group in slots.chunk_by(|a, b| a.band == b.band) {
        if let Some(text) = &group[0].band {
            bands.push((first, group.len(), text.as_str()));
        }
        first += group.len();
    }
    bands
}

/// The text over a band, on one line or two; nothing where it has no room, since the key says it too.
fn band_text(text: &str, room: f64, size: f64, fonts: &Fonts) -> Vec<String> {
    let lines = fonts.wrap(text, size, Weight::Semibold, room);
    let whole = lines.len() <= 2 && lines.len() <= text.split_whitespace().count();
    if whole { lines } else { Vec::new() }
}

/// Room for the text over a band: to the middle of the gap to its neighbours.
fn band_room(bands: &[(usize, usize, &str)], index: usize, slots: usize, slot: f64) -> f64 {
    let (first, count, _) = bands[index];
    let before = index.checked_sub(1).map_or(first * 2, |other| first - bands[other].0 - bands[other].1);
    let after = bands.get(index + 1).map_or((slots - first - count) * 2, |next| next.0 - first - count);
    (float(count) + float(before.min(after))) * slot - slot * 0.1
}

fn band_lines(body: &Panels, plan: &Plan, piece: &Piece, fonts: &Fonts) -> usize {
    let slots = slots(body, piece);
    let bands = bands(slots);
    (0..bands.len())
        .map(|index| {
            let room = band_room(&bands, index, slots.len(), slot_width(plan, piece));
            band_text(bands[index].2, room, plan.sizes.small, fonts).len()
        })
        .max()
        .unwrap_or_default()
}

fn draw_piece(
    body: &Panels,
    plan: &Plan,
    piece: &Piece,
    (top, shape, feet): (f64, &Shape, &Feet),
    chart: &Chart,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let sizes = &plan.sizes;
    let panel = &body.panels[piece.panel];
    let slots = slots(body, piece);
    let plot = shape.plot(piece, plan.gutter);
    set_heading(body, &panel.heading, piece.rect, sizes, scene, fonts);
    let scale = Scale::new(top, plot, sizes.small);
    let run = Run { slots, plot, slot: slot_width(plan, piece), axis: scale.axis };
    let size = mark_size(run.slot, sizes.body);
    let mut placed = marks::place(&run, size);
    let mut drawn = Scene::new(scene.format);
    marks::draw(panel, piece.first, &run, &mut placed, size, &mut drawn);
    let mut texts = Scene::new(scene.format);
    set_missing(&run, body, sizes.small, &drawn, &mut texts, fonts);
    let bands = draw_bands(&run, (sizes.small, shape.lane > 0.0), scene, &mut texts, fonts);

    let bounds = Rect::new(plot.x, piece.rect.y + shape.head, plot.w, plot.bottom() - piece.rect.y - shape.head - 1.5);
    // Words that belong to no mark keep more distance from labels than labels from one another.
    let air = sizes.body * 0.2;
    let apart = |rect: Rect| Rect::new(rect.x - air, rect.y - air, rect.w + 2.0 * air, rect.h + 2.0 * air);
    let words = texts.items.iter().map(|item| apart(item.bounds()));
    let ground = Ground::new(bounds, drawn.items.iter(), words, (scale.grid(), bands.clone()));
    let mut named = Scene::new(scene.format);
    labels::draw(&placed, &run, &ground, (sizes, plan.alone()), &mut named, fonts);

    let boxes: Vec<Rect> =
        texts.items.iter().chain(&named.items).filter(|item| is_text(item)).map(Item::bounds).collect();
    scale::draw(&scale, plan.gutter, &boxes, chart.locale, scene, fonts);
    for x in bands {
        scale::draw_edge(&scale, x, &boxes, scene);
    }
    feet.draw(slots, (|slot| run.x(slot), run.slot), plot.bottom(), sizes, scene, fonts);
    let (poles, labels): (Vec<_>, Vec<_>) = named.items.into_iter().partition(|item| !is_text(item));
    scene.items.extend(poles);
    scene.items.extend(drawn.items);
    scene.items.extend(texts.items);
    scene.items.extend(labels);
}

const fn is_text(item: &Item) -> bool {
    matches!(item, Item::Text { .. })
}

fn set_heading(body: &Panels, text: &str, rect: Rect, sizes: &TypeScale, scene: &mut Scene, fonts: &Fonts) {
    let size = sizes.heading;
    let mut baseline = rect.y + ASCENT * size;
    let mut right = rect.x;
    for line in heading(text, rect.w, sizes, fonts) {
        let style = TextStyle::ink(size, Weight::Semibold);
        right = scene.text(fonts, &line, (rect.x, baseline), Align::Left, style).right() + sizes.small * 0.9;
        baseline += size * 1.2;
    }
    let baseline = (baseline - size * 1.2).max(rect.y + ASCENT * size);
    if right + fonts.width(&body.axis_label, sizes.small, Weight::Regular) <= rect.right() {
        scene.text(fonts, &body.axis_label, (right, baseline), Align::Left, TextStyle::muted(sizes.small));
    }
}

/// Tints the bands and sets their texts above them; gives the x of their edges.
fn draw_bands(
    run: &Run<'_>,
    (size, named): (f64, bool),
    scene: &mut Scene,
    texts: &mut Scene,
    fonts: &Fonts,
) -> Vec<f64> {
    let bands = bands(run.slots);
    let mut edges = Vec::new();
    for (index, (first, count, text)) in bands.iter().enumerate() {
        let rect = Rect::new(run.plot.x + float(*first) * run.slot, run.plot.y, float(*count) * run.slot, run.plot.h);
        scene.cell(rect, Role::AccentTint, 0.0);
        edges.extend([rect.x, rect.right()]);
        let room = band_room(&bands, index, run.slots.len(), run.slot);
        let lines = if named { band_text(text, room, size, fonts) } else { Vec::new() };
        let mut baseline = run.plot.y - size * 0.4 - float(lines.len().saturating_sub(1)) * size * 1.15;
        for line in &lines {
            let at = (rect.x + rect.w / 2.0, baseline);
            texts.text(fonts, line, at, Align::Centre, TextStyle::ink(size, Weight::Semibold));
            baseline += size * 1.15;
        }
    }
    edges.dedup();
    edges
}

/// The words for slots without a point, on the axis.
fn set_missing(run: &Run<'_>, body: &Panels, size: f64, drawn: &Scene, texts: &mut Scene, fonts: &Fonts) {
    let mut marks = Obstacles::default();
    drawn.items.iter().for_each(|item| marks.add_item(item));
    for (index, slot) in run.slots.iter().enumerate() {
        if slot.points.iter().any(marks::drawable) {
            continue;
        }
        let leading = size * 1.12;
        let style = TextStyle { on: run.ground_at(run.x(index)), ..TextStyle::muted(size) };
        // The common word needs air, for it often stands in neighbouring slots.
        let (label, air) = slot.missing.as_ref().map_or((&body.missing, 0.7), |label| (label, 0.2));
        for lines in missing(label, &body.missing, run.slot - size * air, size, fonts) {
            let mut set = Scene::new(texts.format);
            let last = run.plot.bottom() - size * 0.5;
            for (line, text) in lines.iter().rev().enumerate() {
                set.text(fonts, text, (run.x(index), last - leading * float(line)), Align::Centre, style);
            }
            let inside = set.items.iter().all(|item| item.bounds().y >= run.plot.y);
            if inside && set.items.iter().all(|item| marks.leaves_free(item.bounds(), 0.6)) {
                texts.items.extend(set.items);
                break;
            }
        }
    }
}
