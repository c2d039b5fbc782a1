//! The columns of one page and their heads.

use super::plan::{Plan, count};
use super::{Column, Matrix};
use crate::chart::scene::{ASCENT, Align, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};

/// A column on a page.
pub(super) struct Placed<'body> {
    pub column: &'body Column,
    /// Its index over all groups.
    pub index: usize,
    /// Its group.
    pub group: usize,
    /// Left edge.
    pub x: f64,
}

/// The columns of run `run`, left to right.
pub(super) fn place<'body>(body: &'body Matrix, plan: &Plan, run: usize) -> Vec<Placed<'body>> {
    let all = body
        .column_groups
        .iter()
        .enumerate()
        .flat_map(|(group, columns)| columns.columns.iter().map(move |column| (group, column)))
        .enumerate();
    let run = plan.runs.get(run).cloned().unwrap_or_default();
    let shown: Vec<_> = all.skip(run.start).take(run.len()).collect();
    let first = shown.first().map_or(0, |(_, (group, _))| *group);
    let last = shown.last().map_or(0, |(_, (group, _))| *group);
    // Where a run leaves room, its groups stand further apart, so that their headings fit.
    let spare = plan.area.w - plan.label - plan.summary - count(shown.len()) * plan.column;
    let most = plan.group_gap.max(plan.sizes.body * 4.0);
    let gap = (spare / count((last - first).max(1))).clamp(plan.group_gap, most);
    shown
        .into_iter()
        .enumerate()
        .map(|(place, (index, (group, column)))| Placed {
            column,
            index,
            group,
            x: plan.area.x + plan.label + count(place) * plan.column + count(group - first) * gap,
        })
        .collect()
}

/// Sets group headings, heads and subs above the grid. A head that does not fit is thinned: every second, fifth, …
pub(super) fn heads(body: &Matrix, plan: &Plan, columns: &[Placed<'_>], scene: &mut Scene, fonts: &Fonts) {
    let size = plan.sizes.small;
    let line = size * 1.3;
    let mut y = plan.area.y;
    if body.column_groups.iter().any(|group| !group.heading.is_empty()) {
        for run in columns.chunk_by(|a, b| a.group == b.group) {
            let group = &body.column_groups[run[0].group];
            // The last heading may stand out over what follows the grid: its line is free there.
            let next = columns.iter().find(|placed| placed.group > run[0].group);
            let width = next.map_or(plan.area.right(), |next| next.x - size * 0.5) - run[0].x;
            let fits = fonts.width(&group.heading, size, Weight::Semibold) <= width;
            let text = if fits || group.short.is_empty() { &group.heading } else { &group.short };
            let text = fonts.fit(text, size, Weight::Semibold, width);
            if text.is_empty() {
                continue;
            }
            let style = TextStyle::ink(size, Weight::Semibold);
            scene.text(fonts, &text, (run[0].x, y + ASCENT * size), Align::Left, style);
        }
        y += line;
    }
    let bold = TextStyle::ink(size, Weight::Semibold);
    let heads = forms(columns, |column| (&column.head, &column.head_short), plan, bold, fonts);
    row_of(&heads, plan, columns, y, bold, scene, fonts);
    let muted = TextStyle::muted(size);
    let subs = forms(columns, |column| (&column.sub, &column.sub_short), plan, muted, fonts);
    row_of(&subs, plan, columns, y + line, muted, scene, fonts);
}

/// The whole texts of a line of heads where all of them fit, else the short ones.
fn forms<'body>(
    columns: &[Placed<'body>],
    of: impl Fn(&'body Column) -> (&'body String, &'body String),
    plan: &Plan,
    style: TextStyle,
    fonts: &Fonts,
) -> Vec<&'body str> {
    let both: Vec<(&String, &String)> = columns.iter().map(|placed| of(placed.column)).collect();
    let room = plan.column - style.size * 0.25;
    let fit = both.iter().all(|(whole, _)| fonts.width(whole, style.size, style.weight) <= room);
    both.into_iter()
        .map(|(whole, short)| if fit || short.is_empty() { whole.as_str() } else { short.as_str() })
        .collect()
}

/// Sets one line of heads, centred over their columns, as many as have room.
fn row_of(
    texts: &[&str],
    plan: &Plan,
    columns: &[Placed<'_>],
    y: f64,
    style: TextStyle,
    scene: &mut Scene,
    fonts: &Fonts,
) {
    let widest = texts.iter().map(|text| fonts.width(text, style.size, style.weight)).fold(0.0, f64::max);
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|step| widest + style.size * 0.25 <= plan.column * count(*step))
        .unwrap_or(texts.len().max(1));
    for (place, (text, placed)) in texts.iter().zip(columns).enumerate() {
        if place % step == 0 && !text.is_empty() {
            let x = placed.x + plan.column / 2.0;
            // The first and last head stay on the sheet also where they are wider than their columns.
            let half = fonts.width(text, style.size, style.weight) / 2.0;
            let x = x.clamp(plan.area.x + half, (plan.area.right() - half).max(plan.area.x + half));
            scene.text(fonts, text, (x, y + ASCENT * style.size), Align::Centre, style);
        }
    }
}
