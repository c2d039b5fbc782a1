//! Draws one page of a matrix.

use super::columns::{Placed, heads, place};
use super::plan::{LABEL_GAP, Plan, heading_height, label_lines};
use super::{Matrix, MatrixCell, MatrixRow};
use crate::chart::layout::bars::text;
use crate::chart::layout::cells::{draw_cell, ink};
use crate::chart::layout::labels::Obstacles;
use crate::chart::scene::{ASCENT, Align, Rect, Scene, TextStyle};
use crate::chart::spec::{CellStyle, Chart};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Space around a cell, in small type sizes.
const GAP: f64 = 0.1;

pub(super) fn draw(body: &Matrix, plan: &Plan, page: usize, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let runs = plan.runs.len().max(1);
    let columns = place(body, plan, page % runs);
    let Some(rows) = plan.row_pages.get(page / runs) else { return };
    heads(body, plan, &columns, scene, fonts);
    let mut y = plan.area.y + plan.head;
    summary_head(body, plan, &columns, scene, fonts);
    for block in rows.chunk_by(|a, b| a.0 == b.0) {
        let index = block[0].0;
        let heading = &body.blocks[index].heading;
        if !heading.is_empty() {
            let size = plan.sizes.body;
            let top = y + heading_height(heading, plan.sizes) - size * 0.55;
            let text = fonts.fit(heading, size, Weight::Semibold, plan.area.w);
            scene.text(fonts, &text, (plan.area.x, top), Align::Left, TextStyle::ink(size, Weight::Semibold));
            y += heading_height(heading, plan.sizes);
        }
        let shown: Vec<&MatrixRow> = block.iter().map(|(block, row)| &body.blocks[*block].rows[*row]).collect();
        let bands = bands(&shown, &columns, plan, y, scene, fonts);
        for row in &shown {
            draw_row(row, plan, &columns, &bands, y, scene, fonts);
            y += plan.row;
        }
    }
    let mut parts = Vec::new();
    let (rows_left_out, columns_left_out) = plan.left_out;
    if rows_left_out > 0 {
        parts.push(chart.words.shown_of(plan.rows - rows_left_out, plan.rows, chart.locale));
    }
    if columns_left_out > 0 {
        parts.push(chart.words.more(columns_left_out, chart.locale));
    }
    if !parts.is_empty() {
        let size = plan.sizes.small;
        let text = fonts.fit(&parts.join(" · "), size, Weight::Regular, plan.area.w);
        let at = (plan.area.x, plan.area.bottom() - size * 0.3);
        scene.text(fonts, &text, at, Align::Left, TextStyle::muted(size));
    }
}

/// Right edge of the grid.
fn right(columns: &[Placed<'_>], plan: &Plan) -> f64 {
    columns.last().map_or(plan.area.x + plan.label, |placed| placed.x + plan.column)
}

fn summary_head(body: &Matrix, plan: &Plan, columns: &[Placed<'_>], scene: &mut Scene, fonts: &Fonts) {
    if plan.summary > 0.0 {
        let size = plan.sizes.small;
        let x = right(columns, plan) + plan.sizes.body * 0.9;
        let text = fonts.fit(&body.summary_heading, size, Weight::Semibold, plan.area.right() - x);
        let baseline = plan.area.y + plan.head - size * 0.4 - size * 1.3 + ASCENT * size;
        scene.text(fonts, &text, (x, baseline), Align::Left, TextStyle::ink(size, Weight::Semibold));
    }
}

/// Hatches the columns of a block in which nothing is known, each as one band with its note; gives their indices.
fn bands(
    rows: &[&MatrixRow],
    columns: &[Placed<'_>],
    plan: &Plan,
    top: f64,
    scene: &mut Scene,
    fonts: &Fonts,
) -> Vec<usize> {
    let unknown = |placed: &&Placed<'_>| {
        let mut cells = rows.iter().map(|row| row.cells.get(placed.index).and_then(Option::as_ref));
        rows.len() > 1 && cells.all(|cell| cell.is_some_and(|cell| cell.style == CellStyle::Unknown))
    };
    let bands: Vec<&Placed<'_>> = columns.iter().filter(unknown).collect();
    let height = super::plan::count(rows.len()) * plan.row;
    let gap = GAP * plan.sizes.small;
    for placed in &bands {
        let band = Rect::new(placed.x + gap, top + gap, plan.column - 2.0 * gap, height - 2.0 * gap);
        let note = placed.column.note.as_deref().unwrap_or_default();
        let size = plan.sizes.small;
        let lines = fonts.wrap(note, size, Weight::Regular, band.w - size * 0.3);
        let words: Vec<&str> = note.split_whitespace().collect();
        let whole = words.iter().all(|word| lines.iter().any(|line| line.split_whitespace().any(|part| part == *word)));
        let text_height = super::plan::count(lines.len()) * size * 1.2 + size;
        if note.is_empty() || !whole || text_height > band.h * 0.6 {
            draw_cell(scene, band, CellStyle::Unknown);
            continue;
        }
        // The hatching leaves room for the note instead of running behind it.
        let middle = band.y + band.h / 2.0;
        let (above, below) = (middle - text_height / 2.0, middle + text_height / 2.0);
        draw_cell(scene, Rect::new(band.x, band.y, band.w, above - band.y), CellStyle::Unknown);
        draw_cell(scene, Rect::new(band.x, below, band.w, band.bottom() - below), CellStyle::Unknown);
        let mut baseline = above + size * 0.6 + ASCENT * size;
        for line in lines {
            scene.text(fonts, &line, (band.x + band.w / 2.0, baseline), Align::Centre, TextStyle::muted(size));
            baseline += size * 1.2;
        }
    }
    bands.into_iter().map(|placed| placed.index).collect()
}

fn draw_row(
    row: &MatrixRow,
    plan: &Plan,
    columns: &[Placed<'_>],
    bands: &[usize],
    y: f64,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let size = plan.sizes.body;
    let baseline = y + plan.row / 2.0 + ASCENT * size * 0.42;
    let weight = if row.emphasised { Weight::Semibold } else { Weight::Regular };
    let style = TextStyle::ink(size, weight);
    let lines = label_lines(row, plan.short_labels, plan.label, plan.sizes, fonts);
    let at = (plan.area.x + plan.label - size * LABEL_GAP, baseline);
    text::label(scene, fonts, &lines, at, Align::Right, style);
    for run in columns.chunk_by(|a, b| {
        a.index + 1 == b.index && a.group == b.group && !bands.contains(&a.index) && !bands.contains(&b.index)
    }) {
        if !bands.contains(&run[0].index) {
            let last = run.last().map_or(run[0].x, |placed| placed.x) + plan.column;
            scene.rule((run[0].x, y + plan.row), (last, y + plan.row), Role::Rule, 0.5);
        }
    }
    let mut obstacles = Obstacles::default();
    let gap = GAP * plan.sizes.small;
    for (place, placed) in columns.iter().enumerate() {
        let Some(cell) = row.cells.get(placed.index).and_then(Option::as_ref) else { continue };
        if bands.contains(&placed.index) {
            continue;
        }
        let rect = Rect::new(placed.x + gap, y + gap, plan.column - 2.0 * gap, plan.row - 2.0 * gap);
        let on = draw_cell(scene, rect, cell.style);
        set_text(cell, row, (place, columns), rect, on, plan, &mut obstacles, scene, fonts);
    }
    if plan.summary > 0.0 && !row.summary.is_empty() {
        let size = plan.sizes.small;
        let x = right(columns, plan) + plan.sizes.body * 0.9;
        let text = fonts.fit(&row.summary, size, Weight::Regular, plan.area.right() - x);
        let baseline = y + plan.row / 2.0 + ASCENT * size * 0.42;
        scene.text(fonts, &text, (x, baseline), Align::Left, TextStyle::muted(size));
    }
}

/// Sets a cell's text inside it, beside it over empty places, or its short form inside; nothing where nothing fits.
#[expect(clippy::too_many_arguments, reason = "a cell, its surroundings, and what to draw with")]
fn set_text(
    cell: &MatrixCell,
    row: &MatrixRow,
    (place, columns): (usize, &[Placed<'_>]),
    rect: Rect,
    on: Role,
    plan: &Plan,
    obstacles: &mut Obstacles,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let size = plan.sizes.small;
    let gap = GAP * size;
    if plan.row < size * 1.1 {
        return;
    }
    let baseline = rect.y + rect.h / 2.0 + ASCENT * size * 0.42;
    let inside = TextStyle { size, weight: Weight::Regular, role: ink(cell.style), on };
    let room = rect.w - size * 0.04;
    let width = |text: &str| fonts.width(text, size, Weight::Regular);
    let centre = rect.x + rect.w / 2.0;
    if !cell.text.is_empty() && width(&cell.text) <= room {
        scene.text(fonts, &cell.text, (centre, baseline), Align::Centre, inside);
        return;
    }
    let is_empty = |placed: &&Placed<'_>| row.cells.get(placed.index).is_none_or(Option::is_none);
    let neighbours = |placed: &[Placed<'_>]| placed.iter().take_while(|placed| is_empty(placed)).count();
    let after = neighbours(&columns[place + 1..]);
    let before = columns[..place].iter().rev().take_while(is_empty).count();
    let free_right = columns.get(place + after).map_or(0.0, |last| last.x + plan.column - rect.right() - gap);
    let free_left = columns.get(place.saturating_sub(before)).map_or(0.0, |first| rect.x - gap - first.x);
    let wanted = width(&cell.text) + size * 0.7;
    let style = TextStyle::ink(size, Weight::Regular);
    let free = |x: f64| obstacles.leaves_free(Rect::new(x, rect.y, wanted, rect.h), 0.5);
    let has_text = !cell.text.is_empty();
    if has_text && after > 0 && free_right >= wanted && free(rect.right() + size * 0.45) {
        obstacles.add(scene.text(fonts, &cell.text, (rect.right() + size * 0.45, baseline), Align::Left, style));
    } else if has_text && before > 0 && free_left >= wanted && free(rect.x - size * 0.45 - wanted) {
        obstacles.add(scene.text(fonts, &cell.text, (rect.x - size * 0.45, baseline), Align::Right, style));
    } else if !cell.short.is_empty() && width(&cell.short) <= room {
        scene.text(fonts, &cell.short, (centre, baseline), Align::Centre, inside);
    }
}
