//! Draws a page of rows: the edition at the left, its claims on a common axis, the comparison in words at the right.

use super::claims::{self, Lanes, axis_end};
use super::rows::{Entry, FIRST, LEADING, Rows, axis_height, float, note_height, within_reach};
use super::{Ladder, LadderRow};
use crate::chart::format::TypeScale;
use crate::chart::layout::axis::ticks;
use crate::chart::layout::points::Axis;
use crate::chart::scene::{ASCENT, Align, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// What all rows of a page share.
struct Page {
    lanes: Lanes,
    ticks: Vec<f64>,
    words: f64,
    sizes: TypeScale,
}

pub(super) fn draw(body: &Ladder, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let format = scene.format;
    let sizes = format.type_scale();
    let heights = Rows::new(body, area, format, fonts);
    let (pages, (shown, all)) = heights.pages();
    let Some(entries) = pages.get(page).filter(|entries| !entries.is_empty()) else { return };
    let note = if shown < all { note_height(format) } else { 0.0 };
    let axis_top = area.bottom() - axis_height(format) - note;
    let plot = Rect::new(area.x + heights.name, area.y, heights.plot, axis_top - area.y);
    let lane = heights.lane(entries, plot.h);
    let top = axis_end(within_reach(body), heights.form, plot.w, &sizes, fonts);
    let mut ticks = ticks(top, 5);
    ticks.retain(|tick| *tick <= top);
    let axis = Axis { top, zero: plot.x, end: plot.right() };
    // What the rows leave is air between them.
    let count = entries.iter().filter(|entry| matches!(entry, Entry::Row(..))).count();
    let used: f64 = entries.iter().enumerate().map(|(place, entry)| heights.height(*entry, place == 0, lane)).sum();
    let air = ((plot.h - used) / float(count.max(1))).clamp(0.0, sizes.body * 1.6);
    let lanes = Lanes { plot, axis, first: sizes.body * FIRST + air * 0.4, lane, form: heights.form };
    let page_of = Page { lanes, ticks, words: heights.words, sizes };

    let mut y = area.y;
    for (place, entry) in entries.iter().enumerate() {
        let own = if matches!(entry, Entry::Row(..)) { air } else { 0.0 };
        let high = heights.height(*entry, place == 0, lane) + own;
        match *entry {
            Entry::Heading(group) => {
                let heading = fonts.fit(&body.groups[group].heading, sizes.heading, Weight::Semibold, area.w);
                let style = TextStyle::ink(sizes.heading, Weight::Semibold);
                let baseline = y + high - sizes.heading * 0.6;
                scene.text(fonts, &heading, (area.x, baseline), Align::Left, style);
            }
            Entry::Row(group, row) => {
                let rect = Rect::new(area.x, y, area.w, high);
                draw_row(&body.groups[group].rows[row], rect, &page_of, scene, fonts);
            }
        }
        y += high;
    }
    draw_numbers(&page_of, y.min(axis_top), area, body, chart, scene, fonts);
    if shown < all {
        let text = chart.words.shown_of(shown, all, chart.locale);
        let text = fonts.fit(&text, sizes.small, Weight::Regular, area.w);
        let at = (area.x, area.bottom() - sizes.small * 0.3);
        scene.text(fonts, &text, at, Align::Left, TextStyle::muted(sizes.small));
    }
}

/// The numbers under the last row, the unit behind the last of them.
fn draw_numbers(page: &Page, bottom: f64, area: Rect, body: &Ladder, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let size = page.sizes.small;
    let style = TextStyle::muted(size);
    let baseline = bottom + size * 0.5 + ASCENT * size;
    let mut right = f64::NEG_INFINITY;
    for tick in &page.ticks {
        let x = page.lanes.axis.at(*tick);
        let number = chart.locale.decimal(*tick, usize::from(tick.fract() != 0.0));
        let half = fonts.width(&number, size, Weight::Regular) / 2.0;
        if x - half > right + size * 0.3 && x - half >= area.x && x + half <= area.right() {
            right = scene.text(fonts, &number, (x, baseline), Align::Centre, style).right();
        }
    }
    let unit = right + size * 0.4;
    let end = area.right() - page.words * 0.6;
    if right.is_finite() && unit + fonts.width(&body.axis_label, size, Weight::Regular) <= end {
        scene.text(fonts, &body.axis_label, (unit, baseline), Align::Left, style);
    }
}

fn draw_row(row: &LadderRow, rect: Rect, page: &Page, scene: &mut Scene, fonts: &Fonts) {
    let sizes = &page.sizes;
    let plot = page.lanes.plot;
    scene.rule((rect.x, rect.y), (rect.right(), rect.y), Role::Rule, 0.6);
    // Name, first claim and words stand on one line.
    let baseline = rect.y + page.lanes.first + ASCENT * sizes.body * 0.45;
    let room = plot.x - rect.x - sizes.body * 0.6;
    let name = fonts.fit(&row.head, sizes.body, Weight::Semibold, room);
    scene.text(fonts, &name, (rect.x, baseline), Align::Left, TextStyle::ink(sizes.body, Weight::Semibold));
    let full = fonts.width(&row.sub.full, sizes.small, Weight::Regular) <= room;
    let sub = if full || row.sub.short.is_empty() { &row.sub.full } else { &row.sub.short };
    let sub = fonts.fit(sub, sizes.small, Weight::Regular, room);
    scene.text(fonts, &sub, (rect.x, baseline + sizes.small * 1.3), Align::Left, TextStyle::muted(sizes.small));
    let mut drawn = Scene::new(scene.format);
    let texts = claims::draw(row, rect, &page.lanes, &mut drawn, fonts);
    draw_grid(page, rect, &texts, scene);
    scene.items.extend(drawn.items);
    draw_words(&row.words, rect, baseline, page, scene, fonts);
}

/// Grid lines behind one row, interrupted at labels; headings stand between rows on plain paper.
fn draw_grid(page: &Page, rect: Rect, texts: &[Rect], scene: &mut Scene) {
    for tick in &page.ticks {
        let x = page.lanes.axis.at(*tick);
        if *tick == 0.0 {
            scene.rule((x, rect.y), (x, rect.bottom()), Role::Axis, 1.0);
            continue;
        }
        let mut y = rect.y;
        let over = |text: &&Rect| text.x - 1.5 < x && x < text.right() + 1.5;
        for text in texts.iter().filter(over) {
            if text.y > y {
                scene.rule((x, y), (x, text.y), Role::Rule, 0.6);
            }
            y = y.max(text.bottom());
        }
        if rect.bottom() > y {
            scene.rule((x, y), (x, rect.bottom()), Role::Rule, 0.6);
        }
    }
}

/// The words at the right, as many lines as the row is high.
fn draw_words(words: &str, rect: Rect, baseline: f64, page: &Page, scene: &mut Scene, fonts: &Fonts) {
    let style = TextStyle::ink(page.sizes.body, Weight::Regular);
    let leading = style.size * LEADING;
    let width = page.words;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of lines")]
    let most = (((rect.bottom() - baseline - style.size * 0.25) / leading).max(0.0) as usize) + 1;
    let mut lines = fonts.wrap(words, style.size, style.weight, width);
    if lines.len() > most {
        let rest = lines[most - 1..].join(" ");
        lines.truncate(most - 1);
        lines.push(fonts.fit(&rest, style.size, style.weight, width));
    }
    for (line, text) in lines.iter().enumerate() {
        scene.text(fonts, text, (rect.right() - width, baseline + float(line) * leading), Align::Left, style);
    }
}
