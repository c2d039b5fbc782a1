//! Small things that the layouts of bars, matrices and tiles share: lines of text and strokes.

use super::paging::to_float;
use crate::chart::format::Format;
use crate::chart::scene::{Align, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};

/// Distance of two baselines, in type sizes.
pub const LEADING: f64 = 1.22;

/// From the middle of a line of capitals down to its baseline, in type sizes (Source Sans 3: capitals are 0.66 high).
pub const MIDDLE: f64 = 0.33;

/// Lines of a row's label at most.
pub const MAX_LABEL_LINES: usize = 2;

/// What each further line of a label adds to the height of a row, in type sizes.
pub const LABEL_LEADING: f64 = 1.1;

/// Sets the lines of a row's label about the place where a single one would stand.
pub fn label(
    scene: &mut Scene,
    fonts: &Fonts,
    lines: &[String],
    (x, baseline): (f64, f64),
    align: Align,
    style: TextStyle,
) {
    let leading = LABEL_LEADING * style.size;
    let first = baseline - to_float(lines.len().saturating_sub(1)) * leading / 2.0;
    set(scene, fonts, lines, (x, first, leading), (align, style));
}

/// The unit of strokes and gaps on a sheet: 1 pt where the smallest text is 10 pt.
#[must_use]
pub fn unit(format: Format) -> f64 {
    format.minimum_text() / 10.0
}

/// The widest of some texts in points.
#[must_use]
pub fn widest<'a>(fonts: &Fonts, texts: impl IntoIterator<Item = &'a str>, size: f64, weight: Weight) -> f64 {
    texts.into_iter().map(|text| fonts.width(text, size, weight)).fold(0.0, f64::max)
}

/// Wraps a text into at most `max_lines` lines; the last is shortened where more would follow.
#[must_use]
pub fn wrapped(fonts: &Fonts, text: &str, size: f64, weight: Weight, width: f64, max_lines: usize) -> Vec<String> {
    let mut lines = fonts.wrap(text, size, weight, width.max(size));
    if lines.len() > max_lines {
        let rest = lines.split_off(max_lines.saturating_sub(1)).join(" ");
        lines.push(fonts.fit(&rest, size, weight, width));
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Sets lines under one another, the first baseline at `baseline`, and gives the next one.
pub fn lines(
    scene: &mut Scene,
    fonts: &Fonts,
    lines: &[String],
    (x, baseline): (f64, f64),
    align: Align,
    style: TextStyle,
) -> f64 {
    set(scene, fonts, lines, (x, baseline, LEADING * style.size), (align, style))
}

/// Sets lines `leading` under one another, and gives the baseline of the next one.
fn set(
    scene: &mut Scene,
    fonts: &Fonts,
    lines: &[String],
    (x, baseline, leading): (f64, f64, f64),
    (align, style): (Align, TextStyle),
) -> f64 {
    let mut y = baseline;
    for line in lines {
        scene.text(fonts, line, (x, y), align, style);
        y += leading;
    }
    y
}
