//! A tile grid map: equal tiles in roughly geographic places, and a few large facts beside them.

mod side;

use crate::chart::format::Format;
use crate::chart::layout::cells::{draw_cell, ink, padding};
use crate::chart::scene::{ASCENT, Align, Rect, Scene, TextStyle};
use crate::chart::spec::{CellStyle, Chart};
use crate::chart::text::{Fonts, Weight};

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

/// Line height in a tile, in type sizes.
const LINE: f64 = 1.15;
/// Largest grid that is drawn; tiles further out are left out.
const MOST: usize = 20;

/// A tile map is always one page.
#[must_use]
pub fn pages(_: &Tiles, _: Rect, _: &Chart, _: Format, _: &Fonts) -> usize {
    1
}

/// Width of a tile in its heights at most: with a side panel, and alone. Wide tiles hold long names and whole words.
const WIDE: (f64, f64) = (1.45, 1.8);

/// Draws the map, and beside it the side panel; on sheets without room for both the map alone.
pub fn lay_out(body: &Tiles, _: usize, area: Rect, _: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let rows = body.tiles.iter().map(|tile| tile.row).filter(|row| *row <= MOST).max().unwrap_or(1);
    let columns = body.tiles.iter().map(|tile| tile.column).filter(|column| *column <= MOST).max().unwrap_or(1);
    // Paper is narrow and a square is read on a telephone: there the map takes it all, and the title says the rest.
    let has_facts = !body.facts.is_empty() && scene.format == Format::Slide;
    let widest = if has_facts { WIDE.0 } else { WIDE.1 };
    let (map, facts) = if has_facts {
        let side = (area.h / count(rows) * widest).min(area.w * 0.56 / count(columns));
        let width = side * count(columns);
        let gap = scene.format.type_scale().body * 4.0;
        let map = Rect::new(area.x, area.y, width, area.h);
        (map, Some(Rect::new(map.right() + gap, area.y, area.right() - map.right() - gap, area.h)))
    } else {
        (area, None)
    };
    let wide = (map.w / count(columns)).min(map.h / count(rows) * widest);
    let high = (map.h / count(rows)).min(wide);
    let gap = (high * 0.035).max(1.5);
    let placed: Vec<(&Tile, Rect)> = body
        .tiles
        .iter()
        .filter(|tile| (1..=MOST).contains(&tile.row) && (1..=MOST).contains(&tile.column))
        .map(|tile| {
            let (x, y) = (map.x + count(tile.column - 1) * wide, map.y + count(tile.row - 1) * high);
            (tile, Rect::new(x, y, wide - gap, high - gap))
        })
        .collect();
    // Names stand in all tiles, if need be nearer to their edges, or in none.
    let fit = |close: bool| placed.iter().all(|(tile, rect)| name(tile, *rect, scene, close, fonts).is_some());
    let close = !fit(false);
    let named = !close || fit(close);
    for (tile, rect) in placed {
        draw_tile(tile, rect, (named, close && named), scene, fonts);
    }
    if let Some(facts) = facts {
        side::lay_out(body, facts, scene, fonts);
    }
}

/// Where the texts of a tile stand, near its edge if `close`, and the size of its code.
fn inside(tile: &Tile, rect: Rect, scene: &Scene, close: bool) -> (Rect, f64) {
    let sizes = scene.format.type_scale();
    let least = padding(scene, rect, tile.style);
    let (across, down) =
        ((rect.w * 0.09).min(sizes.small * if close { 0.3 } else { 0.8 }).max(least), (rect.h * 0.07).max(least));
    let inner =
        Rect::new(rect.x + across, rect.y + down, (rect.w - 2.0 * across).max(1.0), (rect.h - 2.0 * down).max(1.0));
    (inner, (rect.h * 0.2).clamp(sizes.body, sizes.title))
}

/// The lines of a tile's name, if they fit under its code without breaking a word.
fn name(tile: &Tile, rect: Rect, scene: &Scene, close: bool, fonts: &Fonts) -> Option<Vec<String>> {
    let small = scene.format.type_scale().small;
    let (inner, code) = inside(tile, rect, scene, close);
    let lines = fonts.wrap(&tile.name, small, Weight::Regular, inner.w);
    let foot = count(foot(tile, inner.w, small, fonts).len());
    let broken = lines.iter().any(|line| fonts.width(line, small, Weight::Regular) > inner.w)
        || lines.len() > tile.name.split(['-', ' ']).count();
    let high = code * 1.05 + (count(lines.len()) + foot) * small * LINE;
    (!broken && lines.len() <= 3 && high <= inner.h + 0.5).then_some(lines)
}

/// One tile: code, name, and at the foot the count and the detail.
fn draw_tile(tile: &Tile, rect: Rect, (named, close): (bool, bool), scene: &mut Scene, fonts: &Fonts) {
    let lines = name(tile, rect, scene, close, fonts).filter(|_| named).unwrap_or_default();
    let on = draw_cell(scene, rect, tile.style);
    let small = scene.format.type_scale().small;
    let (inner, code) = inside(tile, rect, scene, close);
    let style = |size: f64, weight: Weight| TextStyle { size, weight, role: ink(tile.style), on };
    let mut y = inner.y;
    // A hatched ground keeps off the words: they get a plain field.
    let code_text = fonts.fit(&tile.code, code, Weight::Semibold, inner.w);
    let width = fonts.width(&code_text, code, Weight::Semibold);
    clear(tile.style, Rect::new(inner.x - 2.0, y - 1.0, width + 4.0, code), scene);
    scene.text(fonts, &code_text, (inner.x, y + ASCENT * code), Align::Left, style(code, Weight::Semibold));
    y += code * 1.05;
    let mut line = |text: &str, weight: Weight, y: f64| {
        let width = fonts.width(text, small, weight);
        clear(tile.style, Rect::new(inner.x - 2.0, y, width + 4.0, small * LINE), scene);
        scene.text(fonts, text, (inner.x, y + ASCENT * small), Align::Left, style(small, weight));
    };
    for text in lines {
        line(&text, Weight::Regular, y);
        y += small * LINE;
    }
    let foot = foot(tile, inner.w, small, fonts);
    let mut y = inner.bottom() - count(foot.len()) * small * LINE;
    for (text, weight) in foot {
        line(&text, weight, y);
        y += small * LINE;
    }
}

/// A plain field under words on a hatched tile.
fn clear(style: CellStyle, rect: Rect, scene: &mut Scene) {
    if style == CellStyle::Unknown {
        scene.cell(rect, crate::chart::theme::Role::Paper, 0.0);
    }
}

/// Count and detail on one line, in full where that fits.
fn foot(tile: &Tile, width: f64, size: f64, fonts: &Fonts) -> Vec<(String, Weight)> {
    let fits = |text: &str| fonts.width(text, size, Weight::Semibold) <= width;
    let joined = |detail: &str| {
        [tile.line.as_str(), detail].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    for line in [joined(&tile.detail), joined(&tile.detail_short)] {
        if line.is_empty() {
            return Vec::new();
        }
        if fits(&line) {
            return vec![(line, Weight::Semibold)];
        }
    }
    // Half a word misleads: the first word alone, a year or a count, or nothing.
    let first = joined(&tile.detail_short).split(' ').next().unwrap_or_default().to_owned();
    if fits(&first) { vec![(first, Weight::Semibold)] } else { Vec::new() }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of tiles")]
const fn count(n: usize) -> f64 {
    n as f64
}
