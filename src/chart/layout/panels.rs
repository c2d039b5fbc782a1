//! Small multiples: one panel a group, marks over ordinal slots, each panel on a linear axis from zero.

mod draw;
mod feet;
mod labels;
pub(super) mod marks;
mod plan;
mod scale;
mod solve;

use crate::chart::format::Format;
use crate::chart::scene::{Rect, Scene};
use crate::chart::spec::{Chart, MarkStyle};
use crate::chart::text::Fonts;

/// A text and the shorter form that may stand where it does not fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The whole text, e.g. `Mecklenburg-Vorpommern` or `mehr als 600`.
    pub full: String,
    /// The shorter form, e.g. `MV` or `> 600`; empty or the same as `full` where there is none.
    pub short: String,
}

impl Label {
    /// A text with a shorter form.
    pub fn new(full: impl Into<String>, short: impl Into<String>) -> Self {
        Self { full: full.into(), short: short.into() }
    }

    /// A text without a shorter form.
    pub fn only(full: impl Into<String>) -> Self {
        Self { full: full.into(), short: String::new() }
    }
}

/// Marks over ordinal slots, one panel a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panels {
    /// The panels, in reading order.
    pub panels: Vec<Panel>,
    /// What the vertical axes count, e.g. `Teilnehmende`.
    pub axis_label: String,
    /// What stands in a slot without a point, e.g. `keine Angabe`; where it does not fit a short dash stands for it,
    /// so the caller's legend or footer should name the dash.
    pub missing: Label,
}

/// One panel: a group of slots on an axis of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// Heading, e.g. the name of a series of congresses.
    pub heading: String,
    /// The slots, left to right; a slot without a figure keeps its place.
    pub slots: Vec<Slot>,
    /// Lines between comparable points.
    pub lines: Vec<Trendline>,
}

/// A line that joins the values of one comparable group, broken at gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trendline {
    /// The unbroken runs: each a list of (index of the slot, index of the point in it). Runs of fewer than two points
    /// and indices that do not exist are not drawn.
    pub runs: Vec<Vec<(usize, usize)>>,
}

/// One place on the horizontal axis, e.g. an edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    /// First line under the axis, e.g. `9.`.
    pub head: String,
    /// Further lines under the axis, e.g. year and Land; the same count in every slot of a panel.
    pub sub: Vec<Label>,
    /// A tinted band behind the slot with this text, e.g. `rein online`.
    pub band: Option<String>,
    /// What stands here instead of [`Panels::missing`] if there is no point, e.g. `angekündigt`.
    pub missing: Option<Label>,
    /// The points: what a report chose first, the quiet ones after it.
    pub points: Vec<Point>,
    /// Pairs of indices into `points`: claims that contradict each other, joined by a bracket.
    pub brackets: Vec<(usize, usize)>,
}

/// One claim: a mark, its interval and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The value as the source states it.
    pub value: f64,
    /// Lower end of the interval, drawn as a whisker if it lies under `value`.
    pub low: Option<f64>,
    /// Upper end of the interval, drawn as a whisker if it lies over `value`.
    pub high: Option<f64>,
    /// The interval has no lower end (`bis zu 1.000`): an arrow towards zero.
    pub open_low: bool,
    /// The interval has no upper end (`über 440`): an arrow upwards.
    pub open_high: bool,
    /// Shape, filling and colour of the mark.
    pub style: MarkStyle,
    /// The value in words, with its qualifier: `rund 3.600`, short `≈ 3.600`.
    pub label: Label,
    /// What was counted: `teilgenommen, online`; left out first where it is crowded. May be empty.
    pub sublabel: Label,
    /// Drawn smaller and grey: a claim that was not chosen.
    pub quiet: bool,
}

/// Number of pages that the panels need in `area`; at least one.
#[must_use]
pub fn pages(body: &Panels, area: Rect, chart: &Chart, format: Format, fonts: &Fonts) -> usize {
    plan::plan(body, area, chart, format, fonts).pages.len().max(1)
}

/// Draws one page of the panels into `area`.
pub fn lay_out(body: &Panels, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let plan = plan::plan(body, area, chart, scene.format, fonts);
    draw::draw(body, &plan, page, area, chart, scene, fonts);
}
