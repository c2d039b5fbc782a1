//! A tile grid map: equal tiles in roughly geographic places, and a few large facts beside them.

use super::super::spec::CellStyle;

/// A tile grid map with a side panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tiles {
    /// The tiles, each in its own place.
    pub tiles: Vec<Tile>,
    /// Heading of the side panel; may be empty.
    pub facts_heading: String,
    /// What the side panel says; without facts there is no panel.
    pub facts: Vec<TileFact>,
}

/// One tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Row in the grid, from 1 at the top.
    pub row: usize,
    /// Column in the grid, from 1 at the left.
    pub column: usize,
    /// Set large, e.g. `MV`.
    pub code: String,
    /// Set under the code where it fits, wrapped after hyphens, e.g. `Mecklenburg-Vorpommern`.
    pub name: String,
    /// How it looks.
    pub style: CellStyle,
    /// Set in the heavier weight at the foot, e.g. `1×`; may be empty.
    pub line: String,
    /// Set beside or under it, e.g. `zuletzt 2021` or `als Nächstes 2028`; may be empty.
    pub detail: String,
    /// Set instead where `detail` does not fit, e.g. `2028`; may be empty.
    pub detail_short: String,
}

/// One large fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TileFact {
    /// Set large, e.g. `13 von 16`.
    pub big: String,
    /// What it counts.
    pub text: String,
    /// Drawn as a bar from zero, 0 to 1; `None`: no bar.
    pub share: Option<f64>,
}
// STUB
#[allow(missing_docs, clippy::must_use_candidate)]
pub fn pages(
    _: &Tiles,
    _: crate::chart::scene::Rect,
    _: &crate::chart::spec::Chart,
    _: crate::chart::format::Format,
    _: &crate::chart::text::Fonts,
) -> usize {
    1
}
#[allow(missing_docs)]
pub fn lay_out(
    _: &Tiles,
    _: usize,
    _: crate::chart::scene::Rect,
    _: &crate::chart::spec::Chart,
    _: &mut crate::chart::scene::Scene,
    _: &crate::chart::text::Fonts,
) {
}
