//! How a matrix is divided: widths of its labels, columns and summaries, heights of its rows, and its pages.

use std::ops::Range;

use super::{Matrix, MatrixRow};
use crate::chart::format::{Format, TypeScale};
use crate::chart::layout::bars::text::{LABEL_LEADING, MAX_LABEL_LINES, wrapped};
use crate::chart::scene::Rect;
use crate::chart::text::{Fonts, Weight};

/// At most so many pages; what does not fit on them is said in words.
const MOST_PAGES: usize = 4;
/// Space between groups of columns, in body type sizes.
const GROUP_GAP: f64 = 1.1;

/// Space behind the labels, in body type sizes.
pub(super) const LABEL_GAP: f64 = 0.9;
/// Part of the width that labels may take.
const MOST_LABEL: f64 = 0.36;
/// Height of a row at least where all of them then stand on one page, in body type sizes.
const TIGHT: f64 = 1.14;

/// Height of the line that says what was left out, in small type sizes.
const NOTE: f64 = 1.7;

/// Part of the grid's width that the space between groups may take.
const MOST_GAPS: f64 = 0.15;

/// The measures of a matrix on one sheet.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub area: Rect,
    pub sizes: TypeScale,
    /// Width of the row labels.
    pub label: f64,
    /// Whether the short labels are set.
    pub short_labels: bool,
    /// Width of the summary column, 0 without one.
    pub summary: f64,
    /// Height of the column heads.
    pub head: f64,
    /// Width of a column.
    pub column: f64,
    /// Space between groups.
    pub group_gap: f64,
    /// The columns of each run; pages go through the runs first.
    pub runs: Vec<Range<usize>>,
    /// Height of a row.
    pub row: f64,
    /// Rows on each page, as (block, row) in order.
    pub row_pages: Vec<Vec<(usize, usize)>>,
    /// Rows and columns that no page holds.
    pub left_out: (usize, usize),
    /// Rows in all.
    pub rows: usize,
}

impl Plan {
    /// The plan with the whole labels, or with the short ones where these save pages.
    pub(super) fn new(body: &Matrix, area: Rect, format: Format, fonts: &Fonts) -> Self {
        let rows: Vec<&MatrixRow> = body.blocks.iter().flat_map(|block| &block.rows).collect();
        let shortens = rows.iter().any(|row| !row.short.is_empty());
        let whole = Self::with(body, &rows, false, area, format, fonts);
        if !shortens || (whole.pages() == 1 && whole.left_out == (0, 0) && whole.label < area.w * MOST_LABEL) {
            return whole;
        }
        let short = Self::with(body, &rows, true, area, format, fonts);
        let better = (short.left_out, short.pages()) < (whole.left_out, whole.pages());
        if better || whole.label >= area.w * MOST_LABEL { short } else { whole }
    }

    fn with(body: &Matrix, rows: &[&MatrixRow], short_labels: bool, area: Rect, format: Format, fonts: &Fonts) -> Self {
        let sizes = format.type_scale();
        let label = label_width(rows, short_labels, sizes, fonts).min(area.w * MOST_LABEL);
        let summary = summary_width(body, rows, area, sizes, fonts);
        let grid = (area.w - label - summary).max(1.0);
        let groups = body.column_groups.len().saturating_sub(1);
        // Many groups stand closer together: the width is the cells'.
        let gaps = (count(groups) * sizes.body * GROUP_GAP).min(grid * MOST_GAPS);
        let group_gap = gaps / count(groups.max(1));
        let fitting = whole(((grid - gaps) / least_column(body, sizes, fonts)).floor()).max(1);
        let lengths: Vec<usize> = body.column_groups.iter().map(|group| group.columns.len()).collect();
        let columns: usize = lengths.iter().sum();
        let mut runs = runs(&lengths, fitting);
        runs.truncate(MOST_PAGES);
        let columns_left_out = columns - runs.last().map_or(0, |run| run.end);
        let longest = runs.iter().map(ExactSizeIterator::len).max().unwrap_or_default().max(1);
        let column = ((grid - gaps) / count(longest)).min(sizes.body * 9.0);
        let head_lines = count(1 + usize::from(body.column_groups.iter().any(|group| !group.heading.is_empty())) + 1);
        let head = sizes.small * 1.3 * head_lines + sizes.small * 0.4;
        // What a row is higher than one with a label on one line.
        let lines = |row: &&MatrixRow| label_lines(row, short_labels, label, sizes, fonts).len();
        let higher = count(rows.iter().map(lines).max().unwrap_or_default().max(1) - 1) * LABEL_LEADING * sizes.body;
        let rows_of = |height: f64| rows_on_pages(body, height, (sizes, higher), runs.len());
        let (mut row, mut row_pages, mut rows_left_out) = rows_of(area.h - head);
        // Where something is left out, each page keeps a line to say so.
        if rows_left_out + columns_left_out > 0 {
            (row, row_pages, rows_left_out) = rows_of(area.h - head - sizes.small * NOTE);
        }
        Self {
            area,
            sizes,
            label,
            short_labels,
            summary,
            head,
            column,
            group_gap,
            runs,
            row,
            row_pages,
            left_out: (rows_left_out, columns_left_out),
            rows: rows.len(),
        }
    }

    pub(super) fn pages(&self) -> usize {
        (self.runs.len() * self.row_pages.len()).max(1)
    }
}

/// Runs of columns, at most `most` in each: whole groups where that takes no more runs, else as even as can be.
fn runs(groups: &[usize], most: usize) -> Vec<Range<usize>> {
    let all: usize = groups.iter().sum();
    let count = all.div_ceil(most).max(1);
    let mut together: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for length in groups {
        let start = end;
        end += length;
        match together.last_mut() {
            Some(run) if end - run.start <= most => run.end = end,
            _ => together.push(start..end),
        }
    }
    if together.len() <= count && groups.iter().all(|length| *length <= most) && !together.is_empty() {
        return together;
    }
    let each = all.div_ceil(count).max(1);
    (0..count).map(|run| (run * each).min(all)..((run + 1) * each).min(all)).collect()
}

/// Height of a block's heading, 0 without one.
pub(super) fn heading_height(heading: &str, sizes: TypeScale) -> f64 {
    if heading.is_empty() { 0.0 } else { sizes.body * 2.1 }
}

/// Row height and the rows of each page.
fn rows_on_pages(
    body: &Matrix,
    height: f64,
    (sizes, higher): (TypeScale, f64),
    column_pages: usize,
) -> (f64, Vec<Vec<(usize, usize)>>, usize) {
    let rows: Vec<(usize, usize)> = body
        .blocks
        .iter()
        .enumerate()
        .flat_map(|(block, rows)| (0..rows.rows.len()).map(move |row| (block, row)))
        .collect();
    let headings: f64 = body.blocks.iter().map(|block| heading_height(&block.heading, sizes)).sum();
    let least = sizes.body * 1.3 + higher;
    let most = (sizes.body * 2.6).max(least);
    if rows.is_empty() {
        return (least, vec![Vec::new()], 0);
    }
    // Rows may stand closer where that saves a page.
    let all = (height - headings) / count(rows.len());
    if all >= sizes.body * TIGHT + higher {
        return (all.min(most), vec![rows], 0);
    }
    let fitting = whole(((height - headings) / least).floor()).max(1);
    let wanted = rows.len().div_ceil(fitting);
    let pages = wanted.min((MOST_PAGES / column_pages.clamp(1, MOST_PAGES)).max(1));
    let a_page = if wanted <= pages { rows.len().div_ceil(pages) } else { fitting };
    let shown: Vec<Vec<(usize, usize)>> = rows.chunks(a_page).take(pages).map(<[_]>::to_vec).collect();
    let left_out = rows.len() - shown.iter().map(Vec::len).sum::<usize>();
    (((height - headings) / count(a_page)).min(most), shown, left_out)
}

/// The label of a row in as many lines as it needs in labels of this width; the short one if that is asked for.
pub(super) fn label_lines(row: &MatrixRow, short: bool, label: f64, sizes: TypeScale, fonts: &Fonts) -> Vec<String> {
    let text = if short && !row.short.is_empty() { &row.short } else { &row.label };
    let weight = if row.emphasised { Weight::Semibold } else { Weight::Regular };
    let indent = if row.indent { sizes.body } else { 0.0 };
    wrapped(fonts, text, sizes.body, weight, label - sizes.body * LABEL_GAP - indent, MAX_LABEL_LINES)
}

/// Width of the labels with the space after them.
fn label_width(rows: &[&MatrixRow], short: bool, sizes: TypeScale, fonts: &Fonts) -> f64 {
    let width = |row: &&MatrixRow| {
        let text = if short && !row.short.is_empty() { &row.short } else { &row.label };
        let weight = if row.emphasised { Weight::Semibold } else { Weight::Regular };
        fonts.width(text, sizes.body, weight) + if row.indent { sizes.body } else { 0.0 }
    };
    // A hair more, lest rounding cut the widest.
    rows.iter().map(width).fold(0.0, f64::max) + sizes.body * LABEL_GAP + 0.01
}

fn summary_width(body: &Matrix, rows: &[&MatrixRow], area: Rect, sizes: TypeScale, fonts: &Fonts) -> f64 {
    let widest = rows
        .iter()
        .map(|row| fonts.width(&row.summary, sizes.small, Weight::Regular))
        .fold(fonts.width(&body.summary_heading, sizes.small, Weight::Semibold), f64::max);
    if widest <= 0.0 { 0.0 } else { (widest + sizes.body).min(area.w * 0.22) }
}

/// The least width of a column: its narrowest head, and something to look at.
fn least_column(body: &Matrix, sizes: TypeScale, fonts: &Fonts) -> f64 {
    let columns = body.column_groups.iter().flat_map(|group| &group.columns);
    let head = columns
        .map(|column| {
            let sub = if column.sub_short.is_empty() { &column.sub } else { &column.sub_short };
            fonts.width(sub, sizes.small, Weight::Regular)
        })
        .fold(0.0, f64::max);
    (head + sizes.small * 0.3).clamp(sizes.small * 1.2, sizes.small * 4.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows and columns")]
pub(super) const fn count(n: usize) -> f64 {
    n as f64
}

/// A whole number of things; a negative one is none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the sheet")]
pub(super) const fn whole(n: f64) -> usize {
    n as usize
}
