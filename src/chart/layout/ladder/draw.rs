//! Draws rows of claims on a common axis: one lane a claim, so that no two labels meet.

use super::{Ladder, LadderRow};
use crate::chart::format::Format;
use crate::chart::layout::axis::ticks;
use crate::chart::layout::labels::Obstacles;
use crate::chart::layout::points::{Axis, draw_point, largest, size_of};
use crate::chart::scene::{ASCENT, Align, DESCENT, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// At most so many pages.
const MOST_PAGES: usize = 12;
/// Lanes of a row at least: two lines of words need them.
const LEAST_LANES: usize = 2;
/// At most so many claims of a row are drawn.
const MOST_LANES: usize = 6;

/// A line of a page: a group's heading, or a row of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    Heading(usize),
    Row(usize, usize),
}

/// Height of one lane at least, in body type sizes.
const LANE: f64 = 1.5;

fn lanes(row: &LadderRow) -> usize {
    row.claims.len().clamp(LEAST_LANES, MOST_LANES)
}

/// Height of an entry with lanes of `lane` points.
fn height(entry: Entry, body: &Ladder, lane: f64, size: f64) -> f64 {
    match entry {
        Entry::Heading(_) => size * 2.0,
        Entry::Row(group, row) => float(lanes(&body.groups[group].rows[row])) * lane + size * 0.9,
    }
}

/// Height of the axis with its numbers.
fn axis_height(format: Format) -> f64 {
    format.type_scale().small * 2.4
}

/// The entries of each page; a heading is repeated where its rows go on.
pub(super) fn pages(body: &Ladder, area: Rect, format: Format) -> Vec<Vec<Entry>> {
    let sizes = format.type_scale();
    let room = area.h - axis_height(format);
    let mut pages: Vec<Vec<Entry>> = vec![Vec::new()];
    let mut used = 0.0;
    for (group, rows) in body.groups.iter().enumerate() {
        for row in 0..rows.rows.len() {
            let own = height(Entry::Row(group, row), body, sizes.body * LANE, sizes.body);
            let heading = height(Entry::Heading(group), body, 0.0, sizes.heading);
            let lead = if row == 0 { heading } else { 0.0 };
            if used > 0.0 && used + lead + own > room {
                pages.push(Vec::new());
                used = 0.0;
            }
            if let Some(page) = pages.last_mut() {
                if row == 0 || page.is_empty() {
                    page.push(Entry::Heading(group));
                    used += heading;
                }
                page.push(Entry::Row(group, row));
                used += own;
            }
        }
    }
    pages.truncate(MOST_PAGES);
    pages
}

pub(super) fn draw(body: &Ladder, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let format = scene.format;
    let sizes = format.type_scale();
    let pages = pages(body, area, format);
    let Some(entries) = pages.get(page).filter(|entries| !entries.is_empty()) else { return };
    let rows: Vec<&LadderRow> = body.groups.iter().flat_map(|group| &group.rows).collect();
    let label = label_width(&rows, area, sizes.body, fonts);
    let words = area.w * 0.27;
    let gap = sizes.body * 1.6;
    let axis_bottom = area.bottom() - axis_height(format);
    let plot = Rect::new(area.x + label, area.y, (area.w - label - words - gap).max(1.0), axis_bottom - area.y);
    let lane = lane_height(entries, body, plot.h, sizes.body, sizes.heading);
    let top = largest(rows.iter().flat_map(|row| &row.claims)) * 1.02;
    let ticks = ticks(top, if format == Format::Slide { 5 } else { 4 });
    let axis = Axis { top: ticks.last().copied().unwrap_or(1.0), zero: plot.x, end: plot.right() };
    let used: f64 = entries.iter().map(|entry| entry_height(*entry, body, lane, sizes.body, sizes.heading)).sum();
    let foot = (area.y + used).min(axis_bottom);
    draw_numbers(&ticks, axis, foot, body, chart, scene, fonts);
    let mut y = area.y;
    for entry in entries {
        match *entry {
            Entry::Heading(group) => {
                let size = sizes.heading;
                let heading = fonts.fit(&body.groups[group].heading, size, Weight::Semibold, area.w);
                let style = TextStyle::ink(size, Weight::Semibold);
                scene.text(fonts, &heading, (area.x, y + size * 0.35 + ASCENT * size), Align::Left, style);
            }
            Entry::Row(group, row) => {
                let row = &body.groups[group].rows[row];
                let rect = Rect::new(area.x, y, area.w, height(*entry, body, lane, sizes.body));
                draw_grid(&ticks, axis, (rect.y, rect.bottom()), scene);
                draw_row(row, rect, (plot, axis, lane, words), scene, fonts);
            }
        }
        y += entry_height(*entry, body, lane, sizes.body, sizes.heading);
    }
    let all = pages.iter().flatten().filter(|entry| matches!(entry, Entry::Row(..))).count();
    if all < rows.len() && page + 1 == pages.len() {
        let size = sizes.small;
        let text = chart.words.shown_of.replace("{shown}", &all.to_string()).replace("{all}", &rows.len().to_string());
        let text = fonts.fit(&text, size, Weight::Regular, words);
        let at = (area.right(), axis_bottom + size * 1.7);
        scene.text(fonts, &text, at, Align::Right, TextStyle::muted(size));
    }
}

fn entry_height(entry: Entry, body: &Ladder, lane: f64, size: f64, heading: f64) -> f64 {
    height(entry, body, lane, if matches!(entry, Entry::Heading(_)) { heading } else { size })
}

/// Lanes as high as the page allows, up to a comfortable height.
fn lane_height(entries: &[Entry], body: &Ladder, room: f64, size: f64, heading: f64) -> f64 {
    let fixed: f64 = entries.iter().map(|entry| entry_height(*entry, body, 0.0, size, heading)).sum();
    let count: usize = entries
        .iter()
        .map(|entry| match entry {
            Entry::Heading(_) => 0,
            Entry::Row(group, row) => lanes(&body.groups[*group].rows[*row]),
        })
        .sum();
    if count == 0 { size * LANE } else { ((room - fixed) / float(count)).clamp(size * 1.2, size * 2.8) }
}

fn label_width(rows: &[&LadderRow], area: Rect, size: f64, fonts: &Fonts) -> f64 {
    let widest = rows
        .iter()
        .map(|row| {
            let head = fonts.width(&row.head, size, Weight::Semibold);
            head.max(fonts.width(&row.sub.full, size * 0.95, Weight::Regular))
        })
        .fold(0.0, f64::max);
    (widest + size * 1.2).min(area.w * 0.2)
}

/// Grid lines behind one row; headings stand between rows on plain paper.
fn draw_grid(ticks: &[f64], axis: Axis, (top, bottom): (f64, f64), scene: &mut Scene) {
    for tick in ticks {
        let x = axis.at(*tick);
        let (role, width) = if *tick == 0.0 { (Role::Axis, 1.0) } else { (Role::Rule, 0.6) };
        scene.rule((x, top), (x, bottom), role, width);
    }
}

/// The numbers under the last row.
fn draw_numbers(
    ticks: &[f64],
    axis: Axis,
    bottom: f64,
    body: &Ladder,
    chart: &Chart,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let size = scene.format.type_scale().small;
    for tick in ticks {
        let x = axis.at(*tick);
        #[expect(clippy::cast_possible_truncation, reason = "ticks are whole numbers of people")]
        let mut text =
            if tick.fract() == 0.0 { chart.locale.integer(*tick as i64) } else { chart.locale.decimal(*tick, 1) };
        if Some(tick) == ticks.last() && !body.axis_label.is_empty() {
            text = format!("{text} {}", body.axis_label);
        }
        let at = (x, bottom + size * 0.5 + ASCENT * size);
        let half = fonts.width(&text, size, Weight::Regular) / 2.0;
        let number = fonts.width(&chart.locale.decimal(*tick, 0), size, Weight::Regular) / 2.0;
        // The unit hangs to the right of the last number, which stays under its line.
        let x = if Some(tick) == ticks.last() { x - number + half } else { x };
        scene.text(fonts, &text, (x, at.1), Align::Centre, TextStyle::muted(size));
    }
}

fn draw_row(
    row: &LadderRow,
    rect: Rect,
    (plot, axis, lane, words): (Rect, Axis, f64, f64),
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let sizes = scene.format.type_scale();
    scene.rule((rect.x, rect.y), (rect.right(), rect.y), Role::Rule, 0.6);
    let top = rect.y + sizes.body * 0.45;
    let baseline = top + ASCENT * sizes.body + sizes.body * 0.2;
    let room = plot.x - rect.x - sizes.body * 0.6;
    let head = fonts.fit(&row.head, sizes.body, Weight::Semibold, room);
    scene.text(fonts, &head, (rect.x, baseline), Align::Left, TextStyle::ink(sizes.body, Weight::Semibold));
    let full = fonts.width(&row.sub.full, sizes.small, Weight::Regular) <= room;
    let sub = if full || row.sub.short.is_empty() { &row.sub.full } else { &row.sub.short };
    let sub = fonts.fit(sub, sizes.small, Weight::Regular, room);
    scene.text(fonts, &sub, (rect.x, baseline + sizes.small * 1.3), Align::Left, TextStyle::muted(sizes.small));

    let claims = &row.claims[..row.claims.len().min(MOST_LANES)];
    let size = sizes.body * 0.85;
    let at = |index: usize| (axis.at(claims[index].value), top + (float(index) + 0.5) * lane);
    let first = scene.items.len();
    for (a, b) in &row.links {
        if *a < claims.len() && *b < claims.len() {
            let (from, to) = (at(*a), at(*b));
            scene.items.push(Item::Line { from, to, role: Role::Grey, width: 1.0, dash: 0.0, layer: Layer::Mark });
        }
    }
    for (index, claim) in claims.iter().enumerate() {
        draw_point(claim, axis, at(index).1, size, |along, across| (along, across), scene);
    }
    let mut obstacles = Obstacles::default();
    scene.items[first..].iter().for_each(|item| obstacles.add_item(item));
    let bounds = Rect::new(plot.x + 1.0, rect.y, plot.w + sizes.body * 1.4, rect.h);
    for (index, claim) in claims.iter().enumerate() {
        let (x, y) = at(index);
        let reach = size_of(claim, size) / 2.0;
        let right =
            claim.high.map_or(x, |high| axis.at(high)).max(x) + if claim.open_high { size * 1.8 } else { reach };
        let left = claim.low.map_or(x, |low| axis.at(low)).min(x) - reach;
        set_label(claim, (left, right), y, bounds, &mut obstacles, scene, fonts);
    }
    let x = rect.right() - words;
    let leading = sizes.body * 1.28;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines")]
    let most = (((rect.h - sizes.body * 0.5) / leading) as usize).max(1);
    let mut lines = fonts.wrap(&row.words, sizes.body, Weight::Regular, words);
    if lines.len() > most {
        let rest = lines[most - 1..].join(" ");
        lines.truncate(most - 1);
        lines.push(fonts.fit(&rest, sizes.body, Weight::Regular, words));
    }
    for (line, text) in lines.iter().enumerate() {
        let style = TextStyle::ink(sizes.body, Weight::Regular);
        scene.text(fonts, text, (x, baseline + float(line) * leading), Align::Left, style);
    }
}

/// Value and what is counted on one line, right of the mark or left of it; the value alone where that has no room.
fn set_label(
    claim: &super::Point,
    (left, right): (f64, f64),
    y: f64,
    bounds: Rect,
    obstacles: &mut Obstacles,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let sizes = scene.format.type_scale();
    let height = (ASCENT + DESCENT) * sizes.body;
    let value = TextStyle::ink(sizes.body, Weight::Semibold);
    let kind = TextStyle::muted(sizes.small);
    let space = sizes.body * 0.4;
    for (text, sub) in
        [(&claim.label.full, claim.sublabel.full.as_str()), (&claim.label.full, ""), (&claim.label.short, "")]
    {
        let value_width = fonts.width(text, value.size, value.weight);
        let sub_width = if sub.is_empty() { 0.0 } else { space + fonts.width(sub, kind.size, kind.weight) };
        let width = value_width + sub_width;
        let top = y - height / 2.0;
        let air = sizes.body * 0.35;
        let places = [Rect::new(right + air, top, width, height), Rect::new(left - air - width, top, width, height)];
        if text.is_empty() {
            continue;
        }
        if let Some(place) = obstacles.place(&places, bounds, 0.3) {
            let baseline = place.y + ASCENT * sizes.body;
            obstacles.add(scene.text(fonts, text, (place.x, baseline), Align::Left, value));
            if !sub.is_empty() {
                obstacles.add(scene.text(fonts, sub, (place.x + value_width + space, baseline), Align::Left, kind));
            }
            return;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of lanes")]
const fn float(n: usize) -> f64 {
    n as f64
}
