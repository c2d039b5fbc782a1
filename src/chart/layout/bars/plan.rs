//! Where the parts of a page of bars stand.

use std::ops::Range;

use super::paging::{self, Group, Line, Paging, to_float};
use super::text::{LABEL_LEADING, LEADING, MAX_LABEL_LINES, unit, widest, wrapped};
use super::{BarPanel, BarRow, Bars};
use crate::chart::format::{Format, TypeScale};
use crate::chart::scene::{Align, Rect, Scene, TextStyle};
use crate::chart::spec::Chart;
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// More pages than this and nobody turns them.
const MAX_PAGES: usize = 4;
/// Panels side by side at most.
const MAX_PANELS: usize = 4;
/// Lines of a panel's heading, and of its subheading, at most.
const MAX_HEAD_LINES: usize = 3;
/// Part of the width that labels may take at most.
const MAX_LABEL_SHARE: f64 = 0.36;

/// The measures of every page.
pub struct Plan {
    /// Type sizes of the sheet.
    pub scale: TypeScale,
    /// Unit of strokes and gaps.
    pub unit: f64,
    /// Height of the heads.
    pub head_height: f64,
    /// Height of a row.
    pub pitch: f64,
    /// Width of the labels.
    pub label_width: f64,
    /// Indent of a sub-row.
    pub indent: f64,
    /// Width of a panel.
    pub panel_width: f64,
    /// Width of the bars' track, 0 to 100 %.
    pub track_width: f64,
    /// What was left out, in words.
    pub note: Option<String>,
    gutter: f64,
    panels_abreast: usize,
    panel_count: usize,
    rows: Paging,
}

impl Plan {
    /// Plans every page in an area.
    pub fn new(body: &Bars, area: Rect, chart: &Chart, format: Format, fonts: &Fonts) -> Self {
        let scale = format.type_scale();
        let unit = unit(format);
        let (indent, gutter) = (1.2 * scale.body, 18.0 * unit);
        let label_width = label_width(body, indent, &scale, fonts).min(MAX_LABEL_SHARE * area.w);
        let rows = || body.groups.iter().flat_map(|group| &group.rows);
        let cells = rows().flat_map(|row| row.cells.iter().flatten());
        let value_width = widest(fonts, cells.map(|cell| cell.label.as_str()), scale.small, Weight::Semibold)
            .min(0.4 * (area.w - label_width));
        let free = (area.w - label_width).max(1.0);
        let least = gutter + 5.0 * scale.body + value_width + 6.0 * unit;
        let abreast = to_count(free / least).clamp(1, MAX_PANELS).min(body.panels.len().max(1));
        let panel_pages = body.panels.len().div_ceil(abreast).clamp(1, MAX_PAGES);
        // The same number of pages, filled evenly.
        let abreast = body.panels.len().min(panel_pages * abreast).div_ceil(panel_pages).max(1);
        let panel_width = (free / to_float(abreast) - gutter).max(1.0).min(34.0 * scale.body);
        let panel_count = body.panels.len().min(panel_pages * abreast);
        let mut plan = Self {
            scale,
            unit,
            head_height: 0.0,
            pitch: 0.0,
            label_width,
            indent,
            panel_width,
            track_width: (panel_width - value_width - 6.0 * unit).max(1.0),
            note: None,
            gutter,
            panels_abreast: abreast,
            panel_count,
            rows: Paging::default(),
        };
        plan.head_height = plan.tallest_head(body, fonts);
        let groups: Vec<Group> = body
            .groups
            .iter()
            .map(|group| Group { heading: group.heading.is_some(), rows: group.rows.len() })
            .collect();
        let foot = 1.7 * scale.small;
        let least_pitch = (1.3 + LABEL_LEADING * (plan.most_label_lines(body, fonts) - 1.0)) * scale.body;
        let limit = body.max_rows.unwrap_or(usize::MAX);
        let max_pages = MAX_PAGES / panel_pages;
        let available = (area.h - plan.head_height - foot).max(least_pitch);
        let mut used = available;
        plan.rows = paging::split(&groups, used / least_pitch, limit, max_pages);
        if plan.rows.shown < plan.rows.all || panel_count < body.panels.len() {
            used = (available - LEADING * scale.small).max(least_pitch);
            plan.rows = paging::split(&groups, used / least_pitch, limit, max_pages);
            plan.note = Some(note(chart, &plan.rows, body.panels.len() - panel_count));
        }
        let tallest = plan.rows.pages.iter().map(|page| paging::height(page)).fold(1.0, f64::max);
        plan.pitch = (used / tallest).clamp(1.0, (2.6 * scale.body).max(least_pitch));
        plan
    }

    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.rows.pages.len() * self.panel_count.div_ceil(self.panels_abreast).max(1)
    }

    /// The panels and lines of one page: all rows of the first panels, then all rows of the next.
    pub fn page(&self, page: usize) -> Option<(Range<usize>, &[Line])> {
        let start = (page / self.rows.pages.len()) * self.panels_abreast;
        let lines = &self.rows.pages[page % self.rows.pages.len()];
        (start < self.panel_count && !lines.is_empty())
            .then(|| (start..(start + self.panels_abreast).min(self.panel_count), lines.as_slice()))
    }

    /// Left edge of the n-th panel of a page.
    pub fn panel_x(&self, area: Rect, place: usize) -> f64 {
        area.x + self.label_width + self.gutter + to_float(place) * (self.panel_width + self.gutter)
    }

    /// Right edge of the last panel of a page.
    pub fn right(&self, area: Rect) -> f64 {
        self.panel_x(area, self.panels_abreast - 1) + self.panel_width
    }

    /// Heading and subheading of a panel, wrapped.
    pub fn head_lines(&self, head: &BarPanel, fonts: &Fonts) -> (Vec<String>, Vec<String>) {
        let wrap = |text: &str, size, weight| wrapped(fonts, text, size, weight, self.panel_width, MAX_HEAD_LINES);
        (
            wrap(&head.heading, self.scale.heading, Weight::Semibold),
            wrap(&head.subheading, self.scale.small, Weight::Regular),
        )
    }

    /// The lines of a row's label.
    pub fn label(&self, row: &BarRow, fonts: &Fonts) -> Vec<String> {
        // A hair more, lest rounding break the widest.
        let width = self.label_width - if row.indent { self.indent } else { 0.0 } + 0.01;
        wrapped(fonts, &row.label, self.scale.body, Weight::Regular, width, MAX_LABEL_LINES)
    }

    fn most_label_lines(&self, body: &Bars, fonts: &Fonts) -> f64 {
        let rows = body.groups.iter().flat_map(|group| &group.rows);
        to_float(rows.map(|row| self.label(row, fonts).len()).max().unwrap_or_default().max(1))
    }

    fn tallest_head(&self, body: &Bars, fonts: &Fonts) -> f64 {
        let height = |head: &BarPanel| {
            let (heading, subheading) = self.head_lines(head, fonts);
            LEADING * (to_float(heading.len()) * self.scale.heading + to_float(subheading.len()) * self.scale.small)
        };
        let tallest = body.panels.iter().take(self.panel_count).map(height).fold(0.0, f64::max);
        if tallest > 0.0 { tallest + 0.5 * self.scale.body } else { 0.0 }
    }

    /// The base line at 0, and the ticks at the foot of each panel.
    pub fn grid(
        &self,
        panels: Range<usize>,
        (top, bottom): (f64, f64),
        area: Rect,
        chart: &Chart,
        scene: &mut Scene,
        fonts: &Fonts,
    ) {
        let percent = chart.locale.lang.pick("\u{a0}%", "%");
        for place in 0..panels.len() {
            let x = self.panel_x(area, place);
            for part in [0.0, 0.5, 1.0] {
                let at = x + part * self.track_width;
                scene.rule((at, top), (at, bottom + 0.3 * self.scale.small), Role::Rule, 0.75);
                let text = format!("{}{percent}", (part * 100.0).round());
                let baseline = bottom + 1.25 * self.scale.small;
                scene.text(fonts, &text, (at, baseline), Align::Centre, TextStyle::muted(self.scale.small));
            }
        }
    }
}

fn label_width(body: &Bars, indent: f64, scale: &TypeScale, fonts: &Fonts) -> f64 {
    let rows = body.groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| fonts.width(&row.label, scale.body, Weight::Regular) + if row.indent { indent } else { 0.0 })
        .fold(0.0, f64::max)
}

fn note(chart: &Chart, rows: &Paging, panels_left_out: usize) -> String {
    let mut parts = Vec::new();
    if rows.shown < rows.all {
        parts.push(chart.words.shown_of(rows.shown, rows.all, chart.locale));
    }
    if panels_left_out > 0 {
        parts.push(chart.words.more(panels_left_out, chart.locale));
    }
    parts.join(" · ")
}

/// A width ratio as a count; what is not a number is none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a small range first")]
fn to_count(ratio: f64) -> usize {
    if ratio.is_finite() { ratio.clamp(0.0, 1e6) as usize } else { 0 }
}
