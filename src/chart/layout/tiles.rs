//! A tile grid map: equal tiles in roughly geographic places, and a few large facts beside them.

mod side;

use crate::chart::format::Format;
use crate::chart::layout::cells::{draw_cell, ink};
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

/// Largest grid that is drawn; tiles further out are left out.
const MOST: usize = 20;

/// A tile map is always one page.
#[must_use]
pub fn pages(_: &Tiles, _: Rect, _: &Chart, _: Format, _: &Fonts) -> usize {
    1
}

/// Draws the map, and beside it the side panel; on a square sheet the map alone.
pub fn lay_out(body: &Tiles, _: usize, area: Rect, _: &Chart, scene: &mut Scene, fonts: &Fonts) {
    let rows = body.tiles.iter().map(|tile| tile.row).filter(|row| *row <= MOST).max().unwrap_or(1);
    let columns = body.tiles.iter().map(|tile| tile.column).filter(|column| *column <= MOST).max().unwrap_or(1);
    // A square is read on a telephone: the map takes all of it, and the title says the rest.
    let has_facts = !body.facts.is_empty() && scene.format != Format::Square;
    let (map, facts) = if has_facts {
        // Tiles a little wider than high hold the long names.
        let side = (area.h / count(rows) * 1.34).min(area.w * 0.56 / count(columns));
        let width = side * count(columns);
        let gap = scene.format.type_scale().body * 4.0;
        let map = Rect::new(area.x, area.y, width, area.h);
        (map, Some(Rect::new(map.right() + gap, area.y, area.right() - map.right() - gap, area.h)))
    } else {
        (area, None)
    };
    let wide = (map.w / count(columns)).min(map.h / count(rows) * 1.34);
    let high = (map.h / count(rows)).min(wide);
    for tile in body.tiles.iter().filter(|tile| (1..=MOST).contains(&tile.row) && (1..=MOST).contains(&tile.column)) {
        let gap = (high * 0.035).max(1.5);
        let rect = Rect::new(
            map.x + count(tile.column - 1) * wide,
            map.y + count(tile.row - 1) * high,
            wide - gap,
            high - gap,
        );
        draw_tile(tile, rect, scene, fonts);
    }
    if let Some(facts) = facts {
        side::lay_out(body, facts, scene, fonts);
    }
}

/// One tile: code, name, and at the foot the count and the detail.
fn draw_tile(tile: &Tile, rect: Rect, scene: &mut Scene, fonts: &Fonts) {
    let on = draw_cell(scene, rect, tile.style);
    let sizes = scene.format.type_scale();
    let small = sizes.small;
    let pad = (rect.w * 0.09).max(3.0);
    let inner = rect.inset(pad);
    let style = |size: f64, weight: Weight| TextStyle { size, weight, role: ink(tile.style), on };
    // A hatched ground keeps off the words: they get a plain field.
    let code = (rect.h * 0.2).clamp(sizes.body, sizes.title);
    let mut y = inner.y;
    let foot_lines: Vec<(String, Weight)> = foot(tile, inner.w, small, fonts);
    let foot_height = count(foot_lines.len()) * small * 1.15;
    let room = inner.bottom() - foot_height;
    let code_text = fonts.fit(&tile.code, code, Weight::Semibold, inner.w);
    clear(
        tile.style,
        Rect::new(inner.x - 2.0, y - 1.0, fonts.width(&code_text, code, Weight::Semibold) + 4.0, code),
        scene,
    );
    scene.text(fonts, &code_text, (inner.x, y + ASCENT * code), Align::Left, style(code, Weight::Semibold));
    y += code * 1.05;
    let lines = fonts.wrap(&tile.name, small, Weight::Regular, inner.w);
    let fits = y + count(lines.len()) * small * 1.15 <= room && lines.len() <= 3;
    let broken = lines.iter().any(|line| fonts.width(line, small, Weight::Regular) > inner.w)
        || lines.len() > tile.name.split(['-', ' ']).count();
    if fits && !broken {
        for line in &lines {
            let width = fonts.width(line, small, Weight::Regular);
            clear(tile.style, Rect::new(inner.x - 2.0, y, width + 4.0, small * 1.15), scene);
            scene.text(fonts, line, (inner.x, y + ASCENT * small), Align::Left, style(small, Weight::Regular));
            y += small * 1.15;
        }
    }
    let mut y = inner.bottom() - foot_height;
    for (line, weight) in foot_lines {
        let width = fonts.width(&line, small, weight);
        clear(tile.style, Rect::new(inner.x - 2.0, y, width + 4.0, small * 1.15), scene);
        scene.text(fonts, &line, (inner.x, y + ASCENT * small), Align::Left, style(small, weight));
        y += small * 1.15;
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
