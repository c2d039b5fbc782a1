//! What a chart shows, in texts, numbers and marks: no place, no colour value, no file.

pub use super::layout::bars::{BarCell, BarGroup, BarPanel, BarRow, Bars};
pub use super::layout::ladder::{Ladder, LadderGroup, LadderRow, MOST_CLAIMS};
pub use super::layout::matrix::{Column, ColumnGroup, Matrix, MatrixBlock, MatrixCell, MatrixRow};
pub use super::layout::panels::{Label, Panel, Panels, Point, Slot, Trendline};
pub use super::layout::tiles::{Tile, TileFact, Tiles};
use super::scene::{Fill, Shape};
use super::theme::Role;
use std::sync::Arc;

use crate::locale::Locale;

/// A chart: the words around it and one body.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// File name without ending, e.g. `attendance`.
    pub name: String,
    /// The finding, one sentence.
    pub title: String,
    /// What is shown.
    pub subtitle: String,
    /// The picture. It may be large, and a chart is copied with other words around it: so it is shared.
    pub body: Arc<Body>,
    /// The key to marks and fills, drawn in one or more rows under the body.
    pub legend: Vec<LegendEntry>,
    /// Footer paragraphs: notes first, then sources and coverage; wrapped by the layout.
    pub footer: Vec<String>,
    /// Alternative text, at most 200 characters.
    pub alt: String,
    /// How numbers are written.
    pub locale: Locale,
    /// Words the layout itself needs.
    pub words: Words,
    /// Width and height in points of an area in the upper right corner that is kept free, for a logo.
    pub corner: Option<(f64, f64)>,
}

/// Words that the layout adds by itself, in the chart's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Before the legend, e.g. `Zählweise`.
    pub legend: String,
    /// Appended to the subtitle of page k of n; `{page}` and `{pages}` are replaced.
    pub page: String,
    /// Where rows were left out; `{shown}` and `{all}` are replaced, e.g. `die {shown} häufigsten von {all}`.
    pub shown_of: String,
    /// Where panels or columns were left out; `{n}` is replaced, e.g. `und {n} weitere Ausgaben`.
    pub more: String,
}

impl Words {
    /// What to say where `shown` of `all` rows are shown.
    #[must_use]
    pub fn shown_of(&self, shown: usize, all: usize, locale: Locale) -> String {
        self.shown_of.replace("{shown}", &locale.count(shown)).replace("{all}", &locale.count(all))
    }

    /// What to say where `count` panels or columns were left out.
    #[must_use]
    pub fn more(&self, count: usize, locale: Locale) -> String {
        self.more.replace("{n}", &locale.count(count))
    }
}

/// The five ways of drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Marks over ordinal slots, one panel a group.
    Panels(Panels),
    /// Steps of one thing side by side: expected → registered → attended.
    Ladder(Ladder),
    /// Shares `k of n` with interval.
    Bars(Bars),
    /// Rows × columns of cells with a state.
    Matrix(Matrix),
    /// A tile grid map.
    Tiles(Tiles),
}

/// How one mark looks: shape and fill carry the meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkStyle {
    /// Shape.
    pub shape: Shape,
    /// Filling.
    pub fill: Fill,
    /// Colour.
    pub role: Role,
}

/// How one cell of a matrix or a tile looks. Each is told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellStyle {
    /// Full accent: stated, main.
    Strong,
    /// Tint of the accent with an accent outline: side, inferred.
    Tint,
    /// Paper with a solid accent outline: announced.
    Outline,
    /// Paper with a dashed accent outline: derived by a rule.
    Dashed,
    /// Light grey: known to be absent.
    Absent,
    /// Light hatching: not known.
    Unknown,
    /// Full accent with a corner notch or inner line: made up later.
    StrongNotched,
}

/// One entry of the key.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// What it looks like.
    pub key: Key,
    /// What it means.
    pub label: String,
}

/// The picture of a legend entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// A data mark.
    Mark(MarkStyle),
    /// A cell.
    Cell(CellStyle),
    /// A vertical whisker.
    Whisker,
    /// A horizontal one.
    WhiskerAcross,
    /// An arrow upwards.
    Arrow,
    /// An arrow to the right.
    ArrowAcross,
    /// A bracket joining disputed values.
    Bracket,
    /// A tinted band.
    Band,
    /// A short dash: nothing is known.
    Dash,
}
