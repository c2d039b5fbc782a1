//! Draws one page of panels.

use super::plan::{Piece, Plan, float};
use super::{Label, Panels, Point, Slot};
use crate::chart::layout::axis::ticks;
use crate::chart::layout::labels::{Obstacles, around};
use crate::chart::layout::points::{Axis, draw_point, largest, size_of};
use crate::chart::scene::{ASCENT, Align, DESCENT, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Panels in a row share an axis where their largest values differ by at most this factor.
const SHARED: f64 = 3.0;

/// A run of slots being drawn.
struct Run<'body> {
    slots: &'body [Slot],
    plot: Rect,
    slot: f64,
    axis: Axis,
}

impl Run<'_> {
    fn x(&self, slot: usize) -> f64 {
        self.plot.x + (float(slot) + 0.5) * self.slot
    }
}

pub(super) fn draw(body: &Panels, plan: &Plan, page: usize, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let Some(rows) = plan.pages.get(page) else { return };
    for row in rows {
        let tops: Vec<f64> = row
            .iter()
            .map(|piece| largest(body.panels[piece.panel].slots.iter().flat_map(|slot| &slot.points)))
            .collect();
        let most = tops.iter().copied().fold(0.0, f64::max);
        let least = tops.iter().copied().filter(|top| *top > 0.0).fold(f64::INFINITY, f64::min);
        let shared = most <= SHARED * least;
        for (piece, top) in row.iter().zip(tops) {
            draw_piece(body, plan, piece, if shared { most } else { top }, chart, scene, fonts);
        }
    }
    let (shown, all) = plan.shown;
    if shown < all && page + 1 == plan.pages.len() {
        let size = plan.sizes.small;
        let text = chart.words.shown_of.replace("{shown}", &shown.to_string()).replace("{all}", &all.to_string());
        if let Some(last) = rows.last().and_then(|row| row.last()) {
            let (width, _) = scene.format.size();
            let right = width - scene.format.margin();
            let text = fonts.fit(&text, size, Weight::Regular, right - last.rect.right() - size);
            let at = (right, last.rect.y + ASCENT * size);
            scene.text(fonts, &text, at, Align::Right, TextStyle::muted(size));
        }
    }
}

fn draw_piece(body: &Panels, plan: &Plan, piece: &Piece, top: f64, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let sizes = plan.sizes;
    let panel = &body.panels[piece.panel];
    let slots = panel.slots.get(piece.first..piece.first + piece.count).unwrap_or_default();
    let subs = slots.iter().map(|slot| slot.sub.len()).max().unwrap_or_default();
    let heading = sizes.heading * 1.75;
    let foot = sizes.body * 1.35 + float(subs) * sizes.small * 1.25 + sizes.small * 0.3;
    let plot = Rect::new(
        piece.rect.x + plan.gutter,
        piece.rect.y + heading,
        (piece.rect.w - plan.gutter).max(1.0),
        (piece.rect.h - heading - foot).max(1.0),
    );
    set_heading(body, panel.heading.as_str(), piece.rect, sizes.heading, sizes.small, scene, fonts);
    // Room above the highest point for its label.
    let width = plot.w / float(slots.len().max(1)) - sizes.small * 0.4;
    let lines = |text: &String| fonts.wrap(text, sizes.small, Weight::Semibold, width).len().min(2);
    let band_lines = slots.iter().filter_map(|slot| slot.band.as_ref()).map(lines).max().unwrap_or_default();
    let banded = float(band_lines) * sizes.small * 1.25 + sizes.body * 0.4;
    let headroom = 1.0 + ((sizes.body * 1.7 + banded) / plot.h).min(0.9);
    let steps = (plot.h / (sizes.small * 1.7)).clamp(2.0, 5.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 5")]
    let mut ticks = ticks(top * headroom, steps as usize);
    // The axis ends above the highest label, not at the next round number: the height is for the values.
    let end = if top > 0.0 { top * headroom } else { 1.0 };
    ticks.retain(|tick| *tick <= end);
    let run = Run {
        slots,
        plot,
        slot: plot.w / float(slots.len().max(1)),
        axis: Axis { top: end, zero: plot.bottom(), end: plot.y },
    };
    let mut obstacles = Obstacles::default();
    draw_bands(&run, sizes.small, &mut obstacles, scene, fonts);
    for tick in &ticks {
        let y = run.axis.at(*tick);
        let (role, width) = if *tick == 0.0 { (Role::Axis, 1.0) } else { (Role::Rule, 0.6) };
        scene.rule((plot.x, y), (plot.right(), y), role, width);
        #[expect(clippy::cast_possible_truncation, reason = "ticks are whole numbers of people")]
        let number =
            if tick.fract() == 0.0 { chart.locale.integer(*tick as i64) } else { chart.locale.decimal(*tick, 1) };
        let at = (plot.x - sizes.small * 0.5, y + ASCENT * sizes.small * 0.42);
        scene.text(fonts, &number, at, Align::Right, TextStyle::muted(sizes.small));
    }
    draw_feet(&run, plan, scene, fonts);
    let first = scene.items.len();
    draw_lines(panel, piece, &run, scene);
    draw_marks(&run, sizes.body, scene);
    for edge in band_edges(&run) {
        obstacles.add_soft_line((edge, plot.y), (edge, plot.bottom()));
    }
    scene.items[first..].iter().for_each(|item| obstacles.add_item(item));
    draw_labels(&run, body, plan, &mut obstacles, scene, fonts);
}

fn set_heading(body: &Panels, heading: &str, rect: Rect, size: f64, small: f64, scene: &mut Scene, fonts: &Fonts) {
    let text = fonts.fit(heading, size, Weight::Semibold, rect.w);
    let baseline = rect.y + ASCENT * size;
    let bounds = scene.text(fonts, &text, (rect.x, baseline), Align::Left, TextStyle::ink(size, Weight::Semibold));
    let x = bounds.right() + small;
    if x + fonts.width(&body.axis_label, small, Weight::Regular) <= rect.right() {
        scene.text(fonts, &body.axis_label, (x, baseline), Align::Left, TextStyle::muted(small));
    }
}

/// Both edges of every band.
fn band_edges(run: &Run<'_>) -> Vec<f64> {
    let banded = |slot: usize| run.slots.get(slot).is_some_and(|slot| slot.band.is_some());
    (0..=run.slots.len())
        .filter(|slot| banded(*slot) != slot.checked_sub(1).is_some_and(banded))
        .map(|slot| run.plot.x + float(slot) * run.slot)
        .collect()
}

/// Tinted bands with dashed rules; neighbouring slots with the same text are one band.
fn draw_bands(run: &Run<'_>, size: f64, obstacles: &mut Obstacles, scene: &mut Scene, fonts: &Fonts) {
    let mut slot = 0;
    for group in run.slots.chunk_by(|a, b| a.band == b.band) {
        let x = run.plot.x + float(slot) * run.slot;
        let width = float(group.len()) * run.slot;
        slot += group.len();
        let Some(text) = &group[0].band else { continue };
        let rect = Rect::new(x, run.plot.y, width, run.plot.h);
        scene.cell(rect, Role::AccentTint, 0.0);
        for edge in [rect.x, rect.right()] {
            scene.items.push(Item::Line {
                from: (edge, rect.y),
                to: (edge, rect.bottom()),
                role: Role::Axis,
                width: 0.8,
                dash: 2.5,
                layer: Layer::Ground,
            });
        }
        let lines = fonts.wrap(text, size, Weight::Semibold, width - size * 0.4);
        // A broken word says nothing: the key says what a band means.
        if lines.len() > text.split(' ').count() {
            continue;
        }
        let mut baseline = run.plot.y + size * 0.3 + ASCENT * size;
        let style = TextStyle { on: Role::AccentTint, ..TextStyle::ink(size, Weight::Semibold) };
        for line in lines.iter().take(2) {
            obstacles.add(scene.text(fonts, line, (x + width / 2.0, baseline), Align::Centre, style));
            baseline += size * 1.15;
        }
    }
}

/// Heads and subs under the axis; each sub line in its full form where all of them fit, else in the short one.
fn draw_feet(run: &Run<'_>, plan: &Plan, scene: &mut Scene, fonts: &Fonts) {
    let sizes = plan.sizes;
    let room = run.slot - sizes.small * 0.3;
    let subs = run.slots.iter().map(|slot| slot.sub.len()).max().unwrap_or_default();
    let fit_full: Vec<bool> = (0..subs)
        .map(|line| {
            run.slots
                .iter()
                .filter_map(|slot| slot.sub.get(line))
                .all(|label| fonts.width(&label.full, sizes.small, Weight::Regular) <= room)
        })
        .collect();
    for (index, slot) in run.slots.iter().enumerate() {
        let x = run.x(index);
        let mut y = run.plot.bottom() + sizes.body * 0.4 + ASCENT * sizes.body;
        let head = fonts.fit(&slot.head, sizes.body, Weight::Semibold, room);
        scene.text(fonts, &head, (x, y), Align::Centre, TextStyle::ink(sizes.body, Weight::Semibold));
        for (label, full) in slot.sub.iter().zip(&fit_full) {
            y += sizes.small * 1.25;
            let text = if *full || label.short.is_empty() { &label.full } else { &label.short };
            let text = fonts.fit(text, sizes.small, Weight::Regular, room);
            scene.text(fonts, &text, (x, y), Align::Centre, TextStyle::muted(sizes.small));
        }
    }
}

fn draw_lines(panel: &super::Panel, piece: &Piece, run: &Run<'_>, scene: &mut Scene) {
    let place = |(slot, point): (usize, usize)| {
        let slot = slot.checked_sub(piece.first).filter(|slot| *slot < run.slots.len())?;
        let point = run.slots[slot].points.get(point)?;
        Some((run.x(slot), run.axis.at(point.value)))
    };
    for pair in panel.lines.iter().flat_map(|line| &line.runs).flat_map(|run| run.windows(2)) {
        if let (Some(from), Some(to)) = (place(pair[0]), place(pair[1])) {
            scene.items.push(Item::Line { from, to, role: Role::Accent, width: 1.4, dash: 0.0, layer: Layer::Mark });
        }
    }
}

/// Size of a mark.
fn mark_size(run: &Run<'_>, body: f64) -> f64 {
    (body * 0.85).min(run.slot * 0.45)
}

/// Marks of a slot; those that would hide one another step aside.
fn draw_marks(run: &Run<'_>, body: f64, scene: &mut Scene) {
    let size = mark_size(run, body);
    for (index, slot) in run.slots.iter().enumerate() {
        for (point, x) in slot.points.iter().zip(places(run, index, size)) {
            draw_point(point, run.axis, x, size, |along, across| (across, along), scene);
        }
        for (a, b) in &slot.brackets {
            if let (Some(a), Some(b)) = (slot.points.get(*a), slot.points.get(*b)) {
                let (low, high) = (run.axis.at(a.value), run.axis.at(b.value));
                let right = places(run, index, size).into_iter().fold(run.x(index), f64::max);
                let x = right + size * 1.05;
                let arm = size * 0.4;
                for (from, to) in [((x, low), (x, high)), ((x - arm, low), (x, low)), ((x - arm, high), (x, high))] {
                    scene.items.push(Item::Line {
                        from,
                        to,
                        role: Role::Axis,
                        width: 1.1,
                        dash: 0.0,
                        layer: Layer::Mark,
                    });
                }
            }
        }
    }
}

/// The x of each point of a slot: the middle, or beside it where another point of about the same value stands there.
fn places(run: &Run<'_>, slot: usize, size: f64) -> Vec<f64> {
    let centre = run.x(slot);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for point in &run.slots[slot].points {
        let y = run.axis.at(point.value);
        let free = |x: f64| !taken.iter().any(|(other, at)| (other - x).abs() < size && (at - y).abs() < size * 0.8);
        let step = (size * 1.15).min(run.slot * 0.45);
        let x = [0.0, -step, step].map(|shift| centre + shift).into_iter().find(|x| free(*x)).unwrap_or(centre + step);
        taken.push((x, y));
    }
    taken.into_iter().map(|(x, _)| x).collect()
}

/// Labels: values of the used points first, then of the quiet ones; what is counted beside them where there is room;
/// and the word for a slot without a point.
fn draw_labels(run: &Run<'_>, body: &Panels, plan: &Plan, obstacles: &mut Obstacles, scene: &mut Scene, fonts: &Fonts) {
    let sizes = plan.sizes;
    let size = mark_size(run, sizes.body);
    let bounds = Rect::new(run.plot.x, run.plot.y, run.plot.w, run.plot.h - 1.0);
    for (index, slot) in run.slots.iter().enumerate() {
        if slot.points.is_empty() {
            missing(run, index, slot.missing.as_ref().unwrap_or(&body.missing), sizes.small, obstacles, scene, fonts);
        }
    }
    let mut points: Vec<(usize, &Point, f64)> = run
        .slots
        .iter()
        .enumerate()
        .flat_map(|(index, slot)| {
            slot.points.iter().zip(places(run, index, size)).map(move |(point, x)| (index, point, x))
        })
        .collect();
    points.sort_by_key(|(_, point, _)| point.quiet);
    let marks: Vec<(f64, f64)> = points.iter().map(|(_, point, x)| (*x, run.axis.at(point.value))).collect();
    for (_, point, x) in points {
        let at = (x, run.axis.at(point.value));
        // An arrow or whisker above the mark moves the label above it.
        let arrow = if point.open_high { size * 1.9 } else { 0.0 };
        let whisker = point.high.map_or(0.0, |high| (at.1 - run.axis.at(high)).max(0.0));
        let lift = arrow.max(whisker);
        let own = size_of(point, size);
        label(point, at, own, lift, &marks, run, plan, bounds, obstacles, scene, fonts);
    }
}

#[expect(clippy::too_many_arguments, reason = "a point, its surroundings, and what to draw with")]
fn label(
    point: &Point,
    at: (f64, f64),
    size: f64,
    lift: f64,
    marks: &[(f64, f64)],
    run: &Run<'_>,
    plan: &Plan,
    bounds: Rect,
    obstacles: &mut Obstacles,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let sizes = plan.sizes;
    let (text_size, weight, role) = if point.quiet {
        (sizes.small, Weight::Regular, Role::Muted)
    } else {
        (sizes.body, Weight::Semibold, Role::Ink)
    };
    let line = ASCENT * text_size + DESCENT * text_size;
    let below = sizes.small * 1.15;
    let value = |text: &str| fonts.width(text, text_size, weight);
    let sub = fonts.width(&point.sublabel.full, sizes.small, Weight::Regular);
    let roomy = !point.quiet && !point.sublabel.full.is_empty() && run.slot >= sub;
    let mut forms: Vec<(&str, bool)> = Vec::new();
    if roomy {
        forms.push((&point.label.full, true));
    }
    forms.push((&point.label.full, false));
    if !point.label.short.is_empty() && point.label.short != point.label.full {
        forms.push((&point.label.short, false));
    }
    let own = |rect: &Rect| distance(rect, at);
    let is_own = |rect: &Rect| marks.iter().all(|mark| *mark == at || distance(rect, *mark) >= own(rect) * 0.6);
    // A claim that is not used goes without a label rather than across the edge of a band.
    let passes: &[bool] = if point.quiet { &[true] } else { &[true, false] };
    for soft in passes.iter().copied() {
        for (text, with_sub) in &forms {
            let width = if *with_sub { value(text).max(sub) } else { value(text) };
            let height = if *with_sub { line + below } else { line };
            let lifted = (at.0, at.1 - lift);
            let mut places = around(lifted, if lift > 0.0 { 1.0 } else { size }, (width, height));
            places.truncate(1);
            places.extend(around(at, size, (width, height)));
            places.retain(is_own);
            let place =
                if soft { obstacles.place_softly(&places, bounds, 0.6) } else { obstacles.place(&places, bounds, 0.6) };
            let Some(place) = place else { continue };
            let centred = (place.x + place.w / 2.0 - at.0).abs() < 0.1;
            let (x, align) = if centred {
                (at.0, Align::Centre)
            } else if place.x > at.0 {
                (place.x, Align::Left)
            } else {
                (place.right(), Align::Right)
            };
            let on = ground(run, place);
            let style = TextStyle { size: text_size, weight, role, on };
            let baseline = place.y + ASCENT * text_size;
            // Grid lines stop at a label; where it crosses the edge of a band, no one ground would do.
            if soft {
                scene.cell(place, on, 0.0);
            }
            obstacles.add(scene.text(fonts, text, (x, baseline), align, style));
            if *with_sub {
                let style = TextStyle { size: sizes.small, weight: Weight::Regular, role: Role::Muted, on };
                obstacles.add(scene.text(fonts, &point.sublabel.full, (x, baseline + below), align, style));
            }
            return;
        }
    }
}

/// Distance of a point from a rectangle.
fn distance(rect: &Rect, (x, y): (f64, f64)) -> f64 {
    let dx = (rect.x - x).max(x - rect.right()).max(0.0);
    let dy = (rect.y - y).max(y - rect.bottom()).max(0.0);
    dx.hypot(dy)
}

/// What lies behind a label: the tint of a band, or the paper.
fn ground(run: &Run<'_>, place: Rect) -> Role {
    let middle = place.x + place.w / 2.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place inside the plot")]
    let slot = ((middle - run.plot.x) / run.slot).max(0.0) as usize;
    if run.slots.get(slot).is_some_and(|slot| slot.band.is_some()) { Role::AccentTint } else { Role::Paper }
}

/// The word for a slot without a point, on the axis: in full on one or two lines, in short, or a dash.
fn missing(
    run: &Run<'_>,
    slot: usize,
    label: &Label,
    size: f64,
    obstacles: &mut Obstacles,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let room = run.slot - size * 0.3;
    let lines = |text: &str| -> Option<Vec<String>> {
        let lines = fonts.wrap(text, size, Weight::Regular, room);
        let whole = lines.len() <= text.split(' ').count() && lines.len() <= 2 && !lines.is_empty();
        whole.then_some(lines)
    };
    let Some(lines) = lines(&label.full).or_else(|| lines(&label.short)).or_else(|| lines("–")) else { return };
    let leading = size * 1.15;
    let mut baseline = run.plot.bottom() - size * 0.55 - leading * float(lines.len() - 1);
    for line in lines {
        let on = if run.slots[slot].band.is_some() { Role::AccentTint } else { Role::Paper };
        let style = TextStyle { size, weight: Weight::Regular, role: Role::Muted, on };
        obstacles.add(scene.text(fonts, &line, (run.x(slot), baseline), Align::Centre, style));
        baseline += leading;
    }
}
