//! Rows × columns of cells with a state, e.g. topics × editions or Länder × years.

mod columns;
mod draw;
mod plan;

use crate::chart::format::Format;
use crate::chart::scene::{Rect, Scene};
use crate::chart::spec::{CellStyle, Chart};
use crate::chart::text::Fonts;

use self::plan::Plan;

/// A grid of cells under grouped columns, in one or more blocks of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The columns under their headings, left to right; the groups stand a little apart.
    pub column_groups: Vec<ColumnGroup>,
    /// Blocks of rows over the same columns, e.g. the hosts, and beneath them the chairs of each year.
    pub blocks: Vec<MatrixBlock>,
    /// Heading of the summary column at the right; empty with empty summaries: no such column.
    pub summary_heading: String,
}

/// Columns that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnGroup {
    /// Set above the columns, e.g. `Fachkongress`; may be empty.
    pub heading: String,
    /// Set instead where `heading` does not fit, e.g. `ThEGK`; may be empty.
    pub short: String,
    /// The columns.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// First line of its head, e.g. `9.`; may be empty.
    pub head: String,
    /// Set instead of `head` where the columns are narrow, e.g. `9`; may be empty.
    pub head_short: String,
    /// Second line of its head, e.g. `2021`; may be empty.
    pub sub: String,
    /// Set instead of `sub` where the columns are narrow, e.g. `’21`; may be empty.
    pub sub_short: String,
    /// Why nothing is known in this column, e.g. `Programm nicht bekannt`. In every block in which the column holds no
    /// cell but [`CellStyle::Unknown`] ones it becomes one hatched band, and the note is set in it once where it fits.
    pub note: Option<String>,
}

/// A block of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixBlock {
    /// Set above the rows; may be empty.
    pub heading: String,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixRow {
    /// Its name.
    pub label: String,
    /// Set instead where the labels would take too much width, e.g. `MV`; may be empty.
    pub short: String,
    /// Whether the label is set in the heavier weight.
    pub emphasised: bool,
    /// Whether it is a part of the row above: set in from the left.
    pub indent: bool,
    /// One a column over all groups, in order; `None` (or missing at the end): an empty place.
    pub cells: Vec<Option<MatrixCell>>,
    /// What the summary column says, e.g. `1×, zuletzt 2021`; may be empty.
    pub summary: String,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// How it looks.
    pub style: CellStyle,
    /// Set in the cell, e.g. `München`. Where the block's texts do not all fit into their cells, they are set beside them
    /// if the places next to them are empty, and `short` is set inside; may be empty.
    pub text: String,
    /// Set in the cell when `text` is not, e.g. `1.`, where it fits; may be empty.
    pub short: String,
}

/// Number of pages that the matrix needs in `area`: by runs of columns first, then by rows; at least one.
#[must_use]
pub fn pages(body: &Matrix, area: Rect, chart: &Chart, format: Format, fonts: &Fonts) -> usize {
    let _ = chart;
    Plan::new(body, area, format, fonts).pages()
}

/// Draws one page of the matrix into `area`.
pub fn lay_out(body: &Matrix, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let plan = Plan::new(body, area, scene.format, fonts);
    draw::draw(body, &plan, page, chart, scene, fonts);
}
