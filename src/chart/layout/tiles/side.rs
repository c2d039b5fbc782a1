//! The side panel of a tile map: a few large facts with bars.

use super::{Tiles, count};
use crate::chart::scene::{ASCENT, Align, Rect, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Sets heading and facts into `area`, as many as fit.
pub(super) fn lay_out(body: &Tiles, area: Rect, scene: &mut Scene, fonts: &Fonts) {
    let sizes = scene.format.type_scale();
    let mut y = area.y;
    if !body.facts_heading.is_empty() {
        let size = sizes.heading * 1.15;
        let text = fonts.fit(&body.facts_heading, size, Weight::Semibold, area.w);
        scene.text(fonts, &text, (area.x, y + ASCENT * size), Align::Left, TextStyle::ink(size, Weight::Semibold));
        y += size * 2.0;
    }
    let big = sizes.heading * 1.25;
    let bar = sizes.body * 0.5;
    // Bold figures share one column, so that the words begin at one edge.
    let column = body.facts.iter().map(|fact| fonts.width(&fact.big, big, Weight::Semibold)).fold(0.0, f64::max) + big;
    let width = (area.w - column).max(1.0);
    let wrapped: Vec<Vec<String>> =
        body.facts.iter().map(|fact| fonts.wrap(&fact.text, sizes.body, Weight::Regular, width)).collect();
    let height = |lines: &[String]| (count(lines.len()) * sizes.body * 1.3).max(big * 1.2) + bar * 2.2;
    let total: f64 = wrapped.iter().map(|lines| height(lines)).sum();
    let gaps = count(body.facts.len().saturating_sub(1));
    let gap = if gaps > 0.0 { ((area.bottom() - y - total) / gaps).clamp(bar, big * 3.0) } else { 0.0 };
    for (fact, lines) in body.facts.iter().zip(&wrapped) {
        if y + height(lines) > area.bottom() + 0.5 {
            return;
        }
        let baseline = y + ASCENT * big;
        scene.text(fonts, &fact.big, (area.x, baseline), Align::Left, TextStyle::ink(big, Weight::Semibold));
        let mut line_y = baseline;
        for line in lines {
            let style = TextStyle::ink(sizes.body, Weight::Regular);
            scene.text(fonts, line, (area.x + column, line_y), Align::Left, style);
            line_y += sizes.body * 1.3;
        }
        let top = y + height(lines) - bar * 1.6;
        if let Some(share) = fact.share.filter(|share| share.is_finite()) {
            scene.cell(Rect::new(area.x, top, area.w, bar), Role::Track, 0.0);
            scene.cell(Rect::new(area.x, top, area.w * share.clamp(0.0, 1.0), bar), Role::Accent, 0.0);
        }
        y += height(lines) + gap;
    }
}
