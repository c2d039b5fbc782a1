//! How the lines of a ladder are divided over pages, and how high each is.

use super::claims::{Form, form_for};
use super::{Ladder, LadderRow, MOST_CLAIMS};
use crate::chart::format::Format;
use crate::chart::layout::panels::Point;
use crate::chart::scene::Rect;
use crate::chart::text::{Fonts, Weight};

/// At most so many pages.
const MOST_PAGES: usize = 6;
/// A page has fewer rows than this.
const MOST_ROWS: usize = 60;
/// At most so many lines of words make a row higher.
const MOST_LINES: usize = 5;
/// Height of a lane at most, in body type sizes.
const MOST_LANE: f64 = 2.8;
/// Middle of a row's first lane under its top, in body type sizes.
pub(super) const FIRST: f64 = 1.0;
/// Leading of the words, in body type sizes.
pub(super) const LEADING: f64 = 1.25;
/// Part of the width for the words.
const WORDS: f64 = 0.27;

/// A line of a page: a group's heading, or a row of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    Heading(usize),
    Row(usize, usize),
}

/// What the height of rows depends on.
pub(super) struct Rows<'body> {
    body: &'body Ladder,
    format: Format,
    fonts: &'body Fonts,
    /// Width of the names at the left, of the plot, and of the words at the right.
    pub name: f64,
    pub plot: f64,
    pub words: f64,
    pub form: Form,
    area: Rect,
}

/// The claims of a row that are drawn, with their places in the list.
pub(super) fn claims(row: &LadderRow) -> Vec<(usize, &Point)> {
    let drawable = |claim: &Point| claim.value.is_finite() && claim.value >= 0.0;
    row.claims.iter().enumerate().filter(|(_, claim)| drawable(claim)).take(MOST_CLAIMS).collect()
}

/// The rows that may have a place on some page.
pub(super) fn within_reach(body: &Ladder) -> impl Iterator<Item = &LadderRow> {
    body.groups.iter().flat_map(|group| &group.rows).take(MOST_PAGES * MOST_ROWS)
}

impl<'body> Rows<'body> {
    pub(super) fn new(body: &'body Ladder, area: Rect, format: Format, fonts: &'body Fonts) -> Self {
        let sizes = format.type_scale();
        let all = || within_reach(body);
        let widest = all()
            .map(|row| {
                let head = fonts.width(&row.head, sizes.body, Weight::Semibold);
                head.max(fonts.width(&row.sub.full, sizes.small, Weight::Regular))
            })
            .fold(0.0, f64::max);
        let name = (widest + sizes.body * 1.2).min(area.w * 0.19);
        let words = area.w * WORDS;
        let plot = (area.w - name - words - sizes.body * 1.6).max(1.0);
        let form = form_for(all(), plot, &sizes, fonts);
        Self { body, format, fonts, name, plot, words, form, area }
    }

    /// Height of a lane at least: its label, and a little air.
    fn least_lane(&self) -> f64 {
        let sizes = self.format.type_scale();
        match self.form {
            Form::OneLine => sizes.body * 1.4,
            Form::Stacked => sizes.body * 1.05 + sizes.small * 1.25,
        }
    }

    /// Height of an entry with lanes of `lane` points; a heading that is not the first of its page has air above it.
    pub(super) fn height(&self, entry: Entry, first: bool, lane: f64) -> f64 {
        let sizes = self.format.type_scale();
        match entry {
            Entry::Heading(_) if first => sizes.heading * 1.7,
            Entry::Heading(_) => sizes.heading * 2.4,
            Entry::Row(group, index) => {
                let row = &self.body.groups[group].rows[index];
                let under = if self.form == Form::Stacked { sizes.small * 1.15 } else { 0.0 };
                let lanes = float(claims(row).len().max(1) - 1) * lane + sizes.body * 0.9 + under;
                let lines = self.fonts.wrap(&row.words, sizes.body, Weight::Regular, self.words).len();
                let words = float(lines.clamp(1, MOST_LINES) - 1) * sizes.body * LEADING + sizes.body * 0.8;
                let name = sizes.small * 1.3 + sizes.body * 0.85;
                sizes.body * FIRST + lanes.max(words).max(name)
            }
        }
    }

    /// The entries of each page, and how many rows they show of how many; a heading is repeated where its rows go on.
    pub(super) fn pages(&self) -> (Vec<Vec<Entry>>, (usize, usize)) {
        let room = self.area.h - axis_height(self.format);
        let (pages, (shown, all)) = self.filled(room);
        // Where rows are left out, each page keeps a line to say so.
        if shown < all { self.filled(room - note_height(self.format)) } else { (pages, (shown, all)) }
    }

    /// The same for pages on which the rows have `room` points.
    fn filled(&self, room: f64) -> (Vec<Vec<Entry>>, (usize, usize)) {
        let all = self.body.groups.iter().map(|group| group.rows.len()).sum();
        let entries = self
            .body
            .groups
            .iter()
            .enumerate()
            .flat_map(|(group, content)| (0..content.rows.len()).map(move |row| (group, row)));
        let mut pages: Vec<Vec<Entry>> = vec![Vec::new()];
        let mut used = 0.0;
        let mut shown = 0;
        for (group, row) in entries {
            let own = self.height(Entry::Row(group, row), false, self.least_lane());
            let lead = if row == 0 { self.height(Entry::Heading(group), false, 0.0) } else { 0.0 };
            if used > 0.0 && used + lead + own > room {
                if pages.len() == MOST_PAGES {
                    break;
                }
                pages.push(Vec::new());
                used = 0.0;
            }
            if let Some(page) = pages.last_mut() {
                if row == 0 || page.is_empty() {
                    used += self.height(Entry::Heading(group), page.is_empty(), 0.0);
                    page.push(Entry::Heading(group));
                }
                page.push(Entry::Row(group, row));
                used += own;
                shown += 1;
            }
        }
        (pages, (shown, all))
    }

    /// Lanes as high as the page allows, up to a comfortable height.
    pub(super) fn lane(&self, entries: &[Entry], room: f64) -> f64 {
        let size = self.format.type_scale().body;
        let (least, most) = (self.least_lane(), (size * MOST_LANE).max(self.least_lane()));
        let total = |lane: f64| -> f64 {
            entries.iter().enumerate().map(|(place, entry)| self.height(*entry, place == 0, lane)).sum()
        };
        // Rows that their words make high do not grow with the lanes, so the height is tried, not computed.
        (0..=8_u32)
            .map(|step| most - (most - least) * f64::from(step) / 8.0)
            .find(|lane| total(*lane) <= room)
            .unwrap_or(least)
    }
}

/// Height of the line that says what was left out.
pub(super) fn note_height(format: Format) -> f64 {
    format.type_scale().small * 1.4
}

/// Height of the axis with its numbers.
pub(super) fn axis_height(format: Format) -> f64 {
    format.type_scale().small * 1.9
}

#[expect(clippy::cast_precision_loss, reason = "counts of lanes")]
pub(super) const fn float(n: usize) -> f64 {
    n as f64
}
