//! The layout audit: what a careful reader would object to on a page. An empty list is the condition for publishing.

use std::fmt;

use super::layout::labels::crosses;
use super::scene::{Item, Layer, Rect, Scene};
use super::text::Fonts;
use super::theme::{Role, Theme};

/// Overlap in points that the eye does not see.
const SLACK: f64 = 0.5;
/// Least contrast of text (WCAG AA).
const TEXT_CONTRAST: f64 = 4.5;

/// One objection.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// Two texts overlap.
    TextOnText(String, String),
    /// A text lies on a mark, bar or line of data.
    TextOnMark(String, Rect),
    /// Something lies off the sheet.
    OffSheet(String, Rect),
    /// A text is smaller than the sheet allows.
    TooSmall(String, f64),
    /// A text has too little contrast.
    Contrast(String, f64),
    /// A character has no glyph.
    MissingGlyph(String, char),
    /// A value lies outside its axis and would be drawn in a wrong place.
    OutsideAxis(f64, f64, f64),
    /// Two marks hide one another.
    MarkOnMark((f64, f64)),
    /// A coordinate is not a number.
    NotFinite(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TextOnText(a, b) => write!(f, "`{a}` overlaps `{b}`"),
            Self::TextOnMark(text, at) => write!(f, "`{text}` lies on a mark at {:.1}, {:.1}", at.x, at.y),
            Self::OffSheet(what, at) => {
                write!(f, "{what} lies off the sheet: {:.1}–{:.1}, {:.1}–{:.1}", at.x, at.right(), at.y, at.bottom())
            }
            Self::TooSmall(text, size) => write!(f, "`{text}` is set in {size:.1} pt"),
            Self::Contrast(text, contrast) => write!(f, "`{text}` has a contrast of {contrast:.2} : 1"),
            Self::MissingGlyph(text, character) => write!(f, "no glyph for {character:?} in `{text}`"),
            Self::OutsideAxis(value, low, high) => write!(f, "{value} lies outside its axis from {low} to {high}"),
            Self::MarkOnMark((x, y)) => write!(f, "two marks lie on one another at {x:.1}, {y:.1}"),
            Self::NotFinite(what) => write!(f, "{what} has a coordinate that is not a number"),
        }
    }
}

/// Every objection to a page.
#[must_use]
pub fn audit(scene: &Scene, theme: &Theme, fonts: &Fonts) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (width, height) = scene.format.size();
    let sheet = Rect::new(0.0, 0.0, width, height);
    for item in &scene.items {
        let bounds = item.bounds();
        if ![bounds.x, bounds.y, bounds.w, bounds.h].into_iter().all(f64::is_finite) {
            faults.push(Fault::NotFinite(name(item)));
        } else if !sheet.contains(&bounds, 0.01) {
            faults.push(Fault::OffSheet(name(item), bounds));
        }
        match item {
            Item::Text { text, size, role, on, .. } => {
                faults.extend(text_faults(text, *size, (*role, *on), scene, theme, fonts));
            }
            Item::Mark { value: Some((value, low, high)), .. } if !(low..=high).contains(&value) => {
                faults.push(Fault::OutsideAxis(*value, *low, *high));
            }
            _ => {}
        }
    }
    faults.extend(overlaps(scene));
    faults
}

fn name(item: &Item) -> String {
    match item {
        Item::Text { text, .. } => format!("`{text}`"),
        Item::Mark { .. } => "a mark".to_owned(),
        Item::Line { .. } => "a line".to_owned(),
        Item::Area { .. } => "an area".to_owned(),
    }
}

fn text_faults(
    text: &str,
    size: f64,
    (role, on): (Role, Role),
    scene: &Scene,
    theme: &Theme,
    fonts: &Fonts,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    if size + 1e-9 < scene.format.minimum_text() {
        faults.push(Fault::TooSmall(text.to_owned(), size));
    }
    let contrast = theme.colour(role).contrast(theme.colour(on));
    if contrast < TEXT_CONTRAST {
        faults.push(Fault::Contrast(text.to_owned(), contrast));
    }
    faults.extend(
        fonts.missing_glyphs(text).into_iter().map(|character| Fault::MissingGlyph(text.to_owned(), character)),
    );
    faults
}

/// Overlaps of texts with texts, texts with marks, and marks with marks.
fn overlaps(scene: &Scene) -> Vec<Fault> {
    let mut faults = Vec::new();
    // Sorted by their left edge, so that only neighbours are compared: pages hold thousands of items.
    let mut items: Vec<(Rect, &Item)> = scene
        .items
        .iter()
        .filter(|item| item.layer() != Layer::Ground)
        .map(|item| (item.bounds(), item))
        .filter(|(bounds, _)| bounds.x.is_finite() && bounds.w.is_finite())
        .collect();
    items.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    for (index, (bounds, item)) in items.iter().enumerate() {
        for (other_bounds, other) in &items[index + 1..] {
            if other_bounds.x > bounds.right() {
                break;
            }
            faults.extend(between((bounds, item), (other_bounds, other)));
        }
    }
    faults
}

fn between((a_bounds, a): (&Rect, &Item), (b_bounds, b): (&Rect, &Item)) -> Option<Fault> {
    match (a, b) {
        (Item::Text { text: first, .. }, Item::Text { text: second, .. }) => {
            a_bounds.overlaps(b_bounds, SLACK).then(|| Fault::TextOnText(first.clone(), second.clone()))
        }
        (Item::Text { text, on, .. }, mark) | (mark, Item::Text { text, on, .. }) => {
            let (text_bounds, mark_bounds) =
                if matches!(a, Item::Text { .. }) { (a_bounds, b_bounds) } else { (b_bounds, a_bounds) };
            covers(text_bounds, *on, mark_bounds, mark).then(|| Fault::TextOnMark(text.clone(), *mark_bounds))
        }
        (Item::Mark { at, size, .. }, Item::Mark { at: other, size: other_size, .. }) => {
            let distance = (at.0 - other.0).hypot(at.1 - other.1);
            (distance < 0.25 * size.min(*other_size)).then_some(Fault::MarkOnMark(*at))
        }
        _ => None,
    }
}

/// Whether a text lies on a mark. A label may stand inside a bar that holds it fully and that it was coloured for.
fn covers(text: &Rect, on: Role, bounds: &Rect, mark: &Item) -> bool {
    match mark {
        Item::Line { from, to, width, .. } => {
            let half = width / 2.0 + SLACK;
            crosses(
                *from,
                *to,
                &Rect::new(text.x - half, text.y - half, text.w + 2.0 * half, text.h + 2.0 * half).inset(2.0 * SLACK),
            )
        }
        Item::Area { fill, .. } => {
            let inside = *fill == Some(on) && on != Role::Paper && bounds.contains(text, SLACK);
            text.overlaps(bounds, SLACK) && !inside
        }
        _ => text.overlaps(bounds, SLACK),
    }
}
