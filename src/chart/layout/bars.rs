//! Shares `k of n` as bars from zero with their interval: rows are things counted, panels are where they were counted.

/// Bars, one panel a series side by side, the same rows in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// The panels, left to right; more than fit side by side go to further pages.
    pub panels: Vec<BarPanel>,
    /// The rows under their headings, top to bottom.
    pub groups: Vec<BarGroup>,
    /// At most so many rows, the first ones, however many would fit; what is left out is said in words.
    pub max_rows: Option<usize>,
}

/// The head of one panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarPanel {
    /// What was counted, e.g. `Fachkongress`.
    pub heading: String,
    /// The denominator in words, e.g. `9 Ausgaben mit bekanntem Programm`; wrapped.
    pub subheading: String,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarGroup {
    /// Set above the rows; `None` when the first row speaks for the group.
    pub heading: Option<String>,
    /// The rows.
    pub rows: Vec<BarRow>,
}

/// One thing that was counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarRow {
    /// Its name.
    pub label: String,
    /// Whether it is a part of the row above (a sub-topic): set in from the left.
    pub indent: bool,
    /// One a panel, in the panels' order; `None` (or missing at the end): not counted there.
    pub cells: Vec<Option<BarCell>>,
}

/// A share with its interval. A share of zero has a label and a whisker, but no bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarCell {
    /// Share, 0 to 1.
    pub share: f64,
    /// Lower end of its interval, 0 to 1.
    pub low: f64,
    /// Upper end of its interval, 0 to 1.
    pub high: f64,
    /// What is written beside the bar, e.g. `6 von 9`.
    pub label: String,
}
// STUB
#[allow(missing_docs, clippy::must_use_candidate)]
pub fn pages(
    _: &Bars,
    _: crate::chart::scene::Rect,
    _: &crate::chart::spec::Chart,
    _: crate::chart::format::Format,
    _: &crate::chart::text::Fonts,
) -> usize {
    1
}
#[allow(missing_docs)]
pub fn lay_out(
    _: &Bars,
    _: usize,
    _: crate::chart::scene::Rect,
    _: &crate::chart::spec::Chart,
    _: &mut crate::chart::scene::Scene,
    _: &crate::chart::text::Fonts,
) {
}
