//! Shares `k of n` as bars from zero with their interval: rows are things counted, panels are where they were counted.

pub(super) mod paging;
mod plan;
mod row;
pub(super) mod text;

use self::paging::Line;
use self::plan::Plan;
use self::text::{LEADING, lines};
use crate::chart::format::Format;
use crate::chart::scene::{Align, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

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

/// How many pages the bars need on a sheet: one at least, four at most.
#[must_use]
pub fn pages(body: &Bars, area: Rect, chart: &Chart, format: Format, fonts: &Fonts) -> usize {
    Plan::new(body, area, chart, format, fonts).pages()
}

/// Draws one page (from 0) of the bars into `area`; a page that does not exist stays empty.
pub fn lay_out(body: &Bars, page: usize, area: Rect, chart: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let plan = Plan::new(body, area, chart, scene.format, fonts);
    let Some((panels, page)) = plan.page(page) else { return };
    let top = heads(body, &plan, panels.clone(), area, scene, fonts);
    let bottom = top + paging::height(page) * plan.pitch;
    plan.grid(panels.clone(), (top, bottom), area, chart, scene, fonts);
    let mut y = top;
    for (position, line) in page.iter().enumerate() {
        match *line {
            Line::Heading(group) => {
                let text = body.groups[group].heading.as_deref().unwrap_or_default();
                y += paging::HEADING * plan.pitch;
                let size = plan.scale.heading;
                let text = fonts.fit(text, size, Weight::Semibold, area.w);
                let baseline = y - (plan.pitch - size) / 2.0 - 0.15 * size;
                scene.text(fonts, &text, (area.x, baseline), Align::Left, TextStyle::ink(size, Weight::Semibold));
            }
            Line::Row(group, row) => {
                if position > 0 && matches!(page[position - 1], Line::Row(..)) {
                    scene.rule((area.x, y), (plan.right(area), y), Role::Rule, 0.5);
                }
                plan.row(
                    &body.groups[group].rows[row],
                    panels.clone(),
                    Rect::new(area.x, y, area.w, plan.pitch),
                    scene,
                    fonts,
                );
                y += plan.pitch;
            }
        }
    }
    if let Some(note) = &plan.note {
        let size = plan.scale.small;
        let text = fonts.fit(note, size, Weight::Regular, area.w);
        scene.text(fonts, &text, (area.x, area.bottom() - 0.25 * size), Align::Left, TextStyle::muted(size));
    }
}

/// Sets the heads of the panels and gives the top of the rows.
fn heads(
    body: &Bars,
    plan: &Plan,
    panels: std::ops::Range<usize>,
    area: Rect,
    scene: &mut Scene,
    fonts: &Fonts,
) -> f64 {
    for (place, panel) in panels.enumerate() {
        let head = &body.panels[panel];
        let x = plan.panel_x(area, place);
        let (heading, subheading) = plan.head_lines(head, fonts);
        let style = TextStyle::ink(plan.scale.heading, Weight::Semibold);
        let y = lines(scene, fonts, &heading, (x, area.y + 0.8 * plan.scale.heading), Align::Left, style);
        let gap = if heading.is_empty() { 0.0 } else { LEADING * (plan.scale.small - plan.scale.heading) };
        lines(scene, fonts, &subheading, (x, y + gap), Align::Left, TextStyle::muted(plan.scale.small));
    }
    area.y + plan.head_height
}
