//! How panels are arranged: long ones cut into runs, runs set side by side in rows, rows divided over pages.

use super::Panels;
use crate::chart::format::{Format, TypeScale};
use crate::chart::scene::Rect;
use crate::chart::text::{Fonts, Weight};

/// At most so many pages.
const MOST_PAGES: usize = 12;

/// A run of slots of one panel, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub panel: usize,
    pub first: usize,
    pub count: usize,
    /// Where it stands, its axis included.
    pub rect: Rect,
}

/// The arrangement.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub sizes: TypeScale,
    /// Width of the axis with its numbers.
    pub gutter: f64,
    /// Rows of pieces on each page.
    pub pages: Vec<Vec<Vec<Piece>>>,
    /// Panels shown, and in all.
    pub shown: (usize, usize),
}

pub(super) fn plan(body: &Panels, area: Rect, format: Format, fonts: &Fonts) -> Plan {
    let sizes = format.type_scale();
    let gutter = fonts.width("88.888", sizes.small, Weight::Regular) + sizes.small * 0.6;
    let least = fonts.width("2026", sizes.small, Weight::Regular) + sizes.small * 0.35;
    let wished = fonts.width("mehr als 600", sizes.body, Weight::Semibold) * 1.02;
    let room = (area.w - gutter).max(least);
    let fitting = whole(room / least).max(1);
    let mut pieces = Vec::new();
    for (index, panel) in body.panels.iter().enumerate() {
        let runs = panel.slots.len().div_ceil(fitting).max(1);
        let a_run = panel.slots.len().div_ceil(runs).max(1);
        for first in (0..panel.slots.len().max(1)).step_by(a_run) {
            let count = a_run.min(panel.slots.len().saturating_sub(first));
            pieces.push(Piece { panel: index, first, count, rect: area });
        }
    }
    let gap = sizes.body * 1.6;
    let rows = rows(pieces, area.w, gutter, gap, wished);
    let row_least = sizes.body * 11.5;
    let row_gap = sizes.body * 1.1;
    let a_page = whole((area.h + row_gap) / (row_least + row_gap)).max(1);
    let page_count = rows.len().div_ceil(a_page).max(1);
    let a_page = rows.len().div_ceil(page_count).max(1);
    let mut pages: Vec<Vec<Vec<Piece>>> = rows.chunks(a_page).map(<[_]>::to_vec).collect();
    pages.truncate(MOST_PAGES);
    let mut seen: Vec<usize> = pages.iter().flatten().flatten().map(|piece| piece.panel).collect();
    seen.dedup();
    for page in &mut pages {
        set(page, body, area, (gutter, gap, row_gap), wished);
    }
    Plan { sizes, gutter, pages, shown: (seen.len(), body.panels.len()) }
}

/// Sets pieces side by side as long as each slot keeps the width that its labels wish for.
fn rows(pieces: Vec<Piece>, width: f64, gutter: f64, gap: f64, wished: f64) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let mut used = f64::INFINITY;
    for piece in pieces {
        let need = gutter + float(piece.count.max(1)) * wished;
        if used + gap + need <= width
            && let Some(row) = rows.last_mut()
        {
            used += gap + need;
            row.push(piece);
        } else {
            used = need;
            rows.push(vec![piece]);
        }
    }
    rows
}

/// Gives the pieces of a page their rectangles. A row whose slots are narrow gets more height for its labels.
fn set(page: &mut [Vec<Piece>], body: &Panels, area: Rect, (gutter, gap, row_gap): (f64, f64, f64), wished: f64) {
    let weight = |row: &[Piece]| {
        let points = row
            .iter()
            .flat_map(|piece| body.panels[piece.panel].slots.iter().skip(piece.first).take(piece.count))
            .map(|slot| slot.points.len())
            .max()
            .unwrap_or_default();
        if points > 2 { 1.6 } else { 1.0 }
    };
    let total: f64 = page.iter().map(|row| weight(row)).sum();
    let height = area.h - row_gap * float(page.len().saturating_sub(1));
    let mut y = area.y;
    for row in page {
        let row_height = height * weight(row) / total;
        let slots: usize = row.iter().map(|piece| piece.count.max(1)).sum();
        let room = area.w - float(row.len()) * gutter - gap * float(row.len() - 1);
        let slot = (room / float(slots)).min(wished * 1.9);
        let mut x = area.x;
        for piece in row.iter_mut() {
            let width = gutter + slot * float(piece.count.max(1));
            piece.rect = Rect::new(x, y, width, row_height);
            x += width + gap;
        }
        y += row_height + row_gap;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of slots")]
pub(super) const fn float(n: usize) -> f64 {
    n as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the sheet")]
const fn whole(n: f64) -> usize {
    n as usize
}
