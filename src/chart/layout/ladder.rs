//! Steps of one thing on a common horizontal axis from zero: expected → registered → attended.

mod claims;
mod draw;
mod rows;

use super::panels::{Label, Point};
use crate::chart::format::Format;
use crate::chart::scene::{Rect, Scene};
use crate::chart::spec::Chart;
use crate::chart::text::Fonts;

/// So many claims of a row are drawn, the first ones; whoever makes the row says in its words what has no room.
pub const MOST_CLAIMS: usize = 6;

/// Rows of claims on a common horizontal axis, grouped under headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ladder {
    /// The groups, in reading order.
    pub groups: Vec<LadderGroup>,
    /// What the horizontal axis counts, e.g. `Personen`.
    pub axis_label: String,
}

/// The rows of one series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LadderGroup {
    /// Heading, e.g. the name of a series of congresses.
    pub heading: String,
    /// The rows, top to bottom.
    pub rows: Vec<LadderRow>,
}

/// One row: the claims about one edition, and the comparison in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LadderRow {
    /// Before the row, in the first rank: `10.`.
    pub head: String,
    /// Beside or under it, in the second rank: `2022 Saarland`, short `2022 SL`.
    pub sub: Label,
    /// The claims as marks on the axis, expected first, attended last; their labels stand at the marks.
    pub claims: Vec<Point>,
    /// Pairs of indices into `claims` joined by a thin line: only claims of the same mode. A guide to the eye, not a
    /// difference: what may be said is said in `words`.
    pub links: Vec<(usize, usize)>,
    /// Pairs of indices into `claims`: claims that contradict each other, joined by a bracket behind their labels.
    pub brackets: Vec<(usize, usize)>,
    /// The comparison in words at the right, wrapped over up to three lines; a step that is not known is named here:
    /// `erwartet rund 800, teilgenommen knapp 1.000: mehr als erwartet`.
    pub words: String,
}

/// Number of pages that the rows need in `area`; at least one.
#[must_use]
pub fn pages(body: &Ladder, area: Rect, _: &Chart, format: Format, fonts: &Fonts) -> usize {
    rows::Rows::new(body, area, format, fonts).pages().0.len().max(1)
}

/// Draws one page of the rows into `area`.
pub fn lay_out(body: &Ladder, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    draw::draw(body, page, area, chart, scene, fonts);
}
