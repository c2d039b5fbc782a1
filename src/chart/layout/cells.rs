//! How a cell's state looks: fill, outline and hatching, told apart without colour.

use crate::chart::scene::{Item, Layer, Rect, Scene};
use crate::chart::spec::CellStyle;
use crate::chart::theme::Role;

/// Draws a cell and gives the role of the ground that text on it stands on.
pub fn draw_cell(scene: &mut Scene, rect: Rect, style: CellStyle) -> Role {
    let unit = scene.format.stroke();
    let radius = (rect.h.min(rect.w) * 0.08).clamp(0.0, 2.5 * unit);
    let line = (rect.h.min(rect.w) * 0.06).clamp(0.8 * unit, 1.4 * unit);
    let area = |rect: Rect, fill, hatched, outline, dash| Item::Area {
        rect,
        fill,
        hatched,
        outline,
        dash,
        radius,
        layer: Layer::Ground,
    };
    // An outline is drawn inside its cell, so that neighbours keep their distance.
    let inner = rect.inset(line / 2.0);
    let accent = Some((Role::Accent, line));
    match style {
        CellStyle::Strong => scene.items.push(area(rect, Some(Role::Accent), false, None, 0.0)),
        CellStyle::StrongNotched => {
            scene.items.push(area(rect, Some(Role::Accent), false, None, 0.0));
            let frame = rect.inset(frame(rect, unit));
            scene.items.push(area(frame, None, false, Some((Role::OnAccent, line * 0.8)), 0.0));
        }
        CellStyle::Tint => scene.items.push(area(inner, Some(Role::AccentTint), false, accent, 0.0)),
        CellStyle::Outline => scene.items.push(area(inner, Some(Role::Paper), false, accent, 0.0)),
        CellStyle::Dashed => scene.items.push(area(inner, Some(Role::Paper), false, accent, 2.4 * line)),
        CellStyle::Absent => scene.items.push(area(rect, Some(Role::Track), false, None, 0.0)),
        CellStyle::Unknown => scene.items.push(area(rect, Some(Role::Paper), true, None, 0.0)),
    }
    ground(style)
}

/// Distance of the inner line of a cell that was made up later from its edge.
fn frame(rect: Rect, unit: f64) -> f64 {
    (rect.h.min(rect.w) * 0.12).clamp(1.6 * unit, 3.0 * unit)
}

/// How far text keeps from the edge of a cell at least.
#[must_use]
pub fn padding(scene: &Scene, rect: Rect, style: CellStyle) -> f64 {
    let unit = scene.format.stroke();
    if style == CellStyle::StrongNotched { frame(rect, unit) + 2.4 * unit } else { 3.0 * unit }
}

/// The role of the ground that a cell gives its text.
#[must_use]
pub const fn ground(style: CellStyle) -> Role {
    match style {
        CellStyle::Strong | CellStyle::StrongNotched => Role::Accent,
        CellStyle::Tint => Role::AccentTint,
        CellStyle::Absent => Role::Track,
        CellStyle::Outline | CellStyle::Dashed | CellStyle::Unknown => Role::Paper,
    }
}

/// The role of text on a cell.
#[must_use]
pub const fn ink(style: CellStyle) -> Role {
    match style {
        CellStyle::Strong | CellStyle::StrongNotched => Role::OnAccent,
        CellStyle::Absent => Role::Muted,
        CellStyle::Tint | CellStyle::Outline | CellStyle::Dashed | CellStyle::Unknown => Role::Ink,
    }
}
