//! The pixels of a page, one byte each: the number of a colour.

use super::cover::{Cover, WHOLE};
use super::palette::Palette;
use crate::chart::theme::Colour;

/// Parts of a pixel, in either direction, at which an edge may lie.
pub(super) const PARTS: i32 = 4;

/// Pixels, and the colours that they are.
pub(super) struct Sheet {
    width: usize,
    numbers: Vec<u8>,
    palette: Palette,
}

impl Sheet {
    /// A sheet of paper.
    pub(super) fn new((width, height): (usize, usize), paper: Colour, mut palette: Palette) -> Self {
        let paper = palette.number(paper);
        Self { width, numbers: vec![paper; width * height], palette }
    }

    /// The numbers of the colours, row by row.
    pub(super) fn numbers(&self) -> &[u8] {
        &self.numbers
    }

    /// The colours.
    pub(super) const fn palette(&self) -> &Palette {
        &self.palette
    }

    /// Fills what a shape covers, moved by whole pixels.
    pub(super) fn cover(&mut self, cover: &Cover, by: (i32, i32), colour: Colour) {
        let above = self.palette.number(colour);
        let (left, width) = (i64::from(cover.left) + i64::from(by.0), cover.width.max(1));
        // What lies to the left of the sheet is left out; what lies to the right has no partner in the row.
        let skipped = usize::try_from(-left).unwrap_or_default().min(width);
        let from = usize::try_from(left).unwrap_or_default().min(self.width);
        let rows = i64::from(cover.top) + i64::from(by.1)..;
        for (y, levels) in rows.zip(cover.levels.chunks_exact(width)) {
            let start = usize::try_from(y).ok().and_then(|y| y.checked_mul(self.width));
            let Some(row) = start.and_then(|start| self.numbers.get_mut(start + from..start + self.width)) else {
                continue;
            };
            self.palette.cover(row, &levels[skipped..], above);
        }
    }

    /// Fills a rectangle from its left, top, right and bottom edges in [`PARTS`] of a pixel.
    pub(super) fn rect(&mut self, [left, top, right, bottom]: [i32; 4], colour: Colour) {
        let above = self.palette.number(colour);
        let height = self.numbers.len() / self.width.max(1);
        let columns = parts([left, right], self.width);
        let whole = columns.iter().filter(|(_, wide)| *wide == PARTS).map(|(x, _)| *x);
        let whole = whole.clone().min().map_or(0..0, |first| first..first + whole.count());
        for (y, deep) in parts([top, bottom], height) {
            let row = &mut self.numbers[y * self.width..][..self.width];
            if deep == PARTS {
                row[whole.clone()].fill(above);
            }
            for (x, wide) in columns.iter().filter(|(_, wide)| deep < PARTS || *wide < PARTS) {
                let level = u8::try_from(wide * deep).unwrap_or(WHOLE);
                self.palette.cover(&mut row[*x..=*x], &[level], above);
            }
        }
    }
}

/// The pixels of a row or column that lie between two edges, and how many of its parts each has in between.
fn parts([from, to]: [i32; 2], length: usize) -> Vec<(usize, i32)> {
    let end = i32::try_from(length).unwrap_or(i32::MAX).saturating_mul(PARTS);
    let (from, to) = (from.clamp(0, end), to.clamp(0, end));
    let pixels = from / PARTS..(to + PARTS - 1) / PARTS;
    let within = |pixel: i32| to.min((pixel + 1) * PARTS) - from.max(pixel * PARTS);
    pixels.filter_map(|pixel| Some((usize::try_from(pixel).ok()?, within(pixel)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Colour = Colour(0, 0, 0);

    fn sheet() -> Sheet {
        Sheet::new((4, 3), Colour::WHITE, Palette::new([Colour::WHITE, INK], false))
    }

    /// The red of each pixel.
    fn reds(sheet: &Sheet) -> Vec<u8> {
        let bytes = sheet.palette().bytes();
        sheet.numbers().iter().map(|number| bytes[usize::from(*number) * 3]).collect()
    }

    #[test]
    fn a_rectangle_covers_its_edges_in_part() {
        let mut sheet = sheet();
        // From a quarter of the second pixel to the middle of the fourth, and down to the middle of the second row.
        sheet.rect([5, -9, 14, 6], INK);
        assert_eq!(reds(&sheet), [255, 64, 0, 128, 255, 159, 128, 191, 255, 255, 255, 255]);
        sheet.rect([-100, -100, 100, 100], INK);
        assert_eq!(reds(&sheet), [0; 12]);
    }

    #[test]
    fn a_shape_beyond_the_sheet_is_cut_off() {
        let cover = Cover { left: 0, top: 0, width: 3, levels: vec![WHOLE; 6] };
        for (by, covered) in [((-2, -1), vec![0]), ((3, 2), vec![11]), ((4, 0), vec![]), ((-3, 0), vec![])] {
            let mut sheet = sheet();
            sheet.cover(&cover, by, INK);
            let dark: Vec<usize> = (0..12).filter(|place| reds(&sheet)[*place] == 0).collect();
            assert_eq!(dark, covered, "{by:?}");
        }
    }
}
