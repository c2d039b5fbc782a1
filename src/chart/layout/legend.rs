//! The key: what the marks and fills mean, in rows above the footer.

use super::cells::draw_cell;
use crate::chart::scene::{ASCENT, Align, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::spec::{CellStyle, Chart, Key, LegendEntry};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Where an entry stands: row, left edge of its picture, width of its picture.
struct Place<'chart> {
    entry: &'chart LegendEntry,
    row: usize,
    x: f64,
    picture: f64,
}

/// Sets the key at the foot of `area` and gives the y above which the body may stand.
pub fn lay_out(chart: &Chart, area: Rect, scene: &mut Scene, fonts: &Fonts) -> f64 {
    if chart.legend.is_empty() {
        return area.bottom();
    }
    let size = scene.format.type_scale().small.max(scene.format.type_scale().body * 0.95);
    let leading = size * 1.65;
    let heading = if chart.words.legend.is_empty() { String::new() } else { format!("{}:", chart.words.legend) };
    let indent = if heading.is_empty() { 0.0 } else { fonts.width(&heading, size, Weight::Semibold) + size };
    let (places, rows) = places(&chart.legend, area, indent, size, fonts);
    #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
    let top = area.bottom() - rows as f64 * leading;
    let style = TextStyle { size, ..TextStyle::ink(size, Weight::Regular) };
    if !heading.is_empty() {
        let baseline = top + leading / 2.0 + ASCENT * size * 0.42;
        let bold = TextStyle { weight: Weight::Semibold, ..style };
        scene.text(fonts, &heading, (area.x, baseline), Align::Left, bold);
    }
    for place in places {
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let middle = top + (place.row as f64 + 0.5) * leading;
        picture(place.entry.key, Rect::new(place.x, middle - size * 0.5, place.picture, size), scene);
        let x = place.x + place.picture + size * 0.45;
        let label = fonts.fit(&place.entry.label, size, Weight::Regular, area.right() - x);
        scene.text(fonts, &label, (x, middle + ASCENT * size * 0.42), Align::Left, style);
    }
    top
}

/// Sets entries in rows, left to right.
fn places<'chart>(
    entries: &'chart [LegendEntry],
    area: Rect,
    indent: f64,
    size: f64,
    fonts: &Fonts,
) -> (Vec<Place<'chart>>, usize) {
    let mut places = Vec::with_capacity(entries.len());
    let (mut x, mut row) = (area.x + indent, 0);
    for entry in entries {
        let picture = width_of(entry.key, size);
        let width = picture + size * 0.45 + fonts.width(&entry.label, size, Weight::Regular);
        if x > area.x + indent && x + width > area.right() {
            x = area.x + indent;
            row += 1;
        }
        places.push(Place { entry, row, x, picture });
        x += width + size * 1.7;
    }
    (places, row + 1)
}

fn width_of(key: Key, size: f64) -> f64 {
    match key {
        Key::Mark(_) => size,
        Key::Cell(_) | Key::Band => size * 1.8,
        Key::Whisker | Key::Arrow | Key::Bracket | Key::Dash => size * 0.7,
        Key::WhiskerAcross | Key::ArrowAcross => size * 1.4,
    }
}

fn picture(key: Key, at: Rect, scene: &mut Scene) {
    let (x, y) = (at.x + at.w / 2.0, at.y + at.h / 2.0);
    let mut line = |from, to| scene.rule(from, to, Role::Axis, 1.2);
    let half = at.h * 0.55;
    match key {
        Key::Mark(style) => scene.items.push(Item::Mark {
            at: (x, y),
            size: at.h * 0.85,
            shape: style.shape,
            fill: style.fill,
            role: style.role,
            value: None,
        }),
        Key::Cell(style) => {
            draw_cell(scene, at, style);
            // A cell without an outline would melt into the paper in a copy.
            if style == CellStyle::Unknown {
                scene.items.push(Item::Area {
                    rect: at,
                    fill: None,
                    hatched: false,
                    outline: Some((Role::Rule, 0.6 * scene.format.stroke())),
                    dash: 0.0,
                    radius: 0.0,
                    layer: Layer::Ground,
                });
            }
        }
        Key::Whisker => {
            let cap = at.w * 0.4;
            line((x, y - half), (x, y + half));
            line((x - cap, y - half), (x + cap, y - half));
            line((x - cap, y + half), (x + cap, y + half));
        }
        Key::WhiskerAcross => {
            let (left, right, cap) = (at.x, at.right(), at.h * 0.28);
            line((left, y), (right, y));
            line((left, y - cap), (left, y + cap));
            line((right, y - cap), (right, y + cap));
        }
        Key::ArrowAcross => {
            let (left, right, head) = (at.x, at.right(), at.h * 0.28);
            line((left, y), (right, y));
            line((right - head, y - head), (right, y));
            line((right - head, y + head), (right, y));
        }
        Key::Arrow => {
            let head = at.w * 0.4;
            line((x, y - half), (x, y + half));
            line((x - head, y - half + head), (x, y - half));
            line((x + head, y - half + head), (x, y - half));
        }
        Key::Bracket => {
            let arm = at.w * 0.5;
            line((x, y - half), (x, y + half));
            line((x, y - half), (x - arm, y - half));
            line((x, y + half), (x - arm, y + half));
        }
        Key::Band => scene.cell(at, Role::AccentTint, 0.0),
        Key::Dash => line((at.x, y), (at.right(), y)),
    }
}
