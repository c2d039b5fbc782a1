//! How panels are arranged: long ones cut into runs, runs set side by side in rows, rows divided over pages.

use super::marks::drawable;
use super::scale::number;
use super::{Panel, Panels};
use crate::chart::format::{Format, TypeScale};
use crate::chart::scene::Rect;
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};

/// At most so many pages.
const MOST_PAGES: usize = 6;
/// Height of a row at least, in body type sizes.
const LEAST_ROW: f64 = 9.4;
/// Width of a slot at least, in body type sizes; under it a panel goes on in the next row.
const LEAST_SLOT: f64 = 1.9;
/// Pages are balanced up to so many rows; beyond, they are filled one after the other.
const MOST_BALANCED: usize = 40;

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

impl Plan {
    /// Whether one panel is all there is: its marks may say what was counted without another's keeping silent.
    pub(super) fn alone(&self) -> bool {
        self.pages.iter().flatten().flatten().nth(1).is_none()
    }
}

/// Lengths that all pages share.
struct Measure {
    gutter: f64,
    gap: f64,
    row_gap: f64,
    wished: f64,
    /// Height of heading and feet.
    words: f64,
}

pub(super) fn plan(body: &Panels, area: Rect, chart: &Chart, format: Format, fonts: &Fonts) -> Plan {
    let sizes = format.type_scale();
    // The axis may end at a number with one digit more than the largest value.
    let most = body.panels.iter().map(largest).fold(0.0, f64::max).min(1e15) * 1.4;
    let widest = fonts.width(&number(most.round(), chart.locale), sizes.small, Weight::Regular);
    let gutter = widest.clamp(sizes.small, area.w * 0.2) + sizes.small * 0.6;
    let measure = Measure {
        gutter,
        gap: sizes.body * 1.8,
        row_gap: sizes.body * 1.1,
        wished: fonts.width("mehr als 600", sizes.body, Weight::Semibold) * 1.02,
        words: sizes.heading * 1.6 + sizes.body * 1.4 + sizes.small * 2.4,
    };
    let least = sizes.body * LEAST_SLOT;
    let fitting = whole((area.w - gutter).max(least) / least).max(1);
    let mut pieces = Vec::new();
    for (panel, content) in body.panels.iter().enumerate() {
        let slots = content.slots.len();
        let a_run = slots.div_ceil(slots.div_ceil(fitting).max(1)).max(1);
        for first in (0..slots.max(1)).step_by(a_run) {
            pieces.push(Piece { panel, first, count: a_run.min(slots.saturating_sub(first)), rect: area });
        }
    }
    let rows = rows(pieces, area.w, &measure);
    let room = |rest: f64| {
        let row = sizes.body * LEAST_ROW;
        whole((area.h - rest + measure.row_gap) / (row + measure.row_gap)).max(1)
    };
    let mut pages = pages(rows, room(0.0), body);
    // Where panels are left out, each page keeps a line to say so.
    let rest = if pages.len() > MOST_PAGES { sizes.small * 1.7 } else { 0.0 };
    if rest > 0.0 {
        pages = self::pages(pages.into_iter().flatten().collect(), room(rest), body);
    }
    pages.truncate(MOST_PAGES);
    let mut seen: Vec<usize> = pages.iter().flatten().flatten().map(|piece| piece.panel).collect();
    seen.dedup();
    let area = Rect::new(area.x, area.y, area.w, (area.h - rest).max(1.0));
    for page in &mut pages {
        set(page, body, area, &measure);
    }
    Plan { sizes, gutter, pages, shown: (seen.len(), body.panels.len()) }
}

/// Largest value or upper end in a panel.
pub(super) fn largest(panel: &Panel) -> f64 {
    panel
        .slots
        .iter()
        .flat_map(|slot| &slot.points)
        .filter(|point| drawable(point))
        .map(|point| point.high.filter(|high| high.is_finite()).unwrap_or(point.value).max(point.value))
        .fold(0.0, f64::max)
}

/// Sets pieces side by side as long as each slot keeps the width that its labels wish for.
fn rows(pieces: Vec<Piece>, width: f64, measure: &Measure) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    let mut used = f64::INFINITY;
    for piece in pieces {
        let need = measure.gutter + float(piece.count.max(1)) * measure.wished;
        if used + measure.gap + need <= width
            && let Some(row) = rows.last_mut()
        {
            used += measure.gap + need;
            row.push(piece);
        } else {
            used = need;
            rows.push(vec![piece]);
        }
    }
    rows
}

/// Divides rows over as few pages as hold them, so that the fullest page is as empty as can be.
fn pages(rows: Vec<Vec<Piece>>, a_page: usize, body: &Panels) -> Vec<Vec<Vec<Piece>>> {
    let count = rows.len().div_ceil(a_page).max(1);
    if rows.len() > MOST_BALANCED {
        return rows.chunks(a_page).map(<[_]>::to_vec).collect();
    }
    let weights: Vec<f64> = rows.iter().map(|row| weight(row, body)).collect();
    let mut rows = rows.into_iter();
    balance(&weights, count, a_page).into_iter().map(|take| rows.by_ref().take(take).collect()).collect()
}

/// How many rows each page takes: of all divisions into `count` pages the one whose heaviest page is lightest.
fn balance(weights: &[f64], count: usize, a_page: usize) -> Vec<usize> {
    // best[rows left] = (heaviest page, rows of the first page), for 0, 1, … pages.
    let rows = weights.len();
    let mut best = vec![vec![(f64::INFINITY, 0); rows + 1]; count + 1];
    best[0][0] = (0.0, 0);
    for pages in 1..=count {
        for left in 1..=rows {
            let start = rows - left;
            let mut sum = 0.0;
            for take in 1..=left.min(a_page) {
                sum += weights[start + take - 1];
                let heaviest = f64::max(sum, best[pages - 1][left - take].0);
                if heaviest < best[pages][left].0 - 1e-9 {
                    best[pages][left] = (heaviest, take);
                }
            }
        }
    }
    let mut left = rows;
    let takes = (1..=count).rev().map(|pages| {
        let take = best[pages][left].1;
        left -= take;
        take
    });
    takes.collect()
}

/// How much height a row is worth: more where slots hold several points, and where one value towers over the others.
fn weight(row: &[Piece], body: &Panels) -> f64 {
    let slots =
        || row.iter().flat_map(|piece| body.panels[piece.panel].slots.iter().skip(piece.first).take(piece.count));
    let crowded = slots().map(|slot| slot.points.len()).max().unwrap_or_default() > 2;
    let mut values: Vec<f64> =
        slots().flat_map(|slot| &slot.points).filter(|point| drawable(point)).map(|point| point.value).collect();
    values.sort_by(f64::total_cmp);
    let towers = values.last().is_some_and(|most| *most > 4.0 * values[values.len() / 2]);
    1.0 + if crowded { 0.5 } else { 0.0 } + if towers { 0.35 } else { 0.0 }
}

/// Gives the pieces of a page their rectangles.
fn set(page: &mut [Vec<Piece>], body: &Panels, area: Rect, measure: &Measure) {
    let total: f64 = page.iter().map(|row| weight(row, body)).sum();
    let height = area.h - measure.row_gap * float(page.len().saturating_sub(1));
    // What is not plot is alike in all rows; what is left goes by weight.
    let fixed = measure.words.min(height / float(page.len().max(1)) * 0.7);
    let free = height - fixed * float(page.len());
    let mut y = area.y;
    for row in page {
        let row_height = fixed + free * weight(row, body) / total;
        let slots: usize = row.iter().map(|piece| piece.count.max(1)).sum();
        let room = area.w - float(row.len()) * measure.gutter - measure.gap * float(row.len() - 1);
        let slot = (room / float(slots)).min(measure.wished * 3.2);
        let mut x = area.x;
        for piece in row.iter_mut() {
            let width = measure.gutter + slot * float(piece.count.max(1));
            piece.rect = Rect::new(x, y, width, row_height);
            x += width + measure.gap;
        }
        y += row_height + measure.row_gap;
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
